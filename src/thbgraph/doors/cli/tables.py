"""Answers as people read them on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from shutil import get_terminal_size

from ...answers.answers import Answer, bound_with, for_people
from ...answers.evidence_notes import Notes
from ...answers.rows import shown
from ...words.names import printable
from .widths import padded, width, wrapped

#: No column is made narrower than this.
_NARROWEST = 12
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
    widths = [max(map(width, column)) for column in zip(columns, *rows, strict=True)]
    if most is None and sys.stdout.isatty():
        most = get_terminal_size().columns
    _narrow(widths, [width(column) for column in columns], most)
    if most is not None and sum(widths) + 2 * (len(widths) - 1) > most:
        return _blocks(columns, rows, most)
    lines: list[list[str]] = []
    for row in [columns, ["-" * size for size in widths], *rows]:
        cells = [wrapped(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        lines += [list(line) for line in zip_longest(*cells, fillvalue="")]
    return "".join(
        "  ".join(padded(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> str:
    """Lays out rows one below the other, a line for each cell that holds something."""
    size = max(map(width, columns))
    lines = []
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            for number, line in enumerate(wrapped(cell, max(most, size + 20) - size - 2)):
                lines.append(padded("" if number else column, size) + "  " + line)
        lines.append("")
    return "".join(line + "\n" for line in lines)


def _narrow(widths: list[int], least: Sequence[int], most: int | None) -> None:
    """Takes from the widest column until the table fits, or no column can give any more."""
    while most is not None and sum(widths) + 2 * (len(widths) - 1) > most:
        spare = [size - max(low, _NARROWEST) for size, low in zip(widths, least, strict=True)]
        widest = max(range(len(widths)), key=lambda number: (spare[number] > 0, widths[number]))
        if spare[widest] <= 0:
            return
        widths[widest] -= 1
