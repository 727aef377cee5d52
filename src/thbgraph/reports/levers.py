"""Levers: what parliamentarians can add, and where pressure may pay off, joined from calls, advice, gaps and statuses.

Nothing is scored: there are counts and days, in an order that the document states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..base.grouping import grouped
from ..base.vocabulary import Status
from ..results.answer import Answer, Row
from ..results.document import Document, Items, Section, items, section
from ..results.formats import notebook
from ..results.status import NOT_TODAY
from ..results.summaries import in_words, joined
from ..results.table import Cell, Cells
from ..results.values import Entity, shown
from .marking import Marking
from .matrices import Matrix
from .sayings import Saying

_CALLING = frozenset({"call", "proposal", "task"})
_OPEN = (Status.SIGNATORY, Status.NO_ACT, Status.UNDETERMINED)
_RULE = (
    "Measures and treaties stand in order of how many calls and pieces of advice concern them, then, for treaties, of "
    "how many states have not joined, then of name."
)
_LIMITS = (
    "That a call was followed by an act does not show that it was its cause. That no call is recorded does not show "
    "that none was made. What is undetermined is counted apart."
)
#: Why a treaty is none of the levers.
_UNKNOWN = "The status of most members is undetermined, since the sources name too few who joined"


class Lever(NamedTuple):
    """A measure: who calls for it, who advises it to parliamentarians, who has committed to it, and what is lacking in it."""

    measure: Entity
    calls: tuple[Saying, ...]
    advice: tuple[Saying, ...]
    commitments: tuple[Saying, ...]
    lacking: tuple[Saying, ...]


class Outcome(NamedTuple):
    """What became of a call upon a state: what was asked, when, the answer, and in how many months with marks."""

    party: Entity
    asked: str
    called: date | None
    answer: str
    months: Cell


class Pressure(NamedTuple):
    """A treaty: what is asked about it, which states have not joined it on the day, and what earlier calls led to."""

    instrument: Entity
    short: str
    sayings: tuple[Saying, ...]
    open: tuple[tuple[Entity, Cell], ...]
    outcomes: tuple[Outcome, ...]


class Unknown(NamedTuple):
    """A treaty of which too little is known: for how many of how many states the status is undetermined."""

    instrument: Entity
    short: str
    undetermined: int
    states: int

    def __str__(self) -> str:
        return f"{self.short}, {self.undetermined} of {self.states}"


@notebook
class Levers(NamedTuple):
    """What parliamentarians can press for as of a day: by measure, by treaty for a group's members, and with what tools.

    `unknown` are treaties that may be a lever or none: the status of most members is undetermined.
    """

    group: str
    as_of: date
    measures: tuple[Lever, ...]
    treaties: tuple[Pressure, ...]
    tools: tuple[Cell, ...]
    unknown: tuple[Unknown, ...]

    @property
    def sentence(self) -> str:
        """How much there is, in a sentence or two."""
        advised = sum(bool(one.advice) for one in self.measures)
        open_ = sum(bool(one.open) for one in self.treaties)
        return (
            f"{in_words(len(self.measures)).capitalize()} measures are called for, advised or committed to, {in_words(advised)} of "
            f"them to parliamentarians; {in_words(len(self.tools))} handbooks are written for them. On {shown(self.as_of)} "
            f"{in_words(open_)} treaties are not recorded as joined by all members of the {self.group}. {NOT_TODAY}"
        )

    def document(self) -> Document:
        """Returns what can be added and where pressure may pay off, laid out for readers."""
        return Document(
            f"Levers for parliamentarians, {shown(self.as_of)}",
            (Cell(self.sentence), Cell(_RULE)),
            (
                *section("What parliamentarians can add: tools", items(self.tools)),
                *(part for one in self.measures for part in _of_measure(one)),
                *(part for one in self.treaties for part in _of_treaty(one)),
                *section("Treaties of which too little is known", items(self._unknown)),
            ),
            (Cell(_LIMITS),),
        )

    @property
    def _unknown(self) -> list[Cell]:
        return [Cell(f"{_UNKNOWN}: {joined(list(map(str, self.unknown)))}")] if self.unknown else []

    def table(self) -> Answer:
        """Returns the measures as an answer, with how many calls, pieces of advice and gaps each has."""
        columns = ("measure", "calls", "advice", "commitments", "lacking")
        rows = [Row(columns, (one.measure, *map(len, one[1:]))) for one in self.measures]
        return Answer(columns, rows, self.sentence)

    def __repr__(self) -> str:
        return f"Levers({self.group!r}, {self.as_of.isoformat()}: {len(self.measures)} measures)"


def levers(found: Matrix, said: Sequence[Saying], calls: Answer, tools: Answer, marking: Marking) -> Levers:
    """Joins a matrix of treaties that there are on its day, all sayings, and the answers to `calls-since-met` and `handbooks`."""
    return Levers(
        found.group,
        found.as_of,
        tuple(_measures(said)),
        tuple(_treaties(found, said, calls, marking)),
        tuple(_tools(tools, marking)),
        tuple(one for at in range(len(found.instruments)) if (one := _unknown(found, at))),
    )


def _unknown(found: Matrix, at: int) -> Unknown | None:
    """Says of how many states the status under a treaty is undetermined; None where that is not most of them."""
    cells = [cell for line in found.lines if (cell := line.cells[at]) is not None]
    undetermined = sum(cell.status == Status.UNDETERMINED for cell in cells)
    if 2 * undetermined <= len(cells):
        return None
    return Unknown(found.instruments[at], found.short[at], undetermined, len(cells))


def _measures(said: Sequence[Saying]) -> list[Lever]:
    measures = {measure for one in said for measure in one.measures}
    made = [
        Lever(
            measure,
            tuple(one for one in said if measure in one.measures and one.kind in _CALLING),
            tuple(one for one in said if measure in one.measures and one.kind == "advice"),
            tuple(one for one in said if measure in one.measures and one.kind == "commitment"),
            tuple(one for one in said if measure in (*one.about, *one.measures) and one.is_lack),
        )
        for measure in measures
    ]
    kept = [one for one in made if any(one[1:])]
    return sorted(kept, key=lambda one: (-len(one.calls) - len(one.advice), one.measure.label))


def _treaties(found: Matrix, said: Sequence[Saying], calls: Answer, marking: Marking) -> list[Pressure]:
    made = []
    members = {line.state for line in found.lines}
    for at, (instrument, short) in enumerate(zip(found.instruments, found.short, strict=True)):
        cells = ((line.state, line.cells[at]) for line in found.lines)
        open_ = tuple(
            (state, cell.told) for state, cell in cells if cell is not None and cell.status in _OPEN
        )
        about = tuple(one for one in said if one.asks and instrument in one.about)
        led = [row for row in calls if row.instrument == instrument and row.party in members]
        if about or (open_ and _unknown(found, at) is None):
            made.append(Pressure(instrument, short, about, open_, tuple(_outcomes(led, marking))))
    return sorted(made, key=lambda one: (-len(one.sayings), -len(one.open), one.short))


def _outcomes(rows: Iterable[Row], marking: Marking) -> Iterator[Outcome]:
    """Yields what became of each call upon a state; where sources date its act differently, between all their days."""
    by_call = grouped(((row.party, row.asked.label.lower(), row.called, row.answer), row) for row in rows)
    for (party, asked, called, answer), of in by_call.items():
        acts = dict.fromkeys(row.act.iri for row in of if row.act is not None)
        firsts, lasts = ([day for row in of if (day := row[name])] for name in ("doneEarliest", "doneLatest"))
        months = _months(called, min(firsts, default=None), max(lasts, default=None))
        day = called if isinstance(called, date) else None
        yield Outcome(party, asked, day, answer, Cell(months, marking.of(acts)))


def _months(called: object, first: object, last: object) -> str | None:
    """Says how many whole months after a call something was done, between two where its day is not known.

    >>> _months(date(2010, 1, 26), date(2012, 5, 30), date(2012, 5, 30))
    '28 months'
    """
    if not isinstance(called, date) or not isinstance(last, date):
        return None
    least = max(0, _between(called, first)) if isinstance(first, date) else 0
    most = _between(called, last)
    number = str(most) if least == most else f"{least} to {most}"
    return f"{number} month{'' if number == '1' else 's'}"


def _between(one: date, other: date) -> int:
    months = (other.year - one.year) * 12 + other.month - one.month
    return months - (other.day < one.day)


def _tools(answer: Answer, marking: Marking) -> Iterator[Cell]:
    """Yields the handbooks with who publishes them, each once."""
    by_book: dict[Entity, dict[str, None]] = {}
    when: dict[Entity, str] = {}
    for row in answer:
        by_book.setdefault(row.handbook, {})[str(row.agent or "")] = None
        when[row.handbook] = shown(row.issued or row.updated)
    for book, agents in by_book.items():
        details = ", ".join(filter(None, [*agents, when[book]]))
        yield Cell(f"{book}{f' ({details})' if details else ''}", marking.of([book.iri]))


def _of_measure(one: Lever) -> list[Section]:
    parts = (
        ("called for", one.calls),
        ("advised to parliamentarians", one.advice),
        ("committed to", one.commitments),
        ("named as lacking", one.lacking),
    )
    lines = [Cells(words, tuple(saying.line for saying in of)) for words, of in parts if of]
    return section(f"Measure: {one.measure}", Items(tuple(lines)))


def _of_treaty(one: Pressure) -> list[Section]:
    by_status = grouped((str(told), Cell(state, told.sources)) for state, told in one.open)
    lines = [Cells(words, tuple(of)) for words, of in by_status.items()]
    lines += [Cells("asked", (saying.line,)) for saying in one.sayings]
    answers = grouped(
        (f"{outcome.asked} asked for on {shown(outcome.called)}, {outcome.answer}", outcome)
        for outcome in one.outcomes
    )
    for words, led in answers.items():
        led_to = [
            Cell(f"{of.party}{f' after {of.months}' if str(of.months) else ''}", of.months.sources)
            for of in led
        ]
        lines.append(Cells(f"{words} ({len(led)})", tuple(led_to)))
    title = one.short if one.short == one.instrument.label else f"{one.short}, {one.instrument}"
    return section(f"Treaty: {title}", Items(tuple(lines)))
