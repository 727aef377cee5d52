"""Thought: what follows from the statements. Functions of values; nothing here opens a file."""
