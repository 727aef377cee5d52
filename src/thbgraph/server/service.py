"""The endpoint's description of itself. Source: SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..base.namespaces import PREFIXES, RDF_TYPE, WRITTEN_PREFIXES, XSD
from ..base.terms import Term
from ..results.formats import FORMATS, RESULTS, formats_of

_SD, _VOID = WRITTEN_PREFIXES["sd"], PREFIXES["void"]
_FORMATS = "http://www.w3.org/ns/formats/"
#: The formats of results and of graphs, as the W3C names them.
_RESULT_FORMATS = (
    *(f"SPARQL_Results_{FORMATS[form].title}" for form in RESULTS),
    *(FORMATS[form].title.replace("/", "_") for form in formats_of("Statements")),
)


def describe_service(endpoint: str, graphs: Iterable[str], triples: int) -> Iterator[ox.Triple]:
    """Yields the description of an endpoint over named graphs, whose triples its default graph holds once each."""
    dataset, default = endpoint + "#dataset", endpoint + "#default"
    yield _triple(endpoint, RDF_TYPE, _sd("Service"))
    yield _triple(endpoint, _SD + "endpoint", ox.NamedNode(endpoint))
    yield _triple(endpoint, _SD + "supportedLanguage", _sd("SPARQL11Query"))
    yield _triple(endpoint, _SD + "feature", _sd("UnionDefaultGraph"))
    for name in _RESULT_FORMATS:
        yield _triple(endpoint, _SD + "resultFormat", ox.NamedNode(_FORMATS + name))
    yield _triple(endpoint, _SD + "defaultDataset", ox.NamedNode(dataset))
    yield _triple(dataset, RDF_TYPE, _sd("Dataset"))
    yield _triple(dataset, _SD + "defaultGraph", ox.NamedNode(default))
    yield _triple(default, RDF_TYPE, _sd("Graph"))
    count = ox.Literal(str(triples), datatype=ox.NamedNode(XSD + "integer"))
    yield _triple(default, _VOID + "triples", count)
    for name in graphs:
        yield _triple(dataset, _SD + "namedGraph", ox.NamedNode(name))
        yield _triple(name, RDF_TYPE, _sd("NamedGraph"))
        yield _triple(name, _SD + "name", ox.NamedNode(name))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _triple(subject: str, predicate: str, thing: Term) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), thing)
