"""Numbers of what a result rests on: its passages and sources, in order of first use."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

_Source = TypeVar("_Source", bound=Hashable)


class Numbers(Generic[_Source]):
    """Numbers passages and sources in order of first use; those that are `known` have the first numbers.

    >>> numbers = Numbers[str]()
    >>> numbers.of(["memo 2-14", "memo 2-13"]), numbers.marks(["memo 2-13"]), numbers.of([])
    ([1, 2], '[2]', [])
    """

    def __init__(self, known: Iterable[_Source] = ()) -> None:
        self._numbers = {source: number for number, source in enumerate(known, 1)}

    def of(self, sources: Iterable[_Source]) -> list[int]:
        """Returns the numbers of some sources, each once, in order."""
        return sorted({self._numbers.setdefault(one, len(self._numbers) + 1) for one in sources})

    def marks(self, sources: Iterable[_Source]) -> str:
        """Returns the marks of some sources as text has them."""
        return marks(self.of(sources))

    def listed(self) -> list[tuple[int, _Source, int | None]]:
        """Returns all with their numbers, and the number of an earlier one that reads the same, if any."""
        first: dict[str, int] = {}
        listed = []
        for source, number in self._numbers.items():
            earlier = first.setdefault(str(source), number)
            listed.append((number, source, earlier if earlier != number else None))
        return listed


def marks(numbers: Iterable[int | str]) -> str:
    """Writes numbers, or letters, as the marks of a text.

    >>> marks([1, 2])
    '[1][2]'
    """
    return "".join(f"[{number}]" for number in numbers)
