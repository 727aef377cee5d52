"""What does not parse is told with what stands there, since the engine's own words mislead."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.errors import QuerySyntaxError
from thbgraph.sparql.syntax_errors import syntax_error

LEAD = "PREFIX e: <http://e.org/>\n"


def told(query: str) -> QuerySyntaxError | None:
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        return syntax_error(str(error.msg), query)
    return None


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("SELECT ?x { ?x a e:A", (2, 11), "this { is never closed"),
        ("SELECT ?x { ?x a e:A } }", (2, 24), "this } closes nothing"),
        ("SELECT ?x { ?x a e:A ] }", (2, 22), "this ] closes nothing"),
        ("SELECT ?x { FILTER(1 } ", (2, 19), "this ( is never closed"),
        ("SELECT ?x { ?x a f:A }", (2, 18), "the prefix f: is not declared; add: PREFIX f: <...>"),
        ("SELECT ?x { ?x a State }", (2, 18), "'State' has no prefix; write it with one, such as thb:State"),
        ("SELECT ?x WHERE ?x a e:A", (2, 17), "'?x' is not expected there"),
        ("SELECT ?x { ?x a e:A } LIMIT ten", (2, 30), "'ten' is not expected there"),
        ("SELECT ?x { ?x a e:A } ORDER BY", (2, 32), "it ends too early"),
        ("SELECT ?x {\n?x a e:A ?x e:b 1 }", (3, 18), "something in '?x e:b 1' is not expected"),
        ("SELECT COUNT(*) { ?x a e:A }", (2, 16), "something in 'COUNT(*)' is not expected; write (COUNT(...) AS ?name)"),
        ("SELECT ?x { ?x a \u201cA\u201d }", (2, 21), '; write straight quotes: "'),
        ("SELECT ?x ?x { ?x a e:A }", (None, None), "SELECT names a variable twice; name it once"),
        ("SELECT (1 AS ?x) { ?x a e:A }", (None, None), "write another name after AS"),
        ("SELECT ?x ?y { ?x a ?y } GROUP BY ?x", (None, None), "neither in GROUP BY nor in an aggregate"),
        ("SELECT * { ?x a ?y } GROUP BY ?x", (None, None), "SELECT * does not go with GROUP BY"),
        ("SELECT * { BIND(1 AS ?s) BIND(2 AS ?s) }", (None, None), "no variable may be assigned twice"),
        ("\nCLEAR ALL", (3, 1), "the graph is read-only; write SELECT"),
        ("hello", (2, 1), "it is not a query; write SELECT"),
    ],
)  # fmt: skip
def test_what_stands_there_is_told(query: str, place: tuple[int | None, int | None], said: str) -> None:
    error = told(LEAD + query)
    assert error is not None and said in error.message
    assert (error.line, error.column) == place


@given(st.text(alphabet="SELECTASK {}()[]?xy:a.;,|/\"'<>1-\n\u00e9\u201c", max_size=40))
def test_whatever_does_not_parse_is_told_within_the_text(query: str) -> None:
    error = told(query)
    if error is not None and error.line is not None:
        assert error.column is not None
        lines = query.split("\n")
        assert 1 <= error.line <= len(lines) and 1 <= error.column <= len(lines[error.line - 1]) + 1
