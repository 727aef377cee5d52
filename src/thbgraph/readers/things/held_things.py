"""A recorded thing held against a sentence: which words of it its facts take, and whether these answer it.

"Which convention set up GRETA?" is answered by a fact of GRETA that has "set up" and leads to a convention; one that only
stands beside the word, or tells of another thing, does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, product

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.dates import MONTH_DAY, bounds
from ...base.namespaces import MEMO, PREFIXES, SOURCE
from ...base.terms import short
from ...names.folding import fold
from ...names.mentions import FUNCTION_WORDS, Mention
from ...names.names import Names
from ...names.operators import Operator, OperatorKind
from ...results.claims import Wanted
from ...sentences.days_asked import DayRelation, days_asked
from ...sentences.follow_ups import SO_MANY
from ...sentences.fulltext import stems
from ...sentences.reading import (
    AUXILIARIES,
    LIGHT,
    MEMBER_NOUNS,
    PREPOSITIONS,
    STATE_NOUNS,
    SUBJECT,
    Reading,
    asks_who,
)
from ..phrases import ARTICLES, Form, Noun, Phrases
from .profiles import SENTENCES
from .recorded_facts import AGENT, PERIOD, PLACE, POST, RecordedFact, RecordedFacts, RecordedThing

_TOPIC, _STATE, _TREATY = "skos:Concept", short(thb.State), short(thb.Treaty)
_ASSESSMENT = short(thb.Assessment)
#: What a statement says, who says it and to whom, and in which document.
_SAID = SENTENCES | {PREFIXES["dcterms"] + "source", thb.saidBy, thb.addressedTo}
#: What is done or reported of one state, which is read elsewhere.
OF_A_STATE = frozenset(
    (thb.state, thb.forParty, thb.consentingParty, thb.signatory, PREFIXES["org"] + "member")
)
#: By what a thing does something to another, or is for it, and does not say what that does.
_DONE_TO = frozenset((thb.responsibleFor, thb.assists, thb.monitors, thb.addressedTo))
#: What is asked of what was done: when, and where.
OF_DEEDS = frozenset((Wanted.DAY, Wanted.PLACE))
_LAST = frozenset(("last", "latest", "newest", "most recent", "most recently"))
_FREQUENCY, _OFTEN = PREFIXES["schema"] + "repeatFrequency", frozenset(("how often", "how frequently"))
#: So many words more a longer name may have.
_LONGER = 8
#: Behind these stands of whom or of what something is said.
_BE = frozenset(("is", "are", "was", "were"))
_HAVE = frozenset(("has", "have", "had"))
#: With fewer words, and no name but that of a topic, a text that has them all may be about anything.
_LEAST = 4

#: What asks what an event was about, in so many words.
_HAPPENED = 3
_WHAT_HAPPENED = frozenset(product(("what",), ("happened", "happen"), ("at", "in", "during")))


class HeldThing:
    """A thing held against a sentence, by the stems of each token of it."""

    def __init__(
        self,
        thing: RecordedThing,
        words: Sequence[frozenset[str]],
        reading: Reading,
        recorded: RecordedFacts,
        known: Names,
        phrases: Phrases,
    ) -> None:
        self._thing, self._words, self._reading = thing, words, reading
        self._recorded, self._known, self._phrases = recorded, known, phrases
        self._iri = thing.hit.thing.iri
        self._named = {place: one for one in reading.mentions for place in range(one.start, one.end)}
        self._linked = {fact.value.value for fact in thing.facts}
        self._is_named = any(one.iris == (self._iri,) for one in reading.mentions)
        self._is_among_named = any(self._iri in one.iris for one in reading.mentions)
        self._is_statement = recorded.is_statement(thing.hit)
        self._is_of_any = reading.wanted in (Wanted.LIST, Wanted.TRUTH) and not asks_who(reading)

    # What it takes

    @cached_property
    def asked(self) -> Sequence[RecordedFact]:
        """The facts of the kind of thing that is asked for."""
        if _OFTEN.intersection(fold(one.text) for one in self._reading.operators):
            return [fact for fact in self._thing.facts if fact.prop == _FREQUENCY]
        return self._recorded.asked_for(self._thing.facts, self._thing.hit, self._reading)

    @cached_property
    def taken(self) -> set[int]:
        """The places of the sentence that the facts take up."""
        folded, is_of_memo = self._reading.folded, self._thing.hit.place.iri.startswith(MEMO)
        taken = {
            place
            for place, of in enumerate(self._words)
            if folded[place] in FUNCTION_WORDS | PREPOSITIONS | LIGHT
            or (place not in self._named and self._has_word(place))
            or (folded[place] == "memo" and is_of_memo)
        }
        if self._is_statement and not _BE.isdisjoint(folded[1:2]) and folded[-1].endswith("ed"):
            taken.discard(len(folded) - 1)  # what somebody is called, not calls for
        if self._which and not self._is_of_kind_asked():
            taken.discard(self._kind_place)
        for one in self._reading.mentions:
            if self._has(one):
                taken.update(range(one.start, one.end))
            elif one.days:  # "in May 2008" is no other "may"
                taken.difference_update(range(one.start, one.end))
        for asked in days_asked(self._reading):  # "spring 2008"
            is_within = asked.relation in (DayRelation.NONE, DayRelation.WITHIN, DayRelation.ON)
            if is_within and any(is_in(fact, asked.named) for fact in self._thing.facts):
                taken.update(range(asked.start, asked.end))
        for operator in self._reading.operators:
            span = range(operator.start, operator.end)
            (taken.update if self._is_read(operator, taken) else taken.difference_update)(span)
        return taken

    def _has_word(self, place: int) -> bool:
        """Says whether what is said has a word; a verb not only in a name: "who funds it", of the Children's Fund."""
        folded, words = self._reading.folded, self._words[place]
        if self._reading.asks_year(place):
            return any(fact.is_time for fact in self._thing.facts)
        is_behind_who = place == 1 and folded[0] == "who" and folded[1] not in AUXILIARIES
        if not is_behind_who and place != self._reading.verb:
            return words <= self._thing.having
        return any(words <= of for of in self._told_done)

    @cached_property
    def _told_done(self) -> Sequence[frozenset[str]]:
        """The stems by which facts tell what is done, without those of the names of others, and those of its own names."""
        facts = self._thing.facts
        done = (fact.own if fact.prop in SENTENCES else fact.stems - fact.own for fact in facts)
        return [*done, self._thing.own]

    def _has(self, one: Mention) -> bool:
        """Says whether what is said is about what a sentence names, or tells its name, or something on its day."""
        if one.days:
            if any(is_in(fact, one.days) for fact in self._thing.facts):
                return True
        elif not {self._iri, *self._linked}.isdisjoint(one.iris) or self._is_whose(one):
            return True
        if all(map(self._is_topic, one.iris)):
            return all(map(self._has_word, range(one.start, one.end)))
        # What else a thing is called may have the name of another in it: "UN Migration".
        texts = (self._known.labels.get(self._iri, ""), *(fact.text for fact in self._thing.facts))
        others = self._known.names_of.get(one.iris[0], ()) if len(one.iris) == 1 else ()
        called = fold(texts[0]).split()  # "the Chair of the TF-THB"
        return any(self._is_named_in(fold(text).split(), one.written, one) for text in texts) or any(
            self._is_named_in(called, name, one) for name in others
        )

    def _is_whose(self, one: Mention) -> bool:
        """Says whether a name stands before the kind of a work that it, or a unit of it, made: "EU directive"."""
        noun = self._phrases.nouns.get(next(iter(self._reading.folded[one.end : one.end + 1]), ""))
        kinds, label = self._recorded.classes(self._iri), self._known.labels.get(self._iri, "")
        is_of_kind = noun is not None and noun.names(kinds, label)
        return is_of_kind and self._recorded.is_made_within(self._iri, one.iris)

    def _is_named_in(self, words: Sequence[str], called: str, one: Mention) -> bool:
        """Says whether a text has the words of a name, not only in that of another agent which is no part of it: "the Nordic Council of Ministers" is not the Nordic Council."""
        name = [word for word in fold(called).split() if word not in ARTICLES]
        if not {*name}.issubset(words):
            return False
        ends = [end for end in range(len(name), len(words) + 1) if words[end - len(name) : end] == name]
        return not ends or not all(
            any(
                self._recorded.is_other_agent(iri, one.iris)
                for last in range(end + 1, min(end + _LONGER, len(words)) + 1)
                for iri in self._known.named.get(" ".join(words[end - len(name) : last]), ())
            )
            for end in ends
        )

    def _is_read(self, one: Operator, taken: set[int]) -> bool:
        """Says whether what is said answers to an operator."""
        facts = self._thing.facts
        if one.kind is OperatorKind.WITHIN:
            return one.end in taken
        days = self._reading.mentions[one.place].days if one.place >= 0 else None
        if one.kind is OperatorKind.UNTIL and days:
            return any(is_in(fact, days) for fact in facts if fact.prop == PERIOD[1])
        if one.start and not days and self._is_of_verb(one):
            doing = (fact.value for fact in facts if self._words[one.start - 1] <= fact.stems)
            return one.start - 1 in taken and any(isinstance(value, ox.NamedNode) for value in doing)
        if fold(one.text) in _OFTEN:
            return self._is_among_named and any(fact.prop == _FREQUENCY for fact in facts)
        if one.kind is OperatorKind.ORDER:
            having = self._thing.having
            is_last = fold(one.text) in _LAST and "latest" in having
            return is_last or all(self._words[place] <= having for place in range(one.start, one.end))
        if one.kind in (OperatorKind.BEFORE, OperatorKind.AFTER):
            behind = (mention for mention in self._reading.mentions if mention.start == one.end)
            other = next((mention for mention in behind if mention.iris), None)
            return other is not None and self._is_beside(self._linked.intersection(other.iris), one.kind)
        return one.kind is OperatorKind.MODALITY or (one.kind is OperatorKind.WHEN and bool(self.asked))

    def _is_of_verb(self, one: Operator) -> bool:
        """Says whether an operator is the second word of a verb for a relation: "looks after"."""
        phrase = " ".join(self._reading.folded[one.start - 1 : one.end])
        return any((form, phrase) in self._phrases.sayings for form in (Form.BASE, Form.FINITE))

    def _is_beside(self, others: Iterable[str], kind: OperatorKind) -> bool:
        """Says whether the thing, which is linked to another, was before, or after, that."""
        own = [fact.value.value for fact in self._thing.facts if fact.is_time]
        its = [fact.value.value for iri in others for fact in self._recorded.times_of(ox.NamedNode(iri))]
        first, then = (own, its) if kind is OperatorKind.BEFORE else (its, own)
        return bool(own and its) and max(first) < min(then)

    # Whether it answers

    def may_lead(self) -> bool:
        """Says whether the facts of the kind that is asked for answer the sentence: not how something is done, nor which states did it."""
        folded, wanted = self._reading.folded, self._reading.wanted
        asks_how = folded[0] == "how" and folded[1:2] != ("often",) and wanted is Wanted.LIST
        is_open = bool(self.asked) and not asks_how and not self._is_of_states()
        is_of_kind = not self._which or self._is_of_kind_asked()
        asks_what_is = folded[0] in ("what", "who") and folded[1] in _BE and folded[2:3] == ("the",)
        if self._is_statement and asks_what_is and "to" not in folded:
            is_of_kind &= any(map(self._calls_it, self._reading.words))
        return (
            is_open
            and is_of_kind
            and self._is_doer()
            and self._is_to_whom()
            and not self._is_other_body()
            and self._is_answered()
        )

    def _is_of_kind_asked(self) -> bool:
        """Says whether the thing is of the kind for which "which" asks, or leads to one; not where it is what they have: "which organisations have a task force"."""
        folded = self._reading.folded
        having = next((at for at, word in enumerate(folded) if at and word in _HAVE), len(folded))
        had = [at for at in self._reading.words if at > having and folded[at] not in PREPOSITIONS | LIGHT]
        if had and all(self._words[at] <= self._thing.own for at in had):
            return False
        return self._is_of_kind(self._iri) or bool(self.leading_to_kind)

    def _is_to_whom(self) -> bool:
        """Says whether it tells, where a sentence asks what was done to somebody, or to whom, in one fact what was done and to whom."""
        reading, facts = self._reading, self._thing.facts
        folded, verb = reading.folded, self._words[reading.verb] if reading.verb >= 0 else frozenset[str]()
        if folded[:2] == ("to", "whom"):
            return any(
                AGENT in self._recorded.classes(fact.value.value) for fact in facts if verb <= fact.stems
            )
        named = (one for one in reading.mentions if one.iris and one.start and folded[one.start - 1] == "to")
        whom = next((one for one in named if AGENT in self._recorded.classes(one.iris[0])), None)
        if whom is None or not verb or self._is_statement or self._iri in whom.iris:
            return True
        return any(verb <= fact.stems and fact.value.value in whom.iris for fact in facts)

    def _calls_it(self, place: int) -> bool:
        """Says whether a word is a noun or a verb for the kind of thing that it is: "what is the advice", "what was proposed", not "what is the group"."""
        word, kinds = self._reading.folded[place], self._recorded.classes(self._iri)
        noun = self._phrases.nouns.get(word)
        said = self._phrases.sayings.get((Form.PARTICIPLE, word), ())
        return (
            _ASSESSMENT in kinds  # which may say what is the main treaty
            or (noun is not None and noun.names(kinds, ""))
            or any(short(one.relation.term) in kinds for one in said)
        )

    def _is_doer(self) -> bool:
        """Says whether the thing, where a sentence asks who did something, or what was said, is told to have done it, not to be linked to what is called so."""
        reading, kinds = self._reading, self._recorded.classes(self._iri)
        folded, verb = reading.folded, reading.verb if reading.wanted is Wanted.LIST else -1
        is_sought = folded[0] == "who" and not self._is_named and not {AGENT, POST}.isdisjoint(kinds)
        if is_sought and folded[1] not in AUXILIARIES and not self._is_statement:
            verb = 1
        elif not self._is_statement or verb < 0:
            return not (folded[0] == "which" and folded[1] in SO_MANY) or self._is_statement
        told = self._told_done
        if self._is_said_by_other():  # what another says may tell of it
            told = [fact.own for fact in self._thing.facts if fact.prop in SENTENCES]
        return any(self._words[verb] <= of for of in told)

    def _is_other_body(self) -> bool:
        """Says whether it is a body, where a sentence asks whether another does something, or another event than that at which it asks what happened."""
        folded, place = self._reading.folded, _HAPPENED
        named = next(
            (one for one in self._reading.mentions if one.iris and one.start in (place, place + 1)), None
        )
        if folded[:place] in _WHAT_HAPPENED and named is not None:
            return self._iri not in named.iris
        doer = self._doer if self._reading.wanted is Wanted.TRUTH and not self._is_statement else None
        return doer is not None and self._recorded.is_other_agent(self._iri, doer.iris)

    @property
    def _doer(self) -> Mention | None:
        """What stands behind an auxiliary, of which it is asked what it did: "what has the Red Cross written"."""
        named = (one for one in self._reading.mentions if one.start and not one.days)
        return next((one for one in named if self._reading.folded[one.start - 1] in AUXILIARIES), None)

    def _is_said_by_other(self) -> bool:
        """Says whether a statement is of the memo, or of another, where a sentence asks what somebody said."""
        doer = self._doer if self._is_statement else None
        by = [str(fact.value.value) for fact in self._thing.facts if fact.prop == thb.saidBy]
        return doer is not None and all(
            iri.startswith(SOURCE) or self._recorded.is_other_agent(iri, doer.iris) for iri in by
        )

    @cached_property
    def leading_to_kind(self) -> Sequence[RecordedFact]:
        """The facts that lead to a thing of the kind for which "which" asks: "which declaration does it promote"."""
        return [fact for fact in self._thing.facts if self._which and self._is_of_kind(fact.value.value)]

    @cached_property
    def _kind(self) -> Noun | None:
        """The noun behind the first word, and behind a name that stands before it: "which EU directive"."""
        folded, place = self._reading.folded, self._kind_place
        return self._phrases.nouns.get(folded[place]) if place < len(folded) else None

    @property
    def _kind_place(self) -> int:
        named = self._named.get(1)
        return named.end if named is not None else 1

    @property
    def _which(self) -> Noun | None:
        return self._kind if self._reading.folded[0] == "which" else None

    def may_miss(self) -> bool:
        """Says whether it may lead though a detail of the sentence is not read."""
        reading = self._reading
        taken = self.taken.intersection(reading.words)
        is_read = self._is_among_named or bool(reading.operators) or len(taken) > 1
        is_open = reading.wanted is not Wanted.TRUTH and not asks_who(reading)
        return is_read and is_open and not any(map(self._is_weighty, reading.telling - self.taken))

    def _is_weighty(self, place: int) -> bool:
        """Says whether a word is more than a detail: the verb, what follows a preposition, a number, the kind of thing that is asked for."""
        reading = self._reading
        begun = next((one.start for one in reading.mentions if one.end == place), place)
        before, word = reading.folded[begun - 1] if begun else "", reading.folded[place]
        return (
            before == "whose"
            or ((self._is_among_named or begun < place) and before in ("which", "what"))
            or word in SO_MANY
            or reading.is_object(place)
            or place == reading.verb
            or (begun == place and word in self._phrases.relating)
        )

    def _is_of_states(self) -> bool:
        """Says whether a sentence asks of states under a treaty, whose acts are read elsewhere."""
        iris = {iri for one in self._reading.mentions for iri in one.iris}
        kinds = {kind for iri in iris for kind in self._recorded.classes(iri)}
        nouns = STATE_NOUNS | MEMBER_NOUNS | {"parties"}
        are_states = _STATE in kinds or not nouns.isdisjoint(self._reading.folded)
        return _TREATY in kinds and (are_states or not iris.isdisjoint(self._known.groups))

    def _is_topic(self, iri: str) -> bool:
        return _TOPIC in self._recorded.classes(iri)

    @cached_property
    def _topics(self) -> frozenset[int]:
        """The places of names of topics."""
        return frozenset(
            place
            for place, one in self._named.items()
            if not one.days
            and all(map(self._is_topic, one.iris))
            and not (self._is_named and SUBJECT in one.iris)
        )

    @cached_property
    def _places(self) -> Sequence[int]:
        """The places of the words that are taken and tell something of the thing."""
        words = {*self._reading.words, *self._named}
        return [place for place in self._reading.telling if place in self.taken and place in words]

    @cached_property
    def _plain(self) -> frozenset[int]:
        """Those of all but light words and names of other things than topics."""
        folded = self._reading.folded
        words = {place for place in self._reading.words if folded[place] not in PREPOSITIONS | LIGHT}
        words = {place for place in words if not self._reading.asks_year(place)}
        return frozenset(place for place in self._places if place in self._topics or place in words)

    def _core(self, places: Iterable[int]) -> frozenset[str]:
        """Returns the stems of some places without what the thing is called."""
        verb = self._reading.verb if asks_who(self._reading) else -1
        own = self._thing.own - (self._words[verb] if verb in self._plain else frozenset())
        return frozenset(chain.from_iterable(self._words[place] for place in places)) - own

    def _is_answered(self) -> bool:
        """Says whether one of the facts has all words that are taken, beside names, and these say more than what the thing is called."""
        reading, facts = self._reading, self._thing.facts
        own = self._core(self._plain - self._topics)
        if self._is_statement:  # what it is about is no word of it
            apart = (at for at in self._topics if self._linked.isdisjoint(self._named[at].iris))
            core = own.union(*(self._words[place] for place in apart))
            worded = (fact.stems for fact in facts if fact.prop in _SAID or fact.is_time)
            in_one = [frozenset(chain.from_iterable(worded))]
        else:
            core = self._core(self._plain)
            in_one = [fact.stems for fact in facts if self._may_answer(fact, core)]
        is_named_beside = any(
            one.end - 1 in self._places  # behind its article
            and one.start not in self._topics
            and one.iris != (self._iri,)
            and (len(one.iris) < 2 or not self._linked.isdisjoint(one.iris))
            and (one.iris or len(self._plain) > 1 or is_of_period(reading, self._phrases))
            for one in reading.mentions
        )
        parts = len({self._named[at].start if at in self._named else at for at in self._places})
        told = self._plain & {*reading.words} if self._is_statement else self._plain
        return (
            not self._recorded.is_figure(self._thing.hit)
            and OF_A_STATE.isdisjoint(fact.prop for fact in facts)
            and self._is_then(core)
            and not self._is_of_another(core)
            and (any(core <= of for of in in_one) or (self._is_of_any and self._links(own)))
            and (bool(core) or is_named_beside or not reading.unread(self.taken))
            and (bool(told) or (self._is_named and not self._is_statement))
            and (
                parts >= _LEAST
                or ((self._is_named or is_named_beside) and parts > 1)
                or self._is_told_reason()
            )
        )

    def _may_answer(self, fact: RecordedFact, core: frozenset[str]) -> bool:
        """Says whether a fact by itself may answer a sentence."""
        reading = self._reading
        if fact.is_time and _asks_what(reading):  # what it did, not when
            return False
        kinds = self._recorded.classes(self._iri)
        is_of_deed = reading.wanted in OF_DEEDS and {AGENT, PLACE}.isdisjoint(kinds)
        things = {iri for one in reading.mentions for iri in one.iris}
        named = (one for one in self._named.values() if one.start not in self._topics)
        others = any(one.iris and not self._is_whose(one) for one in named)
        return (
            self._is_named
            or not (self._is_of_any and others)
            or fact.value.value in things
            or self._is_asked_for(fact)
            or core <= fact.own  # not only by what the relation is called, which is then to another
        ) and (
            fact in self.asked
            or self._is_of_any
            or self._is_told_reason()
            or (is_of_deed and fact.value.value in things)
        )

    def _is_then(self, core: frozenset[str]) -> bool:
        """Says whether what a sentence asks for by a day was then, where it tells which of its days: "what ended in 2008"."""
        times = [fact for fact in self._thing.facts if fact.is_time]
        telling = {stem for fact in times for stem in fact.stems - fact.own} & core
        spans = [one.days for one in self._reading.mentions if one.days]
        return not telling or all(
            any(telling <= fact.stems and is_in(fact, span) for fact in times) for span in spans
        )

    def _is_told_reason(self) -> bool:
        """Says whether a sentence names only this, and asks why something was done to it: "why was UN.GIFT launched", "UN.GIFT, what for"."""
        named = [one for one in self._reading.mentions if not one.days]
        if self._reading.wanted is not Wanted.REASON or len(named) != 1 or named[0].iris != (self._iri,):
            return False
        return not self._reading.words or self._reading.folded[named[0].start - 1] in _BE

    def _links(self, core: frozenset[str]) -> bool:
        """Says whether a fact with all words leads to a thing that a sentence names, and others to each of its topics."""
        named = [one for one in self._reading.mentions if not one.days]
        things = {iri for one in named if one.start not in self._topics for iri in one.iris}
        topics = (one for one in named if one.start in self._topics)
        if not core or any(self._linked.isdisjoint(one.iris) for one in topics):
            return False
        return any(core <= fact.stems and fact.value.value in things for fact in self._thing.facts)

    def _is_of_another(self, core: frozenset[str]) -> bool:
        """Says whether a sentence names something else, of which what is said is no part: a forum, before another that led up to it."""
        reading, facts, words = self._reading, self._thing.facts, self._words
        named = [one for one in reading.mentions if len(one.iris) == 1 and not one.days]
        patient = next((one for one in named if self._is_patient(one)), None)
        verb = patient.start - 1 if patient else -1
        doing = [fact for fact in facts if verb >= 0 and words[verb] <= fact.stems]
        if patient and self._iri in patient.iris:  # a text on it tells of no doer
            return not any(isinstance(one.value, ox.NamedNode) for one in doing)
        if any(self._iri in one.iris for one in named):
            return False
        belonging = next((place for place in reading.words if reading.folded[place] in MEMBER_NOUNS), None)
        if belonging is not None and len(named) == 1 and AGENT in self._recorded.classes(named[0].iris[0]):
            own = (fact for fact in facts if words[belonging] <= fact.stems)
            return not any(fact.value.value in named[0].iris for fact in own)  # not those of another
        if self._is_statement:
            return False
        if patient and POST not in self._recorded.classes(self._iri):
            is_done = (
                (fact.value.value in patient.iris and self._does(fact, reading.folded[verb]))
                or self._is_asked_for(fact)
                for fact in doing
            )
            if not any(is_done):
                return True  # who launched it, not what it did that was launched
        doer = self._doer
        if doer and reading.verb >= 0 and reading.wanted is Wanted.LIST:
            done = (words[reading.verb] <= fact.stems or fact.value.value in doer.iris for fact in facts)
            if not any(done) or not self._is_of_kind_of(words[reading.verb]):
                return True  # what it studied, not a study of its name
        if doer and len(doer.iris) == 1 and AGENT in self._recorded.classes(doer.iris[0]):
            if reading.folded[doer.start - 1] in _BE:  # when it was set up, not a round that it runs
                return True
            if reading.wanted in OF_DEEDS and reading.words == (reading.verb,) and len(named) == 1:
                return True  # until when it works, not a round that it runs
            ways = {fact.prop for fact in facts if fact.value.value == doer.iris[0]}
            if ways and ways <= _DONE_TO:
                return True
        if reading.wanted is Wanted.LIST and not asks_who(reading):
            return False
        having = {fact.value.value for fact in facts if core and core <= fact.stems}
        kinds = ({*self._recorded.classes(one.iris[0])} for one in named if one.iris[0] not in having)
        return any(of.isdisjoint((AGENT, PLACE, _TOPIC)) for of in kinds)

    def _is_of_kind_of(self, verb: frozenset[str]) -> bool:
        """Says whether the thing is of a kind whose noun is made of a verb, where one is, or is called by the verb: "recommend" asks for recommendations and recommended principles, for no reply to one."""
        kinds, label = self._recorded.classes(self._iri), self._known.labels.get(self._iri, "")
        nouns = [noun for stem in verb for noun in self._phrases.nouns_by_stem.get(stem, ())]
        called = [word for word in fold(label).split() if word not in self._phrases.nouns]
        is_called = any(verb.issuperset(of) for of in stems(called))
        return not nouns or is_called or any(noun.names(kinds, label) for noun in nouns)

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

    def _is_asked_for(self, fact: RecordedFact) -> bool:
        """Says whether a fact leads to a thing of the kind that a sentence asks for: "which convention set it up"."""
        return self._is_of_kind(fact.value.value)

    def _is_of_kind(self, iri: str) -> bool:
        noun = self._kind
        return noun is not None and noun.names(self._recorded.classes(iri), self._known.labels.get(iri, ""))

    def _is_patient(self, mention: Mention) -> bool:
        """Says whether a sentence asks who or what did something to what is named: "who launched it", "which body created it"."""
        before = self._reading.folded[: mention.start]
        is_asked = (
            len(before) > 1 and before[0] in ("who", "what", "which") and AUXILIARIES.isdisjoint(before)
        )
        asks = asks_who(self._reading) and len(before) == 2
        return is_asked and (asks or before[-1] in self._phrases.relating.difference(LIGHT))


def _asks_what(reading: Reading) -> bool:
    """Says whether a sentence asks what was done, or came of something, and tells no day: "what came out of the Forum"."""
    is_of_day = any(one.days for one in reading.mentions)
    asks = reading.verb >= 0 or (not is_of_day and reading.folded[0] in ("what", "which"))
    return reading.wanted is Wanted.LIST and asks


def is_of_period(reading: Reading, phrases: Phrases) -> bool:
    """Says whether a verb tells of a beginning or an end alone: "ended in 2008"; others tell too little with no more than a day."""
    every = (phrases.sayings.get((Form.FINITE, reading.folded[place]), ()) for place in reading.words)
    return any(of and {*PERIOD}.issuperset(one.relation.term for one in of) for of in every)


def is_in(fact: RecordedFact, days: tuple[str, str]) -> bool:
    """Says whether a fact is a day, month or year that lies between two days."""
    if not fact.is_time or not isinstance(fact.value, ox.Literal) or fact.value.datatype.value == MONTH_DAY:
        return False
    start, end = bounds(fact.value.value, fact.value.datatype.value)
    return days[0] <= start and end <= days[1]
