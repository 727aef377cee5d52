"""Statements of a store, fetched in sets and kept, for code that walks a graph from node to node.

Such code asks for one pattern at a time. A caller that knows which nodes it will come by loads them first, all in
one call; a pattern that nothing loaded answers costs a call of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

import pyoxigraph as ox

from ..base.terms import Term
from .protocol import Pattern, Store

#: A generation of patterns is no larger when another is fetched; the one before the last is forgotten then.
_MOST = 4_000
_PLACES = ("subject", "predicate", "object")


class Lookup:
    """The statements of one store, which must not change meanwhile.

    Holds what was asked for, so that it may be kept with its store, in two generations: what is in use stays.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[Pattern, list[ox.Quad]] = {}
        self._before: dict[Pattern, list[ox.Quad]] = {}

    def load(self, patterns: Iterable[Pattern]) -> None:
        """Fetches all quads that fit some patterns, in one call; what is there already is not fetched again."""
        new: dict[Pattern, list[ox.Quad]] = {one: [] for one in patterns if self._kept(one) is None}
        if not new:
            return
        if len(self._found) > _MOST:
            self._before, self._found = self._found, {}
        quads = self._store.match_many(new)
        if len(new) > 1:
            _share_out(quads, new)
        else:
            new = {one: [*quads] for one in new}
        for one, found in new.items():
            self._found[one] = _in_order(found)

    def load_about(self, things: Iterable[Term]) -> None:
        """Fetches all statements about some things, in one call."""
        self.load((thing, None, None) for thing in things if isinstance(thing, ox.NamedNode))

    def about(self, *things: Term) -> list[ox.Quad]:
        """Returns all statements about some things, fetched in one call."""
        self.load_about(things)
        return [quad for thing in things for quad in self.match(thing, None, None)]

    def pass_over(self, things: Iterable[Term]) -> Iterator[ox.Quad]:
        """Yields all statements about some things, which are not held for later."""
        return self._store.match_many((thing, None, None) for thing in things)

    def match(
        self, subject: Term | None, predicate: ox.NamedNode | None, thing: Term | None
    ) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs that fit; None matches any term."""
        if isinstance(subject, ox.Literal):
            return iter(())
        pattern = subject, predicate, thing
        found = self.known(pattern)
        if found is None:
            found = self._found[pattern] = _in_order(self._store.match_many([pattern]))
        return iter(found)

    def known(self, pattern: Pattern) -> list[ox.Quad] | None:
        """Returns the quads that fit a pattern if they are fetched already, by it or a wider one."""
        subject, predicate, thing = pattern
        if isinstance(subject, ox.Literal):
            return []
        found = self._kept(pattern)
        wider: tuple[Pattern, ...] = (
            *((subject, predicate, None), (subject, None, None)),
            *((None, None, thing), (None, predicate, None)),
        )
        for one in wider if found is None else ():
            kept = self._kept(one)
            if kept is not None:
                found = [quad for quad in kept if _fits(quad, pattern)]
                if found or not isinstance(thing, ox.Literal):  # a store may write a value its own way
                    self._found[pattern] = found
                    return found
                found = None
        return found

    def _kept(self, pattern: Pattern) -> list[ox.Quad] | None:
        """Returns what is held of a pattern, which is in use again and of the last generation with that."""
        found = self._found.get(pattern)  # which another thread may forget meanwhile
        if found is None and (found := self._before.get(pattern)) is not None:
            self._found[pattern] = found
        return found


def _in_order(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Returns quads, each once, in an order that no engine decides: whoever has several ways to go takes the first."""
    found = [*dict.fromkeys(quads)]
    return sorted(found, key=str) if len(found) > 1 else found


def _share_out(quads: Iterable[ox.Quad], patterns: Mapping[Pattern, list[ox.Quad]]) -> None:
    """Adds each quad to the list of every pattern that it fits."""
    shapes = defaultdict[tuple[str, ...], dict[Any, list[ox.Quad]]](dict)
    for pattern, found in patterns.items():
        given = {place: term for place, term in zip(_PLACES, pattern, strict=True) if term is not None}
        terms = tuple(given.values())
        shapes[tuple(given)][terms[0] if len(terms) == 1 else terms] = found
    ways = [(attrgetter(*places) if places else lambda _: (), lists) for places, lists in shapes.items()]
    for quad in quads:
        for given_of, lists in ways:
            if (fitting := lists.get(given_of(quad))) is not None:
                fitting.append(quad)


def _fits(quad: ox.Quad, pattern: Pattern) -> bool:
    subject, predicate, thing = pattern
    return (
        (subject is None or quad.subject == subject)
        and (predicate is None or quad.predicate == predicate)
        and (thing is None or quad.object == thing)
    )
