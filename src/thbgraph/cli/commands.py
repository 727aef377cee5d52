"""The commands and their options. What a command does is in the module that its row names."""

from __future__ import annotations

import argparse
import os
import sys

from ..base.errors import RequestError
from ..base.lazy import TYPE_CHECKING
from ..base.printing import quoted
from ..base.suggestions import did_you_mean, near
from ..results.formats import formats_of
from . import option_types
from .options import (
    ANSWER,
    CITED,
    LISTED,
    READS,
    UPDATES,
    Parser,
    Version,
    answered,
    argument,
    chosen_format,
    constant,
    flag,
    function,
    memory,
    repeated,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .options import Command, Option

_MATCH = (
    argument("names", "names or codes; asOf=DATE is the day to which they refer", "NAME", nargs="*"),
    argument("--file", "a list of names, as CSV with a header; - for standard input", "PATH"),
    argument("--column", "the column of the list that holds the names", "COLUMN"),
    argument("--kind", "only things of a class, such as State or org:Organization", "CLASS"),
    flag("--fail-on-unmatched", "exit 1 if a name does not match"),
    *answered(),
)
_FETCH = (
    repeated("--target", "only this scheme; may be repeated", "SCHEME"),
    argument("--max-age", "fetch again what is older than this; default: 7, 0 for everything", "DAYS",
             type=option_types.days, default=7),
    argument("--via", "a mirror, to which each address is appended", "URL"),
)  # fmt: skip
_DRIFT = (
    argument("--target", "only this scheme, such as wikidata", "SCHEME"),
    flag("--mismatch-finder", "write CSV for Wikidata's Mismatch Finder"),
    flag("--proposal", "propose what it says of memberships, for source refresh --apply"),
    *answered(),
)
_LINKS = (
    argument("--target", "only links to this scheme, such as wikidata", "SCHEME"),
    flag("--unlinked", "list what has no identifier, and why"),
    *answered(),
)
_LINKED = (argument("name", "a label, abbreviation, code, CURIE, IRI or linked identifier"), *written(LISTED))
_REFRESH = (
    argument(
        "file",
        "the page of a depositary, as saved from a browser, or a list of members as CSV",
        "FILE",
        nargs="?",
    ),
    argument("--treaty", "the treaty that it lists, such as CETS 197", "TREATY"),
    argument("--organization", "the organization whose members it lists, by name", "ORGANIZATION"),
    argument("--page", "the address of a list of members", "URL"),
    argument(
        "--read", "the day on which you saved it, where the page shows none", "DAY", type=option_types.day
    ),
    flag("--fetch", "fetch the page first from its depositary, which is told before, and save it as FILE"),
    argument("--via", "a mirror, to which each address is appended", "URL"),
    argument("--apply", "write what this proposal accepts, and remember what it rejects", "PROPOSAL"),
    *answered(),
)

#: Rows as in `commands`.
SOURCE = (
    ("list", "source_commands:listing", "list the sources: rights, age, and up to when each is complete", written(LISTED)),
    ("show", "source_commands:show", "show what a source says about itself",
     (argument("name", "a source, such as editors", "SOURCE"), *written(LISTED))),
    ("status", "source_commands:status", "show the period that each source covers for each treaty, and how old it is",
     (argument("instrument", "only this treaty, such as CETS 197", "TREATY", nargs="?"), *written(LISTED))),
    ("check", "source_commands:check", "check the tables against their metadata",
     (argument("name", "only the table of this source", "SOURCE", nargs="?"),)),
    ("refresh", "source_commands:refresh", "propose what a saved page or list changes, or apply a proposal", _REFRESH),
)  # fmt: skip
LINK = (
    ("check", "linking:check", "report what is wrong with the links", ()),
    ("list", "linking:listing", "list the links, or what is unlinked", _LINKS),
    ("show", "linking:show", "show which identifiers a thing has, and on what evidence", _LINKED),
    ("match", "linking:match", "match your own list of names or codes to things in the graph", _MATCH),
    ("fetch", "fetching:fetch", "fetch over the network what linked sources say", _FETCH),
    ("drift", "fetching:drift", "show where the fetched sources say something different", _DRIFT),
)
NEW = (
    ("question", "curating:question", "write queries/NAME.rq, to be filled in, and say what comes next",
     (argument("name", "its name: lower-case words joined by hyphens", "NAME"),)),
)  # fmt: skip


_TREATY = argument("instrument", "a treaty, such as CETS 197")
_DAY = argument(
    "day", "the day, such as asOf=2008-01-01; default: the memo's", "asOf=DATE", nargs="?", type=option_types.day
)  # fmt: skip

_SHOW = (
    argument("name", "a label, abbreviation, code, passage such as 2-14, linked identifier, CURIE or IRI"),
    flag("--all", "show long lists in full"),
    argument("--memo", "your copy of the memo, as text or as a table of paragraphs", "FILE"),
    *written(formats_of("Page")),
)
_WHY = (
    argument("subject", "a label, abbreviation, code, passage such as 2-14, CURIE or IRI"),
    argument(
        "predicate", "a property by its label, local name, CURIE or IRI; a for the class of the subject"
    ),
    argument("object", "a thing, named like the subject, or a value: text, a day or a Turtle literal"),
    *written(formats_of("Explanation")),
)
_CONFLICTS = (
    argument(
        "entity",
        "only conflicts about this thing, or with a side in this passage or source",
        "ENTITY",
        nargs="?",
    ),
    argument("--kind", "only conflicts of this kind, such as value", "KIND"),
    *written(formats_of("Conflicts")),
)
_STATUS = (
    argument("state", "a state, territory or organization, by any of its names"),
    _TREATY,
    _DAY,
    *written(formats_of("StatusOnDay")),
)
_REPORT = (
    argument("report", "the name of a report; without one, list them", nargs="?"),
    argument("arguments", "what it is about, in order or by name, such as Finland asOf=2008-01-01", "name=value", nargs="*"),
    flag("-h --help", "show this help, or that of the report, and exit"),
    flag("--all", "show long lists in full"),
    *written(formats_of("Report")),
)  # fmt: skip

#: Rows as in `commands`.
LOOKUPS = (
    ("show", "lookups:page", "show what is known about a thing or passage, and who says so", _SHOW),
    ("why", "lookups:why", "explain why a statement holds: its shortest proof, down to the passages", _WHY),
    ("conflicts", "lookups:conflicts", "show where the sources disagree: both sides, and a reading", _CONFLICTS),
    ("status", "lookups:status", "show where a state stands under a treaty on a day, and what decides it", _STATUS),
    ("report", "report_command:report", "make a report, such as brief or matrix; without a name, list them", _REPORT),
)  # fmt: skip


def parser(wanted: str | None = None) -> argparse.ArgumentParser:
    """Makes the parser of the command line; `run` of what it parses names module and function.

    With `wanted`, only that command gets a parser: the others are known by name and help.
    """
    top = Parser(
        prog="thbgraph",
        description="A memo as a knowledge graph: answers that show what they rest on.",
        epilog="Each report is a command, too: thbgraph report lists them. Start with: thbgraph ask",
    )
    top.add_argument("--version", action=Version, nargs=0, help="program, data version and build")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for row in _COMMANDS:
        name, is_wanted = row[0], wanted in (None, row[0])
        # Their help may be that of a question or report.
        has_own_help = name in ("ask", "report")
        command = _add(commands, row, is_wanted, is_wanted=is_wanted, add_help=not has_own_help)
        if is_wanted and name in _READING:
            READS(command)
    return top


def report_names() -> list[str]:
    """Returns the names of the reports of the home, each of which is a command; raises StoreError where there is no home."""
    from ..build import homes  # which most commands need not ask for reports

    return homes.report_names(homes.home())


def is_sentence(words: Sequence[str]) -> bool:
    """Says whether words of the command line read as a sentence: one with blanks in it or a question mark, or several without `=`."""
    return bool(words) and (
        " " in words[0].strip()
        or words[0].endswith("?")
        or (len(words) > 1 and not any("=" in word for word in words))
    )


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
    argument("question", "the name of a question, or a sentence in plain words", nargs="?"),
    argument("arguments", "its arguments; repeat a name for several values", "name=value", nargs="*"),
    flag("-h --help", "show this help, or that of the question, and exit"),
    flag("--how-to-cite", "show how to cite this answer, with its permanent name"),
    argument("--row", "show how to cite one row of it, by number", "N", type=option_types.row),
    argument("--memo", "your copy of the memo, from which --cite quotes each cited passage", "FILE"),
    flag("--show-query", "print the SPARQL query with its arguments filled in, without running it"),
    flag("--explain", "say how a sentence is read, and which reader takes all its words"),
    flag("--for-grlc", "print the query for grlc, with its parameters"),
    *answered(),
    *CITED,
)
_CHANGES = (
    argument("name", "a thing, or a question with its arguments; default: all", "NAME|QUESTION", nargs="?"),
    argument(
        "arguments", "arguments of the question; repeat a name for several values", "name=value", nargs="*"
    ),
    argument(
        "--since",
        "a release, or a folder with ontology/, data/ and queries/; default: the first release",
        "VERSION",
    ),
    *written(formats_of("Changes")),
)
_FIND = (
    argument("text", "a name or words; case, accents and typing errors do not matter", nargs="+"),
    argument("--kind", "only things of a class, such as Body or thb:Treaty", "CLASS"),
    *written(LISTED),
)
_LIST = (argument("kind", "a class, such as Body or thb:Treaty", "CLASS", nargs="?"), *written(LISTED))
_SPARQL = (
    argument("query", "the query, or - to read it from standard input", nargs="?"),
    argument("--file", "read the query from a file", "PATH"),
    argument(
        "--timeout", "stop the query after this time, with exit code 4", "SECONDS", type=option_types.seconds
    ),
    memory(4.0, "stop if it needs more memory than this; default: 4"),
    repeated(
        "--allow-service", "allow SERVICE to call this address over the network; may be repeated", "URL"
    ),
    *answered((*ANSWER, *formats_of("Statements"))),
    *CITED,
)
_SERVE = (
    argument("--host", "the address to listen on; default: this machine only", default="127.0.0.1"),
    argument("--port", "the port to listen on; default: 8000", type=option_types.port, default=8000),
    argument("--base", "the public address of the server, when it is behind a proxy", "URL", type=option_types.address),
    repeated("--proxy", "trust a proxy at this address to say who the client is; may be repeated", "ADDRESS"),
    argument("--timeout", "stop a query after this time; default: 10", "SECONDS", type=option_types.seconds, default=10.0),
    memory(1.0, "stop a query that needs more memory than this; default: 1"),
)  # fmt: skip
_EXPORT = (
    argument("entities", "export only what is said about these; default: everything", "ENTITY", nargs="*"),
    argument("--class", "export only what is said about things of this class", "CLASS", dest="kind"),
    repeated("--graph", "export only this graph, such as memo:2-14; may be repeated", "GRAPH"),
    flag("--with-inferred", "include what is inferred and computed"),
    flag("--with-default-graph",
         "export what another engine needs: include what is inferred and computed, and repeat every triple in the default graph"),
    argument("--for", "the same, in the form that an engine needs: jena, oxigraph, virtuoso", "ENGINE", dest="engine"),
    constant("--ontology", "part", "ontology", "export the ontology instead"),
    constant("--shapes", "part", "shapes", "export the SHACL shapes instead, with the subclass axioms that they need"),
    constant("--questions", "part", "questions", "export the saved questions instead, as SHACL executables"),
    flag("--plain", "export JSON-LD that reads as plain JSON: one object per thing, with labels and schema.org types"),
    argument("--tables", "write tables instead, as CSV with CSVW and a Data Package, into this folder", "DIR"),
    flag("--parquet", "write the tables as Parquet, too"),
    argument("--frame",
             "a JSON-LD frame, as a file or by name: instrument, organization, publication, state",
             "FILE"),
    *written(formats_of("Statements"), "trig"),
)  # fmt: skip
_PUBLISH = (
    argument("--graph-store",
             "its Graph Store, to which graphs are written; without one, SPARQL updates are used, which is slower", "URL"),
    flag("--dry-run", "only try the addresses and the password, and show what would be written and what is there"),
    *UPDATES,
)  # fmt: skip
_UNPUBLISH = (
    flag("--staged", "drop only the remains of an interrupted publication"),
    flag("--dry-run", "only try the address and the password, and show how many graphs would be dropped"),
    *UPDATES,
)
_SITE = (argument("folder", "the folder to write; a site that is there is replaced", "DIR"),)
_DIFF = (
    argument("before", "a folder with ontology/, data/ and queries/, or a build in the cache", "A"),
    argument("after", "another such folder or build", "B"),
    argument(
        "--by",
        "how the differences are grouped; default: entity",
        choices=("entity", "quad"),
        default="entity",
    ),
)
_CHECK = (
    argument("files", "check only these files, which is quick", "FILE", nargs="*"),
    *written(("text", "json", "github", "sarif")),
    argument("--memo",
             "your copy of the memo, as text or as a table of paragraphs, against which printed names are checked", "FILE"),
    argument("--accept",
             "show how the answers to these questions differ from the golden ones, and accept them; also: tables, "
             "conflicts; default: all", "QUESTION", nargs="*"),
)  # fmt: skip
_FMT = (
    argument("files", "files under data/; default: all", "FILE", nargs="*"),
    flag("--check", "only report which files would change; exit 1 if any would"),
)
_INIT = (
    argument("folder", "a folder that is empty or not there", "DIR"),
    argument("--base", "where the names of its things begin; default: https://example.org/memo/", "IRI",
             default="https://example.org/memo/"),
)  # fmt: skip
_BUILD = (
    flag("--force", "build even when nothing has changed"),
    memory(4.0, "stop if it needs more memory than this; default: 4"),
)  # fmt: skip
_COMPLETION = (
    argument("shell", "add its output to the shell's start-up file", choices=("bash", "zsh", "fish")),
)

_COMMANDS: tuple[Command, ...] = (
    ("ask", "ask_commands:ask", "ask a saved question; without one, list them by theme", _ASK),
    ("find", "lookups:find", "find things, questions and texts by names and words", _FIND),
    ("list", "lookups:listing", "list the things of a class, or the classes", _LIST),
    *LOOKUPS,
    ("changes", "ask_commands:changes", "show what changed since a release, of all, a thing or an answer", _CHANGES),
    ("sparql", "ask_commands:sparql", "run a SPARQL query", _SPARQL),
    ("serve", "serving:serve", "serve the graph over HTTP: pages, questions and a read-only SPARQL endpoint", _SERVE),
    ("mcp", "serving:mcp", "answer an assistant on standard input and output, by the Model Context Protocol", ()),
    ("export", "distributing:export", "write statements as RDF", _EXPORT),
    ("publish", "distributing:publish", "publish the graph to a SPARQL server", _PUBLISH),
    ("unpublish", "distributing:unpublish", "remove from a SPARQL server what was published there", _UNPUBLISH),
    ("site", "distributing:site", "write the pages as a folder of static files", _SITE),
    ("source", "source_commands:listing", "show what each source covers and up to when, or check its table",
     _actions(SOURCE)),
    ("link", "linking:check", "show and check the identifiers that things have elsewhere", _actions(LINK)),
    ("init", "building:init", "begin a home for a memo of your own", _INIT),
    ("new", "curating:question", "begin a new question", _actions(NEW)),
    ("diff", "curating:diff", "describe in words how two data folders or builds differ", _DIFF),
    ("check", "curating:run", "report everything that is wrong with the sources", _CHECK),
    ("fmt", "curating:fmt", "bring the files under data/ into canonical form", _FMT),
    ("build", "building:build", "build the graph from its sources into the cache", _BUILD),
    ("doctor", "machine:doctor", "show what is installed, where things are, and what is missing", ()),
    ("cache", "machine:cache", "clear the cache",
     (argument("action", "remove every build", choices=("clear",)),)),
    ("completion", "completing:script", "print a shell's completion script", _COMPLETION),
)  # fmt: skip
#: The commands that read a graph, wherever it is.
_READING = {
    "ask", "find", "list", "sparql", "serve", "mcp", "export", "site", "doctor", *(name for name, *_ in LOOKUPS),
}  # fmt: skip

#: The commands that ask what a home declares.
_DECLARED = {"ask", "report", "conflicts"}

#: How alike the first word must be to a command that it may be a slip of it, and no name.
_SLIP = 0.65


def _start() -> str:
    """Returns what somebody sees who types the name of the program alone."""
    from ..base.home import HOME  # which the list of commands does without

    commands = {**HOME.start, "ask": "the saved questions, by theme", "--help": "all commands"}
    lines = "".join(f"  thbgraph {command:<24}  {meaning}\n" for command, meaning in commands.items())
    return f"{HOME.title}: answers that show what they rest on.\n\n{lines}"


def _refuse_options(given: Sequence[str]) -> None:
    """Raises RequestError for what stands in place of a command and is no option of the program."""
    known = ("--help", "-h", "--version")
    wrong = next((word for word in given if word not in known), None)
    if wrong is not None:
        hint = did_you_mean(near(wrong, known, most=1), "thbgraph --help lists the commands")
        raise RequestError(f"there is no option {quoted(wrong)} without a command", hint)


def run(given: Sequence[str], is_process: bool = False) -> int:
    """Parses the command line, runs the command that it names and gives its exit code.

    Where that is all that the process does, what a home declares is asked within bounds of memory.
    """
    if "THBGRAPH_COMPLETE" in os.environ:  # a shell asks what may come next
        complete = function("completing:complete")
        offers = complete(os.environ["THBGRAPH_COMPLETE"], " ".join(given), parser())
        sys.stdout.writelines(f"{one}\n" for one in offers)
        return 0
    wanted = next((word for word in given if not word.startswith("-")), "")
    names = [name for name, *_ in _COMMANDS]
    if not given:
        sys.stdout.write(_start())
        return 0
    if is_sentence([wanted]):  # no command
        given, wanted = ["ask", *given], "ask"
    elif not wanted:
        _refuse_options(given)
    elif wanted not in names and wanted in (reports := report_names()):
        given, wanted = ["report", *given], "report"
    elif wanted not in names:
        if slips := near(wanted, [*names, *reports], most=1, alike=_SLIP):
            raise RequestError(
                f"there is no command {quoted(wanted)}",
                did_you_mean([f"thbgraph {one}" for one in slips]),
            )
        given, wanted = ["show", *given], "show"  # but a name
    top = parser(wanted)
    options, rest = top.parse_known_args(given)
    if (
        rest
        and wanted in ("ask", "report")
        and all("=" in word and not word.startswith("-") for word in rest)
    ):
        options.arguments, rest = options.arguments + rest, []  # name=value may stand behind an option
    if rest:
        options.parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.words = given
    if "formats" in options:
        options.format = chosen_format(options)
    if is_process and wanted in _DECLARED:
        from ..sparql.limits import GIGABYTES
        from ..stores.processes import go_on_in_child

        go_on_in_child(int(GIGABYTES * (1 << 30)))
    return int(function(options.run)(options))
