"""Sources as readers are told of them: what each says of itself, whose it is, the pages that are cited of it, and its number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from ..base import vocabulary as thb
from ..base.dates import in_words
from ..base.home import HOME
from ..base.licences import NO_LICENCE, licence_name
from ..base.namespaces import PREFIXES
from ..base.triples import Facts
from .source_ranks import CitedPage


class Origin(NamedTuple):
    """Whose a source is, under which rights, in which version, and by which day it was read (ISO 8601); each may be unknown.

    The day of a version is that of the version.
    """

    publisher: str | None = None
    rights: str | None = None
    retrieved: str | None = None
    version: str | None = None

    def __str__(self) -> str:
        publisher = self.publisher if self.publisher != HOME.publisher else None
        rights = licence_name(self.rights) if self.rights and self.rights != NO_LICENCE else None
        read = self.version
        if self.retrieved:
            read = f"{'version of' if self.version else 'read by'} {in_words(date.fromisoformat(self.retrieved))}"
        return "; ".join(filter(None, (publisher, rights, read)))


def origin_of(iri: str, facts: Facts) -> Origin:
    """Reads from what a source says of itself whose it is, under which rights, and when it was read."""
    rights = (
        text
        for prop in (PREFIXES["dcterms"] + "license", PREFIXES["dcterms"] + "rights")
        for text in facts.texts(iri, prop)
    )
    return Origin(
        facts.text(iri, PREFIXES["dc"] + "publisher"),
        "; ".join(rights) or None,
        facts.text(iri, thb.retrieved),
        facts.text(iri, PREFIXES["dcat"] + "version"),
    )


class Remark(NamedTuple):
    """What a source remarks, and how the rows begin of which; none where it is all of them."""

    text: str
    rows: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{', '.join(self.rows)}: {self.text}" if self.rows else self.text


class Source(NamedTuple):
    """Where something is said: the IRI and title of a passage or source, and the place in it of a passage.

    `pages` say so; `origin` says whose the source is, and by when it was read. Either may be unknown. `remarks` are those of
    the source, `text` is that of a passage, where a copy of the memo was given.
    """

    iri: str
    title: str
    place: str = ""
    pages: tuple[CitedPage, ...] = ()
    origin: Origin = Origin()
    remarks: tuple[Remark, ...] = ()
    text: str | None = None

    def __str__(self) -> str:
        if self.place:
            return f"{self.place}: {self.title}"
        return f"{self.title} ({self.origin})" if str(self.origin) else self.title

    def in_row(self, name: str) -> Source:
        """Returns it with those of its pages and remarks that are about the rows that begin with a name, or about all.

        A remark on some rows names the one, since others may share its note.
        """

        def about(one: CitedPage | Remark) -> bool:
            return not one.rows or name in one.rows

        return self._replace(
            pages=tuple(page._replace(rows=()) for page in self.pages if about(page)),
            remarks=tuple(
                remark._replace(rows=(name,) if remark.rows else ())
                for remark in self.remarks
                if about(remark)
            ),
        )


def described(graphs: Iterable[str], lines: Mapping[str, str]) -> tuple[Source, ...]:
    """Returns passages and sources, each with the line that describes it; with its IRI where none does."""
    return tuple(Source(graph, lines.get(graph, graph)) for graph in graphs)


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
