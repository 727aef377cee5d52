"""Queries that take all time or memory, or lie in themselves as deep as one wants."""

from __future__ import annotations

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
#: Keeps the parser busy, and Python's threads from running.
ENDLESS_TO_PARSE = "ASK { FILTER(" + "REGEX(" * 50 + "'a'" + ", 'b')" * 50 + ") }"
#: Each takes all memory that there is: what the engine keeps as it evaluates, and rows, which Python does.
BOMBS = {
    "order": "SELECT * { ?s ?p ?o . ?a ?b ?c } ORDER BY ?o LIMIT 1",
    "rows": "SELECT * { ?s ?p ?o . ?a ?b ?c }",
    "distinct": "SELECT DISTINCT * { ?s ?p ?o . ?a ?b ?c }",
    "group": "SELECT ?s ?a (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?b ?c } GROUP BY ?s ?a ?p ?b ?o ?c",
}
#: Shapes of a query, by how often each lies in itself.
NESTED = {
    "groups": lambda n: "ASK " + "{" * n + "}" * n,
    "brackets": lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "nots": lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    "optionals": lambda n: "ASK {" + "OPTIONAL {" * n + "}" * n + "}",
    "selects": lambda n: "SELECT * {" + "{SELECT * {" * n + "}}" * n + "}",
    "unions": lambda n: "ASK {" + "{} UNION " * n + "{} }",
    "sums": lambda n: "ASK { FILTER(1" + "+1" * n + ") }",
    "ors": lambda n: "ASK { FILTER(true" + "||true" * n + ") }",
    "paths": lambda n: "ASK { ?s (" + "a|" * n + "a) ?o }",
    "stars": lambda n: "ASK { ?s " + "(" * n + "a" + ")*" * n + " ?o }",
    "lists": lambda n: "ASK { " + "(" * n + ")" * n + " ?p ?o }",
    "nodes": lambda n: "ASK { " + "[ a " * n + "[]" + "]" * n + " }",
    "binds": lambda n: "ASK {" + "".join(f"BIND(1 AS ?v{i})" for i in range(n)) + "}",
    "triples": lambda n: "ASK { ?s ?p " + "<<( ?s ?p " * n + "?o" + " )>>" * n + " }",
}
