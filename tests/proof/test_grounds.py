"""Grounds: the asserted statements behind an asserted, inferred or computed one, and the rules between."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from thbgraph.answers.rows import Citation
from thbgraph.graph import KnowledgeGraph
from thbgraph.proof.prover import Prover
from thbgraph.reasoning.closure import Closure
from thbgraph.stores.protocol import Match
from thbgraph.treaties.computed import computed
from thbgraph.words.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH, RDF_TYPE
from thbgraph.words.terms import Term, Triple

Close = Callable[..., Match]
EX = "http://e.org/"
ONTOLOGY = """
<https://w3id.org/thbgraph/ontology> {
  :consentingParty a owl:ObjectProperty ; rdfs:subPropertyOf :actor ; rdfs:domain :Consent ; owl:inverseOf :consenterIn .
  :actor a owl:ObjectProperty ; rdfs:range :State . :Ratification rdfs:subClassOf :Consent .
  :hasConsented a owl:ObjectProperty ; owl:propertyChainAxiom ( :consenterIn :instrument ) .
  :partOf a owl:TransitiveProperty ; rdfs:subPropertyOf :sees .
}
"""


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(RDF_TYPE if name == "a" else EX + name)


def behind(match: Match, statement: str) -> tuple[set[str], tuple[str, ...], set[str]] | None:
    """The grounds of `subject predicate object`: statements as `graph: subject predicate object`, rules, axioms."""
    subject, predicate, thing = statement.split()
    found = Prover(match).grounds((node(subject), node(predicate), node(thing)))
    return None if found is None else (written(found.statements), found.rules, written(found.axioms))


def written(quads: tuple[ox.Quad, ...]) -> set[str]:
    def name(term: Term | ox.Triple | ox.DefaultGraph) -> str:
        assert not isinstance(term, ox.Triple | ox.DefaultGraph)
        if isinstance(term, ox.BlankNode):
            return "_"
        return "a" if term.value == RDF_TYPE else term.value.rpartition("/")[2].rpartition("#")[2]

    texts = [f"{name(q.graph_name)}: {name(q.subject)} {name(q.predicate)} {name(q.object)}" for q in quads]
    assert len(texts) == len(set(texts))
    return set(texts)


def test_an_asserted_statement_rests_on_itself_in_every_graph_that_states_it(close: Close) -> None:
    match = close(
        ":g2 { :act :consentingParty :fin } :g1 { :act :consentingParty :fin } :g3 { :act :actor :fin }"
        + ONTOLOGY
    )
    found = Prover(match).grounds((node("act"), node("consentingParty"), node("fin")))
    assert found is not None
    assert [quad.graph_name.value for quad in found.statements] == [EX + "g1", EX + "g2"]
    assert found[1:] == ((), (), ())
    # What is asserted and also follows is asserted.
    assert behind(match, "act actor fin") == ({"g3: act actor fin"}, (), set())
    assert behind(match, "fin actor act") is None


def test_an_inferred_statement_rests_on_what_passages_say_and_the_ontology_apart(close: Close) -> None:
    match = close(
        ":g1 { :fin :consenterIn :act } :g2 { :act :instrument :cets } :g3 { :fin :consenterIn :act }"
        + ONTOLOGY
    )
    assert behind(match, "fin hasConsented cets") == (
        {"g1: fin consenterIn act", "g3: fin consenterIn act", "g2: act instrument cets"},
        ("prp-spo2",),
        {
            "ontology: hasConsented propertyChainAxiom _",
            "ontology: _ first consenterIn",
            "ontology: _ rest _",
            "ontology: _ first instrument",
            "ontology: _ rest nil",
        },
    )
    assert behind(match, "act actor fin") == (
        {"g1: fin consenterIn act", "g3: fin consenterIn act"},
        ("prp-spo1", "prp-inv2"),
        {"ontology: consentingParty subPropertyOf actor", "ontology: consentingParty inverseOf consenterIn"},
    )


def test_an_axiom_that_is_asked_about_is_no_axiom_of_its_own_proof(close: Close) -> None:
    (quad,) = [q for q in close(ONTOLOGY)(node("partOf"), None, node("sees"))]
    assert Prover(close(ONTOLOGY)).grounds((quad.subject, quad.predicate, quad.object)) == Citation((quad,))


def test_a_computed_statement_rests_on_what_it_was_computed_from(close: Close) -> None:
    match = close(':g { :act dcterms:date "2005"^^xsd:gYear ; a thb:Consent }')
    computed = [q for q in match(None, None, None) if q.graph_name.value == COMPUTED_GRAPH]
    assert len(computed) == 6
    for quad in computed:
        found = Prover(match).grounds((quad.subject, quad.predicate, quad.object))
        assert found is not None
        assert (written(found.statements), found.rules) == ({"g: act date 2005"}, ("date bounds",))


def replayed(triple: Triple, found: Citation, ontology: list[ox.Quad]) -> bool:
    """Whether the cited statements alone, closed and computed, give the statement again."""
    again = [
        *found.statements,
        *Closure([*ontology, *found.statements]).inferred(),
        *computed(found.statements),
    ]
    return triple in {(quad.subject, quad.predicate, quad.object) for quad in again}


THINGS = st.sampled_from("xyz")
PROPERTIES = st.sampled_from(
    ["actor", "consentingParty", "consenterIn", "instrument", "hasConsented", "partOf"]
)
STATEMENTS = st.lists(
    st.tuples(THINGS, PROPERTIES, THINGS)
    | st.tuples(THINGS, st.just("a"), st.sampled_from(["Ratification", "State"])),
    min_size=1,
    max_size=5,
)


@given(STATEMENTS, st.data())
@settings(deadline=None, max_examples=25)
def test_the_grounds_alone_give_the_statement_again(
    close: Close, statements: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    said = " . ".join(" ".join(part if part == "a" else f":{part}" for part in parts) for parts in statements)
    match = close(f":g {{ {said} }}" + ONTOLOGY)
    held = [q for q in match(None, None, None) if q.subject in map(node, "xyz")]
    ontology = [q for q in match(None, None, None) if q.graph_name.value == ONTOLOGY_GRAPH]
    chosen = data.draw(st.sampled_from(sorted(held, key=str)))
    triple = chosen.subject, chosen.predicate, chosen.object
    found = Prover(match).grounds(triple)
    assert found is not None
    assert {quad.graph_name.value for quad in found.statements} == {EX + "g"}
    assert bool(found.rules) == (chosen.graph_name.value == INFERRED_GRAPH)
    assert replayed(triple, found, ontology)
    # The axioms named apart are all of the ontology that is needed.
    assert replayed(triple, found, list(found.axioms))


def test_grounds_of_the_real_graph_give_its_statements_again(graph: KnowledgeGraph) -> None:
    inferred, computed = (sorted(graph.contents(iri), key=str) for iri in (INFERRED_GRAPH, COMPUTED_GRAPH))
    for quad in [*inferred[::400], *computed[::200]]:
        triple = quad.subject, quad.predicate, quad.object
        found = Prover(graph._store.match).grounds(triple)
        assert found is not None
        assert replayed(triple, found, list(found.axioms))
