"""SPARQL texts: reading a query, its limits, syntax errors, and the rules that a saved question keeps."""
