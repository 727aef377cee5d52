"""The OWL 2 RL closure by owlrl: the reference that the compiled rules are held against.

What owlrl adds is kept apart from what is asserted. Left out of it, since they say nothing: reflexive
equalities, typings as owl:Thing or rdfs:Resource, literal subjects and blank-node classes.
Source: OWL 2 Web Ontology Language Profiles, section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ..words.errors import DataError
from ..words.namespaces import INFERRED_GRAPH
from ..words.terms import Term
from .columns import Stated, Statement
from .owl_rules import CARDINALITIES, EMPTY_TYPES, SAME, TYPE

_GRAPH = ox.NamedNode(INFERRED_GRAPH)
_STAND_IN = "urn:thbgraph:literal:"


def owlrl_closure(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Gives the triples that follow from all graphs together and that none of them asserts.

    Returns quads of the graph `.../inferred`, sorted. Lexical forms are kept.
    """
    asserted = list(quads)
    return inferred_quads(everything(asserted), asserted)


def inferred_quads(triples: Iterable[Statement], asserted: Iterable[Stated]) -> list[ox.Quad]:
    """Gives those triples of a closure that say something and are not asserted, as inferred quads, sorted."""
    known = {Statement(quad.subject, quad.predicate, quad.object) for quad in asserted}
    added = (triple for triple in triples if triple not in known and _says_something(triple))
    return sorted((ox.Quad(*triple, _GRAPH) for triple in added), key=str)


def everything(asserted: Iterable[Stated]) -> list[Statement]:
    """Gives all triples of owlrl's closure, those that say nothing and the asserted ones, too.

    Raises DataError where owlrl gives up: at a list that leads back into itself.
    """
    from rdflib import Graph, term

    from ..sparql.rdflib_terms import from_rdflib, to_rdflib

    conversions = term._toPythonMapping
    # owlrl gives rdflib conversions of its own, for gMonthDay a wrong one, and takes back only some of them.
    own_conversions = dict(conversions)
    import owlrl

    # The rules that look into a literal say things about literals, which are left out; all others see it as a name.
    # So lexical forms come back as they went in, and owlrl neither converts nor compares values.
    names: dict[Term, ox.NamedNode] = {}
    graph = Graph()
    for quad in asserted:
        seen = quad.object
        if isinstance(seen, ox.Literal) and quad.predicate not in CARDINALITIES:
            seen = names.setdefault(seen, ox.NamedNode(f"{_STAND_IN}{len(names)}"))
        graph.add(tuple(map(to_rdflib, (quad.subject, quad.predicate, seen))))
    try:
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    except ValueError as error:
        raise DataError(f"owlrl cannot close the graph: {error}; correct the list", path="ontology") from None
    finally:
        conversions.clear()
        conversions.update(own_conversions)
    literals = {name: literal for literal, name in names.items()}
    return [Statement(*(literals.get(one, one) for one in map(from_rdflib, triple))) for triple in graph]


def _says_something(triple: Statement) -> bool:
    subject, predicate, thing = triple
    if not isinstance(subject, ox.NamedNode) or not isinstance(predicate, ox.NamedNode):
        return False
    if isinstance(thing, ox.BlankNode) or (predicate == SAME and subject == thing):
        return False
    return predicate != TYPE or thing not in EMPTY_TYPES
