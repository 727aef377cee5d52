"""SHACL validation by pyshacl, over the quads of the sources (the store would rewrite literals).

Shapes are run twice: over the union of what is asserted, and, those that say "at most one", over a graph
in which every thing is parted into one node per named graph, since sources may disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError

from ..sparql.rdflib_terms import to_rdflib
from ..words.errors import RequestError
from ..words.namespaces import BASE, PREFIXES, RDF_TYPE
from .offline import offline

_SHAPES = BASE + "shapes#"
_SCOPE, _EACH_SOURCE = _SHAPES + "scope", _SHAPES + "EachSource"
_SUB_CLASS = PREFIXES["rdfs"] + "subClassOf"
#: Parts the IRI of a thing from that of the graph in the split graph; no IRI of the project has it.
_AT = "@"


class Result(NamedTuple):
    """A SHACL result: IRIs of focus, path and graph (None where there is none), value, and what to do."""

    focus: str
    path: str | None
    value: str | None
    graph: str | None
    component: str
    message: str


def is_per_source(shapes: Iterable[ox.Triple]) -> bool:
    """Says whether shapes state that they hold within each source, not for all sources together."""
    return any(triple.predicate.value == _SCOPE and triple.object.value == _EACH_SOURCE for triple in shapes)


def validate(
    shapes: Iterable[ox.Triple], data: Iterable[ox.Quad], ontology: Iterable[ox.Quad]
) -> list[Result]:
    """Validates the union of the data's graphs; results in order of focus and path.

    Raises RequestError for shapes that cannot be run.
    """
    return _run(shapes, [(q.subject, q.predicate, q.object) for q in data], ontology)


def validate_per_source(
    shapes: Iterable[ox.Triple], data: Iterable[ox.Quad], ontology: Iterable[ox.Quad]
) -> list[Result]:
    """Validates each thing graph by graph, with the classes that it has anywhere."""
    quads = list(data)
    classes: dict[ox.NamedNode, list[ox.NamedNode]] = {}
    for quad in quads:
        if quad.predicate.value == RDF_TYPE:
            classes.setdefault(quad.subject, []).append(quad.object)
    triples: list[tuple[Any, Any, Any]] = []
    for quad in quads:
        node = ox.NamedNode(quad.subject.value + _AT + quad.graph_name.value)
        triples.append((node, quad.predicate, quad.object))
        triples += [(node, ox.NamedNode(RDF_TYPE), kind) for kind in classes.get(quad.subject, ())]
    return _run(shapes, triples, ontology)


def _run(
    shapes: Iterable[ox.Triple], triples: Iterable[tuple[Any, Any, Any]], ontology: Iterable[ox.Quad]
) -> list[Result]:
    normalized, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        data, shape_graph = rdflib.Graph(), rdflib.Graph()
        term = cache(to_rdflib)
        for subject, predicate, thing in triples:
            data.add((term(subject), term(predicate), term(thing)))
        for quad in ontology:
            if quad.predicate.value == _SUB_CLASS and isinstance(quad.object, ox.NamedNode):
                data.add((term(quad.subject), term(quad.predicate), term(quad.object)))
        for triple in shapes:
            shape_graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
        report = _report(data, shape_graph)
    finally:
        rdflib.NORMALIZE_LITERALS = normalized
    return sorted(_results(report, shape_graph), key=lambda result: tuple(str(part) for part in result))


def _report(data: Any, shapes: Any) -> Any:
    """Returns the graph of pyshacl's results; raises RequestError for shapes that it cannot run."""
    try:
        with offline():
            _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", do_owl_imports=False)
    except ReportableRuntimeError as error:
        report = error
    if isinstance(report, ReportableRuntimeError):
        raise RequestError(f"the shapes cannot be run: {report.message}")
    return report


def _results(report: Any, shapes: Any) -> Iterable[Result]:
    """Reads results; that a property does not belong to a thing stands where the thing has the property."""
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        path, value = report.value(result, sh.resultPath), report.value(result, sh.value)
        if path is None:
            path, value = shapes.value(report.value(result, sh.sourceShape), sh.targetSubjectsOf), None
        focus, _, graph = str(report.value(result, sh.focusNode)).partition(_AT + "https://")
        yield Result(
            focus=focus,
            path=None if path is None else str(path),
            value=None if value is None else str(value),
            graph="https://" + graph if graph else None,
            component=str(report.value(result, sh.sourceConstraintComponent)).rpartition("#")[2],
            message=str(report.value(result, sh.resultMessage)),
        )
