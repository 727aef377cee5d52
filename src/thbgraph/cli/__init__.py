"""The command line: arguments in, text out, errors as one line on stderr and an exit code (docs/errors.md).

The standard streams are open, in UTF-8, and tell a failure once: Python writes out its buffers when it ends, and can then
only complain of a failure, with an exit code of its own.
"""

from __future__ import annotations

import gc
import io
import os
import sys

from ..base.errors import QuerySyntaxError, QueryTimeout, RequestError, StoreError, ThbgraphError
from ..base.lazy import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Any


class OutputError(ThbgraphError):
    """Says that standard output cannot be written."""


class _Output(io.FileIO):
    """A standard stream whose first failure is told, if anywhere, and which then swallows what is written."""

    def __init__(self, descriptor: int, tells: bool) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._tells, self._has_failed = tells, False

    def write(self, content: Any) -> int:
        """Writes some bytes; raises OutputError, or BrokenPipeError where nobody reads them any more."""
        try:
            return len(content) if self._has_failed else super().write(content)
        except OSError as error:
            self._has_failed = True
            if not self._tells:
                return len(content)
            if isinstance(error, BrokenPipeError):
                raise
            raise OutputError(
                f"standard output cannot be written: {error.strerror}", "make room, or write elsewhere"
            ) from None


#: Exit codes by kind of error, the first that fits.
_EXIT = ((QueryTimeout, 4), ((StoreError, OutputError), 3), (ThbgraphError, 2))
#: Set to anything, it lets the traceback of a fault of the program through.
_TRACEBACK = "THBGRAPH_TRACEBACK"
#: Of what such a fault says, so many characters are shown.
_LONGEST = 300


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. Shows no traceback, but where THBGRAPH_TRACEBACK asks for it."""
    if not os.environ.get(_TRACEBACK):
        sys.excepthook = _tell_fault
    try:
        prepare()
        return _run(typed(sys.argv[1:]) if arguments is None else arguments, arguments is None)
    except ThbgraphError as error:
        from ..base.printing import printable

        print(printable(f"thbgraph: {_message(error)}"), file=sys.stderr)
        return next(code for kind, code in _EXIT if isinstance(error, kind))
    except MemoryError:
        print("thbgraph: the command ran out of memory; allow it more, or ask for less", file=sys.stderr)
        return 3
    except BrokenPipeError:
        return 0  # the reader of our output has seen enough
    except KeyboardInterrupt:
        print("thbgraph: stopped", file=sys.stderr)
        return 130
    except OSError as error:
        from .command_io import brief

        place = "" if error.filename is None else f"{brief(str(error.filename))}: "
        print(f"thbgraph: {place}{error.strerror or error}", file=sys.stderr)
        return 2
    finally:
        if arguments is None:  # the process ends, so Python need not look for garbage in all that is left
            gc.freeze()


def _run(arguments: Sequence[str], is_process: bool) -> int:
    """Runs one command, once more with each name that somebody at the terminal agrees was meant.

    Writes out what it printed, also where the parser of arguments ends it.
    """
    from .commands import run  # here, where Ctrl-C ends it without a traceback, too

    try:
        return run(arguments, is_process)
    except RequestError as error:
        from .typed_sentences import corrected

        again = corrected(arguments, error)
        if again is None:
            raise
        return _run(again, is_process)
    finally:
        sys.stdout.flush()


def _tell_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tells in a line what nobody foresaw, where Python would print a traceback, and ends with exit code 5."""
    from ..base.printing import printable

    message = " ".join(f"{kind.__name__}: {error}".split())[:_LONGEST]
    print(printable(f"thbgraph: a fault in thbgraph itself: {message} ({_place(trace)})"), file=sys.stderr)
    print(
        f"Please report it, with the command, to whoever you have thbgraph from; {_TRACEBACK}=1 shows more.",
        file=sys.stderr,
    )
    sys.stderr.flush()
    os._exit(5)


def _place(trace: TracebackType | None) -> str:
    """Gives the innermost line of thbgraph that an error came through."""
    package = os.path.dirname(os.path.dirname(__file__))
    place = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(package):
            place = f"{os.path.relpath(file, package)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _message(error: ThbgraphError) -> str:
    if isinstance(error, QuerySyntaxError) and error.line is not None:
        place = f"line {error.line}" + (f", column {error.column}" if error.column else "")
        return f"{place}: {error.message}"
    return str(error)


def typed(arguments: Sequence[str]) -> list[str]:
    """Reads the arguments of the process as UTF-8 where its locale has no such characters.

    >>> typed(["CBSS", "C\\udcc3\\udcb4te"])
    ['CBSS', 'Côte']
    """
    return [
        one
        if one.isprintable()
        else one.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
        for one in arguments
    ]


def prepare() -> None:
    """Makes the standard streams ready, so that a command may print and leave failures to its caller."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # the process was started with a closed stream, as by >&-
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115  open to the end
    if sys.stdout is sys.__stdout__:  # else somebody else is to get what is printed
        sys.stdout = _text(sys.stdout, tells=True)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _text(sys.stderr, tells=False)


def _text(stream: Any, tells: bool) -> io.TextIOWrapper:
    raw = _Output(stream.fileno(), tells)
    lines = stream.line_buffering or stream.write_through
    return io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=lines)
