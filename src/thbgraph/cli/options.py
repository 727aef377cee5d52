"""The parser of arguments, options as values, and those that several commands have: the graph, the format, the file, the day."""

from __future__ import annotations

import argparse
import os
from importlib import import_module

from ..base.lazy import TYPE_CHECKING
from ..results.formats import format_named, format_of_file, formats_of
from . import option_types

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    #: Adds itself to the parser of a command.
    Option = Callable[[argparse.ArgumentParser], object]
    #: The name of a command or action, its module and function, its help, and its options.
    Command = tuple[str, str, str, tuple[Option, ...]]

#: The process that runs the commands, mostly a shell, also of what goes on in a child.
SHELL = os.getppid()
#: Of a word that somebody typed, so many characters are echoed.
_LONGEST = 60


class Parser(argparse.ArgumentParser):
    """A parser whose complaints echo no more of an argument than says which one is meant; a shell unless wanted."""

    def __init__(self, is_wanted: bool = True, **settings: Any) -> None:
        if is_wanted:
            super().__init__(formatter_class=_layout, **settings)

    def error(self, message: str) -> NoReturn:
        """Prints usage and message on stderr; exit 2."""
        words = (word if len(word) <= _LONGEST else word[:_LONGEST] + "..." for word in message.split(" "))
        super().error(" ".join(words))


class Version(argparse.Action):
    """Prints program, data version and build; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(function("versions:versions")())
        parser.exit()


def _layout(prog: str) -> argparse.HelpFormatter:
    """Lays out help to the terminal's width, which argparse would import shutil to ask for."""
    try:
        width = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        width = 80
    return argparse.HelpFormatter(prog, width=width - 2)


def function(place: str) -> Callable[..., Any]:
    """Returns the function that is written `module:function`, whose module of this package is loaded now."""
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(f".{module}", __package__), name)
    return found


#: The formats of most results, and of answers; the first is for people.
LISTED, ANSWER = formats_of("Listing"), formats_of("Answer")


def argument(names: str, text: str, metavar: str | None = None, **settings: Any) -> Option:
    """Makes an argument, or an option with a value; other settings are those of argparse."""
    return lambda command: command.add_argument(*names.split(), help=text, metavar=metavar, **settings)


def repeated(name: str, text: str, metavar: str) -> Option:
    """Makes an option that may be given several times."""
    return argument(name, text, metavar, action="append", default=[])


def flag(names: str, text: str) -> Option:
    """Makes an option without a value."""
    return lambda command: command.add_argument(*names.split(), help=text, action="store_true")


def constant(name: str, dest: str, value: object, text: str) -> Option:
    """Makes an option without a value that gives another one a value."""
    return lambda command: command.add_argument(name, help=text, dest=dest, action="store_const", const=value)


def written(forms: Sequence[str], usual: str | None = "text") -> tuple[Option, ...]:
    """Makes the options that say in which format a command writes, and to which file."""
    choices = f"{', '.join(forms)}; default: by the file's ending, else {usual or 'text on a terminal and csv elsewhere'}"
    to = "write to this file, completely or not at all; - is standard output"
    return (
        argument("--format", choices, "FORMAT"),
        argument("-o --output", to, "FILE", type=option_types.output),
        lambda command: command.set_defaults(formats=forms, usual_format=usual),
    )


def answered(forms: Sequence[str] = ANSWER) -> tuple[Option, ...]:
    """Makes the options of commands that give an answer."""
    return (
        *written(forms, None),
        flag("--excel-safe", "keep spreadsheets from running cells as formulas"),
        flag("--wide", "show all columns and rows"),
        argument("--columns", "only these columns, in every format", "A,B", type=option_types.columns),
        flag("--fail-on-empty", "exit 1 if the answer is empty, or counts nothing"),
        lambda command: command.set_defaults(cite=False),
    )


#: The options by which an answer is cited, behind those of `answered`. argparse takes an option that is written so
#: whole for itself, and a question after --cite for no value.
CITED = (
    constant("--cite", "cite", True,
             "show the passages and sources behind each row, with page addresses"),
    constant("--cite=full", "cite", "full", "the same, with every statement, and what must not be recorded"),
)  # fmt: skip


def endpoint(text: str) -> Option:
    """Makes the option that names an engine elsewhere, by default that of the environment."""
    return lambda command: command.add_argument(
        "--endpoint", help=text, metavar="URL", default=os.environ.get("THBGRAPH_ENDPOINT")
    )


#: The option of commands that read a graph, here or on another machine.
READS = endpoint(
    "ask the graph published at this SPARQL endpoint; default: $THBGRAPH_ENDPOINT, else the local graph"
)
#: The options of commands that write to an engine elsewhere.
UPDATES = (
    endpoint("the query service of the engine; default: $THBGRAPH_ENDPOINT"),
    argument(
        "--update", "its update service; default: update, beside the query service or in the dataset", "URL"
    ),
)


def memory(gigabytes: float, text: str) -> Option:
    """Makes the option that bounds the memory of a worker."""
    return argument("--memory", text, "GB", type=option_types.gigabytes, default=gigabytes)


def chosen_format(options: argparse.Namespace) -> str | None:
    """Returns the format that is named, else that of the file's ending, else the usual one; raises RequestError.

    A query that is printed has no format, and its file any ending.
    """
    if options.format is not None:
        return format_named(options.format, options.formats)
    is_query = getattr(options, "show_query", False) or getattr(options, "for_grlc", False)
    by_ending = format_of_file(options.output, options.formats) if options.output and not is_query else None
    return by_ending or options.usual_format
