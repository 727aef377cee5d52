"""Marks: what a value says, each thing said with the passages and sources that say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .days import Days
from .numbers import Numbers
from .rows import Origin, Value, shown
from .sites import CitedPage


class Mark(NamedTuple):
    """Where something is said: the IRI and title of a passage or source, and the place in it of a passage.

    `pages` say so; `origin` says whose the source is, and by when it was read. Either may be unknown. `remarks` are those of
    the source, `text` is that of a passage, where a copy of the memo was given.
    """

    iri: str
    title: str
    place: str = ""
    pages: tuple[CitedPage, ...] = ()
    origin: Origin = Origin()
    remarks: tuple[str, ...] = ()
    text: str | None = None

    def __str__(self) -> str:
        if self.place:
            return f"{self.place}: {self.title}"
        return f"{self.title} ({self.origin})" if str(self.origin) else self.title


class Told(NamedTuple):
    """Something that is said, who says it, and the address of the one statement that does, where it is known.

    A `note` stands in brackets behind it. Of a day that is not known `bounds` are the first and the last that are possible, of
    which its value is written; what is not known at all has no value, and `unknown` is the word for that.
    """

    value: Value | Days
    marks: tuple[Mark, ...] = ()
    place: str = ""
    note: str = ""
    bounds: tuple[Value, ...] = ()
    unknown: str = ""

    @property
    def stated(self) -> tuple[Value | Days, ...]:
        """What statements may hold: the bounds, else the value."""
        return self.bounds or (self.value,)

    @property
    def is_open(self) -> bool:
        """Whether it is a day, or a number, of which only bounds are known."""
        bounds = self.value if isinstance(self.value, Days) else self.bounds
        return len({*bounds}) > 1

    def __str__(self) -> str:
        return (self.unknown or words(self.value)) + (f" ({self.note})" if self.note else "")


def words(value: Value | Days) -> str:
    """Writes a value for people; nothing for None."""
    return str(value) if isinstance(value, Days) else shown(value)


class Listed(NamedTuple):
    """A source as it is listed: its number, that of an earlier one that reads the same, if any, and its pages.

    A page that stands by itself at another source is told by the number of that one, so that each address stands once.
    """

    number: int
    source: Mark
    earlier: int | None
    pages_as: tuple[int, ...]
    pages: tuple[CitedPage, ...]


def listed(numbers: Numbers[Mark]) -> list[Listed]:
    """Returns the sources that have numbers as they are listed, in order."""
    used = numbers.listed()
    first: dict[tuple[CitedPage, ...], int] = {}
    for number, source, _ in used:
        first.setdefault(source.pages, number)
    alone = {pages[0]: number for pages, number in first.items() if len(pages) == 1}
    return [
        Listed(number, source, earlier, *_pages(source, number, first[source.pages], alone))
        for number, source, earlier in used
    ]


def _pages(
    source: Mark, number: int, first: int, alone: Mapping[CitedPage, int]
) -> tuple[tuple[int, ...], tuple[CitedPage, ...]]:
    """Returns the numbers of sources at which pages stand, and the others; `first` has the same pages, `alone` says where single ones stand."""
    if source.pages and first != number:
        return (first,), ()
    elsewhere = {page: alone[page] for page in source.pages if page in alone and len(source.pages) > 1}
    return tuple(sorted(elsewhere.values())), tuple(page for page in source.pages if page not in elsewhere)
