"""Documents as text for a terminal: tables narrowed and wrapped to its width, and sources with their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from ...base.values import NOT_RECORDED
from ...base.widths import longest_word, padded, width, wrapped
from ..document import Block, Cell, Cells, Document, Heading, Items, Table, lines_of
from ..sources import Notes, note_lines

#: How wide text is where nobody says, and sentences at most.
_USUAL, _WELL_READ = 80, 100
#: A column of a table that may stand in parts may be as narrow as a day in three lines.
_NARROWEST = 9
#: More remarks of sources than these are only said to be there.
_MOST_REMARKS = 3


def to_text(document: Document, width: int = _USUAL) -> str:
    """Writes a document as text, no line wider than `width` but for addresses, which are not parted; sentences up to what is well read."""
    notes, parts, level = Notes(), [list[str]()], 1
    for block in document.blocks(notes):
        if isinstance(block, Heading):
            level = block.level
            parts.append(_lines(block.words, width) if block.words else [])
        elif level == 2:
            parts[-1] += [""] if parts[-1] and isinstance(block, Table) else []
            parts[-1] += _block(block, notes, width)
        else:  # a sentence, each of the lead by itself
            parts += [[]] if level == 1 else []
            parts[-1] += (line for one in lines_of(block) for line in _lines(_marked(one, notes), width))
    sources = list(_sources(notes, document.full, width))
    parts += [["Sources", *sources]] if sources else []
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _lines(text: str, width: int) -> list[str]:
    """Parts a text into lines between its words."""
    return wrapped(text, min(width, _WELL_READ), keeps_words=True)


def _block(block: Block, notes: Notes, width: int) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block, notes, width)
        return
    cells = block.items if isinstance(block, Items) else (block,)
    for words, run in groupby(cells, lambda one: one.words if isinstance(one, Cells) else ""):
        of = [*run]
        inset = 4 if words and len(of) > 1 else 2
        if inset > 2:  # what is said under the same words stands below these
            yield from hanging("  ", f"{words}:", width)
        for one in of:
            text = _marked(one._replace(words="") if inset > 2 and isinstance(one, Cells) else one, notes)
            yield from hanging(" " * inset, text, width, inset + 2)
    if isinstance(block, Items) and block.more:
        yield from hanging("  ", block.more, width)


def _table(table: Table, notes: Notes, width: int) -> Iterator[str]:
    """Yields the lines of a table."""
    rows = [[_cell(one, notes) for one in row] for row in table.lines]
    if table.in_parts:
        yield from _parts(table.heads, rows, width)
    else:
        yield from laid_out(table.heads, rows, width).splitlines()
    yield from (line for note in table.below for line in _lines(_marked(note, notes), width))


def _cell(cell: Cell | Cells, notes: Notes) -> str:
    """Writes a cell, each of its values on a line."""
    return "\n".join(filter(None, (_marked(one, notes) for one in cell.cells)))


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
    first, *rest = _lines(text, min(width, _WELL_READ) - max(inset, len(head))) or [""]
    yield head + first
    yield from (f"{' ' * inset}{line}" for line in rest)


def _marked(cell: Cell | Cells, notes: Notes) -> str:
    if isinstance(cell, Cells):
        return cell.parts(lambda one: _marked(one, notes))
    return f"{cell} {notes.mark(cell.sources)}".strip()


def _sources(notes: Notes, full: bool, width: int) -> Iterator[str]:
    """Yields the notes with the pages of their sources; of many remarks, if not in full, about which rows these are."""
    every = list(note_lines(notes))
    remarks = [remark for _, note in every for one in note for remark in one.remarks]
    folds = len(remarks) > _MOST_REMARKS and not full
    for number, note in every:
        head = f"[{number}] "
        for one in note:
            texts = [*([] if folds else map(str, one.remarks)), *([f'"{one.text}"'] if one.text else [])]
            if len(one.pages) == 1 and one.words.endswith("]") and "; " not in one.words:
                yield f"{head}{one.words}: {one.pages[0]}"
            else:
                yield from hanging(head, one.words, width)
                yield from (f"    {page}" for page in one.pages)
            yield from (f"    {line}" for text in texts for line in _lines(text, min(width, _WELL_READ) - 4))
            head = "    "
    if folds:
        rows = dict.fromkeys(row for remark in remarks for row in remark.rows)
        yield from _lines(
            f"Remarks of the sources on {', '.join(rows) or 'every row'} are left out here; cite=full tells them.",
            width,
        )


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
