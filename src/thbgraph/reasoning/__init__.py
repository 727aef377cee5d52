"""Reasoning: OWL 2 RL as rules, compiled over one ontology and evaluated over columns."""
