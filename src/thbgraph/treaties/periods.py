"""From records to the status of every state under every instrument, and to entry into force by rule.

A case is one state under one instrument, with all that any source states of it. The acts of a state that
another continues are that other's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..words.days import day_after
from ..words.vocabulary import CONSENTS, ActKind, Status
from . import timeline
from .eligibility import restricted
from .entry_into_force import Consenter, Count, by_rule, for_party
from .intervals import ABSENCE, OPENING, REPORT, Bound, Interval, both, earliest, implied, latest, tightened
from .records import Act, Coverage, Records, Report, Rule
from .timeline import Course, Period

_ACCESSION, _SUCCESSION = ActKind.ACCESSION, ActKind.SUCCESSION
_NOT_SIGNED = {Status.NO_ACT}
_SIGNED = {Status.SIGNATORY}
_NOT_CONSENTED = {Status.NO_ACT, Status.SIGNATORY, Status.NOT_CONSENTED}
_CONSENTED = {Status.CONSENTED, Status.CONTRACTING, Status.PARTY}
_PARTY, _CONTRACTING, _FORMER = Status.PARTY, Status.CONTRACTING, Status.FORMER_PARTY


class Treaty(NamedTuple):
    """What is known of an instrument as a whole."""

    name: str
    opened: Bound | None
    closed: Bound | None
    stated: Interval
    reached: tuple[Act, ...]
    coverage: tuple[Coverage, ...]
    entry_rule: Rule | None
    later_rule: Rule | None
    is_signed: bool


class Case(NamedTuple):
    """A state under an instrument: its acts, the reports of it, and its own first and last day."""

    state: str
    acts: tuple[Act, ...]
    reports: tuple[Report, ...]
    start: Bound | None
    end: Bound | None

    def of(self, kind: str) -> list[Act]:
        """Gives the acts of one kind; every kind of consent is a consent."""
        kinds = CONSENTS if kind == ActKind.CONSENT else {kind}
        return [act for act in self.acts if act.kinds & kinds]


class Entry(NamedTuple):
    """A computed entry into force, for one party or (None) in general."""

    instrument: str
    party: str | None
    days: Interval


class Found(NamedTuple):
    """The periods of a state under an instrument."""

    instrument: str
    state: str
    periods: Sequence[Period]


class Declared(NamedTuple):
    """When a state signed and consented, and what excludes that it ever signed."""

    case: Case
    signed: Interval
    consented: Interval
    never_signed: tuple[str, ...] | None


def statuses(records: Records) -> tuple[list[Entry], list[Found]]:
    """Computes entry into force by rule, and the periods of every state under every instrument.

    Both in order of instrument and state. A state appears under an instrument when a source states an act or
    report of it, or names every act done to that instrument.
    """
    treaties = _treaties(records)
    declared = {
        name: [_declared(case, treaties[name]) for case in cases]
        for name, cases in _cases(records, treaties).items()
    }
    computed, own = _own_entries(treaties, declared, records)
    entries: list[Entry] = []
    periods: dict[tuple[str, str], Sequence[Period]] = {}
    for name, treaty in treaties.items():
        if name in computed:
            entries.append(Entry(name, None, computed[name]))
        for one in declared[name]:
            by = _party_entry(one, treaty, own[name])
            if by is not None:
                entries.append(Entry(name, one.case.state, by))
            course = _course(one, treaty, own[name], by)
            periods[name, one.case.state] = timeline.periods(course)
    opened = {name: treaty.opened for name, treaty in treaties.items()}
    periods = restricted(periods, opened, own, records)
    return entries, [Found(*pair, its) for pair, its in periods.items()]


def _treaties(records: Records) -> dict[str, Treaty]:
    acts: dict[str, list[Act]] = {}
    for act in records.acts:
        acts.setdefault(act.instrument, []).append(act)
    rules: dict[tuple[str, bool], Rule] = {}
    for rule in records.rules:
        rules.setdefault((rule.instrument, rule.is_for_later_parties), rule)
    names = acts.keys() | {report.instrument for report in records.reports}
    names |= {thing.instrument for thing in records.coverage} | {rule.instrument for rule in records.rules}
    return {
        name: _treaty(
            name,
            acts.get(name, []),
            rules,
            tuple(covered for covered in records.coverage if covered.instrument == name),
            name not in records.unsigned,
        )
        for name in sorted(names)
    }


def _treaty(
    name: str,
    acts: Sequence[Act],
    rules: dict[tuple[str, bool], Rule],
    coverage: tuple[Coverage, ...],
    is_signed: bool,
) -> Treaty:
    def own(kind: ActKind) -> list[Act]:
        return [act for act in acts if act.actor is None and kind in act.kinds]

    openings = [act.days.first for act in own(ActKind.OPENING_FOR_SIGNATURE)]
    adoptions = [act.days.first for act in own(ActKind.ADOPTION)]
    opened = earliest(openings) or earliest(adoptions)
    return Treaty(
        name,
        opened._replace(kind=OPENING) if opened is not None else None,
        latest(act.days.last for act in own(ActKind.CLOSING_FOR_SIGNATURE)),
        _first_of(act.days for act in own(ActKind.ENTRY_INTO_FORCE)),
        tuple(own(ActKind.THRESHOLD_REACHED)),
        coverage,
        rules.get((name, False)),
        rules.get((name, True)),
        is_signed,
    )


def _cases(records: Records, treaties: dict[str, Treaty]) -> dict[str, list[Case]]:
    acts: dict[tuple[str, str], list[Act]] = {}
    for act in records.acts:
        if act.actor is not None:
            acts.setdefault((act.instrument, records.heir(act.actor)), []).append(act)
    reports: dict[tuple[str, str], list[Report]] = {}
    for report in records.reports:
        reports.setdefault((report.instrument, records.heir(report.state)), []).append(report)
    pairs = acts.keys() | reports.keys()
    for covered in records.coverage:  # which says nothing of a state that began later
        young = {state for state, first in records.starts.items() if first.day > covered.day}
        pairs |= {(covered.instrument, state) for state in records.states - records.former - young}
    cases: dict[str, list[Case]] = {name: [] for name in treaties}
    for instrument, state in sorted(pairs):
        pair = instrument, state
        start = _start(records.starts.get(state), treaties[instrument].opened)
        end = records.ends.get(state)
        case = Case(state, tuple(acts.get(pair, ())), tuple(reports.get(pair, ())), start, end)
        cases[instrument].append(case)
    return cases


def _start(first: Bound | None, opened: Bound | None) -> Bound | None:
    """Gives the first day of a state that is younger than the instrument, which rests on both their days."""
    if first is None or opened is None or first.day <= opened.day:
        return None
    return Bound(first.day, OPENING, first.grounds + opened.grounds)


def _declared(case: Case, treaty: Treaty) -> Declared:
    """Brings together all that bounds a state's signature and consent."""
    kinds = _kinds(case)
    signed = _bounded(case, treaty, ActKind.SIGNATURE, _NOT_SIGNED, _SIGNED)
    if signed.last is not None:
        signed = both(signed, Interval(None, treaty.closed))
    consented = _bounded(case, treaty, ActKind.CONSENT, _NOT_CONSENTED, _CONSENTED)
    never: tuple[str, ...] | None = None if treaty.is_signed else (treaty.name,)
    if never is not None:
        signed = Interval()
    elif signed.last is not None:  # what is signed is signed before it is consented to
        consented = both(consented, Interval(implied(signed.first, signed.last)))
        signed = both(signed, Interval(None, implied(consented.last, signed.last)))
    elif _ACCESSION in kinds and kinds <= {ActKind.CONSENT, _ACCESSION}:
        never = tuple(act.name for act in case.of(ActKind.CONSENT))
    elif treaty.closed is not None and signed.first is not None and treaty.closed.day < signed.first.day:
        never = signed.first.grounds + treaty.closed.grounds
    return Declared(case, signed, consented, never)


def _bounded(
    case: Case, treaty: Treaty, kind: str, not_done: Collection[str], done: Collection[str]
) -> Interval:
    acts = case.of(kind)
    stated = _first_of(act.days for act in acts)
    firsts = [bound for report in case.reports if report.status in not_done for bound in _after(report)]
    graphs = {graph for act in acts for graph in act.graphs}
    for source in treaty.coverage:
        if source.kind == kind and source.graph not in graphs:
            firsts.append(Bound(day_after(source.day), ABSENCE, (source.name,)))
    lasts = [bound for report in case.reports if report.status in done for bound in _by(report)]
    return both(tightened(stated, firsts, lasts), Interval(latest((treaty.opened, case.start))))


def _after(report: Report) -> Iterator[Bound]:
    if report.first is not None:
        yield Bound(day_after(report.first), REPORT, report.grounds)


def _by(report: Report) -> Iterator[Bound]:
    if report.last is not None:
        yield Bound(report.last, REPORT, report.grounds)


def _first_of(days: Iterable[Interval]) -> Interval:
    """Gives the days of the first of several acts of one kind, which has none where one of them has none."""
    known = list(days)
    if not known:
        return Interval()
    firsts = [one.first for one in known]
    return Interval(None if None in firsts else earliest(firsts), earliest(one.last for one in known))


def _own_entries(
    treaties: dict[str, Treaty], declared: dict[str, list[Declared]], records: Records
) -> tuple[dict[str, Interval], dict[str, Interval]]:
    """Gives the entry into force of every instrument by its rule, and by what is stated, which wins."""
    computed: dict[str, Interval] = {}
    own: dict[str, Interval] = {}

    def enter(name: str, above: frozenset[str]) -> Interval:
        if name in own or name in above or name not in treaties:
            return own.get(name, Interval())
        treaty = treaties[name]
        by = None
        if treaty.entry_rule is not None:
            after = treaty.entry_rule.after
            other = enter(after, above | {name}) if after is not None else None
            by = by_rule(treaty.entry_rule, _count(treaty, declared[name], records), other)
        if by is not None:
            computed[name] = by
        own[name] = _stated_first(treaty.stated, by)
        return own[name]

    for name in treaties:
        enter(name, frozenset())
    return computed, own


def _count(treaty: Treaty, declared: Sequence[Declared], records: Records) -> Count:
    return Count(
        [Consenter(one.case.state, one.consented, one.signed, _kinds(one.case)) for one in declared],
        [source for source in treaty.coverage if source.kind == ActKind.CONSENT],
        treaty.reached,
        records.memberships,
        records.states,
    )


def _kinds(case: Case) -> frozenset[str]:
    """Gives the kinds of a state's consent."""
    return frozenset(kind for act in case.of(ActKind.CONSENT) for kind in act.kinds)


def _stated_first(stated: Interval, by: Interval | None) -> Interval:
    """Gives what a source states, narrowed by the rule where both agree; else what there is."""
    if by is None:
        return stated
    return by if stated == Interval() else both(stated, by)


def _party_entry(one: Declared, treaty: Treaty, own: Interval) -> Interval | None:
    rule = None if _SUCCESSION in _kinds(one.case) else treaty.later_rule
    if rule is None and _SUCCESSION not in _kinds(one.case):
        return None
    return for_party(rule, one.consented, own)


def _course(one: Declared, treaty: Treaty, own: Interval, by: Interval | None) -> Course:
    case = one.case
    stated = _stated_first(_first_of(act.days for act in case.of(ActKind.ENTRY_INTO_FORCE)), by)
    firsts = [bound for report in case.reports if report.status == _CONTRACTING for bound in _after(report)]
    lasts = [bound for report in case.reports if report.status in (_PARTY, _FORMER) for bound in _by(report)]
    in_force = tightened(stated, firsts, lasts)
    # That a state consented does not say that the instrument was not yet in force for it.
    consent = one.consented.first
    begun = consent._replace(kind=OPENING) if consent is not None else None
    in_force = both(in_force, Interval(latest((begun, own.first))))
    consented = both(one.consented, Interval(None, in_force.last))
    held = _held(case, treaty)
    left = _left(case, in_force)
    return Course(one.signed, consented, in_force, one.never_signed, held, left, case.start, case.end)


def _held(case: Case, treaty: Treaty) -> Bound | None:
    """Gives the last day on which a report, or a source that names all, shows that the state had consented."""
    shown = [*_reported(case, _CONSENTED)]
    for source in treaty.coverage:
        named = [act.name for act in case.of(ActKind.CONSENT) if source.graph in act.graphs]
        if source.kind == ActKind.CONSENT and named:
            shown.append(Bound(source.day, ABSENCE, (source.name, *named)))
    return latest(shown)


def _reported(case: Case, statuses: Collection[str]) -> Iterator[Bound]:
    """Yields the days on which reports show one of some statuses."""
    for report in case.reports:
        if report.status in statuses and report.first is not None:
            yield Bound(report.first, REPORT, report.grounds)


def _left(case: Case, in_force: Interval) -> Interval:
    """Bounds the end of being a party: not before a denunciation, by a report of it.

    Without the day of a denunciation it is not before the last day on which the state surely was a party. That a
    source names its consent does not show that it still was.
    """
    denounced = _first_of(act.days for act in case.of(ActKind.DENUNCIATION))
    by = earliest(bound for report in case.reports if report.status == _FORMER for bound in _by(report))
    if denounced == Interval() and by is None:
        return Interval()
    shown = [in_force.last, *_reported(case, {_PARTY, _CONTRACTING})]
    return both(Interval(denounced.first or latest(shown)), Interval(None, by))
