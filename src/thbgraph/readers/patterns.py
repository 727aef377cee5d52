"""Patterns: which words and parts a sentence has one after the other, and what of it these take.

A pattern has words, "how long", several ways of them, "is|was", classes of words, "<be>", and parts, "THING", which parse
what stands there; what ends in "?" may be left out, and "one=THING" is bound by the name "one".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from ..names.operators import EXCLUDING

#: Classes of words, and of phrases.
WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(word.strip() for word in words.split(","))
    for name, words in {
        "be": "is, are, was, were, be",
        "do": "do, does, did",
        "have": "has, have, had",
        "aux": "is, are, was, were, be, do, does, did, has, have, had",
        "who": "who, whom",
        "which": "which, what, which one",
        "that": "that, which, who",
        "telling": "list, name, show, give",
        "putting": "put, list, sort, arrange, give, order, rank",
        "identifier": "id, identifier, number, code, item, entry, uri, iri",
        "those": "those, ones, one, that",
        "units": "days, weeks, months, years",
        "length": "long, many days, many weeks, many months, many years",
        "greatest": "greatest, largest, highest, biggest",
        "only": "only, solely, exclusively, alone",
        "first": "first, earlier, earliest, older, oldest, before",
        "last": "last, later, latest, younger, youngest, newer, newest, more recent, most recent",
        "before": "before, earlier, older",
        "after": "after, later, younger, newer, more recent",
        "except": ", ".join((*EXCLUDING, "but not", "just not", "without")),
        # What asks when or where something was, before "of" and its name.
        "day": "date, dates, day, days",
        "day_and_place": "place and date, date and place, dates and place, place and dates",
        # What says no more than the topic before it.
        "matter": "issue, issues, matter, matters, question, questions, topic, topics",
        "valid": "valid, in force, in effect, effective, applicable",
        # What something does that goes on.
        "lasting": "last, lasted, take, taken, run, run for, last for, continue, go on, going on, exist, existed, existing, been running, been going on",
        # What stands between "be" and what something is to do.
        "meant": "to, supposed to, meant to, intended to, expected to, bound to",
        # What stands before what somebody does as a task: "in charge of coordinating".
        "tasked": "in charge of, responsible for, tasked with, charged with, entrusted with",
    }.items()
}
#: What the elements of a pattern have taken, by name; "" for what is left out.
Bound: TypeAlias = Mapping[str, Any]
NOTHING: Bound = {}
#: What may stand at a place, with the place behind it.
Part: TypeAlias = Callable[[int, Bound], Iterable[tuple[Any, int]]]


class _Element(NamedTuple):
    """One element of a pattern: a part, or phrases of so many words at most."""

    name: str
    part: str = ""
    phrases: frozenset[str] = frozenset()
    longest: int = 0
    is_optional: bool = False


class Matcher:
    """Matches patterns to words, of which "" stands for a name; `part` finds a part by its name."""

    def __init__(self, words: Sequence[str], part: Callable[[str], Part]) -> None:
        self._words, self._part = words, part

    def word(self, place: int) -> str:
        """Returns the word at a place; "" for a name, and behind the end."""
        return self._words[place] if 0 <= place < len(self._words) else ""

    def phrase(self, start: int, end: int) -> str:
        """Returns some words, of which none may be a name."""
        words = [self.word(at) for at in range(start, end)]
        return " ".join(words) if all(words) else ""

    def match(self, pattern: str, place: int = 0, bound: Bound = NOTHING) -> Iterator[tuple[Bound, int]]:
        """Yields what a pattern takes from a place on, with the place behind it."""
        yield from self._match(_elements(pattern), place, bound)

    def _match(self, elements: Sequence[_Element], place: int, bound: Bound) -> Iterator[tuple[Bound, int]]:
        if not elements:
            yield bound, place
            return
        first, *rest = elements
        for value, end in self._taken(first, place, bound):
            yield from self._match(rest, end, {**bound, first.name: value})
        if first.is_optional:
            yield from self._match(rest, place, {**bound, first.name: ""})

    def _taken(self, element: _Element, place: int, bound: Bound) -> Iterable[tuple[Any, int]]:
        if element.part:
            return self._part(element.part)(place, bound)
        ends = range(place + element.longest, place, -1)
        return [(text, end) for end in ends if (text := self.phrase(place, end)) in element.phrases]


def _element(text: str) -> _Element:
    name, _, what = text.rpartition("=")
    is_optional, what = what.endswith("?"), what.removesuffix("?")
    if what.isupper():
        return _Element(name or what.lower(), what.lower(), is_optional=is_optional)
    ways = (WORDS[way[1:-1]] if way[0] == "<" else (way.replace("_", " "),) for way in what.split("|"))
    phrases = frozenset(phrase for way in ways for phrase in way)
    longest = max(len(phrase.split()) for phrase in phrases)
    return _Element(name or what.strip("<>"), "", phrases, longest, is_optional)


#: The elements of each pattern that the program has.
_elements = cache(lambda pattern: tuple(map(_element, pattern.split())))
