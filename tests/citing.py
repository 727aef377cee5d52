"""What tests of evidence share: citing the rows of a query, and asking it again over what is cited."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyoxigraph as ox

from closing import grounds_over
from thbgraph.base.progress import Progress
from thbgraph.evidence.plan import Plan
from thbgraph.evidence.witnesses import Witnesses, Work
from thbgraph.results.answer import Citation, Key, Terms, key_of
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.evaluation import Solutions, evaluate
from thbgraph.stores.lookup import Lookup
from thbgraph.stores.protocol import Store


def rows_of(store: ox.Store, text: str) -> list[Terms]:
    """The rows of a query, as terms."""
    found = evaluate(store, text)
    assert isinstance(found, Solutions)
    return list(map(tuple, found))


def cite(
    text: str,
    store: ox.Store,
    rows: Sequence[Terms] | None = None,
    asked: Store | None = None,
    progress: Progress | None = None,
    work: Work | None = None,
) -> dict[Key, Citation]:
    """The evidence of all rows of a query, or some, out of a store, or another that holds the same."""
    wanted = rows_of(store, text) if rows is None else rows
    grounds = cache(lambda: grounds_over(store))
    held = asked or EmbeddedStore(store)
    return Witnesses(Plan.of(text), held, grounds, Lookup(held), work).cite(wanted, progress)


def gives(store: ox.Store, text: str, key: Key) -> bool:
    """Whether a query over a store gives a row, by the row's terms in written form."""
    return key in map(key_of, rows_of(store, text))
