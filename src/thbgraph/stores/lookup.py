"""Statements of a store, fetched in sets and kept, for code that walks a graph from node to node.

Such code asks for one pattern at a time. A caller that knows which nodes it will come by loads them first, all in
one call; a pattern that nothing loaded answers costs a call of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..words.terms import Term
from .protocol import Pattern, Store


class Lookup:
    """The statements of one store, which must not change meanwhile. Holds what was asked for until it goes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[Pattern, list[ox.Quad]] = {}

    def load(self, patterns: Iterable[Pattern]) -> None:
        """Fetches all quads that fit some patterns, in one call; what is there already is not fetched again."""
        new: dict[Pattern, list[ox.Quad]] = {one: [] for one in patterns if one not in self._found}
        if not new:
            return
        shapes = {tuple(term is None for term in pattern) for pattern in new}
        for quad in dict.fromkeys(self._store.match_many(new)):
            for subject, predicate, thing in shapes:
                pattern = (
                    None if subject else quad.subject,
                    None if predicate else quad.predicate,
                    None if thing else quad.object,
                )
                if pattern in new:
                    new[pattern].append(quad)
        self._found.update(new)

    def load_about(self, things: Iterable[Term]) -> None:
        """Fetches all statements about some things, in one call."""
        self.load((thing, None, None) for thing in things if isinstance(thing, ox.NamedNode))

    def about(self, thing: Term) -> list[ox.Quad]:
        """Returns all statements about a thing."""
        return list(self.match(thing, None, None))

    def match(
        self, subject: Term | None, predicate: ox.NamedNode | None, thing: Term | None
    ) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs that fit; None matches any term."""
        if isinstance(subject, ox.Literal):
            return iter(())
        pattern = subject, predicate, thing
        if pattern not in self._found:
            self._found[pattern] = self._fetched(pattern)
        return iter(self._found[pattern])

    def _fetched(self, pattern: Pattern) -> list[ox.Quad]:
        subject, predicate, thing = pattern
        wider: tuple[Pattern, ...] = ((subject, None, None), (None, None, thing), (None, predicate, None))
        for one in wider:
            if one in self._found:
                found = [quad for quad in self._found[one] if _fits(quad, pattern)]
                if found or not isinstance(thing, ox.Literal):  # a store may write a value its own way
                    return found
        return list(self._store.match_many([pattern]))


def _fits(quad: ox.Quad, pattern: Pattern) -> bool:
    subject, predicate, thing = pattern
    return (
        (subject is None or quad.subject == subject)
        and (predicate is None or quad.predicate == predicate)
        and (thing is None or quad.object == thing)
    )
