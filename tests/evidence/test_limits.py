"""LIMIT and OFFSET: a row rests on what gave it, and on others being left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest

from citing import cite
from thbgraph.results.answer import Citation, Key

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
    """The evidence of every row of a query over the closed data."""

    def of(query: str) -> dict[Key, Citation]:
        store = closed(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG), [])
        found = cite(PROLOGUE + query, store)
        assert found
        return found

    return of


def about(citation: Citation) -> set[str]:
    return {str(quad.subject).removeprefix(f"<{EX}").strip(">") for quad in citation.statements}


@pytest.mark.parametrize(
    ("query", "rests_on"),
    [
        # Each rests on itself, not on those that are left out.
        ("SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 2", ["a", "b"]),
        ("SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 2 OFFSET 1", ["b", "c"]),
        ("SELECT ?s { ?s :p ?n } ORDER BY DESC(?s) OFFSET 2", ["a", "b"]),
        ("SELECT ?s ?n { ?s :p ?n } ORDER BY ?n ?s LIMIT 1 OFFSET 2", ["c"]),
        ("SELECT ?s { ?s :p ?n } LIMIT 10 OFFSET 0", ["a", "b", "c", "d"]),
        ("SELECT ?s { ?s :p ?n } ORDER BY ?n OFFSET 3", ["d"]),
        # Groups, and SELECTs within.
        (
            "SELECT ?o (COUNT(?s) AS ?n) { ?s :q ?o } GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 1 OFFSET 1",
            ["a"],
        ),
        ("SELECT ?name { { SELECT ?s { ?s :p ?n } ORDER BY ?s LIMIT 1 OFFSET 1 } ?s :name ?name }", ["b"]),
    ],
)
def test_a_row_rests_on_what_gave_it(cited: Cited, query: str, rests_on: list[str]) -> None:
    found = cited(query)
    assert sorted("".join(sorted(about(citation))) for citation in found.values()) == sorted(rests_on)


def test_where_rows_tie_each_rests_on_what_gave_it(cited: Cited) -> None:
    assert [about(one) for one in cited("SELECT ?s { ?s :p 2 } LIMIT 1").values()] in ([{"b"}], [{"c"}])
    tied = cited("SELECT ?s { ?s :p ?n } ORDER BY ?n LIMIT 1 OFFSET 1")
    assert [about(one) for one in tied.values()] in ([{"b"}], [{"c"}])


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
