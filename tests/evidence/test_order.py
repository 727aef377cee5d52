"""What depends on the order in which an engine finds things: cited where any order gives the row again, else refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest

from citing import cite
from thbgraph.answers.rows import Citation
from thbgraph.evidence.cite import Key
from thbgraph.evidence.replay import gives
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.words.errors import RequestError

Closed = Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]
Cited = Callable[[str], dict[Key, Citation]]
EX = "http://e.org/"
PROLOGUE = f"PREFIX : <{EX}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
DATA = """
:g1 { :a :p 1 ; :name "one" . :b :p 2 ; :name "two" . :c :p 2 ; :name "three" . :d :p 4 ; :name "four" }
:g2 { :a :q :b, :c . :b :q :c . :c :q :d }
"""


@pytest.fixture
def cited(closed: Closed) -> Cited:
    """The evidence of every row of a query over the closed data, which gives the row again over what is cited."""

    def of(query: str) -> dict[Key, Citation]:
        store = closed(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG), [])
        text = PROLOGUE + query
        solutions = EmbeddedStore(store).query(text)
        columns = [variable.value for variable in solutions.variables]
        rows = [tuple("" if term is None else str(term) for term in row) for row in solutions]
        assert rows
        found = cite(text, columns, rows, EmbeddedStore(store))
        for key, citation in found.items():
            assert gives(closed(citation.statements, citation.axioms), text, key), key
        return found

    return of


def about(citation: Citation) -> set[str]:
    return {str(quad.subject).removeprefix(f"<{EX}").strip(">") for quad in citation.statements}


@pytest.mark.parametrize(
    ("query", "rests_on"),
    [
        # Of rows in one order only, each rests on itself and on those that the OFFSET leaves out.
        ("SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 2", ["a", "b"]),
        ("SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 2 OFFSET 1", ["ab", "ac"]),
        ("SELECT ?s { ?s :p ?n } ORDER BY DESC(?s) OFFSET 2", ["bcd", "acd"]),
        ("SELECT ?s ?n { ?s :p ?n } ORDER BY ?n ?s LIMIT 1 OFFSET 2", ["abc"]),
        # Where no more are found than are kept, no order is needed.
        ("SELECT ?s { ?s :p ?n } LIMIT 10 OFFSET 0", ["a", "b", "c", "d"]),
        # Rows that tie, but both within what is kept or both beyond.
        ("SELECT ?s { ?s :p ?n } ORDER BY ?n OFFSET 3", ["abcd"]),
        # Groups, and SELECTs within.
        (
            "SELECT ?o (COUNT(?s) AS ?n) { ?s :q ?o } GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 1 OFFSET 1",
            ["ab"],
        ),
        ("SELECT ?name { { SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 1 OFFSET 1 } ?s :name ?name }", ["ab"]),
    ],
)
def test_what_is_in_one_order_only_is_cited(cited: Cited, query: str, rests_on: list[str]) -> None:
    found = cited(query)
    assert sorted("".join(sorted(about(citation))) for citation in found.values()) == sorted(rests_on)


def test_rows_that_tie_with_what_is_not_cited_are_cited(cited: Cited) -> None:
    assert [about(one) for one in cited("SELECT ?s { ?s :p 2 } LIMIT 1").values()] in ([{"b"}], [{"c"}])
    assert len(cited("SELECT ?s { ?s ?p ?o } LIMIT 1")) == 1
    tied = cited("SELECT ?s { ?s :p ?n } ORDER BY ?n LIMIT 1 OFFSET 1")
    assert [about(one) for one in tied.values()] in ([{"a", "b"}], [{"a", "c"}])


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("SELECT ?s { ?s :p ?n } OFFSET 1", "?s"),
        ("SELECT ?s { ?s :p ?n } LIMIT 2 OFFSET 1", "?s"),
        ("SELECT ?s ?n { ?s :p ?n } ORDER BY ?n LIMIT 1 OFFSET 2", "?s ?n"),
        ("SELECT ?name { { SELECT ?s { ?s :p ?n } LIMIT 2 OFFSET 1 } ?s :name ?name }", "?s"),
    ],
)
def test_where_rows_tie_the_order_to_ask_for_is_said(cited: Cited, query: str, order: str) -> None:
    with pytest.raises(
        RequestError, match=re.escape(f"order by every column (ORDER BY {order}), or leave out")
    ):
        cited(query)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        (
            "SELECT (GROUP_CONCAT(?n) AS ?all) { ?s :name ?n }",
            "GROUP_CONCAT, whose result depends on the order",
        ),
        ("SELECT (SAMPLE(?n) AS ?one) { ?s :name ?n }", "SAMPLE, whose result depends on the order"),
        (
            "SELECT ?s { ?s :p ?n { SELECT (SAMPLE(?m) AS ?n) { ?t :p ?m } } }",
            "SAMPLE, whose result depends on the order",
        ),
        (
            "SELECT ?s { ?s :p ?n FILTER EXISTS { SELECT ?s { ?s :q ?o } ORDER BY ?s LIMIT 1 } }",
            "LIMIT or OFFSET within GRAPH or EXISTS",
        ),
        (
            "SELECT ?s { GRAPH ?g { SELECT ?s { ?s :q ?o } ORDER BY ?s LIMIT 1 } }",
            "LIMIT or OFFSET within GRAPH or EXISTS",
        ),
    ],
)
def test_what_no_order_makes_certain_is_refused(cited: Cited, query: str, form: str) -> None:
    with pytest.raises(
        RequestError, match=f"evidence does not cover {form}.*; leave .* out, or leave out --cite"
    ):
        cited(query)


@pytest.mark.parametrize(
    ("query", "absences"),
    [
        ("SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 2", {"LIMIT 2"}),
        ("SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 4", set()),
        ("SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 4 OFFSET 1", {"LIMIT 4 OFFSET 1"}),
        # More solutions than are kept, but no more rows.
        ("SELECT DISTINCT ?s { ?s ?p ?n FILTER(?s = :a) } ORDER BY ?s LIMIT 2", set()),
    ],
)
def test_what_is_left_out_is_listed_where_there_is_something(
    cited: Cited, query: str, absences: set[str]
) -> None:
    for citation in cited(query).values():
        assert {absence.pattern for absence in citation.absences} == absences
