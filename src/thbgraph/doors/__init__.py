"""Doors: the ways in. Each one turns requests into calls of the graph and errors into exit codes."""
