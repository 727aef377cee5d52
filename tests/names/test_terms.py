"""Terms by name: properties and classes by any of their names, and what is near."""

from __future__ import annotations

import pytest

from thbgraph.base.errors import UnknownEntity
from thbgraph.base.namespaces import PREFIXES, RDF_TYPE, THB
from thbgraph.names.names import Names
from thbgraph.names.term_names import find_class, find_property, near_iris

SKOS, RDFS = PREFIXES["skos"], PREFIXES["rdfs"]
KNOWN = Names(
    labels={
        THB + "hasConsented": "has consented",
        THB + "instrument": "instrument",
        PREFIXES["eli"] + "LegalResource": "Instrument",
        SKOS + "prefLabel": "pref label",
        PREFIXES["dc"] + "publisher": "publisher (name)",
        PREFIXES["dcterms"] + "publisher": "publisher",
        PREFIXES["schema"] + "location": "place",
        THB + "location": "place",
        PREFIXES["prov"] + "Entity": "Entity",
        THB + "Entity": "Entity",
    },
    classes={
        THB + "hasConsented": ["owl:ObjectProperty"],
        THB + "instrument": ["owl:ObjectProperty"],
        PREFIXES["eli"] + "LegalResource": ["owl:Class"],
        SKOS + "prefLabel": ["owl:DatatypeProperty"],
        PREFIXES["dc"] + "publisher": ["owl:DatatypeProperty"],
        PREFIXES["dcterms"] + "publisher": ["owl:ObjectProperty"],
        PREFIXES["schema"] + "location": ["owl:ObjectProperty"],
        THB + "location": ["owl:ObjectProperty"],
        PREFIXES["prov"] + "Entity": ["owl:Class"],
        THB + "Entity": ["owl:Class"],
    },
)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("has consented", THB + "hasConsented"),
        ("hasConsented", THB + "hasConsented"),
        ("HASCONSENTED", THB + "hasConsented"),
        ("thb:hasConsented", THB + "hasConsented"),
        (THB + "hasConsented", THB + "hasConsented"),
        (f"<{THB}hasConsented>", THB + "hasConsented"),
        ("instrument", THB + "instrument"),
        ("name", SKOS + "prefLabel"),
        ("prefLabel", SKOS + "prefLabel"),
        ("publisher", PREFIXES["dcterms"] + "publisher"),
        ("dc:publisher", PREFIXES["dc"] + "publisher"),
        ("a", RDF_TYPE),
        ("is a", RDF_TYPE),
        ("type", RDF_TYPE),
        ("rdf:type", RDF_TYPE),
        (RDF_TYPE, RDF_TYPE),
        ("subClassOf", RDFS + "subClassOf"),
        ("rdfs:subClassOf", RDFS + "subClassOf"),
    ],
)
def test_a_property_has_many_names(text: str, iri: str) -> None:
    assert find_property(text, KNOWN) == iri


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("has consentd", "did you mean has consented (thb:hasConsented)?"),
        ("thb:hasConsentd", "did you mean has consented (thb:hasConsented)?"),
        ("place", "may be the property schema:location or thb:location"),
        ("unicorn", "they are the members of the classes owl:ObjectProperty"),
        ("Finland", "they are the members of the classes owl:ObjectProperty"),
        ("", "no property is called ''"),
        ("?!", "no property is called '?!'"),
        ("eli:LegalResource", "no property is called"),
        ("x" * 999, "no property is called"),
    ],
)
def test_what_names_no_property_or_several_is_told(text: str, said: str) -> None:
    with pytest.raises(UnknownEntity) as error:
        find_property(text, KNOWN)
    assert said in error.value.message and len(error.value.message) < 300


@pytest.mark.parametrize("text", ["Entity", "thb:Entity", "ENTITY", THB + "Entity"])
def test_a_class_of_the_project_comes_first(text: str) -> None:
    assert find_class(text, KNOWN) == THB + "Entity"


def test_a_class_that_is_none_names_what_is_near() -> None:
    with pytest.raises(
        UnknownEntity, match=r"there is no class 'Instrumnt'; did you mean eli:LegalResource\?"
    ):
        find_class("Instrumnt", KNOWN)


def test_near_an_iri_is_what_is_spelled_so_at_home() -> None:
    assert near_iris(THB + "hasConsentd", KNOWN.labels, KNOWN) == [THB + "hasConsented"]
    assert near_iris(THB + "unicorn", KNOWN.labels, KNOWN) == []
