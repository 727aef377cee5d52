"""Tables as text: columns of equal width, narrowed and wrapped where a line has room for no more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from ..words.widths import padded, width, wrapped

#: No column is made narrower than this where nobody says.
_NARROWEST = 12


def laid_out(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    most: int | None = None,
    narrowest: int | None = None,
) -> str:
    """Lays out a table; within `most` columns of text the widest are narrowed and their cells wrapped to fit.

    Where that cannot be done without a column under `narrowest`, the rows stand one below the other. Heads are
    wrapped only where `narrowest` is given.
    """
    widths = [max(map(width, column)) for column in zip(columns, *rows, strict=True)]
    _narrow(widths, [_least(column, narrowest) for column in columns], most)
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


def _least(head: str, narrowest: int | None) -> int:
    """Returns how narrow a column may become, by its head."""
    if narrowest is None:
        return max(width(head), _NARROWEST)
    return max(narrowest, *map(width, head.split()))


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
        spare = [size - low for size, low in zip(widths, least, strict=True)]
        widest = max(range(len(widths)), key=lambda number: (spare[number] > 0, widths[number]))
        if spare[widest] <= 0:
            return
        widths[widest] -= 1
