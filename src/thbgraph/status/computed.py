"""All computed statements: the days of dated things, entry into force by rule, and status over time.

They are written as lines of N-Quads, since terms would be made only to be written. Periods are read back here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE
from ..base.namespaces import BASE, COMPUTED, COMPUTED_GRAPH, ID, RDF_TYPE
from ..base.vocabulary import ActKind, Basis, Status
from ..names.labels import LABEL, made_labels
from ..stores.lines import Lines, Premises, SortedLines, quads_of
from .cases import statuses
from .date_bounds import Interval, between, grounds_of
from .grounds import Grounding
from .periods import Period
from .records import DERIVED, END, Records
from .spans import DATES, Span, dated_spans, end_spans, membership_spans, name_spans, reached

#: The properties that hold the first and last day on which a thing was done or began, those of its end, and of what holds.
_BEGUN = thb.earliest, thb.latest
_ENDED = thb.earliestEnd, thb.latestEnd
_DAYS = thb.firstDay, thb.lastDay


class Computed(NamedTuple):
    """What is computed: what gives statements of the graph `.../computed` as lines, in order and each once, and what each rests on."""

    lines: Lines
    grounds: Callable[[], Iterator[Premises]]


def computed(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Returns the quads of what is computed from asserted statements (see `compute`)."""
    return list(quads_of(compute(Records(quads)).lines()))


def compute(records: Records) -> Computed:
    """Computes all that follows from what is recorded by other rules than those of OWL, and what each of it rests on.

    - thb:ComputedEntryIntoForce: when an instrument entered into force by its rule, and for each party.
    - thb:StatusPeriod: the status of a state under an instrument, period by period.
    - The days of all that sources date, by all of them together, and whom a statement or text reaches.
    - rdfs:label of what has no name: acts, reports, memberships, rules, statements, figures, passages, sources.

    Each node of these names what it was derived from. The same for the same statements in any order.
    """
    entries, periods, acts = statuses(records)
    begun, ended = list(dated_spans(records, acts)), list(end_spans(records))
    members, names = list(membership_spans(records)), list(name_spans(records))
    reaching = list(reached(records))
    labels = made_labels(records.facts)

    def made() -> Iterator[bytes]:
        for (instrument, party), days in entries.items():
            yield from _entry(entry_node(instrument, party), instrument, party, days)
        for (instrument, state), of_state in periods.items():
            for period in of_state:
                yield from _status_period(_period_node(instrument, state, period), instrument, state, period)
        for properties, spans in ((_BEGUN, begun), (_ENDED, ended), (_DAYS, members), (_DAYS, names)):
            for span in spans:
                yield from _of_span(properties, span)
        for one, party in reaching:
            yield _thing(one, thb.reaches, party)
        for one, label in labels.items():
            yield _line(one, LABEL, str(ox.Literal(label, language="en")))

    def grounds() -> Iterator[Premises]:
        behind = Grounding(records)
        for (instrument, party), days in entries.items():
            yield from behind.of_entry(entry_node(instrument, party), grounds_of(days))
        for (instrument, state), of_state in periods.items():
            for period in of_state:
                node = _period_node(instrument, state, period)
                yield from behind.of_period(node, period.status, state, period.grounds)
        for span in begun:
            yield from behind.of_days(_BEGUN, DATES, span, acts.get(span.thing, Interval()))
        for span in ended:
            yield from behind.of_days(_ENDED, (END,), span, Interval())
        for span in members:
            yield from behind.of_membership(_DAYS, span)
        for span in names:
            yield from behind.of_name(_DAYS, span)
        for one, party in reaching:
            yield from behind.of_reach(one, party)
        for one in labels:
            yield from behind.of_label(one)

    return Computed(SortedLines(made()), grounds)


def labels_in(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    """Reads, of computed statements, those that name a thing."""
    written = f" <{LABEL}> ".encode()
    return quads_of(line for line in lines if written in line and line.find(written) == line.find(b" "))


def _entry(node: str, instrument: str, party: str | None, entered: Interval) -> Iterator[bytes]:
    """Writes a computed entry into force, for a party or in general."""
    yield _thing(node, RDF_TYPE, thb.ComputedEntryIntoForce)
    yield _thing(node, thb.instrument, instrument)
    if party is not None:
        yield _thing(node, thb.forParty, party)
    for name in grounds_of(entered):
        yield _thing(node, DERIVED, name)
    yield from _of_days(node, zip((thb.earliest, thb.latest), _days(entered), strict=True))


def _status_period(node: str, instrument: str, state: str, period: Period) -> Iterator[bytes]:
    """Writes a period of a state under an instrument."""
    things = [
        (RDF_TYPE, thb.StatusPeriod),
        (thb.state, state),
        (thb.instrument, instrument),
        (thb.status, period.status),
        *[(DERIVED, name) for name in period.grounds],
        *[(thb.possibleStatus, status) for status in period.possible],
    ]
    things += [(thb.actKind, period.open_kind)] if period.open_kind is not None else []
    things += [(thb.lastRecorded, period.recorded)] if period.recorded is not None else []
    yield from (_thing(node, prop, thing) for prop, thing in things)
    days = [
        (thb.firstDay, period.first),
        (thb.lastDay, period.last),
        (thb.knownThrough, period.known_through or None),
        (thb.earliest, period.earliest),
        (thb.latest, period.latest),
        *zip((thb.notBefore, thb.notAfter), _days(period.open_days), strict=True),
    ]
    yield from _of_days(node, days)
    yield _line(node, thb.basis, f'"{period.basis}"')


def _of_span(properties: tuple[str, str], span: Span) -> Iterator[bytes]:
    """Writes the first and the last day of a thing, as values of two properties."""
    return _of_days(span.thing, zip(properties, span[1:], strict=True))


def _of_days(node: str, days: Iterable[tuple[str, str | None]]) -> Iterator[bytes]:
    """Writes days of a thing, of an open end none."""
    for prop, day in days:
        if day is not None:
            yield _line(node, prop, f'"{day}"^^<{DATE}>')


def _thing(node: str, prop: str, thing: str) -> bytes:
    """Writes what leads from a thing to another."""
    return _line(node, prop, f"<{thing}>")


def _line(node: str, prop: str, written: str) -> bytes:
    """Writes a statement."""
    return f"<{node}> <{prop}> {written} <{COMPUTED_GRAPH}> .\n".encode()


def status_node(instrument: str, state: str, start: str) -> str:
    """Returns the IRI of the period of a state under an instrument that begins on a day."""
    return _name("status", instrument, state) + f"/{start}"


def _period_node(instrument: str, state: str, period: Period) -> str:
    return status_node(instrument, state, period.first or "start")


def entry_node(instrument: str, party: str | None) -> str:
    """Returns the IRI of the computed entry into force of an instrument, for a party or in general."""
    return _name("entry-into-force", instrument, *([] if party is None else [party]))


def _name(kind: str, *things: str) -> str:
    return f"{COMPUTED}{kind}/" + "/".join(thing.removeprefix(ID).removeprefix(BASE) for thing in things)


def _days(interval: Interval) -> Iterator[str | None]:
    return (bound.day if bound is not None else None for bound in interval)


def periods_in(quads: Iterable[ox.Quad], prop: str) -> list[tuple[str, Period]]:
    """Returns the periods that quads record, in order of time, each behind the value of a property."""
    told: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, thing, _ in quads:
        about = told.setdefault(subject.value, {})
        about.setdefault(intern(predicate.value), []).append(intern(thing.value))
    found = [(about[prop][0], _period(about)) for about in told.values() if thb.status in about]
    return sorted(found, key=lambda one: one[1].first or "")


def _period(about: Mapping[str, Sequence[str]]) -> Period:
    def text(prop: str) -> str | None:
        return about[prop][0] if prop in about else None

    grounds = tuple(sorted({*about.get(DERIVED, ())}))
    open_kind, recorded = text(thb.actKind), text(thb.lastRecorded)
    return Period(
        Status(text(thb.status) or Status.UNDETERMINED),
        text(thb.firstDay),
        text(thb.lastDay),
        text(thb.knownThrough) or "",
        Basis(text(thb.basis) or Basis.INFERRED),
        ActKind(open_kind) if open_kind else None,
        between(text(thb.notBefore), text(thb.notAfter), grounds),
        grounds,
        text(thb.earliest),
        Status(recorded) if recorded else None,
        tuple(map(Status, sorted({*about.get(thb.possibleStatus, ())}))),
    )
