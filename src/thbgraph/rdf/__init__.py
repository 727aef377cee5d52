"""RDF: TriG, CSVW tables, SSSOM links and JSON-LD, read into values and written back."""
