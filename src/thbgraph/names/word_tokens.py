"""Tokens: the words of a sentence, each with its place, and whether punctuation parts it from the one before."""

from __future__ import annotations

import re
from typing import NamedTuple

from .folding import fold

_WORD = re.compile(r"[^\s,;:?!]+")
_QUOTES = "\"'()[]\u201c\u201d\u201e\u00ab\u00bb"
_POSSESSIVE = re.compile("['\u2019]s$")
#: What ends a name where it stands between two words, a hyphen and a plus only between blanks; a dot and an apostrophe may stand in one.
_PARTING = re.compile('[,;:?!()\\[\\]"\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014]|(?<=\\s)[-+/](?=\\s)')


class WordToken(NamedTuple):
    """A word without quotes, brackets and possessive, the offsets between which the sentence writes it, and whether it `is_apart` from the one before.

    `whole` is the word with its possessive, which a name may have within it: "Children's Fund".
    """

    text: str
    start: int
    end: int
    is_apart: bool = False
    whole: str = ""


def begins_sentence(text: str, start: int) -> bool:
    """Says whether what starts at an offset begins a text or, behind a full stop or question mark, a sentence.

    >>> begins_sentence("It has 117. Correct?", 12), begins_sentence("It has Bali", 7)
    (True, False)
    """
    return text[:start].rstrip()[-1:] in ("", ".", "?", "!")


def tokens(sentence: str) -> list[WordToken]:
    """Cuts a sentence into words, in order.

    >>> [(one.text, one.is_apart) for one in tokens("the IOM (members, observers)")]
    [('the', False), ('IOM', False), ('members', True), ('observers', True)]
    """
    found: list[WordToken] = []
    behind = 0
    for match in _WORD.finditer(sentence):
        bare = match[0].rstrip(".").strip(_QUOTES).rstrip(".")
        text = _POSSESSIVE.sub("", bare)
        if not text.isalnum() and not fold(text):
            continue
        start = match.start() + match[0].index(bare)
        is_apart = bool(found) and bool(_PARTING.search(sentence[behind:start]))
        found.append(WordToken(text, start, start + len(text), is_apart, bare))
        behind = start + len(bare)
    return found


def is_parted(text: str) -> bool:
    """Says whether punctuation parts two words of a text.

    >>> is_parted("Korea, Republic of"), is_parted("Republic of Korea (the)"), is_parted("(Korea)")
    (True, True, False)
    """
    return bool(_PARTING.search(text)) and any(token.is_apart for token in tokens(text))
