"""Asks a question again over some statements alone, and finds the fewest that still give a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import pyoxigraph as ox

from ..texts.proofs import Triple
from ..words.terms import Term
from .computed_grounds import Match

_T = TypeVar("_T")


def store_of(quads: Iterable[ox.Quad], more: Iterable[Triple] = ()) -> ox.Store:
    """Makes a store as the build does: quads in their graphs, and each triple once in the default graph."""
    store = ox.Store()
    given = list(quads)
    store.extend(given)
    store.extend({ox.Quad(*quad.triple) for quad in given} | {ox.Quad(*triple) for triple in more})
    return store


def closed(statements: Iterable[ox.Quad], axioms: Iterable[ox.Quad]) -> ox.Store:
    """Makes a store of asserted statements and axioms, with all that is computed and inferred from them."""
    from .computed import computed
    from .reasoning.closure import closure

    stated = list(statements)
    asserted = [*stated, *axioms]
    return store_of([*asserted, *computed(stated), *closure(asserted)])


def matching(store: ox.Store) -> Match:
    """Gives what looks up the quads of the named graphs of a store."""

    def match(subject: Term | None, predicate: ox.NamedNode | None, thing: Term | None) -> Iterator[ox.Quad]:
        if not isinstance(subject, ox.Literal):
            for quad in store.quads_for_pattern(subject, predicate, thing, None):
                if not isinstance(quad.graph_name, ox.DefaultGraph):
                    yield quad

    return match


def gives(store: ox.Store, text: str, key: Sequence[str]) -> bool:
    """Says whether a query over a store gives a row, by the row's terms in written form."""
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return any(tuple("" if term is None else str(term) for term in row) == tuple(key) for row in found)


def shrink(
    units: Sequence[_T], holds: Callable[[Sequence[_T]], bool], at_once: int | None = None
) -> list[_T]:
    """Leaves units out, many `at_once` (by default half) and then one at a time, while what is left holds.

    No single one of the result can be left out. Source: A. Zeller and R. Hildebrandt, Simplifying and
    isolating failure-inducing input (2002), without its subsets.
    """
    kept = list(units)
    size = at_once or max(1, len(kept) // 2)
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
        size = max(1, size // 2)
    return kept


def missing(
    text: str,
    patterns: Iterable[tuple[Term | None, ox.NamedNode | None, Term | None]],
    key: Sequence[str],
    statements: Mapping[tuple[Triple, Term | None], None],
    match: Match,
) -> list[tuple[Triple, Term | None]]:
    """Gives what a question needs besides some statements to give a row again: nothing, as a rule.

    What less data lets a question see otherwise, such as one more member of a group, is found among all that
    its `patterns` match.
    """
    known = {triple for triple, _ in statements}
    # The graphs of what was asked for without GRAPH are asked for by nothing.
    quads = [
        quad
        for triple, graph in statements
        if graph is not None
        for quad in match(*triple)
        if quad.graph_name == graph
    ]
    if gives(store_of(quads, known), text, key):
        return []
    matched = (quad.triple for pattern in patterns for quad in match(*pattern))
    pool = list(dict.fromkeys(triple for triple in matched if triple not in known))

    def holds(more: Sequence[Triple]) -> bool:
        added = [quad for triple in more for quad in match(*triple)]
        return gives(store_of([*quads, *added]), text, key)

    return [(triple, None) for triple in shrink(pool, holds)] if holds(pool) else []
