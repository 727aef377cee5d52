"""The one or two days that the memo speaks as of: that of its lists, and the last one that it reports on."""

from __future__ import annotations

from datetime import date

from .dates import in_words
from .home import HOME

#: By day, which one it is; answers on the memo's time are of the second one unless another is asked for.
MEMO_DAYS = HOME.days


def other_day(day: str) -> str | None:
    """Returns the other one of two days; None for a day that is neither, and where there is one.

    >>> other_day("2010-02-23"), other_day("2010-02-24")
    ('2010-01-26', None)
    """
    return next((other for other in MEMO_DAYS if other != day), None) if day in MEMO_DAYS else None


def with_reason(day: str) -> str:
    """Writes a day of the memo as people do, with what it is the day of.

    >>> with_reason("2010-01-26")
    "26 January 2010, the day taken for the memo's lists"
    """
    return ", ".join(filter(None, (in_words(date.fromisoformat(day)), MEMO_DAYS.get(day))))
