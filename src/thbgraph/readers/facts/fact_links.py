"""Links of facts: what is recorded of a thing by a relation, when and where, and whether it meets a condition.

A part of a part is part of the whole, who publishes a series publishes its issues, and a thing has the days of the act, or of
the event, by which something was done to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.namespaces import MEMO, PREFIXES
from ...base.terms import short
from ...base.vocabulary import ActKind
from ...names.names import Names
from ...sentences.days_asked import DaysAsked
from ...stores.lookup import Lookup
from ..phrases import Form, Phrases, Relation, Saying
from .asked_facts import Condition, Deed
from .fact_grammar import AT, PARTS
from .fact_times import TIMES, Node, Stated, Time

_SCHEMA, _DCTERMS = (PREFIXES[prefix] for prefix in ("schema", "dcterms"))
AGENTS = frozenset(("foaf:Agent", "org:Post"))
EVENT, _PLACE, ACT, _ORGANIZER = "schema:Event", "schema:Place", short(thb.Act), _SCHEMA + "organizer"
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
_INSTRUMENT, PARTY = ox.NamedNode(thb.instrument), ox.NamedNode(thb.forParty)
_LOCATION, _OCCASION = ox.NamedNode(_SCHEMA + "location"), ox.NamedNode(thb.onOccasionOf)
_PUBLISHER, _PART_OF = _DCTERMS + "publisher", ox.NamedNode(_DCTERMS + "isPartOf")
START, END, DATE = (
    ox.NamedNode(iri) for iri in (_SCHEMA + "startDate", _SCHEMA + "endDate", _DCTERMS + "date")
)
#: When something began that is no event, or was published.
FOUNDED = ox.NamedNode(_SCHEMA + "foundingDate")
BEGUN = (START, ox.NamedNode(_DCTERMS + "issued"), FOUNDED)
HAPPEN = "happen"
#: How it is said whose something is.
OWNED = "of"
#: Who is responsible for work is so for what that work is about.
CHARGE = Relation(thb.responsibleFor)
TOPICS = (ox.NamedNode(thb.focusesOn), ox.NamedNode(_DCTERMS + "subject"))

#: What a thing is linked to, with the statements that link them.
Links: TypeAlias = dict[Node, tuple[Stated, ...]]


class RecordedLinks:
    """Finds what is recorded; statements of graphs that begin as `unheard` are left out."""

    def __init__(self, lookup: Lookup, known: Names, phrases: Phrases, unheard: tuple[str, ...]) -> None:
        self.lookup, self.known, self.phrases, self._unheard = lookup, known, phrases, unheard

    # What is recorded

    def stated(
        self, node: Node, prop: ox.NamedNode, is_forward: bool = True
    ) -> Iterator[tuple[ox.NamedNode, Node]]:
        """Yields the subject and the object of what states a property of a node, or, backwards, by which of what it is one."""
        if is_forward and isinstance(node, ox.Literal):
            return
        for quad in self.lookup.match(*((node, prop, None) if is_forward else (None, prop, node))):
            is_heard = not quad.graph_name.value.startswith(self._unheard)
            if is_heard and isinstance(quad.subject, ox.NamedNode):
                yield quad.subject, quad.object

    def kinds(self, thing: Node | str) -> Sequence[str]:
        """Returns the CURIEs of the classes of a thing."""
        iri = thing.value if isinstance(thing, ox.NamedNode) else thing
        return self.known.classes.get(iri, ()) if isinstance(iri, str) else ()

    def related(self, thing: str, relation: Relation) -> Links:
        """Returns what a thing is related to; a part of a part is part of the whole, the nearest first."""
        found: Links = {}
        steps: list[tuple[Node, tuple[Stated, ...]]] = [(ox.NamedNode(thing), ())]
        prop = ox.NamedNode(relation.term)
        for node, way in steps:
            for subject, other in self.stated(node, prop, relation.is_forward):
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
        first, then = (Relation(_PART_OF.value, relation.is_forward), relation)[
            :: 1 if relation.is_forward else -1
        ]
        return {
            node: (*way, *then_way)
            for whole, way in self._plainly(ox.NamedNode(thing), first).items()
            for node, then_way in self._plainly(whole, then).items()
        }

    def _plainly(self, node: Node, relation: Relation) -> Links:
        prop = ox.NamedNode(relation.term)
        return {
            other if relation.is_forward else subject: ((subject, prop, other),)
            for subject, other in self.stated(node, prop, relation.is_forward)
        }

    def parts(self, whole: str) -> Links:
        """Returns the parts of a thing, whose texts and works are its own; none of a state."""
        is_state = short(thb.State) in self.kinds(whole)
        return {} if is_state else self.related(whole, Relation(PREFIXES["org"] + "unitOf", False))

    def _acts(self, thing: str, kind: str) -> Iterator[tuple[ox.NamedNode, Stated]]:
        """Yields the acts of a class done to an instrument as a whole."""
        for act, _ in self.stated(ox.NamedNode(thing), _INSTRUMENT, False):
            if short(kind) in self.kinds(act) and not any(self.stated(act, PARTY)):
                yield act, (act, _INSTRUMENT, ox.NamedNode(thing))

    def sayings(self, deed: Deed, way: str = "") -> Sequence[Saying]:
        """Returns what the phrase of a deed says, with a way behind it."""
        forms = (Form.BEHIND_BE,) if deed.is_with_be else (Form.BASE, Form.FINITE, Form.PARTICIPLE)
        return [one for form in forms for one in self.phrases.sayings.get((form, deed.phrase + way), ())]

    def is_in_memo(self, iri: str) -> bool:
        """Says whether the memo speaks of a thing."""
        node = ox.NamedNode(iri)
        quads = chain(self.lookup.match(node, None, None), self.lookup.match(None, None, node))
        return any(quad.graph_name.value.startswith(MEMO) for quad in quads)

    # When and where

    def times(self, thing: str, deed: Deed) -> list[Time]:
        """Returns when something was done to a thing: its own days, those of an act, or of the event where it was done."""
        found: list[Time] = []
        node, kinds = ox.NamedNode(thing), self.kinds(thing)
        for one in self.sayings(deed):
            term, kind = one.relation.term, short(one.relation.term)
            if kind == EVENT and deed.phrase.startswith(HAPPEN) and {EVENT, ACT}.isdisjoint(kinds):
                found += (time._replace(end=None) for time in self.days(node, *BEGUN))
            if kind in kinds or (EVENT in kinds and term == _ORGANIZER) or (kind == EVENT and ACT in kinds):
                found += self.days(node, *((START, DATE) if self._is_done_when_dated(node) else (START,)))
            elif one.relation.is_forward:  # of what began only the first day
                found += (time._replace(end=None) for time in self.days(node, ox.NamedNode(term)))
            for act, done in self._acts(thing, term):
                found += self.days(act, DATE, START, by=(done,))
        for way in AT if not found else ():
            for one in self.sayings(deed, way):
                for event, stated in self.related(thing, one.relation).items():
                    found += self.days(event, START, DATE, by=stated) if EVENT in self.kinds(event) else ()
        return found

    def _is_done_when_dated(self, node: ox.NamedNode) -> bool:
        """Says whether the date of a thing tells when it was held, or launched, and not only of when a text is."""
        launched = any(self.stated(node, ox.NamedNode(thb.launchedBy)))
        return launched or not {EVENT, ACT}.isdisjoint(self.kinds(node))

    def days(self, node: Node, *props: ox.NamedNode, by: tuple[Stated, ...] = ()) -> Iterator[Time]:
        """Yields the times of a node by some properties, an event or act from its start to its end, each with what leads `by` it."""
        for prop in props:
            lasts = prop == START and not {EVENT, ACT}.isdisjoint(self.kinds(node))
            ends = [
                (end, (subject, END, end))
                for subject, end in (self.stated(node, END) if lasts else ())
                if isinstance(end, ox.Literal) and end.datatype.value in TIMES
            ]
            end, more = (ends[0][0], (ends[0][1],)) if len(ends) == 1 else (None, ())
            for subject, day in self.stated(node, prop):
                if isinstance(day, ox.Literal) and day.datatype.value in TIMES:
                    yield Time(day, (*by, (subject, prop, day), *more), end)

    def places(self, thing: str, deed: Deed) -> Links:
        """Returns where something was done to a thing, be it at an event."""
        found: Links = {}
        nodes: list[tuple[Node, tuple[Stated, ...]]] = []
        for one in (one for way in ("", *AT) for one in self.sayings(deed, way)):
            for act, stated in self._acts(thing, one.relation.term):
                nodes.append((act, (stated,)))
                events = self.stated(act, _OCCASION)
                nodes += ((event, (stated, (act, _OCCASION, event))) for _, event in events)
            for node, way_to in self.related(thing, one.relation).items():
                if _PLACE in self.kinds(node):
                    found[node] = way_to
                elif EVENT in self.kinds(node):
                    nodes.append((node, way_to))
        for node, way_to in nodes:
            for subject, place in self.stated(node, _LOCATION):
                found.setdefault(place, (*way_to, (subject, _LOCATION, place)))
        return found

    # Conditions

    def link(self, thing: str, condition: Condition) -> tuple[Stated, ...] | None:
        """Returns what links a thing to all, or any, that a condition names, in its time; None where that is not recorded."""
        stated: list[Stated] = []
        if condition.things is not None:
            ways = [self.link_to(thing, iri, condition) for iri in condition.iris]
            if not any(ways) or not (all(ways) or condition.things.is_any):
                return None
            stated += chain(*ways)
        if condition.span is not None:
            timed = self.time_within(thing, condition, condition.span)
            if timed is None:
                return None
            stated += timed.stated
        return tuple(stated)

    def time_within(self, thing: str, condition: Condition, span: DaysAsked) -> Time | None:
        """Returns when, within a span, a condition was met; None where that is not recorded."""
        dated = (time for one in self.dated_by(thing, condition) for time in self.times(*one))
        return next((time for time in dated if time.is_within(span)), None)

    def link_to(self, thing: str, other: str, condition: Condition) -> tuple[Stated, ...]:
        """Returns what links a thing to another by what a condition says; nothing where that is not recorded."""
        for one in condition.sayings:
            relation = one.relation if condition.is_subject else one.relation.back
            links = self.related(thing, relation)
            if way := links.get(ox.NamedNode(other)):
                return way
            is_work = AGENTS.isdisjoint(self.kinds(thing))
            if condition.phrase == OWNED and is_work and relation.term not in PARTS:
                for part, way_to in self.parts(other).items():
                    if way := links.get(part):
                        return (*way, *way_to)
            for work, way in links.items() if relation == CHARGE else ():
                for prop in TOPICS:  # responsible for work on trafficking
                    if any(self.lookup.match(work, prop, ox.NamedNode(other))):
                        return (*way, (ox.NamedNode(work.value), prop, ox.NamedNode(other)))
        return ()

    def dated_by(self, thing: str, condition: Condition) -> Iterator[tuple[str, Deed]]:
        """Yields whose days tell when a condition was met, and by which deed: what was launched, by "launched"."""
        if condition.things is None:
            yield from ((thing, Deed(condition.phrase or OWNED, is_with_be)) for is_with_be in (True, False))
        other, *more = condition.iris or [""]
        for one in condition.sayings if condition.things else ():
            is_doer = condition.is_subject is not one.is_passive
            subject, patient = (thing, other) if is_doer else (other, thing)
            if one.verb.is_transitive and (not more or patient == thing):
                yield patient, Deed(one.verb.participle)
                _, _, decided = one.verb.base.partition(" to ")  # "decide to set up"
                yield from (
                    (patient, Deed(of.verb.participle))
                    for of in self.phrases.sayings.get((Form.BASE, decided), ())
                    if of.relation == one.relation
                )
            if not more or subject == thing:
                is_with_be = one.verb.is_with_be
                base = one.verb.base if one.verb.is_transitive else one.verb.base.rpartition(" ")[0]
                yield subject, Deed(base, is_with_be)
