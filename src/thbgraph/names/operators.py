"""Operators: the words that change what a sentence asks, such as "not", "before", "only" and "how many".

They are read before anything is matched, over the tokens that no name or day takes. Whoever answers a sentence either
reads an operator or says that it does not: an answer to the same words without "not" is an answer to the opposite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from ..base.printing import ORDINALS
from .folding import fold
from .mentions import FUNCTION_WORDS, Mention
from .word_tokens import WordToken


class OperatorKind(StrEnum):
    """What an operator does to a question."""

    NEGATION = "negation"
    EXCLUSION = "exclusion"
    RESTRICTION = "restriction"
    BEFORE = "before"
    UNTIL = "until"
    AFTER = "after"
    SINCE = "since"
    BETWEEN = "between"
    WITHIN = "within"
    NOW = "now"
    RELATIVE_DAY = "relative day"
    ORDER = "order"
    DEGREE = "degree"
    COMPARISON = "comparison"
    CONDITION = "condition"
    MODALITY = "modality"
    COUNT = "count"
    FREQUENCY = "frequency"
    WHEN = "when"
    CLAUSE = "clause of time"


_AUXILIARIES = [
    "is",
    "are",
    "was",
    "were",
    "do",
    "does",
    "did",
    "has",
    "have",
    "had",
    "ca",
    "wo",
    "would",
    "could",
    "should",
    "must",
    "might",
    "need",
    "are",
    "sha",
    "ai",
]
#: The operators of English that change the meaning of a question, folded, by what they do; parted by commas.
_WRITTEN: Mapping[OperatorKind, str] = {
    OperatorKind.NEGATION: (
        "not, no, none, nobody, no one, nothing, nowhere, neither, nor, never, without, cannot, no longer, hardly, barely, "
        "fail, fails, failed, failing, lack, lacks, lacked, lacking, refuse, refuses, refused, decline, declines, declined, "
        "missing, absent, outside, yet to, unable, unlike, opposed, against joining, instead of joining"
    ),
    OperatorKind.EXCLUSION: (
        "except, except for, excepting, excluding, excluded, apart from, aside from, besides, other than, rather than, instead of, "
        "with the exception of, all but, save for, leaving out, leaving aside, setting aside, not counting, not including, minus"
    ),
    OperatorKind.RESTRICTION: "only, solely, exclusively, merely, alone, just, both, nothing but, at the same time, simultaneously",
    OperatorKind.BEFORE: "before, prior to, earlier than, preceding, ahead of, pre",
    OperatorKind.UNTIL: "until, till, up to, up until, by, not later than, no later than, as late as",
    OperatorKind.AFTER: "after, later than, following, subsequent to, beyond, post, not before, no earlier than",
    OperatorKind.SINCE: "since, from, starting, beginning in, as from, onwards from",
    OperatorKind.BETWEEN: "between",
    OperatorKind.WITHIN: "in, during, within, throughout, over, in the course of",
    OperatorKind.NOW: "today, now, currently, nowadays, at present, presently, these days, at the moment, right now, as of today, as last known, last known",
    OperatorKind.RELATIVE_DAY: (
        "this year, last year, next year, this month, last month, next month, last week, yesterday, tomorrow, ago, recently, "
        "lately, soon, in the last years, in recent years, in the past, in future, in the future, so far, to date, until now, "
        "up to now, at that time, at the time, then, at first, originally, formerly, previously, in the meantime, meanwhile, upcoming"
    ),
    OperatorKind.ORDER: ", ".join(ORDINALS)
    + ", last, latest, earliest, newest, oldest, next, final, previous, initial, most recent, most recently",
    OperatorKind.DEGREE: (
        "most, least, fewest, majority, minority, half, more than, less than, fewer than, at least, at most, largest, biggest, "
        "greatest, smallest, highest, lowest, longest, shortest, fastest, slowest, quickest, soonest, best, worst, top, "
        "strongest, weakest, youngest, exactly, almost all, nearly all, about half, percent, percentage, share of, proportion, average"
    ),
    OperatorKind.COMPARISON: (
        "than, compared, versus, vs, longer, shorter, older, newer, younger, faster, slower, sooner, earlier, later, more, fewer, "
        "less, bigger, larger, smaller, higher, lower, same as, differ, differs, difference, unlike"
    ),
    OperatorKind.CONDITION: "if, unless, whether, although, though, despite, in case, provided, even though",
    OperatorKind.MODALITY: (
        "can, could, may, might, must, shall, should, will, would, ought to, able to, has to, have to, had to, need to, needs to, "
        "going to, likely to, allowed to, supposed to, plan to, plans to, planned to, intend to, intends to, want to, wants to"
    ),
    OperatorKind.COUNT: "how many, how much, number of, numbers of, count of, count, total of, in how many",
    OperatorKind.FREQUENCY: "how often, how frequently, how many times, per year, every year, each year, yearly, annually, twice, once",
    OperatorKind.WHEN: (
        "when, what day, which day, what date, which date, what days, which days, what dates, which dates, what year, which year, what years, which years, what month, which month, since when, until when, "
        "till when, since which year, since what year, until which year, until what year, until which date, until what date, for which years, for what years, how long, how soon, from when, by when, dates of, date of"
    ),
}  # fmt: skip
_KINDS = {phrase.strip(): kind for kind, phrases in _WRITTEN.items() for phrase in phrases.split(",")}
_KINDS |= {auxiliary + "nt": OperatorKind.NEGATION for auxiliary in _AUXILIARIES}
#: What leaves out what stands behind it.
EXCLUDING = frozenset(phrase for phrase, kind in _KINDS.items() if kind is OperatorKind.EXCLUSION)
_LONGEST = max(len(phrase.split()) for phrase in _KINDS)
#: What relates to a day that follows, and is no operator elsewhere.
_OF_DAYS = frozenset((OperatorKind.UNTIL, OperatorKind.SINCE, OperatorKind.BETWEEN, OperatorKind.WITHIN))
#: Of these only the following are operators where no day follows.
_EVERYWHERE = frozenset(("until", "till", "since"))
#: Words that do not say what an operator is about.
_BETWEEN = FUNCTION_WORDS | {
    "yet",
    "ever",
    "also",
    "even",
    "actually",
    "still",
    "being",
    "having",
    "already",
    "really",
    "of",
}
#: What asks "when", and is no conjunction, stands behind these: "and when", "since when", "tell me when", "the day when".
_BEFORE_WHEN = frozenset((
    "and", "or", "but", "since", "until", "till", "from", "by", "to", "tell", "me", "us", "say", "know", "show", "ask", "find",
    "date", "dates", "day", "days", "month", "year", "years",
))  # fmt: skip
#: What stands for a name or day that an operator is about.
NAME, DAY = "{}", "{day}"
#: So much of a word tells what an operator is about: ratify, ratified.
_STEM = 4


class Operator(NamedTuple):
    """An operator of a sentence: what it does, how the sentence writes it, the tokens that it takes, and what it is about.

    `about` is the next telling word, cut to what its forms share, or NAME or DAY, of a clause all of these; `place` the mention that follows it at
    once, by its number, -1 for none.
    """

    kind: OperatorKind
    text: str
    start: int
    end: int
    about: str
    place: int = -1


def operators(read: Sequence[WordToken], found: Sequence[Mention]) -> list[Operator]:
    """Reads the operators of a sentence from its tokens, the longest first, where no name or day stands.

    >>> from .word_tokens import tokens
    >>> [(one.kind.value, one.text, one.about) for one in operators(tokens("How many did not sign it?"), [])]
    [('count', 'How many', 'sign'), ('negation', 'not', 'sign')]
    """
    taken = set(chain.from_iterable(range(one.start, one.end) for one in found))
    places = {one.start: number for number, one in enumerate(found)}
    folded = [fold(token.text) for token in read]
    return [*_read(read, folded, taken, places, found)]


def _read(
    read: Sequence[WordToken],
    folded: Sequence[str],
    taken: set[int],
    places: Mapping[int, int],
    found: Sequence[Mention],
) -> Iterator[Operator]:
    start = 0
    while start < len(read):
        kind, end = _at(folded, start, taken)
        if kind is None:
            start += 1
            continue
        if kind is OperatorKind.WHEN and _is_conjunction(read, folded, start, end):
            kind = OperatorKind.CLAUSE
        place, about = _about(folded, end, places, found)
        if kind is OperatorKind.CLAUSE:  # all of it says when, with the names and operators in it
            behind, end = end, next((at for at in range(end, len(read)) if read[at].is_apart), len(read))
            place, about = -1, _of_clause(folded[behind:end], behind, taken, places)
        is_of_day = about == DAY and place >= 0
        is_noun = kind in (OperatorKind.BEFORE, OperatorKind.AFTER) and folded[max(start - 1, 0)] in (
            "the",
            "a",
        )
        if is_noun:  # "the post of ..."
            start = end
            continue
        if kind not in _OF_DAYS or is_of_day or folded[start] in _EVERYWHERE:
            text = " ".join(token.text for token in read[start:end])
            yield Operator(kind, text, start, end, about, place)
        start = end


def _of_clause(words: Sequence[str], start: int, taken: Collection[int], places: Collection[int]) -> str:
    """Returns what a clause is about: its telling words, each cut to what its forms share, and its names."""
    parts = (
        NAME if at in places else "" if at in taken or word in _BETWEEN else word[:_STEM]
        for at, word in enumerate(words, start)
    )
    return " ".join(filter(None, parts))


def _is_conjunction(read: Sequence[WordToken], folded: Sequence[str], start: int, end: int) -> bool:
    """Says whether "when" begins a clause that says when what stands before it was so: "ratified when the memo was written".

    It asks where nothing of a meaning of its own is before it or nothing behind it, where a verb follows ("GRETA, when was
    it set up"), and behind "and", "since", "tell me" and "the day".
    """
    is_when = folded[start:end] == ["when"]
    telling = [word for word in folded[:start] if word not in FUNCTION_WORDS and word not in _BEFORE_WHEN]
    follows = end < len(read) and not read[end].is_apart and folded[end] not in _AUXILIARIES
    return is_when and bool(telling) and folded[start - 1] not in _BEFORE_WHEN and follows


def _at(folded: Sequence[str], start: int, taken: set[int]) -> tuple[OperatorKind | None, int]:
    """Returns what operator stands at a place, and where it ends."""
    word = folded[start]
    if word == "no" and folded[start + 1 : start + 2] and folded[start + 1][:1].isdigit():
        return None, start  # the number of something
    for end in range(min(start + _LONGEST, len(folded)), start, -1):
        if taken.isdisjoint(range(start, end)) and (kind := _KINDS.get(" ".join(folded[start:end]))):
            return kind, end
    if start not in taken and word.startswith("non ") and len(word) > len("non "):
        return OperatorKind.NEGATION, start + 1
    if (
        start not in taken
        and word[:1].isdigit()
        and word[-2:] in ("st", "nd", "rd", "th")
        and word[:-2].isdigit()
    ):
        return OperatorKind.ORDER, start + 1
    return None, start


def _about(
    folded: Sequence[str], end: int, places: Mapping[int, int], found: Sequence[Mention]
) -> tuple[int, str]:
    """Returns the mention that follows an operator at once, and what it is about."""
    at_once = True
    for place in range(end, len(folded)):
        if place in places:
            mention = found[places[place]]
            return (places[place] if at_once else -1), DAY if mention.days else NAME
        word = folded[place]
        if word not in _BETWEEN and word not in _KINDS:
            return -1, word[:_STEM]
        at_once &= word in ("the", "a", "an", "of", "in", "on", "year", "month", "end", "about")
    return -1, ""
