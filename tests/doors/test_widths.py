"""Widths of text on a terminal: nothing is lost, no line is too wide, and columns stand under one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.doors.cli.tables import grid
from thbgraph.doors.cli.widths import padded, width, wrapped

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
def test_wrapping_loses_nothing_and_no_line_is_too_wide(text: str, size: int) -> None:
    lines = wrapped(text, size)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line and width(line) <= size for line in lines)


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
