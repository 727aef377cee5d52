"""Searching: what a text may mean, the best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..base import vocabulary as thb
from ..base.terms import short
from .folding import fold
from .names import Names
from .senses import NEAR, likenesses, senses

#: How many things are suggested, and how much less alike than the first.
_MOST, _ALMOST = 3, 0.8
#: The part of a text that a name must have to be like it, be it in slips, or in whole words, and the longest abbreviation.
_MOST_OF, _WHOLE, _ABBREVIATED = 0.6, 0.35, 6


def search(text: str, known: Names, kind: str | None = None) -> list[str]:
    """Returns the IRIs of what is called by a text, the best first, the shorter label before the longer.

    `kind` is the CURIE of the class that they must have. Whole names come first, then those of the same words,
    beginnings, the more of a name the better, names that have most of the text, and slips; where there is none of all
    these, labels of what has no name of its own.
    """
    folded = fold(text)
    ranks: dict[str, tuple[float, int, str]] = {}

    def add(iris: Iterable[str], rank: float) -> None:
        for iri in iris:
            if kind is None or kind in known.classes.get(iri, ()):
                label = known.labels.get(iri, iri)
                ranks[iri] = min(ranks.get(iri, (rank, len(label), label)), (rank, len(label), label))

    add(known.printed_as(folded), 0)
    for number, found in enumerate(senses(text, known)):
        add((sense.iri for sense in found), number and 1)
    for name, _, covers, _ in likenesses(text, known):
        if covers >= NEAR:
            lacking = 1 - len(folded) / max(len(name), 1)
            add(known.called(name), 2 + lacking if name.startswith(folded) else 4 - covers)
    words = {*folded.split()}
    if words and not ranks:
        for label, iris in known.by_label.items():
            add(iris if words <= {*label.split()} else (), 5)
    return sorted(ranks, key=lambda iri: ranks[iri])


def nearest(text: str, known: Names, fits: Callable[[str], bool]) -> list[str]:
    """Returns the IRIs of the few things that have a name most like a text, entities before other things.

    The name must have most of the text; an abbreviation is like no other. Where nothing is, nothing is returned: what is
    not meant is worse than no help.
    """
    entity = short(thb.Entity)
    best: dict[str, float] = {}
    is_abbreviation = text.isupper() and " " not in text and len(text) <= _ABBREVIATED
    for name, likeness, covers, whole in () if is_abbreviation else likenesses(text, known):
        is_near = likeness >= NEAR and (covers >= _MOST_OF or whole >= _WHOLE)
        for iri in filter(fits, known.called(name)) if is_near else ():
            best[iri] = max(best.get(iri, 0), likeness)
    found = [iri for iri in best if entity in known.classes.get(iri, ())] or [*best]
    least = _ALMOST * max((best[iri] for iri in found), default=0)
    return sorted((iri for iri in found if best[iri] >= least), key=lambda iri: (-best[iri], iri))[:_MOST]
