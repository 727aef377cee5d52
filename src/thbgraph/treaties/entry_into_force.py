"""When an instrument entered into force by its rule, in general and for one party.

The rule counts consents, each known between two days: the Nth has the Nth of the first days as its first and
the Nth of the last days as its last. That the Nth was not before a day needs more than the consents that are
known: a source that names every consent up to then, or one that says on which day the number was reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from ..words.days import after_delay
from ..words.vocabulary import ActKind
from .intervals import RULE, Bound, Interval
from .records import Act, Coverage, Membership, Rule

#: Something's days, with all that they rest on; and the two days of the Nth of several.
Known: TypeAlias = tuple[Interval, tuple[str, ...]]
Nth: TypeAlias = tuple[Bound | None, Bound]
_ACCESSION, _SUCCESSION = ActKind.ACCESSION, ActKind.SUCCESSION


class Consenter(NamedTuple):
    """A party: the days of its consent and of its signature, and the kinds of its consent."""

    party: str
    consented: Interval
    signed: Interval
    kinds: frozenset[str]

    @property
    def grounds(self) -> tuple[str, ...]:
        """What the days rest on."""
        return tuple(name for bound in self.consented if bound is not None for name in bound.grounds)


class Count(NamedTuple):
    """What is known to count a rule's consents: who consented, completeness, days of numbers, members."""

    consenters: Sequence[Consenter]
    coverage: Sequence[Coverage]
    reached: Sequence[Act]
    memberships: Sequence[Membership]
    states: frozenset[str]


def by_rule(rule: Rule, count: Count, other: Interval | None) -> Interval | None:
    """Computes when an instrument entered into force; None where the sources do not allow to count.

    `other` is the entry into force of the instrument that must be in force first, where the rule names one.
    """
    reached = _reached(rule, count)
    if reached is None:
        return None
    entered = _delayed(reached, rule)
    if rule.after is None:
        return entered
    return _later(entered, other) if other is not None and other.last is not None else None


def for_party(rule: Rule | None, consented: Interval, own: Interval) -> Interval | None:
    """Computes when an instrument entered into force for a party; None without the instrument's own.

    `rule` is None for a successor, who takes the place of its predecessor without delay.
    """
    if consented.last is None or own.last is None:
        return None
    return _later(_delayed(consented, rule) if rule is not None else consented, own)


def _reached(rule: Rule, count: Count) -> Interval | None:
    """Finds between which days the last consent that the rule wants was given."""
    counted = [_as_counted(rule, one) for one in count.consenters if _counts(rule, one, count)]
    nth = _nth(rule.threshold or 0, [(one.consented, _names(rule, one)) for one in counted])
    if nth is None:
        return None
    parts = [nth]
    if rule.threshold_of_members is not None:
        members = _nth(rule.threshold_of_members, _as_members(rule, counted, count.memberships, nth))
        if members is None:
            return None
        parts.append(members)
    last = max(part[1].day for part in parts)
    firsts = [part[0] for part in parts]
    whole = [source for source in count.coverage if source.day >= last]
    if whole:
        complete = max(whole, key=lambda source: (source.day, source.name))
        firsts.append(Bound("", RULE, (complete.name,)))
    else:
        # Consents that no source names could only have brought the number earlier than these last days.
        firsts = [act.days.first for act in count.reached if act.ordinal == rule.threshold][:1]
    if not firsts or None in firsts:
        return None
    first = max(bound.day for bound in firsts if bound is not None)
    bounds = [*firsts, *(part[1] for part in parts)]
    names = dict.fromkeys(name for bound in bounds if bound is not None for name in bound.grounds)
    known = Interval(Bound(first, RULE, tuple(names)), Bound(last, RULE, tuple(names)))
    return known if known.is_possible else None


def _counts(rule: Rule, one: Consenter, count: Count) -> bool:
    """Says whether a consent counts: not that of a union, nor one that carries on another's."""
    if one.party not in count.states or _SUCCESSION in one.kinds:
        return False
    return not rule.of_signatories or _ACCESSION not in one.kinds


def _as_counted(rule: Rule, one: Consenter) -> Consenter:
    """Gives a consent that may count: where signatories do and no signature is known, it is not known to."""
    if not rule.of_signatories or one.signed.last is not None:
        return one
    return one._replace(consented=Interval(_later(one.consented, one.signed).first))


def _names(rule: Rule, one: Consenter) -> tuple[str, ...]:
    signed = one.signed.last if rule.of_signatories else None
    return one.grounds + (signed.grounds if signed is not None else ())


def _as_members(
    rule: Rule, counted: Sequence[Consenter], memberships: Sequence[Membership], nth: Nth
) -> list[Known]:
    """Gives the days from which a consent is that of a member of the rule's group.

    A membership without a known start has always been; one that may have ended by then does not count.
    """
    known: list[Known] = []
    for membership in memberships:
        if membership.group != rule.group:
            continue
        for one in counted:
            end = membership.end.first
            if one.party == membership.member and (end is None or end.day > nth[1].day):
                days = _later(one.consented, membership.start)
                known.append((days, (*_names(rule, one), membership.name)))
    return known


def _nth(number: int, known: Sequence[Known]) -> Nth | None:
    """Gives the two days of the Nth of several things, with all that decide them; None for too few."""
    lasts = sorted((days.last.day, at) for at, (days, _) in enumerate(known) if days.last is not None)
    firsts = sorted((days.first.day if days.first else "", at) for at, (days, _) in enumerate(known))
    if not 0 < number <= len(lasts):
        return None
    chosen = sorted({at for _, at in lasts[:number] + firsts[:number]})
    names = tuple(dict.fromkeys(name for at in chosen for name in known[at][1]))
    first, last = firsts[number - 1][0], lasts[number - 1][0]
    return Bound(first, RULE, names) if first else None, Bound(last, RULE, names)


def _delayed(days: Interval, rule: Rule) -> Interval:
    """Adds a rule's delay to both bounds."""

    def moved(bound: Bound | None) -> Bound | None:
        if bound is None:
            return None
        day = after_delay(bound.day, rule.delay, rule.to_next_month)
        return Bound(day, RULE, (rule.name, *bound.grounds))

    return Interval(moved(days.first), moved(days.last))


def _later(one: Interval, other: Interval) -> Interval:
    """Gives the days of the later of two things; what is not known of the other does not count.

    What is not known to have been done has no last day, whatever the other has.
    """

    def later(bound: Bound | None, more: Bound | None) -> Bound | None:
        if bound is None or more is None:
            return bound or more
        names = tuple(dict.fromkeys(bound.grounds + more.grounds))
        return Bound(max(bound.day, more.day), RULE, names)

    last = later(one.last, other.last) if one.last is not None else None
    return Interval(later(one.first, other.first), last)
