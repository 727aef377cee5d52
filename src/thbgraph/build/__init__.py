"""The build: sources become sorted files of statements, what is compiled from them, and a store; one key, one lock."""
