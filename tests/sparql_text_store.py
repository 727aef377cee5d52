"""A store that is asked in SPARQL text alone, as an engine on another machine is.

Patterns are asked for with VALUES, many in one query. A blank node has no name that a query could give, so what is
said about one comes only with a pattern that leaves its place open.
Source: SPARQL 1.1 Query Language, section 10.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from thbgraph.stores.evaluation import Result, Solutions
from thbgraph.stores.federation import refuse_services
from thbgraph.stores.protocol import Pattern
from thbgraph.words.errors import StoreError
from thbgraph.words.namespaces import MEMO, SOURCE

#: The most patterns in one query: engines limit the length of a request, many to a megabyte.
_MOST_PATTERNS = 2_000
_PLACES = ("?s", "?p", "?o")


class SparqlTextStore:
    """Answers from a function that sends SPARQL text to an engine and returns its solutions."""

    def __init__(
        self, send: Callable[[str], Result], name: str, release: Callable[[], None] | None = None
    ) -> None:
        """Takes the function, the store's name for people, and what to call on closing."""
        self._send, self._name, self._release = send, name, release

    def query(self, text: str, services: Sequence[str] = ()) -> Result:
        """Returns the result of a query, which may call `services` and no other; raises what the function raises."""
        refuse_services(text, services)
        return self._send(text)

    def match_many(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs that fit one of the patterns; one that fits two may come twice."""
        named = (
            pattern for pattern in patterns if not any(isinstance(term, ox.BlankNode) for term in pattern)
        )
        while some := list(islice(named, _MOST_PATTERNS)):
            for row in self._rows(_query_for(some)):
                yield ox.Quad(row["s"], row["p"], row["o"], row["g"])

    def asserted(self) -> Iterator[ox.Quad]:
        """Yields the quads that passages and sources state."""
        stated = " || ".join(f'STRSTARTS(STR(?g), "{start}")' for start in (MEMO, SOURCE))
        for row in self._rows(f"SELECT ?s ?p ?o ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({stated}) }}"):
            yield ox.Quad(row["s"], row["p"], row["o"], row["g"])

    def graph(self, iri: str) -> Iterator[ox.Quad]:
        """Yields the quads of one named graph."""
        graph = ox.NamedNode(iri)
        for row in self._rows(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
            yield ox.Quad(row["s"], row["p"], row["o"], graph)

    def graphs(self) -> Iterator[ox.NamedNode]:
        """Yields the names of all named graphs."""
        for row in self._rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            yield row["g"]

    def _rows(self, text: str) -> Iterator[ox.QuerySolution]:
        found = self._send(text)
        if not isinstance(found, Solutions):
            raise StoreError(f"{self._name} answered a SELECT query with no solutions")
        return iter(found)

    def describe(self) -> str:
        """Returns one line that names the store and where it is."""
        return self._name

    def close(self) -> None:
        """Releases what the store holds; it answers no more."""
        if self._release is not None:
            self._release()


def _query_for(patterns: Iterable[Pattern]) -> str:
    """Writes one query for patterns: a UNION of their shapes, each with a VALUES of the terms that it names.

    >>> print(_query_for([(ox.NamedNode("urn:a"), None, None)]))
    SELECT ?s ?p ?o ?g { { VALUES (?s) { (<urn:a>) } GRAPH ?g { ?s ?p ?o } } }
    """
    shapes: dict[tuple[str, ...], list[str]] = {}
    for pattern in patterns:
        known = tuple(name for name, term in zip(_PLACES, pattern, strict=True) if term is not None)
        values = " ".join(str(term) for term in pattern if term is not None)
        shapes.setdefault(known, []).append(f"({values})")
    parts = [
        f"{{ VALUES ({' '.join(known)}) {{ {' '.join(rows)} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        if known
        else "{ GRAPH ?g { ?s ?p ?o } }"
        for known, rows in shapes.items()
    ]
    return f"SELECT ?s ?p ?o ?g {{ {' UNION '.join(parts)} }}"
