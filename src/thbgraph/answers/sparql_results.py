"""SPARQL results as the W3C has them, in CSV, TSV, JSON and XML, written by the engine.

Terms are as the query found them, with language and datatype; a triple is written as in SPARQL 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from ..words.errors import RequestError
from ..words.terms import Term
from .answers import Answer
from .rows import term_of

#: Characters that XML cannot hold, and the one that its readers would change.
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RETURN = "&#13;"


def to_text(found: bool) -> str:
    """Writes in a word what an ASK query found."""
    return f"{str(found).lower()}\n"


def to_csv(found: Answer | bool) -> str:
    """Writes CSV: IRIs in full, literals without language and datatype."""
    return _written(found, ox.QueryResultsFormat.CSV)


def to_tsv(found: Answer | bool) -> str:
    """Writes tab-separated values: terms as Turtle has them."""
    return _written(found, ox.QueryResultsFormat.TSV)


def to_json(found: Answer | bool) -> str:
    """Writes SPARQL results JSON."""
    return _written(found, ox.QueryResultsFormat.JSON)


def to_xml(found: Answer | bool) -> str:
    """Writes SPARQL results XML, without the control characters that XML does not allow.

    Raises RequestError for a cited answer: the format has no place for evidence.
    """
    if isinstance(found, Answer) and found.is_cited:
        raise RequestError("SPARQL results XML has no place for evidence; take json, or leave out --cite")
    return _NOT_IN_XML.sub("", _written(found, ox.QueryResultsFormat.XML)).replace("\r", _RETURN)


def _written(found: Answer | bool, form: ox.QueryResultsFormat) -> str:
    """Writes rows or a truth value; the engine writes only what it has read, so it reads them first.

    Raises RequestError for a column whose name no variable has.
    """
    if isinstance(found, Answer):
        given, read_as = "".join(f"{line}\n" for line in _lines(found)), ox.QueryResultsFormat.TSV
    else:
        given, read_as = f'{{"head":{{}},"boolean":{str(found).lower()}}}', ox.QueryResultsFormat.JSON
    try:
        content: bytes | None = ox.parse_query_results(given.encode(), format=read_as).serialize(format=form)
    except SyntaxError:
        raise RequestError("SPARQL results name columns as variables are named; take csv or json") from None
    assert content is not None
    return content.decode().removesuffix("\n") + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    yield "\t".join(f"?{column}" for column in answer.columns)
    for row in answer:
        terms = row.terms or [None if value is None else term_of(value) for value in row]
        yield "\t".join("" if term is None else _term(term) for term in terms)


def _term(term: Term | ox.Triple) -> str:
    return f"<<( {' '.join(map(_term, term))} )>>" if isinstance(term, ox.Triple) else str(term)
