"""Answers in words: what a passage of the memo, or another source, says of a thing, where that has the words of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.namespaces import ID, MEMO, PREFIXES
from ...base.printing import having_room, joined, without_alike
from ...base.terms import short
from ...base.values import Entity, grouped
from ...names.articles import in_sentence
from ...names.folding import fold
from ...names.names import Names
from ...results.answer import Answer
from ...results.claims import Claim, Wanted
from ...results.listing import Hit
from ...sentences.follow_ups import SO_MANY
from ...sentences.reading import SUBJECT, Reading, asks_who
from ...stores.lookup import Lookup
from ..facts.facts import rows_of
from ..phrases import Phrases, bare
from .calls_and_tasks import WISHES, is_of_wishes
from .held_things import OF_A_STATE, OF_DEEDS, HeldThing, is_in, is_of_period
from .nearest import NearestFacts
from .profiles import SENTENCES
from .recorded_facts import PERIOD, RecordedFact, RecordedFacts, RecordedThing

_DCTERMS = PREFIXES["dcterms"]
_STATEMENT, _TOPIC, _STATE = short(thb.Statement), "skos:Concept", short(thb.State)
#: So many letters are told.
_LONGEST = 640
#: So many things are told with what is said of each.
_FEW = 2
#: Of the first so many that are found, so many may lead, which have no smaller part than this of the words that the best has.
_FOUND, _TRIED, _NEAR = 14, 8, 2 / 3
#: A name of more words is long.
_LONG_NAME = 4


class PassageReader:
    """Reads sentences by what is said in their words; `found` finds that, `cited` answers a SELECT query with its evidence, `rarity` weighs words, `short_name` names things."""

    def __init__(
        self,
        lookup: Lookup,
        known: Names,
        phrases: Phrases,
        found: Callable[[str], Iterable[Hit]],
        cited: Callable[[str], Answer],
        rarity: Callable[[Sequence[str]], Mapping[str, float]],
        short_name: Callable[[str], str],
    ) -> None:
        self._lookup, self._known, self._phrases = lookup, known, phrases
        self._found, self._cited = found, cited
        self._recorded = RecordedFacts(lookup, known, phrases)
        self._nearest = NearestFacts(known, self._recorded, rarity, short_name)

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields what is recorded in words of a sentence, each with its passages.

        What tells the kind of thing that is asked for may lead, be it that one word of the sentence is not in it; else the
        passages that have most of its words are near.
        """
        hits = [*self._found(self._with_short_names(reading))]
        hits += self._linked(reading, hits)
        by_thing = {(hit.thing.iri, hit.place.iri.startswith(MEMO)): hit for hit in reversed(hits)}
        found = [*reversed(by_thing.values())]
        things, words = self._recorded.things(found, reading)
        claims = [self._claim(one, words, reading) for one in things]
        leading = self._leading(hits[:_FOUND], found, claims, reading)
        yield from self._of_number(leading, reading)
        yield from self._joined(leading, reading)
        others = [one for one in things if self._may_be_near(one)]
        by_hit = {one.hit: claim for one, claim in zip(things, claims, strict=True)}
        of_all = {  # all that is recorded is about the subject
            place for one in reading.mentions if SUBJECT in one.iris for place in range(one.start, one.end)
        }
        for near, text, share in self._nearest.nearest(others, words, reading):
            of = [by_hit[one.hit] for one in near]
            taken = of_all.union(*(self._held(one, words, reading).taken for one in near))
            yield of[0]._replace(
                text=text,
                consumed=frozenset(taken),
                answer=Answer((), ()),
                found=tuple(chain.from_iterable(one.found for one in of)),
                is_sure=False,
                share=share,
                kinds=frozenset(chain.from_iterable(one.kinds for one in of)),
                leeway=0,
            )

    def _leading(
        self, hits: Sequence[Hit], found: Sequence[Hit], claims: Sequence[Claim], reading: Reading
    ) -> list[Claim]:
        """Returns those claims that may lead: of the things that have all words of a sentence, or most."""
        shares = {hit.thing.iri: hit.share for hit in sorted(hits, key=lambda hit: hit.share)}
        least = _NEAR * max(shares.values(), default=0.0)
        best = sorted((hit for hit in found if hit in hits), key=lambda hit: -shares[hit.thing.iri])[:_TRIED]
        numbers = {place for place in reading.words if reading.folded[place] in SO_MANY}  # read of several
        leading = [
            claim
            for claim, hit in zip(claims, found, strict=True)
            if claim.is_sure
            and self._may_tell(claim, reading)
            and (
                not reading.unread(claim.consumed)
                or (
                    hit in best
                    and shares[hit.thing.iri] >= least
                    and len(reading.telling - claim.consumed - numbers) <= claim.leeway
                )
            )
        ]
        if reading.wanted in OF_DEEDS:  # days of a statement are those of what it is about
            leading.sort(key=lambda one: _STATEMENT in self._recorded.classes(one.found[0]))
        return leading

    def _may_tell(self, claim: Claim, reading: Reading) -> bool:
        """Says whether a claim tells more than a wish, which answers only what is asked of wishes."""
        classes = self._recorded.classes(claim.found[0])
        return WISHES.isdisjoint(classes) or is_of_wishes(reading, classes)

    def _linked(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Hit]:
        """Yields the things that a sentence names, and what passages say of others that are linked to them: acts, figures, calls."""
        known = {hit.thing.iri for hit in hits}
        for one in reading.mentions:
            if len(one.iris) != 1 or not {_TOPIC, _STATE}.isdisjoint(self._recorded.classes(one.iris[0])):
                continue
            thing = ox.NamedNode(one.iris[0])
            quads = [*self._lookup.match(thing, None, None), *self._lookup.match(None, None, thing)]
            for quad in quads:
                iri, place = str(quad.subject.value), quad.graph_name.value
                if iri not in known and place.startswith(MEMO) and iri.startswith(ID):
                    known.add(iri)
                    label = self._known.labels.get(iri, "")
                    yield Hit(Entity(iri, label), Entity(place, ""), "")

    def _may_be_near(self, thing: RecordedThing) -> bool:
        """Says whether a thing is told where nothing leads: what a state did, and notes on states, are told elsewhere."""
        is_of_state = not OF_A_STATE.isdisjoint(fact.prop for fact in thing.facts)
        is_note = not thing.hit.place.iri.startswith(MEMO) and _STATE in self._recorded.classes(
            thing.hit.thing.iri
        )
        return not (is_of_state or is_note)

    def _with_short_names(self, reading: Reading) -> str:
        """Returns a sentence with short names for long ones, of which the many words would outweigh its own."""
        text = reading.sentence
        for one in reversed(reading.mentions):
            names = self._known.names_of.get(one.iris[0], ()) if len(one.iris) == 1 else ()
            if names and one.end - one.start > _LONG_NAME:
                first, last = reading.tokens[one.start], reading.tokens[one.end - 1]
                text = f"{text[: first.start]}{min(names, key=len)}{text[last.end :]}"
        return text

    def _of_number(self, claims: Sequence[Claim], reading: Reading) -> Iterator[Claim]:
        """Yields what one passage says in as many statements as a sentence asks for: "what two things should it find out"."""
        of = [one for one in claims if _STATEMENT in self._recorded.classes(one.found[0])]
        numbers = [place for place in reading.words if reading.folded[place] in SO_MANY]
        wholes = {one.text.partition("): ")[0] for one in of}
        is_so_many = len(numbers) == 1 and SO_MANY[reading.folded[numbers[0]]] == len(of)
        if is_so_many and len(wholes) == 1 and reading.wanted is Wanted.LIST:
            answer = self._cited_about(iri for one in of for iri in one.found)
            texts = [one.text.partition("): ")[2].rstrip(".") for one in of]
            yield of[0]._replace(
                text=f"{wholes.pop()}): {'; '.join(texts)}.",
                consumed=frozenset.intersection(*(one.consumed for one in of)) | {*numbers},
                answer=answer,
                found=tuple(iri for one in of for iri in one.found),
                sources=answer.evidence.named_sources,
            )

    def _joined(self, claims: Sequence[Claim], reading: Reading) -> Sequence[Claim]:
        """Tells several things together that have all words of a sentence alike, and that it does not name."""
        named = {iri for one in reading.mentions for iri in one.iris}
        alike = [
            one
            for one in claims
            if one.is_sure
            and not reading.unread(one.consumed)
            and named.isdisjoint(one.found)
            and all(self._is_linked(iri, reading) for iri in one.found)
        ]
        things = dict.fromkeys(
            sorted((iri for one in alike for iri in one.found), key=self._known.labels.__getitem__)
        )
        is_list = reading.wanted is Wanted.LIST and not asks_who(reading)
        is_told = any(one.iris for one in reading.mentions) or len(reading.words) > 1
        is_list &= is_told or is_of_period(reading, self._phrases)  # "ended in 2008", not "planned for 2010"
        if not is_list or len(things) < 2 or any(_STATEMENT in self._recorded.classes(iri) for iri in things):
            return claims
        names = joined([in_sentence(iri, self._known) for iri in things])
        whole = " ".join((f"At least {names}.", *(one.text for one in alike)))
        answer = self._cited_about(things)
        lead = alike[0]._replace(
            text=whole if len(things) <= _FEW else f"At least {names}.",
            found=tuple(things),
            is_complete=False,
            answer=answer,
            sources=answer.evidence.named_sources,
        )
        return [lead, *claims]

    def _is_linked(self, iri: str, reading: Reading) -> bool:
        """Says whether a thing is linked to all that a sentence names, or to what has a longer name that ends so, not only has words of their names."""
        values = {quad.object.value for quad in self._lookup.match(ox.NamedNode(iri), None, None)}
        names = [f" {bare(self._known.labels.get(str(value), ''))}" for value in values]
        return all(
            not values.isdisjoint(one.iris) or any(name.endswith(f" {bare(one.written)}") for name in names)
            for one in reading.mentions
            if one.iris
        )

    def _claim(self, thing: RecordedThing, words: Sequence[frozenset[str]], reading: Reading) -> Claim:
        held = self._held(thing, words, reading)
        may_lead = held.may_lead()
        asking = frozenset(chain.from_iterable(words[place] for place in reading.words))
        wanted = self._recorded.first_asked(thing.facts, thing.hit, reading) or held.leading_to_kind
        subject = (range(one.start, one.end) for one in reading.mentions if SUBJECT in one.iris)
        about = frozenset(chain.from_iterable(words[place] for of in subject for place in of))
        chosen = self._chosen(thing, wanted, asking, about, reading)
        rows = self._rows(thing.hit, chosen) if may_lead else Answer((), ())
        return Claim(
            "texts",
            self._statement(thing.hit, chosen),
            frozenset(held.taken),
            rows,
            found=(thing.hit.thing.iri,),
            is_sure=may_lead,
            kinds=frozenset((reading.wanted if held.asked else Wanted.LIST,)),
            sources=rows.evidence.named_sources,
            leeway=int(may_lead and held.may_miss()),
        )

    def _held(self, thing: RecordedThing, words: Sequence[frozenset[str]], reading: Reading) -> HeldThing:
        if reading.wanted is not Wanted.REASON:  # why it was done is told of what was done
            stems = frozenset[str]().union(*words)
            facts = [fact._replace(stems=self._recorded.said(fact, stems)) for fact in thing.facts]
            thing = thing._replace(facts=facts, having=thing.own.union(*(fact.stems for fact in facts)))
        return HeldThing(thing, words, reading, self._recorded, self._known, self._phrases)

    # How it is told

    def _chosen(
        self,
        thing: RecordedThing,
        wanted: Sequence[RecordedFact],
        asking: frozenset[str],
        about: frozenset[str],
        reading: Reading,
    ) -> Sequence[RecordedFact]:
        """Returns what is told: what is of the kind asked for, of the days named or of the year asked for, sentences, those first that have words that were asked, and other facts that have them, or what all is `about`."""
        named = {iri for one in reading.mentions for iri in one.iris}
        sentences = [fact for fact in thing.facts if fact.prop in SENTENCES]
        sentences.sort(key=lambda fact: (fact not in wanted, -len(fact.stems & asking)))
        others = [fact for fact in thing.facts if fact.prop not in SENTENCES]
        core = asking - thing.own
        near = [one for one in others if one.stems & asking or one.own & about or one.value.value in named]
        first = [one for one in wanted if one in near] or [one for one in wanted if one in others]
        if any(fact.prop in PERIOD for fact in first):
            first += [one for one in wanted if one.prop in PERIOD and one not in first]
        spans = [one.days for one in reading.mentions if one.days]
        first += [
            one
            for one in others
            if one.is_time and one not in first and any(is_in(one, span) for span in spans)
        ]
        if any(map(reading.asks_year, reading.words)):
            first += [one for one in others if one.is_time and one not in first]
        first.sort(key=lambda fact: fact.value.value if fact.is_time else "")
        best = max((len(fact.stems & core) for fact in thing.facts), default=0)
        telling = [fact for fact in (*sentences, *near) if best and len(fact.stems & core) == best]
        first += [one for one in sentences if one in wanted]
        return [*dict.fromkeys((*first, *telling, *sentences, *(near if sentences else others)))]

    def _texts(self, hit: Hit, facts: Sequence[RecordedFact]) -> Mapping[str, Sequence[RecordedFact]]:
        """Returns what facts say in words, those that come before the sentences first, each with its facts."""
        if self._recorded.is_figure(hit):  # its name tells all of it
            return {self._known.labels[hit.thing.iri]: [*facts]}
        is_statement = self._recorded.is_statement(hit)
        texts: dict[str, list[RecordedFact]] = {}
        first: dict[str, list[RecordedFact]] = {}
        ahead = [*takewhile(lambda fact: fact.prop not in SENTENCES, facts)]
        for fact in facts:
            if fact.prop in SENTENCES:
                texts.setdefault(fact.text.rstrip("."), []).append(fact)
        for prop, of in grouped((fact.prop, fact) for fact in facts).items():
            is_in_words = is_statement and texts and not any(fact.is_time for fact in of)
            if prop not in SENTENCES and prop != thb.saidBy and not is_in_words:
                values = joined([*dict.fromkeys(fact.text for fact in of)])
                text = f"{self._known.labels.get(prop, short(prop))}: {values}"
                if of[0] in ahead and not is_statement:
                    first[text] = [*of]
                else:
                    texts[text] = [*of]
        return first | texts

    def _statement(self, hit: Hit, facts: Sequence[RecordedFact]) -> str:
        """Says what is told of a thing, as far as there is room, and where."""
        texts = self._texts(hit, facts)
        kept = having_room(texts, _LONGEST)
        if not hit.place.iri.startswith(MEMO):
            whole = "; ".join(without_alike(kept)).removesuffix(".")
            return f"Recorded of {in_sentence(hit.thing.iri, self._known)} ({hit.place.label}): {whole}."
        passages = dict.fromkeys(
            fact.place.removeprefix(MEMO).lstrip("/") for text in kept for fact in texts[text][:1]
        )
        where, text = ", ".join(passages), "; ".join(without_alike(kept))
        if who := self._recorded.named_speaker(hit):
            return f"{who[:1].upper()}{who[1:]} ({self._recorded.kind_of(hit)}, memo {where}): {text}."
        needs_no_name = self._recorded.is_statement(hit) or self._recorded.is_figure(hit)
        iri = self._unnamed(hit, text) if needs_no_name else hit.thing.iri
        of_what = f" of {in_sentence(iri, self._known)}" if iri else ""
        return f"The memo says{of_what} ({where}): {text}."

    def _unnamed(self, hit: Hit, text: str) -> str:
        """Returns what alone a statement is about, where its text does not name it: "The convention is ..."; none for a number."""
        about = self._lookup.match(
            ox.NamedNode(hit.thing.iri), ox.NamedNode(PREFIXES["schema"] + "about"), None
        )
        things = [str(quad.object.value) for quad in about if self._recorded.is_statement(hit)]
        things = [iri for iri in things if _TOPIC not in self._recorded.classes(iri)]
        names = self._known.names_of.get(things[0], ()) if len(things) == 1 else ()
        is_named = any(f" {name} " in f" {fold(text)} " for name in map(fold, names))
        return things[0] if names and not is_named else ""

    def _cited_about(self, things: Iterable[str]) -> Answer:
        values = " ".join(f"<{iri}>" for iri in things)
        return self._cited(
            f"SELECT DISTINCT ?thing ?title WHERE {{ VALUES ?thing {{ {values} }} OPTIONAL {{ ?thing <{_DCTERMS}title> ?title }} }}"
        )

    def _rows(self, hit: Hit, facts: Sequence[RecordedFact]) -> Answer:
        thing = ox.NamedNode(hit.thing.iri)
        return self._cited(rows_of((thing, ox.NamedNode(fact.prop), fact.value) for fact in facts))
