"""Sources as readers are told of them: what each says of itself, whose it is, and the pages that are cited of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

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
        """Returns it with those of its pages and remarks that are about the rows that begin with a name, or about all."""

        def about(one: CitedPage | Remark) -> bool:
            return not one.rows or name in one.rows

        return self._replace(
            pages=tuple(page._replace(rows=()) for page in self.pages if about(page)),
            remarks=tuple(remark._replace(rows=()) for remark in self.remarks if about(remark)),
        )


def described(graphs: Iterable[str], lines: Mapping[str, str]) -> tuple[Source, ...]:
    """Returns passages and sources, each with the line that describes it; with its IRI where none does."""
    return tuple(Source(graph, lines.get(graph, graph)) for graph in graphs)
