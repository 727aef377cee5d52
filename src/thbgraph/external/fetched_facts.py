"""RDF from outside, read into facts that can be compared with the graph.

Wikidata states facts by statements with a rank and qualifiers; other sources by labels and, in the authority
tables of the European Union, by the day until which a concept was used. Nothing is fetched while reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.namespaces import PREFIXES, XSD

#: The media types that are asked for, the best first, and their formats.
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
MOST_TRIPLES = 100_000
#: The kinds of facts.
LABEL, START, END, PARENT, MEMBER, REPLACED = "label", "start", "end", "parent", "membership", "replaced by"
#: Wikidata's properties: inception, dissolved, parent organization, part of, member of, replaced by.
KINDS = {"P571": START, "P576": END, "P749": PARENT, "P361": PARENT, "P463": MEMBER, "P1366": REPLACED}
#: Its qualifiers of a membership: start and end.
QUALIFIERS = ("P580", "P582")
_WD = PREFIXES["wd"].removesuffix("entity/")
_STATEMENT, _PROP = _WD + "entity/statement/", _WD + "prop/"
_WIKIBASE = "http://wikiba.se/ontology#"
_LABELS = (
    *(PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel"),
    *(PREFIXES["foaf"] + "name", PREFIXES["dcterms"] + "title", PREFIXES["eli"] + "title"),
    *(f"http://www.geonames.org/ontology#{name}" for name in ("name", "officialName", "alternateName")),
)
_END_OF_USE = "http://publications.europa.eu/ontology/authority/end.use"
_REPLACED_BY = PREFIXES["dcterms"] + "isReplacedBy"
#: Wikidata's precision of a time -> how much of it is stated: the year, the month, the day.
_PRECISIONS = {"9": 4, "10": 7, "11": 10}
_TIME = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

#: Where Wikidata is asked.
ENDPOINT = "https://query.wikidata.org/sparql"
#: How many items one query asks for.
BATCH = 50
_QUERY = f"""\
PREFIX wd: <{_WD}entity/>
PREFIX p: <{_WD}prop/>
PREFIX ps: <{_WD}prop/statement/>
PREFIX psv: <{_WD}prop/statement/value/>
PREFIX pq: <{_WD}prop/qualifier/>
PREFIX pqv: <{_WD}prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT {{
  ?item rdfs:label ?label ; ?p ?statement .
  ?statement ?ps ?value ; wikibase:rank ?rank ; ?psv ?node ; ?pq ?qualifier ; ?pqv ?time .
  ?node wikibase:timePrecision ?precision .
  ?time wikibase:timePrecision ?exact .
}} WHERE {{
  VALUES ?item {{ ITEMS }}
  {{ ?item rdfs:label ?label FILTER(LANG(?label) = "en") }}
  UNION {{
    VALUES (?p ?ps ?psv) {{ {" ".join(f"(p:{prop} ps:{prop} psv:{prop})" for prop in KINDS)} }}
    ?item ?p ?statement .
    ?statement ?ps ?value ; wikibase:rank ?rank .
    OPTIONAL {{ ?statement ?psv ?node . ?node wikibase:timePrecision ?precision }}
    OPTIONAL {{
      VALUES (?pq ?pqv) {{ {" ".join(f"(pq:{prop} pqv:{prop})" for prop in QUALIFIERS)} }}
      ?statement ?pq ?qualifier ; ?pqv ?time . ?time wikibase:timePrecision ?exact
    }}
  }}
}}
"""


class FetchedFact(NamedTuple):
    """A fact: its kind, and its value as text, date (ISO 8601, as exact as it is stated) or IRI.

    `start` and `end` qualify a membership. `statement` is Wikidata's identifier of the statement, `prop` its
    property.
    """

    kind: str
    value: str
    prop: str = ""
    statement: str = ""
    start: str = ""
    end: str = ""


class RefusedFacts(ValueError):
    """An address or an answer from outside is refused; says why."""


#: Objects by subject and property.
_Stated: TypeAlias = "defaultdict[tuple[str, str], list[ox.NamedNode | ox.Literal]]"


def read_facts(
    body: bytes, media_type: str, base: str, things: Iterable[str]
) -> dict[str, list[FetchedFact]]:
    """Returns the facts that RDF states of some things, each list in order.

    Facts that are withdrawn or have no exact value are left out. Raises Refused for what is no RDF of the media
    type, needs something from elsewhere or holds too many triples.
    """
    stated: _Stated = defaultdict(list)
    form = FORMATS[media_type]
    try:
        for number, (subject, prop, value, _) in enumerate(ox.parse(body, format=form, base_iri=base)):
            if number == MOST_TRIPLES:
                raise RefusedFacts(f"holds more than {MOST_TRIPLES} triples")
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                stated[subject.value, prop.value].append(value)
    except SyntaxError as error:
        text = str(error)
        if "context" in text.lower() or "LoadDocument" in text:
            raise RefusedFacts("needs a JSON-LD context from elsewhere, which is never fetched") from None
        raise RefusedFacts(f"is no valid {form.name}: {text[:200]}") from None
    except MemoryError as error:
        raise RefusedFacts(f"is too large to parse as {form.name}: {error}") from None
    return {iri: sorted(set(_facts(stated, iri))) for iri in things}


def _facts(stated: _Stated, iri: str) -> Iterator[FetchedFact]:
    for prop in _LABELS:
        for term in stated[iri, prop]:
            if isinstance(term, ox.Literal) and term.language in ("en", None):
                yield FetchedFact(LABEL, term.value)
    for term in stated[iri, _END_OF_USE]:
        if isinstance(term, ox.Literal) and term.datatype.value == XSD + "date":
            yield FetchedFact(END, term.value)
    for term in stated[iri, _REPLACED_BY]:
        yield FetchedFact(REPLACED, term.value)
    for prop in KINDS:
        yield from _statements(stated, iri, prop)


def _statements(stated: _Stated, iri: str, prop: str) -> Iterator[FetchedFact]:
    """Reads the statements of a property of Wikidata: dates of the best rank only, none that is deprecated."""
    kind = KINDS[prop]
    nodes = [term.value for term in stated[iri, _PROP + prop] if term.value.startswith(_STATEMENT)]
    ranks = {node: {rank.value for rank in stated[node, _WIKIBASE + "rank"]} for node in nodes}
    kept = [node for node in nodes if _WIKIBASE + "DeprecatedRank" not in ranks[node]]
    best = [node for node in kept if _WIKIBASE + "PreferredRank" in ranks[node]]
    for node in (best or kept) if kind in (START, END) else kept:
        guid = node.removeprefix(_STATEMENT).replace("-", "$", 1)
        if kind in (START, END):
            for time in _times(stated, node, "statement/", prop):
                yield FetchedFact(kind, time, prop, guid)
            continue
        start, end = (next(_times(stated, node, "qualifier/", name), "") for name in QUALIFIERS)
        for term in stated[node, f"{_PROP}statement/{prop}"]:
            if isinstance(term, ox.NamedNode) and term.value.startswith(PREFIXES["wd"]):
                yield FetchedFact(kind, term.value, prop, guid, start, end)


def _times(stated: _Stated, node: str, role: str, prop: str) -> Iterator[str]:
    """Reads times as exact as they are stated; one less exact than a year, or in no year of four digits, is none."""
    sizes = [
        _PRECISIONS.get(precision.value, 0)
        for value in stated[node, f"{_PROP}{role}value/{prop}"]
        for precision in stated[value.value, _WIKIBASE + "timePrecision"]
    ]
    size = min(sizes, default=0)
    for term in stated[node, f"{_PROP}{role}{prop}"]:
        if size and isinstance(term, ox.Literal) and _TIME.match(term.value):
            yield term.value[:size]


def wikidata_query(items: Sequence[str]) -> str:
    """Returns the query that asks Wikidata for the facts of some items, with ranks, qualifiers and precision of time.

    Raises ValueError for what is no item.

    >>> "VALUES ?item { wd:Q33 wd:Q217 }" in wikidata_query(["Q33", "Q217"])
    True
    """
    if not all(re.fullmatch(r"Q[1-9]\d*", item, re.ASCII) for item in items):
        raise ValueError(f"no items: {items}")
    return _QUERY.replace("ITEMS", " ".join(f"wd:{item}" for item in items))
