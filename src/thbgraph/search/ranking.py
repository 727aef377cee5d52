"""Ranking: how well words fit each of several things that are put in several wordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from .fulltext import Line, in_memory, stems, things_with

#: How soon more of a word counts no more, and how much long texts are held against (k1 and b of BM25).
_SATURATION, _LENGTH = 1.2, 0.3


class Fitting(NamedTuple):
    """How well words fit a thing, and which of them its wordings have."""

    score: float
    words: frozenset[str]


def fitting(words: Sequence[str], wordings: Sequence[Line]) -> dict[str, Fitting]:
    """Returns how well folded words fit each thing: its nearest wording (cosine), and all of them together (BM25).

    The score is the sum of the two, each at most 1. A word weighs the more, the fewer things have it, be it in a text
    with a place, which is about the thing and no wording; slips are forgiven.
    """
    with in_memory(wordings) as index:
        having_it = {word: things_with(word, index) for word in words}
        lines, asked = stems(index, words)
    counts: dict[str, Counter[str]] = {wording.thing: Counter() for wording in wordings}
    having = Counter(
        term
        for _, term in {(of.thing, term) for of, terms in zip(wordings, lines, strict=True) for term in terms}
    )
    worded = [
        (wording.thing, terms) for wording, terms in zip(wordings, lines, strict=True) if not wording.place
    ]
    for name, terms in worded:
        counts[name].update(terms)

    def weighed(terms: Sequence[str]) -> dict[str, float]:
        known = {term: having[term] + 0.5 for term in terms}
        return {term: log(1 + (len(counts) + 1 - some) / some) for term, some in known.items()}

    sought = weighed(asked)
    nearest = dict.fromkeys(counts, 0.0)
    for name, terms in worded:
        nearest[name] = max(nearest[name], _cosine(sought, weighed(terms)))
    return {
        name: Fitting(total + nearest[name], frozenset(word for word in words if name in having_it[word]))
        for name, total in _together(sought, counts).items()
        if total
    }


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
