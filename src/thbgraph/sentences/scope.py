"""Scope: which operators of a sentence a question reads, and the days that they give it.

A question reads "before 2008" where it has a parameter for a day or a span, "how many" where its answer counts, and "not"
where its summary says it and one of its wordings has it of the same word. What it does not read it must not answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import DATE
from ..base.namespaces import PREFIXES
from ..names.arguments import DAY, LATEST
from ..names.folding import fold
from ..names.mentions import Mention, mentions
from ..names.names import Names
from ..names.operators import NAME, Operator, OperatorKind, operators
from ..names.word_tokens import tokens
from ..questions.questions import Param, Question

_FROM, _UNTIL = "from", "until"
_TREATIES = (thb.Treaty, PREFIXES["eli"] + "LegalResource")
#: What turns an answer into its opposite, or into another set: read only by what is defined so.
_TURNING = frozenset((OperatorKind.NEGATION, OperatorKind.RESTRICTION, OperatorKind.EXCLUSION))
#: What asks for the position on no day in particular, or for the latest.
_LATE = frozenset((OperatorKind.NOW, OperatorKind.WHEN))
#: The beginnings of verbs of what is done on a day, of which "in 2009" says when; of what "had" been done it says by when.
_DONE = [
    "sign",
    "ratif",
    "acced",
    "acces",
    "accep",
    "approv",
    "join",
    "consent",
    "denounc",
    "withdr",
    "deposit",
    "adopt",
    "becam",
    "becom",
    "enter",
    "ended",
    "ends",
    "expire",
    "began",
    "begin",
    "start",
    "launch",
    "left",
    "leave",
    "issu",
]
_HAD = "had"
#: Parameters for the first and the last of some days.
_SPAN = [Param(name, None, DATE, "", "UNDEF") for name in (_FROM, _UNTIL)]
#: What begins a sentence that asks for things that it does not name.
_OPEN = frozenset(("which", "what", "who"))


class DaysRead(NamedTuple):
    """The days that a sentence gives a question: by parameter, and the operators and mentions, by number, that they take up.

    `by_last` are the months and years of which the last day is taken.
    """

    given: Mapping[str, tuple[str, ...]]
    operators: frozenset[int]
    mentions: frozenset[int]
    by_last: tuple[str, ...] = ()


def days_for(
    params: Sequence[Param], found: Sequence[Mention], read: Sequence[Operator], words: Sequence[str]
) -> DaysRead:
    """Gives parameters the days of a sentence, as its operators relate them: "before 2008" is up to the end of 2007."""
    names = {param.name for param in params if param.datatype == DATE}
    related = {one.place: number for number, one in enumerate(read) if one.is_of_day}
    dated = [(number, mention.days, mention.text) for number, mention in enumerate(found) if mention.days]
    given: dict[str, tuple[str, ...]] = {}
    taken_operators: set[int] = set()
    taken: set[int] = set()
    by_last: list[str] = []
    for place, (number, days, text) in enumerate(dated):
        relation = related.get(number)
        kind = None if relation is None else read[relation].kind
        before = related.get(dated[place - 1][0]) if place else None
        ends_span = (
            before is not None
            and read[before].kind in (OperatorKind.BETWEEN, OperatorKind.SINCE)
            and kind in (None, OperatorKind.UNTIL)
        )
        if DAY in names:
            day = None if ends_span else _on(kind, days, words)
            new = {DAY: day} if day and DAY not in given else {}
            if new and kind is not OperatorKind.BEFORE and days[0] != days[1]:
                by_last.append(text)
        elif {_FROM, _UNTIL} <= names:
            span = (
                {_UNTIL: days[1]}
                if ends_span and _UNTIL not in given
                else _within(kind, days)
                if not given
                else {}
            )
            new = {name: day for name, day in span.items() if day}
        else:
            new = {}
        if new:
            given |= {name: (day,) for name, day in new.items() if day}
            taken.add(number)
            taken_operators.update(() if relation is None else (relation,))
    late = [number for number, one in enumerate(read) if one.kind in _LATE]
    if late and DAY in names and not dated and any(map(_takes_treaty, params)):
        given[DAY] = (LATEST,)
        taken_operators.update(late)
    return DaysRead(given, frozenset(taken_operators), frozenset(taken), tuple(by_last))


def _on(kind: OperatorKind | None, days: tuple[str, str], words: Sequence[str]) -> str | None:
    """Returns the day on which a position is asked about, None where a relation to a day asks for none."""
    first, last = days
    if kind is OperatorKind.BEFORE:
        return (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    if kind is OperatorKind.WITHIN:
        is_done = any(word.startswith(stem) for word in words for stem in _DONE) and _HAD not in words
        return None if is_done and first != last else last
    return last if kind in (None, OperatorKind.UNTIL) else None


def _within(kind: OperatorKind | None, days: tuple[str, str]) -> dict[str, str]:
    """Returns the span of days that a relation to one asks about."""
    first, last = days
    if kind is OperatorKind.BEFORE:
        return {_UNTIL: (date.fromisoformat(first) - timedelta(days=1)).isoformat()}
    if kind is OperatorKind.UNTIL:
        return {_UNTIL: last}
    if kind is OperatorKind.AFTER:
        return {_FROM: (date.fromisoformat(last) + timedelta(days=1)).isoformat()}
    if kind in (OperatorKind.SINCE, OperatorKind.BETWEEN):
        return {_FROM: first}
    return {_FROM: first, _UNTIL: last}


def _takes_treaty(param: Param) -> bool:
    return param.wants_class in _TREATIES


def unread(
    question: Question,
    read: Sequence[Operator],
    found: Sequence[Mention],
    days: DaysRead,
    said: Said,
    words: Sequence[str],
) -> tuple[str, ...]:
    """Returns the operators of a sentence, of some words, that a question does not read, as the sentence writes them, with their days."""
    return tuple(
        written(one, found)
        for number, one in enumerate(read)
        if number not in days.operators and not _reads(question, one, said, words)
    )


def written(one: Operator, found: Sequence[Mention]) -> str:
    """Writes an operator as the sentence does, with the day that follows it, or the name that does at once: "before 2008"."""
    follows = one.place >= 0 and (one.is_of_day or found[one.place].start == one.end)
    return f"{one.text} {found[one.place].text}" if follows else one.text


def unread_by_pages(read: Sequence[Operator], found: Sequence[Mention]) -> tuple[str, ...]:
    """Returns the operators that what shows or finds a thing does not read: all but "when", since it has the dates."""
    return tuple(written(one, found) for one in read if one.kind is not OperatorKind.WHEN)


def lacked_by(text: str, sentence: str, known: Names, has: Collection[int]) -> tuple[list[str], list[str]]:
    """Returns the operators of a sentence that a text with its words does not read, and the names and days that it lacks.

    It `has` the names that begin at some tokens. It reads "in 2008" where it has a day of that year, and what asks for a day or number.
    """
    found, _ = mentions(sentence, known)
    read = operators(tokens(sentence), found)
    asked = days_for(_SPAN, found, read, words_of(sentence))
    first, last = (
        next(iter(asked.given.get(name, ())), other) for name, other in ((_FROM, ""), (_UNTIL, "9"))
    )
    is_dated = any(
        one.days and first <= one.days[0] and one.days[1] <= last for one in mentions(text, known)[0]
    )
    operators_read = asked.operators if is_dated else ()
    mentions_read = asked.mentions if is_dated else ()
    unread = [
        written(one, found)
        for number, one in enumerate(read)
        if one.kind not in (OperatorKind.WHEN, OperatorKind.COUNT) and number not in operators_read
    ]
    told = " ".join(unread)
    lacked = [
        one.written or one.text
        for number, one in enumerate(found)
        if not (number in mentions_read if one.days else one.start in has) and one.text not in told
    ]
    return unread, lacked


def _reads(question: Question, one: Operator, said: Said, words: Sequence[str]) -> bool:
    if one.kind is OperatorKind.WHEN:
        return True  # it asks for a kind of answer, and answers have their dates
    if one.kind is OperatorKind.COUNT and any(
        "{n}" in text for clause in question.sentence for text in clause.texts
    ):
        return True
    if one.is_of_day:
        return False  # a day that no parameter takes
    if one.kind in _TURNING and not _TURNING & said.defining:
        return False
    return (_key(one, words), _subject(one)) in said.worded


def _key(one: Operator, words: Sequence[str]) -> str:
    """Returns by what an operator is the same as another: every "not" is, and every clause, while "last" is not "first".

    "Which resolution was adopted before that one" asks for others, unlike "was it adopted before that one".
    """
    if (
        one.kind in (OperatorKind.BEFORE, OperatorKind.AFTER)
        and one.about == NAME
        and not _OPEN.isdisjoint(words[:1])
    ):
        return f"which {fold(one.text)}"
    return one.kind if one.kind in (OperatorKind.NEGATION, OperatorKind.CLAUSE) else fold(one.text)


def _subject(one: Operator) -> str:
    """Returns what an operator is about as far as that matters: "can" is the same of a parliamentarian and of Parliamentarians."""
    return "" if one.kind is OperatorKind.MODALITY else one.about


class Said(NamedTuple):
    """The operators in the wordings of a question, each with what it is about, and the kinds of those in its summary."""

    worded: frozenset[tuple[str, str]]
    defining: frozenset[OperatorKind]


def said_by(question: Question) -> Said:
    """Reads the operators in the wordings and the summary of a question."""
    kinds = {param.name: param.datatype == DATE for param in question.params}
    worded = (
        (_key(one, words_of(wording)), _subject(one))
        for wording in question.asked
        for one in _operators(wording, kinds)
    )
    return Said(frozenset(worded), frozenset(one.kind for one in _operators(question.summary, kinds)))


def _operators(wording: str, kinds: Mapping[str, bool]) -> list[Operator]:
    """Reads the operators of a wording, whose parameters stand for names and days."""
    read = tokens(wording)
    found = [
        Mention(token.text, days=("", "") if kinds[name] else None, start=place, end=place + 1)
        for place, token in enumerate(read)
        if (name := token.text.strip("{}")) in kinds and "{" in token.text
    ]
    return operators(read, found)


def words_of(sentence: str) -> list[str]:
    """Returns the words of a sentence, folded."""
    return [word for token in tokens(sentence) for word in fold(token.text).split()]
