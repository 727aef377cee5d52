"""Alternatives: a sentence that asks which of two things is so, parted into sentences that ask of each whether it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..names.mentions import Mention
from ..results.claims import Wanted
from .reading import Reading

#: What says that it is so of no more: "or only with adults".
LESS = re.compile(r"\b(?:only|just)\b", re.IGNORECASE)
_PREPOSITION = r"(?:of|for|by|with|to|from|in|on|at|about)"
#: What stands for all that is said of the first: "or is that left to the EGCC", "or does the EGCC".
_SAME = re.compile(
    rf"(?:(?:is|was) (?:it|that|this) (?:only |just )?(?:(?:left|up) )?(?:{_PREPOSITION} )?)$", re.IGNORECASE
)
#: What begins a second clause of the same subject: "or does it belong to".
_AGAIN = re.compile(r"(?P<aux>is|are|was|were|does|do|did|has|have|had) (?:it|they) ", re.IGNORECASE)
_BEFORE_NAME = re.compile(rf"(?:(?:only|just) )?(?P<way>{_PREPOSITION} )?$", re.IGNORECASE)
#: What only says that something is so beside others, at the end of the first.
_BESIDE = re.compile(r"[,\s]*(?:\b(?:too|as well|also))?[,\s]*$", re.IGNORECASE)


class Alternative(NamedTuple):
    """One of two things that a sentence asks: the sentence that asks it alone, and what is named only there."""

    asked: str
    name: str


def alternatives(reading: Reading) -> list[Alternative]:
    """Parts a sentence that asks whether something is so of one or another; none where it asks no such thing.

    "Does it deal with children, or only with adults?" is two, and so are "... or is that left to the EGCC?", "Is it part of the
    OSCE or does it belong to the EU?", and "Did the OSCE or NATO start it?".
    """
    named = [one for one in reading.mentions if one.iris and not one.days]
    within = {place for one in named for place in range(one.start, one.end)}
    joins = [at for at, word in enumerate(reading.folded) if word == "or" and at not in within]
    if reading.wanted is not Wanted.TRUTH or len(joins) != 1 or len(named) < 2:
        return []
    begin, end = reading.tokens[joins[0]].start, reading.tokens[joins[0]].end
    first, second = _BESIDE.sub("", reading.sentence[:begin]), reading.sentence[end:].strip(" ?.!")
    ahead = [one for one in named if one.start < joins[0]]
    behind = [one for one in named if one.start > joins[0]]
    if not ahead or not behind or LESS.search(first):
        return []
    return [*_parted(reading, first, second, ahead, behind)]


def _parted(
    reading: Reading, first: str, second: str, ahead: list[Mention], behind: list[Mention]
) -> Iterator[Alternative]:
    """Yields the two that are asked before and behind "or"."""
    subject, last, other = ahead[0], ahead[-1], behind[-1]
    is_at_start = reading.tokens[subject.start].start == reading.tokens[1].start
    head = reading.sentence[: reading.tokens[1].start]
    said = first[len(head) + len(subject.written) :]
    if is_at_start and (again := _AGAIN.match(second)):
        yield Alternative(f"{first}?", last.written)
        yield Alternative(f"{again['aux']} {subject.written} {second[again.end() :]}?", other.written)
    elif second.endswith(other.written) and len(behind) == 1:
        lead = second.removesuffix(other.written)
        if is_at_start and _SAME.match(lead):
            yield Alternative(f"{first}?", subject.written)
            yield Alternative(f"{head}{other.written}{said}?", other.written)
        elif last is not subject and first.endswith(last.written) and (way := _BEFORE_NAME.match(lead)):
            before = first.removesuffix(last.written)
            before = re.sub(rf"\b{_PREPOSITION} $", "", before) if way["way"] else before
            yield Alternative(f"{first}?", last.written)
            yield Alternative(f"{before}{way['way'] or ''}{other.written}?", other.written)
    elif is_at_start and not said and second.startswith(behind[0].written):
        done = second.removeprefix(behind[0].written)
        yield Alternative(f"{first}{done}?", subject.written)
        yield Alternative(f"{head}{second}?", behind[0].written)
