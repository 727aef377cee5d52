"""Labels of what has no name of its own, on the real graph."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from closing import PROLOGUE
from thbgraph.base.namespaces import ID
from thbgraph.base.triples import Facts
from thbgraph.graph import KnowledgeGraph
from thbgraph.names.labels import node_labels


@pytest.mark.parametrize(
    ("slug", "label"),
    [
        ("act-cets-197-fin-signature", "signature of CETS 197 by Finland"),
        ("act-cets-197-mkd-consent", "consent to CETS 197 by North Macedonia"),
        ("act-cets-197-adoption", "adoption of CETS 197 by Committee of Ministers of the Council of Europe"),
        ("act-cets-197-opening", "opening for signature of CETS 197"),
        ("act-cets-197-tenth-consent", "consent number 10 to CETS 197"),
        ("act-cets-197-entry-into-force", "entry into force of CETS 197"),
        ("act-cets-197-fin-entry-into-force", "entry into force of CETS 197 for Finland"),
        (
            "act-cets-197-dnk-territorial",
            "territorial declaration on CETS 197 by Denmark (Faroe Islands, Greenland)",
        ),
        (
            "act-ilo-c105-dnk-grl-territorial",
            "territorial declaration on ILO C105 by Denmark (Greenland)",
        ),
        (
            "act-palermo-protocol-european-community-consent",
            "consent to Palermo Protocol by European Community",
        ),
        ("rule-cets-197-later-party", "rule of CETS 197 (later party)"),
        (
            "report-cets-197-fin-pace-res-1702",
            "report on Finland under CETS 197 (PACE Resolution 1702 (2010), paragraphs 5.1 and 5.2)",
        ),
        ("list-cets-197-pace-res-1702", "PACE Resolution 1702 (2010), paragraphs 5.1 and 5.2"),
        ("list-cets-197-signed-memo", "status list of CETS 197 (signed memo)"),
        ("membership-un-fin", "membership of Finland in UN"),
        (
            "report-cets-197-fin-memo",
            "report on Finland under CETS 197 (status list of CETS 197 (signed memo))",
        ),
        ("name-mkd-2", "North Macedonia (from 12 February 2019)"),
        ("name-cmr-2", "United Republic of Cameroon (from 10 March 1975 until 4 February 1984)"),
        ("coverage-untc-palermo-protocol-consent", "coverage of Palermo Protocol (consent, untc acts)"),
        ("coverage-untc-crc-op-sc-signature", "coverage of CRC-OP-SC (signature, untc acts)"),
        ("membership-cbss-fin", "membership of Finland in CBSS"),
        ("membership-cbss-blr-2", "membership of Belarus in CBSS (suspended)"),
        ("rule-cets-197-who-may-accede", "rule of CETS 197 (eligibility for accession)"),
        ("name-vat-1", "Holy See (name)"),
        (
            "figure-palermo-protocol-unodc-2007-1",
            "117 signatories (UNODC, status of signatures, archived on 22 August 2007)",
        ),
        ("figure-11-5-1", "almost 500 projects carried out since 1994"),
        ("figure-11-2-1", "127 member states"),
        ("statement-2-16-1", "call by PACE (statement 2-16-1)"),
        ("cets-197", "Council of Europe Convention on Action against Trafficking in Human Beings"),
    ],
)
def test_labels(graph: KnowledgeGraph, slug: str, label: str) -> None:
    assert graph.find(ID + slug).label == label


def test_a_node_without_a_name_has_its_label_in_the_graph(graph: KnowledgeGraph) -> None:
    kinds = "(thb:Act) (org:Membership) (thb:Statement) (thb:StatusReport) (thb:Figure) (thb:Passage) (thb:Entity)"
    text = f"SELECT ?kind (COUNT(DISTINCT ?node) AS ?n) {{ VALUES (?kind) {{ {kinds} }} ?node a ?kind %s }} GROUP BY ?kind"
    assert all(row.n > 50 for row in graph.sparql(text % ""))
    bare = "FILTER NOT EXISTS { ?node rdfs:label|skos:prefLabel ?label }"
    assert list(graph.sparql(text % bare)) == []


def test_two_things_have_two_labels(graph: KnowledgeGraph) -> None:
    labels = graph.index.labels
    shared = {label for label, times in Counter(labels.values()).items() if times > 1}
    bearers = {iri for iri, label in labels.items() if label in shared}
    assert {iri for iri in bearers if iri.startswith(ID)} == set()


def test_a_label_follows_from_statements_and_not_from_the_iri() -> None:
    text = """
    <x:1> a thb:Ratification ; thb:instrument <x:treaty> ; thb:consentingParty <x:state> .
    <x:2> a thb:EntryIntoForce ; thb:instrument <x:treaty> ; thb:forParty <x:state> .
    <x:3> a thb:StatusReport ; thb:instrument <x:treaty> ; thb:state <x:state> .
    <x:4> a org:Membership ; org:organization <x:treaty> ; org:member <x:state> ; org:role thb:Observer .
    <x:act-cets-197-fin-signature> a thb:Coverage ; thb:instrument <x:treaty> ; thb:actKind thb:Consent .
    <x:5> a thb:Ratification ; thb:consentingParty <x:state> .
    <x:treaty> skos:altLabel "T 1"@en .
    """
    quads = ox.parse(PROLOGUE + text, format=ox.RdfFormat.TRIG)
    named = {"x:treaty": "A treaty", "x:state": "Somewhere"}
    assert node_labels(Facts(quads), named) == {
        "x:1": "consent to T 1 by Somewhere",
        "x:2": "entry into force of T 1 for Somewhere",
        "x:3": "report on Somewhere under T 1",
        "x:4": "membership of Somewhere in T 1 (observer)",
        "x:act-cets-197-fin-signature": "coverage of T 1 (consent)",
    }
