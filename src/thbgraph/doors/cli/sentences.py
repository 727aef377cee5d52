"""Sentences on the command line: the saved questions that one may ask, and which of them to run."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...words.errors import UnknownQuestion
from ...words.names import printable, quoted
from .correcting import at_terminal, confirmed

if TYPE_CHECKING:
    from ...answers.hits import Suggestion
    from ...graph import KnowledgeGraph

_MOST = 3


def is_sentence(words: Sequence[str]) -> bool:
    """Says whether words of the command line read as a sentence: one with blanks in it, or several without `=`."""
    return bool(words) and (
        " " in words[0].strip() or (len(words) > 1 and not any("=" in word for word in words))
    )


def command_for(sentence: str, graph: KnowledgeGraph) -> list[str] | None:
    """Returns the words of the command that a sentence asks for, or None where somebody at the terminal declines.

    The best three are shown, and the page of what is named; at a terminal one may run the first, elsewhere it runs where it is certain. Raises
    UnknownQuestion where nothing fits, or nothing is certain and nobody can be asked.
    """
    offers = graph.offers(sentence)
    found = [*offers[:_MOST], *(one for one in offers[_MOST:] if one.name == "show")]
    if not found:
        raise UnknownQuestion(
            f"no question has words of {quoted(sentence)}; thbgraph find looks in all texts, thbgraph ask lists the questions"
        )
    shown = "".join(line_of(one) + "\n" for one in found)
    if at_terminal():
        print(printable(shown), end="", file=sys.stderr)
        return found[0].words if confirmed("run the first?") else None
    if found[0].certain:
        print(printable(line_of(found[0])), file=sys.stderr)
        return found[0].words
    raise UnknownQuestion(
        f"several questions may be meant by {quoted(sentence)}; run one of:\n{shown}".rstrip()
    )


def line_of(suggestion: Suggestion) -> str:
    """Writes a suggestion as the command that runs it, with what it asks."""
    return f"  thbgraph {shlex.join(suggestion.words)}\n      {suggestion.summary}"
