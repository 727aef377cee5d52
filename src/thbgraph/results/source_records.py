"""Records of sources: what each says of itself, read from its named graph, and what it covers up to when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE, in_full, lexical_fault
from ..base.licences import licence_name
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.terms import short
from ..base.triples import Facts, node_name
from ..base.values import Entity, Value, grouped, name_of
from .document import Cell, Cells, Document, items, section
from .formats import notebook
from .sources import origin_of

_DCTERMS, _SKOS = PREFIXES["dcterms"], PREFIXES["skos"]


_COMMIT, _DAY = re.compile(r"\b([0-9a-f]{7})[0-9a-f]{33}\b"), re.compile(r"\b\d{4}-\d\d-\d\d\b")
_NOT_STATED = "not stated"
_IS_COVERAGE = ox.NamedNode(RDF_TYPE), ox.NamedNode(thb.Coverage)


class Covered(NamedTuple):
    """That a source names every act of a kind done to an instrument, or every member of an organization, up to a day (ISO 8601).

    `kind` is that of the acts; None where members are meant.
    """

    of: Entity
    kind: Entity | None
    up_to: str
    notes: tuple[str, ...]

    @property
    def what(self) -> str:
        """What it names in full, in a word."""
        return self.kind.label.lower() if self.kind else "member"

    def __str__(self) -> str:
        return f"{self.of}: every {self.what} up to {self.up_to}"


@notebook
class SourceRecord(NamedTuple):
    """A source: its IRI and title, and what it says of itself.

    `kind` is a source class, `rights` a licence's IRI or words, `retrieved` a day (ISO 8601);
    each of them may be unknown. `entries` counts the things that it says something of.
    """

    iri: str
    title: str
    kind: Entity | None
    publisher: str | None
    rights: str | None
    version: str | None
    retrieved: str | None
    pages: tuple[str, ...]
    notes: tuple[str, ...]
    covers: tuple[Covered, ...]
    entries: int
    statements: int

    @property
    def complete_up_to(self) -> str:
        """The day up to which it is complete, or the first and last where that differs by instrument."""
        days = sorted({covered.up_to for covered in self.covers})
        return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}" if days else ""

    def document(self) -> Document:
        """Returns the record laid out for readers: whose it is and under which rights, what it covers, and what to know of it."""
        facts: dict[str, Iterable[Cell | None]] = {
            "kind": [_cell(self.kind or _NOT_STATED)],
            "publisher": [_cell(self.publisher or _NOT_STATED)],
            "licence": [_led(self.rights or _NOT_STATED)],
            "version": [_cell(_version(self.version or ""))],
            "read": [_cell(in_full(self.retrieved) or _NOT_STATED)],
            "page" if len(self.pages) == 1 else "pages": map(_led, self.pages),
            "holds": [Cell(f"{self.statements:,} statements on {self.entries:,} things")],
            "complete": [] if self.covers else [Cell("no, it may leave things out")],
        }
        lines = {name: tuple(filter(None, cells)) for name, cells in facts.items()}
        up_to = grouped(((one.of, in_full(one.up_to)), one.what) for one in self.covers)
        covers = (
            Cell(of, note=f"every {' and '.join(what)} up to {day}") for (of, day), what in up_to.items()
        )
        remarks = dict.fromkeys(note for one in self.covers for note in one.notes)
        return Document(
            f"{self.title}  {short(self.iri)}",
            (),
            (
                *section("", items(Cells(name, cells) for name, cells in lines.items() if cells)),
                *section("What it covers", items(covers), *map(Cell, remarks)),
                *section("What to know", items(map(Cell, self.notes))),
            ),
        )

    def age(self, today: date) -> int | None:
        """Gives the days since the source was retrieved; None where that day is not recorded as a day."""
        if self.retrieved is None or lexical_fault(self.retrieved, DATE):
            return None
        return (today - date.fromisoformat(self.retrieved)).days


def _cell(value: Value) -> Cell | None:
    return Cell(value) if value else None


def _version(text: str) -> str:
    """Returns a version as people tell it: seven digits of a commit, and a day in words.

    >>> _version("commit 003ce1309cc2a27a5a3909f39b7e6634550bf173 (2015-03-14)")
    'commit 003ce13 (14 March 2015)'
    """
    in_short = _COMMIT.sub(r"\1", text)
    return _DAY.sub(lambda found: in_full(found.group()) or "", in_short)


def _led(given_text: str | None) -> Cell | None:
    """Returns the address of a page or licence as what leads there, behind the name of a licence; any other words as they are."""
    if not given_text or not given_text.startswith("http"):
        return _cell(given_text)
    name = licence_name(given_text)
    return Cell(Entity(given_text, name), note="" if name == given_text else given_text)


def source_record(iri: str, quads: Iterable[ox.Quad], labels: Mapping[str, str]) -> SourceRecord:
    """Reads the record of a source from the quads of its named graph."""
    quads = list(quads)
    things = dict.fromkeys(quad.subject for quad in quads)
    covering = {quad.subject for quad in quads if (quad.predicate, quad.object) == _IS_COVERAGE}
    coverage = [node_name(node) for node in things if node in covering]
    told = {ox.NamedNode(iri), *covering}
    facts = Facts(quad for quad in quads if quad.subject in told)  # of the rest only the number is

    def first(*properties: str) -> str | None:
        return next((value for name in properties for value in facts.texts(iri, name)), None)

    kind, origin = first(_DCTERMS + "type"), origin_of(iri, facts)
    return SourceRecord(
        iri=iri,
        title=first(_DCTERMS + "title") or iri,
        kind=Entity(kind, name_of(kind, labels)) if kind else None,
        **origin._asdict(),
        pages=tuple(facts.texts(iri, PREFIXES["foaf"] + "page")),
        notes=tuple(facts.texts(iri, _SKOS + "note")),
        covers=tuple(sorted(_covered(coverage, facts, labels))),
        entries=len(things.keys() - told),
        statements=len(quads),
    )


def _covered(nodes: Iterable[str], facts: Facts, labels: Mapping[str, str]) -> Iterator[Covered]:
    """Yields what statements of coverage say, but for those that `check` finds wanting."""

    def entity(iri: str | None) -> Entity | None:
        return Entity(iri, name_of(iri, labels)) if iri else None

    for node in nodes:
        instrument, kind = (entity(facts.text(node, prop)) for prop in (thb.instrument, thb.actKind))
        of = instrument if kind else entity(facts.text(node, thb.membersOf))
        up_to = facts.text(node, thb.completeUpTo)
        if of is not None and up_to is not None:
            yield Covered(of, kind, up_to, tuple(facts.texts(node, _SKOS + "note")))
