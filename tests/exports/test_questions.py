"""The saved questions as RDF: what readers of sparql-examples look for, and that each runs as it stands there."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS

from thbgraph.base.terms import expand
from thbgraph.exports.question_catalogue import QUESTIONS
from thbgraph.graph import KnowledgeGraph

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def read(graph: KnowledgeGraph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=graph.exports.text("turtle", part="questions"), format="turtle")


def test_every_question_is_an_executable_with_comment_keywords_and_target(
    graph: KnowledgeGraph, read: rdflib.Graph
) -> None:
    nodes = {rdflib.URIRef(QUESTIONS + name) for name in graph.questions}
    assert set(read.subjects(RDF.type, SH.SPARQLExecutable)) == nodes
    assert set(read.subjects(RDF.type, SH.SPARQLSelectExecutable)) == nodes
    for node in nodes:
        (comment,), (text,) = {*read.objects(node, RDFS.comment)}, {*read.objects(node, SH.select)}
        assert isinstance(comment, rdflib.Literal) and comment.language == "en" and text
        assert {*read.objects(node, SCHEMA.keywords)} and len({*read.objects(node, SCHEMA.target)}) == 1


def test_the_prefixes_are_declared(read: rdflib.Graph) -> None:
    (prefixes,) = set(read.objects(None, SH.prefixes))
    for declared in read.objects(prefixes, SH.declare):
        assert read.value(declared, SH.prefix) and read.value(declared, SH.namespace)


def test_each_parameter_says_what_it_takes(graph: KnowledgeGraph, read: rdflib.Graph) -> None:
    for question in graph.questions.values():
        node = rdflib.URIRef(QUESTIONS + question.name)
        told = {}
        for parameter in read.objects(node, SH.parameter):
            variable = str(read.value(parameter, SH.path)).rpartition("#")[2]
            kind = read.value(parameter, SH["class"]) or read.value(parameter, SH.datatype)
            given = read.value(parameter, SH.defaultValue)
            assert str(read.value(parameter, SH.name)) == variable and read.value(parameter, SH.description)
            told[variable] = str(kind), "" if given is None else str(given)
        assert told.keys() == {param.name for param in question.params}
        for param in question.params:
            kind, given = told[param.name]
            assert kind == (param.wants_class or param.datatype)
            assert given == (expand(param.default) or param.default_given)


def test_each_text_gives_the_answer_by_default(graph: KnowledgeGraph, read: rdflib.Graph) -> None:
    for name in ("handbooks", "not-bound", "monitoring-bodies"):
        text = str(read.value(rdflib.URIRef(QUESTIONS + name), SH.select))
        assert graph.sparql(text).rows == graph.ask(name).rows
