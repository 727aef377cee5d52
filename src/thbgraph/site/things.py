"""The pages of things, passages and sources: what the graph says of each, with the marks of its sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..answers.marks import Mark, Told
from ..answers.pages import Content, Page, Passage, PropertyValue
from ..answers.rows import Entity, Value, shown
from ..answers.standings import Days
from ..words import vocabulary as thb
from ..words.namespaces import BASE, PREFIXES, RDF_TYPE
from ..words.terms import local, natural, short
from .charts import growth
from .views import Given, Views

_SKOS = PREFIXES["skos"]
_DEFINITION, _NAMES = _SKOS + "definition", (_SKOS + "altLabel", _SKOS + "hiddenLabel", _SKOS + "prefLabel")
_DESCRIPTION = PREFIXES["dcterms"] + "description"
_HIDDEN = (RDF_TYPE, _DEFINITION, *_NAMES)
_FORMATS = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"))
_PLAIN_KINDS = {thb.Entity, thb.Statement, thb.Act}


class Said(NamedTuple):
    """A statement about a thing: its address, its words, its kind, who makes it and where."""

    address: str
    text: str
    kind: str
    speaker: Entity | None
    marks: tuple[Mark, ...]


class Things(Views):
    """The pages of what has a page of its own."""

    def thing(self, iri: str, given: Given) -> str:
        """Returns the page of an entity; that of a treaty shows its participants on the day given."""
        page = self.graph.describe(iri)
        assert isinstance(page, Page)
        conflicts = [one for one in self.conflicts if one.concerns(iri)]
        statements = [self._said(one, page) for one in page.statements]

        def grouped(facts: Iterable[PropertyValue]) -> list[tuple[str, list[Told]]]:
            return [
                (name, [Told(one.value, self._marks(one, page)) for one in values])
                for name, values in _grouped(facts)
            ]

        return self.drawn(
            "thing",
            page.entity.label,
            kind=self._kind(page),
            lead=_definition(page),
            groups=grouped(one for one in page.facts if one.property.iri not in _HIDDEN),
            statements=statements,
            around=grouped((*page.mentions, *page.acts)),
            disagreements=self.disagreements(conflicts),
            links=grouped(page.links),
            anchor=self.addresses.anchors(iri),
            iri=iri,
            data=self._data(iri),
            **(self._participants(iri, given) if short(thb.Treaty) in self.graph.index.classes[iri] else {}),
        )

    def _participants(self, treaty: str, given: Given) -> dict[str, Any]:
        """Returns what the page of a treaty has besides: who took part in it on a day, and how that came about."""
        found = self.graph.participants(treaty, as_of=next(iter(given.get("asOf", ())), None) or None)
        bound = [one.in_force.value for one in found.rows if one.is_state]
        return {
            "document": found.document(),
            "day": found.as_of,
            "chart": growth([days for days in bound if isinstance(days, Days)], found.as_of),
        }

    def passage(self, iri: str) -> str:
        """Returns the page of a passage of the memo."""
        passage = self.graph.passage(iri)
        before, after = self._neighbours(iri)
        return self.drawn(
            "passage",
            f"The memo, {short(iri).removeprefix('memo:')}",
            kind="Passage of the memo",
            passage=passage,
            short=short(iri).removeprefix("memo:"),
            subjects=_by_subject(passage),
            before=before,
            after=after,
            iri=iri,
            data=self._data(iri),
        )

    def _neighbours(self, iri: str) -> tuple[Entity | None, Entity | None]:
        """Returns the passages before and after one in the memo, where there are such."""
        around = [None, *self.passages(), None]
        place = next((number for number, one in enumerate(around) if one and one.iri == iri), None)
        return (around[place - 1], around[place + 1]) if place else (None, None)

    def source(self, iri: str) -> str:
        """Returns the page of a source: who made it, under which licence, what it covers and does not."""
        record = self.graph.source(iri)
        facts = [
            ("Kind", record.kind.label if record.kind else ""),
            ("Publisher", record.publisher),
            ("Licence", record.rights),
            ("Version", record.version),
            ("Read", record.retrieved),
            ("Pages", record.pages),
            ("Holds", f"{record.statements:,} statements on {record.entries:,} things"),
            ("What to know", record.notes),
        ]
        return self.drawn(
            "source",
            record.title,
            kind="Source",
            facts=[(name, words) for name, words in facts if words],
            covers=record.covers,
            entries=self._entries(iri),
            iri=iri,
            data=self._data(iri),
        )

    def _entries(self, source: str) -> list[Entity]:
        """Returns the nodes that have their place on the page of a source."""
        nodes = {
            quad.subject.value
            for quad in self.graph.contents(source)
            if isinstance(quad.subject, ox.NamedNode)
        }
        here = {node for node in nodes if node != source and self.addresses.home(node) == source}
        return sorted(
            (Entity(node, self.graph.label(node)) for node in here), key=lambda one: natural(one.label)
        )

    def _kind(self, page: Page) -> str:
        stated = [one for one in page.facts if one.property.iri == RDF_TYPE and isinstance(one.value, Entity)]
        kinds = [
            one.value.label
            for one in stated
            if isinstance(one.value, Entity) and one.value.iri not in _PLAIN_KINDS
        ]
        return min(kinds, key=len, default="")

    def _marks(self, one: PropertyValue, page: Page) -> tuple[Mark, ...]:
        return self.marks((source.iri for source in one.sources), page.sources)

    def _said(self, one: PropertyValue, page: Page) -> Said:
        """Reads a statement that has the thing for what it is about, asks for, or is made by."""
        assert isinstance(one.value, Entity)
        statement = self.graph.describe(one.value.iri)
        assert isinstance(statement, Page)
        values = {fact.property.iri: fact.value for fact in statement.facts}
        speaker = values.get(thb.saidBy)
        return Said(
            self.addresses.of(one.value.iri),
            shown(values.get(_DESCRIPTION) or one.value),
            self._kind(statement),
            speaker if isinstance(speaker, Entity) else None,
            self._marks(one, page),
        )

    def _data(self, iri: str) -> list[tuple[str, str]]:
        path = self.addresses.base + iri.removeprefix(BASE)
        return [(words, f"{path}.{ending}") for words, ending in _FORMATS]


def _definition(page: Page) -> str:
    return " ".join(shown(one.value) for one in page.facts if one.property.iri == _DEFINITION)


def _grouped(facts: Iterable[PropertyValue]) -> list[tuple[str, list[PropertyValue]]]:
    """Groups facts by property, in order of its name, the values of each in theirs."""
    groups: dict[str, list[PropertyValue]] = {}
    for one in facts:
        groups.setdefault(one.property.label, []).append(one)
    return [
        (name, sorted(groups[name], key=lambda one: natural(shown(one.value)))) for name in sorted(groups)
    ]


def _by_subject(passage: Passage) -> list[tuple[Value, str, list[Content]]]:
    """Groups what a passage states by its subject, each with the name of its place on the page if it has none elsewhere."""
    groups: dict[Value, list[Content]] = {}
    for one in passage.contents:
        groups.setdefault(one.subject, []).append(one)
    return [
        (subject, local(subject.iri) if isinstance(subject, Entity) else "", groups[subject])
        for subject in sorted(groups, key=lambda one: natural(shown(one)))
    ]
