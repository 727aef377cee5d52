"""The reference engine: the same query answered by rdflib, to hold the engine that answers against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any

import pyoxigraph as ox

from thbgraph.base.terms import Term
from thbgraph.base.tokens import tokens
from thbgraph.base.triples import Match
from thbgraph.results.render.rdf import to_rdflib


class ReferenceGraph:
    """Named graphs in rdflib, and each distinct triple of them once in the default graph.

    `match` looks up the quads of the named graphs, `graphs` names these. Stores are filled with what is looked
    up in them, when it first is: nearly all quads are seldom needed with their graphs.
    """

    def __init__(self, match: Match, graphs: Iterable[ox.NamedNode]) -> None:
        self._match, self._graphs = match, graphs

    @cached_property
    def _default(self) -> Any:
        """Holds no named graphs, which makes it quick."""
        import rdflib
        from rdflib.plugins.stores.memory import SimpleMemory

        return rdflib.Graph(_filled_when_asked(SimpleMemory, self._match)())

    @cached_property
    def _dataset(self) -> Any:
        """Holds the named graphs, for the few queries that ask for them; rdflib's union has no triple twice."""
        import rdflib
        from rdflib.plugins.stores.memory import Memory

        dataset = rdflib.Dataset(_filled_when_asked(Memory, self._match)(), default_union=True)
        for name in self._graphs:
            dataset.graph(to_rdflib(name))
        return dataset

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


def _filled_when_asked(kind: Any, match: Match) -> Any:
    """Makes of a class of rdflib's stores one that takes in what a pattern may match before it looks it up.

    That is all that has the pattern's predicate, else its subject, else its object. So rdflib alone decides
    what a query looks up, and finds all that there is of it.
    """
    import rdflib

    term = cache(to_rdflib)

    class Filled(kind):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self._taken: set[tuple[Any, Any, Any]] = set()
            self._named = cache(lambda name: rdflib.Graph(self, name))

        def triples(self, pattern: Any, context: Any = None) -> Iterator[Any]:
            subject, predicate, thing = pattern
            if predicate is not None:
                subject = thing = None
            elif subject is not None:
                thing = None
            self._take(subject, predicate, thing)
            found: Iterator[Any] = super().triples(pattern, context)
            return found

        def _take(self, *part: Any) -> None:
            if part not in self._taken:
                self._taken.add(part)
                for quad in match(*(None if one is None else from_rdflib(one) for one in part)):
                    triple = term(quad.subject), term(quad.predicate), term(quad.object)
                    self.add(triple, self._named(term(quad.graph_name)))

    return Filled


def from_rdflib(term: Any) -> Term:
    """Gives the engine's term for an rdflib one."""
    import rdflib

    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    datatype = {"datatype": ox.NamedNode(str(term.datatype))} if term.datatype else {}
    return ox.Literal(str(term), **datatype)
