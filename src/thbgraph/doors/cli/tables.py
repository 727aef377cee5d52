"""Answers as people read them on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from shutil import get_terminal_size

from ...answers.answers import Answer, bound_with, for_people
from ...answers.evidence_notes import Notes
from ...answers.grids import laid_out
from ...answers.rows import shown
from ...words.names import printable
from ...words.widths import wrapped

#: How wide text is where it is written to no terminal.
_USUAL = 80
_MORE = "The statements behind each row, and what had to be absent, are listed by: --cite=full\n"


def answer(found: Answer, full: bool = False) -> str:
    """Lays out an answer: what it says, table, number of rows; when cited, footnotes, and in `full` all statements.

    Columns that are empty in every row stand in a line below the table, and not in it.
    """
    notes, cited, seen = Notes(found), found.is_cited, for_people(found)
    columns, rows = seen.columns, [[printable(shown(value)) for value in row] for row in seen.rows]
    if cited:
        columns = [*columns, "evidence"]
        marks = [notes.marks(row) if full else notes.numbers(row) for row in found]
        rows = [[*cells, mark] for cells, mark in zip(rows, marks, strict=True)]
    above = wrapped(found.summary or found.heading, _columns())
    head = [*above, *filter(None, [bound_with(found)])]
    parts = ["\n".join(head) + "\n"] if head else []
    parts += [grid(columns, rows), seen.counted + "\n"]
    return "\n".join([*parts, *(_evidence(notes, full) if cited else ())])


def _columns() -> int:
    """Returns how many columns a line of text may take."""
    return get_terminal_size().columns if sys.stdout.isatty() else _USUAL


def _evidence(notes: Notes, full: bool) -> Iterator[str]:
    for title, lines in notes.sections():
        yield "".join(f"{printable(part)}\n" for line in [title, *lines] for part in line.split("\n"))
    if not full:
        yield _MORE
        return
    lines = [line for row, said in notes.statements() for line in (row, *(f"  {line}" for line in said))]
    if lines:
        yield "".join(f"{printable(line)}\n" for line in ["Statements", *lines])


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], most: int | None = None) -> str:
    """Lays out a table; on a terminal the widest columns are narrowed and their cells wrapped to fit."""
    if most is None and sys.stdout.isatty():
        most = get_terminal_size().columns
    return laid_out(columns, rows, most)
