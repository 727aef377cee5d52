"""Differences: between two graphs, and between an answer and the accepted one."""
