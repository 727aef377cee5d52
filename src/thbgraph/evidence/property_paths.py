"""The statements by which a property path leads from one thing to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import pyoxigraph as ox

from ..base.terms import Term, Triple
from ..sparql.query import Path

#: Gives the triples of one graph that match subject, predicate, object; None matches anything.
Edges: TypeAlias = Callable[[Term | None, ox.NamedNode | None, Term | None], Iterator[Triple]]
Trail: TypeAlias = tuple[Triple, ...]


def witness(path: Path | ox.NamedNode, start: Term, end: Term, edges: Edges) -> Trail | None:
    """Gives the triples along a property path between two things, few of them; None without a way.

    Source: SPARQL 1.1 Query Language, section 18.4.
    """
    found = next((trail for node, trail in _walk(path, start, False, edges) if node == end), None)
    if found is None and isinstance(end, ox.Literal):  # which a store writes its own way
        object_there = next((triple[2] for triple in edges(None, None, end)), end)
        return None if object_there == end else witness(path, start, object_there, edges)
    return found


def predicates(path: Path | ox.NamedNode) -> Iterator[ox.NamedNode]:
    """Yields the predicates along which a path may lead, not those that it may not."""
    if not isinstance(path, Path):
        yield path
    elif path.operator != "!":
        for part in path.parts:
            yield from predicates(part)


def _walk(path: Path | ox.NamedNode, node: Term, back: bool, edges: Edges) -> Iterator[tuple[Term, Trail]]:
    """Yields where a path leads to from a node, or from where to it, each time with the triples used."""
    operator, parts = path if isinstance(path, Path) else ("", (path,))
    if operator == "^":
        yield from _walk(parts[0], node, not back, edges)
    elif operator == "/":
        yield from _steps(parts[::-1] if back else parts, node, back, edges)
    elif operator == "|":
        for part in parts:
            yield from _walk(part, node, back, edges)
    elif operator in ("?", "*", "+"):
        yield from _repeated(operator, parts[0], node, back, edges)
    else:
        predicate, refused = (None, parts) if operator == "!" else (parts[0], ())
        for triple in edges(None, predicate, node) if back else edges(node, predicate, None):
            if triple[1] not in refused:
                yield triple[0 if back else 2], (triple,)


def _steps(
    parts: Sequence[Path | ox.NamedNode], node: Term, back: bool, edges: Edges
) -> Iterator[tuple[Term, Trail]]:
    reached: dict[Term, Trail] = {node: ()}
    for part in parts:
        further: dict[Term, Trail] = {}
        for place, trail in reached.items():
            for other, more in _walk(part, place, back, edges):
                further.setdefault(other, trail + more)
        reached = further
    yield from reached.items()


def _repeated(
    operator: str, path: Path | ox.NamedNode, node: Term, back: bool, edges: Edges
) -> Iterator[tuple[Term, Trail]]:
    """Yields what `?`, `*` and `+` reach, nearest first; a circle may lead back to where it began."""
    seen: set[Term] = set()
    if operator != "+":
        yield node, ()
        seen.add(node)
    frontier: list[tuple[Term, Trail]] = [(node, ())]
    while frontier:
        further = []
        for place, trail in frontier:
            for other, more in _walk(path, place, back, edges):
                if other not in seen:
                    seen.add(other)
                    further.append((other, trail + more))
                    yield other, trail + more
        frontier = further if operator != "?" else []
