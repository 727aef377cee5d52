"""What a thing is, in words: its kinds, its texts and days, its topics and places, and its addresses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import span_in_words
from ..base.facts import Facts, is_asserted
from ..base.names import spaced
from ..base.namespaces import CLASSING, ID, MEMO, PREFIXES, RDF_TYPE
from ..base.terms import Term, local, natural
from ..results.table import Cell, Cells
from ..results.values import Entity, Value, shown, value_of
from ..status.date_bounds import DCTERMS_DATE
from ..status.grounds import Label
from ..status.records import OF_INSTRUMENTS, Records
from ..stores.lookup import Lookup
from .marking import Marking

_SKOS, _SKOSXL, _DCTERMS = PREFIXES["skos"], PREFIXES["skosxl"], PREFIXES["dcterms"]
#: What names and identifies a thing, and what is said to the program alone.
_NAMING = {
    *(_SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel", "exactMatch", "closeMatch", "note")),
    *(thb.printedName, _DCTERMS + "title", _DCTERMS + "identifier", _SKOSXL + "altLabel", _SKOS + "inScheme"),
    *(
        PREFIXES["schema"] + "legalName",
        thb.alpha2Code,
        thb.alpha3Code,
        thb.m49Code,
        thb.isSigned,
        _SKOS + "notation",
    ),
}
_DESCRIPTION, _PAGE = _DCTERMS + "description", PREFIXES["foaf"] + "page"
_GENERAL = {thb.Entity}


class Fact(NamedTuple):
    """A property of a thing in words, and its values, each with its marks."""

    words: str
    values: tuple[Cell, ...]

    @property
    def lines(self) -> tuple[Cells, ...]:
        """The fact in lines: one for each text, and one for all things."""
        texts = [one for one in self.values if not isinstance(one.value, Entity)]
        things = tuple(one for one in self.values if one not in texts)
        named = [Cells(self.words, things)] if things else []
        return (*named, *(Cells(self.words, (one,)) for one in texts))


def facts_of(
    thing: str,
    bound: Collection[str],
    lookup: Lookup,
    labels: Mapping[str, str],
    label: Label,
    marking: Marking,
) -> list[Fact]:
    """Returns what is stated of a thing, but for its names and its relations to those that it is `bound` to."""
    quads = [*filter(is_asserted, lookup.about(ox.NamedNode(thing)))]
    said = dict[str, dict[Value, list[str]]]()
    for quad in quads:
        prop, value = quad.predicate.value, _value(quad.object, lookup, labels)
        is_bond = isinstance(quad.object, ox.NamedNode) and quad.object.value in bound
        if (
            prop in _NAMING
            or is_bond
            or _is_page_of_row(quad)
            or (prop == RDF_TYPE and quad.object.value in _GENERAL)
        ):
            continue
        words = "is a" if prop in CLASSING else _property(prop, labels)
        said.setdefault(words, {}).setdefault(value, []).append(quad.graph_name.value)
    found = [
        Fact(
            words,
            tuple(
                Cell(value, marking.at(graphs))
                for value, graphs in sorted(values.items(), key=lambda item: natural(shown(item[0])))
            ),
        )
        for words, values in sorted(said.items(), key=lambda item: (item[0] != "is a", item[0]))
    ]
    return [*found, *_own_acts(thing, lookup, label, marking)]


def _is_page_of_row(quad: ox.Quad) -> bool:
    """Says whether an address is the page that a table names for its row, and not one that the memo prints."""
    return quad.predicate.value == _PAGE and not quad.graph_name.value.startswith(MEMO)


def _value(term: Term, lookup: Lookup, labels: Mapping[str, str]) -> Value:
    """Returns the value of a term; of a statement, which has no name, its words."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(ID):
        about = Facts(lookup.about(term))
        if thb.saidBy in about.about(term.value) and (text := about.text(term.value, _DESCRIPTION)):
            return text
    return value_of(term, labels)


def _own_acts(treaty: str, lookup: Lookup, label: Label, marking: Marking) -> list[Fact]:
    """Returns the acts that concern an instrument as a whole, with their days."""
    under = [quad.subject for quad in lookup.match(None, ox.NamedNode(thb.instrument), ox.NamedNode(treaty))]
    typed = (None, ox.NamedNode(RDF_TYPE), None)
    kinds = {quad.subject for kind in OF_INSTRUMENTS for quad in lookup.match(*typed[:2], ox.NamedNode(kind))}
    nodes = [node for node in dict.fromkeys(under) if node in kinds]
    lookup.load_about(nodes)
    quads = [quad for node in nodes for quad in lookup.about(node) if is_asserted(quad)]
    records, found = Records(quads), []
    for kind in OF_INSTRUMENTS:
        for act in records.own_acts(treaty, kind):
            days = records.days(act.name, DCTERMS_DATE)
            if any(days):
                found.append(Fact(label(kind).lower(), (Cell(span_in_words(*days), marking.of([act.name])),)))
    return found


def _property(iri: str, labels: Mapping[str, str]) -> str:
    return labels.get(iri) or spaced(local(iri))


def kind_in_words(thing: str, lookup: Lookup, label: Label) -> str:
    """Returns what kind of thing something is, by the most telling of its classes and classifications."""
    facts = Facts(filter(is_asserted, lookup.about(ox.NamedNode(thing))))
    kinds = [iri for prop in sorted(CLASSING - {RDF_TYPE}) for iri in facts.texts(thing, prop)]
    kinds += [iri for iri in facts.texts(thing, RDF_TYPE) if iri not in _GENERAL]
    return label(kinds[0]).lower() if kinds else "thing"
