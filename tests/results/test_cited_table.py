"""Footnotes for readers: numbered by first use, with the pages that say so, and what is not followed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

import pyoxigraph as ox
import pytest

from thbgraph.base import vocabulary as thb
from thbgraph.base.namespaces import BASE, ID, MEMO, SOURCE
from thbgraph.base.values import Description, Entity
from thbgraph.results.answer import Answer, Citation, CitedSource, Evidence, Row, place_of
from thbgraph.results.answer_document import AnswerTable, cited_table, rows_with_sources, table_of
from thbgraph.results.document import Cell
from thbgraph.results.formats import write
from thbgraph.results.render.json import to_json
from thbgraph.results.source_ranks import CitedPage, Sites, SourceSite
from thbgraph.results.sources import Origin, Source

ACTS, OTHER, EDITORS, PASSAGE = SOURCE + "acts", SOURCE + "other", SOURCE + "editors", MEMO + "2-14"
DESCRIPTIONS = {
    ACTS: Description("acts", "Acts under it"),
    OTHER: Description("other", "Other days"),
    PASSAGE: Description("memo 2-14 (section 2)", "who signed"),
}


def said(thing: str, *graphs: str) -> list[ox.Quad]:
    prop = ox.NamedNode(thb.signatory)
    return [
        ox.Quad(ox.NamedNode(ID + thing), prop, ox.NamedNode(ID + "x"), ox.NamedNode(graph))
        for graph in graphs
    ]


def answer(
    *rows: tuple[str, list[ox.Quad]], sites: Mapping[str, SourceSite] = {}, **of_sources: Mapping[str, Any]
) -> Answer:
    """An answer of some rows; what its sources have is given by name of the field, and in it by source."""
    made = [Row(("state",), (name,), Citation(tuple(quads))) for name, quads in rows]
    sources = {
        iri: CitedSource(one, **{name: of[iri] for name, of in of_sources.items() if iri in of})
        for iri, one in DESCRIPTIONS.items()
    }
    return Answer(("state",), made, evidence=Evidence(sources, sites=sites))


def sources(made: Answer, is_short: bool = False) -> list[Source]:
    return list(cited_table(made, is_short).sources)


def test_footnotes_are_numbered_by_first_use_without_the_editors() -> None:
    made = answer(("Finland", said("fin", EDITORS, PASSAGE)), ("Germany", said("deu", ACTS, PASSAGE)))
    passage, acts = sources(made)
    assert cited_table(made).rests == [(passage,), (acts, passage)]
    assert [str(passage), str(acts)] == ["Memo 2-14 (section 2): who signed", "Acts under it"]
    assert (passage.place, passage.title, acts.place) == ("Memo 2-14 (section 2)", "who signed", "")


def test_what_only_the_editors_say_is_a_footnote() -> None:
    made = answer(("Finland", said("fin", EDITORS)))
    assert [note.iri for note in sources(made)] == [EDITORS]


def test_each_row_has_a_page_and_none_is_needless() -> None:
    pages = (
        *((ID + thing, "http://first.example/") for thing in ("fin", "deu")),
        *((ID + thing, "http://second.example/") for thing in ("fin", "fin-2")),
        *((ID + thing, "http://third.example/") for thing in ("deu", "deu-2")),
        (ID + "nobody", "http://fourth.example/"),
    )
    rows = (
        ("Finland", said("fin", ACTS) + said("fin-2", ACTS)),
        ("Germany", said("deu", ACTS) + said("deu-2", ACTS)),
    )
    sites = {page: SourceSite(page.split("/")[2]) for _, page in pages}
    made = answer(*rows, pages={ACTS: pages}, sites=sites)
    (few,), (note,) = sources(made, is_short=True), sources(made)
    assert [page.address for page in few.pages] == ["http://first.example/"]
    assert [(page.rows, page.address) for page in note.pages] == [
        (("Germany",), "http://third.example/"),
        (("Finland",), "http://second.example/"),
    ]


def test_no_worse_page_is_cited_where_a_better_one_bears_the_row() -> None:
    press, ministry, body = (
        "http://news.example/1",
        "http://ministry.example/longer/address",
        "http://body.example/",
    )
    sites = {
        press: SourceSite("News", "press", 7),
        ministry: SourceSite("Ministry", "government", 3),
        body: SourceSite("Body", "", 2),
    }
    pages = (
        *((ID + thing, press) for thing in ("fin", "deu", "swe", "usa")),
        *((ID + thing, ministry) for thing in ("fin", "deu", "swe")),
        (ID + "fin", body),
    )
    rows = [(thing, said(thing, ACTS)) for thing in ("fin", "deu", "swe", "usa")]
    (note,) = sources(answer(*rows, pages={ACTS: pages}, sites=sites), is_short=True)
    assert list(map(str, note.pages)) == [
        f"fin: {body} (Body)",
        f"deu, swe: {ministry} (Ministry; government)",
        f"usa: {press} (News; press)",
    ]


def test_members_of_the_cbss_are_cited_from_the_best_page_that_names_them(graph: Any) -> None:
    made = graph.ask("group-members", group="CBSS", cite=True)
    (note,) = (note for note in sources(made, is_short=True) if note.iri.endswith("/cbss-members"))
    observers = {row[0].label for row in made if "bserver" in str(row.values)}
    for page in note.pages:
        assert page.site.kind in {"intergovernmental", "government"} or set(page.rows) <= observers
    assert note.origin.publisher is None


def test_the_narrowest_site_that_is_described_has_a_page(graph: Any) -> None:
    pages = {
        "https://github.com/legalize-dev/legalize-ch/blob/1/ch.md": ("law database", 5),
        "https://github.com/somebody/else": ("", 9),
        "http://www.coe.int/t/dghl/monitoring?x=1": ("depositary", 1),
    }
    sites = Sites(graph._lookup.about).of(pages)
    assert {page: (site.kind, site.rank) for page, site in sites.items()} == pages
    assert sites["https://github.com/somebody/else"].publisher == "github.com"


def test_a_source_over_which_another_prevails_is_set_aside_and_said_to_be() -> None:
    prevails = ox.Quad(*map(ox.NamedNode, (ACTS, thb.prevailsOver, OTHER, EDITORS)))
    made = answer(("Finland", [*said("fin", ACTS, OTHER), prevails]), ("Germany", said("deu", ACTS)))
    assert [note.iri for note in sources(made)] == [ACTS]
    assert list(map(str, cited_table(made).aside)) == ["Finland: Other days"]
    assert cited_table(made).not_followed == ["Not followed (Finland): Other days"]
    for text in (write(made, "markdown"), write(made, "html")):
        assert "Not followed (Finland): Other days" in text
    assert json.loads(to_json(made))["notFollowed"] == [{"text": "Other days", "rows": ["Finland"]}]


def test_in_html_each_row_leads_to_its_statements_and_each_mark_to_what_it_stands_for(graph: Any) -> None:
    for question in ("signed-not-ratified", "handbooks", "entry-into-force"):
        made = graph.ask(question, cite="full")
        page = write(made, "html")
        places = re.findall(r'id="([^"]+)"', page)
        leading = re.findall(r'href="#([^"]+)"', page)
        assert len(places) == len({*places}) and {*leading} <= {*places}
        assert page.count(">statements</a>") >= len(table_of(made).rows)


def test_a_thing_in_html_has_the_mark_that_leads_to_what_says_so(graph: Any) -> None:
    page = write(graph.ask("signed-not-ratified", cite=True), "html")
    finland = next(line for line in page.split("\n") if ">Finland<" in line)
    assert re.search(r'Finland</a><sup>\[<a [^>]*href="#\w+-n\d+">\d+</a>\]</sup>', finland)


def test_each_mark_of_a_statement_leads_to_its_source(graph: Any) -> None:
    page = write(graph.ask("signed-not-ratified", cite="full"), "html")
    statements = page.partition(">Statements</h2>")[2].partition("<section")[0]
    assert statements.count("<sup>") >= statements.count("<li>") > 10


def test_a_row_has_at_its_beginning_what_its_cells_and_the_other_rows_do_not_rest_on() -> None:
    """Of a source it has the pages that are about it."""
    pages = tuple(CitedPage(f"http://{of}/", SourceSite("e.org"), (of,)) for of in ("Estonia", "Finland"))
    acts, memo, other = Source("acts", "Acts", pages=pages), Source("memo", "Memo"), Source("other", "Other")
    rows = [[(Cell(of),), (Cell("2008", (acts,)),)] for of in ("Estonia", "Finland")]
    rests = [(acts, memo), (acts, memo, other)]
    made = AnswerTable(["state", "signed"], rows, [[], []], [], rests, (acts, memo, other))
    lines, shared = rows_with_sources(made)
    assert [[page.address for page in line[1][0].sources[0].pages] for line in lines] == [
        ["http://Estonia/"],
        ["http://Finland/"],
    ]
    assert [line[0][0].sources for line in lines] == [(), (other,)] and shared == (memo,)


def test_json_says_which_statements_hold_a_value(graph: Any) -> None:
    made = graph.ask("signed-not-ratified", cite=True)
    (row,) = (row for row in json.loads(to_json(made))["rows"] if row["countryLabel"] == "Finland")
    cells, statements = row["evidence"]["cells"], row["evidence"]["statements"]
    assert all("2006-08-29" in statements[place]["object"] for place in cells["sinceEarliest"])
    assert cells["sinceEarliest"] and cells["country"] and "answer" not in cells


def test_each_value_in_markdown_leads_to_the_statement_that_holds_it_and_has_its_mark(graph: Any) -> None:
    made = graph.ask("signed-not-ratified", cite=True)
    rows = [line.strip("| ").split(" | ") for line in write(made, "markdown").splitlines()]
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", write(made, "markdown"), re.M))
    (finland,), (lithuania,) = (
        [row for row in rows if f"[{name}]" in row[0]] for name in ("Finland", "Lithuania")
    )
    assert re.fullmatch(rf"\[Finland\]\({ID}[\w-]+\)\[\^\d+\]", finland[0])
    signed = re.fullmatch(rf"\[29 August 2006\]\({ID}act-cets-197-fin-signature\)\[\^(\d+)\]", finland[1])
    assert signed and "<https://coe.int/web/anti-human-trafficking/finland1>" in notes[signed[1]]
    assert finland[2] == "yes"  # worked out: the first cell has the note of what else the row rests on
    bounds = "between 24 January 2008 and 26 January 2010"  # the later is the day of a list, by the editors
    assert lithuania[1] == f"[{bounds}]({ID}list-cets-197-signed-memo)"


@pytest.mark.parametrize(
    "question", ["signed-not-ratified", "calls-since-met", "works-on", "links-by-passage"]
)
def test_markdown_html_and_json_lead_from_a_value_to_the_same_statements(graph: Any, question: str) -> None:
    made = graph.ask(question, cite=True)
    page, found = write(made, "html"), json.loads(to_json(made))["rows"]
    held = {
        place_of(statement["subject"].strip("<>"), statement["graph"])
        for row in found
        for places in row["evidence"]["cells"].values()
        for statement in map(row["evidence"]["statements"].__getitem__, places)
    }
    table = write(made, "markdown").partition("|---")[2].partition("\n\n")[0]
    leading = {*re.findall(r"\]\((http\S+?)\)", table)}
    assert leading and leading <= held
    # In HTML a thing leads to its own page.
    cells = [cell for row in cited_table(made).rows for column in row for cell in column if cell.place]
    assert {cell.place for cell in cells} >= leading
    for cell in cells:
        assert isinstance(cell.value, Entity) or f'href="{escape(cell.place)}">' in page


def test_a_statement_stands_with_its_passage_or_with_its_subject(graph: Any) -> None:
    for name, place in (("memo/2-17", "memo/2-17#greta"), ("source/acts", "id/greta")):
        assert place_of(ID + "greta", BASE + name) == BASE + place
    assert place_of(PASSAGE, PASSAGE) == PASSAGE


def test_an_origin_says_whose_a_source_is_and_of_when() -> None:
    origin = Origin("A press", "CC BY 4.0", "2026-10-02")
    assert str(origin) == "A press; CC BY 4.0; read by 2 October 2026"
    assert str(origin._replace(version="commit 1")) == "A press; CC BY 4.0; version of 2 October 2026"
    assert str(Origin("The thbgraph developers", "facts; no licence stated")) == ""
    made = answer(("Finland", said("fin", ACTS)), origin={ACTS: origin})
    assert f"[^1]: Acts under it ({origin})." in write(made, "markdown")


def test_a_source_made_from_pages_has_their_publishers_in_place_of_its_own() -> None:
    page, site = "http://a.example/", SourceSite("A ministry", "government", 3)
    made = answer(
        ("Finland", said("fin", ACTS, OTHER)),
        pages={ACTS: ((ID + "fin", page),)},
        sites={page: site},
        origin={ACTS: Origin("The thbgraph developers"), OTHER: Origin("A press")},
    )
    first, second = sources(made)
    assert (first.pages, first.origin) == ((CitedPage(page, site),), Origin())
    assert second.origin == Origin("A press")


def test_every_form_leads_from_row_to_footnote_to_page() -> None:
    made = answer(
        ("Finland", said("fin", ACTS)),
        ("Germany", said("deu", PASSAGE)),
        pages={ACTS: ((ID + "fin", "http://a.example/?x=1&y=2"),)},
        sites={"http://a.example/?x=1&y=2": SourceSite("A & B", "press", 7)},
        text={PASSAGE: "Who <signed>."},
    ).replace(silence="No source records more.", full=True)
    page, text = write(made, "html"), made.document().name
    (place,) = {*re.findall(r'id="(\w+)-n2"', page)}
    mark = f'[<a id="{place}-mark2" href="#{place}-n2">2</a>]</sup>'
    assert f"Germany<sup>{mark}</th>" in page and f'<a href="#{place}-row-2">statements</a></td>' in page
    assert f'<ul id="{place}-row-2">' in page and text == ""
    assert '<a href="http://a.example/?x=1&amp;y=2">' in page and "<blockquote>Who &lt;signed&gt;." in page
    written = write(made, "markdown")
    assert "| Finland[^1] |" in written
    assert "[^1]: Acts under it. <http://a.example/?x=1&y=2> (A & B; press)." in written
    for one in (page, written, to_json(made)):
        assert "No source records more." in one
    assert '"rows": [\n            "Finland"' in to_json(made) and '"title": "Acts under it"' in to_json(made)
