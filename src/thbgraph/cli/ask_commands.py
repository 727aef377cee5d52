"""The commands `ask` and `sparql`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..base.dates import MEMO_DAYS
from ..base.errors import RequestError, UnknownQuestion
from ..base.printing import printable, quoted
from ..base.values import Entity
from ..questions.questions import Param, Question
from ..results import formats
from ..results.answer import Answer
from ..results.catalogue import catalogue_of, default_of, to_help, to_text
from ..results.command import CommandKind
from ..sparql.limits import MOST_CHARACTERS
from .command_io import arguments_of, open_here, read, show, show_answer, tell, write
from .commands import is_sentence, run
from .terminal import Bar
from .typed_sentences import keep_asked, last_asked

if TYPE_CHECKING:
    from ..graph import KnowledgeGraph
    from ..rdf.jsonld import Context
    from ..results.claims import SentenceAnswer


#: A screen has so many lines, and of a table so many rows are tried until it fits.
_SCREEN, _ROWS = 36, (12, 8, 5, 3, 0)


def ask(options: argparse.Namespace) -> int:
    """Asks a question, lists the questions, or shows the help of one."""
    if options.help and options.question is None:
        options.parser.print_help()
        return 0
    graph = open_here(options)
    if options.question is None or options.help:
        _list(graph, options)
        return 0
    words = [options.question, *options.arguments]
    if options.question not in graph.questions and is_sentence(words):
        sentence = " ".join(words)
        gc.disable()  # reading it makes much, and the process ends soon
        if options.explain:
            write(f"{printable(graph.sentences.explain(sentence))}\n", options.output)
            return 0
        found = graph.answer(sentence, last_asked(graph.index.root))
        keep_asked(graph.index.root, found.thread)
        return _tell(found, options)
    question = graph.questions[options.question.partition("@")[0]]  # behind it a permanent name goes on
    if options.for_grlc:
        from ..questions.grlc import grlc_text

        write(grlc_text(question), options.output)
        return 0
    arguments = arguments_of(options.arguments, question.name, graph)
    if options.show_query:
        write(graph.questions.query(options.question, arguments), options.output)
        return 0
    memo = None if options.memo is None else read(options.memo)
    _hurry(options)
    with Bar("finding the evidence") as bar:
        answer = graph.ask(options.question, arguments, cite=options.cite, memo=memo, progress=bar.step)
    code = show_answer(_diagnosed(answer, graph), options)
    if options.how_to_cite or options.row is not None:
        print(graph.questions.reference(answer, options.row), file=sys.stderr)
    return code


def changes(options: argparse.Namespace) -> int:
    """Shows what changed since a release of the data: of all, of a thing, or of the answer to a question."""
    graph = open_here(options)
    question = graph.questions.get(options.name)
    arguments = arguments_of(options.arguments, question.name, graph) if question else {}
    if options.arguments and not question:
        raise RequestError(
            f"{quoted(options.name)} is no question, which alone takes arguments", "leave them out"
        )
    show(graph.changes(options.name, arguments, since=options.since), options)
    return 0


def _tell(found: SentenceAnswer, options: argparse.Namespace) -> int:
    """Writes what a sentence is answered, at most a screen; exit 1 where it is not. With a format, or evidence, the rows.

    Raises UnknownQuestion where rows are wanted and there is no answer.
    """
    lead = found.lead
    if lead is not None and (options.cite or options.memo is not None):
        if lead.command:
            return run([*lead.command.words, *_options_of(options)])
        rows = found.table()
        why = "" if rows.is_cited else "it is put together of several; ask of one treaty at a time"
        return show_answer(rows.replace(uncited=why), options)
    if options.format is not None or options.output is not None:
        if lead is None:
            raise UnknownQuestion(found.text)
        return show_answer(found.table(), options)
    text = next(
        text
        for rows in _ROWS
        if (text := formats.write(found.document(rows), "text")).count("\n") <= _SCREEN or not rows
    )
    tell(text)
    if lead is not None and lead.command:
        more = f"{'all of it' if lead.command.kind is CommandKind.QUESTION else 'more'}, and who says so"
        tell(f"\n{more}: thbgraph {lead.command.line}\n")
    return 0 if lead is not None else 1


def _list(graph: KnowledgeGraph, options: argparse.Namespace) -> None:
    """Writes the catalogue of questions, or the help of one."""
    question = None if options.question is None else graph.questions[options.question]
    asked = [*graph.questions.values()] if question is None else [question]
    if options.format == "json":
        show(catalogue_of(asked, graph.index.classes, graph.index.labels), options)
    elif options.format not in (None, "text"):
        raise RequestError(f"the list of questions is written as text or json, not {options.format}")
    else:
        tell(help_of(question, graph) if question else to_text(asked, graph.short_name), options.output)


def help_of(question: Question, graph: KnowledgeGraph) -> str:
    """Writes the help of a question: summary, each parameter with default and examples, columns."""
    things = graph.questions.examples(question.name)

    def told(param: Param) -> str:
        examples = _examples(things.get(param.name), param)
        return f"default: {default_of(param, graph.short_name)}; for example: {examples}"

    return to_help(question, "name=value; repeat one for several values", told, "columns", question.columns)


def _examples(things: Sequence[Entity] | None, param: Param) -> str:
    labels = [next(iter(MEMO_DAYS))] if things is None else [thing.label for thing in things]
    return ", ".join(f'{param.name}="{one}"' if " " in one else f"{param.name}={one}" for one in labels)


def _hurry(options: argparse.Namespace) -> None:
    """Leaves garbage lying where an answer is cited: finding evidence makes much, and the process ends soon."""
    if options.cite:
        gc.disable()


def _options_of(options: argparse.Namespace) -> list[str]:
    """Returns the options of a command line that stand beside a sentence."""
    return [word for word in options.words[1:] if word not in (options.question, *options.arguments)]


def _diagnosed(answer: Answer, graph: KnowledgeGraph) -> Answer:
    return answer.replace(diagnosis=graph.diagnose(answer)) if answer.is_empty else answer


def sparql(options: argparse.Namespace) -> int:
    """Runs a query in a worker process, which a deadline or Ctrl-C ends at once."""
    text = _query_text(options)
    graph = open_here(options)
    _hurry(options)
    bounds: dict[str, Any] = {
        "timeout": options.timeout,
        "memory": options.memory,
        "services": options.allow_service,
    }
    with Bar("finding the evidence") as bar:
        result = graph.sparql(text, form=None, cite=options.cite, progress=bar.step, **bounds)
    if isinstance(result, Answer):
        why = graph.diagnose(result, **bounds) if result.is_empty else None
        return show_answer(result.replace(diagnosis=why), options)
    form = options.format or ("text" if isinstance(result, bool) else "ntriples")
    write(formats.write(result, form, lambda: _context(graph)), options.output)
    if not result:
        print(
            f"{'false' if result is False else 'no triples'}: {graph.diagnose(text, **bounds)}",
            file=sys.stderr,
        )
    return 1 if options.fail_on_empty and not result else 0


def _context(graph: KnowledgeGraph) -> Context:
    from ..exports.serializing import context  # only JSON-LD needs it

    return context(graph.index.root)


def _query_text(options: argparse.Namespace) -> str:
    if (options.query is None) == (options.file is None):
        raise RequestError("give one query: as text, with --file PATH, or - for standard input")
    if options.file is not None or options.query == "-":
        # As many bytes as so many characters have at most; a byte order mark is put there by some editors.
        return read(options.file or "-", 4 * MOST_CHARACTERS).removeprefix("\ufeff")
    if os.path.isfile(options.query):
        raise RequestError(f"{quoted(options.query)} is a file", "read the query from it with --file")
    return str(options.query)
