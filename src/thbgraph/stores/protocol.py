"""The protocol of a store: all that the program needs of what holds the graph, near or far away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from ..base.terms import Term
from .evaluation import Result

#: A subject, predicate and object; None matches any term.
Pattern: TypeAlias = "tuple[Term | None, ox.NamedNode | None, Term | None]"
#: Yields those that fit one of several.
MatchMany: TypeAlias = Callable[[Iterable[Pattern]], Iterator[ox.Quad]]


class Queries(Protocol):
    """What answers SPARQL on a built graph: each distinct triple in the default graph, its sources in named ones."""

    def query(self, text: str, services: Sequence[str] = ()) -> Result:
        """Returns the result of a query, which may call `services` and no other.

        Solutions have `variables`; ASK gives a bool, CONSTRUCT and DESCRIBE a list of triples. Raises
        QuerySyntaxError and StoreError.
        """
        ...


class Store(Queries, Protocol):
    """A built graph, queried or read. Every method may be a request to another machine, so callers ask for sets."""

    def match_many(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs that fit one of the patterns; one that fits two may come twice."""
        ...

    def asserted(self) -> Iterator[ox.Quad]:
        """Yields the quads that passages and sources state."""
        ...

    def graph(self, iri: str) -> Iterator[ox.Quad]:
        """Yields the quads of one named graph."""
        ...

    def opener(self) -> Callable[[], Store]:
        """Returns what opens the store in another process, or one that reads queries alike where it is asked by text."""
        ...

    def close(self) -> None:
        """Releases what the store holds; it answers no more."""
        ...
