"""Statements as values: pickled, shown as a table, and read by rdflib term for term."""

from __future__ import annotations

import io
import pickle
import xml.etree.ElementTree as ElementTree

import pyoxigraph as ox
import pytest
import rdflib

from thbgraph.base.errors import RequestError
from thbgraph.base.namespaces import ID, MEMO, PREFIXES, THB
from thbgraph.exports.serializing import context
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.formats import formats_of, write
from thbgraph.results.render.rdf import engine_format
from thbgraph.results.statements import GraphText, Statements


def test_constructed_triples_become_an_rdflib_dataset(graph: KnowledgeGraph) -> None:
    found = graph.sparql("CONSTRUCT WHERE { id:cets-197 ?p ?o }", form="CONSTRUCT")
    assert isinstance(found, Statements) and found
    assert pickle.loads(pickle.dumps(found)) == found
    read = found.to_rdflib().default_graph
    written = {" ".join(term.n3() for term in triple) for triple in read}
    assert len(written) == len(found)
    assert f"<{ID}cets-197> <{PREFIXES['rdf']}type> <{THB}Treaty>" in written


def test_the_contents_of_a_graph_keep_its_name(graph: KnowledgeGraph) -> None:
    found = graph.statements(graph=MEMO + "2-14")
    dataset = found.to_rdflib()
    assert len(dataset.graph(rdflib.URIRef(MEMO + "2-14"))) == len(found) > 0
    assert len(dataset.default_graph) == 0
    assert (rdflib.URIRef(ID + "fin"), None, None) in dataset.graph(rdflib.URIRef(MEMO + "2-14"))


def test_lexical_forms_are_kept() -> None:
    name = ox.NamedNode("http://e.org/a")
    kind = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    (literal,) = Statements([ox.Triple(name, name, ox.Literal("007", datatype=kind))]).to_rdflib().objects()
    assert str(literal) == "007"


def test_statements_show_as_a_table() -> None:
    name = ox.NamedNode(ID + "fin")
    found = Statements([ox.Quad(name, name, ox.Literal("<b>"), name), ox.Quad(name, name, ox.BlankNode("x"))])
    assert write(found, "csv") == 'subject,predicate,object\nid:fin,id:fin,"""<b>"""\nid:fin,id:fin,_:x\n'
    assert "<b>" not in found._repr_html_()  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", formats_of("Statements"))
def test_exported_text_is_read_by_rdflib(graph: KnowledgeGraph, form: str) -> None:
    text = graph.exports.text(form, "GRETA")
    again = pickle.loads(pickle.dumps(text))
    assert isinstance(text, str) and (again, again.form, type(again)) == (text, form, GraphText)
    unit_of = rdflib.URIRef(PREFIXES["org"] + "unitOf")
    read = text.to_rdflib()
    assert [*read.quads((rdflib.URIRef(ID + "greta"), unit_of, None, None))]
    assert len(graph.exports.text(form, part="ontology").to_rdflib()) > 1_000


def test_an_export_takes_other_names_of_formats(graph: KnowledgeGraph) -> None:
    text = graph.exports.text("ttl", "GRETA")
    assert text.form == "turtle" and text == graph.exports.text("text/turtle", "GRETA")
    assert graph.exports.text("json-ld", part="ontology").form == "jsonld"


@pytest.mark.parametrize("form", formats_of("Statements"))
def test_what_a_query_constructs_is_written_in_every_format_of_graphs(
    graph: KnowledgeGraph, form: str
) -> None:
    found = graph.sparql("CONSTRUCT WHERE { id:cets-197 ?p ?o }", form="CONSTRUCT")
    assert isinstance(found, Statements)
    text = write(found, form, lambda: context(graph.index.root))
    assert {one.triple for one in ox.parse(text.encode(), format=engine_format(form))} == set(found)
    assert text == write(Statements(reversed(found)), form, lambda: context(graph.index.root))


def test_json_ld_without_a_context_has_full_iris_and_no_statements_about_statements() -> None:
    name = ox.NamedNode(ID + "fin")
    text = write(Statements([ox.Triple(name, name, ox.Literal("x", language="en"))]), "jsonld")
    assert f'"{ID}fin"' in text and '"@language": "en"' in text
    nested = Statements([ox.Triple(name, name, ox.Triple(name, name, name))])
    assert "<<( " in write(nested, "turtle")
    for form in ("jsonld", "rdfxml"):
        with pytest.raises(RequestError, match="use turtle"):
            write(nested, form)


@pytest.mark.parametrize(
    ("predicate", "text"), [("http://e.example/1", "x"), ("http://e.example/", "x"), (ID + "p", "\x07")]
)
def test_rdf_xml_refuses_what_xml_cannot_hold(predicate: str, text: str) -> None:
    name = ox.NamedNode(ID + "fin")
    with pytest.raises(RequestError, match="use turtle"):
        write(Statements([ox.Triple(name, ox.NamedNode(predicate), ox.Literal(text))]), "rdfxml")


def test_rdf_xml_declares_the_prefixes_that_it_uses_each_time_in_the_same_order(
    graph: KnowledgeGraph,
) -> None:
    text = graph.exports.text("rdfxml", "GRETA")
    root = ElementTree.fromstring(text)
    assert len(root) and text == graph.exports.text("xml", "GRETA")
    names = [name for _, (name, _) in ElementTree.iterparse(io.BytesIO(text.encode()), ["start-ns"])]
    assert names == [name for name in PREFIXES if name in names]
    assert all(f"<{name}:" in text for name in names)
