"""Tables as text: columns of equal width, narrowed and wrapped where a line has room for no more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from ...base.widths import longest_word, padded, width, wrapped

#: No column is made narrower than this where nobody says.
_NARROWEST = 12


def laid_out(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    most: int | None = None,
    narrowest: int | None = None,
) -> str:
    """Lays out a table; within `most` columns of text the widest are narrowed and their cells wrapped to fit.

    Where that cannot be done without a column under `narrowest`, or a word cut, the rows stand one below the other;
    where `narrowest` is given, only words of heads are kept whole. A cell may have several lines.
    """
    cells = list(zip(columns, *rows, strict=True))
    widths = [max(map(_width, column)) for column in cells]
    least = [max(map(longest_word, column if narrowest is None else column[:1])) for column in cells]
    _narrow(widths, [max(narrowest or _NARROWEST, one) for one in least], most)
    if most is not None and sum(widths) + 2 * (len(widths) - 1) > most:
        return _blocks(columns, rows, most)
    lines: list[list[str]] = []
    for row in [columns, ["-" * size for size in widths], *rows]:
        wrapped_cells = [
            _wrapped(cell, size, narrowest is None) or [""] for cell, size in zip(row, widths, strict=True)
        ]
        lines += [list(line) for line in zip_longest(*wrapped_cells, fillvalue="")]
    return "".join(
        "  ".join(padded(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


def _width(cell: str) -> int:
    return max(map(width, cell.split("\n")))


def _wrapped(cell: str, size: int, keeps_words: bool = True) -> list[str]:
    """Parts a cell into lines, each of its own lines by itself."""
    return [part for line in cell.split("\n") for part in wrapped(line, size, keeps_words)]


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> str:
    """Lays out rows one below the other, a line for each cell that holds something."""
    size = max(map(width, columns))
    lines = []
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            for number, line in enumerate(_wrapped(cell, max(most, size + 20) - size - 2)):
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
