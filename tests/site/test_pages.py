"""Every page is drawn, well-formed, and leads only to pages and places that there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pyoxigraph as ox
import pytest

import thbgraph
from read_page import ReadPage
from thbgraph.base.errors import QuerySyntaxError, UnknownEntity, UnknownQuestion
from thbgraph.base.home import HOME
from thbgraph.base.namespaces import BASE
from thbgraph.base.vocabulary import Status
from thbgraph.graph.knowledge_graph import KnowledgeGraph
from thbgraph.results.render.html import abbreviated
from thbgraph.site.drawing import SECTIONS
from thbgraph.site.page_views import WrongPage
from thbgraph.site.pages import Site
from thbgraph.site.querying import QueryResult

_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")

#: A page of each type.
PATHS = [
    "",
    "questions",
    "instruments",
    "states",
    "states?group=EU&asOf=latest",
    "states?group=nobody",
    "organizations",
    "memo",
    "sources",
    "conflicts",
    "changes",
    "id/fin/changes",
    "ask/bound-by/changes?instrument=Palermo Protocol",
    "ontology",
    "ontology/status",
    "inferred",
    "computed",
    "sparql",
    "report",
    "report/matrix",
    "report/matrix?group=Nordic Council&asOf=1995-01-01",
    "report/matrix?group=Council of Europe&asOf=latest",
    "report/levers",
    "report/path",
    "report/path?start=GRETA&end=Finland",
    "report/path?start=GRETA&end=nobody",
    "search?q=who works with children",
    "ask/signed-not-ratified",
    "ask/works-on?topic=nonsense",
    "ask/bound-by?group=CBSS&asOf=1980-01-01",
    "id/fin",
    "id/cets-197",
    "id/greta",
    "id/ata",
    "id/unicef",
    "memo/2-16",
    "memo/1-2",
    "source/editors",
    "source/cbss-members",
]


Draw = Callable[[str], ReadPage]


@pytest.fixture(scope="session")
def drawn(site: Site) -> Draw:
    """Draws the page of an address, each once."""

    @cache
    def draw(address: str) -> ReadPage:
        parts = urlsplit(address)
        return ReadPage(site.page(unquote(parts.path), parse_qs(parts.query)))

    return draw


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_well_formed_and_uses_no_script_nor_style_of_its_own(drawn: Draw, path: str) -> None:
    page = drawn(path)
    assert page.open == []
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert (
        page.tags.count("script") == 1 and ("type", "application/ld+json") in page.attributes
    )  # which is data
    assert "style" not in page.tags
    assert not [name for name, _ in page.attributes if name == "style" or name.startswith("on")]
    assert len(page.places) == len(set(page.places)), "a place is named twice"


@pytest.mark.parametrize("path", PATHS)
def test_links_within_the_site_lead_to_pages_and_places(drawn: Draw, path: str) -> None:
    """Some of each page; the command `site` follows all of those that it writes."""
    page = drawn(path)
    within = {link for link in page.links if link.startswith("/")}
    for link in sorted(within)[:: max(1, len(within) // 2)]:
        address, _, place = link.removeprefix("/").partition("#")
        if "." in address.partition("?")[0]:  # data, which is the server's
            continue
        target = drawn(address)
        assert not place or place in target.places, link
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.places)


@pytest.mark.parametrize(
    "path", ["id/nobody", "id/act-cets-197-fin-signature", "memo/99-1", "source/x", "nothing"]
)
def test_what_has_no_page_is_an_error(site: Site, path: str) -> None:
    with pytest.raises(UnknownEntity, match="has the address"):
        site.page(path, {})


def test_a_question_that_there_is_not_is_an_error(site: Site) -> None:
    with pytest.raises(UnknownQuestion):
        site.page("ask/no-such-question", {})
    with pytest.raises(UnknownQuestion):
        site.page("report/no-such-report", {})


def test_an_answer_that_another_day_of_the_memo_changes_leads_to_that_day(drawn: Draw) -> None:
    page = drawn("ask/signed-not-ratified?group=CBSS")
    assert "/ask/signed-not-ratified?group=CBSS&asOf=2010-01-26" in page.links


def test_what_is_to_be_known_of_an_answer_stands_once_on_its_page(drawn: Draw, graph: KnowledgeGraph) -> None:
    """Its treaty, too, is written in full before and in short behind it."""
    remarks = graph.ask("counts-by-status").remarks
    shown = drawn("ask/counts-by-status").text.partition("} ")[2]  # what the page says of itself in JSON-LD
    assert remarks.sentence.startswith("The number of states")
    assert shown.count(remarks.sentence) == shown.count(remarks.notes[0]) == 1


def test_the_page_of_a_question_says_what_the_answer_says(drawn: Draw, graph: KnowledgeGraph) -> None:
    page = drawn("ask/signed-not-ratified?group=CBSS&asOf=2008-01-01")
    answer = graph.ask("signed-not-ratified", group="CBSS", asOf="2008-01-01")
    assert answer.summary in page.text
    for row in answer:
        assert row.country.label in page.text


def test_pages_show_the_query_that_is_asked(drawn: Draw, graph: KnowledgeGraph) -> None:
    """Which has the blocks of parameters in each group that engines plan by itself, unlike the file."""
    question = graph.questions["record-of-a-state"]
    query = question.whole[question.whole.index("PREFIX") :]
    assert query not in question.text
    assert "".join(query.split()) in "".join(drawn("ask/record-of-a-state").text.split())
    offered = [parse_qs(urlsplit(link).query).get("query") for link in drawn("sparql").links]
    assert [query] in offered


def test_the_mark_of_a_value_leads_to_the_statement_that_holds_it(drawn: Draw, graph: KnowledgeGraph) -> None:
    page = drawn("ask/signed-not-ratified?group=CBSS&asOf=2009-06-01")
    for place in ("act-cets-197-fin-signature", "list-cets-197-signed-memo"):
        assert f"/id/cets-197#{place}" in page.links
        assert place in drawn("id/cets-197").places
    said = drawn("id/cets-197").text
    assert "signature of CETS 197 by Lithuania: between 23 January 2008 and 26 January 2010" in said
    assert "membership of Estonia in CBSS: from 6 March 1992" in drawn("id/cbss").text


@pytest.mark.parametrize(
    "path", ["ask/works-on?topic=nonsense", "report/matrix?group=nonsense", "report/levers?group=nonsense"]
)
def test_a_wrong_argument_is_told_on_the_page(drawn: Draw, path: str) -> None:
    page = drawn(path)
    assert "'nonsense'" in page.text and ("value", "nonsense") in page.attributes


def test_what_is_wrong_is_told_by_the_words_of_the_form(drawn: Draw) -> None:
    text = drawn("ask/bound-by?asOf=banana").text
    assert "day: expected a day" in text and "asOf: expected" not in text


@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_how_to_cite_it(drawn: Draw, path: str) -> None:
    page = drawn(path)
    assert "Data version" in page.text
    assert [link for link in page.links if link.startswith(BASE)]
    if path.startswith(("id/", "memo/", "source/", "ask/", "report/")) or path in (
        "states",
        "memo",
        "sources",
    ):
        assert BASE + path.replace(" ", "+") in page.links


@pytest.mark.parametrize(
    "text", ['"><script>alert(1)</script>', "' onmouseover='x", "{{ 7 * 7 }}", "\u202e</main>", "&lt;b&gt;"]
)
def test_what_people_type_is_text(site: Site, text: str) -> None:
    for page in (
        ReadPage(site.page("search", {"q": [text]})),
        ReadPage(site.page("ask/works-on", {"topic": [text]})),
    ):
        assert page.open == [] and page.tags.count("script") == 1
        assert ("value", text) in page.attributes


def test_a_page_of_treaties_leads_to_the_answer_as_last_known(drawn: Draw) -> None:
    given = "group=CBSS&instrument=CETS+197"
    page = drawn(f"ask/signed-not-ratified?{given}&asOf=latest")
    assert f"/ask/signed-not-ratified?{given}" in page.links
    assert "As last known: 16 March 2022 for CETS 197" in page.text

    assert "/report/matrix?asOf=latest" in drawn("report/matrix").links
    assert "/id/fin?asOf=latest" in drawn("id/fin").links
    assert "asOf=latest" not in " ".join(drawn("ask/group-members").links)


def test_the_first_page_asks_what_is_answered(drawn: Draw, graph: KnowledgeGraph) -> None:
    page = drawn("")
    for text in HOME.sentences:
        assert f"/search?{urlencode({'q': text})}" in page.links
        assert graph.answer(text).lead is not None, text
    assert "/id/cets-197#fin" in page.links, "a cell of the picture leads to the row of its state"
    rows = graph.ask("status-matrix", {"group": "CBSS", "instrument": "CETS 197"})
    states = [row.status.label for row in rows]
    told = (len(states), states.count("party"), states.count("signatory"))
    assert told == (11, 4, 6)
    assert (
        "Of eleven states in the Council of the Baltic Sea States, four were party to CETS 197, "
        "and six had signed but not ratified it" in page.text
    )


def test_a_name_alone_leads_to_its_thing_with_how_it_stands(drawn: Draw) -> None:
    page = drawn("search?q=Sweden")
    assert "/id/swe" in page.links and "alpha2" not in page.text
    assert (
        "On 23 February 2010, Sweden was a party to at least eleven of the treaties on record here; for ILO C138 the sources"
        in page.text
    )


@pytest.mark.parametrize(
    ("name", "told", "asked"),
    [
        ("GRETA", "GRETA is to monitor how the Convention is carried out.", "ask/what-the-memo-says?entity=GRETA"),
        ("Blue Heart Campaign", "the work of the United Nations Office on Drugs and Crime (launched by)", "ask/what-the-memo-says?"),
        ("CETS 197", "The Convention is above all to protect victims", "ask/not-bound?instrument=CETS+197"),
        ("Aruba", "territory of: Netherlands", ""),
    ],
)  # fmt: skip
def test_a_name_alone_is_told_in_sentences_with_what_may_be_asked_of_it(
    drawn: Draw, name: str, told: str, asked: str
) -> None:
    page = drawn(f"search?q={name}")
    assert told in page.text and any(link.startswith(f"/{asked}") for link in page.links)
    for dumped in ("alpha2", "deals with", "page: http", "Property"):
        assert dumped not in page.text, "the page of the thing has the rest"


def test_a_source_that_a_name_finds_stands_by_its_title(drawn: Draw, graph: KnowledgeGraph) -> None:
    text = drawn("search?q=CETS 197").text
    title = next(one.title for one in graph.sources() if one.iri.endswith("/source/cets-197-acts"))
    assert f"{title} source" in text and "cets 197 acts" not in text and "entity" not in text


def test_no_question_about_members_is_offered_of_what_has_none(drawn: Draw) -> None:
    links = [*drawn("search?q=GRETA").links, *drawn("search?q=Resolution 1702").links]
    assert not any(
        link.startswith(("/ask/group-members", "/ask/bound-by", "/ask/not-bound")) for link in links
    )


def test_the_title_of_a_question_has_its_arguments(drawn: Draw) -> None:
    page = drawn("ask/signed-not-ratified?group=EU&asOf=2008-01-01")
    assert ("value", "EU") in page.attributes and ("value", "CETS 197") in page.attributes
    assert "but not consented to be bound by it on 1 January 2008?" in page.text
    assert "Which members of the EU had signed CETS 197 but not consented" in page.text, "to cite it"
    assert (
        "had signed the Palermo Protocol but"
        in drawn("ask/signed-not-ratified?instrument=Palermo Protocol").text
    )


def test_a_sentence_is_answered_before_what_has_its_words(drawn: Draw) -> None:
    text = drawn("search?q=Has Russia signed the Palermo Protocol?").text
    assert -1 < text.index("Yes: Russia had signed") < text.index("In the memo")
    for sentence in (
        "When did Norway sign CETS 197?",
        "How many Nordic states were parties to ILO C182 in 2000?",
    ):
        assert ".:" not in drawn(f"search?q={sentence}").text, "no verdict is marked where there is none"


def test_a_sentence_that_is_answered_leads_to_who_says_so(drawn: Draw, graph: KnowledgeGraph) -> None:
    sentence = "Has Russia signed the Palermo Protocol?"
    lead = graph.answer(sentence).lead
    page = drawn(f"search?q={sentence}")
    assert lead and lead.sources == (
        "Signatures and consents to be bound in the United Nations Treaty Collection",
    )
    assert {"/memo/1-2", "/source/untc-acts"} <= set(page.links)


def test_an_answer_has_its_remarks_in_one_note_and_all_of_some_rows(site: Site) -> None:
    html = site.page("search", {"q": ["Which states have signed CETS 197 but not ratified it?"]})
    page = ReadPage(html)
    assert len(_table(page)[1]) == 16 and "first 12" not in page.text and "In every row" not in page.text
    assert html.partition("<table")[0].count('class="note"') == 1


def test_what_a_row_does_not_record_is_dropped_where_it_stands_as_a_block(drawn: Draw) -> None:
    page = drawn("ask/events")
    blank = page.attributes.count(("class", "blank"))
    assert blank == sum(cell == "not recorded" for row in _table(page)[1] for cell in row) > 20


def test_things_that_stand_in_the_table_of_an_answer_are_not_named_again(drawn: Draw) -> None:
    page = drawn("search?q=Which states have ratified the CRC?")
    named = page.text.partition("Things named")[2]
    assert "Convention on the Rights of the Child" in named and "Albania" not in named


def test_an_answer_says_of_how_many_rows_it_has_the_first(drawn: Draw) -> None:
    page = drawn("search?q=Which states have ratified the CRC?")
    assert len(_table(page)[1]) == 60 and re.search(r"The first 60 of 1\d\d\b", page.text)


def test_a_long_address_may_go_on_behind_its_parts(site: Site) -> None:
    html = site.page("search", {"q": ["Who launched the Blue Heart Campaign?"]})
    assert ">unodc.org/<wbr>blueheart/<wbr>index.html</a>" in html
    assert "/<wbr>search?<wbr>q=<wbr>Who+<wbr>launched" in html


def test_an_answer_out_of_a_report_leads_to_all_of_the_report(drawn: Draw) -> None:
    page = drawn("search?q=Which Nordic countries had not ratified CETS 197 by March 2010?")
    asked = urlencode({"instrument": "CETS 197", "asOf": "2010-03-31"})
    assert f"/report/participants?{asked}" in page.links
    assert drawn(f"report/participants?{asked}").text.startswith(
        "Participants on 31 March 2010: Council of Europe"
    )


def test_a_status_is_read_and_drawn_as_of_the_day_of_its_sentence(drawn: Draw) -> None:
    page = drawn("search?q=Where did Finland stand under CETS 197 on 1 June 2012?")
    assert "Where did Finland stand under CETS 197 on 1 June 2012?" in page.text
    assert ("class", "other-day") in page.attributes


def test_what_is_unknown_is_told_and_not_replaced(drawn: Draw) -> None:
    text = drawn("search?q=What does the memo say about La Strada?").text
    assert "Not answered" in text and "Nothing in the graph is called 'La Strada'" in text


def test_a_treaty_has_its_states_on_a_map_and_in_a_table(drawn: Draw) -> None:
    page = drawn("id/cets-197")
    assert {"map", "over-time", "state-by-state", "fin"} <= set(page.places)
    assert ("title", "Finland: signed, not ratified 2006") in page.attributes
    assert {"#state-by-state", "/id/fin"} <= set(page.links)
    assert "7 neither signed nor joined" in page.text
    assert ("title", "Russia: neither signed nor joined") in page.attributes


def test_what_is_wrong_with_a_query_is_told_to_the_editor_at_its_place(site: Site) -> None:
    error = QuerySyntaxError("the query does not parse", line=2, column=3)
    page = ReadPage(site.querying.wrong("SELECT ?a {\n  }", error))
    assert {("data-line", "2"), ("data-column", "3")} <= set(page.attributes)


def test_a_thing_is_called_in_the_language_asked_for_where_it_has_a_name_there(drawn: Draw) -> None:
    page = drawn("id/fin?lang=fi")
    assert "Suomi Finland" in page.text and ("lang", "fi") in page.attributes
    assert drawn("id/fin?lang=fi-FI").text == page.text
    for address in ("id/fin", "id/fin?lang=en", "id/fin?lang=xx", "id/fin?lang="):
        assert "Suomi Finland" not in drawn(address).text
        assert ("lang", "et") in drawn(address).attributes  # of a name further down


def test_the_states_lead_to_those_of_a_group_and_keep_the_day(drawn: Draw) -> None:
    links = drawn("states?asOf=latest").links
    assert {"/states?asOf=latest&group=CBSS", "/states", "/states?asOf=latest&instrument=CETS+197"} <= {
        *links
    }
    assert not any("group=UN" in link for link in links)
    page = drawn("states?group=CBSS&asOf=latest")
    _, rows = _states(page)
    assert len(rows) == 11 and "Of which nothing is recorded" not in page.text
    assert "/report/matrix?group=CBSS&asOf=latest" in page.links and "/states?group=CBSS" in page.links


@pytest.mark.parametrize("day", ["1999-06-01", "2008-02-01", "2012-06-01"])
def test_the_states_have_the_status_that_the_report_has(drawn: Draw, graph: KnowledgeGraph, day: str) -> None:
    heads, rows = _states(drawn(f"states?asOf={day}"))
    told = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    report = graph.report("matrix", group="Nordic Council", asOf=day)["matrix"]
    assert len(report) > 40
    for row in report:
        name = abbreviated(graph.short_name(row.instrument.iri))
        assert told[row.country.label][name].strip() == Status(row.status.iri).meaning


def test_the_states_stand_on_a_map_under_the_first_treaty_or_the_one_asked_for(drawn: Draw) -> None:
    page = drawn("states")
    assert "Under the Palermo Protocol" in page.text and "134 parties" in page.text
    assert ("title", "Finland: party 2006") in page.attributes
    one = drawn("states?instrument=CETS 197")
    assert ("title", "Finland: signed, not ratified 2006") in one.attributes
    assert "stood under CETS 197 on" in one.text and "no source here tells" not in one.text
    assert "Under one treaty" in page.text and "Under one treaty" not in one.text


def test_the_states_as_last_known_tell_what_was_recorded_of_the_unclear(drawn: Draw) -> None:
    page = drawn("states?asOf=latest")
    told = "Unclear on that day, but recorded last as neither signed nor joined under "
    assert told in page.text and "CETS 197: Russia" in page.text.partition(told)[2]
    assert told not in drawn("states").text


def test_the_states_of_a_group_have_its_link_marked_and_no_count_of_parties(drawn: Draw) -> None:
    page = drawn("states?group=CBSS")
    assert ("aria-current", "true") in page.attributes[
        page.attributes.index(("href", "/states?group=CBSS")) :
    ][:2]
    assert "Eleven were party" not in page.text


@pytest.mark.parametrize("wrong", ["group=nobody", "instrument=GRETA", "asOf=banana"])
def test_what_is_wrong_with_what_is_asked_of_the_states_is_told(site: Site, wrong: str) -> None:
    page = site.page("states", parse_qs(wrong))
    assert isinstance(page, WrongPage) and 'role="alert"' in page and "matrix" not in ReadPage(page).text


def test_states_stand_with_their_status_under_each_treaty(drawn: Draw, graph: KnowledgeGraph) -> None:
    page = drawn("states")
    assert "/id/fin" in page.links
    heads, rows = _states(page)
    told = dict(zip(heads, next(cells for cells in rows if cells[0] == "Finland"), strict=True))
    for treaty, status in (("cets-197", "signed, not ratified"), ("palermo-protocol", "party")):
        name = graph.short_name(f"{BASE}id/{treaty}").replace("Protocol", "Prot.")
        assert told[name].strip() == status
    assert "ILO P029" not in page.text  # which was adopted in 2014
    assert "Czechoslovakia" not in [row[0] for row in rows] and "/id/csk" in page.links  # which had ended


def test_a_list_names_its_kinds_in_the_plural_where_there_are_several(drawn: Draw) -> None:
    text = drawn("organizations").text
    assert (
        "bodies 37" in text and "non-governmental organizations 3" in text and "national authority 1" in text
    )


def test_what_sources_disagree_on_stands_once_with_its_sides_and_a_reading(drawn: Draw) -> None:
    asked = "Signature of CETS 197 by Finland: when?"
    text = drawn("id/fin").text
    assert text.count(asked) == 1
    assert "29 August 2008" in text.partition(asked)[2].partition("Suggested reading: 29 August 2006.")[0]


def test_sources_are_told_by_kind_publisher_and_year(drawn: Draw, graph: KnowledgeGraph) -> None:
    heads, rows = _table(drawn("sources"))
    assert heads == ["source", "kind", "publisher", "year", "licence"]
    told = {row[0]: row for row in rows}
    assert len(told) == len(graph.sources())
    for one in graph.sources():
        assert told[one.title][2] == (one.publisher or "not stated")
        assert told[one.title][3] == ((one.retrieved or "")[:4] or "not stated")
    assert {"facts; no licence stated", "CC BY 4.0"} <= {row[4] for row in rows}


def test_what_came_next_stands_in_each_row_of_an_answer_of_a_day(drawn: Draw) -> None:
    page = drawn("ask/signed-not-ratified?group=CBSS")
    heads, rows = _table(page)
    assert heads[:2] == ["state", "signed"] and heads[-1] == "what came next"
    told = [" ".join(f"{row[0]} {row[-1]}".split()) for row in rows]
    for state, what in (
        ("Finland", "accepted 30 May 2012"),
        ("Estonia", "ratified 5 February 2015"),
        ("Lithuania", "consented between 24 February 2012 and 31 December 2012"),
    ):
        assert any(one.startswith(state) and what in one for one in told), state
    assert "known until" not in heads, "the day before what came next"
    assert page.tags.count("svg") >= len(rows)
    for other in ("ask/works-on?topic=children", "ask/signed-not-ratified?group=CBSS&asOf=latest"):
        assert "what came next" not in drawn(other).text


def test_what_every_row_answers_with_yes_has_no_column(drawn: Draw) -> None:
    assert "pending" not in drawn("ask/signed-not-ratified?group=CBSS").text


def test_the_line_of_another_day_than_that_of_the_memo_is_not_amber(drawn: Draw) -> None:
    for page in ("id/cets-197", "id/fin", "ask/signed-not-ratified?group=CBSS"):
        glue = "&" if "?" in page else "?"
        assert ("class", "other-day") not in drawn(page).attributes
        assert ("class", "other-day") in drawn(f"{page}{glue}asOf=2008-03-01").attributes


def test_above_its_name_stands_what_a_thing_is(drawn: Draw) -> None:
    for path, told in (
        ("id/cets-197", "Treaty · CETS 197 · depositary: Council of Europe"),
        ("id/fin", "State Finland"),
        ("id/greta", "Body · GRETA"),
    ):
        assert told in drawn(path).text


def test_a_thing_without_a_sentence_of_its_own_begins_with_what_is_said_of_it(drawn: Draw) -> None:
    text = drawn("id/greta").text
    assert text.count("The group is made up of independent experts") == 1


def test_a_status_that_is_told_comes_with_what_decides_it(drawn: Draw) -> None:
    page = drawn("search?q=Has Sweden ratified CETS 197?")
    assert "Signature of CETS 197 by Sweden" in page.text and "16 May 2005" in page.text
    assert {"/memo/2-14", "/source/cets-197-acts"} <= set(page.links)


def test_the_acts_of_a_status_stand_over_time_and_in_a_table(site: Site) -> None:
    page = site.page("search", {"q": ["Has Finland ratified the Palermo Protocol?"]})
    figure, _, below = page.partition("</figure>")
    assert '<path class="consented" d="M' in figure
    acts = below.partition("</table>")[0]
    assert "Signature of Palermo Protocol by Finland</th>" in acts
    assert "7\N{NO-BREAK SPACE}September\N{NO-BREAK SPACE}2006" in acts


def test_a_status_without_an_act_has_no_drawing_and_a_table_of_who_reports_it(site: Site) -> None:
    page = site.page("search", {"q": ["Has Russia signed CETS 197?"]})
    assert "<figure" not in page and "Acts and their days" not in page
    reports = page.partition("Reports of a status")[2].partition("</table>")[0]
    assert "Council of Europe, page of the Anti-Trafficking Convention" in reports
    assert 'data-name="status">not consented' in reports


def test_a_report_of_states_by_treaties_has_a_note_for_each_treaty(drawn: Draw) -> None:
    page = drawn("report/matrix?group=CBSS")
    assert "stood under each treaty on 23 February 2010" in page.text and ("value", "CBSS") in page.attributes
    assert "/id/cets-197#fin" in page.links and "/id/icmw" in page.links
    marks = [link for link in page.links if link.startswith("#n")]
    assert 1 < len(marks) <= 15 and len(set(marks)) == len(marks)


def test_the_cells_of_an_answered_sentence_have_the_marks_of_their_acts(drawn: Draw) -> None:
    page = drawn("search?q=Which Nordic states had not ratified CETS 197 by March 2010?")
    _, rows = _table(page)
    assert "by 31 March 2010" in page.text and "Council of Europe" in page.text
    assert len([link for link in page.links if link.startswith("#n")]) >= len(rows)


def test_a_name_that_is_not_known_may_be_replaced_in_its_sentence(drawn: Draw) -> None:
    page = drawn("search?q=What does La Strada do?")
    given = [value for name, value in page.attributes if name == "value"]
    assert [one for one in given if one in ("What does", "La Strada", "do?")] == [
        "What does",
        "La Strada",
        "do?",
    ]
    assert "To cite this page" not in page.text


def test_a_search_names_things_and_not_their_acts(drawn: Draw) -> None:
    assert "membership of Sweden" not in drawn("search?q=Sweden").text


def test_two_columns_of_which_one_counts_are_drawn(site: Site) -> None:
    def rects(*rows: tuple[str, str]) -> int:
        literals = [[ox.Literal(name), ox.Literal(number, datatype=_INTEGER)] for name, number in rows]
        page = ReadPage(site.querying.answer("SELECT * {}", QueryResult(["name", "n"], [*literals])))
        return page.tags.count("rect")

    assert rects(("a", "1"), ("b", "20")) == 4  # two in each width
    assert rects(("a", "1"), ("b", "-20")) == rects(("a", "1")) == 0
    assert (
        "rect"
        not in ReadPage(site.querying.answer("ASK {}", QueryResult(["answer"], [[ox.Literal("yes")]]))).tags
    )


def _table(page: ReadPage) -> tuple[list[str], list[list[str]]]:
    heads, *rows = page.rows
    return heads, rows


def _states(page: ReadPage) -> tuple[list[str], list[list[str]]]:
    """Returns the table of states behind the map."""
    heads = next(at for at, row in enumerate(page.rows) if row[:1] == ["state"])
    return page.rows[heads], page.rows[heads + 1 :]


def test_an_answer_says_how_its_sentence_was_read(drawn: Draw) -> None:
    """The words of a question with the arguments that were read lead to all of its answer."""
    page = drawn("search?q=Has Russia signed the Palermo Protocol?")
    assert "Read as: Where did Russia stand under the Palermo Protocol on 23 February 2010?" in page.text


@pytest.mark.parametrize("path", [path for path, _ in SECTIONS])
def test_the_page_of_a_section_is_marked_as_the_current_one(site: Site, path: str) -> None:
    marked = re.findall(r'<a href="([^"]*)" aria-current="page">', site.page(path, {}))
    assert len(marked) == 1 and marked[0].endswith(path), marked


def test_a_search_is_drawn_in_a_home_that_does_not_describe_its_passages(home: Path) -> None:
    """The small home has passage 2-1, and no entry of it among the sources."""
    own = thbgraph.open(home)
    for sentence in (*HOME.sentences, "GRETA", "monitor the convention"):
        assert "<h1" in Site(own).page("search", {"q": [sentence]})


def test_a_path_is_told_step_by_step_by_its_report_and_for_a_sentence(drawn: Draw) -> None:
    report, answer = (
        drawn("report/path?start=GRETA&end=UNODC"),
        drawn("search?q=How are GRETA and UNODC connected?"),
    )
    for page in (report, answer):
        assert "Step 1" in page.text and "on the Group of Experts" in page.text
        assert "subject of call by" not in page.text
    assert ("type", "checkbox") in report.attributes and ("value", "false") not in report.attributes
    assert "topics and places count" in report.text.lower()
    assert "Step 1" not in drawn("search?q=Which Nordic states had not ratified CETS 197 by March 2010?").text
