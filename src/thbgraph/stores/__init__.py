"""Stores: what answers SPARQL. One protocol, and its implementations."""
