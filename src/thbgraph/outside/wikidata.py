"""The query that asks Wikidata for facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..words.namespaces import PREFIXES
from .facts import KINDS, QUALIFIERS

ENDPOINT = "https://query.wikidata.org/sparql"
#: How many items one query asks for.
BATCH = 50
_HOST = PREFIXES["wd"].removesuffix("entity/")
_QUERY = f"""\
PREFIX wd: <{_HOST}entity/>
PREFIX p: <{_HOST}prop/>
PREFIX ps: <{_HOST}prop/statement/>
PREFIX psv: <{_HOST}prop/statement/value/>
PREFIX pq: <{_HOST}prop/qualifier/>
PREFIX pqv: <{_HOST}prop/qualifier/value/>
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


def query(items: Sequence[str]) -> str:
    """Returns the query for the facts of some items, with ranks, qualifiers and precision of time.

    Raises ValueError for what is no item.

    >>> "VALUES ?item { wd:Q33 wd:Q217 }" in query(["Q33", "Q217"])
    True
    """
    if not all(re.fullmatch(r"Q[1-9]\d*", item, re.ASCII) for item in items):
        raise ValueError(f"no items: {items}")
    return _QUERY.replace("ITEMS", " ".join(f"wd:{item}" for item in items))
