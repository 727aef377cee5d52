"""Endpoints: engines on other machines, asked and filled over the SPARQL 1.1 Protocol."""
