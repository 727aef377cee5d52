"""When dated things were, from when until when memberships and dated names hold, and whom a statement or text reaches.

They are computed once from all sources together, so that a query compares two days. Where nothing bounds a day there
is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import day_before
from ..base.namespaces import MEMO_SOURCE, PREFIXES
from ..base.vocabulary import ActKind
from .date_bounds import DCTERMS_DATE, REPORTING_DAY, Interval, both
from .records import END, START, Records

MEMBER, GROUP, ROLE = (PREFIXES["org"] + name for name in ("member", "organization", "role"))
DATED_NAME, NAME = (PREFIXES["skosxl"] + name for name in ("altLabel", "literalForm"))
#: What dates a thing or its beginning, and what dates its end; of several the first counts.
DATES = (
    START,
    DCTERMS_DATE,
    PREFIXES["schema"] + "foundingDate",
    PREFIXES["dcterms"] + "issued",
    REPORTING_DAY,
    thb.retrieved,
)
TEXT, LABEL = PREFIXES["dcterms"] + "source", PREFIXES["skos"] + "prefLabel"
_KIND_OF_TEXT = PREFIXES["eli"] + "type_document"


class Span(NamedTuple):
    """The first and the last day of a thing; None where its end is open."""

    thing: str
    first: str | None
    last: str | None


def dated_spans(records: Records, narrowed: Mapping[str, Interval]) -> Iterator[Span]:
    """Yields between which days each thing was done or began that anything bounds.

    `narrowed` bounds some acts by what else is recorded.
    """
    for thing in dict.fromkeys((*(dating.thing for dating in records.datings), *narrowed)):
        yield from _bounded(thing, both(records.interval(thing, *DATES), narrowed.get(thing, Interval())))


def end_spans(records: Records) -> Iterator[Span]:
    """Yields between which days each thing ended of which a source dates the end."""
    for thing in dict.fromkeys(dating.thing for dating in records.datings if dating.prop == END):
        yield from _bounded(thing, records.interval(thing, END))


def _bounded(thing: str, days: Interval) -> Iterator[Span]:
    first, last = days
    if first or last:
        yield Span(thing, first.day if first else None, last.day if last else None)


def membership_spans(records: Records) -> Iterator[Span]:
    """Yields from when until when each membership is known to hold; without a known start it is taken as open."""
    for name in dict.fromkeys(fact.thing for fact in records.facts.with_property(MEMBER)):
        yield Span(name, _begun(records, name), _not_ended(records, name))


def name_spans(records: Records) -> Iterator[Span]:
    """Yields from when until when each dated name was in use that is not today's.

    On the day that ends it or begins the next, another is.
    """
    for holder in dict.fromkeys(fact.thing for fact in records.facts.with_property(DATED_NAME)):
        today = records.facts.texts(holder, LABEL)
        dated = {name: _not_ended(records, name) for name in names_of_days(holder, records)}
        begun = {name: _begun(records, name) for name in dated}
        for name, first in begun.items():
            if records.facts.text(name, NAME) in today:
                continue
            ends = [day for day in (dated[name], *begun.values()) if day and day > (first or "")]
            yield Span(name, first, day_before(min(ends)) if ends else None)


def names_of_days(holder: str, records: Records) -> Sequence[str]:
    """Returns the names that a state had one after the other; none beside one without a time, which it always had."""
    names = records.facts.texts(holder, DATED_NAME)
    return names if all(records.dated(name, START) or records.dated(name, END) for name in names) else ()


def _begun(records: Records, thing: str) -> str | None:
    return min((one.last for one in records.dated(thing, START) if one.last), default=None)


def _not_ended(records: Records, thing: str) -> str | None:
    return max((one.first for one in records.dated(thing, END) if one.first), default=None)


def reached(records: Records) -> Iterator[tuple[str, str]]:
    """Yields each statement or text with each of those whom it reaches.

    Those are whom it is addressed to, and for a group that stands for the members of an organization, its full
    members on the day of the statement or text. For whom of them a legislative act holds, and since when, follows
    from treaties that are not recorded: of a group none is told.
    """
    laws = {
        fact.thing for fact in records.facts.with_property(_KIND_OF_TEXT) if fact.text == thb.LegislativeAct
    }
    spans = {span.thing: span for span in membership_spans(records)}
    members = defaultdict[str, list[tuple[str, Span]]](list)
    for one in records.memberships:
        members[one.group].append((one.member, spans[one.name]))
    for thing, addressee, graph in sorted(
        {(fact.thing, fact.text, fact.graph) for fact in records.facts.with_property(thb.addressedTo)}
    ):
        groups = records.facts.texts(addressee, thb.membersOf)
        if not groups:
            yield thing, addressee
        elif (
            laws.isdisjoint((thing, *records.facts.texts(thing, TEXT)))
            and (day := day_of(records, thing, graph)) is not None
        ):
            for member, span in (one for group in groups for one in members[group]):
                if (span.first or day) <= day <= (span.last or day):
                    yield thing, member


def day_of(records: Records, thing: str, graph: str) -> str | None:
    """Returns the day of a statement or text: its own, else that of the text that it is made in, of the passage, of the memo."""
    for one in (thing, *records.facts.texts(thing, TEXT)):
        adopted = [act.name for act in records.acts_under(one, ActKind.ADOPTION)]
        for dated in (one, *adopted):
            first, last = records.days(dated, DCTERMS_DATE)
            if last or first:
                return last or first
    for speaking in (graph, MEMO_SOURCE):
        first, last = records.days(speaking, REPORTING_DAY)
        if last or first:
            return last or first
    return None
