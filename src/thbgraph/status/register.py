"""The one reader of status: what a graph records of parties under treaties, and where each of them stands on a day.

Where somebody stands is found among the computed periods. The acts, reports and rules that these were computed from
are read as records, as the computation took them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import LAST_DAY, MEMO_DAYS
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.terms import Term, local
from ..base.triples import Facts, is_asserted
from ..base.values import Days, Entity, grouped
from ..base.vocabulary import CONSENTS, NAMED_CONSENTS, ActKind, Status
from ..results.status import StatusOnDay
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern
from .cases import DONE
from .computed import entry_node, periods_in
from .date_bounds import DCTERMS_DATE, days_of
from .periods import Period
from .records import ACTORS, DERIVED, END, PART_OF, START, TERRITORY, Act, Records, StatusReport
from .state_names import Label, Spoken, name_on, names_on, predecessor_on, stated_of_parties, succession_in

#: By what properties an act, report or membership names who did it, is told of or concerned.
_PARTIES = (*ACTORS, thb.actor, thb.state, TERRITORY, PREFIXES["org"] + "member")
#: What concerns a treaty as a whole, by which it is known what its parties did when, and who may join.
_OF_TREATIES = (
    ActKind.ADOPTION,
    ActKind.OPENING_FOR_SIGNATURE,
    ActKind.CLOSING_FOR_SIGNATURE,
    ActKind.ENTRY_INTO_FORCE,
    thb.EntryIntoForceRule,
    thb.DenunciationRule,
    thb.EligibilityRule,
    thb.Coverage,
)
#: The acts by which a party's status changes.
_OF_PARTIES = frozenset({*CONSENTS, *ACTORS.values(), ActKind.DENUNCIATION})
#: So many names of parties on a day are kept.
_MOST_NAMES = 2_000
#: The kinds of consent that follow a signature.
_AFTER_SIGNATURE = frozenset({ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL})


class Position(NamedTuple):
    """Where a state or body stands on a day, by which of its periods, and the IRIs of what it and the days in it rest on."""

    on_day: StatusOnDay
    period: Period
    signed: tuple[str, ...]
    consented: tuple[str, ...]
    in_force: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Says whether anything is recorded of a party that had not decidedly done nothing."""
        if self.period.status in (Status.NO_ACT, Status.NOT_APPLICABLE):
            return False
        return self.period.status != Status.UNDETERMINED or bool(self.signed or self.consented)


class Register:
    """The acts, reports and periods of all states and bodies under a treaty, of one of them under some treaties, or of all.

    `records` are those of all that is asked of it.
    """

    def __init__(self, records: Records, lookup: Lookup, label: Label, spoken: Spoken) -> None:
        self.label, self.lookup, self.spoken = label, lookup, spoken
        self._recorded: dict[tuple[str, str], Mapping[str, list[Period]]] = {}
        self._entries: dict[str, tuple[str, ...]] = {}
        self._names = lru_cache(_MOST_NAMES)(self._named_on)
        self.records, self.facts = records, records.facts

    @classmethod
    def _reading(
        cls, nodes: Iterable[Term], parties: Iterable[str], lookup: Lookup, label: Label, spoken: Spoken
    ) -> Register:
        """Reads what is stated of some treaties, acts, reports and rules, of their lists and sources, and of some parties."""
        about = [*filter(is_asserted, lookup.about(*nodes))]
        around = {quad.object for quad in about if quad.predicate.value == PART_OF}
        around |= {quad.graph_name for quad in about}
        quads = dict.fromkeys((*about, *stated_of_parties(parties, lookup)))
        quads |= dict.fromkeys(lookup.about(*around))
        return cls(Records(filter(is_asserted, quads)), lookup, label, spoken)

    @classmethod
    def of_treaty(cls, treaty: str, lookup: Lookup, label: Label, spoken: Spoken) -> Register:
        """Reads the register of everybody under a treaty."""
        node = ox.NamedNode(treaty)
        under = None, ox.NamedNode(thb.instrument), node
        kinds = [(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(kind)) for kind in (thb.State, thb.FormerState)]
        lookup.load([under, *kinds])
        states = {state.value for state in _subjects(kinds, lookup)}
        periods = dict.fromkeys(quad.subject for quad in lookup.match(*under) if not is_asserted(quad))
        of_periods = [(period, ox.NamedNode(thb.state), None) for period in periods]
        lookup.load(of_periods)
        state_quads = (quad for pattern in of_periods for quad in lookup.match(*pattern))
        parties = sorted(states | {quad.object.value for quad in state_quads})
        return cls._reading(
            dict.fromkeys([node, *_subjects([under], lookup)]), parties, lookup, label, spoken
        )

    @classmethod
    def of_party(
        cls, party: str, treaties: Collection[str], lookup: Lookup, label: Label, spoken: Spoken
    ) -> Register:
        """Reads the register of a state or body, with all that it carries on, under some treaties."""
        succession = succession_in(lookup)
        line = dict.fromkeys((succession.successor(party), *succession.line(party)))
        joints = [(None, ox.NamedNode(prop), ox.NamedNode(one)) for one in line for prop in _PARTIES]
        whole = [(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(kind)) for kind in _OF_TREATIES]
        entries = (None, ox.NamedNode(thb.forParty), None)
        lookup.load([*joints, *whole, entries])
        single = {quad.subject for quad in lookup.match(*entries)}
        of_treaties = [node for node in _subjects(whole, lookup) if node not in single]
        found = dict.fromkeys((*of_treaties, *_subjects(joints, lookup)))
        lookup.load_about(found)
        instrument = ox.NamedNode(thb.instrument)

        def is_under(node: Term) -> bool:
            of = {quad.object.value for quad in lookup.match(node, instrument, None)}
            return not of or not of.isdisjoint(treaties)  # a membership is under none

        nodes = [*map(ox.NamedNode, treaties), *filter(is_under, found)]
        return cls._reading(nodes, line, lookup, label, spoken)

    def periods(self, treaty: str, party: str) -> list[Period]:
        """Returns the computed periods of a party, or of who carries it on, under a treaty, in order of time."""
        return list(self._periods(thb.state, self.records.heir(party), thb.instrument).get(treaty, ()))

    def _periods(self, prop: str, thing: str, other: str) -> Mapping[str, list[Period]]:
        """Returns the periods that have a thing as the value of a property by the value of another, in order of name and time."""
        if (prop, thing) not in self._recorded:
            joint = None, ox.NamedNode(prop), ox.NamedNode(thing)
            nodes = [quad.subject for quad in self.lookup.match(*joint) if not is_asserted(quad)]
            quads = self.lookup.pass_over(dict.fromkeys(nodes))  # what is made of them is held
            found = grouped(periods_in(quads, other))
            self._recorded[prop, thing] = dict(sorted(found.items(), key=lambda one: self.label(one[0])))
        return self._recorded[prop, thing]

    @cached_property
    def _acts(self) -> Mapping[tuple[str, str], list[Act]]:
        """The acts by treaty and by who did them or carries them on."""
        return grouped(
            ((act.instrument, self.records.heir(act.actor)), act)
            for act in self.records.acts
            if act.actor is not None and act.kinds & _OF_PARTIES
        )

    @cached_property
    def _reports(self) -> Mapping[str, StatusReport]:
        return {report.name: report for report in self.records.reports}

    def is_disputed(self, period: Period) -> bool:
        """Says whether sources contradict one another on the act that a period leaves open.

        Then some that had it done is among the grounds, and counts for nothing.
        """
        done = DONE.get(period.open_kind or "", ())
        last = period.open_days.last.day if period.open_days.last is not None else LAST_DAY
        reports = filter(None, map(self._reports.get, period.grounds))
        return any((report.last or LAST_DAY) < last for report in reports if report.status in done)

    def acts(self, treaty: str, party: str, day: str) -> list[Act]:
        """Returns the acts of a party, or of who carries it on, that can have been done under a treaty by a day."""
        acts = self._acts.get((treaty, self.records.heir(party)), ())
        return [act for act in acts if act.days.first is None or act.days.first.day <= day]

    def everybody(self, treaty: str) -> Mapping[str, list[Period]]:
        """Returns the periods of everybody under a treaty, read once, with what their entries into force rest on."""
        recorded = self._periods(thb.instrument, treaty, thb.state)
        nodes = [entry_node(treaty, self.records.heir(party)) for party in recorded]
        if new := [node for node in nodes if node not in self._entries]:
            facts = Facts(self.lookup.pass_over(map(ox.NamedNode, new)), (DERIVED,))
            self._entries |= {node: tuple(facts.texts(node, DERIVED)) for node in new}
        return recorded

    def all_on(self, treaty: str, day: str) -> Iterator[Position]:
        """Yields where everybody stands under a treaty on a day of which a period is recorded, in order of name."""
        for party, periods in self.everybody(treaty).items():
            position = self._position(treaty, party, day, periods)
            if position is not None:
                yield position

    def on(self, treaty: str, party: str, day: str) -> Position | None:
        """Returns where a state or body stands on a day; None where no period is recorded."""
        return self._position(treaty, party, day, self.periods(treaty, party))

    def _position(self, treaty: str, party: str, day: str, periods: list[Period]) -> Position | None:
        """Returns where somebody stands on a day by their periods, with the acts that can have been done by then."""
        period = next((one for one in periods if one.holds(day)), None)
        if period is None:
            return None
        own = self.acts(treaty, party, day)
        return Position(
            _by_period(self.blank(treaty, party, day), period, periods, own, self),
            period,
            _named(own, {ActKind.SIGNATURE}),
            _named(own, CONSENTS),
            _named(own, {ActKind.ENTRY_INTO_FORCE}) or self._entered(treaty, party) or period.grounds,
        )

    def _entered(self, treaty: str, party: str) -> tuple[str, ...]:
        """Returns what the computed entry into force for a party was derived from."""
        node = entry_node(treaty, self.records.heir(party))
        if node not in self._entries:
            about = self.lookup.about(ox.NamedNode(node))
            self._entries[node] = tuple(q.object.value for q in about if q.predicate.value == DERIVED)
        return self._entries[node]

    def blank(self, treaty: str, party: str, day: str) -> StatusOnDay:
        """Returns what is known of a party under a treaty on a day without its status."""
        name, in_sentences, again = self._names(party, day)
        return StatusOnDay(
            Entity(party, self.label(party)),
            name,
            Entity(treaty, self.label(treaty)),
            date.fromisoformat(day),
            Status.UNDETERMINED.words,
            depositary=self.depositary(treaty),
            page=self.facts.text(treaty, PREFIXES["schema"] + "url"),
            day_is=MEMO_DAYS.get(day, ""),
            is_signed=treaty not in self.records.unsigned,
            in_sentences=in_sentences,
            again=again,
        )

    def _named_on(self, party: str, day: str) -> tuple[str, str, str]:
        """Returns the name of a party on a day, that as it stands within a sentence, and without its name of today; empty where the same."""
        then, beside = names_on(party, day, self.records, self.records.succession, self.label)
        name = f"{then} ({beside})" if beside else then
        spoken_name = self.spoken(party, name)
        return name, spoken_name if spoken_name != name else "", self.spoken(party, then) if beside else ""

    def called(self, party: str) -> str:
        """Returns the name of today of a party as it stands within a sentence."""
        return self.spoken(party, self.label(party))

    def depositary(self, treaty: str) -> Entity | None:
        """Returns who keeps a treaty, where a source says so."""
        depositary = self.facts.text(treaty, thb.depositary)
        return Entity(depositary, self.label(depositary)) if depositary else None

    def is_state(self, party: str) -> bool:
        """Says whether a party is a state, or was one."""
        return party in self.records.states


def _is_entry(act: Act, period: Period) -> bool:
    """Says whether an act is the entry into force whose day is open, of which a source states one day, and the rule leads to another."""
    is_open = period.open_kind == ActKind.ENTRY_INTO_FORCE in act.kinds
    return is_open and act.days.first is not None and days_of(act.days).first == days_of(act.days).last


def _by_period(
    blank: StatusOnDay, period: Period, periods: list[Period], own: Collection[Act], register: Register
) -> StatusOnDay:
    """Returns a status as a period has it, one of `periods` in order of time, with the days of the party's own acts.

    A signature and a consent have the bounds that reports and other acts leave, too.
    """
    left = {one.open_kind: days_of(one.open_days) for one in periods if one.open_kind and one.open_days.last}
    consents = [act for act in own if act.kinds & CONSENTS]
    signatures = [act for act in own if ActKind.SIGNATURE in act.kinds]
    since, until = Days.of(period.first, period.last)
    in_force = _in_force(period, periods)
    began = Days.of(period.earliest, period.first)
    heir = register.records.heir(blank.state.iri)
    found = blank._replace(
        status=period.status.words,
        since=since if began.first == began.last else None,
        began=began,
        until=until,
        open_act=local(period.open_kind) if period.open_kind else None,
        is_disputed=register.is_disputed(period),
        bounds=days_of(period.open_days),
        last_recorded=period.recorded.words if period.recorded else None,
        known_through=Days.of(None, period.known_through or None).last,
        basis=period.basis,
        signed=left.get(ActKind.SIGNATURE, _first_of(signatures)) if signatures else None,
        signed_by=_done_by(signatures, blank, register),
        consented_by=_done_by(consents, blank, register) or None,
        consented=left.get(ActKind.CONSENT, _first_of(consents)) if consents else None,
        consent=_kind(consents, signatures, register.records),
        in_force=in_force,
        heir=_heir(blank, in_force, register),
        open_through=_open_through(period, periods),
        possible=tuple(status.words for status in period.possible),
        never_signed=(not signatures and _cannot_have_signed(blank, consents, register.records)) or None,
        is_gone=heir in register.records.ends,
        is_either=any(
            days_of(act.days).first in days_of(period.open_days) for act in own if _is_entry(act, period)
        ),
    )
    is_first = found.bounds.first == Days.of(*register.records.days(heir, START, DCTERMS_DATE)).first
    return found._replace(bounds=Days(None, None)) if is_first and not found.is_told else found


def _in_force(period: Period, found: list[Period]) -> Days | None:
    """Returns the days between which a treaty entered into force for a state, from this or the next period.

    A party that follows on what is undetermined was one on that day at the latest, and may have been before.
    """
    at = found.index(period)
    for number, one in enumerate(found[at : at + 2], at):
        if one.open_kind == ActKind.ENTRY_INTO_FORCE:
            return days_of(one.open_days)
        if one.status == Status.PARTY:
            before = found[number - 1] if number else None
            if before is None or before.status != Status.UNDETERMINED:
                return Days.of(one.first, one.first)
            is_open = before.open_kind == ActKind.ENTRY_INTO_FORCE
            return days_of(before.open_days) if is_open else Days.of(None, one.first)
    return None


def _heir(one: StatusOnDay, in_force: Days | None, register: Register) -> str:
    """Returns who then carried on the acts of the state of a day, where that ended before a treaty entered into force; else nothing."""
    records, heir = register.records, register.records.heir(one.state.iri)
    acting = predecessor_on(heir, one.as_of.isoformat(), records, records.succession)
    ended = Days.of(*records.days(acting, END)).last if acting else None
    entered = in_force.first if in_force else None
    if not (ended and entered and ended < entered):
        return ""
    return register.spoken(
        heir, name_on(heir, entered.isoformat(), records, records.succession, register.label)
    )


def _open_through(period: Period, found: list[Period]) -> date | None:
    """Returns the last day of the undetermined periods that follow on one another from a period; None where none follows."""
    following = found[found.index(period) :]
    run = [*takewhile(lambda one: one.status == Status.UNDETERMINED, following)]
    if len(run) < 2:
        return None
    return Days.of(None, run[-1].last).last or date.max


def _first_of(acts: Collection[Act]) -> Days | None:
    """Returns the days of the first of some acts."""
    found = [days_of(act.days) for act in acts]
    return min(found, key=lambda days: days.last or date.max, default=None)


def _done_by(acts: Sequence[Act], blank: StatusOnDay, register: Register) -> str | None:
    """Returns the predecessor that signed or consented, empty where a source has the act for a state that was not yet one."""
    state, day, records = blank.state.iri, blank.as_of.isoformat(), register.records
    itself = {state, predecessor_on(state, day, records, records.succession)}
    if not acts or itself.intersection(act.actor for act in acts):
        last, start = _first_of(acts) or Days(None, None), records.starts.get(state)
        is_before = start is not None and last.last is not None and last.last.isoformat() < start.day
        return "" if is_before else None
    actor = acts[0].actor
    return register.called(actor) if actor else ""


def _cannot_have_signed(blank: StatusOnDay, consents: Sequence[Act], records: Records) -> bool:
    """Says whether a source names every signature under a treaty until a party consented, or until the closing for signature.

    A list of present participants is silent on states that are no more.
    """
    treaty, state = blank.instrument.iri, blank.state.iri
    lasts = map(_last_day, (*consents, *records.own_acts(treaty, ActKind.CLOSING_FOR_SIGNATURE)))
    until = min((blank.as_of.isoformat(), *filter(None, lasts)))
    return records.heir(state) not in records.ends and _names_signatures(treaty, until, records)


def _last_day(act: Act) -> str | None:
    """Returns the day by which an act was done; None where that is not known."""
    return act.days.last.day if act.days.last is not None else None


def _kind(consents: Collection[Act], signatures: Collection[Act], records: Records) -> str | None:
    """Returns the kind of a consent where a source names it; None for one that needs a signature which no complete source has."""
    kinds = {kind for act in consents for kind in act.kinds}
    if (
        not signatures
        and kinds & _AFTER_SIGNATURE
        and any(_names_signatures(act.instrument, _last_day(act) or LAST_DAY, records) for act in consents)
    ):
        return None
    return next((local(kind) for kind in NAMED_CONSENTS if kind in kinds), None)


def _names_signatures(treaty: str, day: str, records: Records) -> bool:
    """Says whether a source names every signature under a treaty up to a day."""
    return any(
        (one.instrument, one.kind) == (treaty, ActKind.SIGNATURE) and one.day >= day
        for one in records.coverage
    )


def _subjects(patterns: Iterable[Pattern], lookup: Lookup) -> list[Term]:
    """Returns what is stated to fit some patterns, each once."""
    found = (quad for pattern in patterns for quad in lookup.match(*pattern))
    return [*dict.fromkeys(quad.subject for quad in found if is_asserted(quad))]


def _named(acts: Iterable[Act], kinds: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(kinds)
    return tuple(act.name for act in acts if act.kinds & wanted)
