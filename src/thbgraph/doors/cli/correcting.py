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
    if not (error.given and len(error.candidates) == 1 and at_terminal()):
        return None
    again = [_with_name(word, error.given, error.candidates[0]) for word in arguments]
    if again == [*arguments]:
        return None
    return again if confirmed(f"thbgraph: {error.message}") else None


def confirmed(question: str, *, by_default: bool = True) -> bool:
    """Asks somebody at the terminal; an empty line is the default, the end of input is no."""
    print(printable(f"{question} [{'Y/n' if by_default else 'y/N'}] "), end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    return answer.endswith("\n") and answer.strip().lower() in ("y", "yes", *([""] if by_default else []))


def _with_name(word: str, given: str, name: str) -> str:
    before = word.removesuffix(given)
    return before + name if word.endswith(given) and before[-1:] in ("", "=") else word


def at_terminal() -> bool:
    """Says whether somebody can be asked."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
