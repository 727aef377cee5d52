"""Proofs for machines: as JSON and as PROV-O in Turtle.

Both are the same, byte for byte, for the same graph; things without a name are named by their order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from ...base.namespaces import PREFIXES, RDF_TYPE
from ...base.terms import Term, Triple
from ..proofs import Explanation, Proof, Telling, premises
from .graph_formats import write_graph

_PROV, _RDF, _RDFS = PREFIXES["prov"], PREFIXES["rdf"], PREFIXES["rdfs"]
#: Where the rules are defined, by what their names begin with.
_RULES = "https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules"
_OF_W3C = ("eq-", "prp-", "cls-", "cax-", "dt-", "scm-")


def to_json(found: Explanation) -> str:
    """Writes a proof as a JSON object: the statement, the steps with their premises, and the sources.

    A premise is a step by its number, or asserted in the graphs `sources`; terms are written as in N-Triples,
    a list also by its `members`.
    """
    assert found.proof is not None
    steps = found.proof.steps()
    telling, names = Telling(found.proof, found.labels), _Names()
    numbers = {step.conclusion: number for number, step in enumerate(steps, 1)}

    def said(triple: Triple) -> dict[str, Any]:
        subject, predicate, thing = (str(names.name(term)) for term in triple)
        fields: dict[str, Any] = {"subject": subject, "predicate": predicate, "object": thing}
        members = telling.members(triple[2])
        fields |= {"members": [str(names.name(member)) for member in members]} if members else {}
        return fields | {"words": telling.statement(triple)}

    def rests(premise: Proof) -> dict[str, Any]:
        if premise.rule:
            return {"step": numbers[premise.conclusion]}
        return {"sources": [quad.graph_name.value for quad in premise.quads]}

    told = [
        {
            "step": numbers[step.conclusion],
            "conclusion": said(step.conclusion),
            "rule": step.rule,
            "ruleInWords": step.words,
            "premises": [said(premise.conclusion) | rests(premise) for premise in premises(step)],
        }
        for step in steps
    ]
    graphs = dict.fromkeys(quad.graph_name.value for quad in found.proof.leaves())
    content = {
        "statement": said(found.statement),
        "asserted": not found.proof.rule,
        "steps": told,
        "sources": {iri: found.sources.get(iri, iri) for iri in graphs},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def to_turtle(found: Explanation) -> str:
    """Writes a proof in PROV-O.

    Statements are prov:Entity (and rdf:Statement), each step is a prov:Activity that used its premises by the
    rule, a prov:Plan; an asserted statement names its graphs as primary sources.
    Source: W3C Recommendation PROV-O, 30 April 2013.
    """
    assert found.proof is not None
    return write_graph(_provenance(found.proof), "turtle")


def _provenance(proof: Proof) -> Iterator[ox.Quad]:
    names, steps = _Names(), proof.steps()
    leaves = [premise for step in steps for premise in premises(step) if not premise.rule]
    known: dict[Triple, ox.BlankNode] = {}
    for part in [*leaves, *steps, proof]:
        if part.conclusion not in known:
            node = known[part.conclusion] = ox.BlankNode(f"statement{len(known) + 1}")
            yield from _said(node, (_PROV + "Entity", _RDF + "Statement"))
            for name, term in zip(("subject", "predicate", "object"), part.conclusion, strict=True):
                yield _quad(node, _RDF + name, names.name(term))
        for quad in part.quads:
            yield _quad(known[part.conclusion], _PROV + "hadPrimarySource", quad.graph_name)
    rules: dict[str, ox.BlankNode] = {}
    for number, step in enumerate(steps, 1):
        activity, node = ox.BlankNode(f"step{number}"), known[step.conclusion]
        if step.rule not in rules:
            rules[step.rule] = ox.BlankNode(f"rule{len(rules) + 1}")
            yield from _rule(rules[step.rule], step)
        yield from _said(activity, (_PROV + "Activity",))
        yield _quad(node, _PROV + "wasGeneratedBy", activity)
        yield from _association(activity, ox.BlankNode(f"association{number}"), rules[step.rule])
        for premise in premises(step):
            yield _quad(activity, _PROV + "used", known[premise.conclusion])
            yield _quad(node, _PROV + "wasDerivedFrom", known[premise.conclusion])
    for quad in proof.leaves():
        if isinstance(quad.subject, ox.BlankNode) and quad.predicate.value in (_RDF + "first", _RDF + "rest"):
            yield _quad(names.name(quad.subject), quad.predicate.value, names.name(quad.object))


def _rule(node: ox.BlankNode, step: Proof) -> Iterator[ox.Quad]:
    yield from _said(node, (_PROV + "Plan", _PROV + "Entity"))
    yield _quad(node, _RDFS + "label", ox.Literal(step.rule))
    yield _quad(node, _RDFS + "comment", ox.Literal(step.words, language="en"))
    if step.rule.startswith(_OF_W3C):
        yield _quad(node, _RDFS + "seeAlso", ox.NamedNode(_RULES))


def _association(activity: ox.BlankNode, node: ox.BlankNode, rule: ox.BlankNode) -> Iterator[ox.Quad]:
    agent = ox.BlankNode("thbgraph")
    yield from _said(agent, (_PROV + "SoftwareAgent",))
    yield _quad(agent, _RDFS + "label", ox.Literal("thbgraph"))
    yield _quad(activity, _PROV + "qualifiedAssociation", node)
    yield from _said(node, (_PROV + "Association",))
    yield _quad(node, _PROV + "agent", agent)
    yield _quad(node, _PROV + "hadPlan", rule)


def _said(node: ox.BlankNode, kinds: tuple[str, ...]) -> Iterator[ox.Quad]:
    for kind in kinds:
        yield _quad(node, RDF_TYPE, ox.NamedNode(kind))


def _quad(subject: Term, predicate: str, thing: Term) -> ox.Quad:
    assert not isinstance(subject, ox.Literal)
    return ox.Quad(subject, ox.NamedNode(predicate), thing)


class _Names:
    """Names things without a name by the order in which they come up, whatever the store calls them."""

    def __init__(self) -> None:
        self._names: dict[Term, ox.BlankNode] = {}

    def name(self, term: Term) -> Term:
        if not isinstance(term, ox.BlankNode):
            return term
        return self._names.setdefault(term, ox.BlankNode(f"unnamed{len(self._names) + 1}"))
