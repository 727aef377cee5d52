"""Answers laid out for readers: what they say, a table, and what each row rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..answers import Answer, bound_with
from ..documents import Block, Document, Section, Series, Table, items, section
from ..footnotes import Held, Noted, footnotes
from ..marks import Mark, Told
from ..shown import Cell, Shown, for_people
from .evidence_notes import Notes

#: More remarks of sources than these are only said to be there, where they are told in short.
_MOST_REMARKS = 3


def document_of(answer: Answer, is_short: bool = False, hint: str = "", see_all: str = "") -> Document:
    """Lays out an answer: what it says, its rows and how many there are; when cited, with the sources of each value.

    In short, sources have as few pages as the rows need; else, or where it is told in full, every statement behind its rows is
    there, too. The `hint` stands behind the count of rows; where `see_all` says how all is seen, many remarks are folded.
    """
    seen = for_people(answer)
    noted = footnotes(answer, seen) if answer.is_cited else None
    sources = tuple(note.mark(is_short) for note in noted.notes) if noted else ()
    remarks = _folded(noted, see_all) if noted and see_all and not answer.full else ""
    if remarks:
        sources = tuple(source._replace(remarks=()) for source in sources)
    notes = Notes(answer) if noted and (answer.full or not is_short) else None
    table = _table(answer, seen, noted, sources, notes)._replace(
        notes=tuple(filter(None, (f"{seen.counted}{hint}", seen.explained)))
    )
    arguments = {name: text for name, text in answer.arguments.items() if text not in answer.summary}
    uncited = f"Not cited: {answer.uncited}" if answer.uncited else ""
    aside = noted.not_followed if noted else []
    return Document(
        "",
        _said(answer.summary or answer.heading, bound_with(answer.replace(arguments=arguments))),
        (Section("", (table,)), *(_behind(notes, sources, answer.full) if notes else ())),
        _said(uncited, remarks, *aside, answer.silence if noted else ""),
        sources,
    )


def _said(*texts: str) -> tuple[Told, ...]:
    return tuple(Told(text) for text in texts if text)


def _table(
    answer: Answer, seen: Shown, noted: Noted | None, sources: Sequence[Mark], notes: Notes | None
) -> Table:
    """Returns the rows as they are seen, each value with where it is said, each row with all on which it rests."""
    if noted is None:
        return Table(tuple(seen.columns), tuple(tuple(map(_cell, row)) for row in seen.rows))
    rows = [
        tuple(_cell(_marked(cell, held, sources)) for cell, held in zip(row, of, strict=True))
        for row, of in zip(seen.rows, noted.cells, strict=True)
    ]
    numbers = {id(row): number for number, row in enumerate(answer, 1)}
    rests: list[Told | Series] = []
    for found, behind in zip(noted.numbers, seen.behind, strict=True):
        marks = tuple(sources[number - 1] for number in found)
        if notes is None:
            rests.append(Told("", marks))
        else:
            places = notes.places(numbers[id(row)] for row in behind)
            led = (Told("statements", place=f"#row-{number}") for number in places)
            letters = notes.absent(*behind) if answer.full else ""
            rests.append(Series("", (Told(letters, marks), *led)))
    return Table(tuple(seen.columns), tuple(rows), tuple(rests))


def _cell(cell: Cell) -> Told | Series:
    return cell[0] if len(cell) == 1 else Series("", cell)


def _marked(cell: Cell, held: Sequence[Held | None], sources: Sequence[Mark]) -> Cell:
    """Returns a cell whose values lead to the statements that hold them, with the marks of where these stand."""
    return tuple(
        part
        if one is None
        else part._replace(place=one.place, marks=(sources[one.number - 1],) if one.number else ())
        for part, one in zip(cell, held, strict=True)
    )


def _folded(noted: Noted, see_all: str) -> str:
    """Says of which rows sources remark something, where that is too much to be told in short."""
    remarks = [remark for note in noted.notes for remark in note.remarks]
    if len(remarks) <= _MOST_REMARKS:
        return ""
    rows = dict.fromkeys(row for remark in remarks for row in remark.rows)
    return f"Remarks of the sources on {', '.join(rows) or 'every row'}: {see_all}"


def _behind(notes: Notes, sources: Sequence[Mark], is_full: bool) -> Iterator[Section]:
    """Yields the statements of each row; in full, before them, what is not there and by which rules they became what was asked for."""
    for title, lines in notes.sections(sources) if is_full else ():
        yield from section(title, items(lines))
    blocks: list[Block] = []
    for number, name, said in notes.statements(sources):
        blocks += [Told(name), items(said)._replace(anchor=f"row-{number}")]
    yield from (one._replace(is_folded=not is_full) for one in section("Statements", *blocks))
