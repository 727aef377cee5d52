"""The statements by which a property path leads from one thing to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pyoxigraph as ox

from ..texts.proofs import Triple
from ..words.terms import Term
from .rdflib_terms import from_rdflib

#: Gives the triples of one graph that match subject, predicate, object; None matches anything.
Edges: TypeAlias = Callable[[Term | None, ox.NamedNode | None, Term | None], Iterator[Triple]]
Trail: TypeAlias = tuple[Triple, ...]


def witness(path: Any, start: Term, end: Term, edges: Edges) -> Trail | None:
    """Gives the triples along a property path of rdflib between two things, few of them; None without a way.

    Source: SPARQL 1.1 Query Language, section 18.4.
    """
    same = next((triple[2] for triple in edges(None, None, end)), end)  # a store writes values its own way
    return next((trail for node, trail in _walk(path, start, False, edges) if node in (end, same)), None)


def _walk(path: Any, node: Term, back: bool, edges: Edges) -> Iterator[tuple[Term, Trail]]:
    """Yields where a path leads to from a node, or from where to it, each time with the triples used."""
    from rdflib import paths

    if isinstance(path, paths.InvPath):
        yield from _walk(path.arg, node, not back, edges)
    elif isinstance(path, paths.SequencePath):
        yield from _steps(reversed(path.args) if back else path.args, node, back, edges)
    elif isinstance(path, paths.AlternativePath):
        for part in path.args:
            yield from _walk(part, node, back, edges)
    elif isinstance(path, paths.MulPath):
        yield from _repeated(path, node, back, edges)
    else:
        negated = isinstance(path, paths.NegatedPath)
        refused = {str(part) for part in path.args} if isinstance(path, paths.NegatedPath) else set()
        predicate = None if negated else from_rdflib(path)
        assert predicate is None or isinstance(predicate, ox.NamedNode)
        for triple in edges(None, predicate, node) if back else edges(node, predicate, None):
            if triple[1].value not in refused:
                yield triple[0 if back else 2], (triple,)


def _steps(parts: Any, node: Term, back: bool, edges: Edges) -> Iterator[tuple[Term, Trail]]:
    reached: dict[Term, Trail] = {node: ()}
    for part in parts:
        further: dict[Term, Trail] = {}
        for place, trail in reached.items():
            for other, more in _walk(part, place, back, edges):
                further.setdefault(other, trail + more)
        reached = further
    yield from reached.items()


def _repeated(path: Any, node: Term, back: bool, edges: Edges) -> Iterator[tuple[Term, Trail]]:
    """Yields what `?`, `*` and `+` reach, nearest first; a circle may lead back to where it began."""
    if path.zero:
        yield node, ()
    seen: set[Term] = {node} if path.zero else set()
    frontier: list[tuple[Term, Trail]] = [(node, ())]
    while frontier:
        further = []
        for place, trail in frontier:
            for other, more in _walk(path.path, place, back, edges):
                if other not in seen:
                    seen.add(other)
                    further.append((other, trail + more))
                    yield other, trail + more
        frontier = further if path.more else []
