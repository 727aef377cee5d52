"""Every IRI of the graph has one address."""

from __future__ import annotations

import pytest

from thbgraph.base.namespaces import BASE
from thbgraph.graph.knowledge_graph import KnowledgeGraph
from thbgraph.site.urls import Addresses


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        ("id/fin", "/id/fin"),
        ("memo/2-14", "/memo/2-14"),
        ("source/editors", "/source/editors"),
        ("ontology", "/ontology"),
        ("ontology#Act", "/ontology#Act"),
        ("id/act-cets-197-fin-signature", "/id/cets-197#act-cets-197-fin-signature"),
        ("id/membership-cbss-fin", "/id/cbss#membership-cbss-fin"),
        ("memo/2-17#greta", "/memo/2-17#greta"),
        ("id/statement-2-16-3", "/memo/2-16#statement-2-16-3"),
        ("id/figure-1-2-1", "/memo/1-2#figure-1-2-1"),
    ],
)
def test_addresses(graph: KnowledgeGraph, iri: str, address: str) -> None:
    assert Addresses(graph).of(BASE + iri) == address


def test_what_others_name_is_its_own_address(graph: KnowledgeGraph) -> None:
    assert Addresses(graph).of("http://www.wikidata.org/entity/Q33") == "http://www.wikidata.org/entity/Q33"


def test_arguments_of_a_question_are_quoted(graph: KnowledgeGraph) -> None:
    assert Addresses(graph).question("bound-by", {"group": "A&B", "asOf": ""}) == "/ask/bound-by?group=A%26B"
