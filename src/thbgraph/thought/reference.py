"""The same query by rdflib: a second opinion on what the engine that answers says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from .rdflib_terms import from_rdflib, to_rdflib


class ReferenceGraph:
    """Quads in rdflib: each distinct triple once in the default graph, and the named graphs."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        import rdflib

        normalized, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
        try:
            self._dataset = rdflib.Dataset()
            for quad in quads:
                triple = (to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object))
                self._dataset.default_graph.add(triple)
                if not isinstance(quad.graph_name, ox.DefaultGraph):
                    self._dataset.graph(to_rdflib(quad.graph_name)).add(triple)
        finally:
            rdflib.NORMALIZE_LITERALS = normalized

    def rows(self, text: str) -> list[tuple[str, ...]]:
        """Gives the rows of a SELECT query as written terms, an empty text where unbound."""
        result: Any = self._dataset.query(text)
        return [tuple("" if term is None else str(from_rdflib(term)) for term in row) for row in result]
