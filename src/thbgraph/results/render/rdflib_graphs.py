"""Statements and exported text as graphs of rdflib, lexical forms kept."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from ...base.terms import Term
from ..statements import GraphText, Statements
from .frames import library
from .graph_formats import engine_format


def dataset_of(found: Statements | GraphText) -> Any:
    """Returns an rdflib Dataset; triples, and quads of no graph, are in its default graph.

    Raises ImportError where rdflib is not installed.
    """
    made = library("rdflib").Dataset()
    statements: Iterable[ox.Quad | ox.Triple] = (
        ox.parse(str(found), format=engine_format(found.form)) if isinstance(found, GraphText) else found
    )
    for statement in statements:
        graph = getattr(statement, "graph_name", ox.DefaultGraph())
        where = made.default_graph if isinstance(graph, ox.DefaultGraph) else made.graph(to_rdflib(graph))
        terms = (statement.subject, statement.predicate, statement.object)
        where.add(tuple(map(to_rdflib, terms)))
    return made


def to_rdflib(term: Term) -> Any:
    """Gives the rdflib term, without normalizing the literal."""
    rdflib = library("rdflib")
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    # Once owlrl is imported, rdflib logs a traceback for every xsd:gMonthDay; lint judges lexical forms.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
