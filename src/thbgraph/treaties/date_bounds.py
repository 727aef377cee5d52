"""Computed statements: the bounds in time of everything that a source dates or reports.

Each dating of each source gives one node of class thb:DateBounds, which names the thing, the property,
the graph that it follows from, and the first and last day that the dating allows (design 3.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from ..words import vocabulary as thb
from ..words.dates import DATE, DATING, bounds
from ..words.namespaces import BASE, COMPUTED, COMPUTED_GRAPH, ID, PREFIXES, RDF_TYPE
from ..words.terms import short
from ..words.vocabulary import CONSENTS, ActKind

_BOUNDS = COMPUTED + "bounds/"
_GRAPH = ox.NamedNode(COMPUTED_GRAPH)
REPORTING_DAY = thb.reportingDay
DCTERMS_DATE = PREFIXES["dcterms"] + "date"
NOT_BEFORE, NOT_AFTER = thb.notBefore, thb.notAfter
_PART_OF = PREFIXES["dcterms"] + "isPartOf"
_LIST = thb.StatusList
#: The kinds of act that a passage with a reporting day states as done by that day.
DONE_BY_SOMEBODY = CONSENTS | {ActKind.SIGNATURE, ActKind.DENUNCIATION}


class Dating(NamedTuple):
    """The first and last day that one source allows for one property of a thing; None where it is open."""

    thing: str
    prop: str
    graph: str
    first: str | None
    last: str | None


def bounds_of(found: Iterable[Dating]) -> list[ox.Quad]:
    """Returns datings as nodes of bounds: quads of the graph `.../computed`, sorted by node."""
    nodes: dict[str, list[ox.Quad]] = {}
    for dating in found:
        name = _name(dating)
        nodes[name] = nodes.get(name, []) + _node(name, dating)
    return [quad for name in sorted(nodes) for quad in dict.fromkeys(nodes[name])]


def datings(quads: Iterable[ox.Quad]) -> Iterator[Dating]:
    """Yields the bounds of every dated thing, every undated act and every status report, source by source.

    - A dating in a graph allows the days of its date, month or year, or from thb:notBefore to thb:notAfter.
    - An act that a passage with a reporting day states without a date was done by that day.
    - A status report holds on the day of its list.
    """
    own, typed, parts = _read(quads)
    yield from own
    dated = {(dating.thing, dating.graph) for dating in own}
    days: dict[str, dict[tuple[str | None, str | None], None]] = {}
    for dating in own:
        if dating.prop == REPORTING_DAY:
            days.setdefault(dating.thing, {})[dating.first, dating.last] = None
    for thing, graph in typed:
        for _, last in days.get(graph, ()):
            if last is not None and (thing, graph) not in dated:
                yield Dating(thing, DCTERMS_DATE, graph, None, last)
    for thing, graph, whole in parts:
        for first, last in days.get(whole, ()):
            yield Dating(thing, REPORTING_DAY, graph, first, last)


def _read(
    quads: Iterable[ox.Quad],
) -> tuple[list[Dating], list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Reads what is dated, what is an act of somebody, and what is part of what, each with its graph."""
    own: list[Dating] = []
    typed: list[tuple[str, str]] = []
    parts: list[tuple[str, str, str]] = []
    lists: set[str] = set()
    limits: dict[tuple[str, str], dict[str, str]] = {}
    for quad in quads:
        prop, thing = quad.predicate.value, quad.object
        if isinstance(thing, ox.Literal):
            datatype = thing.datatype.value
            if datatype in DATING:
                key = quad.subject.value, quad.graph_name.value
                if prop in (NOT_BEFORE, NOT_AFTER):
                    said = limits.setdefault(key, {})
                    tighter = max if prop == NOT_BEFORE else min
                    said[prop] = tighter(thing.value, said.get(prop, thing.value))
                else:
                    own.append(Dating(key[0], prop, key[1], *bounds(thing.value, datatype)))
        elif prop == RDF_TYPE:
            if thing.value in DONE_BY_SOMEBODY:
                typed.append((quad.subject.value, quad.graph_name.value))
            elif thing.value == _LIST:
                lists.add(quad.subject.value)
        elif prop == _PART_OF:
            parts.append((quad.subject.value, quad.graph_name.value, thing.value))
    for (thing, graph), said in limits.items():
        prop = REPORTING_DAY if thing in lists else DCTERMS_DATE
        own.append(Dating(thing, prop, graph, said.get(NOT_BEFORE), said.get(NOT_AFTER)))
    return own, typed, parts


def _name(dating: Dating) -> str:
    local = short(dating.prop).partition(":")[2]
    parts = dating.thing.removeprefix(ID).removeprefix(BASE), local, dating.graph.removeprefix(BASE)
    return _BOUNDS + "/".join(parts) + f"/{dating.first or ''}--{dating.last or ''}"


def _node(name: str, dating: Dating) -> list[ox.Quad]:
    node = ox.NamedNode(name)
    said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF_TYPE, ox.NamedNode(thb.DateBounds)),
        (thb.boundsOf, ox.NamedNode(dating.thing)),
        (thb.boundedProperty, ox.NamedNode(dating.prop)),
        (PREFIXES["prov"] + "wasDerivedFrom", ox.NamedNode(dating.graph)),
    ]
    for bound, day in ((thb.earliest, dating.first), (thb.latest, dating.last)):
        if day is not None:
            said.append((bound, ox.Literal(day, datatype=ox.NamedNode(DATE))))
    return [ox.Quad(node, ox.NamedNode(predicate), thing_, _GRAPH) for predicate, thing_ in said]
