"""Days of facts: when or where something was, how long it lasts, and which of several was first.

"When was CETS 197 opened for signature?", "how long is it between UNTOC and CETS 197?". Nothing is put in order where days
overlap, and where sources differ all of their days are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.dates import LAST_DAY, MEMO_DAYS
from ...base.namespaces import COMPUTED_GRAPH, MEMO, PREFIXES
from ...base.printing import joined
from ...base.printing import number_in_words as counted
from ...base.terms import short
from ...base.values import shown, value_of
from ...results.claims import Wanted
from ..patterns import WORDS
from ..phrases import Noun
from .asked_facts import AskedFact, Condition, Deed
from .fact_links import AGENTS, END, EVENT, FOUNDED, START
from .fact_sets import LIKE, FactSets
from .fact_times import TIMES, Node, Stated, Time, between, finest, lasting, only_time, overlap
from .fact_wording import FactsFound, all_of

_ABOUT = ox.NamedNode(PREFIXES["schema"] + "about")
_FIGURE = short(thb.Figure)
_MANDATE, _VALID = "mandate", Deed("valid until", True, False)
_NONE = Noun("", frozenset(), {})
#: What was done to works of different kinds that are put in order.
_PLAIN_DEEDS = tuple(map(Deed, ("adopted", "dated", "published", "held", "launched")))
#: What time is told behind "since" or "until" without "on" or "in".
_AT = re.compile("^(on|in) ")


def _may_be_at_end(time: Time, times: Sequence[Time], is_last: bool) -> bool:
    """Says whether a time may be the first, or the last, of some."""
    if is_last:
        return time.span[1] >= max(one.span[0] for one in times)
    return time.span[0] <= min(one.span[1] for one in times)


class FactDays(FactSets):
    """Answers when, where and in which order."""

    def when(self, question: AskedFact) -> FactsFound | None:
        """Says when or where something was, or something was done to it or by it."""
        asked = question.asked
        if not question.deed.phrase:
            return self._dates(question)
        done = self._done_by_whom(question)
        if done is None:
            return None
        subject, deed, told, ways = done
        is_of_place = question.wanted is Wanted.PLACE
        places = self._links.places(subject, deed) if is_of_place or "where" in asked else {}
        there = f"in {self.names(place.value for place in places)}"
        stated = [*ways, *all_of(places)]
        if is_of_place and "when" not in asked:
            found, is_past = [place.value for place in places], question.deed.is_past
            return (
                FactsFound(f"{there} {told}.", stated, Wanted.PLACE, found, is_past=is_past, about=[subject])
                if found
                else None
            )
        times = finest(self._links.times(subject, deed))
        if question.rank:
            return self._at_rank(times, told, question)
        is_since = asked.startswith(("since", "from"))
        if is_since and any(time.is_yearly for time in times):
            times = finest(self._links.times(subject, Deed("established")))
            told = f"{self.named(subject)} {'was' if question.deed.is_past else 'is'} established"
        if not times:
            return None if is_since else self._until_end_of_mandate(question)
        if question.deed.is_past and not question.conditions and all(map(self._is_ahead, times)):
            told = f"{self.named(subject)} {self.done(deed, is_ahead=True)}"
        stated += (one for time in times for one in time.stated)
        days = list(dict.fromkeys(time.in_words for time in times))
        are_several = len({time.stated[-1][0] for time in times}) > 1  # the days of several meetings, say
        when = joined(days, "and" if are_several else "or")
        if question.deed.phrase.endswith((" since", " until", " from")):
            text = f"{told} {_AT.sub('', when)}."
            return FactsFound(text, stated, question.wanted, [subject], is_past=True)
        differ = "" if len(days) == 1 else "at least " if are_several else "sources differ: "
        when = _AT.sub("since ", when) if is_since else when
        text = f"{differ}{when} {f'{there} ' if places else ''}{told}."
        return FactsFound(text, stated, question.wanted, [subject], not are_several, is_past=True)

    def _is_ahead(self, time: Time) -> bool:
        """Says whether the memo alone tells a time that came after its own, as what was planned."""
        told = [quad for one in time.stated for quad in self._links.lookup.match(*one)]
        is_of_memo = bool(told) and all(quad.graph_name.value.startswith(MEMO) for quad in told)
        return is_of_memo and not time.is_yearly and time.span[0] > max(MEMO_DAYS, default=LAST_DAY)

    def _done_by_whom(self, question: AskedFact) -> tuple[str, Deed, str, tuple[Stated, ...]] | None:
        """Returns to or by whom something was done, what, in words, and what states it: of a link that whose days tell when it was."""
        (named,) = question.iris
        if not question.conditions:
            return named, question.deed, f"{self.named(named)} {self.done(question.deed)}", ()
        (link,) = question.conditions
        way = self._links.link(named, link)
        for subject, deed in self._links.dated_by(named, link) if way else ():
            if way and (self._links.times(subject, deed) or self._links.places(subject, deed)):
                return subject, deed, f"{self.named(named)} {self.predicate(link, False)}", way
        return None

    def _dates(self, question: AskedFact) -> FactsFound | None:
        """Says when or where a thing was, of which nothing more is asked: an event; of others what each of its days tells."""
        (named,) = question.iris
        deed = "held" if EVENT in self._links.kinds(named) else "located"
        place = self.when(question._replace(deed=question.deed._replace(phrase=deed)))
        if place is not None or question.wanted is Wanted.PLACE:
            return place
        node = ox.NamedNode(named)
        quads = (
            quad
            for quad in self._links.lookup.match(node, None, None)
            if quad.graph_name.value != COMPUTED_GRAPH
        )
        facts = [
            (quad.predicate, quad.object)
            for quad in quads
            if isinstance(quad.object, ox.Literal) and quad.object.datatype.value in TIMES
        ]
        days = [
            f"{self._known.labels[prop.value]} {shown(value_of(day, {}))}"
            for prop, day in dict.fromkeys(facts)
        ]
        stated = [(node, prop, day) for prop, day in facts]
        text = f"{self.named(named)}: {', '.join(days)}."
        return FactsFound(text, stated, question.wanted, [named], is_past=True) if days else None

    def _until_end_of_mandate(self, question: AskedFact) -> FactsFound | None:
        """Says until when a body goes on, by the end of the one mandate of it that is recorded."""
        noun = self._links.phrases.nouns.get(_MANDATE, _NONE)
        about = {node.value for node, _ in self._links.stated(ox.NamedNode(*question.iris), _ABOUT, False)}
        mandates = [
            iri for iri in about if noun.names(self._links.kinds(iri), self._known.labels.get(iri, ""))
        ]
        is_until = question.asked.startswith(("until", "till")) and not question.conditions
        if not is_until or len(mandates) != 1 or not self._links.sayings(question.deed):
            return None
        return self.when(question._replace(things=((mandates[0],),), deed=_VALID))

    def _at_rank(self, times: Sequence[Time], told: str, question: AskedFact) -> FactsFound | None:
        """Says when something was done for the first or the last time that is recorded."""
        if not times or any(one.is_yearly for one in times):
            return None
        in_order = sorted({one.span: one for one in times}.values(), key=lambda one: one.span)
        time = in_order[0 if question.rank == "first" else -1]
        if any(one is not time and overlap(one, time) for one in in_order):
            return None
        text = f"{time.in_words} {told}, the {question.rank} time that is recorded here."
        return FactsFound(text, time.stated, question.wanted, question.iris, False, is_past=True)

    def length(self, question: AskedFact) -> FactsFound | None:
        """Says from when until when a thing lasts, and how long that is where both ends are known."""
        node = ox.NamedNode(*question.iris)
        starts, ends = (
            [time._replace(end=None) for time in self._links.days(node, *props)]
            for props in ((START, FOUNDED), (END,))
        )
        every, name = [*starts, *ends], self.named(node.value)
        wanted = Wanted.LENGTH if question.wanted is Wanted.LIST else question.wanted
        lasts = [] if starts and ends else [*self._lengths(node)]
        if len(lasts) == 1:
            text = f"{name}: {self._known.labels[lasts[0][0].value]}."
            return FactsFound(text, lasts, wanted, [node.value], is_past=True, is_number=True)
        if max(len(starts), len(ends)) != 1 or len({time.is_yearly for time in every}) > 1:
            return None
        if every[0].is_yearly and not (starts and ends):
            return None
        first, last = every[0], every[-1]
        if starts and ends:
            text = f"{lasting(first.day, last.day)}: {name}, from {first.written} to {last.written}."
        elif starts:
            began = "was founded" if first.stated[0][1] == FOUNDED else "began"
            text = f"{name} {began} {first.in_words}; its end is not recorded."
        else:
            text = f"{name} lasts until {last.written}; its beginning is not recorded."
        stated = [time.stated[0] for time in every]
        return FactsFound(text, stated, wanted, [node.value], is_past=True, is_number=True)

    def _lengths(self, node: Node) -> Iterator[Stated]:
        """Yields what states a figure of how long something lasts: "3 years that the project lasts"."""
        for figure, _ in self._links.stated(node, _ABOUT, False):
            words = self._known.labels.get(figure.value, "").split()
            unit = f"{words[1].removesuffix('s')}s" if len(words) > 1 else ""
            if _FIGURE in self._links.kinds(figure) and unit in WORDS["units"]:
                yield figure, _ABOUT, node

    def ordered(self, question: AskedFact) -> FactsFound | None:
        """Puts things in order of what was done to each; which is before is not known where days overlap."""
        for deeds in self._deeds(question):
            found = {
                iri: only_time(self._links.times(iri, deed))
                for iri, deed in zip(question.iris, deeds, strict=True)
            }
            days = {iri: time for iri, time in found.items() if time is not None}
            if len(days) == len(question.things):
                return self._in_order(days, dict(zip(question.iris, deeds, strict=True)), question)
        return None

    def _deeds(self, question: AskedFact) -> Iterator[Sequence[Deed]]:
        """Yields what was done to each of some things: the same, or, where that is asked or texts have no like day, what is dated of each."""
        if question.conditions:
            yield [self._done_by(*one) for one in zip(question.iris, question.conditions, strict=True)]
            return
        if question.deeds:
            ways = zip(question.iris, question.deeds, strict=True)
            yield [deed if deed.phrase else self._dated_deed(iri, LIKE) for iri, deed in ways]
            return
        yield from (
            [deed] * len(question.iris) for deed in ((question.deed,) if question.deed.phrase else LIKE)
        )
        are_works = all(AGENTS.isdisjoint(self._links.kinds(iri)) for iri in question.iris)
        if are_works and not (question.deed.phrase or question.asked) and question.rank in ("first", "last"):
            yield [self._dated_deed(iri, _PLAIN_DEEDS) for iri in question.iris]

    def undated(self, question: AskedFact) -> str:
        """Says of which of some things that are to be put in order no day is recorded, and when the others were done."""
        for deeds in self._deeds(question):
            for at, (iri, deed) in enumerate(zip(question.iris, deeds, strict=True)):
                if only_time(self._links.times(iri, deed)):
                    continue
                done = f"{self.named(iri)} {self.done(deed)}"
                for one in question.conditions[at : at + 1]:
                    done = f"{self.all(one.things)} {self.verb(one, False)} {self.named(iri)}"
                if not (deed.phrase or question.conditions):
                    return f"No day of {self.named(iri)} is recorded."
                told = self._told_of_others(question, deeds, iri)
                return " ".join((f"No fact recorded in these words says when {done}.", *told))
        return ""

    def _told_of_others(self, question: AskedFact, deeds: Sequence[Deed], left: str) -> Iterator[str]:
        """Yields when what is recorded with its day was done to the other things."""
        for iri, deed in zip(question.iris, deeds, strict=True):
            if iri != left and deed.phrase and (time := only_time(self._links.times(iri, deed))):
                when = f"{time.in_words[:1].upper()}{time.in_words[1:]}"
                yield f"{when} {self.named(iri)} {self.done(deed)}."

    def _dated_deed(self, iri: str, deeds: Iterable[Deed]) -> Deed:
        """Returns the first of some deeds that is dated of a thing."""
        return next((deed for deed in deeds if only_time(self._links.times(iri, deed))), Deed())

    def _done_by(self, iri: str, condition: Condition) -> Deed:
        """Returns what somebody did to a thing, where that is recorded."""
        is_done = self._links.link(iri, condition) is not None
        ways = self._links.dated_by(iri, condition) if is_done else ()
        return next((deed for of, deed in ways if of == iri), Deed())

    def _in_order(
        self, days: Mapping[str, Time], deeds: Mapping[str, Deed], question: AskedFact
    ) -> FactsFound | None:
        """Tells things by their days: in order, the first or last, whether one was before another, or how long it is between."""
        order = sorted(question.iris, key=lambda iri: days[iri].span)
        times = [days[iri] for iri in order]
        is_same = any(one.is_same(other) for one, other in pairwise(times))
        is_open = any(overlap(one, other) and not one.is_same(other) for one, other in pairwise(times))
        stated = [one for time in times for one in time.stated]
        told, is_last = order, question.rank == "last"
        ends = [iri for iri in order if _may_be_at_end(days[iri], times, is_last)]
        if question.rank == "in order":
            done = f"when each {self.done(deeds[order[0]])}" if question.deed.phrase else "of each"
            each = joined([f"{self.named(iri)} ({days[iri].in_words})" for iri in order])
            text = "" if is_open else f"by the day {done}: {each}."
        elif question.wanted is Wanted.LIST and not question.asked and 1 < len(ends) < len(order):
            are = f"any of {counted(len(ends))}" if len(ends) > 2 else "either of two"
            unknown = f"not known, for by the days that are recorded {are} may be the {question.rank}"
            text, told = f"{unknown}: {self._told(ends, days, deeds)}.", ends
        elif is_open and (len(ends) > 1 or question.asked or question.wanted is not Wanted.LIST):
            is_between = question.asked not in ("", "or")
            either = "either" if len(order) == 2 else "any"
            unknown = f"not known, for by the days that are recorded {either} may be before"
            text = "" if is_between else f"{unknown}: {self._told(order, days, deeds)}."
        elif question.wanted is Wanted.LIST and not question.asked:
            first, *others = reversed(order) if is_last else order
            told = [] if is_same else [first]
            text = f"{self.named(first)}: it {self.done(deeds[first])} {days[first].in_words}, {self._each(others, days)}."
            if len({*deeds.values()}) > 1:
                text = (
                    f"{self.named(first)}, by the days that are recorded: {self._told(order, days, deeds)}."
                )
        else:
            is_so = not is_same and order[0] == question.iris[is_last]
            answer = "yes" if is_so else "no"
            if question.asked == "or":
                answer = "at the same time" if is_same else "before" if is_so else "after"
            elif question.asked:
                answer = between(times[0].day, times[1].day, question.asked)
            text = f"{answer}: {self._told(order, days, deeds)}." if answer else ""
        return FactsFound(text, stated, question.wanted, told, is_past=True) if told and text else None

    def _told(self, order: Sequence[str], days: Mapping[str, Time], deeds: Mapping[str, Deed]) -> str:
        """Says of each thing when what was done to it; once what that was, where it is the same."""
        first, *others = order
        if len({*deeds.values()}) == 1:
            return f"{self.named(first)} {self.done(deeds[first])} {days[first].in_words}, {self._each(others, days)}"
        done = {
            iri: f"{self.done(deed)} ".removeprefix("was ").removeprefix("dated ")
            for iri, deed in deeds.items()
        }
        return joined([f"{self.named(iri)} ({done[iri]}{days[iri].in_words})" for iri in order])

    def _each(self, things: Iterable[str], days: Mapping[str, Time]) -> str:
        """Says of each thing when it was."""
        return joined([f"{self.named(iri)} {days[iri].in_words}" for iri in things])
