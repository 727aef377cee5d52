"""Queries as they are read: what is written of them gives the same rows, and expressions are grouped as the engine does."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from thbgraph.base.terms import Term
from thbgraph.sparql.query import Expression, Query, Unreadable

PROLOGUE = "PREFIX : <http://e.org/>\nPREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
DATA = """
:g1 { :a :p :b ; :q 1, 2 ; :name "Ä \\"x\\""@en . :b :p :c ; :q 7 ; :r ( 1 2 ) . }
:g2 { :a :p :b . :c :q "2010-01-26"^^xsd:date ; :t true , 1.50 , 1e3 . }
"""
QUERIES = [
    "SELECT * { ?s :p ?o ; :q ?n . ?o :p ?x }",
    "SELECT DISTINCT ?s { ?s :p|:q ?o } ORDER BY DESC(?s) LIMIT 2 OFFSET 1",
    "SELECT REDUCED ?s { ?s (:p/:q)|^:p ?o }",
    "SELECT ?o { :a :p+ ?o . ?o :p*/:q? ?x . ?s !(:p|:q) ?y . :a !:p ?z }",
    "SELECT ?o { ?s ((:p+)?)* ?o . ?s ^(:p/:p) ?z }",
    "SELECT ?s ?n { ?s ?any ?n OPTIONAL { ?s :r/(^:p) ?x FILTER(?n > 1 && BOUND(?x)) } FILTER(!BOUND(?x)) }",
    "SELECT ?s { { ?s :p ?o } UNION { ?s :q ?o MINUS { ?s :p ?o2 } } UNION { } }",
    "SELECT ?g ?s { GRAPH ?g { ?s :p ?o } GRAPH :g2 { ?s ?q ?o } }",
    "SELECT ?s { VALUES (?s ?n) { (:a UNDEF) (:b 7) } ?s :q ?n } VALUES ?n { 1 7 }",
    "SELECT ?s { ?s :q ?n FILTER(?n IN (1, 7) && ?n NOT IN (2) && ?n NOT IN ()) }",
    "SELECT (?n + 1 - 2 * 3 / 4 AS ?m) (-?n AS ?k) { ?s :q ?n FILTER(!(?n = 2) || ?n >= -1) }",
    "SELECT (IF(?n > 1, 'a', COALESCE(?no, 'b')) AS ?m) (STRLEN(STR(?s)) AS ?l) { ?s :q ?n }",
    "SELECT (REPLACE(STR(?s), 'E', 'x', 'i') AS ?m) (SUBSTR(?name, 2) AS ?k) (CONCAT(?name, '!') AS ?l) { ?s :name ?name }",
    "SELECT ?s { ?s :name ?n FILTER(REGEX(?n, '^ä', 'i') && LANGMATCHES(LANG(?n), 'EN') && isLITERAL(?n)) }",
    "SELECT ?s { ?s :p ?o FILTER EXISTS { ?o :p ?x } FILTER NOT EXISTS { ?s :t ?x FILTER(?x = ?o) } }",
    "SELECT ?s (COUNT(*) AS ?n) (COUNT(DISTINCT ?o) AS ?d) (SUM(?o) AS ?sum) { ?s :q ?o } GROUP BY ?s HAVING (COUNT(*) > 1) (MAX(?o) > 1)",
    "SELECT ?k (MIN(?o) AS ?m) { ?s :q ?o } GROUP BY (STR(?s) AS ?k) STR(?o) ORDER BY ?k MIN(?o)",
    "SELECT (GROUP_CONCAT(DISTINCT ?o; SEPARATOR=', ') AS ?all) (AVG(?o) AS ?a) (SAMPLE(?s) AS ?one) { ?s :q ?o FILTER(?s = :b) }",
    "SELECT ?s ?m { ?s :p ?o { SELECT ?o (MAX(?n) AS ?m) { ?o :q ?n } GROUP BY ?o LIMIT 5 } }",
    "SELECT ?n { [ :name ?name ; :q ?n ] . _:x :r ( 1 ?second ) }",
    "SELECT ?x { ?s :t ?t BIND(xsd:string(?t) AS ?x) FILTER(xsd:boolean(?t) = true) }",
    'SELECT ?s { ?s :t 1.50 } ORDER BY ?s',
    'SELECT ?s { ?s :q "2010-01-26"^^xsd:date . ?s :t true, 1e3 }',
    "BASE <http://e.org/> SELECT ?s (IRI('x') AS ?i) { ?s <p> <b> }",
    "SELECT ?s { # a comment }\n ?s :name \"\"\"Ä \"x\\\"\"\"\"@en , 'Ä \\u0022x\"'@en }",
]  # fmt: skip


def rows(text: str) -> list[tuple[str, ...]]:
    store = ox.Store()
    quads = list(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG))
    store.extend(quads)
    store.extend({ox.Quad(*quad.triple) for quad in quads})
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(map(written, row)) for row in found]


def written(term: Term | ox.Triple | None) -> str:
    return "blank" if isinstance(term, ox.BlankNode) else str(term)


def bracketed(query: Query, expression: Expression) -> str:
    """Writes an expression with brackets around each operation in it."""
    operator, parts = expression.operator, [bracketed(query, part) for part in expression.parts]
    if operator in ("IN", "NOT IN"):
        return f"({parts[0]} {operator} ({', '.join(parts[1:])}))"
    if len(parts) == 2 and not operator[0].isalpha():
        return f"({parts[0]} {operator} {parts[1]})"
    if len(parts) == 1 and operator in ("!", "+", "-"):
        return f"({operator} {parts[0]})"
    if operator == "()":
        return parts[0] if parts[0].startswith("(") else f"({parts[0]})"
    return query.written(expression.span)


@pytest.mark.parametrize("text", QUERIES)
def test_what_is_written_gives_the_same_rows(text: str) -> None:
    query = Query(PROLOGUE + text)
    written = query.written((0, len(query.tokens) - 2))
    assert sorted(rows(written)) == sorted(rows(PROLOGUE + text))


@pytest.mark.parametrize("text", QUERIES)
def test_operations_in_brackets_give_the_same_rows(text: str) -> None:
    query = Query(PROLOGUE + text)
    made, end = "", 0
    for one in sorted(query.expressions(), key=lambda one: one.span):
        start, stop = query.tokens[one.span[0]].start, query.tokens[one.span[1] - 1].end
        if start >= end:  # else it stands in what EXISTS, which was written
            made += query.text[end:start] + bracketed(query, one)
            end = stop
    assert sorted(rows(made + query.text[end:])) == sorted(rows(PROLOGUE + text))


def test_some_of_the_queries_have_rows() -> None:
    assert sum(bool(rows(PROLOGUE + query)) for query in QUERIES) >= 20


@pytest.mark.parametrize(
    ("expression", "grouped"),
    [
        ("?a||?b && ?c = ?d + 1 * -?e", "(?a || (?b && (?c = (?d + (1 * (- ?e))))))"),
        ("1 - 2 -3 + 4", "(((1 - 2) - 3) + 4)"),
        ("1e-5-2", "(1e-5 - 2)"),
        ("?a<?b&&?c>?d", "((?a < ?b) && (?c > ?d))"),
        ("(1 + 2) * 3 / 4", "(((1 + 2) * 3) / 4)"),
        ("! ?a = ?b", "((! ?a) = ?b)"),
        ("?a NOT IN (1, 2+3) || ?b IN ()", "((?a NOT IN (1, (2 + 3))) || (?b IN ()))"),
    ],
)
def test_signs_bind_as_the_grammar_says(expression: str, grouped: str) -> None:
    query = Query(f"SELECT * {{ ?s ?p ?o FILTER({expression}) }}")
    (found,) = query.expressions()
    assert bracketed(query, found) == grouped


@pytest.mark.parametrize(
    ("text", "form", "bound", "described"),
    [
        ("ASK { ?s ?p 1 }", "ASK", {"s", "p"}, []),
        ("CONSTRUCT { ?x ?y [] } FROM <u:g> WHERE { ?s ?p 1 } ORDER BY ?s LIMIT 2", "CONSTRUCT", {"s", "p"}, []),
        ("CONSTRUCT WHERE { ?s ?p 1 }", "CONSTRUCT", {"s", "p"}, []),
        ("DESCRIBE ?s <u:a> FROM NAMED <u:g> { ?s ?p 1 }", "DESCRIBE", {"s", "p"}, ["s", ox.NamedNode("u:a")]),
        ("DESCRIBE <u:a>", "DESCRIBE", set(), [ox.NamedNode("u:a")]),
    ],
)  # fmt: skip
def test_queries_of_every_form_are_read(
    text: str, form: str, bound: set[str], described: list[object]
) -> None:
    query = Query(text)
    assert (query.form, query.select.where.bound, query.described) == (form, bound, described)
    assert query.has_dataset == ("FROM" in text)


def test_what_is_not_read_has_its_line() -> None:
    with pytest.raises(Unreadable, match="cannot read what stands at '~'") as found:
        Query("SELECT * {\n?s ?p ?o ~ ?r }")
    assert found.value.line == 2


def test_signs_without_end_are_refused() -> None:
    with pytest.raises(Unreadable, match="nested so deeply"):
        Query(f"SELECT * {{ ?s ?p ?o FILTER({'!' * 5_000}?o) }}")
