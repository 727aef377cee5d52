"""Conflicts of printed numbers with the dated acts that they count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..answers.conflicts import Conflict, Side
from ..treaties.records import Act
from ..words import vocabulary as thb
from ..words.dates import span_in_words
from ..words.days import day_before
from ..words.namespaces import PREFIXES
from ..words.vocabulary import CONSENTS, ActKind
from .said import Said, when

_SIGNATURE, _CONSENT = ActKind.SIGNATURE, ActKind.CONSENT
_ABOVE, _BELOW = {"over", "more than", "above"}, {"almost", "nearly", "under", "fewer than", "less than"}
_ABOUT = {"about", "approximately", "around", "some"}
_LEFT_OUT = "sources of present participants leave out states that no longer exist and those that left"


class _Figure(NamedTuple):
    """A printed number of those who had done a kind of act to an instrument between two days."""

    thing: str
    graph: str
    number: int
    qualifier: str
    what: str
    instrument: str
    kind: str
    first: str
    last: str


class _Counted(NamedTuple):
    """How many had done an act: states and unions for certain, all at most (None: unknown), the acts' graphs."""

    states: int
    unions: tuple[str, ...]
    most: int | None
    graphs: tuple[str, ...]

    @property
    def all(self) -> int:
        return self.states + len(self.unions)

    def fits(self, figure: _Figure) -> bool:
        """Says whether a printed number can be right, whether or not it counts unions of states."""
        if figure.qualifier in _ABOVE:
            return self.most is None or self.most > figure.number
        if figure.qualifier in _BELOW:
            return self.states < figure.number
        return self.states <= figure.number and (self.most is None or figure.number <= self.most)


def counts(said: Said) -> Iterator[Conflict]:
    """Finds printed numbers of those who had signed or consented that the dated acts exclude.

    More acts than a source names are possible unless it names all of that kind up to that day.
    """
    for figure in _figures(said):
        if figure.qualifier not in _ABOUT and not _count(figure, figure.kind, said).fits(figure):
            yield _conflict(figure, said)


def _figures(said: Said) -> Iterator[_Figure]:
    def first(thing: str, prop: str) -> str:
        return next((one.value for one in said.of(thing, prop)), "")

    for kind in said.all(thb.countedKind):
        thing, day = kind.thing, said.reporting(kind.thing, kind.graph)
        number, instrument = first(thing, PREFIXES["rdf"] + "value"), first(thing, thb.figureOf)
        if number.isdecimal() and instrument and day is not None and day.first and day.last:
            qualifier, what = first(thing, thb.qualifier).lower(), first(thing, thb.counts)
            yield _Figure(
                thing, kind.graph, int(number), qualifier, what, instrument, kind.value, day.first, day.last
            )


def _acts(figure: _Figure, kind: str, said: Said) -> Iterator[tuple[str, Act]]:
    """Gives the acts of a kind done to a figure's instrument, each with who did it or carries it on."""
    kinds = CONSENTS if kind == _CONSENT else frozenset({kind})
    for act in said.records.acts:
        if act.instrument == figure.instrument and act.actor is not None and act.kinds & kinds:
            is_state = act.actor in said.records.states
            yield said.records.heir(act.actor) if is_state else act.actor, act


def _count(figure: _Figure, kind: str, said: Said) -> _Counted:
    """Counts who had certainly done an act by a figure's first day, and who can have by its last."""
    certain: set[str] = set()
    possible: set[str] = set()
    graphs: set[str] = set()
    for party, act in _acts(figure, kind, said):
        done, begun = act.days.last, act.days.first
        if done is not None and done.day <= figure.first:
            certain.add(party)
            graphs |= act.graphs
        if begun is None or begun.day <= figure.last:
            possible.add(party)
    is_whole = any(
        covered.instrument == figure.instrument and covered.kind == kind and covered.day >= figure.last
        for covered in said.records.coverage
    )
    unions = tuple(sorted(certain - said.records.states))
    most = len(possible) if is_whole else None
    return _Counted(len(certain) - len(unions), unions, most, tuple(sorted(graphs)))


def _conflict(figure: _Figure, said: Said) -> Conflict:
    day = span_in_words(figure.first, figure.last)
    signed, consented = (_count(figure, kind, said) for kind in (_SIGNATURE, _CONSENT))
    printed = f"{figure.qualifier} {figure.number} {figure.what}".strip()
    sides = [
        Side(printed + said.notes(figure.thing, figure.graph), (figure.graph,), (figure.thing,)),
        Side(f"{_words(signed, said)} had signed by {day}", signed.graphs),
        Side(f"{_words(consented, said)} had consented by {day}", consented.graphs),
    ]
    bound = [
        entry
        for entry in said.entries()
        if entry.instrument == figure.instrument
        and entry.party in said.records.states
        and entry.days.last is not None
        and entry.days.last.day <= figure.first
    ]
    if bound:
        grounds = said.graphs(name for entry in bound for name in entry.grounds)
        sides.append(Side(f"it was in force for {len(bound)} states by {day}", grounds))
    reading = _reading(figure, signed if figure.kind == _SIGNATURE else consented, said)
    done = "signed" if figure.kind == _SIGNATURE else "consented"
    question = f"{said.name(figure.instrument)}: how many had {done} by {day}?"
    return Conflict("count", (figure.thing, figure.instrument), question, tuple(sides), reading)


def _words(counted: _Counted, said: Said) -> str:
    unions = "".join(f" and the {said.label(union)}" for union in counted.unions)
    return ("" if counted.most is not None else "at least ") + f"{counted.states} states{unions}"


def _reading(figure: _Figure, counted: _Counted, said: Said) -> str:
    """Says which reading of a number would fit the acts."""
    reading = f"{_words(counted, said)}, as the dated acts have it"
    held = _held(figure, said)
    if figure.qualifier in _ABOVE and counted.all == figure.number:
        reading = f"{figure.number}, not {figure.qualifier} {figure.number}: {_words(counted, said)}"
    elif held is not None:
        reading += f"; {figure.number} would be right {held}, so the number is older than its day"
    elif counted.most is not None and figure.number > counted.most:
        reading += f"; the number may count more, since {_LEFT_OUT}"
    closed = _closed(figure, said)
    if closed is not None:
        reading += f". Signature closed on {closed}; who joined later acceded, so consents tell who was bound"
    return reading + "."


def _held(figure: _Figure, said: Said) -> str | None:
    """Says when a number of earlier days was right; None where it never was, or the days are not exact."""
    days = sorted(
        act.days.last.day for _, act in _acts(figure, figure.kind, said) if act.days.last is not None
    )
    if not 0 < figure.number < len(days):
        return None
    first, after = days[figure.number - 1], days[figure.number]
    return (
        f"from {span_in_words(first, first)} to {_before(after)}" if first < after <= figure.first else None
    )


def _before(day: str) -> str:
    return span_in_words(day_before(day), day_before(day))


def _closed(figure: _Figure, said: Said) -> str | None:
    """Gives the day on which signature had closed before a number of signatures was printed."""
    for act in said.records.acts:
        if act.instrument == figure.instrument and ActKind.CLOSING_FOR_SIGNATURE in act.kinds:
            last = act.days.last
            if last is not None and last.day < figure.first and figure.kind == _SIGNATURE:
                return when(act.days)
    return None
