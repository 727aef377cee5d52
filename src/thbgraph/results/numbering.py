"""Numbers of what a result rests on: its passages and sources, in order of first use."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from .source_ranks import CitedPage
from .sources import Source


class Listed(NamedTuple):
    """A source as it is listed: its number, that of an earlier one that reads the same, if any, and its pages.

    A page that stands by itself at another source is told by the number of that one, so that each address stands once.
    """

    number: int
    source: Source
    earlier: int | None
    pages_as: tuple[int, ...]
    pages: tuple[CitedPage, ...]

    @property
    def words(self) -> str:
        """What it is, or as which earlier one it reads, and where those of its pages stand that it does not have itself."""
        name = f"as [{self.earlier}]" if self.earlier else str(self.source)
        if self.pages_as:
            return f"{name}; pages as {marks(self.pages_as)}"
        return f"{name}, without a page" if self.earlier and not self.pages else name


def listed(numbers: Numbers[Source]) -> list[Listed]:
    """Returns the sources that have numbers as they are listed, in order."""
    first: dict[tuple[CitedPage, ...], int] = {}
    named: dict[str, int] = {}
    for number, source in numbers:
        first.setdefault(source.pages, number)
        named.setdefault(str(source), number)
    alone = {pages[0]: number for pages, number in first.items() if len(pages) == 1}
    earlier = {number: named[str(source)] for number, source in numbers}
    return [
        Listed(
            number,
            source,
            earlier[number] if earlier[number] != number else None,
            *_pages(source, number, first[source.pages], alone),
        )
        for number, source in numbers
    ]


def _pages(
    source: Source, number: int, first: int, alone: Mapping[CitedPage, int]
) -> tuple[tuple[int, ...], tuple[CitedPage, ...]]:
    """Returns the numbers of sources at which pages stand, and the others; `first` has the same pages, `alone` says where single ones stand."""
    if source.pages and first != number:
        return (first,), ()
    elsewhere = {page: alone[page] for page in source.pages if page in alone and len(source.pages) > 1}
    return tuple(sorted(elsewhere.values())), tuple(page for page in source.pages if page not in elsewhere)


_Source = TypeVar("_Source", bound=Hashable)


class Numbers(Generic[_Source]):
    """Numbers passages and sources in order of first use; those that are `known` have the first numbers. Iterates over all with their numbers.

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

    def __iter__(self) -> Iterator[tuple[int, _Source]]:
        return ((number, source) for source, number in self._numbers.items())


def marks(numbers: Iterable[int | str]) -> str:
    """Writes numbers, or letters, as the marks of a text.

    >>> marks([1, 2])
    '[1][2]'
    """
    return "".join(f"[{number}]" for number in numbers)
