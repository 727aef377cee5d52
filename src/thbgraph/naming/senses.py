"""Senses: what a text may stand for, the surest way first: an identifier, a name, a beginning, what is alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from math import log
from typing import NamedTuple

from ..words import vocabulary as thb
from ..words.namespaces import BASE, ID
from ..words.suggestions import alike
from ..words.terms import expand, short
from .folding import fold, forms, significant
from .names import Names

#: A name with another in brackets behind it: "Council of Europe (CoE)".
_BOTH = re.compile(r"([^()]+)[(]([^()]+)[)]")
#: What a name may begin with or not.
_ARTICLE = "the "
#: The shortest beginning of a name or word that counts.
_SHORTEST = 3
#: How alike two words must be for one to be a slip of the other, and how well a beginning of a word fits.
_SLIP, _BEGINNING = 0.75, 0.95
#: How alike a name must be to be offered.
NEAR = 0.5


class Sense(NamedTuple):
    """A thing that a text names, by which folded name (none for a code), and how."""

    iri: str
    name: str
    how: str


class Likeness(NamedTuple):
    """How alike a folded name is to a text (0 to 1), and how much of the text it has."""

    name: str
    alike: float
    covers: float


def identified(text: str, known: Names) -> str | None:
    """Returns the IRI that a text is, abbreviates or is linked to, such as that of a passage (2-14); None for a name."""
    passage = expand(f"memo:{text}")
    if passage in known.labels:
        return passage
    return known.linked(text) or (text if text.startswith(BASE) else expand(text))


def senses(text: str, known: Names) -> Iterator[list[Sense]]:
    """Yields what a name or code stands for, a list for each way in which it may, the surest way first.

    As it is; in another order, run together, with abbreviations or without small words; as two names of one
    thing, the second in brackets.
    """
    folded = fold(text)
    codes = [Sense(iri, "", "code") for iri in known.codes.get(folded, ())]
    yield codes + [Sense(iri, folded, "name") for iri in known.named.get(folded, ())]
    others = dict.fromkeys(name for form in sorted(forms(folded)) for name in known.by_form.get(form, ()))
    yield [Sense(iri, name, "words in another order") for name in others for iri in known.named[name]]
    both = _BOTH.fullmatch(text)
    if both:
        outer, inner = (next(filter(None, senses(part, known)), []) for part in both.groups())
        yield [sense._replace(how="two names") for sense in outer if sense.iri in {one.iri for one in inner}]


def hinted(text: str, known: Names, fits: Callable[[str], bool]) -> list[str]:
    """Returns what passages print so, and what has names that begin so.

    The beginning of just one thing's names counts where it ends with a word or lacks no more than a third, of the
    last word ("Mayo" is not Mayotte), and tells that thing apart ("European Convention" does not).
    What else has a name that has it at its end, or behind a word of its own, may be meant, too: "Virgin Islands",
    "Expert Group".
    """
    folded = fold(text)
    printed = [iri for iri in known.printed_as(folded) if fits(iri)]
    if folded not in known.printed:
        folded = folded.removeprefix(_ARTICLE)
    rests: dict[str, list[str]] = {}
    for name, iris in known.named.items() if len(folded) >= _SHORTEST else ():
        plain = name.removeprefix(_ARTICLE)
        begins = plain.startswith(folded)
        if begins or (not printed and _has_behind(plain, folded)):
            for iri in iris:
                if iri.startswith(ID) and fits(iri):
                    rests.setdefault(iri, []).append(plain[len(folded) :] if begins else "")
    begun = [rest for some in rests.values() for rest in some if rest]
    is_whole = any(rest[0] == " " or (" " not in rest and 2 * len(rest) <= len(folded)) for rest in begun)
    entities = [iri for iri in rests if short(thb.Entity) in known.classes.get(iri, ())] or [*rests]
    counts = is_whole and _tells(folded, entities[0], known) if len(entities) == 1 else bool(begun)
    return list(dict.fromkeys([*printed, *(entities if counts else ())]))


def _has_behind(name: str, folded: str) -> bool:
    """Says whether a name has a text at its end, or behind a word that is no small one."""
    before, found, after = f"{name} ".partition(f" {folded} ")
    return bool(found) and (not after or bool(significant(before.split()[-1])))


def _tells(folded: str, iri: str, known: Names) -> bool:
    """Says whether a beginning tells a thing apart: one in its label, of more than two words, or with one of its own."""
    words = significant(folded)

    def is_own(word: str) -> bool:
        names = (name for other, names in known.by_word.items() if other.startswith(word) for name in names)
        return {one for name in names for one in known.called(name)} == {iri}

    is_in_label = f" {folded}" in f" {fold(known.labels[iri])}"
    return is_in_label or len(words) > 2 or any(map(is_own, words))


def likenesses(text: str, known: Names) -> Iterator[Likeness]:
    """Yields how alike those names are to a text that share words with it.

    A word weighs the more, the fewer names have it; the likeness is Dice's coefficient of the weights.
    """
    words = dict.fromkeys(significant(fold(text)))
    unknown = log(1 + len(known.named))
    shared: dict[str, dict[str, float]] = {}
    total = 0.0
    for word in words:
        found = _close_words(word, known.by_word)
        most = known.weights.get(max(found, key=lambda other: found[other], default=word), unknown)
        total += most
        for other, quality in found.items():
            for name in known.by_word[other]:
                of = shared.setdefault(name, {})
                of[word] = max(of.get(word, 0), quality * most)
    for name, of in shared.items():
        common = sum(of.values())
        yield Likeness(name, 2 * common / (total + known.name_weights[name]), common / total)


def _close_words(word: str, there: Iterable[str]) -> dict[str, float]:
    """Returns how well those words fit one that are the same or begin so, else those of which it may be a slip."""
    found = {word: 1.0} if word in there else {}
    if len(word) >= _SHORTEST:
        found |= {other: _BEGINNING for other in there if other.startswith(word) and other != word}
    if not found and len(word) > _SHORTEST:
        found = {other: alike(word, other) for other in there if _may_be_slip(word, other)}
    return {other: quality for other, quality in found.items() if quality >= _SLIP}


def _may_be_slip(word: str, other: str) -> bool:
    most = 1 if min(len(word), len(other)) < 6 else 2
    return abs(len(word) - len(other)) <= most and (other[0] == word[0] or other.endswith(word))
