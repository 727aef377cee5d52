"""Widths of text on a terminal: nothing is lost, no line is too wide, and columns stand under one another."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.widths import padded, width, wrapped
from thbgraph.cli.terminal import Bar, grid
from thbgraph.results.answer import Answer, Row
from thbgraph.results.formats import write

#: Words for Finland and others: plain, accented, wide, with marks of their own, emoji.
_TEXT = st.lists(
    st.text(st.sampled_from("aZ-éあ日本語한국ｱ\uff21🙂🇫🇮e\u0301\u200d\u0e01\u0e34"), min_size=1, max_size=9),
    max_size=6,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Finland", 7),
        ("Côte d'Ivoire", 13),
        ("Co\u0302te", 4),
        ("日本", 4),
        ("한국", 4),
        ("ｱ", 1),
        ("\uff21", 2),
        ("🙂", 2),
        ("a\u200bb", 2),
    ],
)
def test_wide_characters_take_two_columns_and_marks_none(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(padded(text, 20)) == 20 and padded(text, 20).startswith(text)


@given(_TEXT, st.integers(2, 30))
def test_wrapping_loses_nothing_and_only_a_long_word_is_too_wide(text: str, size: int) -> None:
    lines = wrapped(text, size)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line and (width(line) <= size or line in text.split()) for line in lines)


def test_columns_stand_under_one_another() -> None:
    table = grid(["country", "answer"], [["日本", "yes"], ["Finland", "no"], ["🙂", "人身取引"]])
    assert table == ("country  answer\n-------  --------\n日本     yes\nFinland  no\n🙂       人身取引\n")


@given(st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=4), st.integers(30, 70))
def test_a_table_fits_the_terminal(rows: list[tuple[str, str]], most: int) -> None:
    for line in grid(["a", "b"], rows, most).splitlines():
        assert width(line) <= most


def test_rows_one_below_the_other_are_aligned_too() -> None:
    told = grid(["a", "日本"], [["x " * 12, "人身取引" * 3]], 24)
    assert told == ("a     x x x x x x x x x\n      x x x\n日本  人身取引人身取引人\n      身取引\n\n")


def test_a_column_that_is_empty_in_every_row_stands_below_the_table() -> None:
    columns = ("state", "openAct", "since", "notAfter")
    rows = [Row(columns, ("Finland", None, None, "")), Row(columns, ("Iceland", None, 2005, ""))]
    assert write(Answer(columns, rows), "text").splitlines() == [
        "state    since",
        "-------  -----",
        "Finland",
        "Iceland  2005",
        "2 rows; empty in all of them: open act, not after",
    ]
    assert (
        write(Answer(columns, rows[:1]), "text").splitlines()[-1]
        == "1 row; empty in it: open act, since, not after"
    )


@pytest.mark.parametrize("rows", [[], [Row(("a", "b"), (None, ""))]])
def test_an_answer_that_holds_nothing_shows_its_columns(rows: list[Row]) -> None:
    lines = write(Answer(("a", "b"), rows), "text").splitlines()
    assert lines[0] == "a  b" and lines[-1] == f"{len(rows)} row{'' if rows else 's'}"


def test_zero_and_false_are_no_empty_values() -> None:
    assert write(Answer(("a", "b"), [Row(("a", "b"), (0, False))]), "text").splitlines()[0].split() == [
        "a",
        "b",
    ]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_step_stays_on_its_line_and_does_not_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(sys, "stderr", _Terminal())
    with Bar("matching") as bar:
        for number, name in enumerate(("Finland", "a\nb\x1b[2J", "日本" * 40, "x" * 400), 1):
            bar.step(number, 4, name)
    title, *steps, end = sys.stderr.getvalue().split("\r\x1b[K")  # type: ignore[attr-defined]
    assert (title, end) == ("matching ...\n", "") and len(steps) == 4
    assert steps[0] == f"[{'.' * 24}] 1/4 Finland" and steps[1].endswith("2/4 a b\\x1b[2J")
    assert all(width(step) < 50 and step.isprintable() for step in steps)


def test_phases_are_told_once_each_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    steps = ("comparing", "publishing: until then", "publishing: until then", "20 of 90 triples sent to")
    with Bar("publishing", phases=True) as bar:
        for number, what in enumerate(steps):
            bar.step(number + 1, len(steps), f"{what} <http://e.org/{number}>")
    told = ["publishing", "comparing", "publishing: until then", "20 of 90 triples sent to"]
    assert capsys.readouterr().err.splitlines() == [f"{phase} ..." for phase in told]
