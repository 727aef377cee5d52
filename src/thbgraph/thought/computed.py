"""Computed statements: the bounds in time of everything that a source dates or reports.

Each dating of each source gives one node of class thb:DateBounds, which names the thing, the property,
the graph that it follows from, and the first and last day that the dating allows (design 3.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..words.dates import DATE, DATING, bounds
from ..words.namespaces import BASE, COMPUTED_GRAPH, ID, PREFIXES, RDF_TYPE, THB
from ..words.terms import short

_BOUNDS = BASE + "computed/bounds/"
_GRAPH = ox.NamedNode(COMPUTED_GRAPH)
_DAY = ox.NamedNode(THB + "reportingDay")
_DCTERMS_DATE = PREFIXES["dcterms"] + "date"
_PART_OF = PREFIXES["dcterms"] + "isPartOf"
_ACTS = (
    "Signature",
    "Consent",
    "Ratification",
    "Acceptance",
    "Approval",
    "Accession",
    "Succession",
    "Denunciation",
)


def date_bounds(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Computes the bounds of every dated thing, every undated act and every status report.

    - A dating in a graph allows the days of its date, month or year.
    - An act that a passage with a reporting day states without a date was done by that day.
    - A status report holds on the day of its list.

    Returns quads of the graph `.../computed`, sorted by node; the same for the same input.
    """
    asserted = list(quads)
    nodes: dict[str, list[ox.Quad]] = {}
    for thing, prop, graph, first, last in _datings(asserted):
        name = _name(thing, prop, graph, first, last)
        nodes[name] = nodes.get(name, []) + _node(name, thing, prop, graph, first, last)
    return [quad for name in sorted(nodes) for quad in dict.fromkeys(nodes[name])]


def _datings(asserted: list[ox.Quad]) -> Iterator[tuple[str, str, str, str | None, str]]:
    days: dict[str, tuple[str, str]] = {}
    dated = set()
    for quad in asserted:
        if isinstance(quad.object, ox.Literal) and quad.object.datatype.value in DATING:
            first, last = bounds(quad.object.value, quad.object.datatype.value)
            dated.add((quad.subject.value, quad.graph_name.value))
            if quad.predicate == _DAY:
                days[quad.subject.value] = first, last
            yield quad.subject.value, quad.predicate.value, quad.graph_name.value, first, last
    acts = {THB + kind for kind in _ACTS}
    for quad in asserted:
        thing, graph = quad.subject.value, quad.graph_name.value
        undated = graph in days and (thing, graph) not in dated
        if undated and quad.predicate.value == RDF_TYPE and quad.object.value in acts:
            yield thing, _DCTERMS_DATE, graph, None, days[graph][1]
        if quad.predicate.value == _PART_OF and quad.object.value in days:
            yield thing, _DAY.value, graph, *days[quad.object.value]


def _name(thing: str, prop: str, graph: str, first: str | None, last: str) -> str:
    local = short(prop).partition(":")[2]
    parts = thing.removeprefix(ID).removeprefix(BASE), local, graph.removeprefix(BASE)
    return _BOUNDS + "/".join(parts) + f"/{first or ''}--{last}"


def _node(name: str, thing: str, prop: str, graph: str, first: str | None, last: str) -> list[ox.Quad]:
    node = ox.NamedNode(name)
    said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF_TYPE, ox.NamedNode(THB + "DateBounds")),
        (THB + "boundsOf", ox.NamedNode(thing)),
        (THB + "boundedProperty", ox.NamedNode(prop)),
        (PREFIXES["prov"] + "wasDerivedFrom", ox.NamedNode(graph)),
        (THB + "latest", ox.Literal(last, datatype=ox.NamedNode(DATE))),
    ]
    if first is not None:
        said.append((THB + "earliest", ox.Literal(first, datatype=ox.NamedNode(DATE))))
    return [ox.Quad(node, ox.NamedNode(predicate), thing_, _GRAPH) for predicate, thing_ in said]
