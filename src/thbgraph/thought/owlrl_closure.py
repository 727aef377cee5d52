"""The OWL 2 RL closure by owlrl: the reference that the compiled rules are held against.

What owlrl adds is kept apart from what is asserted. Left out of it, since they say nothing: reflexive
equalities, typings as owl:Thing or rdfs:Resource, literal subjects and blank-node classes (design 3.1).
Source: OWL 2 Web Ontology Language Profiles, section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from ..words.namespaces import INFERRED_GRAPH, PREFIXES, RDF_TYPE
from ..words.terms import Term
from .rdflib_terms import from_rdflib, to_rdflib

_GRAPH = ox.NamedNode(INFERRED_GRAPH)
_EMPTY_TYPES = {PREFIXES["owl"] + "Thing", PREFIXES["rdfs"] + "Resource"}
#: Whose numbers owlrl must see.
_CARDINALITIES = {
    ox.NamedNode(PREFIXES["owl"] + name) for name in ("maxCardinality", "maxQualifiedCardinality")
}
_STAND_IN = "urn:thbgraph:literal:"


class _Literals:
    """Stand-ins for literals while owlrl works.

    The rules that look into a literal say things about literals, which are left out; all others see it as
    a name. So lexical forms come back as they went in, and owlrl neither converts nor compares values.
    """

    def __init__(self) -> None:
        self._names: dict[ox.Literal, ox.NamedNode] = {}
        self._literals: dict[str, ox.Literal] = {}

    def hide(self, term: Term) -> Term:
        if not isinstance(term, ox.Literal):
            return term
        if term not in self._names:
            self._names[term] = ox.NamedNode(f"{_STAND_IN}{len(self._names)}")
            self._literals[self._names[term].value] = term
        return self._names[term]

    def show(self, term: Term) -> Term:
        return self._literals.get(term.value, term)


def owlrl_closure(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Gives the triples that follow from all graphs together and that none of them asserts.

    Returns quads of the graph `.../inferred`, sorted. Lexical forms are kept.
    """
    import rdflib
    from rdflib.term import _toPythonMapping as conversions

    # owlrl gives rdflib conversions of its own, for gMonthDay a wrong one, and takes back only some of them.
    own_conversions = dict(conversions)
    import owlrl

    literals = _Literals()
    graph = rdflib.Graph()
    for quad in quads:
        seen = quad.object if quad.predicate in _CARDINALITIES else literals.hide(quad.object)
        terms = (quad.subject, quad.predicate, seen)
        graph.add(tuple(to_rdflib(term) for term in terms))
    known = set(graph)
    try:
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    finally:
        conversions.clear()
        conversions.update(own_conversions)
    return sorted(_added(set(graph) - known, literals), key=str)


def _added(triples: Iterable[tuple[Any, Any, Any]], literals: _Literals) -> Iterator[ox.Quad]:
    for triple in triples:
        if _says_something(triple):
            subject, predicate, thing = (from_rdflib(term) for term in triple)
            yield ox.Quad(subject, predicate, literals.show(thing), _GRAPH)


def _says_something(triple: tuple[Any, Any, Any]) -> bool:
    import rdflib

    subject, predicate, thing = triple
    if not isinstance(subject, rdflib.URIRef) or not isinstance(predicate, rdflib.URIRef):
        return False
    if isinstance(thing, rdflib.BNode | rdflib.Literal) or subject.startswith(_STAND_IN):
        return False
    if str(predicate) == PREFIXES["owl"] + "sameAs" and subject == thing:
        return False
    return not (str(predicate) == RDF_TYPE and str(thing) in _EMPTY_TYPES)
