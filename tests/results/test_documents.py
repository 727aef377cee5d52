"""Documents: laid out as text, Markdown and HTML, with marks that lead to their sources."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from thbgraph.base.errors import RequestError
from thbgraph.base.values import Entity
from thbgraph.results.document import Cell, Cells, Document, Section, Table, items, section, table
from thbgraph.results.formats import write
from thbgraph.results.render.text import laid_out
from thbgraph.results.source_ranks import CitedPage, SourceSite
from thbgraph.results.sources import Notes, Origin, Source, note_lines

MEMO = Source("https://e.org/memo/2-14", "states that had signed", "memo 2-14, section 2, 14th paragraph")
PAGE = "https://e.org/" + "a-long-address/" * 8 + "?q=<b>&x=1"
TABLE = Source(
    "https://e.org/acts",
    "Acts under a treaty",
    "",
    (CitedPage(PAGE, SourceSite("A ministry", "government", 3)),),
    Origin(rights="https://creativecommons.org/licenses/by/4.0/"),
)
OTHER = TABLE._replace(pages=(CitedPage("https://e.org/2", SourceSite("e.org")),))
DOCUMENT = Document(
    "A title that is <long> enough to be wrapped where a line of a terminal has room for 80 columns",
    (Cell("Said at first, with * and _ and | in it.", (MEMO, TABLE)),),
    (
        *section(
            "Table",
            table(("state", "nothing", "day"), [(Cell("Åland"), Cell(None), Cell("x | y", (OTHER,)))]),
        ),
        *section(
            "List", items([Cell(Entity("https://e.org/f", "Finland"), (MEMO,))], "12 more: thbgraph show F")
        ),
        *section("Nothing", items([]), Cell(None)),
    ),
    (Cell("To be known of all of it.", (OTHER,)),),
)


def test_what_holds_nothing_is_left_out() -> None:
    assert [one.title for one in DOCUMENT.sections] == ["Table", "List"]
    assert DOCUMENT.sections[0].blocks[0].columns == ("state", "day")  # type: ignore[union-attr]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_text_keeps_to_its_width_and_leaves_addresses_whole(width: int) -> None:
    from thbgraph.results.render.text import to_text

    lines = to_text(DOCUMENT, width).splitlines()
    assert all(len(line) <= width for line in lines if "http" not in line)
    assert f"    {PAGE} (A ministry; government)" in lines


def test_what_is_said_under_the_same_words_stands_below_them_and_is_told_from_what_wraps() -> None:
    from thbgraph.results.render.text import to_text

    said = [("A", "one two three four five six"), ("A", "seven"), ("B", "eight")]
    cells = [Cells(words, (Cell(text),)) for words, text in said]
    lines = to_text(Document("", (), tuple(section("Said", items(cells)))), 24).splitlines()
    assert lines == ["Said", "  A:", "    one two three four", "      five six", "    seven", "  B: eight"]


def test_text_numbers_marks_in_order_of_use() -> None:
    text = write(DOCUMENT, "text")
    assert "in it. [1]" in text and "Finland [3]" in text and "all of it. [2]" in text
    assert f"[1] (a) Acts under a treaty (CC BY 4.0)\n    {PAGE}" in text
    assert "    (b) memo 2-14, section 2, 14th paragraph: states that had signed" in text
    assert "[2] as [1a]: https://e.org/2" in text and "[3] as [1b]" in text
    assert "12 more: thbgraph show F" in text


def test_a_source_that_differs_from_an_earlier_one_in_its_page_alone_says_so() -> None:
    with_page = Source("https://e.org/a", "Acts", pages=(CitedPage("https://e.org/2", SourceSite("e.org")),))
    cells = items([Cell("one", (with_page,)), Cell("two", (with_page._replace(pages=()),))])
    text = write(Document("Acts", (), section("Acts", cells)), "text")
    assert "[1] Acts\n    https://e.org/2" in text and "[2] as [1], without a page" in text


def test_no_mark_is_cut_in_a_narrow_column() -> None:
    marks = tuple(Source(f"https://e.org/{number}", str(number)) for number in range(112))
    rows = [[Cell("x" * 9, (one,)) for one in marks[at : at + 7]] for at in range(0, 112, 7)]
    narrow = table(tuple("abcdefg"), rows)
    words = write(Document("", (), tuple(section("t", narrow))), "text").partition("\nSources")[0].split()
    assert {f"[{number}]" for number in range(1, 113)} <= {*words}


def test_markdown_has_footnotes() -> None:
    text = write(DOCUMENT, "markdown")
    assert (
        set(re.findall(r"\[\^(\d+)\](?!:)", text))
        == set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
        == {"1", "2", "3"}
    )
    assert r"\* and \_ and \|" in text and "| Åland | x \\| y[^2] |" in text


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids |= {said["id"]} if said.get("id") else set()
        self.targets += [said["href"]] if said.get("href") else []
        self.open += [tag] if tag not in ("meta", "wbr") else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_marks_in_html_lead_to_their_sources() -> None:
    page = _Page()
    page.feed(write(DOCUMENT, "html"))
    assert page.open == []
    inner = {target.removeprefix("#") for target in page.targets if target.startswith("#")}
    assert inner <= page.ids and len({one for one in inner if re.fullmatch(r"\w+-n\d", one)}) == 3
    assert {PAGE, "https://e.org/2", "https://e.org/f"} <= set(page.targets)


def test_a_document_has_no_other_format() -> None:
    with pytest.raises(RequestError):
        write(DOCUMENT, "turtle")


def test_a_note_is_a_set_of_sources() -> None:
    notes = Notes()
    given = ([MEMO, TABLE], [OTHER], [TABLE, MEMO, TABLE], [], [MEMO])
    assert [notes.of(one) for one in given] == [1, 2, 1, 0, 3]
    assert [[one.words for one in note] for _, note in note_lines(notes)][1:] == [["as [1a]"], ["as [1b]"]]


def test_the_same_cell_has_the_same_number_in_every_format() -> None:
    folded = Section("Folded", (Cell("kept apart", (MEMO._replace(title="another"),)),), is_folded=True)
    made = DOCUMENT._replace(sections=(folded, *DOCUMENT.sections))
    text, markdown, page = (write(made, form) for form in ("text", "markdown", "html"))
    for words in ("in it.", "y", "Finland", "all of it."):
        (number,) = {*re.findall(rf"{words} \[(\d+)\]", text)}
        assert re.search(rf"{words}(\]\(\S+\))?\[\^{number}\]", markdown)
        assert re.search(rf"{words}(</a>)?<sup>\[<a[^>]*>{number}</a>\]", page)
    assert "[4]" not in text and "[^4]" not in markdown and "-n4" in page  # the folded one


def test_a_page_that_stands_in_an_earlier_note_is_told_by_it() -> None:
    both = TABLE._replace(pages=(*TABLE.pages, *OTHER.pages))
    cells = items([Cell("one", (OTHER,)), Cell("two", (both, MEMO)), Cell("three", (both,))])
    text = write(Document("Acts", (), section("Acts", cells)), "text")
    assert f"[2] (a) all of [1], and\n    {PAGE}" in text and "[3] as [2a]\n" in text
    assert text.count("https://e.org/2 ") == 1


def test_rows_one_below_the_other_say_once_what_is_not_recorded() -> None:
    rows = [
        ["Annual Session", "Vilnius", "not recorded", "not recorded"],
        ["Meeting", "not recorded", "x", ""],
    ]
    text = laid_out(["event", "where", "page that is named", "note"], rows, most=30)
    assert "not recorded: page that is" in text and text.count("not recorded") == 2
    assert "where  " in text.split("\n\n")[0] and "where  " not in text.split("\n\n")[1]


@pytest.mark.parametrize(
    ("of", "more", "below"),
    [
        (None, "", ("a note",)),
        (2, "", ("2 rows", "a note")),
        (2, "; empty in all of them: day", ("2 rows; empty in all of them: day", "a note")),
        (5, "", ("the first 2 of 5", "a note")),
    ],
)
def test_a_table_says_how_many_rows_it_has_where_that_is_told(
    of: int | None, more: str, below: tuple[str, ...]
) -> None:
    found = Table(
        ("state",), ((Cell("Finland"),), (Cell("Sweden"),)), notes=(Cell("a note"),), of=of, more=more
    )
    assert tuple(map(str, found.below)) == below
    page = write(Document("", (), (Section("", (found,)),)), "html")
    assert ("2 rows</p>" in page, "The first 2 of 5" in page, "a note" in page) == (False, of == 5, True)
