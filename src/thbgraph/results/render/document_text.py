"""Documents as text for a terminal: with the sources of what is said, and the addresses that they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...base.widths import wrapped as parted
from ..documents import Block, Document, Items, Series, Table
from ..marks import Mark, Told, listed
from ..numbers import Numbers, marks
from .grids import laid_out

#: How wide text is where nobody says.
_USUAL = 80
#: A column of a table that may stand in parts may be as narrow as a day in three lines.
_NARROWEST = 9


def to_text(document: Document, width: int = _USUAL) -> str:
    """Writes a document as text, no line wider than `width` but for addresses, which are not parted."""
    numbers = Numbers[Mark](document.sources)
    parts = [wrapped(document.title, width)] if document.title else []
    parts += [wrapped(_marked(told, numbers), width) for told in document.lead]
    for section in document.sections:
        if section.is_folded:
            continue
        lines = [*wrapped(section.title, width)] if section.title else []
        for block in section.blocks:
            lines += [""] if lines and isinstance(block, Table) else []
            lines += _block(block, numbers, width)
        parts.append(lines)
    parts += [[line for note in document.notes for line in wrapped(_marked(note, numbers), width)]]
    sources = list(_sources(numbers, width))
    parts += [["Sources", *sources]] if sources else []
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def wrapped(text: str, width: int) -> list[str]:
    """Parts a text into lines between its words."""
    return parted(text, width, keeps_words=True)


def _block(block: Block, numbers: Numbers[Mark], width: int) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block, numbers, width)
        return
    for told in block.items if isinstance(block, Items) else (block,):
        yield from hanging("  ", _marked(told, numbers), width)
    if isinstance(block, Items) and block.more:
        yield from hanging("  ", block.more, width)


def _table(table: Table, numbers: Numbers[Mark], width: int) -> Iterator[str]:
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
    yield from (line for note in table.notes for line in wrapped(note, width))


def _cell(cell: Told | Series, numbers: Numbers[Mark] | None) -> str:
    """Writes a cell, each of its values on a line."""
    values = cell.values if isinstance(cell, Series) else (cell,)
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


def hanging(head: str, text: str, width: int) -> Iterator[str]:
    """Yields a text in lines, the first behind a head, the others four columns to the right."""
    first, *rest = wrapped(text, width - max(4, len(head))) or [""]
    yield head + first
    yield from (f"    {line}" for line in rest)


def _marked(told: Told | Series, numbers: Numbers[Mark] | None) -> str:
    if isinstance(told, Series):
        return told.parts(lambda one: _marked(one, numbers))
    if told.place.startswith("#"):  # text has no places to lead to
        return ""
    return f"{told} {numbers.marks(told.marks)}".strip() if numbers else str(told)


def _sources(numbers: Numbers[Mark], width: int) -> Iterator[str]:
    """Yields the sources with their pages, which are told by number where another source has them."""
    for number, source, earlier, pages_as, pages in listed(numbers):
        said = f"as [{earlier}]" if earlier else str(source)
        elsewhere = f"; pages as {marks(pages_as)}" if pages_as else ""
        yield from hanging(f"[{number}] ", said + elsewhere, width)
        yield from (f"    {page}" for page in pages)
        texts = [*([] if earlier else source.remarks), *([f'"{source.text}"'] if source.text else [])]
        yield from (f"    {line}" for text in texts for line in wrapped(text, width - 4))
