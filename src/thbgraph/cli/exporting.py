"""The command `export`."""

from __future__ import annotations

import argparse
from typing import Any

from ..base.errors import RequestError
from ..exports.plain import FRAMES
from ..rdf.jsonld import read_frame
from .opening import open_here, read, write, write_parts

#: A frame is written by hand; anything of more bytes is something else.
_LONGEST_FRAME = 1_000_000


def export(options: argparse.Namespace) -> int:
    """Writes what the sources assert, a part of it, or what is published beside it."""
    frame = _frame(options)
    chosen = options.entities or options.kind is not None or options.graph
    added = options.with_inferred or options.with_default_graph or options.engine or options.plain
    if options.part and (chosen or added or (frame and options.part != "ontology")):
        raise RequestError(
            f"--{options.part} exports the {options.part} and nothing else; leave out the options that select data"
        )
    graph = open_here(options)
    if options.part:
        write(graph.export(options.format, part=options.part, frame=frame), options.output)
        return 0
    parts = graph.export_parts(
        options.format,
        *options.entities,
        kind=options.kind,
        graphs=options.graph,
        with_inferred=options.with_inferred,
        with_default_graph=options.with_default_graph,
        for_engine=options.engine,
        plain=options.plain,
        frame=frame,
    )
    write_parts(parts, options.output)
    return 0


def _frame(options: argparse.Namespace) -> dict[str, Any] | str | None:
    """Reads the frame, if one is given that does not lie ready, before anything else is done."""
    if options.frame is None:
        return None
    if options.format != "jsonld":
        raise RequestError("--frame nests JSON-LD; give --format jsonld with it")
    if options.frame in FRAMES:
        return str(options.frame)
    return read_frame(read(options.frame, _LONGEST_FRAME), options.frame)
