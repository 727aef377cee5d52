"""Intervals: between which days a thing was first done, and what each of the two bounds rests on.

A bound is *not before* (`first`) or *done by* (`last`). Of several bounds the tightest counts; where two
sources exclude each other, the act is known only within both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..base.values import Days
from ..base.vocabulary import Basis

#: What a bound rests on, the strongest first: of equal days the first kind in this order is named.
EXACT, REPORT, ACT, RULE, ABSENCE, OPENING = range(6)
#: The basis of a status that a bound of each kind decides.
BASIS = (Basis.ACT, Basis.REPORT, Basis.ACT, Basis.COMPUTED, Basis.INFERRED, Basis.INFERRED)


class Bound(NamedTuple):
    """A day, the kind of its ground, and the acts, reports, coverage and rules that it rests on."""

    day: str
    kind: int
    grounds: tuple[str, ...]


class Interval(NamedTuple):
    """The days between which a thing was first done; None where nothing bounds it."""

    first: Bound | None = None
    last: Bound | None = None

    @property
    def is_possible(self) -> bool:
        """Says whether any day lies between the bounds."""
        return self.first is None or self.last is None or self.first.day <= self.last.day


def between(first: str | None, last: str | None, grounds: tuple[str, ...]) -> Interval:
    """Returns the interval between two days that both rest on the same; None where one is open."""
    kind = EXACT if first == last else ACT
    return Interval(*(Bound(day, kind, grounds) if day is not None else None for day in (first, last)))


def latest(bounds: Iterable[Bound | None]) -> Bound | None:
    """Gives the bound with the last day: the tightest of several *not before*."""
    known = sorted(
        (bound for bound in bounds if bound is not None), key=lambda bound: (bound.kind, bound.grounds)
    )
    return max(known, key=lambda bound: bound.day, default=None)


def earliest(bounds: Iterable[Bound | None]) -> Bound | None:
    """Gives the bound with the first day: the tightest of several *done by*."""
    known = (bound for bound in bounds if bound is not None)
    return min(known, default=None)


def both(one: Interval, other: Interval) -> Interval:
    """Gives what two intervals allow together; the first, where they exclude each other.

    Of equal days that with the stronger ground is kept, else that of the first interval.
    """
    narrow = Interval(_tighter(one.first, other.first, True), _tighter(one.last, other.last, False))
    return narrow if narrow.is_possible else one


def span(one: Interval, other: Interval) -> Interval:
    """Gives all days that either of two intervals allows, and those between them."""
    firsts, lasts = (one.first, other.first), (one.last, other.last)
    return Interval(None if None in firsts else earliest(firsts), None if None in lasts else latest(lasts))


def _tighter(one: Bound | None, other: Bound | None, is_first: bool) -> Bound | None:
    if one is None or other is None:
        return one or other
    if one.day == other.day:
        return other if other.kind < one.kind else one
    return other if (other.day > one.day) == is_first else one


def tightened(
    stated: Interval, firsts: Iterable[Bound], lasts: Iterable[Bound]
) -> tuple[Interval, list[Bound]]:
    """Narrows an interval by further bounds, but for those that contradict it or one another; the latter are returned, too."""
    early = [bound for bound in firsts if both_fit(bound, stated.last)]
    late = [bound for bound in lasts if both_fit(stated.first, bound)]
    disputed = contradicting(early, late)
    agreed = (
        latest(one for one in early if one not in disputed),
        earliest(one for one in late if one not in disputed),
    )
    return both(stated, Interval(*agreed)), disputed


def contradicting(firsts: Sequence[Bound], lasts: Sequence[Bound]) -> list[Bound]:
    """Returns those *done by* and *not before* of which one leaves no day to another."""
    return [
        *(last for last in lasts if not all(both_fit(first, last) for first in firsts)),
        *(first for first in firsts if not all(both_fit(first, last) for last in lasts)),
    ]


def both_fit(first: Bound | None, last: Bound | None) -> bool:
    """Says whether a thing can be not before the one and done by the other."""
    return Interval(first, last).is_possible


def overlap(one: Interval, other: Interval) -> bool:
    """Says whether some day lies in both intervals."""
    return both_fit(one.first, other.last) and both_fit(other.first, one.last)


def grounds_of(bounds: Iterable[Bound | None]) -> tuple[str, ...]:
    """Returns all that some bounds rest on, each once."""
    return tuple(dict.fromkeys(name for bound in bounds if bound is not None for name in bound.grounds))


def implied(bound: Bound | None, evidence: Bound | None) -> Bound | None:
    """Gives a bound that holds for another act because both were done: it rests on that, too."""
    if bound is None or evidence is None:
        return None
    return bound._replace(grounds=grounds_of((bound, evidence)))


def days_of(interval: Interval) -> Days:
    """Returns the days of an interval."""
    return Days.of(*(bound.day if bound is not None else None for bound in interval))
