"""The command `link`: the identifiers that things have elsewhere, and lists of names matched to things."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ..base.errors import ParameterError, RequestError
from ..base.printing import counted, printable, quoted
from ..build import homes
from ..build import source_files as sources
from ..checking.link_faults import link_findings
from ..graph.name_lists import NameList, as_list, read_list
from ..rdf.schemes import SCHEMES
from ..results.answer import Answer
from ..results.link_tables import linked, links_of, unlinked
from .command_io import brief, open_here, read, show_answer, write
from .command_io import show as shown
from .terminal import Bar


def listing(options: argparse.Namespace) -> int:
    """Lists the links, or what is unlinked, of all schemes or of one."""
    target = options.target
    if target is not None and target not in SCHEMES:
        raise RequestError(f"there is no scheme {quoted(target)}", f"choose from: {', '.join(SCHEMES)}")
    found = [one for one in sources.read_links(homes.home()) if target in (None, one.scheme.name)]
    return show_answer(unlinked(found) if options.unlinked else linked(found), options)


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


_AS_OF = ("asOf=", "as_of=")
#: How many names the summary lists.
_LISTED = 10


def match(options: argparse.Namespace) -> int:
    """Prints the list with the entity of each name; exit 1 with --fail-on-unmatched when one has none."""
    days = [word.partition("=")[2] for word in options.names if word.startswith(_AS_OF)]
    names = [word for word in options.names if not word.startswith(_AS_OF)]
    if len(days) > 1:
        raise ParameterError("asOf: give one day")
    if bool(names) == (options.file is not None):
        raise RequestError("give names, or a list with --file PATH (- for standard input)")
    given = _list_in(options.file, options.column) if options.file is not None else as_list(names)
    graph = open_here(options)
    with Bar("matching names") as bar:
        progress = bar.step if len(given.rows) > _LISTED else None
        answer = graph.match(given, asOf=next(iter(days), None), kind=options.kind, progress=progress)
    code = show_answer(answer, options)
    missed = _summary(answer, given.names)
    return 1 if options.fail_on_unmatched and missed else code


def _list_in(file: str, column: str | None) -> NameList:
    """Reads a list; raises RequestError with the name of its file."""
    text = read(file)
    try:
        return read_list(text, column)
    except RequestError as error:
        name = "standard input" if file == "-" else brief(file)
        raise RequestError(f"{name}: {error.what}", error.advice) from None


def _summary(answer: Answer, names: Sequence[str]) -> int:
    """Says on stderr how many names matched and which did not; gives how many did not."""
    place = len(answer.columns) - 4  # the column of the outcome, by whatever name
    missed = {"unsure": list[str](), "unmatched": list[str]()}
    for name, row in zip(names, answer, strict=True):
        if row[place] != "matched":
            missed[row[place]].append(name or "(empty)")
    counts = [f"{len(found)} {outcome}" for outcome, found in missed.items()]
    total = sum(map(len, missed.values()))
    print(
        f"{counted(len(names), 'name')}: {len(names) - total} matched, {', '.join(counts)}", file=sys.stderr
    )
    for outcome, found in missed.items():
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        if found:
            listed = printable(", ".join(name[:60] for name in found[:_LISTED]))
            print(f"{outcome}: {listed}{more}", file=sys.stderr)
    return total
