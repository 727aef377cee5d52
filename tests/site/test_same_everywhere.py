"""Things and questions are told alike by every door: what `show`, `ask`, the API, pages and the site say is compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

import pyoxigraph as ox
import pytest

from command_line import run
from thbgraph.base.home import HOME
from thbgraph.base.namespaces import BASE, CLASSING, ID, MEMO, PREFIXES, SOURCE
from thbgraph.base.values import Entity, shown
from thbgraph.graph.knowledge_graph import KnowledgeGraph
from thbgraph.results import formats
from thbgraph.results.answer_document import cited_table
from thbgraph.results.document import Cell, Table, words
from thbgraph.results.thing import Page
from thbgraph.server.workers.replies import Problem
from thbgraph.site.pages import Site
from whole import WHOLE

pytest.importorskip("starlette", reason="the extra serve is not installed")

_DESCRIPTION = PREFIXES["dcterms"] + "description"
THINGS = [
    "fin", "est", "deu", "nor", "rus", "srb", "vat", "eu", "cets-197", "palermo-protocol", "untoc", "crc", "cedaw",
    "greta", "cbss", "unicef", "unodc", "iom", "ilo", "osce", "osce-pa", "pace", "coe", "bspc", "odihr",
    "blue-heart-campaign", "ipu", "nordic-council", "children", "parliamentarians",
]  # fmt: skip
#: A state, a union of states, a treaty, a body, a campaign, a topic.
SOME_THINGS = ["fin", "eu", "cets-197", "greta", "blue-heart-campaign", "children"]
#: What is said: in which words, what, and at which addresses the sources stand.
Said = tuple[str, str, frozenset[str]]


class Read(HTMLParser):
    """A page read back: rows of tables and values of lists of properties, each with the addresses of its sources."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, list[str]]]] = []
        self.facts: list[tuple[str, str, list[str]]] = []
        self.sources: dict[str, list[str]] = {}
        self.every: list[str] = []
        self.text = ""
        self._text, self._marks, self._property = "", self.every, ""
        self._note = ""
        self._in_mark = self._is_none = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th", "dt", "dd", "li"):
            self._text, self._marks = "", []
            self._is_none = given.get("class") == "none"  # the word for what is not told
        if tag == "p":
            self._marks = self.every
        if tag == "li" and re.fullmatch(r"n\d+", given.get("id", "")):
            self._note = given["id"]
        if tag == "sup":
            self._in_mark = True
        if tag == "a" and self._note and given["href"].startswith((BASE, "/")):
            self.sources.setdefault(self._note, []).append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        text = " ".join(self._text.split())
        if tag == "sup":
            self._in_mark = False
        elif tag == "section":
            self._note = ""
        elif tag in ("td", "th"):
            self.rows[-1].append(("" if self._is_none else text, self._marks))
        elif tag == "dt":
            self._property = text
        elif tag in ("li", "dd") and self._property and text:
            self.facts.append((self._property, text, self._marks))
            self._text = ""
        elif tag == "dl":
            self._property = ""

    def handle_data(self, data: str) -> None:
        if self._in_mark and data[0].isdigit():
            self._marks.append(f"n{data}")
        self._text += "" if self._in_mark else data
        self.text += data

    def addresses(self, marks: list[str]) -> frozenset[str]:
        return frozenset(address for mark in marks for address in self.sources[mark])

    @property
    def said(self) -> set[Said]:
        return {(prop, text, self.addresses(marks)) for prop, text, marks in self.facts}

    @property
    def cells(self) -> list[list[tuple[str, frozenset[str]]]]:
        return [[(text, self.addresses(marks)) for text, marks in row] for row in self.rows]


def spoken(told: object) -> str:
    return " ".join(str(told).split())


def _stated(sources: tuple[Entity, ...]) -> list[Entity]:
    return [one for one in sources if one.iri.startswith((MEMO, SOURCE))]


def _as_asked(facts: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Facts with all names as other names: an export prefers more of them than what questions are asked of."""
    prefix = PREFIXES["skos"]
    return {
        (prefix + "altLabel" if prop == prefix + "prefLabel" else prop, value, graph)
        for prop, value, graph in facts
    }


def _texts(value: object, graph: KnowledgeGraph) -> set[str]:
    """What a value is called; a statement also by its words."""
    found = {spoken(words(value))}  # type: ignore[arg-type]
    if isinstance(value, Entity) and value.iri.startswith(ID):
        about = (quad for quad in graph.statements(value.iri) if quad.subject.value == value.iri)
        found |= {spoken(quad.object.value) for quad in about if quad.predicate.value == _DESCRIPTION}
    return found


@pytest.fixture(scope="module", autouse=True)
def asked_once(graph: KnowledgeGraph) -> Iterator[None]:
    """Every door asks the graph; here each question is answered once."""
    ask, kept = graph.ask, dict[tuple[str, str], Any]()

    def keeping(name: str, given: Any = None, **named: Any) -> Any:
        key = name, repr((given or {}, named))
        if key not in kept:
            kept[key] = ask(name, given, **named)
        return kept[key]

    graph.ask = keeping  # type: ignore[assignment, method-assign]
    yield
    del graph.ask


@pytest.fixture(scope="module")
def folder(graph: KnowledgeGraph) -> Site:
    return Site(graph, is_served=False)


@pytest.fixture(scope="module")
def jobs(graph: KnowledgeGraph) -> Any:
    from thbgraph.exports.serializing import context
    from thbgraph.server.api_jobs import Answers
    from thbgraph.server.page_jobs import PageJobs

    return PageJobs(graph, graph._store), Answers(graph, context(graph.index.root))


@pytest.mark.slow
@pytest.mark.parametrize("name", THINGS if WHOLE else SOME_THINGS)
def test_a_thing(name: str, graph: KnowledgeGraph, site: Site, folder: Site, jobs: Any) -> None:
    iri = ID + name
    brief, page = graph.report("brief", thing=iri), Read(site.page(f"id/{name}", {}))
    written = Read(folder.page(f"id/{name}", {}))
    assert (written.said, written.cells) == (page.said, page.cells)

    def at(graphs: Iterable[str]) -> frozenset[str]:
        return frozenset(map(site.addresses.of, graphs))

    tables = [
        block
        for section in brief.document(is_whole=True).sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    drawn = [row for row in page.cells if row]
    for line in (line for table in tables for line in table.rows):
        cells = [cell for cell in line if isinstance(cell, Cell)]
        told_here = [
            (
                spoken(cell._replace(status=None)),
                frozenset(site.addresses.of(source.iri) for source in cell.sources),
            )
            for cell in cells
        ]
        assert told_here in drawn, told_here
    facts = {(row.property, spoken(shown(row.value)), at(row.citation.graphs)) for row in brief["what"]}
    assert bool(facts) == (name not in THINGS[:7])  # of a state there is nothing to say but where it stands
    described = graph.describe(iri)
    assert isinstance(described, Page)
    told = {
        (
            "is a" if one.property.iri in CLASSING else one.property.label,
            text,
            at(source.iri for source in _stated(one.sources)),
        )
        for one in described.facts
        for text in _texts(one.value, graph)
    }
    named = {prop for prop, _, _ in told}
    assert {one for one in facts if one[0] in named} <= told
    content = jobs[0].data(f"id/{name}", "application/n-quads").body
    exported = {
        (quad.predicate.value, quad.object.value, quad.graph_name.value)
        for quad in ox.parse(content, format=ox.RdfFormat.N_QUADS)
        if quad.subject.value == iri
    }
    stated = {
        (quad.predicate.value, quad.object.value, quad.graph_name.value)
        for quad in graph.statements(iri)
        if quad.subject.value == iri and quad.graph_name.value.startswith((MEMO, SOURCE))
    }
    assert _as_asked(stated) == _as_asked(one for one in exported if one[2].startswith((MEMO, SOURCE)))


@pytest.mark.slow
def test_every_question(graph: KnowledgeGraph, site: Site, folder: Site, jobs: Any) -> None:
    for name in [*graph.questions][:: 1 if WHOLE else 6]:
        answer = graph.ask(name, {}, cite=True)
        seen = cited_table(answer)
        page, written = Read(site.page(f"ask/{name}", {})), Read(folder.page(f"ask/{name}", {}))
        assert written.cells == page.cells, name
        every, text = page.addresses(page.every), spoken(page.text)
        for cells, sources, row in zip(seen.rows, seen.rests, page.cells[1:], strict=True):
            told = [said for said, _ in row]
            for cell in (spoken("; ".join(map(str, one))) for one in cells):
                assert cell in told or cell in text.partition("In every row: ")[2], (name, cell)
            marked = every.union(*(marks for _, marks in row))
            assert marked == {site.addresses.of(source.iri) for source in sources}, name
        reply = jobs[1].ask(name, {}, "application/json", True, None, 0, f"/ask/{name}")
        assert json.loads(reply.body) == json.loads(formats.write(answer, "json")), name


def test_a_page_offers_each_format_in_which_a_server_gives_its_result(site: Site, folder: Site) -> None:
    for path, kinds in (("ask/works-on", ("Answer", "Statements")), ("report/matrix", ("Report",))):
        forms = [
            formats.FORMATS[form] for kind in kinds for form in formats.formats_of(kind) if form != "html"
        ]
        page = site.page(path, {})
        for one in forms:
            assert f'<a href="/{path}.{one.ending}">{one.title}</a>' in page, (path, one.name)
        assert "<summary>Download</summary>" not in folder.page(path, {})


@pytest.mark.parametrize(
    "sentence",
    [
        *HOME.sentences,
        "Which states have signed CETS 197 but not ratified it?",
        "When was Finland bound by CETS 197?",
        "How many members does the CBSS have?",
        "Which handbooks are there for parliamentarians?",
        "Who is La Strada?",
    ],
)
def test_a_sentence(sentence: str, graph: KnowledgeGraph, site: Site, jobs: Any) -> None:
    """It has the same answer on a page, at the command line and by the API, or none."""
    found = graph.answer(sentence)
    page, reply = Read(site.page("search", {"q": [sentence]})), jobs[1].read(sentence, "", False)
    typed, told = run("ask", sentence), json.loads(reply.body)
    assert (reply.status, typed.returncode == 0) == ((200, True) if found.lead else (404, False))
    assert (told["answer"] if found.lead else Problem(**told).detail).startswith(found.text)
    for text in found.text.split(". "):
        for door in (page.text, typed.stdout + typed.stderr):
            assert spoken(text) in spoken(door), text
