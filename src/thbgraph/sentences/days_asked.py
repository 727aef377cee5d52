"""Days asked: which days a sentence gives the parameters of a question, as its operators relate them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..base.dates import DATE
from ..names.arguments import DAY, LATEST, TREATIES
from ..names.mentions import Mention
from ..names.operators import Operator, OperatorKind
from ..questions.questions import Param

_FROM, _UNTIL = "from", "until"
#: What asks for the position on no day in particular, or for the latest.
_LATE = frozenset((OperatorKind.NOW, OperatorKind.WHEN))
#: The beginnings of verbs of what is done on a day, of which "in 2009" says when; of what "had" been done it says by when.
_DONE = (
    "sign", "ratif", "acced", "acces", "accep", "approv", "join", "consent", "denounc", "withdr", "deposit", "adopt", "becam",
    "becom", "enter", "ended", "ends", "expire", "began", "begin", "start", "launch", "left", "leave", "issu",
)  # fmt: skip
_HAD = "had"


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
                else _within(kind, days, place + 1 == len(dated))
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


def _within(kind: OperatorKind | None, days: tuple[str, str], is_last: bool) -> dict[str, str]:
    """Returns the span of days that a relation to one, be it the last that is named, asks about."""
    first, last = days
    if kind is OperatorKind.BEFORE:
        return {_UNTIL: (date.fromisoformat(first) - timedelta(days=1)).isoformat()}
    if kind is OperatorKind.UNTIL:
        return {_UNTIL: last}
    if kind is OperatorKind.AFTER:
        return {_FROM: (date.fromisoformat(last) + timedelta(days=1)).isoformat()}
    if kind is OperatorKind.SINCE or (kind is OperatorKind.BETWEEN and not is_last):
        return {_FROM: first}
    return {_FROM: first, _UNTIL: last}


def _takes_treaty(param: Param) -> bool:
    return param.wants_class in TREATIES
