"""Senses: what a text may stand for, the surest way first: an identifier, a name, a beginning, what is alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.namespaces import BASE, ID
from ..base.suggestions import alike
from ..base.terms import expand, short
from .folding import bare, fold, forms, significant
from .names import SHORTEST, Names

#: A name with another in brackets behind it: "Council of Europe (CoE)".
_BOTH = re.compile(r"([^()]+)[(]([^()]+)[)]")
#: What a name may begin with or not.
_ARTICLE = "the "
#: How alike two words of more than so many letters must be for one to be a slip of the other, and how well a beginning fits.
_SLIP, _SLIPS, _BEGINNING = 0.75, 4, 0.95
#: How alike a name must be to be offered.
NEAR = 0.5
#: The part of the words of a name that tells the thing.
_MOSTLY = 0.7
_ENTITY, _ACTOR = short(thb.Entity), "foaf:Agent"
#: Classes of things of many kinds.
_BROAD = frozenset((_ENTITY, _ACTOR, "org:Organization"))


class Sense(NamedTuple):
    """A thing that a text names, by which folded name (none for a code), and how."""

    iri: str
    name: str
    how: str


class Likeness(NamedTuple):
    """How alike a folded name is to a text (0 to 1), how much of the text it has, and how much in whole words."""

    name: str
    alike: float
    covers: float
    whole: float


def identified(text: str, known: Names) -> str | None:
    """Returns the IRI that a text is, abbreviates or is linked to, such as that of a passage (2-14); None for a name."""
    passage = expand(f"memo:{text}")
    if passage in known.labels:
        return passage
    return known.linked(text) or (text if text.startswith(BASE) else expand(text))


def senses(text: str, known: Names) -> Iterator[list[Sense]]:
    """Yields what a name or code stands for, a list for each way in which it may, the surest way first.

    As it is; in another order, run together, with abbreviations or without small words, unless names of other things
    have it as it is written; as two names of one thing, the second in brackets. Terms are called by their names alone.
    """
    folded = fold(text)
    codes = [Sense(iri, "", "code") for iri in known.codes.get(folded, ())]
    yield codes + [Sense(iri, folded, "name") for iri in known.named.get(folded, ())]
    others = dict.fromkeys(name for form in sorted(forms(folded)) for name in known.by_form.get(form, ()))
    yield [
        Sense(iri, name, "words in another order")
        for name in others
        for iri in known.named[name]
        if iri.startswith(ID) and (_is_whole(folded, name) or not _written_in_others(folded, iri, known))
    ]
    both = _BOTH.fullmatch(text)
    if both:
        outer, inner = (next(filter(None, senses(part, known)), []) for part in both.groups())
        yield [sense._replace(how="two names") for sense in outer if sense.iri in {one.iri for one in inner}]


def _is_whole(folded: str, name: str) -> bool:
    """Says whether a text lacks no word of a name but an article, which a name of one telling word needs: "the States"."""
    has_name = f" {name} " in f" {folded} " or name.replace(" ", "") == folded.replace(" ", "")
    return has_name or (bare(folded) == bare(name) and len(significant(folded)) > 1)


def _written_in_others(folded: str, iri: str, known: Names) -> bool:
    """Says whether a name of another thing, that is not called after this one, has a text as it is written."""
    written = bare(folded)
    others = known.having(written).keys() - {iri}
    return any(
        _is_entity(one, known)
        and _has_written(written, one, known)
        and not _is_called_after(one, iri, written, known)
        for one in others
    )


def _has_written(folded: str, iri: str, known: Names) -> bool:
    """Says whether a name of a thing has a text as it is written."""
    return any(f" {folded} " in f" {name} " for name in _names_with(folded, iri, known))


def _is_called_after(other: str, iri: str, folded: str, known: Names) -> bool:
    """Says whether one thing has the words of a text only as parts of names of another: "Addendum to the OSCE Action Plan"."""

    def telling(name: str) -> str:
        return f" {' '.join(significant(name))} "

    own = {*map(telling, _names_with(folded, iri, known))} - {telling(folded)}
    return all(
        any(name in telling(longer) for name in own)
        or any(f" of {article}{bare(folded)} " in f" {longer} " for article in ("", _ARTICLE))
        for longer in _names_with(folded, other, known)
    )


def _is_entity(iri: str, known: Names) -> bool:
    return _ENTITY in known.classes.get(iri, ())


class Hint(NamedTuple):
    """What a text may stand for that is no name: the one thing that it is taken for, if any, and all that may be meant."""

    taken: str | None
    meant: list[str]


def hinted(text: str, known: Names, fits: Callable[[str], bool]) -> Hint:
    """Returns what passages print so, and what has names with all telling words of a text, the last be it cut short.

    It is taken for one thing only where no other has these words, but one that is called after it, where passages print it or
    a name begins with it, and where it tells that thing: a word cut short by no more than a third, most words of a name,
    several words that nothing else has ("Blue Heart"), or the name of a state or organization with more of the thing's
    label, but not "Optional Protocol". Within a name it tells nothing: a Secretary General is not the Assistant Secretary
    General.
    """
    folded = fold(text)
    printed = [iri for iri in known.printed_as(folded) if fits(iri)]
    folded = folded.removeprefix(_ARTICLE)
    named = list(dict.fromkeys([*printed, *_having(folded, known, fits)]))
    meant = [iri for iri in named if _is_entity(iri, known)] or named
    begun = [
        iri
        for iri in meant
        if any(_rest(folded, name) is not None for name in _names_with(folded, iri, known))
    ]
    for iri in printed or begun:
        others = [one for one in meant if one != iri and not _is_called_after(one, iri, folded, known)]
        if printed:
            others = [one for one in others if _has_written(bare(folded), one, known)]
        if not others and (printed or _tells(folded, iri, known)):
            return Hint(iri, meant)
    if not any(_is_entity(iri, known) for iri in meant):
        return Hint(None, [])  # acts and memberships, of which there are many of a name
    return Hint(None, list(dict.fromkeys([*printed, *begun, *meant])))


def is_of_whole_words(text: str, iri: str, known: Names) -> bool:
    """Says whether a name of a thing has all telling words of a text as they are, or begins with it: "Lithuan"."""
    folded = fold(text).removeprefix(_ARTICLE)
    telling = {*significant(folded)}
    return any(
        telling <= {*significant(name)} or _rest(folded, name) is not None
        for name in _names_with(folded, iri, known)
    )


def _having(folded: str, known: Names, fits: Callable[[str], bool]) -> list[str]:
    """Returns the things that have a name with all telling words of a folded text, of the last its beginning."""
    return [iri for iri in known.having(folded) if iri.startswith(ID) and fits(iri)]


def _names_with(folded: str, iri: str, known: Names) -> Sequence[str]:
    """Returns the names of a thing that have all telling words of a folded text."""
    return known.having(folded).get(iri, ())


def _rest(folded: str, name: str) -> str | None:
    """Returns what of a name, its article aside, is behind a text with which it begins: other words, or the end of its last word."""
    name = name.removeprefix(_ARTICLE)
    rest = name[len(folded) :]
    return rest if name.startswith(folded) and (rest[:1] in ("", " ") or " " not in rest) else None


def _tells(folded: str, iri: str, known: Names) -> bool:
    """Says whether the beginning of a name tells the thing apart that alone has it."""
    names = [name for name in _names_with(folded, iri, known) if _rest(folded, name) is not None]
    is_cut = any((_rest(folded, name) or " ")[0] != " " for name in names)
    return is_cut or tells(folded, names, iri, known)


def tells(folded: str, names: Iterable[str], iri: str, known: Names) -> bool:
    """Says whether words of some names of a thing tell it apart.

    They do where they are most words of one, several that nothing else has, or the name of a state or organization and more.
    """
    telling = significant(folded)
    least = min(len(significant(name)) for name in names)
    is_own = len(telling) > 1 and all(_is_own(word, iri, known) for word in telling)
    words = folded.split()
    parts = (" ".join(words[:end]) for end in range(len(words) - 1, 0, -1))
    return is_own or len(telling) >= _MOSTLY * least or any(_is_name(part, known) for part in parts)


def _is_own(word: str, iri: str, known: Names) -> bool:
    """Says whether the names of one entity alone have a word: "Heart"."""
    things = (one for name in known.with_word(word) for one in known.called(name) if _is_entity(one, known))
    return next(things, None) == iri and all(one == iri for one in things)


def _is_name(folded: str, known: Names) -> bool:
    """Says whether a folded text names a state or organization as it is."""
    return any(
        _ACTOR in known.classes.get(iri, ())
        for iri in (*known.named.get(folded, ()), *known.codes.get(folded, ()))
    )


def described(folded: str, iri: str, known: Names) -> list[str]:
    """Returns what else a name of a thing describes: the things of its kind with which label begins, or has behind "a", that name.

    "Handbook for Parliamentarians" is the title of one and describes others. The label of a thing describes nothing else.
    """
    telling = significant(folded)
    if fold(known.labels.get(iri, "")) == folded or len(telling) < 2:
        return []
    having = known.with_word(max(telling, key=len))
    kinds = {*known.classes.get(iri, ())} - _BROAD

    def is_described(label: str) -> bool:
        return f"{label} ".startswith(f"{folded} ") or any(
            f" {article} {folded} " in f" {label} " for article in ("a", "an")
        )

    labels = sorted(
        (name for name in having if name in known.named and is_described(name)),
        key=lambda name: (len(name), name),
    )
    others = ((other, label) for label in labels for other in known.named[label])
    return [
        other
        for other, label in dict.fromkeys(others)
        if other != iri
        and kinds & {*known.classes.get(other, ())}
        and fold(known.labels.get(other, "")) == label
    ]


def likenesses(text: str, known: Names) -> Iterator[Likeness]:
    """Yields how alike those names are to a text that share words with it.

    A word weighs the more, the fewer names have it; the likeness is Dice's coefficient of the weights.
    """
    words = dict.fromkeys(significant(fold(text)))
    unknown = log(1 + len(known.named))
    shared: dict[str, dict[str, float]] = {}
    total = 0.0
    for word in words:
        found = _close_words(word, known)
        most = known.weight(max(found, key=lambda other: found[other], default=word), unknown)
        total += most
        for other, quality in found.items():
            for name in known.by_word[other]:
                of = shared.setdefault(name, {})
                of[word] = max(of.get(word, 0), quality * most)
    having = {word: frozenset(known.by_word.get(word, ())) for word in words}
    for name, of in shared.items():
        common = sum(of.values())
        whole = sum(weight for word, weight in of.items() if name in having[word])
        yield Likeness(name, 2 * common / (total + known.name_weights[name]), common / total, whole / total)


def _close_words(word: str, known: Names) -> dict[str, float]:
    """Returns how well those words of names fit one that are the same or begin so, else those of which it may be a slip."""
    found = {
        other: 1.0 if other == word else _BEGINNING
        for other in known.words_beginning(word)
        if other == word or len(word) >= SHORTEST
    }
    if not found and len(word) > _SLIPS:
        found = {other: alike(word, other) for other in known.words if _may_be_slip(word, other)}
    return {other: quality for other, quality in found.items() if quality >= _SLIP}


def _may_be_slip(word: str, other: str) -> bool:
    most = 1 if min(len(word), len(other)) < 6 else 2
    return abs(len(word) - len(other)) <= most and (other[0] == word[0] or other.endswith(word))
