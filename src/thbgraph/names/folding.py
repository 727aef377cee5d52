"""Names made comparable: the one folding by which every door compares what people type with what is recorded."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

from ..base.home import HOME

#: Letters that Unicode does not part into a letter and a mark, as people write them without; apostrophes go.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "\u0131": "i", "ħ": "h", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "&": " and ", "°": "o"}
    | dict.fromkeys("'`\u2018\u2019\u02bb\u02bc")
)  # fmt: skip
#: Latin letters in a word of Cyrillic ones, for which they are taken.
_CYRILLIC = str.maketrans(
    "aceopxytkhmb", "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0442\u043a\u043d\u043c\u0432"
)
_WORD = re.compile(r"\w+")
_MIXED = re.compile(r"\w*(?:[a-z][\u0430-\u045f]|[\u0430-\u045f][a-z])\w*")
#: British and American spelling, with and without a hyphen; the first becomes the second.
_SPELLINGS = (("organis", "organiz"), ("co oper", "cooper"), ("co ordin", "coordin"))
#: Words that do not tell names apart. None is another word without its accents (Hungarian dél, south).
_SMALL = frozenset(
    {"the", "of", "and", "no", "nr", "on", "in", "to", "for", "against"}
    | {"la", "le", "les", "el", "los", "las", "de", "du", "des", "y", "et"}
)
_WRITTEN_OUT = {
    **HOME.abbreviations,
    "st": "saint", "rep": "republic", "dem": "democratic", "fed": "federal", "federation": "federal", "cent": "central", "eq": "equatorial",
    "n": "north", "s": "south", "e": "east", "w": "west", "is": "islands", "isl": "islands",
    "labor": "labour", "center": "centre", "program": "programme", "wg": "working group",
}  # fmt: skip
#: What the memo's subject is called in full, of words that tell names apart, by the word that stands for all of it.
_SAME = {
    usual: re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in phrases))
    for usual, phrases in HOME.same.items()
}


def fold(text: str) -> str:
    """Returns a name without case, accents, punctuation and apostrophes, in any script.

    >>> fold("CETS No. 197"), fold("Côte d'Ivoire"), fold("COTE D’IVOIRE"), fold("Åland & Færøerne")
    ('cets no 197', 'cote divoire', 'cote divoire', 'aland and faeroerne')
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    if not plain.isascii():  # most names are, and reading them letter by letter takes a while
        plain = "".join(filterfalse(unicodedata.combining, plain))
        plain = _MIXED.sub(lambda word: word[0].translate(_CYRILLIC), plain)
    folded = " ".join(_WORD.findall(plain.replace("_", " ")))
    for other, usual in _SPELLINGS:
        folded = folded.replace(other, usual)
    return folded


def is_marked(text: str) -> bool:
    """Says whether a text has letters with accents or other marks.

    >>> is_marked("Nigēra"), is_marked("Nigera")
    (True, False)
    """
    return not text.isascii() and any(map(unicodedata.combining, unicodedata.normalize("NFKD", text)))


def significant(folded: str) -> list[str]:
    """Returns the words of a folded name that tell it apart, abbreviations written out.

    >>> significant(fold("Dem. Rep. of the Congo")), significant("of the")
    (['democratic', 'republic', 'congo'], [])
    """
    words = folded.split()
    if not _WRITTEN_OUT.keys().isdisjoint(words):
        words = " ".join(_WRITTEN_OUT.get(word, word) for word in words).split()
    return [word for word in words if word not in _SMALL]


def ways_written(word: str) -> list[str]:
    """Returns how names write a word that tells them apart: as it is, and shortened, by itself or with others.

    >>> ways_written("republic"), ways_written("rep"), ways_written("of")
    (['republic', 'rep'], [], [])
    """
    shortened = [short for short, whole in _WRITTEN_OUT.items() if word in whole.split()]
    return [] if word in _SMALL else [*[word] * (word not in _WRITTEN_OUT), *shortened]


def bare(folded: str) -> str:
    """Returns a folded text without the small words at its ends.

    >>> bare("the conference of the parties to")
    'conference of the parties'
    """
    words = folded.split()
    telling = [place for place, word in enumerate(words) if word not in _SMALL] or [0]
    return " ".join(words[telling[0] : telling[-1] + 1])


def forms(folded: str) -> set[str]:
    """Returns the forms by which a folded name equals one written otherwise: run together, and in any order.

    >>> forms(fold("Korea, Republic of")) & forms(fold("the Rep. of Korea"))
    {'korearepublic'}
    >>> forms(fold("CETS197")) & forms(fold("CETS 197"))
    {'cets197'}
    >>> forms(fold("Protocol on Trafficking in Persons")) & forms(fold("Human Trafficking Protocol"))
    {'protocoltrafficking'}
    """
    telling = " ".join(significant(folded))
    for usual, phrases in _SAME.items():
        telling = phrases.sub(usual, telling)
    return {folded.replace(" ", ""), "".join(sorted(telling.split()))} - {""}
