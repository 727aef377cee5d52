"""Answers: the typed values of terms, and rows by name, place and turn."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.texts.answers import Answer, Citation, Entity, Row, Value, plain, shown, value_of
from thbgraph.words.dates import PartialDate
from thbgraph.words.namespaces import ID, MEMO, SOURCE, XSD

FIN = Entity(ID + "fin", "Finland")
NODE = ox.NamedNode(ID + "fin")


def quad(graph: str) -> ox.Quad:
    return ox.Quad(
        NODE, ox.NamedNode("http://e.org/p"), ox.Literal("x\ny", language="en"), ox.NamedNode(graph)
    )


def answer(*rows: tuple[Value, ...], columns: tuple[str, ...] = (), cited: bool = False) -> Answer:
    columns = columns or tuple("abcdef"[: len(rows[0])])
    citation = Citation((quad(MEMO + "2-13"), quad(SOURCE + "editors"), quad(MEMO + "2-13")), ("prp-inv",))
    return Answer(columns, [Row(columns, row, citation if cited else None) for row in rows])


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2010-01-26", "date", date(2010, 1, 26)),
        ("2009-12", "gYearMonth", PartialDate(2009, 12)),
        ("2009", "gYear", PartialDate(2009)),
        ("--10-18", "gMonthDay", PartialDate(None, 10, 18)),
        ("007", "integer", 7),
        ("-1", "integer", -1),
        ("1.10", "decimal", 1.1),
        ("1.5E3", "double", 1500.0),
        ("true", "boolean", True),
        ("false", "boolean", False),
        ("1", "boolean", True),
        ("0", "boolean", False),
        ("2009", "string", "2009"),
        ("", "string", ""),
    ],
)
def test_literals_become_values(text: str, kind: str, value: Value) -> None:
    found = value_of(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), {})
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2009-02-29", "date"),
        ("soon", "date"),
        ("2009-13", "gYearMonth"),
        ("--02-30", "gMonthDay"),
        ("1_000", "integer"),  # which Python would read as a thousand
        (" 1", "integer"),
        ("٣", "integer"),
        ("1.5", "integer"),
        ("9" * 5_000, "integer"),
        ("one", "decimal"),
        ("1e3", "decimal"),
        ("maybe", "boolean"),
        ("True", "boolean"),
        ("much", "double"),
    ],
)
def test_what_is_not_of_its_datatype_stays_text(text: str, kind: str) -> None:
    assert value_of(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), {}) == text


@given(
    st.text(
        st.sampled_from("0123456789-+.eE_ trufals") | st.characters(exclude_categories=["Cs"]), max_size=12
    ),
    st.sampled_from(
        ["date", "gYearMonth", "gYear", "gMonthDay", "integer", "decimal", "double", "boolean", "string"]
    ),
)
def test_every_literal_has_a_value_that_can_be_written(text: str, kind: str) -> None:
    value = value_of(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), {})
    assert isinstance(plain(value), str)
    assert isinstance(shown(value), str)
    if kind == "string":
        assert value == plain(value) == shown(value) == text


def test_other_terms_become_values() -> None:
    assert value_of(None, {}) is None
    assert value_of(NODE, {ID + "fin": "Finland"}) == FIN
    assert value_of(NODE, {}) == Entity(ID + "fin", "id:fin")
    assert value_of(ox.NamedNode("http://e.org/x"), {}) == Entity("http://e.org/x", "http://e.org/x")
    assert value_of(ox.Literal("Suomi", language="fi"), {}) == "Suomi"
    assert value_of(ox.BlankNode("b1"), {}) == "_:b1"


@pytest.mark.parametrize(
    ("value", "machine", "people"),
    [
        (None, "", ""),
        (FIN, ID + "fin", "Finland"),
        (date(2010, 1, 26), "2010-01-26", "26 January 2010"),
        (PartialDate(2009, 12), "2009-12", "December 2009"),
        (PartialDate(None, 10, 18), "--10-18", "18 October every year"),
        (True, "true", "True"),
        (False, "false", "False"),
        (7, "7", "7"),
        ("a\nb", "a\nb", "a\nb"),
    ],
)
def test_values_for_machines_and_people(value: Value, machine: str, people: str) -> None:
    assert plain(value) == machine
    assert shown(value) == people


def test_a_row_is_read_by_name_place_and_turn() -> None:
    (row,) = answer((FIN, "yes"), columns=("country", "answer"))
    assert row["country"] == row.country == row[0] == FIN
    assert (row[-1], len(row), list(row)) == ("yes", 2, [FIN, "yes"])
    assert repr(row) == "Row(country='Finland', answer='yes')"
    assert not hasattr(row, "__wrapped__")
    for wrong in ("contry", "__class_getitem__"):
        with pytest.raises(AttributeError, match="there are: country, answer"):
            getattr(row, wrong)
    with pytest.raises(KeyError, match="no column 'contry'; there are: country, answer"):
        row["contry"]
    with pytest.raises(IndexError):
        row[2]


def test_an_answer_holds_its_rows_in_order() -> None:
    both = answer(("b",), ("a",))
    assert ([row.a for row in both], len(both), both[1].a) == (["b", "a"], 2, "a")
    assert (both.heading, both.uncited, both.columns) == ("", "", ("a",))


def test_the_graphs_of_a_citation_stand_once_each() -> None:
    (row,) = answer(("x",), cited=True)
    assert row.citation is not None
    assert row.citation.graphs == (MEMO + "2-13", SOURCE + "editors")
