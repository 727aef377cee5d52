"""SPARQL results as the W3C has them, in CSV, TSV, JSON and XML, written by the engine.

Terms are as the query found them, with language and datatype; a triple is written as in SPARQL 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from ...base.errors import RequestError
from ...base.terms import Term
from ...base.values import term_of
from ..answer import Answer

_FORMATS = {
    "text": ox.QueryResultsFormat.CSV,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def written(found: Answer | bool, form: str) -> str:
    """Writes rows or a truth value as csv, tsv, json or xml; a truth value also as text.

    XML lacks the control characters that it does not allow. Raises RequestError for a cited answer, whose evidence
    has no place here, and for a column whose name no variable has.
    """
    if isinstance(found, bool):
        given, read_as = f'{{"head":{{}},"boolean":{str(found).lower()}}}', _FORMATS["json"]
    elif found.is_cited:
        raise RequestError("SPARQL results have no place for evidence", "use json, or leave out --cite")
    else:
        given, read_as = "".join(f"{line}\n" for line in _lines(found)), _FORMATS["tsv"]
    try:  # the engine writes only what it has read
        read = ox.parse_query_results(given.encode(), format=read_as)
    except SyntaxError:
        raise RequestError(
            "columns of SPARQL results must be named like variables", "use csv or json"
        ) from None
    return serialized(read, form).decode()


def serialized(found: Any, form: str) -> bytes:
    """Writes the engine's own solutions or truth value as csv, tsv, json or xml."""
    content: bytes = found.serialize(format=_FORMATS[form])
    content = content.removesuffix(b"\n") + b"\n"
    if form != "xml":
        return content
    return _NOT_IN_XML.sub("", content.decode()).replace("\r", "&#13;").encode()


def _lines(answer: Answer) -> Iterator[str]:
    yield "\t".join(f"?{column}" for column in answer.columns)
    for row in answer:
        terms = row.terms or [None if value is None else term_of(value) for value in row]
        yield "\t".join("" if term is None else _term(term) for term in terms)


def _term(term: Term | ox.Triple) -> str:
    return f"<<( {' '.join(map(_term, term))} )>>" if isinstance(term, ox.Triple) else str(term)
