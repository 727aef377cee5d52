"""Searching: what a text may mean, the best first; whole names, then parts of names, then slips of the pen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import log
from typing import NamedTuple

from ..files.questions import Question
from ..words.suggestions import alike
from .folding import fold, significant
from .names import Names
from .senses import senses

#: How alike two words must be for one to be a slip of the other, and how well a beginning of a word fits.
_SLIP, _BEGINNING = 0.75, 0.95
#: The shortest word of which the beginning counts.
_SHORTEST = 3
#: How alike a name must be to be suggested.
NEAR = 0.5


class Fit(NamedTuple):
    """How well a name fits a text: its likeness (0 to 1), and how well it has the worst-fitting word of the text."""

    likeness: float
    worst: float


def search(text: str, known: Names, kind: str | None = None) -> list[str]:
    """Returns the IRIs of what is called by a text, the best first, the shorter label before the longer.

    `kind` is the CURIE of the class that they must have. Whole names come first, then those of the same words, beginnings, names that have each word of the text or
    a word that begins so, and slips; where there is none of all these, labels of what has no name of its own,
    else what is nearest.
    """
    folded = fold(text)
    ranks: dict[str, tuple[float, int, str]] = {}

    def add(iris: Iterable[str], rank: float) -> None:
        for iri in iris:
            if kind is None or kind in known.classes.get(iri, ()):
                label = known.labels.get(iri, iri)
                ranks[iri] = min(ranks.get(iri, (rank, len(label), label)), (rank, len(label), label))

    add(known.printed.get(folded, ()), 0)
    for number, found in enumerate(senses(text, known)):
        add((sense.iri for sense in found), number and 1)
    for name, fit in fitting(text, known).items():
        if fit.worst:
            add(known.called(name), 2 if name.startswith(folded) else 4 - fit.worst)
    words = {*folded.split()}
    if words and not ranks:
        for label, iris in known.by_label.items():
            add(iris if words <= {*label.split()} else (), 5)
    return sorted(ranks, key=lambda iri: ranks[iri]) or nearest(
        text, known, lambda iri: kind is None or kind in known.classes.get(iri, ())
    )


def nearest(text: str, known: Names, fits: Callable[[str], bool], most: int = 3) -> list[str]:
    """Returns the IRIs of the few things that have a name most like a text."""
    best: dict[str, float] = {}
    for name, fit in fitting(text, known).items():
        for iri in filter(fits, known.called(name)) if fit.likeness >= NEAR else ():
            best[iri] = max(best.get(iri, 0), fit.likeness)
    return sorted(best, key=lambda iri: (-best[iri], iri))[:most]


def fitting(text: str, known: Names) -> dict[str, Fit]:
    """Returns, by folded name, how well those names fit a text that share a word with it.

    A word weighs the more, the fewer names have it. The likeness is Dice's coefficient of the weights.
    """
    words = dict.fromkeys(significant(fold(text)))
    matches = {word: _matches(word, known.by_word) for word in words}
    shared: dict[str, dict[str, float]] = {}
    for word, found in matches.items():
        for other, quality in found.items():
            for name in known.by_word[other]:
                of = shared.setdefault(name, {})
                of[word] = max(of.get(word, 0), quality)
    every = len(known.named)

    def weight(word: str) -> float:
        return log(1 + every / len(known.by_word.get(word, "1")))

    weights = {word: weight(next(iter(found), word)) for word, found in matches.items()}
    total = sum(weights.values())
    fits = {}
    for name, of in shared.items():
        common = sum(quality * weights[word] for word, quality in of.items())
        likeness = 2 * common / (total + sum(map(weight, {*significant(name)})))
        fits[name] = Fit(likeness, min(of.values()) if len(of) == len(words) else 0)
    return fits


def _matches(word: str, there: Iterable[str]) -> dict[str, float]:
    """Returns the words that one is the beginning of, else is a slip of, the best first."""
    found = {word: 1.0} if word in there else {}
    if len(word) >= _SHORTEST:
        found |= {other: _BEGINNING for other in there if other.startswith(word) and other != word}
    if not found and len(word) > _SHORTEST:
        found = {other: alike(word, other) for other in there if _is_close(word, other)}
        found = {other: quality for other, quality in found.items() if quality >= _SLIP}
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _is_close(word: str, other: str) -> bool:
    """Says whether a word can be a slip of another: not much shorter or longer, and with the same beginning or end."""
    shorter = min(len(word), len(other))
    return abs(len(word) - len(other)) <= (1 if shorter < 6 else 2) and (
        other[0] == word[0] or other.endswith(word)
    )


def fitting_questions(text: str, questions: Mapping[str, Question]) -> list[Question]:
    """Returns the questions that have each word of a text, or one that begins so, in their name or summary."""
    wanted = fold(text).split()

    def has(question: Question) -> bool:
        words = fold(f"{question.name} {question.summary}").split()
        return all(any(word.startswith(part) for word in words) for part in wanted)

    return [question for question in questions.values() if wanted and has(question)]
