"""Opening the graph for a command, reading what it is given, and writing what it says."""

from __future__ import annotations

import argparse
import os
import sys
import zlib
from errno import EISDIR
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import ParameterError, RequestError
from ..base.printing import printable, quoted
from ..base.terms import short
from ..build import cache
from ..build.files import followed, write_whole
from ..graph import connect, open_graph
from ..questions.views import View
from ..results import formats
from . import terminal
from .terminal import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from ..graph import KnowledgeGraph
    from ..results.answer import Answer

    T = TypeVar("T")

#: What takes its time when a graph is opened.
_WORK = "building the graph, since it is new or its sources have changed"
#: Tells the packer to write as gzip does.
_GZIP = 31
#: Documents are laid out for no fewer columns.
_NARROWEST = 40
#: Of the name of a file, so many characters are shown.
_LONGEST = 200
#: Of a file of which nothing else is said, so many bytes are read: /dev/zero has no end.
_MOST = 20_000_000
#: How files begin that people take for texts, and what these are.
_NO_TEXTS = {
    b"PK\x03\x04": "a workbook (XLSX, ODS) or another packed file; open it and save it as CSV in UTF-8",
    b"\xd0\xcf\x11\xe0": "a workbook (XLS) or another document; open it and save it as CSV in UTF-8",
    b"%PDF": "a PDF; copy its text or table into a file of its own",
}


def open_here(options: argparse.Namespace, *, in_memory: bool = False) -> KnowledgeGraph:
    """Opens the graph of this machine, or of the endpoint that options name; says so, with its steps, when that takes its time."""
    url = getattr(options, "endpoint", None)
    if url:
        with Bar(f"connecting to {printable(url)[:_LONGEST]} for the first time") as bar:
            return connect(url, progress=bar.step)
    tell_distrust()
    with Bar(_WORK) as bar:
        return open_graph(progress=bar.step, on_damage=bar.tell_damage, in_memory=in_memory)


def tell_distrust() -> None:
    """Says so where others can change what the cache holds."""
    if distrusted := cache.distrusted():
        print(f"thbgraph: {printable(distrusted)}", file=sys.stderr)


def brief(path: str) -> str:
    """Gives the name of a file or folder as messages show it, cut where no system has such a name."""
    return path if len(path) <= _LONGEST else path[:_LONGEST] + "..."


def read(name: str, most: int = _MOST) -> str:
    """Reads a file that the command line names, or standard input for `-`, as UTF-8.

    Raises RequestError where it cannot be read, is not UTF-8, a workbook say, or has more than `most` bytes.
    """
    shown = "standard input" if name == "-" else brief(name)
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(most + 1)
        else:
            with open(name, "rb") as file:
                raw = file.read(most + 1)
    except OSError as error:
        raise RequestError(f"{shown}: {error.strerror}", "name another file") from None
    if len(raw) > most:
        raise RequestError(f"{shown}: has more than {most} bytes", "name a smaller file")
    if kind := next((kind for start, kind in _NO_TEXTS.items() if raw.startswith(start)), None):
        raise RequestError(f"{shown}: expected a text such as CSV, got {kind}")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RequestError(f"{shown}:{line}: is not UTF-8", "save it as UTF-8") from None


def arguments_of(words: Sequence[str], asked: str, graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Returns the values of each parameter of a question or report; a word without a name is of the one that it fits."""
    given: dict[str, list[str]] = {}
    for text in words:
        name, equals, value = text.partition("=")
        if equals and not name.isidentifier():
            command = f"ask {asked}" if asked in graph.questions else asked
            raise ParameterError(
                f"expected name=value, got {quoted(text)}",
                f"to see the names, run: thbgraph {command} --help",
            )
        if not equals:
            name, value = graph.sentences.parameter_for(text, asked, given), text
        given.setdefault(name, []).append(value)
    return given


def show(result: T, options: argparse.Namespace, layout: Callable[[T], str] | None = None) -> None:
    """Writes a result in the format and to the file asked for; `layout` makes a text of what has none of its own."""
    form, output = options.format, options.output
    if form == "text":
        tell(layout(result) if layout else _text(result), output)
    else:
        written = formats.file_of if output or form in formats.BINARY else formats.write
        write(written(result, form), output)


def show_answer(answer: Answer, options: argparse.Namespace) -> int:
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
            _nothing(answer),
            printable(str(why)),
            *(f"\n  what is recorded: thbgraph show {short(iri)}" for iri in why.unrecorded),
            sep="",
            file=sys.stderr,
        )
    return 1 if options.fail_on_empty and answer.is_empty else 0


def _nothing(answer: Answer) -> str:
    """Says what an empty answer has in place of rows."""
    if not answer.rows:
        return "no rows: "
    is_counted = any(value not in (None, "") for row in answer.rows for value in row)
    return "nothing counted: " if is_counted else "nothing but empty values: "


def _more(answer: Answer) -> str:
    """Says which option shows more of what the rows of a query rest on, if one does."""
    if answer.is_cited:
        return "" if answer.evidence.full else ", statement by statement: --cite=full"
    return ": --cite" if answer.asked.query and answer.rows else ""


def _text(result: object) -> str:
    """Writes a result for people; on a terminal a document is as wide as that."""
    if hasattr(result, "document") and sys.stdout.isatty():
        width = max(_NARROWEST, terminal.columns())
        return str(formats.renderer("text").to_text(result.document(), width))
    return str(formats.write(result, "text"))


def tell(text: str, output: str | None = None) -> None:
    """Writes a text for people, as `write` does, with control characters visible; on a terminal no word is cut."""
    is_shown = output is None and sys.stdout.isatty()
    text = printable(text)
    write(terminal.fitted(text) if is_shown else text, output, is_printable=True)


def write(text: str | bytes, output: str | None = None, *, is_printable: bool = False) -> None:
    """Writes to standard output, where a terminal takes no bytes, or to a file, which then holds all of it or is as it was before.

    What steers a terminal is made visible on one, in every format, unless the text `is_printable` already.
    A file whose name ends in .gz is compressed, to the same bytes each time. A link is followed; a device or pipe, which cannot be replaced, is written to. Raises RequestError where
    the file cannot be written, OutputError where standard output cannot.
    """
    if output is None and isinstance(text, bytes):
        if sys.stdout.isatty():
            raise RequestError("this format is not text", "name a file with -o, or choose another format")
        sys.stdout.buffer.write(text)
        sys.stdout.flush()
        return
    if output is None:
        assert isinstance(text, str)
        if sys.stdout.isatty() and not is_printable:
            text = printable(text)
        if not (sys.stdout.isatty() and terminal.paged(text)):
            sys.stdout.write(text)
            sys.stdout.flush()
        return
    # As standard output: what was given in another encoding than UTF-8 becomes a visible escape.
    _put(output, [text if isinstance(text, bytes) else text.encode(errors="backslashreplace")])


def write_parts(parts: Iterable[bytes], output: str | None) -> None:
    """Writes a text that comes in parts, of which none waits for the next, as `write` does."""
    if output is not None:
        _put(output, parts)
    elif sys.stdout.isatty():
        write(b"".join(parts).decode())
    else:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()


def _put(output: str, parts: Iterable[bytes]) -> None:
    path = Path(output)
    if output.endswith(formats.COMPRESSED):
        parts = _compressed(parts)
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(parts)
        else:
            write_whole(followed(path), parts)
    except OSError as error:
        raise RequestError(
            f"{brief(output)!r} cannot be written: {error.strerror}", "name another file"
        ) from None


def _compressed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yields parts as gzip writes them, without a name or a time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    yield from (packer.compress(part) for part in parts)
    yield packer.flush()
