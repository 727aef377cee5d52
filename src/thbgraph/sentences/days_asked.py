"""Days asked: the days of a sentence with the words that relate what is asked to them, and what they give a question.

"Before 2008" is up to the end of 2007, "between 2005 and 2008" is from the first of the one to the last of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ..base.dates import DATE, DAY, FIRST_DAY, LAST_DAY, day_after, day_before
from ..names.arguments import LATEST, TREATIES
from ..names.operators import OperatorKind
from ..questions.questions import Param
from .reading import Reading

_FROM, _UNTIL = "from", "until"
#: What asks for the position on no day in particular, or for the latest.
_LATE = frozenset((OperatorKind.NOW, OperatorKind.WHEN))
#: The beginnings of verbs of what is done on a day, of which "in 2009" says when; of what "had" been done it says by when.
_DONE = (
    "sign", "ratif", "acced", "acces", "accep", "approv", "join", "consent", "denounc", "withdr", "deposit", "adopt", "becam",
    "becom", "enter", "ended", "ends", "expire", "began", "begin", "start", "launch", "left", "leave", "issu",
)  # fmt: skip
_HAD = "had"


class DayRelation(StrEnum):
    """How what is asked is related to a day, month or year."""

    BEFORE = "before"
    UNTIL = "until"
    AFTER = "after"
    SINCE = "since"
    BETWEEN = "between"
    WITHIN = "within"
    ON = "on"
    AS_OF = "as of"
    NONE = ""


_WRITTEN: Mapping[DayRelation, str] = {
    DayRelation.BEFORE: "before, prior to, earlier than, sooner than, ahead of, preceding",
    DayRelation.UNTIL: "until, till, up to, up to and including, up until, by, by the time of, not later than, no later than",
    DayRelation.AFTER: "after, following, later than, subsequent to, beyond",
    DayRelation.SINCE: "since, from, as from, starting, beginning in, onwards from, no earlier than, not earlier than",
    DayRelation.BETWEEN: "between",
    DayRelation.WITHIN: "in, during, within, throughout, of, over, in the course of",
    DayRelation.ON: "on",
    DayRelation.AS_OF: "as of, as at, at, at the time of",
}
#: The words before a day, folded, by how they relate to it.
DAY_RELATIONS = {
    phrase.strip(): relation for relation, phrases in _WRITTEN.items() for phrase in phrases.split(",")
}
_LONGEST = max(len(phrase.split()) for phrase in DAY_RELATIONS)
#: What may stand between such a word and the day.
_AT_DAY = frozenset(("the", "calendar", "year", "month", "day"))
#: What joins the two ends of a span.
_TO = frozenset(("and", "to", "until", "till"))

#: What goes on behind "or": "in 2012 or later".
_OR: Mapping[tuple[str, ...], DayRelation] = {
    **dict.fromkeys((("later",), ("after",)), DayRelation.SINCE),
    **dict.fromkeys((("earlier",), ("before",)), DayRelation.UNTIL),
}
_JOINTS = (("and",), ("but",))
#: What compares one time with another.
_COMPARED = frozenset(("more", "fewer", "most", "earlier", "later", "whether"))
_OPEN = frozenset((DayRelation.AFTER, DayRelation.SINCE))

#: The months of a year, and the days of a month, that are its beginning, its middle and its end; a season is none of a month.
_PARTS: Mapping[str, tuple[tuple[str, str], tuple[str, str] | None]] = {
    "early": (("01-01", "03-31"), ("01", "10")),
    "mid": (("05-01", "08-31"), ("11", "20")),
    "late": (("10-01", "12-31"), ("21", "")),
    "first half of": (("01-01", "06-30"), ("01", "15")),
    "second half of": (("07-01", "12-31"), ("16", "")),
    "first day of": (("01-01", "01-01"), ("01", "01")),
    "last day of": (("12-31", "12-31"), ("", "")),
    **dict.fromkeys(("spring", "spring of"), (("03-01", "05-31"), None)),
    **dict.fromkeys(("summer", "summer of"), (("06-01", "08-31"), None)),
    **dict.fromkeys(("autumn", "autumn of"), (("09-01", "11-30"), None)),
}
_LONGEST_PART = max(len(phrase.split()) for phrase in _PARTS)
#: A day that is told by what happened then: "on the day it entered into force".
_OF_EVENT = re.compile(
    r"\b(?:on|by|at|from|until|since|before|after) the (?:day|date|time|moment) (?!of\b)\w"
)


class DaysAsked(NamedTuple):
    """From which day to which, an open end by that of the calendar, and how the sentence says so, from a token to before another.

    `named` are the first and last day of the day, month or year that stands there, or of the two, and `days` how these are written; a reader may have told it by an `event`. It `is_choice` where "or" joins two.
    """

    first: str
    last: str
    relation: DayRelation
    named: tuple[str, str]
    text: str
    days: str
    start: int
    end: int
    event: object = None
    is_choice: bool = False

    @property
    def is_one_day(self) -> bool:
        """Whether a day is named, not a month, year or span."""
        return self.named[0] == self.named[1]

    def related(self, relation: DayRelation) -> DaysAsked:
        """Returns the same with another relation to what is named."""
        first, last = self.named
        bounds = {
            DayRelation.BEFORE: (FIRST_DAY, day_before(first)),
            DayRelation.UNTIL: (FIRST_DAY, last),
            DayRelation.AFTER: (day_after(last), LAST_DAY),
            DayRelation.SINCE: (first, LAST_DAY),
        }.get(relation, (first, last))
        return self._replace(first=bounds[0], last=bounds[1], relation=relation)


def days_at(reading: Reading, place: int) -> DaysAsked | None:
    """Returns the days that are asked about where a token stands that relates to them, or their own."""
    dated = {one.start: one for one in reading.mentions if one.days}
    begun = place
    relation = DayRelation.NONE
    if place not in dated:
        for length in range(_LONGEST, 0, -1):
            if found := DAY_RELATIONS.get(" ".join(reading.folded[place : place + length])):
                relation, begun = found, place + length
                break
        while begun > place and reading.folded[begun : begun + 1] and reading.folded[begun] in _AT_DAY:
            begun += 1
    part, named = None, begun
    for behind in range(begun + 1, begun + _LONGEST_PART + 1):  # "in the first half of 2008"
        if behind in dated and (found_part := _PARTS.get(" ".join(reading.folded[begun:behind]))):
            part, named = found_part, behind
    mention = dated.get(named)
    if mention is None or mention.days is None:
        return None
    (first, last), end = mention.days, mention.end
    if part is not None:  # "in early 2010"
        (first, last) = _part_of(first, last, part)
    is_open = relation in (DayRelation.BETWEEN, DayRelation.SINCE)
    is_choice = relation is DayRelation.WITHIN and reading.folded[end : end + 1] == ("or",)
    behind = end + 1 + (reading.folded[end + 1 : end + 2] in (("the",), ("in",)))
    other = dated.get(behind)
    later = dated.get(end)
    if relation is DayRelation.WITHIN and later and later.days and later.days[0] == day_after(last):
        after = dated.get(later.end + 1)  # "in 2009, 2010 or 2011"
        is_choice = reading.folded[later.end : later.end + 1] == ("or",) and after is not None
        (last, end), other = ((later.days[1], later.end), after) if is_choice else ((last, end), other)
    if is_choice and other and other.days and _COMPARED.isdisjoint(reading.folded):
        is_choice = other.days[0] == day_after(last)  # "in 2006 or 2007"
        last, end = (other.days[1], other.end) if is_choice else (last, end)
    elif is_choice and (since := _OR.get(reading.folded[end + 1 : end + 2])):
        relation, end, is_choice = since, end + 2, False  # "in 2012 or later"
    else:
        is_choice = False
    if is_open and other and other.days and reading.folded[end] in _TO:
        relation, last, end = DayRelation.BETWEEN, other.days[1], other.end
    elif relation is DayRelation.BETWEEN and first == last:
        return None
    text, days = (
        reading.sentence[reading.tokens[start].start : reading.tokens[end - 1].end]
        for start in (place, begun)
    )
    asked = DaysAsked(first, last, relation, (first, last), text, days, place, end, is_choice=is_choice)
    asked = asked.related(relation)
    until = days_at(reading, end + (reading.folded[end : end + 1] in _JOINTS)) if relation in _OPEN else None
    if until is None or until.relation not in (DayRelation.BEFORE, DayRelation.UNTIL):
        return asked
    last = reading.sentence[reading.tokens[place].start : reading.tokens[until.end - 1].end]
    span = (asked.first, until.last)  # "after March but no later than June 2010"
    return DaysAsked(*span, DayRelation.BETWEEN, span, last, last, place, until.end)


def _part_of(first: str, last: str, part: tuple[tuple[str, str], tuple[str, str] | None]) -> tuple[str, str]:
    """Returns the first and last day of a part of a year or month; a day has none."""
    of_year, of_month = part
    if first[:4] == last[:4] and (first[5:], last[5:]) == ("01-01", "12-31"):
        return f"{first[:5]}{of_year[0]}", f"{first[:5]}{of_year[1]}"
    if of_month and first[:7] == last[:7] and first != last:
        return f"{first[:8]}{of_month[0] or last[8:]}", f"{first[:8]}{of_month[1] or last[8:]}"
    return first, last


def days_asked(reading: Reading) -> Iterator[DaysAsked]:
    """Yields all days that a sentence asks about, in its order."""
    place = 0
    while place < len(reading.tokens):
        found = days_at(reading, place)
        if found is not None:
            yield found
        place = found.end if found else place + 1


def has_day_of_event(reading: Reading) -> bool:
    """Says whether a sentence gives a day by what happened then."""
    return _OF_EVENT.search(" ".join(reading.folded)) is not None


class DaysRead(NamedTuple):
    """The days that a sentence gives a question, by parameter, and the tokens that they take up.

    `by_last` are the months and years of which the last day is taken.
    """

    given: Mapping[str, str]
    consumed: frozenset[int]
    by_last: tuple[str, ...] = ()


def days_for(params: Sequence[Param], reading: Reading) -> DaysRead:
    """Gives parameters the days of a sentence, as they are asked about."""
    names = {param.name for param in params if param.datatype == DATE}
    found = [*days_asked(reading)]
    given: dict[str, str] = {}
    consumed: set[int] = set()
    by_last: list[str] = []
    for one in found:
        new: dict[str, str] = {}
        if DAY in names and DAY not in given and (day := _day_of_position(one, reading.folded)):
            new = {DAY: day}
            is_taken = one.relation is not DayRelation.BEFORE and not one.is_one_day
            by_last += [one.days] if is_taken else []
        elif DAY not in names and {_FROM, _UNTIL} <= names and not given:
            new = {_FROM: one.first} if one.first != FIRST_DAY else {}
            new |= {_UNTIL: one.last} if one.last != LAST_DAY else {}
        given |= new
        consumed.update(range(one.start, one.end) if new else ())
    late = [one for one in reading.operators if one.kind in _LATE]
    is_of_treaty = any(param.wants_class in TREATIES for param in params)
    if late and DAY in names and not found and is_of_treaty:
        given[DAY] = LATEST
        consumed.update(place for one in late for place in range(one.start, one.end))
    return DaysRead(given, frozenset(consumed), tuple(by_last))


def _day_of_position(one: DaysAsked, words: Sequence[str]) -> str | None:
    """Returns the day on which a position is asked about, None where days are asked about on which something was done."""
    if one.relation in (DayRelation.AFTER, DayRelation.SINCE, DayRelation.BETWEEN):
        return None
    is_done = any(word.startswith(stem) for word in words for stem in _DONE) and _HAD not in words
    if one.relation is DayRelation.WITHIN and is_done and not one.is_one_day:
        return None
    return one.last
