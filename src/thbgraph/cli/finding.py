"""The commands `find` and `list`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from ..base.names import printable, quoted
from ..base.terms import short
from ..results.hits import Found
from ..results.listing import ClassSize, Listing
from ..results.values import Entity
from .opening import open_here, show
from .sentences import line_of

_MOST = 20
#: How many questions, and texts, stand below what is called so.
_QUESTIONS, _TEXTS = 3, 8


def find(options: argparse.Namespace) -> int:
    """Prints what is called so, which questions ask it, and which texts have the words; exit 1 when nothing does."""
    graph = open_here(options)
    text = " ".join(options.text)
    things = graph.search(text, options.kind)
    found = Found(things)
    if options.kind is None:
        read = graph.read(text)
        if read.said and any(read.offers):
            print(printable(" ".join(read.said)), file=sys.stderr)
        found = Found(things, read.offers[:_QUESTIONS], graph.sentences.texts(text, _TEXTS))
    if not any(found):
        print(
            f"nothing has {quoted(text)}; try fewer or shorter words, or: thbgraph list",
            file=sys.stderr,
        )
    show(found, options, _best)
    return 0 if any(found) else 1


def _best(found: Found) -> str:
    """Writes the best of what is called so, and the questions and texts."""
    lines = [f"{short(one.iri)}  {one.label}" for one in found.things[:_MOST]]
    if len(found.things) > _MOST:
        lines.append(f"... and {len(found.things) - _MOST} more; give more of the name")
    lines += map(line_of, found.questions)
    lines += [f"{short(hit.place.iri)}  {hit.thing.label}: {hit.text}" for hit in found.texts]
    return "".join(line + "\n" for line in lines)


def listing(options: argparse.Namespace) -> int:
    """Prints the things of a class, or the classes with how many things each has."""
    graph = open_here(options)
    if options.kind is not None:
        show(graph.members(options.kind), options, _members)
        return 0
    counted = (ClassSize(*one) for one in graph.classes().items())
    show(Listing(one for one in counted if not one.kind.startswith(("owl:", "rdf"))), options, _sizes)
    return 0


def _members(found: Iterable[Entity]) -> str:
    return "".join(f"{short(thing.iri)}  {thing.label}\n" for thing in found)


def _sizes(found: Iterable[ClassSize]) -> str:
    return "".join(f"{one.kind}  {one.things}\n" for one in found)
