"""Cells are written so that they read well: days on one line, the marks of sources in brackets."""

from __future__ import annotations

import re
from datetime import date

import pytest

from thbgraph.base.values import Days, Entity, Value
from thbgraph.base.vocabulary import Status
from thbgraph.results.document import Cell, Cells, Document, Items, Section, Table
from thbgraph.results.render.html import HtmlWriter, to_html
from thbgraph.results.source_ranks import CitedPage, SourceSite
from thbgraph.results.sources import Origin, Source

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
        'said: one<sup>[<a id="mark1" href="#n1">1</a>]</sup>; other<sup>[<a id="mark2" href="#n2">2</a>]</sup>; and 3 more'
    )
    assert HtmlWriter(str).cell(Cells("said", ())) == "said: "
    assert HtmlWriter(str).cell(Cells("", (one,))) == 'one<sup>[<a id="mark1" href="#n1">1</a>]</sup>'


def test_a_cell_has_one_mark_for_all_its_sources_told_from_the_digits_before_it() -> None:
    marks = [Source(name, name) for name in "abc"]
    writer = HtmlWriter(str)
    several = writer.cell(Cell(DAY, tuple(marks)))
    assert re.sub("<[^>]+>", "", several) == "26~January~2010[1]".replace("~", "\N{NO-BREAK SPACE}")
    assert writer.marks(marks[:2]) == '<sup>[<a id="mark2" href="#n2">2</a>]</sup>'
    assert writer.marks([marks[1], marks[0], marks[1]]) in (
        writer.marks(marks[:2]),
        '<sup>[<a id="mark3" href="#n3">3</a>]</sup>',
    )
    assert writer.marks(marks) == '<sup>[<a href="#n1">1</a>]</sup>'
    first, *_ = re.findall(r'<li id="n\d">.*', writer.sources())
    assert [first.count(f">{name}</a>") for name in "abc"] == [1, 1, 1]


def test_a_value_leads_to_the_statement_that_holds_it_and_its_mark_to_the_note() -> None:
    mark, place = Source("a", "A"), "/id/cets-197#act"
    written = f'<a class="stated" href="{place}">one</a><sup>[<a id="mark1" href="#n1">1</a>]</sup>'
    assert HtmlWriter(str).cell(Cell("one", (mark,), place)) == written
    assert HtmlWriter(str).cell(Cell("one", (), place)) == f'<a href="{place}">one</a>'


def test_a_note_tells_who_publishes_a_page_and_of_which_kind_the_best_first() -> None:
    pages = [
        CitedPage(f"http://{name}/", SourceSite(name, kind, rank))
        for name, kind, rank in (("news", "press", 7), ("coe", "depositary", 1))
    ]
    writer = HtmlWriter()
    writer.marks(Source(page.site.publisher, "acts", pages=(page,)) for page in pages)
    note = writer.sources()
    assert note.index('depositary</i> <b><a href="coe">coe</a></b>') < note.index(
        '<i>press</i> <b><a href="news">news</a></b>'
    )


def test_no_text_is_taken_for_markup() -> None:
    text = '<b title="x">&'
    cell = Cell(text, (Source("id:a", text, text=text),), note=text)
    table = Table((text, "other"), ((cell, Cell("b")), (Cell("a"), Cell("c"))), notes=(Cell(text),))
    blocks = (table, Items((Cells(text, (cell,)),), text), cell)
    written = to_html(Document(text, (cell,), (Section(text, blocks, about="id:x"),), (cell,)))
    assert "<b title" not in written and written.count("&lt;b title=&quot;x&quot;&gt;&amp;") > 15


def test_what_all_rows_say_has_no_column() -> None:
    rows = tuple((Cell(of), Cell("yes"), Cell(of.lower())) for of in "ABCD")
    written = HtmlWriter().table(Table(("letter", "pending", "small"), rows))
    assert "In every row: pending yes." in written and written.count('<th scope="col">') == 2
    assert HtmlWriter().table(Table(("letter", "pending", "small"), rows[:3])).count('<th scope="col">') == 3


def test_lines_with_words_before_them_say_these_once() -> None:
    lines = (
        Cells("adoption", (Cell("2005"),)),
        Cells("consent", (Cell("a"),)),
        Cells("consent", (Cell("b"),)),
    )
    written = HtmlWriter().section(Section("Its dates", (Items(lines),)))
    assert (
        '<dt>consent</dt>\n<dd><ul class="plain"><li>a</li><li>b</li></ul></dd>' in written
        and written.count("<dt>") == 2
    )
    assert "<li>" in HtmlWriter().section(Section("Its dates", (Items((*lines, Cell("c"))),)))


def test_a_step_that_is_not_told_was_not_taken_or_is_not_recorded() -> None:
    def row(state: str, status: str, sign: Status) -> tuple[Cell, ...]:
        return Cell(state), Cell(status, status=sign), Cell(None)

    rows = (row("Sweden", "signatory", Status.SIGNATORY), row("Norway", "party", Status.PARTY))
    first, second = HtmlWriter().table(Table(("state", "status", "in force"), rows)).split("<tr")[2:]
    assert "not by then" in first and "not recorded" in second


def test_what_is_drawn_stands_before_the_last_column() -> None:
    table = Table(("state", "next"), ((Cell("Sweden"), Cell("consented")), (Cell("Norway"), Cell("signed"))))
    written = HtmlWriter().document(Document("", (), (Section("", (table, table)),)), ["H", "A", "B"])
    assert '<td class="drawn">H</td><th scope="col">next</th>' in written
    assert written.index(">A<") < written.index("consented") < written.index(">B<") < written.index("signed")
    assert written.count('class="drawn"') == 3


def test_a_column_of_a_table_of_signs_may_have_a_frame() -> None:
    party = Cell("2008", status=Status.PARTY)
    written = HtmlWriter().table(Table(("state", "A", "B"), ((Cell("Denmark"), party, party),)), framed="B")
    assert written.count("framed") == 2 and '<th scope="col" class="framed">B</th>' in written


def test_a_status_has_its_sign_and_a_table_of_signs_their_meaning() -> None:
    party, none = Cell("2008", status=Status.PARTY), Cell(None, status=Status.NO_ACT)
    table = Table(("state", "CETS 197", "ICMW"), ((Cell("Denmark"), party, none),))
    written = HtmlWriter().table(table)
    assert '<td class="is-party"><i class="sign party"></i><span class="hidden">party </span>2008' in written
    assert 'class="matrix"' in written and "neither signed" in written
    assert [str(party), str(none)] == ["● 2008", "×"]
    assert [*map(str, table.below)] == ["● party; × neither signed nor joined."]
    assert HtmlWriter().cell(Cell("party", status=Status.PARTY)) == '<i class="sign party"></i>party'


def test_a_note_leads_back_to_the_first_of_its_marks() -> None:
    cell = Cell("2008", (Source("a", "A"),), status=Status.PARTY)
    table = Table(("state", "CETS 197", "ICMW"), ((Cell("Denmark"), cell, cell),))
    section, writer = Section("Where they stand", (table,)), HtmlWriter()
    assert writer.section(section).count('id="mark1"') == 1
    assert '<a href="#mark1">1</a>' in writer.sources()


def test_many_names_stand_in_order_of_the_alphabet_each_with_the_mark_behind_its_line() -> None:
    acts = Source("acts", "acts")
    names = [Cell(Entity(f"http://e.org/{name}", name)) for name in "NMLKJIHGFEDCB"]
    lines = (
        Cells("joined 1992", (*names[:-1], names[-1]._replace(sources=(acts,)))),
        Cells("joined 1995", (Cell(Entity("http://e.org/a", "A"), (acts,)),)),
    )
    written = HtmlWriter().section(Section("Members", (Items(lines),)))
    assert re.findall(r">([A-N])</a> <span>joined (\d+)<sup>", written) == [
        ("A", "1995"),
        *((one, "1992") for one in "BCDEFGHIJKLMN"),
    ]
    assert "<dl>" in HtmlWriter().section(Section("Members", (Items(lines[1:]),)))


def test_in_a_narrow_column_kinds_of_treaties_are_abbreviated() -> None:
    party = Cell("2008", status=Status.PARTY)
    written = HtmlWriter().table(Table(("state", "1949 Convention"), ((Cell("Denmark"), party),)))
    assert '<th abbr="1949 Convention" title="1949 Convention" scope="col">1949 Conv.</th>' in written


def test_a_cell_that_tells_nothing_leaves_a_table_one_of_signs_and_each_other_tells_its_day() -> None:
    party = Cell("1 May 2008", status=Status.PARTY, as_of=date(2010, 2, 23))
    rows = ((Cell("Denmark"), party, party), (Cell("Russia"), party, Cell("", unknown="–")))
    table = Table(("state", "CETS 197", "ICMW"), rows)
    written = HtmlWriter().table(table)
    assert 'class="matrix"' in written and "neither signed" not in written
    assert written.count('title="party 1 May 2008; as of 23 February 2010"') == 3
    assert "<td>–</td>" in written


def test_where_there_is_no_room_a_year_stands_for_a_day_which_is_still_read_aloud() -> None:
    written = HtmlWriter().cell(Cell(DAY, status=Status.PARTY))
    assert re.sub("<[^>]+>", "", written) == "party 26 January 20102010"
    assert written.endswith('<span class="whole">26 January 2010</span><b hidden aria-hidden="true">2010</b>')
    assert "hidden aria" not in HtmlWriter().cell(Cell("undetermined", status=Status.UNDETERMINED))


def test_a_note_leaves_the_day_of_reading_to_the_page_of_the_source() -> None:
    writer = HtmlWriter()
    writer.cell(Cell(DAY, (Source("s:read", "Days", origin=Origin("A press", retrieved="2026-10-02")),)))
    writer.cell(Cell(DAY, (Source("s:of", "Lists", origin=Origin(retrieved="2015-03-14", version="2015")),)))
    first, second = writer.sources().split("</li></ul>")[:2]
    assert "A press" in first and "2026" not in first and "version of 14 March 2015" in second


def test_bounds_and_what_is_unknown_are_told_by_their_fields_not_by_their_words() -> None:
    assert HtmlWriter().cell(Cell("by signature")) == "by signature"
    bounds = Cell("by 26 January 2010", bounds=(None, DAY))
    assert HtmlWriter().cell(bounds).startswith('<span class="open">by 26')
    assert (
        HtmlWriter().cell(Cell(None, unknown="not recorded", note="x")) == "not recorded\N{NO-BREAK SPACE}(x)"
    )
