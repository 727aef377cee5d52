"""The build: where sources lie, and how they become sorted files, what is compiled from them, and a store."""
