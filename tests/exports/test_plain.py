"""Plain JSON-LD: one object a thing, labels beside links, and the very same statements to who reads it as JSON-LD."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from real_quads import real_quads
from thbgraph.base.errors import RequestError
from thbgraph.base.namespaces import ID, PREFIXES, RDF_TYPE
from thbgraph.exports.plain import FRAMES
from thbgraph.graph import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[2]
LABEL, SKOS = PREFIXES["rdfs"] + "label", PREFIXES["skos"]


@pytest.fixture(scope="module")
def whole(graph: KnowledgeGraph) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(graph.exports.text("jsonld", plain=True))
    return document


def things(text: str) -> dict[str, dict[str, Any]]:
    """Objects by the end of their address."""
    return {one["id"].rpartition("/")[2]: one for one in json.loads(text)["@graph"]}


def is_added(triple: ox.Triple) -> bool:
    """Says whether a triple is a label or a type of schema.org, which the sources need not state."""
    return triple.predicate.value == LABEL or (
        triple.predicate.value == RDF_TYPE and triple.object.value.startswith(PREFIXES["schema"])
    )


def triples(text: str, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text.encode(), format=form)}


def test_it_is_read_as_the_statements_that_the_sources_make(whole: dict[str, Any]) -> None:
    found = triples(json.dumps(whole), ox.RdfFormat.STREAMING_JSON_LD)
    stated = {quad.triple for quad in real_quads()}
    assert {triple for triple in found - stated if not is_added(triple)} == {
        ox.Triple(triple.subject, ox.NamedNode(SKOS + "prefLabel"), triple.object)
        for triple in stated - found
    } - stated
    assert {triple.predicate.value for triple in stated - found} == {SKOS + "altLabel"}


def test_names_that_a_source_prefers_are_preferred_one_for_each_language(whole: dict[str, Any]) -> None:
    named = [one["prefLabel"] for one in whole["@graph"] if "prefLabel" in one]
    assert all(isinstance(text, str) for names in named for text in names.values())
    finland = things(json.dumps(whole))["fin"]["prefLabel"]
    assert finland["en"] == "Finland" and finland["fi"] == "Suomi" and len(finland) == 29


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_other_readers_find_the_same_in_it(graph: KnowledgeGraph) -> None:
    import rdflib

    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    text = graph.exports.text("jsonld", "GRETA", plain=True)
    wanted = triples(text, ox.RdfFormat.JSON_LD)
    by_pyld = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    assert triples(by_pyld, ox.RdfFormat.N_QUADS) == wanted and len(wanted) > 50
    read = rdflib.Graph().parse(data=text, format="json-ld")
    assert triples(read.serialize(format="nt"), ox.RdfFormat.N_TRIPLES) == wanted


def test_a_thing_has_one_object_with_texts_by_language_and_links_with_labels(whole: dict[str, Any]) -> None:
    addresses = [one["id"] for one in whole["@graph"]]
    assert len(addresses) == len(set(addresses)) > 5_000
    unnamed = {one.get("type") for one in whole["@graph"] if "label" not in one}
    assert unnamed <= {"Chapter", None}  # sections
    unicef = things(json.dumps(whole))["unicef"]
    assert unicef["label"] == unicef["prefLabel"]["en"] == "United Nations Children's Fund"
    assert unicef["prefLabel"]["de"] == "Kinderhilfswerk der Vereinten Nationen"
    assert unicef["unitOf"] == {"id": ID + "un", "label": "United Nations"}


@pytest.mark.parametrize(
    ("name", "type_of_schema"),
    [
        ("un", "GovernmentOrganization"), ("greta", "Organization"), ("cets-197", "Legislation"), ("fin", "Country"),
        ("summit-coe-3", "Event"), ("handbook-child-protection-2004", "CreativeWork"),
    ],
)  # fmt: skip
def test_things_have_types_of_schema_org_too(whole: dict[str, Any], name: str, type_of_schema: str) -> None:
    types = things(json.dumps(whole))[name]["type"]
    assert {f"schema:{type_of_schema}", type_of_schema} & set(types) and len(types) > 1


def test_an_entity_comes_with_what_stands_about_it(graph: KnowledgeGraph) -> None:
    unicef = things(graph.exports.text("jsonld", "UNICEF", plain=True))
    made = [one for one in unicef.values() if one.get("publisher", {}).get("label", "").endswith("Fund")]
    assert [one["label"] for one in made] == ["Handbook for Parliamentarians on Child Protection"]


@pytest.mark.parametrize(
    ("frame", "name", "key", "label"),
    [
        ("organization", "UNICEF", "publications", "Handbook for Parliamentarians on Child Protection"),
        ("organization", "GRETA", "meetings", "Fourth meeting of GRETA"),
        ("instrument", "CETS 197", "monitoredBy", "Monitoring mechanism of CETS No. 197"),
        ("state", "Finland", "signatures", "signature of CETS 197 by Finland"),
        ("publication", "id:handbook-child-protection-2004", "publisher", "United Nations Children's Fund"),
    ],
)
def test_a_ready_frame_makes_one_object_with_what_leads_to_it(
    graph: KnowledgeGraph, frame: str, name: str, key: str, label: str
) -> None:
    pytest.importorskip("pyld", reason="pyld is not installed")
    document = json.loads(graph.exports.text("jsonld", name, frame=frame))
    (thing,) = [one for one in document.get("@graph", [document]) if one["id"] == graph.find(name).iri]
    found = thing[key] if isinstance(thing[key], list) else [thing[key]]
    assert label in [one["label"] for one in found]
    assert None not in thing.values() and [*thing].index("type") < [*thing].index("id")
    read = ox.parse(json.dumps(document).encode(), format=ox.RdfFormat.JSON_LD)  # which fetches nothing
    assert {quad.subject.value for quad in read} >= {thing["id"]}


def test_what_does_not_go_together_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(RequestError, match="plain is JSON-LD"):
        graph.exports.text("turtle", "GRETA", plain=True)
    with pytest.raises(RequestError, match="there is no frame 'treaty' here; choose from: instrument, "):
        graph.exports.text("jsonld", "GRETA", frame="treaty")
    assert {path.stem for path in (ROOT / "ontology" / "frames").iterdir()} == set(FRAMES)
