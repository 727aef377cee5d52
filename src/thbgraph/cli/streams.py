"""The arguments and standard streams of the command line: open, in UTF-8, and with a failure told once.

Python writes out its buffers when it ends, and can then only complain of a failure, with an exit code of its own.
"""

from __future__ import annotations

import io
import os
import sys

from ..base.errors import ThbgraphError
from ..base.lazy import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

#: The process that runs the commands, mostly a shell, also of what goes on in a child.
SHELL = os.getppid()


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
                f"standard output cannot be written: {error.strerror}; make room, or write elsewhere"
            ) from None


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
