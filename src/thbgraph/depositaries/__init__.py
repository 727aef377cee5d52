"""Pages of the depositaries of treaties that somebody saved: read, compared with what is recorded, and taken over after review."""
