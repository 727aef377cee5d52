"""Lint: for each fault of a single statement the message that names it, and none for what is right."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.namespaces import EDITORS, ID, MEMO, PREFIXES, RDF_TYPE, SOURCE, THB, XSD
from thbgraph.rdf.statement_faults import statement_faults, unknown_entities, vocabulary

OWL, RDFS, SKOS = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["skos"]
ONTOLOGY = ox.NamedNode("https://w3id.org/thbgraph/ontology")


def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def declared(iri: str, kind: str) -> ox.Quad:
    return ox.Quad(node(iri), node(RDF_TYPE), node(kind), ONTOLOGY)


WORDS = vocabulary(
    [
        declared(THB + "State", OWL + "Class"),
        declared(PREFIXES["org"] + "OrganizationalUnit", OWL + "Class"),
        declared(THB + "monitors", OWL + "ObjectProperty"),
        declared(SKOS + "exactMatch", OWL + "ObjectProperty"),
        declared(PREFIXES["dcterms"] + "date", OWL + "DatatypeProperty"),
        declared(SKOS + "note", OWL + "DatatypeProperty"),
        declared(THB + "Member", THB + "MembershipRole"),
        ox.Quad(node(THB + "notDeclared"), node(RDFS + "label"), ox.Literal("x"), ONTOLOGY),
        ox.Quad(ox.BlankNode("b"), node(RDF_TYPE), node(OWL + "Class"), ONTOLOGY),
    ]
)


def faults(
    predicate: str, thing: str | ox.Literal, subject: str = ID + "greta", graph: str = MEMO + "2-13"
) -> list[str]:
    value = node(thing) if isinstance(thing, str) else thing
    return list(statement_faults(ox.Quad(node(subject), node(predicate), value, node(graph)), WORDS, set()))


def literal(text: str, kind: str = "string") -> ox.Literal:
    return ox.Literal(text, datatype=node(XSD + kind))


DATE, NOTE = PREFIXES["dcterms"] + "date", SKOS + "note"


def test_the_vocabulary_is_what_the_ontology_declares() -> None:
    assert WORDS.classes == {THB + "State", PREFIXES["org"] + "OrganizationalUnit"}
    assert WORDS.object_properties == {THB + "monitors", SKOS + "exactMatch"}
    assert WORDS.datatype_properties == {DATE, NOTE}
    assert WORDS.properties == WORDS.object_properties | WORDS.datatype_properties
    assert WORDS.terms == WORDS.classes | WORDS.properties | {THB + "Member"}


@pytest.mark.parametrize(
    ("predicate", "thing", "said"),
    [
        (OWL + "sameAs", ID + "fin", "owl:sameAs would double every answer; use skos:exactMatch"),
        (RDF_TYPE, THB + "Stat", "thb:Stat is not in the ontology; did you mean thb:State?"),
        (
            RDF_TYPE,
            "http://e.org/X",
            "<http://e.org/X> is not in the ontology; its terms are in ontology/, and CONTRIBUTING.md says ",
        ),
        (
            RDF_TYPE,
            THB + "monitors",
            "thb:monitors is not in the ontology; its terms are in ontology/",
        ),  # a property is no class
        (RDF_TYPE, literal("State"), 'a expects a class, got "State"; write its name, such as thb:State'),
        (THB + "monitor", ID + "fin", "thb:monitor is not in the ontology; did you mean thb:monitors?"),
        (
            THB + "State",
            ID + "fin",
            "thb:State is not in the ontology; its terms are in ontology/",
        ),  # a class is no property
        (
            "http://e.org/p",
            literal("x"),
            "<http://e.org/p> is not in the ontology; its terms are in ontology/",
        ),
        (
            THB + "monitors",
            literal("Finland"),
            'thb:monitors expects a thing, got the text "Finland"; write its name',
        ),
        (NOTE, ID + "fin", 'skos:note expects a value in quotes, got id:fin; write it as "..."'),
        (
            DATE,
            literal("3.5.2005", "date"),
            'dcterms:date expects a day such as 2005-05-03, got "3.5.2005"^^xsd:date',
        ),
        (
            DATE,
            literal("2009-02-29", "date"),
            "dcterms:date expects a day that the calendar has, such as 2005-05-03",
        ),
        (DATE, literal("12/2009", "gYearMonth"), "dcterms:date expects a month such as 2009-12"),
        (NOTE, literal("many", "integer"), 'skos:note expects a whole number, got "many"^^xsd:integer'),
        (NOTE, literal(""), "skos:note has a text that is empty or begins or ends with white space; trim it"),
        (
            NOTE,
            ox.Literal("x ", language="en"),
            "skos:note has a text that is empty or begins or ends with white",
        ),
        (
            NOTE,
            literal("\nx"),
            "skos:note has a text that is empty or begins or ends with white space; trim it",
        ),
        (
            NOTE,
            literal("1.10", "decimal"),
            'skos:note has "1.10", which the graph keeps as "1.1"; write it so',
        ),
        (NOTE, literal("007", "integer"), 'skos:note has "007", which the graph keeps as "7"; write it so'),
        (NOTE, literal("a\x1b[31m"), "skos:note has the character U+001B, which nobody sees; take it out"),
        (NOTE, literal("a\u202eb"), "skos:note has the character U+202E, which nobody sees; take it out"),
        (THB + "monitors", ID + "Fin", f"{ID}Fin is not a name that the project gives; a slug has a-z, 0-9"),
        (THB + "monitors", ID, f"{ID} is not a name that the project gives"),
        (THB + "monitors", ID + "a--b", f"{ID}a--b is not a name that the project gives"),
        (THB + "monitors", THB + "Membr", "thb:Membr is not in the ontology; did you mean thb:Member?"),
        (THB + "monitors", MEMO + "2/13", f"{MEMO}2/13 is not the name of a passage or source"),
        (THB + "monitors", SOURCE, f"{SOURCE} is not the name of a passage or source"),
    ],
)
def test_each_fault_has_one_message(predicate: str, thing: str | ox.Literal, said: str) -> None:
    (message,) = faults(predicate, thing)
    assert message.startswith(said)


def test_a_wrong_subject_is_a_fault() -> None:
    (message,) = faults(NOTE, literal("x"), subject=ID + "GRETA")
    assert message.startswith(f"{ID}GRETA is not a name")
    (message,) = faults(NOTE, literal("x"), subject=THB + "Membr")
    assert message == "thb:Membr is not in the ontology; did you mean thb:Member?"


@pytest.mark.parametrize(
    "graph",
    [
        "http://e.org/g",
        MEMO,
        MEMO + "2/13",
        ID + "greta",
        "https://w3id.org/thbgraph/mem/2-13",
        ONTOLOGY.value,
    ],
)
def test_a_graph_that_is_no_passage_and_no_source_is_a_fault(graph: str) -> None:
    (message,) = faults(NOTE, literal("x"), graph=graph)
    assert "is not the graph of a passage or source; write a block such as memo:2-13 { ... }" in message


def test_several_faults_have_several_messages() -> None:
    found = faults("http://e.org/p", literal("3.5.2005", "date"), subject=ID + "A", graph="http://e.org/g")
    assert len(found) == 4
    assert len(set(found)) == 4


def test_a_long_literal_is_cut_in_the_message() -> None:
    (message,) = faults(NOTE, literal("x" * 10_000, "integer"))
    assert len(message) < 200


@pytest.mark.parametrize(
    ("predicate", "thing", "graph"),
    [
        (RDF_TYPE, THB + "State", EDITORS),
        (THB + "monitors", ID + "act-cets-197-fin-consent-2", MEMO + "1.1-2"),
        (THB + "monitors", MEMO + "1.1-2", MEMO + "2-13"),
        (THB + "monitors", THB + "Member", SOURCE + "country-codes"),
        (SKOS + "exactMatch", "http://www.wikidata.org/entity/Q33", EDITORS),
        (DATE, literal("2005-05-03", "date"), MEMO + "2-13"),
        (DATE, literal("2009-12", "gYearMonth"), MEMO + "2-13"),
        (NOTE, ox.Literal("two  spaces\nand a line", language="en"), MEMO + "2-13"),
    ],
)
def test_what_is_right_has_no_fault(predicate: str, thing: str | ox.Literal, graph: str) -> None:
    assert faults(predicate, thing, graph=graph) == []


def entity(slug: str) -> ox.Quad:
    return ox.Quad(
        node(ID + slug), node(RDF_TYPE), node(PREFIXES["org"] + "OrganizationalUnit"), node(EDITORS)
    )


def monitors(subject: str, thing: str) -> ox.Quad:
    return ox.Quad(node(subject), node(THB + "monitors"), node(thing), node(MEMO + "2-13"))


def test_an_entity_without_a_class_is_unknown() -> None:
    wrong = monitors(ID + "gretta", ID + "fin")
    other = monitors(ID + "greta", ID + "zzz")
    found = list(unknown_entities([entity("greta"), wrong, entity("fin"), other]))
    assert found == [
        (wrong, "id:gretta has no class anywhere; did you mean id:greta?"),
        (other, "id:zzz has no class anywhere; declare it in data/entities/"),
    ]


def test_who_writes_a_name_for_a_slug_is_told_the_slug() -> None:
    named = ox.Quad(
        node(ID + "bel"), node(PREFIXES["skos"] + "prefLabel"), ox.Literal("Belgium"), node(EDITORS)
    )
    (found,) = unknown_entities(
        [entity("bel"), entity("belgian"), named, monitors(ID + "bel", ID + "belgium")]
    )
    assert found[1].endswith("did you mean id:bel?")


def test_a_statement_with_two_unknown_entities_is_one_finding() -> None:
    (found,) = unknown_entities([monitors(ID + "aaa", ID + "bbb")])
    assert found[1].startswith("id:aaa has no class anywhere")


def test_only_names_of_entities_need_a_class() -> None:
    quads = [
        monitors(MEMO + "2-13", "http://e.org/x"),
        entity("greta"),
        monitors(ID + "greta", THB + "Member"),
    ]
    assert list(unknown_entities(quads)) == []


SLUGS = st.sampled_from(["greta", "fin", "nato", "osce"])


@given(st.sets(SLUGS), st.lists(st.tuples(SLUGS, SLUGS)))
def test_exactly_the_statements_about_untyped_names_are_found(
    typed: set[str], pairs: list[tuple[str, str]]
) -> None:
    stated = [monitors(ID + subject, ID + thing) for subject, thing in pairs]
    found = [quad for quad, _ in unknown_entities([*stated, *map(entity, typed)])]
    assert found == [quad for quad, pair in zip(stated, pairs, strict=True) if not set(pair) <= typed]
