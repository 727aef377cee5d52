"""Bindings of a query's variables: what they mean in every form of query, and that no text breaks out of them."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.errors import ParameterError
from thbgraph.base.terms import Term
from thbgraph.questions.bindings import bind_variables

DATA = """\
@prefix : <http://e.org/> .
:ann :age 40 ; :knows :bob , :eve . :bob :age 30 ; :knows :eve . :eve :age 20 .
"""
HEAD = "PREFIX : <http://e.org/>\n"


def thing(name: str) -> ox.NamedNode:
    return ox.NamedNode("http://e.org/" + name)


def run(query: str, **terms: list[Term]) -> Any:
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    return store.query(bind_variables(HEAD + query, terms))


def rows(query: str, **terms: list[Term]) -> list[str]:
    return sorted(
        " ".join("-" if term is None else term.value[-3:] for term in row) for row in run(query, **terms)
    )


ANN, BOB, EVE = [thing("ann")], [thing("bob")], [thing("eve")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?o { ?s :knows ?o }", ["bob", "eve"]),
        ("SELECT ?o WHERE { ?s :knows ?o } ORDER BY ?o LIMIT 5", ["bob", "eve"]),
        ("SELECT ?o { VALUES ?s { :eve } ?s :knows ?o }", ["bob", "eve"]),
        ("SELECT ?o { ?s :knows ?o } VALUES ?s { :eve }", ["bob", "eve"]),
        ("SELECT (COUNT(*) AS ?n) { ?s :knows ?o }", ["2"]),  # counted after the join
        ("SELECT ?s (EXISTS { ?s :age 40 } AS ?is) { ?s :knows ?o }", ["ann rue", "ann rue"]),
        ("SELECT ?a { OPTIONAL { ?s :age ?a } }", ["40"]),
        ("SELECT ?o { ?o :age ?b FILTER EXISTS { ?s :age ?a FILTER(?a > ?b) } }", ["bob", "eve"]),
        ("SELECT ?o { { SELECT ?s ?o { ?s :knows ?o } } }", ["bob", "eve"]),
        ("SELECT ?o { SELECT ?s ?o { ?s :knows ?o } }", ["bob", "eve"]),
        ("SELECT ?o { { ?s :knows ?o } UNION { ?o :age 20 } }", ["bob", "eve", "eve"]),
        ("SELECT ?o { ?s :knows ?o } # { ?s", ["bob", "eve"]),
        ('SELECT ?o { ?s :knows ?o FILTER(STR(?o) != "{ ?s }") }', ["bob", "eve"]),
    ],
)
def test_the_variable_is_bound_before_all_else(query: str, found: list[str]) -> None:
    assert rows(query, s=ANN) == found


def test_a_variable_of_a_subselect_that_does_not_give_it_is_another() -> None:
    assert rows("SELECT ?n { { SELECT (COUNT(?s) AS ?n) { ?s :knows ?o } } ?s :age 40 }", s=ANN) == ["3"]


def test_several_values_and_several_variables_are_joined() -> None:
    assert rows("SELECT ?s ?o { ?s :knows ?o }", s=[*ANN, *BOB]) == ["ann bob", "ann eve", "bob eve"]
    assert rows("SELECT ?s ?o { ?s :knows ?o }", s=[*ANN, *BOB], o=EVE) == ["ann eve", "bob eve"]
    assert rows("SELECT ?s ?o { VALUES ?o { :bob } ?s :knows ?o }", s=ANN, o=EVE) == ["ann eve"]


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?s :k ?o } WHERE { ?s :knows ?o }",
        "CONSTRUCT WHERE { ?s :knows ?o }",
        "CONSTRUCT WHERE { ?s :knows ?o } # at the end",
        "CONSTRUCT { ?s :k [ :l ?o ] } { ?s :knows ?o }",
    ],
)
def test_constructed_triples_are_those_of_the_bound(query: str) -> None:
    things = {
        term for triple in run(query, s=BOB, o=EVE) for term in triple if isinstance(term, ox.NamedNode)
    }
    assert {*BOB, *EVE} <= things and not {*ANN} & things


def test_ask_and_describe() -> None:
    assert run("ASK { ?s :knows :bob }", s=ANN) and not run("ASK { ?s :knows :bob }", s=EVE)
    assert {triple.subject for triple in run("DESCRIBE ?s", s=BOB)} == {*BOB}
    assert {triple.subject for triple in run("DESCRIBE ?s { ?s :knows ?o }", o=BOB)} == {*ANN}


def test_a_variable_that_the_query_does_not_have_is_told() -> None:
    with pytest.raises(ParameterError, match=r"the query has no variable '\?t'; it has: \?s, \?o"):
        rows("SELECT ?s { ?s :knows ?o # ?t\n}", t=ANN)


HOSTILE = [
    "} } UNION { ?a ?b ?c",
    '"',
    "'",
    "\\",
    "\n",
    '"} #',
    "\\u0022 }",
    "\x00",
    "^^<http://e.org/>",
    "@en",
    "$s",
]


@given(st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_no_text_breaks_out(text: str) -> None:
    for query in ("SELECT ?x { }", "SELECT ?x { VALUES ?x { 1 } }", "SELECT ?x { SELECT ?x { } }"):
        (row,) = run(query, x=[ox.Literal(text)])
        assert row["x"] == ox.Literal(text)
