"""Asks a question again over some statements alone, and finds the fewest that still give a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import pyoxigraph as ox

from ..stores.evaluation import Solutions, evaluate
from ..stores.protocol import Match
from ..words.namespaces import INFERRED_GRAPH
from ..words.terms import Term, Triple

_T = TypeVar("_T")
_INFERRED = ox.NamedNode(INFERRED_GRAPH)


def store_of(quads: Iterable[ox.Quad], more: Iterable[Triple] = ()) -> ox.Store:
    """Makes a store as the build does: quads in their graphs, and each triple once in the default graph."""
    store = ox.Store()
    given = list(quads)
    store.extend(given)
    store.extend({ox.Quad(*quad.triple) for quad in given} | {ox.Quad(*triple) for triple in more})
    return store


class Stage:
    """A store of axioms and of statements that change, with all that is computed and inferred from them.

    A question is asked again over many sets of statements that have most in common, so the axioms are reasoned
    over once, and the store is changed where a set differs from the one before it. Statements are as a store
    gives them, which has each number and day in one way only.
    """

    def __init__(self, axioms: Iterable[ox.Quad]) -> None:
        from ..reasoning.closure import Closure

        self._axioms = list(axioms)
        self._closure = Closure(self._axioms)
        self._shown: set[ox.Quad] = {*self._axioms, *self._closure.inferred()}
        self._unchanged = frozenset(self._shown)
        self.store = store_of(self._shown)

    def show(self, statements: Iterable[ox.Quad]) -> ox.Store:
        """Gives the store, which now holds these statements beside the axioms."""
        from ..treaties.computed import computed

        stated = set(statements)
        follow = self._closure.copy().add(stated)
        asserted = {ox.Quad(*quad.triple, _INFERRED) for quad in stated}
        self._change({*(self._unchanged - asserted), *stated, *computed(stated), *follow})
        return self.store

    def _change(self, quads: set[ox.Quad]) -> None:
        gone, new = self._shown - quads, quads - self._shown
        self._shown = quads
        self.store.extend([*new, *(ox.Quad(*quad.triple) for quad in new)])
        for quad in gone:
            self.store.remove(quad)
        for triple in {quad.triple for quad in gone}:
            if not any(
                not isinstance(q.graph_name, ox.DefaultGraph) for q in self.store.quads_for_pattern(*triple)
            ):
                self.store.remove(ox.Quad(*triple))


def gives(store: ox.Store, text: str, key: Sequence[str]) -> bool:
    """Says whether a query over a store gives a row, by the row's terms in written form."""
    found = evaluate(store, text)
    assert isinstance(found, Solutions)
    return any(tuple("" if term is None else str(term) for term in row) == tuple(key) for row in found)


def shrink(units: Sequence[_T], holds: Callable[[Sequence[_T]], bool]) -> list[_T]:
    """Leaves units out, half at once, then fewer, then one at a time, while what is left holds.

    No single one of the result can be left out. Where no part of some size can go, as in what is counted, most
    parts of half that size cannot either, and much smaller ones are next. Source: A. Zeller and R. Hildebrandt,
    Simplifying and isolating failure-inducing input (2002), without its subsets.
    """
    kept = list(units)
    size = max(1, len(kept) // 2)
    while kept:
        start, before = 0, len(kept)
        while start < len(kept):
            rest = kept[:start] + kept[start + size :]
            if holds(rest):
                kept = rest
            else:
                start += size
        if size == 1 and len(kept) == before:
            break
        size = max(1, size // (2 if len(kept) < before else 8))
    return kept


def missing(
    text: str,
    patterns: Iterable[tuple[Term | None, ox.NamedNode | None, Term | None]],
    key: Sequence[str],
    statements: Mapping[tuple[Triple, Term | None], None],
    match: Match,
    has_graphs: bool,
) -> list[tuple[Triple, Term | None]]:
    """Gives what a question needs besides some statements to give a row again: nothing, as a rule.

    What less data lets a question see otherwise, such as one more member of a group, is found among all that
    its `patterns` match. `has_graphs` says whether it asks in a GRAPH: else no graph needs to be looked up.
    """
    known = {triple for triple, _ in statements}
    # What was asked for without GRAPH is cited in every graph, and a GRAPH elsewhere sees it there.
    quads = [
        quad
        for triple, graph in (statements if has_graphs else ())
        for quad in match(*triple)
        if graph is None or quad.graph_name == graph
    ]
    if gives(store_of(quads, known), text, key):
        return []
    whole = {triple for triple, graph in statements if graph is None or not has_graphs}
    matched = (quad.triple for pattern in patterns for quad in match(*pattern))
    pool = list(dict.fromkeys(triple for triple in matched if triple not in whole))

    def holds(more: Sequence[Triple]) -> bool:
        added = [quad for triple in more for quad in match(*triple)]
        return gives(store_of([*quads, *added], known), text, key)

    return [(triple, None) for triple in shrink(pool, holds)] if holds(pool) else []
