"""Spelling: words with a slip, "Aliance against Traficking in Persons", "recomendations", as they are spelled."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import islice, product
from typing import NamedTuple

from ..base.errors import UnknownEntity
from ..base.printing import quoted
from ..base.suggestions import near
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, mentions, written_as_names
from ..names.names import Names
from ..names.resolve import find_entity
from ..names.word_tokens import begins_sentence
from .reading import ASKING, PREPOSITIONS, Reading
from .remarks import foreign_words

#: Shorter words are taken as they stand: too many others are like them; one so short may be a slip within a name, and one lack a letter for each so many that it has.
_SHORTEST = 4
#: How alike a word must be that another is a slip of, one that is short more so, and the first less, how many such are tried, and in how many ways together.
_SLIP, _SHORT_SLIP, _FIRST_SLIP, _MOST, _WAYS = 0.83, 0.88, 0.75, 3, 64
#: With fewer letters a word that no name has is as soon another word as a slip, unless it lacks or doubles no more than these.
_TELLING = 7
#: What of a word is heard: vowels together, a consonant once though it is doubled.
_SOUND = re.compile(r"[aeiou]+|(.)\1*")
_VOWELS = frozenset("aeiou")
_SAME_ENDS = (("ie", "y"), ("ys", "ies"), ("et", "ed"), ("k", "c"))
#: One that is shorter may only be a slip of these.
_QUESTION_WORDS = frozenset(("when", "what", "where", "which"))
#: So many letters at its beginning and its end tell a word and its form.
_BEGUN, _ENDING = 4, 2


class _Corrected(NamedTuple):
    """The words, by place, that are put in, how many of them name things, these things, and what is said of the correction."""

    words: Mapping[int, str]
    named: int
    things: frozenset[str]
    corrections: tuple[str, ...]


def respelled(
    reading: Reading,
    known: Names,
    is_recorded: Callable[[str], bool],
    is_written: Callable[[str], bool],
    asked: Collection[str],
) -> tuple[str, tuple[str, ...]]:
    """Returns a sentence with its slips corrected, and what is to be said of that; as it is where there are none.

    A word is a slip where no name has it, it is like one that names have, and with that it is part of a name of several
    words, or is one with a capital, of one thing. A word that nothing here has as it stands (`is_written` says what does, and
    `is_recorded` what does in some form) may be a slip of any name, and of the words that sentences `asked` have, unless the sentence is in another language. What may be a
    slip of two names stands as it is.
    """
    slips = dict(_slips(reading, known, asked))
    slipped = {reading.folded[place] for place in slips}
    is_foreign = bool(reading.language)
    is_foreign |= not slipped.issuperset(map(fold, foreign_words(reading, known, is_recorded)))
    strange = {
        place
        for place, found in slips.items()
        if not is_foreign
        and not is_written(reading.folded[place])
        and (found[0].casefold() in asked or not _is_as_name(reading, place))
        and (
            found[0].casefold() not in asked
            or not is_recorded(reading.folded[place])
            or _is_same_form(reading.folded[place], found[0].casefold())
        )
        and (len(reading.folded[place]) > _SHORTEST or {*map(fold, found)} <= {*asked})
    }
    ways = (dict(zip(slips, words, strict=True)) for words in islice(product(*slips.values()), _WAYS))
    tried = [_corrected(words, strange, reading, known) for words in ways if words]
    most = max(((one.named, len(one.words)) for one in tried), default=(0, 0))
    best = [one for one in tried if (one.named, len(one.words)) == most]
    if not any(most) or any(one.things != best[0].things for one in best):
        return reading.sentence, ()
    return _with(best[0].words, reading), best[0].corrections


def with_whole_names(sentence: str, known: Names) -> tuple[str, tuple[str, ...]]:
    """Returns a sentence with the whole names of what it names in two parts, "the Senior Coordinator at NATO", and what is to be said of that."""
    told: list[str] = []
    others = [one.written for one in mentions(sentence, known) if len(one.iris) == 1]
    for name in written_as_names(sentence, known):
        for other in others:
            try:
                whole = known.labels[find_entity(f"{other} {name}", known)]
            except UnknownEntity:
                continue
            sentence = sentence.replace(name, whole, 1)
            told.append(f"{quoted(name)} is taken as {whole}.")
            break
    return sentence, tuple(told)


def _corrected(words: Mapping[int, str], strange: set[int], reading: Reading, known: Names) -> _Corrected:
    """Returns those of some corrected words with which something is named, and those in the place of a strange one."""
    kept: dict[int, str] = {}
    things: list[str] = []
    corrections: list[str] = []
    for one in mentions(_with(words, reading), known):
        places = words.keys() & range(one.start, one.end)
        is_whole = fold(one.written) in known.named and (one.written[:1].isupper() or places <= strange)
        is_name = one.end - one.start > 1 or is_whole
        if places and is_name and len(one.iris) == 1:
            kept |= {place: words[place] for place in places}
            things += one.iris
            written = reading.sentence[reading.tokens[one.start].start : reading.tokens[one.end - 1].end]
            corrections.append(f"{quoted(written)} is read as {quoted(one.written)}.")
    named = len(kept)
    for place in sorted(strange & words.keys() - kept.keys()):
        if not _is_likely(reading.folded[place], fold(words[place])):
            continue
        kept[place] = words[place]
        corrections.append(f"{quoted(reading.tokens[place].text)} is read as {quoted(words[place])}.")
    return _Corrected(kept, named, frozenset(things), tuple(corrections))


def _slips(reading: Reading, known: Names, asked: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """Yields the places of words that no name has, or none that is meant, each with the words of names, and of sentences, that it is like."""
    for place, word in enumerate(reading.folded):
        word = word.rpartition(" ")[2]  # "anti-traficking"
        is_none = len(word) < _SHORTEST - 1 or not word.isalpha()
        if is_none or word in FUNCTION_WORDS or word in asked:
            continue
        if known.with_word(word):  # of a name in another language: "konvention"
            sound = word.replace("k", "c")
            is_taken = any(one.iris and one.start <= place < one.end for one in reading.mentions)
            if sound != word and known.with_word(sound) and not is_taken:
                yield place, [sound]
            continue
        is_short = len(word) == _SHORTEST
        behind_name = place and reading.tokens[place - 1].text[:1].isupper()  # "Blue Hart"
        is_name = is_short and reading.tokens[place].text[:1].isupper() and not behind_name
        if is_name and place:
            continue  # a name more often than a slip
        every = (*known.words, *asked) if len(word) >= _SHORTEST and not is_name else _QUESTION_WORDS
        # A slip is seldom in the first letter or the last, which may be missing, or in more than one that is missing or too much.
        begun = {
            one
            for one in every
            if ((one[:1], one[-1:]) in ((word[0], word[-1]), (word[0], one[len(word) :])) or one == word[:-1])
            and -1 - len(word) // _SHORTEST < len(one) - len(word) < 2 + (len(word) >= _TELLING)
            and one != f"{word}s"  # which is another form
        }
        slip = _SHORT_SLIP if is_short else _SLIP
        found = (
            (near(word, _QUESTION_WORDS, 1, _FIRST_SLIP) if place == 0 else [])
            or [one for one in every if _ends_alike(word, one)]
            or near(word, begun, _MOST, slip)
            or sorted(one for one in every if len(one) == len(word) and _are_alike(one, word))
        )
        if len(word) > _SHORTEST:
            likely = {*asked, *FUNCTION_WORDS}.difference(found)
            found += sorted(one for one in likely if _are_alike_in_sound(one, word))
        if found:
            has_capital = reading.tokens[place].text[:1].isupper()
            in_names = (known.with_word, (FUNCTION_WORDS | PREPOSITIONS).__contains__)  # no verb
            found = [
                one for one in found if not (place and has_capital) or any(is_in(one) for is_in in in_names)
            ]
            found.sort(key=lambda one: one not in asked)
            found.sort(key=partial(_are_swapped, word), reverse=True)
            if found:
                begun_as = reading.tokens[place].text[: -len(word)]
                yield place, [begun_as + (one.capitalize() if has_capital else one) for one in found]


def _is_as_name(reading: Reading, place: int) -> bool:
    """Says whether a word has a capital within a sentence: where it is no slip of a name, it is a name that nothing has."""
    token = reading.tokens[place]
    return token.text[:1].isupper() and not begins_sentence(reading.sentence, token.start)


def _is_same_form(slip: str, word: str) -> bool:
    """Says whether what is like a word is no other form of it, since both begin and end in one way: "ratifed", "ratified"."""
    return (slip[:_BEGUN], slip[-_ENDING:]) == (word[:_BEGUN], word[-_ENDING:]) or _ends_alike(slip, word)


def _ends_alike(slip: str, word: str) -> bool:
    """Says whether a word is written by its sound in the end: "ratifie", "befor", "countrys"."""
    ends = [f"{slip}e", *(slip.removesuffix(one) + of for one, of in _SAME_ENDS if slip.endswith(one))]
    return word in ends


def _is_likely(slip: str, word: str) -> bool:
    """Says whether a word is likelier a slip of another than a word that is not known here: not "spend" of "send", nor "kronor" of "kontor"."""
    is_plain = word in FUNCTION_WORDS or word in ASKING or _are_swapped(word, slip)
    consonants = ([*filter(None, _sounds(one))] for one in (slip, word))
    return is_plain or len(slip) >= _TELLING or next(consonants) == next(consonants)


def _are_alike_in_sound(one: str, other: str) -> bool:
    """Says whether two words of about one length differ in vowels inside alone, each in its place: "agenst" is like "against", "century" not like "country"."""
    is_near = (one[:1], one[-1:]) == (other[:1], other[-1:]) and abs(len(one) - len(other)) < 2
    return is_near and _sounds(one) == _sounds(other)


def _sounds(word: str) -> list[str | None]:
    """Returns the consonants of a word, doubled ones once, and nothing for the vowels between them."""
    return [sound[1] for sound in _SOUND.finditer(word)]


def _are_alike(one: str, other: str) -> bool:
    """Says whether two words differ by two neighbouring letters that change places, or by one vowel: "deels", "deals"."""
    differing = [mine + yours for mine, yours in zip(one, other, strict=False) if mine != yours]
    is_long = len(one) == len(other) > _SHORTEST
    return _are_swapped(one, other) or (is_long and len(differing) == 1 and _VOWELS.issuperset(differing[0]))


def _are_swapped(one: str, other: str) -> bool:
    """Says whether two words differ by two neighbouring letters that change places."""
    if len(one) != len(other):
        return False
    places = [at for at, (mine, yours) in enumerate(zip(one, other, strict=False)) if mine != yours]
    are_two = len(places) == 2 and places[1] == places[0] + 1
    return are_two and sorted(one) == sorted(other)


def _with(words: Mapping[int, str], reading: Reading) -> str:
    """Returns a sentence with other words in some places."""
    sentence = reading.sentence
    for place in sorted(words, reverse=True):
        token = reading.tokens[place]
        sentence = f"{sentence[: token.start]}{words[place]}{sentence[token.end :]}"
    return sentence
