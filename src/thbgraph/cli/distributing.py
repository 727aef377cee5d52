"""The commands that hand the graph on: `export`, `publish`, `unpublish` and `site`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from ..base.errors import RequestError
from ..base.extras import library, require
from ..base.printing import counted
from ..exports.plain import FRAMES
from ..exports.table_package import write_tables
from ..graph import on_demand, open_graph
from ..rdf.jsonld import read_frame
from ..site.scripts import MISSING, scripts
from .command_io import open_here, read, write, write_parts
from .terminal import Bar

#: A frame is written by hand; anything of more bytes is something else.
_LONGEST_FRAME = 1_000_000


def export(options: argparse.Namespace) -> int:
    """Writes what the sources assert, a part of it, or what is published beside it."""
    frame = _frame(options)
    chosen = options.entities or options.kind is not None or options.graph
    added = options.with_inferred or options.with_default_graph or options.engine or options.plain
    if options.tables:
        if chosen or added or frame or options.part or options.output:
            raise RequestError("--tables writes whole tables into a folder", "leave out the other options")
        if options.parquet:
            require("parquet")
        graph = open_here(options)
        sizes = write_tables(
            Path(options.tables),
            lambda query: graph.sparql(query, timeout=None, memory=None),
            graph.index.grounds(),
            options.parquet,
        )
        write("".join(f"{name}.csv: {number:,} rows\n" for name, number in sizes.items()))
        return 0
    if options.parquet:
        raise RequestError("--parquet writes tables", "add --tables with a folder")
    if options.part and (chosen or added or (frame and options.part != "ontology")):
        raise RequestError(
            f"--{options.part} exports the {options.part} and nothing else",
            "leave out the options that select data",
        )
    graph = open_here(options)
    if options.part:
        write(graph.exports.text(options.format, part=options.part, frame=frame), options.output)
        return 0
    parts = graph.exports.parts(
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
        raise RequestError("--frame nests JSON-LD", "give --format jsonld with it")
    if options.frame in FRAMES:
        return str(options.frame)
    return read_frame(read(options.frame, _LONGEST_FRAME), options.frame)


def publish(options: argparse.Namespace) -> int:
    """Publishes the graph of this machine to an engine; with --dry-run only says what it would do."""
    url = _address(options)
    graph = open_graph()
    with Bar(f"publishing to {url}", phases=True) as bar:
        done = graph.exports.publish(
            url, options.update, options.graph_store, dry_run=options.dry_run, progress=bar.step
        )
    before = f"; it held build {done.before[:12]} before" if done.before else ""
    if done.interrupted and options.dry_run:
        before = f"; {done.interrupted}"
    ready = f", {done.ready} written by an earlier run" if done.ready else ""
    would = "would hold" if options.dry_run else "holds"
    write(
        f"{done.url} {would} build {done.digest[:12]}: {done.triples:,} triples in {done.graphs} graphs, "
        f"{done.written} of them {'to be ' if options.dry_run else ''}written{ready}{before}\n"
    )
    return 0


def unpublish(options: argparse.Namespace) -> int:
    """Drops what was published to an engine."""
    url = _address(options)
    with Bar(f"removing from {url}", phases=True) as bar:
        dropped = on_demand.Publisher(url, options.update).unpublish(
            options.staged, bar.step, options.dry_run
        )
    write(f"{'would drop' if options.dry_run else 'dropped'} {counted(dropped, 'graph')} at {url}\n")
    return 0


def _address(options: argparse.Namespace) -> str:
    if not options.endpoint:
        raise RequestError("name the engine: --endpoint URL, or THBGRAPH_ENDPOINT")
    return str(options.endpoint)


def site(options: argparse.Namespace) -> int:
    """Writes the site as a folder of files."""
    library("jinja2")
    from ..site.folder import write_site  # the library is there

    graph = open_here(options, in_memory=True)
    with Bar("writing the site") as bar:
        written = write_site(graph, Path(options.folder), bar.step)
    print(
        f"{written.folder}: {written.pages:,} pages, {written.size / 1e6:.1f} MB, every link leads somewhere"
    )
    if not scripts():
        print(f"The pages are {MISSING}.", file=sys.stderr)
    return 0
