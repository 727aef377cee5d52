"""When an instrument was not open to a state, by the instrument's own rules on who may sign or join.

A rule shuts a state out only where dated acts say so: the state did later what shows that it had not met the
condition before. Who is named nowhere may have met it, so nothing follows from that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ..words.days import day_after, day_before
from ..words.vocabulary import Status
from .intervals import BASIS, RULE, Bound, Interval, earliest
from .records import Act, Eligibility, Records
from .timeline import Period

#: The periods of a state under an instrument, by instrument and state.
Periods: TypeAlias = Mapping[tuple[str, str], Sequence[Period]]
_FIRST, _LAST = "", "9"


def restricted(
    periods: Periods, opened: Mapping[str, Bound | None], entered: Mapping[str, Interval], records: Records
) -> dict[tuple[str, str], Sequence[Period]]:
    """Gives the periods with those of no act divided where the instrument was not open to the state.

    `opened` and `entered` say of each instrument when it was opened and when it entered into force.
    """
    found = dict(periods)
    rules: dict[str, list[Eligibility]] = {}
    for rule in records.eligibility:
        rules.setdefault(rule.instrument, []).append(rule)
    acts: dict[tuple[str, str], list[Act]] = {}
    for act in records.acts:
        if act.actor is not None and act.instrument in rules:
            acts.setdefault((act.instrument, records.heir(act.actor)), []).append(act)
    members = {(one.member, one.group) for one in records.memberships}
    for pair, its in periods.items():
        instrument, state = pair
        shut = [
            _shut(rule, rules[instrument], acts.get(pair, ()), entered[instrument])
            or _unmet(rule, periods.get((rule.needs or "", state), ()))
            for rule in rules.get(instrument, ())
            if (state, rule.group) not in members
        ]
        last = _of_all(shut, rules.get(instrument, ()))
        if last is not None:
            found[pair] = [part for period in its for part in _divided(period, last, opened[instrument])]
    return found


def _shut(
    rule: Eligibility, rules: Sequence[Eligibility], acts: Sequence[Act], entered: Interval
) -> Bound | None:
    """Gives the last day on which a rule shut out a state, by the entry into force or by what it did later."""
    if rule.after_entry and entered.first is not None:
        return _before(entered.first, (rule.name,))
    others = {kind: one for one in rules if one.others_than == rule.name for kind in one.acts}
    return earliest(
        _before(act.days.first, (rule.name, others[kind].name))
        for act in acts
        for kind in sorted(act.kinds & others.keys())
        if act.days.first is not None
    )


def _unmet(rule: Eligibility, needed: Sequence[Period]) -> Bound | None:
    """Gives the last day on which a state had not done what a rule asks for under another instrument."""
    too_little = {Status.NO_ACT, Status.SIGNATORY} if rule.needs_consent else {Status.NO_ACT}
    last, names = None, [rule.name]
    for period in needed:
        if period.status not in too_little:
            break
        names += period.grounds
        # Beyond what is known it may have done so, without a source that records it.
        last = min(period.last, period.known_through) if period.last is not None else None
        if last != period.last:
            break
    return Bound(last, RULE, tuple(dict.fromkeys(names))) if last is not None else None


def _before(bound: Bound, names: tuple[str, ...]) -> Bound:
    return Bound(day_before(bound.day), RULE, (*names, *bound.grounds))


def _of_all(shut: Sequence[Bound | None], rules: Sequence[Eligibility]) -> Bound | None:
    """Gives the last day on which every rule shut out a state; None where one may have been open to it."""
    known = [bound for bound in shut if bound is not None]
    missing = {rule.others_than for rule in rules} - {rule.name for rule in rules} - {None}
    if not rules or len(known) < len(rules) or missing:
        return None
    names = dict.fromkeys(name for bound in known for name in bound.grounds)
    return Bound(min(bound.day for bound in known), RULE, tuple(names))


def _divided(period: Period, shut: Bound, opened: Bound | None) -> list[Period]:
    """Divides a period of no act into what is before the opening, what was not open, and the rest."""
    first = max(period.first or _FIRST, opened.day if opened is not None else _FIRST)
    last = min(period.last or _LAST, shut.day)
    if period.status != Status.NO_ACT or first > last:
        return [period]
    names = (*period.grounds, *shut.grounds, *(opened.grounds if opened is not None else ()))
    whole = period._replace(grounds=tuple(dict.fromkeys(names)))
    parts = []
    if first > (period.first or _FIRST):
        end = day_before(first)
        parts.append(whole._replace(last=end, known_through=end))
    closed = whole._replace(first=first or None, last=last, known_through=last)
    parts.append(closed._replace(status=Status.NOT_APPLICABLE, basis=BASIS[RULE]))
    if period.last is None or last < period.last:
        start = day_after(last)
        parts.append(whole._replace(first=start, known_through=max(start, period.known_through)))
    return parts
