"""The command `link match`: other people's lists of names and codes, matched to entities."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ..base.counts import counted
from ..base.errors import ParameterError, RequestError
from ..base.names import printable
from ..results.answer import Answer
from ..results.matches import NameList, as_list, read_list
from .asking import write_answer
from .opening import brief, open_here, read
from .progress import Bar

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
    code = write_answer(answer, options)
    missed = _summary(answer, given.names)
    return 1 if options.fail_on_unmatched and missed else code


def _list_in(file: str, column: str | None) -> NameList:
    """Reads a list; raises RequestError with the name of its file."""
    text = read(file)
    try:
        return read_list(text, column)
    except RequestError as error:
        name = "standard input" if file == "-" else brief(file)
        raise RequestError(f"{name}: {error.message}") from None


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
            told = printable(", ".join(name[:60] for name in found[:_LISTED]))
            print(f"{outcome}: {told}{more}", file=sys.stderr)
    return total
