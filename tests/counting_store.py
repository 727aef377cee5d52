"""A store that counts what is asked of it."""

from __future__ import annotations

from thbgraph.stores.protocol import Store


class Counting:
    """A store that counts its calls."""

    def __init__(self, store: Store) -> None:
        self._store, self.calls = store, 0

    def __getattr__(self, name: str) -> object:
        self.calls += 1
        return getattr(self._store, name)
