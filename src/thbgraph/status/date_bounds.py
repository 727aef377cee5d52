"""Computed statements: the bounds in time of everything that a source dates or reports.

Each dating of each source gives one node, which names the thing, the property,
the graph that it follows from, and the first and last day that the dating allows.
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
from ..base.vocabulary import CONSENTS, ActKind

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
