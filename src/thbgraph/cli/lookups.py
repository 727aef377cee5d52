"""The commands that look something up."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import suppress

from ..base import vocabulary as thb
from ..base.errors import RequestError, UnknownEntity
from ..base.namespaces import MEMO
from ..base.printing import printable, quoted
from ..base.terms import expand, short
from ..base.values import Entity
from ..graph import KnowledgeGraph
from ..names.names import Names
from ..names.resolve import find_entity, taken_as
from ..results.formats import formats_of
from ..results.listing import ClassSize, Found, Listing
from ..results.thing import Page
from .command_io import open_here, read, show

_MOST = 20
#: How many texts stand below what is called so.
_TEXTS = 8


def find(options: argparse.Namespace) -> int:
    """Prints what is called so, and which texts have the words, and what answers it where nothing is; exit 1 when nothing does."""
    graph = open_here(options)
    text = " ".join(options.text)
    things = graph.search(text, options.kind)
    found = Found(things, graph.sentences.texts(text, _TEXTS) if options.kind is None else ())
    if not things and options.kind is None and (lead := graph.answer(text).lead) is not None:
        print(printable(lead.text), file=sys.stderr)
    if not any(found):
        print(
            f"nothing has {quoted(text)}; try fewer or shorter words, or: thbgraph list",
            file=sys.stderr,
        )
    show(found, options, _best)
    return 0 if any(found) else 1


def _best(found: Found) -> str:
    """Writes the best of what is called so, and the texts."""
    lines = [f"{short(one.iri)}  {one.label}" for one in found.things[:_MOST]]
    if len(found.things) > _MOST:
        lines.append(f"... and {len(found.things) - _MOST} more; give more of the name")
    lines += [f"{short(hit.place.iri)}  {hit.thing.label}: {hit.text}" for hit in found.texts]
    return "".join(line + "\n" for line in lines)


def listing(options: argparse.Namespace) -> int:
    """Prints the things of a class, or the classes with how many things each has."""
    graph = open_here(options)
    if options.kind is not None:
        show(graph.classes[options.kind], options, _members)
        return 0
    show(
        Listing(one for one in graph.classes.sizes() if not one.kind.startswith(("owl:", "rdf"))),
        options,
        _sizes,
    )
    return 0


def _members(found: Iterable[Entity]) -> str:
    return "".join(f"{short(thing.iri)}  {thing.label}\n" for thing in found)


def _sizes(found: Iterable[ClassSize]) -> str:
    return "".join(f"{one.kind}  {one.things}\n" for one in found)


#: What the arguments that name things must be; others may be anything.
_CLASSES = {"state": "foaf:Agent", "instrument": short(thb.Treaty)}


def _opened(options: argparse.Namespace) -> KnowledgeGraph:
    """Opens the graph, and says what is taken as what of the names that are given."""
    graph = open_here(options)
    for name in ("name", "state", "instrument", "entity"):
        text = getattr(options, name, None)
        if text and (label := _taken_as(text, _CLASSES.get(name), graph.names)):
            print(printable(f"{quoted(text)} is taken as {label}"), file=sys.stderr)
    return graph


def _taken_as(text: str, kind: str | None, known: Names) -> str:
    """Returns the label of the thing as which a text is taken that is no name of one alone, such as "Lithuan"; else nothing."""
    with suppress(UnknownEntity):
        return taken_as(text, find_entity(text, known, expand(kind) if kind else None), known)
    return ""


def _is_named(text: str, kind: str, known: Names) -> bool:
    """Says whether a text names one thing of a class."""
    with suppress(UnknownEntity):
        return bool(find_entity(text, known, expand(kind)))
    return False


def page(options: argparse.Namespace) -> int:
    """Prints what is known of an entity or passage, and who says so."""
    graph = _opened(options)
    if options.memo is None:
        found = graph.describe(options.name)
        if options.all and isinstance(found, Page) and options.format in formats_of("Document"):
            show(found.document(folded=False), options)
        else:
            show(found, options)
        return 0
    passage = graph.find(options.name)
    if not passage.iri.startswith(MEMO):
        raise RequestError("--memo goes with a passage, such as: thbgraph show 2-14 --memo FILE")
    copy = read(options.memo)
    try:
        show(graph.describe(passage, copy), options)
    except RequestError as error:
        raise RequestError(f"{options.memo}: {error.what}", error.advice) from None
    return 0


def status(options: argparse.Namespace) -> int:
    """Prints the status of a state under an instrument, as of the reporting day or the day that is given."""
    graph = _opened(options)
    state, instrument = options.state, options.instrument
    try:
        found = graph.status(state, instrument, asOf=options.day)
    except UnknownEntity as error:
        if not (
            _is_named(instrument, _CLASSES["state"], graph.names)
            and _is_named(state, _CLASSES["instrument"], graph.names)
        ):
            raise error
        print(printable(f"read as: thbgraph status {quoted(instrument)} {quoted(state)}"), file=sys.stderr)
        found = graph.status(instrument, state, asOf=options.day)
    show(found, options)
    return 0


def why(options: argparse.Namespace) -> int:
    """Prints why the graph holds a statement; exit 1, with what comes near, when it does not."""
    found = _opened(options).why(options.subject, options.predicate, options.object)
    if not found:
        sys.stderr.write(printable(str(found)))
        return 1
    show(found, options)
    return 0


def conflicts(options: argparse.Namespace) -> int:
    """Prints the conflicts, all or some, each with its sides and a suggested reading."""
    show(_opened(options).conflicts(options.entity, options.kind), options)
    return 0
