"""Times of facts: days, months and years with what states them, compared by their bounds, and put in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ...base.dates import DATING, MONTH_DAY, bounds, months_later
from ...base.printing import joined
from ...base.printing import number_in_words as counted
from ...base.values import shown, value_of
from ...sentences.days_asked import DaysAsked

Node: TypeAlias = ox.NamedNode | ox.Literal
Stated: TypeAlias = tuple[ox.NamedNode, ox.NamedNode, Node]
TIMES = frozenset((*DATING, MONTH_DAY))
#: What lasts longer than so many days is told in months.
_DAYS = 62


class Time(NamedTuple):
    """A day, month or year of something, with the last where it goes on over several, and the statements that say so."""

    day: ox.Literal
    stated: tuple[Stated, ...] = ()
    end: ox.Literal | None = None

    @property
    def is_yearly(self) -> bool:
        """Whether it is a day of each year."""
        return bool(self.day.datatype.value == MONTH_DAY)

    @property
    def span(self) -> tuple[str, str]:
        """The first day, and the last."""
        first, last = bounds(self.day.value, self.day.datatype.value)
        return first, last if self.end is None else bounds(self.end.value, self.end.datatype.value)[1]

    @property
    def written(self) -> str:
        """The time as it is written alone."""
        return shown(value_of(self.day, {}))

    @property
    def in_words(self) -> str:
        """When something was, as a sentence begins."""
        if self.end is not None and self.end.value != self.day.value:
            return f"from {self.written} to {shown(value_of(self.end, {}))}"
        is_day = self.day.datatype.value.endswith(("#date", "#gMonthDay"))
        return f"{'on' if is_day else 'in'} {self.written}"

    def is_same(self, other: Time) -> bool:
        """Says whether another is surely the same: one day, or both from one day to another; what was in one year may not be."""
        is_exact = self.span[0] == self.span[1] or None not in (self.end, other.end)
        return is_exact and self.span == other.span

    def is_within(self, asked: DaysAsked) -> bool | None:
        """Says whether something was within a span; None where its day is not known so far."""
        if self.is_yearly:
            return None
        first, last = self.span
        if asked.first <= first and last <= asked.last:
            return True
        return False if last < asked.first or asked.last < first else None


def overlap(one: Time, other: Time) -> bool:
    """Says whether two times may be the same."""
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]


def finest(times: Sequence[Time]) -> list[Time]:
    """Leaves out what another says more exactly: a year, beside a day of it."""

    def holds(wide: Time, one: Time) -> bool:
        if wide.is_yearly or one.is_yearly or wide.span == one.span:
            return False
        return wide.span[0] <= one.span[0] and one.span[1] <= wide.span[1]

    return [one for one in times if not any(holds(one, other) for other in times)]


def only_time(times: Sequence[Time]) -> Time | None:
    """Returns the one time that several say; None where they differ, or it is one of each year."""
    best = finest(times)
    return best[0] if len({one.span for one in best}) == 1 and not best[0].is_yearly else None


def between(one: ox.Literal, other: ox.Literal, units: str) -> str:
    """Says how long it is from one day to another, in some units, where both are known to the day; nothing where it is too vague.

    >>> days = [ox.Literal(day, datatype=ox.NamedNode(DATING[0])) for day in ("2000-11-15", "2005-05-03")]
    >>> between(*days, "days"), between(*days, "months")
    ('four years, five months and 18 days', '53 months and 18 days')
    """
    start, end = (value_of(day, {}) for day in (one, other))
    if not isinstance(start, date) or not isinstance(end, date):
        years = int(other.value[:4]) - int(one.value[:4])
        return f"some {counted(years)} years" if years > 1 and units != "months" else ""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    days = (end - months_later(start, months)).days
    years, rest = (0, months) if units == "months" else divmod(months, 12)
    parts = ((years, "year"), (rest, "month"), (days, "day"))
    return joined([f"{counted(n)} {unit}{'s' if n > 1 else ''}" for n, unit in parts if n]) or "no time"


def lasting(first: ox.Literal, last: ox.Literal) -> str:
    """Says how long it is from one day, month or year to the last that is counted.

    >>> lasting(ox.Literal("2008-02-13", datatype=ox.NamedNode(DATING[0])), ox.Literal("2008-02-15", datatype=ox.NamedNode(DATING[0])))
    'three days'
    >>> lasting(*(ox.Literal(day, datatype=ox.NamedNode(MONTH_DAY)) for day in ("--07-01", "--06-30")))
    'one year'
    """
    if first.datatype.value == MONTH_DAY:  # of any two years that follow each other
        start, end = (date.fromisoformat(f"2001{one.value[1:]}") for one in (first, last))
        end = end if start <= end else end.replace(year=2002)
    else:
        start, end = map(date.fromisoformat, Time(first, (), last).span)
    behind = end + timedelta(days=1)
    count, unit = behind.year - start.year, "year"
    if (behind.month, behind.day) != (start.month, start.day):
        count, unit = (behind - start).days, "day"
    if unit == "day" and count > _DAYS:
        count = (end.year - start.year) * 12 + end.month - start.month
        return f"some {counted(count)} months"
    return f"{counted(count)} {unit}{'s' if count > 1 else ''}"
