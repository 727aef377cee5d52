"""Answers at 80 columns: whole words, one row a thing, and a headline that fits a screen, its sources behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from thbgraph.base.widths import width
from thbgraph.results.answer_document import table_of
from thbgraph.results.formats import write

WIDE, HIGH = 80, 24


@pytest.mark.slow
def test_no_question_has_a_line_too_wide_or_a_word_cut(graph: Any, answered: Callable[[str], Any]) -> None:
    for name in graph.questions:
        found = answered(name)
        lines = write(found, "text").splitlines()
        too_wide = [line for line in lines if width(line) > WIDE and "://" not in line]
        assert not too_wide, (name, too_wide)
        printed = {word for line in lines for word in line.split()}
        cells = (str(part) for row in table_of(found).rows for cell in row for part in cell)
        told = (
            cell for cell in cells if cell != "not recorded"
        )  # which a row tells of its columns in one line
        assert {word for cell in told for word in cell.split()} <= printed, name


@pytest.mark.slow
def test_every_question_says_what_a_reader_is_shown(graph: Any, answered: Callable[[str], Any]) -> None:
    for name, question in graph.questions.items():
        assert question.view.columns, name
        found = answered(name)
        keys = [tuple(row[column] for column in question.view.each) for row in found]
        wanted = len(set(keys)) if question.view.each else len(found)
        assert len(table_of(found).rows) == wanted, name


def test_the_cited_headline_fits_a_screen(graph: Any) -> None:
    text = write(graph.ask("signed-not-ratified", cite=True), "text")
    said, sources = text.split("\n\nSources\n")
    lines = said.splitlines()
    assert len(lines) <= HIGH and max(map(width, lines)) <= WIDE
    assert "] Members and observers" in sources and "Memo 2-14 (section 2, 14th paragraph)" in sources
    assert "cbss members" not in text and "editors" not in text
    assert said.endswith("\nNo source records that any of these members left before this day.")


def test_a_handbook_and_its_publishers_are_one_row(graph: Any) -> None:
    found = graph.ask("handbooks", audience="parliamentarians")
    seen = table_of(found)
    assert len(found) == 8 and len(seen.rows) == 4
    assert [str(part) for part in seen.rows[0][1]] == [
        "Inter-Parliamentary Union (publisher, partner)",
        "United Nations Office on Drugs and Crime (publisher, partner)",
    ]
