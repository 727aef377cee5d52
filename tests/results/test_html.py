"""Cells are written so that they read well: days on one line, the marks of sources in brackets."""

from __future__ import annotations

import re
from datetime import date

import pytest

from thbgraph.results.render.html import HtmlWriter
from thbgraph.results.sources import CitedPage, Source, SourceSite
from thbgraph.results.table import Cell, Cells
from thbgraph.results.values import Days, Value

DAY = date(2010, 1, 26)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (DAY, "26~January~2010"),
        (Days(None, DAY), '<span class="open">by 26~January~2010</span>'),
        ("12 members since 6 March 1992 <b>", "12 members since 6~March~1992 &lt;b&gt;"),
    ],
)
def test_a_day_is_not_broken_over_lines(value: Value | Days, written: str) -> None:
    assert HtmlWriter(str).value(value) == written.replace("~", "\N{NO-BREAK SPACE}")


def test_what_is_said_in_a_row_is_parted_after_the_marks() -> None:
    one, other = Cell("one", (Source("a", "A"),)), Cell("other", (Source("b", "B"),))
    assert HtmlWriter(str).cell(Cells("said", (one, other), 3)) == (
        'said: one<sup>[<a href="#s1">1</a>]</sup>; other<sup>[<a href="#s2">2</a>]</sup>; and 3 more'
    )
    assert HtmlWriter(str).cell(Cells("said", ())) == "said: "
    assert HtmlWriter(str).cell(Cells("", (one,))) == 'one<sup>[<a href="#s1">1</a>]</sup>'


def test_marks_are_told_from_the_digits_before_them_and_from_each_other() -> None:
    marks = [Source(name, name) for name in "abcde"]
    writer = HtmlWriter(str)
    writer.marks(marks)
    several = writer.cell(Cell(DAY, (*marks[:3], marks[4])))
    assert re.sub("<[^>]+>", "", several) == "26~January~2010[1–3, 5]".replace("~", "\N{NO-BREAK SPACE}")


def test_a_mark_leads_to_the_statement_where_that_is_known_and_else_to_the_source() -> None:
    mark, place = Source("a", "A"), "/id/cets-197#act"
    assert HtmlWriter(str).cell(Cell("one", (mark,), place)) == f'one<sup>[<a href="{place}">1</a>]</sup>'
    assert HtmlWriter(str).cell(Cell("one", (), place)) == f'<a href="{place}">one</a>'


def test_a_page_that_stands_alone_at_one_mark_is_told_by_its_number_at_the_others() -> None:
    writer = HtmlWriter()
    one, other = (CitedPage(f"http://{name}/", SourceSite(name)) for name in "ab")
    sets = ((one, other), (one,), (), (one, other), ())
    writer.marks(Source(str(number), "", pages=pages) for number, pages in enumerate(sets))
    items = re.findall(r"<li id=.*", writer.sources())
    listed = [
        (re.findall(r'pages as <a href="#s(\d)"', item), re.findall(r'href="(http\S+)"', item))
        for item in items
    ]
    assert listed == [(["2"], ["http://b/"]), ([], ["http://a/"]), ([], []), (["1"], []), ([], [])]


def test_bounds_and_what_is_unknown_are_told_by_their_fields_not_by_their_words() -> None:
    assert HtmlWriter().cell(Cell("by signature")) == "by signature"
    bounds = Cell("by 26 January 2010", bounds=(None, DAY))
    assert HtmlWriter().cell(bounds).startswith('<span class="open">by 26')
    assert HtmlWriter().cell(Cell(None, unknown="not recorded", note="x")) == "not recorded (x)"
