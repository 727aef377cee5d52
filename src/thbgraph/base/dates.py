"""Dates at the precision that a source has, their bounds in days, lexical forms of literals, and days as ISO 8601 text.

Dates are proleptic Gregorian without timezone. Source of the lexical forms: XML Schema Definition Language 1.1
part 2, narrowed to what the project writes. Days compare as text. They stay within the calendar's years 1 to 9999:
what would lead beyond gives its first or last day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from .home import HOME
from .namespaces import XSD

DATE, YEAR_MONTH, YEAR, MONTH_DAY = (XSD + name for name in ("date", "gYearMonth", "gYear", "gMonthDay"))
#: The parameter of questions, reports and commands that is the day of which they tell.
DAY = "asOf"
#: The first and the last day of the calendar, which stand for an open end where days are compared, and are nobody's.
OPEN_ENDS = date.min.isoformat(), date.max.isoformat()
#: Datatypes that name a day or a range of days.
DATING = (DATE, YEAR_MONTH, YEAR)
_DATES = (*DATING, MONTH_DAY)
#: The one or two days that the memo speaks as of, each with which one it is: that of its lists, and the last that it
#: reports on, of which answers on the memo's time are unless another is asked for.
MEMO_DAYS = HOME.days
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

#: By datatype the pattern of its lexical forms, compiled when it is first used, and what these are.
_FORMS = {
    DATE: (r"(\d{4})-(\d\d)-(\d\d)", "a day such as 2005-05-03"),
    YEAR_MONTH: (r"(\d{4})-(\d\d)", "a month such as 2009-12"),
    YEAR: (r"(\d{4})", "a year such as 2005"),
    MONTH_DAY: (r"--(\d\d)-(\d\d)", "a day of the year such as --10-18"),
    XSD + "duration": (r"P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?", "a length of time such as P90D or P3M"),
    XSD + "integer": (r"[+-]?\d+", "a whole number"),
    XSD + "decimal": (r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", "a decimal number"),
    XSD + "boolean": ("true|false", "true or false"),
}
#: The ways in which people write a day, month or year, of which each has one reading: 3.5.2005 may have two, 26.1.2010 has not.
_WRITTEN = (
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? )?(?P<month>[A-Za-z]{3,})\.?,? (?P<year>\d{4})",
    r"(?P<month>[A-Za-z]{3,})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
)
_IN_FIGURES = r"(?P<day>1[3-9]|[23]\d)(?P<dot>[./])(?P<month>\d{1,2})(?P=dot)(?P<year>\d{4})"


class PartialDate(NamedTuple):
    """A month, a year or a recurring day: what a source says when it does not name a full date.

    `month` and `day` are None where the source does not give them; `year` is None for a day that recurs.

    >>> str(PartialDate(2009, 12)), PartialDate(2009, 12).isoformat()
    ('December 2009', '2009-12')
    """

    year: int | None
    month: int | None = None
    day: int | None = None

    def isoformat(self) -> str:
        """Gives the lexical form of xsd:gYearMonth, xsd:gYear or xsd:gMonthDay."""
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}"
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.day} {_MONTHS[(self.month or 1) - 1]} every year"
        return str(self.year) if self.month is None else f"{_MONTHS[self.month - 1]} {self.year}"


def in_full(day: str | None) -> str:
    """Returns a day of ISO 8601 in words, other words as they are.

    >>> in_full("2015-03-14"), in_full(None)
    ('14 March 2015', '')
    """
    return in_words(date.fromisoformat(day)) if day and not lexical_fault(day, DATE) else day or ""


def in_words(day: date | PartialDate) -> str:
    """Writes a date as people do.

    >>> in_words(date(2010, 1, 26))
    '26 January 2010'
    """
    if isinstance(day, PartialDate):
        return str(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_in_words(first: str | None, last: str | None) -> str:
    """Writes the days from a first to a last one (ISO 8601, None where it is open) as people do.

    >>> span_in_words("2010-01-26", "2010-01-26"), span_in_words("2016-05-01", "2016-05-31")
    ('26 January 2010', 'May 2016')
    >>> span_in_words("1987-01-01", "1987-12-31"), span_in_words(None, "2010-01-26")
    ('1987', 'by 26 January 2010')
    >>> span_in_words("2006-10-12", "2007-02-06"), span_in_words("2005-11-16", "2005-11-17")
    ('between 12 October 2006 and 6 February 2007', '16 or 17 November 2005')
    """
    words = ["" if day is None else in_words(date.fromisoformat(day)) for day in (first, last)]
    if first is None or last is None:
        return f"by {words[1]}" if last else f"from {words[0]}" if first else "on an unknown day"
    if first == last:
        return words[0]
    days = date.fromisoformat(first), date.fromisoformat(last)
    return str(whole_of(*days) or bounds_in_words(*days))


def bounds_in_words(first: date, last: date) -> str:
    """Writes two days between which one lies; of days that follow each other, either.

    >>> bounds_in_words(date(2005, 11, 16), date(2005, 11, 17)), bounds_in_words(date(2009, 12, 31), date(2010, 1, 1))
    ('16 or 17 November 2005', '31 December 2009 or 1 January 2010')
    """
    if (last - first).days != 1:
        return f"between {in_words(first)} and {in_words(last)}"
    is_same_month = first.month == last.month
    return f"{first.day if is_same_month else in_words(first)} or {in_words(last)}"


def whole_of(first: date, last: date) -> PartialDate | None:
    """Returns the month or year that begins and ends with two days; None where they bound neither.

    >>> str(whole_of(date(2011, 8, 1), date(2011, 8, 31))), whole_of(date(2011, 8, 1), date(2011, 9, 30))
    ('August 2011', None)
    """
    for whole in (PartialDate(first.year, first.month), PartialDate(first.year)):
        precision = YEAR if whole.month is None else YEAR_MONTH
        if bounds(whole.isoformat(), precision) == (first.isoformat(), last.isoformat()):
            return whole
    return None


def written_out(text: str, in_figures: bool = True) -> str:
    """Returns the lexical form of a day, month or year that is given as people write it; else the text itself.

    A day `in_figures` alone is read where it has one reading; in a table, where others have two, none should be.

    >>> written_out("26 January 2010"), written_out("december 2009"), written_out("2010-01-26")
    ('2010-01-26', '2009-12', '2010-01-26')
    >>> written_out("Sept. 1st, 2009"), written_out("3rd of May 2005"), written_out("3.5.2005"), written_out("26.1.2010")
    ('2009-09-01', '2005-05-03', '3.5.2005', '2010-01-26')
    """
    for pattern in (*_WRITTEN, *([_IN_FIGURES] if in_figures else [])):
        found = re.fullmatch(pattern, text, re.ASCII)
        if found and (month := _month(found["month"])):
            return "-".join(
                [found["year"], f"{month:02}", *([f"{int(found['day']):02}"] if found["day"] else [])]
            )
    return text


def _month(text: str) -> int | None:
    """Returns the number of a month that is given as a number, a name or its beginning."""
    if text.isdecimal():
        return int(text)
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(text.title())), None)


def lexical_fault(value: str, datatype: str) -> str | None:
    """Says what a datatype expects when `value` is not one of its lexical forms, else None.

    Datatypes that the project does not use are not judged.

    >>> lexical_fault("3.5.2005", DATE)
    'a day such as 2005-05-03'
    >>> lexical_fault("2005-02-30", DATE)
    'a day that the calendar has, such as 2005-05-03'
    >>> lexical_fault("9999-12-31", DATE)
    'a day after 0001-01-01 and before 9999-12-31, which stand for an open end'
    """
    if datatype not in _FORMS:
        return None
    if datatype == DATE and value in OPEN_ENDS:
        return f"a day after {OPEN_ENDS[0]} and before {OPEN_ENDS[1]}, which stand for an open end"
    pattern, wanted = _FORMS[datatype]
    if datatype not in _DATES:
        return None if re.fullmatch(pattern, value, re.ASCII) else wanted
    try:
        parse(value, datatype)
    except ValueError:
        is_of_form = re.fullmatch(pattern, value, re.ASCII)
        return wanted.replace(" such as", " that the calendar has, such as", 1) if is_of_form else wanted
    return None


def parse(value: str, datatype: str) -> date | PartialDate:
    """Reads a lexical form of one of the four date datatypes.

    Raises ValueError when it is none, or names a day that the calendar does not have.

    >>> parse("2009-12", YEAR_MONTH)
    PartialDate(year=2009, month=12, day=None)
    """
    match = re.fullmatch(_FORMS[datatype][0], value, re.ASCII)
    if match is None:
        raise ValueError(value)
    numbers = [int(group) for group in match.groups()]
    if datatype == DATE:
        return date(*numbers)
    if datatype == MONTH_DAY:
        date(2000, *numbers)
        return PartialDate(None, *numbers)
    date(numbers[0], numbers[1] if len(numbers) > 1 else 1, 1)
    return PartialDate(*numbers)


def bounds(value: str, datatype: str) -> tuple[str, str]:
    """Gives the first and the last day that a dating allows, as ISO 8601 days.

    Raises ValueError for a recurring day, which has no bounds, and for what is no date.

    >>> bounds("2009-12", YEAR_MONTH)
    ('2009-12-01', '2009-12-31')
    >>> bounds("2005", YEAR)
    ('2005-01-01', '2005-12-31')
    """
    day = parse(value, datatype)
    if isinstance(day, date):
        return day.isoformat(), day.isoformat()
    if day.year is None:
        raise ValueError(f"{value} recurs and has no bounds")
    first = date(day.year, day.month or 1, 1)
    month = day.month or 12
    last = date(day.year, 12, 31) if month == 12 else date(day.year, month + 1, 1) - timedelta(days=1)
    return first.isoformat(), last.isoformat()


def datatype_of(day: str) -> str | None:
    """Returns the datatype of a day, month or year; None for what is none.

    >>> datatype_of("1992-03"), datatype_of("March 1992")
    ('http://www.w3.org/2001/XMLSchema#gYearMonth', None)
    """
    return next((datatype for datatype in DATING if not lexical_fault(day, datatype)), None)


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
    reached = _moved(start, number) if match[2] == "day" else months_later(start, number).isoformat()
    if not to_next_month:
        return reached
    return months_later(date.fromisoformat(reached).replace(day=1), 1).isoformat()


def _moved(day: date, days: int) -> str:
    try:
        return (day + timedelta(days)).isoformat()
    except OverflowError:
        return LAST_DAY if days > 0 else FIRST_DAY


def months_later(day: date, months: int) -> date:
    """Returns the day so many months later, the last of its month where that has no such day.

    >>> months_later(date(2008, 1, 31), 1)
    datetime.date(2008, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    from calendar import monthrange  # which no answer needs

    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


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
