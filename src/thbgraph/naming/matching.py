"""Matching other people's lists of names and codes to entities.

A text matches where exactly one entity has it as a code or name on the day asked about, in its own order of
words or another. What is only alike, begins so, is a name of several things or was none on that day is a candidate
for somebody to look at, never a match: a wrong match does more harm than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from unicodedata import normalize

from ..answers.matches import Candidate, Match
from ..words import vocabulary as thb
from ..words.dates import DATE, lexical_fault
from ..words.errors import ParameterError
from ..words.names import quoted
from ..words.terms import short
from .folding import fold
from .names import Names, Span
from .search import NEAR, fitting
from .senses import Sense, hinted, identified, senses

_MOST = 3
_LONGEST = 300
#: A likeness counts for less than a name, and codes as short as these only in capital letters: "no" is a word.
_LIKENESS, _CODE = 0.9, 4


def read_day(given: str | date | None) -> str | None:
    """Returns the day as at which a list speaks, as ISO 8601; raises ParameterError for what is no day.

    >>> read_day(date(2010, 1, 26))
    '2010-01-26'
    """
    if given is None or isinstance(given, date):
        return given.isoformat() if given else None
    wanted = lexical_fault(given, DATE)
    if wanted:
        hint = "" if given else "; without asOf names of any time match"
        raise ParameterError(f"asOf: expected {wanted}, got {quoted(given)}{hint}")
    return given


class Matcher:
    """Matches texts to the entities of a class (a CURIE), by the names that they have on a day (ISO 8601)."""

    def __init__(self, known: Names, day: str | None = None, kind: str | None = None) -> None:
        self._known, self._day = known, day
        entity = short(thb.Entity)
        self._wanted = {entity, kind or entity}

    def match(self, text: str) -> Match:
        """Returns which entity a text means: by IRI or CURIE, code, name, or words in another order."""
        wanted = " ".join(normalize("NFKC", text).split())
        if not 0 < len(wanted) <= _LONGEST:
            return Match(text, None, "too long for a name" if wanted else "empty")
        iri = identified(wanted, self._known)
        if iri is not None and self._fits(iri):
            how = "code" if self._known.linked(wanted) else "IRI"
            return Match(text, Candidate(iri, 1.0, how), how)
        for number, found in enumerate(senses(wanted, self._known)):
            fits = [sense for sense in found if self._fits(sense.iri) and not _is_small(sense, wanted)]
            if fits:
                return self._decided(text, fits, 0.95 if number else 1.0)
        return self._unsure(text, wanted)

    def _fits(self, iri: str) -> bool:
        return self._wanted <= {*self._known.classes.get(iri, ())}

    def _decided(self, text: str, found: Sequence[Sense], score: float) -> Match:
        """Decides between the entities that a text names."""
        holding: dict[str, Candidate] = {}
        for sense in reversed(found):
            for span in self._holding(sense.iri, sense.name):
                holding[sense.iri] = Candidate(sense.iri, score, f"{sense.how} {_in_words(span)}".strip())
        if len(holding) == 1:
            (one,) = holding.values()
            return Match(text, one, one.how)
        if holding:
            return Match(text, None, "name of several things", _in_order(holding.values()))
        others = {sense.iri: Candidate(sense.iri, 0.9, self._times(sense)) for sense in reversed(found)}
        return Match(text, None, "not a name on that day", _in_order(others.values()))

    def _holding(self, iri: str, name: str) -> Iterator[Span]:
        """Yields the times of a name or code that hold on the day, or all of them where no day is asked about."""
        for since, until in self._known.spans(iri, name) or [("", "")]:
            day = self._day
            if day is None or (since <= day and (not until or day[: len(until)] <= until)):
                yield since, until

    def _times(self, sense: Sense) -> str:
        return _in_words(self._known.spans(sense.iri, sense.name)[0])

    def _unsure(self, text: str, wanted: str) -> Match:
        """Returns what may be meant by what is no name: printed in a passage, a code in small letters, or alike."""
        printed = self._known.printed.get(fold(wanted), ())
        found = {
            iri: Candidate(iri, 0.9, "as printed" if iri in printed else "beginning of a name")
            for iri in hinted(wanted, self._known, self._fits)
        }
        begun = {*found}
        small = [iri for iri in self._known.codes.get(fold(wanted), ()) if self._fits(iri)]
        found |= {iri: Candidate(iri, 0.9, "code in small letters") for iri in small}
        if printed and found:
            why = "printed in a passage, where it depends on what stands around"
        else:
            found = self._alike(wanted) | found
            why = "begins so" if begun else "only alike" if found else "nothing has such a name"
        return Match(text, None, why, _in_order(found.values())[:_MOST])

    def _alike(self, wanted: str) -> dict[str, Candidate]:
        best: dict[str, Candidate] = {}
        for name, fit in fitting(wanted, self._known).items():
            score = round(_LIKENESS * fit.likeness, 2)
            for iri in self._known.named.get(name, ()) if fit.likeness >= NEAR else ():
                is_best = iri not in best or score > best[iri].score
                if is_best and self._fits(iri) and any(self._holding(iri, name)):
                    best[iri] = Candidate(iri, score, f"like {name}")
        return best


def match_all(
    known: Names,
    texts: Sequence[str],
    as_of: str | date | None = None,
    kind: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> list[Match]:
    """Matches texts to the entities that have them as names.

    `as_of` is the day as at which the texts speak, `kind` the CURIE of a class; `progress` is called with the
    number of the text (from 1), of all texts, and the text. Raises ParameterError for a day that is none.
    """
    matcher = Matcher(known, read_day(as_of), kind)
    found = []
    for number, text in enumerate(texts, 1):
        if progress:
            progress(number, len(texts), text)
        found.append(matcher.match(text))
    return found


def _is_small(sense: Sense, text: str) -> bool:
    return sense.how == "code" and len(text) <= _CODE and text != text.upper()


def _in_order(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda one: (-one.score, one.iri)))


def _in_words(span: Span) -> str:
    since, until = span
    parts = [f"from {since}" if since else "", f"until {until}" if until else ""]
    return " ".join(filter(None, parts))
