"""Marks: passages by their place and gist, sources by title and licence, with the pages that say so."""

from __future__ import annotations

import pytest

from thbgraph.base.namespaces import COMPUTED_GRAPH, ID, INFERRED_GRAPH, MEMO, SOURCE
from thbgraph.graph import KnowledgeGraph
from thbgraph.reports.marking import Marking
from thbgraph.stores.lookup import Lookup


@pytest.fixture(scope="module")
def marking(graph: KnowledgeGraph) -> Marking:
    return Marking(Lookup(graph._store))


def test_a_passage_is_marked_by_its_place(marking: Marking) -> None:
    (mark,) = marking.of([ID + "statement-2-16-1"])
    assert mark.iri == MEMO + "2-16" and mark.place == "memo 2-16, section 2, 16th paragraph"
    assert mark.title.startswith("what PACE called for") and mark.pages == () and mark.origin.rights


def test_an_act_is_marked_by_the_pages_that_date_it(marking: Marking) -> None:
    (mark,) = marking.of([ID + "act-cets-197-fin-consent"])
    assert mark.iri == SOURCE + "cets-197-acts" and mark.origin.publisher is None
    (page,) = mark.pages
    assert page.address == "https://coe.int/web/anti-human-trafficking/finland1"
    assert str(page.site) == "Council of Europe; depositary"


def test_an_act_without_a_page_has_that_of_its_treaty_in_the_source(marking: Marking) -> None:
    marks = {mark.iri: mark for mark in marking.of([ID + "act-crc-fin-consent"])}
    mark = marks[SOURCE + "untc-acts"]
    assert [page.address.partition("mtdsg_no=")[2] for page in mark.pages] == ["IV-11&chapter=4&lang=en"]


def test_a_report_has_the_page_of_its_list(graph: KnowledgeGraph, marking: Marking) -> None:
    answer = graph.sparql(
        "SELECT ?report (GROUP_CONCAT(STR(?page)) AS ?pages) "
        "{ ?report a thb:StatusReport ; dcterms:isPartOf ?list . ?list foaf:page ?page } "
        "GROUP BY ?report ORDER BY ?report LIMIT 5"
    )
    for row in answer:  # type: ignore[union-attr]
        marks = marking.of([row.report.iri])
        assert any(page.address in row.pages.split() for mark in marks for page in mark.pages)


def test_what_is_computed_or_inferred_is_no_mark(marking: Marking) -> None:
    assert {mark.iri for mark in marking.of([ID + "fin"])}.isdisjoint({COMPUTED_GRAPH, INFERRED_GRAPH})
    assert marking.at([COMPUTED_GRAPH, INFERRED_GRAPH]) == ()
    assert marking.of([ID + "nothing-of-this-name"]) == ()
