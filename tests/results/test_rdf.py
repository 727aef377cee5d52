"""Graph formats: each statement once, grouped, byte for byte the same, read back as the very same statements."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from real_quads import real_quads
from thbgraph.base.namespaces import ID, PREFIXES, RDF_TYPE, XSD
from thbgraph.results.render.rdf import engine_format, write_graph

FORMATS = {form: engine_format(form) for form in ("turtle", "trig", "ntriples", "nquads")}
TEXTS = st.text(st.sampled_from("ab019 \"'\\<>{}.;,_:^@#\n\t\u2028é😀-/") | st.characters(exclude_categories=["Cs"]),
                max_size=12)  # fmt: skip
IRIS = st.sampled_from(
    [
        RDF_TYPE,
        XSD + "integer",
        "http://e.example/x",
        "urn:a",
        ID,
        ID + "a.b.c",
        ID + "a/b",
        "http://e.example/",
    ]
) | st.builds(
    "{}{}".format,
    st.sampled_from([ID, *PREFIXES.values()]),
    st.from_regex(r"[a-z0-9._-]{0,9}", fullmatch=True),
)
NODES = st.builds(ox.NamedNode, IRIS)
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["en", "fr-ca"])),
    st.builds(lambda text, kind: ox.Literal(text, datatype=kind), TEXTS | st.sampled_from(
        ["007", "+5", "-1", "1.10", "true", "1", "a <b", 'x" <y']), NODES),
)  # fmt: skip
QUADS = st.lists(
    st.builds(ox.Quad, NODES, NODES, NODES | LITERALS, NODES | st.just(ox.DefaultGraph())), max_size=8
)


def triples(quads: list[ox.Quad]) -> set[ox.Quad]:
    return {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}


@given(QUADS)
def test_every_format_gives_the_statements_back(quads: list[ox.Quad]) -> None:
    for form, syntax in FORMATS.items():
        text = write_graph(quads, form)
        wanted = set(quads) if syntax.supports_datasets else triples(quads)
        assert set(ox.parse(text.encode(), format=syntax)) == wanted, form
        assert write_graph(list(reversed(quads)), form) == text
        assert write_graph([*quads, *quads], form) == text


@pytest.mark.parametrize("form", FORMATS)
def test_the_real_data_is_read_back_as_it_is(form: str) -> None:
    quads = real_quads()
    found = list(ox.parse(write_graph(quads, form).encode(), format=FORMATS[form]))
    assert len(found) == len(set(found))
    assert set(found) == (set(quads) if FORMATS[form].supports_datasets else triples(quads))


def test_the_real_data_is_grouped() -> None:
    """Each graph has one block, and each subject within it one sentence, which begins with its class."""
    text = write_graph(real_quads(), "trig")
    head, *blocks = re.split(r"(?m)^(\S+) \{\n", text)
    assert all(line.startswith("@prefix ") for line in head.splitlines())
    names, bodies = blocks[::2], blocks[1::2]
    assert len(set(names)) == len(names) > 100
    for body in bodies:
        subjects = re.findall(r"(?m)^\t(\S+) ", body)
        assert len(set(subjects)) == len(subjects)
        assert "\n\t\ta " not in body


def test_only_the_prefixes_that_are_used_are_declared_and_in_order() -> None:
    node, day = ox.NamedNode(ID + "a"), ox.Literal("2005-05-03", datatype=ox.NamedNode(XSD + "date"))
    assert write_graph([ox.Quad(node, ox.NamedNode(RDF_TYPE), node), ox.Quad(node, node, day)], "trig") == (
        f'@prefix id: <{ID}> .\n@prefix xsd: <{XSD}> .\nid:a a id:a ;\n\tid:a "2005-05-03"^^xsd:date .\n'
    )


def test_statements_of_the_default_graph_come_first_without_a_block() -> None:
    a, b = ox.NamedNode(ID + "a"), ox.NamedNode(ID + "b")
    assert write_graph([ox.Quad(b, a, b, ox.NamedNode(ID + "g")), ox.Quad(a, b, b)], "trig") == (
        f"@prefix id: <{ID}> .\nid:a id:b id:b .\nid:g {{\n\tid:b id:a id:b .\n}}\n"
    )


def test_nothing_is_written_of_nothing() -> None:
    assert {write_graph([], form) for form in FORMATS} == {""}


def test_a_statement_of_two_graphs_is_one_triple() -> None:
    node = ox.NamedNode(ID + "a")
    quads = [ox.Quad(node, node, node, ox.NamedNode(f"{ID}{name}")) for name in "gh"]
    assert write_graph(quads, "ntriples").count("\n") == 1
    assert write_graph(quads, "nquads").count("\n") == 2


def test_type_as_a_thing_is_no_keyword() -> None:
    node = ox.NamedNode(RDF_TYPE)
    text = write_graph([ox.Quad(node, node, node)], "turtle")
    assert text.endswith("\nrdf:type a rdf:type .\n")


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_blank_nodes_are_written_by_name(form: str) -> None:
    node = ox.BlankNode("b1")
    text = write_graph([ox.Quad(node, ox.NamedNode(ID + "p"), node, ox.BlankNode("g"))], form)
    assert "_:b1 id:p _:b1 ." in text
