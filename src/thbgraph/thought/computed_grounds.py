"""The asserted statements from which the build computed a node, and by which rule.

Computing again over these statements alone gives the node again, with all that is said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.dates import DATING, bounds
from ..words.namespaces import PREFIXES, RDF_TYPE, THB
from ..words.terms import Term

#: Gives the quads of all named graphs that match subject, predicate, object; None matches anything.
Match: TypeAlias = Callable[[Term | None, ox.NamedNode | None, Term | None], Iterator[ox.Quad]]


class Computation(NamedTuple):
    """How a node was computed: the rule's name, the rule in words, and the asserted quads it needs."""

    rule: str
    words: str
    quads: tuple[ox.Quad, ...]


def computation(node: Term, match: Match) -> Computation:
    """Finds the dating, or the day of the passage or list, from which bounds were computed."""

    def value(name: str) -> Term:
        return next(match(node, ox.NamedNode(name), None)).object

    def dated(subject: Term, prop: Term) -> list[ox.Quad]:
        return [
            quad
            for quad in match(subject, ox.NamedNode(prop.value), None)
            if _allows(quad.object, first, last)
        ]

    thing, prop = value(THB + "boundsOf"), value(THB + "boundedProperty")
    graph, last = value(PREFIXES["prov"] + "wasDerivedFrom"), value(THB + "latest").value
    first = next((quad.object.value for quad in match(node, ox.NamedNode(THB + "earliest"), None)), None)
    day = ox.NamedNode(THB + "reportingDay")
    stated = [quad for quad in dated(thing, prop) if quad.graph_name == graph]
    if stated:
        return Computation("date bounds", "the days that the date allows", tuple(stated))
    if prop == day:
        part_of = ox.NamedNode(PREFIXES["dcterms"] + "isPartOf")
        parts = [quad for quad in match(thing, part_of, None) if quad.graph_name == graph]
        placed = {part: dated(part.object, day) for part in parts}
        lists = [part for part in parts if placed[part]]
        days = (quad for part in lists for quad in placed[part])
        return Computation("day of the list", "a report holds on the day of its list", (*lists, *days))
    typed = [quad for quad in match(thing, ox.NamedNode(RDF_TYPE), None) if quad.graph_name == graph]
    return Computation(
        "undated, so by the passage's day",
        "an act without a date was done by the day as at which its passage speaks",
        (*typed, *dated(graph, day)),
    )


def _allows(thing: Term, first: str | None, last: str) -> bool:
    """Says whether a dating has these bounds, the first of which may be open."""
    if not isinstance(thing, ox.Literal) or thing.datatype.value not in DATING:
        return False
    earliest, latest = bounds(thing.value, thing.datatype.value)
    return latest == last and first in (None, earliest)
