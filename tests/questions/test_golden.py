"""Golden answers are read back from the CSV in which answers are written, cell for cell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.errors import DataError
from thbgraph.base.values import Entity
from thbgraph.questions.golden import GoldenCell, read_golden
from thbgraph.results.answer import Answer, Row
from thbgraph.results.render.csv import to_csv

_TEXT = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=12)
_VALUE = st.none() | _TEXT | st.builds(Entity, _TEXT.filter(bool), _TEXT)


@given(st.lists(st.tuples(_VALUE, _VALUE), max_size=6))
def test_what_is_written_is_read(rows: list[tuple[str | Entity | None, ...]]) -> None:
    columns = ("country", "answer")
    text = to_csv(Answer(columns, [Row(columns, row) for row in rows]))
    golden = read_golden(text, "x.csv")
    assert golden.columns == columns
    assert golden.rows == tuple(
        tuple(GoldenCell(*value) if isinstance(value, Entity) else GoldenCell(value or "") for value in row)
        for row in rows
    )


def test_lines_are_those_that_rows_begin_on() -> None:
    golden = read_golden('a,b\n1,2\n"x\ny\nz",3\n4,5\n', "x.csv")
    assert golden.lines == (2, 3, 6)


def test_a_label_stands_right_behind_what_it_names() -> None:
    golden = read_golden("a,aLabel,xLabel,x,xLabel2\n1,2,3,4,5\n", "x.csv")
    assert golden.columns == ("a", "xLabel", "x", "xLabel2")
    assert golden.rows == ((GoldenCell("1", "2"), GoldenCell("3"), GoldenCell("4"), GoldenCell("5")),)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "is empty; its first line names the columns"),
        (
            "a,b\n1\n",
            2,
            "expected as many cells as the heading has, 2, got 1; put a cell that contains a comma in quotes",
        ),
        ("a,b\n1,2\n\n", 3, "expected as many cells as the heading has, 2, got 0"),
        ("a,b\n1,2,3\n", 2, "expected as many cells as the heading has, 2, got 3"),
        ("a,a\n1,2\n", 1, "names a column twice"),
        ('a,b\n1,"2\n', 2, "is not CSV: unexpected end of data"),
        ('a,b\n1,"2"3\n', 2, "is not CSV: ',' expected after '\"'"),
        ("a,b\n1,2\r3\n", 2, "is not CSV: new-line character seen in unquoted field"),
        ("a\n" + "x" * 200_000, 2, "is not CSV: field larger than field limit"),
    ],
)
def test_a_damaged_file_has_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        read_golden(text, "queries/answers/x.csv")
    assert (caught.value.path, caught.value.line) == ("queries/answers/x.csv", line)
