"""The commands `find` and `list`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ...naming.search import fitting_questions
from ...words.errors import RequestError
from ...words.names import quoted
from ...words.terms import short
from .opening import open_here, tell

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph

_MOST = 20


def find(options: argparse.Namespace) -> int:
    """Prints the entities and questions whose name fits the text, the best first; exit 1 when none does."""
    graph = open_here()
    text = " ".join(options.text)
    kind = kind_named(options.kind, graph) if options.kind is not None else None
    found = graph.search(text, kind)
    lines = [f"{short(hit.iri)}  {hit.label}" for hit in found[:_MOST]]
    if kind is None:
        lines += [f"ask {one.name}  {one.summary}" for one in fitting_questions(text, graph.questions)]
    if len(found) > _MOST:
        lines.append(f"... and {len(found) - _MOST} more; say more of the name")
    if not lines:
        print(
            f"nothing is called {quoted(text)}; try fewer or shorter words, or: thbgraph list",
            file=sys.stderr,
        )
    tell("".join(line + "\n" for line in lines))
    return 0 if lines else 1


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
