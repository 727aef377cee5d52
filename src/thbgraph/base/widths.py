"""How wide text is on a terminal, and laying it out by that: wide characters take two columns, marks none.

Source of the widths: Unicode Standard Annex 11, East Asian Width. What a terminal draws as one picture out of
several characters, such as a family of emoji, is counted character by character.
"""

from __future__ import annotations

from textwrap import wrap
from unicodedata import category, east_asian_width

#: Categories of characters that stand in no column of their own: marks over others, and invisible ones.
_NO_COLUMN = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """Counts the columns that a text takes on a terminal.

    >>> width("Türkiye"), width("日本"), width("e\u0301"), width("🙂")
    (7, 4, 1, 2)
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if category(character) in _NO_COLUMN:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def longest_word(text: str) -> int:
    """Counts the columns of the longest word of a text, a wide character being one.

    >>> longest_word("forced labour"), longest_word("日本")
    (6, 2)
    """
    return max((2 if width(word) > len(word) else width(word) for word in text.split()), default=0)


def padded(text: str, size: int) -> str:
    """Fills a text up with spaces to a number of columns."""
    return text + " " * (size - width(text))


def wrapped(text: str, size: int, keeps_words: bool = False) -> list[str]:
    """Parts a text into lines of at most so many columns, between words where it can; none for an empty text.

    With `keeps_words` a word that is wider than a line, such as an address, has a wider line to itself; wide characters,
    of which words are not parted, are parted anywhere.

    >>> wrapped("日本 人身取引", 6)
    ['日本', '人身取', '引']
    """
    if text.isascii() or all(_columns(character) == 1 for character in text):
        return wrap(text, size, break_long_words=not keeps_words, break_on_hyphens=not keeps_words)
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined) <= size:
            line = joined
            continue
        lines += [line] if line else []
        *full, line = [word] if keeps_words and width(word) == len(word) else _cut(word, size)
        lines += full
    return [*lines, line] if line else lines


def _cut(word: str, size: int) -> list[str]:
    """Cuts a word that is wider than a line into lines; marks stay with what they stand over."""
    parts = [""]
    for character in word:
        if parts[-1] and width(parts[-1]) + _columns(character) > size:
            parts.append("")
        parts[-1] += character
    return parts
