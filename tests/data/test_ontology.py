"""The ontology: its examples hold, the terms that it reuses exist, and it says nothing of other people's data."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib.namespace

from thbgraph.building import sources
from thbgraph.graph import KnowledgeGraph
from thbgraph.reasoning.closure import Closure
from thbgraph.words.namespaces import PREFIXES, THB
from thbgraph.words.terms import short

ROOT = Path(__file__).resolve().parents[2]
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
ONTOLOGY = [statement.quad for statement in sources.read_ontology(ROOT)]
EXAMPLES = [
    (short(quad.subject.value), quad.object.value)
    for quad in ONTOLOGY
    if quad.predicate.value == PREFIXES["skos"] + "example"
]
#: The terms of each vocabulary that is reused, by its prefix here.
TERMS = {
    "eli": set((ROOT / "tests/data/eli_terms.txt").read_text(encoding="utf-8").split()),
    **{
        prefix: set(getattr(rdflib.namespace, name).__annotations__)
        for prefix, name in {
            "dc": "DC",
            "dcterms": "DCTERMS",
            "foaf": "FOAF",
            "org": "ORG",
            "owl": "OWL",
            "prov": "PROV",
            "rdf": "RDF",
            "rdfs": "RDFS",
            "schema": "SDO",
            "skos": "SKOS",
        }.items()
    },
    "dcat": {*rdflib.namespace.DCAT.__annotations__, "version"},  # DCAT 3, which rdflib does not have yet
    "skosxl": {"Label", "altLabel", "hiddenLabel", "labelRelation", "literalForm", "prefLabel"},
}
#: Other people's data, with the terms that are reused here.
FOREIGN = """
@prefix ex: <http://example.org/> .
<http://eurovoc.europa.eu/857> a skos:Concept ; skos:broader <http://eurovoc.europa.eu/858> .
ex:measurement rdf:value 117 .
ex:book a foaf:Document ; dcterms:publisher ex:penguin ; dcterms:subject ex:whales ; schema:numberOfPages 635 .
ex:talk a schema:Event ; schema:organizer ex:club ; schema:location "the old barn" ; schema:workFeatured ex:book .
ex:club a org:Organization ; org:hasPost ex:chair ; org:linkedTo ex:penguin ; schema:areaServed "Kent" .
ex:chair a org:Post ; org:heldBy ex:ann . ex:membership a org:Membership ; org:member ex:ann ; org:organization ex:club .
ex:run a prov:Activity ; prov:wasDerivedFrom ex:plan ; dcterms:isPartOf ex:season .
ex:law a eli:LegalResource ; eli:id_local "12/2004" ; eli:passed_by ex:parliament ; eli:amends ex:older .
ex:kent a schema:Place ; schema:containedInPlace ex:england ; foaf:page <http://example.org/kent> .
ex:england a schema:Country .
"""


@pytest.mark.parametrize(("term", "example"), EXAMPLES)
def test_an_example_holds_in_the_data(graph: KnowledgeGraph, term: str, example: str) -> None:
    stated = list(ox.parse((HEAD + example).encode(), format=ox.RdfFormat.TRIG))
    assert stated
    for quad in stated:
        name = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else None
        found = [
            one
            for one in graph._store.match_many([(quad.subject, quad.predicate, quad.object)])
            if name in (None, one.graph_name)
        ]
        assert found, f"{term}: {example}"


def test_every_reused_term_is_one_of_its_vocabulary() -> None:
    mentioned = {term.value for quad in ONTOLOGY for term in quad.triple if isinstance(term, ox.NamedNode)}
    for prefix, terms in TERMS.items():
        namespace = PREFIXES[prefix]
        used = {iri.removeprefix(namespace) for iri in mentioned if iri.startswith(namespace)} - {""}
        assert used - terms == set(), prefix
    known = {PREFIXES[prefix] for prefix in TERMS} | {THB, PREFIXES["xsd"]}
    declared = {quad.subject.value for quad in ONTOLOGY if "#type" in quad.predicate.value}
    assert {iri for iri in declared if "://" in iri and not iri.startswith(tuple(known))} == {THB.rstrip("#")}


def test_foreign_data_becomes_nothing_of_ours() -> None:
    """What other people say with the terms that are reused gets no class and no relation of the project."""
    foreign = list(ox.parse((HEAD + FOREIGN).encode(), format=ox.RdfFormat.TURTLE))
    alone, together = Closure(ONTOLOGY), Closure([*ONTOLOGY, *foreign])
    new = {quad.triple for quad in together.inferred()} - {quad.triple for quad in alone.inferred()}
    assert new
    ours = [
        f"{triple.subject} {triple.predicate} {triple.object}"
        for triple in new
        if any(isinstance(term, ox.NamedNode) and term.value.startswith(THB) for term in triple)
    ]
    assert ours == []
