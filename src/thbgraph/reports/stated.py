"""What is stated of a thing itself, as rows: its kinds, its texts and days, its topics and places, and its addresses."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import CLASSING, ID, MEMO, PREFIXES, RDF_TYPE
from ..base.terms import Term, natural
from ..base.triples import Facts, is_asserted
from ..results.answer import Answer, Row
from ..results.citation import Citation
from ..results.values import Entity, Value, property_name, shown, value_of
from ..stores.lookup import Lookup

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
#: Kinds that go without saying of what has another.
_BROAD = frozenset(PREFIXES["org"] + name for name in ("Organization", "OrganizationalUnit"))


FACT_COLUMNS = ("property", "value")


def facts_of(thing: str, related: Collection[str], lookup: Lookup, labels: Mapping[str, str]) -> Answer:
    """Returns what is stated of a thing, what it is first, but for its names and its relations to `related` things."""
    by_words = dict[str, dict[Value, list[ox.Quad]]]()
    for quad in filter(is_asserted, lookup.about(ox.NamedNode(thing))):
        prop, value = quad.predicate.value, _value(quad.object, lookup, labels)
        is_relation = isinstance(quad.object, ox.NamedNode) and quad.object.value in related
        if (
            prop in _NAMING
            or is_relation
            or _is_page_of_row(quad)
            or (prop == RDF_TYPE and quad.object.value in _GENERAL)
        ):
            continue
        words = "is a" if prop in CLASSING else property_name(prop, labels)
        by_words.setdefault(words, {}).setdefault(value, []).append(quad)
    kinds = by_words.get("is a", {})
    for broad in [one for one in kinds if isinstance(one, Entity) and one.iri in _BROAD]:
        if len(kinds) > 1:
            del kinds[broad]
    rows = [
        Row(FACT_COLUMNS, (words, value), Citation(tuple(quads)))
        for words, values in sorted(by_words.items(), key=lambda item: (item[0] != "is a", item[0]))
        for value, quads in sorted(values.items(), key=lambda item: natural(shown(item[0])))
    ]
    return Answer(FACT_COLUMNS, rows)


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
