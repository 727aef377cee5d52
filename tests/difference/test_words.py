"""The words of differences: values, names of what has none, and data that speaks of itself."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from thbgraph.difference.graphs import Words
from thbgraph.words.namespaces import ID, PREFIXES, XSD

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def words(text: str, before: str = "") -> Words:
    return Words(
        *(list(ox.parse((HEAD + part).encode(), format=ox.RdfFormat.TRIG)) for part in (before, text))
    )


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (ox.Literal("2010-07-15", datatype=ox.NamedNode(XSD + "date")), "15 July 2010"),
        (ox.Literal("--10-18", datatype=ox.NamedNode(XSD + "gMonthDay")), "18 October every year"),
        (ox.Literal("15.7.2010", datatype=ox.NamedNode(XSD + "date")), "15.7.2010"),
        (ox.Literal("---31", datatype=ox.NamedNode(XSD + "gDay")), "---31"),
        (ox.Literal("47", datatype=ox.NamedNode(XSD + "integer")), "47"),
        (ox.Literal("traite", language="fr"), '"traite" (fr)'),
        (ox.Literal("a\n\x1b[31m\u202eb", language="en"), r'"a\n\u001B[31m\u202eb"'),
        (ox.NamedNode(ID + "nobody"), "id:nobody"),
        (ox.NamedNode("https://example.org/a?b"), "https://example.org/a?b"),
        (ox.NamedNode(PREFIXES["memo"] + "2-12"), "memo:2-12"),
    ],
)
def test_values(term: ox.Literal | ox.NamedNode, text: str) -> None:
    assert words("").value(term) == text


def test_labels_are_those_of_the_later_graph() -> None:
    label = 'source:editors { id:x skos:prefLabel "%s"@en . }'
    assert words(label % "New", label % "Old").label(ID + "x") == "New"
    assert words("", label % "Old").label(ID + "x") == "Old"


def test_things_that_belong_to_each_other_are_told_under_each_other() -> None:
    text = """memo:2-1 {
      id:act-a a thb:Signature ; thb:instrument id:act-b ; rdf:value id:act-b .
      id:act-b a thb:Signature ; thb:instrument id:act-a ; rdf:value id:act-a .
    }"""
    found = words(text)
    assert found.owner(ID + "act-a") == ID + "act-b" and found.owner(ID + "act-b") == ID + "act-a"
    assert found.label(ID + "act-b") == "signature id:act-b"


def test_a_thing_with_a_name_of_its_own_is_told_under_itself() -> None:
    named = 'memo:2-1 { id:x skos:prefLabel "X"@en ; thb:about id:y . id:figure-1 thb:figureOf id:x . }'
    assert words(named).owner(ID + "x") == words("", named).owner(ID + "x") == ID + "x"
    assert words(named).owner(ID + "figure-1") == ID + "x"
