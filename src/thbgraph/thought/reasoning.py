"""The OWL 2 RL closure of the statements under the ontology, by owlrl.

What owlrl adds is kept apart from what is asserted. Left out of it, since they say nothing: reflexive
equalities, typings as owl:Thing or rdfs:Resource, literal subjects and blank-node classes (design 3.1).
Source: OWL 2 Web Ontology Language Profiles, section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from ..words.namespaces import INFERRED_GRAPH, PREFIXES, RDF_TYPE
from .rdflib_terms import from_rdflib, to_rdflib

_GRAPH = ox.NamedNode(INFERRED_GRAPH)
_EMPTY_TYPES = {PREFIXES["owl"] + "Thing", PREFIXES["rdfs"] + "Resource"}


def closure(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Gives the triples that follow from all graphs together and that none of them asserts.

    Returns quads of the graph `.../inferred`, sorted. Lexical forms are kept.
    """
    import owlrl
    import rdflib

    normalized, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph = rdflib.Graph()
        for quad in quads:
            graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
        known = set(graph)
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
        added = [
            ox.Quad(*(from_rdflib(term) for term in triple), _GRAPH)
            for triple in set(graph) - known
            if _says_something(triple)
        ]
    finally:
        rdflib.NORMALIZE_LITERALS = normalized
    return sorted(added, key=str)


def _says_something(triple: tuple[Any, Any, Any]) -> bool:
    import rdflib

    subject, predicate, thing = triple
    if not isinstance(subject, rdflib.URIRef) or not isinstance(predicate, rdflib.URIRef):
        return False
    if isinstance(thing, rdflib.BNode):
        return False
    if str(predicate) == PREFIXES["owl"] + "sameAs" and subject == thing:
        return False
    return not (str(predicate) == RDF_TYPE and str(thing) in _EMPTY_TYPES)
