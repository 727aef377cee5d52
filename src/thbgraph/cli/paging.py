"""What goes to a terminal: lines that fit it, and a pager for what is longer than the screen.

The pager is that of PAGER, else less where there is one; an empty PAGER, or any NO_PAGER, means none. less is told to
leave at once where one screen is enough, unless LESS says what it is to do.
"""

from __future__ import annotations

import os
import sys

from ..base.lazy import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL = "less"
_LESS = "FRX"


def columns() -> int:
    """Returns how many columns the terminal has."""
    return _size().columns


def _size() -> os.terminal_size:
    from shutil import get_terminal_size  # only what goes to a terminal needs it

    return get_terminal_size()


def fitted(text: str) -> str:
    """Parts the lines of a text that are wider than the terminal between words, the rest of each further to the right."""
    from ..base.widths import width, wrapped

    def parted(line: str) -> Iterator[str]:
        said = line.lstrip()
        indent = " " * (len(line) - len(said))
        room = max(most - len(indent) - 2, 1)  # the narrowest terminal has a word on each line
        first, *rest = wrapped(said, room + 2, keeps_words=True)
        yield indent + first
        for part in wrapped(" ".join(rest), room, keeps_words=True):
            yield f"{indent}  {part}"

    most, lines = columns(), text.split("\n")
    return "\n".join(
        part for line in lines for part in (parted(line) if width(line.rstrip()) > most else (line,))
    )


def paged(text: str) -> bool:
    """Shows a text that is longer than the screen in a pager; false where it is not, or there is no pager."""
    pager = os.environ.get("PAGER", _USUAL)
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
