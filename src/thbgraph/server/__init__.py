"""The web server: a SPARQL endpoint, addresses that answer, and the questions as an API."""
