"""One thing in two sections is one entity; two things with one short name are two."""

from __future__ import annotations

import pytest

from thbgraph.base.namespaces import ID, MEMO, MEMO_SOURCE, PREFIXES
from thbgraph.graph import KnowledgeGraph
from thbgraph.names.folding import fold


@pytest.mark.parametrize(
    ("slug", "passages"),
    [
        ("handbook-unodc-ipu-2009", {"1-8", "7-3"}),
        ("list-of-trafficking-indicators", {"1.3-3", "4-6"}),
        ("un-gift", {"1-5", "1-8", "1.2-3", "7-2", "7-3"}),
        ("palermo-protocol", {"1-1", "1-2", "1-7", "1-9"}),
        ("project-tf-thb-unodc", {"5-6", "5-10"}),
        ("vienna-forum-2008", {"7-1", "7-2"}),
        ("cets-197", {"2-1", "2-12", "2-13", "2-14", "2-16", "2-18"}),
    ],
)
def test_one_thing_in_several_passages_is_one(graph: KnowledgeGraph, slug: str, passages: set[str]) -> None:
    graphs = {quad.graph_name.value.removeprefix(MEMO) for quad in graph.statements(ID + slug)}
    assert passages <= graphs


@pytest.mark.parametrize(
    ("printed", "slugs"),
    [
        ("the Convention", {"cets-197", "untoc"}),
        ("Action Plan", {"osce-action-plan-2003", "eu-action-plan-2005"}),
        ("the Alliance", {"nato", "alliance-against-trafficking"}),
    ],
)
def test_one_printed_name_of_two_things_names_both(
    graph: KnowledgeGraph, printed: str, slugs: set[str]
) -> None:
    names, wanted = graph.index.names, fold(printed)
    named = {iri.removeprefix(ID) for table in (names.named, names.printed) for iri in table.get(wanted, ())}
    named |= {
        iri.removeprefix(ID)
        for name, iris in names.printed.items()
        if name.removeprefix("the ") == wanted.removeprefix("the ")
        for iri in iris
    }
    assert slugs <= named


@pytest.mark.parametrize(
    "slugs",
    [
        ("european-community", "eu"),
        ("cop-untoc", "committee-of-the-parties-cets-197"),
        ("tf-thb", "nordic-baltic-task-force"),
        ("greta", "eu-expert-group-thb", "eu-expert-subgroup-thb", "egcc", "aect"),
        ("handbook-unodc-ipu-2009", "handbook-child-protection-2004", "handbook-child-trafficking-2005", "handbook-pace-2007"),
        ("coe", "eu-council", "nordic-council", "nordic-council-of-ministers", "cbss"),
    ],
)  # fmt: skip
def test_things_that_are_easily_mixed_up_are_apart(graph: KnowledgeGraph, slugs: tuple[str, ...]) -> None:
    labels = {graph.find(ID + slug).label for slug in slugs}
    assert len(labels) == len(slugs)


def test_there_are_about_250_entities_beside_the_countries(graph: KnowledgeGraph) -> None:
    rows = graph.sparql(
        "SELECT (COUNT(DISTINCT ?e) AS ?n) { GRAPH source:editors { ?e a ?c ; skos:prefLabel ?l } }"
    )
    assert rows[0].n > 250 + 249


def test_the_memo_as_a_source_leads_to_the_memo_that_it_speaks_of(graph: KnowledgeGraph) -> None:
    said = graph.statements(MEMO_SOURCE)
    assert [quad.object.value for quad in said if quad.predicate.value == PREFIXES["dcterms"] + "source"] == [
        ID + "the-memo"
    ]
