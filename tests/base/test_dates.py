"""Dates: lexical forms, partial dates, and the first and last day that each allows."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbgraph.base.dates import (
    DATE,
    DATING,
    MONTH_DAY,
    YEAR,
    YEAR_MONTH,
    PartialDate,
    bounds,
    in_words,
    lexical_fault,
    parse,
)
from thbgraph.base.namespaces import XSD

YEARS = st.integers(1, 9999)
MONTHS = st.integers(1, 12)


@given(st.dates())
def test_a_day_is_its_own_first_and_last_day(day: date) -> None:
    written = day.isoformat()
    assert parse(written, DATE) == day
    assert bounds(written, DATE) == (written, written)


@given(YEARS, MONTHS)
def test_a_month_runs_from_its_first_to_its_last_day(year: int, month: int) -> None:
    written = PartialDate(year, month).isoformat()
    assert parse(written, YEAR_MONTH) == PartialDate(year, month)
    last = calendar.monthrange(year, month)[1]
    assert bounds(written, YEAR_MONTH) == (f"{written}-01", f"{written}-{last}")


@given(YEARS)
def test_a_year_runs_from_january_to_december(year: int) -> None:
    written = PartialDate(year).isoformat()
    assert parse(written, YEAR) == PartialDate(year)
    assert bounds(written, YEAR) == (f"{written}-01-01", f"{written}-12-31")


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_a_recurring_day_is_read_back_and_has_no_bounds(day: date) -> None:
    written = PartialDate(None, day.month, day.day).isoformat()
    assert parse(written, MONTH_DAY) == PartialDate(None, day.month, day.day)
    with pytest.raises(ValueError, match="recurs and has no bounds"):
        bounds(written, MONTH_DAY)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2008-02", "2008-02-01", "2008-02-29"),
        ("2009-02", "2009-02-01", "2009-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),  # a century that is a leap year
        ("1900-02", "1900-02-01", "1900-02-28"),  # a century that is none
        ("2009-12", "2009-12-01", "2009-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),  # the last month that the calendar has
        ("0001-01", "0001-01-01", "0001-01-31"),
    ],
)
def test_bounds_of_months(value: str, first: str, last: str) -> None:
    assert bounds(value, YEAR_MONTH) == (first, last)


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2009-02-29", DATE),
        ("1900-02-29", DATE),
        ("2005-04-31", DATE),
        ("2005-13-01", DATE),
        ("2005-00-10", DATE),
        ("2005-01-00", DATE),
        ("0000-01-01", DATE),
        ("2005-13", YEAR_MONTH),
        ("2005-00", YEAR_MONTH),
        ("0000", YEAR),
        ("--02-30", MONTH_DAY),
        ("--13-01", MONTH_DAY),
    ],
)
def test_days_that_the_calendar_does_not_have(value: str, datatype: str) -> None:
    assert "that the calendar has, such as" in (lexical_fault(value, datatype) or "")
    with pytest.raises(ValueError):
        parse(value, datatype)


@pytest.mark.parametrize("value", ["2008-02-29", "2000-02-29", "9999-12-30", "0001-01-02"])
def test_days_that_the_calendar_has(value: str) -> None:
    assert lexical_fault(value, DATE) is None


def test_the_29th_of_february_recurs() -> None:
    assert lexical_fault("--02-29", MONTH_DAY) is None
    assert parse("--02-29", MONTH_DAY) == PartialDate(None, 2, 29)


@pytest.mark.parametrize(
    ("value", "datatype", "wanted"),
    [
        ("3.5.2005", DATE, "a day such as 2005-05-03"),
        ("2005-5-3", DATE, "a day such as 2005-05-03"),
        ("2005-05-03Z", DATE, "a day such as 2005-05-03"),  # dates have no timezone here
        ("2005-05-03\n", DATE, "a day such as 2005-05-03"),
        (" 2005-05-03", DATE, "a day such as 2005-05-03"),
        ("\uff12\uff10\uff10\uff15-05-03", DATE, "a day such as 2005-05-03"),  # full-width digits
        ("-2005-05-03", DATE, "a day such as 2005-05-03"),
        ("12005-05-03", DATE, "a day such as 2005-05-03"),
        ("2005", DATE, "a day such as 2005-05-03"),
        ("", DATE, "a day such as 2005-05-03"),
        ("2009-12-01", YEAR_MONTH, "a month such as 2009-12"),
        ("December 2009", YEAR_MONTH, "a month such as 2009-12"),
        ("05", YEAR, "a year such as 2005"),
        ("10-18", MONTH_DAY, "a day of the year such as --10-18"),
        ("P", XSD + "duration", "a length of time such as P90D or P3M"),
        ("90D", XSD + "duration", "a length of time such as P90D or P3M"),
        ("P3D2M", XSD + "duration", "a length of time such as P90D or P3M"),
        ("PT1H", XSD + "duration", "a length of time such as P90D or P3M"),
        ("1.0", XSD + "integer", "a whole number"),
        ("1 000", XSD + "integer", "a whole number"),
        ("٣", XSD + "integer", "a whole number"),
        ("1,5", XSD + "decimal", "a decimal number"),
        (".", XSD + "decimal", "a decimal number"),
        ("1e3", XSD + "decimal", "a decimal number"),
        ("True", XSD + "boolean", "true or false"),
        ("1", XSD + "boolean", "true or false"),
    ],
)
def test_faulty_lexical_forms(value: str, datatype: str, wanted: str) -> None:
    assert lexical_fault(value, datatype) == wanted


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("P90D", XSD + "duration"),
        ("P1Y2M", XSD + "duration"),
        ("P0D", XSD + "duration"),
        ("007", XSD + "integer"),
        ("+7", XSD + "integer"),
        ("-7", XSD + "integer"),
        ("1.10", XSD + "decimal"),
        ("5.", XSD + "decimal"),
        (".5", XSD + "decimal"),
        ("-0.5", XSD + "decimal"),
        ("true", XSD + "boolean"),
        ("false", XSD + "boolean"),
        ("anything", XSD + "string"),
        ("not judged", "http://example.org/own"),
    ],
)
def test_right_lexical_forms(value: str, datatype: str) -> None:
    assert lexical_fault(value, datatype) is None


@given(st.text(st.sampled_from("0123456789-+.:ZT \n٣"), max_size=12), st.sampled_from([*DATING, MONTH_DAY]))
@settings(deadline=None)
def test_what_is_not_faulty_is_read_and_written_back(value: str, datatype: str) -> None:
    if lexical_fault(value, datatype) is not None:
        with pytest.raises(ValueError):
            parse(value, datatype)
        return
    assert parse(value, datatype).isoformat() == value


def test_bounds_of_what_is_no_date() -> None:
    with pytest.raises(ValueError):
        bounds("soon", DATE)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2010, 1, 26), "26 January 2010"),
        (PartialDate(2009, 12), "December 2009"),
        (PartialDate(2005), "2005"),
        (PartialDate(None, 10, 18), "18 October every year"),
    ],
)
def test_dates_in_words(day: date | PartialDate, words: str) -> None:
    assert in_words(day) == words


def test_a_partial_date_is_its_lexical_form_and_its_words() -> None:
    assert PartialDate(33).isoformat() == "0033"
    assert PartialDate(33, 4).isoformat() == "0033-04"
    assert PartialDate(None, 1, 2).isoformat() == "--01-02"
    assert [str(PartialDate(2005, month)) for month in (1, 12)] == ["January 2005", "December 2005"]
