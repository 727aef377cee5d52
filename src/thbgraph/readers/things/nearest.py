"""What comes nearest to a sentence: of all that is recorded, the facts that have most of its words and tell the kind of thing that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.namespaces import MEMO, PREFIXES
from ...base.printing import having_room, joined, without_alike
from ...base.terms import short
from ...base.values import grouped
from ...names.articles import in_sentence, in_short
from ...names.folding import fold
from ...names.mentions import FUNCTION_WORDS
from ...names.names import Names
from ...names.operators import OperatorKind
from ...results.claims import Wanted
from ...sentences.reading import ASKING, LIGHT, PREPOSITIONS, SUBJECT, Reading
from .profiles import SENTENCES
from .recorded_facts import AGENT, PERIOD, RecordedFact, RecordedFacts, RecordedThing

_DCTERMS, _ABOUT = PREFIXES["dcterms"], PREFIXES["schema"] + "about"
_TOPIC, _TREATY = "skos:Concept", short(thb.Treaty)
#: What the name of one thing weighs at least, be its words as common as they may.
_NAMED = 4.0
#: What a word counts by where it is met: in a fact, in a name of what that is of, among the words by which that is said, of what is linked to it, elsewhere said of the same, and in the same passage.
_IN_FACT, _IN_NAME, _IN_WORDS, _LINKED, _OF_SAME, _IN_PASSAGE = 1.0, 0.9, 0.7, 0.6, 0.4, 0.3
#: What a fact counts of the kind of thing that is asked for, and one of which only the thing is.
_OF_KIND, _BARE = 1.4, 0.5
#: Words so long are met by their beginnings, too.
_BEGUN = 5
#: What is told of a thing beside the best fact has no smaller part than this of what that has of the sentence.
_BESIDE = 0.7
#: What is near has no smaller part than this of what the nearest has of the sentence.
_LEAST = 0.5
#: So many letters are told of a thing, and in a line, of so many things; a longer name is told in a shorter form.
_ROOM, _WHOLE, _MOST, _LONG = 320, 420, 14, 45
#: What another fact has more of a sentence than those before it, as part of all that these have.
_GAIN = 0.05
#: Where a passage gives a property so many values, all are told.
_FEW = 4
#: So many other facts are told beside those that have most of a sentence.
_MORE = 3
#: What is part of something hardly nearer, which has so much of it, stands just behind that.
_PART, _AHEAD, _PART_OF = 0.6, 1e-6, _DCTERMS + "isPartOf"
#: Operators whose words no fact tells.
_OF_NOTHING = frozenset(
    (OperatorKind.COUNT, OperatorKind.WHEN, OperatorKind.NEGATION, OperatorKind.MODALITY, OperatorKind.CONDITION)
)  # fmt: skip
#: What is told of a thing only where a sentence asks for it.
_TITLE = _DCTERMS + "title"
_SELDOM = frozenset((_TITLE, _DCTERMS + "identifier"))
#: What the names of acts tell, and what stands before statements.
_NEVER = frozenset((thb.instrument, thb.saidBy, thb.adoptingBody))
#: How labels of relations end that are read on without a colon: "launched by", "deals with".
_READ_ON = frozenset(
    ("by", "of", "on", "at", "to", "in", "with", "under", "from", "for", "about", "up", "promotes")
)


class NearThing(NamedTuple):
    """A thing near to a sentence: how near, what of it is told, and in which passages."""

    thing: RecordedThing
    score: float
    facts: Sequence[RecordedFact]


class _Asked(NamedTuple):
    """A part of a sentence that tells something: for each of its words the stems that have it, what it names, how much it weighs, and whether it names what all is about."""

    stems: Sequence[frozenset[str]]
    things: frozenset[str]
    weight: float
    is_subject: bool = False


class NearestFacts:
    """Ranks recorded things by how near what is said of them is to a sentence; `rarity` weighs words, `short_name` gives the shortest name of a thing."""

    def __init__(
        self,
        known: Names,
        recorded: RecordedFacts,
        rarity: Callable[[Sequence[str]], Mapping[str, float]],
        short_name: Callable[[str], str],
    ) -> None:
        self._known, self._recorded = known, recorded
        self._rarity, self._short_name = rarity, short_name

    def nearest(
        self, things: Sequence[RecordedThing], words: Sequence[frozenset[str]], reading: Reading
    ) -> Iterator[tuple[Sequence[RecordedThing], str, float]]:
        """Yields what comes nearest to a sentence, the nearest first, each with no facts but those told, what is told of it in a line, and how much of the sentence it has, 1 for all; nothing is told twice.

        What somebody says in several statements of a passage is told together.
        """
        asked = self._asked(words, reading, frozenset(chain.from_iterable(one.having for one in things)))
        around: dict[str, frozenset[str]] = {}
        for one in things:
            for fact in one.facts:
                around[fact.place] = around.get(fact.place, frozenset()) | fact.own | one.own
        weighed = (self._near(one, asked, around, reading) for one in things)
        near = sorted((one for one in weighed if one.score > 0), key=lambda one: -one.score)
        near = [one for one in near if one.score >= _LEAST * near[0].score]
        near = sorted(near, key=lambda one: -_with_parts(one, near, asked))
        all_asked, stems = sum(one.weight for one in asked), frozenset[str]().union(*words)
        lines: dict[str, list[tuple[RecordedThing, str, Sequence[RecordedFact]]]] = {}
        shares: dict[str, float] = {}
        told: set[str] = set()
        for found in near[:_MOST]:
            new = [fact for fact in found.facts if fact.prop not in SENTENCES or fact.text not in told]
            told.update(fact.text for fact in new)
            head, texts = self._line(found.thing, new)
            shares.setdefault(head, found.score / all_asked)
            lines.setdefault(head, []).extend((found.thing, *one) for one in texts.items())
        for head, of in lines.items():
            kept = having_room((text for _, text, _ in of), _WHOLE)
            if kept:
                by_iri = {one.hit.thing.iri: one for one, _, _ in of}
                facts = grouped(
                    (one.hit.thing.iri, fact) for one, text, told in of if text in kept for fact in told
                )
                only = [self._with_only(one, facts.get(iri, ()), stems) for iri, one in by_iri.items()]
                yield only, f"{head}: {'; '.join(without_alike(kept))}.", shares[head]

    def _with_only(
        self, thing: RecordedThing, facts: Sequence[RecordedFact], stems: frozenset[str]
    ) -> RecordedThing:
        """Returns a thing of which nothing is said but some facts, in the words that a sentence of some stems has for them."""
        said = (self._recorded.said(fact, stems) for fact in facts)
        return thing._replace(facts=facts, having=thing.own.union(*said))

    # What a sentence asks

    def _asked(
        self, words: Sequence[frozenset[str]], reading: Reading, recorded: Iterable[str]
    ) -> list[_Asked]:
        """Returns the parts of a sentence that tell something: its names, and its other words, as they are recorded."""
        alike = {stem: _alike(stem, recorded) for of in words for stem in of}
        weights = self._rarity(reading.folded)
        unsaid = FUNCTION_WORDS | LIGHT | PREPOSITIONS
        operating = {
            place
            for one in reading.operators
            if one.kind in _OF_NOTHING
            for place in range(one.start, one.end)
        }
        found = []
        named: set[int] = set()
        for one in reading.mentions:
            places = [at for at in range(one.start, one.end) if reading.folded[at] not in unsaid]
            if places and any(words[at] for at in places):
                named.update(range(one.start, one.end))
                weight = max(weights[reading.folded[at]] for at in places)
                stems = [alike[stem] for at in places for stem in words[at]]
                things = frozenset(one.iris) - {SUBJECT}
                is_topic = any(_TOPIC in self._known.classes.get(iri, ()) for iri in one.iris)
                if len(things) == 1 and not is_topic:
                    weight = max(weight, _NAMED)
                found.append(_Asked(stems, things, weight, SUBJECT in one.iris))
        for place in sorted(reading.telling - named - operating):
            if reading.folded[place] not in unsaid and words[place]:
                stems = [alike[stem] for stem in words[place]]
                found.append(_Asked(stems, frozenset(), weights[reading.folded[place]]))
        return found

    # How near a thing is

    def _near(
        self,
        thing: RecordedThing,
        asked: Sequence[_Asked],
        around: Mapping[str, frozenset[str]],
        reading: Reading,
    ) -> NearThing:
        """Weighs each fact of a thing, and keeps those that are nearest to a sentence."""
        of_kind = {
            fact
            for wanted in _wanted(reading)
            for fact in self._recorded.first_asked(thing.facts, thing.hit, reading._replace(wanted=wanted))
        }
        counts = self._recorded.is_figure(thing.hit) and Wanted.COUNT in _wanted(reading)
        # Whether something is so is told of what is named itself.
        counts |= reading.wanted is Wanted.TRUTH and any(one.things == {thing.hit.thing.iri} for one in asked)
        scores: dict[RecordedFact, float] = {}
        parts: dict[RecordedFact, list[float]] = {}
        for fact in thing.facts:
            parts[fact] = [one.weight * self._met(one, fact, thing, around) for one in asked]
            own = sum(one.weight * self._in_fact(one, fact) for one in asked)
            is_of_kind = counts or fact in of_kind
            is_bare = own == 0 and not is_of_kind and (fact.prop in _SELDOM or self._is_of_subject(fact))
            scores[fact] = sum(parts[fact]) * (_OF_KIND if is_of_kind else _BARE if is_bare else 1.0)
        return NearThing(thing, max(scores.values(), default=0.0), self._kept(thing, scores, parts))

    def _kept(
        self,
        thing: RecordedThing,
        scores: Mapping[RecordedFact, float],
        parts: Mapping[RecordedFact, Sequence[float]],
    ) -> Sequence[RecordedFact]:
        """Returns the facts that are told of a thing: those that cover most, those alike, and what it is."""
        in_order = sorted(
            scores, key=lambda fact: (-round(scores[fact], 2), fact.prop not in SENTENCES, fact.text)
        )
        first = _covering(in_order, parts)
        alike = {fact.prop for fact in first} - SENTENCES
        least = _BESIDE * max(scores.values(), default=0.0)
        others = [fact for fact in in_order if scores[fact] >= least and fact not in first]
        kept = [*first, *(fact for fact in others if fact.prop in alike)]
        kept += [fact for fact in others if fact.prop not in alike][:_MORE]
        kept = [fact for fact in kept if fact.prop not in _NEVER]
        plain = [fact for fact in thing.facts if fact.prop not in SENTENCES]
        for of in grouped(((fact.prop, fact.place), fact) for fact in plain).values():
            kept += of if len(of) <= _FEW and not {*of}.isdisjoint(kept) else ()
        sentences = [fact for fact in in_order if fact.prop in SENTENCES and fact not in kept]
        if self._recorded.is_statement(thing.hit):  # all of it is told
            kept += sentences
        elif not any(fact.prop in SENTENCES for fact in kept):  # what it is, beside what it is linked to
            kept += sentences[:1]
        if any(fact.prop in PERIOD for fact in kept):
            kept += [fact for fact in thing.facts if fact.prop in PERIOD]
        told = grouped((fact.prop, fact.value.value) for fact in kept)
        partners = {*told.pop(thb.partner, ())}
        if any(partners == {*of} for of in told.values()):  # who did it, together
            kept = [fact for fact in kept if fact.prop != thb.partner]
        return [fact for fact in dict.fromkeys(kept) if not self._repeats_name(fact, thing)]

    def _met(
        self,
        one: _Asked,
        fact: RecordedFact,
        thing: RecordedThing,
        around: Mapping[str, frozenset[str]],
    ) -> float:
        """Returns how far a fact, what it is of or what stands around it has a part of a sentence."""
        linked = 0.0
        if one.things:
            others = (other.value.value in one.things for other in thing.facts)
            linked = (
                _IN_FACT
                if thing.hit.thing.iri in one.things
                else _IN_NAME
                if fact.value.value in one.things
                else _LINKED * any(others)
            )
        levels = (
            (_IN_FACT, fact.own),
            (_IN_NAME, thing.own),
            (_IN_WORDS, fact.stems),
            (_OF_SAME, thing.having),
            (_IN_PASSAGE, around.get(fact.place, frozenset[str]())),
        )
        each = [next((level for level, of in levels if not stem.isdisjoint(of)), 0.0) for stem in one.stems]
        return max(linked, sum(each) / len(each))

    @staticmethod
    def _in_fact(one: _Asked, fact: RecordedFact) -> float:
        """Returns whether a fact itself has a part of a sentence."""
        return float(
            fact.value.value in one.things or any(not stem.isdisjoint(fact.stems) for stem in one.stems)
        )

    def _repeats_name(self, fact: RecordedFact, thing: RecordedThing) -> bool:
        """Says whether a fact only gives the title by which a thing is called."""
        name = self._known.labels.get(thing.hit.thing.iri, "")
        return fact.prop == _TITLE and {*fold(fact.text).split()} <= {*fold(name).split()}

    def _is_of_subject(self, fact: RecordedFact) -> bool:
        """Says whether a fact leads to what all that is recorded is about."""
        return str(fact.value.value) == SUBJECT

    # How it is told

    def _line(
        self, thing: RecordedThing, facts: Sequence[RecordedFact]
    ) -> tuple[str, Mapping[str, Sequence[RecordedFact]]]:
        """Returns where something is told of a thing, and of what, and what is told by which facts, as far as there is room."""
        hit = thing.hit
        if self._recorded.is_figure(hit):
            facts = facts[:1]
            told: Mapping[str, Sequence[RecordedFact]] = {self._known.labels[hit.thing.iri]: facts}
        else:
            is_statement = self._recorded.is_statement(hit)
            if is_statement:
                facts = [fact for fact in facts if fact.prop in SENTENCES]
            clauses = grouped((self._clause(fact, facts), fact) for fact in facts)
            told = {text: clauses[text] for text in having_room(clauses, _ROOM, _ROOM // 2)}
            facts = [fact for of in told.values() for fact in of]
        places = sorted({fact.place for fact in facts})
        where = (
            f"Memo {', '.join(place.removeprefix(MEMO).lstrip('/') for place in places)}"
            if hit.place.iri.startswith(MEMO)
            else "Outside the memo"
        )
        head = self._head(thing)
        return f"{where}{', ' if head else ''}{head}", told

    def _head(self, thing: RecordedThing) -> str:
        """Says of what is told, or who says it; of a number or a statement of the memo, what one thing that is about."""
        iri = thing.hit.thing.iri
        if self._recorded.is_figure(thing.hit) or self._recorded.is_statement(thing.hit):
            by = self._recorded.speaker(thing.hit)
            if by:
                return f"{self._recorded.kind_of(thing.hit)} by {self._named(by)}"
            about = {str(one.value.value) for one in thing.facts if one.prop == _ABOUT}
            things = [one for one in about if _TOPIC not in self._known.classes.get(one, ())]
            if len(things) != 1:
                return ""
            (iri,) = things
        is_treaty = _TREATY in self._known.classes.get(iri, ())
        name = self._named(iri) if is_treaty else in_sentence(iri, self._known)
        return f"on the {name}" if name[:1].islower() and not name.startswith("the ") else f"on {name}"

    def _clause(self, fact: RecordedFact, beside: Iterable[RecordedFact]) -> str:
        """Says a fact; the days from and to which something was together."""
        if fact.prop in SENTENCES:
            return fact.text.rstrip(".")
        period = {one.prop: one.text for one in beside if one.prop in PERIOD}
        if fact.prop in PERIOD and len(period) == len(PERIOD):
            start, end = (period[prop] for prop in PERIOD)
            return f"from {start} to {end}" if start != end else f"on {start}"
        if fact.prop in PERIOD:
            return f"{'from' if fact.prop == PERIOD[0] else 'until'} {fact.text}"
        if fact.prop == _DCTERMS + "date":
            return fact.text
        label = self._known.labels.get(fact.prop, short(fact.prop))
        others = [one for one in (*beside,) if one.prop == fact.prop]
        values = joined([*dict.fromkeys(self._value(one) for one in others or [fact])])
        return f"{label}{'' if _reads_on(label) else ':'} {values}"

    def _value(self, fact: RecordedFact) -> str:
        return (
            self._named(fact.value.value) if isinstance(fact.value, ox.NamedNode) else fact.text.rstrip(".")
        )

    def _named(self, iri: str) -> str:
        kinds = self._known.classes.get(iri, ())
        is_long = AGENT in kinds and len(self._known.labels.get(iri, "")) > _LONG
        if is_long or _TREATY in kinds:
            return in_short(iri, self._short_name(iri), self._known)
        return in_sentence(iri, self._known)


def _with_parts(thing: NearThing, near: Sequence[NearThing], asked: Iterable[_Asked]) -> float:
    """Returns how near a thing is, or a part of it that is hardly nearer: a programme stands before its priority for a year.

    A part stands before the whole instead where its name has a word of the sentence that this has not: an issue of a paper.
    """
    words = [*chain.from_iterable(one.stems for one in asked if not (one.things or one.is_subject))]
    score = thing.score
    for other in near:
        for part, whole in ((thing, other), (other, thing)):
            called, of_whole = part.thing.own, whole.thing.own
            is_named = any(of_whole.isdisjoint(word) and not called.isdisjoint(word) for word in words)
            is_before = _is_part(part, whole) and (thing is part) == is_named
            if is_before and thing.score < other.score <= thing.score / _PART:
                score = max(score, other.score + _AHEAD)
    return score


def _is_part(part: NearThing, whole: NearThing) -> bool:
    iri = whole.thing.hit.thing.iri
    return any(fact.prop == _PART_OF and fact.value.value == iri for fact in part.thing.facts)


def _covering(
    facts: Sequence[RecordedFact], parts: Mapping[RecordedFact, Sequence[float]]
) -> list[RecordedFact]:
    """Returns the best of some facts, and those others that have most of what of a sentence those before them have less of."""
    found = [*facts[:1]]
    most = [*parts[facts[0]]] if facts else []

    def gain(fact: RecordedFact) -> float:
        return sum(max(part - had, 0) for part, had in zip(parts[fact], most, strict=True))

    while facts and gain(best := max(facts, key=gain)) > _GAIN * sum(most):  # of equal ones the first
        found.append(best)
        most = [*map(max, most, parts[best])]
    return found


def _wanted(reading: Reading) -> frozenset[Wanted]:
    """Returns the kinds of things that any part of a sentence asks for."""
    words = reading.folded
    runs = (" ".join(words[at : at + size]) for at in range(len(words)) for size in (1, 2, 3))
    return frozenset((reading.wanted, *(ASKING[run] for run in runs if run in ASKING)))


def _reads_on(label: str) -> bool:
    """Says whether a value follows the label of a relation as its object.

    >>> [label for label in ("launched by", "produces", "partner", "start date") if _reads_on(label)]
    ['launched by', 'produces']
    """
    words = fold(label).split()
    is_verb = len(words) == 1 and words[0].endswith("s") and not words[0].endswith("ss")
    return words[-1] in _READ_ON or is_verb


def _alike(stem: str, recorded: Iterable[str]) -> frozenset[str]:
    """Returns a stem with those recorded ones that begin alike, where it is long."""
    if len(stem) < _BEGUN:
        return frozenset((stem,))
    found = (one for one in recorded if len(one) >= _BEGUN and (one.startswith(stem) or stem.startswith(one)))
    return frozenset((stem, *found))
