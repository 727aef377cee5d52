"""The commands and their options. What a command does is in the module that its parser names."""

from __future__ import annotations

import argparse
import os
import sys

from ...answers.formats import formats_of
from ...words.suggestions import near
from . import option_types
from .action_options import add_link_actions, add_source_actions
from .format_options import (
    ANSWER,
    LISTED,
    add_answer_options,
    add_endpoint,
    add_format_options,
    add_quoting_options,
    add_updates,
    chosen_format,
)
from .lookup_options import LOOKUPS
from .parsing import Parser, Version, function

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    _Command = tuple[str, str, str, Callable[[argparse.ArgumentParser], None] | None]


def parser(wanted: str | None = None) -> argparse.ArgumentParser:
    """Makes the parser of the command line; `run` of what it parses names module and function.

    With `wanted`, only that command gets a parser: the others are known by name and help.
    """
    top = Parser(
        prog="thbgraph",
        description="Who does what against trafficking in human beings, every answer with its passage.",
        epilog="Start with: thbgraph ask",
    )
    top.add_argument("--version", action=Version, nargs=0, help="program, data version and build")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for name, run, text, options in _COMMANDS:
        is_wanted = wanted in (None, name)
        command = commands.add_parser(
            name,
            is_wanted=is_wanted,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            add_help=name != "ask",  # whose help may be that of a question
        )
        if is_wanted:
            command.set_defaults(run=run, parser=command)
        if is_wanted and options is not None:
            options(command)
        if is_wanted and name in _READING:
            add_endpoint(command)
    return top


def _ask(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("question", nargs="?", help="its name, or a sentence in plain words")
    ask.add_argument(
        "arguments", nargs="*", metavar="name=value", help="its parameters; repeat a name for several values"
    )
    ask.add_argument("-h", "--help", action="store_true", help="this help, or that of the question")
    add_quoting_options(ask)
    ask.add_argument(
        "--show-query",
        action="store_true",
        help="print the SPARQL text with the arguments in it, and ask nothing",
    )
    ask.add_argument(
        "--for-grlc", action="store_true", help="print the text as grlc reads it, with its parameters"
    )
    add_answer_options(ask)


def _find(find: argparse.ArgumentParser) -> None:
    find.add_argument("text", nargs="+", help="a name or words; case, accents and slips do not matter")
    find.add_argument("--kind", metavar="CLASS", help="only things of a class, such as Body or thb:Treaty")
    add_format_options(find, LISTED, "text")


def _list(listing: argparse.ArgumentParser) -> None:
    listing.add_argument("kind", nargs="?", metavar="CLASS", help="a class, such as Body or thb:Treaty")
    add_format_options(listing, LISTED, "text")


def _sparql(sparql: argparse.ArgumentParser) -> None:
    sparql.add_argument("query", nargs="?", help="the query, or - to read it from standard input")
    sparql.add_argument("--file", metavar="PATH", help="read the query from a file")
    sparql.add_argument(
        "--timeout", metavar="SECONDS", type=option_types.seconds, help="end the query after so long; exit 4"
    )
    _add_memory(sparql, 4.0, "end it when it needs more; default: 4")
    sparql.add_argument(
        "--allow-service",
        metavar="URL",
        action="append",
        default=[],
        help="let SERVICE call this address over the network; repeat it for several",
    )
    add_answer_options(sparql, (*ANSWER, *formats_of("Statements")))


def _add_memory(command: argparse.ArgumentParser, gigabytes: float, told: str) -> None:
    command.add_argument("--memory", metavar="GB", type=option_types.gigabytes, default=gigabytes, help=told)


def _site(site: argparse.ArgumentParser) -> None:
    site.add_argument(
        "folder", metavar="DIR", help="the folder to write; a site that stands there is replaced"
    )
    site.add_argument(
        "--base", default="/", metavar="PATH", help="the path of the site on its host (default: %(default)s)"
    )


def _serve(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at; default: this machine alone"
    )
    serve.add_argument(
        "--port", type=option_types.port, default=8000, help="the port to listen at; default: 8000"
    )
    serve.add_argument("--base", metavar="URL", help="the address by which others reach it, behind a proxy")
    serve.add_argument(
        "--proxy",
        metavar="ADDRESS",
        action="append",
        default=[],
        help="take the word of a proxy at this address on who asks; repeat it for several",
    )
    serve.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=option_types.seconds,
        default=10.0,
        help="end a query after so long; default: 10",
    )
    _add_memory(serve, 1.0, "end a query that needs more; default: 1")


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument(
        "entities", nargs="*", metavar="ENTITY", help="only what is said about these; by default all"
    )
    export.add_argument(
        "--class", dest="kind", metavar="CLASS", help="only what is said about things of a class"
    )
    export.add_argument("--graph", action="append", metavar="GRAPH", help="only one graph, such as memo:2-14")
    export.add_argument("--with-inferred", action="store_true", help="also what follows and what is computed")
    export.add_argument(
        "--with-default-graph",
        action="store_true",
        help="all that other engines need: with what is inferred and computed, every triple also without a graph",
    )
    export.add_argument(
        "--for",
        dest="engine",
        metavar="ENGINE",
        help="the same in the way of an engine: jena, oxigraph, virtuoso",
    )
    for part, text in (
        ("ontology", "the ontology instead"),
        ("shapes", "the SHACL shapes instead, with the subclass axioms that they need"),
        ("questions", "the saved questions instead, as SHACL executables"),
    ):
        export.add_argument(f"--{part}", dest="part", action="store_const", const=part, help=text)
    export.add_argument(
        "--plain",
        action="store_true",
        help="JSON-LD for who knows JSON alone: one object a thing, with labels and types of schema.org",
    )
    export.add_argument(
        "--frame",
        metavar="FILE",
        help="a JSON-LD frame by which to nest, or one that lies ready: instrument, organization, publication, state",
    )
    add_format_options(export, formats_of("Statements"), "trig")


def _publish(publish: argparse.ArgumentParser) -> None:
    publish.add_argument(
        "--graph-store",
        metavar="URL",
        help="its Graph Store, by which graphs are written; without it all goes by updates, which takes longer",
    )
    publish.add_argument(
        "--dry-run", action="store_true", help="only say what would be written, and what is there"
    )
    add_updates(publish)


def _unpublish(unpublish: argparse.ArgumentParser) -> None:
    unpublish.add_argument(
        "--staged", action="store_true", help="drop only what was being published when it was ended"
    )
    add_updates(unpublish)


def _diff(diff: argparse.ArgumentParser) -> None:
    diff.add_argument(
        "before", metavar="A", help="a folder with ontology/, data/ and queries/, or a build in the cache"
    )
    diff.add_argument("after", metavar="B", help="another")
    diff.add_argument("--by", choices=("entity", "graph", "quad"), default="entity", help="default: entity")


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("files", nargs="*", metavar="FILE", help="check these files only, which is quick")
    add_format_options(check, ("text", "json", "github", "sarif"), "text")
    check.add_argument(
        "--memo",
        metavar="FILE",
        help="your copy of the memo, as text or as a table of paragraphs, to hold printed names against",
    )
    check.add_argument(
        "--accept",
        nargs="*",
        metavar="QUESTION",
        help="show how the answers of these questions differ from the golden ones, and accept them; also: tables, conflicts; by default all",
    )


def _fmt(fmt: argparse.ArgumentParser) -> None:
    fmt.add_argument("files", nargs="*", metavar="FILE", help="files under data/; by default all")
    fmt.add_argument("--check", action="store_true", help="only say which files differ; exit 1 when any does")


def _build(build: argparse.ArgumentParser) -> None:
    build.add_argument("--force", action="store_true", help="build even when nothing has changed")
    build.add_argument(
        "--reasoner",
        choices=("rules", "owlrl"),
        default="rules",
        help="what reasons: the ontology compiled into rules (default), or owlrl, the slow reference",
    )
    _add_memory(build, 4.0, "end it when it needs more; default: 4")


def _cache(cache: argparse.ArgumentParser) -> None:
    cache.add_argument("action", choices=("clear",), help="remove every build")


def _completion(completion: argparse.ArgumentParser) -> None:
    completion.add_argument(
        "shell", choices=("bash", "zsh", "fish"), help="add its output to the shell's start-up file"
    )


#: Name, module and function, help, and what adds the options of each command.
_COMMANDS = (
    ("ask", "asking:ask", "ask a saved question; without one, list them by theme", _ask),
    ("find", "finding:find", "find things, questions and texts by names and words", _find),
    ("list", "finding:listing", "list the things of a class, or the classes", _list),
    *LOOKUPS,
    ("sparql", "asking:sparql", "run a SPARQL query", _sparql),
    ("serve", "serving:serve", "serve endpoint, addresses and questions over HTTP, read-only", _serve),
    ("export", "exporting:export", "write statements as RDF", _export),
    (
        "publish",
        "publishing:publish",
        "publish the graph to an engine elsewhere, in one step for its readers",
        _publish,
    ),
    ("unpublish", "publishing:unpublish", "drop from an engine what was published there", _unpublish),
    ("site", "publishing:site", "write the pages of the graph as a folder of files", _site),
    (
        "source",
        "sources:listing",
        "say what each source covers and up to when, or check its table",
        add_source_actions,
    ),
    (
        "link",
        "part_checks:links",
        "say which outside identifiers things have, and check them",
        add_link_actions,
    ),
    ("diff", "comparing:diff", "say in words what two data folders or builds state differently", _diff),
    ("check", "checking:run", "say everything that is wrong with the sources", _check),
    ("fmt", "formatting:fmt", "bring the files under data/ into canonical form", _fmt),
    ("build", "building:build", "build the graph from its sources into the cache", _build),
    ("doctor", "machine:doctor", "say what is installed, where things lie, and what is missing", None),
    ("cache", "machine:cache", "remove what is cached", _cache),
    ("completion", "completing:script", "print a shell's completion script", _completion),
)


#: The commands that read a graph, wherever it is.
_READING = {
    "ask",
    "find",
    "list",
    *(name for name, *_ in LOOKUPS),
    "sparql",
    "serve",
    "export",
    "site",
    "doctor",
}


#: How alike the first word must be to a command that it may be a slip of it, and no name.
_SLIP = 0.65


def run(arguments: Sequence[str] | None) -> int:
    """Parses the command line, runs the command that it names and gives its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if "THBGRAPH_COMPLETE" in os.environ:  # a shell asks what may come next
        complete = function("completing:complete")
        offers = complete(os.environ["THBGRAPH_COMPLETE"], " ".join(given), parser())
        sys.stdout.writelines(f"{one}\n" for one in offers)
        return 0
    wanted = next((word for word in given if not word.startswith("-")), "")
    if " " in wanted.strip():  # no command, but a sentence
        given, wanted = ["ask", *given], "ask"
    elif wanted and not near(wanted, (name for name, *_ in _COMMANDS), alike=_SLIP):  # but a name
        given, wanted = ["show", *given], "show"
    top = parser(wanted)
    options, rest = top.parse_known_args(given)
    if not hasattr(options, "run"):
        top.error("expected a command; thbgraph --help lists them, thbgraph ask the questions")
    if rest and wanted == "ask" and all("=" in word and not word.startswith("-") for word in rest):
        options.arguments, rest = options.arguments + rest, []  # name=value may stand behind an option
    if rest:
        options.parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.words = given
    if "formats" in options:
        options.format = chosen_format(options)
    return int(function(options.run)(options))
