"""The store that answers: an embedded Oxigraph, opened read-only.

Questions query its default graph, which holds every distinct triple of all named graphs once. On opening
it answers a probe: a triple that stands in two passages gives one row plain and two by GRAPH.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from ..words.errors import StoreError
from ..words.namespaces import MEMO, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, SOURCE
from ..words.terms import Term
from ..words.vocabulary import State
from .evaluation import Dataset, broken_off, evaluate, read_by
from .protocol import Pattern

_T = TypeVar("_T")

#: A graph as the engine writes it: no literal has a line that ends it.
_BLOCK = re.compile(rb"<([^<>]*)> \{\n(.*?)^\}\n", re.DOTALL | re.MULTILINE)
#: Patterns of one term each, that a statement of the ontology fits.
_ONE_KNOWN = (
    (ox.NamedNode(State), None, None),
    (None, ox.NamedNode(RDF_TYPE), None),
    (None, None, ox.NamedNode(PREFIXES["owl"] + "Class")),
)


def store_of(quads: Iterable[ox.Quad]) -> ox.Store:
    """Fills a store as a build does: quads in their graphs, and each triple once in the default graph."""
    store = ox.Store()
    given = list(quads)
    store.bulk_extend(given)
    store.bulk_extend({ox.Quad(*quad.triple) for quad in given})
    return store


class EmbeddedStore:
    """An Oxigraph store in this process: a built graph on disk, opened read-only, or one in memory."""

    def __init__(self, store: ox.Store) -> None:
        """Takes a store that holds a graph as a build writes it."""
        self._opened: ox.Store | None = store

    @classmethod
    def open(cls, folder: Path, probe: tuple[str, str, str] | None = None) -> EmbeddedStore:
        """Opens the store in a folder; raises StoreError when it cannot, or fails its probe."""
        try:
            opened = cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(
                f"the store at {folder} cannot be opened ({error}); run: thbgraph build --force"
            ) from None
        with suppress(OSError, RuntimeError):  # what is damaged is told when it is asked for
            opened._open_files()
        if probe is not None:
            opened._check(probe)
        return opened

    def _open_files(self) -> None:
        """Reads a statement in each order, so that the folder may be removed while the store is open.

        The engine opens 16 files with a store, and another when it first reads from it.
        """
        for graph in (ox.DefaultGraph(), None, ox.NamedNode(ONTOLOGY_GRAPH)):
            for pattern in _ONE_KNOWN:
                next(self._store.quads_for_pattern(*pattern, graph), None)
        next(self._store.named_graphs(), None)

    @classmethod
    def holding(cls, quads: Iterable[ox.Quad]) -> EmbeddedStore:
        """Makes a store in memory as a build does."""
        return cls(store_of(quads))

    @classmethod
    def reading(cls, text: bytes) -> EmbeddedStore:
        """Makes a store in memory of TriG as `written` gives it; raises SyntaxError where it is something else.

        The engine reads text several times as fast as quads. A graph with blank nodes, which would be others each
        time that they are read, is read once.
        """
        store, end = ox.Store(), 0
        while block := _BLOCK.match(text, end):
            name, body, end = ox.NamedNode(block[1].decode()), block[2], block.end()
            if b"_:" in body:
                triples = list(ox.parse(body, format=ox.RdfFormat.TURTLE))
                store.extend(
                    ox.Quad(*one.triple, graph) for one in triples for graph in (name, ox.DefaultGraph())
                )
            else:
                store.load(body, ox.RdfFormat.TURTLE, lenient=True, to_graph=name)
                store.load(body, ox.RdfFormat.TURTLE, lenient=True)
        if end != len(text):
            raise SyntaxError(f"byte {end} begins no graph")
        return cls(store)

    def written(self) -> bytes:
        """Writes the named graphs as TriG without prefixes."""
        return b"".join(
            b"<%s> {\n%s}\n"
            % (name.value.encode(), self._store.dump(format=ox.RdfFormat.TURTLE, from_graph=name))
            for name in self.graphs()
            if isinstance(name, ox.NamedNode)
        )

    def in_memory(self) -> EmbeddedStore:
        """Returns a copy in memory, which answers about twice as fast as from the disk."""
        return self.reading(self.written())

    @property
    def _store(self) -> ox.Store:
        if self._opened is None:
            raise StoreError("the graph is closed; open it again with thbgraph.open()")
        return self._opened

    def _check(self, probe: tuple[str, str, str]) -> None:
        pattern = " ".join(probe)
        plain = sum(1 for _ in self.query(f"SELECT * {{ {pattern} VALUES ?row {{ 1 }} }}"))
        named = sum(1 for _ in self.query(f"SELECT ?g {{ GRAPH ?g {{ {pattern} }} }}"))
        if plain != 1 or named < 2:
            raise StoreError(
                "the default graph of the store must hold each triple once and the named graphs their own "
                f"(probe: {plain} plain, {named} named)"
            )

    def query(self, text: str, services: Sequence[str] = ()) -> Any:
        """Returns the result of a SPARQL query, which may call `services` and no other.

        Raises QuerySyntaxError with line and column where it does not parse or calls another service.
        """
        return evaluate(self._store, text, services)

    def read(self, text: str, read: Callable[[Any], _T], dataset: Dataset | None = None) -> _T:
        """Returns what `read` makes of the engine's own result of a query over all graphs, or those of a dataset."""
        return read_by(read, self._store, text, dataset)

    def match(
        self, subject: Term | None, predicate: ox.NamedNode | None, thing: Term | None
    ) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs that fit; None matches any term."""
        if isinstance(subject, ox.Literal):
            return
        for quad in self._found(subject, predicate, thing, None):
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                yield quad

    def match_many(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs that fit one of the patterns; one that fits two comes twice."""
        for subject, predicate, thing in patterns:
            if not isinstance(subject, ox.Literal):
                found = _whole(self._store.quads_for_pattern(subject, predicate, thing, None))
                yield from (quad for quad in found if not isinstance(quad.graph_name, ox.DefaultGraph))

    def asserted(self) -> Iterator[ox.Quad]:
        """Yields the quads that passages and sources state."""
        for name in self.graphs():
            if name.value.startswith((MEMO, SOURCE)):
                yield from _whole(self._store.quads_for_pattern(None, None, None, name))

    def graph(self, iri: str) -> Iterator[ox.Quad]:
        """Yields the quads of one named graph."""
        return self._found(None, None, None, ox.NamedNode(iri))

    def graphs(self) -> Iterator[ox.NamedNode]:
        """Yields the names of all named graphs."""
        for name in _read(self._store.named_graphs()):
            if isinstance(name, ox.NamedNode):
                yield name

    def close(self) -> None:
        """Releases the store; what is asked afterwards raises StoreError."""
        self._opened = None

    def _found(self, *pattern: Any) -> Iterator[ox.Quad]:
        return _read(self._store.quads_for_pattern(*pattern))


def _whole(found: Iterable[Any]) -> list[Any]:
    """Reads all at once, in a fraction of the time that `_read` takes; raises StoreError as it does."""
    try:
        return list(found)
    except (RuntimeError, OSError) as error:
        raise broken_off(error) from None


def _read(found: Iterator[Any]) -> Iterator[Any]:
    """Reads what the engine found; raises StoreError where a part of the store is damaged on the disk."""
    try:
        yield from found
    except (RuntimeError, OSError) as error:
        raise broken_off(error) from None
