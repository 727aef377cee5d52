"""The commands `link check` and `source check`: what is wrong with the links, and with the tables."""

from __future__ import annotations

import argparse
import sys

from ...building import homes, sources
from ...checking.links import link_findings
from ...checking.table_check import checked_tables
from ...words.errors import DataError, RequestError
from ...words.names import quoted
from ...words.namespaces import SOURCE
from .opening import write


def links(options: argparse.Namespace) -> int:
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


def tables(options: argparse.Namespace) -> int:
    """Says of the tables, or that of one source, what does not fit its metadata; exit 1 when any."""
    name = options.name
    wanted = None if name is None else SOURCE + name.removeprefix(SOURCE).removeprefix("source:")
    checked, faults = 0, 0
    for path, found in checked_tables(homes.home(), wanted):
        checked += 1
        if isinstance(found, DataError):
            faults += 1
            print(f"thbgraph: {found}", file=sys.stderr)
        else:
            write(f"{path}: {found} rows fit their metadata\n")
    if not checked:
        raise RequestError(
            f"no table belongs to a source {quoted(str(name))}; thbgraph source list names them"
        )
    return 1 if faults else 0
