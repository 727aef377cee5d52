"""The same query by rdflib: a second opinion on what the engine that answers says."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

import pyoxigraph as ox

from ..words.terms import Term
from ..words.tokens import tokens
from .rdflib_terms import from_rdflib, to_rdflib


class ReferenceGraph:
    """Quads in rdflib: each distinct triple once in the default graph, and the named graphs."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._quads = list(quads)

    @cached_property
    def _default(self) -> Any:
        import rdflib

        return self._filled(rdflib.Graph(), {quad.triple for quad in self._quads})

    @cached_property
    def _dataset(self) -> Any:
        """Holds the named graphs too, for the few queries that ask for them: it takes long to fill."""
        import rdflib

        dataset = rdflib.Dataset()
        self._filled(dataset.default_graph, {quad.triple for quad in self._quads})
        graphs: dict[Term, set[ox.Triple]] = {}
        for quad in self._quads:
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                graphs.setdefault(quad.graph_name, set()).add(quad.triple)
        for name, triples in graphs.items():
            self._filled(dataset.graph(to_rdflib(name)), triples)
        return dataset

    def _filled(self, graph: Any, triples: Iterable[ox.Triple]) -> Any:
        term = cache(to_rdflib)
        for subject, predicate, thing in triples:
            graph.add((term(subject), term(predicate), term(thing)))
        return graph

    def rows(self, text: str) -> list[tuple[str, ...]]:
        """Gives the rows of a SELECT query as written terms, an empty text where unbound."""
        import rdflib

        asks_for_graphs = any(token.text.lower() == "graph" for token in tokens(text))
        normalized, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
        try:
            result: Any = (self._dataset if asks_for_graphs else self._default).query(text)
            return [tuple("" if term is None else str(from_rdflib(term)) for term in row) for row in result]
        finally:
            rdflib.NORMALIZE_LITERALS = normalized
