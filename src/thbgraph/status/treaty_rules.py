"""Rules with a delay: when an instrument is in force for a party, which consents a stated day excludes, when one has left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..base.dates import FIRST_DAY, after_delay
from .date_bounds import RULE, Bound, Interval, grounds_of, overlap


class TreatyRule(NamedTuple):
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

    @property
    def is_at_once(self) -> bool:
        """Whether the instrument binds on the day of the consent that it counts from."""
        return after_delay(FIRST_DAY, self.delay, self.to_next_month) == FIRST_DAY


class Delay(NamedTuple):
    """How long after an act what it brings about comes, by a rule of an instrument."""

    name: str
    delay: str
    to_next_month: bool


def for_party(rule: TreatyRule | None, consented: Interval, own: Interval) -> Interval | None:
    """Computes when an instrument entered into force for a party; None without the instrument's own.

    `rule` is None for a successor, who takes the place of its predecessor without delay. For whom no consent is
    recorded, that is not before a day.
    """
    if own.last is None:
        return None
    return later(delayed(consented, rule) if rule is not None else consented, own)


def rule_for(rules: Mapping[bool, TreatyRule], consented: Interval, own: Interval) -> TreatyRule | None:
    """Returns the rule by which an instrument entered into force for a party, which consented on some days.

    `rules` are the one for later parties, by True, and that of the instrument. This holds for whoever consented by the
    day of the last consent that it wants: counted from theirs it leads to no later day than the instrument's own.
    """
    general = rules.get(False)
    counted = delayed(consented, general) if general is not None else Interval()
    if counted.last is not None and own.first is not None and counted.last.day <= own.first.day:
        return general
    return rules.get(True)


def excluded(rule: TreatyRule, consented: Interval, own: Interval, stated: Interval) -> Interval | None:
    """Returns the entry into force that consenting on some days gives, where a stated one excludes it; else None."""
    entered = for_party(rule, consented, own)
    return None if entered is None or overlap(entered, stated) else entered


def delayed(days: Interval, rule: TreatyRule | Delay) -> Interval:
    """Adds a rule's delay to both bounds."""

    def moved(bound: Bound | None) -> Bound | None:
        if bound is None:
            return None
        day = after_delay(bound.day, rule.delay, rule.to_next_month)
        return Bound(day, RULE, (rule.name, *bound.grounds))

    return Interval(moved(days.first), moved(days.last))


def later(one: Interval, other: Interval) -> Interval:
    """Returns the days of the later of two things; what is not known of the other does not count.

    What is not known to have been done has no last day, whatever the other has.
    """

    def later_of(bound: Bound | None, more: Bound | None) -> Bound | None:
        if bound is None or more is None:
            return bound or more
        return Bound(max(bound.day, more.day), RULE, grounds_of((bound, more)))

    last = later_of(one.last, other.last) if one.last is not None else None
    return Interval(later_of(one.first, other.first), last)
