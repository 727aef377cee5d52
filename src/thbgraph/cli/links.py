"""The commands `link list`, `show` and `check`: which outside identifiers things have, and what is wrong with them."""

from __future__ import annotations

import argparse

from ..base.errors import RequestError
from ..base.names import quoted
from ..build import homes, sources
from ..checking.links import link_findings
from ..rdf.schemes import SCHEMES
from ..results.link_tables import linked, links_of, unlinked
from .asking import write_answer
from .opening import open_here, write
from .opening import show as shown


def listing(options: argparse.Namespace) -> int:
    """Lists the links, or what is unlinked, of all schemes or of one."""
    target = options.target
    if target is not None and target not in SCHEMES:
        raise RequestError(f"there is no scheme {quoted(target)}; choose from: {', '.join(SCHEMES)}")
    found = [one for one in sources.read_links(homes.home()) if target in (None, one.scheme.name)]
    return write_answer(unlinked(found) if options.unlinked else linked(found), options)


def show(options: argparse.Namespace) -> int:
    """Shows the links of one entity, rejected ones too, each with its evidence; exit 1 when it has none."""
    graph = open_here(options)
    thing = graph.find(options.name)
    table, text = links_of(thing.iri, thing.label, graph.links())
    shown(table, options, lambda _: text)
    return 0 if len(table) else 1


def check(options: argparse.Namespace) -> int:
    """Prints what is wrong with the links, and gives 1 when anything is."""
    root = homes.home()
    findings = link_findings(root)
    write("".join(f"{finding}\n" for finding in findings))
    if not findings:
        sets = sources.read_links(root)
        linked, unlinked = sum(len(one.links) for one in sets), sum(len(one.unlinked) for one in sets)
        write(
            f"no findings in {linked} links to {len(sets)} schemes and {unlinked} rows on what is unlinked\n"
        )
    return 1 if findings else 0
