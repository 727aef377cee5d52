"""Remarks: what is said first of a sentence that nothing answers: which of its names and words are not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..base.errors import UnknownEntity
from ..base.printing import quoted
from ..names.mentions import FUNCTION_WORDS, written_as_names
from ..names.names import Names
from ..names.resolve import find_entity
from ..results.summaries import joined
from .reading import AUXILIARIES, Reading

#: So many words that are not known tell another language.
_FEW = 3
#: So many of them are shown.
_SHOWN = 4


def said_first(reading: Reading, known: Names, is_recorded: Callable[[str], bool]) -> Iterator[str]:
    """Yields what is to be said of a sentence that nothing answers: which names in it are not known.

    `is_recorded` says whether a folded word stands in a text or a question.
    """
    sentence = reading.sentence
    if strange := _strange(reading, known, is_recorded):
        such = joined([quoted(one) for one in strange[:_SHOWN]])
        yield f"Most of these words are not known here, such as {such}; sentences are read in English."
    for name in written_as_names(sentence, known):
        try:
            find_entity(name, known)
        except UnknownEntity as error:
            message = error.message
            yield f"{message[:1].upper()}{message[1:]}{'' if message[-1:] in '.?' else '.'}"


def _strange(reading: Reading, known: Names, is_recorded: Callable[[str], bool]) -> list[str]:
    """Returns the words that nothing knows, where those of a sentence, but for names, are mostly such: as in another language."""
    others = reading.unnamed
    is_english = any(word in AUXILIARIES or (word in FUNCTION_WORDS and len(word) > 2) for word in others)
    if len(others) < _FEW or is_english:
        return []
    unknown = {word for word in others if word not in known.by_word and not is_recorded(word)}
    found = [
        token.text for token, word in zip(reading.tokens, reading.folded, strict=True) if word in unknown
    ]
    return found if len(found) >= _FEW and 3 * len(found) >= len(others) else []
