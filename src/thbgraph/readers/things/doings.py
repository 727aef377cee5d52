"""Answers what a body does, as a whole or on a topic, by what the memo says of that in words: "what does NATO do against trafficking?", "how does NATO fight trafficking?".

That is its purposes, commitments and tasks, what the memo judges of it, and the works that it runs, launched or published; the
same of its units. What has the words of the topic is told before what is only linked to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.namespaces import DERIVED, ID, MEMO, PREFIXES
from ...base.printing import having_room, joined
from ...base.terms import short
from ...names.articles import in_sentence
from ...names.folding import fold
from ...names.mentions import FUNCTION_WORDS, Mention
from ...names.names import Names
from ...results.answer import Answer
from ...results.claims import Claim
from ...sentences.fulltext import stems
from ...sentences.reading import AUXILIARIES, PREPOSITIONS, Reading
from ...stores.lookup import Lookup
from ..facts.fact_times import Stated
from ..facts.facts import rows_of
from ..memo_words import memo_words
from ..phrases import Phrases, Relation
from .calls_and_tasks import SETTLED, WITHIN, kind_of_statement
from .profiles import SENTENCES

_DCTERMS, _ORG, _SCHEMA = (PREFIXES[prefix] for prefix in ("dcterms", "org", "schema"))
_AGENT, _STATE, _TOPIC = "foaf:Agent", short(thb.State), "skos:Concept"
_STATEMENT, _TASK, _GAP = map(short, (thb.Statement, thb.Task, thb.Gap))
_STRENGTH, _WORK = "id:strength", short(thb.Work)
#: What the memo judges.
_JUDGED = frozenset((_STRENGTH, _GAP))
_EVERY = frozenset((_STATEMENT,))
#: What no body does: how many there are, what somebody says, and what may never be.
_UNTOLD = frozenset((_STATEMENT, short(thb.Figure), short(thb.Prospect), _AGENT))
_DO = frozenset(("do", "done", "doing"))
_PURPOSE = _ORG + "purpose"
#: What is said of a thing in sentences of what it does.
_SENTENCES = SENTENCES - {thb.composition}
#: What a thing is about.
_ABOUT = tuple(
    ox.NamedNode(iri) for iri in (thb.focusesOn, _DCTERMS + "subject", _SCHEMA + "about", thb.appliesTo)
)
_SAID_BY, _ADDRESSED, _CONCERNED, _TEXT, _INSTRUMENT, _BESIDE = (
    ox.NamedNode(iri)
    for iri in (
        thb.saidBy, thb.addressedTo, _SCHEMA + "about", _DCTERMS + "description", thb.instrument, _ORG + "linkedTo",
    )
)  # fmt: skip
#: By what a work is somebody's, or what is done to a work, with the verb; what is about somebody tells by its own words.
_WORKS = {
    Relation(thb.runBy, False): "runs", Relation(thb.launchedBy, False): "launched",
    Relation(thb.onInitiativeOf, False): "took the initiative for", Relation(thb.adoptingBody, False): "adopted",
    Relation(_SCHEMA + "organizer", False): "organized", Relation(_DCTERMS + "publisher", False): "published",
    Relation(_DCTERMS + "creator", False): "issued", Relation(thb.produces): "produces", Relation(thb.reviews): "reviews",
    Relation(_SCHEMA + "about", False): "",
}  # fmt: skip
#: In which order it is told: what a body is for, what it has undertaken, how it is judged, its works, and what it asks for; then of units, and what works tell that it is not said to have made.
_OWN, _WORKING, _FURTHER, _TELLING = 0, 5, 10, 12
_RANKS = ((2, SETTLED), (3, {_STRENGTH}), (4, {_GAP}), (6, _EVERY))
#: So many things are told, of which so many need not have the words of a topic, in so many letters; the rows have all.
_TOLD, _LEAST, _ROOM = 3, 2, 640


class _Doing(NamedTuple):
    """What is done, in words: where and by whose word it is told, what it rests on and is about, and in which order it is told."""

    text: str
    place: str
    by: str
    stated: Stated
    things: tuple[str, ...]
    rank: int
    titles: str = ""

    @property
    def told(self) -> str:
        """The text with its passage."""
        return f"{self.text} ({', '.join(filter(None, (self.place, self.by)))})"


class DoingReader:
    """Reads sentences that ask what one body does; `cited` answers a SELECT query with its evidence."""

    def __init__(
        self, lookup: Lookup, known: Names, phrases: Phrases, cited: Callable[[str], Answer]
    ) -> None:
        self._lookup, self._known, self._phrases, self._cited = lookup, known, phrases, cited

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields what the memo says in words that a body does; nothing where it says none."""
        asked = self._asked(reading)
        if asked is None:
            return
        body, topics = asked
        found = self._of(body, self._bodies(body)) or self._of(body, self._beside(body))
        is_for = any(one.rank == _OWN for one in found)
        if (topics or not is_for) and (claim := self._claim(body, topics, found, reading)):
            yield claim  # of all purposes facts tell

    def _asked(self, reading: Reading) -> tuple[str, Sequence[Mention]] | None:
        """Returns the body of which a sentence asks what it does, and on which topics; nothing where it asks more."""
        first, *others = reading.mentions or (None,)
        folded = reading.folded
        deeds = {"what": _DO, "how": self._working}.get(folded[0]) if folded else None
        if first is None or reading.operators or deeds is None or len(first.iris) != 1:
            return None
        kinds = self._classes(first.iris[0])
        are_topics = all(len(one.iris) == 1 and _TOPIC in self._classes(one.iris[0]) for one in others)
        is_of_body = _AGENT in kinds and _STATE not in kinds and folded[1:2] and folded[1] in AUXILIARIES
        place = next((at for at, word in enumerate(folded) if word in deeds and at >= first.end), 0)
        is_of_topic = bool(others) or deeds is _DO
        if not (is_of_body and are_topics and is_of_topic and first.start in (2, 3) and place):
            return None
        named = {at for one in others for at in range(one.start, one.end)}
        between = folded[first.end : place]
        named |= memo_words(reading).places
        behind = [folded[at] for at in range(place + 1, len(folded)) if at not in named]
        light = FUNCTION_WORDS | PREPOSITIONS
        is_plain = light.issuperset(between) and (light | self._working).issuperset(behind)
        return (first.iris[0], others) if is_plain and (others or not behind) else None

    @property
    def _working(self) -> frozenset[str]:
        """The verbs by which it is said that work is on a topic: "to combat trafficking"."""
        return frozenset(
            word
            for prop in (thb.focusesOn, thb.aimsAt)
            for phrase in self._phrases.words_for(short(prop))
            for word in re.split("[ /]", phrase)
        )

    # What it does

    def _bodies(self, body: str) -> Sequence[str]:
        """Returns a body with its units and posts, the nearest first."""
        found = [body]
        for whole in found:
            for prop in WITHIN:
                parts = (
                    str(quad.subject.value) for quad in self._lookup.match(None, prop, ox.NamedNode(whole))
                )
                found += dict.fromkeys(part for part in parts if part not in found)
        return found

    def _beside(self, body: str) -> Sequence[str]:
        """Returns the bodies for which a name stands that is that of none: "the Red Cross"."""
        quads = self._lookup.match(None, _BESIDE, ox.NamedNode(body))
        stated = (quad for quad in quads if quad.graph_name.value not in DERIVED)
        return [*dict.fromkeys(str(quad.subject.value) for quad in stated)]

    def _of(self, body: str, bodies: Sequence[str]) -> Sequence[_Doing]:
        """Returns what is said in words of some bodies, a body and its units, each once."""
        found = sorted(
            chain.from_iterable(self._of_one(iri, body) for iri in bodies), key=lambda one: one.rank
        )
        told = {one.things if one.titles else one.text: one for one in reversed(found)}  # a work once
        return [*told.values()][::-1]

    def _of_one(self, iri: str, body: str) -> Iterator[_Doing]:
        """Yields what is said of a body, or of a unit of another, whose name is told where the text has it not."""
        node, name = ox.NamedNode(iri), in_sentence(iri, self._known)
        further = 0 if iri == body else _FURTHER

        def named(text: str) -> str:
            return "" if iri == body or self._names(text, iri) else f"on {name}"

        for stated, place in self._in_memo(node, None, None):
            if stated[1].value in _SENTENCES:
                rank = _OWN if stated[1].value == _PURPOSE else _OWN + 1
                text = stated[2].value.rstrip(".")
                yield _Doing(text, place, named(text), stated, (iri,), rank + further)
        for prop, kinds_told in ((_SAID_BY, _EVERY), (_ADDRESSED, {_TASK}), (_CONCERNED, _JUDGED)):
            for (subject, _, _), _ in self._in_memo(None, prop, node):
                kinds = {*self._classes(subject.value)}
                if kinds.isdisjoint(kinds_told):
                    continue
                kind = kind_of_statement(kinds)
                of_unit = kind if iri == body else f"{kind} by {name}"
                rank = next(rank for rank, of in _RANKS if kinds & of)
                for stated, place in self._in_memo(subject, _TEXT, None):
                    text = stated[2].value.rstrip(".")
                    by = of_unit if prop == _SAID_BY else named(text)
                    yield _Doing(text, place, by, stated, (subject.value, iri), rank + further)
        doer = "It" if iri == body else name[:1].upper() + name[1:]
        yield from (one._replace(rank=one.rank + further) for one in self._works(node, doer))

    def _works(self, node: ox.NamedNode, doer: str) -> Iterator[_Doing]:
        """Yields what is said of the works of somebody, by their own words or as what was done to them."""
        for (prop, is_forward), verb in _WORKS.items():
            pattern = (node, ox.NamedNode(prop), None) if is_forward else (None, ox.NamedNode(prop), node)
            for stated, place in self._in_memo(*pattern):
                work = stated[2] if is_forward else stated[0]
                whole = self._in_memo(work, _INSTRUMENT, None) if prop == thb.adoptingBody else ()
                work = next((of[2] for of, _ in whole), work)
                kinds = self._classes(work.value)
                if not isinstance(work, ox.NamedNode) or not _UNTOLD.isdisjoint(kinds):
                    continue
                name, has_no_deed = in_sentence(work.value, self._known), not verb or _WORK in kinds
                texts = [
                    _Doing(
                        text,
                        where,
                        "" if self._names(text, work.value, node.value) else f"on {name}",
                        of,
                        (work.value,),
                        _TELLING if has_no_deed else _WORKING,
                    )
                    for of, where in self._in_memo(work, None, None)
                    if of[1].value in _SENTENCES
                    and (text := of[2].value.rstrip("."))
                    and (has_no_deed or self._names(" ".join(text.split()[:2]), node.value))
                ]
                if not texts and not has_no_deed:
                    is_title = prop == thb.runBy and not name.startswith("the ")
                    text = f"{doer} {verb} " + (f"'{name}'" if is_title else name)
                    titles = " ".join(self._known.names_of.get(work.value, ()))
                    texts = [_Doing(text, place, "", stated, (work.value,), _WORKING, titles)]
                yield from texts

    def _names(self, text: str, *things: str) -> bool:
        """Says whether a text has a name of one of some things."""
        names = chain.from_iterable(self._known.names_of.get(iri, ()) for iri in things)
        return any(f" {fold(name)} " in f" {fold(text)} " for name in names)

    def _in_memo(
        self, subject: ox.NamedNode | None, prop: ox.NamedNode | None, value: ox.NamedNode | None
    ) -> Iterator[tuple[Stated, str]]:
        """Yields what the memo states, each with its passage."""
        for quad in self._lookup.match(subject, prop, value):
            place, is_english = quad.graph_name.value, getattr(quad.object, "language", None) in (None, "en")
            if place.startswith(MEMO) and is_english and str(quad.subject.value).startswith(ID):
                yield (quad.subject, quad.predicate, quad.object), place.removeprefix(MEMO).lstrip("/")

    def _classes(self, iri: str) -> Sequence[str]:
        return self._known.classes.get(iri, ())

    # What of it is on a topic

    def _dealing(self, iri: str, topics: Sequence[Mention]) -> Sequence[tuple[Stated, str]]:
        """Returns what states that a body deals with all topics, each with its passage."""
        node, deals = ox.NamedNode(iri), ox.NamedNode(thb.focusesOn)
        ways = [[*self._in_memo(node, deals, ox.NamedNode(one.iris[0]))] for one in topics]
        return [*chain.from_iterable(ways)] if all(ways) else []

    def _without_names(self, one: _Doing) -> str:
        """Returns what is said without the names of whose it is, which have words of topics."""
        text = f" {fold(one.text)} "
        for name in sorted(map(fold, self._known.names_of.get(one.things[-1], ())), key=len, reverse=True):
            text = text.replace(f" {name} ", " ")
        return text

    def _on(self, topics: Sequence[Mention], found: Sequence[_Doing]) -> tuple[list[_Doing], list[_Doing]]:
        """Returns what has the words of all topics, be it in the name of a work, and what is only linked to them."""
        names = [[frozenset(of) for of in stems(self._known.names_of.get(one.iris[0], ()))] for one in topics]
        words = [frozenset(of) for of in stems(one.titles or self._without_names(one) for one in found)]
        having, linked = list[_Doing](), list[_Doing]()
        for one, text in zip(found, words, strict=True):
            quads = (
                self._lookup.match(ox.NamedNode(iri), prop, None) for iri in one.things for prop in _ABOUT
            )
            about = {quad.object.value for quad in chain.from_iterable(quads)}
            if all(any(name and name <= text for name in of) for of in names):
                having.append(one)
            elif one.rank == _OWN or all(topic.iris[0] in about for topic in topics):
                linked.append(one)
        return having, linked

    def _claim(
        self, body: str, topics: Sequence[Mention], found: Sequence[_Doing], reading: Reading
    ) -> Claim | None:
        having, linked = self._on(topics, found) if topics else ([*found], [])
        told = having if len(having) >= _LEAST else [*having, *linked][:_LEAST]
        name = in_sentence(body, self._known)
        text = (
            f"The memo says of {name}: {'; '.join(having_room([one.told for one in told[:_TOLD]], _ROOM))}."
        )
        stated = [one.stated for one in (*having, *linked)]
        if not told:
            dealing = {iri: ways for iri in self._bodies(body) if (ways := self._dealing(iri, topics))}
            bodies = [body] if body in dealing else [*dealing]
            if not bodies:
                return None
            stated = [stated for iri in bodies for stated, _ in dealing[iri]]
            places = ", ".join(dict.fromkeys(place for iri in bodies for _, place in dealing[iri]))
            names, on = (
                joined([in_sentence(iri, self._known) for iri in of])
                for of in (bodies, [one.iris[0] for one in topics])
            )
            deal, do = ("deal", "they do") if len(bodies) > 1 else ("deals", "it does")
            text = (
                f"The memo says that {names} {deal} with {on} ({places}); what {do} is not recorded in words."
            )
        answer = self._cited(rows_of(stated))
        return Claim(
            "statements",
            text,
            frozenset(range(len(reading.tokens))),
            answer.replace(summary=text),
            found=(body,),
            sources=answer.evidence.named_sources,
            about=(body,),
        )
