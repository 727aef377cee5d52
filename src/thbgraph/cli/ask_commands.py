"""The commands `ask` and `sparql`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..base.dates import MEMO_DAYS
from ..base.errors import ParameterError, RequestError, UnknownQuestion
from ..base.printing import printable, quoted
from ..base.terms import short
from ..base.values import Entity
from ..questions.questions import Param, Question
from ..questions.views import View
from ..results import formats
from ..results.answer import Answer
from ..results.catalogue import catalogue_of, default_of, to_text
from ..results.command import CommandKind
from ..sparql.limits import MOST_CHARACTERS
from .command_io import open_here, read, show, tell, write
from .commands import run
from .terminal import Bar
from .typed_sentences import is_sentence, keep_asked, last_asked

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
    arguments = _pairs(options.arguments, question, graph)
    if options.show_query:
        write(graph.questions.query(options.question, arguments), options.output)
        return 0
    memo = None if options.memo is None else read(options.memo)
    _hurry(options)
    with Bar("finding the evidence") as bar:
        answer = graph.ask(options.question, arguments, cite=options.cite, memo=memo, progress=bar.step)
    code = write_answer(_diagnosed(answer, graph), options)
    if options.how_to_cite or options.row is not None:
        print(graph.questions.reference(answer, options.row), file=sys.stderr)
    return code


def changes(options: argparse.Namespace) -> int:
    """Shows what changed since a release of the data: of all, of a thing, or of the answer to a question."""
    graph = open_here(options)
    question = graph.questions.get(options.name)
    arguments = _pairs(options.arguments, question, graph) if question else {}
    if options.arguments and not question:
        raise RequestError(
            f"{quoted(options.name)} is no question, which alone takes arguments; leave them out"
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
        return write_answer(rows.replace(uncited=why), options)
    if options.format is not None or options.output is not None:
        if lead is None:
            raise UnknownQuestion(found.text)
        return write_answer(found.table(), options)
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
    names = [] if options.question is None else [options.question]
    if options.format == "json":
        write(
            formats.write(
                catalogue_of(
                    [graph.questions[name] for name in names] or graph.questions.values(),
                    graph.index.classes,
                    graph.index.labels,
                ),
                "json",
            ),
            options.output,
        )
    elif options.format not in (None, "text"):
        raise RequestError(f"the list of questions is written as text or json, not {options.format}")
    elif names:
        tell(help_of(graph.questions[names[0]], graph), options.output)
    else:
        tell(to_text([*graph.questions.values()], graph.short_name), options.output)


def help_of(question: Question, graph: KnowledgeGraph) -> str:
    """Writes the help of a question: summary, each parameter with default and examples, columns."""
    lines = [f"{question.name}: {question.summary}"]
    if question.description:
        lines += ["", question.description.strip()]
    if question.params:
        lines += ["", "parameters (name=value; repeat one for several values)"]
    things = graph.questions.examples(question.name)
    for param in question.params:
        lines.append(f"  {param.name}  {param.description}")
        examples = _examples(things.get(param.name), param)
        lines.append(f"      default: {default_of(param, graph.short_name)}; for example: {examples}")
    lines += ["", "columns"]
    lines += [f"  {column}  {text}" for column, text in question.columns.items()]
    return "\n".join(lines) + "\n"


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


def _pairs(texts: Sequence[str], question: Question, graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Returns the values of each parameter; one without a name is of the one parameter that it fits."""
    given: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if equals and not name.isidentifier():
            raise ParameterError(
                f"expected name=value, got {quoted(text)}; to see the names, run: thbgraph ask {question.name} --help"
            )
        if not equals:
            name, value = graph.sentences.parameter_for(text, question.name), text
        given.setdefault(name, []).append(value)
    return given


def _diagnosed(answer: Answer, graph: KnowledgeGraph) -> Answer:
    return answer.replace(diagnosis=graph.diagnose(answer)) if answer.is_empty else answer


def write_answer(answer: Answer, options: argparse.Namespace) -> int:
    """Writes an answer in the form asked for; exit 1 when it is empty and that was to be a failure."""
    is_shown = sys.stdout.isatty() and not options.output
    options.format = options.format or ("text" if is_shown else "csv")
    if options.columns:
        answer = answer.only(*options.columns)
    elif options.wide:
        answer = answer.replace(view=View(blanks=answer.view.blanks))
    if answer.heading and options.format in ("csv", "tsv"):
        print(printable(answer.summary or answer.heading), file=sys.stderr)
    show(answer.excel_safe() if options.excel_safe else answer, options)
    if is_shown and (more := _more(answer)):
        print(f"what each row rests on{more}", file=sys.stderr)
    if answer.remarks.uncited:
        print(f"not cited: {printable(answer.remarks.uncited)}", file=sys.stderr)
    why = answer.remarks.diagnosis
    if why is not None:
        print(
            "nothing but empty values: " if len(answer) else "no rows: ",
            printable(str(why)),
            *(f"\n  what is recorded: thbgraph show {short(iri)}" for iri in why.unrecorded),
            sep="",
            file=sys.stderr,
        )
    return 1 if options.fail_on_empty and answer.is_empty else 0


def _more(answer: Answer) -> str:
    """Says which option shows more of what the rows of a query rest on, if one does."""
    if answer.is_cited:
        return "" if answer.evidence.full else ", statement by statement: --cite=full"
    return ": --cite" if answer.asked.query and answer.rows else ""


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
        return write_answer(result.replace(diagnosis=why), options)
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
        raise RequestError(f"{quoted(options.query)} is a file; read the query from it with --file")
    return str(options.query)
