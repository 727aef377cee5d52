"""Marks: what a value says, each thing said with the passages and sources that say it."""

from __future__ import annotations

from typing import NamedTuple

from .days import Days
from .rows import Origin, Value, shown
from .sites import CitedPage


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
    return str(value) if isinstance(value, Days) else shown(value)
