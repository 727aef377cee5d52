"""The commands `find` and `list`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ...words.errors import RequestError
from ...words.names import key, quoted
from ...words.terms import short
from .opening import open_here, tell

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph

#: How alike two words must be for one to be a slip of the other.
_ALIKE = 0.8
_MOST = 20


def find(options: argparse.Namespace) -> int:
    """Prints the entities and questions whose name fits the text, the best first; exit 1 when none does."""
    graph = open_here()
    text = " ".join(options.text)
    kind = kind_named(options.kind, graph) if options.kind is not None else None
    found = search(text, graph, kind)
    lines = [f"{short(iri)}  {graph.label(iri)}" for iri in found[:_MOST]]
    if kind is None:
        lines += [f"ask {name}  {graph.questions[name].summary}" for name in _questions(text, graph)]
    if len(found) > _MOST:
        lines.append(f"... and {len(found) - _MOST} more; say more of the name")
    if not lines:
        print(
            f"nothing is called {quoted(text)}; try fewer or shorter words, or: thbgraph list",
            file=sys.stderr,
        )
    tell("".join(line + "\n" for line in lines))
    return 0 if lines else 1


def search(text: str, graph: KnowledgeGraph, kind: str | None = None) -> list[str]:
    """Gives the IRIs of what is called by a text, whole names first, then beginnings, parts and slips,
    the shorter label before the longer."""
    wanted = key(text)
    ranks: dict[str, tuple[float, int, str]] = {}
    for name, iris in [*graph.index.names.items(), *graph.index.printed.items()]:
        rank = _rank(wanted, name)
        for iri in iris if rank is not None else ():
            if kind is None or kind in graph.index.classes.get(iri, ()):
                label = graph.label(iri)
                place = (rank or 0.0, len(label), label)
                ranks[iri] = min(ranks.get(iri, place), place)
    return sorted(ranks, key=lambda iri: ranks[iri])


def _rank(wanted: str, name: str) -> float | None:
    """Ranks how well a name fits, 0 the best; None when it does not."""
    if wanted == name:
        return 0
    if not wanted:
        return None
    if wanted.replace(" ", "") == name.replace(" ", ""):  # CETS197, ungift
        return 0.5
    if name.startswith(wanted):
        return 1
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 2
    slips = [max(_likeness(part, word) for word in words) for part in wanted.split()] if words else [0.0]
    return 4 - min(slips) if min(slips) >= _ALIKE else None


def _likeness(part: str, word: str) -> float:
    if abs(len(part) - len(word)) > 2 or min(len(part), len(word)) < 4:
        return 0
    return SequenceMatcher(None, part, word).ratio()


def _questions(text: str, graph: KnowledgeGraph) -> Iterable[str]:
    wanted = key(text).split()
    for name, question in graph.questions.items():
        words = key(f"{name} {question.summary}").split()
        if wanted and all(any(word.startswith(part) for word in words) for part in wanted):
            yield name


def listing(options: argparse.Namespace) -> int:
    """Prints the things of a class, or the classes with how many things each has."""
    graph = open_here()
    members: dict[str, list[str]] = {}
    for iri, kinds in graph.index.classes.items():
        for kind in kinds:
            members.setdefault(kind, []).append(iri)
    if options.kind is None:
        rows = [
            f"{kind}  {len(members[kind])}\n"
            for kind in sorted(members)
            if not kind.startswith(("owl:", "rdf"))
        ]
    else:
        found = members.get(kind_named(options.kind, graph), [])
        rows = [f"{short(iri)}  {graph.label(iri)}\n" for iri in sorted(found, key=graph.label)]
    tell("".join(rows))
    return 0


def kind_named(text: str, graph: KnowledgeGraph) -> str:
    """Gives the CURIE of a class that things have, from any of its names."""
    kinds = {kind for kinds in graph.index.classes.values() for kind in kinds}
    if text in kinds:  # also owl:Class and the like, which the ontology does not declare
        return text
    kind = short(graph.find_class(text))
    if kind not in kinds:
        raise RequestError(
            f"nothing that has a name is of the class {kind}; thbgraph list names the classes that are used"
        )
    return kind
