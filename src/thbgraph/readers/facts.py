"""Answers what a sentence asks of things by their relations: "who launched Blue Heart?", "which bodies of the OSCE work on ...?"

The words for relations and kinds of things stand in the ontology. Nothing is said not to be so because it is not recorded,
and a list of what is recorded says "at least".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from itertools import chain, pairwise, product
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATING, LAST_DAY, MONTH_DAY, bounds, months_later
from ..base.home import HOME
from ..base.namespaces import COMPUTED_GRAPH, DERIVED, EDITORS, MEMO, PREFIXES, RDF_TYPE
from ..base.printing import joined
from ..base.printing import number_in_words as counted
from ..base.terms import short
from ..base.values import grouped, shown, value_of
from ..base.vocabulary import ActKind
from ..names.articles import in_sentence, in_short
from ..names.folding import fold, significant
from ..names.names import Names
from ..results.answer import Answer
from ..results.claims import Claim, Wanted
from ..sentences.days_asked import DaysAsked
from ..sentences.reading import Reading
from ..stores.lookup import Lookup
from .fact_grammar import (
    PARTS,
    Condition,
    FactQuestion,
    IdentifierQuestion,
    LabelQuestion,
    LengthQuestion,
    LinkQuestion,
    Named,
    NamedThings,
    OrderQuestion,
    SameQuestion,
    WhenQuestion,
    WhichQuestion,
    fact_questions,
    memo_words,
)
from .phrases import Form, Noun, Phrases, Relation, Saying, plural_of

_SCHEMA, _DCTERMS = (PREFIXES[prefix] for prefix in ("schema", "dcterms"))
_AGENTS = frozenset(("foaf:Agent", "org:Post"))
_TOPIC = "skos:Concept"
_PLACE, _EVENT, _ORGANIZER = "schema:Place", "schema:Event", _SCHEMA + "organizer"
_PURPOSE, _AUDIENCE = PREFIXES["org"] + "purpose", _DCTERMS + "audience"
_PROSPECT, _TREATY, _ACT = short(thb.Prospect), short(thb.Treaty), short(thb.Act)
#: Acts that may be done to an instrument as a whole.
WHOLE_ACTS = frozenset(
    short(kind)
    for kind in (
        ActKind.ADOPTION,
        ActKind.OPENING_FOR_SIGNATURE,
        ActKind.CLOSING_FOR_SIGNATURE,
        ActKind.ENTRY_INTO_FORCE,
    )
)
#: How the head of a name ends that is a plural, and what describes it behind that.
_PLURAL, _DESCRIBING = (
    re.compile(r"([^s]s|men|children|people)$", re.IGNORECASE),
    re.compile(r" (?:of|in|at|from|who|being) "),
)
_MANDATE, _VALID = "mandate", "valid until"
_HAPPENING = WHOLE_ACTS | {short(ActKind.THRESHOLD_REACHED)}
_TYPE, _INSTRUMENT, _PARTY = (ox.NamedNode(iri) for iri in (RDF_TYPE, thb.instrument, thb.forParty))
_LOCATION, _OCCASION = ox.NamedNode(_SCHEMA + "location"), ox.NamedNode(thb.onOccasionOf)
_MATCH = PREFIXES["skos"] + "exactMatch"
_PUBLISHER, _PART_OF = _DCTERMS + "publisher", ox.NamedNode(_DCTERMS + "isPartOf")
_ORDINAL = ox.NamedNode(_SCHEMA + "position")
_ISSUED, _HAPPEN = ox.NamedNode(_DCTERMS + "issued"), "happen"
_FOUNDED = ox.NamedNode(_SCHEMA + "foundingDate")
_START, _END, _DATE = (
    ox.NamedNode(iri) for iri in (_SCHEMA + "startDate", _SCHEMA + "endDate", _DCTERMS + "date")
)
_TIMES = (*DATING, MONTH_DAY)
_AT = (" in", " at", " on")
#: What was done to things that are put in order, where no phrase says it: the first that has a day for each.
_LIKE = (
    ("held", True), ("established", True), ("adopted", True), ("published", True), ("launched", True), ("opened for signature", True),
)  # fmt: skip
#: How it is said whose something is.
_OWNED = "of"
#: Who is responsible for work is so for what that work is about.
_CHARGE = Relation(thb.responsibleFor)
_TOPICS = (ox.NamedNode(thb.focusesOn), ox.NamedNode(_DCTERMS + "subject"))
_AMBIGUOUS = (
    "A name in the sentence may stand for several things; it is taken for the one of which this is recorded."
)
#: What asks for a number of this name does not count.
_NUMBER = "number"
_NONE = Noun("", frozenset(), {})
#: A text by one of these is a name, not a sentence of its own.
_NAMING = frozenset((_DCTERMS + "title", _SCHEMA + "legalName"))
#: What a source tells some of, and seldom all.
_OPEN = frozenset(
    (thb.cooperatesWith, thb.focusesOn, thb.aimsAt, thb.assists, _DCTERMS + "subject", _SCHEMA + "areaServed")
)
#: What a node has for a datatype that is no literal.
_NO_TIME = ox.NamedNode(thb.Entity)
#: What lasts longer than so many days is told in months.
_DAYS = 62
#: So much of two words is alike where they are of one kin.
_BEGINNING = 5
#: So many names stand in a sentence; the table has the others.
_FEW, _MANY = 9, 30

Node: TypeAlias = ox.NamedNode | ox.Literal
Stated: TypeAlias = tuple[ox.NamedNode, ox.NamedNode, Node]
#: What a thing is linked to, with the statements that link them.
Links: TypeAlias = dict[Node, tuple[Stated, ...]]


class _Time(NamedTuple):
    """A day, month or year of something, with the last where it goes on over several, and the statements that say so."""

    day: ox.Literal
    stated: tuple[Stated, ...]
    end: ox.Literal | None = None


class _FactsFound(NamedTuple):
    """An answer: its text, what it rests on, of whom it holds, and what it is asked of."""

    text: str
    stated: Sequence[Stated]
    wanted: Wanted
    things: Sequence[str] = ()
    is_complete: bool = True
    is_past: bool = False
    is_number: bool = False
    notes: Sequence[str] = ()
    about: Sequence[str] = ()


class FactReader:
    """Reads sentences about the facts of one graph; `cited` answers a SELECT query with its evidence, `short_name` gives that of a treaty."""

    def __init__(
        self,
        lookup: Lookup,
        known: Names,
        phrases: Phrases,
        cited: Callable[[str], Answer],
        short_name: Callable[[str], str],
    ) -> None:
        self._lookup, self._known, self._phrases = lookup, known, phrases
        self._cited, self._short_name = cited, short_name
        #: Statements of graphs that begin so are left out, and what the memo does not speak of where it is asked.
        self._unheard: tuple[str, ...] = (COMPUTED_GRAPH,)
        self._is_of_memo = False

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields the answer to a sentence; nothing where it has other words, or nothing is recorded of what it asks.

        Where the memo's word is asked, what the editors read in it is told only where that by itself answers nothing.
        """
        if "memo" not in reading.folded:
            yield from self._claims(reading)
            return
        of_memo, claims = copy(self), list[Claim]()
        of_memo._is_of_memo = True
        for unheard in ((*self._unheard, EDITORS), self._unheard):
            of_memo._unheard = unheard
            if not any(one.is_sure for one in claims):
                claims = [*of_memo._claims(reading)]
        yield from claims

    def _claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields the answer to a sentence by the statements that are heard."""

        def described(noun: Noun, conditions: tuple[Condition, ...]) -> Sequence[str]:
            asked = WhichQuestion(Wanted.LIST, conditions, noun)
            choices = [one for one in _choices(asked) if isinstance(one, WhichQuestion)]
            return [
                iri for one in choices for iri in self._candidates(one) if self._meets(iri, one) is not None
            ]

        absent, about = "", tuple[str, ...]()
        for question in fact_questions(reading, self._known, self._phrases, described):
            choices = [*_choices(question)]
            if not absent and len(choices) == 1:
                absent, about = self._absent(choices[0]), _about(choices[0])
            found = [
                one._replace(about=_about(choice)) for choice in choices if (one := self._answered(choice))
            ]
            if len({one.text for one in found}) == 1:
                notes = (*found[0].notes, *([_AMBIGUOUS] if len(choices) > len(found) else []))
                claim = self._claim(found[0]._replace(notes=notes), reading)
                if claim is not None:
                    yield claim
                    return
        if absent:
            every = frozenset(range(len(reading.tokens)))
            kinds = frozenset((reading.wanted,))
            yield Claim(
                "facts",
                absent,
                every,
                Answer((), ()),
                found=about,
                kinds=kinds,
                is_sure=False,
                is_absence=True,
            )

    def _absent(self, question: FactQuestion) -> str:
        """Says that no fact answers a question for a day, or for who does something to one thing."""
        if isinstance(question, WhenQuestion) and question.phrase and question.link is None:
            be = "was" if question.is_past else "is"
            done = f"{be} {question.phrase}" if question.is_with_be else self._past(question)
            asked = (
                question.asked
                if question.asked in ("since when", "until when")
                else "when"
                if question.wanted is Wanted.DAY
                else "where"
            )
            done = done.removesuffix(" until").removesuffix(" since")
            return f"No fact recorded in these words says {asked} {self._named(question.thing[0])} {done}."
        if isinstance(question, IdentifierQuestion):
            return f"No identifier of {self._named(question.thing[0])} in {question.scheme} is recorded."
        if isinstance(question, WhichQuestion) and question.is_agent and len(question.conditions) == 1:
            (one,) = question.conditions
            if (
                one.sayings
                and one.span is None
                and one.things is not None
                and not one.things.kind
                and one.is_subject
                and not one.is_negated
            ):
                return f"No fact recorded in these words says who {self._predicate(one, False)}."
        return ""

    def _answered(self, question: FactQuestion) -> _FactsFound | None:
        if isinstance(question, WhichQuestion):
            return self._which(question)
        if isinstance(question, LinkQuestion):
            return self._whether(question)
        if isinstance(question, WhenQuestion):
            return self._when(question)
        if isinstance(question, LengthQuestion):
            return self._length(question)
        if isinstance(question, OrderQuestion):
            return self._ordered(question)
        if isinstance(question, SameQuestion):
            return self._same(question)
        if isinstance(question, IdentifierQuestion):
            return self._identifier(question)
        return self._labelled(question)

    def _claim(self, found: _FactsFound, reading: Reading) -> Claim | None:
        """Returns what is claimed; nothing where the memo is asked and others say some of it."""
        answer = self._cited(rows_of(found.stated))
        sources, names = answer.evidence.sources, answer.evidence.named_sources
        notes, of_memo = [*found.notes], memo_words(reading)
        if of_memo.is_of_word and not all(iri.startswith((MEMO, EDITORS)) for iri in sources):
            return None
        is_of_agent = any(not _AGENTS.isdisjoint(self._kinds(one)) for one, _, _ in found.stated)
        is_of_time = of_memo.is_of_time or (is_of_agent and not found.is_past)
        if HOME.time and is_of_time and any(iri.startswith(MEMO) for iri in sources):
            notes.append(f"The memo speaks of {HOME.time}.")
        if found.text.startswith("sources differ"):
            notes += _by_source(answer)
        if any(_is_by_editors(row.citation.statements) for row in answer if row.citation is not None):
            notes.append(
                "Some of it is the reading of the editors."
                if names
                else "This is the reading of the editors."
            )
        kinds: tuple[Wanted, ...] = (Wanted.COUNT, Wanted.LENGTH) if found.is_number else ()
        kinds += (Wanted.PLACE,) if reading.folded[:2] == ("where", "can") else ()
        kinds += (Wanted.LIST,) if reading.folded[:2] == ("how", "often") else ()
        return Claim(
            "facts",
            found.text[:1].upper() + found.text[1:],
            frozenset(range(len(reading.tokens))),
            answer.replace(summary=found.text),
            tuple(notes),
            tuple(found.things),
            kinds=frozenset((found.wanted, *kinds)),
            is_complete=found.is_complete,
            sources=names,
            about=tuple(found.about),
        )

    def _named(self, iri: str) -> str:
        kinds = self._known.classes.get(iri, ())
        if _TREATY in kinds:
            return in_short(iri, self._short_name(iri), self._known)
        name = in_sentence(iri, self._known)
        return f"{name} (a plan or proposal)" if _PROSPECT in kinds else name

    # What is recorded

    def _related(self, thing: str, relation: Relation) -> Links:
        """Returns what a thing is related to; a part of a part is part of the whole, the nearest first."""
        found: Links = {}
        steps: list[tuple[Node, tuple[Stated, ...]]] = [(ox.NamedNode(thing), ())]
        prop = ox.NamedNode(relation.term)
        for node, way in steps:
            for subject, other in self._stated(node, prop, relation.is_forward):
                near = other if relation.is_forward else subject
                if near in found or near.value == thing:
                    continue
                found[near] = (*way, (subject, prop, other))
                if relation.term in PARTS:
                    steps.append((near, found[near]))
        if relation.term == _PUBLISHER and not (found and relation.is_forward):
            found |= self._by_issue(thing, relation)
        return found

    def _by_issue(self, thing: str, relation: Relation) -> Links:
        """Returns who publishes what a thing is an issue of, or the issues of what somebody publishes."""
        found: Links = {}
        node, prop = ox.NamedNode(thing), ox.NamedNode(relation.term)
        if relation.is_forward:
            for _, whole in self._stated(node, _PART_OF, True):
                for _, who in self._stated(whole, prop, True):
                    found[who] = ((node, _PART_OF, whole), (ox.NamedNode(whole.value), prop, who))
            return found
        for whole, _ in self._stated(node, prop, False):
            for issue, _ in self._stated(whole, _PART_OF, False):
                found[issue] = ((issue, _PART_OF, whole), (whole, prop, node))
        return found

    def _stated(
        self, node: Node, prop: ox.NamedNode, is_forward: bool
    ) -> Iterator[tuple[ox.NamedNode, Node]]:
        if is_forward and isinstance(node, ox.Literal):
            return
        quads = self._lookup.match(*((node, prop, None) if is_forward else (None, prop, node)))
        for quad in quads:
            is_heard = not quad.graph_name.value.startswith(self._unheard)
            if is_heard and isinstance(quad.subject, ox.NamedNode):
                yield quad.subject, quad.object

    def _kinds(self, node: Node) -> Sequence[str]:
        return self._known.classes.get(node.value, ()) if isinstance(node, ox.NamedNode) else ()

    def _acts(self, thing: str, kind: str) -> Iterator[tuple[ox.NamedNode, Stated]]:
        """Yields the acts of a class done to an instrument as a whole."""
        for act, _ in self._stated(ox.NamedNode(thing), _INSTRUMENT, False):
            is_whole = short(kind) in self._kinds(act) and not [*self._stated(act, _PARTY, True)]
            if is_whole:
                yield act, (act, _INSTRUMENT, ox.NamedNode(thing))

    def _sayings(self, phrase: str, is_with_be: bool) -> Sequence[Saying]:
        forms = (Form.BEHIND_BE,) if is_with_be else (Form.BASE, Form.FINITE, Form.PARTICIPLE)
        return [one for form in forms for one in self._phrases.sayings.get((form, phrase), ())]

    def _times(self, thing: str, phrase: str, is_with_be: bool = True) -> list[_Time]:
        """Returns when what a phrase says was done to a thing: its own days, those of an act, or of the event where it was done."""
        found: list[_Time] = []
        kinds = self._known.classes.get(thing, ())
        for one in self._sayings(phrase, is_with_be):
            kind = short(one.relation.term)
            is_of_event = _EVENT in kinds and one.relation.term == _ORGANIZER
            if kind == _EVENT and phrase.startswith(_HAPPEN) and {_EVENT, _ACT}.isdisjoint(kinds):
                found += self._begun(thing)
            if kind in kinds or is_of_event or (kind == _EVENT and _ACT in kinds):
                found += (day for prop in (_START, _DATE) for day in self._days_of(ox.NamedNode(thing), prop))
            elif one.relation.is_forward:
                found += self._days_of(ox.NamedNode(thing), ox.NamedNode(one.relation.term))
            for act, done in self._acts(thing, one.relation.term):
                found += (
                    day._replace(stated=(done, *day.stated))
                    for prop in (_DATE, _START)
                    for day in self._days_of(act, prop)
                )
        if found:
            return found
        for way in _AT:
            for one in self._sayings(phrase + way, is_with_be):
                for event, stated in self._related(thing, one.relation).items():
                    if _EVENT in self._kinds(event):
                        days = (day for prop in (_START, _DATE) for day in self._days_of(event, prop))
                        found += (day._replace(stated=(*stated, *day.stated)) for day in days)
        return found

    def _begun(self, thing: str) -> Iterator[_Time]:
        """Yields when something began that is no event, or was published."""
        for prop in (_START, _ISSUED, _FOUNDED):
            for time in self._days_of(ox.NamedNode(thing), prop):
                yield time._replace(end=None)

    def _days_of(self, node: Node, prop: ox.NamedNode) -> Iterator[_Time]:
        ends = [
            (end, (subject, _END, end))
            for subject, end in (self._stated(node, _END, True) if prop == _START else ())
            if isinstance(end, ox.Literal)
            and end.datatype.value in _TIMES
            and {_EVENT, _ACT} & {*self._kinds(node)}
        ]
        for subject, day in self._stated(node, prop, True):
            if isinstance(day, ox.Literal) and day.datatype.value in _TIMES:
                stated: tuple[Stated, ...] = ((subject, prop, day),)
                if len(ends) == 1:
                    yield _Time(day, (*stated, ends[0][1]), ends[0][0])
                else:
                    yield _Time(day, stated)

    def _places(self, thing: str, phrase: str, is_with_be: bool) -> Links:
        """Returns where what a phrase says was done, be it at an event."""
        found: Links = {}
        nodes: list[tuple[Node, tuple[Stated, ...]]] = []
        for way in ("", *_AT):
            for one in self._sayings(phrase + way, is_with_be):
                for act, stated in self._acts(thing, one.relation.term):
                    nodes.append((act, (stated,)))
                    nodes += (
                        (event, (stated, (act, _OCCASION, event)))
                        for _, event in self._stated(act, _OCCASION, True)
                    )
                for node, way_to in self._related(thing, one.relation).items():
                    if _PLACE in self._kinds(node):
                        found[node] = way_to
                    elif _EVENT in self._kinds(node):
                        nodes.append((node, way_to))
        for node, way_to in nodes:
            for _, place in self._stated(node, _LOCATION, True):
                found.setdefault(place, (*way_to, (node, _LOCATION, place)))
        return found

    # Conditions

    def _link(self, thing: str, condition: Condition) -> tuple[Stated, ...] | None:
        """Returns what links a thing to all, or any, that a condition names, in its time; None where that is not recorded."""
        stated: list[Stated] = []
        if condition.things is not None:
            ways = [self._link_to(thing, iri, condition) for (iri,) in condition.things.names]
            linked = [way for way in ways if way]
            if not linked or (len(linked) < len(ways) and not condition.things.is_any):
                return None
            stated += (one for way in linked for one in way)
        if condition.span is not None:
            timed = self._in_time(thing, condition)
            if timed is None:
                return None
            stated += timed
        return tuple(stated)

    def _link_to(self, thing: str, other: str, condition: Condition) -> tuple[Stated, ...]:
        for one in condition.sayings:
            relation = one.relation if condition.is_subject else one.relation.back
            links = self._related(thing, relation)
            if way := links.get(ox.NamedNode(other)):
                return way
            is_work = _AGENTS.isdisjoint(self._known.classes.get(thing, ()))
            if condition.phrase == _OWNED and is_work and relation.term not in PARTS:
                for part, way_to in self._parts(other).items():
                    if way := links.get(part):
                        return (*way, *way_to)
            for work, way in (
                links.items() if relation == _CHARGE else ()
            ):  # responsible for work on trafficking
                for prop in _TOPICS:
                    if [*self._lookup.match(work, prop, ox.NamedNode(other))]:
                        return (*way, (ox.NamedNode(work.value), prop, ox.NamedNode(other)))
        return ()

    def _parts(self, whole: str) -> Links:
        """Returns the parts of a thing, whose texts and works are its own."""
        return (
            self._related(whole, Relation(PREFIXES["org"] + "unitOf", False))
            if short(thb.State) not in self._kinds(ox.NamedNode(whole))
            else {}
        )

    def _in_time(self, thing: str, condition: Condition) -> tuple[Stated, ...] | None:
        """Returns what dates that which a condition says of a thing, where that is in its time for sure."""
        assert condition.span is not None
        for subject, phrase, is_with_be in self._dated_by(thing, condition):
            for time in self._times(subject, phrase, is_with_be):
                if _is_within(time, condition.span) is True:
                    return time.stated
        return None

    def _dated_by(self, thing: str, condition: Condition) -> Iterator[tuple[str, str, bool]]:
        """Yields whose days tell when a condition was met, and by which phrase: what was launched, by "launched"."""
        if condition.things is None:
            yield from ((thing, condition.phrase or "of", is_with_be) for is_with_be in (True, False))
            return
        (other,), *more = condition.things.names
        for one in condition.sayings:
            subject, patient = (thing, other) if condition.is_subject else (other, thing)
            if one.is_passive:
                subject, patient = patient, subject
            if one.verb.is_transitive:
                if not more or patient == thing:
                    yield patient, one.verb.participle, True
                if not more or subject == thing:
                    yield subject, one.verb.base, False
            elif not more or subject == thing:
                yield subject, one.verb.base.rpartition(" ")[0], one.verb.is_with_be

    # Questions

    def _which(self, question: WhichQuestion) -> _FactsFound | None:
        left_out = [one for one in question.conditions if one.is_negated and not _is_linking(one)]
        if left_out:
            return self._except(question, left_out)
        if any(one.is_negated for one in question.conditions):
            return self._without(question)
        question = self._without_audience(question)
        found = {
            iri: way for iri in self._candidates(question) if (way := self._meets(iri, question)) is not None
        }
        if not found:
            return None if question.rank else self._in_words(question)
        if question.rank:
            return self._ranked(found, question)
        if any(one.things is not None and one.things.is_most for one in question.conditions):
            return self._with_most(found, question)
        if question.fields:
            return self._with_fields(found, question)
        things = sorted(found, key=lambda iri: self._known.labels.get(iri, iri))
        stated = [one for iri in things for one in found[iri] or self._kind_stated(iri)]
        main = question.conditions[-1] if question.conditions else Condition("recorded here", ())
        main = self._of_work(main, found.values())
        is_only = len(things) == 1 and self._is_only(found[things[0]], things[0], question)
        least = "" if is_only else "at least "
        text = self._listed(things, question, main, least)
        if question.wanted is Wanted.COUNT and (last := self._last_numbered(things, question)):
            return last._replace(stated=[*stated, *last.stated])
        if question.wanted is Wanted.COUNT:
            text = (
                f"{least}{len(things)}: {text.replace(least, '', 1)}" if least else f"{len(things)}: {text}"
            )
        if question.wanted is Wanted.TRUTH:
            text = f"yes: {text}"
        return _FactsFound(text, stated, question.wanted, things, is_only, main.is_past)

    @staticmethod
    def _without_audience(question: WhichQuestion) -> WhichQuestion:
        """Leaves out the audience where it is asked what something is for, which "who is it for" asks for."""
        sayings = question.conditions[-1].sayings if question.conditions else ()
        is_open = question.noun is None and not question.is_agent
        if not (is_open and any(one.relation.term == _PURPOSE for one in sayings)):
            return question
        kept = tuple(one for one in sayings if one.relation.term != _AUDIENCE)
        last = question.conditions[-1]._replace(sayings=kept)
        return question._replace(conditions=(*question.conditions[:-1], last))

    def _with_most(
        self, found: Mapping[str, Sequence[Stated]], question: WhichQuestion
    ) -> _FactsFound | None:
        """Says who has to do with most things of a kind, by what is recorded, and how many these are of each that comes near."""
        (asked,) = (one for one in question.conditions if one.things is not None and one.things.is_most)
        assert asked.things is not None
        numbers = {
            iri: sum(bool(self._link_to(iri, one, asked)) for (one,) in asked.things.names) for iri in found
        }
        in_order = sorted(found, key=lambda iri: (-numbers[iri], self._known.labels.get(iri, iri)))
        most = numbers[in_order[0]]
        first = [iri for iri in in_order if numbers[iri] == most]
        if len(first) == len(in_order):
            return None
        others = [f"{self._named(iri)} {counted(numbers[iri])}" for iri in in_order[len(first) :][:_FEW]]
        are_several = len(first) > 1
        text = (
            f"by what is recorded here {joined([self._named(iri) for iri in first])} "
            f"{self._verb(asked, are_several)} most {asked.things.kind}, {counted(most)}{' each' if are_several else ''}; "
            f"{joined(others)}."
        )
        stated = [one for iri in in_order for one in found[iri]]
        return _FactsFound(text, stated, question.wanted, first, False, asked.is_past)

    def _with_fields(self, found: Mapping[str, Sequence[Stated]], question: WhichQuestion) -> _FactsFound:
        """Tells of each thing what a sentence asks for with it, by day where it asks for that: "... (2004; publisher: ...)"."""
        times = {iri: self._like_times(iri) for iri in found}
        is_dated = any(not field.sayings for field in question.fields)
        things = sorted(
            found,
            key=lambda iri: (
                _span_of(times[iri][0]) if is_dated and times[iri] else (LAST_DAY, ""),
                self._known.labels.get(iri, iri),
            ),
        )
        stated = [one for iri in things for one in found[iri]]
        told = []
        for iri in things:
            parts = []
            for field in question.fields:
                if not field.sayings:
                    days = joined(
                        list(dict.fromkeys(shown(value_of(time.day, {})) for time in times[iri])), "or"
                    )
                    parts.append(days or f"no {field.called} recorded")
                    stated += (one for time in times[iri] for one in time.stated)
                    continue
                links: Links = {}
                for saying in field.sayings:
                    links |= self._related(iri, saying.relation)
                values = [
                    self._named(node.value) if isinstance(node, ox.NamedNode) else shown(value_of(node, {}))
                    for node in links
                    if getattr(node, "language", None) in (None, "en")
                ]
                parts.append(f"{field.called}: {joined(values)}" if values else f"no {field.called} recorded")
                stated += (one for way in links.values() for one in way)
            told.append(f"{self._named(iri)} ({'; '.join(parts)})")
        noun = question.noun
        called = (plural_of(noun.text) if len(things) > 1 else noun.text) if noun else "things"
        text = (
            f"at least {counted(len(things))} {called}{self._described(question.conditions)}: {joined(told)}."
        )
        return _FactsFound(text, stated, question.wanted, things, False, True)

    def _like_times(self, iri: str) -> list[_Time]:
        """Returns the days of the first deed that is dated of a thing."""
        return next((times for way in _LIKE if (times := _finest(self._times(iri, *way)))), [])

    def _last_numbered(self, things: Sequence[str], question: WhichQuestion) -> _FactsFound | None:
        """Counts things that are numbered one after the other by the last of them, where not all are recorded: the fourth meeting."""
        numbers = {
            iri: (int(number.value), (subject, _ORDINAL, number))
            for iri in things
            for subject, number in self._stated(ox.NamedNode(iri), _ORDINAL, True)
        }
        last = max(numbers, key=lambda iri: numbers[iri][0], default="")
        if not last or len(numbers) < len(things) or numbers[last][0] <= len(things):
            return None
        times = _finest([day for prop in (_START, _DATE) for day in self._days_of(ox.NamedNode(last), prop)])
        when = f" ({_time_in_words(times[0])})" if len(times) == 1 else ""
        called = question.noun.text if question.noun else "one"
        called += self._described(question.conditions)
        text = f"at least {counted(numbers[last][0])}: the last {called} that is recorded is {self._named(last)}{when}."
        stated = [numbers[last][1], *(one for time in times for one in time.stated)]
        return _FactsFound(text, stated, Wanted.COUNT, [last], False, True)

    def _of_work(self, condition: Condition, ways: Iterable[Sequence[Stated]]) -> Condition:
        """Says of who is in charge of work on a topic that this is so of the work, not of the topic."""
        by_work = (way for way in ways if any(prop.value == thb.responsibleFor for _, prop, _ in way))
        topics = {other for way in by_work for _, prop, other in way if prop in _TOPICS}
        things = condition.things
        is_of_work = any(one.relation == _CHARGE for one in condition.sayings) and things is not None
        if (
            not is_of_work
            or things is None
            or things.kind
            or topics.isdisjoint(ox.NamedNode(iri) for (iri,) in things.names)
        ):
            return condition
        return condition._replace(things=things._replace(kind=f"work on {self._all(things)}"))

    def _kind_stated(self, thing: str) -> Iterator[Stated]:
        """Yields of what kind a thing is stated to be."""
        for quad in self._lookup.match(ox.NamedNode(thing), _TYPE, None):
            if quad.graph_name.value not in DERIVED and isinstance(quad.object, ox.NamedNode):
                yield ox.NamedNode(thing), _TYPE, quad.object

    def _without(self, question: WhichQuestion) -> _FactsFound | None:
        """Returns the things of a kind that are not recorded as meeting what a question denies, among so many that might be."""
        (noun, denied) = question.noun, [one for one in question.conditions if one.is_negated]
        asked = tuple(one for one in question.conditions if not one.is_negated)
        if noun is None or len(denied) != 1 or question.among or question.rank or denied[0].span is not None:
            return None
        met = denied[0]._replace(is_negated=False)
        every = {
            iri: way
            for iri in self._candidates(question._replace(conditions=asked))
            if (way := self._meets(iri, question._replace(conditions=asked))) is not None
        }
        meeting = [iri for iri in every if self._link(iri, met) is not None]
        ways = {
            one.relation if met.is_subject else one.relation.back
            for one in met.sayings
            if any(self._link(iri, met._replace(sayings=(one,))) is not None for iri in meeting)
        }
        stated = {
            iri: [*chain(*(way for of in ways for way in self._related(iri, of).values()))] for iri in every
        }
        topics = (
            iri
            for (iri,) in (met.things.names if met.things else ())
            if _TOPIC in self._kinds(ox.NamedNode(iri))
        )
        words = self._beginnings(topics)
        rest = [
            iri
            for iri in sorted(every, key=self._known.labels.__getitem__)
            if iri not in meeting
            and stated[iri]
            and words.isdisjoint(self._beginnings([iri, *(other.value for _, _, other in stated[iri])]))
        ]
        silent = [iri for iri in every if iri not in meeting and iri not in rest]
        if not meeting or not (rest or (silent and question.wanted is Wanted.LIST)):
            return None
        verb = met.sayings[0].verb
        phrase = met.phrase if verb.is_with_be or met.sayings[0].is_passive else verb.gerund
        phrase = phrase if met.is_subject else f"{verb.participle} by"
        as_denied = f"{phrase} {self._all(met.things)}".rstrip()
        told, kept = (rest, "recorded with others, and not as ") if rest else (meeting, "")
        text = (
            f"of the {counted(len(every))} {plural_of(noun.text)}{self._described(asked)} recorded here {counted(len(told))} "
            f"{'are' if len(told) > 1 else 'is'} {kept}{as_denied}: {joined([self._named(iri) for iri in told])}."
        )
        if silent:
            left = counted(len(silent)) if rest else joined([self._named(iri) for iri in silent])
            text += f" Of {left} nothing is recorded that decides it."
        if question.wanted is Wanted.COUNT:
            text = f"{len(rest)}: {text}"
        of = [one for iri in told for one in stated[iri]]
        return _FactsFound(text, of, question.wanted, rest or silent, False)

    def _except(self, question: WhichQuestion, left_out: Sequence[Condition]) -> _FactsFound | None:
        """Returns what is asked for but for what a sentence leaves out, by name or by its time, and says what that is; nothing where a day is not known."""
        kept = tuple(one for one in question.conditions if one not in left_out)
        whole = question._replace(conditions=kept)
        every = [iri for iri in self._candidates(whole) if kept and self._meets(iri, whole) is not None]
        without: list[str] = []
        for one in left_out:
            names = {iri for (iri,) in one.things.names} if one.things else set[str]()
            of_any = whole._replace(noun=None, is_agent=False)  # who is of another kind is not among them
            without += (iri for iri in names.difference(every) if self._meets(iri, of_any) is not None)
            for iri in every:
                within = one.span and [
                    _is_within(time, one.span)
                    for way in self._dated_by(iri, one)
                    for time in self._times(*way)
                ]
                if within is not None and not within:
                    return None
                if iri in names or (within and True in within):
                    without.append(iri)
                elif within and None in within:
                    return None
        rest = tuple((iri,) for iri in every if iri not in without)
        if not without and len(left_out) == 1:
            return self._beside_part(every, whole, left_out[0])
        found = self._which(whole._replace(among=rest)) if rest and without else None
        if found is None or question.rank or question.fields:
            return None
        return found._replace(
            text=f"{found.text} Left out: {joined(sorted(self._named(iri) for iri in without))}."
        )

    def _beside_part(
        self, every: Sequence[str], question: WhichQuestion, left_out: Condition
    ) -> _FactsFound | None:
        """Returns the other parts of the one thing that is asked for, where what a sentence leaves out is a part of it."""
        parts = self._parts(every[0]) if len(every) == 1 and not question.rank and not question.fields else {}
        names = {iri for (iri,) in left_out.things.names} if left_out.things else set[str]()
        others = sorted(node.value for node in parts if node.value not in names)
        if len(others) == len(parts) or not others or not names.issubset(node.value for node in parts):
            return None
        found = self._which(question)
        if found is None:
            return None
        left = joined(sorted(map(self._named, names)))
        are = "other parts that are recorded are" if len(others) > 1 else "other part that is recorded is"
        text = f"{found.text} Of that {left} {'are parts' if len(names) > 1 else 'is a part'}; the {are} {joined([*map(self._named, others)])}."
        stated = [*found.stated, *(one for way in parts.values() for one in way)]
        return found._replace(text=text, stated=stated, things=(*others, *found.things))

    def _beginnings(self, things: Iterable[str]) -> set[str]:
        """Returns with what the words of names begin: "child trafficking" is near to "children"."""
        return {
            word[:_BEGINNING] for iri in things for word in significant(fold(self._known.labels.get(iri, "")))
        }

    def _ranked(self, found: Mapping[str, Sequence[Stated]], question: WhichQuestion) -> _FactsFound | None:
        """Tells things by their days, which are of the same deed: the first or last, all in order, or how many there are each year."""
        ways = [
            {
                iri: times
                for iri in found
                if len({*map(_span_of, times := _finest(self._times(iri, *way)))}) == 1
            }
            for way in _LIKE
        ]
        dated = max(ways, key=len)
        if not dated:
            return None
        noun = question.noun
        things = sorted(dated, key=lambda iri: (_span_of(dated[iri][0]), self._known.labels.get(iri, iri)))
        called = f"{plural_of(noun.text) if noun else 'things'}{self._described(question.conditions)}"
        stated = [one for iri in things for one in (*found[iri], *dated[iri][0].stated)]
        left = len(found) - len(things)
        lacking = f" Of {counted(left)} more no such day is recorded." if left else ""
        if question.rank == "per year":
            years = grouped((dated[iri][0].day.value[:4], iri) for iri in things)
            each = joined([f"{counted(len(of))} in {year}" for year, of in years.items()])
            most = max(map(len, years.values()))
            best = [year for year, of in years.items() if len(of) == most]
            years_with = "years with most are" if len(best) > 1 else "year with most is"
            told = f"; the {years_with} {joined(best)}" if len(best) < len(years) else ""
            text = f"{counted(len(things))} {called} are recorded: {each}{told}.{lacking}"
            return _FactsFound(text, stated, question.wanted, things, False, True, True)
        with_days = {iri: f"{self._named(iri)} ({_time_in_words(dated[iri][0])})" for iri in things}
        if question.rank == "in order":
            text = f"by their days: {joined([*with_days.values()])}.{lacking}"
            return _FactsFound(text, stated, question.wanted, things, False, True)
        end = _span_of(dated[things[0 if question.rank == "first" else -1]][0])
        first = [iri for iri in things if _span_of(dated[iri][0]) == end]
        others = [iri for iri in things if iri not in first]
        if any(_overlap(_span_of(dated[iri][0]), end) for iri in others):
            return None
        if not others and len(first) == 1:
            return _FactsFound(
                f"only one is recorded with its day: {with_days[first[0]]}.{lacking}",
                stated,
                question.wanted,
                first,
                False,
                True,
            )
        text = (
            f"of the {counted(len(things))} {called} with a recorded day the {question.rank} "
            f"{'are' if len(first) > 1 else 'is'} {joined([with_days[iri] for iri in first])}.{lacking}"
        )
        return _FactsFound(text, stated, question.wanted, first, False, True)

    def _in_words(self, question: WhichQuestion) -> _FactsFound | None:
        """Returns what is asked for where it is no thing but a text, a number or an address: who sits on a body, a website."""
        if question.noun is not None or len(question.conditions) != 1 or question.wanted is not Wanted.LIST:
            return None
        (condition,) = question.conditions
        if condition.span is not None:
            return None
        found: dict[Node, Stated] = {}
        for (iri,), saying in product(condition.things.names if condition.things else (), condition.sayings):
            relation = saying.relation.back if condition.is_subject else saying.relation
            links = self._related(iri, relation) if relation.is_forward else {}
            for node, way in links.items():
                is_shown = not isinstance(node, ox.Literal) or (
                    node.language in (None, "en") and node.datatype.value not in _TIMES
                )
                if is_shown and short(thb.Entity) not in self._kinds(node):
                    found[node] = way[-1]
        texts = [node.value for node in found if isinstance(node, ox.Literal) and node.language]
        if not found or (question.is_agent and len(texts) < len(found)) or 0 < len(texts) < len(found):
            return None
        if texts and condition.sayings[0].relation.term not in _NAMING:
            text = "; ".join(texts)
            told = text if text.endswith(".") else f"{text}."
            of = [iri for (iri,) in condition.things.names] if condition.things else []
            return _FactsFound(told, [*found.values()], Wanted.LIST, of)
        names = joined(
            [shown(value_of(node, {})) if isinstance(node, ox.Literal) else node.value for node in found]
        )
        if condition.is_subject:  # "the website of the EGCC is ..."
            noun = condition.sayings[0].verb.base
            text = f"{noun} {self._all(condition.things)} is {names}."
            return _FactsFound(text, [*found.values()], Wanted.LIST, is_number=_NUMBER in noun)
        subject = self._all(condition.things)
        return _FactsFound(
            f"{subject} {self._verb(condition, False)} {names}.", [*found.values()], Wanted.LIST
        )

    def _is_only(self, way: Sequence[Stated], thing: str, question: WhichQuestion) -> bool:
        """Says whether a source says of what is named that it is so linked to this thing, and none says it of another."""
        is_open = any(prop.value in _OPEN for _, prop, _ in way)
        is_open |= any(one.things is not None and bool(one.things.kind) for one in question.conditions)
        if is_open or len(question.conditions) > 1 or any(other.value != thing for _, _, other in way):
            return False
        return all(len(self._related(one.value, Relation(prop.value))) == 1 for one, prop, _ in way)

    def _candidates(self, question: WhichQuestion) -> Iterable[str]:
        """Returns who may meet all conditions: those linked to what the first names, else all of the kind."""
        if question.among:
            return [iri for (iri,) in question.among]
        for one in question.conditions:
            if one.things is not None and not one.is_negated:
                found: dict[str, None] = {}
                names = [iri for (iri,) in one.things.names]
                if one.phrase == _OWNED and one.is_subject:
                    names += [part.value for iri in tuple(names) for part in self._parts(iri)]
                for iri, saying in product(names, one.sayings):
                    relation = saying.relation.back if one.is_subject else saying.relation
                    found |= dict.fromkeys(
                        node.value for node in self._related(iri, relation) if isinstance(node, ox.NamedNode)
                    )
                return found
        noun = question.noun
        if noun is None:
            (main,) = question.conditions
            return self._happened if any(map(_is_of_event, self._sayings(main.phrase, False))) else ()
        return dict.fromkeys(
            iri for kind in (*noun.kinds, *noun.named) for iri in self._by_kind.get(kind, ())
        )

    @cached_property
    def _happened(self) -> Sequence[str]:
        """The events, and the acts that are done to an instrument as a whole, with the consents that are counted: its tenth."""
        acts = (
            iri
            for iri, kinds in self._known.classes.items()
            if not _HAPPENING.isdisjoint(kinds) and not [*self._stated(ox.NamedNode(iri), _PARTY, True)]
        )
        begun = (
            quad.subject.value
            for prop in (_START, _ISSUED, _FOUNDED)
            for quad in self._lookup.match(None, prop, None)
            if isinstance(quad.subject, ox.NamedNode) and quad.graph_name.value != COMPUTED_GRAPH
        )
        entity = short(thb.Entity)
        others = (iri for iri in begun if entity in self._known.classes.get(iri, ()))
        return [*dict.fromkeys((*self._by_kind.get(_EVENT, ()), *acts, *others))]

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[str]]:
        entity = short(thb.Entity)
        things = ((iri, kinds) for iri, kinds in self._known.classes.items() if entity in kinds)
        return grouped((kind, iri) for iri, kinds in things for kind in kinds)

    def _meets(self, iri: str, question: WhichQuestion) -> tuple[Stated, ...] | None:
        kinds = self._known.classes.get(iri, ())
        happened = _ACT in kinds and question.noun is None and not question.is_agent
        is_whole = any(saying.relation.term in PARTS for one in question.conditions for saying in one.sayings)
        if (_PROSPECT in kinds and not is_whole) or not (happened or short(thb.Entity) in kinds):
            return None
        if question.is_agent and _AGENTS.isdisjoint(kinds):
            return None
        if self._is_of_memo and not self._is_in_memo(iri):
            return None
        if question.among and (iri,) not in question.among:
            return None
        if question.noun is not None and not question.noun.names(kinds, self._known.labels.get(iri, "")):
            return None
        if any(one.is_negated and self._link(iri, one) is not None for one in question.conditions):
            return None
        ways = [self._link(iri, one) for one in question.conditions if not one.is_negated]
        return tuple(one for way in ways for one in way or ()) if None not in ways else None

    def _is_in_memo(self, iri: str) -> bool:
        """Says whether the memo speaks of a thing."""
        node = ox.NamedNode(iri)
        quads = chain(self._lookup.match(node, None, None), self._lookup.match(None, None, node))
        return any(quad.graph_name.value.startswith(MEMO) for quad in quads)

    def _listed(self, things: Sequence[str], question: WhichQuestion, main: Condition, least: str) -> str:
        """Says of whom it holds: by name, or how many of a kind."""
        count, noun = len(things), question.noun
        few = _FEW if question.conditions else _MANY  # of which a table tells no more
        names = [self._named(iri) for iri in things]
        if noun is None and main.phrase.startswith(_HAPPEN):
            names = [f"{name}{self._how_happened(iri)}" for name, iri in zip(names, things, strict=True)]
        named = (
            joined(names)
            if count <= few
            else joined([*names[:few], f"{counted(count - few)} other{'s' if count > few + 1 else ''}"])
        )
        if noun is None or not main.is_subject:
            listed = f"{least}{named}"
            if noun is not None and count > _FEW:
                listed = f"{least}{counted(count)} {plural_of(noun.text)}"
            if main.is_subject:
                are_several = count > 1 or short(thb.StateGroup) in self._known.classes.get(things[0], ())
                return f"{listed} {self._predicate(main, are_several)}."
            subject = self._all(main.things)
            described = self._described(question.conditions[:-1])
            verb = self._verb(main, len(main.things.names) > 1 if main.things else False)
            kind = f" ({plural_of(noun.text)}{described})" if noun and described else ""
            named = f"{subject} {verb} {listed}{kind}{_timed(main.span)}."
            return named.replace(" at at least ", " at least at ")
        called = plural_of(noun.text) if count > 1 else noun.text
        described = self._described(question.conditions[:-1])
        rest = self._predicate(main, count > 1)
        of = f"{least}{counted(count)} {called}{described} {rest}"
        return f"{of}: {named}." if count <= few else f"{of}."

    def _how_happened(self, iri: str) -> str:
        """Says of what is no event or act what of it was on a day."""
        if not {_EVENT, _ACT}.isdisjoint(self._known.classes.get(iri, ())):
            return ""
        begun = any([*self._days_of(ox.NamedNode(iri), prop)] for prop in (_START, _FOUNDED))
        return " (begun)" if begun else " (published)"

    def _described(self, conditions: Iterable[Condition]) -> str:
        """Says what describes a noun: " of the OSCE", " published by UNODC"."""
        parts = []
        for one in conditions:
            if not one.is_subject and one.sayings:
                parts.append(f" that {self._all(one.things)} {self._verb(one, False)}{_timed(one.span)}")
                continue
            words = f" {self._describing(one)}".rstrip()
            parts.append(f"{words}{' ' if one.things else ''}{self._all(one.things)}{_timed(one.span)}")
        return "".join(parts)

    @staticmethod
    def _describing(condition: Condition) -> str:
        """Returns the words of a condition as they stand behind a noun: "of", "published by", "that deal with"."""
        if not condition.sayings or condition.sayings[0].is_passive:
            return condition.phrase
        verb = condition.sayings[0].verb
        return verb.base if verb.is_with_be else f"that {verb.conjugated(True, condition.is_past)}"

    def _predicate(self, condition: Condition, are_several: bool) -> str:
        things = f" {self._all(condition.things)}" if condition.things else ""
        return f"{self._verb(condition, are_several)}{things}{_timed(condition.span)}"

    def _verb(self, condition: Condition, are_several: bool) -> str:
        if not condition.sayings:
            be = ("were" if are_several else "was") if condition.is_past else ("are" if are_several else "is")
            return f"{be} {condition.phrase}".rstrip()
        one = condition.sayings[0]
        return one.verb.conjugated(are_several, condition.is_past, one.is_passive)

    def _all(self, things: NamedThings | None) -> str:
        if things is None:
            return ""
        if things.kind:
            return things.kind
        return joined([self._named(iri) for (iri,) in things.names], "or" if things.is_any else "and")

    def _whether(self, question: LinkQuestion) -> _FactsFound | None:
        (thing,), condition = question.thing, question.condition
        if not condition.is_subject:  # "was it evaluated"
            found = self._which(WhichQuestion(Wanted.LIST, (condition,)))
            return found and found._replace(text=f"yes: {found.text}", wanted=Wanted.TRUTH)
        way = self._link(thing, condition)
        if question.is_against_less and not way:
            return None
        if way:
            told = condition
            if condition.things is not None and condition.things.kind:  # which of the kind it is
                linked = [one for one in condition.things.names if self._link_to(thing, one[0], condition)]
                told = condition._replace(things=NamedThings(tuple(linked)))
            sentence = f"{self._named(thing)} {self._predicate(told, self._are_several(thing))}."
            return _FactsFound(f"yes: {sentence}", way, Wanted.TRUTH, [thing], is_past=condition.is_past)
        if condition.span is not None or not condition.sayings:
            return None
        others = self._which(WhichQuestion(Wanted.LIST, (condition,)))
        if others is None or not others.things or not others.is_complete:
            return self._else(question)
        unknown = f"not known: no source here says so of {self._named(thing)}. {others.text[:1].upper()}{others.text[1:]}"
        return others._replace(text=unknown, wanted=Wanted.TRUTH)

    def _are_several(self, iri: str) -> bool:
        """Says whether a topic is called by a plural: "men", "victims of trafficking"."""
        head = _DESCRIBING.split(self._known.labels.get(iri, ""))[0]
        return _TOPIC in self._kinds(ox.NamedNode(iri)) and bool(_PLURAL.search(head))

    def _else(self, question: LinkQuestion) -> _FactsFound | None:
        """Says to what a thing is recorded to be so linked, where a sentence asks of another of that kind.

        Nothing of what a source tells some of, and seldom all: that it works on adults leaves open whether it does on others.
        """
        (thing,), condition = question.thing, question.condition
        if condition.things is None or condition.things.kind or not condition.is_subject:
            return None
        if any(one.relation.term in _OPEN for one in condition.sayings):
            return None
        turned = condition._replace(things=NamedThings(((thing,),)), is_subject=False)
        found = self._which(WhichQuestion(Wanted.LIST, (turned,)))
        asked, others = (
            {kind for iri in of for kind in self._known.classes.get(iri, ())} - {short(thb.Entity)}
            for of in ([iri for (iri,) in condition.things.names], found.things if found else ())
        )
        if found is None or asked.isdisjoint(others):
            return None
        text = f"not known: no source here says so of {self._all(condition.things)}. {found.text[:1].upper()}{found.text[1:]}"
        return found._replace(text=text, wanted=Wanted.TRUTH, is_complete=False)

    def _length(self, question: LengthQuestion) -> _FactsFound | None:
        """Says from when until when a thing lasts, and how long that is where both ends are known."""
        (thing,) = question.thing
        node = ox.NamedNode(thing)
        ends = [
            [
                one
                for one in self._stated(node, prop, True)
                if getattr(one[1], "datatype", _NO_TIME).value in _TIMES
            ]
            for prop in (_START, _END)
        ]
        if any(len(of) > 1 for of in ends) or not any(ends):
            return None
        stated = [
            (subject, prop, day) for prop, of in zip((_START, _END), ends, strict=True) for subject, day in of
        ]
        days = [day for _, _, day in stated if isinstance(day, ox.Literal)]
        if any(day.datatype.value == MONTH_DAY for day in days):
            return None
        if len(days) == 2:
            text = f"{_lasting(*days)}: {self._named(thing)}, from {shown(value_of(days[0], {}))} to {shown(value_of(days[1], {}))}."
        elif ends[0]:
            text = (
                f"{self._named(thing)} began {_time_in_words(_Time(days[0], ()))}; its end is not recorded."
            )
        else:
            text = f"{self._named(thing)} lasts until {shown(value_of(days[0], {}))}; its beginning is not recorded."
        return _FactsFound(text, stated, Wanted.LENGTH, [thing], is_past=True, is_number=True)

    def _when(self, question: WhenQuestion) -> _FactsFound | None:
        (named,) = question.thing
        if not question.phrase:
            return self._dates(named, question)
        ways: tuple[Stated, ...] = ()
        subject, phrase, is_with_be = named, question.phrase, question.is_with_be
        be = "was" if question.is_past else "is"
        deed = (
            f"{self._named(named)} {be} {phrase}"
            if is_with_be
            else f"{self._named(named)} {self._past(question)}"
        )
        if (link := question.link) is not None:
            way = self._link(named, link)
            dated = (
                [one for one in self._dated_by(named, link) if self._times(*one) or self._places(*one)]
                if way
                else []
            )
            if not dated or way is None:
                return None
            ways = way
            subject, phrase, is_with_be = dated[0]
            deed = f"{self._named(named)} {self._predicate(link, False)}"
        if question.wanted is Wanted.PLACE and "when" not in question.asked:
            places = self._places(subject, phrase, is_with_be)
            if not places:
                return None
            stated = [one for way in places.values() for one in way]
            text = f"in {joined([self._named(place.value) for place in places])} {deed}."
            return _FactsFound(
                text,
                [*ways, *stated],
                Wanted.PLACE,
                [place.value for place in places],
                is_past=question.is_past,
            )
        times = _finest(self._times(subject, phrase, is_with_be))
        if question.rank:
            return self._at_rank(times, deed, question)
        if not times:
            return self._until_end_of_mandate(question)
        is_since = question.asked.startswith(("since", "from"))
        if is_since and any(time.day.datatype.value == MONTH_DAY for time in times):  # of each year
            began = _finest(self._times(subject, "established", True))
            deed = f"{self._named(named)} {be} established"
            if not began:
                return None
            times = began
        stated = [one for time in times for one in time.stated]
        days = list(dict.fromkeys(map(_time_in_words, times)))
        are_several = len({time.stated[-1][0] for time in times}) > 1  # the days of several meetings, say
        when = joined(days, "and" if are_several else "or")
        differ = "" if len(days) == 1 else "at least " if are_several else "sources differ: "
        if question.phrase.endswith((" since", " until", " from")):
            when = re.sub("^(on|in) ", "", when)
            text = f"{deed} {when}."
            return _FactsFound(text, [*ways, *stated], question.wanted, [subject], is_past=True)
        if is_since:
            when = re.sub("^(on|in) ", "since ", when)
        if "where" in question.asked and (places := self._places(subject, phrase, is_with_be)):
            when += f" in {joined([self._named(place.value) for place in places])}"
            stated += (one for way in places.values() for one in way)
        text = f"{differ}{when} {deed}."
        return _FactsFound(text, [*ways, *stated], question.wanted, [subject], not are_several, is_past=True)

    def _until_end_of_mandate(self, question: WhenQuestion) -> _FactsFound | None:
        """Says until when a body goes on, by the end of the one mandate of it that is recorded."""
        (body,) = question.thing
        mandates = [
            node.value
            for node, _ in self._stated(ox.NamedNode(body), ox.NamedNode(_SCHEMA + "about"), False)
            if self._phrases.nouns.get(_MANDATE, _NONE).names(
                self._kinds(node), self._known.labels.get(node.value, "")
            )
        ]
        is_until = question.asked.startswith(("until", "till")) and question.link is None
        if not is_until or len({*mandates}) != 1 or not self._sayings(question.phrase, question.is_with_be):
            return None
        return self._when(
            question._replace(thing=(mandates[0],), phrase=_VALID, is_past=False, is_with_be=True)
        )

    def _at_rank(self, times: Sequence[_Time], deed: str, question: WhenQuestion) -> _FactsFound | None:
        """Says when something was done for the first or the last time that is recorded."""
        in_order = sorted({_span_of(one): one for one in times}.values(), key=_span_of)
        if not in_order or any(one.day.datatype.value == MONTH_DAY for one in in_order):
            return None
        time = in_order[0 if question.rank == "first" else -1]
        if any(one is not time and _overlap(_span_of(one), _span_of(time)) for one in in_order):
            return None
        text = f"{_time_in_words(time)} {deed}, the {question.rank} time that is recorded here."
        return _FactsFound(text, time.stated, question.wanted, [*question.thing], False, is_past=True)

    def _dates(self, named: str, question: WhenQuestion) -> _FactsFound | None:
        """Says when or where a thing was, of which nothing more is asked: an event; of others what each of its days tells."""
        is_event = _EVENT in self._known.classes.get(named, ())
        place = self._when(question._replace(phrase="held" if is_event else "located"))
        if place is not None or question.wanted is Wanted.PLACE:
            return place
        facts = [
            (quad.predicate, quad.object)
            for quad in self._lookup.match(ox.NamedNode(named), None, None)
            if quad.graph_name.value != COMPUTED_GRAPH
            and isinstance(quad.object, ox.Literal)
            and quad.object.datatype.value in _TIMES
        ]
        if not facts:
            return None
        days = (
            f"{self._known.labels[prop.value]} {shown(value_of(day, {}))}"
            for prop, day in dict.fromkeys(facts)
        )
        stated = [(ox.NamedNode(named), prop, day) for prop, day in facts]
        text = f"{self._named(named)}: {', '.join(days)}."
        return _FactsFound(text, stated, question.wanted, [named], is_past=True)

    def _ordered(self, question: OrderQuestion) -> _FactsFound | None:
        """Puts things in order of what was done to each, which is the same for all; none is told where days overlap."""
        things = [iri for (iri,) in question.things]
        for phrase, is_with_be in ((question.phrase, question.is_with_be),) if question.phrase else _LIKE:
            dated = {iri: _finest(self._times(iri, phrase, is_with_be)) for iri in things}
            if all(len({*map(_span_of, times)}) == 1 for times in dated.values()):
                break
        else:
            return None if question.phrase or question.between else self._as_texts(things, question)
        if len(dated) != len(things) or any(
            time.day.datatype.value == MONTH_DAY for of in dated.values() for time in of
        ):
            return None
        days = {iri: times[0] for iri, times in dated.items()}
        order = sorted(things, key=lambda iri: _span_of(days[iri]))
        spans = [_span_of(days[iri]) for iri in order]
        if any(one[1] >= other[0] and one != other for one, other in pairwise(spans)):
            return None
        stated = [one for iri in order for one in days[iri].stated]
        verb = next((one.verb for one in self._sayings(phrase, is_with_be)), None)
        done = f"was {phrase}" if is_with_be or verb is None else verb.past
        is_same = any(one == other for one, other in pairwise(spans))
        if question.between or question.wanted is Wanted.TRUTH:
            order_in_words = f"{self._named(order[0])} {done} {_time_in_words(days[order[0]])}, {self._each(order[1:], days)}."
            is_so = not is_same and order[0] == things[1 if question.is_last else 0]
            answer = "yes" if is_so else "no"
            if question.is_either:
                answer = "at the same time" if is_same else "before" if is_so else "after"
            if question.between:
                answer = _between(days[order[0]].day, days[order[1]].day, question.between)
            found = _FactsFound(f"{answer}: {order_in_words}", stated, question.wanted, order, is_past=True)
            return found if answer else None
        if question.in_order:
            each = joined([f"{self._named(iri)} ({_time_in_words(days[iri])})" for iri in order])
            deed = f"when each {done}" if question.phrase else "of each"
            return _FactsFound(f"by the day {deed}: {each}.", stated, Wanted.LIST, order, is_past=True)
        if is_same:
            return None
        first, *others = reversed(order) if question.is_last else order
        order_in_words = f"it {done} {_time_in_words(days[first])}, {self._each(others, days)}."
        return _FactsFound(
            f"{self._named(first)}: {order_in_words}", stated, Wanted.LIST, [first], is_past=True
        )

    def _as_texts(self, things: Sequence[str], question: OrderQuestion) -> _FactsFound | None:
        """Puts texts in order that have no like day, by the first that each has: one is dated, another was adopted."""
        dated: dict[str, tuple[str, _Time]] = {}
        for iri in things:
            for phrase in ("adopted", "dated", "published"):
                times = _finest(self._times(iri, phrase))
                if iri not in dated and len({*map(_span_of, times)}) == 1:
                    dated[iri] = phrase, times[0]
        order = sorted(dated, key=lambda iri: _span_of(dated[iri][1]))
        spans = [_span_of(dated[iri][1]) for iri in order]
        if len(dated) < len(things) or any(one[1] >= other[0] for one, other in pairwise(spans)):
            return None
        if question.wanted is not Wanted.LIST or question.in_order:
            return None
        each = [
            f"{self._named(iri)} ({f'{phrase} ' if phrase != 'dated' else ''}{_time_in_words(time)})"
            for iri in order
            for phrase, time in (dated[iri],)
        ]
        first = order[-1 if question.is_last else 0]
        text = f"{self._named(first)}, by the days that are recorded: {joined(each)}."
        stated = [one for iri in order for one in dated[iri][1].stated]
        return _FactsFound(text, stated, Wanted.LIST, [first], is_past=True)

    def _same(self, question: SameQuestion) -> _FactsFound | None:
        """Says whether several things are linked to the same; not where a source may lack what another has of one."""
        things, condition = [iri for (iri,) in question.things], question.condition
        if condition.things is not None:
            ways = {iri: way for iri in things if (way := self._link(iri, condition))}
            if not ways:
                return None
            sentence = (
                f"{joined([self._named(iri) for iri in ways])} {self._predicate(condition, len(ways) > 1)}."
            )
            others = [self._named(iri) for iri in things if iri not in ways]
            text = f"of {joined(others)} no source here says so: {sentence}" if others else f"yes: {sentence}"
            return _FactsFound(
                text, [*chain(*ways.values())], Wanted.TRUTH, [*ways], is_past=condition.is_past
            )
        found = [
            self._which(
                WhichQuestion(
                    Wanted.LIST,
                    (condition._replace(things=NamedThings(((iri,),)), is_subject=False),),
                )
            )
            for iri in things
        ]
        if any(one is None or not one.things for one in found):
            return None
        links = [one for one in found if one is not None]
        common = [iri for iri in links[0].things if all(iri in one.things for one in links)]
        answer = "yes" if common else "as far as is recorded no"
        text = f"{answer}: {' '.join(one.text[:1].upper() + one.text[1:] for one in links)}"
        stated = [one for of in links for one in of.stated]
        return _FactsFound(text, stated, Wanted.TRUTH, common or things, is_past=True)

    def _each(self, things: Sequence[str], days: Mapping[str, _Time]) -> str:
        """Says of each thing when it was."""
        return joined([f"{self._named(iri)} {_time_in_words(days[iri])}" for iri in things])

    def _past(self, question: WhenQuestion) -> str:
        sayings = [one for way in ("", *_AT) for one in self._sayings(question.phrase + way, False)]
        if sayings and not self._sayings(question.phrase, False):
            return sayings[0].verb.conjugated(False, question.is_past).rpartition(" ")[0]
        return sayings[0].verb.conjugated(False, question.is_past) if sayings else question.phrase

    def _identifier(self, question: IdentifierQuestion) -> _FactsFound | None:
        """Says by what a scheme knows a thing, where it is the same there."""
        (thing,), scheme = question.thing, question.scheme
        node, ways = ox.NamedNode(thing), (_MATCH, scheme.code)
        found = [
            (node, quad.predicate, quad.object)
            for quad in self._lookup.match(node, None, None)
            if quad.graph_name.value == scheme.graph and quad.predicate.value in ways
        ]
        if not found:
            return None
        codes = joined(
            [value.value.removeprefix(scheme.namespace).rstrip("/") for _, _, value in found], "or"
        )
        text = f"{codes}: {self._named(thing)} in {scheme}."
        return _FactsFound(text, found, Wanted.LIST, [thing], is_number=True)

    def _labelled(self, question: LabelQuestion) -> _FactsFound | None:
        (thing,) = question.thing
        found = {one: links for one in question.sayings if (links := self._related(thing, one.relation))}
        if len({one.verb for one in found}) != 1:
            return None
        saying, every = next(iter(found)), dict(chain.from_iterable(of.items() for of in found.values()))
        links = {node: way for node, way in every.items() if getattr(node, "language", None) in (None, "en")}
        if not links:  # in other languages alone
            return None
        if question.is_agent and any(_AGENTS.isdisjoint(self._kinds(node)) for node in links):
            return None
        values = [
            self._named(node.value) if isinstance(node, ox.NamedNode) else shown(value_of(node, {}))
            for node in links
        ]
        stated = [one for way in links.values() for one in way]
        is_count = (
            len(links) == 1
            and self._phrases.nouns.get(saying.verb.base, _NONE).counts == saying.relation.term
        )
        if is_count:
            nouns = plural_of(saying.verb.base)
            text = f"{values[0]}: {self._named(thing)} has {values[0]} {nouns}."
            return _FactsFound(text, stated, Wanted.COUNT, [thing])
        if values == [self._known.labels.get(thing)]:  # by which it was asked for
            return None
        text = f"the {saying.verb.base} of {self._named(thing)}: {joined(values)}."
        things = [node.value for node in links if isinstance(node, ox.NamedNode)]
        return _FactsFound(text, stated, Wanted.LIST, things, is_number=_NUMBER in saying.verb.base)


def rows_of(stated: Iterable[Stated]) -> str:
    """Returns the query for the rows of an answer: some statements, each once."""
    triples = " ".join(f"({one} {prop} {other})" for one, prop, other in dict.fromkeys(stated))
    return (
        "SELECT DISTINCT ?thing ?relation ?value WHERE { "
        f"VALUES (?thing ?relation ?value) {{ {triples} }} ?thing ?relation ?value }}"
    )


def _by_source(answer: Answer) -> Iterator[str]:
    """Says of each day which sources give it."""
    for row in answer:
        day = row.terms and row.terms[-1]
        if isinstance(day, ox.Literal) and day.datatype.value in _TIMES and row.citation is not None:
            graphs = dict.fromkeys(quad.graph_name.value for quad in row.citation.statements)
            names = [answer.evidence.called(iri) for iri in graphs if iri in answer.evidence.sources]
            when = _time_in_words(_Time(day, ()))
            yield f"{when[:1].upper()}{when[1:]}: {joined(names)}."


def _choices(question: FactQuestion) -> Iterator[FactQuestion]:
    """Yields a question for each choice of what its names may stand for."""
    if isinstance(question, WhichQuestion):
        for conditions in product(*(_conditions(one) for one in question.conditions)):
            for among in product(*question.among):
                yield question._replace(conditions=conditions, among=tuple((iri,) for iri in among))
    elif isinstance(question, LinkQuestion):
        for iri, one in product(question.thing, _conditions(question.condition)):
            yield question._replace(thing=(iri,), condition=one)
    elif isinstance(question, OrderQuestion | SameQuestion):
        for chosen in product(*question.things):
            yield question._replace(things=tuple((iri,) for iri in chosen))
    elif isinstance(question, WhenQuestion):
        links = [*_conditions(question.link)] if question.link else [None]
        for iri, link in product(question.thing, links):
            yield question._replace(thing=(iri,), link=link)
    else:
        for iri in question.thing:
            yield question._replace(thing=(iri,))


def _about(question: FactQuestion) -> tuple[str, ...]:
    """Returns the things that a question, with a choice of each, asks of."""
    if isinstance(question, WhichQuestion):
        named = (one.things.names for one in question.conditions if one.things)
        return tuple(iri for of in named for (iri,) in of)
    if isinstance(question, OrderQuestion | SameQuestion):
        return tuple(iri for (iri,) in question.things)
    return question.thing


def _conditions(condition: Condition) -> Iterator[Condition]:
    if condition.things is None:
        yield condition
        return
    for chosen in product(*condition.things.names):
        names: tuple[Named, ...] = tuple((iri,) for iri in chosen)
        yield condition._replace(things=condition.things._replace(names=names))


def _is_linking(condition: Condition) -> bool:
    """Says whether a condition links to something by a relation, and not only names it or tells a time."""
    return bool(condition.sayings) and condition.things is not None


def _is_of_event(saying: Saying) -> bool:
    return short(saying.relation.term) == _EVENT


def _span_of(time: _Time) -> tuple[str, str]:
    first, last = bounds(time.day.value, time.day.datatype.value)
    return first, last if time.end is None else bounds(time.end.value, time.end.datatype.value)[1]


def _overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_within(time: _Time, span: DaysAsked) -> bool | None:
    """Says whether something was within a span; None where its day is not known so far."""
    if time.day.datatype.value == MONTH_DAY:
        return None
    first, last = _span_of(time)
    if span.first <= first and last <= span.last:
        return True
    return False if last < span.first or span.last < first else None


def _finest(times: Sequence[_Time]) -> list[_Time]:
    """Leaves out what another says more exactly: a year, beside a day of it."""

    def holds(wide: _Time, one: _Time) -> bool:
        if MONTH_DAY in (wide.day.datatype.value, one.day.datatype.value):
            return False
        (first, last), (start, end) = _span_of(wide), _span_of(one)
        return (first, last) != (start, end) and first <= start and end <= last

    return [one for one in times if not any(holds(one, other) for other in times)]


def _time_in_words(time: _Time) -> str:
    """Writes when something was, as a sentence begins."""
    day = value_of(time.day, {})
    if time.end is not None and time.end.value != time.day.value:
        return f"from {shown(day)} to {shown(value_of(time.end, {}))}"
    is_day = time.day.datatype.value.endswith(("#date", "#gMonthDay"))
    return f"{'on' if is_day else 'in'} {shown(day)}"


def _between(one: ox.Literal, other: ox.Literal, units: str) -> str:
    """Says how long it is from one day to another, in some units, where both are known to the day; nothing where it is too vague.

    >>> days = [ox.Literal(day, datatype=ox.NamedNode(DATING[0])) for day in ("2000-11-15", "2005-05-03")]
    >>> _between(*days, "days"), _between(*days, "months")
    ('four years, five months and 18 days', '53 months and 18 days')
    """
    start, end = (value_of(day, {}) for day in (one, other))
    if not isinstance(start, date) or not isinstance(end, date):
        years = int(other.value[:4]) - int(one.value[:4])
        return f"some {counted(years)} years" if years > 1 and units != "months" else ""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    days = (end - months_later(start, months)).days
    years, rest = (0, months) if units == "months" else divmod(months, 12)
    parts = ((years, "year"), (rest, "month"), (days, "day"))
    return joined([f"{counted(n)} {unit}{'s' if n > 1 else ''}" for n, unit in parts if n]) or "no time"


def _lasting(first: ox.Literal, last: ox.Literal) -> str:
    """Says how long it is from one day, month or year to the last that is counted.

    >>> _lasting(ox.Literal("2008-02-13", datatype=ox.NamedNode(DATING[0])), ox.Literal("2008-02-15", datatype=ox.NamedNode(DATING[0])))
    'three days'
    """
    start, end = bounds(first.value, first.datatype.value)[0], bounds(last.value, last.datatype.value)[1]
    if (start[4:], end[4:]) == ("-01-01", "-12-31"):
        count, unit = int(end[:4]) - int(start[:4]) + 1, "year"
    else:
        count, unit = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1, "day"
    if unit == "day" and count > _DAYS:
        count = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])
        return f"some {counted(count)} months"
    return f"{counted(count)} {unit}{'s' if count > 1 else ''}"


def _timed(span: DaysAsked | None) -> str:
    return f" {span.text}" if span else ""


def _is_by_editors(statements: Iterable[ox.Quad]) -> bool:
    graphs = [quad.graph_name.value for quad in statements]
    return bool(graphs) and all(graph.startswith(EDITORS) for graph in graphs)
