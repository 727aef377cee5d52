"""Grounds: the asserted statements behind an asserted, inferred or computed one, and the rules between."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbgraph.thought.computed import date_bounds
from thbgraph.thought.grounds import Grounds, Match, grounds
from thbgraph.thought.reasoning import closure
from thbgraph.words.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH, RDF_TYPE, THB

EX = "http://e.org/"
PROLOGUE = """
@prefix : <http://e.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix thb: <https://w3id.org/thbgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONTOLOGY = """
:Consent a owl:Class . :Ratification a owl:Class ; rdfs:subClassOf :Consent .
:State a owl:Class . :Party a owl:Class . :State rdfs:subClassOf :Party .
:actor a owl:ObjectProperty ; rdfs:range :State .
:consentingParty a owl:ObjectProperty ; rdfs:subPropertyOf :actor ; rdfs:domain :Consent ; owl:inverseOf :consenterIn .
:consenterIn a owl:ObjectProperty . :instrument a owl:ObjectProperty . :depositary a owl:ObjectProperty .
:hasConsented a owl:ObjectProperty ; owl:propertyChainAxiom ( :consenterIn :instrument ) .
:consentedToBy a owl:ObjectProperty . :hasConsented owl:inverseOf :consentedToBy .
:notifies a owl:ObjectProperty ; owl:propertyChainAxiom ( :consenterIn :instrument :depositary ) .
:cooperatesWith a owl:ObjectProperty , owl:SymmetricProperty .
:partOf a owl:ObjectProperty , owl:TransitiveProperty .
:sees a owl:ObjectProperty . :partOf rdfs:subPropertyOf :sees .
"""


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(RDF_TYPE if name == "a" else EX + name)


def quads_of(text: str, form: ox.RdfFormat, graph: str | None = None) -> list[ox.Quad]:
    found = ox.parse((PROLOGUE + text).encode(), format=form)
    return [ox.Quad(*quad.triple, ox.NamedNode(graph)) if graph else quad for quad in found]


def built(data: str | list[ox.Quad]) -> Match:
    """A store as the build makes it: ontology, data, what is inferred, what is computed, and all once more."""
    ontology = quads_of(ONTOLOGY, ox.RdfFormat.TURTLE, ONTOLOGY_GRAPH)
    asserted = quads_of(data, ox.RdfFormat.TRIG) if isinstance(data, str) else data
    quads = [*ontology, *asserted, *closure([*ontology, *asserted]), *date_bounds(asserted)]
    store = ox.Store()
    store.extend(quads)
    store.extend({ox.Quad(*quad.triple) for quad in quads})

    def match(
        subject: ox.NamedNode | ox.BlankNode | ox.Literal | None,
        predicate: ox.NamedNode | None,
        thing: ox.NamedNode | ox.BlankNode | ox.Literal | None,
    ) -> Iterator[ox.Quad]:
        if not isinstance(subject, ox.Literal):
            for quad in store.quads_for_pattern(subject, predicate, thing, None):
                if not isinstance(quad.graph_name, ox.DefaultGraph):
                    yield quad

    return match


def behind(match: Match, triple: str) -> tuple[set[str], tuple[str, ...]] | None:
    """The grounds of `subject predicate object`: statements as `graph: subject predicate object`, and rules."""
    subject, predicate, thing = triple.split()
    found = grounds((node(subject), node(predicate), node(thing)), match)
    return None if found is None else (written(found), found.rules)


def written(found: Grounds) -> set[str]:
    def name(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph) -> str:
        assert isinstance(term, ox.NamedNode | ox.Literal)
        return "a" if term.value == RDF_TYPE else term.value.rpartition("/")[2].rpartition("#")[2]

    texts = [
        f"{name(q.graph_name)}: {name(q.subject)} {name(q.predicate)} {name(q.object)}" for q in found.quads
    ]
    assert len(texts) == len(set(texts))
    return set(texts)


def test_an_asserted_statement_rests_on_itself_in_every_graph_that_states_it() -> None:
    match = built(
        ":g2 { :act :consentingParty :fin } :g1 { :act :consentingParty :fin } :g3 { :act :actor :fin }"
    )
    found = grounds((node("act"), node("consentingParty"), node("fin")), match)
    assert found is not None
    assert [quad.graph_name.value for quad in found.quads] == [EX + "g1", EX + "g2"]
    assert found.rules == ()
    # What is asserted and also follows is asserted.
    assert behind(match, "act actor fin") == ({"g3: act actor fin"}, ())


def test_what_the_graph_does_not_hold_has_no_grounds() -> None:
    assert behind(built(":g { :act :consentingParty :fin }"), "fin actor act") is None


@pytest.mark.parametrize(
    ("data", "triple", "statements", "rules"),
    [
        (":act :consentingParty :fin", "act actor fin", {"g: act consentingParty fin"}, ("prp-spo1",)),
        (":act :consentingParty :fin", "fin consenterIn act", {"g: act consentingParty fin"}, ("prp-inv",)),
        (":fin :consenterIn :act", "act consentingParty fin", {"g: fin consenterIn act"}, ("prp-inv",)),
        (":act :consentingParty :fin", "act a Consent", {"g: act consentingParty fin"}, ("prp-dom",)),
        (":act :actor :fin", "fin a State", {"g: act actor fin"}, ("prp-rng",)),
        (":act a :Ratification", "act a Consent", {"g: act a Ratification"}, ("cax-sco",)),
        (":x :cooperatesWith :y", "y cooperatesWith x", {"g: x cooperatesWith y"}, ("prp-symp",)),
        (
            ":fin :consenterIn :act . :act :instrument :cets",
            "fin hasConsented cets",
            {"g: fin consenterIn act", "g: act instrument cets"},
            ("prp-spo2",),
        ),
        (
            ":act :consentingParty :fin ; :instrument :cets",
            "cets consentedToBy fin",
            {"g: act consentingParty fin", "g: act instrument cets"},
            ("prp-inv", "prp-spo2"),
        ),
        (
            ":act :consentingParty :fin ; :instrument :cets . :cets :depositary :coe",
            "fin notifies coe",
            {"g: act consentingParty fin", "g: act instrument cets", "g: cets depositary coe"},
            ("prp-spo2", "prp-inv"),
        ),
        (
            ":fin :consenterIn :act",
            "fin a Party",
            {"g: fin consenterIn act"},
            ("cax-sco", "prp-rng", "prp-spo1", "prp-inv"),
        ),
    ],
)
def test_each_rule_leads_to_what_is_asserted(
    data: str, triple: str, statements: set[str], rules: tuple[str, ...]
) -> None:
    found = behind(built(f":g {{ {data} . :other :actor :other }}"), triple)
    assert found is not None
    assert found[0] == statements
    assert set(found[1]) == set(rules)


def test_a_statement_whose_inverse_follows_from_it_rests_on_the_chain() -> None:
    # The inverse leads back to the statement itself; the search then goes on to the chain.
    found = behind(built(":g { :act :consentingParty :fin ; :instrument :cets }"), "fin hasConsented cets")
    assert found == ({"g: act consentingParty fin", "g: act instrument cets"}, ("prp-spo2", "prp-inv"))


def test_leaves_are_taken_from_all_graphs() -> None:
    match = built(
        ":g1 { :fin :consenterIn :act } :g2 { :act :instrument :cets } :g3 { :fin :consenterIn :act }"
    )
    assert behind(match, "fin hasConsented cets") == (
        {"g1: fin consenterIn act", "g3: fin consenterIn act", "g2: act instrument cets"},
        ("prp-spo2",),
    )


def test_what_no_rule_here_explains_names_the_profile_only() -> None:
    match = built(":g { :x :partOf :y . :y :partOf :z }")
    assert behind(match, "x partOf z") == (set(), ("OWL 2 RL",))  # transitivity is not covered yet
    assert behind(match, "x sees z") == (set(), ("OWL 2 RL",))
    assert behind(match, "x sees y") == ({"g: x partOf y"}, ("prp-spo1",))


PASSAGE = ":p { %s } :editors { :p thb:reportingDay \"2010-01-26\"^^xsd:date . :q thb:reportingDay 'x' }"


@pytest.mark.parametrize(
    ("data", "thing", "statements", "rule"),
    [
        (
            ':act a thb:Consent ; dcterms:date "2005"^^xsd:gYear ; dcterms:issued "2005-01-01"^^xsd:date',
            ("act", "2005-12-31"),
            {"p: act date 2005"},
            "date bounds",
        ),
        (
            ':act dcterms:date "2005"^^xsd:gYear , "2006-05"^^xsd:gYearMonth',
            ("act", "2006-05-31"),
            {"p: act date 2006-05"},
            "date bounds",
        ),
        (
            ":act a thb:Consent ; dcterms:title 'x'",
            ("act", "2010-01-26"),
            {"p: act a Consent", "editors: p reportingDay 2010-01-26"},
            "undated, so by the passage's day",
        ),
        (
            ":report dcterms:isPartOf :list , :other . :list thb:reportingDay '2009-05-01'^^xsd:date ."
            ":other thb:reportingDay '2010-01-01'^^xsd:date",
            ("report", "2009-05-01"),
            {"p: report isPartOf list", "p: list reportingDay 2009-05-01"},
            "day of the list",
        ),
        (
            ":list thb:reportingDay '2009-05-01'^^xsd:date",
            ("list", "2009-05-01"),
            {"p: list reportingDay 2009-05-01"},
            "date bounds",
        ),
    ],
)
def test_computed_bounds_rest_on_what_they_were_computed_from(
    data: str, thing: tuple[str, str], statements: set[str], rule: str
) -> None:
    match = built(PASSAGE % data)
    name, latest = thing
    bounded = {quad.subject for quad in match(None, ox.NamedNode(THB + "boundsOf"), node(name))}
    (found_node,) = [
        quad.subject
        for quad in match(None, ox.NamedNode(THB + "latest"), None)
        if quad.object.value == latest and quad.subject in bounded
    ]
    said = list(match(found_node, None, None))
    assert {quad.predicate.value for quad in said} >= {RDF_TYPE, THB + "boundsOf", THB + "latest"}
    for quad in said:
        if quad.graph_name.value != COMPUTED_GRAPH:
            continue
        found = grounds((quad.subject, quad.predicate, quad.object), match)
        assert found is not None
        assert (written(found), found.rules) == (statements, (rule,))


THINGS = st.sampled_from(["x", "y", "z"])
PROPERTIES = [
    "actor", "consentingParty", "consenterIn", "instrument", "hasConsented", "consentedToBy", "depositary",
    "cooperatesWith",
]  # fmt: skip
STATEMENTS = st.lists(
    st.builds(
        lambda subject, predicate, thing, graph: ox.Quad(
            node(subject), node(predicate), node(thing), node(graph)
        ),
        THINGS,
        st.sampled_from(PROPERTIES),
        THINGS,
        st.sampled_from(["g1", "g2"]),
    )
    | st.builds(
        lambda subject, kind: ox.Quad(node(subject), node("a"), node(kind), node("g1")),
        THINGS,
        st.sampled_from(["Ratification", "State"]),
    ),
    min_size=1,
    max_size=5,
)


@given(STATEMENTS, st.data())
@settings(deadline=None, max_examples=25)
def test_the_grounds_alone_give_the_statement_again(asserted: list[ox.Quad], data: st.DataObject) -> None:
    match = built(asserted)
    ontology = quads_of(ONTOLOGY, ox.RdfFormat.TURTLE, ONTOLOGY_GRAPH)
    declared = {quad.subject for quad in ontology}
    inferred = [
        quad
        for thing in ("x", "y", "z")
        for quad in match(node(thing), None, None)
        if quad.graph_name.value == INFERRED_GRAPH and quad.object not in declared - {node("State")}
    ]
    for quad in asserted:
        found = grounds((quad.subject, quad.predicate, quad.object), match)
        assert found is not None
        assert quad in found.quads
    if not inferred:
        return
    chosen = data.draw(st.sampled_from(sorted(inferred, key=str)))
    found = grounds((chosen.subject, chosen.predicate, chosen.object), match)
    assert found is not None
    assert set(found.quads) <= set(asserted)
    assert found.rules
    assert chosen in closure([*ontology, *found.quads])
