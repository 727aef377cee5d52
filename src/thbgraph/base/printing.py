"""Names, counts and other texts as people read them: spaced, quoted, and safe to print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import takewhile

#: From the first on.
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
#: A list of more names, or with more letters, has only the first few named.
_MOST, _LONGEST, _FEWEST = 15, 480, 5
#: No more words than these with which texts begin alike are told again.
_FEW_ALIKE = 3


def spaced(name: str) -> str:
    """Parts the words of a name that is written as one.

    >>> spaced("consentingParty")
    'consenting party'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def backwards(name: str) -> str:
    """Names a property as read from its value, where nothing says how; one with a preposition stays as it is.

    >>> backwards("creator"), backwards("cooperates with")
    ('creator of', 'cooperates with')
    """
    return name if name.endswith((" of", " by", " to", " with", "about")) else f"{name} of"


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
    # A space of some width, such as the one at which no line breaks, is kept.
    kept = (c.isprintable() or c in "\n\t" or unicodedata.category(c) == "Zs" for c in text)
    return "".join(c if is_kept else repr(c)[1:-1] for c, is_kept in zip(text, kept, strict=True))


def one_line(text: str) -> str:
    r"""Writes a text on one line, characters that do not print as escapes.

    >>> print(one_line("a\nb\x1b"))
    a b\x1b
    """
    return printable(" ".join(text.split()))


def counted(number: int, noun: str, plural: str = "") -> str:
    """Returns a number with its noun, which but for one has its plural, else takes an s.

    >>> counted(1, "row"), counted(1290, "row"), counted(2, "treaty", "treaties")
    ('1 row', '1,290 rows', '2 treaties')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def ordinal(place: int) -> str:
    """Returns a place in an order in words, or, after the twentieth, in figures.

    >>> ordinal(3), ordinal(21), ordinal(112)
    ('third', '21st', '112th')
    """
    if place <= len(ORDINALS):
        return ORDINALS[place - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th") if place % 100 not in (11, 12, 13) else "th"
    return f"{place}{ending}"


def number_in_words(count: int) -> str:
    """Writes a count in words up to twelve.

    >>> number_in_words(7), number_in_words(1290)
    ('seven', '1,290')
    """
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def having_room(texts: Iterable[str], room: int, part: int | None = None) -> list[str]:
    """Returns the first of some texts, and of those behind it what leaves together no more than so many characters, where none counts more than a `part`.

    >>> having_room(["a long one", "as long as it", "short"], 15)
    ['a long one', 'short']
    >>> having_room(["a long one", "as long as it", "short"], 15, 7)
    ['a long one', 'as long as it']
    """
    kept: list[str] = []
    for text in texts:
        size = min(len(text), part or len(text))
        if not kept or size <= room:
            kept.append(text)
            room -= size
    return kept


def joined(things: Sequence[str], by: str = "and") -> str:
    """Joins names as a sentence does, `by` and or or; of many the first, and how many others there are.

    >>> joined(["A", "B", "C"]), joined(["A, of B", "C", "D"])
    ('A, B and C', 'A, of B; C; and D')
    """
    is_long = len(things) > _MOST or (len(things) > _FEWEST + 1 and sum(map(len, things)) > _LONGEST)
    most = _FEWEST if is_long else len(things)
    named = [
        *things[:most],
        *([f"{number_in_words(len(things) - most)} others"] if most < len(things) else []),
    ]
    if len(named) > 1 and any("," in name for name in named):
        return "; ".join([*named[:-1], f"{by} {named[-1]}"])
    return f" {by} ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def without_alike(texts: Sequence[str]) -> list[str]:
    """Returns texts without the words with which those before begin, too, where these are many.

    >>> without_alike(["Members can help by voting money.", "Members can help by passing laws."])
    ['Members can help by voting money.', 'by passing laws.']
    """
    found: list[str] = []
    run: list[list[str]] = []
    alike = 0
    for words in (*map(str.split, texts), []):
        same = _alike_ahead(run[0], words) if run else 0
        if run and same <= _FEW_ALIKE:
            begins = alike - (alike > 0 and run[0][alike - 1].islower())  # no name is cut in two
            found += (" ".join(one[begins:] if at else one) for at, one in enumerate(run))
            run = []
        run.append(words)
        alike = min(alike, same) if len(run) > 2 else same
    return found


def _alike_ahead(one: Sequence[str], other: Sequence[str]) -> int:
    """Returns with how many words two texts begin alike."""
    return sum(1 for _ in takewhile(lambda words: words[0] == words[1], zip(one, other, strict=False)))
