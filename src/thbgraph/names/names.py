"""The index of names: what things are called, in words, codes and identifiers, and when."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import islice, takewhile
from math import log
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.home import HOME
from ..base.namespaces import ID, MEMO, PREFIXES, RDF_TYPE, SOURCE
from ..base.terms import expand, short
from ..base.values import grouped
from .folding import fold, forms, is_marked, significant, ways_written
from .word_tokens import is_parted

_SKOS, _XL, _SCHEMA, _DCTERMS = (PREFIXES[prefix] for prefix in ("skos", "skosxl", "schema", "dcterms"))
_NAMES = {
    *(_SKOS + label for label in ("prefLabel", "altLabel", "hiddenLabel")),
    *(PREFIXES["rdfs"] + "label", PREFIXES["schema"] + "legalName", _DCTERMS + "title"),
}
_TREATY = short(thb.Treaty)
_CODES = {thb.alpha2Code, thb.alpha3Code, thb.m49Code, _SKOS + "notation", _DCTERMS + "identifier"}
_DATED_NAME, _FORM = _XL + "altLabel", _XL + "literalForm"
_FIRST, _LAST = _SCHEMA + "startDate", _SCHEMA + "endDate"
READ = {*_NAMES, *_CODES, _DATED_NAME, _FORM, _FIRST, _LAST, _SKOS + "exactMatch", thb.printedName, RDF_TYPE}
#: What says of which kind a thing is.
_KIND = (_DCTERMS + "type", PREFIXES["org"] + "classification", PREFIXES["eli"] + "type_document")
READ |= {thb.membersOf, *_KIND}
#: What a word weighs that no name has, such as a verb.
_UNHEARD = 4.5
#: What states adjectives.
_OF_ADJECTIVES = frozenset(SOURCE + name for name in HOME.adjectives)

#: Since and until when a name holds: dates as exact as stated, empty where open.
Span: TypeAlias = Sequence[str]
#: IRIs by folded name.
ByName: TypeAlias = Mapping[str, Sequence[str]]


class NameTables(NamedTuple):
    """What things are called, as the index of a build keeps it: names, codes and printed names folded.

    `printed` holds what only passages print, such as "the Council". `linked` goes from an outside identifier
    (see `outside`) to IRIs. `spans` says, by IRI, when a name holds that does not always; under the empty
    name, when all others do. `groups` goes from a group of states that has no members of its own, such as the Nordic
    countries, to the organization whose members it is. `kinds` names, by the CURIE of a class, the kinds of which its
    things are: a campaign, a programme. `parted` are the folded names that are written with punctuation between words,
    `blurred` goes from those that nobody writes without accents to other things that have a name a letter away, and
    `adjectives` are those that are nothing else.
    """

    named: ByName = MappingProxyType({})
    codes: ByName = MappingProxyType({})
    printed: ByName = MappingProxyType({})
    linked: ByName = MappingProxyType({})
    spans: Mapping[str, Mapping[str, Sequence[Span]]] = MappingProxyType({})
    groups: Mapping[str, str] = MappingProxyType({})
    kinds: ByName = MappingProxyType({})
    parted: Collection[str] = ()
    blurred: ByName = MappingProxyType({})
    adjectives: Collection[str] = ()


_NO_NAMES = NameTables()
#: The shortest beginning of a name or word that counts.
SHORTEST = 3
#: Words of so many letters are a letter from too many others.
_SHORT = 4
#: For so many texts it is kept which names have their words.
_MOST_TEXTS = 4


class Names:
    """What things are called, with their labels and the CURIEs of their classes by IRI.

    `kept` gives by a name as JSON what it has of that, which takes long to find, or else finds it.
    """

    def __init__(
        self,
        tables: NameTables = _NO_NAMES,
        labels: Mapping[str, str] = MappingProxyType({}),
        classes: Mapping[str, Sequence[str]] = MappingProxyType({}),
        kept: Callable[[str, Callable[[], object]], Any] = lambda _, find: find(),
    ) -> None:
        self.named, self.codes, self.printed = tables.named, tables.codes, tables.printed
        self._linked, self._spans, self._kinds = tables.linked, tables.spans, tables.kinds
        self.groups, self.parted, self.blurred = tables.groups, frozenset(tables.parted), tables.blurred
        self.adjectives = frozenset(tables.adjectives)
        self.labels, self.classes, self._kept = labels, classes, kept
        # Each thing that has the words of a text is held against each other.
        self.having = lru_cache(_MOST_TEXTS)(self._having)
        self.with_word = cache(self._with_word)

    def linked(self, text: str) -> str | None:
        """Returns the IRI of the one thing that an outside identifier, as CURIE or IRI, matches exactly."""
        matched = self._linked.get(outside(expand(text) or text), ())
        return matched[0] if len(matched) == 1 else None

    def called(self, folded: str) -> Sequence[str]:
        """Returns what has a folded name, be it only printed."""
        return self.named.get(folded) or self.printed.get(folded, ())

    def is_kind(self, folded: str, iri: str) -> bool:
        """Says whether a folded name is that of a kind of which things of the class of a thing are."""
        return any(folded in self._kinds.get(kind, ()) for kind in self.classes.get(iri, ()))

    def is_called(self, folded: str, iri: str) -> bool:
        """Says whether a word, in the singular or plural, is in the name of the class of a thing, or of a kind of which such are: "organization"."""
        word = f" {folded.replace('isation', 'ization').removesuffix('s')} "
        kinds = self.classes.get(iri, ())
        classes = (fold(self.labels.get(expand(kind) or "", "")) for kind in kinds)
        names = (name for kind in kinds for name in self._kinds.get(kind, ()))
        return any(f" {name} ".endswith(word) for name in classes) or any(
            word in f" {name} " for name in names
        )

    def spans(self, iri: str, folded: str) -> Sequence[Span]:
        """Returns when a thing has a folded name, or, for the empty one, a code; an open span where it always has."""
        of = self._spans.get(iri, {})
        return of.get(folded) or of.get("") or [("", "")]

    @cached_property
    def class_sizes(self) -> Mapping[str, int]:
        """How many things each class has, by CURIE."""
        return Counter(kind for kinds in self.classes.values() for kind in kinds)

    @cached_property
    def by_form(self) -> ByName:
        """The folded names by their forms (see `folding.forms`); codes have none."""
        found: ByName = self._kept("forms", lambda: _by_form(self.named))
        return found

    def printed_as(self, folded: str) -> list[str]:
        """Returns what only passages print so, with or without small words: "the Alliance", "Alliance"."""
        names = (name for form in sorted(forms(folded)) for name in self._printed_by_form.get(form, ()))
        return list(dict.fromkeys(iri for name in names for iri in self.printed[name]))

    @cached_property
    def _printed_by_form(self) -> ByName:
        return _by_form(self.printed)

    @cached_property
    def by_word(self) -> ByName:
        """The folded names, also printed ones, by the words that tell them apart."""
        return _grouped((word, name) for name in (*self.named, *self.printed) for word in significant(name))

    @cached_property
    def words(self) -> Sequence[str]:
        """The words that tell the folded names apart, also printed ones, in order."""
        return sorted({*significant(" ".join({*self._lines.split()}))})

    @cached_property
    def _lines(self) -> str:
        """The folded names, also printed ones, each on a line between blanks."""
        return "\n".join(f" {name} " for name in (*self.named, *self.printed))

    def _with_word(self, word: str) -> frozenset[str]:
        """Returns the folded names, also printed ones, that `by_word` has for a word: for those of a sentence this is quicker."""
        found: set[str] = set()
        for written in ways_written(word):
            at = self._lines.find(f" {written} ")
            while at >= 0:
                end = self._lines.find("\n", at)
                found.add(self._lines[self._lines.rfind("\n", 0, at) + 1 : end if end >= 0 else None].strip())
                at = self._lines.find(f" {written} ", end) if end >= 0 else -1
        return frozenset(found)

    @cached_property
    def names_of(self) -> Mapping[str, Sequence[str]]:
        """What each thing is called, folded, by IRI."""
        return grouped((iri, name) for name, iris in self.named.items() for iri in iris)

    @cached_property
    def treaty_words(self) -> Mapping[str, frozenset[str]]:
        """The words of all names of each treaty."""
        treaties = (iri for iri, kinds in self.classes.items() if _TREATY in kinds)
        return {
            iri: frozenset(word for name in self.names_of.get(iri, ()) for word in name.split())
            for iri in treaties
        }

    @cached_property
    def with_article(self) -> Mapping[str, Sequence[str]]:
        """The folded names, also printed ones, that have an article, by what has them."""
        names = [name for name in (*self.named, *self.printed) if " the " in f" {name}"]
        return grouped((iri, name) for name in names for iri in self.called(name))

    def words_beginning(self, beginning: str) -> Iterator[str]:
        """Yields the words that begin so, in order."""
        at = bisect_left(self.words, beginning)
        return takewhile(lambda word: word.startswith(beginning), islice(self.words, at, None))

    def _having(self, folded: str) -> Mapping[str, Sequence[str]]:
        """Returns, by thing, its names that have all telling words of a folded text, of the last its beginning; short names first."""
        *before, last = significant(folded) or [""]
        if len(last) < SHORTEST and not self.with_word(last):
            return {}
        endings = [word for word in self.words_beginning(last) if _is_cut(last, word, folded)]
        if before:
            having = frozenset.intersection(*map(self.with_word, before))
            names = {name for name in having if not {*significant(name)}.isdisjoint(endings)}
        else:
            names = {name for word in endings for name in self.with_word(word)}
        in_order = sorted(names, key=lambda name: (len(name), name))
        return grouped((iri, name) for name in in_order for iri in self.called(name))

    def weight(self, word: str, unknown: float = _UNHEARD) -> float:
        """Returns how much a folded word tells names apart: the more, the fewer have it; `unknown` where none has."""
        having = len(self.with_word(word))
        return log(1 + len(self.named) / having) if having else unknown

    @cached_property
    def name_weights(self) -> Mapping[str, float]:
        """How much the words of each folded name weigh together."""
        found: dict[str, float] = {}
        for word in self.words:
            weight = log(1 + len(self.named) / len(self.by_word[word]))
            for name in self.by_word[word]:
                found[name] = found.get(name, 0.0) + weight
        return found

    @cached_property
    def by_exact_label(self) -> ByName:
        """The IRIs by label as it is written."""
        return grouped((label, iri) for iri, label in self.labels.items())

    @cached_property
    def by_label(self) -> ByName:
        """The IRIs by folded label, also of what has no name of its own, such as an act."""
        found: ByName = self._kept(
            "labels", lambda: _grouped((fold(label), iri) for iri, label in self.labels.items())
        )
        return found


def _is_cut(word: str, whole: str, folded: str) -> bool:
    """Says whether a text may end in a word cut short: at most by half of the text, and never in a number."""
    lacking = len(whole) - len(word)
    return not lacking or (2 * lacking <= len(folded) and not word.isdecimal())


def outside(iri: str) -> str:
    """Makes an outside identifier comparable: http or https and a slash at the end do not count.

    >>> outside("https://sws.geonames.org/660013/")
    'sws.geonames.org/660013'
    """
    return iri.partition("://")[2].rstrip("/")


def read_names(quads: Iterable[ox.Quad]) -> NameTables:
    """Reads from all quads of a graph what things are called."""
    stated: dict[str, list[tuple[str, str]]] = {prop: [] for prop in READ}
    adjectives, others = set[str](), set[str]()
    for quad in quads:
        if quad.predicate.value in stated and isinstance(quad.subject, ox.NamedNode):
            stated[quad.predicate.value].append((quad.subject.value, quad.object.value))
            of = adjectives if quad.graph_name.value in _OF_ADJECTIVES else others
            of.add(quad.object.value)
    bearers = {node: iri for iri, node in stated[_DATED_NAME]}
    folded = cache(fold)  # since most names are read several times
    dated = [(node, bearers.get(node, node), folded(form)) for node, form in stated[_FORM]]
    # The title of a section of the memo is no name of a thing.
    names = [(folded(text), iri) for prop in _NAMES for iri, text in stated[prop] if not iri.startswith(MEMO)]
    named = _grouped([*names, *((name, iri) for _, iri, name in dated)])
    codes = _grouped((folded(code), iri) for prop in _CODES for iri, code in stated[prop])
    printed = ((folded(text), iri) for iri, text in stated[thb.printedName])
    return NameTables(
        named,
        codes,
        _grouped((name, iri) for name, iri in printed if name not in named and name not in codes),
        _grouped((outside(identifier), iri) for iri, identifier in stated[_SKOS + "exactMatch"]),
        _spans(dated, stated),
        _groups(stated),
        _kinds(stated),
        sorted(_parted(stated, folded)),
        _blurred(stated, named, folded),
        sorted(map(folded, adjectives - others)),
    )


def _parted(stated: Mapping[str, Sequence[tuple[str, str]]], folded: Callable[[str], str]) -> set[str]:
    """Returns the folded names of entities that are written with punctuation between words, as in "Korea, Republic of"."""
    names = (
        text for prop in (*_NAMES, thb.printedName, _FORM) for iri, text in stated[prop] if iri.startswith(ID)
    )
    return {folded(text) for text in names if is_parted(text)}


def _blurred(
    stated: Mapping[str, Sequence[tuple[str, str]]], named: ByName, folded: Callable[[str], str]
) -> dict[str, list[str]]:
    """Returns, by folded names of one word that are written with accents alone, other things that have a name a letter away."""
    texts = {text for prop in _NAMES for iri, text in stated[prop] if iri.startswith(ID)}
    marked = {text for text in texts if is_marked(text)}
    plain = {folded(text) for text in texts - marked}
    near = grouped((form, name) for name in named if " " not in name for form in _lacking_a_letter(name))
    return _grouped(
        (name, iri)
        for name in {folded(text) for text in marked} - plain
        for form in _lacking_a_letter(name)
        for other in near.get(form, ())
        for iri in {*named[other]} - {*named[name]}
    )


def _lacking_a_letter(name: str) -> set[str]:
    """Returns a name of several letters, and what is left of it without one of them; short ones are near too many."""
    long = len(name) > _SHORT
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))} if long else set()


def _groups(stated: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, str]:
    """Says of which organization a group is the members; rules and coverages, which speak of members as well, are no groups."""
    no_groups = (thb.EntryIntoForceRule, thb.EligibilityRule, thb.Coverage)
    others = {iri for iri, kind in stated[RDF_TYPE] if kind in no_groups}
    return {iri: organization for iri, organization in sorted(stated[thb.membersOf]) if iri not in others}


def _kinds(stated: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, list[str]]:
    """Names, by class, the kinds of which things are; what all things are tells nothing."""
    kinds = dict(pair for prop in _KIND for pair in stated[prop])
    used = {*kinds.values()}
    names = {iri: fold(name) for iri, name in stated[_SKOS + "prefLabel"] if iri in used}
    having = {(of, kinds[iri]) for iri, of in stated[RDF_TYPE] if iri in kinds and of != thb.Entity}
    return _grouped((short(of), names[kind]) for of, kind in having if kind in names)


def _spans(
    dated: Sequence[tuple[str, str, str]], stated: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, dict[str, list[Span]]]:
    """Says when names hold: a state's from its start to its end, one with a time of its own in that time."""
    starts, ends = (_grouped(stated[prop]) for prop in (_FIRST, _LAST))
    states = {iri for iri, kind in stated[RDF_TYPE] if kind == thb.State}
    found: dict[str, dict[str, list[Span]]] = {}

    def span(thing: str) -> Span:
        # A year begins before its days and ends after them: "2003" < "2003-02-04", "2003~" > "2003-02-04~".
        first, last = starts.get(thing, ()), ends.get(thing, ())
        return min(first, default=""), max(last, key=lambda day: day + "~", default="")

    for iri in sorted(states):
        if any(span(iri)):
            found[iri] = {"": [span(iri)]}
    for node, iri, name in sorted({*dated}):
        (since, until), (start, end) = span(node), span(iri) if iri in states else ("", "")
        found.setdefault(iri, {}).setdefault(name, []).append((since or start, until or end))
    return found


def _by_form(names: Iterable[str]) -> ByName:
    return _grouped((form, name) for name in names for form in forms(name))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Collects what belongs to each name, each once and in order."""
    found = grouped(pairs)
    return {name: sorted({*found[name]}) for name in sorted(found) if name}
