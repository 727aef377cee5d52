"""Pages as documents: what a thing is first, then its names, relations, acts and what is said of it, long lists folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.namespaces import DERIVED, PREFIXES, RDF_TYPE
from ..base.terms import natural, short
from .documents import Section, Series, items, section
from .marks import Mark, Told
from .rows import Entity, Value, shown

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
    """What describes the passages and sources of a page, and the words of statements, both by IRI."""

    sources: Mapping[str, str]
    texts: Mapping[str, str]


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
            if prop in properties
        ]
        more = "; ".join([f"all of them: thbgraph show {name} --all", *opened])
    return section(title, items(lines, more))


def _lines(found: Sequence[PropertyValue], described: Described, most: int) -> Iterator[Series]:
    """Yields properties with their values, what a thing is first; texts have lines of their own."""
    values: dict[tuple[bool, str], dict[Value, dict[Mark, None]]] = {}
    said_of_it = {one.property.label: one.property.iri for one in found}
    for one in found:
        key = one.property.iri != RDF_TYPE, one.property.label
        marks = values.setdefault(key, {}).setdefault(one.value, {})
        marks.update(dict.fromkeys(_marks(one.sources, described.sources)))
    for (_, name), said in sorted(values.items()):
        told = [Told(_words(value, described.texts), tuple(marks)) for value, marks in said.items()]
        told.sort(key=lambda one: natural(str(one)))
        kept = told if len(told) <= most + _FEW else told[:most]
        others = len(told) - len(kept)
        if said_of_it[name] not in _NAMES and any(len(str(one)) > _LONG for one in told):
            yield from (Series(name, (one,)) for one in kept[:-1])
            kept = kept[-1:]
        yield Series(name, tuple(kept), others)


def _words(value: Value, texts: Mapping[str, str]) -> str:
    """Writes a value, a statement with its words."""
    text = texts.get(value.iri) if isinstance(value, Entity) else None
    return f"{shown(value)}: {text}" if text else shown(value)


def _marks(sources: Iterable[Entity], described: Mapping[str, str]) -> Iterator[Mark]:
    """Yields the marks of passages and sources; what is inferred or computed is told so."""
    for source in sources:
        if source.iri in DERIVED:
            yield Mark(source.iri, f"{source.label} by thbgraph from what sources say")
        else:
            yield Mark(source.iri, described.get(source.iri, source.label))
