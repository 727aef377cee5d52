"""Sentences of answers: they agree with the rows, for one, many and none, and for whatever arguments."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from thbgraph.base.namespaces import PREFIXES
from thbgraph.base.printing import joined, number_in_words
from thbgraph.base.values import Entity
from thbgraph.questions.answer_sentences import Clause
from thbgraph.results.answer import Citation, Row
from thbgraph.results.summaries import silence, summary
from whole import WHOLE

SCHEMA = PREFIXES["schema"]

CLAUSES = (
    Clause({"answer": "yes"}, "who", "One[ of {group}]: {list} ({how}).", "{n}[ of {group}]: {list}.", "None[ of {group}]."),
    Clause({"status": "thb:Party"}, one="One row of a party."),
    Clause({"how": None}, "who", "Nothing is known of {list}.", "Nothing is known of {n}."),
    Clause(always="Not today."),
)  # fmt: skip
PARTY = Entity("https://w3id.org/thbgraph/ontology#Party", "whatever it is called")


def said(*rows: tuple[Any, ...], **given: str) -> str:
    columns = ("who", "answer", "how", "status")
    return summary(CLAUSES, [Row(columns, row) for row in rows], {"group": None} | given)


def test_one_many_and_none_have_their_own_words() -> None:
    assert said(("A", "yes", "by act", None)) == "One: A (by act). Not today."
    assert (
        said(("A", "yes", "x", None), ("B", "yes", "x", None), group="EU") == "Two of EU: A and B. Not today."
    )
    assert said(group="EU") == "None of EU. Not today."


def test_a_thing_in_several_rows_is_one_thing_and_an_empty_cell_none() -> None:
    assert (
        said(("A", "yes", "x", None), ("A", "yes", "x", None), (None, "yes", "x", None))
        == "One: A (x). Not today."
    )


def test_things_are_told_by_their_iri_and_empty_cells_by_null() -> None:
    assert said(("A", "no", None, PARTY)) == "None. One row of a party. Nothing is known of A. Not today."


WHO = (
    Clause({"about": None}, "thing", many="{n} things."),
    Clause({"thing": "{about}", "who": "*"}, "who", "{about} is by {list}."),
    Clause({"who": "{about}"}, "thing", "{about} made {list}."),
    Clause({"thing": "{about}", "who": "*"}, "who", none="Who made {about} is not told."),
)
THING, MAKER = Entity("urn:thing", "Thing"), Entity("urn:maker", "Maker")


@pytest.mark.parametrize(
    ("about", "text"),
    [
        (None, "Two things."),
        (THING, "Thing is by Maker."),
        (MAKER, "Maker made Thing. Who made Maker is not told."),
    ],
)
def test_a_clause_may_be_about_what_a_parameter_was_given_or_that_nothing_was(
    about: Entity | None, text: str
) -> None:
    columns = ("thing", "who")
    rows = [Row(columns, row) for row in ((THING, MAKER), (Entity("urn:other", "Other"), None))]
    given = {"about": {about.iri}} if about else {}
    assert summary(WHO, rows, {"about": about and about.label}, given) == text


@pytest.mark.parametrize(
    ("things", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A, B", "C"], "A, B; and C"),
        ([str(n) for n in range(15)], ", ".join(map(str, range(14))) + " and 14"),
        ([str(n) for n in range(16)], "0, 1, 2, 3, 4 and eleven others"),
    ],
)
def test_names_are_joined_as_a_sentence_does(things: list[str], text: str) -> None:
    assert joined(things) == text


def test_each_question_says_its_answer_in_a_sentence(graph: Any, answered: Callable[[str], Any]) -> None:
    for name in graph.questions:
        text = answered(name).summary
        assert text and text[0].isupper() | text[0].isdigit() and text.endswith("."), name
        assert not re.search(r"[{}\[\]]|\bany\b|  | \.", text), text


COUNTED = [
    ("bound-by", "party", lambda row: row.answer == "yes" and row.kind == "state"),
    ("not-bound", "country", lambda row: row.answer == "no"),
    ("signed-not-ratified", "country", lambda row: row.answer == "yes"),
]


@pytest.mark.parametrize("group", ["CBSS", "Council of Europe", "Nordic Council"])
@pytest.mark.parametrize("instrument", ["CETS 197", "Palermo Protocol", "CRC"])
@pytest.mark.parametrize("day", ["2004-01-01", "2008-02-01", "2010-02-23"] if WHOLE else ["2008-02-01"])
def test_the_count_is_that_of_the_rows(graph: Any, group: str, instrument: str, day: str) -> None:
    for name, column, counts in COUNTED:
        answer = graph.ask(name, group=group, instrument=instrument, asOf=day)
        things = list(dict.fromkeys(row[column].label for row in answer if counts(row)))
        first = answer.summary.split(": ")[0]
        assert (number_in_words(len(things)).casefold() in first.casefold().split()) or len(things) < 2
        assert all(thing in answer.summary for thing in (things if len(things) <= 15 else things[:5]))
        assert bool(things) == ("recorded" not in first)
        undetermined = {row[column].label for row in answer if row.answer == "undetermined"}
        assert bool(undetermined) == ("it is undetermined" in answer.summary)


def test_what_rests_on_nothing_being_stated_is_said_once() -> None:
    sentences = {"schema:endDate": "Nobody is recorded as having left the {group}."}
    ended = ox.Quad(
        *map(ox.NamedNode, ("http://e.org/m", SCHEMA + "endDate", "http://e.org/x", "http://e.org/g"))
    )
    started = ox.Quad(
        *map(ox.NamedNode, ("http://e.org/m", SCHEMA + "startDate", "http://e.org/x", "http://e.org/g"))
    )
    lasting, over = (Row(("a",), ("x",), Citation((one,))) for one in (started, ended))
    said = "Nobody is recorded as having left the EU."
    assert silence(sentences, [lasting, lasting, over], {"group": "EU"}) == said
    assert silence(sentences, [over], {"group": "EU"}) == ""
    assert silence(sentences, [Row(("a",), ("x",))], {"group": "EU"}) == ""


def test_a_count_is_a_least_one_where_it_is_undetermined_of_another_thing() -> None:
    known, party = ("A", "yes", "x", PARTY), ("A", "undetermined", "x", None)
    clause = [Clause({"answer": "yes", "how": "x"}, "who", "{n} state: {list}.", "{n} states: {list}.")]

    def told(*rows: tuple[Any, ...]) -> str:
        return summary(clause, [Row(("who", "answer", "how", "status"), row) for row in rows], {})

    assert told(known) == told(known, party) == told(known, ("B", "no", "x", None)) == "One state: A."
    assert told(known, ("B", "undetermined", "x", None)) == "At least one state: A."
    assert (
        told(known, ("C", "yes", "x", None), ("B", "undetermined", "x", None))
        == "At least two states: A and C."
    )
    assert told(known, ("B", "undetermined", "y", None)) == "One state: A."  # of which another clause tells


def test_of_what_it_is_undetermined_is_told_by_name_beside_the_count() -> None:
    """A state is a party to at least so many treaties; of the others nothing is counted."""
    texts = ("Party to {list}[; open: {open}].", "Party to {n}[; open: {open}].", "[Open: {open}.]")
    clause = [Clause({"status": "party"}, "treaty", *texts)]

    def told(**status: str) -> str:
        return summary(clause, [Row(("treaty", "status"), row) for row in status.items()], {})

    assert told(A="party", B="party", C="signatory") == "Party to two."
    assert told(A="party", B="party", C="undetermined") == "Party to at least two; open: C."
    both = {"C": "undetermined", "D": "undetermined"}
    assert told(A="party", B="party", **both) == "Party to at least two; open: two (C, D)."
    assert told(A="party", **both) == "Party to A; open: two (C, D)."
    assert told(**both) == "Open: two (C, D)." and told(A="signatory") == ""


def test_a_clause_is_said_for_each_value_of_a_column() -> None:
    columns = ("treaty", "state")
    rows = [Row(columns, values) for values in (("A", "x"), ("B", "y"), ("A", "z"))]
    clause = Clause(
        {}, "state", "{list} had signed {treaty}.", "{n} had signed {treaty}: {list}.", each="treaty"
    )
    assert summary([clause], rows, {}) == "Two had signed A: x and z. Y had signed B."
    assert summary([clause], [], {}) == ""
