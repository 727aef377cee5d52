"""The page of the ontology: complete, well-formed, on its own, and safe with whatever it is made from."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox

from thbgraph.building import sources
from thbgraph.exports.ontology_page import anchor, page
from thbgraph.words.namespaces import ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, THB
from thbgraph.words.terms import short

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = [statement.quad for statement in sources.read_ontology(ROOT)]
SHAPES = sources.read_shapes(ROOT)
PAGE = page(ONTOLOGY, SHAPES, "1.2.3")
VOID_TAGS = {"meta", "br", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """Reads a page; every tag must be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.shown = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID_TAGS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown += data

    def values(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


READ = Reader(PAGE)


def terms(*kinds: str) -> set[str]:
    wanted = {PREFIXES["owl"] + kind for kind in kinds}
    return {q.subject.value for q in ONTOLOGY if q.predicate.value == RDF_TYPE and q.object.value in wanted}


def test_it_is_well_formed() -> None:
    assert READ.open == []
    assert PAGE.startswith("<!DOCTYPE html>\n") and PAGE.endswith("</html>\n")
    assert len(READ.values("id")) == len(set(READ.values("id")))


def test_every_class_property_and_individual_has_its_place_definition_and_example() -> None:
    of = {term: [] for term in terms("Class", "ObjectProperty", "DatatypeProperty")}
    for quad in ONTOLOGY:
        if quad.predicate.value in (PREFIXES["skos"] + "definition", PREFIXES["skos"] + "example"):
            of.setdefault(quad.subject.value, []).append(quad.object.value)
    places = set(READ.values("id"))
    for term, texts in of.items():
        assert anchor(term) in places and short(term) in READ.shown, term
        assert all(text in READ.shown for text in texts), term


def test_every_class_is_in_the_tree() -> None:
    drawing = PAGE.partition("<svg")[2].partition("</svg>")[0]
    for term in terms("Class"):
        assert f">{short(term)}</text>" in drawing and f'href="#{anchor(term)}"' in drawing


def test_every_shape_stands_in_words() -> None:
    messages = {
        t.object.value.partition("; write for example: ")[0]
        for t in SHAPES
        if t.predicate.value.endswith("shacl#message")
    }
    assert messages
    missing = {message for message in messages if message not in READ.shown}
    assert missing == set()


def test_links_lead_to_places_in_the_page() -> None:
    inside = {value[1:] for value in READ.values("href") if value.startswith("#")}
    assert inside - set(READ.values("id")) == set()


def test_nothing_comes_from_elsewhere() -> None:
    assert not {"script", "link", "img", "iframe", "object"} & set(READ.tags)
    assert not re.search(r"@import|url\(|javascript:", PAGE)
    assert not [name for name, _ in READ.attributes if name == "src" or name.startswith("on")]


def test_it_has_a_light_and_a_dark_dress() -> None:
    assert "prefers-color-scheme: dark" in PAGE


def test_hostile_terms_stay_text() -> None:
    evil = "</code><script>alert(1)</script>\"'&"
    node, graph = ox.NamedNode(THB + "Evil'%22&x"), ox.NamedNode(ONTOLOGY_GRAPH)
    said = [
        (RDF_TYPE, ox.NamedNode(PREFIXES["owl"] + "Class")),
        (PREFIXES["rdfs"] + "label", ox.Literal(evil)),
        (PREFIXES["skos"] + "definition", ox.Literal(evil)),
        (PREFIXES["skos"] + "example", ox.Literal(evil)),
        (PREFIXES["rdfs"] + "subClassOf", ox.NamedNode("http://e.example/'onload='x")),
    ]
    text = page([ox.Quad(node, ox.NamedNode(p), o, graph) for p, o in said], [], "<1>")
    read = Reader(text)
    assert read.open == [] and "script" not in read.tags
    assert not [name for name, _ in read.attributes if name.startswith("on")]


def test_a_circle_of_classes_ends() -> None:
    graph, sub = ox.NamedNode(ONTOLOGY_GRAPH), ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
    kind, owl = ox.NamedNode(RDF_TYPE), ox.NamedNode(PREFIXES["owl"] + "Class")
    names = [ox.NamedNode(THB + name) for name in "ABC"]
    quads = [ox.Quad(name, kind, owl, graph) for name in names]
    quads += [ox.Quad(names[0], sub, names[1], graph), ox.Quad(names[1], sub, names[0], graph)]
    assert Reader(page(quads, [], "1")).open == []
