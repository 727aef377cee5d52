"""What people see of an answer: the columns of its view, in words, with one row for each thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import NamedTuple, TypeAlias

from ..base import unknowns
from ..base.counts import counted
from ..base.grouping import grouped
from ..questions.views import Seen, whole_view
from .answers import Answer
from .marks import Told
from .rows import Row, Value, between, shown

#: The values of a cell.
Cell: TypeAlias = tuple[Told, ...]


class Shown(NamedTuple):
    """Columns in words, rows of cells, the rows of the answer behind each of these; the columns that hold nothing."""

    columns: list[str]
    rows: list[list[Cell]]
    behind: list[list[Row]]
    empty: list[str]

    @property
    def counted(self) -> str:
        """How many rows there are, and in which columns they hold nothing.

        >>> Shown(["country"], [[(Told("Finland"),)], [(Told("Sweden"),)]], [[], []], ["open act"]).counted
        '2 rows; empty in all of them: open act'
        """
        all_rows = "it" if len(self.rows) == 1 else "all of them"
        empty = f"; empty in {all_rows}: {', '.join(self.empty)}" if self.empty else ""
        return f"{counted(len(self.rows), 'row')}{empty}"

    @property
    def legend(self) -> dict[str, str]:
        """The words for unknowns that stand in the cells, with what each means."""
        return unknowns.legend(str(part) for row in self.rows for cell in row for part in cell)

    @property
    def explained(self) -> str:
        """The legend in one line, empty where no such word occurs."""
        return "; ".join(f"{word}: {meaning}" for word, meaning in self.legend.items())


def for_people(answer: Answer) -> Shown:
    """Shows an answer by its view, else all of it, with two columns of bounds as one; empty columns are left out.

    Empty columns are named where the answer has no view. A table with a single other column, or none, keeps them. In
    the answer to a question a blank has its word.
    """
    view = answer.view or whole_view(answer.columns)
    behind = _together(answer, view.each)
    rows = [[_cell(seen, one) for seen in view.columns] for one in behind]
    words = [seen.words for seen in view.columns]
    kept = [number for number in range(len(words)) if any(row[number] for row in rows)]
    if answer.question:
        rows = [_filled(view.columns, row, one) for row, one in zip(rows, behind, strict=True)]
    if not kept or (answer.question and len(kept) == 1):
        return Shown(words, rows, behind, [])
    empty = [word for number, word in enumerate(words) if number not in kept]
    rows = [[row[number] for number in kept] for row in rows]
    return Shown([words[number] for number in kept], rows, behind, [] if answer.view else empty)


def in_short(answer: Answer, most: int) -> str:
    """Returns the summary of an answer, and what its rows say beyond it where something was asked about, in at most so many letters."""
    if answer.is_empty:
        return ""
    seen = for_people(answer)
    known = {*seen.legend}
    told = []
    for row in seen.rows if answer.arguments else ():
        parts = {str(part): column for column, cell in zip(seen.columns, row, strict=True) for part in cell}
        new = {
            text: column for text, column in parts.items() if text not in known and text not in answer.summary
        }
        told.append(", ".join(f"{column}: {text}" for text, column in new.items()))
    return shorten(f"{answer.summary} {'; '.join(filter(None, told))}", most, placeholder=" ...")


def _together(answer: Answer, each: Sequence[str]) -> list[list[Row]]:
    """Puts rows together that agree in some columns, in order of the first; without columns, none."""
    if not each:
        return [[row] for row in answer]
    return list(grouped((tuple(row[name] for name in each), row) for row in answer).values())


def _filled(columns: Sequence[Seen], cells: Iterable[Cell], behind: Iterable[Row]) -> list[Cell]:
    """Fills the blanks of a row with their words, by what the rows behind it say."""
    told = [unknown_in(row) for row in behind]
    return [
        cell
        or tuple(
            Told(None, unknown=word) for word in dict.fromkeys(words.get(seen.column, "") for words in told)
        )
        for seen, cell in zip(columns, cells, strict=True)
    ]


def unknown_in(row: Row) -> dict[str, str]:
    """Returns the word for each blank of a row of a question's answer, by column."""
    cells = dict(zip(row.columns, map(shown, row), strict=True))
    return {column: unknowns.blank(column, cells) for column, cell in cells.items() if not cell}


def _cell(seen: Seen, rows: Iterable[Row]) -> Cell:
    """Makes a cell of some rows: each value once, with all its notes."""
    notes: dict[tuple[Value, tuple[Value, ...]], dict[str, None]] = {}
    for row in rows:
        bounds = (row[seen.column], row[seen.until]) if seen.until else ()
        value = between(*bounds) if bounds else row[seen.column]
        if shown(value):
            note = shown(row[seen.note]) if seen.note else ""
            notes.setdefault((value, bounds), {}).update({note: None} if note else {})
    return tuple(Told(value, note=", ".join(of), bounds=bounds) for (value, bounds), of in notes.items())
