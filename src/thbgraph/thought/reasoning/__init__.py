"""What follows from statements under the ontology: OWL 2 RL as rules, compiled and evaluated over columns."""
