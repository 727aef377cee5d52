"""The closure: what follows by the rules, and that nothing empty or changed comes with it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbgraph.base.namespaces import INFERRED_GRAPH, PREFIXES, RDF_TYPE
from thbgraph.rules.closure import Closure

EX = "http://e.org/"
OWL, RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
ONTOLOGY = """
@prefix : <http://e.org/> .
@prefix id: <https://w3id.org/thbgraph/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Consent a owl:Class . :Ratification a owl:Class ; rdfs:subClassOf :Consent .
:actor a owl:ObjectProperty ; rdfs:range :State .
:consentingParty a owl:ObjectProperty ; rdfs:subPropertyOf :actor ; rdfs:domain :Consent ; owl:inverseOf :consenterIn .
:consenterIn a owl:ObjectProperty .
:instrument a owl:ObjectProperty .
:hasConsented a owl:ObjectProperty ; owl:propertyChainAxiom ( :consenterIn :instrument ) .
:hasConsented owl:inverseOf :consentedToBy . :consentedToBy a owl:ObjectProperty .
:cooperatesWith a owl:ObjectProperty , owl:SymmetricProperty .
:State a owl:Class . :value a owl:DatatypeProperty .
"""


def follows(turtle: str) -> set[tuple[str, str, str]]:
    """What follows under the ontology about the things of the data, in local names."""
    quads = list(ox.parse((ONTOLOGY + turtle).encode(), format=ox.RdfFormat.TURTLE))
    found = Closure(quads).inferred()
    assert all(quad.graph_name.value == INFERRED_GRAPH for quad in found)
    assert len(found) == len(set(found))
    assert found == sorted(found, key=str)
    declared = {quad.subject.value for quad in ox.parse(ONTOLOGY.encode(), format=ox.RdfFormat.TURTLE)}
    return {
        tuple(term.value.rpartition("/")[2].rpartition("#")[2] for term in quad.triple)
        for quad in found
        if quad.subject.value.startswith(EX) and quad.subject.value not in declared
    }


def test_a_narrower_property_gives_the_wider_one_its_inverse_and_its_classes() -> None:
    assert follows(":act :consentingParty :fin .") == {
        ("act", "actor", "fin"),
        ("act", "type", "Consent"),
        ("fin", "consenterIn", "act"),
        ("fin", "type", "State"),
    }


def test_an_inverse_runs_both_ways() -> None:
    assert ("act", "consentingParty", "fin") in follows(":fin :consenterIn :act .")


def test_a_chain_and_the_inverse_of_what_it_gives() -> None:
    found = follows(":act :consentingParty :fin ; :instrument :cets .")
    assert {("fin", "hasConsented", "cets"), ("cets", "consentedToBy", "fin")} <= found


def test_a_symmetric_property_and_a_class_within_a_class() -> None:
    assert follows(":a :cooperatesWith :b .") == {("b", "cooperatesWith", "a")}
    assert follows(":a a :Ratification .") == {("a", "type", "Consent")}


def test_what_is_asserted_is_not_inferred_again() -> None:
    assert follows(":a a :Ratification , :Consent .") == set()
    assert follows(":a :cooperatesWith :b . :b :cooperatesWith :a .") == set()


def test_graphs_are_reasoned_over_together() -> None:
    quads = list(ox.parse(ONTOLOGY.encode(), format=ox.RdfFormat.TURTLE))
    node = ox.NamedNode
    quads += [
        ox.Quad(node(EX + "act"), node(EX + "consentingParty"), node(EX + "fin"), node(EX + "g1")),
        ox.Quad(node(EX + "act"), node(EX + "instrument"), node(EX + "cets"), node(EX + "g2")),
    ]
    inferred = ox.Quad(node(EX + "fin"), node(EX + "hasConsented"), node(EX + "cets"), node(INFERRED_GRAPH))
    assert inferred in Closure(quads).inferred()


HELD = [
    '"1.10"^^xsd:decimal',
    '"007"^^xsd:integer',
    '"2009"^^xsd:gYear',
    '"2009-12"^^xsd:gYearMonth',
    '"--10-18"^^xsd:gMonthDay',
    '"2005-05-03"^^xsd:date',
    '"1"^^xsd:boolean',
    '"text"',
    '"two\\nlines"@en-gb',
    '"own"^^:type',
]


@pytest.mark.parametrize("written", HELD)
def test_lexical_forms_are_kept(written: str) -> None:
    # A literal is inferred where a wider property holds it.
    text = (
        f"{ONTOLOGY} :value rdfs:subPropertyOf :wider . :wider a owl:DatatypeProperty . :a :value {written} ."
    )
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    (stated,) = [
        quad.object
        for quad in quads
        if quad.predicate.value == EX + "value" and quad.subject.value == EX + "a"
    ]
    assert [quad.object for quad in Closure(quads).inferred() if quad.predicate.value == EX + "wider"] == [
        stated
    ]


THINGS = st.sampled_from([":a", ":b", ":c"])
STATEMENTS = st.lists(
    st.tuples(
        THINGS,
        st.sampled_from(
            [":actor", ":consentingParty", ":consenterIn", ":instrument", ":hasConsented", ":cooperatesWith"]
        ),
        THINGS,
    ).map(" ".join)
    | st.tuples(
        THINGS, st.sampled_from(["a :Ratification", "a :State", ":value 7", ':value "1.10"^^xsd:decimal'])
    ).map(" ".join),
    max_size=6,
)


@given(STATEMENTS)
@settings(deadline=None, max_examples=15)
def test_nothing_empty_is_inferred_and_a_closure_is_closed(statements: list[str]) -> None:
    text = ONTOLOGY + "".join(f"{statement} .\n" for statement in statements)
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    found = Closure(quads).inferred()
    for quad in found:
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
        assert quad.predicate.value != RDF_TYPE or not quad.object.value.startswith((OWL, RDFS))
    assert not {quad.triple for quad in found} & {quad.triple for quad in quads}
    assert Closure([*quads, *found]).inferred() == []


def reasoned(turtle: str) -> set[tuple[str, str, str]]:
    """All that is inferred about things of the example, in local names, with a declaration of nothing."""
    quads = list(ox.parse((PROLOGUE + turtle).encode(), format=ox.RdfFormat.TURTLE))
    closed = Closure(quads)
    return {
        tuple(term.value.rpartition("/")[2].rpartition("#")[2] for term in quad.triple)
        for quad in closed.inferred()
        if quad.subject.value.startswith(EX)
    }


PROLOGUE = "\n".join(line for line in ONTOLOGY.splitlines() if line.startswith("@prefix"))
PAIRS = st.tuples(st.sampled_from("abcde"), st.sampled_from("pqr"), st.sampled_from("abcde"))


def closed_by_hand(
    chains: dict[str, list[str]], stated: set[tuple[str, str, str]]
) -> set[tuple[str, str, str]]:
    """The closure over chains, as simply as it can be written."""
    found = set(stated)
    while True:
        more = set(found)
        for name, chain in chains.items():
            ends = {(start, start) for start in "abcde"}
            for link in chain:
                ends = {(start, z) for start, end in ends for x, p, z in found if (x, p) == (end, link)}
            more |= {(start, name, end) for start, end in ends}
        if more == found:
            return found
        found = more


@given(
    st.dictionaries(
        st.sampled_from("pqr"), st.lists(st.sampled_from("pqr"), min_size=1, max_size=4), min_size=1
    ),
    st.lists(PAIRS, max_size=9),
)
@settings(deadline=None, max_examples=150)
def test_chains_that_feed_themselves_end(
    chains: dict[str, list[str]], stated: list[tuple[str, str, str]]
) -> None:
    axioms = "".join(
        f":{name} owl:propertyChainAxiom ( {' '.join(f':{link}' for link in chain)} ) .\n"
        for name, chain in chains.items()
    )
    data = "".join(f":{subject} :{relation} :{thing} .\n" for subject, relation, thing in stated)
    about = {triple for triple in reasoned(axioms + data) if triple[1] in "pqr"}
    assert about == closed_by_hand(chains, set(stated)) - set(stated)


def test_a_long_way_is_closed() -> None:
    data = "".join(f":n{number} :p :n{number + 1} .\n" for number in range(60))
    assert len(reasoned(":p a owl:TransitiveProperty .\n" + data)) == 60 * 61 // 2 - 60
