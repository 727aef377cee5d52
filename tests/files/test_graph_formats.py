"""Graph formats: canonical, each statement once, read back as the very same statements."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.building import sources
from thbgraph.files.graph_formats import WRITERS, to_nquads, to_ntriples, to_trig, to_turtle
from thbgraph.files.trig import write_trig
from thbgraph.words.namespaces import ID, PREFIXES, RDF_TYPE, XSD

ROOT = Path(__file__).resolve().parents[2]
FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
}
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
    for name, write in WRITERS.items():
        text = write(quads)
        wanted = set(quads) if name in ("trig", "nquads") else triples(quads)
        assert set(ox.parse(text.encode(), format=FORMS[name])) == wanted, name
        assert write(list(reversed(quads))) == text
        assert write([*quads, *quads]) == text


@given(QUADS.filter(bool))
def test_trig_is_the_canonical_form_of_the_formatter(quads: list[ox.Quad]) -> None:
    assert to_trig(quads) == write_trig(quads)
    assert to_turtle(quads) == write_trig(sorted(triples(quads), key=str))


def test_the_real_data_is_written_as_the_formatter_does() -> None:
    quads = sources.read_quads(ROOT)
    assert to_trig(quads) == write_trig(quads)


def test_nothing_is_written_of_nothing() -> None:
    assert {write([]) for write in WRITERS.values()} == {""}


def test_a_statement_of_two_graphs_is_one_triple() -> None:
    node = ox.NamedNode(ID + "a")
    quads = [ox.Quad(node, node, node, ox.NamedNode(f"{ID}{name}")) for name in "gh"]
    assert to_ntriples(quads).count("\n") == 1
    assert to_nquads(quads).count("\n") == 2


def test_type_as_a_thing_is_no_keyword() -> None:
    node = ox.NamedNode(RDF_TYPE)
    assert to_turtle([ox.Quad(node, node, node)]).endswith("\nrdf:type a rdf:type .\n")


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_blank_nodes_are_written_by_name(form: str) -> None:
    node = ox.BlankNode("b1")
    text = WRITERS[form]([ox.Quad(node, ox.NamedNode(ID + "p"), node, ox.BlankNode("g"))])
    assert "_:b1 id:p _:b1 ." in text
