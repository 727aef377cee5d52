"""The commands `link fetch` and `link drift`: what outside sources say, got into the cache and compared."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from ...outside.rdf import FETCHED
from ...words.errors import RequestError
from ...words.names import printable, quoted
from .asking import write_answer
from .opening import open_here, write
from .progress import Bar

#: How many failures are told one by one.
_TOLD = 20


def fetch(options: argparse.Namespace) -> int:
    """Gets what the linked sources say; exit 3 when something could not be got."""
    from ...building import sources
    from ...outside import fetched
    from ...outside.web import Client

    targets = _targets(options.target)
    links = [link for one in sources.read_links(sources.home()) for link in one.links]
    outcomes = {}
    client = Client(options.via)
    with Bar("fetching") as bar:
        for target in targets:
            wanted = [link for link in links if link.scheme == target]
            outcomes[target] = fetched.fetch(
                wanted, client, today=date.today(), max_age=options.max_age, progress=bar.step
            )
    for target, done in outcomes.items():
        untried = f", {done.untried} not tried after these" if done.untried else ""
        print(
            f"{target}: {done.got} fetched, {done.unchanged} unchanged, {done.fresh} still fresh, "
            f"{done.failed} failed{untried}"
        )
        for why in done.failures[:_TOLD]:
            print(f"thbgraph: {printable(why)}", file=sys.stderr)
        if len(done.failures) > _TOLD:
            print(f"thbgraph: ... and {len(done.failures) - _TOLD} more of {target}", file=sys.stderr)
    return 3 if any(done.failed or done.untried for done in outcomes.values()) else 0


def _targets(named: list[str]) -> list[str]:
    """Gives the schemes that are named, or all; raises RequestError for one that gives no RDF."""
    for name in named:
        if name not in FETCHED:
            raise RequestError(f"{quoted(name)} gives no RDF to fetch; there are: {', '.join(FETCHED)}")
    return list(dict.fromkeys(named)) or list(FETCHED)


def drift(options: argparse.Namespace) -> int:
    """Prints what fetched sources say otherwise, as a table or for Wikidata's Mismatch Finder."""
    from ...outside.differences import answer_of, to_mismatches

    if options.target is not None:
        _targets([options.target])
    graph = open_here()
    found = graph.drift(options.target)
    if options.mismatch_finder:
        write(to_mismatches(found, graph.index.labels), options.output)
        return 0
    answer = answer_of(found, graph.index.labels)
    return write_answer(answer, options, graph)
