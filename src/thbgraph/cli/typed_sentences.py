"""Sentences and slips on the command line: which one was asked last, and which name was meant."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ..base.errors import RequestError
from ..base.printing import printable
from ..build import cache
from .options import SHELL

#: What the names of the notes of what shells asked last go on with, each with its number behind it.
_ASKED = ".asked"
#: They have no key, and are kept for so many seconds.
_NO_KEY, _KEPT = "0" * 64, 24 * 3600


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


def confirmed(question: str) -> bool:
    """Asks somebody at the terminal; an empty line is yes, the end of input is no."""
    return _answer(f"{question} [Y/n] ") in ("", "y", "yes")


def _answer(question: str) -> str | None:
    """Returns what somebody at the terminal answers, in small letters; None at the end of input."""
    print(printable(question), end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    return answer.strip().lower() if answer.endswith("\n") else None


def _with_name(word: str, given: str, name: str) -> str:
    before = word.removesuffix(given)
    return before + name if word.endswith(given) and before[-1:] in ("", "=") else word


def at_terminal() -> bool:
    """Says whether somebody can be asked."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def last_asked(root: Path) -> str:
    """Returns the sentence that was asked of a home last in the same shell, from which the next may go on; else an empty text."""
    _, sentence = cache.read_note(root, _note())
    return sentence


def keep_asked(root: Path, sentence: str) -> None:
    """Keeps the sentence that was asked in the user's cache, for the shell that runs the commands; those of a day ago go."""
    cache.drop_notes(_ASKED, _KEPT)
    cache.write_note(root, _NO_KEY, sentence, _note())


def _note() -> str:
    """Returns the name of the note of what the shell that runs the commands asked last."""
    return f"{_ASKED}{SHELL}"
