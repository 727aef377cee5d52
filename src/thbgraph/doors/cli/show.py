"""The commands that look something up: `show`, `status`, `why` and `conflicts`."""

from __future__ import annotations

import argparse
import sys

from ...answers.formats import formats_of
from ...answers.pages import Page
from ...words.errors import ParameterError, RequestError
from ...words.names import printable, quoted
from ...words.namespaces import MEMO
from .opening import open_here, read, show


def page(options: argparse.Namespace) -> int:
    """Prints what is known of an entity or passage, and who says so."""
    graph = open_here(options)
    iri = graph.find(options.name)
    if options.memo is None:
        found = graph.describe(iri)
        if options.all and isinstance(found, Page) and options.format in formats_of("Document"):
            show(found.document(folded=False), options)
        else:
            show(found, options)
        return 0
    if not iri.startswith(MEMO):
        raise RequestError("--memo goes with a passage, such as: thbgraph show 2-14 --memo FILE")
    copy = read(options.memo)
    try:
        show(graph.passage(iri, copy), options)
    except RequestError as error:
        raise RequestError(f"{options.memo}: {error.message}") from None
    return 0


def status(options: argparse.Namespace) -> int:
    """Prints the status of a state under an instrument, as of the reporting day or the day that is given."""
    day = day_of(options.day)
    show(open_here(options).status(options.state, options.instrument, as_of=day), options)
    return 0


def day_of(text: str | None) -> str | None:
    """Returns the day that is given as asOf=DATE; raises ParameterError for anything else."""
    if text is None:
        return None
    name, equals, day = text.partition("=")
    if name not in ("asOf", "as_of") or not equals:
        raise ParameterError(f"expected asOf=DATE, got {quoted(text)}")
    if not day:
        raise ParameterError(
            "asOf: expected a day such as 2005-05-03, got nothing; without asOf it is the memo's"
        )
    return day


def why(options: argparse.Namespace) -> int:
    """Prints why the graph holds a statement; exit 1, with what comes near, when it does not."""
    found = open_here(options).why(options.subject, options.predicate, options.object)
    if not found:
        sys.stderr.write(printable(str(found)))
        return 1
    show(found, options)
    return 0


def conflicts(options: argparse.Namespace) -> int:
    """Prints the conflicts, all or some, each with its sides and a suggested reading."""
    show(open_here(options).conflicts(options.entity, options.kind), options)
    return 0
