"""Matching other people's lists of names and codes to entities.

A text matches where exactly one entity has it as a code or name on the day asked about, in its own order of
words or another. What is only alike, begins so, is a name of several things or was none on that day is a candidate
for somebody to look at, never a match: a wrong match does more harm than none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from ..base import vocabulary as thb
from ..base.progress import Progress
from ..base.terms import short
from .folding import fold, is_marked
from .names import Names, Span
from .senses import NEAR, Sense, hinted, identified, is_of_whole_words, likenesses, senses

_LONGEST = 300
#: Codes as short as these count in capital letters only: "no" is a word.
_CODE = 4
#: How sure a candidate is at most, and how many are offered of what is only alike.
_UNSURE, _MOST = 0.9, 3


class Candidate(NamedTuple):
    """An entity that a text may mean, how alike their names are (0 to 1), and in which way."""

    iri: str
    score: float
    how: str


class Match(NamedTuple):
    """What a text means: `found` where that is sure, else who may be meant, the likest first.

    `how` says how the entity was found, or why none was.
    """

    text: str
    found: Candidate | None
    how: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def outcome(self) -> str:
        """`matched`, `unsure` or `unmatched`."""
        return "matched" if self.found else "unsure" if self.candidates else "unmatched"


def match_all(
    known: Names,
    texts: Sequence[str],
    day: str | None = None,
    kind: str | None = None,
    progress: Progress | None = None,
) -> list[Match]:
    """Matches texts to the entities of a class (a CURIE) that have them as names or codes on a day (ISO 8601).

    `progress` is called with the number of the text (from 1), of all texts, and the text.
    """
    found = []
    for number, text in enumerate(texts, 1):
        if progress:
            progress(number, len(texts), text)
        found.append(match(text, known, day, kind))
    return found


def match(text: str, known: Names, day: str | None = None, kind: str | None = None) -> Match:
    """Returns which entity a text means: by IRI or CURIE, code, name, or words in another order."""
    entity = short(thb.Entity)

    def fits(iri: str) -> bool:
        return {entity, kind or entity} <= {*known.classes.get(iri, ())}

    wanted = " ".join(normalize("NFKC", text).split())
    if not 0 < len(wanted) <= _LONGEST:
        return Match(text, None, "too long for a name" if wanted else "empty")
    iri = identified(wanted, known)
    if iri is not None and fits(iri):
        how = "code" if known.linked(wanted) else "IRI"
        return Match(text, Candidate(iri, 1.0, how), how)
    for number, meant in enumerate(senses(wanted, known)):
        fitting = [sense for sense in meant if fits(sense.iri) and not _is_small(sense, wanted)]
        if fitting and fold(wanted) in known.blurred and not is_marked(wanted):
            own = {one.iri: Candidate(one.iri, _UNSURE, "a name but for its accents") for one in fitting}
            near = filter(fits, known.blurred[fold(wanted)])
            found = {iri: Candidate(iri, _UNSURE, "a letter from a name") for iri in near} | own
            if len(found) > len(own):
                return Match(text, None, "a letter from the name of another thing", _in_order(found))
        if fitting:
            return _decided(text, fitting, 0.95 if number else 1.0, known, day)
    return _unsure(text, wanted, known, day, fits)


def _decided(text: str, found: Sequence[Sense], score: float, known: Names, day: str | None) -> Match:
    """Decides between the entities that a text names."""
    holding = {
        sense.iri: Candidate(sense.iri, score, f"{sense.how} {_in_words(span)}".strip())
        for sense in reversed(found)
        for span in known.spans(sense.iri, sense.name)
        if _holds(span, day)
    }
    if len(holding) == 1:
        (one,) = holding.values()
        return Match(text, one, one.how)
    if holding:
        return Match(text, None, "name of several things", _in_order(holding))
    times = {sense.iri: _in_words(known.spans(sense.iri, sense.name)[0]) for sense in reversed(found)}
    others = {iri: Candidate(iri, _UNSURE, time) for iri, time in times.items()}
    return Match(text, None, "not a name on that day", _in_order(others))


def _unsure(text: str, wanted: str, known: Names, day: str | None, fits: Callable[[str], bool]) -> Match:
    """Returns what may be meant by what is no name: printed in a passage, begins a name, a small code, or alike."""
    folded = fold(wanted)
    if printed := [iri for iri in known.printed_as(folded) if fits(iri)]:
        why = "printed in a passage, where it depends on what stands around"
        return Match(text, None, why, tuple(Candidate(iri, _UNSURE, "as printed") for iri in printed))
    found: dict[str, Candidate] = {}
    for name, likeness, *_ in likenesses(wanted, known):
        score = round(_UNSURE * likeness, 2)
        for iri in filter(fits, known.named.get(name, ()) if likeness >= NEAR else ()):
            holds = any(_holds(span, day) for span in known.spans(iri, name))
            if holds and (iri not in found or score > found[iri].score):
                found[iri] = Candidate(iri, score, f"like {name}")
    begun = hinted(wanted, known, fits).meant
    for iri in begun:  # what only begins like a word within a name is no surer than what is alike
        is_whole = is_of_whole_words(wanted, iri, known)
        score = _UNSURE if is_whole else found[iri].score if iri in found else _UNSURE * NEAR
        found[iri] = Candidate(iri, score, "words of a name" if is_whole else "begins like a word of a name")
    small = filter(fits, known.codes.get(folded, ()))
    found |= {iri: Candidate(iri, _UNSURE, "code in small letters") for iri in small}
    why = "part of a name" if begun else "only alike" if found else "nothing has such a name"
    return Match(text, None, why, _in_order(found)[: max(_MOST, len(begun))])


def _is_small(sense: Sense, text: str) -> bool:
    return sense.how == "code" and len(text) <= _CODE and text != text.upper()


def _holds(span: Span, day: str | None) -> bool:
    since, until = span
    return day is None or (since <= day and (not until or day[: len(until)] <= until))


def _in_words(span: Span) -> str:
    return " ".join(f"{word} {day}" for word, day in zip(("from", "until"), span, strict=True) if day)


def _in_order(found: dict[str, Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.iri)))
