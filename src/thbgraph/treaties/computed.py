"""All computed statements: bounds of dates, entry into force by rule, and status over time.

What is written here is read back here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from ..naming.labels import LABEL, made_labels
from ..stores.protocol import Match
from ..words import vocabulary as thb
from ..words.dates import DATE
from ..words.days import FIRST_DAY, LAST_DAY
from ..words.facts import Facts
from ..words.namespaces import BASE, COMPUTED, COMPUTED_GRAPH, ID, RDF_TYPE
from ..words.terms import short
from ..words.vocabulary import ActKind, Basis, Status
from .cases import statuses
from .date_bounds import Dating
from .intervals import Interval, between, grounds_of
from .periods import Period
from .records import DERIVED, Records
from .spans import Span, act_spans, membership_spans, name_spans, reached


def computed(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Computes all that follows from asserted statements by other rules than those of OWL.

    - Bounds (thb:boundsOf): the first and last day of everything that a source dates or reports.
    - thb:ComputedEntryIntoForce: when an instrument entered into force by its rule, and for each party.
    - thb:StatusPeriod: the status of a state under an instrument, period by period.
    - The days of acts, memberships and dated names by all sources together, and whom a statement or text reaches.
    - rdfs:label of what has no name: acts, reports, memberships, rules, statements, figures, passages, sources.

    Each node of these names what it was derived from. Returns quads of the graph `.../computed`; the same for the same
    statements in any order.
    """
    records = Records(quads)
    entries, periods, acts = statuses(records)
    writer = _Writer()
    made = [quad for dating in dict.fromkeys(records.datings) for quad in writer.bounds(dating)]
    made += [quad for place, days in entries.items() for quad in writer.entry(*place, days)]
    for (instrument, state), of_state in periods.items():
        made += [quad for period in of_state for quad in writer.period(instrument, state, period)]
    made += writer.spans(thb.earliest, thb.latest, act_spans(records, acts))
    made += writer.spans(thb.firstDay, thb.lastDay, membership_spans(records))
    made += writer.spans(thb.firstDay, thb.lastDay, name_spans(records))
    made += [writer.reach(*pair) for pair in dict.fromkeys(reached(records))]
    made += [writer.label(*pair) for pair in sorted(made_labels(records.facts).items())]
    return made


class _Writer:
    """Makes quads, each term once."""

    def __init__(self) -> None:
        self._graph, date = ox.NamedNode(COMPUTED_GRAPH), ox.NamedNode(DATE)
        self._node = cache(ox.NamedNode)
        self._day = cache(lambda day: ox.Literal(day, datatype=date))

    def bounds(self, dating: Dating) -> Iterator[ox.Quad]:
        """Writes the first and last day that a source allows for a property of a thing."""
        prop = short(dating.prop).partition(":")[2]
        name = _name("bounds", dating.thing, prop, dating.graph)
        name += f"/{dating.first or ''}--{dating.last or ''}"
        said = [
            (thb.boundsOf, dating.thing),
            (thb.boundedProperty, dating.prop),
            (DERIVED, dating.graph),
        ]
        return self._quads(name, said, [(thb.earliest, dating.first), (thb.latest, dating.last)])

    def entry(self, instrument: str, party: str | None, entered: Interval) -> Iterator[ox.Quad]:
        """Writes a computed entry into force, for a party or in general."""
        said = [(RDF_TYPE, thb.ComputedEntryIntoForce), (thb.instrument, instrument)]
        said += [(thb.forParty, party)] if party is not None else []
        said += [(DERIVED, name) for name in grounds_of(entered)]
        days = zip((thb.earliest, thb.latest), _days(entered), strict=True)
        return self._quads(entry_node(instrument, party), said, days)

    def period(self, instrument: str, state: str, period: Period) -> Iterator[ox.Quad]:
        """Writes a period of a state under an instrument."""
        said = [
            (RDF_TYPE, thb.StatusPeriod),
            (thb.state, state),
            (thb.instrument, instrument),
            (thb.status, period.status),
            *((DERIVED, name) for name in period.grounds),
        ]
        days = [
            (thb.firstDay, period.first or FIRST_DAY),
            (thb.lastDay, period.last or LAST_DAY),
            (thb.knownThrough, period.known_through),
            (thb.earliest, period.earliest or (FIRST_DAY if period.latest else None)),
            (thb.latest, period.latest),
        ]
        said += [(thb.actKind, period.open_kind)] if period.open_kind is not None else []
        said += [(thb.possibleStatus, status) for status in period.possible]
        said += [(thb.lastRecorded, period.recorded)] if period.recorded is not None else []
        days += zip((thb.notBefore, thb.notAfter), _days(period.open_days), strict=True)
        name = status_node(instrument, state, period.first or "start")
        yield from self._quads(name, said, days)
        yield ox.Quad(self._node(name), self._node(thb.basis), ox.Literal(period.basis), self._graph)

    def spans(self, first: str, last: str, spans: Iterable[Span]) -> Iterator[ox.Quad]:
        """Writes the first and the last day of things, as values of two properties."""
        for span in spans:
            yield from self._quads(span.thing, (), ((first, span.first), (last, span.last)))

    def reach(self, thing: str, party: str) -> ox.Quad:
        """Writes that a statement or text reaches somebody."""
        return ox.Quad(self._node(thing), self._node(thb.reaches), self._node(party), self._graph)

    def label(self, thing: str, label: str) -> ox.Quad:
        """Writes what a thing without a name is called."""
        return ox.Quad(self._node(thing), self._node(LABEL), ox.Literal(label, language="en"), self._graph)

    def _quads(
        self, name: str, said: Iterable[tuple[str, str]], days: Iterable[tuple[str, str | None]]
    ) -> Iterator[ox.Quad]:
        node = self._node(name)
        for prop, thing in said:
            yield ox.Quad(node, self._node(prop), self._node(thing), self._graph)
        for prop, day in days:
            if day is not None:
                yield ox.Quad(node, self._node(prop), self._day(day), self._graph)


def status_node(instrument: str, state: str, start: str) -> str:
    """Returns the IRI of the period of a state under an instrument that begins on a day."""
    return _name("status", instrument, state) + f"/{start}"


def entry_node(instrument: str, party: str | None) -> str:
    """Returns the IRI of the computed entry into force of an instrument, for a party or in general."""
    return _name("entry-into-force", instrument, *([] if party is None else [party]))


def _name(kind: str, *things: str) -> str:
    return f"{COMPUTED}{kind}/" + "/".join(thing.removeprefix(ID).removeprefix(BASE) for thing in things)


def _days(interval: Interval) -> Iterator[str | None]:
    return (bound.day if bound is not None else None for bound in interval)


def recorded_periods(nodes: Iterable[ox.NamedNode], match: Match) -> dict[str, Period]:
    """Returns the periods that a graph records at some nodes, by node and in order of time."""
    return periods_in(Facts(quad for node in nodes for quad in match(node, None, None)))


def periods_in(facts: Facts) -> dict[str, Period]:
    """Returns the periods that statements record, by node and in order of time."""
    found = {node: _period(node, facts) for node in facts.things if facts.text(node, thb.status)}
    return dict(sorted(found.items(), key=lambda item: item[1].first or ""))


def _closed(day: str | None) -> str | None:
    """Returns a day; None for the first or last of the calendar, which stands for an open end."""
    return None if day in (FIRST_DAY, LAST_DAY) else day


def _period(node: str, facts: Facts) -> Period:
    def text(prop: str) -> str | None:
        return facts.text(node, prop)

    grounds = tuple(facts.texts(node, DERIVED))
    open_kind, recorded = text(thb.actKind), text(thb.lastRecorded)
    return Period(
        Status(text(thb.status) or Status.UNDETERMINED),
        _closed(text(thb.firstDay)),
        _closed(text(thb.lastDay)),
        text(thb.knownThrough) or "",
        Basis(text(thb.basis) or Basis.INFERRED),
        ActKind(open_kind) if open_kind else None,
        between(text(thb.notBefore), text(thb.notAfter), grounds),
        grounds,
        _closed(text(thb.earliest)),
        Status(recorded) if recorded else None,
        tuple(map(Status, facts.texts(node, thb.possibleStatus))),
    )
