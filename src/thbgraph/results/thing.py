"""What is known of a thing or a passage, each statement with the passages and sources behind it, long lists folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.namespaces import DERIVED, INFERRED_GRAPH, PREFIXES, RDF_TYPE
from ..base.terms import natural, short
from ..base.values import Description, Entity, Value, grouped, shown
from .answer import Answer
from .document import Block, Cell, Cells, Document, Items, Section, Table, items, section
from .formats import notebook
from .listing import Listing
from .sources import Source, source_of

_SKOS = PREFIXES["skos"]
_NAMES = (
    _SKOS + "prefLabel",
    _SKOS + "altLabel",
    _SKOS + "hiddenLabel",
    thb.printedName,
    PREFIXES["schema"] + "legalName",
)
#: Of a longer list so many are shown.
_MOST = 8
#: So few others are not worth leaving out.
_FEW = 2
#: A longer value has a line to itself.
_LONG = 60
#: What shows the acts of an instrument, and those of a state, as a table, by the property that leads to them.
_TABLES = {
    thb.instrument: ("as a table", "participants"),
    thb.signatory: ("by treaty", "brief"),
}


class PropertyValue(NamedTuple):
    """A property of a thing, in words, and its value, or what has the thing for the value of the property.

    `sources` are the passages and sources that say so, or the graph of what is inferred or computed.
    """

    property: Entity
    value: Value
    sources: tuple[Entity, ...]


class Described(NamedTuple):
    """What describes the passages and sources of a page, and the words of statements, both by IRI; and the reports that there are."""

    sources: Mapping[str, Description]
    texts: Mapping[str, str]
    reports: tuple[str, ...]


def parts_of(
    thing: Entity, groups: Mapping[str, Sequence[PropertyValue]], described: Described, folded: bool
) -> list[Section]:
    """Lays out what is known of a thing by group, the first group with its names apart; unfolded, with all values."""
    sections: list[Section] = []
    for title, found in groups.items():
        names = [one for one in found if one.property.iri in _NAMES]
        others = [one for one in found if one.property.iri not in _NAMES]
        sections += _section(title, others, thing, described, folded)
        sections += _section("Names", names, thing, described, folded)
    return sections


def _section(
    title: str, found: Sequence[PropertyValue], thing: Entity, described: Described, folded: bool
) -> list[Section]:
    """Returns a section of facts, those of one property in a line, with how to see all where it is folded."""
    lines = list(_lines(found, described, _MOST if folded else len(found)))
    more = ""
    if any(line.others for line in lines):
        name = short(thing.iri)
        properties = {one.property.iri for one in found}
        opened = [
            f"{words}: thbgraph {command} {name}"
            for prop, (words, command) in _TABLES.items()
            if prop in properties and command in described.reports
        ]
        more = "; ".join([f"all of them: thbgraph show {name} --all", *opened])
    return section(title, items(lines, more))


def _lines(found: Sequence[PropertyValue], described: Described, most: int) -> Iterator[Cells]:
    """Yields properties with their values, what a thing is first; texts have lines of their own."""
    values: dict[tuple[bool, str], dict[Value, dict[Source, None]]] = {}
    iris = {one.property.label: one.property.iri for one in found}
    for one in found:
        key = one.property.iri != RDF_TYPE, one.property.label
        sources = values.setdefault(key, {}).setdefault(one.value, {})
        sources.update(dict.fromkeys(_sources(one.sources, described.sources)))
    for (_, name), of_property in sorted(values.items()):
        cells = [
            Cell(_worded(value, described.texts), tuple(sources)) for value, sources in of_property.items()
        ]
        cells.sort(key=lambda one: natural(str(one)))
        kept = cells if len(cells) <= most + _FEW else cells[:most]
        others = len(cells) - len(kept)
        if iris[name] not in _NAMES and any(len(str(one)) > _LONG for one in cells):
            yield from (Cells(name, (one,)) for one in kept[:-1])
            kept = kept[-1:]
        yield Cells(name, tuple(kept), others)


def _worded(value: Value, texts: Mapping[str, str]) -> Value:
    """Returns a value, a statement with its words."""
    text = texts.get(value.iri) if isinstance(value, Entity) else None
    return Entity(value.iri, f"{value.label}: {text}") if isinstance(value, Entity) and text else value


def _sources(graphs: Iterable[Entity], described: Mapping[str, Description]) -> Iterator[Source]:
    """Yields passages and sources; of what is inferred or computed, that it is."""
    for source in graphs:
        if source.iri in DERIVED:
            yield Source(source.iri, f"{source.label} by thbgraph from what sources say")
        else:
            yield source_of(source.iri, described.get(source.iri) or Description(source.label))


_DEFINITION = PREFIXES["skos"] + "definition"
#: The class of all things, which says nothing of one.
_ANY = thb.Entity


@notebook
class Page(NamedTuple):
    """What is known of a thing: `facts`, and `links` to outside identifiers, are said of the thing itself.

    `acts` under treaties, `statements` that somebody makes, and other `mentions` have it as a value: there the
    property is named as read from the thing. `sources` describes the passages and sources, by IRI; `reports` are those that
    the home declares.
    """

    entity: Entity
    facts: tuple[PropertyValue, ...] = ()
    links: tuple[PropertyValue, ...] = ()
    acts: tuple[PropertyValue, ...] = ()
    statements: tuple[PropertyValue, ...] = ()
    mentions: tuple[PropertyValue, ...] = ()
    sources: Mapping[str, Description] = {}
    texts: Mapping[str, str] = {}
    reports: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The thing in a line: what it is called, and its definition or the classes that sources state."""
        gist = [str(one.value) for one in self.facts if one.property.iri == _DEFINITION] or sorted(
            str(one.value)
            for one in self.facts
            if one.property.iri == RDF_TYPE
            and any(source.iri != INFERRED_GRAPH for source in one.sources)
            and not (isinstance(one.value, Entity) and one.value.iri == _ANY)
        )
        return ": ".join(filter(None, [self.entity.label, ", ".join(gist)]))

    @property
    def worded_values(self) -> tuple[PropertyValue, ...]:
        """What sources state of the thing itself, but for its names and classes."""
        return tuple(
            one
            for one in self.facts
            if one.property.iri not in (*_NAMES, RDF_TYPE)
            and any(source.iri not in DERIVED for source in one.sources)
        )

    def table(self) -> Answer:
        """Returns all that is known as an answer."""
        parts = chain(self.facts, self.links, self.acts, self.statements, self.mentions)
        return Listing(parts).table().replace(heading=self.summary)

    def __repr__(self) -> str:
        return f"Page({self.summary!r})"

    def document(self, folded: bool = True) -> Document:
        """Returns the page laid out for readers; of long lists the first, where it is folded."""
        groups = {
            "What it is": self.facts,
            "Related things": self.mentions,
            "Acts under treaties": self.acts,
            "What is said": self.statements,
            "Identifiers elsewhere": self.links,
        }
        parts = parts_of(self.entity, groups, Described(self.sources, self.texts, self.reports), folded)
        title = f"{self.entity.label}  {short(self.entity.iri)}"
        return Document(title, (Cell(self.summary),), tuple(parts))


class Content(NamedTuple):
    """A statement of a passage: its subject and value, and the property between, in words."""

    subject: Value
    property: Entity
    value: Value


#: What of many things a passage only gives the name; so many of a kind stand side by side.
NAMED, _MANY = "Named in it", 3


def _kind_of(contents: Iterable[Content]) -> str:
    """Returns the kind of a thing as a passage states it; of what it only names, that."""
    stated = {one.property.iri: shown(one.value) for one in contents}
    return NAMED if {*stated} == {thb.printedName} else stated.get(RDF_TYPE, "")


def _is_in(words: str, name: str) -> bool:
    """Says whether whole words stand in a name in small letters.

    >>> _is_in("15", "another 15 member states"), _is_in("15", "signed in 2015")
    (True, False)
    """
    return re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", name) is not None


def _alone(subject: Value, contents: Iterable[Content]) -> list[Section]:
    """Lays out what a passage states of one thing, but for what its name says, where that is not all."""
    stated = [(one.property.label, shown(one.value), one.value) for one in contents]
    name = shown(subject).casefold()
    lines = [one for one in stated if isinstance(one[2], Entity) or not _is_in(one[1], name)] or stated
    return section(
        shown(subject),
        items(Cells(words, (Cell(value),)) for words, _, value in sorted(lines, key=lambda one: one[:2])),
        about=subject.iri if isinstance(subject, Entity) else "",
    )


def _named(by_subject: Mapping[Value, Sequence[Content]]) -> Items:
    """Lays out in a line what a passage only names, each with the name that it prints where that is another."""
    cells = list[Cell]()
    for subject, of in by_subject.items():
        name = shown(subject).casefold()
        printed = [shown(one.value) for one in of if shown(one.value).casefold() != name]
        note = f"printed as {' and '.join(printed)}" if printed else ""
        cells.append(_at_its_place(subject, shown(subject))._replace(note=note))
    return items([Cells("", tuple(cells))])


def _side_by_side(kind: str, by_subject: Mapping[Value, Sequence[Content]]) -> Iterator[Block]:
    """Yields what a passage states of things of one kind: in a row for each what differs, and once what all have.

    What stands in the names of all of them has no column; where nothing else differs, it stands for them in a line.
    """
    values = grouped(
        (one.property, (one.subject, one.value))
        for of in by_subject.values()
        for one in of
        if one.property.iri != RDF_TYPE
    )
    many, lines = len(by_subject), list[Cells]()
    alike = [prop for prop, of in values.items() if len(of) == many and len({one for _, one in of}) == 1]
    differing = [prop for prop in values if prop not in alike]
    named = [
        prop for prop in differing if all(shown(value) in shown(subject) for subject, value in values[prop])
    ]
    props = sorted({*differing} - {*named}, key=lambda one: one.label)
    if props:
        rows = list[tuple[Cell | Cells, ...]]()
        for subject, of in by_subject.items():
            cells = (tuple(Cell(one.value) for one in of if one.property == prop) for prop in props)
            rows.append((Cell(subject), *(Cells("", one) for one in cells)))
        yield Table((kind.lower(), *(prop.label for prop in props)), tuple(rows))
    elif len(named) == 1 and len(values[named[0]]) == many:
        written = (_at_its_place(subject, shown(value)) for subject, value in values[named[0]])
        lines.append(Cells(named[0].label, tuple(written)))
    else:
        lines.append(Cells("", tuple(_at_its_place(one, shown(one)) for one in by_subject)))
    lines += (
        Cells(prop.label, (Cell(values[prop][0][1]),)) for prop in sorted(alike, key=lambda one: one.label)
    )
    yield items(lines)


def _at_its_place(subject: Value, text: str) -> Cell:
    """Returns the cell of a thing by some words, to which others lead as to the place of the thing."""
    return Cell(Entity(subject.iri, text), place=subject.iri) if isinstance(subject, Entity) else Cell(text)


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

    def document(self) -> Document:
        """Returns the passage laid out for readers, what it states by subject."""
        around = (
            ("in the section", self.section),
            ("cited with its lead-in", self.lead_in),
            ("its last sentence continues in", self.continues_in),
            *(("note", note) for note in self.notes),
        )
        lines = (Cells(name, (Cell(words),)) for name, words in around if words)
        by_subject = grouped((one.subject, one) for one in self.contents)
        alike = grouped((_kind_of(of), subject) for subject, of in by_subject.items())
        alone, tables = list[Section](), list[Section]()
        for kind, subjects in alike.items():
            in_order = sorted(subjects, key=lambda one: natural(shown(one)))
            found = {one: by_subject[one] for one in in_order}
            if kind == NAMED:
                tables += section(kind, _named(found))
            elif kind and len(subjects) >= _MANY:
                tables += section(kind, *_side_by_side(kind, found))
            else:
                alone += [part for one in in_order for part in _alone(one, by_subject[one])]
        alone.sort(key=lambda one: natural(one.title))
        tables.sort(key=lambda one: one.title == NAMED)
        return Document(
            self.description,
            () if self.text is None else (Cell(self.text),),
            (*section("", items(lines)), *alone, *tables),
        )
