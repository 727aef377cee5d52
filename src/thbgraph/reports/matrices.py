"""Matrices: where the members of a group stand under each treaty on a day, made of the answer to `status-matrix`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.facts import is_asserted
from ..base.vocabulary import Status
from ..results.answer import Answer, Row
from ..results.document import Document, items, section, table
from ..results.formats import notebook
from ..results.table import Cell
from ..results.values import Days, Entity, Value, between, shown
from .marking import Marking

#: How a cell shows a status, and what that means.
SIGNS: Mapping[str, tuple[str, str]] = {
    Status.PARTY: ("●", "party"),
    Status.CONTRACTING: ("◐", "consented, not yet in force for it"),
    Status.SIGNATORY: ("○", "signed, not ratified"),
    Status.FORMER_PARTY: ("◌", "former party"),
    Status.UNDETERMINED: ("?", "undetermined"),
    Status.NO_ACT: ("×", "neither signed, where it is signed, nor joined"),
    Status.NOT_APPLICABLE: ("/", "not open to it"),
}
_NOTHING = "–"


class Standing(NamedTuple):
    """Where a state stands under a treaty: the IRI of its status, the status in words with marks, and its days.

    `span` is since when, or between which days the act was that would settle what is undetermined; `days` say it.
    """

    status: str
    told: Cell
    span: Days
    days: str
    sign: str

    @property
    def line(self) -> Cell:
        """The cell in a line."""
        return Cell(f"{self.sign} {self.days}".strip(), self.told.sources)

    @property
    def years(self) -> str:
        """The year of its days, or the first and the last that are possible."""
        first, last = (str(day.year) if day else "" for day in self.span)
        return first if first == last else f"{first}–{last}"

    @property
    def words(self) -> str:
        """The status in words, with its days."""
        return f"{self.told}{f', {self.days}' if self.days else ''}"


class Line(NamedTuple):
    """A state with its cells, one for each treaty, None where nothing is recorded."""

    state: Entity
    code: str
    cells: tuple[Standing | None, ...]


@notebook
class Matrix(NamedTuple):
    """States by treaties on a day; `short` has the short names of the treaties in their order."""

    group: str
    as_of: date
    instruments: tuple[Entity, ...]
    short: tuple[str, ...]
    lines: tuple[Line, ...]
    summary: str

    def document(self) -> Document:
        """Returns the matrix with what its signs mean, laid out for readers."""
        rows = (
            [Cell(line.state), *(cell.line if cell else Cell(_NOTHING) for cell in line.cells)]
            for line in self.lines
        )
        used = {cell.status for line in self.lines for cell in line.cells if cell}
        signs = [f"{sign} {means}" for status, (sign, means) in SIGNS.items() if status in used]
        treaties = [Cell(f"{short}: {one}") for short, one in zip(self.short, self.instruments, strict=True)]
        return Document(
            f"{self.group}, {shown(self.as_of)}: states by treaties",
            (
                Cell(self.summary),
                Cell(f"Days say since when. {'; '.join([*signs, f'{_NOTHING} nothing recorded'])}."),
            ),
            (
                *section("States by treaties", table(("state", *self.short), rows)),
                *section(
                    "Treaties",
                    items(one for one in treaties if not str(one).startswith(f"{one.value}: {one.value}")),
                ),
            ),
        )

    def table(self) -> Answer:
        """Returns the matrix as an answer, a row for each state, with a column for each treaty."""
        columns = ("state", "code", *self.short)
        return Answer(columns, [Row(columns, tuple(_values(line))) for line in self.lines], self.summary)

    def __repr__(self) -> str:
        return f"Matrix({self.group!r}, {self.as_of.isoformat()}: {len(self.lines)} states, {len(self.short)} treaties)"


def _values(line: Line) -> list[Value]:
    return [line.state, line.code, *(cell.words if cell else None for cell in line.cells)]


def matrix(answer: Answer, day: date, short: Mapping[str, str], marking: Marking) -> Matrix:
    """Makes the matrix of a cited answer to `status-matrix` on a day; `short` has short names of treaties by IRI."""
    instruments = sorted({row.instrument for row in answer}, key=lambda one: short.get(one.iri, one.label))
    states: dict[Entity, dict[str, Standing]] = {}
    for row in answer:
        states.setdefault(row.country, {})[row.instrument.iri] = _cell(row, marking)
    return Matrix(
        answer.arguments["group"],
        day,
        tuple(instruments),
        tuple(short.get(one.iri, one.label) for one in instruments),
        tuple(
            Line(state, answer.codes.get(state.iri, ""), tuple(cells.get(one.iri) for one in instruments))
            for state, cells in states.items()
        ),
        answer.summary,
    )


def _cell(row: Row, marking: Marking) -> Standing:
    status = row.status.iri
    evidence = row.citation.statements if row.citation else ()
    things = {
        quad.subject.value
        for quad in evidence
        if quad.predicate.value == thb.instrument and is_asserted(quad)
    }
    words = Status(status).words
    if row.lastRecorded is not None:
        words += (
            f", last recorded {Status(row.lastRecorded.iri).words}"
            if status != Status.PARTY
            else " as last recorded"
        )
    is_open = status == Status.UNDETERMINED and row.openAct is not None
    span = Days(row.notBefore, row.notAfter) if is_open else Days(row.sinceEarliest, row.sinceLatest)
    days = shown(between(*span))
    if is_open:
        days = f"{row.openAct.label.lower()} {days}".strip()
    return Standing(status, Cell(words, marking.of(sorted(things))), span, days, SIGNS[status][0])
