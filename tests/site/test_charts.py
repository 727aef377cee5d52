"""Days stand on charts where they are in time, counts where they are in number, and states near their places."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.values import Days
from thbgraph.base.vocabulary import Status
from thbgraph.site.charts import WIDTHS, Acts, Tile, growth, lanes, reach, tile_map
from thbgraph.site.things import years

DAYS = st.dates(date(1900, 1, 1), date(2030, 1, 1))


def spans() -> st.SearchStrategy[Days]:
    return st.one_of(
        st.builds(lambda day: Days(day, day), DAYS),
        st.builds(lambda one, other: Days(min(one, other), max(one, other)), DAYS, DAYS),
        st.builds(lambda day: Days(None, day), DAYS),
        st.builds(lambda day: Days(day, None), DAYS),
    )


@given(st.lists(DAYS, max_size=30), st.lists(DAYS, max_size=3), DAYS, st.sampled_from(WIDTHS))
def test_a_count_is_told_on_the_day_and_at_the_last_change(
    began: list[date], ended: list[date], day: date, width: int
) -> None:
    chart = growth(began, ended, day, width)
    assert chart.end.words.split()[0] == str(len(began) - len(ended))
    assert chart.day.words.split()[0] == str(
        sum(one <= day for one in began) - sum(one <= day for one in ended)
    )
    at = [float(one) for one in re.findall(r"[MH]([\d.]+)", chart.line)]
    assert at == sorted(at) and at[-1] == chart.end.at and at[-1] <= width


@given(st.lists(spans(), min_size=1, max_size=8), DAYS, st.sampled_from(WIDTHS))
def test_marks_lie_on_the_plot_in_order_of_their_days(found: list[Days], day: date, width: int) -> None:
    chart = lanes([Acts("treaty", one, None, None) for one in found], day, width)
    assert len(chart.lanes) == len(found)
    for lane in chart.lanes:
        assert lane.signed and chart.names <= lane.signed[0] <= lane.signed[1] <= chart.width


def test_a_bar_begins_where_a_state_was_bound_for_sure() -> None:
    bounds, known = Days(date(2008, 2, 1), date(2010, 1, 26)), Days(date(2010, 1, 26), date(2010, 1, 26))
    acts = [Acts("CETS 197", known, None, in_force) for in_force in (bounds, known)]
    first, second = lanes(acts, date(2012, 1, 1), 820).lanes
    assert first.bar == second.bar is not None


def test_a_list_that_is_complete_is_told_from_the_last_report() -> None:
    whole, last, day = date(2013, 12, 13), date(2018, 10, 19), date(2010, 2, 23)
    both, alone, none = reach({"a": (whole, last), "b": (last, last), "c": (None, last)}, day, 500).lanes
    assert both.bar and both.end and both.bar[1] < both.end
    assert alone.bar and alone.bar[1] == both.end and alone.end is None
    assert none.bar is None and none.end == both.end


def test_the_map_is_the_part_that_has_states_of_which_something_is_known() -> None:
    def tile(code: str, status: Status) -> tuple[str, Tile]:
        return code, Tile(code.upper(), f"/id/{code}", code, status, "")

    states = dict([tile("nor", Status.PARTY), tile("dnk", Status.NO_ACT), tile("fra", Status.UNDETERMINED)])
    found = tile_map(states)
    assert found is not None
    assert [[one and one.code for one in row] for row in found.rows] == [["NOR"], ["DNK"]]
    assert found.counts == {Status.PARTY: 1, Status.UNDETERMINED: 1, Status.NO_ACT: 1}
    assert tile_map({"fra": states["fra"]}) is None


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2006-10-13", "2010-01-26", "06–10"),
        ("2008-02-01", "2008-03-01", "2008"),
        (None, "1997-01-01", "1997"),
        ("1997-01-01", None, ""),
    ],
)
def test_years_are_those_in_which_an_act_can_have_been_done(
    first: str | None, last: str | None, written: str
) -> None:
    assert years(Days.of(first, last)) == written
