"""What tests of evidence share: citing the rows of a query, and shrinking what is cited, with a plan made for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from thbgraph.answers.rows import Citation
from thbgraph.evidence.cite import Finder, Key
from thbgraph.evidence.minimal import minimal as shrunk
from thbgraph.evidence.planner import query_plan
from thbgraph.evidence.work import Work
from thbgraph.stores.protocol import Store
from thbgraph.words.progress import Progress


def cite(
    text: str,
    columns: Sequence[str],
    rows: Iterable[Key],
    store: Store,
    progress: Progress | None = None,
    work: Work | None = None,
) -> dict[Key, Citation]:
    """The evidence of rows of a query."""
    return Finder(text, store, query_plan(text), work).cite(columns, rows, progress)


def minimal(
    text: str,
    columns: Sequence[str],
    cited: Mapping[Key, Citation],
    ontology: Iterable[ox.Quad],
    progress: Progress | None = None,
) -> dict[Key, Citation]:
    """The smallest evidence of rows of a query."""
    return shrunk(text, columns, cited, ontology, query_plan(text), progress)
