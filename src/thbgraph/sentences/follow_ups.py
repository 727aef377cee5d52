"""Follow-ups: sentences that go on from another, "and Sweden?", "before 2008?", "which of them have signed it?", made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..base import vocabulary as thb
from ..base.terms import short
from ..names.mentions import FUNCTION_WORDS, Mention
from ..names.names import Names
from ..names.operators import Operator, OperatorKind
from .reading import Reading, read

#: With what somebody goes on.
_BEGUN = re.compile(r"^\s*(?:and|but|or|so|then|also|what about|how about)\b[\s,]*", re.IGNORECASE)
#: A sentence that only goes on has at most so many words, where it does not begin so.
_SHORT = 5
_MANY = frozenset(("they", "them", "these", "those"))
#: What stands for something before, but for "this" and "that", which are articles, too.
_STANDING_IN = _MANY | {"it", "he", "she", "so"}
_ONE = frozenset(("it", "this", "that"))
#: What is said of many before the name of what they belong to: "member states of the CBSS".
_MEMBERS = frozenset(("members", "states", "countries", "governments", "parties"))
_OF = frozenset(("of", "the"))
_TIMES = frozenset((
    OperatorKind.BEFORE, OperatorKind.UNTIL, OperatorKind.AFTER, OperatorKind.SINCE, OperatorKind.BETWEEN,
    OperatorKind.WITHIN, OperatorKind.NOW,
))  # fmt: skip
_STATES = frozenset((short(thb.State), short(thb.FormerState)))


def goes_on(reading: Reading) -> bool:
    """Says whether a sentence only goes on from another: "and Sweden?", "why?", "who says so?"."""
    telling = [word for word in reading.unnamed if word not in FUNCTION_WORDS]
    if _BEGUN.match(reading.sentence):
        return not telling
    is_short = 0 < len(reading.folded) <= _SHORT and not reading.mentions
    return is_short and (not telling or not _STANDING_IN.isdisjoint(reading.folded))


def made_whole(sentence: str, before: str, known: Names) -> str:
    """Returns what a sentence asks that goes on from the one before; an empty text where it does not, or not clearly.

    What only names a thing or a day asks the same of that: the thing stands in the place of the last one of its kind, the
    day in that of the day, or behind. "They" are those of a group that was asked about, "it" the last other thing.
    """
    bare = _BEGUN.sub("", sentence)
    own, last = read(bare, known), read(before, known)
    relations = {one.text for one in own.operators if one.kind in _TIMES}
    if not own.tokens or not last.mentions:
        return ""
    if all(own.folded[place] in FUNCTION_WORDS for place in own.words) and not _refers(own):
        is_plain = len(relations) <= 1 and all(one.kind in _TIMES for one in own.operators)
        goes_on = bare != sentence or not any(one.iris for one in own.mentions)
        return _exchanged(own, last, known) if own.mentions and goes_on and is_plain else ""
    return _referring(own, last, known)


def _refers(reading: Reading) -> bool:
    return not (_MANY | _ONE).isdisjoint(reading.folded)


def _exchanged(own: Reading, last: Reading, known: Names) -> str:
    """Returns the sentence before with other names and another day."""
    text = last.sentence
    changes: list[tuple[int, int, str]] = []
    for one in own.mentions:
        if one.days:
            changes.append(_dated(own, last, one))
            continue
        kinds = _kinds(one, known)
        places = [other for other in last.mentions if other.iris and kinds & _kinds(other, known)]
        if not places:
            return ""
        changes.append((*_span(last, places[-1].start, places[-1].end), one.written))
    if len({start for start, *_ in changes}) < len(changes):
        return ""  # "and Norway and Finland?"
    for start, end, new in sorted(changes, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def _dated(own: Reading, last: Reading, day: Mention) -> tuple[int, int, str]:
    """Returns what is exchanged for a day with its relation: those of the sentence before, or nothing at its end."""
    new = _text(own, _related(own, day), day.end)
    known = [one for one in last.mentions if one.days]
    if known:
        return (*_span(last, _related(last, known[-1]), known[-1].end), new)
    end = last.tokens[-1].end
    return end, end, f" {new}"


def _related(reading: Reading, day: Mention) -> int:
    """Returns the place where a day begins with the word that relates it: "before 2008", "on 1 May"."""
    joined: Sequence[Operator] = [
        one for one in reading.operators if one.kind in _TIMES and one.end == day.start
    ]
    if joined:
        return joined[-1].start
    return (
        day.start - 1
        if day.start and reading.folded[day.start - 1] in ("on", "in", "at", "by")
        else day.start
    )


def _referring(own: Reading, last: Reading, known: Names) -> str:
    """Returns a sentence with names for "they" and "it"."""
    group = next((one for one in last.mentions if _is_of_many(one, last, known)), None)
    single = next(
        (
            one
            for one in reversed(last.mentions)
            if one.iris and one is not group and not _is_state(one, known)
        ),
        None,
    )
    text = own.sentence
    is_changed = False
    for place in reversed(range(len(own.folded))):
        word = own.folded[place]
        meant = group if word in _MANY else single if word in _ONE else None
        if word in _MANY | _ONE and _has_own(own, place, known):
            continue
        if (word in _MANY and meant is None) or (word == "it" and meant is None):
            return ""
        if meant is not None and not _stands_alone(own, place):
            meant = None
        if meant is not None:
            start = _with_members(last, meant) if meant is group else meant.start
            token = own.tokens[place]
            name = _text(last, start, meant.end)
            the = (
                "the "
                if (meant is group or name[:1].islower()) and not name.lower().startswith("the ")
                else ""
            )
            text = f"{text[: token.start]}{the}{name}{text[token.end :]}"
            is_changed = True
    return text if is_changed else ""


def _has_own(reading: Reading, place: int, known: Names) -> bool:
    """Says whether a sentence itself names, before a pronoun, what that stands for: "Ukraine ... before it ratified".

    A state stands for it only where it does something: not in "did Sweden sign it?".
    """
    behind = reading.folded[place + 1 : place + 2]
    does = bool(behind) and behind[0] not in FUNCTION_WORDS and behind[0].isalpha()
    named = [one for one in reading.mentions if one.iris and one.end <= place]
    states = {place for one in named if _is_state(one, known) for place in range(one.start, one.end)}
    if any(does or not _is_state(one, known) for one in named):
        return True
    return any(
        token.text[:1].isupper() for at, token in enumerate(reading.tokens[:place]) if at and at not in states
    )


def _stands_alone(reading: Reading, place: int) -> bool:
    """Says whether "that" or "this" is no article or conjunction: nothing that is told follows it."""
    if reading.folded[place] not in ("that", "this", "these", "those"):
        return True
    return place + 1 == len(reading.folded)


def _is_of_many(mention: Mention, reading: Reading, known: Names) -> bool:
    is_group = len(mention.iris) == 1 and mention.iris[0] in known.groups
    return is_group or _with_members(reading, mention) < mention.start


def _with_members(reading: Reading, mention: Mention) -> int:
    """Returns where "the members of" begins before a name, else where the name does."""
    place = mention.start - 1
    while place >= 0 and reading.folded[place] in _OF:
        place -= 1
    if place < 0 or place == mention.start - 1 or reading.folded[place] not in _MEMBERS:
        return mention.start
    return place - 1 if place and reading.folded[place - 1] == "member" else place


def _is_state(mention: Mention, known: Names) -> bool:
    return bool(_kinds(mention, known) & _STATES)


def _kinds(mention: Mention, known: Names) -> set[str]:
    """Returns the classes of what a name may mean, but those of everything; of a group that alone."""
    if any(iri in known.groups for iri in mention.iris):
        return {"group"}
    kinds = {kind for iri in mention.iris for kind in known.classes.get(iri, ())}
    return kinds - {short(thb.Entity)}


def _span(reading: Reading, start: int, end: int) -> tuple[int, int]:
    return reading.tokens[start].start, reading.tokens[end - 1].end


def _text(reading: Reading, start: int, end: int) -> str:
    first, last = _span(reading, start, end)
    return reading.sentence[first:last]
