"""Engines: where files lie, how a build is made and kept, and the store that answers."""
