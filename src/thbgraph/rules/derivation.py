"""Why a statement is inferred: the shortest derivation from what is stated, found backwards in a graph that is closed.

A statement follows by a rule in as many ways as its premises can be found; each of these is stated, or follows
itself. The derivation with the fewest steps is told, where a step that two premises need counts for both. Of
several the one whose last step is by the rule further up in the table is told, a class that is stated of the thing
before all others; then the one whose premises come first by name. Computed statements are no premises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ..base.namespaces import COMPUTED_GRAPH
from ..base.terms import Term, Triple
from ..base.triples import is_asserted
from ..results.proof import Proof
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern as Sought
from .rule_table import (
    AXIOMS,
    LIST_PARTS,
    TYPE,
    Application,
    Bindings,
    Key,
    Pattern,
    applications,
    filled,
    key_of,
    unify,
)


class _Way(NamedTuple):
    """A way to a statement: what ways of as many steps are ordered by, its premises, and those that nothing states."""

    order: tuple[int, list[str]]
    application: Application
    premises: tuple[Triple, ...]
    inferred: tuple[Triple, ...]


class Derivations:
    """The derivations of what a graph infers, each looked for once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        #: The quads that assert a statement, in order of their graphs; of an inferred one, none.
        self._asserting: dict[Triple, tuple[ox.Quad, ...]] = {}
        self._ways: dict[Triple, list[_Way]] = {}
        self._steps: dict[Triple, int] = {}
        self._found: dict[Triple, Proof] = {}

    def of(self, triple: Triple) -> Proof | None:
        """Gives the derivation of an inferred statement; None where no rule gives it."""
        self.find([triple])
        return self._found.get(triple)

    def find(self, triples: Iterable[Triple]) -> None:
        """Looks for the derivations of statements together, in few calls of the store."""
        new: list[Triple] = []
        wanted = [triple for triple in dict.fromkeys(triples) if triple not in self._ways]
        while wanted:
            new += wanted
            self._look_into(wanted, True)
            self._look_into([triple for triple in wanted if not self._is_at_once(triple)], False)
            parts = (part for triple in wanted for way in self._ways[triple] for part in way.inferred)
            wanted = [part for part in dict.fromkeys(parts) if part not in self._ways]
        self._choose(new)

    def _is_at_once(self, triple: Triple) -> bool:
        """Says whether a statement has a way that needs stated ones only, which no other is shorter than."""
        return any(not way.inferred for way in self._ways[triple])

    def _look_into(self, goals: Collection[Triple], from_classes: bool) -> None:
        """Finds the ways to statements: from classes that things are of, which needs least, or all others."""
        giving = [
            (goal, application, bindings)
            for goal in goals
            for application in self._applications.get(key_of(goal), ())
            if (application.premises[0][1] == TYPE) == from_classes
            and (bindings := unify(application.conclusion, goal, {})) is not None
        ]
        self._lookup.load(
            _sought(filled(premise, bindings)) for _, one, bindings in giving for premise in one.premises
        )
        for goal in goals:
            self._ways.setdefault(goal, [])
        for goal, application, bindings in giving:
            for premises in self._instances(application, bindings):
                if goal not in premises:
                    self._ways[goal].append(self._way(application, premises))
        for goal in goals:
            at_once = [way for way in self._ways[goal] if not way.inferred]
            if at_once:
                self._ways[goal] = [min(at_once, key=lambda way: way.order)]

    def _instances(self, application: Application, bindings: Bindings) -> Iterator[tuple[Triple, ...]]:
        """Yields the premises of a rule, filled in with what the graph holds."""
        rows: list[tuple[Bindings, tuple[Triple, ...]]] = [(bindings, ())]
        for premise in application.premises:
            about = dict[Term | str, list[Triple]]()
            for triple in self._held(filled(premise, bindings)):
                about.setdefault(triple[0], []).append(triple)
            rows = [
                (more, (*found, triple))
                for known, found in rows
                for triple in _of(filled(premise, known)[0], about)
                if (more := unify(premise, triple, known)) is not None
            ]
        return (found for _, found in rows)

    def _way(self, application: Application, premises: tuple[Triple, ...]) -> _Way:
        inferred = tuple(triple for triple in premises if not self._asserting[triple])
        names = [
            "" if isinstance(term, ox.BlankNode) else term.value  # whose names differ from build to build
            for triple in (*application.axioms, *premises)
            for term in triple
        ]
        return _Way((application.rank, names), application, premises, inferred)

    def _choose(self, goals: Collection[Triple]) -> None:
        """Finds the fewest steps to statements, and keeps the derivations that need no more."""
        best: dict[Triple, tuple[int, _Way]] = {}
        is_settled = False
        while not is_settled:
            is_settled = True
            for goal in goals:
                for way in self._ways[goal]:
                    if all(part in self._steps for part in way.inferred):
                        steps = 1 + sum(self._steps[part] for part in way.inferred)
                        known = best.get(goal)
                        if known is None or (steps, way.order) < (known[0], known[1].order):
                            best[goal], self._steps[goal] = (steps, way), steps
                            is_settled = False
        for goal, (_, way) in sorted(best.items(), key=lambda one: one[1][0]):
            premises = (*way.application.axioms, *way.premises)
            parts = tuple(
                self._found.get(part) or Proof(part, quads=self._asserting[part]) for part in premises
            )
            rule = way.application.rule
            self._found[goal] = Proof(goal, rule.name, rule.words, parts)

    @cached_property
    def _applications(self) -> dict[Key, list[Application]]:
        """The rules under the axioms that the graph states, by what they conclude."""
        wanted = [(None, predicate, None if predicate != TYPE else kind) for predicate, kind in AXIOMS]
        wanted += [(None, part, None) for part in LIST_PARTS]
        self._lookup.load(wanted)
        axioms = [triple for one in wanted for triple in self._held(one) if self._asserting[triple]]
        found: dict[Key, list[Application]] = {}
        for application in applications(axioms):
            found.setdefault(key_of(application.conclusion), []).append(application)
        return found

    def _held(self, pattern: Pattern | Sought) -> list[Triple]:
        """Gives the statements that fit a pattern, computed ones left out."""
        grouped: dict[Triple, list[ox.Quad]] = {}
        for quad in self._lookup.match(*_sought(pattern)):
            if quad.graph_name.value != COMPUTED_GRAPH:
                grouped.setdefault((quad.subject, quad.predicate, quad.object), []).append(quad)
        for triple, quads in grouped.items():
            self._asserting[triple] = asserting(quads)
        return list(grouped)


def _of(subject: Term | str, about: Mapping[Term | str, list[Triple]]) -> Iterable[Triple]:
    """Gives the statements about a subject; all of them where it is a variable."""
    return chain.from_iterable(about.values()) if isinstance(subject, str) else about.get(subject, ())


def asserting(quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """Returns those of some quads that assert their statement, in order of their graphs."""
    return tuple(sorted(filter(is_asserted, quads), key=lambda quad: quad.graph_name.value))


def _sought(pattern: Pattern | Sought) -> Sought:
    """Writes a pattern as a store takes it, with None for a variable."""
    subject, predicate, thing = (None if isinstance(part, str) else part for part in pattern)
    assert predicate is None or isinstance(predicate, ox.NamedNode)
    return subject, predicate, thing
