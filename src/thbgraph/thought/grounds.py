"""The asserted statements that an inferred or computed one follows from, and by which rule.

A first version: it finds one way in which a statement follows from others, rule by rule, until it meets
asserted ones. Rule names are those of the OWL 2 RL/RDF rules (OWL 2 Profiles, section 4.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.dates import DATING, bounds
from ..words.namespaces import (
    COMPUTED_GRAPH,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF_TYPE,
    THB,
)
from ..words.terms import Term

Triple: TypeAlias = tuple[Term, ox.NamedNode, Term]
#: Gives the quads of all named graphs that match subject, predicate, object; None matches anything.
Match: TypeAlias = Callable[[Term | None, ox.NamedNode | None, Term | None], Iterator[ox.Quad]]

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
        return _computed(triple[0], match)
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


def _computed(node: Term, match: Match) -> Grounds:
    """Finds the dating, or the day of the passage or list, from which bounds were computed."""

    def value(name: str) -> Term:
        return next(match(node, _node(name), None)).object

    def dated(subject: Term, prop: Term) -> list[ox.Quad]:
        return [quad for quad in match(subject, prop, None) if _allows(quad.object, first, last)]

    thing, prop = value(THB + "boundsOf"), value(THB + "boundedProperty")
    graph, last = value(PREFIXES["prov"] + "wasDerivedFrom"), value(THB + "latest").value
    first = next((quad.object.value for quad in match(node, _node(THB + "earliest"), None)), None)
    day = _node(THB + "reportingDay")
    stated = [quad for quad in dated(thing, prop) if quad.graph_name == graph]
    if stated:
        return Grounds(tuple(stated), ("date bounds",))
    if prop == day:
        part_of = _node(PREFIXES["dcterms"] + "isPartOf")
        parts = [quad for quad in match(thing, part_of, None) if quad.graph_name == graph]
        placed = {part: dated(part.object, day) for part in parts}
        lists = [part for part in parts if placed[part]]
        return Grounds((*lists, *(quad for part in lists for quad in placed[part])), ("day of the list",))
    typed = [quad for quad in match(thing, _node(RDF_TYPE), None) if quad.graph_name == graph]
    return Grounds((*typed, *dated(graph, day)), ("undated, so by the passage's day",))


def _allows(thing: Term, first: str | None, last: str) -> bool:
    """Says whether a dating has these bounds, the first of which may be open."""
    if not isinstance(thing, ox.Literal) or thing.datatype.value not in DATING:
        return False
    earliest, latest = bounds(thing.value, thing.datatype.value)
    return latest == last and first in (None, earliest)
