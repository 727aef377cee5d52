"""Texts: what is written in files, read into values and written back. Nothing here opens a file."""
