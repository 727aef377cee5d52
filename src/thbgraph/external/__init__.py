"""External sources: the one HTTP client, what was fetched, and where it differs from the graph."""
