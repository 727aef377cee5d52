"""Short queries to the engine that answers, bounded in number, and what they find to fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from ..words.errors import ThbgraphError
from .query_parts import (
    Part,
    body,
    can_go,
    connected,
    deciding,
    in_order,
    nearest_first,
    needed_last,
    wanting,
)

Select: TypeAlias = Callable[[str], Any]
#: No more queries than this: a number, not a time, so that a busy machine finds the same causes.
MOST_PROBES = 100


class Spent(Exception):
    """Says that as much was asked as may be, or that the engine refused a probe."""


class Prober:
    """Asks the engine that answers whether parts of a query have solutions."""

    def __init__(self, select: Select) -> None:
        self._select, self._left = select, MOST_PROBES
        self._seen: dict[str, bool] = {}

    def run(self, text: str) -> Any:
        """Runs a query; raises Spent where it may not."""
        if self._left <= 0:
            raise Spent
        self._left -= 1
        try:
            return self._select(text)
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

    def holds(self, parts: Sequence[Part]) -> bool:
        """Says whether parts have a solution together; what shares no variables is asked apart."""
        return all(self.ask(body(group)) for group in connected(parts))

    def smallest_failing(self, parts: Sequence[Part]) -> list[Part]:
        """Gives a smallest set of parts without a solution, of which each is needed for that.

        First a part that fails by itself; else the first beginning of the list that fails, from which parts
        are left out one by one while the rest still fails. `parts` have no solution together.
        """
        for part in parts:
            if part.kind in ("triple", "values", "union", "group", "graph", "select") and not self.holds(
                [part]
            ):
                return [part]
        parts = deciding(parts)
        late = needed_last(parts)
        *before, last = late[: self._first_failing(late, parts)]
        near = nearest_first(in_order(before, parts), last)
        least = 1 + next((n for n in range(len(near) + 1) if not wanting(last, near[:n], near)), 0)
        count = self._first_failing([last, *near], parts, least)
        kept = deciding(in_order([last, *near[: count - 1]], parts))
        for part in kept[::-1]:
            rest = [other for other in kept if other is not part]
            if part in kept and part is not last and can_go(part, rest) and not self.holds(rest):
                kept = deciding(rest)
        return next((group for group in connected(kept) if not self.ask(body(group))), kept)

    def _first_failing(self, parts: Sequence[Part], order: Sequence[Part], least: int = 1) -> int:
        """Gives how many parts from the first on are enough to fail, each written in its place in an order."""
        low, high = least, len(parts)
        while low < high:
            middle = (low + high) // 2
            holds = self.holds(in_order(parts[:middle], order))
            low, high = (middle + 1, high) if holds else (low, middle)
        return low
