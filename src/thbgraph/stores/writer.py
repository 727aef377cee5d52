"""Writing a store: part by part, in other threads, while the next part is worked out."""

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
        self._loads: list[Future[None]] = []
        #: What is about blank nodes: loaded as text, one would be another in each graph and part.
        self._blank: list[ox.Quad] = []

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._loads.clear()
        del self._store  # which closes it: the engine writes its files to the end

    def add(self, quads: Sequence[ox.Quad]) -> None:
        """Begins to write quads to their named graphs and, as triples, to the default graph.

        The default graph keeps each distinct triple once.
        """
        text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        if b"_:" in text:  # rare, and quicker to see here than in each quad
            named: list[ox.Quad] = []
            for quad in quads:
                is_blank = isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
                (self._blank if is_blank else named).append(quad)
            quads, text = named, ox.serialize(named, format=ox.RdfFormat.N_QUADS)
        self._load(text, ox.RdfFormat.N_QUADS)
        triples = (quad.triple for quad in quads)
        self._load(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), ox.RdfFormat.N_TRIPLES)

    def _load(self, text: bytes, form: ox.RdfFormat) -> None:
        # The terms were read before, so they need no second check.
        self._loads.append(self._pool.submit(self._store.bulk_load, text, form, lenient=True))

    def finish(self) -> Future[int]:
        """Begins to bring what was added into its last form; gives the number of distinct triples when that is done."""
        return self._pool.submit(self._finished)

    def _finished(self) -> int:
        for load in self._loads:
            load.result()
        # In bulk like the rest, which is quicker to optimize than what was written otherwise.
        self._store.bulk_extend([*self._blank, *(ox.Quad(*quad.triple) for quad in self._blank)])
        self._store.optimize()
        self._store.flush()
        counted = self._store.query("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
        assert isinstance(counted, ox.QuerySolutions)
        return int(next(counted)["triples"].value)
