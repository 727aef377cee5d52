"""Remarks: what is said first of a sentence that nothing answers: which of its names and words are not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.errors import UnknownEntity
from ..base.home import HOME
from ..base.printing import joined, quoted
from ..base.suggestions import near
from ..base.terms import short
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, written_as_names
from ..names.names import Names
from ..names.resolve import find_entity
from ..names.word_tokens import begins_sentence
from ..results.claims import Wanted
from .languages import TOLD
from .reading import AUXILIARIES, Reading

_TREATY, _POST = short(thb.Treaty), "org:Post"
#: What asks which person has a post, or belongs to a body.
_PERSONS = re.compile(
    r"\bnames? (?:\w+ ){0,4}of (?:the )?(?:\w+ )?(?:persons?|people|heads?|chairs?|directors?|presidents?|rapporteurs?|secretary|co ?ordinators?"
    r"|experts?|members|ministers?|officials?)\b|\bwho (?:is|was|are|were) (?:the )?(?:\w+ )?(?:head|director|president|chief|leader|secretary general)s? of\b"
)
#: What stands before a post of which the name is asked for: "the name of the current ...".
_OF_NAME = re.compile(r"\bnames? of(?: \w+){0,2}$")
#: How alike a word must be that another may be a slip of.
_SLIP = 0.8
#: So many words that are not known tell another language.
_FEW = 3
#: So many words may stand between two phrases that ask for something.
_BETWEEN = 9
#: So many of them are shown.
_SHOWN = 4


def _asked_by(patterns: Sequence[str]) -> re.Pattern[str]:
    """Compiles phrases that ask for something: alternatives parted by commas, groups of them by " + ", where a word may stand between, or " ... ", where a few may.

    >>> bool(_asked_by(["how many + boats, ships"]).search("how many small boats are there"))
    True
    """
    between = {" + ": r"(?: \w+)? ", " ... ": rf"(?: \w+){{0,{_BETWEEN}}} "}
    parts = (re.split(r"( \+ | \.\.\. )", one) for one in patterns)
    ways = ("".join(between.get(part) or f"(?:{part.replace(', ', '|')})" for part in of) for of in parts)
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


#: By what is said of each kind of thing that the home does not hold: what asks for it.
_ABSENT = {says: _asked_by(patterns) for says, patterns in HOME.absent.items()}


class UnknownName(NamedTuple):
    """What a sentence writes as a name that nothing has: what is said of it, whether something has one `near` to it, and its places."""

    remark: str
    near: bool
    places: frozenset[int]


def unknown_names(reading: Reading, known: Names, is_recorded: Callable[[str], bool]) -> list[UnknownName]:
    """Returns the names of a sentence that nothing has, and its words with a capital that stand nowhere.

    `is_recorded` says whether a folded word stands in a text or a question.
    """
    found: dict[str, UnknownName] = {}
    for name in () if reading.language else written_as_names(reading.sentence, known):
        try:
            find_entity(name, known)
        except UnknownEntity as error:
            message = error.message
            remark = f"{message[:1].upper()}{message[1:]}{'' if message[-1:] in '.?' else '.'}"
            words = name.split()
            places = frozenset(at for at, token in enumerate(reading.tokens) if token.text in words)
            is_slip = any(
                near(fold(word), known.words, 1, _SLIP)
                for word in words
                if word.isalpha() and not known.with_word(fold(word))
            )
            found[name] = UnknownName(remark, bool(error.candidates) or is_slip, places)
    named = {place for one in found.values() for place in one.places}
    with_capital = [
        place
        for place in _words_of_none(reading, known, is_recorded)
        if place not in named
        and reading.tokens[place].text[:1].isupper()
        and not begins_sentence(reading.sentence, reading.tokens[place].start)
    ]
    if with_capital and not (reading.language or foreign_words(reading, known, is_recorded)):
        name = " ".join(reading.tokens[place].text for place in with_capital)
        remark = f"Nothing in the graph is called {quoted(name)}."
        found[name] = UnknownName(remark, False, frozenset(with_capital))
    return [*found.values()]


def _words_of_none(reading: Reading, known: Names, is_recorded: Callable[[str], bool]) -> list[int]:
    """Returns the places of the words that stand in no name, text or question."""
    return [
        place
        for place in reading.words
        if (word := reading.folded[place]).isalpha() and not known.with_word(word) and not is_recorded(word)
    ]


def asks_for_person(reading: Reading, known: Names) -> bool:
    """Says whether a sentence asks for the name of a person, also by the post that is named; of persons none is recorded."""
    posts = (one for one in reading.mentions if any(_POST in known.classes.get(iri, ()) for iri in one.iris))
    named = any(_OF_NAME.search(" ".join(reading.folded[: one.start])) for one in posts)
    within = {place for one in reading.mentions for place in range(one.start, one.end)}
    words = ("_" if at in within and word == "of" else word for at, word in enumerate(reading.folded))
    asked = _PERSONS.search(" ".join(words))  # not "name the Council of Europe members"
    are_states = any(iri in known.groups for one in reading.mentions for iri in one.iris)
    return named or (asked is not None and not (are_states and asked[0].endswith("members")))


def absent_kinds(reading: Reading) -> tuple[str, ...]:
    """Returns what the home says of the kinds of things that a sentence asks for and that it declares not to hold; of two that begin with the same word the shorter tells: "how many euros"."""
    text = " ".join(reading.folded)
    asked = [(one, says) for says, pattern in _ABSENT.items() for one in pattern.finditer(text)]
    asked.sort(key=lambda one: -len(one[0][0]))
    kept = {one.start(): says for one, says in asked}  # where they begin, the shortest
    return tuple(says for says in _ABSENT if says in kept.values())


def opening_remarks(
    reading: Reading,
    strange: Sequence[UnknownName],
    known: Names,
    is_recorded: Callable[[str], bool],
    unread: Sequence[str],
    is_counted: bool,
) -> Iterator[str]:
    """Yields what is to be said of a sentence that nothing answers: which names and words in it are not known.

    `is_recorded` says whether a folded word stands in a text or a question, `unread` is what the nearest does not take up, and
    `is_counted` says whether a number of what is asked for may be recorded.
    """
    if asks_for_person(reading, known):
        yield "The names of persons are not recorded here."
        return
    foreign = foreign_words(reading, known, is_recorded)
    if reading.language:
        yield TOLD[reading.language]
    elif foreign:
        such = joined([quoted(one) for one in foreign[:_SHOWN]])
        yield f"Most of these words are not known here, such as {such}; sentences are read in English."
    yield from (one.remark for one in strange)
    missing = {reading.tokens[place].text for place in _words_of_none(reading, known, is_recorded)}
    left = [word for text in unread for word in text.split()]
    if left and missing.issuperset(left) and not foreign and not strange:
        words = joined([quoted(one) for one in dict.fromkeys(left)])
        yield f"Nothing recorded here has the word{'s' if len({*left}) > 1 else ''} {words}."
    is_of_treaty = any(_TREATY in known.classes.get(iri, ()) for one in reading.mentions for iri in one.iris)
    if reading.wanted is Wanted.COUNT and not is_counted and not is_of_treaty:
        yield "No figure is recorded in these words."


def foreign_words(reading: Reading, known: Names, is_recorded: Callable[[str], bool]) -> list[str]:
    """Returns the words that nothing knows, where those of a sentence, but for names, are mostly such: as in another language."""
    others = reading.unnamed
    is_english = any(word in AUXILIARIES or (word in FUNCTION_WORDS and len(word) > 2) for word in others)
    if len(others) < _FEW or is_english:
        return []
    unknown = {word for word in others if not known.with_word(word) and not is_recorded(word)}
    found = [
        token.text for token, word in zip(reading.tokens, reading.folded, strict=True) if word in unknown
    ]
    return found if len(found) >= _FEW and 3 * len(found) >= len(others) else []
