"""Answers in words: what a passage of the memo, or another source, says of a thing, where that has the words of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import MONTH_DAY, bounds
from ..base.namespaces import ID, MEMO, PREFIXES
from ..base.printing import having_room, joined, number_in_words, without_alike
from ..base.terms import short
from ..base.values import Entity, grouped
from ..names.articles import in_sentence
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, Mention
from ..names.names import Names
from ..names.operators import Operator, OperatorKind
from ..results.answer import Answer
from ..results.claims import Claim, Wanted
from ..results.listing import Hit
from ..sentences.reading import AUXILIARIES, LIGHT, MEMBER_NOUNS, PREPOSITIONS, STATE_NOUNS, SUBJECT, Reading
from ..stores.lookup import Lookup
from .facts import rows_of
from .nearest import NearestFacts
from .phrases import ARTICLES, Form, Phrases
from .profiles import SENTENCES
from .recorded_facts import AGENT, PERIOD, PLACE, POST, RecordedFact, RecordedFacts, RecordedThing, asks_who

_DCTERMS, _ORG = PREFIXES["dcterms"], PREFIXES["org"]
_STATEMENT, _TOPIC = short(thb.Statement), "skos:Concept"
_STATE, _TREATY = short(thb.State), short(thb.Treaty)
#: What a statement says, who says it and to whom, and in which document.
_SAID = SENTENCES | {_DCTERMS + "source", thb.saidBy, thb.addressedTo}
#: What is done or reported of one state, which is read elsewhere.
_OF_A_STATE = frozenset((thb.state, thb.forParty, thb.consentingParty, thb.signatory, _ORG + "member"))
#: By what a thing does something to another, and does not say what that does.
_DONE_TO = frozenset((thb.responsibleFor, thb.assists, thb.monitors))
#: What is asked of what was done: when, and where.
_OF_DEEDS = frozenset((Wanted.DAY, Wanted.PLACE))
_LAST = frozenset(("last", "latest", "newest", "most recent", "most recently"))
_MEMO = "memo"
_FREQUENCY, _OFTEN = PREFIXES["schema"] + "repeatFrequency", frozenset(("how often", "how frequently"))
_COUNTED = {number_in_words(number): number for number in range(2, 13)}
#: Behind these stands of whom or of what something is said.
_BE = frozenset(("is", "are", "was", "were"))
#: So many letters are told.
_LONGEST = 640
#: So many things are told with what is said of each.
_FEW = 2
#: Of the first so many that are found, so many may lead, which have no smaller part than this of the words that the best has.
_FOUND, _TRIED, _NEAR = 14, 8, 2 / 3
#: A name of more words is long.
_LONG_NAME = 4
#: With fewer words, and no name but that of a topic, a text that has them all may be about anything.
_LEAST = 4


class _Telling(NamedTuple):
    """The words of a sentence that tell something of a thing.

    Those are the places of all, of all but light words and names, which are `plain`, and of names of topics. The stems
    `core` are those of what is plain, without what the thing is called, and `own` those that belong to no topic.
    """

    places: Sequence[int]
    plain: frozenset[int]
    topics: frozenset[int]
    core: frozenset[str]
    own: frozenset[str]


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
            taken = of_all.union(*(self._taken(one, words, reading)[0] for one in near))
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
        """Returns those claims that may lead: of the things that have most words of a sentence."""
        shares = {hit.thing.iri: hit.share for hit in sorted(hits, key=lambda hit: hit.share)}
        least = _NEAR * max(shares.values(), default=0.0)
        best = sorted((hit for hit in found if hit in hits), key=lambda hit: -shares[hit.thing.iri])[:_TRIED]
        numbers = {place for place in reading.words if reading.folded[place] in _COUNTED}  # read of several
        leading = [
            claim
            for claim, hit in zip(claims, found, strict=True)
            if claim.is_sure
            and hit in best
            and shares[hit.thing.iri] >= least
            and len(reading.telling - claim.consumed - numbers) <= claim.leeway
        ]
        if reading.wanted in _OF_DEEDS:  # days of a statement are those of what it is about
            leading.sort(key=lambda one: _STATEMENT in self._recorded.classes(one.found[0]))
        return leading

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
        is_of_state = not _OF_A_STATE.isdisjoint(fact.prop for fact in thing.facts)
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
        numbers = [place for place in reading.words if reading.folded[place] in _COUNTED]
        wholes = {one.text.partition("): ")[0] for one in of}
        is_so_many = len(numbers) == 1 and _COUNTED[reading.folded[numbers[0]]] == len(of)
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
        is_list &= is_told or self._is_of_period(reading)  # "ended in 2008", not "planned for 2010"
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

    def _is_of_period(self, reading: Reading) -> bool:
        """Says whether a verb tells of a beginning or an end alone: "ended in 2008"; others tell too little with no more than a day."""
        for place in reading.words:
            sayings = self._phrases.sayings.get((Form.FINITE, reading.folded[place]), ())
            if sayings and {*PERIOD}.issuperset(one.relation.term for one in sayings):
                return True
        return False

    def _is_linked(self, iri: str, reading: Reading) -> bool:
        """Says whether a thing is linked to all that a sentence names, not only has words of their names."""
        values = {quad.object.value for quad in self._lookup.match(ox.NamedNode(iri), None, None)}
        return all(not values.isdisjoint(one.iris) for one in reading.mentions if one.iris)

    # What is said

    # What of it a sentence asks

    def _claim(self, thing: RecordedThing, words: Sequence[frozenset[str]], reading: Reading) -> Claim:
        hit, facts = thing.hit, thing.facts
        named = {place: one for one in reading.mentions for place in range(one.start, one.end)}
        taken, asked = self._taken(thing, words, reading)
        may_lead = (
            bool(asked)
            and not self._is_of_states(reading)
            and not _asks_how(reading)
            and self._is_answered(thing, asked, taken, named, words, reading)
        )
        is_named = any(hit.thing.iri in one.iris for one in reading.mentions)
        is_read = is_named or bool(reading.operators) or len(taken.intersection(reading.words)) > 1
        may_miss = may_lead and is_read and reading.wanted is not Wanted.TRUTH and not asks_who(reading)
        asking = frozenset(chain.from_iterable(words[place] for place in reading.words))
        chosen = self._chosen(thing, self._recorded.first_asked(facts, hit, reading), asking, reading)
        rows = self._rows(hit, chosen) if may_lead else Answer((), ())
        return Claim(
            "texts",
            self._statement(hit, chosen),
            frozenset(taken),
            rows,
            found=(hit.thing.iri,),
            is_sure=may_lead,
            kinds=frozenset((reading.wanted if asked else Wanted.LIST,)),
            sources=rows.evidence.named_sources,
            leeway=int(may_miss and not self._misses_much(thing, taken, reading)),
        )

    def _taken(
        self, thing: RecordedThing, words: Sequence[frozenset[str]], reading: Reading
    ) -> tuple[set[int], Sequence[RecordedFact]]:
        """Returns the places of a sentence that the facts of a thing take up, and those of the kind that is asked for."""
        named = {place for one in reading.mentions for place in range(one.start, one.end)}
        taken = {
            place
            for place, of in enumerate(words)
            if reading.folded[place] in FUNCTION_WORDS | PREPOSITIONS | LIGHT
            or (place not in named and of <= thing.having)
            or (reading.folded[place] == _MEMO and thing.hit.place.iri.startswith(MEMO))
        }
        for one in reading.mentions:
            if self._has(one, thing, words):
                taken.update(range(one.start, one.end))
        asked = self._recorded.asked_for(thing.facts, thing.hit, reading)
        if _OFTEN.intersection(fold(one.text) for one in reading.operators):
            asked = [fact for fact in thing.facts if fact.prop == _FREQUENCY]
        for operator in reading.operators:
            span = range(operator.start, operator.end)
            is_read = self._is_read(operator, taken, bool(asked), thing, words, reading)
            (taken.update if is_read else taken.difference_update)(span)
        return taken, asked

    def _misses_much(self, thing: RecordedThing, taken: Collection[int], reading: Reading) -> bool:
        """Says whether what is not read is more than a detail: the verb, what follows a preposition, a number, the kind of thing that is asked for."""
        is_named = any(thing.hit.thing.iri in one.iris for one in reading.mentions)
        for place in reading.telling.difference(taken):
            begun = next((one.start for one in reading.mentions if one.end == place), place)
            before = reading.folded[begun - 1] if begun else ""
            is_kind = before == "whose" or ((is_named or begun < place) and before in ("which", "what"))
            if (
                is_kind
                or reading.folded[place] in _COUNTED
                or reading.is_object(place)
                or place == reading.verb
                or (begun == place and reading.folded[place] in self._phrases.relating)
            ):
                return True
        return False

    def _is_of_states(self, reading: Reading) -> bool:
        """Says whether a sentence asks of states under a treaty, whose acts are read elsewhere."""
        kinds = {kind for one in reading.mentions for iri in one.iris for kind in self._recorded.classes(iri)}
        groups = any(iri in self._known.groups for one in reading.mentions for iri in one.iris)
        are_states = (
            groups
            or _STATE in kinds
            or not (STATE_NOUNS | MEMBER_NOUNS | {"parties"}).isdisjoint(reading.folded)
        )
        return _TREATY in kinds and are_states

    def _is_beside(self, thing: RecordedThing, others: Iterable[str], kind: OperatorKind) -> bool:
        """Says whether a thing that is linked to another was before, or after, that."""
        own = [fact.value.value for fact in thing.facts if fact.is_time]
        its = [fact.value.value for iri in others for fact in self._recorded.times_of(ox.NamedNode(iri))]
        is_before = bool(own and its) and max(own) < min(its)
        return is_before if kind is OperatorKind.BEFORE else bool(own and its) and max(its) < min(own)

    def _is_read(
        self,
        one: Operator,
        taken: set[int],
        tells_when: bool,
        thing: RecordedThing,
        words: Sequence[frozenset[str]],
        reading: Reading,
    ) -> bool:
        """Says whether what is said answers to an operator."""
        if one.kind is OperatorKind.WITHIN:
            return one.end in taken
        if one.kind is OperatorKind.UNTIL and one.place >= 0 and (days := reading.mentions[one.place].days):
            ends = [fact.value for fact in thing.facts if fact.prop == PERIOD[1]]
            spans = [
                bounds(end.value, end.datatype.value)
                for end in ends
                if isinstance(end, ox.Literal) and end.datatype.value != MONTH_DAY
            ]
            return any(days[0] <= first and last <= days[1] for first, last in spans)
        if one.start and self._is_of_verb(one, reading):
            doing = (fact.value for fact in thing.facts if words[one.start - 1] <= fact.stems)
            return one.start - 1 in taken and any(isinstance(value, ox.NamedNode) for value in doing)
        if fold(one.text) in _OFTEN:
            is_named = any(thing.hit.thing.iri in mention.iris for mention in reading.mentions)
            return is_named and any(fact.prop == _FREQUENCY for fact in thing.facts)
        if one.kind is OperatorKind.ORDER:
            is_last = fold(one.text) in _LAST and "latest" in thing.having
            return is_last or all(words[place] <= thing.having for place in range(one.start, one.end))
        if one.kind in (OperatorKind.BEFORE, OperatorKind.AFTER):
            other = next(
                (mention for mention in reading.mentions if mention.start == one.end and mention.iris), None
            )
            linked = {fact.value.value for fact in thing.facts}
            return other is not None and self._is_beside(thing, linked.intersection(other.iris), one.kind)
        return one.kind is OperatorKind.MODALITY or (one.kind is OperatorKind.WHEN and tells_when)

    def _is_of_verb(self, one: Operator, reading: Reading) -> bool:
        """Says whether an operator is the second word of a verb for a relation: "looks after"."""
        if one.place >= 0 and reading.mentions[one.place].days:
            return False
        phrase = " ".join(reading.folded[one.start - 1 : one.end])
        return any((form, phrase) in self._phrases.sayings for form in (Form.BASE, Form.FINITE))

    def _is_answered(
        self,
        thing: RecordedThing,
        asked: Sequence[RecordedFact],
        taken: set[int],
        named: Mapping[int, Mention],
        words: Sequence[frozenset[str]],
        reading: Reading,
    ) -> bool:
        """Says whether one of the facts has all words that are taken, beside names, and these say more than what the thing is called."""
        told = self._telling(thing, taken, named, words, reading)
        linked = {fact.value.value for fact in thing.facts}
        is_statement = self._recorded.is_statement(thing.hit)
        if is_statement:  # what it is about is no word of it
            apart = (place for place in told.topics if linked.isdisjoint(named[place].iris))
            told = told._replace(core=told.own.union(*(words[place] for place in apart)))
            worded = (fact for fact in thing.facts if fact.prop in _SAID or fact.is_time)
            in_one = [frozenset(chain.from_iterable(fact.stems for fact in worded))]
        else:
            in_one = self._in_one(thing, asked, named, told, reading)
        is_named = _is_named(thing, reading)
        is_any = _is_of_any(reading)
        is_named_beside = any(
            one.start in told.places
            and one.start not in told.topics
            and one.iris != (thing.hit.thing.iri,)
            and (len(one.iris) < 2 or not linked.isdisjoint(one.iris))
            and (one.iris or len(told.plain) > 1 or self._is_of_period(reading))
            for one in reading.mentions
        )
        parts = len({named[place].start if place in named else place for place in told.places})
        is_told = reading.wanted is Wanted.REASON and self._is_done_to(thing, reading)
        return (
            not self._recorded.is_figure(thing.hit)
            and _OF_A_STATE.isdisjoint(fact.prop for fact in thing.facts)
            and self._is_then(thing, told.core, reading)
            and not self._is_of_another(thing, told.core, words, reading)
            and (
                any(told.core <= of for of in in_one)
                or (is_any and self._links(thing, told.own, told.topics, reading))
            )
            and (bool(told.core) or is_named_beside or not reading.unread(taken))
            and (
                bool(told.plain & {*reading.words} if is_statement else told.plain)
                or (is_named and not is_statement)
            )
            and (parts >= _LEAST or ((is_named or is_named_beside) and parts > 1) or is_told)
        )

    def _telling(
        self,
        thing: RecordedThing,
        taken: set[int],
        named: Mapping[int, Mention],
        words: Sequence[frozenset[str]],
        reading: Reading,
    ) -> _Telling:
        """Returns the words of a sentence that are taken and tell something of a thing."""
        is_named = _is_named(thing, reading)
        topics = frozenset(
            place
            for place, one in named.items()
            if not one.days and all(map(self._is_topic, one.iris)) and not (is_named and SUBJECT in one.iris)
        )
        places = [
            place
            for place in reading.telling
            if place in taken and (place in named or place in reading.words)
        ]
        plain = frozenset(
            place
            for place in places
            if place in topics
            or (place in reading.words and reading.folded[place] not in PREPOSITIONS | LIGHT)
        )
        verb = words[reading.verb] if asks_who(reading) and reading.verb in plain else frozenset()
        core, own = (
            frozenset(chain.from_iterable(words[place] for place in of)) - (thing.own - verb)
            for of in (plain, plain - topics)
        )
        return _Telling(places, plain, topics, core, own)

    def _in_one(
        self,
        thing: RecordedThing,
        asked: Sequence[RecordedFact],
        named: Mapping[int, Mention],
        told: _Telling,
        reading: Reading,
    ) -> list[frozenset[str]]:
        """Returns the stems of each fact of a thing by itself that may answer a sentence."""
        is_named = _is_named(thing, reading)
        is_any = _is_of_any(reading)
        is_of_deed = reading.wanted in _OF_DEEDS
        is_of_deed &= {AGENT, PLACE}.isdisjoint(self._recorded.classes(thing.hit.thing.iri))
        is_told = reading.wanted is Wanted.REASON and self._is_done_to(thing, reading)
        things = {iri for one in reading.mentions for iri in one.iris}
        others = {iri for one in named.values() if one.start not in told.topics for iri in one.iris}
        return [
            fact.stems
            for fact in thing.facts
            if not (fact.is_time and _asks_what(reading))  # what it did, not when
            and (
                is_named
                or not (is_any and others)
                or fact.value.value in things
                or self._is_asked_for(fact, reading)
                or told.core <= fact.own  # not only by what the relation is called, which is then to another
            )
            and (fact in asked or is_any or is_told or (is_of_deed and fact.value.value in things))
        ]

    @staticmethod
    def _is_then(thing: RecordedThing, core: frozenset[str], reading: Reading) -> bool:
        """Says whether what a sentence asks for by a day was then, where it tells which of its days: "what ended in 2008"."""
        times = [fact for fact in thing.facts if fact.is_time]
        telling = {stem for fact in times for stem in fact.stems - fact.own} & core
        spans = [one.days for one in reading.mentions if one.days]
        return not telling or all(
            any(telling <= fact.stems and _is_in(fact, span) for fact in times) for span in spans
        )

    @staticmethod
    def _is_done_to(thing: RecordedThing, reading: Reading) -> bool:
        """Says whether a sentence names only this, and asks of what was done to it: "why was UN.GIFT launched", "UN.GIFT, what for"."""
        named = [one for one in reading.mentions if not one.days]
        begins = [one.start for one in named if one.iris == (thing.hit.thing.iri,)]
        is_alone = len(named) == 1 and not reading.words
        return len(begins) == len(named) == 1 and (is_alone or reading.folded[begins[0] - 1] in _BE)

    def _links(
        self, thing: RecordedThing, core: frozenset[str], topics: Iterable[int], reading: Reading
    ) -> bool:
        """Says whether a fact with all words leads to a thing that a sentence names, and others to each of its topics."""
        values = {fact.value.value for fact in thing.facts}
        named = [one for one in reading.mentions if not one.days]
        things = {iri for one in named if one.start not in topics for iri in one.iris}
        are_linked = all(not values.isdisjoint(one.iris) for one in named if one.start in topics)
        is_linked = any(core <= fact.stems and fact.value.value in things for fact in thing.facts)
        return bool(core) and are_linked and is_linked

    def _is_of_another(
        self, thing: RecordedThing, core: frozenset[str], words: Sequence[frozenset[str]], reading: Reading
    ) -> bool:
        """Says whether a sentence names something else, of which what is said is no part: a forum, before another that led up to it."""
        values = {fact.value.value for fact in thing.facts if core and core <= fact.stems}
        named = [one for one in reading.mentions if len(one.iris) == 1 and not one.days]
        patient = next((one for one in named if self._is_patient(one, reading)), None)
        if patient and thing.hit.thing.iri in patient.iris:  # a text on it tells of no doer
            doing = (fact.value for fact in thing.facts if words[patient.start - 1] <= fact.stems)
            return not any(isinstance(one, ox.NamedNode) for one in doing)
        if any(thing.hit.thing.iri in one.iris for one in named):
            return False
        belonging = next((place for place in reading.words if reading.folded[place] in MEMBER_NOUNS), None)
        if belonging is not None and len(named) == 1 and AGENT in self._recorded.classes(named[0].iris[0]):
            return not any(
                words[belonging] <= fact.stems and fact.value.value in named[0].iris for fact in thing.facts
            )  # its own members, not those of another that is told with it
        if self._recorded.is_statement(thing.hit):
            return False
        is_post = POST in self._recorded.classes(thing.hit.thing.iri)
        if (
            patient
            and not is_post
            and not any(
                words[patient.start - 1] <= fact.stems
                and (
                    (fact.value.value in patient.iris and self._does(fact, reading.folded[patient.start - 1]))
                    or self._is_asked_for(fact, reading)
                )
                for fact in thing.facts
            )
        ):
            return True  # who launched it, not what it did that was launched
        doer = next(
            (one for one in named if one.start and reading.folded[one.start - 1] in AUXILIARIES), None
        )
        if doer and reading.verb >= 0 and reading.wanted is Wanted.LIST:
            done = any(
                words[reading.verb] <= fact.stems or fact.value.value in doer.iris for fact in thing.facts
            )
            if not done:
                return True  # what it studied, not a study of its name
        if doer and AGENT in self._recorded.classes(doer.iris[0]):
            if reading.folded[doer.start - 1] in _BE:  # when it was set up, not a round that it runs
                return True
            if reading.wanted in _OF_DEEDS and reading.words == (reading.verb,) and len(named) == 1:
                return True  # until when it works, not a round that it runs
            ways = {fact.prop for fact in thing.facts if fact.value.value == doer.iris[0]}
            if ways and ways <= _DONE_TO:
                return True
        if reading.wanted is Wanted.LIST and not asks_who(reading):
            return False
        kinds = ({*self._recorded.classes(one.iris[0])} for one in named if one.iris[0] not in values)
        return any(of.isdisjoint((AGENT, PLACE, _TOPIC)) for of in kinds)

    def _does(self, fact: RecordedFact, verb: str) -> bool:
        """Says whether a fact tells that its thing does what a verb says to another, which does not do it to that: runs it, and is not run by it."""
        ways = {
            one.relation.is_forward
            for (form, phrase), sayings in self._phrases.sayings.items()
            if form is Form.FINITE and phrase.split()[0] == verb
            for one in sayings
            if one.relation.term == fact.prop
        }
        return True in ways or not ways

    def _is_asked_for(self, fact: RecordedFact, reading: Reading) -> bool:
        """Says whether a fact leads to a thing of the kind that a sentence asks for: "which convention set it up"."""
        iri, noun = str(fact.value.value), self._phrases.nouns.get(reading.folded[1])
        return noun is not None and noun.names(self._recorded.classes(iri), self._known.labels.get(iri, ""))

    def _is_patient(self, mention: Mention, reading: Reading) -> bool:
        """Says whether a sentence asks who or what did something to what is named: "who launched it", "which body created it"."""
        before = reading.folded[: mention.start]
        is_asked = (
            len(before) > 1 and before[0] in ("who", "what", "which") and AUXILIARIES.isdisjoint(before)
        )
        return is_asked and ((asks_who(reading) and len(before) == 2) or before[-1] in self._phrases.relating)

    def _is_topic(self, iri: str) -> bool:
        return _TOPIC in self._recorded.classes(iri)

    def _has(self, one: Mention, record: RecordedThing, words: Sequence[frozenset[str]]) -> bool:
        """Says whether what is said is about what a sentence names, or tells its name, or something on its day."""
        if one.days:
            if any(_is_in(fact, one.days) for fact in record.facts if fact.is_time):
                return True
        elif not {record.hit.thing.iri, *(fact.value.value for fact in record.facts)}.isdisjoint(one.iris):
            return True
        if all(map(self._is_topic, one.iris)):
            return all(words[place] <= record.having for place in range(one.start, one.end))
        name = {*fold(one.written).split()} - ARTICLES
        # What else a thing is called may have the name of another in it: "UN Migration".
        texts = (self._known.labels.get(record.hit.thing.iri, ""), *(fact.text for fact in record.facts))
        return any(name.issubset(fold(text).split()) for text in texts)

    # How it is told

    def _chosen(
        self, thing: RecordedThing, wanted: Sequence[RecordedFact], asking: frozenset[str], reading: Reading
    ) -> Sequence[RecordedFact]:
        """Returns what is told: what is of the kind asked for or of the days named, sentences, those first that have words that were asked, and other facts that have them."""
        named = {iri for one in reading.mentions for iri in one.iris}
        sentences = [fact for fact in thing.facts if fact.prop in SENTENCES]
        sentences.sort(key=lambda fact: (fact not in wanted, -len(fact.stems & asking)))
        others = [fact for fact in thing.facts if fact.prop not in SENTENCES]
        core = asking - thing.own
        near = [one for one in others if one.stems & asking or one.value.value in named]
        first = [one for one in wanted if one in near] or [one for one in wanted if one in others]
        if any(fact.prop in PERIOD for fact in first):
            first += [one for one in wanted if one.prop in PERIOD and one not in first]
        spans = [one.days for one in reading.mentions if one.days]
        first += [
            one
            for one in others
            if one.is_time and one not in first and any(_is_in(one, span) for span in spans)
        ]
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
        return self._of_passage(", ".join(passages), {hit: kept})

    def _of_passage(self, where: str, texts_of: Mapping[Hit, Sequence[str]]) -> str:
        """Says what the memo tells of things at one place, or several."""
        if len(texts_of) == 1:
            ((hit, texts),) = texts_of.items()
            text = "; ".join(without_alike(texts))
            if who := self._recorded.named_speaker(hit):
                return f"{who[:1].upper()}{who[1:]} ({self._recorded.kind_of(hit)}, memo {where}): {text}."
            iri = hit.thing.iri if not self._needs_no_name(hit) else self._unnamed(hit, text)
            of_what = f" of {in_sentence(iri, self._known)}" if iri else ""
            return f"The memo says{of_what} ({where}): {text}."
        parts = []
        for hit, texts in texts_of.items():
            who = self._recorded.named_speaker(hit)
            name = in_sentence(hit.thing.iri, self._known)
            head = (
                f"{who} ({self._recorded.kind_of(hit)}): "
                if who
                else ""
                if self._needs_no_name(hit)
                else f"of {name}: "
            )
            parts.append(f"{head}{'; '.join(texts)}")
        return f"The memo says ({where}): {'; '.join(parts)}."

    def _unnamed(self, hit: Hit, text: str) -> str:
        """Returns what alone a statement is about, where its text does not name it: "The convention is ..."; none for a number."""
        about = self._lookup.match(
            ox.NamedNode(hit.thing.iri), ox.NamedNode(PREFIXES["schema"] + "about"), None
        )
        things = [str(quad.object.value) for quad in about if self._recorded.is_statement(hit)]
        things = [iri for iri in things if not self._is_topic(iri)]
        names = self._known.names_of.get(things[0], ()) if len(things) == 1 else ()
        is_named = any(f" {name} " in f" {fold(text)} " for name in map(fold, names))
        return things[0] if names and not is_named else ""

    def _needs_no_name(self, hit: Hit) -> bool:
        """Says whether what is told of something needs no name before it."""
        return self._recorded.is_statement(hit) or self._recorded.is_figure(hit)

    def _cited_about(self, things: Iterable[str]) -> Answer:
        values = " ".join(f"<{iri}>" for iri in things)
        return self._cited(
            f"SELECT DISTINCT ?thing ?title WHERE {{ VALUES ?thing {{ {values} }} OPTIONAL {{ ?thing <{_DCTERMS}title> ?title }} }}"
        )

    def _rows(self, hit: Hit, facts: Sequence[RecordedFact]) -> Answer:
        thing = ox.NamedNode(hit.thing.iri)
        return self._cited(rows_of((thing, ox.NamedNode(fact.prop), fact.value) for fact in facts))


def _is_named(thing: RecordedThing, reading: Reading) -> bool:
    """Says whether a sentence names a thing, and nothing else by that name."""
    return any(one.iris == (thing.hit.thing.iri,) for one in reading.mentions)


def _asks_what(reading: Reading) -> bool:
    """Says whether a sentence asks what was done, or came of something, and tells no day: "what came out of the Forum"."""
    is_of_day = any(one.days for one in reading.mentions)
    asks = reading.verb >= 0 or (not is_of_day and reading.folded[0] in ("what", "which"))
    return reading.wanted is Wanted.LIST and asks


def _asks_how(reading: Reading) -> bool:
    """Says whether a sentence asks in which way something is done, which is seldom just what has its words."""
    begins = reading.folded[:2]
    return begins[0] == "how" and begins[1:] != ("often",) and reading.wanted is Wanted.LIST


def _is_of_any(reading: Reading) -> bool:
    """Says whether a sentence asks of anything, and not of who did it."""
    return reading.wanted in (Wanted.LIST, Wanted.TRUTH) and not asks_who(reading)


def _is_in(fact: RecordedFact, days: tuple[str, str]) -> bool:
    """Says whether the day, month or year of a fact lies between two days."""
    if not isinstance(fact.value, ox.Literal) or fact.value.datatype.value == MONTH_DAY:
        return False
    start, end = bounds(fact.value.value, fact.value.datatype.value)
    return days[0] <= start and end <= days[1]
