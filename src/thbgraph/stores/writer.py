"""Writing a store: all parts at once, in other threads, so that the engine has nothing to bring together later."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox


class StoreWriter:
    """A store on disk that is being written."""

    def __init__(self, folder: Path) -> None:
        self._store = ox.Store(str(folder))
        self._pool = ThreadPoolExecutor(2)
        #: What goes into named graphs and into the default graph, part by part.
        self._named: list[bytes] = []
        self._default: list[bytes] = []
        #: What is about blank nodes: loaded as text, one would be another in each graph and part.
        self._blank: list[ox.Quad] = []

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        del self._store  # which closes it: the engine writes its files to the end

    def add(self, quads: Sequence[ox.Quad]) -> None:
        """Takes quads that go to their named graphs and, as triples, to the default graph.

        The default graph keeps each distinct triple once.
        """
        text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        if b"_:" in text:  # rare, and quicker to see here than in each quad
            named: list[ox.Quad] = []
            for quad in quads:
                is_blank = isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
                (self._blank if is_blank else named).append(quad)
            quads, text = named, ox.serialize(named, format=ox.RdfFormat.N_QUADS)
        self._named.append(text)
        triples = (quad.triple for quad in quads)
        self._default.append(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES))

    def finish(self) -> Future[int]:
        """Begins to write what was added; gives the number of distinct triples when that is done."""
        parts = ((self._named, ox.RdfFormat.N_QUADS), (self._default, ox.RdfFormat.N_TRIPLES))
        # The terms were read before, so they need no second check.
        loads = [
            self._pool.submit(self._store.bulk_load, b"".join(part), form, lenient=True)
            for part, form in parts
        ]
        return self._pool.submit(self._finished, loads)

    def _finished(self, loads: list[Future[None]]) -> int:
        for load in loads:
            load.result()
        if self._blank:
            self._store.bulk_extend([*self._blank, *(ox.Quad(*quad.triple) for quad in self._blank)])
            self._store.optimize()
        self._store.flush()
        counted = self._store.query("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
        assert isinstance(counted, ox.QuerySolutions)
        return int(next(counted)["triples"].value)
