"""The axioms that an ontology may not have: those for which there is no rule, and those that would do harm."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pyoxigraph as ox

from ..base.namespaces import PREFIXES
from ..base.terms import Term, short, turtle
from .rule_table import CHAIN, LIST_PARTS, TYPE, List, is_axiom, lists_in

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
#: From what is said with these nothing follows: they declare and describe.
_DESCRIBING = {
    *(_RDFS + name for name in ("Class", "Datatype", "comment", "isDefinedBy", "label", "seeAlso")),
    *(
        _OWL + name
        for name in (
            "AnnotationProperty", "Class", "DatatypeProperty", "DeprecatedClass", "DeprecatedProperty",
            "NamedIndividual", "ObjectProperty", "Ontology", "backwardCompatibleWith", "deprecated",
            "incompatibleWith", "priorVersion", "versionIRI", "versionInfo",
        )
    ),
}  # fmt: skip
#: These would spread a disagreement between sources as equality.
_EQUATING = {
    _OWL + name
    for name in (
        "FunctionalProperty", "InverseFunctionalProperty", "cardinality", "hasKey", "maxCardinality",
        "maxQualifiedCardinality", "qualifiedCardinality", "sameAs",
    )
}  # fmt: skip


def axiom_faults(quads: Collection[ox.Quad]) -> Iterator[tuple[ox.Quad, str]]:
    """Yields each axiom that no rule reads, or that would do harm, with what is wrong and what to do.

    >>> axiom = "<urn:a> <http://www.w3.org/2002/07/owl#disjointWith> <urn:b> ."
    >>> for _, message in axiom_faults(list(ox.parse(axiom, format=ox.RdfFormat.TURTLE))):
    ...     print(message)
    owl:disjointWith has no rule, so that nothing would follow from it; remove it, or say it as a shape or a check
    """
    lists = lists_in((quad.subject, quad.predicate, quad.object) for quad in quads)
    for quad in quads:
        term_used = quad.object if quad.predicate == TYPE else quad.predicate
        if isinstance(term_used, ox.NamedNode) and term_used.value.startswith((_OWL, _RDFS)):
            message = _fault(quad, term_used, lists)
            if message is not None:
                yield quad, message


def _fault(quad: ox.Quad, term_used: ox.NamedNode, lists: Mapping[Term, List]) -> str | None:
    """Says what is wrong with a statement that is said with a term of OWL or RDFS."""
    equating = next((term for term in (term_used, quad.object) if term.value in _EQUATING), None)
    if equating is not None:
        return (
            f"{turtle(equating)} makes equal what two sources state differently; "
            "remove it and say 'at most one' in a shape per source graph"
        )
    if term_used.value in _DESCRIBING:
        return None
    name = short(term_used.value)
    if not is_axiom((quad.subject, quad.predicate, quad.object)):
        return f"{name} has no rule, so that nothing would follow from it; remove it, or say it as a shape or a check"
    about: tuple[Term, ...] = (quad.subject, quad.object) if term_used == quad.predicate else (quad.subject,)
    if term_used == CHAIN:
        if quad.object not in lists:
            return f"{name} expects a list of properties by name, got {turtle(quad.object)}; write it as ( ... ), or remove the axiom"
        about = (quad.subject, *lists[quad.object].members)
    for term in about:
        if not isinstance(term, ox.NamedNode):
            return f"{name} expects a class or property by name, got {turtle(term)}, for which there is no rule; name it, or remove the axiom"
        if term in (TYPE, *LIST_PARTS) or (
            term.value.startswith((_OWL, _RDFS)) and term.value not in _DESCRIBING
        ):
            return f"{name} is said of {turtle(term)}, a term of the language itself, for which there is no rule; remove the axiom"
    return None
