"""Asking back on a terminal: whether the one name that is near was meant."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ...words.errors import RequestError
from ...words.names import printable


def corrected(arguments: Sequence[str], error: RequestError) -> list[str] | None:
    """Returns the arguments with the one name that may be meant, where somebody at the terminal says so; else None.

    In a pipe nobody is asked.
    """
    if not (error.given and len(error.candidates) == 1 and _at_terminal()):
        return None
    again = [_with_name(word, error.given, error.candidates[0]) for word in arguments]
    if again == [*arguments]:
        return None
    print(printable(f"thbgraph: {error.message} [Y/n] "), end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    return again if answer.endswith("\n") and answer.strip().lower() in ("", "y", "yes") else None


def _with_name(word: str, given: str, name: str) -> str:
    before = word.removesuffix(given)
    return before + name if word.endswith(given) and before[-1:] in ("", "=") else word


def _at_terminal() -> bool:
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
