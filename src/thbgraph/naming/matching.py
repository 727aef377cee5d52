"""Matching other people's lists of names and codes to entities.

A text matches where exactly one entity has it as a code or name on the day asked about, in its own order of
words or another. What is only alike, is a name of several things or was none on that day is a candidate for
somebody to look at, never a match: a wrong match does more harm than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

import pyoxigraph as ox

from ..answers.matches import Candidate, Match
from ..words import vocabulary as thb
from ..words.dates import DATE, lexical_fault
from ..words.errors import ParameterError
from ..words.names import key, quoted
from ..words.namespaces import BASE, ID, PREFIXES
from ..words.terms import expand, short

_SKOS, _XL, _SCHEMA = PREFIXES["skos"], PREFIXES["skosxl"], PREFIXES["schema"]
_DATED_NAME, _LITERAL_FORM = _XL + "altLabel", _XL + "literalForm"
_LABEL = _SKOS + "prefLabel"
_NAMES = (
    _LABEL,
    _SKOS + "altLabel",
    _SKOS + "hiddenLabel",
    thb.formalName,
    PREFIXES["dcterms"] + "title",
)
_CODES = (
    thb.alpha2Code,
    thb.alpha3Code,
    thb.m49Code,
    _SKOS + "notation",
    PREFIXES["dcterms"] + "identifier",
)
_LINK = _SKOS + "exactMatch"
_PRINTED = thb.printedName
_ENTITY, _STATE = short(thb.Entity), short(thb.State)
_FIRST, _LAST = _SCHEMA + "startDate", _SCHEMA + "endDate"
#: What names are read from.
FACTS = (*_NAMES, *_CODES, _LINK, _PRINTED, _DATED_NAME, _LITERAL_FORM, _FIRST, _LAST)

#: Letters that Unicode does not part into a letter and a mark, as people write them without.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "\u0131": "i", "ħ": "h", "Ħ": "H",
     "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
     "'": "", "’": "", "\u02bc": "", "`": "", "&": " and "}
)  # fmt: skip
#: Words that do not tell names apart, and ones that are often written short.
_SMALL = frozenset(
    ("the", "of", "and", "la", "le", "les", "l'", "l’", "el", "los", "las", "de", "du", "des", "del", "y", "e", "et")
)  # fmt: skip
_SHORT = {"st": "saint", "rep": "republic", "dem": "democratic", "fed": "federal", "isl": "islands"}
_WORD = re.compile(r"[\w'’]+")
#: A name with another in brackets behind it: "Council of Europe (CoE)".
_BOTH = re.compile(r"([^()]+)[(]([^()]+)[)]")
#: How alike a name must be to be offered, by Dice's coefficient of their groups of three letters.
_ALIKE = 0.5
_MOST = 5
_LONGEST = 300


#: What is said, by property and thing.
_Term: TypeAlias = "ox.Literal | ox.NamedNode"
_Said: TypeAlias = "dict[str, dict[str, list[_Term]]]"


class Name(NamedTuple):
    """A name or code of an entity, and since and until when it holds: dates as exact as stated, empty where open."""

    iri: str
    text: str
    kind: str
    since: str = ""
    until: str = ""

    def holds(self, day: str | None) -> bool:
        """Says whether the name holds on a day (ISO 8601), or at some time when none is given."""
        return day is None or (self.since <= day and (not self.until or day[: len(self.until)] <= self.until))


def read_day(given: str | date | None) -> str | None:
    """Reads the day as at which a list speaks, as ISO 8601; raises ParameterError for what is no day.

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


def read_names(
    quads: Iterable[ox.Quad], classes: Mapping[str, Sequence[str]], kind: str | None = None
) -> list[Name]:
    """Reads the names and codes of entities, each with its time.

    `classes` goes from IRI to the CURIEs of its classes; `kind` is the one that the entities must have.
    A name with a time of its own holds then only, also where another source states it without. Names and
    codes of a state hold from its start to its end, where the sources know these.
    """
    said: _Said = {prop: {} for prop in FACTS}
    for quad in quads:
        if quad.predicate.value in said and quad.subject.value.startswith(ID):
            said[quad.predicate.value].setdefault(quad.subject.value, []).append(quad.object)
    entities = {iri for iri, kinds in classes.items() if {_ENTITY, kind or _ENTITY} <= {*kinds}}
    lives = {iri: _span(iri, said) for iri in entities if _STATE in classes[iri]}
    dated = list(_dated_names(said, entities, lives))
    timed = {(name.iri, folded(name.text)) for name in dated}
    names = dict.fromkeys(dated)
    for props, sort in ((_NAMES, "name"), (_CODES, "code"), ((_PRINTED,), "printed")):
        for iri, text in ((iri, term.value) for prop in props for iri, term in _of(entities, said[prop])):
            if sort == "code" or (iri, folded(text)) not in timed:
                names[Name(iri, text, sort, *lives.get(iri, ("", "")))] = None
    for iri, thing in _of(entities, said[_LINK]):
        names |= dict.fromkeys(Name(iri, text, "code") for text in (thing.value, short(thing.value)))
    return sorted(names)


def _of(entities: set[str], said: Mapping[str, Sequence[_Term]]) -> Iterator[tuple[str, _Term]]:
    return ((iri, term) for iri in said.keys() & entities for term in said[iri])


def _dated_names(said: _Said, entities: set[str], lives: Mapping[str, tuple[str, str]]) -> Iterator[Name]:
    for iri, node in _of(entities, said[_DATED_NAME]):
        start, end = lives.get(iri, ("", ""))
        since, until = _span(node.value, said)
        for form in said[_LITERAL_FORM].get(node.value, ()):
            yield Name(iri, form.value, "name", since or start, until or end)


def _span(thing: str, said: _Said) -> tuple[str, str]:
    """Gives since and until when a thing is, as wide as its datings allow."""
    starts, ends = (
        [term.value for term in said[prop].get(thing, ()) if isinstance(term, ox.Literal)]
        for prop in (_FIRST, _LAST)
    )
    # A year begins before its days and ends after them: "2003" < "2003-02-04", "2003~" > "2003-02-04~".
    return min(starts, default=""), max(ends, key=lambda day: day + "~", default="")


def match_all(
    quads: Iterable[ox.Quad],
    classes: Mapping[str, Sequence[str]],
    texts: Sequence[str],
    as_of: str | date | None = None,
    kind: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> list[Match]:
    """Matches texts to the entities whose names the quads of FACTS state, as `read_names` and `Matcher` do.

    `progress` is called with the number of the text (from 1), of all texts, and the text. Raises
    ParameterError for a day that is none.
    """
    day = read_day(as_of)
    matcher = Matcher(read_names(quads, classes, kind))
    found = []
    for number, text in enumerate(texts, 1):
        if progress:
            progress(number, len(texts), text)
        found.append(matcher.match(text, day))
    return found


def folded(text: str) -> str:
    """Makes a name comparable in any script: accents, case, punctuation and apostrophes do not count.

    >>> folded("Côte d'Ivoire"), folded("COTE D’IVOIRE"), folded("Åland & Færøerne"), folded("ΕΛΛΆΔΑ")
    ('cote divoire', 'cote divoire', 'aland and faeroerne', 'ελλαδα')
    """
    return key(text.translate(_PLAIN))


def wording(text: str) -> str:
    """Makes names comparable that have the same words in another order, or run together.

    >>> wording("Korea, Republic of") == wording("the Republic of Korea")
    True
    >>> wording("Dél-Korea") == wording("Korea")
    False
    """
    # Small words are looked for with their accents: the Hungarian dél (south) is no del.
    kept = [word for word in _WORD.findall(normalize("NFKC", text).casefold()) if word not in _SMALL]
    words = folded(" ".join(kept) or text).split()
    return " ".join(sorted(_SHORT.get(word, word) for word in words))


class Matcher:
    """Matches texts to the entities that have some names."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._exact: dict[str, list[Name]] = {}
        self._words: dict[str, list[Name]] = {}
        self._known: set[str] = set()
        for name in names:
            self._known.add(name.iri)
            if name.kind == "code":
                self._exact.setdefault(name.text, []).append(name)
                continue
            self._exact.setdefault(folded(name.text), []).append(name)
            for form in _wordings(name.text):
                self._words.setdefault(form, []).append(name)

    @cached_property
    def _by_group(self) -> Mapping[str, Sequence[str]]:
        """The names by the groups of letters in them."""
        found: dict[str, list[str]] = {}
        for form, names in self._exact.items():
            for group in _groups(form) if names[0].kind != "code" else ():
                found.setdefault(group, []).append(form)
        return found

    def match(self, text: str, day: str | None = None) -> Match:
        """Says which entity a text means: by IRI or CURIE, code, name, or words in another order.

        `day` (ISO 8601) is the day as at which the text speaks: only names of that day match.
        """
        wanted = " ".join(normalize("NFKC", text).split())
        if not 0 < len(wanted) <= _LONGEST:
            return Match(text, None, "too long for a name" if wanted else "empty")
        iri = wanted if wanted.startswith(BASE) else expand(wanted)
        if iri in self._known and iri is not None:
            return Match(text, Candidate(iri, 1.0, "IRI"), "IRI")
        coded = [name for name in self._exact.get(wanted, ()) if name.kind == "code"]
        named = [name for name in self._exact.get(folded(wanted), ()) if name.kind != "code"]
        worded = [name for form in _wordings(wanted) for name in self._words.get(form, ())]
        as_written = coded + named
        if _is_only_printed(as_written, worded):
            as_written = []  # it is a name of the same thing, too, but for small words
        for score, found in ((1.0, as_written), (0.95, worded)):
            if found:
                return _decided(text, found, score, day)
        both = _BOTH.fullmatch(wanted)
        if both:
            inner, outer = (self.match(part, day).found for part in both.groups())
            if inner and outer and inner.iri == outer.iri:
                return Match(text, Candidate(inner.iri, 0.95, "two names"), "two names")
        near = self._near(folded(wanted), day) or self._small_code(wanted)
        return Match(text, None, "only alike" if near else "nothing has such a name", tuple(near))

    def _small_code(self, wanted: str) -> list[Candidate]:
        names = self._exact.get(wanted.upper(), ()) if wanted.islower() else ()
        return [Candidate(name.iri, 0.9, "code in small letters") for name in names if name.kind == "code"]

    def _near(self, wanted: str, day: str | None) -> list[Candidate]:
        groups = _groups(wanted)
        shared: dict[str, int] = {}
        for group in groups:
            for form in self._by_group.get(group, ()):
                shared[form] = shared.get(form, 0) + 1
        best: dict[str, Candidate] = {}
        for form, count in shared.items():
            alike = 2 * count / (len(groups) + len(_groups(form)))
            for name in self._exact[form] if alike >= _ALIKE else ():
                score = round(0.9 * alike, 2)  # below any name that is the same
                if name.holds(day) and (name.iri not in best or score > best[name.iri].score):
                    best[name.iri] = Candidate(name.iri, score, f"like {name.text}")
        return sorted(best.values(), key=lambda found: (-found.score, found.iri))[:_MOST]


def _decided(text: str, found: Sequence[Name], score: float, day: str | None) -> Match:
    """Decides between the entities that a text names."""
    said = [name for name in found if name.kind != "printed"]
    holding = {name.iri: _way(name, score) for name in reversed(said) if name.holds(day)}
    if len(holding) == 1:
        iri, way = next(iter(holding.items()))
        return Match(text, Candidate(iri, score, way), way)
    if holding:
        several = [Candidate(iri, score, way) for iri, way in sorted(holding.items())]
        return Match(text, None, "name of several things", tuple(several))
    others = {name.iri: Candidate(name.iri, 0.9, _time(name)) for name in reversed(found)}
    why = "not a name on that day" if said else "printed in a passage, where it depends on what stands around"
    return Match(text, None, why, tuple(others[iri] for iri in sorted(others)))


def _is_only_printed(found: Sequence[Name], worded: Sequence[Name]) -> bool:
    """Says whether passages alone print a text as it is, of just the things that have it as a name in other words."""
    things = {name.iri for name in worded if name.kind != "printed"}
    return all(name.kind == "printed" for name in found) and {name.iri for name in found} == things


def _way(name: Name, score: float) -> str:
    way = name.kind if score == 1.0 else "words in another order"
    time = _time(name) if name.since or name.until else ""
    return f"{way} {time}".strip()


def _time(name: Name) -> str:
    parts = [f"from {name.since}" if name.since else "", f"until {name.until}" if name.until else ""]
    return " ".join(filter(None, parts)) or "as printed"


def _wordings(text: str) -> set[str]:
    """Gives the wordings of a name: its words in order of the alphabet, and all run together."""
    return {form for form in (wording(text), folded(text).replace(" ", "")) if form}


def _groups(form: str) -> set[str]:
    padded = f"  {form} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
