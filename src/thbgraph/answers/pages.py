"""Pages: what is known of an entity or a passage, each statement with the passages and sources behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from ..words.namespaces import INFERRED_GRAPH, PREFIXES, RDF_TYPE
from ..words.terms import natural, short
from .answers import Answer
from .formats import notebook
from .listing import Listing
from .rows import Entity, Value, shown

_ALT_LABEL = PREFIXES["skos"] + "altLabel"
_DEFINITION = PREFIXES["skos"] + "definition"


class PropertyValue(NamedTuple):
    """A property of a thing, in words, and its value, or what has the thing for the value of the property.

    `sources` are the passages and sources that say so, or the graph of what is inferred or computed.
    """

    property: Entity
    value: Value
    sources: tuple[Entity, ...]


@notebook
class Page(NamedTuple):
    """What is known of a thing: `facts`, and `links` to outside identifiers, are said of the thing itself.

    `acts` under treaties, `statements` that somebody makes, and other `mentions` have it as a value: there the
    property is named as read from the thing. `sources` describes the passages and sources, by IRI.
    """

    entity: Entity
    facts: tuple[PropertyValue, ...] = ()
    links: tuple[PropertyValue, ...] = ()
    acts: tuple[PropertyValue, ...] = ()
    statements: tuple[PropertyValue, ...] = ()
    mentions: tuple[PropertyValue, ...] = ()
    sources: Mapping[str, str] = {}

    @property
    def summary(self) -> str:
        """The thing in a line: what it is called, and its definition or the classes that sources state."""
        gist = [str(one.value) for one in self.facts if one.property.iri == _DEFINITION] or sorted(
            str(one.value)
            for one in self.facts
            if one.property.iri == RDF_TYPE and any(source.iri != INFERRED_GRAPH for source in one.sources)
        )
        return ": ".join(filter(None, [self.entity.label, ", ".join(gist)]))

    def table(self) -> Answer:
        """Returns all that is known as an answer."""
        parts = chain(self.facts, self.links, self.acts, self.statements, self.mentions)
        return Listing(parts).table().replace(heading=self.summary)

    def __repr__(self) -> str:
        return f"Page({self.summary!r})"

    def __str__(self) -> str:
        lines = [f"{self.entity.label}  {short(self.entity.iri)}", *_lines((*self.facts, *self.links))]
        elsewhere = (*self.acts, *self.statements, *self.mentions)
        lines += ["", "said of it elsewhere", *_lines(elsewhere)] if elsewhere else []
        return "\n".join(lines) + "\n"


class Content(NamedTuple):
    """A statement of a passage: its subject and value, and the property between, in words."""

    subject: Value
    property: Entity
    value: Value


@notebook
class Passage(NamedTuple):
    """A passage of the memo: where it stands, what it is about, and what it states.

    `description`, and those of its `section`, `lead_in` and continuation, name place and gist; `text` is that
    of the reader's own copy of the memo, where one was given.
    """

    iri: str
    description: str
    section: str | None = None
    lead_in: str | None = None
    continues_in: str | None = None
    notes: tuple[str, ...] = ()
    text: str | None = None
    contents: tuple[Content, ...] = ()

    def table(self) -> Answer:
        """Returns what the passage states as an answer."""
        return Listing(self.contents).table().replace(heading=self.description)

    def __repr__(self) -> str:
        return f"Passage({self.description!r})"

    def __str__(self) -> str:
        said = (
            ("in the section", self.section),
            ("cited with its lead-in", self.lead_in),
            ("its last sentence continues in", self.continues_in),
            *(("note", note) for note in self.notes),
        )
        lines = [self.description, *(f"{name}: {words}" for name, words in said if words)]
        lines += ["", self.text] if self.text is not None else []
        by_subject: dict[str, list[str]] = {}
        for one in self.contents:
            by_subject.setdefault(shown(one.subject), []).append(f"  {one.property}: {shown(one.value)}")
        for subject in sorted(by_subject, key=natural):
            lines += ["", subject, *sorted(by_subject[subject])]
        return "\n".join(lines) + "\n"


def to_text(found: Page | Passage) -> str:
    """Writes a page as people read it."""
    return str(found)


def _lines(found: Iterable[PropertyValue]) -> Iterator[str]:
    """Yields lines in order of property, what a thing is first, and of value."""
    by_name: dict[tuple[bool, str], list[PropertyValue]] = {}
    for one in found:
        by_name.setdefault((one.property.iri != RDF_TYPE, one.property.label), []).append(one)
    for (_, name), values in sorted(by_name.items()):
        marks: dict[str, set[str]] = {}
        for one in values:
            marks.setdefault(shown(one.value), set()).update(source.label for source in one.sources)
        written = {
            value: ", ".join(sorted(marks[value], key=natural)) for value in sorted(marks, key=natural)
        }
        if values[0].property.iri == _ALT_LABEL:
            yield from _in_one_line(name, written)
        else:
            yield from (f"  {name}: {value}  ({mark})" for value, mark in written.items())


def _in_one_line(name: str, written: Mapping[str, str]) -> Iterator[str]:
    """Yields other names, of which a state has dozens: in one line those that the same sources state."""
    by_mark: dict[str, list[str]] = {}
    for value, mark in written.items():
        by_mark.setdefault(mark, []).append(value)
    for mark, names in by_mark.items():
        yield f"  {name}: {'; '.join(names)}  ({mark})"
