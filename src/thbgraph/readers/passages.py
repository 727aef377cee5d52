"""Answers in words: what a passage of the memo, or another source, says of a thing, where that has the words of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATING, MONTH_DAY, bounds
from ..base.grouping import grouped
from ..base.namespaces import ID, MEMO, PREFIXES, RDF_TYPE, SOURCE
from ..base.printing import having_room, joined
from ..base.terms import short
from ..base.values import shown, value_of
from ..names.articles import in_sentence
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, Mention
from ..names.names import Names
from ..names.operators import Operator, OperatorKind
from ..results.answer import Answer
from ..results.claims import Claim, Wanted
from ..results.hits import Hit
from ..sentences.fulltext import stems
from ..sentences.reading import AUXILIARIES, LIGHT, MEMBER_NOUNS, PREPOSITIONS, STATE_NOUNS, SUBJECT, Reading
from ..stores.lookup import Lookup
from .calls_and_tasks import kind_of_statement
from .facts import rows_of
from .phrases import ARTICLES, Phrases
from .profiles import SENTENCES

_DCTERMS, _ORG, _SCHEMA, _SKOS = (PREFIXES[prefix] for prefix in ("dcterms", "org", "schema", "skos"))
#: What tells nothing beside the name of a thing, or how a passage prints it.
_UNTOLD = frozenset(
    (RDF_TYPE, _SKOS + "prefLabel", _SKOS + "altLabel", thb.printedName, thb.printedVerb, _DCTERMS + "type")
)
_TIMES = frozenset((*DATING, MONTH_DAY))
_PERIOD = frozenset((_SCHEMA + "startDate", _SCHEMA + "endDate"))
_REASONS = frozenset((_ORG + "purpose", thb.aimsAt))
_STATEMENT, _AGENT, _PLACE, _TOPIC = short(thb.Statement), "foaf:Agent", "schema:Place", "skos:Concept"
_FIGURE, _POST = short(thb.Figure), "org:Post"
#: What is done, and is said by a verb.
_DEEDS = frozenset((short(thb.Act), "schema:Event", _STATEMENT))
_STATE, _TREATY = short(thb.State), short(thb.Treaty)
_ABOUT = _SCHEMA + "about"
#: What a statement says, who says it and to whom, and in which document.
_SAID = SENTENCES | {_DCTERMS + "source", thb.saidBy, thb.addressedTo}
#: What is done or reported of one state, which is read elsewhere.
_OF_A_STATE = frozenset((thb.state, thb.forParty, thb.consentingParty, thb.signatory, _ORG + "member"))
#: By what a thing does something to another, and does not say what that does.
_DONE_TO = frozenset((thb.responsibleFor, thb.assists, thb.monitors))
#: What is asked of what was done: when, and where.
_OF_DEEDS = frozenset((Wanted.DAY, Wanted.PLACE))
#: What asks who.
_WHO = frozenset(("who", "whom"))
_LAST = frozenset(("last", "latest", "newest", "most recent", "most recently"))
_MEMO = "memo"
#: Behind these stands of whom or of what something is said.
_BE = frozenset(("is", "are", "was", "were"))
#: So many letters are told.
_LONGEST = 480
#: So many things are told with what is said of each.
_FEW = 2
#: So many may lead, which have no smaller part than this of the words that the best has.
_TRIED, _NEAR = 8, 2 / 3
#: A name of more words is long.
_LONG_NAME = 4
#: With fewer words, and no name but that of a topic, a text that has them all may be about anything.
_LEAST = 4


class _Fact(NamedTuple):
    """What a passage says of a thing: by which property, of what, in words, where, and the stems by which a sentence may say it."""

    prop: str
    value: ox.NamedNode | ox.Literal
    text: str
    place: str
    stems: frozenset[str] = frozenset()

    @property
    def is_time(self) -> bool:
        """Whether it says when."""
        return isinstance(self.value, ox.Literal) and self.value.datatype.value in _TIMES


def _where(hit: Hit) -> str:
    """Returns the passage of a hit; of another source it with the thing, of which alone it tells there."""
    is_passage = hit.place.iri.startswith(MEMO)
    return hit.place.iri if is_passage else f"{hit.place.iri} {hit.thing.iri}"


class _Thing(NamedTuple):
    """A thing with what is said of it, the stems of its names and kinds, and those of all that is said."""

    hit: Hit
    facts: Sequence[_Fact]
    own: frozenset[str]
    having: frozenset[str]


class PassageReader:
    """Reads sentences by what is said in their words; `recorded` finds that, `cited` answers a SELECT query with its evidence."""

    def __init__(
        self,
        lookup: Lookup,
        known: Names,
        phrases: Phrases,
        recorded: Callable[[str], Iterable[Hit]],
        cited: Callable[[str], Answer],
    ) -> None:
        self._lookup, self._known, self._phrases = lookup, known, phrases
        self._recorded, self._cited = recorded, cited

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields what is recorded in words of a sentence, each with its passages.

        What tells the kind of thing that is asked for may lead, be it that one word of the sentence is not in it; else the
        passages that have most of its words are near.
        """
        hits = [*self._recorded(self._with_short_names(reading))]
        by_thing = {(hit.thing.iri, hit.place.iri.startswith(MEMO)): hit for hit in reversed(hits)}
        found = [*reversed(by_thing.values())]
        self._lookup.load_about(ox.NamedNode(hit.thing.iri) for hit in found)
        facts_found = [[*self._facts(hit)] for hit in found]
        names = [" ".join((*self._called(hit.thing.iri), *self._kinds_of(hit.thing.iri))) for hit in found]
        texts = [self._words_of(fact) for facts in facts_found for fact in facts]
        stemmed = iter(_stems([*names, *texts, *(one.text for one in reading.tokens)]))
        own = [next(stemmed) for _ in found]
        facts = [[fact._replace(stems=next(stemmed)) for fact in of] for of in facts_found]
        words = [*stemmed]
        things_found = [
            _Thing(hit, of, name, name.union(*(fact.stems for fact in of)))
            for hit, name, of in zip(found, own, facts, strict=True)
        ]
        claims = [self._claim(one, words, reading) for one in things_found]
        shares = {hit.thing.iri: hit.share for hit in sorted(hits, key=lambda hit: hit.share)}
        least = _NEAR * max(shares.values(), default=0.0)
        best = sorted(found, key=lambda hit: -shares[hit.thing.iri])[:_TRIED]
        leading = [
            claim
            for claim, hit in zip(claims, found, strict=True)
            if claim.is_sure
            and hit in best
            and shares[hit.thing.iri] >= least
            and len(reading.telling - claim.consumed) <= claim.leeway
        ]
        if reading.wanted in _OF_DEEDS:  # days of a statement are those of what it is about
            leading.sort(key=lambda one: _STATEMENT in self._classes(one.found[0]))
        yield from self._joined(leading, reading)
        things = {iri for one in leading for iri in one.found}
        named = {iri for one in reading.mentions for iri in one.iris} - things
        shown = [
            claim._replace(is_sure=False)
            for one, claim in zip(things_found, claims, strict=True)
            if one.hit.thing.iri in named and not self._is_statement(one.hit)
        ]
        yield from shown
        above = " ".join(claim.text for claim in shown)
        for place, of in grouped(
            (_where(hit), at) for hit in hits for at, one in enumerate(found) if one.thing == hit.thing
        ).items():
            near = [at for at in dict.fromkeys(of) if things_found[at].hit.thing.iri not in things]
            is_of_state = not place.startswith(MEMO) and _STATE in self._classes(
                things_found[of[0]].hit.thing.iri
            )
            if near and not is_of_state:
                passage = self._near(
                    place,
                    [things_found[at] for at in near],
                    [claims[at] for at in near],
                    words,
                    reading,
                    above,
                )
                if passage.text:
                    yield passage

    def _near(
        self,
        place: str,
        things: Sequence[_Thing],
        claims: Sequence[Claim],
        words: Sequence[frozenset[str]],
        reading: Reading,
        above: str,
    ) -> Claim:
        """Returns what a passage, or another source of one thing, says in words of a sentence: what has most of them first; nothing where all is told `above`."""
        if not place.startswith(MEMO):
            return claims[0]._replace(is_sure=False)
        asking = frozenset(chain.from_iterable(words[at] for at in reading.telling))
        entries: list[tuple[int, _Thing, str]] = []
        for one in things:
            facts = [
                fact
                for fact in one.facts
                if fact.place == place and not (fact.is_time and self._is_statement(one.hit))
            ]
            asked = self._first_asked(facts, one.hit, reading)
            chosen = self._chosen(one._replace(facts=facts), asked, asking, reading)
            for text, of in self._texts(one.hit, chosen).items():
                most = max(len(asking & (fact.stems | one.own)) + (fact in asked) for fact in of)
                entries.append((-most, one, text))
        entries.sort(key=lambda entry: entry[0])
        entries = [entry for entry in entries if entry[0] or not entries[0][0]]
        kept = {*having_room([text for _, _, text in entries], _LONGEST)}
        if all(text in above for text in kept):
            return claims[0]._replace(text="")
        by_thing = grouped((one.hit, text) for _, one, text in entries if text in kept)
        return claims[0]._replace(
            text=self._of_passage(place.removeprefix(MEMO).lstrip("/"), by_thing),
            consumed=frozenset(chain.from_iterable(one.consumed for one in claims)),
            answer=Answer((), ()),
            found=tuple(one.thing.iri for one in by_thing),
            is_sure=False,
            kinds=frozenset(chain.from_iterable(one.kinds for one in claims)),
            leeway=0,
        )

    def _with_short_names(self, reading: Reading) -> str:
        """Returns a sentence with short names for long ones, of which the many words would outweigh its own."""
        text = reading.sentence
        for one in reversed(reading.mentions):
            names = self._known.names_of.get(one.iris[0], ()) if len(one.iris) == 1 else ()
            if names and one.end - one.start > _LONG_NAME:
                first, last = reading.tokens[one.start], reading.tokens[one.end - 1]
                text = f"{text[: first.start]}{min(names, key=len)}{text[last.end :]}"
        return text

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
        is_list = reading.wanted is Wanted.LIST and not self._asks_who(reading)
        if not is_list or len(things) < 2 or any(_STATEMENT in self._classes(iri) for iri in things):
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
        """Says whether a thing is linked to all that a sentence names, not only has words of their names."""
        values = {quad.object.value for quad in self._lookup.match(ox.NamedNode(iri), None, None)}
        return all(not values.isdisjoint(one.iris) for one in reading.mentions if one.iris)

    # What is said

    def _facts(self, hit: Hit) -> Iterator[_Fact]:
        """Yields what the memo says of a thing, or what the source does that was found; of a statement also when that was of which it tells."""
        is_statement = self._is_statement(hit)
        for quad in self._lookup.match(ox.NamedNode(hit.thing.iri), None, None):
            value, place = quad.object, quad.graph_name.value
            is_there = place.startswith(MEMO) if hit.place.iri.startswith(MEMO) else place == hit.place.iri
            if not is_there or quad.predicate.value in _UNTOLD:
                continue
            if isinstance(value, ox.Literal) and value.language in (None, "en"):
                yield _Fact(quad.predicate.value, value, shown(value_of(value, {})), place)
            elif isinstance(value, ox.NamedNode) and value.value.startswith((ID, SOURCE)):
                yield _Fact(quad.predicate.value, value, self._known.labels.get(value.value, ""), place)
                if (
                    is_statement
                    and quad.predicate.value == _ABOUT
                    and _AGENT not in self._classes(value.value)
                ):
                    yield from self._times_of(value)

    def _times_of(self, thing: ox.NamedNode) -> Iterator[_Fact]:
        """Yields the days of what a statement is about, by its name: they are not those of who says it."""
        for quad in self._lookup.match(thing, None, None):
            value, place = quad.object, quad.graph_name.value
            if isinstance(value, ox.Literal) and value.datatype.value in _TIMES and place.startswith(MEMO):
                text = f"{shown(value_of(value, {}))} ({self._known.labels.get(thing.value, '')})"
                yield _Fact(quad.predicate.value, value, text, place)

    def _classes(self, iri: str) -> Sequence[str]:
        return self._known.classes.get(iri, ())

    def _is_statement(self, hit: Hit) -> bool:
        return _STATEMENT in self._classes(hit.thing.iri)

    def _called(self, iri: str) -> Sequence[str]:
        return [self._known.labels.get(iri, ""), *self._known.names_of.get(iri, ())]

    def _kinds_of(self, iri: str) -> Iterator[str]:
        """Yields the words for what a thing is."""
        kinds = self._classes(iri)
        is_deed = not _DEEDS.isdisjoint(kinds)
        for kind in kinds:
            yield from self._phrases.nouns_for.get(kind, ())
            yield from self._phrases.words_for.get(kind, ()) if is_deed else ()

    def _words_of(self, fact: _Fact) -> str:
        """Returns all words by which a sentence may say a fact."""
        return " ".join((fact.text, *self._phrases.words_for.get(short(fact.prop), ())))

    # What of it a sentence asks

    def _claim(self, thing: _Thing, words: Sequence[frozenset[str]], reading: Reading) -> Claim:
        hit, facts = thing.hit, thing.facts
        named = {place: one for one in reading.mentions for place in range(one.start, one.end)}
        taken = {
            place
            for place, of in enumerate(words)
            if reading.folded[place] in FUNCTION_WORDS | PREPOSITIONS | LIGHT
            or (place not in named and of <= thing.having)
            or (reading.folded[place] == _MEMO and hit.place.iri.startswith(MEMO))
        }
        for one in reading.mentions:
            if self._has(one, thing, words):
                taken.update(range(one.start, one.end))
        asked = self._asked_for(facts, hit, reading)
        for operator in reading.operators:
            span = range(operator.start, operator.end)
            is_read = self._is_read(operator, taken, bool(asked), thing, words, reading)
            (taken.update if is_read else taken.difference_update)(span)
        may_lead = (
            bool(asked)
            and not self._is_of_states(reading)
            and self._is_answered(thing, asked, taken, named, words, reading)
        )
        is_named = any(hit.thing.iri in one.iris for one in reading.mentions)
        is_read = is_named or bool(reading.operators) or len(taken.intersection(reading.words)) > 1
        may_miss = may_lead and is_read and reading.wanted is not Wanted.TRUTH and not self._asks_who(reading)
        asking = frozenset(chain.from_iterable(words[place] for place in reading.words))
        chosen = self._chosen(thing, self._first_asked(facts, hit, reading), asking, reading)
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

    def _misses_much(self, thing: _Thing, taken: Collection[int], reading: Reading) -> bool:
        """Says whether what is not read is more than a detail: the verb, what follows a preposition, the kind of thing that is asked for."""
        is_named = any(thing.hit.thing.iri in one.iris for one in reading.mentions)
        for place in reading.telling.difference(taken):
            begun = next((one.start for one in reading.mentions if one.end == place), place)
            before = reading.folded[begun - 1] if begun else ""
            is_kind = (is_named or begun < place) and before in ("which", "what")
            if (
                is_kind
                or reading.is_object(place)
                or place == reading.verb
                or (begun == place and reading.folded[place] in self._phrases.relating)
            ):
                return True
        return False

    @staticmethod
    def _asks_who(reading: Reading) -> bool:
        return not _WHO.isdisjoint(reading.folded[:2])

    def _is_of_states(self, reading: Reading) -> bool:
        """Says whether a sentence asks of states under a treaty, whose acts are read elsewhere."""
        kinds = {kind for one in reading.mentions for iri in one.iris for kind in self._classes(iri)}
        groups = any(iri in self._known.groups for one in reading.mentions for iri in one.iris)
        are_states = (
            groups
            or _STATE in kinds
            or not (STATE_NOUNS | MEMBER_NOUNS | {"parties"}).isdisjoint(reading.folded)
        )
        return _TREATY in kinds and are_states

    def _is_beside(self, thing: _Thing, others: Iterable[str], kind: OperatorKind) -> bool:
        """Says whether a thing that is linked to another was before, or after, that."""
        own = [fact.value.value for fact in thing.facts if fact.is_time]
        its = [fact.value.value for iri in others for fact in self._times_of(ox.NamedNode(iri))]
        is_before = bool(own and its) and max(own) < min(its)
        return is_before if kind is OperatorKind.BEFORE else bool(own and its) and max(its) < min(own)

    def _is_read(
        self,
        one: Operator,
        taken: set[int],
        tells_when: bool,
        thing: _Thing,
        words: Sequence[frozenset[str]],
        reading: Reading,
    ) -> bool:
        """Says whether what is said answers to an operator."""
        if one.kind is OperatorKind.WITHIN:
            return one.end in taken
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

    def _is_answered(
        self,
        thing: _Thing,
        asked: Sequence[_Fact],
        taken: set[int],
        named: Mapping[int, Mention],
        words: Sequence[frozenset[str]],
        reading: Reading,
    ) -> bool:
        """Says whether one of the facts has all words that are taken, beside names, and these say more than what the thing is called."""
        is_named = any(one.iris == (thing.hit.thing.iri,) for one in reading.mentions)
        topics = {
            place
            for place, one in named.items()
            if not one.days and all(map(self._is_topic, one.iris)) and not (is_named and SUBJECT in one.iris)
        }
        telling = [
            place
            for place in reading.telling
            if place in taken and (place in named or place in reading.words)
        ]
        plain = {
            place
            for place in telling
            if place in topics
            or (place in reading.words and reading.folded[place] not in PREPOSITIONS | LIGHT)
        }
        asks_who = self._asks_who(reading)
        verb = words[reading.verb] if asks_who and reading.verb in plain else frozenset()
        core = frozenset(chain.from_iterable(words[place] for place in plain)) - (thing.own - verb)
        own = frozenset(chain.from_iterable(words[place] for place in plain - topics)) - (thing.own - verb)
        is_any = reading.wanted in (Wanted.LIST, Wanted.TRUTH) and not self._asks_who(reading)
        is_of_deed = reading.wanted in _OF_DEEDS
        is_deed = {_AGENT, _PLACE}.isdisjoint(self._classes(thing.hit.thing.iri))
        things = {iri for one in reading.mentions for iri in one.iris}
        in_one = [
            fact.stems
            for fact in thing.facts
            if fact in asked or is_any or (is_of_deed and is_deed and fact.value.value in things)
        ]
        linked = {fact.value.value for fact in thing.facts}
        is_statement = self._is_statement(thing.hit)
        if is_statement:  # what it is about is no word of it
            worded = (fact for fact in thing.facts if fact.prop in _SAID or fact.is_time)
            in_one = [frozenset(chain.from_iterable(fact.stems for fact in worded))]
            core = own.union(*(words[place] for place in topics if linked.isdisjoint(named[place].iris)))
        others = [
            one
            for one in reading.mentions
            if one.start in telling
            and one.start not in topics
            and one.iris != (thing.hit.thing.iri,)
            and (len(one.iris) < 2 or not linked.isdisjoint(one.iris))
        ]
        parts = len(
            {
                *(place for place in telling if place not in named),
                *(named[place].start for place in telling if place in named),
            }
        )
        is_whole = not reading.unread(taken)
        is_beside = self._is_of_another(thing, core, words, reading)
        return (
            not self._is_figure(thing.hit)
            and _OF_A_STATE.isdisjoint(fact.prop for fact in thing.facts)
            and not is_beside
            and (any(core <= of for of in in_one) or (is_any and self._links(thing, own, topics, reading)))
            and (bool(core or others) or is_whole)
            and (bool(plain & {*reading.words} if is_statement else plain) or (is_named and not is_statement))
            and (parts >= _LEAST or ((is_named or bool(others)) and parts > 1))
        )

    def _links(self, thing: _Thing, core: frozenset[str], topics: Iterable[int], reading: Reading) -> bool:
        """Says whether a fact with all words leads to a thing that a sentence names, and others to each of its topics."""
        values = {fact.value.value for fact in thing.facts}
        named = [one for one in reading.mentions if not one.days]
        things = {iri for one in named if one.start not in topics for iri in one.iris}
        are_linked = all(not values.isdisjoint(one.iris) for one in named if one.start in topics)
        is_linked = any(core <= fact.stems and fact.value.value in things for fact in thing.facts)
        return bool(core) and are_linked and is_linked

    def _is_of_another(
        self, thing: _Thing, core: frozenset[str], words: Sequence[frozenset[str]], reading: Reading
    ) -> bool:
        """Says whether a sentence names something else, of which what is said is no part: a forum, before another that led up to it."""
        values = {fact.value.value for fact in thing.facts if core and core <= fact.stems}
        named = [one for one in reading.mentions if len(one.iris) == 1 and not one.days]
        if any(thing.hit.thing.iri in one.iris for one in named) or self._is_statement(thing.hit):
            return False
        patient = next((one for one in named if one.start == 2 and self._asks_who(reading)), None)
        is_post = _POST in self._classes(thing.hit.thing.iri)
        if (
            patient
            and not is_post
            and not any(words[1] <= fact.stems and fact.value.value in patient.iris for fact in thing.facts)
        ):
            return True  # who launched it, not what it did that was launched
        doer = next(
            (one for one in named if one.start and reading.folded[one.start - 1] in AUXILIARIES), None
        )
        if doer and _AGENT in self._classes(doer.iris[0]):
            if reading.folded[doer.start - 1] in _BE:  # when it was set up, not a round that it runs
                return True
            ways = {fact.prop for fact in thing.facts if fact.value.value == doer.iris[0]}
            if ways and ways <= _DONE_TO:
                return True
        if reading.wanted is Wanted.LIST and not self._asks_who(reading):
            return False
        kinds = ({*self._classes(one.iris[0])} for one in named if one.iris[0] not in values)
        return any(of.isdisjoint((_AGENT, _PLACE, _TOPIC)) for of in kinds)

    def _is_topic(self, iri: str) -> bool:
        return _TOPIC in self._classes(iri)

    def _has(self, one: Mention, record: _Thing, words: Sequence[frozenset[str]]) -> bool:
        """Says whether what is said is about what a sentence names, or tells its name, or something on its day."""
        if one.days:
            first, last = one.days
            for fact in record.facts:
                if (
                    fact.is_time
                    and isinstance(fact.value, ox.Literal)
                    and fact.value.datatype.value != MONTH_DAY
                ):
                    start, end = bounds(fact.value.value, fact.value.datatype.value)
                    if first <= start and end <= last:
                        return True
        elif not {record.hit.thing.iri, *(fact.value.value for fact in record.facts)}.isdisjoint(one.iris):
            return True
        if all(map(self._is_topic, one.iris)):
            return all(words[place] <= record.having for place in range(one.start, one.end))
        name = {*fold(one.written).split()} - ARTICLES
        # What else a thing is called may have the name of another in it: "UN Migration".
        texts = (self._known.labels.get(record.hit.thing.iri, ""), *(fact.text for fact in record.facts))
        return any(name.issubset(fold(text).split()) for text in texts)

    def _asked_for(self, facts: Sequence[_Fact], hit: Hit, reading: Reading) -> Sequence[_Fact]:
        """Returns the facts of the kind of thing that a sentence asks for; none where these tell none."""
        wanted = reading.wanted
        named = {iri for one in reading.mentions for iri in one.iris}
        if wanted is Wanted.DAY:
            return [fact for fact in facts if fact.is_time]
        if wanted is Wanted.LENGTH:
            period = [fact for fact in facts if fact.is_time and fact.prop in _PERIOD]
            return period if any(fact.prop == _SCHEMA + "endDate" for fact in period) else ()
        if wanted is Wanted.PLACE:
            return [fact for fact in facts if _PLACE in self._classes(fact.value.value)]
        if wanted is Wanted.REASON:
            return [fact for fact in facts if fact.prop in _REASONS]
        if wanted is Wanted.COUNT:
            return ()
        if self._asks_who(reading):
            agents = [
                fact
                for fact in facts
                if _AGENT in self._classes(fact.value.value) and fact.value.value not in named
            ]
            is_agent = hit.thing.iri not in named and not {_AGENT, _POST}.isdisjoint(
                self._classes(hit.thing.iri)
            )
            return agents or (facts if is_agent else ())
        return facts

    def _first_asked(self, facts: Sequence[_Fact], hit: Hit, reading: Reading) -> Sequence[_Fact]:
        """Returns the facts that tell the kind of thing that is asked for, where that is one kind of thing."""
        is_any = reading.wanted in (Wanted.LIST, Wanted.TRUTH) and not self._asks_who(reading)
        return () if is_any else self._asked_for(facts, hit, reading)

    # How it is told

    def _chosen(
        self, thing: _Thing, wanted: Sequence[_Fact], asking: frozenset[str], reading: Reading
    ) -> Sequence[_Fact]:
        """Returns what is told: what is of the kind asked for, sentences, those first that have words that were asked, and other facts that have them."""
        named = {iri for one in reading.mentions for iri in one.iris}
        sentences = [fact for fact in thing.facts if fact.prop in SENTENCES]
        sentences.sort(key=lambda fact: -len(fact.stems & asking))
        others = [fact for fact in thing.facts if fact.prop not in SENTENCES]
        core = asking - thing.own
        near = [one for one in others if one.stems & asking or one.value.value in named]
        first = [one for one in wanted if one in near] or [one for one in wanted if one in others]
        if any(fact.prop in _PERIOD for fact in first):
            first += [one for one in wanted if one.prop in _PERIOD and one not in first]
        first.sort(key=lambda fact: fact.value.value if fact.is_time else "")
        best = max((len(fact.stems & core) for fact in thing.facts), default=0)
        telling = [fact for fact in (*sentences, *near) if best and len(fact.stems & core) == best]
        return [*dict.fromkeys((*first, *telling, *sentences, *(near if sentences else others)))]

    def _texts(self, hit: Hit, facts: Sequence[_Fact]) -> Mapping[str, Sequence[_Fact]]:
        """Returns what facts say in words, those that come before the sentences first, each with its facts."""
        if self._is_figure(hit):  # its name tells all of it
            return {self._known.labels[hit.thing.iri]: [*facts]}
        is_statement = self._is_statement(hit)
        texts: dict[str, list[_Fact]] = {}
        first: dict[str, list[_Fact]] = {}
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

    def _statement(self, hit: Hit, facts: Sequence[_Fact]) -> str:
        """Says what is told of a thing, as far as there is room, and where."""
        texts = self._texts(hit, facts)
        kept = having_room(texts, _LONGEST)
        if not hit.place.iri.startswith(MEMO):
            whole = "; ".join(kept).removesuffix(".")
            return f"Recorded of {in_sentence(hit.thing.iri, self._known)} ({hit.place.label}): {whole}."
        passages = dict.fromkeys(
            fact.place.removeprefix(MEMO).lstrip("/") for text in kept for fact in texts[text][:1]
        )
        return self._of_passage(", ".join(passages), {hit: kept})

    def _of_passage(self, where: str, texts_of: Mapping[Hit, Sequence[str]]) -> str:
        """Says what the memo tells of things at one place, or several."""
        if len(texts_of) == 1:
            ((hit, texts),) = texts_of.items()
            text = "; ".join(texts)
            if who := self._speaker(hit):
                return f"{who[:1].upper()}{who[1:]} ({self._kind_of(hit)}, memo {where}): {text}."
            of_what = "" if self._needs_no_name(hit) else f" of {in_sentence(hit.thing.iri, self._known)}"
            return f"The memo says{of_what} ({where}): {text}."
        parts = []
        for hit, texts in texts_of.items():
            who = self._speaker(hit)
            name = in_sentence(hit.thing.iri, self._known)
            head = (
                f"{who} ({self._kind_of(hit)}): "
                if who
                else ""
                if self._needs_no_name(hit)
                else f"of {name}: "
            )
            parts.append(f"{head}{'; '.join(texts)}")
        return f"The memo says ({where}): {'; '.join(parts)}."

    def _is_figure(self, hit: Hit) -> bool:
        return _FIGURE in self._classes(hit.thing.iri)

    def _needs_no_name(self, hit: Hit) -> bool:
        """Says whether what is told of something needs no name before it."""
        return self._is_statement(hit) or self._is_figure(hit)

    def _kind_of(self, hit: Hit) -> str:
        return kind_of_statement(self._classes(hit.thing.iri))

    def _speaker(self, hit: Hit) -> str:
        """Returns who makes a statement, but for a document in which it stands."""
        speakers = self._lookup.match(ox.NamedNode(hit.thing.iri), ox.NamedNode(thb.saidBy), None)
        by = [quad.object.value for quad in speakers if self._is_statement(hit)]
        return in_sentence(by[0], self._known) if by and not by[0].startswith(SOURCE) else ""

    def _cited_about(self, things: Iterable[str]) -> Answer:
        values = " ".join(f"<{iri}>" for iri in things)
        return self._cited(
            f"SELECT DISTINCT ?thing ?title WHERE {{ VALUES ?thing {{ {values} }} OPTIONAL {{ ?thing <{_DCTERMS}title> ?title }} }}"
        )

    def _rows(self, hit: Hit, facts: Sequence[_Fact]) -> Answer:
        thing = ox.NamedNode(hit.thing.iri)
        return self._cited(rows_of((thing, ox.NamedNode(fact.prop), fact.value) for fact in facts))


def _stems(texts: Iterable[str]) -> list[frozenset[str]]:
    return [*map(frozenset, stems(texts))]
