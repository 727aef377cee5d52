"""A copy of the memo: its paragraphs, which passages know by their checksums."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from .errors import RequestError

#: Where a sentence ends.
_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\"\u201c(])")
#: A word that tells something, by so many of its letters.
_WORD = re.compile(r"\d+|[A-Z]{2,}|\w{4,}")
_LETTERS = 6
#: The number of a section, on a line of its own.
_NUMBER = re.compile(r"[\d.]+")


def sentences_with(paragraph: str, statements: Iterable[tuple[Sequence[str], Sequence[str]]]) -> str:
    """Returns the sentences of a paragraph in which what is said stands; the whole where none has a word of it.

    What is left out between them is marked. A statement is what is named, and what is said of it, each by its names.
    It stands in the sentence that has most of one name of each, of what is said above all; a word tells the more, the
    fewer sentences have it.

    >>> sentences_with("UNICEF is active. A handbook came out in 2004.", [(["the handbook"], ["2004"])])
    'A handbook came out in 2004.'
    >>> sentences_with("It met in Riga. Few came. It met in Vilnius.", [(["it"], ["Riga"]), (["it"], ["Vilnius"])])
    'It met in Riga. […] It met in Vilnius.'
    """
    parts = _END.split(paragraph)
    words = [_words(part) for part in parts]
    chosen: set[int] = set()
    for named, about in statements:
        scores = [_share(named, of, words) + 2 * _share(about, of, words) for of in words]
        if any(scores):
            chosen.add(scores.index(max(scores)))
    numbers = sorted(chosen or range(len(parts)))
    before = [numbers[0] - 1, *numbers]
    gaps = ("" if one == last + 1 else "[…] " for last, one in zip(before, numbers, strict=False))
    return " ".join(gap + parts[one] for gap, one in zip(gaps, numbers, strict=True))


def _share(names: Iterable[str], sentence: set[str], sentences: Sequence[set[str]]) -> float:
    """Returns how much of one of some names a sentence has, at most 1."""
    shares = [0.0]
    for words in map(_words, names):
        weights = {word: 1 / (sum(word in of for of in sentences) or 1) for word in words}
        shares.append(sum(weights[word] for word in words & sentence) / (sum(weights.values()) or 1))
    return max(shares)


def _words(text: str) -> set[str]:
    return {word.casefold()[:_LETTERS] for word in _WORD.findall(text)}


def paragraphs(memo: str) -> dict[str, str]:
    """Gives the paragraphs of a copy of the memo by their checksums.

    The copy is a table with the columns section, para and text, or plain text, a paragraph a line. Raises
    RequestError for a table without texts.
    """
    lines = memo.splitlines()
    if memo.startswith("section\t"):
        header, *rows = [line.split("\t") for line in lines]
        if "text" not in header:
            raise RequestError("the table has no column text", "it needs section, para and text")
        column = header.index("text")
        texts = [row[column] for row in rows if len(row) > column]
    else:
        texts = [re.sub(r"\s+", " ", line).strip() for line in lines] + [line.strip() for line in lines]
        heads = [text for text in texts if text and not _NUMBER.fullmatch(text)][:2]
        texts.append(" ".join(heads))  # the title and the first heading are one paragraph
    return {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}
