"""The checker of proofs: it accepts proofs, and rejects them with any part tampered with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pyoxigraph as ox
import pytest

from closing import computation, matching, prover_of
from evidence.proof_check import proof_faults
from thbgraph.base.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, RDF_TYPE
from thbgraph.base.terms import Triple
from thbgraph.base.triples import Match
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.proof import Proof
from thbgraph.rules.rule_table import RULES
from thbgraph.status.computed import computed
from whole import WHOLE

Close = Callable[..., Match]
EX = "http://e.org/"
FORGED = ox.NamedNode(EX + "forged")
WORDS = {rule.name: rule.words for rule in RULES}


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(RDF_TYPE if name == "a" else EX + name)


def faults(proof: Proof, match: Match) -> list[str]:
    return list(proof_faults(proof, match, computed, computation))


def is_rejected(proof: Proof, match: Match) -> bool:
    """Whether anything is wrong with a proof; a small change makes much of it wrong."""
    return any(proof_faults(proof, match, computed, computation))


def remembering(match: Match) -> Match:
    """Looks up each statement once: many proofs rest on the same, and so does all that is made of one."""
    found = cache(lambda *triple: list(match(*triple)))
    return lambda subject, predicate, thing: iter(found(subject, predicate, thing))


def proofs_of(match: Match, graph: str = INFERRED_GRAPH) -> list[Proof]:
    """The proofs of all that one graph of derived statements holds."""
    prover = prover_of(match)
    found = [
        prover.prove((q.subject, q.predicate, q.object))
        for q in match(None, None, None)
        if q.graph_name.value == graph
    ]
    assert found
    return [proof for proof in found if proof is not None]


def tampered(proof: Proof) -> Iterator[tuple[str, Proof]]:
    """Every single change to any part of a proof, at any depth."""
    for place in range(3):
        changed = list(proof.conclusion)
        changed[place] = FORGED
        yield "conclusion", proof._replace(conclusion=tuple(changed))
    if proof.rule:
        yield from _tampered_step(proof)
    else:
        yield from _tampered_leaf(proof)
    for number, premise in enumerate(proof.premises):
        before, after = proof.premises[:number], proof.premises[number + 1 :]
        yield "missing premise", proof._replace(premises=(*before, *after))
        yield "premise twice", proof._replace(premises=(*before, premise, premise, *after))
        for what, other in tampered(premise):
            yield f"premise: {what}", proof._replace(premises=(*before, other, *after))


def _tampered_step(proof: Proof) -> Iterator[tuple[str, Proof]]:
    for name in {*WORDS, "no-such-rule", proof.rule.upper()} - {proof.rule}:
        yield f"rule {name}", proof._replace(rule=name)
        yield f"rule and words {name}", proof._replace(rule=name, words=WORDS.get(name, "words"))
    yield "words", proof._replace(words="because it is so")
    yield "said to be asserted", proof._replace(rule="", words="", premises=())
    stated = ox.Quad(*proof.conclusion, FORGED) if not isinstance(proof.conclusion[0], ox.Literal) else None
    yield "asserted as well", proof._replace(quads=(stated,) if stated else ())
    if len(proof.premises) > 1 and proof.rule in WORDS:  # those of a computation have no order
        yield "another order", proof._replace(premises=(*proof.premises[1:], proof.premises[0]))


def _tampered_leaf(proof: Proof) -> Iterator[tuple[str, Proof]]:
    (quad, *_) = proof.quads
    yield "no quads", proof._replace(quads=())
    for graph in (FORGED, ox.NamedNode(INFERRED_GRAPH), ox.NamedNode(COMPUTED_GRAPH)):
        yield "another graph", proof._replace(quads=(ox.Quad(*quad.triple, graph),))
        yield "one graph more", proof._replace(quads=(*proof.quads, ox.Quad(*quad.triple, graph)))
    yield "another quad", proof._replace(quads=(ox.Quad(FORGED, FORGED, FORGED, quad.graph_name),))
    yield "a rule", proof._replace(rule="cax-sco", words=WORDS["cax-sco"])
    yield "words", proof._replace(words="because it is so")
    yield "a premise", proof._replace(premises=(proof,))


def test_a_proof_tampered_with_is_rejected(rule_case: tuple[Match, tuple[str, str, str, int]]) -> None:
    match, (rule, *_) = rule_case
    proofs = [proof for proof in proofs_of(match) if proof.rule == rule]
    assert proofs
    for proof in proofs[:3]:
        assert faults(proof, match) == []
        for what, other in tampered(proof):
            if other != proof:  # two premises that are alike, in another order
                assert faults(other, match), what


PASSAGE = """
:o { :p rdfs:domain :A }
:g { :act dcterms:date "2005"^^xsd:gYear ; :p :x . :other a thb:Consent .
     :report dcterms:isPartOf :list . :list thb:reportingDay "2009-05-01"^^xsd:date }
source:editors { :g thb:reportingDay "2010-01-26"^^xsd:date }
"""


def test_a_computation_tampered_with_is_rejected(close: Close) -> None:
    match = close(PASSAGE)
    rules = set()
    for proof in proofs_of(match, COMPUTED_GRAPH):
        assert faults(proof, match) == []
        rules.add(proof.rule)
        for what, other in tampered(proof):
            assert faults(other, match), what
        surplus = prover_of(match).prove((node("act"), node("p"), node("x")))
        assert surplus is not None
        assert faults(proof._replace(premises=(*proof.premises, surplus)), match)
    assert rules == {"date bounds", "day of the list", "undated, so by the passage's day"}


def test_a_rule_takes_nothing_computed(close: Close) -> None:
    match = close(PASSAGE + ":o { thb:latest rdfs:domain :Dated }")
    (computed, *_) = [p for p in proofs_of(match, COMPUTED_GRAPH) if p.conclusion[1].value.endswith("latest")]
    domain = prover_of(match).prove(
        (computed.conclusion[1], ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#domain"), node("Dated"))
    )
    assert domain is not None
    forged = Proof(
        (computed.conclusion[0], node("a"), node("Dated")), "prp-dom", WORDS["prp-dom"], (domain, computed)
    )
    assert faults(forged, match) == [
        f"{computed.conclusion[0]} rdf:type <{EX}Dated>: what is computed is no premise of a rule"
    ]


def test_circles_are_rejected(close: Close) -> None:
    match = close(":g { :p a owl:SymmetricProperty . :x :q :y . :y :q :x }")
    symmetric = prover_of(match).prove(
        (node("p"), node("a"), ox.NamedNode("http://www.w3.org/2002/07/owl#SymmetricProperty"))
    )
    assert symmetric is not None

    def step(conclusion: Triple, premise: Proof) -> Proof:
        return Proof(conclusion, "prp-symp", WORDS["prp-symp"], (symmetric, premise))

    there, back = (node("x"), node("p"), node("y")), (node("y"), node("p"), node("x"))
    unfounded = Proof(there, quads=(ox.Quad(*there, node("g")),))
    assert "a statement rests on itself" in faults(step(there, step(back, unfounded)), match)
    inner: list[Proof] = [symmetric]
    loop = Proof(back, "prp-symp", WORDS["prp-symp"], inner)  # type: ignore[arg-type]
    inner.append(Proof(there, "prp-symp", WORDS["prp-symp"], (symmetric, loop)))
    assert faults(loop, match) == ["a statement rests on itself"]


def test_another_graph_has_other_proofs(close: Close) -> None:
    match, other = close(":g { :p rdfs:domain :A . :x :p :y }"), close(":h { :p rdfs:domain :A . :x :p :y }")
    proof = prover_of(match).prove((node("x"), node("a"), node("A")))
    assert proof is not None
    assert faults(proof, match) == []
    assert len(faults(proof, other)) == 2


def test_lists_are_read_cell_by_cell(close: Close) -> None:
    match = close(
        ":g { :r owl:propertyChainAxiom ( :p :q ) . :s owl:propertyChainAxiom ( :p :p ) . :x :p :y . :y :q :z ; :p :z }"
    )
    prover = prover_of(match)
    one, other = (prover.prove((node("x"), node(name), node("z"))) for name in "rs")
    assert one is not None and other is not None
    assert len(one.premises) == 1 + 2 * 2 + 2
    mixed = one._replace(premises=(*one.premises[:3], *other.premises[3:]))
    assert faults(one, match) == [] and faults(mixed, match)
    assert faults(one._replace(premises=one.premises[:3]), match)
    assert faults(one._replace(conclusion=(node("x"), node("r"), node("y"))), match)


@pytest.mark.slow
def test_real_proofs_tampered_with_are_rejected(graph: KnowledgeGraph) -> None:
    match = remembering(matching(graph._store))
    prover = prover_of(match)
    quads = (
        sorted(graph.statements(graph=INFERRED_GRAPH), key=str)[:: 250 if WHOLE else 2_100]
        + sorted(graph.statements(graph=COMPUTED_GRAPH), key=str)[:: 400 if WHOLE else 3_000]
    )
    kinds: dict[tuple[object, ...], int] = {}
    for quad in quads:
        proof = prover.prove((quad.subject, quad.predicate, quad.object))
        assert proof is not None
        assert faults(proof, match) == []
        kind = quad.predicate, *(step.rule for step in proof.steps())
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 2:  # made in the same way as two before
            continue
        rejected = {}
        for what, other in tampered(proof):
            rejected.setdefault(what, []).append(is_rejected(other, match))
        if proof.rule not in WORDS:
            # What is computed from the rest alike has a proof without a premise, too; not without each.
            assert any(rejected.pop("missing premise")), proof
        for what, each in rejected.items():
            assert all(each), (what, proof)
