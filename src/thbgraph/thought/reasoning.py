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
from ..words.terms import Term

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
            graph.add((_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)))
        known = set(graph)
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
        added = [_to_quad(triple) for triple in set(graph) - known if _says_something(triple)]
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


def _to_rdflib(term: Term) -> Any:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def _to_quad(triple: tuple[Any, Any, Any]) -> ox.Quad:
    import rdflib

    subject, predicate, thing = triple
    if isinstance(thing, rdflib.Literal):
        value: Term = (
            ox.Literal(str(thing), language=thing.language)
            if thing.language
            else ox.Literal(str(thing), datatype=ox.NamedNode(str(thing.datatype)))
            if thing.datatype
            else ox.Literal(str(thing))
        )
    else:
        value = ox.NamedNode(str(thing))
    return ox.Quad(ox.NamedNode(str(subject)), ox.NamedNode(str(predicate)), value, _GRAPH)
