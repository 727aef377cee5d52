"""Golden answers: the CSV in which a question's accepted answer is kept, and its cells with their labels."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from ..words.errors import DataError


class Cell(NamedTuple):
    """What a cell holds, as written for machines, and the label beside it where it is an IRI."""

    value: str
    label: str = ""


class GoldenAnswer(NamedTuple):
    """A golden answer: its columns without those of labels, and its rows with the line that each begins on."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]


def read_golden(text: str, path: str) -> GoldenAnswer:
    r"""Reads a golden answer; a column `countryLabel` right behind `country` holds its labels.

    Raises DataError with the line for what is no CSV, or has rows of another length than its heading.

    >>> read_golden("a,aLabel\nhttp://e.org/b,B\n", "a.csv").rows
    ((Cell(value='http://e.org/b', label='B'),),)
    """
    reader = csv.reader(io.StringIO(text), strict=True)
    table: list[list[str]] = []
    lines = []
    try:
        start = 1
        for cells in reader:
            table.append(cells)
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"is not CSV: {error}", path=path, line=reader.line_num) from None
    if not table:
        raise DataError("is empty; its first line names the columns", path=path, line=1)
    heading = table[0]
    if len(set(heading)) < len(heading):
        raise DataError("names a column twice", path=path, line=1)
    for line, cells in zip(lines, table, strict=True):
        if len(cells) != len(heading):
            raise DataError(
                f"expected as many cells as the heading has, {len(heading)}, got {len(cells)}; quote a comma that is meant",
                path=path,
                line=line,
            )
    labels = {number for number in range(1, len(heading)) if heading[number] == heading[number - 1] + "Label"}
    kept = [number for number in range(len(heading)) if number not in labels]
    return GoldenAnswer(
        columns=tuple(heading[number] for number in kept),
        rows=tuple(
            tuple(Cell(row[n], row[n + 1] if n + 1 in labels else "") for n in kept) for row in table[1:]
        ),
        lines=tuple(lines[1:]),
    )
