"""The command line: arguments in, text out, errors as one line on stderr and an exit code (docs/errors.md)."""

from __future__ import annotations

import gc
import os
import sys

from ..base.errors import QuerySyntaxError, QueryTimeout, RequestError, StoreError, ThbgraphError
from ..base.lazy import TYPE_CHECKING
from . import streams
from .streams import OutputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

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
        streams.prepare()
        return _run(streams.typed(sys.argv[1:]) if arguments is None else arguments, arguments is None)
    except ThbgraphError as error:
        from ..base.printing import printable

        print(printable(f"thbgraph: {_message(error)}"), file=sys.stderr)
        return next(code for kind, code in _EXIT if isinstance(error, kind))
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
