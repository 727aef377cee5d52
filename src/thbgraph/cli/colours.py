"""Colours of what is added, gone and changed: on a terminal only, and not where NO_COLOR is set."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ..base.names import printable

if TYPE_CHECKING:
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
