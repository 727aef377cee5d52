"""Ranking: how well words fit each of several things that are put in several wordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from math import log, sqrt
from typing import NamedTuple

from ..names.folding import fold
from .fulltext import MOST_WORDS, Line, stems, stems_of

#: How soon more of a word counts no more, and how much long texts are held against (k1 and b of BM25).
_SATURATION, _LENGTH = 1.2, 0.3
#: What two words weigh as a pair, of what a word would, side by side ("how many") and with one between ("how long is").
_PAIR, _APART = 0.5, 0.3
#: What stands between the words of a pair.
_BESIDE, _ACROSS = " ", " .. "


class Fitting(NamedTuple):
    """How well words fit a thing, and which of them its wordings have."""

    score: float
    words: frozenset[str]


class Wordings:
    """Wordings of things, read once: each by its stems. A text with a place is about a thing, and no wording of it.

    `words` are all that stand in them, folded.
    """

    def __init__(self, wordings: Sequence[Line]) -> None:
        self.words = {word for wording in wordings for word in fold(wording.text).split()}
        self._lines = list(zip(wordings, stems(wordings), strict=True))
        self._worded: dict[str, list[Sequence[str]]] = {wording.thing: [] for wording in wordings}
        self._said: dict[str, set[str]] = {name: set() for name in self._worded}
        for wording, line in self._lines:
            terms = _with_pairs(line)
            self._said[wording.thing].update(terms)
            if not wording.place:
                self._worded[wording.thing].append(terms)
        self._counts = {name: Counter(chain(*of)) for name, of in self._worded.items()}
        having = Counter(chain.from_iterable(self._said.values()))
        self._weights = {term: self._weight(term, some) for term, some in having.items()}

    def fitting(self, words: Sequence[str]) -> dict[str, Fitting]:
        """Returns how well folded words fit each thing: its nearest wording (cosine), and all of them together (BM25).

        The score is the sum of the two, each at most 1. A word, or a pair of words, weighs the more, the fewer things
        have it, be it in a text about them; slips are forgiven.
        """
        each = dict(zip(words, stems_of(words, self.words), strict=True))
        asked = [term for word in words[:MOST_WORDS] for term in each[word]]
        return {
            name: Fitting(
                score, frozenset(word for word in each if self._said[name].intersection(each[word]))
            )
            for name, score in self._scores(asked).items()
        }

    def outdone(self, name: str) -> Iterator[Line]:
        """Yields the wordings of other things that fit one thing better than their own."""
        for wording, terms in self._lines:
            if wording.thing != name and not wording.place:
                scores = self._scores(terms, (name, wording.thing))
                if scores.get(name, 0.0) > scores.get(wording.thing, 0.0):
                    yield wording

    def _scores(self, asked: Sequence[str], names: Collection[str] | None = None) -> dict[str, float]:
        """Returns how well stems fit the things that have any of them, or those of some names."""
        sought = self._weighed(_with_pairs(asked))
        together = _together(sought, self._counts)
        return {
            name: total + max((self._likeness(sought, of) for of in self._worded[name]), default=0.0)
            for name, total in together.items()
            if total and (names is None or name in names)
        }

    def _likeness(self, sought: Mapping[str, float], terms: Sequence[str]) -> float:
        return 0.0 if sought.keys().isdisjoint(terms) else _cosine(sought, self._weighed(terms))

    def _weighed(self, terms: Sequence[str]) -> dict[str, float]:
        return {term: self._weights.get(term) or self._weight(term, 0) for term in terms}

    def _weight(self, term: str, having: int) -> float:
        """Returns what a term weighs that so many things have."""
        some = having + 0.5
        return log(1 + (len(self._counts) + 1 - some) / some) * _share(term)


def _with_pairs(terms: Sequence[str]) -> list[str]:
    """Returns terms, and as one term each two of them that stand side by side or with one between."""
    return [
        *terms,
        *map(_BESIDE.join, pairwise(terms)),
        *map(_ACROSS.join, zip(terms, terms[2:], strict=False)),
    ]


def _share(term: str) -> float:
    """Returns what a term weighs, of what a word would."""
    return _APART if _ACROSS in term else _PAIR if _BESIDE in term else 1.0


def _together(sought: Mapping[str, float], counts: Mapping[str, Counter[str]]) -> dict[str, float]:
    """Returns the BM25 of each text, as parts of the best."""
    mean = sum(of.total() for of in counts.values()) / len(counts)
    found: dict[str, float] = {}
    for name, of in counts.items():
        least = _SATURATION * (1 - _LENGTH + _LENGTH * of.total() / mean)
        found[name] = sum(weight * of[term] / (of[term] + least) for term, weight in sought.items())
    best = max(found.values()) or 1.0
    return {name: total / best for name, total in found.items()}


def _cosine(sought: Mapping[str, float], terms: Mapping[str, float]) -> float:
    common = sum(weight * terms.get(term, 0.0) for term, weight in sought.items())
    return common / (_norm(sought) * _norm(terms)) if common else 0.0


def _norm(terms: Mapping[str, float]) -> float:
    return sqrt(sum(weight**2 for weight in terms.values()))
