"""Answers what a sentence asks about states under treaties, from the computed periods: an algebra of yes, no and not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.dates import FIRST_DAY, LAST_DAY, in_words, span_in_words
from ..base.memo_days import other_day, with_reason
from ..base.printing import ordinal
from ..base.terms import short
from ..base.vocabulary import Status
from ..names.articles import in_sentence, in_short
from ..names.names import Names
from ..results import summaries
from ..results.answer import Answer, Row
from ..results.claims import Claim, Wanted
from ..results.summaries import joined
from ..results.values import Days, Entity, Value
from ..sentences.reading import Reading
from ..status.standings import DayBounds, Standing
from .treaty_questions import Predicate, Time, TreatyAct, TreatyQuestion, asked_of_treaties

_STATES = frozenset((short(thb.State), short(thb.FormerState)))
_DAYS = tuple(
    f"{what}{which}" for what in ("signed", "ratified", "inForce") for which in ("Earliest", "Latest")
)
#: Yes, no, or not known.
Truth: TypeAlias = bool | None
_DONE = {
    TreatyAct.SIGN: "signed",
    TreatyAct.RATIFY: "ratified or otherwise joined",
    TreatyAct.BE_PARTY: "became a party to",
}
#: Of so few all are named, too, where all are meant.
_FEW = 9


class Ledger(NamedTuple):
    """Where the reader of treaties finds what it needs.

    `short` gives the short name of a treaty, `standings` where everybody stands under it, `members` of whom it is known, or
    not, that they are members of an organization on a day, `latest` the last day that the sources cover for treaties and
    for states or groups, `reporting_day` the one on which the memo reports, and `notes` what is to be known of states and
    groups on a day.
    """

    short: Callable[[str], str]
    standings: Callable[[str], Mapping[str, Standing]]
    members: Callable[[str, str], Mapping[str, Truth]]
    latest: Callable[[Sequence[str], Sequence[str]], str | None]
    reporting_day: str
    notes: Callable[[str, Sequence[str], Sequence[str]], Iterable[str]]


def claims(reading: Reading, known: Names, ledger: Callable[[], Ledger]) -> Iterator[Claim]:
    """Yields the answer to a sentence about states under treaties; nothing where it is none, is not read whole, or nothing is recorded."""
    read = asked_of_treaties(reading, known)
    if read is None:
        return
    asked, consumed = read
    inquiry = _Inquiry(asked, known, ledger())
    found = inquiry.answered()
    if found is not None:
        notes = [*found.notes, *_otherwise(found, inquiry, ledger())]
        text = found.text[:1].upper() + found.text[1:]  # "the Netherlands" may come first
        kinds = frozenset((reading.wanted,))
        yield found._replace(text=text, consumed=consumed, notes=tuple(notes), kinds=kinds)


def _otherwise(found: Claim, inquiry: _Inquiry, ledger: Ledger) -> Iterator[str]:
    """Says of whom the answer on the other day of the memo is different, where no day was named."""
    other = other_day(found.day) if inquiry.asked.when is None else None
    if other is None:
        return
    told = _Inquiry(inquiry.asked, inquiry.known, ledger._replace(reporting_day=other)).answered()
    if told is None:
        return
    changed = {*found.found} ^ {*told.found} | {*found.unsure} ^ {*told.unsure}
    if changed:
        names = joined(sorted(inquiry.named(one) for one in changed))
        yield f"On {with_reason(other)}, the answer is different for {names}."


class _Found(NamedTuple):
    """The states of which something holds, does not hold, or may hold, in order of name."""

    sure: tuple[str, ...]
    none: tuple[str, ...]
    open: tuple[str, ...]


class _Inquiry:
    """One question about treaties, with where everybody stands under them."""

    def __init__(self, asked: TreatyQuestion, known: Names, ledger: Ledger) -> None:
        self.asked, self.known, self._ledger = asked, known, ledger
        self._treaties = [*dict.fromkeys(one.treaty for one in asked.predicates)]
        self._standings = {treaty: ledger.standings(treaty) for treaty in self._treaties}
        self._day, self._is_latest = self._day_of()
        self._members = self._domain()

    def answered(self) -> Claim | None:
        """Returns the answer; None where nothing tells of those that are asked about."""
        asked = self.asked
        if not self._day or not self._members or not set(asked.states) <= self._members.keys():
            return None
        if asked.than and any(asked.than not in of for of in self._standings.values()):
            return None
        if asked.is_compared:
            return self._compared()
        if asked.order:
            return self._ordered(asked.order)
        if asked.wanted is Wanted.DAY:
            return self._dated()
        found = self._holding()
        return self._told(found) if asked.wanted is Wanted.TRUTH else self._listed(found)

    def _day_of(self) -> tuple[str, bool]:
        """Returns the day of the answer, and whether it is the last that the sources cover."""
        asked, ledger = self.asked, self._ledger
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
        asked, day = self.asked, self._day
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
        return not _STATES.isdisjoint(self.known.classes.get(iri, ()))

    def _may_be_there(self, iri: str) -> bool:
        return all(of[iri].may_be_there(self._day) for of in self._standings.values())

    def _by_name(self, iris: Iterable[str]) -> list[str]:
        return sorted(iris, key=self.label)

    def named(self, iri: str) -> str:
        return in_sentence(iri, self.known)

    def label(self, iri: str) -> str:
        return self.known.labels.get(iri, short(iri))

    def _holding(self) -> _Found:
        """Parts those who are asked about by whether all that is asked holds of them."""
        truths = {one: _both([is_one, self._holds(one)]) for one, is_one in self._members.items()}
        return _Found(
            *(tuple(one for one, truth in truths.items() if truth is of) for of in (True, False, None))
        )

    def _holds(self, state: str) -> Truth:
        return _both([self._is_so(one, state) for one in self.asked.predicates])

    def _is_so(self, predicate: Predicate, state: str) -> Truth:
        """Says whether an act was done in time, or was not where that is asked."""
        standing = self._standings[predicate.treaty][state]
        asked, when = self.asked, self.asked.when
        bounds = _bounds(standing, predicate.act)
        if asked.than:
            other = _bounds(self._standings[predicate.treaty][asked.than], predicate.act)
            one, two = (bounds, other) if asked.is_before else (other, bounds)
            truth = _both([one.before(two), bounds.by(self._day), other.by(self._day)])
            truth = one.before(two) if truth is None and one.before(two) is False else truth
        elif when is not None and when.time is Time.WITHIN:
            truth = bounds.within(when.first, self._day)
        elif predicate.act is TreatyAct.BE_PARTY:
            truth = standing.has_status((Status.PARTY,), self._day)
        else:
            truth = bounds.by(self._day)
        return truth if predicate.is_done or truth is None else not truth

    def _listed(self, found: _Found) -> Claim:
        """Says of whom it holds: how many of how many, who, and when."""
        asked, whole = self.asked, [one for one, is_one in self._members.items() if is_one]
        predicates, count = asked.predicates, len(found.sure)
        names = joined(self._names(found.sure))
        is_turned = len(predicates) == 1 and not predicates[0].is_done and asked.wanted is not Wanted.COUNT
        if is_turned and not found.open and count in (0, len(whole)):
            predicates = (predicates[0]._replace(is_done=True),)  # none had not: all had
            count = len(whole) - count
        if asked.states:
            some = f"none of {joined(self._names(whole))}" if found.open else _none_of(self._names(whole))
            subject = joined(self._names(whole)) if count == len(whole) else names if count else some
        elif found.open and count == 0:
            subject = ""
        else:
            subject = self._counted_of(count, len(whole), bool(found.open))
        text = f"{subject[:1].upper()}{subject[1:]} {self._verbs(predicates, count != 1)}{self._time()}"
        if not subject:
            text = f"It is not known of any {_one_of(self._who())} that it {self._verbs(predicates, False)}{self._time()}"
        if asked.states and found.sure and found.none and len(predicates) == 1:
            text += f"; {joined(self._names(found.none))} {self._not(predicates[0], len(found.none) > 1)}"
        if asked.has_days and found.sure:
            text += f": {'; '.join(f'{self.named(one)}{self._on(one)}' for one in found.sure)}"
        elif found.sure and count and not asked.states and (count < len(whole) or len(whole) < _FEW):
            text += f": {names}"
        return self._claim(f"{text}.", found)

    def _counted_of(self, count: int, size: int, is_least: bool) -> str:
        """Says how many of how many it is; of all states only how many, since these are only those that are recorded here."""
        who, is_counted = self._who(), self.asked.wanted is Wanted.COUNT
        number, whole = (f"{one:,}" if is_counted else summaries.in_words(one) for one in (count, size))
        least = "at least " if is_least else ""
        if not self._is_bounded:
            return f"{least}{number} {who if count > 1 else _one_of(who)}" if count else f"no {_one_of(who)}"
        if count == 0:
            return f"none of the {whole} {who}"
        return (
            f"all {whole} {who}"
            if count == size > 1 and not is_least and not is_counted
            else f"{least}{number} of the {whole} {who}"
        )

    @property
    def _is_bounded(self) -> bool:
        """Whether those who are asked about are some that can be counted, not all states."""
        return bool(self.asked.group or self.asked.states)

    def _who(self) -> str:
        """Returns what those are called who are asked about."""
        asked = self.asked
        if asked.states:
            return "states named"
        if not asked.group:
            return f"states{self._but()}"
        return f"{_several(asked.called) or f'member states of {self.named(asked.group)}'}{self._but()}"

    def _but(self) -> str:
        return f" other than {joined(self._names(self.asked.but))}" if self.asked.but else ""

    def _names(self, iris: Iterable[str]) -> list[str]:
        return [self.named(one) for one in iris]

    def _treaty(self, iri: str) -> str:
        return in_short(iri, self._ledger.short(iri), self.known)

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

    def _not(self, one: Predicate, are_several: bool) -> str:
        """Says that others did otherwise."""
        verb = (
            "did"
            if self._is_act
            else "had"
            if one.act is not TreatyAct.BE_PARTY
            else "were"
            if are_several
            else "was"
        )
        return f"{verb} not" if one.is_done else verb

    def _verb(self, one: Predicate, treaty: str, are_several: bool) -> str:
        is_act = self._is_act
        if one.act is TreatyAct.BE_PARTY:
            party = "parties" if are_several else "a party"
            be = ("were" if are_several else "was") + ("" if one.is_done else " not")
            if is_act:
                become = "became" if one.is_done else "did not become"
                return f"{become} {party} to {treaty}"
            return f"{be} {party} to {treaty}"
        verb = {
            TreatyAct.SIGN: ("signed", "sign"),
            TreatyAct.RATIFY: ("ratified or otherwise joined", "ratify or otherwise join"),
        }[one.act]
        if is_act:
            return f"{verb[0]} {treaty}" if one.is_done else f"did not {verb[1]} {treaty}"
        return f"had {'' if one.is_done else 'not '}{verb[0]} {treaty}"

    @property
    def _is_act(self) -> bool:
        when = self.asked.when
        return bool(self.asked.than) or (when is not None and when.time is Time.WITHIN)

    def _time(self) -> str:
        """Says when, behind what was done."""
        asked, when = self.asked, self.asked.when
        day = in_words(date.fromisoformat(self._day))
        if asked.than:
            return f" {'before' if asked.is_before else 'after'} {self.named(asked.than)}"
        if when is None or when.time is Time.BY:
            is_state = any(one.act is TreatyAct.BE_PARTY for one in asked.predicates)
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
        asked = self.asked
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
        told = listed.text if asked.states else f"{listed.text[:1].lower()}{listed.text[1:]}"
        return listed._replace(text=f"{answer}: {told}")

    def _on(self, state: str) -> str:
        """Says on which day a state did the one thing that is asked about, where it had by the day asked about."""
        (one,) = self.asked.predicates
        bounds = _bounds(self._standings[one.treaty][state], one.act)
        if self.asked.than or not bounds.by(self._day) or bounds.first == bounds.last == self._day:
            return ""
        return f" ({'since' if one.act is TreatyAct.BE_PARTY and bounds.is_day else _days(bounds).when.partition(' ')[0]} {_days(bounds).when.partition(' ')[2]})"

    def _later(self, state: str) -> tuple[str, ...]:
        """Says when a state did later what it had not by the day asked about, where that is the memo's."""
        (one,) = self.asked.predicates
        bounds = _bounds(self._standings[one.treaty][state], one.act)
        if self.asked.when is not None or bounds.by(self._day) is not False or bounds.last == LAST_DAY:
            return ()
        return (f"It is recorded for later: {_days(bounds)}.",)

    def _said(self, state: str, predicates: Sequence[Predicate]) -> str:
        """Says what one state had done, and had not."""
        return f"{self.named(state)} {self._verbs(predicates, False)}{self._time()}"

    def _dated(self) -> Claim | None:
        """Says when each of some states did what is asked."""
        if len(self._members) > 40:
            return None
        parts, sure, none, unsure = [], [], [], []
        for predicate in self.asked.predicates:
            treaty = self._treaty(predicate.treaty)
            done = {
                one: _bounds(self._standings[predicate.treaty][one], predicate.act) for one in self._members
            }
            dated = [one for one in done if done[one].by(self._day)]
            open_ones = [one for one in done if done[one].by(self._day) is None]
            dated.sort(key=lambda one: (done[one], self.label(one)))
            verb = _DONE[predicate.act]
            if len(self._members) == 1:
                if dated:
                    parts.append(f"{self.named(dated[0])} {verb} {treaty} {_days(done[dated[0]]).when}.")
            elif dated:
                each = "; ".join(f"{self.named(one)} {_days(done[one]).when}" for one in dated)
                parts.append(f"{verb.capitalize()} {treaty}: {each}.")
            missing = [one for one in done if done[one].by(self._day) is False]
            if missing:
                be = {
                    TreatyAct.SIGN: "signed",
                    TreatyAct.RATIFY: "ratified or otherwise joined",
                    TreatyAct.BE_PARTY: "become parties to",
                }
                be = be | {TreatyAct.BE_PARTY: "become a party to"} if len(missing) == 1 else be
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

    def _done(self) -> tuple[Predicate, dict[str, DayBounds]]:
        """Returns the one act that is asked about, and when each did it."""
        (predicate,) = self.asked.predicates
        of = self._standings[predicate.treaty]
        return predicate, {one: _bounds(of[one], predicate.act) for one in self._members}

    def _ordered(self, place: int) -> Claim | None:
        """Says who was the first, the last or the n-th, if who may have been before does not leave it open.

        Of whom nothing is recorded is none of those that are put in order, and the answer is one of what is recorded.
        """
        if self.asked.when is not None:
            return None
        predicate, done = self._done()
        unknown = tuple(one for one, of in done.items() if of.by(self._day) is None and of.last == LAST_DAY)
        acted = {one: of for one, of in done.items() if of.by(self._day) is not False and one not in unknown}
        sure = [one for one in acted if acted[one].by(self._day) and self._members[one]]
        at_place = [one for one in sure if acted[one].is_day and self._is_at(place, one, acted, sure)]
        if not at_place and (len(sure) != len(acted) or len(sure) >= abs(place)):
            return None
        told, day = "recorded to have " if unknown else "to have ", in_words(date.fromisoformat(self._day))
        told += {TreatyAct.BE_PARTY: "become a party to"}.get(predicate.act, _DONE[predicate.act])
        of = f"of the {summaries.in_words(len(self._members))} {self._who()}, " if self.asked.group else ""
        of = f"of {joined(self._names(self.asked.states))}, " if self.asked.states else of
        state = "" if of else " states" if len(at_place) > 1 else " state"
        who = f"the {'last' if place < 0 else ordinal(place)}{state} {told} {self._treaty(predicate.treaty)}"
        if not at_place:
            text = f"{of}no {who.removeprefix('the ')} is recorded: up to {day} {summaries.in_words(len(sure))} had."
            return self._claim(text[:1].upper() + text[1:], _Found((), tuple(sure), unknown))
        names, when = joined(self._names(at_place)), _days(acted[at_place[0]]).when
        text = f"{of}{who} {'were' if len(at_place) > 1 else 'was'} {names}, {when}."
        rest = tuple(one for one in done if one not in at_place and one not in unknown)
        return self._claim(text[:1].upper() + text[1:], _Found(tuple(at_place), rest, unknown))

    def _is_at(self, place: int, one: str, acted: Mapping[str, DayBounds], sure: Sequence[str]) -> bool:
        """Says whether it is sure that somebody's act has a place in order of time, alone or with others of the same day."""
        own = acted[one]
        others = [other for other in acted if other != one and acted[other] != own]
        # Who may have acted on the same day may have the place, too.
        may_share = any(acted[other].first <= own.first <= acted[other].last for other in others)
        if may_share or not all(self._members[other] for other in others):
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
                f"Neither {self.named(one)} nor {self.named(other)} {verb} {treaty} up to {day}.",
                _Found((), (one, other), ()),
            )
        for first, second in ((one, other), (other, one)):
            if by[first] and by[second] is False:
                text = f"{self.named(first)} {verb} {treaty} {_days(done[first]).when}; {self.named(second)} had not by {day}."
                return self._claim(text, _Found((first,), (second,), ()))
            if by[first] and done[first].before(done[second]):
                later = _days(done[second]).when if by[second] else f"not before {_days(done[second]).first}"
                text = f"{self.named(first)} first: it {verb} {treaty} {_days(done[first]).when}, {self.named(second)} {later}."
                return self._claim(text, _Found((first,), (second,), ()))
        if done[one] == done[other] and done[one].is_day:
            text = f"On the same day: {self.named(one)} and {self.named(other)} {verb} {treaty} {_days(done[one]).when}."
            return self._claim(text, _Found((), (), (one, other)))
        told = "; ".join(f"{self.named(state)} {_days(of).when}" for state, of in done.items())
        return self._claim(f"Not known: {told}.", _Found((), (), (one, other)))

    def _claim(self, text: str, found: _Found, notes: Sequence[str] = ()) -> Claim:
        """Makes a claim with what is to be known of it, and a row for each of whom it holds or may hold."""
        asked = self.asked
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
        if not self._is_bounded and not asked.order and (bodies := self._bodies()):
            notes.append(f"Not counted, since they are no states: {joined(bodies)}.")
        shown = [one for one in (*found.sure, *found.open) if one in found.sure or self._has_acted(one)]
        shown = [*self._members] if asked.states else shown
        notes += self._ledger.notes(self._day, shown, [asked.group] if asked.group else [])
        columns = (
            "state",
            *(("treaty",) if self._treaties[1:] else ()),
            *(("answer",) if found.open else ()),
            *_DAYS,
        )
        rows = (self._row(one, treaty, one in found.open) for one in shown for treaty in self._treaties)
        answer = Answer(columns, [Row(columns, tuple(row[name] for name in columns)) for row in rows], text)
        return Claim(
            "treaties",
            text,
            frozenset(),
            answer,
            tuple(notes),
            found.sure,
            found.open,
            self._day,
            self._command(),
        )

    def _command(self) -> tuple[str, ...]:
        """Returns the words of the command line that shows who says so: of one state its status, else all participants."""
        if len(self._treaties) > 1:
            return ()
        treaty, day = self._ledger.short(self._treaties[0]), f"asOf={self._day}"
        if len(self.asked.states) == 1:
            return "status", self.label(self.asked.states[0]), treaty, day
        return "participants", treaty, day

    def _bodies(self) -> list[str]:
        """Returns the names of those who are no states and of whom it holds, too."""
        common = set.intersection(*({*of} for of in self._standings.values()))
        others = [one for one in common if not self._is_state(one) and self._may_be_there(one)]
        return sorted(self.named(one) for one in others if self._holds(one))

    def _has_acted(self, state: str) -> bool:
        """Says whether a source records anything that a state did under the treaties."""
        acts = (_bounds(of[state], act) for of in self._standings.values() for act in TreatyAct)
        return any(bounds.last != LAST_DAY for bounds in acts)

    def _said_of_day(self) -> Iterator[str]:
        """Says as of which day it is told, where the sentence does not say it."""
        when, day = self.asked.when, in_words(date.fromisoformat(self._day))
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

    def _row(self, state: str, treaty: str, is_open: bool) -> Mapping[str, Value]:
        """Returns the cells of a row by column: the days of what had been done, or may have been."""
        standing = self._standings[treaty][state]
        acts = (standing.signed, standing.consented, standing.bound)
        days = [Days(None, None) if of.by(self._day) is False else _days(of) for of in acts]
        return {
            "state": Entity(state, self.label(state)),
            "treaty": Entity(treaty, self._ledger.short(treaty)),
            "answer": Status.UNDETERMINED.words if is_open else "yes",
            **dict(zip(_DAYS, (day for of in days for day in of), strict=True)),
        }


def _none_of(names: Sequence[str]) -> str:
    """Names those of whom none did something.

    >>> _none_of(["Finland", "Sweden"]), _none_of(["Finland", "Norway", "Sweden"])
    ('neither Finland nor Sweden', 'none of Finland, Norway and Sweden')
    """
    return f"neither {' nor '.join(names)}" if len(names) == 2 else f"none of {joined(names)}"


def _one_of(who: str) -> str:
    """Returns what one of several is called.

    >>> _one_of("Nordic countries"), _one_of("member states of the CBSS other than Iceland")
    ('Nordic country', 'member state of the CBSS other than Iceland')
    """
    for several, one in (("states", "state"), ("countries", "country"), ("members", "member")):
        if several in who.lower():
            return re.sub(several, one, who, count=1, flags=re.IGNORECASE)
    return who


def _several(who: str) -> str:
    """Returns what several are called, where one may be named.

    >>> _several("member state of the CBSS"), _several("Nordic country"), _several("member States of the EU")
    ('member states of the CBSS', 'Nordic countries', 'member States of the EU')
    """
    several = re.sub(r"\bcountry\b", "countries", who)
    return re.sub(r"\b(state|member(?! states?\b))\b", r"\1s", several, count=1, flags=re.IGNORECASE)


def _both(truths: Sequence[Truth]) -> Truth:
    """Returns whether all of several hold, by the logic of Kleene: no where one does not, not known where one is not."""
    return False if False in truths else None if None in truths else True


def _bounds(standing: Standing, act: TreatyAct) -> DayBounds:
    return {
        TreatyAct.SIGN: standing.signed,
        TreatyAct.RATIFY: standing.consented,
        TreatyAct.BE_PARTY: standing.bound,
    }[act]


def _days(bounds: DayBounds) -> Days:
    first = None if bounds.first == FIRST_DAY else bounds.first
    return Days.of(first, None if bounds.last == LAST_DAY else bounds.last)
