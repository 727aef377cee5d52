"""Terms of the engine as terms of rdflib and back, lexical forms kept."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
import rdflib

from ..words.terms import Term


def to_rdflib(term: Term) -> Any:
    """Gives the rdflib term, without normalizing the literal."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    # Once owlrl is imported, rdflib logs a traceback for every xsd:gMonthDay; lint judges lexical forms.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def dataset(statements: Iterable[ox.Quad | ox.Triple]) -> Any:
    """Returns statements as an rdflib Dataset; triples, and quads of no graph, are in its default graph."""
    found = rdflib.Dataset()
    for statement in statements:
        graph = getattr(statement, "graph_name", ox.DefaultGraph())
        where = found.default_graph if isinstance(graph, ox.DefaultGraph) else found.graph(to_rdflib(graph))
        where.add(
            tuple(to_rdflib(term) for term in (statement.subject, statement.predicate, statement.object))
        )
    return found


def from_rdflib(term: Any) -> Term:
    """Gives the engine's term for an rdflib one."""
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    datatype = {"datatype": ox.NamedNode(str(term.datatype))} if term.datatype else {}
    return ox.Literal(str(term), **datatype)
