"""Days as ISO 8601 text: the day before and after, and where a delay leads.

Days compare as text. They stay within the calendar's years 1 to 9999: what would lead beyond gives its
first or last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from .dates import OPEN_ENDS

FIRST_DAY, LAST_DAY = OPEN_ENDS
_DELAY = re.compile(r"(0|[1-9][0-9]*) (day|month)s?")


def day_after(day: str) -> str:
    """Gives the next day.

    >>> day_after("2008-02-28")
    '2008-02-29'
    """
    return _moved(date.fromisoformat(day), 1)


def day_before(day: str) -> str:
    """Gives the day before.

    >>> day_before("2010-01-01")
    '2009-12-31'
    """
    return _moved(date.fromisoformat(day), -1)


def after_delay(day: str, delay: str, to_next_month: bool = False) -> str:
    """Gives the day to which a delay such as "90 days" or "3 months" leads.

    Months count by the calendar: one that is too short ends them on its last day. With `to_next_month` it is the
    first day of the month after the one in which the delay ends. Raises ValueError for what is no delay.

    >>> after_delay("2003-07-01", "90 days"), after_delay("2005-01-31", "1 month")
    ('2003-09-29', '2005-02-28')
    >>> after_delay("2008-02-01", "3 months", to_next_month=True)
    '2008-06-01'
    """
    match = _DELAY.fullmatch(delay)
    if match is None:
        raise ValueError(f"{delay} is no delay such as 90 days or 3 months")
    number, start = int(match[1]), date.fromisoformat(day)
    reached = _moved(start, number) if match[2] == "day" else _months_later(start, number).isoformat()
    if not to_next_month:
        return reached
    return _months_later(date.fromisoformat(reached).replace(day=1), 1).isoformat()


def _moved(day: date, days: int) -> str:
    try:
        return (day + timedelta(days)).isoformat()
    except OverflowError:
        return LAST_DAY if days > 0 else FIRST_DAY


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
