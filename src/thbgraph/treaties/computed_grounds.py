"""The asserted statements from which the build computed a node, and by which rule.

Computing again over these statements alone gives the node again, with all that is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from ..stores.protocol import Match
from ..words import vocabulary as thb
from ..words.dates import DATING, bounds
from ..words.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, PREFIXES, RDF_TYPE
from ..words.terms import Term
from ..words.vocabulary import Status
from .date_bounds import DCTERMS_DATE, DONE_BY_SOMEBODY, NOT_AFTER, NOT_BEFORE, REPORTING_DAY
from .records import ACTORS, CARRIES_ON, END, FACTS, PART_OF, PREVAILS, START

_DERIVED = PREFIXES["prov"] + "wasDerivedFrom"
_LIST = thb.StatusList
_WORDS = {
    thb.ComputedEntryIntoForce: (
        "entry into force by rule",
        "the last consent that is needed, or a party's own, and the delay that the instrument's rule sets",
    ),
    thb.StatusPeriod: (
        "status over time",
        "a status follows from when a state signed and consented, and from the entry into force for it",
    ),
}
_NOT_OPEN = (
    "not open to a state",
    "a treaty is not open to a state before the day from which, as its own later acts show, a rule opens it",
)
_READ = {*FACTS, DCTERMS_DATE, START, END, REPORTING_DAY, NOT_BEFORE, NOT_AFTER}
_COUNTING = {thb.threshold, thb.completeUpTo}
_STATES = {thb.State, thb.FormerState}


class Computation(NamedTuple):
    """How a node was computed: the rule's name, the rule in words, and the asserted quads it needs."""

    rule: str
    words: str
    quads: tuple[ox.Quad, ...]


def computation(node: Term, asserted: Asserted) -> Computation:
    """Finds the asserted statements from which a node of `.../computed` was computed."""
    for kind in asserted.said(node, RDF_TYPE):
        if kind.value in _WORDS:
            is_shut = ox.NamedNode(Status.NOT_APPLICABLE) in asserted.said(node, thb.status)
            told = _NOT_OPEN if is_shut else _WORDS[kind.value]
            return Computation(*told, tuple(dict.fromkeys(_behind(node, asserted))))
    return _of_bounds(node, asserted)


class Asserted:
    """What sources state, in a graph that stays as it is."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._found: dict[tuple[Term | None, str | None], list[ox.Quad]] = {}
        self._carried_on: dict[Term, list[ox.Quad]] | None = None

    def __call__(self, subject: Term | None, prop: str | None) -> list[ox.Quad]:
        if (subject, prop) not in self._found:  # nodes rest on the same acts
            predicate = ox.NamedNode(prop) if prop is not None else None
            self._found[subject, prop] = [
                quad
                for quad in self._match(subject, predicate, None)
                if quad.graph_name.value not in (INFERRED_GRAPH, COMPUTED_GRAPH)
            ]
        return self._found[subject, prop]

    def said(self, node: Term, prop: str) -> list[Term]:
        """Gives what is said of a computed node."""
        return [quad.object for quad in self._match(node, ox.NamedNode(prop), None)]

    def carried_on(self, party: Term) -> list[ox.Quad]:
        """Gives what is stated of who carries on a former state or body."""
        if self._carried_on is None:
            self._carried_on = {}
            for quad in (quad for prop in CARRIES_ON for quad in self(None, prop)):
                self._carried_on.setdefault(quad.object, []).append(quad)
        return self._carried_on.get(party, [])

    def bounds(self, node: Term) -> _Bounds:
        """Reads a node of bounds."""
        thing, dated, graph = (
            self.said(node, name)[0] for name in (thb.boundsOf, thb.boundedProperty, _DERIVED)
        )
        first, last = (
            next((day.value for day in self.said(node, prop)), None) for prop in (thb.earliest, thb.latest)
        )
        return _Bounds(thing, dated.value, graph, (first, last))


def _behind(node: Term, asserted: Asserted) -> Iterator[ox.Quad]:
    """Yields what is stated of the things that a period or an entry into force was derived from."""
    things = asserted.said(node, _DERIVED)
    parties: dict[Term, None] = dict.fromkeys(asserted.said(node, thb.state))
    needs_states = False
    for thing in things:
        for quad in _stated(thing, things, asserted):
            prop = quad.predicate.value
            needs_states |= prop in _COUNTING or (prop == RDF_TYPE and quad.object.value in _STATES)
            if prop in ACTORS or prop == thb.state:
                parties[quad.object] = None
            yield quad
    for party in [*parties, *things]:
        heir = party
        for quad in _carried_on(party, asserted):
            heir = quad.subject
            yield quad
        if needs_states and heir not in things:
            yield from (quad for quad in asserted(heir, RDF_TYPE) if quad.object.value in _STATES)


def _stated(thing: Term, things: list[Term], asserted: Asserted) -> Iterator[ox.Quad]:
    """Yields what the records of a thing are read from, in every graph that states it."""
    said = [quad for quad in asserted(thing, None) if quad.predicate.value in _READ]
    dated = {quad.graph_name for quad in said if quad.predicate.value not in FACTS}
    for graph in dated if len(dated) > 1 else ():
        yield from (quad for quad in asserted(graph, PREVAILS) if quad.object in dated)
    for quad in said:
        if quad.predicate.value != PART_OF or quad.object in things:
            yield quad
        undated = quad.predicate.value == RDF_TYPE and quad.graph_name not in dated
        if undated and quad.object.value in DONE_BY_SOMEBODY:
            yield from asserted(quad.graph_name, REPORTING_DAY)


def _carried_on(party: Term, asserted: Asserted) -> Iterator[ox.Quad]:
    """Yields who carries on a former state or body, and who carries on that one."""
    seen = {party}
    waiting = [party]
    while waiting:
        party = waiting.pop()
        for quad in asserted.carried_on(party):
            yield quad
            if quad.subject not in seen:
                seen.add(quad.subject)
                waiting.append(quad.subject)


class _Bounds(NamedTuple):
    """A node of bounds: what is dated, by which property, in which graph, and the two days."""

    thing: Term
    prop: str
    graph: Term
    days: tuple[str | None, str | None]


def _of_bounds(node: Term, asserted: Asserted) -> Computation:
    """Finds the dating, or the day of the passage or list, from which bounds were computed."""
    made = asserted.bounds(node)
    stated = [quad for quad in _dated(made.thing, made, asserted) if quad.graph_name == made.graph]
    if stated:
        return Computation("date bounds", "the days that the date allows", tuple(stated))
    if made.prop == REPORTING_DAY:
        parts = [quad for quad in asserted(made.thing, PART_OF) if quad.graph_name == made.graph]
        placed = {part: _dated(part.object, made, asserted) for part in parts}
        lists = [part for part in parts if placed[part]]
        days = (quad for part in lists for quad in placed[part])
        return Computation("day of the list", "a report holds on the day of its list", (*lists, *days))
    typed = [quad for quad in asserted(made.thing, RDF_TYPE) if quad.graph_name == made.graph]
    days = (quad for quad in asserted(made.graph, REPORTING_DAY) if _days(quad.object)[1] == made.days[1])
    return Computation(
        "undated, so by the passage's day",
        "an act without a date was done by the day as at which its passage speaks",
        (*typed, *days),
    )


def _dated(thing: Term, made: _Bounds, asserted: Asserted) -> list[ox.Quad]:
    """Gives what dates a thing to the days of a node: a date, or the days between which it was."""
    found = [quad for quad in asserted(thing, made.prop) if _days(quad.object) == made.days]
    if found:
        return found
    limits = [
        quad
        for prop, day in zip((NOT_BEFORE, NOT_AFTER), made.days, strict=True)
        for quad in asserted(thing, prop)
        if quad.object.value == day
    ]
    if limits and made.prop == REPORTING_DAY:
        limits += [quad for quad in asserted(thing, RDF_TYPE) if quad.object.value == _LIST]
    return limits


def _days(thing: Term) -> tuple[str | None, str | None]:
    """Gives the first and last day of a dating, none of what is no dating."""
    if not isinstance(thing, ox.Literal) or thing.datatype.value not in DATING:
        return None, None
    return bounds(thing.value, thing.datatype.value)
