"""Sentences on the command line: the saved questions that one may ask, and which of them to run."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..base.errors import UnknownQuestion
from ..base.names import printable
from ..base.widths import wrapped
from .correcting import at_terminal, chosen
from .paging import columns

if TYPE_CHECKING:
    from ..graph import KnowledgeGraph
    from ..results.hits import Hit, Suggestion

_MOST = 3
_WIDEST = 80
#: What is recorded comes first only where it has more than this of the words of a sentence.
_LEAST_TOLD = 0.5


class Chosen(NamedTuple):
    """The question or command that a sentence asks, and what is said before its answer."""

    asked: Suggestion
    said: Sequence[str]


def is_sentence(words: Sequence[str]) -> bool:
    """Says whether words of the command line read as a sentence: one with blanks in it or a question mark, or several without `=`."""
    return bool(words) and (
        " " in words[0].strip()
        or words[0].endswith("?")
        or (len(words) > 1 and not any("=" in word for word in words))
    )


def command_for(sentence: str, graph: KnowledgeGraph) -> Chosen | None:
    """Returns the command that a sentence asks for, or None where somebody at the terminal declines.

    What of the sentence is not read is said first. The best three are shown, those that are sound with their answers in
    short, the page of what is named, and what is recorded in words like those of the sentence, which stands first where it
    has more of them than any question; at a terminal one may run the first question, elsewhere it runs where it is certain.
    Raises UnknownQuestion where nothing fits, or nothing is certain and nobody can be asked.
    """
    read = graph.read(sentence)
    offers = [*read.offers]
    found = [*offers[:_MOST], *(one for one in offers[_MOST:] if one.name == "show")]
    if not found:
        raise UnknownQuestion(f"{read.lead} thbgraph ask lists the questions.")
    if read.runs is not None and not at_terminal():
        return Chosen(read.runs, [*read.said, f"Read as: thbgraph {shlex.join(read.runs.words)}"])
    hits = graph.sentences.recorded(sentence, _MOST)
    numbers = range(1, len(found) + 1) if at_terminal() else [" "] * len(found)
    lines = (
        f"{line_of(one, str(number))}\n{_in_short(one, graph)}"
        for number, one in zip(numbers, found, strict=True)
    )
    recorded, questions = _recorded(hits), "".join(lines)
    is_told = bool(hits) and hits[0].share > max(_LEAST_TOLD, *(one.share for one in found))
    shown = f"{recorded}questions that come near:\n{questions}" if is_told else questions + recorded
    if at_terminal():
        first = "".join(f"{line}\n" for line in wrapped(" ".join(read.said), min(columns(), _WIDEST)))
        print(printable(first + shown), end="", file=sys.stderr)
        number = chosen(len(found), by_default=not is_told and _is_clear(found))
        return None if number is None else Chosen(found[number], read.said if number == 0 else ())
    raise UnknownQuestion(f"{read.lead} What comes near:\n{shown}".rstrip())


def _is_clear(found: Sequence[Suggestion]) -> bool:
    """Says whether the first takes up every word and names all that it is about, and is certain or alone in that."""
    best, *others = found
    is_whole = not best.left_out and best.is_sound
    return is_whole and (best.certain or all(one.left_out for one in others))


def _in_short(one: Suggestion, graph: KnowledgeGraph) -> str:
    """Writes what a suggestion answers in a few lines."""
    width = min(columns(), _WIDEST) - 8
    return "".join(f"        {line}\n" for line in wrapped(graph.sentences.in_short(one), width))


def _recorded(hits: Iterable[Hit]) -> str:
    """Writes the best of what is said of things, each with its place."""
    width = min(columns(), _WIDEST) - 4
    texts = (f"{hit.thing.label}: {hit.text.replace('*', '')} ({hit.place.label})" for hit in hits)
    written = "".join("  " + "\n    ".join(wrapped(text, width)) + "\n" for text in texts)
    return f"recorded, in the project's words:\n{written}" if written else ""


def line_of(suggestion: Suggestion, number: str = " ") -> str:
    """Writes a suggestion as the command that runs it, with what it asks, and what of the sentence it does not read."""
    given = suggestion.arguments
    unnamed = [f"{one}={', '.join(given[one])}" for one in suggestion.by_default if one in given]
    notes = [f"not named, so by default: {', '.join(unnamed)}"] if unnamed else []
    notes += [f"{text} read as its last day" for text in suggestion.by_last_day]
    if suggestion.missing:
        notes.append(f"leaves out: {', '.join(suggestion.missing)}")
    noted = f" ({'; '.join(notes)})" if notes else ""
    said = wrapped(f"{suggestion.summary}{noted}", min(columns(), _WIDEST) - 6)
    return "\n      ".join([f"{number} thbgraph {shlex.join(suggestion.words)}", *said])
