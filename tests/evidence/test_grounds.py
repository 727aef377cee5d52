"""Proofs: every rule, the fewest steps, and nothing that depends on order or on the names of unnamed things."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closing import computation, matching, prover_of
from evidence.proof_check import proof_faults
from thbgraph.base.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE
from thbgraph.base.terms import Term, Triple, expand
from thbgraph.base.triples import Match
from thbgraph.evidence.proving import Prover
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.answer import Citation
from thbgraph.results.proof import Proof
from thbgraph.rules.closure import Closure
from thbgraph.rules.rule_table import RULES, Pattern
from thbgraph.status.computed import computed
from thbgraph.stores.lookup import Lookup
from whole import WHOLE

Close = Callable[..., Match]
Case = tuple[str, str, str, int]
EX = "http://e.org/"


def term(text: str) -> Term:
    if text.startswith('"'):
        return ox.Literal(text.strip('"'))
    iri = EX + text[1:] if text.startswith(":") else expand("rdf:type" if text == "a" else text)
    assert iri is not None
    return ox.NamedNode(iri)


def triple(text: str) -> Triple:
    subject, predicate, thing = map(term, text.split())
    assert isinstance(predicate, ox.NamedNode)
    return subject, predicate, thing


def proven(match: Match, text: str) -> Proof:
    """The proof of a statement that is written as three terms; the checker accepts it."""
    found = prover_of(match).prove(triple(text))
    assert found is not None
    assert not [*proof_faults(found, match, computed, computation)]
    return found


def size(proof: Proof) -> int:
    """The number of steps of the tree."""
    return bool(proof.rule) + sum(map(size, proof.premises))


def test_every_rule_that_concludes_something_has_its_case(rule_cases: Sequence[Case]) -> None:
    assert {case[0] for case in rule_cases} == {rule.name for rule in RULES}


def test_each_rule_proves(rule_case: tuple[Match, Case]) -> None:
    match, (rule, _, statement, steps) = rule_case
    found = proven(match, statement)
    assert (found.rule, size(found)) == (rule, steps)
    (words,) = (known.words for known in RULES if known.name == rule)
    assert found.words == words
    # All that stands in the data is needed, lists with all their cells, and nothing else.
    assert set(found.leaves()) == {q for q in match(None, None, None) if q.graph_name.value == EX + "g"}


def test_an_asserted_statement_is_a_leaf_with_every_graph_that_asserts_it(close: Close) -> None:
    match = close(":g2 { :x :p :y } :g1 { :x :p :y } :g3 { :x a :A } :g4 { :p rdfs:domain :A }")
    found = proven(match, ":x :p :y")
    assert [quad.graph_name.value for quad in found.quads] == [EX + "g1", EX + "g2"]
    assert (found.rule, found.premises, found.steps(), found.rules()) == ("", (), [], ())
    assert proven(match, ":x a :A").quads  # it also follows, and is asserted


def test_leaves_name_every_graph_and_shared_steps_are_shortened(close: Close) -> None:
    match = close(
        ":g { :p rdfs:subPropertyOf :q . :r owl:propertyChainAxiom ( :q :q ) } :h { :x :p :x } :i { :x :p :x }"
    )
    found = proven(match, ":x :r :x")
    assert [step.rule for step in found.steps()] == ["prp-spo1", "prp-spo2"]
    assert size(found) == 3
    assert {quad.graph_name.value for quad in found.leaves()} == {EX + "g", EX + "h", EX + "i"}
    assert found.rules() == ("prp-spo2", "prp-spo1")


def test_what_the_graph_does_not_hold_has_no_proof(close: Close) -> None:
    prover = prover_of(close(":g { :p rdfs:domain :A . :x :p :y }"))
    for text in (":y a :A", ":y :p :x", ':x :p "y"', ":x a owl:Thing", ":n :n :n"):
        assert prover.prove(triple(text)) is None
    assert prover.prove((ox.Literal("x"), triple(":x :p :y")[1], term(":y"))) is None


def test_what_no_rule_gives_is_said_to_be_so(close: Close) -> None:
    match = close(":g { :p rdfs:domain :A . :x :p :y }")
    forged = ox.Quad(*triple(":y a :A"), ox.NamedNode(INFERRED_GRAPH))

    def with_forged(
        subject: Term | None, predicate: ox.NamedNode | None, thing: Term | None
    ) -> Iterator[ox.Quad]:
        yield from match(subject, predicate, thing)
        wanted = subject, predicate, thing
        if all(part in (None, known) for part, known in zip(wanted, forged.triple, strict=True)):
            yield forged

    prover = prover_of(with_forged)
    found = prover.prove(triple(":y a :A"))
    assert found is not None
    assert (found.rule, found.premises) == ("unexplained", ())
    assert [*proof_faults(found, with_forged, computed, computation)]
    held = prover.prove(triple(":x a :A"))
    assert held is not None and held.rule == "prp-dom"


def test_computed_statements_are_one_step_and_no_input_of_the_rules(close: Close) -> None:
    trig = """
    :o { thb:latest rdfs:domain :Dated }
    :p { :act dcterms:date "2005"^^xsd:gYear . :other a thb:Consent } source:editors { :p thb:reportingDay "2010-01-26"^^xsd:date }
    """
    match = close(trig)
    made = [q for q in match(None, None, None) if q.graph_name.value == COMPUTED_GRAPH]
    assert len(made) == 2 * 3 - 1  # of what was done by a day the first one is open
    prover = prover_of(match)
    rules = set()
    for quad in made:
        found = prover.prove((quad.subject, quad.predicate, quad.object))
        assert found is not None
        assert not [*proof_faults(found, match, computed, computation)]
        assert size(found) == 1
        rules.add((found.rule, len(found.premises)))
    assert rules == {("date bounds", 1), ("undated, so by the passage's day", 2)}
    assert prover.prove((made[0].subject, triple(":x a :x")[1], term(":Dated"))) is None


def test_long_ways_are_found(close: Close) -> None:
    links = " . ".join(f":n{number} :next :n{number + 1}" for number in range(12))
    match = close(f":g {{ :next a owl:TransitiveProperty . {links} }}")
    found = proven(match, ":n0 :next :n12")
    assert size(found) == 11
    assert len(found.leaves()) == 13


def test_a_derivation_is_looked_up_and_not_searched_for(close: Close) -> None:
    match = close(":g { :p rdfs:subPropertyOf :q . :r owl:propertyChainAxiom ( :q :q ) . :x :p :x }")
    asked: list[tuple[Term | None, ...]] = []

    def noted(subject: Term | None, predicate: ox.NamedNode | None, thing: Term | None) -> Iterator[ox.Quad]:
        asked.append((subject, predicate, thing))
        return match(subject, predicate, thing)

    statement = triple(":x :r :x")
    found = prover_of(noted).prove(statement)
    assert found is not None and len(found.steps()) == 2
    # Where it stands, and all statements once, from which the grounds are noted here.
    assert sorted(asked, key=str) == sorted([statement, (None, None, None)], key=str)


def test_a_deep_proof_is_walked() -> None:
    deep = Proof(triple(":x :p :n"), quads=())
    for number in range(5_000):
        deep = Proof(triple(f":x :p :n{number}"), "rule", "words", (deep, deep))
    assert len(deep.steps()) == 5_000
    assert repr(deep) == "Proof(<http://e.org/x> <http://e.org/p> <http://e.org/n4999>, steps: 5000)"


def some_of_each_kind(quads: Iterable[ox.Quad], most: int = 8) -> list[ox.Quad]:
    """Some statements of each property, of each class for types, spread over all subjects."""
    kinds: dict[tuple[object, ...], list[ox.Quad]] = {}
    for quad in quads:
        kind = quad.object if quad.predicate.value == RDF_TYPE else None
        kinds.setdefault((quad.graph_name, quad.predicate, kind), []).append(quad)
    return [quad for of in kinds.values() for quad in of[:: max(1, len(of) // most)]]


@pytest.mark.slow
def test_inferred_and_computed_statements_of_the_real_graph_are_proven(graph: KnowledgeGraph) -> None:
    match = matching(graph._store)
    prover = prover_of(match)
    derived = [*graph.statements(graph=INFERRED_GRAPH), *graph.statements(graph=COMPUTED_GRAPH)]
    assert len(derived) > 100_000
    if not WHOLE:
        derived = some_of_each_kind(derived)

    @lru_cache(maxsize=16)  # the statements of a node rest on the same premises, and come one after the other
    def again(given: tuple[ox.Quad, ...]) -> list[ox.Quad]:
        return computed(given)

    @lru_cache(maxsize=4096)
    def held(*triple: Term | None) -> list[ox.Quad]:
        return list(match(*triple))

    steps: dict[Term, tuple[tuple[Proof, ...], set[Triple]]] = {}
    for quad in derived:
        found = prover.prove((quad.subject, quad.predicate, quad.object))
        assert found is not None and found.rule
        premises, made = steps.get(quad.subject, ((), set()))
        if found.premises is premises and quad.graph_name.value == COMPUTED_GRAPH:
            assert found.conclusion in made  # another result of a step that was checked
            continue
        assert not [*proof_faults(found, held, lambda given: again(tuple(given)), computation)]
        if quad.graph_name.value == COMPUTED_GRAPH:
            leaves = [stated for premise in found.premises for stated in premise.quads]
            steps[quad.subject] = (
                found.premises,
                {(q.subject, q.predicate, q.object) for q in again(tuple(leaves))},
            )


# What is the least number of steps, by a way of its own: forward, over all instances of all rules, until no
# statement is reached in fewer.


def fewest_steps(asserted: Sequence[Triple]) -> dict[Triple, int]:
    steps = dict.fromkeys(asserted, 0)
    lists = {s: (p, o) for s, p, o in asserted if p.value == PREFIXES["rdf"] + "first"}
    rests = {s: o for s, p, o in asserted if p.value == PREFIXES["rdf"] + "rest"}

    def members(head: Term) -> list[Term]:
        return [lists[head][1], *members(rests[head])] if head in lists else []

    def joined(
        premises: Sequence[Pattern], bound: Mapping[str, Term], cost: int
    ) -> Iterator[tuple[Mapping[str, Term], int]]:
        if not premises:
            yield bound, cost
            return
        (subject, predicate, thing), *rest = premises
        by = members(bound[str(predicate)]) if str(predicate) in bound else []
        if by:
            stops = [subject, *(f"{subject}{number}" for number in range(1, len(by))), thing]
            yield from joined([*zip(stops, by, stops[1:], strict=False), *rest], bound, cost)
            return
        for known in by_predicate.get(bound.get(str(predicate)) or predicate, []):
            more = laid_over(premises[0], known, bound)
            if more is not None:
                yield from joined(rest, more, cost + steps[known])

    while True:
        by_predicate: dict[object, list[Triple]] = {}
        for known in steps:
            by_predicate.setdefault(known[1], []).append(known)
        reached: dict[Triple, int] = {}
        for rule in RULES:
            for bound, cost in joined(rule.premises, {}, 1):
                made = tuple(bound[part] if isinstance(part, str) else part for part in rule.conclusion)
                if cost < min(steps.get(made, 99), reached.get(made, 99)):  # type: ignore[call-overload]
                    reached[made] = cost  # type: ignore[index]
        if not reached:
            return steps
        steps.update(reached)


def laid_over(pattern: Pattern, known: Triple, bound: Mapping[str, Term]) -> Mapping[str, Term] | None:
    more = dict(bound)
    for part, found in zip(pattern, known, strict=True):
        if (more.setdefault(part, found) if isinstance(part, str) else part) != found:
            return None
    return more


AXIOMS = [
    ":A rdfs:subClassOf :B", ":B rdfs:subClassOf :C", ":C owl:equivalentClass :A", ":p rdfs:subPropertyOf :q",
    ":q rdfs:subPropertyOf :r", ":p rdfs:domain :A", ":q rdfs:range :B", ":p owl:inverseOf :r", ":q a owl:SymmetricProperty",
    ":r a owl:TransitiveProperty", ":q owl:propertyChainAxiom ( :p :r )", ":p owl:propertyChainAxiom ( :p :q :r )",
    ":q owl:equivalentProperty :r", ":C rdfs:subClassOf :B",
]  # fmt: skip
DATA = [f":{s} :{p} :{o}" for s, p, o in itertools.product("xyz", "pqr", "xyz")]
DATA += [f":{s} a :{kind}" for s, kind in itertools.product("xyz", "ABC")]


@given(
    st.lists(st.sampled_from(AXIOMS), min_size=1, max_size=6, unique=True),
    st.lists(st.sampled_from(DATA), min_size=1, max_size=4, unique=True),
)
@settings(deadline=None, max_examples=30)
def test_proofs_are_the_shortest_and_accepted(close: Close, axioms: list[str], data: list[str]) -> None:
    match = close(f":o {{ {' . '.join(axioms)} }} :g {{ {' . '.join(data)} }}")
    quads = list(match(None, None, None))
    asserted = [
        (q.subject, q.predicate, q.object) for q in quads if q.graph_name.value not in (INFERRED_GRAPH,)
    ]
    least = fewest_steps(asserted)
    prover = prover_of(match)
    for quad in quads:
        statement = quad.subject, quad.predicate, quad.object
        found = prover.prove(statement)
        assert found is not None
        assert not [*proof_faults(found, match, computed, computation)]
        assert size(found) == least[statement]


@given(st.lists(st.sampled_from(AXIOMS), min_size=2, max_size=5, unique=True), st.randoms())
@settings(deadline=None, max_examples=10)
def test_proofs_do_not_depend_on_order_or_on_what_was_proven_before(
    close: Close, axioms: list[str], random: object
) -> None:
    match = close(f":o {{ {' . '.join(axioms)} }} :g {{ :x :p :y ; a :A . :y :q :z ; :r :x }}")
    statements = [
        (q.subject, q.predicate, q.object)
        for q in match(None, None, None)
        if q.graph_name.value == INFERRED_GRAPH
    ]
    alone = {statement: prover_of(match).prove(statement) for statement in statements}
    random.shuffle(statements)  # type: ignore[attr-defined]
    prover = prover_of(match)
    for statement in statements:
        found, other = prover.prove(statement), alone[statement]
        assert found is not None and other is not None
        assert found == other


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
    found = prover_of(match).grounds((node(subject), node(predicate), node(thing)))
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
    found = prover_of(match).grounds((node("act"), node("consentingParty"), node("fin")))
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
    assert prover_of(close(ONTOLOGY)).grounds((quad.subject, quad.predicate, quad.object)) == Citation(
        (quad,)
    )


def test_a_computed_statement_rests_on_what_it_was_computed_from(close: Close) -> None:
    match = close(':g { :act dcterms:date "2005"^^xsd:gYear ; a thb:Consent }')
    computed = [q for q in match(None, None, None) if q.graph_name.value == COMPUTED_GRAPH]
    assert len(computed) == 2
    for quad in computed:
        found = prover_of(match).grounds((quad.subject, quad.predicate, quad.object))
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
    found = prover_of(match).grounds(triple)
    assert found is not None
    assert {quad.graph_name.value for quad in found.statements} == {EX + "g"}
    assert bool(found.rules) == (chosen.graph_name.value == INFERRED_GRAPH)
    assert replayed(triple, found, ontology)
    # The axioms named apart are all of the ontology that is needed.
    assert replayed(triple, found, list(found.axioms))


def test_grounds_of_the_real_graph_give_its_statements_again(graph: KnowledgeGraph) -> None:
    inferred, computed = (
        sorted(graph.statements(graph=iri), key=str) for iri in (INFERRED_GRAPH, COMPUTED_GRAPH)
    )
    prover = Prover(Lookup(graph._store), graph.index.grounds)
    for quad in [*inferred[:: 400 if WHOLE else 3_600], *computed[:: 200 if WHOLE else 2_100]]:
        triple = quad.subject, quad.predicate, quad.object
        found = prover.grounds(triple)
        assert found is not None
        assert replayed(triple, found, list(found.axioms))
