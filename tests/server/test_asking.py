"""The questions as an API: formats, paging, errors, and their description in OpenAPI."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from html import unescape
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from command_line import run
from serving import Server
from thbgraph import KnowledgeGraph, write
from thbgraph.base.namespaces import BASE
from thbgraph.base.values import Entity
from thbgraph.results.answer import Answer, Row
from thbgraph.results.catalogue import catalogue_of
from thbgraph.results.formats import write_bytes

QUESTION = "/ask/signed-not-ratified"
ASKED = "group=CBSS&instrument=CETS%20No.%20197"
EVIDENCE = {"ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG}


def test_an_answer_is_that_of_every_door(server: Server, graph: KnowledgeGraph) -> None:
    answer = graph.ask("signed-not-ratified", group="CBSS", instrument="CETS No. 197")
    for ending in ("json", "csv", "tsv", "xml", "md"):
        form = {"md": "markdown"}.get(ending, ending)
        assert server.ask(f"{QUESTION}.{ending}?{ASKED}").text == write(answer, form)


def test_curl_needs_no_header(server: Server) -> None:
    for headers in ({}, {"accept": "*/*"}):
        assert server.ask(f"{QUESTION}?{ASKED}", **headers).media_type == "application/json"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/csv", "text/csv"),
        ("text/*", "text/csv"),
        ("text/turtle", "text/turtle"),
        ("text/csv;q=0.1, application/json;q=0.2", "application/json"),
    ],
)
def test_the_format_is_that_which_is_accepted(server: Server, accept: str, media_type: str) -> None:
    assert server.ask(f"{QUESTION}?{ASKED}", accept=accept).media_type == media_type


def test_text_is_what_people_read(server: Server, graph: KnowledgeGraph) -> None:
    text = write(graph.ask("signed-not-ratified"), "text")
    for found in (server.ask(f"{QUESTION}.txt"), server.ask(QUESTION, accept="text/plain")):
        assert (found.media_type, found.text) == ("text/plain", text)


def test_several_values_and_defaults(server: Server, graph: KnowledgeGraph) -> None:
    several = server.ask("/ask/group-members.json?group=CBSS&group=Nordic%20Council").text
    assert several == write(graph.ask("group-members", group=["CBSS", "Nordic Council"]), "json")
    assert server.ask(f"{QUESTION}.json").text == write(graph.ask("signed-not-ratified"), "json")


@pytest.mark.parametrize("ending", EVIDENCE)
def test_the_formats_of_graphs_hold_the_evidence(server: Server, graph: KnowledgeGraph, ending: str) -> None:
    answer = graph.ask("signed-not-ratified", group="CBSS", instrument="CETS No. 197", cite=True)
    cited = {quad.triple for row in answer if row.citation for quad in row.citation.statements}
    found = ox.parse(server.ask(f"{QUESTION}.{ending}?{ASKED}").body, format=EVIDENCE[ending])
    assert {quad.triple for quad in found} == cited


def test_rows_are_cited_where_that_is_asked(server: Server) -> None:
    rows = json.loads(server.ask(f"{QUESTION}.json?{ASKED}&_cite=true").text)["rows"]
    assert all(row["evidence"]["sources"] for row in rows)
    assert "evidence" not in json.loads(server.ask(f"{QUESTION}.json?{ASKED}").text)["rows"][0]


def test_pages_make_up_the_whole(server: Server) -> None:
    whole = json.loads(server.ask(f"{QUESTION}.json?{ASKED}").text)["rows"]
    found, path = [], f"{QUESTION}.json?{ASKED}&_limit=2"
    while path:
        answer = server.ask(path)
        assert answer.headers["x-total-count"] == str(len(whole))
        found += json.loads(answer.text)["rows"]
        links = dict(reversed(one.split(">; rel=")) for one in answer.headers["link"].split(", "))
        path = links.get('"next"', "").removeprefix("<")
    assert found == whole
    assert '"prev"' in links


@pytest.mark.parametrize("page", ["_limit=1", "_offset=1&_limit=2", "_offset=9999"])
def test_every_page_has_the_columns_of_the_whole(server: Server, page: str) -> None:
    """Also those of labels and evidence, which follow from what the rows hold."""
    path = "/ask/signed-not-ratified.csv?asOf=2009-01-01&_cite=true"
    whole, part = (server.ask(f"{path}{more}").text.split("\n") for more in ("", f"&{page}"))
    assert part[0] == whole[0] and "openActLabel" in part[0] and "evidence" in part[0]
    assert set(part[1:]) < set(whole[1:])


def test_an_empty_answer_says_why(server: Server) -> None:
    answer = server.ask(f"{QUESTION}.json?group=CBSS&instrument=CETS%20No.%20197&asOf=1990-01-01")
    assert answer.status == 200
    assert json.loads(answer.text)["diagnosis"]


def test_a_workbook_has_the_answer_as_readers_see_it_what_it_rests_on_and_the_data() -> None:
    values = (Entity("https://e.org/fin", "Finland"), date(2006, 8, 29), 27, None)
    made = Answer(("state", "signed", "months", "left"), [Row(("state", "signed", "months", "left"), values)])
    with zipfile.ZipFile(io.BytesIO(write_bytes(made.replace(summary="One state."), "xlsx"))) as book:
        sheets = [book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2, 3)]
        texts = book.read("xl/sharedStrings.xml").decode()
        names = re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode())
    assert names == ["answer", "about", "data"] and "One state." in texts
    assert "<v>38958</v>" in sheets[0] and "<v>27</v>" in sheets[0]  # 29 August 2006, counted from 1900
    assert "https://e.org/fin" in texts and "<v>38958</v>" not in sheets[2]


def test_spreadsheets_get_texts_and_no_formulas(server: Server) -> None:
    answer = server.ask(f"{QUESTION}.xlsx?{ASKED}")
    assert "spreadsheetml" in answer.media_type
    with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
        assert b"Finland" in book.read("xl/sharedStrings.xml")
    hostile = Answer(("x",), [Row(("x",), ("=1+1",)), Row(("x",), ("@cmd",))])
    with zipfile.ZipFile(io.BytesIO(write_bytes(hostile, "xlsx"))) as book:
        assert not any(b"<f>" in book.read(f"xl/worksheets/sheet{number}.xml") for number in (1, 2, 3))
    rows = list(csv.reader(io.StringIO(server.ask(f"{QUESTION}.csv?{ASKED}").text)))
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/ask/signed-not-ratifed", 404, "signed-not-ratified"),
        (f"{QUESTION}?group=Balticsea", 400, "group"),
        (f"{QUESTION}?gruop=CBSS", 400, "it has: group"),
        (f"{QUESTION}?group=", 400, "empty"),
        (f"{QUESTION}?asOf=yesterday", 400, "asOf"),
        (f"{QUESTION}?_cite=perhaps", 400, "_cite"),
        (f"{QUESTION}?_limit=-1", 400, "_limit"),
        (f"{QUESTION}?_offset=x", 400, "_offset"),
        (f"{QUESTION}?_lang=fr", 400, "English"),
        (f"{QUESTION}?_other=1", 400, "_limit"),
        (f"{QUESTION}.exe", 404, "csv"),
        ("/ask/..%2f..%2fetc%2fpasswd", 404, ""),
        ("/ask?q=zzzz", 404, "lists"),
    ],
)
def test_errors_name_what_may_be_meant(server: Server, path: str, status: int, words: str) -> None:
    answer = server.ask(path)
    assert answer.status == status, answer.text
    assert words in answer.text
    told = server.ask(path, accept="application/json")
    assert told.status == status
    assert json.loads(told.text)["status"] == status


def test_what_is_accepted_of_answers_is_listed(server: Server) -> None:
    answer = server.ask(QUESTION, accept="image/png")
    assert answer.status == 406
    assert "text/csv (.csv)" in answer.text


def test_each_value_leads_to_the_page_on_which_its_statement_has_its_place(server: Server) -> None:
    written = server.ask(f"{QUESTION}.md?{ASKED}&_cite=true").text
    table = written.partition("|---")[2].partition("\n\n")[0]
    places = {
        *re.findall(rf"\[(?:between )?\d[^\]]*\]\({BASE}([^)]+)\)", table)
    }  # things lead to their own pages
    assert "id/act-cets-197-fin-signature" in places
    page = server.ask(f"{QUESTION}?{ASKED}", accept="text/html").text
    for place in places:
        path, _, anchor = place.partition("#")
        answer = server.ask(f"/{path}", accept="text/html")
        assert answer.status == 303
        address, _, found = answer.headers["location"].partition("#")
        anchor = anchor or found
        leads = address.removesuffix(".html") + (f"#{anchor}" if anchor else "")
        assert f'href="{leads}">' in page, "the mark of the value leads there as well"
        assert not anchor or f'id="{anchor}"' in server.ask(address).text


def test_a_sentence_leads_a_person_to_the_page_that_answers_it(server: Server) -> None:
    answer = server.ask("/ask?q=who%20works%20with%20children", accept="text/html")
    assert answer.status == 303 and answer.headers["location"].startswith("/search?")
    assert server.ask(answer.headers["location"]).status == 200


#: Ten sentences: some that are answered, and others of which something is to be said.
SENTENCES = (
    "who works with children?",
    "Which CBSS members were not parties to CETS 197 on 1 January 2009?",
    "is Lithuania a party to CETS 197 on 1 January 2008?",
    "Which states never signed CETS 197?",
    "which conferences were not organised by the OSCE?",
    "What does the memo say about Frontex?",
    "what is the Lanzarote Convention",
    "the number of CBSS states bound by CETS 197",
    "who established the Task Force",
    "Welche Staaten haben das Palermo-Protokoll nicht ratifiziert?",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_answered_alike_at_every_door(
    server: Server, graph: KnowledgeGraph, sentence: str
) -> None:
    found, query = graph.answer(sentence), quote(sentence)
    told = " ".join(run(sentence).stdout.split())
    data = server.ask(f"/ask?q={query}", accept="application/json")
    page = server.ask(f"/ask?q={query}", accept="text/html")
    assert told.startswith(found.text) and page.status == 303
    shown = server.ask(page.headers["location"], accept="text/html").text
    assert found.text in unescape(" ".join(re.sub("<[^>]*>", "", shown).split()))
    if found.lead is not None:
        assert data.status == 200 and json.loads(data.text)["answer"] == found.text
    else:
        assert data.status == 404 and json.loads(data.text)["detail"].startswith(found.text)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/ask/not-bound?group=Sweden&instrument=Norway", "Norway is a state, not"),
        ("/ask/not-bound?group=Balticsea", "'Balticsea'"),
        ("/ask/not-bound?asOf=yesterday", "asOf"),
        ("/ask/not-bound?gruop=CBSS", "it has: group"),
        ("/report/matrix?group=Balticsea", "'Balticsea'"),
        ("/report/matrix?asOf=yesterday", "asOf"),
        ("/report/levers?group=Balticsea", "'Balticsea'"),
        ("/report/path?start=Qwxyz&end=Sweden", "'Qwxyz'"),
    ],
)
def test_wrong_arguments_of_a_page_are_named_in_its_place(server: Server, path: str, words: str) -> None:
    answer = server.ask(path, accept="text/html")
    assert (answer.status, answer.media_type) == (400, "text/html")
    shown = unescape(" ".join(re.sub("<[^>]*>", " ", answer.text).split()))
    assert words in shown and "Traceback" not in shown


def test_the_questions_are_listed(server: Server, graph: KnowledgeGraph) -> None:
    assert json.loads(server.ask("/ask").text) == catalogue_of(
        graph.questions.values(), graph.index.classes, graph.index.labels
    )
    assert server.ask("/ask", accept="text/html").media_type == "text/html"


def test_openapi_describes_every_question_with_its_parameters(server: Server, graph: KnowledgeGraph) -> None:
    said = json.loads(server.ask("/openapi.json").text)
    assert said["openapi"] == "3.1.0"
    asked = {f"/ask/{name}" for name in graph.questions} | {f"/report/{name}" for name in graph.reports}
    assert {*said["paths"]} == asked
    params = said["paths"]["/report/brief"]["get"]["parameters"]
    assert [(one["name"], one["required"]) for one in params] == [("thing", True), ("asOf", False)]
    for question in graph.questions.values():
        names = [one["name"] for one in said["paths"][f"/ask/{question.name}"]["get"]["parameters"]]
        assert names == [*(param.name for param in question.params), "_cite", "_limit", "_offset", "_lang"]


def test_a_report_has_an_address_and_comes_in_every_format(server: Server, graph: KnowledgeGraph) -> None:
    found = graph.report("participants", instrument="CETS 197", asOf="2010-01-26")
    address = "/report/participants{}?instrument=CETS%20197&asOf=2010-01-26"
    assert server.ask(address.format(".json")).text == write(found, "json")
    assert server.ask(address.format(""), accept="text/csv").text == write(found, "csv")
    page = server.ask(address.format(""), accept="text/html")
    assert page.media_type == "text/html" and found.title in page.text and "participants.xlsx?" in page.text
    assert server.ask("/report/participants.ttl").status == server.ask("/report/nothing").status == 404
    assert "give instrument" in server.ask("/report/participants").text
    listed = json.loads(server.ask("/report").text)
    assert [one["name"] for one in listed] == list(graph.reports)
    assert server.ask("/report", accept="text/html").media_type == "text/html"


@pytest.mark.slow
def test_every_question_answers_with_its_defaults(server: Server, graph: KnowledgeGraph) -> None:
    statuses = {name: server.ask(f"/ask/{name}.csv").status for name in graph.questions}
    assert set(statuses.values()) == {200}, statuses


def test_a_page_and_the_api_go_on_from_what_the_address_names(server: Server) -> None:
    page = server.ask("/search?q=Did+Poland+sign+CETS+197%3F", accept="text/html").text
    assert '<input type="hidden" name="after" value="Did Poland sign CETS 197?">' in page
    given = "q=and+Latvia%3F&after=Did+Poland+sign+CETS+197%3F"
    assert "Did Latvia sign CETS 197?" in server.ask(f"/search?{given}", accept="text/html").text
    assert "Latvia" in server.ask(f"/ask?{given}", accept="application/json").text
