"""The commands and their options. What a command does is in the module that its row names."""

from __future__ import annotations

import argparse
import os
import sys

from ...answers.formats import formats_of
from ...words.lazy import TYPE_CHECKING
from ...words.suggestions import near
from . import actions, option_types
from .lookups import LOOKUPS
from .options import (
    ANSWER,
    CITED,
    LISTED,
    READS,
    UPDATES,
    answered,
    argument,
    chosen_format,
    constant,
    flag,
    memory,
    repeated,
    written,
)
from .parsing import Parser, Version, function

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .options import Command, Option


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
    for row in _COMMANDS:
        name, is_wanted = row[0], wanted in (None, row[0])
        # The help of `ask` may be that of a question.
        command = _add(commands, row, is_wanted, is_wanted=is_wanted, add_help=name != "ask")
        if is_wanted and name in _READING:
            READS(command)
    return top


def _add(commands: Any, row: Command, with_options: bool = True, **settings: bool) -> argparse.ArgumentParser:
    """Adds a command to others, or an action to those of a command."""
    name, run, text, options = row
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text[0].upper() + text[1:] + ".", **settings
    )
    if with_options:
        command.set_defaults(run=run, parser=command)
        for option in options:
            option(command)
    return command


def _actions(rows: Sequence[Command]) -> tuple[Option]:
    """Makes the options of a command that has actions."""

    def add(command: argparse.ArgumentParser) -> None:
        known = command.add_subparsers(title="actions", metavar="ACTION", required=True)
        for row in rows:
            _add(known, row)

    return (add,)


_ASK = (
    argument("question", "its name, or a sentence in plain words", nargs="?"),
    argument("arguments", "its parameters; repeat a name for several values", "name=value", nargs="*"),
    flag("-h --help", "this help, or that of the question"),
    flag("--how-to-cite", "say how to cite this answer, with its permanent name"),
    argument("--row", "say how to cite a row of it, by its number", "N", type=option_types.row),
    argument(
        "--memo", "your copy of the memo: --cite then quotes the sentences of each cited passage", "FILE"
    ),
    flag("--show-query", "print the SPARQL text with the arguments in it, and ask nothing"),
    flag("--for-grlc", "print the text as grlc reads it, with its parameters"),
    *(*answered(), *CITED),
)
_FIND = (
    argument("text", "a name or words; case, accents and slips do not matter", nargs="+"),
    argument("--kind", "only things of a class, such as Body or thb:Treaty", "CLASS"),
    *written(LISTED),
)
_LIST = (argument("kind", "a class, such as Body or thb:Treaty", "CLASS", nargs="?"), *written(LISTED))
_SPARQL = (
    argument("query", "the query, or - to read it from standard input", nargs="?"),
    argument("--file", "read the query from a file", "PATH"),
    argument("--timeout", "end the query after so long; exit 4", "SECONDS", type=option_types.seconds),
    memory(4.0, "end it when it needs more; default: 4"),
    repeated(
        "--allow-service", "let SERVICE call this address over the network; repeat it for several", "URL"
    ),
    *(*answered((*ANSWER, *formats_of("Statements"))), *CITED),
)
_SERVE = (
    argument("--host", "the address to listen at; default: this machine alone", default="127.0.0.1"),
    argument("--port", "the port to listen at; default: 8000", type=option_types.port, default=8000),
    argument("--base", "the address by which others reach it, behind a proxy", "URL"),
    repeated("--proxy", "take the word of a proxy at this address on who asks; repeat it for several", "ADDRESS"),
    argument("--timeout", "end a query after so long; default: 10", "SECONDS", type=option_types.seconds, default=10.0),
    memory(1.0, "end a query that needs more; default: 1"),
)  # fmt: skip
_EXPORT = (
    argument("entities", "only what is said about these; by default all", "ENTITY", nargs="*"),
    argument("--class", "only what is said about things of a class", "CLASS", dest="kind"),
    repeated("--graph", "only one graph, such as memo:2-14", "GRAPH"),
    flag("--with-inferred", "also what follows and what is computed"),
    flag("--with-default-graph",
         "all that other engines need: with what is inferred and computed, every triple also without a graph"),
    argument("--for", "the same in the way of an engine: jena, oxigraph, virtuoso", "ENGINE", dest="engine"),
    constant("--ontology", "part", "ontology", "the ontology instead"),
    constant("--shapes", "part", "shapes", "the SHACL shapes instead, with the subclass axioms that they need"),
    constant("--questions", "part", "questions", "the saved questions instead, as SHACL executables"),
    flag("--plain", "JSON-LD for who knows JSON alone: one object a thing, with labels and types of schema.org"),
    argument("--frame",
             "a JSON-LD frame by which to nest, or one that lies ready: instrument, organization, publication, state",
             "FILE"),
    *written(formats_of("Statements"), "trig"),
)  # fmt: skip
_PUBLISH = (
    argument("--graph-store",
             "its Graph Store, by which graphs are written; without it all goes by updates, which takes longer", "URL"),
    flag("--dry-run", "only say what would be written, and what is there"),
    *UPDATES,
)  # fmt: skip
_UNPUBLISH = (flag("--staged", "drop only what was being published when it was ended"), *UPDATES)
_SITE = (
    argument("folder", "the folder to write; a site that stands there is replaced", "DIR"),
    argument("--base", "the path of the site on its host (default: %(default)s)", "PATH", default="/"),
)
_DIFF = (
    argument("before", "a folder with ontology/, data/ and queries/, or a build in the cache", "A"),
    argument("after", "another", "B"),
    argument("--by", "default: entity", choices=("entity", "graph", "quad"), default="entity"),
)
_CHECK = (
    argument("files", "check these files only, which is quick", "FILE", nargs="*"),
    *written(("text", "json", "github", "sarif")),
    argument("--memo",
             "your copy of the memo, as text or as a table of paragraphs, to hold printed names against", "FILE"),
    argument("--accept",
             "show how the answers of these questions differ from the golden ones, and accept them; also: tables, "
             "conflicts; by default all", "QUESTION", nargs="*"),
)  # fmt: skip
_FMT = (
    argument("files", "files under data/; by default all", "FILE", nargs="*"),
    flag("--check", "only say which files differ; exit 1 when any does"),
)
_BUILD = (
    flag("--force", "build even when nothing has changed"),
    argument("--reasoner",
             "what reasons: the ontology compiled into rules (default), or owlrl, the slow reference",
             choices=("rules", "owlrl"), default="rules"),
    memory(4.0, "end it when it needs more; default: 4"),
)  # fmt: skip
_COMPLETION = (
    argument("shell", "add its output to the shell's start-up file", choices=("bash", "zsh", "fish")),
)

_COMMANDS: tuple[Command, ...] = (
    ("ask", "asking:ask", "ask a saved question; without one, list them by theme", _ASK),
    ("find", "finding:find", "find things, questions and texts by names and words", _FIND),
    ("list", "finding:listing", "list the things of a class, or the classes", _LIST),
    *LOOKUPS,
    ("sparql", "asking:sparql", "run a SPARQL query", _SPARQL),
    ("serve", "serving:serve", "serve endpoint, addresses and questions over HTTP, read-only", _SERVE),
    ("export", "exporting:export", "write statements as RDF", _EXPORT),
    ("publish", "publishing:publish", "publish the graph to an engine elsewhere, in one step for its readers", _PUBLISH),
    ("unpublish", "publishing:unpublish", "drop from an engine what was published there", _UNPUBLISH),
    ("site", "publishing:site", "write the pages of the graph as a folder of files", _SITE),
    ("source", "sources:listing", "say what each source covers and up to when, or check its table",
     _actions(actions.SOURCE)),
    ("link", "links:check", "say which outside identifiers things have, and check them", _actions(actions.LINK)),
    ("diff", "comparing:diff", "say in words what two data folders or builds state differently", _DIFF),
    ("check", "checking:run", "say everything that is wrong with the sources", _CHECK),
    ("fmt", "formatting:fmt", "bring the files under data/ into canonical form", _FMT),
    ("build", "building:build", "build the graph from its sources into the cache", _BUILD),
    ("doctor", "machine:doctor", "say what is installed, where things lie, and what is missing", ()),
    ("cache", "machine:cache", "remove what is cached",
     (argument("action", "remove every build", choices=("clear",)),)),
    ("completion", "completing:script", "print a shell's completion script", _COMPLETION),
)  # fmt: skip
#: The commands that read a graph, wherever it is.
_READING = {name for name, *_ in LOOKUPS} | {
    "ask",
    "find",
    "list",
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
