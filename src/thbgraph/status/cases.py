"""From records to the status of every state under every instrument, and to entry into force by rule.

A case is one state under one instrument, with all that any source states of it. The acts of a state that
another continues are that other's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from ..base.dates import day_after
from ..base.values import grouped
from ..base.vocabulary import CONSENTS, ActKind, Status
from .date_bounds import (
    ABSENCE,
    OPENING,
    REPORT,
    Bound,
    Interval,
    both,
    earliest,
    implied,
    latest,
    overlap,
    span,
    tightened,
)
from .eligibility import outside, restricted, shut_out
from .entry_into_force import Count, by_rule
from .periods import Course, Period, periods
from .records import CONSENTED, NOT_CONSENTED, Act, Coverage, Records, StatusReport
from .treaty_rules import Delay, TreatyRule, delayed, for_party, rule_for

#: Entries into force by instrument and party, in general by None; periods by instrument and state.
Entries: TypeAlias = Mapping[tuple[str, str | None], Interval]
Periods: TypeAlias = Mapping[tuple[str, str], Sequence[Period]]


#: The statuses that say that an act had not been done, and those that say that it had.
_NOT_DONE: Mapping[str, Collection[Status]] = {
    ActKind.SIGNATURE: (Status.NO_ACT,), ActKind.CONSENT: NOT_CONSENTED, ActKind.ENTRY_INTO_FORCE: (Status.CONTRACTING,),
}  # fmt: skip
DONE: Mapping[str, Collection[Status]] = {
    ActKind.SIGNATURE: (Status.SIGNATORY,), ActKind.CONSENT: CONSENTED,
    ActKind.ENTRY_INTO_FORCE: (Status.PARTY, Status.FORMER_PARTY),
}  # fmt: skip


class Statuses(NamedTuple):
    """Entries into force, the periods of every state, and the days that what is recorded leaves to acts, by name."""

    entries: Entries
    periods: Periods
    acts: Mapping[str, Interval]


class Treaty(NamedTuple):
    """What is known of an instrument as a whole, and by when states had joined the organization to whose members alone it is open.

    `invitation` names the rules by which others than its members can join only once it is in force, and are invited.
    """

    name: str
    opened: Bound | None
    closed: Bound | None
    stated: Interval
    reached: Sequence[Act]
    coverage: Sequence[Coverage]
    rules: Mapping[bool, TreatyRule]
    is_signed: bool
    invitation: tuple[str, ...] = ()
    leaving: Delay | None = None
    joined: Mapping[str, Bound] = {}


class Case(NamedTuple):
    """A state under an instrument: its acts, the reports of it, and its own first and last day.

    `rule` is why there is a case of a state of which nothing is recorded.
    """

    treaty: Treaty
    state: str
    acts: Sequence[Act]
    reports: Sequence[StatusReport]
    start: Bound | None
    end: Bound | None
    rule: TreatyRule | None = None

    @property
    def unrecorded(self) -> tuple[str | Bound | None, ...] | None:
        """What decides the status of a state of which nothing is recorded; None where an act or report is."""
        if self.acts or self.reports:
            return None
        return self.treaty.name, self.start, self.end, self.treaty.joined.get(self.state)

    def of(self, kind: str) -> list[Act]:
        """Returns the acts of one kind; every kind of consent is a consent."""
        kinds = CONSENTS if kind == ActKind.CONSENT else {kind}
        return [act for act in self.acts if act.kinds & kinds]

    def reported(self, *statuses: Status) -> list[StatusReport]:
        """Returns the reports of some statuses."""
        return [report for report in self.reports if report.status in statuses]


def statuses(records: Records) -> Statuses:
    """Computes entry into force by rule, and the periods of every state under every instrument.

    Both are in order of instrument and state. Every state appears under every instrument that has a rule or
    of which a source names every act, others under those to which a source states an act or report of them.
    """
    treaties = _treaties(records)
    found_cases = grouped(
        (case.treaty.name, case) for case in _cases(records, treaties, _everybody(records, treaties))
    )
    cases = {name: found_cases.get(name, []) for name in treaties}
    declared = {name: [_declared(case) for case in cases[name]] for name in treaties}
    entered = _Entries(treaties, declared, records)
    own = entered.own
    entries: dict[tuple[str, str | None], Interval] = {
        (name, None): days for name, days in entered.computed.items()
    }
    found: dict[tuple[str, str], Sequence[Period]] = {}
    acts: dict[str, Interval] = {}
    alike: dict[tuple[str | Bound | None, ...] | None, Sequence[Period]] = {}
    for name, treaty in treaties.items():
        for case, one in zip(cases[name], declared[name], strict=True):
            if case.unrecorded in alike:
                found[name, case.state] = alike[case.unrecorded]
                continue
            by = _party_entry(one, treaty, own[name])
            if by is not None and by.last is not None:
                entries[name, case.state] = by
            course = _course(one, case, own[name], by)
            found[name, case.state] = periods(course)
            acts |= _acts_of(course, case)
            if case.unrecorded is not None:
                alike[case.unrecorded] = found[name, case.state]
    return Statuses(entries, found | dict(_restricted(cases, found, own, records)), acts)


def _acts_of(course: Course, case: Case) -> Iterator[tuple[str, Interval]]:
    """Yields the acts of a case with the days that its course leaves to them, where one of a kind is recorded."""
    days = {
        ActKind.SIGNATURE: course.signed,
        ActKind.CONSENT: course.consented,
        ActKind.ENTRY_INTO_FORCE: course.in_force,
    }
    for kind, interval in days.items():
        acts = case.of(kind)
        if len(acts) == 1:
            yield acts[0].name, interval


def _restricted(
    cases: Mapping[str, Sequence[Case]], found: Periods, own: Mapping[str, Interval], records: Records
) -> Iterator[tuple[tuple[str, str], Sequence[Period]]]:
    """Yields the periods of those cases whose treaty has rules on who may sign or join."""
    groups = {(one.member, one.group) for one in records.memberships}
    for name, of_treaty in cases.items():
        rules = [rule for rule in records.eligibility if rule.instrument == name]
        for case in of_treaty if rules else ():
            shut = [
                outside(rule, case.state, records)
                or shut_out(rule, rules, case.acts, own[name], found.get((rule.needs or "", case.state), ()))
                for rule in rules
                if (case.state, rule.group) not in groups
            ]
            its = found[name, case.state]
            yield (name, case.state), restricted(its, shut, rules, case.treaty.opened)


def _treaties(records: Records) -> dict[str, Treaty]:
    names = {act.instrument for act in records.acts} | {report.instrument for report in records.reports}
    names |= {one.instrument for one in records.coverage} | {rule.instrument for rule in records.rules}
    return {name: _treaty(name, records) for name in sorted(names)}


def _treaty(name: str, records: Records) -> Treaty:
    own = partial(records.own_acts, name)
    opening, adoption = (
        earliest(act.days.first for act in own(kind))
        for kind in (ActKind.OPENING_FOR_SIGNATURE, ActKind.ADOPTION)
    )
    opened = opening or adoption
    return Treaty(
        name,
        opened._replace(kind=OPENING) if opened is not None else None,
        latest(act.days.last for act in own(ActKind.CLOSING_FOR_SIGNATURE)),
        _first_of(own(ActKind.ENTRY_INTO_FORCE)),
        own(ActKind.THRESHOLD_REACHED),
        [covered for covered in records.coverage if covered.instrument == name],
        {rule.is_for_later_parties: rule for rule in records.rules[::-1] if rule.instrument == name},
        name not in records.unsigned,
        tuple(rule.name for rule in records.eligibility if rule.instrument == name and rule.after_entry),
        records.denunciation.get(name),
        dict(_joined(name, records)) if name in records.unsigned else {},
    )


def _joined(instrument: str, records: Records) -> Iterator[tuple[str, Bound]]:
    """Yields by when states had first joined the organization to whose members alone an instrument is open."""
    rules = [rule for rule in records.eligibility if rule.instrument == instrument]
    names = tuple(rule.name for rule in rules)
    groups = {rule.group for rule in rules if rule.is_for_members}
    of = ((records.heir(one.member), one.start.last) for one in records.memberships if one.group in groups)
    for state, lasts in grouped(of).items():
        by = earliest(lasts)
        if by is not None:
            yield state, by._replace(grounds=(*by.grounds, *names))


def reported_cases(records: Records) -> Iterator[Case]:
    """Yields the cases of which a source reports a status, in order of instrument and state."""
    return _cases(
        records, _treaties(records), {(one.instrument, records.heir(one.state)) for one in records.reports}
    )


def _everybody(records: Records, treaties: Mapping[str, Treaty]) -> set[tuple[str, str]]:
    """Returns which states there are cases of, by instrument: those of whom anything is stated, and all where it can be told."""
    pairs = {(act.instrument, records.heir(act.actor)) for act in records.acts if act.actor is not None}
    pairs |= {(report.instrument, records.heir(report.state)) for report in records.reports}
    ruled = [name for name, treaty in treaties.items() if treaty.rules or treaty.coverage]
    return pairs | {(name, records.heir(state)) for name in ruled for state in records.states}


def _cases(
    records: Records, treaties: Mapping[str, Treaty], pairs: Collection[tuple[str, str]]
) -> Iterator[Case]:
    acts = defaultdict[tuple[str, str], list[Act]](list)
    reports = defaultdict[tuple[str, str], list[StatusReport]](list)
    for act in records.acts:
        if act.actor is not None:
            acts[act.instrument, records.heir(act.actor)].append(act)
    for report in records.reports:
        reports[report.instrument, records.heir(report.state)].append(report)
    for pair in sorted(pairs):
        treaty, state = treaties[pair[0]], pair[1]
        rule = None if acts[pair] or reports[pair] else treaty.rules.get(False)
        opened, start = (_resting(bound, rule) for bound in (treaty.opened, records.starts.get(state)))
        case = treaty._replace(opened=opened)
        yield Case(case, state, acts[pair], reports[pair], start, records.ends.get(state), rule)


def _resting(bound: Bound | None, rule: TreatyRule | None) -> Bound | None:
    """Returns a bound before which nothing was done, which rests on a rule, too, where there is one."""
    ruled = _ruled(bound, rule)
    return ruled._replace(kind=OPENING) if ruled is not None else None


def _ruled(bound: Bound | None, rule: TreatyRule | None) -> Bound | None:
    """Returns a bound that rests on a rule, too, where there is one."""
    if bound is None or rule is None:
        return bound
    return bound._replace(grounds=(*bound.grounds, rule.name))


def _declared(case: Case) -> Course:
    """Brings together all that bounds a state's signature and consent."""
    treaty = case.treaty
    kinds = frozenset(kind for act in case.of(ActKind.CONSENT) for kind in act.kinds)
    (signed, of_signature), (consented, of_consent) = (
        _bounded(case, kind) for kind in (ActKind.SIGNATURE, ActKind.CONSENT)
    )
    disputed: dict[str, list[Bound]] = {ActKind.SIGNATURE: of_signature, ActKind.CONSENT: of_consent}
    if signed.last is not None:
        signed = both(signed, Interval(None, treaty.closed))
    never: tuple[str, ...] | None = None if treaty.is_signed else (treaty.name,)
    if never is not None:
        signed = Interval()
    elif signed.last is not None:  # what is signed is signed before it is consented to
        consented = both(consented, Interval(implied(signed.first, signed.last)))
        signed = both(signed, Interval(None, implied(consented.last, signed.last)))
    elif ActKind.ACCESSION in kinds and kinds <= {ActKind.CONSENT, ActKind.ACCESSION}:
        never = tuple(act.name for act in case.of(ActKind.CONSENT))
    elif treaty.closed is not None and signed.first is not None and treaty.closed.day < signed.first.day:
        never = signed.first.grounds + treaty.closed.grounds
    return Course(case.state, kinds, signed, consented, never, case.start, case.end, disputed=disputed)


def _bounded(case: Case, kind: ActKind) -> tuple[Interval, list[Bound]]:
    """Bounds an act by what is stated of it, by reports, and by the sources that name all acts but not this.

    The bounds of those that contradict one another, which count for nothing, are returned, too.
    """
    stated, disputed = tightened(_first_of(case.of(kind)), not_before(case, kind), done_by(case, kind))
    return both(stated, Interval(latest((case.treaty.opened, case.start)))), disputed


def not_before(case: Case, kind: ActKind) -> list[Bound]:
    """Returns before which days a state had not done an act, by each report, and each source that names all such acts but not this."""
    graphs = {graph for act in case.of(kind) for graph in act.graphs}
    # A list of present participants is silent on states that are no more, whatever they did.
    coverage = case.treaty.coverage if case.end is None else ()
    silent = (one for one in coverage if one.kind == kind and one.graph not in graphs)
    absent = (Bound(day_after(source.day), ABSENCE, (source.name,)) for source in silent)
    return [*filter(None, map(_after, case.reported(*_NOT_DONE[kind]))), *absent]


def done_by(case: Case, kind: ActKind) -> list[Bound]:
    """Returns by which days a state had done an act, by each report."""
    return [*filter(None, map(_by, case.reported(*DONE[kind])))]


def _on(report: StatusReport) -> Bound | None:
    return Bound(report.first, REPORT, report.grounds) if report.first is not None else None


def _after(report: StatusReport) -> Bound | None:
    return Bound(day_after(report.first), REPORT, report.grounds) if report.first is not None else None


def _by(report: StatusReport) -> Bound | None:
    return Bound(report.last, REPORT, report.grounds) if report.last is not None else None


def _first_of(acts: Sequence[Act]) -> Interval:
    """Returns the days of the first of several acts of one kind, which has none where one of them has none."""
    firsts = [act.days.first for act in acts]
    return Interval(None if None in firsts else earliest(firsts), earliest(act.days.last for act in acts))


class _Entries:
    """The entry into force of every instrument by its rule (`computed`), and by what is stated, which wins (`own`).

    A class, since a function within a function that calls itself would hold all records until they are collected.
    """

    def __init__(
        self, treaties: Mapping[str, Treaty], declared: Mapping[str, Sequence[Course]], records: Records
    ) -> None:
        self._treaties, self._declared, self._records = treaties, declared, records
        self.computed: dict[str, Interval] = {}
        self.own: dict[str, Interval] = {}
        for name in treaties:
            self._enter(name, frozenset())

    def _enter(self, name: str, above: frozenset[str]) -> Interval:
        """Returns the entry into force of an instrument, after that of another which its rule asks for."""
        if name in self.own or name in above or name not in self._treaties:
            return self.own.get(name, Interval())
        treaty, by = self._treaties[name], None
        rule = treaty.rules.get(False)
        if rule is not None:
            other = self._enter(rule.after, above | {name}) if rule.after is not None else None
            coverage = [source for source in treaty.coverage if source.kind == ActKind.CONSENT]
            members, states = self._records.memberships, self._records.states
            by = by_rule(rule, Count(self._declared[name], coverage, treaty.reached, members, states), other)
        if by is not None:
            self.computed[name] = by
        self.own[name] = _stated_first(treaty.stated, by)
        return self.own[name]


def _stated_first(stated: Interval, by: Interval | None) -> Interval:
    """Returns what a source states, narrowed by the rule where both agree; else what there is."""
    if by is None:
        return stated
    return by if stated == Interval() else both(stated, by)


def _party_entry(one: Course, treaty: Treaty, own: Interval) -> Interval | None:
    """Computes the entry into force for a party; a successor takes the place of its predecessor.

    Who consents in a way that no source names may do either where that can bind at once.
    """
    at_once, rule = for_party(None, one.consented, own), rule_for(treaty.rules, one.consented, own)
    if ActKind.SUCCESSION in one.kinds or at_once is None:
        return at_once
    if rule is None:
        return None
    by, first = for_party(rule, one.consented, own), at_once.first
    if by is None or by.first is None or first is None:
        return by
    is_either, names = _at_once_by(one, treaty, own)
    bound = first._replace(grounds=(*first.grounds, rule.name)) if is_either else by.first
    return by._replace(first=bound._replace(grounds=tuple(dict.fromkeys((*bound.grounds, *names)))))


def _at_once_by(one: Course, treaty: Treaty, own: Interval) -> tuple[bool, tuple[str, ...]]:
    """Says whether a consent of unknown kind may bind at once, as one that takes up what bound before, and what decides that."""
    if not treaty.is_signed:
        joined = _long_joined(one, treaty) if _is_of_any_kind(one, treaty) else None
        if joined is not None or not _is_of_any_kind(one, treaty):
            return False, (*joined.grounds, treaty.name) if joined is not None else ()
        return True, (treaty.name,)
    if one.start is None or not _may_succeed(one, one.start, own):
        return False, ()
    return (False, treaty.invitation) if treaty.invitation else (True, one.start.grounds)


def _may_succeed(one: Course, start: Bound, own: Interval) -> bool:
    """Says whether a state began once a treaty was in force, and has neither signed it nor, as far as is recorded, consented."""
    has_acted = one.signed.last is not None or one.consented.last is not None
    return not has_acted and own.last is not None and own.last.day < start.day


def _long_joined(one: Course, treaty: Treaty) -> Bound | None:
    """Returns by when a state had joined the organization whose members confirm what bound before, where that was too long before.

    They do so in the year in which they join, or in the next.
    """
    joined, first = treaty.joined.get(one.party), one.consented.first
    if joined is None or first is None or int(first.day[:4]) <= int(joined.day[:4]) + 1:
        return None
    return joined


def _is_of_any_kind(one: Course, treaty: Treaty) -> bool:
    """Says whether no source names the kind of a consent to what nobody signs.

    Who was a state when the treaty was made, and is not recorded to have consented, has nothing to confirm.
    """
    was_there = one.start is None or (treaty.opened is not None and one.start.day <= treaty.opened.day)
    is_recorded = one.consented.last is not None or not was_there
    return not treaty.is_signed and is_recorded and one.kinds <= {ActKind.CONSENT}


def _course(one: Course, case: Case, own: Interval, by: Interval | None) -> Course:
    """Adds to when a state signed and consented when the instrument was in force for it."""
    stated = _first_of(case.of(ActKind.ENTRY_INTO_FORCE))
    is_confirmed = any(act.is_confirmed for act in case.of(ActKind.CONSENT))
    # Of a sure day of consent the rule leads to a day that is as good as the stated one.
    entered = _stated_first(stated, by)
    if by is not None and is_confirmed and not overlap(stated, by):
        entered = span(stated, by)
    kind = ActKind.ENTRY_INTO_FORCE
    in_force, disputed = tightened(entered, not_before(case, kind), done_by(case, kind))
    # That a state consented does not say that the instrument was not yet in force for it.
    consent = one.consented.first
    begun = consent._replace(kind=OPENING) if consent is not None else None
    in_force = both(in_force, Interval(latest((begun, own.first))))
    if by is not None and _at_once_by(one, case.treaty, own)[0]:  # that it may have been at once bounds it
        in_force = in_force._replace(first=implied(in_force.first, by.first) or in_force.first)
    in_force = in_force._replace(first=_ruled(in_force.first, case.rule))
    consented = both(one.consented, Interval(None, in_force.last))
    rule = rule_for(case.treaty.rules, one.consented, own)
    is_at_once = ActKind.SUCCESSION in one.kinds or (rule is not None and rule.is_at_once)
    return one._replace(
        entered=own if is_at_once and stated == Interval() else Interval(),
        consented=consented,
        in_force=in_force,
        last_shown=_last_shown(case),
        left=_left(case, in_force),
        last_left=latest(map(_on, case.reported(Status.FORMER_PARTY))),
        disputed={**one.disputed, kind: disputed},
    )


def _last_shown(case: Case) -> Bound | None:
    """Returns the last day on which a report, a source that names all, or a second consent shows that the state had consented."""
    shown = [_on(report) for report in case.reported(*CONSENTED)]
    shown += [act.days.first for act in case.of(ActKind.CONSENT)]
    for source in case.treaty.coverage:
        named = [act.name for act in case.of(ActKind.CONSENT) if source.graph in act.graphs]
        if source.kind == ActKind.CONSENT and named:
            shown.append(Bound(source.day, ABSENCE, (source.name, *named)))
    return latest(shown)


def _left(case: Case, in_force: Interval) -> Interval:
    """Bounds the end of being a party: a delay after a denunciation, by a report of it.

    Without a rule on denunciation it is not before one, and without its day not before the last day on which the state
    surely was a party. That a source names its consent does not show that it still was, and a report that it had left
    not since when it had been one.
    """
    denounced = _first_of(case.of(ActKind.DENUNCIATION))
    if case.treaty.leaving is not None:
        denounced = delayed(denounced, case.treaty.leaving)
    elif denounced.last is not None:  # which has taken effect on a day that is not known
        denounced = denounced._replace(last=None)
    by = earliest(map(_by, case.reported(Status.FORMER_PARTY)))
    if denounced == Interval() and by is None:
        return Interval()
    begun = in_force.first if in_force.last == by else in_force.last
    shown = [begun, *map(_on, case.reported(Status.PARTY, Status.CONTRACTING))]
    return both(denounced._replace(first=denounced.first or latest(shown)), Interval(None, by))
