"""Documents as text for a terminal: tables narrowed and wrapped to its width, and sources with their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from ...base.values import NOT_RECORDED
from ...base.widths import longest_word, padded, width, wrapped
from ..document import Block, Cell, Cells, Document, Items, Section, Table
from ..sources import Numbers, Source, listed

#: How wide text is where nobody says.
_USUAL = 80
#: A column of a table that may stand in parts may be as narrow as a day in three lines.
_NARROWEST = 9


def to_text(document: Document, width: int = _USUAL) -> str:
    """Writes a document as text, no line wider than `width` but for addresses, which are not parted."""
    numbers = Numbers[Source](document.sources)
    parts = [_lines(document.title, width)] if document.title else []
    parts += [_lines(_marked(one, numbers), width) for one in document.lead]
    parts += (_section(section, numbers, width) for section in document.unfolded)
    parts += [[line for note in document.notes for line in _lines(_marked(note, numbers), width)]]
    sources = list(_sources(numbers, width))
    parts += [["Sources", *sources]] if sources else []
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _section(section: Section, numbers: Numbers[Source], width: int) -> list[str]:
    lines = [*_lines(section.title, width)] if section.title else []
    for block in section.blocks:
        lines += [""] if lines and isinstance(block, Table) else []
        lines += _block(block, numbers, width)
    return lines


def _lines(text: str, width: int) -> list[str]:
    """Parts a text into lines between its words."""
    return wrapped(text, width, keeps_words=True)


def _block(block: Block, numbers: Numbers[Source], width: int) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block, numbers, width)
        return
    cells = block.items if isinstance(block, Items) else (block,)
    for words, run in groupby(cells, lambda one: one.words if isinstance(one, Cells) else ""):
        of = [*run]
        inset = 4 if words and len(of) > 1 else 2
        if inset > 2:  # what is said under the same words stands below these
            yield from hanging("  ", f"{words}:", width)
        for one in of:
            text = _marked(one._replace(words="") if inset > 2 and isinstance(one, Cells) else one, numbers)
            yield from hanging(" " * inset, text, width, inset + 2)
    if isinstance(block, Items) and block.more:
        yield from hanging("  ", block.more, width)


def _table(table: Table, numbers: Numbers[Source], width: int) -> Iterator[str]:
    """Yields the lines of a table; where each row has a mark for all that it rests on, its values have none."""
    rows = [[_cell(one, None if table.rests else numbers) for one in row] for row in table.rows]
    if table.rests:
        rests = (_cell(one, numbers) for one in table.rests)
        rows = [[*row, rest] for row, rest in zip(rows, rests, strict=True)]
    if table.in_parts:  # its columns may be too narrow for several marks, which must not be cut
        parted_marks = [[cell.replace("][", "] [") for cell in row] for row in rows]
        yield from _parts(table.heads, parted_marks, width)
    else:
        yield from laid_out(table.heads, rows, width).splitlines()
    yield from (line for note in table.below for line in _lines(note, width))


def _cell(cell: Cell | Cells, numbers: Numbers[Source] | None) -> str:
    """Writes a cell, each of its values on a line."""
    values = cell.cells if isinstance(cell, Cells) else (cell,)
    return "\n".join(filter(None, (_marked(one, numbers) for one in values)))


def _parts(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yields the lines of a table; one that is too wide in several parts, each with the first column."""
    needed = [max(_NARROWEST, *(len(word) for word in name.split())) + 2 for name in columns]
    parts, at = [[0]], 1
    while at < len(columns):
        if len(parts[-1]) > 1 and sum(needed[one] for one in (*parts[-1], at)) > width + 2:
            parts.append([0])
        parts[-1].append(at)
        at += 1
    for number, part in enumerate(parts):
        cells = [[row[one] for one in part] for row in rows]
        yield from ("",) if number else ()
        yield from laid_out([columns[one] for one in part], cells, width, _NARROWEST).splitlines()


def hanging(head: str, text: str, width: int, inset: int = 4) -> Iterator[str]:
    """Yields a text in lines, the first behind a head, the others so many columns to the right."""
    first, *rest = _lines(text, width - max(inset, len(head))) or [""]
    yield head + first
    yield from (f"{' ' * inset}{line}" for line in rest)


def _marked(cell: Cell | Cells, numbers: Numbers[Source] | None) -> str:
    if isinstance(cell, Cells):
        return cell.parts(lambda one: _marked(one, numbers))
    if cell.place.startswith("#"):  # text has no places to lead to
        return ""
    return f"{cell} {numbers.marks(cell.sources)}".strip() if numbers else str(cell)


def _sources(numbers: Numbers[Source], width: int) -> Iterator[str]:
    """Yields the sources with their pages, which are given by number where another source has them."""
    for one in listed(numbers):
        if one.earlier and len(one.pages) == 1 and not one.pages_as:
            yield f"[{one.number}] {one.words}: {one.pages[0]}"
        else:
            yield from hanging(f"[{one.number}] ", one.words, width)
            yield from (f"    {page}" for page in one.pages)
        texts = [
            *([] if one.earlier else map(str, one.source.remarks)),
            *([f'"{one.source.text}"'] if one.source.text else []),
        ]
        yield from (f"    {line}" for text in texts for line in _lines(text, width - 4))


#: No column is made narrower than this where nobody says.
_LEAST = 12


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
    _narrow(widths, [max(narrowest or _LEAST, one) for one in least], most)
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
    """Lays out rows one below the other, a line for each cell that holds something, and one for what is not recorded."""
    size = max(map(width, columns))
    lines = []
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        missing = [column for column, cell in cells.items() if cell == NOT_RECORDED]
        for column in [one for one in cells if one not in missing]:
            for number, line in enumerate(_wrapped(cells[column], max(most, size + 20) - size - 2)):
                lines.append(padded("" if number else column, size) + "  " + line)
        lines += _lines(f"{NOT_RECORDED}: {', '.join(missing)}", most) if missing else []
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
