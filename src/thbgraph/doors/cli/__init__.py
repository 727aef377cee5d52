"""The command line: arguments in, text out, errors as one line on stderr and an exit code.

Exit codes: 0 fine; 1 a checked condition failed; 2 wrong usage or input; 3 store failed; 4 ended before it was done;
5 a fault of thbgraph itself.
"""

from __future__ import annotations

import os
import sys

from ...words.errors import QuerySyntaxError, StoreError, ThbgraphError

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

#: Exit codes by kind of error, the first that fits.
_EXIT = ((StoreError, 3), (ThbgraphError, 2))
#: Set to anything, it lets the traceback of a fault of the program through.
_TRACEBACK = "THBGRAPH_TRACEBACK"
#: Of what such a fault says, so many characters are shown.
_LONGEST = 300


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. Shows no traceback, but where THBGRAPH_TRACEBACK asks for it."""
    if not os.environ.get(_TRACEBACK):
        sys.excepthook = _tell_fault
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        from .commands import run  # here, where Ctrl-C ends it without a traceback, too

        code = run(arguments)
        sys.stdout.flush()
        return code
    except ThbgraphError as error:
        from ...words.names import printable

        print(printable(f"thbgraph: {_message(error)}"), file=sys.stderr)
        return next(code for kind, code in _EXIT if isinstance(error, kind))
    except BrokenPipeError:
        # The reader of our output has gone: nothing more to say, and nothing to complain about.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("thbgraph: stopped", file=sys.stderr)
        return 130
    except OSError as error:
        from .opening import brief

        place = "" if error.filename is None else f"{brief(str(error.filename))}: "
        print(f"thbgraph: {place}{error.strerror or error}", file=sys.stderr)
        return 2


def _tell_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tells in a line what nobody foresaw, where Python would print a traceback, and ends with exit code 5."""
    from ...words.names import printable

    said = " ".join(f"{kind.__name__}: {error}".split())[:_LONGEST]
    print(printable(f"thbgraph: a fault of thbgraph itself: {said} ({_place(trace)})"), file=sys.stderr)
    print(f"Please report it with the command; {_TRACEBACK}=1 shows more.", file=sys.stderr)
    sys.stderr.flush()
    os._exit(5)


def _place(trace: TracebackType | None) -> str:
    """Gives the innermost line of thbgraph that an error came through."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    place = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(package):
            place = f"{os.path.relpath(file, package)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _open_closed_streams() -> None:
    """Gives a process that was started with a closed stream (`>&-`) one that swallows what is written."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115  open to the end


def _message(error: ThbgraphError) -> str:
    if isinstance(error, QuerySyntaxError) and error.line is not None:
        place = f"line {error.line}" + (f", column {error.column}" if error.column else "")
        return f"{place}: {error.message}"
    return str(error)
