"""Runs work of the engine in a thread whose stack is as large as the text of a query may need.

The engine's parser, optimizer and evaluator are recursive and do not watch their stack: a text that nests deeply, or
joins thousands of parts, overruns it and ends the process. Each level of recursion begins with a character of the
text, so a stack in proportion to its length is enough for any text. It is address space; memory is taken as it is used.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from ..base.errors import OutOfMemoryError
from ..sparql.limits import MOST_CHARACTERS

_T = TypeVar("_T")

#: Bytes of stack for each character. The shape that needs most of all that were tried, nested braces, needs 4 KB.
PER_CHARACTER = 16 * 1024
#: Bytes for the interpreter, beside the engine's.
_BASE = 1024 * 1024

#: The size of the stack is set for all threads that are started until it is set again.
_starting = threading.Lock()


def on_own_stack(text: str, work: Callable[[], _T], seconds: float | None = None) -> _T:
    """Returns the result of work on a text, or raises what it raises; everything in it is let go on that stack.

    Raises OutOfMemoryError where there is no room for the stack, and TimeoutError after `seconds`, when the work is left to
    itself.
    """
    results: list[_T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            from traceback import clear_frames

            # What the frames hold may be as deep as the text, and would be let go on the caller's smaller stack.
            clear_frames(error.__traceback__)
            errors.append(error)

    # A daemon does not keep a program from ending that Ctrl-C has told to.
    thread = threading.Thread(target=run, daemon=True)
    # Only what evidence adds to a query is longer than one may be: rows of VALUES, which do not nest.
    _start(thread, _BASE + PER_CHARACTER * min(len(text), MOST_CHARACTERS))
    thread.join(seconds)
    if errors:
        raise errors[0]
    if thread.is_alive():
        raise TimeoutError
    return results[0]


def _start(thread: threading.Thread, size: int) -> None:
    with _starting:
        before = threading.stack_size(size)
        try:
            thread.start()
        except (RuntimeError, MemoryError):
            raise OutOfMemoryError(
                f"there is no memory for a query of this length ({size >> 20} MB); shorten it"
            ) from None
        finally:
            threading.stack_size(before)
