"""When an instrument entered into force by its rule.

The rule counts consents, each known between two days: the Nth has the Nth of the first days as its first and
the Nth of the last days as its last. That the Nth was not before a day needs more than the consents that are
known: a source that names every consent up to then, or one that says on which day the number was reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from ..base.vocabulary import ActKind
from .date_bounds import RULE, Bound, Interval, grounds_of
from .periods import Course
from .records import Act, Coverage, Membership
from .treaty_rules import TreatyRule, delayed, later

#: Something's days, with all that they rest on.
Known: TypeAlias = tuple[Interval, tuple[str, ...]]


class Count(NamedTuple):
    """What is known to count a rule's consents: who consented, completeness, days of numbers, members."""

    courses: Sequence[Course]
    coverage: Sequence[Coverage]
    reached: Sequence[Act]
    memberships: Sequence[Membership]
    states: frozenset[str]


def by_rule(rule: TreatyRule, count: Count, other: Interval | None) -> Interval | None:
    """Computes when an instrument entered into force; None where the sources do not allow to count.

    `other` is the entry into force of the instrument that must be in force first, where the rule names one.
    """
    reached = _reached(rule, count)
    if reached is None:
        return None
    entered = delayed(reached, rule)
    if rule.after is None:
        return entered
    return later(entered, other) if other is not None and other.last is not None else None


def _reached(rule: TreatyRule, count: Count) -> Interval | None:
    """Finds between which days the last consent that the rule wants was given."""
    known = {one.party: _counted(rule, one) for one in count.courses if _counts(rule, one, count)}
    parts = [_nth(rule.threshold or 0, list(known.values()))]
    if rule.threshold_of_members is not None and parts[0] is not None:
        parts.append(_nth(rule.threshold_of_members, _of_members(rule, known, count, parts[0])))
    numbers = [part for part in parts if part is not None]
    if len(numbers) < len(parts):
        return None
    lasts = [part.last for part in numbers if part.last is not None]
    last = max(bound.day for bound in lasts)
    whole = (one for one in count.coverage if one.day >= last)
    complete = max(whole, key=lambda one: (one.day, one.name), default=None)
    firsts = [part.first for part in numbers]
    if complete is not None:
        firsts.append(Bound("", RULE, (complete.name,)))
    else:
        # Consents that no source names could only have brought the number earlier than these last days.
        firsts = [act.days.first for act in count.reached if act.ordinal == rule.threshold][:1]
    bounds = [bound for bound in firsts if bound is not None]
    if not bounds or len(bounds) < len(firsts):
        return None
    names = grounds_of((*bounds, *lasts))
    days = Interval(Bound(max(one.day for one in bounds), RULE, names), Bound(last, RULE, names))
    return days if days.is_possible else None


def _counts(rule: TreatyRule, one: Course, count: Count) -> bool:
    """Says whether a consent counts: not that of a union, nor one that carries on another's.

    What a state that is no more may have done, which no list shows, does not count either.
    """
    is_unknown = one.end is not None and one.consented.last is None
    if one.party not in count.states or ActKind.SUCCESSION in one.kinds or is_unknown:
        return False
    return not rule.of_signatories or ActKind.ACCESSION not in one.kinds


def _counted(rule: TreatyRule, one: Course) -> Known:
    """Returns a consent that may count: where signatories do and no signature is known, it is not known to."""
    if not rule.of_signatories:
        return one.consented, grounds_of(one.consented)
    if one.signed.last is None:
        consented = Interval(later(one.consented, one.signed).first)
        return consented, grounds_of(consented)
    return one.consented, grounds_of((*one.consented, one.signed.last))


def _of_members(rule: TreatyRule, known: dict[str, Known], count: Count, nth: Interval) -> list[Known]:
    """Returns the days from which a consent is that of a member of the rule's group.

    A membership without a known start has always been; one that may have ended by then does not count.
    """
    found: list[Known] = []
    for membership in count.memberships:
        end, last = membership.end.first, nth.last
        has_ended = end is not None and last is not None and end.day < last.day
        if membership.group == rule.group and membership.member in known and not has_ended:
            days, names = known[membership.member]
            found.append((later(days, membership.start), (*names, membership.name)))
    return found


def _nth(number: int, known: Sequence[Known]) -> Interval | None:
    """Returns the days of the Nth of several things, each with all that decide it; None for too few."""
    lasts = sorted((days.last.day, at) for at, (days, _) in enumerate(known) if days.last is not None)
    firsts = sorted((days.first.day if days.first else "", at) for at, (days, _) in enumerate(known))
    if not 0 < number <= len(lasts):
        return None

    def nth(days: Sequence[tuple[str, int]]) -> Bound | None:
        names = dict.fromkeys(name for at in sorted(at for _, at in days[:number]) for name in known[at][1])
        day, _ = days[number - 1]
        return Bound(day, RULE, tuple(names)) if day else None

    return Interval(nth(firsts), nth(lasts))
