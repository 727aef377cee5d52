"""Days told by what happened then: "when PACE adopted Resolution 1702", "before the Vienna Forum", "by the end of that year"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.dates import in_words, whole_of
from ..base.printing import number_in_words
from ..base.terms import short
from ..names.mentions import FUNCTION_WORDS
from ..names.names import Names
from ..results.claims import Claim
from .days_asked import days_asked
from .reading import Reading, read

#: From which day to which something lasted, or may have happened.
DaysTold: TypeAlias = tuple[str, str]

#: How words before an event relate to its day.
_WRITTEN: Mapping[str, str] = {
    "on": "when, at the time, at the time when, at the time of, at the moment, at the moment when, on the day, on the day of, on the day when, on the day that, on the very day, "
    "on the date of, as of the day of, during, at the end of, by the end of, at the close of",
    "by": "by the time, by the time of, by the day, by the day of, by the day when, by the day that, by the date of, by, until",
    "before": "before, prior to, before the day of, before the start of, at the start of, at the beginning of",
    "after": "after, following, after the day of, after the end of",
    "since": "since, since the day of, since the time of",
}  # fmt: skip
_RELATIONS = {phrase: relation for relation, phrases in _WRITTEN.items() for phrase in phrases.split(", ")}
_LONGEST = max(len(phrase.split()) for phrase in _RELATIONS)
#: Of these what follows may be an event by its name; what follows the others has a verb.
_OF_NAMES = frozenset(phrase for phrase in _RELATIONS if phrase.endswith(" of"))
_OF_NAMES |= {"before", "prior to", "after", "following", "since", "until", "by", "during"}
#: Of what these are it is not asked when they were.
_LASTING = frozenset(map(short, (thb.State, thb.FormerState, thb.Treaty)))
_LASTING |= {"org:Organization", "schema:Place", "eli:LegalResource"}
_PASSIVE = frozenset(("was", "were"))
#: What stands for a day of the sentence before, or of its answer, with the edge of a year or month.
_THAT_DAY = re.compile(
    r"\b(?:(?P<relation>at|by|on|in|before|after|since|during|until|between) )?"
    r"(?P<edge>the (?:end|beginning|start) of )?"
    r"(?:(?:the same|this|that(?: very)?(?: same)?) (?P<kind>day|date|moment|time|point|month|year)|(?P<then>(?<!the )then))\b"
    # "Which of them have ratified it since?", "after that?"
    r"|\b(?:(?P<from>since|afterwards|thereafter|after that|since that)|(?P<until>before that|beforehand))(?=\s*[?.!]*$)",
    re.IGNORECASE,
)
_NUMBERS = {number_in_words(number): number for number in range(2, 11)}
#: What tells a day by how far it is from one before.
_AT_DISTANCE = re.compile(
    rf"\b(?P<number>a|one|the|{'|'.join(_NUMBERS)}) (?P<unit>day|year)s? (?P<side>later|earlier|before|after|afterwards)(?: to the day)?(?=\s*[?.!]?$)",
    re.IGNORECASE,
)
_ENDS = {"year": 4, "month": 7}


class DayOfEvent(NamedTuple):
    """A question for the day of an event, and the sentence before and behind the words that tell it, with how it is related to that day; perhaps `within` days that are named, too."""

    question: str
    before: str
    relation: str
    behind: str
    within: DaysTold | None = None

    def allows(self, days: DaysTold) -> bool:
        """Says whether an event that lasted from one day to another may be meant: of one of which only the year is known no day is told."""
        if self.relation in ("on", "by") and days[0][:7] != days[1][:7]:
            return False
        return self.within is None or (self.within[0] <= days[0] and days[1] <= self.within[1])

    def dated(self, days: DaysTold) -> str:
        """Returns the sentence with the day in the place of the event.

        >>> DayOfEvent("", "Had it ratified", "before", "?").dated(("2008-04-24", "2008-04-25"))
        'Had it ratified before 24 April 2008?'
        """
        return f"{f'{self.before} {_related(self.relation, days)}'.strip()}{self.behind}"


def _related(relation: str, days: DaysTold) -> str:
    """Returns some days in words behind what relates to them: a whole month or year as such, of others the first or the last.

    >>> _related("on", ("2009-01-01", "2009-12-31")), _related("before", ("2008-04-24", "2008-04-25"))
    ('in 2009', 'before 24 April 2008')
    """
    first, last = map(date.fromisoformat, days)
    whole = None if first == last else whole_of(first, last)
    of = first if relation in ("before", "since") else last
    return f"{'in' if whole and relation == 'on' else relation} {whole or in_words(of)}"


def days_of_events(
    reading: Reading, known: Names, bases: Callable[[], Mapping[str, str]]
) -> Iterator[DayOfEvent]:
    """Yields what may tell the day of a sentence by what happened then, the longest relation first; `bases` are the base forms of past ones of verbs."""
    for start in range(len(reading.tokens)):
        for length in range(_LONGEST, 0, -1):
            phrase = " ".join(reading.folded[start : start + length])
            if phrase not in _RELATIONS:
                continue
            begun = start + length
            end = next(
                (at for at in range(begun + 1, len(reading.tokens)) if reading.tokens[at].is_apart and not start),
                len(reading.tokens),
            )  # fmt: skip
            if begun >= end or any(one.start == begun for one in reading.mentions if one.days):
                continue
            within = next((one for one in days_asked(reading) if begun < one.start and one.end == end), None)
            until = within.start if within else end
            if _is_no_event(begun, until, reading, known):
                continue
            question = _asked(reading, begun, until, phrase, bases)
            if question:
                before = reading.sentence[: reading.tokens[start].start].rstrip()
                behind = reading.sentence[reading.tokens[end - 1].end :]
                if not before:  # "When X was held, which states ...?"
                    before, behind = behind.lstrip(" ,").rstrip(" ?"), "?"
                named = within.named if within else None
                yield DayOfEvent(question, before, _RELATIONS[phrase], behind, named)
                break


def _is_no_event(begun: int, until: int, reading: Reading, known: Names) -> bool:
    """Says whether all that stands behind a relation is names that no event has: "before Finland", "before Poland in the CBSS"."""
    lasting = [
        one
        for one in reading.mentions
        if begun <= one.start < until
        and not _LASTING.isdisjoint(kind for iri in one.iris for kind in known.classes.get(iri, ()))
    ]
    named = {place for one in lasting for place in range(one.start, one.end)}
    return bool(named) and all(
        place in named or reading.folded[place] in FUNCTION_WORDS for place in range(begun, until)
    )


def _asked(
    reading: Reading, begun: int, end: int, phrase: str, bases: Callable[[], Mapping[str, str]]
) -> str:
    """Returns the question for the day of what is told from a token to before another; nothing where nothing is."""

    def text(first: int, last: int) -> str:
        if first >= last:
            return ""
        return reading.sentence[reading.tokens[first].start : reading.tokens[last - 1].end]

    named = {place for one in reading.mentions for place in range(one.start, one.end)}
    verbs = [place for place in range(begun + 1, end) if place not in named]
    for place in verbs:
        if reading.folded[place] in _PASSIVE:
            return f"When was {text(begun, place)} {text(place + 1, end)}?"
    for place in verbs:
        if base := bases().get(reading.folded[place]):
            return f"When did {text(begun, place)} {base} {text(place + 1, end)}?".replace(" ?", "?")
    return f"When was {text(begun, end)}?" if phrase in _OF_NAMES else ""


def days_told(claim: Claim, known: Names) -> DaysTold | None:
    """Returns the one day that a claim tells of one thing, or the first and last of some; None where there is none, or where several may be meant."""
    if len(claim.found) != 1 or claim.unsure or not claim.is_complete:
        return None
    told = [one.days for one in read(claim.text, known).mentions if one.days]
    if not told:
        asked = {value for row in claim.answer for value in tuple(row)[1:] if isinstance(value, date)}
        told = [(one.isoformat(), one.isoformat()) for one in asked]
    if not told or len(told) > 2:
        return None
    return min(first for first, _ in told), max(last for _, last in told)


def with_that_day(sentence: str, days: DaysTold) -> str:
    """Returns a sentence with a day in the place of what stands for it: "then", "by that day", "at the end of that year".

    >>> with_that_day("How many had not ratified it at the end of that year?", ("2008-03-06", "2008-03-06"))
    'How many had not ratified it at the end of 2008?'
    >>> with_that_day("Which had signed it by then?", ("2008-02-01", "2008-02-01"))
    'Which had signed it by 1 February 2008?'
    >>> with_that_day("Which of them have ratified it since?", ("2010-02-23", "2010-02-23"))
    'Which of them have ratified it after 23 February 2010?'
    """

    def day(found: re.Match[str]) -> str:
        if found["from"] or found["until"]:
            return _related("after" if found["from"] else "before", days)
        kind, relation, edge = found["kind"] or "", found["relation"] or "", found["edge"] or ""
        first, last = days
        if length := _ENDS.get(kind.lower()):
            if first[:length] != last[:length]:
                return found[0]
            _, month, year = in_words(date.fromisoformat(first)).split()
            return f"{relation} {edge}{f'{month} ' if kind == 'month' else ''}{year}".strip()
        return _related("on" if relation.lower() in ("at", "in", "") else relation, days)

    return _THAT_DAY.sub(day, at_distance(sentence, days), count=1)


def at_distance(sentence: str, days: DaysTold) -> str:
    """Returns a sentence with a day in the place of what tells it by how far it is from one before: "one day later", "two years earlier".

    >>> at_distance("And one day later?", ("2009-02-28", "2009-02-28"))
    'And on 1 March 2009?'
    >>> at_distance("and a year before?", ("2008-01-01", "2008-12-31"))
    'and in 2007?'
    """

    def day(found: re.Match[str]) -> str:
        number = 1 if found["number"].lower() in ("a", "one", "the") else _NUMBERS[found["number"].lower()]
        number *= 1 if found["side"].lower() in ("later", "after", "afterwards") else -1
        if found["unit"].lower() == "year":
            first, last = (f"{int(one[:4]) + number}{one[4:]}" for one in days)
        elif days[0] != days[1]:
            return found[0]
        else:
            first = last = (date.fromisoformat(days[1]) + timedelta(days=number)).isoformat()
        if "02-29" in (first[5:], last[5:]):
            return found[0]  # a day that the other year may not have
        text = _related("on", (first, last))
        return text if first == last or text.startswith("in ") else found[0]

    return _AT_DISTANCE.sub(day, sentence, count=1)


def stands_for_day(sentence: str) -> bool:
    """Says whether something stands in a sentence for a day that is told before it."""
    return _THAT_DAY.search(sentence) is not None or _AT_DISTANCE.search(sentence) is not None
