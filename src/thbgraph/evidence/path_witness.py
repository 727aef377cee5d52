"""The statements by which a property path leads from one thing to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.terms import Term, Triple

#: Gives the triples of one graph that match subject, predicate, object; None matches anything.
Edges: TypeAlias = Callable[[Term | None, ox.NamedNode | None, Term | None], Iterator[Triple]]
Trail: TypeAlias = tuple[Triple, ...]


class Inverse(NamedTuple):
    """A path the other way."""

    path: Path


class Sequel(NamedTuple):
    """Paths one after the other."""

    paths: tuple[Path, ...]


class Choice(NamedTuple):
    """Any one of some paths."""

    paths: tuple[Path, ...]


class Repeated(NamedTuple):
    """A path as often as one likes: perhaps not at all (`zero`), perhaps more than once (`more`)."""

    path: Path
    zero: bool
    more: bool


class Other(NamedTuple):
    """Any predicate but some, by their IRIs."""

    refused: frozenset[str]


#: A property path. Source: SPARQL 1.1 Query Language, section 18.2.2.
Path: TypeAlias = ox.NamedNode | Inverse | Sequel | Choice | Repeated | Other


def witness(path: Path, start: Term, end: Term, edges: Edges) -> Trail | None:
    """Gives the triples along a property path between two things, few of them; None without a way.

    Source: SPARQL 1.1 Query Language, section 18.4.
    """
    if isinstance(end, ox.Literal):  # which a store writes its own way
        end = next((triple[2] for triple in edges(None, None, end)), end)
    return next((trail for node, trail in _walk(path, start, False, edges) if node == end), None)


def _walk(path: Path, node: Term, back: bool, edges: Edges) -> Iterator[tuple[Term, Trail]]:
    """Yields where a path leads to from a node, or from where to it, each time with the triples used."""
    if isinstance(path, Inverse):
        yield from _walk(path.path, node, not back, edges)
    elif isinstance(path, Sequel):
        yield from _steps(path.paths[::-1] if back else path.paths, node, back, edges)
    elif isinstance(path, Choice):
        for part in path.paths:
            yield from _walk(part, node, back, edges)
    elif isinstance(path, Repeated):
        yield from _repeated(path, node, back, edges)
    else:
        predicate, refused = (None, path.refused) if isinstance(path, Other) else (path, frozenset())
        for triple in edges(None, predicate, node) if back else edges(node, predicate, None):
            if triple[1].value not in refused:
                yield triple[0 if back else 2], (triple,)


def _steps(parts: Sequence[Path], node: Term, back: bool, edges: Edges) -> Iterator[tuple[Term, Trail]]:
    reached: dict[Term, Trail] = {node: ()}
    for part in parts:
        further: dict[Term, Trail] = {}
        for place, trail in reached.items():
            for other, more in _walk(part, place, back, edges):
                further.setdefault(other, trail + more)
        reached = further
    yield from reached.items()


def _repeated(path: Repeated, node: Term, back: bool, edges: Edges) -> Iterator[tuple[Term, Trail]]:
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
