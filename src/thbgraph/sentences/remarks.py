"""Remarks: what is said first of a sentence that nothing answers: that it goes on from another, or names what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.errors import UnknownEntity
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, mentions, written_as_names
from ..names.names import Names
from ..names.resolve import find_entity
from ..names.word_tokens import tokens
from .reading import AUXILIARIES, Reading

#: With what somebody goes on from an answer, and the words that stand for what it was about.
_GOING_ON = ("and", "but", "or", "so", "then", "also", "what about", "how about")
_STANDING_IN = frozenset(("it", "they", "them", "these", "those", "he", "she", "so"))
#: So many words that are not known tell another language.
_FEW = 3
#: A sentence that only goes on has at most so many words.
_SHORT = 5


def goes_on(sentence: str, known: Names) -> bool:
    """Says whether a sentence only goes on from an answer: "and Sweden?", "why?", "who says so?"."""
    words = [fold(token.text) for token in tokens(sentence)]
    if not words or len(words) > _SHORT:
        return False
    found, others = mentions(sentence, known)
    begins = any(words[: len(one.split())] == one.split() for one in _GOING_ON)
    telling = [word for word in others if word not in FUNCTION_WORDS]
    if begins:
        return not telling
    return not found and (not telling or not _STANDING_IN.isdisjoint(words))


def said_first(reading: Reading, known: Names) -> Iterator[str]:
    """Yields what is to be said of a sentence that nothing answers: which names in it are not known."""
    sentence = reading.sentence
    if is_strange(reading, known):
        yield "Most of these words are not known here; sentences are read in English."
    for name in written_as_names(sentence, known):
        try:
            find_entity(name, known)
        except UnknownEntity as error:
            message = error.message
            yield f"{message[:1].upper()}{message[1:]}{'' if message[-1:] in '.?' else '.'}"


def is_strange(reading: Reading, known: Names) -> bool:
    """Says whether the words of a sentence, but for names, are none of English as far as is known: as in another language."""
    named = {place for one in reading.mentions for place in range(one.start, one.end)}
    others = [word for place, word in enumerate(reading.folded) if place not in named]
    is_english = any(word in AUXILIARIES or (word in FUNCTION_WORDS and len(word) > 2) for word in others)
    unknown = [word for word in others if word not in known.by_word]
    return len(others) >= _FEW and not is_english and 2 * len(unknown) >= len(others)
