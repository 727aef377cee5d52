"""Days as text: neighbours, and where a delay leads at the ends of months and of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.dates import FIRST_DAY, LAST_DAY, after_delay, day_after, day_before

DAYS = st.dates(date(2, 1, 1), date(9990, 1, 1)).map(date.isoformat)

# Worked out by hand; the treaties are UNTOC, its protocols, CRC-OP-SC, CETS No. 197 and those of the ILO.
LED = [
    ("2003-07-01", "90 days", False, "2003-09-29"),
    ("2003-11-25", "30 days", False, "2003-12-25"),
    ("2005-01-31", "1 month", False, "2005-02-28"),
    ("2004-01-31", "1 month", False, "2004-02-29"),
    ("2008-02-29", "12 months", False, "2009-02-28"),
    ("1940-05-23", "12 months", False, "1941-05-23"),
    ("2007-10-24", "3 months", True, "2008-02-01"),
    ("2008-02-01", "3 months", True, "2008-06-01"),
    ("2012-05-30", "3 months", True, "2012-09-01"),
    ("2010-11-30", "3 months", True, "2011-03-01"),
    ("2001-01-01", "0 days", False, "2001-01-01"),
]


@pytest.mark.parametrize(("day", "delay", "to_next_month", "wanted"), LED)
def test_where_a_delay_leads(day: str, delay: str, to_next_month: bool, wanted: str) -> None:
    assert after_delay(day, delay, to_next_month) == wanted


@pytest.mark.parametrize("delay", ["", "P90D", "90", "1 week", "90days", "-1 days", "1 day ", "01 day"])
def test_what_is_no_delay_is_refused(delay: str) -> None:
    with pytest.raises(ValueError, match="no delay"):
        after_delay("2001-01-01", delay)


@given(DAYS)
def test_the_day_before_the_day_after_is_the_day(day: str) -> None:
    assert day_before(day_after(day)) == day == day_after(day_before(day))


@given(DAYS, st.integers(0, 999))
def test_days_count_as_the_calendar_does(day: str, number: int) -> None:
    assert after_delay(day, f"{number} days") == (date.fromisoformat(day) + timedelta(number)).isoformat()


@given(DAYS, st.integers(0, 60))
def test_a_delay_to_the_next_month_leads_to_a_first_and_never_before_the_delay(day: str, months: int) -> None:
    reached = after_delay(day, f"{months} months", to_next_month=True)
    assert reached.endswith("-01") and reached > after_delay(day, f"{months} months")
    assert reached == after_delay(day[:8] + "01", f"{months} months", to_next_month=True)


def test_beyond_the_calendar_is_its_end() -> None:
    assert day_after(LAST_DAY) == LAST_DAY and day_before(FIRST_DAY) == FIRST_DAY
    assert after_delay("9999-12-01", "1188 months") == LAST_DAY
