"""Proofs: why a statement is in the graph, as its shortest derivation."""
