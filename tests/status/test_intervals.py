"""Intervals: the tightest bounds count, and bounds that exclude one another are left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thbgraph.status.date_bounds import (
    ABSENCE,
    ACT,
    EXACT,
    REPORT,
    Bound,
    Interval,
    both,
    earliest,
    implied,
    latest,
    tightened,
)

DAYS = st.sampled_from([f"2001-01-{day:02}" for day in range(1, 29)])
BOUNDS = st.builds(Bound, DAYS, st.sampled_from([EXACT, REPORT, ACT, ABSENCE]), st.just(("id:x",)))
INTERVALS = st.builds(Interval, st.none() | BOUNDS, st.none() | BOUNDS)
POSSIBLE = INTERVALS.filter(lambda one: one.is_possible)


def bound(day: int, kind: int = ACT, name: str = "id:a") -> Bound:
    return Bound(f"2001-01-{day:02}", kind, (name,))


def test_the_latest_not_before_and_the_earliest_done_by_count() -> None:
    assert latest([None, bound(1), bound(3), bound(2)]) == bound(3)
    assert earliest([None, bound(2), bound(1), bound(3)]) == bound(1)
    assert latest([]) is earliest([None]) is None


def test_of_equal_days_the_strongest_ground_is_named() -> None:
    assert latest([bound(1, ABSENCE), bound(1, EXACT), bound(1, REPORT)]) == bound(1, EXACT)
    assert earliest([bound(1, ABSENCE), bound(1, REPORT)]) == bound(1, REPORT)
    weak, strong = Interval(bound(1, ABSENCE), bound(1, ABSENCE)), Interval(bound(1, EXACT), bound(1, EXACT))
    assert both(weak, strong) == both(strong, weak) == strong


def test_two_that_exclude_each_other_leave_the_first() -> None:
    early, late = Interval(bound(1), bound(2)), Interval(bound(5), bound(6))
    assert both(early, late) == early and both(late, early) == late


def test_a_report_that_an_act_contradicts_does_not_move_it() -> None:
    stated = Interval(bound(10), bound(10))
    assert tightened(stated, [bound(11, REPORT)], []) == (stated, [])
    assert tightened(stated, [], [bound(9, REPORT)]) == (stated, [])


def test_reports_bound_an_undated_act_from_both_sides() -> None:
    found = tightened(Interval(), [bound(3, REPORT), bound(5, REPORT)], [bound(9, REPORT), bound(12, REPORT)])
    assert found == (Interval(bound(5, REPORT), bound(9, REPORT)), [])


def test_of_bounds_that_contradict_one_another_what_none_contradicts_stays() -> None:
    early, late = [bound(3, ABSENCE), bound(8, ABSENCE)], [bound(5, REPORT), bound(9, REPORT)]
    narrow = Interval(bound(3, ABSENCE), bound(9, REPORT))
    assert tightened(Interval(), early, late) == (narrow, [bound(5, REPORT), bound(8, ABSENCE)])


def test_what_is_implied_rests_on_both() -> None:
    assert implied(bound(1, name="id:a"), bound(9, name="id:b")) == Bound("2001-01-01", ACT, ("id:a", "id:b"))
    assert implied(None, bound(1)) is implied(bound(1), None) is None


@given(POSSIBLE, POSSIBLE)
def test_together_they_allow_no_day_that_the_first_forbids(one: Interval, other: Interval) -> None:
    found = both(one, other)
    assert found.is_possible
    assert one.first is None or (found.first is not None and found.first.day >= one.first.day)
    assert one.last is None or (found.last is not None and found.last.day <= one.last.day)


@given(POSSIBLE, st.lists(BOUNDS, max_size=4), st.lists(BOUNDS, max_size=4))
def test_narrowing_keeps_an_interval_possible_and_within(
    stated: Interval, firsts: list[Bound], lasts: list[Bound]
) -> None:
    found, _ = tightened(stated, firsts, lasts)
    assert found.is_possible
    assert stated.first is None or (found.first is not None and found.first.day >= stated.first.day)
    assert stated.last is None or (found.last is not None and found.last.day <= stated.last.day)
