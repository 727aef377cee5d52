"""Lengths of time: how many days lie between two acts, or two events, of which perhaps only the bounds are known."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ...base.dates import months_later
from ...base.printing import counted, joined
from ...status.standings import DayBounds


class Length(NamedTuple):
    """How many days lie between two acts, at the least and at the most, and the days from which and to which it is counted."""

    least: int
    most: int
    first: str
    last: str

    @classmethod
    def between(cls, first: DayBounds, last: DayBounds) -> Length:
        least, most = (
            (date.fromisoformat(end) - date.fromisoformat(start)).days
            for start, end in ((first.last, last.first), (first.first, last.last))
        )
        return cls(max(least, 0), most, first.first, last.last)

    def is_apart_from(self, other: Length) -> bool:
        return self.most < other.least or other.most < self.least

    def __str__(self) -> str:
        """Says how long it is: "1,841 days (5 years and 15 days)".

        >>> str(Length(3, 4, "2005-05-16", "2005-05-20"))
        '3 to 4 days'
        """
        if self.least < self.most:
            return f"{self.least:,} to {counted(self.most, 'day')}"
        span = _span(self.first, self.last)
        days = counted(self.most, "day")
        return days if span == days else f"{days} ({span})"


def _span(first: str, last: str) -> str:
    """Returns the whole years and months from a day to another, and the days that are left.

    >>> _span("2005-05-16", "2010-05-31"), _span("2008-01-31", "2008-02-29")
    ('5 years and 15 days', '29 days')
    """
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    days = (end - months_later(start, months)).days
    numbers = ((months // 12, "year"), (months % 12, "month"), (days, "day"))
    return joined([counted(number, noun) for number, noun in numbers if number]) or "0 days"
