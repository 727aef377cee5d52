"""The commands `link fetch` and `link drift`: facts from outside sources, fetched and compared with the graph."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from ..base.errors import RequestError
from ..base.printing import printable, quoted
from ..build import homes
from ..build import source_files as sources
from ..depositaries import applying
from ..depositaries.membership_proposal import propose_drift
from ..external import fetched
from ..external.drift import answer_of, to_mismatches
from ..external.web import WebClient
from ..graph import drift as graph_drift
from .command_io import open_here, show_answer, write
from .source_commands import recorded, tell
from .terminal import Bar

#: How many failures of a scheme are printed one by one.
_MOST_FAILURES = 20


def fetch(options: argparse.Namespace) -> int:
    """Gets what the linked sources state; exit 3 where something could not be got."""
    targets = _targets(options.target)
    links = [link for one in sources.read_links(homes.home()) for link in one.links]
    client, today = WebClient(options.via or ""), date.today()
    with Bar("fetching") as bar:
        outcomes = {
            target: fetched.fetch(target, links, client, today, options.max_age, bar.step)
            for target in targets
        }
    for target, done in outcomes.items():
        untried = f", {done.untried} not tried after these" if done.untried else ""
        print(
            f"{target}: {done.got} fetched, {done.unchanged} unchanged, {done.fresh} still fresh, "
            f"{done.failed} failed{untried}"
        )
        for failure in done.failures[:_MOST_FAILURES]:
            print(f"thbgraph: {printable(failure)}", file=sys.stderr)
        if len(done.failures) > _MOST_FAILURES:
            more = len(done.failures) - _MOST_FAILURES
            print(f"thbgraph: ... and {more} more of {target}", file=sys.stderr)
    return 3 if any(done.failed or done.untried for done in outcomes.values()) else 0


def _targets(named: list[str]) -> list[str]:
    """Returns the schemes that are named, or all; raises RequestError for one that gives no RDF."""
    for name in named:
        if name not in fetched.SCHEMES:
            raise RequestError(
                f"{quoted(name)} gives no RDF to fetch", f"choose from: {', '.join(fetched.SCHEMES)}"
            )
    return list(dict.fromkeys(named)) or list(fetched.SCHEMES)


def drift(options: argparse.Namespace) -> int:
    """Prints where fetched sources differ from the graph: as a table, for Wikidata's Mismatch Finder, or as a proposal."""
    if options.target is not None:
        _targets([options.target])
    graph = open_here(options)
    found = graph_drift(graph, options.target)
    if options.proposal:
        known = graph.names, applying.rejected(graph.index.root)
        return tell(propose_drift(found, recorded(graph), *known), options)
    if options.mismatch_finder:
        if options.format not in (None, "csv"):
            raise RequestError(f"the Mismatch Finder takes CSV, not {options.format}", "leave out --format")
        write(to_mismatches(found, graph.index.labels), options.output)
        return 0
    return show_answer(answer_of(found, graph.index.labels), options)
