"""The commands `publish`, `unpublish` and `site`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..base.errors import RequestError
from ..graph import on_demand, open_graph
from ..site.scripts import MISSING, scripts
from .opening import open_here, write
from .progress import Bar


def publish(options: argparse.Namespace) -> int:
    """Publishes the graph of this machine to an engine; with --dry-run only says what it would do."""
    url = _address(options)
    graph = open_graph()
    with Bar(f"publishing to {url}", phases=True) as bar:
        done = graph.publish(
            url, options.update, options.graph_store, dry_run=options.dry_run, progress=bar.step
        )
    before = f"; it held build {done.before[:12]} before" if done.before else ""
    would = "would hold" if options.dry_run else "holds"
    write(
        f"{done.url} {would} build {done.digest[:12]}: {done.triples:,} triples in {done.graphs} graphs, "
        f"{done.written} of them {'to be ' if options.dry_run else ''}written{before}\n"
    )
    return 0


def unpublish(options: argparse.Namespace) -> int:
    """Drops what was published to an engine."""
    url = _address(options)
    dropped = on_demand.Publisher(url, options.update).unpublish(options.staged)
    write(f"dropped {dropped} graphs at {url}\n")
    return 0


def _address(options: argparse.Namespace) -> str:
    if not options.endpoint:
        raise RequestError("name the engine: --endpoint URL, or THBGRAPH_ENDPOINT")
    return str(options.endpoint)


def site(options: argparse.Namespace) -> int:
    """Writes the site as a folder of files."""
    try:
        from ..site.folder import write_site
    except ModuleNotFoundError as error:
        raise RequestError(
            f"pages need {error.name}; install it with: pip install 'thbgraph[serve]'"
        ) from None
    graph = open_here(options)
    with Bar("writing the site") as bar:
        written = write_site(graph, Path(options.folder), options.base, bar.step)
    print(
        f"{written.folder}: {written.pages:,} pages, {written.size / 1e6:.1f} MB, every link leads somewhere"
    )
    if not scripts():
        print(f"The pages are {MISSING}.", file=sys.stderr)
    return 0
