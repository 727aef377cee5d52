"""The options that say which graph a command reads, in which format it writes, and to which file."""

from __future__ import annotations

import argparse
import os

from ...answers.formats import format_named, format_of_file, formats_of
from . import option_types

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: The formats of results that have no text of their own, and of answers; the first is for people.
LISTED = ("text", *formats_of("Listing"))
ANSWER = ("table", *formats_of("Answer"))

#: What --endpoint does for a command that reads.
_ENDPOINT = "ask the graph that is published at this SPARQL endpoint; default: $THBGRAPH_ENDPOINT, else that of this machine"


def add_format_options(
    command: argparse.ArgumentParser, forms: Sequence[str], usual: str | None = None
) -> None:
    """Adds the options that say in which format a command writes, and to which file."""
    said = usual or "table on a terminal, else csv"
    command.add_argument(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(forms)}; default: that of the file's ending, else {said}",
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=option_types.output,
        help="write to a file, whole or not at all; - is standard output",
    )
    command.set_defaults(formats=forms, usual_format=usual)


def add_answer_options(
    command: argparse.ArgumentParser, forms: Sequence[str] = ANSWER, cites: bool = True
) -> None:
    """Adds the options of commands that give an answer, and those by which it is cited."""
    add_format_options(command, forms)
    command.add_argument(
        "--excel-safe", action="store_true", help="keep spreadsheets from running a cell as a formula"
    )
    command.add_argument("--wide", action="store_true", help="for people, too, all columns and every row")
    command.add_argument(
        "--columns", metavar="A,B", type=option_types.columns, help="these columns alone, in every format"
    )
    command.add_argument(
        "--fail-on-empty", action="store_true", help="exit 1 when the answer is empty, or a count of nothing"
    )
    command.set_defaults(cite=False)
    if not cites:
        return
    command.add_argument(
        "--cite",
        action="store_const",
        const=True,
        default=False,
        help="show the passages and sources behind each row, with the addresses of their pages",
    )
    # argparse takes an option that is written so whole for itself, and a question after --cite for no value.
    for how, text in (
        ("full", "also every statement, and what had to be absent"),
        ("minimal", "of these only what the row cannot do without; takes longer"),
    ):
        command.add_argument(f"--cite={how}", dest="cite", action="store_const", const=how, help=text)


def add_endpoint(command: argparse.ArgumentParser, text: str = _ENDPOINT) -> None:
    """Adds the option of commands that read a graph, here or on another machine."""
    command.add_argument(
        "--endpoint",
        metavar="URL",
        default=os.environ.get("THBGRAPH_ENDPOINT"),
        help=text,
    )


def add_updates(command: argparse.ArgumentParser) -> None:
    """Adds the options of commands that write to an engine elsewhere."""
    add_endpoint(command, "the query service of the engine; default: $THBGRAPH_ENDPOINT")
    command.add_argument(
        "--update", metavar="URL", help="where it takes updates; default: update, beside the query service"
    )


def add_quoting_options(ask: argparse.ArgumentParser) -> None:
    """Adds the options by which the answer to a question is quoted: its reference, and the texts of passages."""
    ask.add_argument(
        "--how-to-cite", action="store_true", help="say how to cite this answer, with its permanent name"
    )
    ask.add_argument(
        "--row", metavar="N", type=option_types.row, help="say how to cite a row of it, by its number"
    )
    ask.add_argument(
        "--memo",
        metavar="FILE",
        help="your copy of the memo: --cite then quotes the sentences of each cited passage",
    )


def chosen_format(options: argparse.Namespace) -> str | None:
    """Returns the format that is named, else that of the file's ending, else the usual one; raises RequestError."""
    if options.format is not None:
        return format_named(options.format, options.formats)
    by_ending = format_of_file(options.output, options.formats) if options.output else None
    return by_ending or options.usual_format
