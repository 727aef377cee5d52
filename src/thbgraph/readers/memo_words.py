"""The words of a sentence that only say that the memo's time, or its word, is meant: "currently", "according to the memo"."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from ..base.home import HOME
from ..sentences.reading import Reading

#: What only says that the time or the word of the memo is meant, which an answer names anyway.
_OF_MEMO = re.compile(
    rf"(?<!\S)(?:currently|presently|at present|at the moment|now|nowadays|today|to date|so far|up to now"
    rf"|at (?:the )?time of (?:writing|the memo)|when (?:it|this|the memo) (?:was|is) written|(?:by|as of|at) {HOME.time}"
    r"|(?P<word>according to (?:the |this )?memo|going by (?:the |this )?memo(?: list)?|as the memo (?:says|puts it)|the memo says|as far as the memo (?:goes|knows|says|tells)"
    r"|(?<!are )(?<!is )(?<!were )(?<!was )(?:mentioned|described)(?: in (?:the|this|your) memo)?"
    r"|(?<!mentioned )(?<!named )(?<!listed )(?<!cited )(?<!recorded )in (?:the|this|your) memo))(?!\S)"
)


class MemoWords(NamedTuple):
    """The places of such words; which of the two they say."""

    places: frozenset[int]
    is_of_time: bool
    is_of_word: bool


def memo_words(reading: Reading) -> MemoWords:
    """Finds such words in a sentence."""
    begins = [*accumulate((len(word) + 1 for word in reading.folded), initial=0)]
    found = [*_OF_MEMO.finditer(" ".join(reading.folded))]
    places = (
        at for at in range(len(reading.folded)) for one in found if one.start() <= begins[at] < one.end()
    )
    words = [one["word"] for one in found]
    return MemoWords(frozenset(places), not all(words), any(words))
