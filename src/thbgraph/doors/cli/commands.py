"""The commands and their options. What a command does is in the module that its parser names."""

from __future__ import annotations

import argparse
import os
import sys

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWER_FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "html")
GRAPH_FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld")


class _Version(argparse.Action):
    """Prints program, data version and build; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from .machine import versions

        print(versions())
        parser.exit()


def _layout(prog: str) -> argparse.HelpFormatter:
    """Lays out help to the terminal's width, which argparse would import shutil to ask for."""
    try:
        width = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        width = 80
    return argparse.HelpFormatter(prog, width=width - 2)


def parser() -> argparse.ArgumentParser:
    """Makes the parser of the command line; `run` of what it parses names module and function."""
    top = argparse.ArgumentParser(
        prog="thbgraph",
        formatter_class=_layout,
        description="Who does what against trafficking in human beings, every answer with its passage.",
        epilog="Start with: thbgraph ask",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="program, data version and build")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (
        _ask,
        _find,
        _list,
        _show,
        _sparql,
        _export,
        _diff,
        _check,
        _fmt,
        _build,
        _doctor,
        _cache,
        _completion,
    ):
        add(commands)
    return top


_Commands = argparse._SubParsersAction  # argparse gives this type no public name


def _command(
    commands: _Commands[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, formatter_class=_layout, help=text, description=text[0].upper() + text[1:] + "."
    )
    command.set_defaults(run=run)
    return command


def _answer_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=ANSWER_FORMATS, help="default: table on a terminal, else csv")
    command.add_argument("-o", "--output", metavar="FILE", help="write to a file, whole or not at all")
    command.add_argument(
        "--excel-safe", action="store_true", help="keep spreadsheets from running a cell as a formula"
    )
    command.add_argument("--fail-on-empty", action="store_true", help="exit 1 when there are no rows")


def _ask(commands: _Commands[argparse.ArgumentParser]) -> None:
    ask = commands.add_parser(
        "ask", formatter_class=_layout, add_help=False, help="ask a saved question; without one, list them",
        description="Ask a saved question; without one, list them by theme.",
    )  # fmt: skip
    ask.add_argument("question", nargs="?", help="the question's name")
    ask.add_argument(
        "arguments", nargs="*", metavar="name=value", help="its parameters; repeat a name for several values"
    )
    ask.add_argument("-h", "--help", action="store_true", help="this help, or that of the question")
    ask.add_argument("--cite", action="store_true", help="show the statements and passages behind each row")
    ask.add_argument("--how-to-cite", action="store_true", help="say how to cite this answer")
    _answer_options(ask)
    ask.set_defaults(run="asking:ask", parser=ask)


def _find(commands: _Commands[argparse.ArgumentParser]) -> None:
    find = _command(commands, "find", "finding:find", "find entities and questions by a text")
    find.add_argument(
        "text", nargs="+", help="part of a name; accents, case and typing mistakes do not matter"
    )
    find.add_argument("--kind", metavar="CLASS", help="only things of a class, such as Body or thb:Treaty")


def _list(commands: _Commands[argparse.ArgumentParser]) -> None:
    listing = _command(commands, "list", "finding:listing", "list the things of a class, or the classes")
    listing.add_argument("kind", nargs="?", metavar="CLASS", help="a class, such as Body or thb:Treaty")


def _show(commands: _Commands[argparse.ArgumentParser]) -> None:
    show = _command(
        commands, "show", "show:run", "say what is known of an entity or passage, and who says so"
    )
    show.add_argument("name", help="a label, abbreviation, code, passage such as 2-14, CURIE or IRI")
    show.add_argument(
        "--memo", metavar="FILE", help="your copy of the memo, as text or as a table of paragraphs"
    )


def _sparql(commands: _Commands[argparse.ArgumentParser]) -> None:
    sparql = _command(commands, "sparql", "asking:sparql", "run a SPARQL query")
    sparql.add_argument("query", nargs="?", help="the query, or - to read it from standard input")
    sparql.add_argument("--file", metavar="PATH", help="read the query from a file")
    sparql.add_argument(
        "--timeout", metavar="SECONDS", type=float, help="end the query after so long; exit 4"
    )
    _answer_options(sparql)


def _export(commands: _Commands[argparse.ArgumentParser]) -> None:
    export = _command(commands, "export", "exporting:export", "write statements as RDF")
    export.add_argument(
        "entities", nargs="*", metavar="ENTITY", help="only what is said about these; by default all"
    )
    export.add_argument(
        "--class", dest="kind", metavar="CLASS", help="only what is said about things of a class"
    )
    export.add_argument("--graph", action="append", metavar="GRAPH", help="only one graph, such as memo:2-14")
    export.add_argument("--with-inferred", action="store_true", help="also what follows and what is computed")
    export.add_argument(
        "--with-default-graph", action="store_true", help="also every triple once without a graph"
    )
    export.add_argument("--ontology", action="store_true", help="the ontology instead (turtle, jsonld, html)")
    export.add_argument("--frame", metavar="FILE", help="a JSON-LD frame by which to nest")
    export.add_argument("--format", choices=(*GRAPH_FORMATS, "html"), default="trig", help="default: trig")
    export.add_argument("-o", "--output", metavar="FILE", help="write to a file, whole or not at all")


def _diff(commands: _Commands[argparse.ArgumentParser]) -> None:
    diff = _command(
        commands, "diff", "comparing:diff", "say in words what two data folders state differently"
    )
    diff.add_argument("before", metavar="A", help="a folder with ontology/, data/ and queries/")
    diff.add_argument("after", metavar="B", help="another")
    diff.add_argument("--by", choices=("entity", "graph", "quad"), default="entity", help="default: entity")


def _check(commands: _Commands[argparse.ArgumentParser]) -> None:
    check = _command(commands, "check", "checking:run", "say everything that is wrong with the sources")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")


def _fmt(commands: _Commands[argparse.ArgumentParser]) -> None:
    fmt = _command(commands, "fmt", "building:fmt", "bring the files under data/ into canonical form")
    fmt.add_argument("--check", action="store_true", help="only say which files differ; exit 1 when any does")


def _build(commands: _Commands[argparse.ArgumentParser]) -> None:
    build = _command(commands, "build", "building:build", "build the graph from its sources into the cache")
    build.add_argument("--force", action="store_true", help="build even when nothing has changed")


def _doctor(commands: _Commands[argparse.ArgumentParser]) -> None:
    _command(
        commands, "doctor", "machine:doctor", "say what is installed, where things lie, and what is missing"
    )


def _cache(commands: _Commands[argparse.ArgumentParser]) -> None:
    cache = _command(commands, "cache", "machine:cache", "remove what is cached")
    cache.add_argument("action", choices=("clear",), help="remove every build")


def _completion(commands: _Commands[argparse.ArgumentParser]) -> None:
    completion = _command(commands, "completion", "completing:script", "print a shell's completion script")
    completion.add_argument(
        "shell", choices=("bash", "zsh", "fish"), help="add its output to the shell's start-up file"
    )


def run(arguments: Sequence[str] | None) -> int:
    """Parses the command line, runs the command that it names and gives its exit code."""
    from importlib import import_module

    if "THBGRAPH_COMPLETE" in os.environ:  # a shell asks what may come next
        from .completing import offer

        print("\n".join(offer(sys.argv[1:] if arguments is None else arguments, parser())))
        return 0
    options = parser().parse_args(arguments)
    module, _, function = options.run.partition(":")
    code: int = getattr(import_module(f".{module}", __package__), function)(options)
    return code
