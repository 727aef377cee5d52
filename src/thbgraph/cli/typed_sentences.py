"""Sentences and slips on the command line: which question, command or name was meant, and which of them to run."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..base.errors import RequestError, UnknownQuestion
from ..base.printing import printable
from ..base.widths import wrapped
from .terminal import columns

if TYPE_CHECKING:
    from ..graph import KnowledgeGraph
    from ..results.hits import Hit, Suggestion


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


def chosen(most: int, *, by_default: bool) -> int | None:
    """Asks somebody at the terminal which of what is listed to run, and returns its number less one; None for none.

    An empty line is the first where that is the default, else none.
    """
    numbers = [str(number + 1) for number in range(most)]
    first = ("y", "yes", "1", *([""] if by_default else []))
    others = f" (a number up to {most} runs another)" if most > 1 else ""
    answer = _answer(f"run the first?{others} [{'Y/n' if by_default else 'y/N'}] ")
    if answer in first:
        return 0
    return numbers.index(answer) if answer in numbers else None


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


_MOST = 3
_WIDEST = 80
#: What is recorded comes first only where it has more than this of the words of a sentence.
_LEAST_TOLD = 0.5


class ChosenQuestion(NamedTuple):
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


def command_for(sentence: str, graph: KnowledgeGraph) -> ChosenQuestion | None:
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
        return ChosenQuestion(read.runs, [*read.said, f"Read as: thbgraph {shlex.join(read.runs.words)}"])
    hits = graph.sentences.recorded(sentence, _MOST)
    numbers = range(1, len(found) + 1) if at_terminal() else [" "] * len(found)
    lines = (
        f"{line_of(one, str(number))}\n{_in_short(one, graph)}"
        for number, one in zip(numbers, found, strict=True)
    )
    recorded, questions = _recorded(hits), "".join(lines)
    is_told = bool(hits) and hits[0].share > max(_LEAST_TOLD, *(one.share for one in found))
    shown = f"{recorded}questions that come near:\n{questions}" if is_told else questions + recorded
    lead = graph.sentences.lead_before(read, hits) if is_told else read.lead
    if at_terminal():
        said = lead if is_told else " ".join(read.said)
        first = "".join(f"{line}\n" for line in wrapped(said, min(columns(), _WIDEST)))
        print(printable(first + shown), end="", file=sys.stderr)
        number = chosen(len(found), by_default=not is_told and _is_clear(found))
        return None if number is None else ChosenQuestion(found[number], read.said if number == 0 else ())
    raise UnknownQuestion(f"{lead} What comes near:\n{shown}".rstrip())


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
