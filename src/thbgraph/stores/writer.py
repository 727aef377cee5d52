"""Writing a store: on a disk all parts of a kind at once, so that the engine has nothing to bring together later."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from ..words.written import Written
from .embedded import EmbeddedStore


class StoreWriter:
    """A store that is being written, in a folder or, without one, in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._store = ox.Store() if folder is None else ox.Store(str(folder))
        self._pool = ThreadPoolExecutor(1)
        #: What goes into named graphs and into the default graph, part by part.
        self._named: list[bytes] = []
        self._default: list[bytes] = []

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        del self._store  # which closes it: the engine writes its files to the end

    def add(self, part: Sequence[ox.Quad] | Written) -> None:
        """Takes quads that go to their named graphs and, as triples, to the default graph.

        The default graph keeps each distinct triple once. A blank node may be in one part only.
        """
        named, plain = (part.in_graph(), part.plain()) if isinstance(part, Written) else _texts(part)
        self._named.append(named)
        self._default.append(plain)

    def held(self) -> EmbeddedStore:
        """Writes what was added, and returns it; of a store in memory, since a folder is opened when it is closed.

        One part after the other: in memory, two at once take more of the processor than both by themselves.
        """
        for part in (*self._named, *self._default):
            self._store.load(part, ox.RdfFormat.TRIG, lenient=True)
        return EmbeddedStore(self._store)

    def begin(self) -> None:
        """Begins to write in another thread what was added to named graphs, which takes longest."""
        self._writing = self._pool.submit(self._load, self._named)

    def finish(self) -> int:
        """Writes the default graph, and returns the number of distinct triples once all is written.

        The two loads give 16 files. With more of them, a query on an open graph hung once its build was removed.
        """
        self._load(self._default)
        self._writing.result()  # triples with blank nodes come with the named graphs
        self._store.flush()
        counted = self._store.query("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
        assert isinstance(counted, ox.QuerySolutions)
        return int(next(counted)["triples"].value)

    def _load(self, parts: Sequence[bytes]) -> None:
        # The terms were read before, so they need no second check.
        self._store.bulk_load(b"".join(parts), ox.RdfFormat.TRIG, lenient=True)


def _texts(quads: Sequence[ox.Quad]) -> tuple[bytes, bytes]:
    """Writes quads for the named graphs and for the default graph, as TriG, which is read like N-Quads and is shorter."""
    named = ox.serialize(quads, format=ox.RdfFormat.TRIG)
    if b"_:" in named:  # rare, and quicker to see here than in each quad
        blank = {quad for quad in quads if ox.BlankNode in (type(quad.subject), type(quad.object))}
        quads = [quad for quad in quads if quad not in blank]
        # A blank node is another one in each text that is loaded, so all about it stands in one.
        named += _triples(list(blank))
    return named, _triples(quads)


def _triples(quads: Sequence[ox.Quad]) -> bytes:
    written: bytes = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.TURTLE)
    return written
