"""Conflicts of printed numbers with the dated acts and the memberships that they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import day_before, span_in_words
from ..base.namespaces import PREFIXES
from ..base.triples import Fact
from ..base.vocabulary import CONSENTS, ActKind
from ..results.conflict import Conflict, Side
from ..status.records import Act
from .source_statements import Sources, when

_ABOVE, _BELOW = {"over", "more than", "above"}, {"almost", "nearly", "under", "fewer than", "less than"}
_ABOUT = {"about", "approximately", "around", "some"}
_TYPE = PREFIXES["dcterms"] + "type"
_LEFT_OUT = "sources of present participants leave out states that no longer exist and those that left"


class _Figure(NamedTuple):
    """A printed number of those who had done a kind of act to an instrument between two days, the last perhaps open."""

    thing: str
    graph: str
    number: int
    qualifier: str
    what: str
    instrument: str
    kind: str
    first: str
    last: str
    is_open: bool

    @property
    def printed(self) -> str:
        """The number as it is printed."""
        return f"{self.qualifier} {self.number} {self.what}".strip()


class _ActCounts(NamedTuple):
    """How many had done an act: states and unions for certain, all at most (None: unknown), the acts' graphs.

    `named` counts those whom the acts name for certain or perhaps, be they all or not.
    """

    states: int
    unions: tuple[str, ...]
    most: int | None
    graphs: tuple[str, ...]
    named: int = 0

    def fits(self, figure: _Figure) -> bool:
        """Says whether a printed number can be right, whether or not it counts unions of states."""
        if figure.qualifier in _ABOVE:
            return self.most is None or self.most > figure.number
        if figure.qualifier in _BELOW:
            return self.states < figure.number
        return self.states <= figure.number and (self.most is None or figure.number <= self.most)


def counts(sources: Sources) -> Iterator[Conflict]:
    """Finds printed numbers of those who had signed or consented that the dated acts exclude.

    More acts than a source names are possible unless it names all of that kind up to that day.
    """
    beyond: dict[tuple[str, str], list[_Figure]] = {}
    for figure in _figures(thb.actKind, sources):
        counted = _count(figure, figure.kind, sources)
        if not counted.fits(figure):
            yield _conflict(figure, sources)
        elif counted.most is None and figure.number > counted.named and not figure.is_open:
            beyond.setdefault((figure.instrument, figure.kind), []).append(figure)
    for (instrument, kind), figures in sorted(beyond.items()):
        yield from _beyond(instrument, kind, sorted(figures, key=lambda one: one.first), sources)


def _figures(prop: str, sources: Sources) -> Iterator[_Figure]:
    """Yields the exact figures of which a property says what they count."""
    for kind in sources.facts.with_property(prop):
        figure = _figure(kind, sources)
        if figure is not None and figure.qualifier not in _ABOUT:
            yield figure


def _beyond(instrument: str, kind: str, figures: Sequence[_Figure], sources: Sources) -> Iterator[Conflict]:
    """Yields that numbers of later days are greater than what the acts name, where those of earlier days were whole."""
    own = [one for one in sources.records.coverage if (one.instrument, one.kind) == (instrument, kind)]
    whole = max(own, key=lambda one: one.day, default=None)
    if whole is None:
        return
    until, sides = span_in_words(whole.day, whole.day), []
    for one in figures:
        printed = f"{one.number} {one.what} by {span_in_words(one.first, one.last)}"
        sides.append(Side(printed + sources.notes(one.thing, one.graph), (one.graph,), (one.thing,)))
    last = _count(figures[-1], kind, sources)
    earlier = _count(figures[-1]._replace(first=whole.day, last=whole.day), kind, sources).named
    later, whole_until = last.named - earlier, f"by {until}, up to which a source names all"
    named = f": {earlier} {whole_until}, and {later} later" if later else f", all of them {whole_until}"
    sides.append(Side(f"{last.named} are named by acts{named}", last.graphs))
    done = "signed" if kind == ActKind.SIGNATURE else "consented"
    reading = f"the printed numbers; not all acts after {until} are named, so of others it is undetermined whether they have {done} since."
    about = instrument, *(one.thing for one in figures)
    question = f"{sources.name(instrument)}: how many had {done} after {until}?"
    yield Conflict("count", about, question, tuple(sides), reading)


def members(sources: Sources) -> Iterator[Conflict]:
    """Finds printed numbers of members of a group that the memberships on its day exclude."""
    for figure in _figures(_TYPE, sources):
        own = [one for one in sources.records.memberships if one.group == figure.instrument]
        if figure.kind != thb.Member or not own:
            continue
        listed = [one for one in own if one.end.last is None or one.end.last.day >= figure.first]
        sure = {one.member for one in listed if one.start.last and one.start.last.day <= figure.first}
        may = {one.member for one in listed if not one.start.first or one.start.first.day <= figure.last}
        counted = _ActCounts(len(sure), (), len(may), sources.facts.graphs(*(one.name for one in own)))
        if not counted.fits(figure):
            day, name = span_in_words(figure.first, figure.last), sources.name(figure.instrument)
            known = f"{len(sure)} members" if len(sure) == len(may) else f"{len(sure)} to {len(may)} members"
            sides = (
                Side(figure.printed, (figure.graph,), (figure.thing,)),
                Side(f"{known} on {day}, by the memberships that sources list", counted.graphs),
            )
            about = figure.thing, figure.instrument
            yield Conflict(
                "count", about, f"{name}: how many members on {day}?", sides, f"{known}, as listed."
            )


def _figure(kind: Fact, sources: Sources) -> _Figure | None:
    """Reads the figure that counts a kind of act; None where it has no number, instrument or day."""
    thing = kind.thing
    number, instrument, qualifier, what = (
        sources.facts.text(thing, prop) or ""
        for prop in (
            PREFIXES["rdf"] + "value",
            PREFIXES["schema"] + "about",
            thb.qualifier,
            PREFIXES["dcterms"] + "description",
        )
    )
    day = sources.reporting_day(thing, kind.graph)
    if not number.isdecimal() or not instrument or day is None or not day.first:
        return None
    last = day.last or day.first  # an open day is held against the acts up to its beginning
    known = int(number), qualifier.lower(), what, instrument, kind.text, day.first, last, day.last is None
    return _Figure(thing, kind.graph, *known)


def _acts(figure: _Figure, kind: str, sources: Sources) -> Iterator[tuple[str, Act]]:
    """Yields the acts of a kind done to a figure's instrument, each with who did it or carries it on."""
    records = sources.records
    for act in sources.acts(figure.instrument, *(CONSENTS if kind == ActKind.CONSENT else (kind,))):
        if act.actor is not None:
            yield records.heir(act.actor) if act.actor in records.states else act.actor, act


def _count(figure: _Figure, kind: str, sources: Sources) -> _ActCounts:
    """Counts who had certainly done an act by a figure's first day, and who can have by its last."""
    acts = list(_acts(figure, kind, sources))
    done = [(who, act) for who, act in acts if act.days.last and act.days.last.day <= figure.first]
    possible = {who for who, act in acts if act.days.first is None or act.days.first.day <= figure.last}
    is_whole = sources.complete(figure.instrument, kind, figure.last) is not None
    certain = {who for who, _ in done}
    return _ActCounts(
        states=len(certain & sources.records.states),
        unions=tuple(sorted(certain - sources.records.states)),
        most=len(possible) if is_whole else None,
        graphs=tuple(sorted({graph for _, act in done for graph in act.graphs})),
        named=len(possible),
    )


def _conflict(figure: _Figure, sources: Sources) -> Conflict:
    day, name = span_in_words(figure.first, figure.last), sources.name(figure.instrument)
    signed, consented = (_count(figure, kind, sources) for kind in (ActKind.SIGNATURE, ActKind.CONSENT))
    sides = [
        Side(figure.printed + sources.notes(figure.thing, figure.graph), (figure.graph,), (figure.thing,)),
        Side(f"{_words(signed, sources)} had signed by {day}", signed.graphs),
        Side(f"{_words(consented, sources)} had consented by {day}", consented.graphs),
    ]
    parties, behind = sources.bound(figure.instrument, figure.first)
    if parties:
        unions = tuple(one for one in consented.unions if sources.records.heir(one) in parties)
        states = len(parties & sources.records.states)
        words = _words(_ActCounts(states, unions, states, ()), sources)
        sides.append(Side(f"it was in force for {words} by {day}", sources.facts.graphs(*behind)))
    done, counted = ("signed", signed) if figure.kind == ActKind.SIGNATURE else ("consented", consented)
    question, reading = f"{name}: how many had {done} by {day}?", _reading(figure, counted, sources)
    return Conflict("count", (figure.thing, figure.instrument), question, tuple(sides), reading)


def _words(counted: _ActCounts, sources: Sources) -> str:
    unions = "".join(f" and the {sources.label(union)}" for union in counted.unions)
    return ("" if counted.most is not None else "at least ") + f"{counted.states} states{unions}"


def _reading(figure: _Figure, counted: _ActCounts, sources: Sources) -> str:
    """Says which reading of a number would fit the acts."""
    words, time = _words(counted, sources), _time_of(figure, sources)
    reading = f"{words}, as the dated acts have it"
    if figure.qualifier in _ABOVE and counted.states + len(counted.unions) == figure.number:
        reading = f"{figure.number}, not {figure.qualifier} {figure.number}: {words}"
    elif time is not None:
        reading += f"; {figure.number} would be right {time}, so the number is older than its day"
    elif counted.most is not None and figure.number > counted.most:
        reading += f"; the number may count more, since {_LEFT_OUT}"
    for act in sources.acts(figure.instrument, ActKind.CLOSING_FOR_SIGNATURE):
        if figure.kind == ActKind.SIGNATURE and act.days.last and act.days.last.day < figure.first:
            closed = f"Signature closed on {when(act.days)}"
            return f"{reading}. {closed}; who joined later acceded, so consents tell who was bound."
    return f"{reading}."


def _time_of(figure: _Figure, sources: Sources) -> str | None:
    """Says when a number of earlier days was right; None where it never was, or the days are not exact."""
    done = (act.days.last for _, act in _acts(figure, figure.kind, sources))
    days = sorted(bound.day for bound in done if bound is not None)
    if not 0 < figure.number < len(days):
        return None
    first, after = days[figure.number - 1], days[figure.number]
    if not first < after <= figure.first:
        return None
    until = day_before(after)
    return f"from {span_in_words(first, first)} to {span_in_words(until, until)}"
