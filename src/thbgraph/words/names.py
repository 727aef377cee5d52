"""Names as people type them, made comparable, and as people read them."""

from __future__ import annotations

import re
import unicodedata

#: In other languages such words may be others without their accents (Hungarian dél, south), so these alone.
_SMALL = ("and", "of", "the")


def key(name: str) -> str:
    """Makes a name comparable: case, accents, punctuation and runs of space do not count.

    >>> key("CETS No. 197"), key("  cets-no-197 "), key("Åland"), key("Côte d'Ivoire")
    ('cets no 197', 'cets no 197', 'aland', 'cote d ivoire')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    if not plain.isascii():  # most names are, and reading them letter by letter takes a while
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", plain.replace("_", " ")))


def unordered(name: str) -> str:
    """Makes names comparable whose words stand in another order, but for small words of English.

    >>> unordered("Korea, Republic of") == unordered("the Republic of Korea")
    True
    """
    return " ".join(sorted(word for word in key(name).split() if word not in _SMALL))


def squeezed(name: str) -> str:
    """Makes a name comparable where spaces do not count either.

    >>> squeezed("consentingParty") == squeezed("consenting party")
    True
    """
    return key(name).replace(" ", "")


def spaced(name: str) -> str:
    """Parts the words of a name that is written as one.

    >>> spaced("consentingParty")
    'consenting party'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def with_article(words: str) -> str:
    """Says "is an" before a vowel, where words begin with "is a".

    >>> with_article("is a Acceptance"), with_article("is a Treaty"), with_article("is a Union")
    ('is an Acceptance', 'is a Treaty', 'is a Union')
    """
    return re.sub("^is a (?=[aeio])", "is an ", words, flags=re.IGNORECASE)


def quoted(text: str, longest: int = 60) -> str:
    """Shows a text that somebody gave, in quotes, on one line and not too long.

    >>> quoted("two\\nlines"), quoted("endless", 3)
    ("'two\\\\nlines'", "'end...'")
    """
    return repr(text if len(text) <= longest else text[:longest] + "...")


def printable(text: str) -> str:
    r"""Keeps a text from steering the terminal: control characters become visible escapes.

    >>> print(printable("red: \x1b[31m"))
    red: \x1b[31m
    """
    return "".join(c if c.isprintable() or c in "\n\t" or _is_space(c) else repr(c)[1:-1] for c in text)


def _is_space(character: str) -> bool:
    """Says whether a character is a space of some width, such as the one at which no line breaks."""
    return unicodedata.category(character) == "Zs"
