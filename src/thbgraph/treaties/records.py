"""What the sources state about treaties: acts, reports, rules, coverage, memberships and states, as values.

The days of an act are those that all its sources allow together; where they exclude one another, those of the
source that prevails, else all that any of them allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from ..words import vocabulary as thb
from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.vocabulary import ActKind
from .date_bounds import DCTERMS_DATE, REPORTING_DAY, Dating
from .intervals import ACT, EXACT, Bound, Interval, earliest

_SCHEMA, _ORG = PREFIXES["schema"], PREFIXES["org"]
PART_OF = PREFIXES["dcterms"] + "isPartOf"
#: How a state or body is said to carry on another; the last one counts most.
CARRIES_ON = (PREFIXES["dcterms"] + "replaces", thb.continues)
#: Which source's day counts where two date one act to days that exclude each other.
PREVAILS = thb.prevailsOver
IS_SIGNED = thb.isSigned
START, END = _SCHEMA + "startDate", _SCHEMA + "endDate"
ACTORS: Mapping[str, str] = {
    thb.signatory: ActKind.SIGNATURE,
    thb.consentingParty: ActKind.CONSENT,
    thb.denouncingParty: ActKind.DENUNCIATION,
    thb.forParty: ActKind.ENTRY_INTO_FORCE,
}
#: The kinds of act that concern an instrument as a whole.
OF_INSTRUMENTS = (
    ActKind.ADOPTION,
    ActKind.OPENING_FOR_SIGNATURE,
    ActKind.CLOSING_FOR_SIGNATURE,
    ActKind.ENTRY_INTO_FORCE,
    ActKind.THRESHOLD_REACHED,
)


class Act(NamedTuple):
    """An act: what it is called, its kinds, who did it (None for the instrument's own), to what, and when."""

    name: str
    kinds: frozenset[str]
    actor: str | None
    instrument: str
    graphs: frozenset[str]
    days: Interval
    ordinal: int | None


class Report(NamedTuple):
    """A status report: of whom, under what, which status, on which day (between two, where that is open)."""

    name: str
    state: str
    instrument: str
    status: str
    first: str | None
    last: str | None
    grounds: tuple[str, ...]


class Coverage(NamedTuple):
    """That a source (`graph`) names every act of one kind done to an instrument, up to a day."""

    name: str
    instrument: str
    kind: str
    day: str
    graph: str


class Rule(NamedTuple):
    """A rule of an instrument; what only one of the two kinds of rule has is None in the other."""

    name: str
    instrument: str
    is_for_later_parties: bool
    delay: str
    to_next_month: bool
    threshold: int | None
    of_signatories: bool
    threshold_of_members: int | None
    group: str | None
    after: str | None


class Eligibility(NamedTuple):
    """A rule on who may sign an instrument or consent to it; what it does not ask for is None or false.

    It opens `acts` to the members of a group, to who did an act (`needs_consent`: consented) under another
    instrument, or to those to whom another rule does not open it; some only once it is in force.
    """

    name: str
    instrument: str
    acts: frozenset[str]
    group: str | None
    needs: str | None
    needs_consent: bool
    others_than: str | None
    after_entry: bool


class Membership(NamedTuple):
    """A full membership of a group, from when and until when, as far as that is known."""

    name: str
    member: str
    group: str
    start: Interval
    end: Interval


class Records(NamedTuple):
    """All that the sources state, each in order of name.

    `unsigned` are the instruments that states ratify without signing. `heirs` gives who carries on the acts
    of a former state or body; `starts` the first day of a state, or of the oldest that it carries on; `ends`
    the last day of a former state whose acts nobody carries on.
    """

    acts: tuple[Act, ...]
    reports: tuple[Report, ...]
    coverage: tuple[Coverage, ...]
    rules: tuple[Rule, ...]
    eligibility: tuple[Eligibility, ...]
    memberships: tuple[Membership, ...]
    states: frozenset[str]
    former: frozenset[str]
    unsigned: frozenset[str]
    heirs: Mapping[str, str]
    starts: Mapping[str, Bound]
    ends: Mapping[str, Bound]

    def heir(self, party: str) -> str:
        """Gives who carries on the acts of a former state or body, else the party itself."""
        seen = {party}
        while party in self.heirs and self.heirs[party] not in seen:
            party = self.heirs[party]
            seen.add(party)
        return party


#: The properties that records are read from, beside the datings.
FACTS = (
    RDF_TYPE, thb.instrument, *ACTORS, thb.state, thb.reportedStatus, thb.coveredKind,
    thb.completeUpTo, thb.ruleOf, thb.delay, thb.delayEnds, thb.threshold,
    thb.countedConsents, thb.thresholdOfMembers, thb.thresholdGroup, thb.notBeforeInstrument,
    *CARRIES_ON, thb.ordinal, _ORG + "organization", _ORG + "member", _ORG + "role",
    PART_OF, PREVAILS, IS_SIGNED, thb.eligibleAct, thb.eligibleMembersOf, thb.requiredInstrument,
    thb.requiredAct, thb.forOthersThan, thb.afterEntryIntoForce,
)  # fmt: skip


class _Said:
    """What is said by property and thing, and how it is dated."""

    def __init__(self, quads: Iterable[ox.Quad], datings: Iterable[Dating]) -> None:
        self.of: dict[str, dict[str, list[tuple[str, str]]]] = {name: {} for name in FACTS}
        for quad in quads:
            things = self.of.get(quad.predicate.value)
            if things is not None:
                said = quad.object.value, quad.graph_name.value
                things.setdefault(quad.subject.value, []).append(said)
        self._dated: dict[tuple[str, str], list[Dating]] = {}
        for dating in datings:
            self._dated.setdefault((dating.thing, dating.prop), []).append(dating)

    def one(self, thing: str, prop: str) -> str | None:
        """Gives the value of a property, the first in order where sources differ."""
        return min((value for value, _ in self.of[prop].get(thing, ())), default=None)

    def kinds(self, thing: str) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.of[RDF_TYPE].get(thing, ()))

    def graphs(self, thing: str) -> frozenset[str]:
        return frozenset(graph for _, graph in self.of[RDF_TYPE].get(thing, ()))

    def days(self, thing: str, *props: str) -> tuple[str | None, str | None]:
        """Gives the first and last day that all datings allow together, by the first property that has any.

        Datings that exclude each other allow all the days from the first to the last of them.
        """
        dated = next((dated for prop in props if (dated := self._dated.get((thing, prop)))), [])
        found = [(one.first, one.last) for one in dated if not self._yields(one, dated)]
        closed = [(first, last) for first, last in found if first is not None and last is not None]
        first = max((first for first, _ in closed), default=None)
        last = min((last for _, last in closed), default=None)
        if first is not None and last is not None and first > last:  # two sources exclude each other
            first, last = min(first for first, _ in closed), max(last for _, last in closed)
        firsts = [day for day, other in found if day and not other and (last is None or day <= last)]
        lasts = [day for other, day in found if day and not other and (first is None or day >= first)]
        first = max((day for day in (first, *firsts) if day is not None), default=None)
        last = min((day for day in (last, *lasts) if day is not None), default=None)
        return (first, last) if first is None or last is None or first <= last else (None, None)

    def _yields(self, one: Dating, dated: Iterable[Dating]) -> bool:
        """Says whether a source that prevails over that of a dating excludes its days."""
        return any(
            (one.graph in (graph for graph, _ in self.of[PREVAILS].get(other.graph, ())))
            and not (_may_precede(other.first, one.last) and _may_precede(one.first, other.last))
            for other in dated
        )

    def interval(self, thing: str, *props: str) -> Interval:
        first, last = self.days(thing, *props)
        kind = EXACT if first == last else ACT
        return Interval(*(None if day is None else Bound(day, kind, (thing,)) for day in (first, last)))


def _may_precede(first: str | None, last: str | None) -> bool:
    return first is None or last is None or first <= last


def read(quads: Iterable[ox.Quad], datings: Iterable[Dating]) -> Records:
    """Reads the records of asserted quads, whose datings are given."""
    said = _Said(quads, datings)
    typed = said.of[RDF_TYPE]
    states = {name for name in typed if said.kinds(name) & {thb.State, thb.FormerState}}
    heirs = {
        old: new for prop in CARRIES_ON for new, olds in sorted(said.of[prop].items()) for old, _ in olds
    }
    return Records(
        tuple(act for name in sorted(typed) for act in _act(name, said)),
        tuple(report for name in sorted(said.of[thb.reportedStatus]) for report in _report(name, said)),
        tuple(found for name in sorted(said.of[thb.completeUpTo]) for found in _coverage(name, said)),
        tuple(rule for name in sorted(said.of[thb.ruleOf]) for rule in _rule(name, said)),
        tuple(_eligibility(name, said) for name in sorted(said.of[thb.eligibleAct])),
        tuple(found for name in sorted(said.of[_ORG + "organization"]) for found in _membership(name, said)),
        frozenset(states),
        frozenset(name for name in states if thb.FormerState in said.kinds(name)),
        frozenset(name for name in said.of[IS_SIGNED] if said.one(name, IS_SIGNED) == "false"),
        heirs,
        dict(_starts(states, heirs, said)),
        dict(_ends(states - heirs.keys(), said)),
    )


def _starts(states: Iterable[str], heirs: Mapping[str, str], said: _Said) -> Iterator[tuple[str, Bound]]:
    before: dict[str, list[str]] = {}
    for old, new in heirs.items():
        before.setdefault(new, []).append(old)
    for name in states:
        oldest, waiting, seen = [], [name], {name}
        while waiting:
            newer = waiting.pop()
            older = [old for old in before.get(newer, ()) if old not in seen]
            seen.update(older)
            waiting += older
            oldest += [] if older else [newer]
        firsts = [said.interval(one, START).first for one in oldest]
        first = None if None in firsts else earliest(firsts)
        if first is not None:
            yield name, first


def _ends(states: Iterable[str], said: _Said) -> Iterator[tuple[str, Bound]]:
    for name in states:
        last = said.interval(name, END).last
        if last is not None:
            yield name, last


def _act(name: str, said: _Said) -> Iterator[Act]:
    kinds = said.kinds(name)
    actor = next((who for prop in ACTORS if (who := said.one(name, prop)) is not None), None)
    instrument = said.one(name, thb.instrument)
    if instrument is not None and (actor is not None or kinds.intersection(OF_INSTRUMENTS)):
        days = said.interval(name, DCTERMS_DATE, START)
        if ActKind.SUCCESSION in kinds and actor is not None:
            # What is dated is the notice; it takes effect on a day between the state's first and that.
            days = Interval(said.interval(actor, START).first, days.last)
        yield Act(name, kinds, actor, instrument, said.graphs(name), days, _number(name, thb.ordinal, said))


def _report(name: str, said: _Said) -> Iterator[Report]:
    state, instrument = said.one(name, thb.state), said.one(name, thb.instrument)
    status = said.one(name, thb.reportedStatus)
    if state is not None and instrument is not None and status is not None:
        lists = sorted({whole for whole, _ in said.of[PART_OF].get(name, ())})
        first, last = said.days(name, REPORTING_DAY)
        yield Report(name, state, instrument, status, first, last, (name, *lists))


def _coverage(name: str, said: _Said) -> Iterator[Coverage]:
    instrument, kind = said.one(name, thb.instrument), said.one(name, thb.coveredKind)
    if instrument is not None and kind is not None:
        for day, graph in said.of[thb.completeUpTo][name]:
            yield Coverage(name, instrument, kind, day, graph)


def _rule(name: str, said: _Said) -> Iterator[Rule]:
    instrument, delay = said.one(name, thb.ruleOf), said.one(name, thb.delay)
    if instrument is not None and delay is not None:
        yield Rule(
            name,
            instrument,
            thb.LaterPartyRule in said.kinds(name),
            delay,
            said.one(name, thb.delayEnds) == thb.OnFirstOfNextMonth,
            _number(name, thb.threshold, said),
            said.one(name, thb.countedConsents) == thb.ConsentsOfSignatories,
            _number(name, thb.thresholdOfMembers, said),
            said.one(name, thb.thresholdGroup),
            said.one(name, thb.notBeforeInstrument),
        )


def _eligibility(name: str, said: _Said) -> Eligibility:
    return Eligibility(
        name,
        said.one(name, thb.ruleOf) or "",
        frozenset(kind for kind, _ in said.of[thb.eligibleAct][name]),
        said.one(name, thb.eligibleMembersOf),
        said.one(name, thb.requiredInstrument),
        said.one(name, thb.requiredAct) == ActKind.CONSENT,
        said.one(name, thb.forOthersThan),
        said.one(name, thb.afterEntryIntoForce) == "true",
    )


def _membership(name: str, said: _Said) -> Iterator[Membership]:
    member, group = said.one(name, _ORG + "member"), said.one(name, _ORG + "organization")
    if member is not None and group is not None and said.one(name, _ORG + "role") == thb.Member:
        yield Membership(name, member, group, said.interval(name, START), said.interval(name, END))


def _number(name: str, prop: str, said: _Said) -> int | None:
    value = said.one(name, prop)
    return None if value is None else int(value)
