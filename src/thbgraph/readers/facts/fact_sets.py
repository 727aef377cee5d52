"""Those of a kind that meet conditions, by what is recorded: which they are, how many, the first, or all but some.

"Which handbooks did the IPU publish in 2009?", "which campaigns were not launched by UNODC?". Nothing is said not to be so
because it is not recorded, and a list of what is recorded says "at least".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from typing import TypeAlias

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.dates import FIRST_DAY, LAST_DAY
from ...base.namespaces import COMPUTED_GRAPH, DERIVED, PREFIXES, RDF_TYPE
from ...base.printing import joined
from ...base.printing import number_in_words as counted
from ...base.terms import short
from ...base.values import grouped
from ...base.vocabulary import ActKind
from ...names.folding import fold, significant
from ...results.claims import Wanted
from ..phrases import Noun, Relation, plural_of
from .asked_facts import WITH, AskedFact, Condition, Deed
from .fact_grammar import PARTS, TOPIC
from .fact_links import (
    ACT,
    AGENTS,
    BEGUN,
    CHARGE,
    DATE,
    EVENT,
    OWNED,
    PARTY,
    START,
    TOPICS,
    WHOLE_ACTS,
    Links,
)
from .fact_times import TIMES, Node, Stated, Time, finest, overlap
from .fact_wording import FEW, FactsFound, FactWording, all_of, in_english

_ENTITY, _PROSPECT, _PLACE = short(thb.Entity), short(thb.Prospect), "schema:Place"
_DCTERMS, _SCHEMA = PREFIXES["dcterms"], PREFIXES["schema"]
_PURPOSE, _AUDIENCE = PREFIXES["org"] + "purpose", _DCTERMS + "audience"
_HAPPENING = WHOLE_ACTS | {short(ActKind.THRESHOLD_REACHED)}
_TYPE, _ORDINAL = ox.NamedNode(RDF_TYPE), ox.NamedNode(_SCHEMA + "position")
#: What was done to things that are put in order, where no phrase says it: the first that has a day for each.
LIKE = (
    *map(Deed, ("held", "established", "adopted", "published", "launched", "opened for signature")),
    Deed("dated", is_past=False),
)
#: What asks for a number of this name does not count.
_NUMBER = "number"
#: A text by one of these is a name, not a sentence of its own.
_NAMING = frozenset((_DCTERMS + "title", _SCHEMA + "legalName"))
#: What a source tells some of, and seldom all.
OPEN = frozenset(
    (thb.cooperatesWith, thb.focusesOn, thb.aimsAt, thb.assists, _DCTERMS + "subject", _SCHEMA + "areaServed")
)
#: Who is linked to something by one of these is somebody, though it be an initiative, or people told by a topic.
_OF_SOMEBODY = frozenset(Relation(term, False) for term in (thb.partner, thb.addressedTo, _AUDIENCE))
#: So much of two words is alike where they are of one kin.
_BEGINNING = 5
#: Those that meet conditions, with what states that they do.
_Met: TypeAlias = Mapping[str, Sequence[Stated]]


class FactSets(FactWording):
    """Answers which of a kind meet conditions; where the memo `is_asked`, only things of which it speaks do."""

    is_asked = False

    def which(self, question: AskedFact) -> FactsFound | None:
        """Answers which of a kind meet conditions, as many as are asked for: "which two assemblies" may be those of the kind by any name."""
        found, noun = self._those(question), question.noun
        if found is None or noun is None or noun.number in (0, len(found.things)):
            return found
        named = self._those(question._replace(noun=noun.by_any_name))
        if named is not None and len(named.things) == noun.number:
            return named
        if len(found.things) < noun.number:
            return None
        told = f"{counted(len(found.things)).capitalize()} are recorded, where {counted(noun.number)} are asked for."
        return found._replace(notes=(*found.notes, told))

    def _those(self, question: AskedFact, with_parts: bool = True) -> FactsFound | None:
        """Answers which of a kind meet conditions, how many, or whether any do; of one that only its name would tell, with its parts."""
        left_out = [one for one in question.conditions if one.is_negated and not (one.sayings and one.things)]
        if left_out:
            return self._except(question, left_out)
        if any(one.is_negated for one in question.conditions):
            return self._without(question)
        question = self._without_audience(question)
        found = self.met(question)
        if not found:
            return None if question.rank else self._in_words(question)
        if question.rank:
            return self._ranked(found, question)
        if most := next((one for one in question.conditions if one.things and one.things.is_most), None):
            return self._with_most(found, question, most)
        if question.fields:
            return self._with_fields(found, question)
        every = sorted(found, key=self._label)
        wholes = [iri for iri in every if self._are_several_of(iri, question)]
        things = [iri for iri in every if iri not in wholes]
        if not things:
            return None
        stated = [one for iri in every for one in found[iri] or self._kind_stated(iri)]
        main = question.conditions[-1] if question.conditions else Condition("recorded here")
        main = self._of_work(main, found.values())
        is_only = len(things) == 1 and self._is_only(found[things[0]], things[0], question)
        least = "" if is_only else "at least "
        text = self.listed(things, question, main, least)
        if with_parts and (parts := self._parts_told(things, question)):
            text += f" Parts of it that are recorded: {self.names(sorted(node.value for node in parts))}."
            stated += all_of(parts)
        if question.wanted is Wanted.COUNT:
            if last := self._last_numbered(things, question):
                return last._replace(stated=[*stated, *last.stated])
            text = f"{least}{len(things)}: {text.replace(least, '', 1) if least else text}"
            text += f" Recorded without their number: {self.names(wholes)}." if wholes else ""
        if question.wanted is Wanted.TRUTH:
            text = f"yes: {text}"
        return FactsFound(text, stated, question.wanted, things, is_only, main.is_past)

    def _are_several_of(self, thing: str, question: AskedFact) -> bool:
        """Says whether a thing, where those of a kind are counted, is itself several of them by its name: "Handbooks and manuals of the IOM"."""
        if question.wanted is not Wanted.COUNT or question.noun is None:
            return False
        head = fold(self._label(thing)).partition(" of ")[0]
        return f" {fold(plural_of(question.noun.text))} " in f" {head} "

    def _parts_told(self, things: Sequence[str], question: AskedFact) -> Links:
        """Returns the parts of the one thing that is found, if these are several: of a kind of which several are asked for, or where its name only repeats what is asked.

        The monitoring mechanism of CETS 197 tells nobody who monitors CETS 197.
        """
        noun = question.noun
        is_repeated = self._repeats(things[0], question)
        if len(things) > 1 or not (is_repeated or (noun is not None and noun.are_several)):
            return {}
        parts = {
            node: way
            for node, way in self._links.parts(things[0]).items()
            if is_repeated or (noun and noun.names(self._links.kinds(node), self._label(str(node.value))))
        }
        return parts if len(parts) > 1 else {}

    def _repeats(self, thing: str, question: AskedFact) -> bool:
        """Says whether the name of a thing has that of what is asked of it in it."""
        label = " ".join(significant(fold(self._known.labels.get(thing, ""))))
        named = (
            name
            for one in question.conditions
            for iri in one.iris
            for name in self._known.names_of.get(iri, ())
        )
        return any(f" {' '.join(significant(name))} " in f" {label} " for name in named)

    def met(self, question: AskedFact) -> dict[str, tuple[Stated, ...]]:
        """Returns those that meet all conditions, with what states that they do."""
        ways = ((iri, self._meets(iri, question)) for iri in self._candidates(question))
        return {iri: way for iri, way in ways if way is not None}

    def _candidates(self, question: AskedFact) -> Iterable[str]:
        """Returns who may meet all conditions: those linked to what the first names, else all of the kind."""
        if question.things:
            return question.iris
        for one in question.conditions:
            if one.things is not None and not one.is_negated:
                names = one.iris
                if one.phrase == OWNED and one.is_subject:
                    names += [part.value for iri in one.iris for part in self._links.parts(iri)]
                relations = [of.relation.back if one.is_subject else of.relation for of in one.sayings]
                found = (self._links.related(*way) for way in product(names, relations))
                return dict.fromkeys(
                    node.value for of in found for node in of if isinstance(node, ox.NamedNode)
                )
        if (noun := question.noun) is not None:
            kinds = (*noun.kinds, *noun.named)
            return dict.fromkeys(iri for kind in kinds for iri in self._by_kind.get(kind, ()))
        said = self._links.sayings(Deed(question.conditions[-1].phrase, False))
        return self._happened if any(short(one.relation.term) == EVENT for one in said) else ()

    @cached_property
    def _happened(self) -> Sequence[str]:
        """The events, and the acts that are done to an instrument as a whole, with the consents that are counted: its tenth."""
        classes = self._known.classes
        acts = (iri for iri, kinds in classes.items() if not _HAPPENING.isdisjoint(kinds))
        whole = (iri for iri in acts if not any(self._links.stated(ox.NamedNode(iri), PARTY)))
        quads = chain(*(self._links.lookup.match(None, prop, None) for prop in BEGUN))
        begun = (str(quad.subject.value) for quad in quads if quad.graph_name.value != COMPUTED_GRAPH)
        others = (iri for iri in begun if _ENTITY in classes.get(iri, ()))
        return [*dict.fromkeys((*self._by_kind.get(EVENT, ()), *whole, *others))]

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[str]]:
        things = ((iri, kinds) for iri, kinds in self._known.classes.items() if _ENTITY in kinds)
        return grouped((kind, iri) for iri, kinds in things for kind in kinds)

    def _meets(self, iri: str, question: AskedFact) -> tuple[Stated, ...] | None:
        kinds, noun, conditions = self._links.kinds(iri), question.noun, question.conditions
        happened = ACT in kinds and noun is None and not question.is_agent
        is_whole = any(saying.relation.term in PARTS for one in conditions for saying in one.sayings)
        if (
            (_PROSPECT in kinds and not is_whole)
            or not (happened or _ENTITY in kinds)
            or (question.is_agent and AGENTS.isdisjoint(kinds) and not self._is_somebody(iri, question))
            or (self.is_asked and not self._links.is_in_memo(iri))
            or (question.things and (iri,) not in question.things)
            or (noun is not None and not self._is_called(iri, noun))
            or any(one.is_negated and self._links.link(iri, one) is not None for one in conditions)
            or any(one.things is not None and iri in one.things.beside for one in conditions)
        ):
            return None
        ways = [self._links.link(iri, one) for one in conditions if not one.is_negated]
        return tuple(one for way in ways for one in way or ()) if None not in ways else None

    def _is_called(self, iri: str, noun: Noun) -> bool:
        """Says whether a thing is of the kind of a noun, by any of its names."""
        called = (self._known.labels.get(iri, ""), *self._known.names_of.get(iri, ()))
        return any(noun.names(self._links.kinds(iri), name) for name in called)

    def _is_somebody(self, iri: str, question: AskedFact) -> bool:
        """Says whether what is no agent is a partner in what is asked of, or its audience."""
        for one in question.conditions:
            ways = ((of, of.relation if one.is_subject else of.relation.back) for of in one.sayings)
            by = tuple(of for of, relation in ways if relation in _OF_SOMEBODY)
            if by and not one.is_negated and self._links.link(iri, one._replace(sayings=by)):
                return True
        return False

    def _label(self, iri: str) -> str:
        return self._known.labels.get(iri, iri)

    def _kind_stated(self, thing: str) -> list[Stated]:
        """Returns of what kind a thing is stated to be."""
        node = ox.NamedNode(thing)
        quads = self._links.lookup.match(node, _TYPE, None)
        kinds = (quad.object for quad in quads if quad.graph_name.value not in DERIVED)
        return [(node, _TYPE, kind) for kind in kinds if isinstance(kind, ox.NamedNode)]

    @staticmethod
    def _without_audience(question: AskedFact) -> AskedFact:
        """Leaves out the audience where it is asked what something is for, which "who is it for" asks for, and what it is for there."""
        *others, last = question.conditions or (Condition(""),)
        is_of_purpose = any(one.relation.term == _PURPOSE for one in last.sayings)
        if question.noun is not None or not is_of_purpose:
            return question
        left = _PURPOSE if question.is_agent else _AUDIENCE
        kept = tuple(one for one in last.sayings if one.relation.term != left)
        return question._replace(conditions=(*others, last._replace(sayings=kept)))

    def _of_work(self, condition: Condition, ways: Iterable[Sequence[Stated]]) -> Condition:
        """Says of who is in charge of work on a topic that this is so of the work, not of the topic."""
        by_work = (way for way in ways if any(prop.value == CHARGE.term for _, prop, _ in way))
        topics = {other.value for way in by_work for _, prop, other in way if prop in TOPICS}
        said = {one.relation.term for one in condition.sayings}
        is_of_work = CHARGE.term in said and said.isdisjoint(prop.value for prop in TOPICS)
        things = condition.things
        if not is_of_work or things is None or things.kind or topics.isdisjoint(things.iris):
            return condition
        return condition._replace(things=things._replace(kind=f"work on {self.all(things)}"))

    def _is_only(self, way: Sequence[Stated], thing: str, question: AskedFact) -> bool:
        """Says whether a source says of what is named that it is so linked to this thing, and none says it of another."""
        is_open = any(prop.value in OPEN for _, prop, _ in way)
        is_open |= question.wanted is Wanted.COUNT and not all(one.is_subject for one in question.conditions)
        is_open |= any(one.things is not None and bool(one.things.kind) for one in question.conditions)
        if (
            not way
            or is_open
            or len(question.conditions) > 1
            or any(other.value != thing for _, _, other in way)
        ):
            return False
        return all(len(self._links.related(one.value, Relation(prop.value))) == 1 for one, prop, _ in way)

    # Some of all

    def _without(self, question: AskedFact) -> FactsFound | None:
        """Returns the things of a kind that are not recorded as meeting what a question denies, among so many that might be."""
        denied = [one for one in question.conditions if one.is_negated]
        asked = tuple(one for one in question.conditions if not one.is_negated)
        is_of_kind = question.noun is not None and not question.things and not question.rank
        if not is_of_kind or len(denied) != 1 or denied[0].span is not None:
            return None
        of_whole = any(one.relation.term in PARTS and one.relation.is_forward for one in denied[0].sayings)
        if denied[0].things is not None and denied[0].things.kind and not of_whole:
            return None  # who is recorded to have something else may have a policy
        met = denied[0]._replace(is_negated=False)
        whole = question._replace(conditions=asked)
        every = sorted(self.met(whole), key=self._label)
        alike = self.met(whole._replace(conditions=())) if asked else every
        meeting = [iri for iri in alike if self._links.link(iri, met) is not None]
        ways = {
            one.relation if met.is_subject else one.relation.back
            for one in met.sayings
            if any(self._links.link(iri, met._replace(sayings=(one,))) is not None for iri in meeting)
        }
        stated = {iri: [one for of in ways for one in all_of(self._links.related(iri, of))] for iri in every}
        words = self._beginnings(iri for iri in met.iris if TOPIC in self._links.kinds(iri))
        rest = [
            iri
            for iri in every
            if iri not in meeting
            and stated[iri]
            and words.isdisjoint(self._beginnings([iri, *(other.value for _, _, other in stated[iri])]))
        ]
        silent = [iri for iri in every if iri not in meeting and iri not in rest]
        met_by = [iri for iri in every if iri in meeting]
        if not meeting or not (rest or (silent and met_by and question.wanted is Wanted.LIST)):
            return None
        verb = met.sayings[0].verb
        phrase = met.phrase if verb.is_with_be or met.sayings[0].is_passive else verb.gerund
        phrase = phrase if met.is_subject else f"{verb.participle} by"
        phrase = f"those {phrase}" if phrase == OWNED else phrase
        told = rest or met_by
        kept = f"recorded as {phrase} {self._others(met)}, and not as " if rest else ""
        are, kind = "are" if len(told) > 1 else "is", self.of_kind(whole, len(every) > 1)
        of_all = f"of at least {counted(len(every))} {kind} {counted(len(told))}"
        head = of_all if len(every) > 1 else f"one {kind} is recorded here, and"
        text = f"{head} {are} {kept}{phrase} {self.all(met.things)}".rstrip() + f": {self.names(told)}."
        if silent:
            few = len(silent) <= FEW
            text += f" Of {self.names(silent) if few else counted(len(silent))} nothing is recorded that decides it."
        if question.wanted is Wanted.COUNT:
            text = f"{len(rest)}: {text}"
        of = [one for iri in told for one in stated[iri]]
        return FactsFound(text, of, question.wanted, rest or silent, False)

    def _others(self, condition: Condition) -> str:
        """Returns what others than the things of a condition are called: somebody or something else where these are topics, other places or bodies, or others."""
        kinds = {kind for iri in condition.iris for kind in self._links.kinds(iri)}
        if TOPIC in kinds:
            return "somebody or something else"
        return "other places" if _PLACE in kinds else "other bodies" if condition.phrase == "in" else "others"

    def _beginnings(self, things: Iterable[str]) -> set[str]:
        """Returns with what the words of names begin: "child trafficking" is near to "children"."""
        names = (significant(fold(self._known.labels.get(iri, ""))) for iri in things)
        return {word[:_BEGINNING] for words in names for word in words}

    def _except(self, question: AskedFact, left_out: Sequence[Condition]) -> FactsFound | None:
        """Returns what is asked for but for what a sentence leaves out, by name or by its time, and says what that is; nothing where a day is not known."""
        kept = tuple(one for one in question.conditions if one not in left_out)
        whole = question._replace(conditions=kept)
        every = [*self.met(whole)] if kept else []
        without: list[str] = []
        for one in left_out:
            # Who is of another kind is not among them.
            of_any = whole._replace(noun=None, is_agent=False, conditions=kept[-1:])
            without += (iri for iri in {*one.iris} - {*every} if self._meets(iri, of_any) is not None)
            for iri in every:
                dated = (time for way in self._links.dated_by(iri, one) for time in self._links.times(*way))
                within = {time.is_within(one.span) for time in dated} if one.span else {False}
                if iri in one.iris or True in within:
                    without.append(iri)
                elif None in within or not within:
                    return None
        if without and any(not {*one.iris} <= {*without} for one in left_out if one.iris and not one.sayings):
            return None  # of several names each must be of one that would be told
        rest = tuple((iri,) for iri in every if iri not in without)
        if not without and len(left_out) == 1:
            return self._beside_part(every, whole, left_out[0])
        found = self._those(whole._replace(things=rest)) if rest and without else None
        if found is None or question.rank or question.fields:
            return None
        left = joined(sorted(map(self.named, without)))
        if all(one.phrase == WITH for one in left_out):  # who did it is not left out of it
            do = "did" if found.is_past else "do" if len(without) > 1 else "does"
            return found._replace(text=f"{found.text} So {do} {left}.")
        return found._replace(text=f"{found.text} Left out: {left}.")

    def only(self, question: AskedFact) -> FactsFound | None:
        """Returns what is asked for, where all of it is left out by name."""
        left_out = [one for one in question.conditions if one.is_negated and one.things and not one.sayings]
        kept = tuple(one for one in question.conditions if one not in left_out)
        if not left_out or not kept or question.rank or any(one.is_negated for one in kept):
            return None
        found = self._those(question._replace(conditions=kept))
        names = {iri for one in left_out for iri in one.iris}
        return found if found and {*found.things} == names else None

    def _beside_part(
        self, every: Sequence[str], question: AskedFact, left_out: Condition
    ) -> FactsFound | None:
        """Returns the other parts of the one thing that is asked for, where what a sentence leaves out is a part of it."""
        parts = (
            self._links.parts(every[0])
            if len(every) == 1 and not question.rank and not question.fields
            else {}
        )
        names, of = {*left_out.iris}, {node.value for node in parts}
        others = sorted(of - names)
        found = self._those(question, with_parts=False) if others and names and names <= of else None
        if found is None:
            return None
        are = "other parts that are recorded are" if len(others) > 1 else "other part that is recorded is"
        left = f"{self.names(sorted(names))} {'are parts' if len(names) > 1 else 'is a part'}"
        text = f"{found.text} Of that {left}; the {are} {self.names(others)}."
        return found._replace(
            text=text, stated=[*found.stated, *all_of(parts)], things=(*others, *found.things)
        )

    # What is told of each

    def _with_most(self, found: _Met, question: AskedFact, asked: Condition) -> FactsFound | None:
        """Says who has to do with most things of a kind, by what is recorded, and how many these are of each that comes near."""
        numbers = {
            iri: sum(bool(self._links.link_to(iri, one, asked)) for one in asked.iris) for iri in found
        }
        in_order = sorted(found, key=lambda iri: (-numbers[iri], self._label(iri)))
        most = numbers[in_order[0]]
        first = [iri for iri in in_order if numbers[iri] == most]
        if len(first) == len(in_order) or asked.things is None:
            return None
        others = joined(
            [f"{self.named(iri)} {counted(numbers[iri])}" for iri in in_order[len(first) :][:FEW]]
        )
        verb, each = self.verb(asked, len(first) > 1), " each" if len(first) > 1 else ""
        text = f"by what is recorded here {self.names(first)} {verb} most {asked.things.kind}, {counted(most)}{each}; {others}."
        stated = [one for iri in in_order for one in found[iri]]
        return FactsFound(text, stated, question.wanted, first, False, asked.is_past)

    def _with_fields(self, found: _Met, question: AskedFact) -> FactsFound:
        """Tells of each thing what a sentence asks for with it, by day where it asks for that: "... (2004; publisher: ...)"."""
        times = {iri: self._like_times(iri) for iri in found}
        is_dated = any(not field.sayings for field in question.fields)

        def first_day(iri: str) -> tuple[str, str]:
            return times[iri][0].span if is_dated and times[iri] else (LAST_DAY, "")

        things = sorted(found, key=lambda iri: (first_day(iri), self._label(iri)))
        stated = [one for iri in things for one in found[iri]]
        told = []
        for iri in things:
            parts = []
            for called, sayings in question.fields:
                values = [time.written for time in times[iri]] if not sayings else []
                stated += (one for time in times[iri] if not sayings for one in time.stated)
                for saying in sayings:
                    links = self._links.related(iri, saying.relation)
                    values += map(self.value, in_english(links))
                    stated += all_of(links)
                values = [*dict.fromkeys(values)]
                text = f"{called}: {joined(values)}" if sayings else joined(values, "or")
                parts.append(text if values else f"no {called} recorded")
            told.append(f"{self.named(iri)} ({'; '.join(parts)})")
        kind = self.of_kind(question, len(things) > 1 or question.noun is None)
        text = f"at least {counted(len(things))} {kind}: {joined(told)}."
        return FactsFound(text, stated, question.wanted, things, False, True)

    def _like_times(self, iri: str) -> list[Time]:
        """Returns the days of the first deed that is dated of a thing."""
        return next((times for deed in LIKE if (times := finest(self._links.times(iri, deed)))), [])

    def _last_numbered(self, things: Sequence[str], question: AskedFact) -> FactsFound | None:
        """Counts things that are numbered one after the other by the last of them, where not all are recorded: the fourth meeting, where none is too early."""
        if any(one.span is not None and one.span.first != FIRST_DAY for one in question.conditions):
            return None
        numbers = {
            iri: (int(number.value), (subject, _ORDINAL, number))
            for iri in things
            for subject, number in self._links.stated(ox.NamedNode(iri), _ORDINAL)
        }
        last = max(numbers, key=lambda iri: numbers[iri][0], default="")
        if not last or len(numbers) < len(things) or numbers[last][0] <= len(things):
            return None
        times = finest([*self._links.days(ox.NamedNode(last), START, DATE)])
        when = f" ({times[0].in_words})" if len(times) == 1 else ""
        kind = self.of_kind(question, False)
        text = f"at least {counted(numbers[last][0])}: the last {kind} that is recorded is {self.named(last)}{when}."
        stated = [numbers[last][1], *(one for time in times for one in time.stated)]
        return FactsFound(text, stated, Wanted.COUNT, [last], False, True)

    def _ranked(self, found: _Met, question: AskedFact) -> FactsFound | None:
        """Tells things by their days, which are of the same deed: the first or last, all in order, or how many there are each year."""
        dated: dict[str, Time] = {}
        asked = question.deed
        for deed in (asked,) if asked.phrase else LIKE:
            ways = {
                iri: [one for one in finest(self._links.times(iri, deed)) if not one.is_yearly]
                for iri in found
            }
            of = {iri: times[0] for iri, times in ways.items() if len({one.span for one in times}) == 1}
            dated = of if len(of) > len(dated) else dated
        if not dated:
            return None
        things = sorted(dated, key=lambda iri: (dated[iri].span, self._label(iri)))
        kind = self.of_kind(question, len(things) > 1)
        stated = [one for iri in things for one in (*found[iri], *dated[iri].stated)]
        left = len(found) - len(things)
        lacking = f" Of {counted(left)} more no such day is recorded." if left else ""
        told, is_number = things, question.rank == "per year"
        with_days = {iri: f"{self.named(iri)} ({dated[iri].in_words})" for iri in things}
        if is_number:
            years = grouped((dated[iri].day.value[:4], iri) for iri in things)
            each = joined([f"{counted(len(of))} in {year}" for year, of in years.items()])
            most = max(map(len, years.values()))
            best = [year for year, of in years.items() if len(of) == most]
            with_most = f"year{'s' if len(best) > 1 else ''} with most {'are' if len(best) > 1 else 'is'} {joined(best)}"
            are = "are" if len(things) > 1 else "is"
            text = f"{counted(len(things))} {kind} {are} recorded: {each}{f'; the {with_most}' if len(best) < len(years) else ''}."
        elif question.rank == "in order":
            text = f"by their days: {joined([*with_days.values()])}."
        else:
            end = dated[things[0 if question.rank == "first" else -1]]
            told = [iri for iri in things if dated[iri].span == end.span]
            is_compared = len(things) > 1 or (question.rank == "last" and not left)
            if not is_compared or any(overlap(dated[iri], end) for iri in things if iri not in told):
                return None
            names = joined([with_days[iri] for iri in told])
            are = "are" if len(told) > 1 else "is"
            best_of = (
                f"the {question.rank} that {self.done(asked)}" if asked.phrase else f"the {question.rank}"
            )
            text = f"of the {counted(len(things))} {kind} with a recorded day {best_of} {are} {names}."
            text = text if len(things) > 1 else f"only one is recorded with its day: {names}."
        return FactsFound(f"{text}{lacking}", stated, question.wanted, told, False, True, is_number)

    def _in_words(self, question: AskedFact) -> FactsFound | None:
        """Returns what is asked for where it is no thing but a text, a number or an address: who sits on a body, a website."""
        if question.noun is not None or len(question.conditions) != 1 or question.wanted is not Wanted.LIST:
            return None
        (condition,) = question.conditions
        found: dict[Node, Stated] = {}
        for iri, saying in product(condition.iris, condition.sayings if condition.span is None else ()):
            relation = saying.relation.back if condition.is_subject else saying.relation
            links = self._links.related(iri, relation) if relation.is_forward else {}
            for node, way in in_english(links).items():
                is_time = isinstance(node, ox.Literal) and node.datatype.value in TIMES
                if not is_time and _ENTITY not in self._links.kinds(node):
                    found[node] = way[-1]
        texts = [node.value for node in found if isinstance(node, ox.Literal) and node.language]
        if not found or (question.is_agent and len(texts) < len(found)) or 0 < len(texts) < len(found):
            return None
        first = condition.sayings[0]
        if texts and first.relation.term not in _NAMING:
            text = "; ".join(texts).removesuffix(".")
            return FactsFound(f"{text}.", [*found.values()], Wanted.LIST, condition.iris)
        names = joined([self.value(node) if isinstance(node, ox.Literal) else node.value for node in found])
        subject = self.all(condition.things)
        if condition.is_subject:  # "the website of the EGCC is ..."
            told, is_number = f"{first.verb.base} {subject} is", _NUMBER in first.verb.base
        else:
            told, is_number = f"{subject} {self.verb(condition, False)}", False
        return FactsFound(f"{told} {names}.", [*found.values()], Wanted.LIST, is_number=is_number)
