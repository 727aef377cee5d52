"""What an outside source says of a thing, read from its RDF into facts that can be compared.

Wikidata says it by statements with a rank and qualifiers; other sources by labels and, in the authority tables
of the European Union, by the day until which a concept was used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from ..words.namespaces import PREFIXES, XSD
from .differences import END, LABEL, MEMBER, PARENT, REPLACED, START, Fact

_WD = PREFIXES["wd"].removesuffix("entity/")
_STATEMENT, _PROP = _WD + "entity/statement/", _WD + "prop/"
_WIKIBASE = "http://wikiba.se/ontology#"
_KINDS = {"P571": START, "P576": END, "P749": PARENT, "P361": PARENT, "P463": MEMBER, "P1366": REPLACED}
_LABELS = (
    PREFIXES["rdfs"] + "label",
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["skos"] + "altLabel",
    PREFIXES["foaf"] + "name",
    PREFIXES["dcterms"] + "title",
    PREFIXES["eli"] + "title",
    "http://www.geonames.org/ontology#name",
    "http://www.geonames.org/ontology#officialName",
    "http://www.geonames.org/ontology#alternateName",
)
_END_OF_USE = "http://publications.europa.eu/ontology/authority/end.use"
_REPLACED_BY = PREFIXES["dcterms"] + "isReplacedBy"
#: Wikidata's precision of a time -> how much of it is said: the year, the month, the day.
_PRECISIONS = {"9": 4, "10": 7, "11": 10}
_TIME = re.compile(r"\d{4}-\d\d-\d\d")


class _Node:
    """What is said about one node, by property."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.of: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        for quad in quads:
            if not isinstance(quad.object, ox.BlankNode | ox.Triple):
                node = self.of.setdefault(quad.subject.value, {})
                node.setdefault(quad.predicate.value, []).append(quad.object)

    def get(self, node: str, prop: str) -> Sequence[ox.NamedNode | ox.Literal]:
        return self.of.get(node, {}).get(prop, ())


def read_facts(quads: Iterable[ox.Quad], iri: str) -> list[Fact]:
    """Reads what is said of a thing, in order; what is said without an exact value, or withdrawn, is left out."""
    said = _Node(quads)
    facts = [
        Fact(LABEL, term.value)
        for prop in _LABELS
        for term in said.get(iri, prop)
        if isinstance(term, ox.Literal) and term.language in ("en", None)
    ]
    facts += [
        Fact(END, term.value)
        for term in said.get(iri, _END_OF_USE)
        if isinstance(term, ox.Literal) and term.datatype.value == XSD + "date"
    ]
    facts += [Fact(REPLACED, term.value) for term in said.get(iri, _REPLACED_BY)]
    facts += [fact for prop in _KINDS for fact in _statements(said, iri, prop)]
    return sorted(set(facts))


def _statements(said: _Node, iri: str, prop: str) -> Iterator[Fact]:
    """Reads the statements of one property: dates of the best rank only, nothing that is deprecated."""
    kind = _KINDS[prop]
    found = [term.value for term in said.get(iri, _PROP + prop) if term.value.startswith(_STATEMENT)]
    ranks = {node: {term.value for term in said.get(node, _WIKIBASE + "rank")} for node in found}
    kept = [node for node in found if _WIKIBASE + "DeprecatedRank" not in ranks[node]]
    best = [node for node in kept if _WIKIBASE + "PreferredRank" in ranks[node]]
    for node in (best or kept) if kind in (START, END) else kept:
        guid = node.removeprefix(_STATEMENT).replace("-", "$", 1)
        if kind in (START, END):
            times = _times(said, node, f"{_PROP}statement/{prop}", f"{_PROP}statement/value/{prop}")
            yield from (Fact(kind, time, prop, guid) for time in times)
            continue
        start, end = (
            next(_times(said, node, f"{_PROP}qualifier/{q}", f"{_PROP}qualifier/value/{q}"), "")
            for q in ("P580", "P582")
        )
        for term in said.get(node, f"{_PROP}statement/{prop}"):
            if isinstance(term, ox.NamedNode) and term.value.startswith(PREFIXES["wd"]):
                yield Fact(kind, term.value, prop, guid, start, end)


def _times(said: _Node, node: str, plain: str, exact: str) -> Iterator[str]:
    """Reads times as exact as they are said; less exact than a year, or in no year of four digits, is none."""
    precisions = {
        term.value
        for inner in said.get(node, exact)
        for term in said.get(inner.value, _WIKIBASE + "timePrecision")
    }
    size = (
        _PRECISIONS.get(min(precisions, key=int, default="")) if all(map(str.isdigit, precisions)) else None
    )
    for term in said.get(node, plain):
        if size and isinstance(term, ox.Literal) and _TIME.match(term.value):
            yield term.value[:size]
