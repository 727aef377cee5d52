"""To whom an instrument is open by its own rules on who may sign or join, and when it was not open to a state.

A rule shuts a state out where dated acts say so: the state did later what shows that it had not met the condition
before. One for the members of an organization alone shuts out who is no member by a source that names them all. Of
other conditions nothing follows from being named nowhere: who is not may have met them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..base.dates import day_after, day_before
from ..base.vocabulary import ActKind, Status
from .date_bounds import BASIS, RULE, Bound, Interval, both, earliest, grounds_of
from .periods import Period
from .records import CONSENTED, Act, Eligibility, Membership, Records

_FIRST, _LAST = "", "9"
_JOINING = (ActKind.SIGNATURE, ActKind.CONSENT)
#: The statuses that show that a state has joined.
_JOINED = (*CONSENTED, Status.FORMER_PARTY)


def shut_out(
    rule: Eligibility,
    rules: Sequence[Eligibility],
    acts: Sequence[Act],
    entered: Interval,
    needed: Sequence[Period],
) -> Bound | None:
    """Returns the last day on which a rule of an instrument is known to have shut out a state.

    `acts` are those of the state under the instrument, which entered into force as `entered` says; `needed` are its
    periods under the instrument that the rule names.
    """
    if rule.after_entry and entered.first is not None:
        return _before(entered.first, (rule.name,))
    others = {kind: one for one in rules if one.others_than == rule.name for kind in one.acts}
    later = earliest(
        _before(act.days.first, (rule.name, others[kind].name))
        for act in acts
        for kind in sorted(act.kinds & others.keys())
        if act.days.first is not None
    )
    return later or _unmet(rule, needed)


def outside(rule: Eligibility, state: str, records: Records) -> Bound | None:
    """Returns the last day on which a state that still is one is known not to be of those for whom alone a rule is.

    A source names every member up to that day, none names the state, and no source records or reports that it did what
    only members can do.
    """
    lists = [one for one in records.member_lists if one.group == rule.group]
    if not rule.is_for_members or not lists or state in records.ends:
        return None
    theirs = {one.instrument for one in records.eligibility if one.is_for_members and one.group == rule.group}
    is_member = (
        any((one.member, one.group) == (state, rule.group) for one in records.memberships)
        or any(act.instrument in theirs for act in records.acts_of(state))
        or any(
            report.instrument in theirs and report.status in _JOINED and records.heir(report.state) == state
            for report in records.reports
        )
    )
    return None if is_member else Bound(lists[-1].day, RULE, (rule.name, lists[-1].name))


def restricted(
    periods: Sequence[Period],
    shut: Sequence[Bound | None],
    rules: Sequence[Eligibility],
    opened: Bound | None,
) -> Sequence[Period]:
    """Returns the periods of a state with those of no act divided where the instrument was not open to it.

    That takes that each of its rules shut the state out, and that all of them are known.
    """
    known = [bound for bound in shut if bound is not None]
    missing = {rule.others_than for rule in rules} - {rule.name for rule in rules} - {None}
    if len(known) < len(rules) or missing:
        return periods
    last = Bound(min(bound.day for bound in known), RULE, grounds_of(known))
    is_of_all = all(rule.is_for_members for rule in rules)
    parts: list[Period] = []
    for part in (part for period in periods for part in _divided(period, last, opened, is_of_all)):
        if parts and part.status == parts[-1].status == Status.NOT_APPLICABLE:
            grounds = tuple(dict.fromkeys((*parts[-1].grounds, *part.grounds)))
            part = part._replace(first=parts[-1].first, earliest=parts[-1].first, grounds=grounds)
            parts.pop()
        parts.append(part)
    return parts


def unmet_on(
    day: str,
    rules: Sequence[Eligibility],
    done: Iterable[str],
    memberships: Iterable[Membership],
    under: Mapping[str, Status | None],
) -> list[Eligibility]:
    """Returns the rules of an instrument that may be for a state; none where it is known to meet one on a day.

    `done` are the kinds of its acts under the instrument, `memberships` its own, `under` its status on the day
    under the instruments that rules name. A rule that asks for two things is met with both. Who did an act that a rule opens only to others than those of another
    shows that this one is not for it.
    """
    groups = {one.group for one in memberships if _is_member(one, day)}
    for rule in rules:
        asked = {rule.group: rule.group in groups, rule.needs: under.get(rule.needs or "") in enough(rule)}
        if any(asked) and all(met for condition, met in asked.items() if condition):
            return []
    others = {rule.others_than for rule in rules if rule.acts.intersection(done)}
    return [rule for rule in rules if rule.name not in others]


def enough(rule: Eligibility) -> frozenset[Status]:
    """Returns the statuses under the instrument that a rule names with which a state meets it."""
    statuses = {Status.CONTRACTING, Status.PARTY, Status.FORMER_PARTY}
    return frozenset(statuses if rule.needs_consent else statuses | {Status.SIGNATORY})


def _is_member(one: Membership, day: str) -> bool:
    start, end = one.start.last, one.end.first
    return (start is None or start.day <= day) and (end is None or day <= end.day)


def _unmet(rule: Eligibility, needed: Sequence[Period]) -> Bound | None:
    """Returns the last day on which a state had not done what a rule asks for under another instrument."""
    too_little = {Status.NO_ACT, Status.SIGNATORY} - enough(rule)
    last, names = None, [rule.name]
    if rule.needs_consent or not any(map(_shows_an_act, needed)):
        return None  # both may be consented to together, and of an act that no source records nothing follows
    for period in needed:
        if period.status not in too_little:
            break
        names += period.grounds
        last = period.last
    return Bound(last, RULE, tuple(dict.fromkeys(names))) if last is not None else None


def _shows_an_act(period: Period) -> bool:
    """Says whether a source records an act by which a period began or ends."""
    if period.status != Status.UNDETERMINED:
        return period.status != Status.NO_ACT
    return period.open_kind == ActKind.ENTRY_INTO_FORCE or period.open_days.last is not None


def _before(bound: Bound, names: tuple[str, ...]) -> Bound:
    return Bound(day_before(bound.day), RULE, (*names, *bound.grounds))


def _divided(period: Period, shut: Bound, opened: Bound | None, is_of_all: bool) -> list[Period]:
    """Divides a period of no act into what is before the opening, what was not open, and the rest.

    With `is_of_all` what shuts out holds whatever the state did, so one of which it is open whether it did an act is
    divided, too.
    """
    first = max(period.first or _FIRST, opened.day if opened is not None else _FIRST)
    last = min(period.last or _LAST, shut.day)
    is_open = is_of_all and period.open_kind in _JOINING and period.open_days.last is None
    if not (is_open or period.status == Status.NO_ACT) or first > last:
        return [period]
    names = dict.fromkeys((*period.grounds, *grounds_of((shut, opened))))
    whole = period._replace(grounds=tuple(names))
    parts = []
    if first > (period.first or _FIRST):
        end = day_before(first)
        parts.append(whole._replace(last=end, known_through=end))
    closed = whole._replace(first=first or None, last=last, known_through=last)
    status = Status.NOT_APPLICABLE
    closed = closed._replace(open_kind=None, open_days=Interval(), recorded=None)
    parts.append(closed._replace(status=status, possible=(status,), earliest=closed.first, basis=BASIS[RULE]))
    if period.last is None or last < period.last:
        start = day_after(last)
        rest = whole._replace(first=start, known_through=max(start, period.known_through))
        if is_open:
            days = both(period.open_days, Interval(Bound(start, RULE, shut.grounds)))
            rest = rest._replace(known_through=last, open_days=days, recorded=status)
        parts.append(rest)
    return parts
