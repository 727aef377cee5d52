"""Notes: the numbered sources of a page, and the marks that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..answers.rows import Entity

#: Addresses of pages that say so, by the things, in words, of which they say it.
SaidOn = Sequence[tuple[str, Sequence[str]]]


class Source(NamedTuple):
    """A numbered source: what it is in words, the address of its page, and the pages of others that it names."""

    number: int
    words: str
    address: str
    pages: SaidOn = ()


class Notes:
    """Numbers passages and sources in order of first use.

    `described` has a line on each by IRI, `address` gives that of its page, `pages` the pages that say what it states.
    """

    def __init__(
        self,
        described: Mapping[str, str],
        address: Callable[[str], str],
        pages: Mapping[str, SaidOn] | None = None,
    ) -> None:
        self._described, self._address, self._pages = described, address, pages or {}
        self._numbers: dict[str, int] = {}

    def numbers(self, sources: Iterable[str | Entity]) -> list[int]:
        """Gives the numbers of some passages and sources, in order."""
        iris = [one.iri if isinstance(one, Entity) else one for one in sources]
        return sorted({self._numbers.setdefault(iri, len(self._numbers) + 1) for iri in iris})

    @property
    def sources(self) -> list[Source]:
        """The sources that have been numbered so far."""
        return [
            Source(number, self._described.get(iri, iri), self._address(iri), self._pages.get(iri, ()))
            for iri, number in self._numbers.items()
        ]
