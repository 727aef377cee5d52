"""Periods of a course: without gap or overlap, and on each day what the acts say that are known on it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thbgraph.base.dates import day_after
from thbgraph.base.vocabulary import ActKind, Status
from thbgraph.status.date_bounds import ABSENCE, EXACT, OPENING, REPORT, Bound, Interval
from thbgraph.status.periods import Course, Period, periods

ALL_DAYS = [(date(2001, 1, 1) + timedelta(days)).isoformat() for days in range(40)]
DAYS = st.sampled_from(ALL_DAYS)
BOUNDS = st.builds(Bound, DAYS, st.sampled_from([EXACT, REPORT, ABSENCE, OPENING]), st.just(("id:x",)))
INTERVALS = st.builds(Interval, st.none() | BOUNDS, st.none() | BOUNDS).filter(lambda one: one.is_possible)


def exact(day: str | None) -> Interval:
    bound = Bound(day, EXACT, ("id:act",)) if day else None
    return Interval(bound, bound)


def under(signed: Interval, consented: Interval, in_force: Interval, **more: Any) -> Course:
    return Course("id:fin", frozenset(), signed, consented, in_force=in_force, **more)


def on(found: list[Period], day: str) -> Period:
    held = [one for one in found if (one.first or "") <= day and (one.last is None or day <= one.last)]
    assert len(held) == 1
    return held[0]


@given(
    INTERVALS,
    INTERVALS,
    INTERVALS,
    st.none() | st.just(("id:act",)),
    st.none() | BOUNDS,
    st.just(Interval()) | INTERVALS,
    st.none() | BOUNDS,
)
# Not signed through 1 January, but no act only until the day before: it may have denounced what it never joined.
@example(exact("2001-01-02"), Interval(), Interval(), None, None, Interval(exact("2001-01-01").first), None)
# Something shows it bound on the day on which it had left: its status is known through the last day of that alone.
@example(
    Interval(),
    Interval(None, exact("2001-01-01").last),
    Interval(),
    None,
    exact("2001-01-02").first,
    exact("2001-01-02"),
    None,
)
def test_periods_follow_one_another_without_gap_or_overlap(
    signed: Interval,
    consented: Interval,
    in_force: Interval,
    never: tuple[str, ...] | None,
    held: Bound | None,
    left: Interval,
    start: Bound | None,
) -> None:
    found = periods(
        under(signed, consented, in_force, never_signed=never, last_shown=held, left=left, start=start)
    )
    for one, other in pairwise(found):
        assert one.last is not None and other.first == day_after(one.last)
        assert (one.status, one.open_kind, one.possible) != (other.status, other.open_kind, other.possible)
    for one in found:
        assert (one.status == Status.UNDETERMINED) == (one.open_kind is not None)
        assert one.basis in ("act", "report", "computed", "inferred")
        assert one.last is None or one.known_through <= one.last
    if found:
        assert found[-1].last is None and found[0].first == (start.day if start else None)


@given(st.lists(st.none() | DAYS, min_size=4, max_size=4))
def test_with_every_day_known_the_status_is_the_last_act_done(days: list[str | None]) -> None:
    signed, consented, in_force, left = sorted(days, key=lambda day: day or "9")
    found = periods(under(exact(signed), exact(consented), exact(in_force), left=exact(left)))
    if not found:
        assert signed is None
        return
    for day in ALL_DAYS:
        status = on(found, day).status
        done = [day >= one for one in (signed, consented, in_force, left) if one is not None]
        steps = [Status.SIGNATORY, Status.CONTRACTING, Status.PARTY, Status.FORMER_PARTY]
        known = [Status.NO_ACT, *steps][sum(done)]
        if sum(done) < 3:  # a consent, and later an entry into force, that no source dates stays open
            assert status in (known, Status.UNDETERMINED)
        else:
            assert status == known


def test_an_act_between_two_days_is_open_between_them_and_says_so() -> None:
    first, last = Bound("2001-01-05", REPORT, ("id:a",)), Bound("2001-01-09", REPORT, ("id:b",))
    found = periods(under(Interval(first, last), exact("2001-01-20"), exact("2001-01-20")))
    assert [(one.status, one.first, one.last) for one in found] == [
        (Status.NO_ACT, None, "2001-01-04"),
        (Status.UNDETERMINED, "2001-01-05", "2001-01-08"),
        (Status.SIGNATORY, "2001-01-09", "2001-01-19"),
        (Status.PARTY, "2001-01-20", None),
    ]
    assert [one.earliest for one in found] == [None, None, "2001-01-05", "2001-01-20"]
    assert found[1].possible == (Status.NO_ACT, Status.SIGNATORY) and found[1].recorded == Status.NO_ACT
    assert found[1].open_kind == ActKind.SIGNATURE and found[1].open_days == Interval(first, last)
    assert set(found[1].grounds) == {"id:a", "id:b", "id:act"} and found[1].basis == "report"


@pytest.mark.parametrize(
    ("course", "kind"),
    [
        (
            under(exact("2001-01-01"), Interval(exact("2001-01-05")[0], exact("2001-01-09")[1]), Interval()),
            ActKind.CONSENT,
        ),
        (
            under(Interval(), exact("2001-01-05"), Interval(exact("2001-01-05")[0], exact("2001-01-09")[1])),
            ActKind.ENTRY_INTO_FORCE,
        ),
        (
            under(
                Interval(),
                exact("2001-01-01"),
                exact("2001-01-01"),
                left=Interval(exact("2001-01-05")[0], exact("2001-01-09")[1]),
            ),
            ActKind.DENUNCIATION,
        ),
    ],
)
def test_what_is_open_is_named(course: Course, kind: str) -> None:
    one = on(periods(course), "2001-01-06")
    assert (one.status, one.open_kind) == (Status.UNDETERMINED, kind)


def test_who_is_bound_on_the_day_of_its_consent_is_never_contracting_once_the_treaty_is_in_force() -> None:
    consented = Interval(exact("2001-01-05").first, exact("2001-01-20").last)
    in_force = Interval(exact("2001-01-10").first, exact("2001-01-20").last)
    course = under(Interval(), consented, in_force, never_signed=("id:act",), entered=exact("2001-01-10"))
    before, after = on(periods(course), "2001-01-09"), on(periods(course), "2001-01-10")
    assert {*before.possible} == {Status.NO_ACT, Status.CONTRACTING}
    assert {*after.possible} == {Status.NO_ACT, Status.PARTY}
    later = on(periods(course._replace(entered=Interval())), "2001-01-10")
    assert Status.CONTRACTING in later.possible


def test_nothing_known_gives_no_period() -> None:
    assert periods(under(Interval(), Interval(), Interval())) == []


def test_that_the_treaty_was_not_open_before_says_nothing_of_later_days() -> None:
    opened = Interval(Bound("2001-01-05", OPENING, ("id:opening",)), None)
    found = periods(under(opened, opened, Interval()))
    assert on(found, "2001-01-01").status == Status.NO_ACT
    assert on(found, "2001-01-06").status == Status.UNDETERMINED


def test_a_status_that_a_source_confirms_is_known_through_its_day() -> None:
    absent = Interval(Bound("2001-01-10", ABSENCE, ("id:coverage",)), None)
    found = periods(under(absent, absent, Interval()))
    assert [(one.status, one.last, one.known_through) for one in found] == [
        (Status.NO_ACT, "2001-01-09", "2001-01-09"),
        (Status.UNDETERMINED, None, "2001-01-09"),
    ]
    assert found[1].recorded == Status.NO_ACT and found[1].first == "2001-01-10"
    party = periods(
        under(
            Interval(), exact("2001-01-01"), exact("2001-01-02"), last_shown=Bound("2001-01-20", REPORT, ())
        )
    )
    assert party[-1].status == Status.PARTY and party[-1].known_through == "2001-01-20"


def test_what_is_only_never_recorded_is_not_known_up_to_the_next_act() -> None:
    absent = Interval(Bound("2001-01-10", ABSENCE, ("id:coverage",)), None)
    found = periods(under(absent, exact("2001-01-20"), exact("2001-01-25")))
    # It may have signed between what the source covers and its consent.
    assert [(one.status, one.last) for one in found[:3]] == [
        (Status.NO_ACT, "2001-01-09"),
        (Status.UNDETERMINED, "2001-01-19"),
        (Status.CONTRACTING, "2001-01-24"),
    ]
    assert found[1].open_kind == ActKind.SIGNATURE
    (first, *_) = periods(
        under(absent, exact("2001-01-20"), exact("2001-01-25"), never_signed=("id:accession",))
    )
    assert first.known_through == first.last == "2001-01-19"


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Course, list[str | None]]:
    """What a state did on which days, and what is known of that: an act that nobody records has no last day."""
    acts = sorted(draw(st.lists(DAYS, min_size=3, max_size=3)))
    done: list[str | None] = [*acts[: draw(st.integers(0, 3))], None, None, None][:3]
    known = []
    for day in done:
        first = draw(st.sampled_from([one for one in ALL_DAYS if day is None or one <= day]))
        last = None if day is None else draw(st.none() | st.sampled_from([o for o in ALL_DAYS if o >= day]))
        if last is not None and draw(st.booleans()):
            first = last = day or first
        kind = EXACT if first == last else REPORT
        known.append(
            Interval(Bound(first, kind, ("id:x",)), last and Bound(last, kind, ("id:y",)))  # type: ignore[arg-type]
        )
    # A later act is not before an earlier one, where that is recorded.
    for before, after in ((0, 1), (1, 2)):
        bound = known[before].first
        if known[before].last is not None and bound is not None and known[after].first is not None:
            known[after] = known[after]._replace(first=max(bound, known[after].first, key=lambda b: b.day))
    return under(*known), done


@given(worlds())
def test_what_is_known_through_a_day_was_so(world: tuple[Course, list[str | None]]) -> None:
    course, (signed, consented, entered) = world
    for one in periods(course):
        # On its first day it may be that more was done: acts of one day are not told apart.
        for day in ALL_DAYS:
            if one.status != Status.UNDETERMINED and (one.first or "") < day <= one.known_through:
                done = [act for act in (signed, consented, entered) if act is not None and act <= day]
                assert (
                    one.status
                    == [Status.NO_ACT, Status.SIGNATORY, Status.CONTRACTING, Status.PARTY][len(done)]
                )


@given(INTERVALS, INTERVALS, INTERVALS, BOUNDS)
def test_nothing_holds_after_the_end_of_a_state_and_all_is_as_it_was_before(
    signed: Interval, consented: Interval, in_force: Interval, end: Bound
) -> None:
    course = under(signed, consented, in_force)
    whole, cut = periods(course), periods(course._replace(end=end))
    assert all(one.last is not None and one.last <= end.day for one in cut)
    assert all(one.known_through <= end.day or one.first is None for one in cut)
    for day in ALL_DAYS:
        if whole and day <= end.day:
            assert on(cut, day).status == on(whole, day).status
