"""Answers as people read them on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size

from ...answers.answers import Answer, bound_with
from ...answers.footnotes import Footnote, Noted, footnotes, origins
from ...answers.shown import Cell, for_people
from ...answers.writers.evidence_notes import Notes
from ...answers.writers.grids import laid_out
from ...words.names import printable
from ...words.widths import wrapped

#: How wide an answer is where it is written to no terminal.
_USUAL = 80
#: More remarks of sources than these are only said to be there.
_REMARKS = 3
#: How readers get to what rows rest on, and from that to all of it.
_CITED, _MORE = "; what each rests on: --cite", "; what each rests on, statement by statement: --cite=full"


def answer(found: Answer) -> str:
    """Lays out an answer: what it says, table, number of rows; when cited, footnotes or, in full, all statements."""
    seen = for_people(found)
    columns, rows = seen.columns, [[_cell(cell) for cell in row] for row in seen.rows]
    noted = footnotes(found, seen) if found.is_cited else Noted([], [])
    notes = Notes(found, [note.iri for note in noted.notes])
    if found.is_cited:
        columns = [*columns, "evidence"]
        marks = [
            notes.marks(*behind) if found.full else noted.marks(row) for row, behind in enumerate(seen.behind)
        ]
        rows = [[*cells, mark] for cells, mark in zip(rows, marks, strict=True)]
    most = get_terminal_size().columns if sys.stdout.isatty() else _USUAL
    head = wrapped(found.summary or found.heading, most)
    said = {name: text for name, text in found.arguments.items() if text not in found.summary}
    head += wrapped(bound_with(found.replace(arguments=said)), most)
    parts = [_lines(head)] if head else []
    explained = _lines(wrapped(seen.explained, most))
    parts.append(grid(columns, rows, most) + f"{seen.counted}{_more(found)}\n{explained}")
    if found.is_cited:
        parts += _full(notes) if found.full else [_lines(_evidence(noted, found.silence, most))]
    return "\n".join(parts)


def _more(found: Answer) -> str:
    """Says which option shows more of what the rows of a query rest on, if one does."""
    if found.is_cited:
        return "" if found.full else _MORE
    return _CITED if found.query and found.rows else ""


def _cell(cell: Cell) -> str:
    return printable("\n".join(map(str, cell)))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{printable(line)}\n" for line in lines)


def _evidence(noted: Noted, silence: str, most: int) -> Iterator[str]:
    """Yields the lines of the footnotes, whose the sources are, and what rests on nothing being recorded."""
    yield "Evidence"
    told: dict[str, int] = {}
    for note in noted.notes:
        yield from _footnote(note, told, most)
    yield from (line for text in _remarks(noted) for line in _hanging(text, most))
    for numbers, origin in origins(noted.notes):
        yield from _hanging(f"{numbers}: {origin}", most)
    for line in noted.not_followed:
        yield from _hanging(line, most)
    yield from wrapped(silence, most)


def _footnote(note: Footnote, told: dict[str, int], most: int) -> Iterator[str]:
    """Yields the lines of a footnote; pages that stand under an earlier one are named by its number."""
    pages = list(map(str, note.few))
    earlier = "".join(f"[{number}]" for number in sorted({told[page] for page in pages if page in told}))
    yield from _hanging(f"[{note.number}] {note.says}{f' (as {earlier})' if earlier else ''}", most)
    yield from (f"    {page}" for page in pages if page not in told)  # an address is not parted
    told |= {page: note.number for page in pages if page not in told}
    if note.text:
        yield from (f"    {line}" for line in wrapped(f'"{note.text}"', most - 4))


def _remarks(noted: Noted) -> list[str]:
    """Gives what sources remark on rows; of many remarks, the rows."""
    remarks = [remark for note in noted.notes for remark in note.remarks]
    if len(remarks) <= _REMARKS:
        return list(map(str, remarks))
    rows = dict.fromkeys(row for remark in remarks for row in remark.rows)
    return [f"Remarks of the sources on {', '.join(rows) or 'every row'}: --cite=full"]


def _hanging(text: str, most: int) -> list[str]:
    """Wraps a text, its second and later lines indented."""
    first, *rest = wrapped(text, most) or [""]
    return [first, *(f"    {line}" for line in wrapped(" ".join(rest), most - 4))]


def _full(notes: Notes) -> Iterator[str]:
    for title, lines in notes.sections():
        yield _lines(part for line in [title, *lines] for part in line.split("\n"))
    lines = [line for _, row, said in notes.statements() for line in (row, *(f"  {one}" for one in said))]
    if lines:
        yield _lines(["Statements", *lines])


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], most: int | None = None) -> str:
    """Lays out a table; to fit a width, on a terminal its own, the widest columns are narrowed and cells wrapped."""
    if most is None and sys.stdout.isatty():
        most = get_terminal_size().columns
    return laid_out(columns, rows, most)
