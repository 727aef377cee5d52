"""What the sources state about treaties: acts, reports, rules, coverage, memberships, states and their succession, as values.

The days of an act are those that all its sources allow together; where they exclude one another, those of the
source that prevails, else all that any of them allows. A day of consent from which the rule leads to another entry
into force than the stated one decides nothing as long as a source has another day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.triples import Fact, Facts
from ..base.values import grouped
from ..base.vocabulary import CONSENTS, ActKind, Status
from .date_bounds import (
    DCTERMS_DATE,
    DONE_BY_SOMEBODY,
    NOT_AFTER,
    NOT_BEFORE,
    REPORTING_DAY,
    Bound,
    Dating,
    Interval,
    between,
    datings,
    earliest,
    together,
)
from .treaty_rules import Delay, TreatyRule, excluded

PART_OF, DERIVED = PREFIXES["dcterms"] + "isPartOf", PREFIXES["prov"] + "wasDerivedFrom"
#: The statuses that say that a state had not consented, and that it had.
NOT_CONSENTED = (Status.NO_ACT, Status.SIGNATORY, Status.NOT_CONSENTED)
CONSENTED = (Status.CONSENTED, Status.CONTRACTING, Status.PARTY)
#: Which source's day counts where two date one act to days that exclude each other.
PREVAILS = thb.prevailsOver
#: The territory that a declaration concerns.
TERRITORY = PREFIXES["dcterms"] + "spatial"
_POSITION = PREFIXES["schema"] + "position"
PAGE = PREFIXES["foaf"] + "page"
IS_SIGNED = thb.isSigned
START, END = PREFIXES["schema"] + "startDate", PREFIXES["schema"] + "endDate"
_OF_MEMBERSHIP = tuple(PREFIXES["org"] + name for name in ("member", "organization", "role"))
#: How a state or body is said to carry on another; the last one counts most.
CARRIES_ON = (PREFIXES["dcterms"] + "replaces", thb.continues)
ACTORS: Mapping[str, str] = {
    thb.signatory: ActKind.SIGNATURE,
    thb.consentingParty: ActKind.CONSENT,
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
    """An act: what it is called, its kinds, who did it (None for the instrument's own), to what, and when.

    It is confirmed where several sources, or pages of one, give it the same day.
    """

    name: str
    kinds: frozenset[str]
    actor: str | None
    instrument: str
    graphs: frozenset[str]
    days: Interval
    ordinal: int | None
    is_confirmed: bool


class StatusReport(NamedTuple):
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


class MemberList(NamedTuple):
    """That a source names every member of a group, up to a day."""

    name: str
    group: str
    day: str


class Eligibility(NamedTuple):
    """A rule on who may sign an instrument or consent to it; what it does not ask for is None or false.

    It opens `acts` to the members of a group (`is_for_members`: to nobody else), to who did an act
    (`needs_consent`: consented) under another instrument, or to those to whom another rule does not open it; some
    only once it is in force.
    """

    name: str
    instrument: str
    acts: frozenset[str]
    group: str | None
    is_for_members: bool
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


#: The properties that records are read from, beside the datings.
FACTS = frozenset(
    {
        *(RDF_TYPE, thb.instrument, *ACTORS, thb.actor, _POSITION),
        *(thb.state, thb.reportedStatus, PART_OF, thb.actKind, thb.completeUpTo),
        *(thb.delay, thb.delayEnds, thb.threshold, thb.countedConsents),
        *(thb.thresholdOfMembers, thb.membersOf, thb.membersOnly, thb.requiredInstrument, thb.requiredAct),
        *(thb.forOthersThan, thb.afterEntryIntoForce, thb.succeedsFrom, IS_SIGNED, PREVAILS, *CARRIES_ON),
        *_OF_MEMBERSHIP,
    }
)
#: The properties that records are read from.
_READ = {*FACTS, DCTERMS_DATE, START, END, REPORTING_DAY, NOT_BEFORE, NOT_AFTER}


class Records:
    """All that asserted statements record, each kind in order of name."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.facts = Facts(quads)
        self.datings = list(datings(self.facts))
        self.succession = Succession(self.facts)
        self._prevailing = {(fact.thing, fact.text) for fact in self.facts.with_property(PREVAILS)}
        self._dated = grouped(
            ((dating.thing, prop), dating) for dating in self.datings for prop in (dating.prop, None)
        )

    def heir(self, party: str) -> str:
        """Returns who carries on the acts of a former state or body, else the party itself."""
        return self.succession.successor(party)

    def days(self, thing: str, *props: str) -> tuple[str | None, str | None]:
        """Returns the first and last day of a thing by all sources together, by the first property that dates it."""
        return together(self._dated_by(thing, *props), self._prevailing)

    def read(self, thing: str) -> list[Fact]:
        """Returns what the records of a thing are read from, in every graph that states it.

        With several dates that is which of their graphs prevails, of an undated act the day of its passage.
        """
        about, facts = self.facts.about(thing), self.facts
        found = [fact for prop, of_property in about.items() if prop in _READ for fact in of_property]
        dated = {fact.graph for fact in found if fact.prop not in FACTS}
        if len(dated) > 1:
            prevailing = (fact for graph in dated for fact in facts.about(graph).get(PREVAILS, ()))
            found += [fact for fact in prevailing if fact.text in dated]
        for kind in about.get(RDF_TYPE, ()):
            if kind.graph not in dated and kind.text in DONE_BY_SOMEBODY:
                found += facts.about(kind.graph).get(REPORTING_DAY, ())
        return found

    def _dated_by(self, thing: str, *props: str) -> Sequence[Dating]:
        return next((dated for prop in props if (dated := self.dated(thing, prop))), ())

    def dated(self, thing: str, prop: str | None = None) -> Sequence[Dating]:
        """Returns the datings of a thing, all of them or those of one property."""
        return self._dated.get((thing, prop), ())

    def interval(self, thing: str, *props: str) -> Interval:
        """Returns these days as bounds that rest on the thing."""
        return between(*self.days(thing, *props), (thing,))

    @cached_property
    def states(self) -> frozenset[str]:
        """The states, former ones among them."""
        return self._of_class(thb.State) | self.former

    @cached_property
    def former(self) -> frozenset[str]:
        """The former states."""
        return self._of_class(thb.FormerState)

    @cached_property
    def unsigned(self) -> frozenset[str]:
        """The instruments that states ratify without signing."""
        return frozenset(fact.thing for fact in self.facts.with_property(IS_SIGNED) if fact.text == "false")

    @cached_property
    def starts(self) -> dict[str, Bound]:
        """The first day of a state, or of the oldest that it carries on."""
        origins = {state: self.succession.origins(state) for state in self.states}
        firsts = {state: [self.interval(one, START).first for one in of] for state, of in origins.items()}
        return {
            state: first
            for state, known in firsts.items()
            if None not in known and (first := earliest(known)) is not None
        }

    @cached_property
    def ends(self) -> dict[str, Bound]:
        """The last day of a former state whose acts nobody carries on."""
        alone = (state for state in self.states if self.heir(state) == state)
        return {state: end for state in alone if (end := self.interval(state, END).last) is not None}

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts of states and bodies, and those that concern an instrument as a whole."""
        found = (
            self._act(name, instrument) for name, instrument, _ in self._having(thb.instrument, RDF_TYPE)
        )
        return tuple(act for act in found if act.actor is not None or act.kinds.intersection(OF_INSTRUMENTS))

    @cached_property
    def _acts_under(self) -> Mapping[str, Sequence[Act]]:
        return grouped((act.instrument, act) for act in self.acts)

    @cached_property
    def _own_acts(self) -> Mapping[str, Sequence[Act]]:
        under = self._acts_under.items()
        return {treaty: [act for act in acts if act.actor is None] for treaty, acts in under}

    def acts_under(self, instrument: str, *kinds: str) -> list[Act]:
        """Returns the acts of some kinds done to an instrument, in order of name."""
        return [act for act in self._acts_under.get(instrument, ()) if act.kinds.intersection(kinds)]

    def own_acts(self, instrument: str, kind: ActKind) -> list[Act]:
        """Returns the acts of a kind that concern an instrument as a whole."""
        return [act for act in self._own_acts.get(instrument, ()) if kind in act.kinds]

    def acts_of(self, party: str) -> list[Act]:
        """Returns the acts that a party did or carries on."""
        return self._by_party.get(party, [])

    @cached_property
    def _by_party(self) -> Mapping[str, list[Act]]:
        return grouped((self.heir(act.actor), act) for act in self.acts if act.actor is not None)

    @cached_property
    def reports(self) -> tuple[StatusReport, ...]:
        """The status reports."""
        texts = self.facts.texts
        return tuple(
            StatusReport(
                name, state, treaty, status, *self.days(name, REPORTING_DAY), (name, *texts(name, PART_OF))
            )
            for name, state, treaty, status in self._having(thb.state, thb.instrument, thb.reportedStatus)
        )

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """What sources say that they name in full."""
        return tuple(
            Coverage(name, instrument, kind, day.text, day.graph)
            for name, instrument, kind in self._having(thb.instrument, thb.actKind)
            for day in self.facts.of(name, thb.completeUpTo)
        )

    @cached_property
    def rules(self) -> tuple[TreatyRule, ...]:
        """The rules of entry into force."""
        text = self.facts.text
        return tuple(
            TreatyRule(
                name,
                instrument,
                text(name, thb.countedConsents) == thb.OwnConsent,
                delay,
                text(name, thb.delayEnds) == thb.OnFirstOfNextMonth,
                self._number(name, thb.threshold),
                text(name, thb.countedConsents) == thb.ConsentsOfSignatories,
                self._number(name, thb.thresholdOfMembers),
                text(name, thb.membersOf),
                text(name, thb.requiredInstrument),
            )
            for name, instrument, delay in self._having(thb.instrument, thb.delay)
            if thb.DenunciationRule not in self.facts.classes(name)
        )

    @cached_property
    def denunciation(self) -> Mapping[str, Delay]:
        """After what delay a denunciation takes effect, by instrument."""
        return {
            instrument: Delay(name, delay, self.facts.text(name, thb.delayEnds) == thb.OnFirstOfNextMonth)
            for name, instrument, delay in self._having(thb.instrument, thb.delay)
            if thb.DenunciationRule in self.facts.classes(name)
        }

    @cached_property
    def eligibility(self) -> tuple[Eligibility, ...]:
        """The rules on who may sign or join."""
        text = self.facts.text
        return tuple(
            Eligibility(
                name,
                instrument,
                frozenset(self.facts.texts(name, thb.actKind)),
                text(name, thb.membersOf),
                text(name, thb.membersOnly) == "true",
                text(name, thb.requiredInstrument),
                text(name, thb.requiredAct) == ActKind.CONSENT,
                text(name, thb.forOthersThan),
                text(name, thb.afterEntryIntoForce) == "true",
            )
            for name, instrument, _ in self._having(thb.instrument, thb.actKind)
            if thb.EligibilityRule in self.facts.classes(name)
        )

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """The full memberships of groups."""
        return tuple(
            Membership(
                name, member, group, self.interval(name, START, DCTERMS_DATE), self.interval(name, END)
            )
            for name, member, group, role in self._having(*_OF_MEMBERSHIP)
            if role == thb.Member
        )

    @cached_property
    def member_lists(self) -> tuple[MemberList, ...]:
        """What sources say of groups that they name all members of, in order of day."""
        found = (
            MemberList(name, group, day) for name, group, day in self._having(thb.membersOf, thb.completeUpTo)
        )
        return tuple(sorted(found, key=lambda one: (one.day, one.name)))

    def _having(self, *props: str) -> Iterator[tuple[str, ...]]:
        """Yields what has all of some properties, with the first value of each, in order."""
        for name in self.facts.having(*props):
            yield name, *(self.facts.texts(name, prop)[0] for prop in props)

    def _of_class(self, kind: str) -> frozenset[str]:
        return frozenset(fact.thing for fact in self.facts.with_property(RDF_TYPE) if fact.text == kind)

    def _number(self, name: str, prop: str) -> int | None:
        value = self.facts.text(name, prop)
        return None if value is None else int(value)

    def _act(self, name: str, instrument: str) -> Act:
        kinds, graphs = self.facts.classes(name), frozenset(self.facts.graphs(name))
        actor = next((text for prop in (*ACTORS, thb.actor) for text in self.facts.texts(name, prop)), None)
        days = self.interval(name, DCTERMS_DATE, START)
        if ActKind.SUCCESSION in kinds and actor is not None:
            days = self._succeeded(name, actor, days)
        elif kinds & CONSENTS and actor is not None:
            days = self._consented(name, actor, instrument, days)
        ordinal, is_confirmed = self._number(name, _POSITION), self._is_confirmed(name)
        return Act(name, kinds, actor, instrument, graphs, days, ordinal, is_confirmed)

    def _is_confirmed(self, name: str) -> bool:
        dated = self._dated_by(name, DCTERMS_DATE, START)
        graphs = {dating.graph for dating in dated}
        pages = {page.text for page in self.facts.of(name, PAGE) if page.graph in graphs}
        return len({(dating.first, dating.last) for dating in dated}) == 1 < max(len(graphs), len(pages))

    def _succeeded(self, name: str, actor: str, notice: Interval) -> Interval:
        """Returns when a succession takes effect: as a source says, else between a state's first day and its notice."""
        effect = self.days(actor, thb.succeedsFrom)
        if None not in effect:
            return between(*effect, (name, actor))
        return Interval(self.interval(actor, START).first, notice.last)

    def _consented(self, name: str, actor: str, instrument: str, days: Interval) -> Interval:
        """Returns when a consent was given: by those datings that no stated entry into force excludes, if it does some."""
        dated = self._dated_by(name, DCTERMS_DATE, START)
        if len(dated) < 2:
            return days
        left = [
            one
            for one in dated
            if self.excluded_entry(instrument, actor, between(one.first, one.last, ())) is None
        ]
        decided = together(left, self._prevailing)
        if not left or decided == together(dated, self._prevailing):
            return days
        entries = (self._entered[instrument, party].name for party in (actor, None))
        return between(*decided, (name, *entries, self._later[instrument].name))

    def excluded_entry(self, instrument: str, actor: str, consented: Interval) -> Interval | None:
        """Returns the entry into force to which the rule leads from some days of consent, where another is stated; else None."""
        rule = self._later.get(instrument)
        stated, own = (self._entered.get((instrument, party)) for party in (actor, None))
        if rule is None or stated is None or own is None:
            return None
        return excluded(rule, consented, own.days, stated.days)

    @cached_property
    def _later(self) -> Mapping[str, TreatyRule]:
        """The rule for later parties of each instrument that has one."""
        return {rule.instrument: rule for rule in self.rules if rule.is_for_later_parties}

    @cached_property
    def _entered(self) -> Mapping[tuple[str, str | None], Act]:
        """The stated entries into force, by instrument and by party, None for that of the instrument."""
        nodes = (
            fact.thing for fact in self.facts.with_property(RDF_TYPE) if fact.text == ActKind.ENTRY_INTO_FORCE
        )
        acts = (
            self._act(node, of)
            for node in dict.fromkeys(nodes)
            for of in self.facts.texts(node, thb.instrument)
        )
        return {(act.instrument, act.actor): act for act in acts}


class Succession:
    """Which states and bodies carry on which, from the facts that say so.

    Of several that carry one on, the last by property and IRI counts. Circles end where they began.
    """

    def __init__(self, facts: Facts) -> None:
        self._after, self._before = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for fact in (fact for prop in CARRIES_ON for fact in facts.with_property(prop)):
            self._after[fact.text].append(fact.thing)
            self._before[fact.thing].append(fact.text)

    def carried_on(self, party: str) -> Sequence[str]:
        """Returns what a party itself carries on."""
        return self._before.get(party, ())

    def successor(self, party: str) -> str:
        """Returns the last of those that carry a party on, one after the other, or the party."""
        after = self._after
        return _last(party, lambda one: after.get(one, ())) if party in after else party

    def predecessor(self, party: str, exists: Callable[[str], bool]) -> str:
        """Returns the first of those that a party carries on, as long as they exist, or the party."""
        return _last(party, lambda one: [old for old in self.carried_on(one) if exists(old)])

    def line(self, party: str) -> list[str]:
        """Returns a party and all that it carries on, one after the other."""
        return _reached(party, self.carried_on)

    def origins(self, party: str) -> list[str]:
        """Returns those in the line of a party that carry on nobody."""
        return [one for one in self.line(party) if not self.carried_on(one)]

    def successors(self, party: str) -> list[str]:
        """Returns a party and all that carry it on, one after the other."""
        return _reached(party, lambda one: self._after.get(one, ()))


def _last(party: str, step: Callable[[str], Sequence[str]]) -> str:
    """Follows the last of several at each step."""
    seen = [party]
    while further := [other for other in step(seen[-1]) if other not in seen]:
        seen.append(further[-1])
    return seen[-1]


def _reached(party: str, step: Callable[[str], Sequence[str]]) -> list[str]:
    """Follows all of several at each step."""
    found = [party]
    for one in found:
        found += dict.fromkeys(other for other in step(one) if other not in found)
    return found
