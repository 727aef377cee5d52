"""What comes nearest to a statement that the graph does not hold."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from thbgraph.base.triples import Match
from thbgraph.graph.explaining import nearest

EX = "http://e.org/"


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(EX + name)


def near(match: Match, subject: str, predicate: str, thing: str | ox.Literal) -> list[str]:
    other = node(thing) if isinstance(thing, str) else thing
    found = nearest((node(subject), node(predicate), other), match, lambda iri: iri.removeprefix(EX))
    return [" ".join(term.value.removeprefix(EX) for term in triple) for triple in found]


DATA = """
:g { :fin :signed :cets , :palermo ; :left :cets ; :name "Finland" ; :called "Finlande" . :cets :keptBy :fin .
     :deu :signed :cets . :cets :signed :fin }
:h { :fin :signed :cets }
"""


def test_the_reverse_then_what_else_joins_the_two_then_what_the_subject_has(
    close: Callable[..., Match],
) -> None:
    match = close(DATA)
    assert near(match, "cets", "left", "fin")[0] == "fin left cets"
    assert near(match, "fin", "signed", "deu") == ["fin signed cets", "fin signed palermo"]
    assert set(near(match, "fin", "joined", "cets")) == {
        "fin signed cets", "fin left cets", "cets keptBy fin", "cets signed fin"
    }  # fmt: skip
    assert near(match, "x", "y", "z") == []


def test_slips_of_spelling_come_before_other_values(close: Callable[..., Match]) -> None:
    match = close(DATA + ':g { :fin :name "Suomi" , "Republic" }')
    assert near(match, "fin", "name", ox.Literal("Finnland"))[:2] == [
        "fin name Finland",
        "fin called Finlande",
    ]
    assert near(match, "fin", "name", ox.Literal("xxxx")) == [
        "fin name Finland",
        "fin name Republic",
        "fin name Suomi",
    ]


def test_there_are_eight_at_most_the_most_alike_first(close: Callable[..., Match]) -> None:
    many = " , ".join(f":t{number}" for number in range(30))
    found = near(close(f":g {{ :fin :signed {many} }}"), "fin", "signed", "t17x")
    assert len(found) == 8 and found[0] == "fin signed t17"


def test_what_follows_and_is_computed_counts_too(close: Callable[..., Match]) -> None:
    match = close(":g { :p rdfs:subPropertyOf :q . :x :p :y }")
    assert near(match, "y", "q", "x") == ["x q y", "x p y"]


def test_what_joins_two_things_comes_near(close: Callable[..., Match]) -> None:
    match = close(DATA + ":g { :m :member :fin ; :organization :cbss }")
    assert near(match, "fin", "member", "cbss") == ["m member fin"]
    assert near(match, "cbss", "member", "fin") == ["m organization cbss"]
