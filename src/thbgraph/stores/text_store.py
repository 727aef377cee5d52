"""A store that is asked in SPARQL text alone, as an engine on another machine is.

Patterns are asked for with VALUES, many in one query. A blank node has no name that a query could give, so what is
said about one comes only with a pattern that leaves its place open. Of the graphs that an engine holds only ours count,
and not the one that stands for the default graph where an engine has none.
Source: SPARQL 1.1 Query Language, section 10.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TypeAlias

import pyoxigraph as ox

from ..base.errors import RequestError, StoreError
from ..base.namespaces import ALL_GRAPH, BASE, MEMO, SOURCE
from ..base.tokens import tokens
from ..questions.questions import portable
from .answer_parts import answer_parts
from .embedded import EmbeddedStore
from .evaluation import Form, Result, Solutions, form_of
from .protocol import Pattern

#: The most patterns in one query: engines limit the length of a request, many to a megabyte.
_MOST_PATTERNS = 2_000
_PLACES = ("?s", "?p", "?o")
_ANY = "GRAPH ?g { ?s ?p ?o }"
#: Sends a query of a form to an engine and returns its result; whether it asks named graphs alone is said, too.
Send: TypeAlias = Callable[[str, Form, bool], Result]


class TextStore:
    """Answers from a function that sends SPARQL text to an engine and returns its result."""

    def __init__(
        self,
        send: Send,
        name: str,
        release: Callable[[], None] | None = None,
        hold_same: Callable[[], None] | None = None,
        stream: Callable[[str], Iterable[ox.QuerySolution]] | None = None,
    ) -> None:
        """Takes the function, the store's name for people, what to call on closing, and what raises where the graph is another by now.

        `stream` gives the solutions of a query of named graphs, of which there may be more than memory holds.
        """
        self._send: Send | None = send
        self._name, self._release, self._hold_same, self._stream = name, release, hold_same, stream

    def hold_same(self) -> None:
        """Raises EndpointError where the engine holds another graph by now, so that what was read may be of both."""
        if self._hold_same is not None:
            self._hold_same()

    def query(self, text: str, services: Sequence[str] = (), form: Form | None = None) -> Result:
        """Returns the result of a query, whose form may be known.

        It may call no service: that is the engine's affair. Raises what the function raises.
        """
        if services:
            raise RequestError(
                f"{self._name} calls services by its own rules",
                "ask the graph of this machine, without --endpoint",
            )
        found = self._sent(text, form or form_of(text))
        if isinstance(found, Solutions) and _is_distinct(text):  # of long texts some engines give doubles
            return Solutions(found.variables, list({tuple(row): row for row in found}.values()))
        return found

    def match_many(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs that fit one of the patterns; one that fits two may come twice."""
        named = (
            pattern for pattern in patterns if not any(isinstance(term, ox.BlankNode) for term in pattern)
        )
        while some := list(islice(named, _MOST_PATTERNS)):
            yield from _quads(self._rows(_query_for(some)))

    def asserted(self) -> Iterator[ox.Quad]:
        """Yields the quads that passages and sources state."""
        stated = " || ".join(f'STRSTARTS(STR(?g), "{start}")' for start in (MEMO, SOURCE))
        yield from self._whole(f"{_ANY} FILTER({stated})")

    def quads(self) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs."""
        yield from self._whole(_ANY)

    def graph(self, iri: str) -> Iterator[ox.Quad]:
        """Yields the quads of one named graph."""
        graph = ox.NamedNode(iri)
        for row in self._rows(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
            yield ox.Quad(row["s"], row["p"], row["o"], graph)

    def _whole(self, pattern: str) -> Iterator[ox.Quad]:
        """Yields the quads that fit a pattern, in as many answers as they take."""
        rows = self._rows if self._stream is None else self._streamed
        for part in answer_parts(rows, pattern):
            yield from _quads(rows(f"SELECT ?s ?p ?o ?g {{ {part} {pattern} }}"))

    def _streamed(self, text: str) -> Iterable[ox.QuerySolution]:
        assert self._stream is not None
        return self._stream(self._written(text))

    def _rows(self, text: str) -> Iterator[ox.QuerySolution]:
        found = self._sent(text, "SELECT", True)
        assert isinstance(found, Solutions)
        return iter(found)

    def _sent(self, text: str, form: Form, is_named: bool = False) -> Result:
        written = self._written(text)
        assert self._send is not None
        return self._send(written, form, is_named)

    def _written(self, text: str) -> str:
        """Writes a query as it is sent; raises StoreError for a store that was closed."""
        if self._send is None:
            raise StoreError("the graph is closed", "open it again with thbgraph.connect()")
        return _among_ours(portable(text))

    def opener(self) -> Callable[[], EmbeddedStore]:
        """Returns what opens a store in another process that reads queries, and holds nothing."""
        return partial(EmbeddedStore.holding, ())

    def close(self) -> None:
        """Releases what the store holds; it answers no more."""
        self._send = None
        if self._release is not None:
            self._release()


def _quads(rows: Iterable[ox.QuerySolution]) -> Iterator[ox.Quad]:
    return (ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows)


def _is_distinct(text: str) -> bool:
    words = [token.text.upper() for token in tokens(text)]
    return words[words.index("SELECT") + 1] == "DISTINCT"


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
        else f"{{ {_ANY} }}"
        for known, rows in shapes.items()
    ]
    return f"SELECT ?s ?p ?o ?g {{ {' UNION '.join(parts)} }}"


def _among_ours(text: str) -> str:
    """Keeps each `GRAPH ?g { ... }` of a query to our graphs: an engine may hold others, and some that are being published.

    >>> print(_among_ours("ASK { GRAPH ?g { ?s ?p ?o } }"))
    ASK { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "https://w3id.org/thbgraph/") && ?g != <https://w3id.org/thbgraph/all>) }
    """
    words = [token for token in tokens(text) if token.kind != "comment"]
    depth, waiting, places = 0, dict[int, str](), list[tuple[int, str]]()
    for number, token in enumerate(words):
        if token.text == "{":
            before = words[max(number - 2, 0) : number]
            if before and before[0].text.upper() == "GRAPH" and before[-1].kind == "variable":
                waiting[depth] = before[-1].text
            depth += 1
        elif token.text == "}":
            depth -= 1
            if depth in waiting:
                places.append((token.end, waiting.pop(depth)))
    for place, variable in reversed(places):
        test = f'FILTER(STRSTARTS(STR({variable}), "{BASE}") && {variable} != <{ALL_GRAPH}>)'
        text = f"{text[:place]} {test}{text[place:]}"
    return text
