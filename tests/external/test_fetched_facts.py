"""Reading facts from the RDF of Wikidata and of authority tables, hand-written from public facts."""

from __future__ import annotations

import pytest

from thbgraph.external.fetched_facts import (
    END,
    LABEL,
    MEMBER,
    PARENT,
    REPLACED,
    START,
    FetchedFact,
    read_facts,
)

PREFIXES = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wds: <http://www.wikidata.org/entity/statement/> .
@prefix wdv: <http://www.wikidata.org/value/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix psv: <http://www.wikidata.org/prop/statement/value/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix at: <http://publications.europa.eu/ontology/authority/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wdv:year wikibase:timePrecision 9 .
wdv:month wikibase:timePrecision 10 .
wdv:day wikibase:timePrecision 11 .
wdv:century wikibase:timePrecision 7 .
"""
WD = "http://www.wikidata.org/entity/"


def facts(text: str, iri: str = WD + "Q1") -> list[FetchedFact]:
    return read_facts((PREFIXES + text).encode(), "text/turtle", iri, [iri])[iri]


def test_labels_are_those_in_english() -> None:
    said = facts(
        'wd:Q1 rdfs:label "Finland"@en , "Suomi"@fi ; skos:altLabel "FI" . wd:Q2 rdfs:label "No"@en .'
    )
    assert said == [FetchedFact(LABEL, "FI"), FetchedFact(LABEL, "Finland")]


@pytest.mark.parametrize(
    ("node", "time", "read"),
    [
        ("year", "1951-01-01T00:00:00Z", ["1951"]),
        ("month", "1951-12-01T00:00:00Z", ["1951-12"]),
        ("day", "1951-12-05T00:00:00Z", ["1951-12-05"]),
        ("century", "1901-01-01T00:00:00Z", []),
        ("day", "-0044-03-15T00:00:00Z", []),
    ],
)
def test_a_time_is_as_exact_as_it_is_said(node: str, time: str, read: list[str]) -> None:
    said = facts(
        f'wd:Q1 p:P571 wds:Q1-A-B . wds:Q1-A-B ps:P571 "{time}"^^xsd:dateTime ; psv:P571 wdv:{node} ; '
        "wikibase:rank wikibase:NormalRank ."
    )
    assert said == [FetchedFact(START, value, "P571", "Q1$A-B") for value in read]


def test_a_time_without_value_or_precision_is_left_out() -> None:
    assert facts("wd:Q1 p:P576 wds:Q1-A . wds:Q1-A ps:P576 [] ; wikibase:rank wikibase:NormalRank .") == []
    assert facts('wd:Q1 p:P576 wds:Q1-A . wds:Q1-A ps:P576 "1990-01-01T00:00:00Z"^^xsd:dateTime .') == []


def test_ranks_decide() -> None:
    said = facts(
        """
        wd:Q1 p:P571 wds:Q1-A , wds:Q1-B , wds:Q1-C .
        wds:Q1-A ps:P571 "1950-01-01T00:00:00Z"^^xsd:dateTime ; psv:P571 wdv:year ; wikibase:rank wikibase:NormalRank .
        wds:Q1-B ps:P571 "1951-01-01T00:00:00Z"^^xsd:dateTime ; psv:P571 wdv:year ; wikibase:rank wikibase:PreferredRank .
        wds:Q1-C ps:P571 "1952-01-01T00:00:00Z"^^xsd:dateTime ; psv:P571 wdv:year ; wikibase:rank wikibase:DeprecatedRank .
        """
    )
    assert said == [FetchedFact(START, "1951", "P571", "Q1$B")]


def test_memberships_have_their_start_and_end() -> None:
    said = facts(
        """
        wd:Q1 p:P463 wds:Q1-A ; p:P361 wds:Q1-B ; p:P1366 wds:Q1-C .
        wds:Q1-A ps:P463 wd:Q458 ; pq:P580 "1973-01-01T00:00:00Z"^^xsd:dateTime ; pqv:P580 wdv:day ;
          pq:P582 "2020-01-01T00:00:00Z"^^xsd:dateTime ; pqv:P582 wdv:month .
        wds:Q1-B ps:P361 wd:Q46 . wds:Q1-C ps:P1366 wd:Q2 .
        """
    )
    assert said == [
        FetchedFact(MEMBER, WD + "Q458", "P463", "Q1$A", "1973-01-01", "2020-01"),
        FetchedFact(PARENT, WD + "Q46", "P361", "Q1$B"),
        FetchedFact(REPLACED, WD + "Q2", "P1366", "Q1$C"),
    ]


def test_an_authority_table_says_until_when_a_concept_was_used() -> None:
    said = facts(
        '<http://e/SCG> skos:prefLabel "Serbia and Montenegro"@en ; at:end.use "2006-06-02"^^xsd:date ; '
        "dcterms:isReplacedBy <http://e/SRB> .",
        "http://e/SCG",
    )
    assert said == [
        FetchedFact(END, "2006-06-02"),
        FetchedFact(LABEL, "Serbia and Montenegro"),
        FetchedFact(REPLACED, "http://e/SRB"),
    ]


def test_nonsense_says_nothing() -> None:
    assert facts("wd:Q1 p:P571 wd:Q2 , wds:Q1-Z ; rdfs:label wd:Q3 .") == []
    odd = 'wds:Q1-A psv:P571 wdv:odd ; ps:P571 "1951-01-01T00:00:00Z" . wdv:odd wikibase:timePrecision "x" .'
    assert facts("wd:Q1 p:P571 wds:Q1-A . " + odd) == []
