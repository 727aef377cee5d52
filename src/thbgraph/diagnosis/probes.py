"""Short queries to the engine that answers, bounded in number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ..base.errors import ThbgraphError

Select: TypeAlias = Callable[[str], Any]
#: No more queries than this: a number, not a time, so that a busy machine finds the same causes.
MOST_PROBES = 100


class Spent(Exception):
    """Says that as much was asked as may be, or that the engine refused a probe."""


class Prober:
    """Asks the engine that answers, behind the declarations of a query."""

    def __init__(self, select: Select, head: str = "") -> None:
        self._select, self._head, self._left = select, head, MOST_PROBES
        self._seen: dict[str, bool] = {}

    def run(self, text: str) -> Any:
        """Runs a query; raises Spent where it may not."""
        if self._left <= 0:
            raise Spent
        self._left -= 1
        try:
            return self._select(self._head + text)
        except ThbgraphError:
            raise Spent from None

    def ask(self, pattern: str) -> bool:
        """Says whether a pattern has a solution; each is asked once."""
        if pattern not in self._seen:
            self._seen[pattern] = bool(self.run(f"ASK {{ {pattern} }}"))
        return self._seen[pattern]

    def values(self, name: str, pattern: str, most: int) -> list[Any]:
        """Gives different values of a variable in the solutions of a pattern, unbound ones left out."""
        found = self.run(f"SELECT DISTINCT ?{name} {{ {pattern} }} LIMIT {most}")
        return [row[name] for row in found if row[name] is not None]
