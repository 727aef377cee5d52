"""The commands `find` and `list`."""

from __future__ import annotations

import argparse
import sys

from ...naming.search import fitting_questions
from ...words.names import quoted
from ...words.terms import short
from .opening import open_here, tell

_MOST = 20


def find(options: argparse.Namespace) -> int:
    """Prints the entities and questions whose name fits the text, the best first; exit 1 when none does."""
    graph = open_here()
    text = " ".join(options.text)
    found = graph.search(text, options.kind)
    lines = [f"{short(hit.iri)}  {hit.label}" for hit in found[:_MOST]]
    if options.kind is None:
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
    if options.kind is None:
        counted = graph.classes().items()
        rows = [f"{kind}  {count}\n" for kind, count in counted if not kind.startswith(("owl:", "rdf"))]
    else:
        rows = [f"{short(thing.iri)}  {thing.label}\n" for thing in graph.members(options.kind)]
    tell("".join(rows))
    return 0
