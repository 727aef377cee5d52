"""The commands: which arguments each takes, and what it does with the graph."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ... import __version__
from ...words.errors import ParameterError, RequestError

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph
    from ...texts.answers import Answer

_ANSWER_FORMATS = ("table", "csv", "tsv", "json")
_GRAPH_FORMATS = ("nquads", "trig", "turtle")


def parser() -> argparse.ArgumentParser:
    """Makes the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="thbgraph",
        description="Who does what against trafficking in human beings, every answer with its passage.",
        epilog="Start with: thbgraph ask",
    )
    top.add_argument("--version", action="version", version=f"thbgraph {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    ask = commands.add_parser("ask", help="ask a saved question; without one, list them")
    ask.add_argument("question", nargs="?", help="the question's name")
    ask.add_argument(
        "arguments", nargs="*", metavar="name=value", help="its parameters; repeat a name for several values"
    )
    ask.add_argument("--cite", action="store_true", help="show the statements and passages behind each row")
    ask.add_argument("--format", choices=_ANSWER_FORMATS, help="default: table on a terminal, else csv")
    ask.set_defaults(run=_ask)

    sparql = commands.add_parser("sparql", help="run a SPARQL query")
    sparql.add_argument("query", nargs="?", help="the query, or - to read it from standard input")
    sparql.add_argument("--file", metavar="PATH", help="read the query from a file")
    sparql.add_argument("--format", choices=_ANSWER_FORMATS, help="default: table on a terminal, else csv")
    sparql.set_defaults(run=_sparql)

    show = commands.add_parser("show", help="what is known of an entity or passage, and who says so")
    show.add_argument("name", help="a label, abbreviation, code, passage such as 2-14, CURIE or IRI")
    show.add_argument("--memo", metavar="FILE", help="your copy of the memo's paragraphs (.tsv) or text")
    show.set_defaults(run=_show)

    export = commands.add_parser("export", help="write all asserted statements")
    export.add_argument("--format", choices=_GRAPH_FORMATS, default="trig")
    export.set_defaults(run=_export)

    check = commands.add_parser("check", help="say everything that is wrong with the sources")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.set_defaults(run=_check)

    fmt = commands.add_parser("fmt", help="bring the files under data/ into canonical form")
    fmt.add_argument("--check", action="store_true", help="only say which files differ; exit 1 when any does")
    fmt.set_defaults(run=_fmt)

    build = commands.add_parser("build", help="build the graph from its sources into the cache")
    build.add_argument("--force", action="store_true", help="build even when nothing has changed")
    build.set_defaults(run=_build)
    return top


def _open() -> KnowledgeGraph:
    from ...graph import open_graph
    from .progress import Bar

    with Bar("building the graph, since it is new or its sources have changed") as bar:
        return open_graph(progress=bar.step)


def _ask(options: argparse.Namespace) -> int:
    from . import tables

    arguments = _pairs(options.arguments)
    graph = _open()
    if options.question is None:
        sys.stdout.write(tables.questions(graph.questions))
        return 0
    answer = graph.ask(options.question, cite=options.cite, **arguments)
    if options.cite and answer.uncited:
        print(f"not cited yet: evidence does not cover {answer.uncited}", file=sys.stderr)
    _write(answer, options.format, graph)
    return 0


def _pairs(texts: Sequence[str]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            shown = text if len(text) <= 60 else text[:60] + "..."
            raise ParameterError(f"expected name=value, got {shown!r}")
        given.setdefault(name, []).append(value)
    return given


def _write(answer: Answer, form: str | None, graph: KnowledgeGraph) -> None:
    from ...texts.answers import to_csv, to_json, to_tsv
    from . import tables

    form = form or ("table" if sys.stdout.isatty() else "csv")
    if form == "table":
        sys.stdout.write(tables.answer(answer, graph))
        return
    if answer.heading:
        print(answer.heading, file=sys.stderr)
    sys.stdout.write({"csv": to_csv, "tsv": to_tsv, "json": to_json}[form](answer))


def _sparql(options: argparse.Namespace) -> int:
    from ...texts.answers import Answer

    text = _query_text(options)
    graph = _open()
    result = graph.sparql(text)
    if isinstance(result, Answer):
        _write(result, options.format, graph)
    elif isinstance(result, bool):
        print("true" if result else "false")
    else:
        sys.stdout.write("".join(sorted(f"{triple} .\n" for triple in result)))
    return 0


def _query_text(options: argparse.Namespace) -> str:
    if (options.query is None) == (options.file is None):
        raise RequestError("give one query: as text, with --file PATH, or - for standard input")
    try:
        if options.file is not None:
            return Path(options.file).read_text(encoding="utf-8")
        return sys.stdin.read() if options.query == "-" else str(options.query)
    except OSError as error:
        raise RequestError(f"{options.file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise RequestError(f"{options.file or 'standard input'}: is not UTF-8") from None


def _show(options: argparse.Namespace) -> int:
    from . import show

    graph = _open()
    sys.stdout.write(show.page(graph, graph.find(options.name), options.memo))
    return 0


def _export(options: argparse.Namespace) -> int:
    sys.stdout.write(_open().export(options.format))
    return 0


def _check(options: argparse.Namespace) -> int:
    from . import checking

    return checking.run(options.format)


def _fmt(options: argparse.Namespace) -> int:
    from ...engines import layout, sources

    root = sources.home()
    changed = 0
    for name, text in layout.differing(root):
        changed += 1
        if options.check:
            print(f"{name}: not in canonical form; run: thbgraph fmt")
        else:
            layout.write(root, name, text)
            print(f"{name}: written in canonical form")
    return 1 if options.check and changed else 0


def _build(options: argparse.Namespace) -> int:
    from ...engines import build, sources
    from .progress import Bar

    root = sources.home()
    found = None if options.force else build.find(root)
    if found is not None:
        print(f"the build is up to date: {found[1].triples} triples")
        return 0
    with Bar("building the graph") as bar:
        _, index = build.build(root, bar.step)
    print(f"built: {index.triples} triples, {len(index.questions)} questions")
    return 0
