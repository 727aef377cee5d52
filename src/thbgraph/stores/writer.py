"""Writing a store, part by part in memory and in three loads on a disk, which leave the engine nothing to bring together.

The named graphs of a part are written as soon as it is there, and the default graph once every part is, so that a
question finds all of that in one file an order.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ..words.written import Written
from .embedded import EmbeddedStore


class StoreWriter:
    """A store that is being written, in a folder or, without one, in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._pool = ThreadPoolExecutor(2)
        #: What is being written to named graphs alone, and what has triples of the default graph.
        self._naming: list[Future[None]] = []
        self._writing: list[Future[None]] = []
        #: What goes into the default graph, part by part.
        self._default: list[bytes] = []

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        self.__dict__.pop("_store", None)  # which closes it: the engine writes its files to the end

    @cached_property
    def _store(self) -> ox.Store:
        """The engine's store, opened when the first part is there: before that, the engine has no threads."""
        return ox.Store() if self._folder is None else ox.Store(str(self._folder))

    def add(self, part: Sequence[ox.Quad] | Written) -> None:
        """Takes quads that go to their named graphs and, as triples, to the default graph.

        On a disk another thread writes the named graphs meanwhile. The default graph keeps each distinct triple once. A
        blank node may be in one part only.
        """
        named, plain = (part.in_graph(), part.plain) if isinstance(part, Written) else _texts(part)
        if self._folder is None:  # where two loads at once take more of the processor than both by themselves
            for text in (named, plain):
                self._store.load(text, ox.RdfFormat.TRIG, lenient=True)
        else:
            self._default.append(plain)
            begun = self._naming if isinstance(part, Written) else self._writing  # which may have blank nodes
            begun.append(self._begin(named))

    def held(self) -> EmbeddedStore:
        """Returns what was added to a store in memory; a folder is opened when it is closed."""
        return EmbeddedStore(self._store)

    def complete(self) -> None:
        """Takes it that every part was added: another thread writes the default graph meanwhile."""
        self._writing.append(self._begin(b"".join(self._default)))

    def finish(self) -> int:
        """Returns the number of distinct triples once all is written."""
        for load in self._writing:
            load.result()
        counted = self._store.query("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
        assert isinstance(counted, ox.QuerySolutions)
        triples = int(next(counted)["triples"].value)
        for load in self._naming:
            load.result()
        self._store.flush()
        return triples

    def _begin(self, text: bytes) -> Future[None]:
        # The terms were read before, so they need no second check.
        return self._pool.submit(self._store.bulk_load, text, ox.RdfFormat.TRIG, lenient=True)


def _texts(quads: Sequence[ox.Quad]) -> tuple[bytes, bytes]:
    """Writes quads for the named graphs and for the default graph, as TriG, which is read like N-Quads and is shorter."""
    named = ox.serialize(quads, format=ox.RdfFormat.TRIG)
    if b"_:" not in named:  # which are rare, and quicker to see here than in each quad
        return named, _triples(quads)
    # A blank node is another one in each text that is loaded, so all about it stands in one.
    apart: dict[bool, list[ox.Quad]] = {True: [], False: []}
    for quad in quads:
        apart[ox.BlankNode in (type(quad.subject), type(quad.object))].append(quad)
    return named + _triples(apart[True]), _triples(apart[False])


def _triples(quads: Sequence[ox.Quad]) -> bytes:
    written: bytes = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.TURTLE)
    return written
