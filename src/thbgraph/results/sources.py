"""Sources as readers are told of them: what each says of itself, whose it is, the pages that are cited of it, and its number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from ..base import vocabulary as thb
from ..base.dates import in_words
from ..base.home import HOME
from ..base.licences import NO_LICENCE, licence_name
from ..base.namespaces import MEMO, PREFIXES
from ..base.triples import Facts
from ..base.values import Description, grouped
from .source_ranks import LAST, OFFICIAL, CitedPage


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
    """Where something is said: the IRI and title of a source, or what a passage is about, and the place of that in the memo.

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

    @property
    def key(self) -> Hashable:
        """What makes it another source for its readers: what it is, and its pages."""
        return self.iri, self.title, frozenset(page.address for page in self.pages)

    @property
    def rank(self) -> int:
        """Its place in a note: by who publishes its pages; the memo stands behind what is official, what has neither last."""
        of_no_page = OFFICIAL if self.iri.startswith(MEMO) else LAST
        return min((page.site.rank for page in self.pages), default=of_no_page)

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


def source_of(iri: str, description: Description) -> Source:
    """Returns a passage, with its place, or source as it is described."""
    if iri.startswith(MEMO) and description.gist:
        return Source(iri, description.gist, description.name)
    return Source(iri, str(description))


def described(graphs: Iterable[str], descriptions: Mapping[str, Description]) -> tuple[Source, ...]:
    """Returns passages and sources as they are described; by its IRI what is not."""
    return tuple(source_of(graph, descriptions.get(graph) or Description(graph)) for graph in graphs)


class Notes:
    """Numbers the notes of a page or document: a note is the set of all sources of a cell, and cells with the same share it.

    Iterates over the notes in order of first use, each with its sources, the official ones first.
    """

    def __init__(self) -> None:
        self._numbers, self._cited = (
            Numbers[tuple[Hashable, ...]](),
            dict[tuple[Hashable, ...], list[Source]](),
        )

    def of(self, sources: Iterable[Source]) -> int:
        """Returns the number of the note that has some sources; 0 where there are none."""
        cited = sorted(sources, key=lambda one: one.rank)
        note = tuple(dict.fromkeys(one.key for one in cited))
        if not note:
            return 0
        self._cited.setdefault(note, []).extend(cited)
        return self._numbers.of([note])[0]

    def mark(self, sources: Iterable[Source]) -> str:
        """Returns the mark of some sources as text has it."""
        return marks(filter(None, [self.of(sources)]))

    def __iter__(self) -> Iterator[tuple[int, list[Source]]]:
        return ((number, [*_merged(self._cited[note])]) for number, note in self._numbers)


def _merged(sources: Iterable[Source]) -> Iterator[Source]:
    """Yields sources, those with the same pages as one with the remarks of all."""
    for alike in grouped((source.key, source) for source in sources).values():
        rows = grouped(
            (remark.text, row) for one in alike for remark in one.remarks for row in remark.rows or ("",)
        )
        remarks = (Remark(text, () if "" in of else tuple(dict.fromkeys(of))) for text, of in rows.items())
        yield alike[0]._replace(remarks=tuple(remarks))


class NoteLine(NamedTuple):
    """What a note tells of a source: its words, the pages and remarks that stand behind them, and its text, if that is known."""

    words: str
    pages: tuple[CitedPage, ...] = ()
    remarks: tuple[Remark, ...] = ()
    text: str | None = None


def note_lines(notes: Notes) -> Iterator[tuple[int, list[NoteLine]]]:
    """Yields each note with what it tells: where it has several sources, each that is new has a letter, and others lead to it.

    A source that an earlier note has is told as that one, with its other pages, if any; pages that stand there by themselves
    are told so, too.
    """
    places, remarked = dict[object, str](), set[tuple[str, str]]()
    for number, sources in notes:
        known, new = list[str](), list[NoteLine]()
        for source in sources:
            name, pages = str(source), frozenset(page.address for page in source.pages)
            remarks = tuple(one for one in source.remarks if (name, str(one)) not in remarked)
            remarked.update((name, str(one)) for one in remarks)
            if (name, pages) in places and not remarks:
                known.append(places[name, pages])
                continue
            sign = letter(len(new) + 1) if len(sources) > 1 else ""
            words, left = _line_of(source, name, pages, places)
            new.append(NoteLine(f"({sign}) {words}" if sign else words, left, remarks, source.text))
            for one in ((name, pages), name, pages):
                places.setdefault(one, f"{number}{sign}")
        as_known = f"as {marks(dict.fromkeys(known))}"
        if known and new:
            new[0] = new[0]._replace(words=f"{as_known}; {new[0].words}")
        yield number, new or [NoteLine(as_known)]


def _line_of(
    source: Source, name: str, pages: frozenset[str], places: Mapping[object, str]
) -> tuple[str, tuple[CitedPage, ...]]:
    """Says what a source is, or as which earlier one it reads, and where its pages stand; returns those that stand nowhere yet."""
    first = places.get(name, "")
    words = f"as [{first}]" if first else name
    if (name, pages) in places:
        return words, ()
    if pages in places and pages:
        return f"{words}; pages as [{places[pages]}]", ()
    alone = {
        page: places[frozenset([page.address])]
        for page in source.pages
        if frozenset([page.address]) in places
    }
    others = sorted({*alone.values()} - {first})
    if len(others) < len({*alone.values()}):
        words = f"all of [{first}]" + ("" if others else ", and")
    if others:
        words += f"; pages as {marks(others)}"
    elif first and not pages:
        words += ", without a page"
    return words, tuple(page for page in source.pages if page not in alone)


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


def letter(number: int) -> str:
    """Gives the letter of a number, counted from 1: a to z, then a1 to z1, and so on."""
    again, place = divmod(number - 1, 26)
    return chr(ord("a") + place) + (str(again) if again else "")
