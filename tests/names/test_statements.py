"""Statements as people give them: values as text, day or Turtle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.errors import ParameterError, UnknownEntity
from thbgraph.base.namespaces import COMPUTED_GRAPH, ID, PREFIXES, THB, XSD
from thbgraph.base.terms import is_iri
from thbgraph.names.names import Names
from thbgraph.names.statement_terms import joints, read_object, read_statement

KNOWN = Names(
    labels={
        PREFIXES["eli"] + "LegalResource": "Instrument",
        PREFIXES["prov"] + "Entity": "Entity",
        THB + "Entity": "Entity",
    },
    classes={
        iri: ["owl:Class"]
        for iri in (PREFIXES["eli"] + "LegalResource", PREFIXES["prov"] + "Entity", THB + "Entity")
    },
)


def find(text: str) -> str:
    if text in ("Finland", "fin"):
        return ID + "fin"
    raise UnknownEntity(f"nothing is called {text}")


def typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


FINLAND, DAY = ox.Literal("Finland", language="en"), typed("2005-05-16", "date")
HELD = [
    FINLAND,
    ox.Literal("Finland", language="sv"),
    DAY,
    typed("7", "integer"),
    ox.NamedNode(THB + "Entity"),
]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Finland", FINLAND),
        ("FINLAND ", FINLAND),
        ('"Finland"@sv', HELD[1]),
        ('"Finland"', ox.Literal("Finland")),
        ("2005-05-16", DAY),
        ("16 May 2005", DAY),
        ('"2005-05-16"^^xsd:date', DAY),
        ("7", typed("7", "integer")),
        ("fin", ox.NamedNode(ID + "fin")),
        ("'''two\nlines'''", ox.Literal("two\nlines")),
        # Values that are not held are taken for what they look like.
        ("2005-05", typed("2005-05", "gYearMonth")),
        ("2005", typed("2005", "gYear")),
        ("117", typed("117", "integer")),
        ("1.5", typed("1.5", "decimal")),
        ("true", typed("true", "boolean")),
        ("anything else", ox.Literal("anything else")),
    ],
)
def test_an_object_is_a_value_that_is_held_or_a_thing_or_a_value(text: str, term: object) -> None:
    assert read_object(text, HELD, find, True, KNOWN) == term


def test_a_thing_is_not_taken_for_a_value() -> None:
    with pytest.raises(UnknownEntity):
        read_object("2005", [], find, False, KNOWN)


def test_a_class_is_the_one_that_is_held_where_several_have_the_name() -> None:
    kinds = {"instrument": PREFIXES["eli"] + "LegalResource", "Entity": THB + "Entity"}
    for text, iri in kinds.items():
        assert read_object(text, HELD, find, False, KNOWN, is_type=True) == ox.NamedNode(iri)
    with pytest.raises(UnknownEntity):
        read_object("Entity", [], find, False, KNOWN, is_type=True)


@pytest.mark.parametrize(
    "text",
    ["", " ", '"open', '"x" . <a:b> <a:b> "y"', '"x" , "y"', '"x"^^nope:x', "'", '"', '"\udcff"', "x" * 501],
)
def test_what_is_no_term_is_told(text: str) -> None:
    with pytest.raises(ParameterError) as error:
        read_object(text, HELD, find, True, KNOWN)
    assert "expected" in error.value.message and len(error.value.message) < 200


@given(st.text(max_size=20))
def test_whatever_is_given_is_a_term_or_an_error_that_is_told(text: str) -> None:
    for values in (True, False):
        with suppress(ParameterError, UnknownEntity):
            assert isinstance(read_object(text, HELD, find, values, KNOWN), ox.Literal | ox.NamedNode)


def test_what_can_be_an_iri() -> None:
    assert is_iri("https://www.coe.int/") and is_iri("urn:x")
    assert not any(
        map(
            is_iri,
            ("Finland", "", "Council of Europe", "urn:[", "<a:b>", "<a:b", "a:b c", "\udcff:x", "a:<b>"),
        )
    )


HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
DATA = """
source:s { id:membership-cbss-fin org:member id:fin ; org:organization id:cbss .
  id:act-fin thb:signatory id:fin ; thb:instrument id:t . id:act-swe thb:signatory id:swe ; thb:instrument id:t . }
thbgraph:computed { id:period thb:state id:fin ; thb:instrument id:t . }
""".replace("thbgraph:computed", f"<{COMPUTED_GRAPH}>")


def match(subject: object, predicate: ox.NamedNode | None, thing: object) -> Iterator[ox.Quad]:
    wanted = (subject, predicate, thing)
    for quad in ox.parse((HEAD + DATA).encode(), format=ox.RdfFormat.TRIG):
        if all(term in (None, found) for term, found in zip(wanted, quad.triple, strict=True)):
            yield quad


def iri(slug: str) -> ox.NamedNode:
    return ox.NamedNode(ID + slug)


def test_what_joins_two_things_is_what_a_source_says_of_both() -> None:
    member = ox.NamedNode(PREFIXES["org"] + "member")
    assert joints(iri("fin"), iri("cbss"), match) == [(iri("membership-cbss-fin"), member, iri("fin"))]
    assert [one.value for one, _, _ in joints(iri("fin"), iri("t"), match)] == [ID + "act-fin"]
    assert joints(iri("fin"), iri("swe"), match) == [] == joints(iri("fin"), iri("fin"), match)


def test_a_property_that_is_none_names_what_joins_the_two() -> None:
    labels = {ID + "membership-cbss-fin": "membership of Finland in CBSS"}
    known = Names(labels={**KNOWN.labels, **labels}, classes=KNOWN.classes)

    def find(name: str) -> str:
        if name in ("fin", "cbss", "swe"):
            return ID + name
        raise UnknownEntity(f"no {name}")

    said = r"membership of Finland in CBSS: ask why of id:membership-cbss-fin org:member id:fin$"
    with pytest.raises(UnknownEntity, match=said):
        read_statement(("fin", "member of", "cbss"), match, find, known)
    for thing in ("swe", "nothing"):
        with pytest.raises(UnknownEntity, match=r"members of the classes owl:ObjectProperty and owl:"):
            read_statement(("fin", "unicorn", thing), match, find, known)
