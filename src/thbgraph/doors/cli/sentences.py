"""Sentences on the command line: the saved questions that one may ask, and which of them to run."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ...answers.shown import in_short
from ...words.errors import RequestError, UnknownQuestion
from ...words.names import printable, quoted
from ...words.widths import wrapped
from .correcting import at_terminal, chosen
from .paging import columns

if TYPE_CHECKING:
    from ...answers.hits import Hit, Suggestion
    from ...graph import KnowledgeGraph

_MOST = 3
_WIDEST = 80
#: So many letters of an answer are shown with the question.
_SHORT = 320
#: What is recorded comes first only where it has more than this of the words of a sentence.
_LEAST_TOLD = 0.5


def is_sentence(words: Sequence[str]) -> bool:
    """Says whether words of the command line read as a sentence: one with blanks in it, or several without `=`."""
    return bool(words) and (
        " " in words[0].strip() or (len(words) > 1 and not any("=" in word for word in words))
    )


def command_for(sentence: str, graph: KnowledgeGraph) -> list[str] | None:
    """Returns the words of the command that a sentence asks for, or None where somebody at the terminal declines.

    The best three are shown with their answers in short, the page of what is named, and what is recorded in words like
    those of the sentence, which stands first where it has more of them than any question; at a terminal one may run
    the first question, elsewhere it runs where it is certain. Raises UnknownQuestion where nothing fits, or nothing is
    certain and nobody can be asked.
    """
    if excluded := graph.excluded(sentence):
        print(f"left out, since exclusions are not understood: {printable(excluded)}", file=sys.stderr)
    for unknown in graph.unknown_names(sentence):
        print(printable(unknown), file=sys.stderr)
    offers = graph.offers(sentence)
    found = [*offers[:_MOST], *(one for one in offers[_MOST:] if one.name == "show")]
    if not found:
        raise UnknownQuestion(
            f"no question matches {quoted(sentence)}; thbgraph find searches all texts, thbgraph ask lists the questions"
        )
    if found[0].certain and not at_terminal():
        print(printable(line_of(found[0])), file=sys.stderr)
        return found[0].words
    hits = graph.recorded(sentence, _MOST)
    numbers = range(1, len(found) + 1) if at_terminal() else [" "] * len(found)
    lines = (
        f"{line_of(one, str(number))}\n{_in_short(one, graph)}"
        for number, one in zip(numbers, found, strict=True)
    )
    recorded, questions = _recorded(hits), "".join(lines)
    is_whole = any(not one.left_out for one in found)
    is_told = bool(hits) and hits[0].share > max(_LEAST_TOLD, *(one.share for one in found))
    shown = f"{recorded}questions that come near:\n{questions}" if is_told else questions + recorded
    if at_terminal():
        print(printable(shown), end="", file=sys.stderr)
        number = chosen(len(found), by_default=not is_told and _is_clear(found))
        return None if number is None else found[number].words
    may = f"several questions may be meant by {quoted(sentence)}; run one of"
    near = f"no question matches all words of {quoted(sentence)}" + ("" if is_told else "; these come near")
    raise UnknownQuestion(f"{may if is_whole else near}:\n{shown}".rstrip())


def _is_clear(found: Sequence[Suggestion]) -> bool:
    """Says whether the first takes up every word and names all that it is about, and is certain or alone in that."""
    best, *others = found
    is_whole = not best.left_out and not best.by_default
    return is_whole and (best.certain or all(one.left_out for one in others))


def _in_short(one: Suggestion, graph: KnowledgeGraph) -> str:
    """Writes what a suggested question, or status, answers in a few lines; nothing for another command, or no answer."""
    try:
        if one.name == "status":
            standing = graph.status(*(texts[0] for texts in one.arguments.values()))
            told = f"{standing.instrument.label}: {standing.sentence}"
        else:
            told = in_short(graph.ask(one.name, one.arguments), _SHORT) if one.is_question else ""
    except RequestError:
        return ""
    width = min(columns(), _WIDEST) - 8
    return "".join(f"        {line}\n" for line in wrapped(told, width))


def _recorded(hits: Iterable[Hit]) -> str:
    """Writes the best of what is said of things, each with its place."""
    width = min(columns(), _WIDEST) - 4
    texts = (f"{hit.thing.label}: {hit.text.replace('*', '')} ({hit.place.label})" for hit in hits)
    written = "".join("  " + "\n    ".join(wrapped(text, width)) + "\n" for text in texts)
    return f"recorded, in the project's words:\n{written}" if written else ""


def line_of(suggestion: Suggestion, number: str = " ") -> str:
    """Writes a suggestion as the command that runs it, with what it asks, and what of that the sentence does not name."""
    given = suggestion.arguments
    unnamed = [f"{one}={', '.join(given[one])}" for one in suggestion.by_default if one in given]
    notes = [f"not named, so by default: {', '.join(unnamed)}"] if unnamed else []
    notes += [f"of {text} the last day" for text in suggestion.by_last_day]
    if suggestion.left_out:
        notes.append(f"leaves out: {', '.join(suggestion.left_out)}")
    noted = f" ({'; '.join(notes)})" if notes else ""
    said = wrapped(f"{suggestion.summary}{noted}", min(columns(), _WIDEST) - 6)
    return "\n      ".join([f"{number} thbgraph {shlex.join(suggestion.words)}", *said])
