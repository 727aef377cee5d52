"""The asserted statements that an inferred or computed one follows from, and by which rule.

A first version: it finds one way in which a statement follows from others, rule by rule, until it meets
asserted ones. Rule names are those of the OWL 2 RL/RDF rules (OWL 2 Profiles, section 4.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.namespaces import (
    COMPUTED_GRAPH,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF_TYPE,
)
from ..words.terms import Term
from .computed_grounds import Match, computation

Triple: TypeAlias = tuple[Term, ox.NamedNode, Term]

_RDF, _RDFS, _OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
_DERIVED = {INFERRED_GRAPH, COMPUTED_GRAPH}


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


class Grounds(NamedTuple):
    """Asserted quads and the names of the rules used to get from them to a statement."""

    quads: tuple[ox.Quad, ...]
    rules: tuple[str, ...] = ()


def grounds(triple: Triple, match: Match) -> Grounds | None:
    """Gives the asserted statements behind a triple; None when the graph does not hold it.

    An asserted triple rests on itself, with every graph that asserts it.
    """
    return _grounds(triple, match, frozenset())


def _grounds(triple: Triple, match: Match, above: frozenset[Triple]) -> Grounds | None:
    held = list(match(*triple))
    asserted = [quad for quad in held if quad.graph_name.value not in _DERIVED]
    if asserted:
        return Grounds(tuple(sorted(asserted, key=lambda quad: str(quad.graph_name))))
    if not held or triple in above:
        return None
    if any(quad.graph_name.value == COMPUTED_GRAPH for quad in held):
        made = computation(triple[0], match)
        return Grounds(made.quads, (made.rule,))
    for rule, premises in _ways(triple, match):
        found = [_grounds(premise, match, above | {triple}) for premise in premises]
        if all(found):
            quads = dict.fromkeys(quad for part in found if part for quad in part.quads)
            rules = dict.fromkeys([rule, *(name for part in found if part for name in part.rules)])
            return Grounds(tuple(quads), tuple(rules))
    # Within a search None sends it on to another way, which may reach what is asserted.
    return None if above else Grounds((), ("OWL 2 RL",))


def _ways(triple: Triple, match: Match) -> Iterator[tuple[str, list[Triple]]]:
    """Yields the ways in which one rule gives the triple: the rule's name and the data premises."""
    subject, predicate, thing = triple
    if predicate.value == RDF_TYPE:
        yield from _ways_to_a_class(subject, thing, match)
    for narrower in _ontology_subjects(match, "subPropertyOf", predicate):
        yield "prp-spo1", [(subject, narrower, thing)]
    inverse = _node(_OWL + "inverseOf")
    others = [quad.subject for quad in match(None, inverse, predicate)]
    others += [quad.object for quad in match(predicate, inverse, None)]
    for other in others:
        yield "prp-inv", [(thing, other, subject)]
    if any(match(predicate, _node(RDF_TYPE), _node(_OWL + "SymmetricProperty"))):
        yield "prp-symp", [(thing, predicate, subject)]
    for chain in match(predicate, _node(_OWL + "propertyChainAxiom"), None):
        for path in _paths(subject, _list(chain.object, match), thing, match):
            yield "prp-spo2", path


def _paths(start: Term, chain: list[ox.NamedNode], end: Term, match: Match) -> Iterator[list[Triple]]:
    """Yields the triples by which a chain of properties leads from one term to another."""
    first, *rest = chain
    if not rest:
        if any(match(start, first, end)):
            yield [(start, first, end)]
        return
    for step in dict.fromkeys(quad.object for quad in match(start, first, None)):
        for path in _paths(step, rest, end, match):
            yield [(start, first, step), *path]


def _ways_to_a_class(subject: Term, wanted: Term, match: Match) -> Iterator[tuple[str, list[Triple]]]:
    is_a = _node(RDF_TYPE)
    for narrower in _ontology_subjects(match, "subClassOf", wanted):
        if narrower != wanted:
            yield "cax-sco", [(subject, is_a, narrower)]
    for prop in _ontology_subjects(match, "domain", wanted):
        for quad in match(subject, prop, None):
            yield "prp-dom", [(subject, prop, quad.object)]
    for prop in _ontology_subjects(match, "range", wanted):
        for quad in match(None, prop, subject):
            yield "prp-rng", [(quad.subject, prop, subject)]


def _ontology_subjects(match: Match, relation: str, thing: Term) -> list[ox.NamedNode]:
    """Terms that stand in a relation of RDFS to a term, those that the ontology itself declares first."""
    found = sorted(
        match(None, _node(_RDFS + relation), thing),
        key=lambda quad: (quad.graph_name.value != ONTOLOGY_GRAPH, str(quad.subject)),
    )
    return [quad.subject for quad in found if quad.subject != thing]


def _list(head: Term, match: Match) -> list[ox.NamedNode]:
    members = []
    while isinstance(head, ox.BlankNode):
        members.append(next(match(head, _node(_RDF + "first"), None)).object)
        head = next(match(head, _node(_RDF + "rest"), None)).object
    return members
