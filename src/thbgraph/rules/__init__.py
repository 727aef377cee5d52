"""Rules: what follows from the axioms of the ontology, by one declared table, and why."""
