"""Answers as people read them on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from shutil import get_terminal_size

from ..base.names import printable
from ..results.answer import Answer
from ..results.render.text import laid_out, to_text

#: How wide an answer is where it is written to no terminal.
_USUAL = 80
#: How readers get to what rows rest on, and from that to all of it.
_ALL = "--cite=full"
_CITED, _MORE = "; what each rests on: --cite", f"; what each rests on, statement by statement: {_ALL}"


def answer(found: Answer) -> str:
    """Writes an answer as text as wide as the terminal, with how to see what its rows rest on."""
    width = get_terminal_size().columns if sys.stdout.isatty() else _USUAL
    return printable(to_text(found.document(True, _hint(found), _ALL), width))


def _hint(found: Answer) -> str:
    """Says which option shows more of what the rows of a query rest on, if one does."""
    if found.is_cited:
        return "" if found.evidence.full else _MORE
    return _CITED if found.asked.query and found.rows else ""


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], most: int | None = None) -> str:
    """Lays out a table; to fit a width, on a terminal its own, the widest columns are narrowed and cells wrapped."""
    if most is None and sys.stdout.isatty():
        most = get_terminal_size().columns
    return laid_out(columns, rows, most)
