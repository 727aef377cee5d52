"""What passages, and other sources, say of things, fact by fact, with the words by which a sentence may say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.dates import DATING, MONTH_DAY
from ...base.namespaces import ID, MEMO, PREFIXES, RDF_TYPE, SOURCE
from ...base.terms import short
from ...base.values import shown, value_of
from ...names.articles import in_sentence
from ...names.names import Names
from ...results.claims import Wanted
from ...results.listing import Hit
from ...sentences.fulltext import stems
from ...sentences.reading import Reading, asks_who
from ...stores.lookup import Lookup
from ..phrases import ARTICLES, Phrases
from .calls_and_tasks import kind_of_statement
from .profiles import SENTENCES

_DCTERMS, _ORG, _SCHEMA, _SKOS = (PREFIXES[prefix] for prefix in ("dcterms", "org", "schema", "skos"))
#: What tells nothing beside the name of a thing, or how a passage prints it.
_UNTOLD = frozenset(
    (RDF_TYPE, _SKOS + "prefLabel", _SKOS + "altLabel", thb.printedName, thb.printedVerb, _DCTERMS + "type")
)
_TIMES = frozenset((*DATING, MONTH_DAY))
#: From when to when something was.
PERIOD = (_SCHEMA + "startDate", _SCHEMA + "endDate")
_REASONS = frozenset((_ORG + "purpose", thb.aimsAt, thb.followsUp))
AGENT, PLACE, _STATEMENT, _FIGURE, POST = (
    "foaf:Agent",
    "schema:Place",
    short(thb.Statement),
    short(thb.Figure),
    "org:Post",
)
#: What is done, and is said by a verb.
_DEEDS = frozenset((short(thb.Act), "schema:Event", _STATEMENT))
_ABOUT, _UNIT_OF = _SCHEMA + "about", ox.NamedNode(_ORG + "unitOf")
#: By what a work is somebody's.
_MADE_BY = tuple(
    ox.NamedNode(iri)
    for iri in (
        PREFIXES["eli"] + "passed_by", _DCTERMS + "creator", _DCTERMS + "publisher", thb.launchedBy, thb.runBy,
    )
)  # fmt: skip
#: What begins phrases for relations and tells nothing of them.
_SAYING = ARTICLES | {"be", "have"}
#: What stands behind a noun, or leads to a day for which a sentence may ask instead: "the aim of", "run until".
_LEADING = re.compile(r" (?:of|until|since)$")


class RecordedFact(NamedTuple):
    """What a passage says of a thing: by which property, of what, in words, where, their stems, and the stems by which a sentence may say it."""

    prop: str
    value: ox.NamedNode | ox.Literal
    text: str
    place: str
    own: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    @property
    def is_time(self) -> bool:
        """Whether it says when."""
        return isinstance(self.value, ox.Literal) and self.value.datatype.value in _TIMES


class RecordedThing(NamedTuple):
    """A thing with what is said of it, the stems of its names and kinds, and those of all that is said."""

    hit: Hit
    facts: Sequence[RecordedFact]
    own: frozenset[str]
    having: frozenset[str]


class RecordedFacts:
    """Reads what is recorded of things: of those in passages what the memo says, of others what their source says."""

    def __init__(self, lookup: Lookup, known: Names, phrases: Phrases) -> None:
        self._lookup, self._known, self._phrases = lookup, known, phrases
        self._ways = cache(self._ways_of)

    def things(
        self, hits: Sequence[Hit], reading: Reading
    ) -> tuple[list[RecordedThing], list[frozenset[str]]]:
        """Returns the things of some hits with their facts, and the stems of each token of a sentence."""
        self._lookup.load_about(ox.NamedNode(hit.thing.iri) for hit in hits)
        found = [[*self._facts(hit)] for hit in hits]
        names = [" ".join((*self._called(hit.thing.iri), *self._kinds_of(hit.thing.iri))) for hit in hits]
        facts = [fact for of in found for fact in of]
        texts = [*(fact.text for fact in facts), *map(self._words_of, facts)]
        stemmed = iter(_stems([*names, *texts, *(one.text for one in reading.tokens)]))
        own = [next(stemmed) for _ in hits]
        in_text = [next(stemmed) for _ in facts]
        by_any = [next(stemmed) for _ in facts]
        worded = iter(
            fact._replace(own=words, stems=others)
            for fact, words, others in zip(facts, in_text, by_any, strict=True)
        )
        things = []
        for hit, name, of in zip(hits, own, found, strict=True):
            said = [next(worded) for _ in of]
            things.append(RecordedThing(hit, said, name, name.union(*(fact.stems for fact in said))))
        return things, [*stemmed]

    def _facts(self, hit: Hit) -> Iterator[RecordedFact]:
        """Yields what the memo says of a thing, or what the source does that was found; of a statement also when that was of which it tells."""
        is_statement = self.is_statement(hit)
        for quad in self._lookup.match(ox.NamedNode(hit.thing.iri), None, None):
            value, place = quad.object, quad.graph_name.value
            is_there = place.startswith(MEMO) if hit.place.iri.startswith(MEMO) else place == hit.place.iri
            if not is_there or quad.predicate.value in _UNTOLD:
                continue
            if isinstance(value, ox.Literal) and value.language in (None, "en"):
                yield RecordedFact(quad.predicate.value, value, shown(value_of(value, {})), place)
            elif isinstance(value, ox.NamedNode) and value.value.startswith((ID, SOURCE)):
                yield RecordedFact(
                    quad.predicate.value, value, self._known.labels.get(value.value, ""), place
                )
                is_other = quad.predicate.value == _ABOUT and AGENT not in self.classes(value.value)
                if is_statement and is_other:
                    yield from self.times_of(value)

    def times_of(self, thing: ox.NamedNode) -> Iterator[RecordedFact]:
        """Yields the days of what a statement is about, by its name: they are not those of who says it."""
        for quad in self._lookup.match(thing, None, None):
            value, place = quad.object, quad.graph_name.value
            if isinstance(value, ox.Literal) and value.datatype.value in _TIMES and place.startswith(MEMO):
                text = f"{shown(value_of(value, {}))} ({self._known.labels.get(thing.value, '')})"
                yield RecordedFact(quad.predicate.value, value, text, place)

    def classes(self, iri: str) -> Sequence[str]:
        """Returns the CURIEs of the classes of a thing."""
        return self._known.classes.get(iri, ())

    def is_other_agent(self, iri: str, wholes: Sequence[str]) -> bool:
        """Says whether something is an agent, and neither one of some nor a unit of one."""
        units = self._lookup.match(ox.NamedNode(iri), _UNIT_OF, None)
        return (
            AGENT in self.classes(iri)
            and iri not in wholes
            and not any(quad.object.value in wholes for quad in units)
        )

    def is_made_within(self, iri: str, wholes: Sequence[str]) -> bool:
        """Says whether one of some, or a unit of one, made a work."""
        quads = chain.from_iterable(self._lookup.match(ox.NamedNode(iri), prop, None) for prop in _MADE_BY)
        return any(not self.is_other_agent(quad.object.value, wholes) for quad in quads)

    def is_statement(self, hit: Hit) -> bool:
        """Says whether somebody says what was found."""
        return _STATEMENT in self.classes(hit.thing.iri)

    def is_figure(self, hit: Hit) -> bool:
        """Says whether a number was found, which is told by its name."""
        return _FIGURE in self.classes(hit.thing.iri)

    def kind_of(self, hit: Hit) -> str:
        """Returns the word for the kind of a statement."""
        return kind_of_statement(self.classes(hit.thing.iri))

    def speaker(self, hit: Hit) -> str:
        """Returns who makes a statement, but for a document in which it stands."""
        speakers = self._lookup.match(ox.NamedNode(hit.thing.iri), ox.NamedNode(thb.saidBy), None)
        by = [quad.object.value for quad in speakers if self.is_statement(hit)]
        return by[0] if by and not by[0].startswith(SOURCE) else ""

    def named_speaker(self, hit: Hit) -> str:
        """Returns who makes a statement, as a sentence names it."""
        by = self.speaker(hit)
        return in_sentence(by, self._known) if by else ""

    def _called(self, iri: str) -> Sequence[str]:
        return [self._known.labels.get(iri, ""), *self._known.names_of.get(iri, ())]

    def _kinds_of(self, iri: str) -> Iterator[str]:
        """Yields the words for what a thing is."""
        kinds = self.classes(iri)
        is_deed = not _DEEDS.isdisjoint(kinds)
        for kind in kinds:
            yield from self._phrases.nouns_for.get(kind, ())
            yield from self._phrases.words_for(kind) if is_deed else ()

    def _words_of(self, fact: RecordedFact) -> str:
        """Returns all words by which a sentence may say a fact."""
        return " ".join((fact.text, *self._phrases.words_for(short(fact.prop))))

    def said(self, fact: RecordedFact, words: frozenset[str]) -> frozenset[str]:
        """Returns the stems of what a fact tells, and of those phrases for it that a sentence of some stems has whole: "valid for", not "valid"."""
        is_told = fact.prop in SENTENCES  # which are told whole
        ways = (
            first & words | rest & words
            for first, rest in self._ways(fact.prop)
            if first & words and (is_told or rest <= words)
        )
        return fact.own.union(*ways)

    def _ways_of(self, prop: str) -> Sequence[tuple[frozenset[str], frozenset[str]]]:
        """Returns the stems of each phrase for a relation: the forms of its first word that tells something, and the others."""
        phrases = [_LEADING.sub("", phrase).split() for phrase in self._phrases.words_for(short(prop))]
        phrases.append(
            self._known.labels.get(prop, "").split()[-1:]
        )  # "date", of what is called "start date"
        told = [[word for word in words if word not in _SAYING] for words in phrases]
        parts = _stems(text for words in told for text in (" ".join(words[:1]), " ".join(words[1:])))
        return [*zip(parts[::2], parts[1::2], strict=True)]

    def asked_for(self, facts: Sequence[RecordedFact], hit: Hit, reading: Reading) -> Sequence[RecordedFact]:
        """Returns the facts of the kind of thing that a sentence asks for; none where these tell none."""
        wanted = reading.wanted
        named = {iri for one in reading.mentions for iri in one.iris}
        if wanted is Wanted.DAY:
            return [fact for fact in facts if fact.is_time]
        if wanted is Wanted.LENGTH:
            period = [fact for fact in facts if fact.is_time and fact.prop in PERIOD]
            return period if any(fact.prop == PERIOD[1] for fact in period) else ()
        if wanted is Wanted.PLACE:
            return [fact for fact in facts if PLACE in self.classes(fact.value.value)]
        if wanted is Wanted.REASON:
            return [fact for fact in facts if fact.prop in _REASONS]
        if wanted is Wanted.COUNT:
            return ()
        if asks_who(reading):
            agents = [
                fact
                for fact in facts
                if AGENT in self.classes(fact.value.value) and fact.value.value not in named
            ]
            is_agent = hit.thing.iri not in named and not {AGENT, POST}.isdisjoint(
                self.classes(hit.thing.iri)
            )
            deeds = [fact for fact in facts if not fact.is_time]  # what began is no deed of who it is
            return agents or (deeds if is_agent else ())
        return facts

    def first_asked(
        self, facts: Sequence[RecordedFact], hit: Hit, reading: Reading
    ) -> Sequence[RecordedFact]:
        """Returns the facts that tell the kind of thing that is asked for, where that is one kind of thing."""
        is_any = reading.wanted in (Wanted.LIST, Wanted.TRUTH) and not asks_who(reading)
        return () if is_any else self.asked_for(facts, hit, reading)


def _stems(texts: Iterable[str]) -> list[frozenset[str]]:
    return [*map(frozenset, stems(texts))]
