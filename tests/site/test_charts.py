"""Days stand on charts where they are in time, and counts where they are in number."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thbgraph.results.values import Days
from thbgraph.site.charts import Acts, growth, lanes

DAYS = st.dates(date(1900, 1, 1), date(2030, 1, 1))


def spans() -> st.SearchStrategy[Days]:
    return st.one_of(
        st.builds(lambda day: Days(day, day), DAYS),
        st.builds(lambda one, other: Days(min(one, other), max(one, other)), DAYS, DAYS),
        st.builds(lambda day: Days(None, day), DAYS),
        st.builds(lambda day: Days(day, None), DAYS),
    )


@given(st.lists(spans(), max_size=30), DAYS)
def test_the_band_ends_at_what_is_sure_and_what_may_be(began: list[Days], day: date) -> None:
    chart = growth(began, day)
    sure = sum(one.last is not None and one.last <= day for one in began)
    possible = sum((one.first or one.last or day) <= day for one in began)
    assert chart.end.words == (str(sure) if sure == possible else f"{sure} to {possible}")
    heights = [float(point.split(",")[1]) for point in chart.line.split()]
    assert heights == sorted(heights, reverse=True), "a line of parties never falls: who left is not recorded"


@given(st.lists(spans(), min_size=1, max_size=8), DAYS)
def test_marks_lie_on_the_plot_in_order_of_their_days(found: list[Days], day: date) -> None:
    chart = lanes([Acts("treaty", "/id/x", one, None, None) for one in found], day)
    assert len(chart.lanes) == len(found)
    for lane in chart.lanes:
        assert lane.signed and chart.names <= lane.signed[0] <= lane.signed[1] <= chart.width


def test_a_bar_begins_where_a_state_was_bound_for_sure() -> None:
    bounds, known = Days(date(2008, 2, 1), date(2010, 1, 26)), Days(date(2010, 1, 26), date(2010, 1, 26))
    acts = [Acts("CETS 197", "/id/cets-197", known, None, in_force) for in_force in (bounds, known)]
    first, second = lanes(acts, date(2012, 1, 1)).lanes
    assert first.bar == second.bar is not None
