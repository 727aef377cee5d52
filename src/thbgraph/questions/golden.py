"""Golden answers: the CSV in which a question's accepted answer is kept, and its cells with their labels."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from ..base.findings import Place


class GoldenCell(NamedTuple):
    """What a cell holds, as written for machines, and the label beside it where it is an IRI."""

    value: str
    label: str = ""


class GoldenAnswer(NamedTuple):
    """A golden answer: its columns without those of labels, and its rows with the line that each begins on."""

    columns: tuple[str, ...]
    rows: tuple[tuple[GoldenCell, ...], ...]
    lines: tuple[int, ...]


def read_golden(text: str, path: str) -> GoldenAnswer:
    r"""Reads a golden answer; a column `countryLabel` right behind `country` holds its labels.

    Raises DataError with the line for what is no CSV, or has rows of another length than its heading.

    >>> read_golden("a,aLabel\nhttp://e.org/b,B\n", "a.csv").rows
    ((GoldenCell(value='http://e.org/b', label='B'),),)
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
        raise Place(path, reader.line_num).error(f"is not CSV: {error}") from None
    if not table:
        Place(path, 1).fail("is empty; its first line names the columns")
    heading = table[0]
    if len(set(heading)) < len(heading):
        Place(path, 1).fail("names a column twice")
    for line, cells in zip(lines, table, strict=True):
        if len(cells) != len(heading):
            expected = f"expected as many cells as the heading has, {len(heading)}"
            Place(path, line).fail(
                f"{expected}, got {len(cells)}; put a cell that contains a comma in quotes"
            )
    labels = {number for number in range(1, len(heading)) if heading[number] == heading[number - 1] + "Label"}
    kept = [number for number in range(len(heading)) if number not in labels]
    return GoldenAnswer(
        columns=tuple(heading[number] for number in kept),
        rows=tuple(
            tuple(GoldenCell(row[n], row[n + 1] if n + 1 in labels else "") for n in kept)
            for row in table[1:]
        ),
        lines=tuple(lines[1:]),
    )
