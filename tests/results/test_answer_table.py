"""What people are shown: the columns of a view, a row for each thing, and columns chosen by name."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from thbgraph.base.errors import RequestError
from thbgraph.base.values import Value
from thbgraph.questions.views import View, read_blanks, read_view
from thbgraph.results.answer import Answer, Row
from thbgraph.results.answer_document import table_of
from thbgraph.results.document import Cell
from thbgraph.results.formats import write
from thbgraph.results.render.csv import to_csv
from thbgraph.results.render.json import to_json

WHOLE = View()


def answer(columns: str, *rows: tuple[Value, ...], view: View = WHOLE) -> Answer:
    names = tuple(columns.split())
    return Answer(names, [Row(names, row) for row in rows], view=view)


def cells(made: Answer) -> list[list[str]]:
    return [["; ".join(map(str, cell)) for cell in row] for row in table_of(made).rows]


def test_people_see_columns_in_words_and_are_told_which_are_empty() -> None:
    columns = "country openAct since"
    seen = table_of(answer(columns, ("Finland", None, date(2010, 1, 26)), ("x", None, None)))
    assert seen.columns == ["country", "since"] and seen.rows[1] == [(Cell("x"),), ()]
    assert seen.emptied == "; empty in all of them: open act"
    assert table_of(answer(columns, ("x", "", 0))).emptied == "; empty in it: open act"
    assert table_of(answer(columns)).columns == ["country", "open act", "since"]
    assert table_of(answer(columns, (None, None, None))).emptied == ""


def test_two_bounds_are_one_column_and_never_a_day() -> None:
    bounds = (date(2006, 10, 13), date(2010, 1, 26))
    made = answer("state sinceEarliest sinceLatest", ("Lithuania", *bounds))
    assert table_of(made).columns == ["state", "since"]
    assert cells(made) == [["Lithuania", "between 13 October 2006 and 26 January 2010"]]
    seen = made.replace(view=read_view(["state", "sinceEarliest to sinceLatest as signed"], ()))
    assert (table_of(seen).columns, cells(seen)) == (["state", "signed"], cells(made))


HANDBOOKS = answer(
    "handbook agent how updated",
    ("Combating", "IPU", "publisher", None),
    ("Combating", "UNODC", "publisher", None),
    ("Combating", "IPU", "partner", None),
    ("Protection", None, None, None),
    view=read_view(["handbook", "agent (how) as by", "updated"], ("handbook",)),
)


def test_a_blank_in_the_answer_to_a_question_has_a_word_that_the_legend_explains() -> None:
    rows = (
        ("Iceland", "signatory", date(2010, 2, 3), None),
        ("Russia", "no act", None, None),
        ("x", None, None, None),
    )
    made = answer("country status sinceLatest lastRecorded", *rows)
    assert cells(made)[1] == ["Russia", "no act", ""] and not table_of(made).legend
    blanks = {"sinceLatest": {"status": {"no act": "none"}}, "lastRecorded": "covered"}
    asked = asked_with(made, blanks)
    assert [row[1:] for row in cells(asked)] == [
        ["signatory", "3 February 2010"],
        ["no act", "none"],
        ["not recorded", "not recorded"],
    ]
    assert table_of(asked).explained == (
        "not recorded: the graph does not hold it; none: there is nothing of the kind"
    )
    assert "there is nothing of the kind" in write(asked, "markdown") and "there is nothing" in write(
        asked, "html"
    )
    told = json.loads(to_json(asked))
    assert told["rows"][1]["sinceLatest"] is None and told["rows"][1]["unknown"]["sinceLatest"] == "none"
    assert told["legend"].keys() == {"not recorded", "none", "covered"}


def asked_with(made: Answer, blanks: dict[str, Any]) -> Answer:
    return made.replace(question="q", view=View(blanks=tuple(read_blanks(blanks))))


def test_the_header_says_which_unknown_a_blank_is_by_other_columns_of_the_row() -> None:
    first, later = date(2010, 1, 1), date(2011, 1, 1)
    made = answer(
        "state through asOf last",
        ("Finland", later, first, None),
        ("Sweden", first, later, None),
        ("Norway", None, later, None),
    )
    blanks = {"last": {"through from asOf": "covered", "state": {"Norway": "none", "*": "as today"}}}
    rows = json.loads(to_json(asked_with(made, blanks)))["rows"]
    assert [row["unknown"]["last"] for row in rows] == ["covered", "as today", "none"]
    rows = json.loads(to_json(asked_with(made, {})))["rows"]
    assert [row["unknown"]["last"] for row in rows] == ["not recorded"] * 3


def test_a_blank_has_its_word_whatever_columns_are_chosen() -> None:
    made = answer("state status since", ("Finland", "no act", None), ("Sweden", None, None))
    asked = asked_with(made, {"since": {"status": {"no act": "none"}}})
    assert cells(asked.only("state", "since")) == [["Finland", "none"], ["Sweden", "not recorded"]]
    assert cells(asked.only("state", "since").only("since")) == [["none; not recorded"]]


def test_an_answer_that_is_blank_throughout_keeps_its_columns() -> None:
    made = answer("country status", ("Denmark", None), ("Sweden", None)).replace(question="reported-status")
    assert table_of(made).columns == ["country", "status"]
    assert cells(made)[0] == ["Denmark", "not recorded"]


def test_a_thing_is_one_row_and_each_value_stands_once_with_all_its_notes() -> None:
    assert table_of(HANDBOOKS).columns == ["handbook", "by"]
    assert cells(HANDBOOKS) == [
        ["Combating", "IPU (publisher, partner); UNODC (publisher)"],
        ["Protection", ""],
    ]
    assert [len(rows) for rows in table_of(HANDBOOKS).behind] == [3, 1]
    assert "| Combating | IPU (publisher, partner); UNODC (publisher) |" in write(HANDBOOKS, "markdown")
    assert len(table_of(HANDBOOKS.replace(view=WHOLE)).rows) == 4


def test_machines_get_every_row_and_column_but_where_some_are_chosen() -> None:
    assert to_csv(HANDBOOKS).splitlines()[0] == "handbook,agent,how,updated"
    assert to_csv(HANDBOOKS).count("\n") == 5
    assert to_csv(HANDBOOKS.only("updated", "agent")).splitlines()[:2] == ["updated,agent", ",IPU"]


def test_columns_are_chosen_by_their_names_or_words() -> None:
    assert cells(HANDBOOKS.only("by")) == [
        ["IPU (publisher)"],
        ["UNODC (publisher)"],
        ["IPU (partner)"],
        [""],
    ]
    assert cells(HANDBOOKS.only("agent", "handbook"))[0] == ["IPU; UNODC", "Combating"]
    assert HANDBOOKS.only("by").columns == ("agent", "how")
    with pytest.raises(
        RequestError, match="no column 'agnet'; choose from: handbook, agent, how, updated, by"
    ):
        HANDBOOKS.only("agnet")


@pytest.mark.parametrize("written", ["", "agent how", "agent to", "agent (how", "agent (how) to x"])
def test_a_view_shows_columns_alone(written: str) -> None:
    with pytest.raises(ValueError, match="is neither"):
        read_view([f"{written} as by"], ())


def test_bounds_may_have_a_note() -> None:
    view = read_view(["first to last (how) as since"], ())
    made = answer("first last how", (date(2005, 5, 16), date(2010, 1, 26), "accession"), view=view)
    assert cells(made) == [["between 16 May 2005 and 26 January 2010 (accession)"]]
