"""Answers what a sentence asks about states under treaties, from the computed periods: an algebra of yes, no and not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.dates import in_words, span_in_words
from ..base.days import FIRST_DAY, LAST_DAY
from ..base.memo_days import with_reason
from ..base.terms import short
from ..base.vocabulary import Status
from ..names.folding import fold
from ..names.names import Names
from ..results import summaries
from ..results.answers import Answer
from ..results.days import Days
from ..results.rows import Entity, Row, Value
from ..results.summaries import joined
from ..sentences.reading import Reading, Wanted
from ..status.standings import Bounds, Select, Standing, standings
from .claims import Claim
from .treaty_questions import Act, Predicate, Time, TreatyQuestion, asked_of_treaties

_STATES = frozenset((short(thb.State), short(thb.FormerState)))
_COLUMNS = ("state", "treaty", "answer", "signed", "ratified", "inForce")
#: Yes, no, or not known.
Truth: TypeAlias = bool | None
_DONE = {
    Act.SIGN: "signed",
    Act.RATIFY: "ratified or otherwise joined",
    Act.BE_PARTY: "became a party to",
}
#: Of so few all are named, too, where all are meant.
_FEW = 9


class Ledger(NamedTuple):
    """Where the reader of treaties finds what it needs.

    `short` gives the short name of a treaty, `select` runs a SPARQL query, `members` tells of whom it is known, or not, that they are members of an organization on a
    day, `latest` gives the last day that the sources cover for treaties and for states or groups, `reporting_day` the one on
    which the memo reports, and `notes` what is to be known of states and groups on a day.
    """

    short: Callable[[str], str]
    select: Select
    members: Callable[[str, str], Mapping[str, Truth]]
    latest: Callable[[Sequence[str], Sequence[str]], str | None]
    reporting_day: str
    notes: Callable[[str, Sequence[str], Sequence[str]], Iterable[str]]


def claim(reading: Reading, known: Names, ledger: Ledger) -> Claim | None:
    """Answers a sentence about states under treaties; None where it is none, is not read whole, or nothing is recorded."""
    read = asked_of_treaties(reading, known)
    if read is None:
        return None
    asked, consumed = read
    found = _Inquiry(asked, known, ledger).answered()
    return None if found is None else found._replace(consumed=consumed)


class _Found(NamedTuple):
    """The states of which something holds, does not hold, or may hold, in order of name."""

    sure: tuple[str, ...]
    none: tuple[str, ...]
    open: tuple[str, ...]


class _Inquiry:
    """One question about treaties, with where everybody stands under them."""

    def __init__(self, asked: TreatyQuestion, known: Names, ledger: Ledger) -> None:
        self._asked, self._known, self._ledger = asked, known, ledger
        self._treaties = [*dict.fromkeys(one.treaty for one in asked.predicates)]
        self._standings = {treaty: standings(treaty, ledger.select) for treaty in self._treaties}
        self._day, self._is_latest = self._day_of()
        self._members = self._domain()

    def answered(self) -> Claim | None:
        """Returns the answer; None where nothing tells of those that are asked about."""
        asked = self._asked
        if not self._day or not self._members or not set(asked.states) <= self._members.keys():
            return None
        if asked.than and any(asked.than not in of for of in self._standings.values()):
            return None
        if asked.is_compared:
            return self._compared()
        if asked.order is not None:
            return self._ordered(asked.order.place)
        if asked.wanted is Wanted.DAY:
            return self._dated()
        found = self._holding()
        return self._told(found) if asked.wanted is Wanted.TRUTH else self._listed(found)

    def _day_of(self) -> tuple[str, bool]:
        """Returns the day of the answer, and whether it is the last that the sources cover."""
        asked, ledger = self._asked, self._ledger
        when = asked.when
        if when is not None and when.last:
            return when.last, False
        if (when is None and not asked.is_latest) or (when is not None and when.time is Time.BY):
            return ledger.reporting_day, False
        among = [
            *asked.states,
            *([asked.group] if asked.group else []),
            *([asked.than] if asked.than else []),
        ]
        day = ledger.latest(self._treaties, among)
        if day is None or (when is not None and day < when.first):
            return "", True
        return day, True

    def _domain(self) -> Mapping[str, Truth]:
        """Returns who is asked about, and of whom it is sure that they belong to the group asked about."""
        asked, day = self._asked, self._day
        if not day:
            return {}
        common = set.intersection(*({*of} for of in self._standings.values()))
        if asked.states:
            there = [one for one in asked.states if one in common and self._may_be_there(one)]
            return dict.fromkeys(there, True)
        if asked.group:
            members = self._ledger.members(asked.group, day)
            found = {one: is_one for one, is_one in members.items() if self._is_state(one)}
            if not found.keys() <= common:
                return {}
        else:
            found = dict.fromkeys(
                (one for one in common if self._is_state(one) and self._may_be_there(one)), True
            )
        return {one: found[one] for one in self._by_name(found) if one not in asked.but}

    def _is_state(self, iri: str) -> bool:
        return not _STATES.isdisjoint(self._known.classes.get(iri, ()))

    def _may_be_there(self, iri: str) -> bool:
        return all(of[iri].may_be_there(self._day) for of in self._standings.values())

    def _by_name(self, iris: Iterable[str]) -> list[str]:
        return sorted(iris, key=self._label)

    def _label(self, iri: str) -> str:
        return self._known.labels.get(iri, short(iri))

    def _holding(self) -> _Found:
        """Parts those who are asked about by whether all that is asked holds of them."""
        truths = {one: _both([is_one, self._holds(one)]) for one, is_one in self._members.items()}
        return _Found(
            *(tuple(one for one, truth in truths.items() if truth is of) for of in (True, False, None))
        )

    def _holds(self, state: str) -> Truth:
        return _both([self._is_so(one, state) for one in self._asked.predicates])

    def _is_so(self, predicate: Predicate, state: str) -> Truth:
        """Says whether an act was done in time, or was not where that is asked."""
        standing = self._standings[predicate.treaty][state]
        asked, when = self._asked, self._asked.when
        bounds = _bounds(standing, predicate.act)
        if asked.than:
            other = _bounds(self._standings[predicate.treaty][asked.than], predicate.act)
            one, two = (bounds, other) if asked.is_before else (other, bounds)
            truth = _both([one.before(two), bounds.by(self._day), other.by(self._day)])
            truth = one.before(two) if truth is None and one.before(two) is False else truth
        elif when is not None and when.time is Time.WITHIN:
            truth = bounds.within(when.first, self._day)
        elif predicate.act is Act.BE_PARTY:
            truth = standing.has_status((Status.PARTY,), self._day)
        else:
            truth = bounds.by(self._day)
        return truth if predicate.is_done or truth is None else not truth

    def _listed(self, found: _Found) -> Claim:
        """Says of whom it holds: how many of how many, who, and when."""
        asked, whole = self._asked, [one for one, is_one in self._members.items() if is_one]
        predicates, count = asked.predicates, len(found.sure)
        is_counted = asked.wanted is Wanted.COUNT
        least = "at least " if found.open and count else ""
        who, size = self._who(), summaries.in_words(len(whole))
        if len(predicates) == 1 and not predicates[0].is_done and not found.open and count in (0, len(whole)):
            predicates = (predicates[0]._replace(is_done=True),)  # none had not: all had
            count = len(whole) - count
        if count == 0:
            subject = (
                f"No {_one_of(who)}" if not self._is_bounded or not whole else f"None of the {size} {who}"
            )
        elif not self._is_bounded:
            subject = f"{least}{count if is_counted else summaries.in_words(count)} {who if count > 1 else _one_of(who)}"
        elif count == len(whole) and not found.open and count > 1 and not is_counted:
            subject = f"all {size} {who}"
        else:
            subject = f"{least}{count if is_counted else summaries.in_words(count)} of the {size} {who}"
        text = f"{subject[:1].upper()}{subject[1:]} {self._verbs(predicates, count != 1)}{self._time()}"
        if found.open and count == 0:
            text = f"It is not known of any {_one_of(who)} that it {self._verbs(predicates, False)}{self._time()}"
        if found.sure and (count < len(whole) or len(whole) < _FEW):
            text += f": {joined(self._names(found.sure))}"
        return self._claim(f"{text}.", found)

    @property
    def _is_bounded(self) -> bool:
        """Whether those who are asked about are some that can be counted, not all states."""
        return bool(self._asked.group or self._asked.states)

    def _who(self) -> str:
        """Returns what those are called who are asked about."""
        asked = self._asked
        if asked.states:
            return "states named"
        if not asked.group:
            return f"states{self._but()}"
        return f"{asked.called or f'member states of the {self._label(asked.group)}'}{self._but()}"

    def _but(self) -> str:
        return f" other than {joined(self._names(self._asked.but))}" if self._asked.but else ""

    def _names(self, iris: Iterable[str]) -> list[str]:
        return [self._label(one) for one in iris]

    def _treaty(self, iri: str) -> str:
        name = self._ledger.short(iri)
        is_described = fold(name).rpartition(" ")[2] in fold(self._label(iri)).split()
        return f"the {name}" if is_described else name

    def _verbs(self, predicates: Sequence[Predicate], are_several: bool = True) -> str:
        """Says what was done, and what was not, of each treaty in turn."""
        treaties = [*dict.fromkeys(one.treaty for one in predicates)]
        acts = [*dict.fromkeys(one.act for one in predicates)]
        is_neither = len(predicates) == 2 and not any(one.is_done for one in predicates)
        if is_neither and len(acts) == 1:
            told = self._verb(predicates[0]._replace(is_done=True), "{}", are_several)
            return told.format(f"neither {self._treaty(treaties[0])} nor {self._treaty(treaties[1])}")
        parts: list[str] = []
        before = ""
        for one in predicates:
            parts.append(
                self._verb(one, "it" if one.treaty == before else self._treaty(one.treaty), are_several)
            )
            before = one.treaty
        return " and ".join(parts)

    def _verb(self, one: Predicate, treaty: str, are_several: bool) -> str:
        is_act = self._is_act
        if one.act is Act.BE_PARTY:
            party = "parties" if are_several else "a party"
            be = ("were" if are_several else "was") + ("" if one.is_done else " not")
            if is_act:
                become = "became" if one.is_done else "did not become"
                return f"{become} {party} to {treaty}"
            return f"{be} {party} to {treaty}"
        verb = {
            Act.SIGN: ("signed", "sign"),
            Act.RATIFY: ("ratified or otherwise joined", "ratify or otherwise join"),
        }[one.act]
        if is_act:
            return f"{verb[0]} {treaty}" if one.is_done else f"did not {verb[1]} {treaty}"
        return f"had {'' if one.is_done else 'not '}{verb[0]} {treaty}"

    @property
    def _is_act(self) -> bool:
        when = self._asked.when
        return bool(self._asked.than) or (when is not None and when.time is Time.WITHIN)

    def _time(self) -> str:
        """Says when, behind what was done."""
        asked, when = self._asked, self._asked.when
        day = in_words(date.fromisoformat(self._day))
        if asked.than:
            return f" {'before' if asked.is_before else 'after'} {self._label(asked.than)}"
        if when is None or when.time is Time.BY:
            is_state = any(one.act is Act.BE_PARTY for one in asked.predicates)
            return f" on {day}" if is_state else f" by {day}"
        if not when.last:
            return f" from {in_words(date.fromisoformat(when.first))} to {day}"
        span = span_in_words(when.first, self._day)
        return (
            f" {span}"
            if span.startswith("between")
            else f" {'on' if when.first == self._day else 'in'} {span}"
        )

    def _told(self, found: _Found) -> Claim:
        """Answers whether it is so, of one state or of several."""
        asked = self._asked
        size = len(self._members)
        is_denied = not all(one.is_done for one in asked.predicates)
        if size == 1 and asked.states:
            (state,) = self._members
            said = self._said(state, asked.predicates)
            if found.open:
                return self._claim(f"Not known: the sources do not decide whether {said}.", found)
            if len(asked.predicates) > 1:
                answer = "Yes: " if found.sure else "No: it is not so that "
                return self._claim(f"{answer}{said}.", found)
            if found.none:
                (one,) = asked.predicates
                said = self._said(state, (one._replace(is_done=not one.is_done),))
            answer = "" if is_denied else "Yes: " if found.sure else "No: "
            return self._claim(f"{answer}{said}{self._on(state)}.", found, self._later(state))
        whole = [one for one, is_one in self._members.items() if is_one]
        listed = self._listed(found)
        if is_denied:
            return listed
        if asked.quantity == "any":
            answer = "Yes" if found.sure else "No" if not found.open else "Not known"
        else:
            fails = [one for one in found.none if self._members[one]]
            answer = (
                "No" if fails else "Yes" if not found.open and len(found.sure) == len(whole) else "Not known"
            )
        return listed._replace(text=f"{answer}: {listed.text[:1].lower()}{listed.text[1:]}")

    def _on(self, state: str) -> str:
        """Says on which day a state did the one thing that is asked about, where it had by the day asked about."""
        (one,) = self._asked.predicates
        bounds = _bounds(self._standings[one.treaty][state], one.act)
        if self._asked.than or not bounds.by(self._day) or bounds.first == bounds.last == self._day:
            return ""
        return f" ({'since' if one.act is Act.BE_PARTY and bounds.is_day else _days(bounds).when.partition(' ')[0]} {_days(bounds).when.partition(' ')[2]})"

    def _later(self, state: str) -> tuple[str, ...]:
        """Says when a state did later what it had not by the day asked about, where that is the memo's."""
        (one,) = self._asked.predicates
        bounds = _bounds(self._standings[one.treaty][state], one.act)
        if self._asked.when is not None or bounds.by(self._day) is not False or bounds.last == LAST_DAY:
            return ()
        return (f"It is recorded for later: {_days(bounds)}.",)

    def _said(self, state: str, predicates: Sequence[Predicate]) -> str:
        """Says what one state had done, and had not."""
        return f"{self._label(state)} {self._verbs(predicates, False)}{self._time()}"

    def _dated(self) -> Claim | None:
        """Says when each of some states did what is asked."""
        if len(self._members) > 40:
            return None
        parts, sure, none, unsure = [], [], [], []
        for predicate in self._asked.predicates:
            treaty = self._treaty(predicate.treaty)
            done = {
                one: _bounds(self._standings[predicate.treaty][one], predicate.act) for one in self._members
            }
            dated = [one for one in done if done[one].by(self._day)]
            open_ones = [one for one in done if done[one].by(self._day) is None]
            dated.sort(key=lambda one: (done[one], self._label(one)))
            verb = _DONE[predicate.act]
            if len(self._members) == 1:
                if dated:
                    parts.append(f"{self._label(dated[0])} {verb} {treaty} {_days(done[dated[0]]).when}.")
            elif dated:
                each = "; ".join(f"{self._label(one)} {_days(done[one]).when}" for one in dated)
                parts.append(f"{verb.capitalize()} {treaty}: {each}.")
            missing = [one for one in done if done[one].by(self._day) is False]
            if missing:
                be = {
                    Act.SIGN: "signed",
                    Act.RATIFY: "ratified or otherwise joined",
                    Act.BE_PARTY: "become parties to",
                }
                be = be | {Act.BE_PARTY: "become a party to"} if len(missing) == 1 else be
                had = "has" if len(missing) == 1 else "have"
                parts.append(
                    f"Up to {in_words(date.fromisoformat(self._day))} {joined(self._names(self._by_name(missing)))} "
                    f"{had} not {be[predicate.act]} {treaty}."
                )
            sure += dated
            none += missing
            unsure += open_ones
        if unsure and not parts:
            parts.append(
                f"It is not known whether and when {joined(self._names(dict.fromkeys(unsure)), 'or')} did."
            )
        found = _Found(*(tuple(dict.fromkeys(of)) for of in (sure, none, unsure)))
        return self._claim(" ".join(parts), found)

    def _done(self) -> tuple[Predicate, dict[str, Bounds]]:
        """Returns the one act that is asked about, and when each did it."""
        (predicate,) = self._asked.predicates
        of = self._standings[predicate.treaty]
        return predicate, {one: _bounds(of[one], predicate.act) for one in self._members}

    def _ordered(self, place: int) -> Claim | None:
        """Says who was the first, the last or the n-th, if who may have been before does not leave it open.

        Of whom nothing is recorded is none of those that are put in order, and the answer is one of what is recorded.
        """
        if self._asked.when is not None:
            return None
        predicate, done = self._done()
        unknown = tuple(one for one, of in done.items() if of.by(self._day) is None and of.last == LAST_DAY)
        acted = {one: of for one, of in done.items() if of.by(self._day) is not False and one not in unknown}
        sure = [one for one in acted if acted[one].by(self._day) and self._members[one]]
        at_place = [one for one in sure if acted[one].is_day and self._is_at(place, one, acted, sure)]
        if not at_place and (len(sure) != len(acted) or len(sure) >= abs(place)):
            return None
        told, day = "recorded to have " if unknown else "to have ", in_words(date.fromisoformat(self._day))
        told += {Act.BE_PARTY: "become a party to"}.get(predicate.act, _DONE[predicate.act])
        of = f"of the {summaries.in_words(len(self._members))} {self._who()}, " if self._asked.group else ""
        of = f"of {joined(self._names(self._asked.states))}, " if self._asked.states else of
        state = "" if of else " states" if len(at_place) > 1 else " state"
        ordinal = (
            f"the {'last' if place < 0 else _ordinal(place)}{state} {told} {self._treaty(predicate.treaty)}"
        )
        if not at_place:
            text = f"{of}no {ordinal.removeprefix('the ')} is recorded: up to {day} {summaries.in_words(len(sure))} had."
            return self._claim(text[:1].upper() + text[1:], _Found((), tuple(sure), unknown))
        up_to = f", as recorded up to {day}" if place < 0 else ""
        names, when = joined(self._names(at_place)), _days(acted[at_place[0]]).when
        text = f"{of}{ordinal} {'were' if len(at_place) > 1 else 'was'} {names}, {when}{up_to}."
        rest = tuple(one for one in done if one not in at_place and one not in unknown)
        return self._claim(text[:1].upper() + text[1:], _Found(tuple(at_place), rest, unknown))

    def _is_at(self, place: int, one: str, acted: Mapping[str, Bounds], sure: Sequence[str]) -> bool:
        """Says whether it is sure that somebody's act has a place in order of time, alone or with others of the same day."""
        own = acted[one]
        others = [other for other in acted if other != one and acted[other] != own]
        if any(acted[other].before(own) is None or (not self._members[other]) for other in others):
            return False
        same = sum(acted[other] == own for other in sure)
        ahead = sum(acted[other].before(own) is True for other in others)
        behind = len(others) - ahead
        return ahead < place <= ahead + same if place > 0 else behind < -place <= behind + same

    def _compared(self) -> Claim | None:
        """Says which of two states did something first."""
        predicate, done = self._done()
        if len(done) != 2:
            return None
        one, other = self._by_name(done)
        verb = _DONE[predicate.act]
        treaty, day = self._treaty(predicate.treaty), in_words(date.fromisoformat(self._day))
        by = {state: of.by(self._day) for state, of in done.items()}
        if by[one] is False and by[other] is False:
            return self._claim(
                f"Neither {self._label(one)} nor {self._label(other)} {verb} {treaty} up to {day}.",
                _Found((), (one, other), ()),
            )
        for first, second in ((one, other), (other, one)):
            if by[first] and by[second] is False:
                text = f"{self._label(first)} {verb} {treaty} {_days(done[first]).when}; {self._label(second)} had not by {day}."
                return self._claim(text, _Found((first,), (second,), ()))
            if by[first] and done[first].before(done[second]):
                later = _days(done[second]).when if by[second] else f"not before {_days(done[second]).first}"
                text = f"{self._label(first)} first: it {verb} {treaty} {_days(done[first]).when}, {self._label(second)} {later}."
                return self._claim(text, _Found((first,), (second,), ()))
        if done[one] == done[other] and done[one].is_day:
            text = f"On the same day: {self._label(one)} and {self._label(other)} {verb} {treaty} {_days(done[one]).when}."
            return self._claim(text, _Found((), (), (one, other)))
        told = "; ".join(f"{self._label(state)} {_days(of).when}" for state, of in done.items())
        return self._claim(f"Not known: {told}.", _Found((), (), (one, other)))

    def _claim(self, text: str, found: _Found, notes: Sequence[str] = ()) -> Claim:
        """Makes a claim with what is to be known of it, and a row for each of whom it holds or may hold."""
        asked = self._asked
        notes = [*notes, *self._said_of_day()]
        if found.open and asked.wanted is not Wanted.TRUTH:
            silent = [one for one in found.open if not self._has_acted(one)]
            told = [one for one in found.open if one not in silent]
            if told:
                notes.append(f"The sources leave it open for {joined(self._names(told))}.")
            if silent:
                notes.append(
                    f"They leave it open, too, for {self._counted(silent)} of which they record nothing of this."
                    if told
                    else f"The sources leave it open for {self._counted(silent)} of which they record nothing of this."
                )
        shown = [*self._members] if asked.states else [*found.sure, *found.open]
        notes += self._ledger.notes(self._day, shown, [asked.group] if asked.group else [])
        rows = [
            Row(_COLUMNS, tuple(self._cells(one, treaty, one in found.open)))
            for one in shown
            for treaty in self._treaties
        ]
        answer = Answer(_COLUMNS, rows, text, summary=text)
        return Claim("treaties", text, frozenset(), answer, tuple(notes), found.sure, found.open, self._day)

    def _has_acted(self, state: str) -> bool:
        """Says whether a source records anything that a state did under the treaties."""
        acts = (_bounds(of[state], act) for of in self._standings.values() for act in Act)
        return any(bounds.last != LAST_DAY for bounds in acts)

    def _said_of_day(self) -> Iterator[str]:
        """Says as of which day it is told, where the sentence does not say it."""
        when, day = self._asked.when, in_words(date.fromisoformat(self._day))
        is_open = when is not None and not when.last
        if self._is_latest:
            yield f"Told as of {day}, the last day that the sources cover for this."
        elif when is None:
            yield f"No day is named, so it is told as of {with_reason(self._day)}; 'today' asks for the last day that is covered."
        elif is_open:
            yield f"Told as of {with_reason(self._day)}."
        elif when.is_taken:
            yield f"'{when.text}' is read as its last day."

    def _counted(self, states: Sequence[str]) -> str:
        return "one" if len(states) == 1 else summaries.in_words(len(states))

    def _cells(self, state: str, treaty: str, is_open: bool) -> Iterable[Value]:
        standing = self._standings[treaty][state]
        yield Entity(state, self._label(state))
        yield Entity(treaty, self._label(treaty))
        yield "undetermined" if is_open else "yes"
        for bounds in (standing.signed, standing.consented, standing.bound):
            yield None if bounds.by(self._day) is False else str(_days(bounds))


def _one_of(who: str) -> str:
    """Returns what one of several is called.

    >>> _one_of("Nordic countries"), _one_of("member states of the CBSS other than Iceland")
    ('Nordic country', 'member state of the CBSS other than Iceland')
    """
    for several, one in (("states", "state"), ("countries", "country"), ("members", "member")):
        if several in who.lower():
            return re.sub(several, one, who, count=1, flags=re.IGNORECASE)
    return who


def _both(truths: Sequence[Truth]) -> Truth:
    """Returns whether all of several hold, by the logic of Kleene: no where one does not, not known where one is not."""
    return False if False in truths else None if None in truths else True


def _bounds(standing: Standing, act: Act) -> Bounds:
    return {Act.SIGN: standing.signed, Act.RATIFY: standing.consented, Act.BE_PARTY: standing.bound}[act]


def _days(bounds: Bounds) -> Days:
    first = None if bounds.first == FIRST_DAY else bounds.first
    return Days.of(first, None if bounds.last == LAST_DAY else bounds.last)


def _ordinal(place: int) -> str:
    named = (
        "",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    )
    if place < len(named):
        return named[place]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th") if place % 100 not in (11, 12, 13) else "th"
    return f"{place}{ending}"
