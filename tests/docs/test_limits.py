"""What docs/limits.md says that the graph cannot tell, held against the graph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thbgraph.base.namespaces import ID, SOURCE
from thbgraph.graph import KnowledgeGraph

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")


def rows(graph: KnowledgeGraph, query: str) -> set[tuple[str, ...]]:
    return {tuple(str(getattr(value, "iri", value)) for value in row) for row in graph.sparql(query)}


def test_the_last_days_are_those_of_the_coverage(graph: KnowledgeGraph) -> None:
    shown = re.findall(r"^\| (.*?) \| (\d{4}-\d\d-\d\d) \|$", TEXT, re.MULTILINE)
    covered = rows(
        graph,
        "SELECT ?t (MAX(?up) AS ?day) { ?c a thb:Coverage ; thb:instrument ?t ; thb:completeUpTo ?up } GROUP BY ?t",
    )
    assert {(graph.find(name).iri, day) for name, day in shown} == covered
    assert len(shown) == len(covered)


def test_no_source_is_complete_for_other_treaties(graph: KnowledgeGraph) -> None:
    covered = rows(graph, "SELECT DISTINCT ?t { ?c a thb:Coverage ; thb:instrument ?t }")
    known = rows(graph, "SELECT DISTINCT ?t { ?a thb:consentingParty ?p ; thb:instrument ?t }")
    assert {iri.removeprefix(ID) for (iri,) in known - covered} == {
        "ilo-c029", "ilo-c105", "ilo-c138", "ilo-p029"
    }  # fmt: skip


def test_seven_lists_are_complete_for_members_of_the_council_of_europe(graph: KnowledgeGraph) -> None:
    asked = """SELECT ?list ?set { GRAPH source:status-lists { ?list thb:completeFor ?set ; thb:instrument id:cets-197 } }"""
    found = rows(graph, asked)
    assert len(found) == 7 and {whole for _, whole in found} == {ID + "coe-member-states"}
    assert "Seven lists are complete" in TEXT


def test_acts_under_ilo_instruments_are_those_that_it_names(graph: KnowledgeGraph) -> None:
    acts = rows(
        graph,
        'SELECT ?t ?p { ?a thb:consentingParty ?p ; thb:instrument ?t FILTER(STRSTARTS(STR(?t), "https://w3id.org/thbgraph/id/ilo-")) }',
    )
    dated = rows(
        graph,
        """SELECT ?t ?p ?source { GRAPH ?source { ?a thb:consentingParty ?p ; dcterms:date ?day } ?a thb:instrument ?t
        FILTER(DATATYPE(?day) = xsd:date) VALUES ?source { source:single-party-dates source:derived-days } }""",
    )

    def by_day(treaty: str, source: str) -> set[str]:
        return {party for of, party, where in dated if (of, where) == (ID + treaty, SOURCE + source)}

    printed = by_day("ilo-c105", "single-party-dates")
    assert (len(printed), len(by_day("ilo-c105", "derived-days") - printed)) == (46, 14)
    assert len([state for treaty, state in acts if treaty == ID + "ilo-c105"]) == 46 + 14 + 3
    assert len(by_day("ilo-p029", "single-party-dates")) == 11
    assert len([state for treaty, state in acts if treaty == ID + "ilo-p029"]) == 11 + 20
    assert len([state for treaty, state in acts if treaty == ID + "ilo-c138"]) == 74
    assert len([state for treaty, state in acts if treaty == ID + "ilo-c182"]) == 187
    assert len([state for treaty, state in acts if treaty == ID + "ilo-c029"]) == 180
    assert len([treaty for treaty, state in acts if state == ID + "che"]) == 4


@pytest.mark.parametrize(
    "pattern",
    [
        "?x a thb:Denunciation ; thb:actor ?who ; thb:instrument ?of",
        "?x thb:reportedStatus thb:FormerParty ; thb:state ?who ; thb:instrument ?of",
    ],
)
def test_two_states_are_recorded_as_leaving(graph: KnowledgeGraph, pattern: str) -> None:
    left = rows(graph, f"SELECT ?who ?of {{ {pattern} }}")
    assert left == {(ID + "mys", ID + "ilo-c105"), (ID + "sgp", ID + "ilo-c105")}


def test_eight_declarations_are_recorded_and_no_reservation(graph: KnowledgeGraph) -> None:
    declared = rows(
        graph,
        "SELECT ?a ?who ?of { ?a a thb:TerritorialDeclaration ; thb:actor ?who ; thb:instrument ?of }",
    )
    assert {(who, of) for _, who, of in declared} == {
        (ID + "dnk", ID + "cets-197"),
        (ID + "dnk", ID + "ilo-c105"),
        (ID + "gbr", ID + "ilo-c105"),
    }
    assert len(declared) == 8
    assert not any("eservation" in iri for iri in graph.index.classes)


def test_undated_groups_are_those_that_it_names(graph: KnowledgeGraph) -> None:
    asked = """SELECT ?g (COUNT(?start) AS ?dated) (COUNT(?m) AS ?all) {
      ?m org:organization ?g ; org:role thb:Member OPTIONAL { ?m schema:startDate ?start } } GROUP BY ?g"""
    dated = {iri.removeprefix(ID): (int(some), int(whole)) for iri, some, whole in rows(graph, asked)}
    named = re.search(r"Members of (.*?) have no dates in the lists that name them", TEXT)
    assert named is not None
    groups = {graph.find(name).iri for name in re.split(", | and ", named[1])}
    undated = {ID + group for group, (some, _) in dated.items() if some == 0}
    assert undated == groups, "run: make docs"
    assert dated["osce"] == (52, 57) and "five participating States of the OSCE" in TEXT


def test_who_left_a_group_is_who_it_names(graph: KnowledgeGraph) -> None:
    ended = rows(
        graph,
        "SELECT ?who ?g { ?m org:member ?who ; org:organization ?g ; org:role thb:Member ; schema:endDate ?day "
        "FILTER NOT EXISTS { GRAPH source:igo-years { ?m schema:endDate ?day } } }",
    )
    left = {
        (ID + "gbr", ID + "eu"),
        (ID + "rus", ID + "coe"),
        (ID + "rus", ID + "cbss"),
        (ID + "grc", ID + "coe"),
    }
    years = rows(graph, "SELECT ?m { GRAPH source:igo-years { ?m schema:endDate ?day } }")
    assert len(years) == 62 and "62 memberships that ended" in TEXT
    assert ended == left | {(ID + state, ID + "benelux-economic-union") for state in ("bel", "lux", "nld")}


def test_four_pages_that_count_print_no_day(graph: KnowledgeGraph) -> None:
    asked = """SELECT DISTINCT ?list ?first ?last {
      ?f a thb:Figure ; dcterms:isPartOf ?list . ?list thb:notBefore ?first
      OPTIONAL { ?list thb:notAfter ?last } }"""
    bounds = {(first, last) for _, first, last in rows(graph, asked)}
    assert len([first for first, last in bounds if last == "None"]) == 3
    assert min(first for first, _ in bounds) == "1932-05-01"


def test_a_question_on_figures_of_victims_would_find_only_the_memos_totals(graph: KnowledgeGraph) -> None:
    asked = 'SELECT ?graph { GRAPH ?graph { ?f a thb:Figure ; dcterms:description ?what } FILTER(CONTAINS(LCASE(?what), "traffick") || CONTAINS(LCASE(?what), "victim") || CONTAINS(LCASE(?what), "convict")) }'
    assert not [graph for (graph,) in rows(graph, asked) if graph.startswith(SOURCE)]
