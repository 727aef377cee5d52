"""The asserted statements from which the build computed a node of its own, and by which rule.

Computing again over these statements alone gives the node again, with all that is said of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.facts import Facts
from ..base.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, RDF_TYPE
from ..base.terms import Term
from ..base.vocabulary import Status
from ..stores.lookup import Lookup
from ..stores.protocol import Match, Pattern
from .date_bounds import DCTERMS_DATE, DONE_BY_SOMEBODY, NOT_AFTER, NOT_BEFORE, REPORTING_DAY
from .records import ACTORS, DERIVED, END, FACTS, PAGE, PART_OF, PREVAILS, START
from .succession import CARRIES_ON, Succession

_WORDS = {
    thb.ComputedEntryIntoForce: (
        "entry into force by rule",
        "the last consent that is needed, or a party's own, and the delay that the instrument's rule sets",
    ),
    thb.StatusPeriod: (
        "status over time",
        "a status follows from when a state signed and consented, and from the entry into force for it",
    ),
    Status.NOT_APPLICABLE: (
        "not open to a state",
        "a treaty is not open to a state before the day from which, as its own later acts show, a rule opens it",
    ),
}
_READ = {*FACTS, DCTERMS_DATE, START, END, REPORTING_DAY, NOT_BEFORE, NOT_AFTER}
_COUNTING = {thb.threshold, thb.completeUpTo}
_STATES = {thb.State, thb.FormerState}


class Computation(NamedTuple):
    """How a node was computed: the rule's name, the rule in words, and the asserted quads it needs."""

    rule: str
    words: str
    quads: tuple[ox.Quad, ...]


def load_grounds_of_nodes(nodes: Iterable[Term], lookup: Lookup) -> None:
    """Fetches the statements that computed nodes were made from: things, their graphs, lists and parts, then heirs."""
    about = lookup.about(*nodes)
    things = {*nodes, *_objects(about, {DERIVED})}
    carried_on: list[Pattern] = [(None, ox.NamedNode(prop), None) for prop in CARRIES_ON]
    lookup.load([*((thing, None, None) for thing in things), *carried_on])
    stated = lookup.about(*things)
    heirs = {quad.subject for pattern in carried_on for quad in lookup.match(*pattern)}
    parties = {*_objects(stated, {thb.state, PART_OF, *ACTORS}), *heirs}
    graphs = {quad.graph_name for quad in stated}
    asked = [(parties, RDF_TYPE), (graphs, REPORTING_DAY), (graphs, PREVAILS)]
    patterns: list[Pattern] = [(one, ox.NamedNode(prop), None) for of, prop in asked for one in of]
    lists: list[Pattern] = [
        (one, None, None) for one in _objects(stated, {PART_OF})
    ]  # a report's day is its list's
    lookup.load([*patterns, *lists])


def _objects(quads: Iterable[ox.Quad], properties: Collection[str]) -> set[Term]:
    return {quad.object for quad in quads if quad.predicate.value in properties}


class Asserted:
    """What sources state, in a graph that stays as it is."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._found: dict[tuple[Term | None, str | None], list[ox.Quad]] = {}

    def __call__(self, subject: Term | None, prop: str | None) -> list[ox.Quad]:
        if (subject, prop) not in self._found:  # nodes rest on the same acts
            predicate = ox.NamedNode(prop) if prop is not None else None
            self._found[subject, prop] = [
                quad
                for quad in self._match(subject, predicate, None)
                if quad.graph_name.value not in (INFERRED_GRAPH, COMPUTED_GRAPH)
            ]
        return self._found[subject, prop]

    def having(self, prop: str, thing: Term) -> list[ox.Quad]:
        """Returns the statements that lead to a thing by a property."""
        return [
            quad
            for quad in self._match(None, ox.NamedNode(prop), thing)
            if quad.graph_name.value not in (INFERRED_GRAPH, COMPUTED_GRAPH)
        ]

    def computed(self, node: Term) -> Facts:
        """Returns what is said of a computed node."""
        return Facts(self._match(node, None, None))

    @cached_property
    def succession(self) -> Succession:
        """Who carries on the acts of former states and bodies."""
        return Succession(Facts(quad for prop in CARRIES_ON for quad in self(None, prop)))


def of_node(node: Term, asserted: Asserted) -> Computation:
    """Finds the asserted statements from which a node of `.../computed` was computed."""
    said = asserted.computed(node)
    kinds = (*said.texts(node.value, thb.status), *said.texts(node.value, RDF_TYPE))
    told = next(_WORDS[kind] for kind in kinds if kind in _WORDS)
    return Computation(*told, tuple(dict.fromkeys(behind(node.value, said, asserted))))


def behind(node: str, said: Facts, asserted: Asserted) -> Iterator[ox.Quad]:
    """Yields what is stated of the things that a period or an entry into force, by what is said of it, was derived from."""
    things = said.texts(node, DERIVED)
    parties = dict.fromkeys(said.texts(node, thb.state))
    needs_states = False
    for thing in things:
        for quad in stated(thing, things, asserted):
            prop = quad.predicate.value
            needs_states |= prop in _COUNTING or (prop == RDF_TYPE and quad.object.value in _STATES)
            if prop in ACTORS or prop == thb.state:
                parties[quad.object.value] = None
            yield quad
    is_ruled, is_stated = (
        any(asserted(ox.NamedNode(thing), prop) for thing in things) for prop in (thb.delay, thb.forParty)
    )
    if is_ruled and is_stated:  # then it matters how many pages give the day of the consent
        for thing in things:
            yield from asserted(ox.NamedNode(thing), PAGE)
    for party in [*parties, *things]:
        for one in asserted.succession.successors(party):
            yield from (
                quad for prop in CARRIES_ON for quad in asserted(None, prop) if quad.object.value == one
            )
        heir = asserted.succession.successor(party)
        if needs_states and heir not in things:
            types = asserted(ox.NamedNode(heir), RDF_TYPE)
            yield from (quad for quad in types if quad.object.value in _STATES)


def stated(thing: str, things: Sequence[str], asserted: Asserted) -> Iterator[ox.Quad]:
    """Yields what the records of a thing are read from, in every graph that states it."""
    said = [quad for quad in asserted(ox.NamedNode(thing), None) if quad.predicate.value in _READ]
    dated = {quad.graph_name for quad in said if quad.predicate.value not in FACTS}
    for graph in dated if len(dated) > 1 else ():
        yield from (quad for quad in asserted(graph, PREVAILS) if quad.object in dated)
    for quad in said:
        if quad.predicate.value != PART_OF or quad.object.value in things:
            yield quad
        undated = quad.predicate.value == RDF_TYPE and quad.graph_name not in dated
        if undated and quad.object.value in DONE_BY_SOMEBODY:
            yield from asserted(quad.graph_name, REPORTING_DAY)
