"""Each rule of the tables that finds inconsistencies, and that it finds nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from proof_check import proof_faults
from thbgraph.answers.proofs import Proof
from thbgraph.proof.prover import Prover
from thbgraph.reasoning.closure import Closure, Inconsistency
from thbgraph.reasoning.owl_rules import CONTRADICTION, owl_rules
from thbgraph.treaties.computed import computed
from thbgraph.treaties.statement_grounds import computation
from thbgraph.words.namespaces import PREFIXES
from thbgraph.words.terms import Term

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
PROLOGUE += "@prefix : <http://e.org/> .\n"
_NONE = '"0"^^xsd:nonNegativeInteger ; owl:onProperty :p'
#: Rule, axioms, data that contradict themselves, and data that come near and do not.
CASES = [
    ("eq-diff1", "", ":x owl:sameAs :y ; owl:differentFrom :y", ":x owl:sameAs :y ; owl:differentFrom :z"),
    ("eq-diff1", "", ":x owl:differentFrom :x", ":x owl:differentFrom :y"),
    ("eq-diff2", ":d a owl:AllDifferent ; owl:members ( :x :y :z )", ":y owl:sameAs :z", ":y owl:sameAs :w"),
    ("eq-diff3", ":d a owl:AllDifferent ; owl:distinctMembers ( :x :y :z )", ":z owl:sameAs :x", ":z owl:sameAs :z"),
    ("prp-irp", ":p a owl:IrreflexiveProperty", ":x :p :x", ":x :p :y"),
    ("prp-asyp", ":p a owl:AsymmetricProperty", ":x :p :y . :y :p :x", ":x :p :y . :y :p :z"),
    ("prp-pdw", ":p owl:propertyDisjointWith :q", ":x :p :y ; :q :y", ":x :p :y . :y :q :x"),
    ("prp-adp", ":d a owl:AllDisjointProperties ; owl:members ( :p :q :r )", ":x :q :y ; :r :y", ":x :q :y ; :r :z"),
    ("prp-npa1", ":n owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetIndividual :y", ":x :p :y", ":y :p :x"),
    ("prp-npa2", ":n owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetValue 7", ":x :p 7", ':x :p "7"'),
    ("cls-nothing2", "", ":x a owl:Nothing", ":x a owl:Thing"),
    ("cls-com", ":C owl:complementOf :D", ":x a :C, :D", ":x a :C . :y a :D"),
    ("cls-maxc1", f":C owl:maxCardinality {_NONE}", ":x a :C ; :p :y", ":x a :C . :y :p :x"),
    ("cls-maxqc1", f":C owl:maxQualifiedCardinality {_NONE} ; owl:onClass :D", ":x a :C ; :p :y . :y a :D", ":x a :C, :D ; :p :y"),
    ("cls-maxqc2", f":C owl:maxQualifiedCardinality {_NONE} ; owl:onClass owl:Thing", ":x a :C ; :p :y", ":y a :C . :x :p :y"),
    ("cax-dw", ":C owl:disjointWith :D", ":x a :C, :D", ":x a :C . :y a :D"),
    ("cax-adc", ":d a owl:AllDisjointClasses ; owl:members ( :B :C :D )", ":x a :C, :D", ":x a :C . :y a :D"),
]  # fmt: skip
IDS = [case[0] for case in CASES]


def quads(*parts: str) -> list[ox.Quad]:
    text = PROLOGUE + "".join(f"{part} .\n" for part in parts if part)
    return list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))


def found(*parts: str) -> list[Inconsistency]:
    return Closure(quads(*parts)).inconsistencies()


def test_every_rule_has_its_case() -> None:
    assert {rule.name for rule in owl_rules() if not rule.conclusions} == set(IDS)


@pytest.mark.parametrize(("rule", "axioms", "data", "near"), CASES, ids=IDS)
def test_a_contradiction_is_found_by_its_rule(rule: str, axioms: str, data: str, near: str) -> None:
    assert {one.rule for one in found(axioms, data)} == {rule}
    assert found(axioms, near) == []


@pytest.mark.parametrize(("rule", "axioms", "data", "near"), CASES, ids=IDS)
def test_what_is_found_are_the_premises_of_the_rule(rule: str, axioms: str, data: str, near: str) -> None:
    if data == ":x owl:differentFrom :x":
        pytest.skip("the other premise, that a thing is itself, holds without being said")
    asserted = [ox.Quad(*quad.triple, ox.NamedNode("http://e.org/g")) for quad in quads(axioms, data)]
    closed = Closure(asserted)
    held = [*asserted, *closed.inferred()]

    def match(*wanted: Term | None) -> Iterator[ox.Quad]:
        for quad in held:
            if all(part in (None, term) for part, term in zip(wanted, quad.triple, strict=True)):
                yield quad

    one = max(closed.inconsistencies(), key=lambda one: len(one.premises))
    proof = Proof(CONTRADICTION, one.rule, one.words, Prover(match).prove_all(one.premises))
    assert not [*proof_faults(proof, match, computed, computation)]
    for place in range(len(proof.premises)):
        less = proof.premises[:place] + proof.premises[place + 1 :]
        assert [*proof_faults(proof._replace(premises=less), match, computed, computation)]


def test_contradictions_are_found_in_what_follows() -> None:
    axioms = ":C owl:disjointWith :D . :p rdfs:domain :C . :E rdfs:subClassOf :D . :E owl:unionOf ( :F :G )"
    (one,) = found(axioms, ":x :p :y ; a :F")
    assert {str(term) for premise in one.premises[1:] for term in premise[2:]} == {
        "<http://e.org/C>",
        "<http://e.org/D>",
    }


def test_contradictions_are_found_where_the_graph_goes_to_owlrl() -> None:
    asserted = quads(
        ":p owl:sameAs :q",
        ":C owl:disjointWith [ owl:complementOf :A ]",
        ":p rdfs:domain :C",
        ":x :q :y",
        ":x a :A, :C",
        ":C owl:disjointWith :A",
    )
    closed = Closure(asserted)
    assert closed.handed_over is not None
    assert [one.rule for one in closed.inconsistencies()] == ["cax-dw"]
