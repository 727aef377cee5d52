"""The terminal: colours, lines that fit it, a pager for what is longer than the screen, tables, and a bar of progress."""

from __future__ import annotations

import os
import sys

from ..base.lazy import TYPE_CHECKING
from ..base.printing import printable
from ..base.widths import width, wrapped
from ..results.formats import renderer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType
    from typing import TextIO


_COLOURS = {"+": "32", "-": "31", "~": "33"}


def takes_escapes(stream: TextIO) -> bool:
    """Says whether a stream is a terminal that can do more than print."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def painted(text: str) -> str:
    """Paints the lines that begin, after spaces, with + - or ~, where standard output takes colours.

    What steers a terminal in the text itself is made visible on one.
    """
    text = printable(text) if sys.stdout.isatty() else text
    if not takes_escapes(sys.stdout) or os.environ.get("NO_COLOR"):
        return text
    return "".join(_painted(line) for line in text.splitlines(keepends=True))


def _painted(line: str) -> str:
    sign, _, _ = line.lstrip(" ").partition(" ")
    bare = line.rstrip("\n")
    return f"\x1b[{_COLOURS[sign]}m{bare}\x1b[0m{line[len(bare) :]}" if sign in _COLOURS else line


_PAGER = "less"
_LESS = "FRX"


def columns() -> int:
    """Returns how many columns the terminal has."""
    return _size().columns


def _size() -> os.terminal_size:
    from shutil import get_terminal_size  # only what goes to a terminal needs it

    return get_terminal_size()


def fitted(text: str) -> str:
    """Parts the lines of a text that are wider than the terminal between words, the rest of each further to the right."""

    def parted(line: str) -> Iterator[str]:
        words = line.lstrip()
        indent = " " * (len(line) - len(words))
        room = max(most - len(indent) - 2, 1)  # the narrowest terminal has a word on each line
        first, *rest = wrapped(words, room + 2, keeps_words=True)
        yield indent + first
        for part in wrapped(" ".join(rest), room, keeps_words=True):
            yield f"{indent}  {part}"

    most, lines = columns(), text.split("\n")
    return "\n".join(
        part for line in lines for part in (parted(line) if width(line.rstrip()) > most else (line,))
    )


def paged(text: str) -> bool:
    """Shows a text that is longer than the screen in a pager; false where it is not, or there is no pager."""
    pager = os.environ.get("PAGER", _PAGER)
    if (
        not pager.strip()
        or "NO_PAGER" in os.environ
        or text.count("\n") < _size().lines
        or not sys.stdin.isatty()
    ):
        return False
    from shlex import split
    from subprocess import PIPE, Popen

    try:
        process = Popen(split(pager), stdin=PIPE, env={"LESS": _LESS, **os.environ})
    except (OSError, ValueError):  # no such program, or no words of a shell
        return False
    assert process.stdin is not None
    try:
        process.stdin.write(text.encode(errors="backslashreplace"))
        process.stdin.close()
    except BrokenPipeError:
        pass  # whoever reads it has seen enough
    while True:
        try:
            process.wait()
            return True
        except KeyboardInterrupt:
            continue  # it is the pager's to end or to stay


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], most: int | None = None) -> str:
    """Lays out a table; to fit a width, on a terminal its own, the widest columns are narrowed and cells wrapped."""
    if most is None and sys.stdout.isatty():
        most = _size().columns
    return str(renderer("text").laid_out(columns, rows, most))


_WIDTH = 24


class Bar:
    """Shows the steps of a piece of work that may turn out not to be needed: nothing until the first step.

    Of work that takes minutes, each of the `phases`, which is what a step says before a graph in angle brackets, is told
    where there is no bar, too.
    """

    def __init__(self, title: str, phases: bool = False) -> None:
        self._title, self._phases, self._started, self._phase = title, phases, False, ""

    def __enter__(self) -> Bar:
        return self

    def tell_damage(self, reason: str) -> None:
        """Says in the title of the work that it is done since the build in the cache is damaged."""
        self._title = printable(
            f"building the graph again, since the build in the cache is damaged ({reason})"
        )

    def step(self, number: int, steps: int, name: str) -> None:
        """Says that a step begins."""
        if not self._started:
            print(f"{self._title} ...", file=sys.stderr)
            self._started = True
        if takes_escapes(sys.stderr):
            done = _WIDTH * (number - 1) // steps
            words = printable(" ".join(name.split()))  # which may be what somebody's list holds
            line = f"[{'#' * done}{'.' * (_WIDTH - done)}] {number}/{steps} {words}"
            # A line that goes on in the next one would not be wiped by the step after it.
            sys.stderr.write("\r\x1b[K" + (wrapped(line, columns() - 1) or [""])[0])
            sys.stderr.flush()
        elif self._phases and (phase := name.partition(" <")[0]) != self._phase:
            self._phase = phase
            print(f"{phase} ...", file=sys.stderr, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._started and takes_escapes(sys.stderr):
            sys.stderr.write("\r\x1b[K")
