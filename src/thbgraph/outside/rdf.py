"""What outside sources say in RDF: how it is asked for, and reading it with care.

What comes from the web may be hostile: it is read in a process that may be killed (exchange.py). Nothing is
fetched while reading (JSON-LD contexts included), and number and length of what is read are limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from ..words.namespaces import PREFIXES

WIKIDATA = "wikidata"
WIKIDATA_ENDPOINT = "https://query.wikidata.org/sparql"
#: How many items one query asks for.
BATCH = 50
#: The schemes whose IRIs give RDF, by content negotiation or, for Wikidata, by a query.
FETCHED = (
    "eli",
    "eu-corporate-bodies",
    "eu-countries",
    "eu-places",
    "eurovoc",
    "geonames",
    WIKIDATA,
)
#: The media types that are asked for, the best first, and their formats.
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
#: The most triples, and characters of all terms together, that are read.
_MOST_TRIPLES, _MOST_CHARACTERS = 100_000, 20_000_000
_ENTITY = PREFIXES["wd"]
_HOST = _ENTITY.removesuffix("entity/")
#: Where the nodes of statements and of exact values have their names.
_INNER = (_ENTITY + "statement/", _HOST + "value/")
#: inception, dissolved, parent organization, part of, member of, replaced by; start and end are qualifiers.
PROPERTIES = ("P571", "P576", "P749", "P361", "P463", "P1366")
QUALIFIERS = ("P580", "P582")


class Refused(ValueError):
    """An address or an answer from outside is refused; says why."""


def wikidata_query(items: Sequence[str]) -> str:
    """Writes the query for what is compared of some items (Q33), with ranks, qualifiers and precision of time.

    Raises ValueError for what is no item.

    >>> "wd:Q33" in wikidata_query(["Q33"])
    True
    """
    if not all(re.fullmatch(r"Q[1-9]\d*", item, re.ASCII) for item in items):
        raise ValueError(f"no items: {items}")
    values = " ".join(f"wd:{item}" for item in items)
    paths = " ".join(f"(p:{prop} ps:{prop} psv:{prop})" for prop in PROPERTIES)
    qualifiers = " ".join(f"(pq:{prop} pqv:{prop})" for prop in QUALIFIERS)
    prefixes = "".join(
        f"PREFIX {prefix}: <{_HOST}{path}>\n"
        for prefix, path in (
            ("wd", "entity/"), ("p", "prop/"), ("ps", "prop/statement/"), ("psv", "prop/statement/value/"),
            ("pq", "prop/qualifier/"), ("pqv", "prop/qualifier/value/"),
        )
    )  # fmt: skip
    return f"""{prefixes}PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT {{
  ?item rdfs:label ?label ; ?p ?statement .
  ?statement ?ps ?value ; wikibase:rank ?rank ; ?psv ?node ; ?pq ?qualifier ; ?pqv ?time .
  ?node wikibase:timePrecision ?precision .
  ?time wikibase:timePrecision ?exact .
}} WHERE {{
  VALUES ?item {{ {values} }}
  {{ ?item rdfs:label ?label FILTER(LANG(?label) = "en") }}
  UNION {{
    VALUES (?p ?ps ?psv) {{ {paths} }}
    ?item ?p ?statement .
    ?statement ?ps ?value ; wikibase:rank ?rank .
    OPTIONAL {{ ?statement ?psv ?node . ?node wikibase:timePrecision ?precision }}
    OPTIONAL {{
      VALUES (?pq ?pqv) {{ {qualifiers} }}
      ?statement ?pq ?qualifier ; ?pqv ?time . ?time wikibase:timePrecision ?exact
    }}
  }}
}}
"""


def read(body: bytes, media_type: str, address: str) -> list[ox.Triple]:
    """Reads RDF that came from an address; raises Refused, which says why, for what cannot or must not be."""
    form = FORMATS[media_type]
    triples: list[ox.Triple] = []
    length = 0
    try:
        for quad in ox.parse(body, format=form, base_iri=address):
            terms = (quad.subject, quad.predicate, quad.object)
            if any(isinstance(term, ox.Triple) for term in terms):
                continue  # what RDF 1.2 says about triples is not compared
            triples.append(ox.Triple(*terms))
            length += sum(len(term.value) for term in terms)
            if len(triples) > _MOST_TRIPLES or length > _MOST_CHARACTERS:
                raise Refused(f"holds more than {_MOST_TRIPLES} triples or {_MOST_CHARACTERS} characters")
    except SyntaxError as error:
        text = str(error)
        if "context" in text.lower() or "LoadDocument" in text:
            raise Refused("needs a JSON-LD context from elsewhere, which is never fetched") from None
        raise Refused(f"is no valid {form.name}: {text[:200]}") from None
    except MemoryError as error:
        raise Refused(f"is too large to parse as {form.name}: {error}") from None
    return triples


def about(triples: Iterable[ox.Triple], iri: str) -> list[ox.Triple]:
    """Gives what is said of a thing itself, and of the statements and values that Wikidata has for it."""
    by: dict[str, list[ox.Triple]] = {}
    for triple in triples:
        by.setdefault(triple.subject.value, []).append(triple)
    found: list[ox.Triple] = []
    seen, wanted = {iri}, [iri]
    while wanted:
        for triple in by.get(wanted.pop(), ()):
            found.append(triple)
            name = triple.object.value
            if isinstance(triple.object, ox.NamedNode) and name.startswith(_INNER) and name not in seen:
                seen.add(name)
                wanted.append(name)
    return found
