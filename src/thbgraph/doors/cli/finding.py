"""The commands `find` and `list`."""

from __future__ import annotations

import argparse
import sys

from ...words.names import quoted
from ...words.terms import short
from .opening import open_here, tell
from .sentences import line_of

_MOST = 20
#: How many questions, and texts, stand below what is called so.
_QUESTIONS, _TEXTS = 3, 8


def find(options: argparse.Namespace) -> int:
    """Prints what is called so, which questions ask it, and which texts have the words; exit 1 when nothing does."""
    graph = open_here()
    text = " ".join(options.text)
    found = graph.search(text, options.kind)
    lines = [f"{short(hit.iri)}  {hit.label}" for hit in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(f"... and {len(found) - _MOST} more; say more of the name")
    if options.kind is None:
        lines += map(line_of, graph.suggest(text)[:_QUESTIONS])
        lines += [
            f"{short(hit.place.iri)}  {hit.thing.label}: {hit.text}" for hit in graph.texts(text, _TEXTS)
        ]
    if not lines:
        print(
            f"nothing has {quoted(text)}; try fewer or shorter words, or: thbgraph list",
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
