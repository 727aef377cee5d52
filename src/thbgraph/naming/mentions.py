"""Mentions: the names and days that stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..words.dates import DATING, bounds, lexical_fault, written_out
from ..words.namespaces import ID
from .folding import fold
from .names import Names

_WORD = re.compile(r"[^\s,;:?!]+")
#: The most words that a name has.
_LONGEST = 12
#: Words without a meaning of their own, which are names only in capitals: who, WHO.
FUNCTION_WORDS = frozenset((
    "a", "about", "after", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "but", "by", "can", "did", "do", "does", "for", "from", "had", "has", "have", "he", "how", "i", "if",
    "in", "into", "is", "it", "its", "may", "me", "more", "my", "no", "not", "of", "off", "on", "or",
    "our", "out", "she", "so", "than", "that", "the", "their", "them", "there", "they", "this", "to",
    "until", "up", "us", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "whose",
    "why", "will", "with", "you",
))  # fmt: skip


class Mention(NamedTuple):
    """A name as it is written in a sentence, with what it may mean: IRIs, or the first and last day of a date."""

    text: str
    iris: tuple[str, ...] = ()
    days: tuple[str, str] | None = None


def mentions(sentence: str, known: Names) -> tuple[list[Mention], list[str]]:
    """Returns the names and days of a sentence, in order, and its other words, folded.

    The longest name counts. What only passages print, such as "the Council", is a name where it has several words.
    """
    words = [match[0].rstrip(".").strip("\"'()\u201c\u201d") for match in _WORD.finditer(sentence)]
    words = [word for word in words if fold(word)]
    found: list[Mention] = []
    others: list[str] = []
    start = 0
    while start < len(words):
        mention, length = next(_at(words, start, known), (None, 1))
        if mention is None:
            others += fold(words[start]).split()
        else:
            if others[-1:] == ["the"] and fold(words[start - 1]) == "the":
                others.pop()  # the article of a name
            found.append(mention)
        start += length
    return found, others


def narrower(mention: Mention, known: Names) -> list[Mention]:
    """Returns the names that stand within one: the EU in "EU states"."""
    words = mention.text.split()
    parts = [" ".join(part) for part in (words[1:], words[:-1]) if part]
    return [part for text in parts for part in mentions(text, known)[0]]


def _at(words: list[str], start: int, known: Names) -> Iterator[tuple[Mention, int]]:
    """Yields what is mentioned where a word stands, the longest first, and how many words it takes."""
    for length in range(min(_LONGEST, len(words) - start), 0, -1):
        text = " ".join(words[start : start + length])
        if days := _days(text):
            yield Mention(text, days=days), length
        if iris := _named(text, length, known):
            yield Mention(text, iris), length


def _named(text: str, length: int, known: Names) -> tuple[str, ...]:
    folded = fold(text)
    if not folded or (folded in FUNCTION_WORDS and not text.isupper()) or (length > 1 and _edged(folded)):
        return ()
    iris = [*known.named.get(folded, ())]
    iris += known.codes.get(folded, ()) if text.isupper() or not text.isalpha() else ()
    iris += known.printed.get(folded, ()) if length > 1 else ()
    return tuple(iri for iri in dict.fromkeys(iris) if iri.startswith(ID))


def _edged(folded: str) -> bool:
    """Says whether a text begins or ends with a function word that is no part of a name."""
    words = folded.split()
    return words[-1] in FUNCTION_WORDS or (words[0] in FUNCTION_WORDS and words[0] != "the")


def _days(text: str) -> tuple[str, str] | None:
    """Returns the first and last day of a day, month or year.

    >>> _days("26 January 2010"), _days("2008")
    (('2010-01-26', '2010-01-26'), ('2008-01-01', '2008-12-31'))
    """
    lexical = written_out(text)
    for datatype in DATING:
        if lexical_fault(lexical, datatype) is None and "1800" <= lexical[:4] <= "2199":
            return bounds(lexical, datatype)
    return None
