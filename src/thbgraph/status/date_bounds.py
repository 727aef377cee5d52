"""The bounds in time of what a source dates or reports, and intervals: between which days a thing was first done.

Each dating of each source has the first and last day that it allows. A bound of an interval is *not before* (`first`) or
*done by* (`last`), and rests on something. Of several bounds the tightest counts; where two sources exclude each other,
the act is known only within both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE, DATING, bounds
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.triples import Facts
from ..base.values import Days
from ..base.vocabulary import CONSENTS, ActKind, Basis

REPORTING_DAY = thb.reportingDay
DCTERMS_DATE = PREFIXES["dcterms"] + "date"
NOT_BEFORE, NOT_AFTER = thb.notBefore, thb.notAfter
_PART_OF = PREFIXES["dcterms"] + "isPartOf"
#: A first and a last day, and those before and after all others.
Span: TypeAlias = tuple[str, str]
_EVER: Span = ("", "~")
#: The kinds of act that a passage with a reporting day states as done by that day.
DONE_BY_SOMEBODY = CONSENTS | {ActKind.SIGNATURE, ActKind.DENUNCIATION}

#: The classes of what speaks as at a day, so that the limits of a thing are those of its reporting day.
SPEAKING = frozenset({thb.StatusList, thb.Source})


class Dating(NamedTuple):
    """The first and last day that one source allows for one property of a thing; None where it is open.

    `by` is the list or passage whose day it is; empty where the thing itself is dated.
    """

    thing: str
    prop: str
    graph: str
    first: str | None
    last: str | None
    by: str = ""

    @property
    def span(self) -> Span:
        """The two days, as texts that compare as days do where one is open."""
        return self.first or _EVER[0], self.last or _EVER[1]


def together(
    datings: Sequence[Dating], prevailing: Collection[tuple[str, str]] = ()
) -> tuple[str | None, str | None]:
    """Returns the first and last day that datings of one thing allow together; None where that is open.

    Datings that exclude each other allow all the days from the first to the last of them. One that is excluded by
    a dating whose graph prevails over its own does not count: `prevailing` holds such pairs of graphs.
    """

    if len(datings) == 1 and datings[0].span[0] <= datings[0].span[1]:  # as most things have
        return datings[0].first, datings[0].last

    def is_overruled(one: Dating) -> bool:
        return any((by.graph, one.graph) in prevailing and not _meet(by.span, one.span) for by in datings)

    spans = [one.span for one in datings if not is_overruled(one)]
    closed = [span for span in spans if span[0] != _EVER[0] and span[1] != _EVER[1]]
    common = _common(closed)
    if common[0] > common[1]:
        common = min(first for first, _ in closed), max(last for _, last in closed)
    first, last = _common([common, *(one for one in spans if one not in closed and _meet(one, common))])
    if first > last:
        return None, None
    return first if first != _EVER[0] else None, last if last != _EVER[1] else None


def _common(spans: Iterable[Span]) -> Span:
    """Returns the days that all spans have; those of several that exclude each other end before they begin."""
    firsts, lasts = zip(_EVER, *spans, strict=True)
    return max(firsts), min(lasts)


def _meet(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def datings(facts: Facts) -> Iterator[Dating]:
    """Yields the bounds of every dated thing, every undated act and every status report, source by source.

    - A dating in a graph allows the days of its date, month or year, or from thb:notBefore to thb:notAfter.
    - An act that a passage with a reporting day states without a date was done by that day.
    - A status report holds on the day of its list.
    """
    own = [*_dated(facts), *_limited(facts)]
    yield from own
    stated = {(dating.thing, dating.graph) for dating in own}
    days = defaultdict[str, dict[Span, Dating]](dict)
    for dating in own:
        if dating.prop == REPORTING_DAY:
            days[dating.thing][dating.span] = dating
    for fact in facts.with_property(RDF_TYPE):
        if fact.text in DONE_BY_SOMEBODY and (fact.thing, fact.graph) not in stated:
            for day in days.get(fact.graph, {}).values():
                if day.last is not None:
                    yield Dating(fact.thing, DCTERMS_DATE, fact.graph, None, day.last, fact.graph)
    for fact in facts.with_property(_PART_OF):
        for day in days.get(fact.text, {}).values():
            yield Dating(fact.thing, REPORTING_DAY, fact.graph, day.first, day.last, fact.text)


def _dated(facts: Facts) -> Iterator[Dating]:
    """Yields what is dated by a date, month or year."""
    for thing, prop, value, graph in facts:
        if isinstance(value, ox.Literal) and prop not in (NOT_BEFORE, NOT_AFTER):
            datatype = value.datatype.value
            if datatype in DATING:
                yield Dating(thing, prop, graph, *bounds(value.value, datatype))


def _limited(facts: Facts) -> Iterator[Dating]:
    """Yields what a source dates by the first and last day on which it can have been."""
    limits = defaultdict[tuple[str, str], dict[str, list[str]]](lambda: defaultdict(list))
    for fact in facts.with_property(NOT_BEFORE, NOT_AFTER):
        if isinstance(fact.value, ox.Literal) and fact.value.datatype.value == DATE:
            limits[fact.thing, fact.graph][fact.prop].append(fact.text)
    for (thing, graph), days in limits.items():
        prop = REPORTING_DAY if facts.classes(thing) & SPEAKING else DCTERMS_DATE
        first, last = max(days[NOT_BEFORE], default=None), min(days[NOT_AFTER], default=None)
        yield Dating(thing, prop, graph, first, last)


#: What a bound rests on, the strongest first: of equal days the first kind in this order is named.
EXACT, REPORT, ACT, RULE, ABSENCE, OPENING = range(6)
#: The basis of a status that a bound of each kind decides.
BASIS = (Basis.ACT, Basis.REPORT, Basis.ACT, Basis.COMPUTED, Basis.INFERRED, Basis.INFERRED)


class Bound(NamedTuple):
    """A day, the kind of its ground, and the acts, reports, coverage and rules that it rests on."""

    day: str
    kind: int
    grounds: tuple[str, ...]


class Interval(NamedTuple):
    """The days between which a thing was first done; None where nothing bounds it."""

    first: Bound | None = None
    last: Bound | None = None

    @property
    def is_possible(self) -> bool:
        """Says whether any day lies between the bounds."""
        return self.first is None or self.last is None or self.first.day <= self.last.day


def between(first: str | None, last: str | None, grounds: tuple[str, ...]) -> Interval:
    """Returns the interval between two days that both rest on the same; None where one is open."""
    kind = EXACT if first == last else ACT
    return Interval(*(Bound(day, kind, grounds) if day is not None else None for day in (first, last)))


def latest(bounds: Iterable[Bound | None]) -> Bound | None:
    """Gives the bound with the last day: the tightest of several *not before*."""
    known = sorted(
        (bound for bound in bounds if bound is not None), key=lambda bound: (bound.kind, bound.grounds)
    )
    return max(known, key=lambda bound: bound.day, default=None)


def earliest(bounds: Iterable[Bound | None]) -> Bound | None:
    """Gives the bound with the first day: the tightest of several *done by*."""
    known = (bound for bound in bounds if bound is not None)
    return min(known, default=None)


def both(one: Interval, other: Interval) -> Interval:
    """Gives what two intervals allow together; the first, where they exclude each other.

    Of equal days that with the stronger ground is kept, else that of the first interval.
    """
    narrow = Interval(_tighter(one.first, other.first, True), _tighter(one.last, other.last, False))
    return narrow if narrow.is_possible else one


def span(one: Interval, other: Interval) -> Interval:
    """Gives all days that either of two intervals allows, and those between them."""
    firsts, lasts = (one.first, other.first), (one.last, other.last)
    return Interval(None if None in firsts else earliest(firsts), None if None in lasts else latest(lasts))


def _tighter(one: Bound | None, other: Bound | None, is_first: bool) -> Bound | None:
    if one is None or other is None:
        return one or other
    if one.day == other.day:
        return other if other.kind < one.kind else one
    return other if (other.day > one.day) == is_first else one


def tightened(
    stated: Interval, firsts: Iterable[Bound], lasts: Iterable[Bound]
) -> tuple[Interval, list[Bound]]:
    """Narrows an interval by further bounds, but for those that contradict it or one another; the latter are returned, too."""
    early = [bound for bound in firsts if both_fit(bound, stated.last)]
    late = [bound for bound in lasts if both_fit(stated.first, bound)]
    disputed = contradicting(early, late)
    agreed = (
        latest(one for one in early if one not in disputed),
        earliest(one for one in late if one not in disputed),
    )
    return both(stated, Interval(*agreed)), disputed


def contradicting(firsts: Sequence[Bound], lasts: Sequence[Bound]) -> list[Bound]:
    """Returns those *done by* and *not before* of which one leaves no day to another."""
    return [
        *(last for last in lasts if not all(both_fit(first, last) for first in firsts)),
        *(first for first in firsts if not all(both_fit(first, last) for last in lasts)),
    ]


def both_fit(first: Bound | None, last: Bound | None) -> bool:
    """Says whether a thing can be not before the one and done by the other."""
    return Interval(first, last).is_possible


def overlap(one: Interval, other: Interval) -> bool:
    """Says whether some day lies in both intervals."""
    return both_fit(one.first, other.last) and both_fit(other.first, one.last)


def grounds_of(bounds: Iterable[Bound | None]) -> tuple[str, ...]:
    """Returns all that some bounds rest on, each once."""
    return tuple(dict.fromkeys(name for bound in bounds if bound is not None for name in bound.grounds))


def implied(bound: Bound | None, evidence: Bound | None) -> Bound | None:
    """Gives a bound that holds for another act because both were done: it rests on that, too."""
    if bound is None or evidence is None:
        return None
    return bound._replace(grounds=grounds_of((bound, evidence)))


def days_of(interval: Interval) -> Days:
    """Returns the days of an interval."""
    return Days.of(*(bound.day if bound is not None else None for bound in interval))
