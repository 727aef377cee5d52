"""Marks: what a value says, each thing said with the passages and sources that say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .rows import Origin, Value, shown
from .sites import CitedPage

if TYPE_CHECKING:
    from .standings import Days


class Mark(NamedTuple):
    """Where something is said: the IRI and title of a passage or source, and the place in it of a passage.

    `pages` say so; `origin` says whose the source is, and by when it was read. Either may be unknown.
    """

    iri: str
    title: str
    place: str = ""
    pages: tuple[CitedPage, ...] = ()
    origin: Origin = Origin()

    def __str__(self) -> str:
        if self.place:
            return f"{self.place}: {self.title}"
        return f"{self.title} ({self.origin})" if str(self.origin) else self.title


class Told(NamedTuple):
    """Something that is said, who says it, and the address of the one statement that does, where it is known."""

    value: Value | Days
    marks: tuple[Mark, ...] = ()
    place: str = ""

    def __str__(self) -> str:
        return words(self.value)


def words(value: Value | Days) -> str:
    """Writes a value for people; nothing for None."""
    return str(value) if hasattr(value, "first") else shown(value)


class Numbers:
    """Numbers marks in order of first use.

    >>> numbers = Numbers()
    >>> numbers.of([Mark("a", "A"), Mark("b", "B")]), numbers.of([Mark("b", "B")])
    ([1, 2], [2])
    """

    def __init__(self) -> None:
        self._numbers: dict[Mark, int] = {}

    def of(self, marks: Iterable[Mark]) -> list[int]:
        """Returns the numbers of some marks, in order."""
        return sorted({self._numbers.setdefault(mark, len(self._numbers) + 1) for mark in marks})

    def used(self) -> list[tuple[int, Mark, int | None]]:
        """Returns all marks with their numbers, and the number of an earlier one of the same source, if any."""
        first: dict[str, int] = {}
        used = []
        for mark, number in self._numbers.items():
            earlier = first.setdefault(str(mark), number)
            used.append((number, mark, earlier if earlier != number else None))
        return used
