"""Inquiries: one question about states under treaties or in organizations, with what is known of those asked about.

It says of whom something holds, by the logic of Kleene: yes, no, or not known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ...base import vocabulary as thb
from ...base.dates import (
    FIRST_DAY,
    LAST_DAY,
    MEMO_DAYS,
    day_after,
    in_full,
    span_in_words,
    with_reason,
)
from ...base.printing import joined, number_in_words, ordinal
from ...base.terms import short
from ...base.values import Days, Entity, Value, grouped
from ...base.vocabulary import ActKind, Status
from ...names.articles import in_sentence, in_short
from ...names.names import Names
from ...results.answer import Answer
from ...results.claims import Claim, Wanted
from ...status.memberships import ListedMembers, MemberTerm, Spells
from ...status.standings import NEVER, DayBounds, Standing
from .treaty_acts import BELONGING, ENDING, IN_BODIES, STANDING, Predicate, TreatyAct
from .treaty_days import BEFELL, Event
from .treaty_questions import TreatyQuestion
from .treaty_times import TimeRelation

_STATES = frozenset((short(thb.State), short(thb.FormerState)))
_ORGANIZATION = "org:Organization"
DAYS = tuple(
    f"{what}{which}" for what in ("signed", "consented", "inForce") for which in ("Earliest", "Latest")
)
TERMS = tuple(f"{what}{which}" for what in ("joined", "left") for which in ("Earliest", "Latest"))
#: Of so few it is said by name that the sources cover them, and of so few when each did what is told beside.
_FEW, _NAMED = 3, 9
#: Yes, no, or not known.
Truth: TypeAlias = bool | None
_HEIR = "SELECT ?heir { ?heir dcterms:replaces <%s> }"
_REPLACED = """SELECT DISTINCT ?body {{ <{heir}> dcterms:replaces ?body .
  ?act thb:consentingParty|thb:signatory ?body ; thb:instrument <{treaty}> }}"""
_BODY = """SELECT DISTINCT ?body { ?body org:unitOf <%(whole)s> .
  ?term org:member ?body ; org:organization <%(of)s> ; org:role thb:Member .
  OPTIONAL { ?term thb:firstDay ?first } OPTIONAL { ?term thb:lastDay ?last }
  FILTER(COALESCE(?first, "%(day)s"^^xsd:date) <= "%(day)s"^^xsd:date)
  FILTER(COALESCE(?last, "%(day)s"^^xsd:date) >= "%(day)s"^^xsd:date) }"""


class Ledger(NamedTuple):
    """Where the reader of treaties finds what it needs.

    `short` gives the short name of a treaty, `treaties` all of them, `standings` where everybody, or some, stand under one, `dated` when it was adopted or entered into force,
    `needed` gives how many consents a treaty needed to enter into force, `listed` what the memo's lists say of states. `members` says who belongs to an organization on a day, and up to when all are
    known, `terms` when each had a role in it from and until. `latest` is the last
    day that the sources cover for treaties and for states or groups, `reporting_day` the one on which the memo reports,
    `asked` the answer to a query, `sources` names who says where states, of which some are undecided, stand under treaties or in organizations on a day, and `notes` what is
    to be known of states and groups on a day.
    """

    short: Callable[[str], str]
    treaties: Callable[[], Sequence[str]]
    standings: Callable[[str, tuple[str, ...] | None], Mapping[str, Standing]]
    dated: Callable[[ActKind, str], DayBounds]
    needed: Callable[[str], int]
    listed: Callable[[str], Mapping[str, str]]
    members: Callable[[str, str], ListedMembers]
    terms: Callable[[str, str], Mapping[str, Spells]]
    latest: Callable[[Sequence[str], Sequence[str]], str | None]
    reporting_day: str
    asked: Callable[[str], Answer]
    sources: Callable[[Sequence[str], Sequence[str], Sequence[str], str], Sequence[str]]
    notes: Callable[[str, Sequence[str], Sequence[str]], Iterable[str]]

    def heirs(self, body: str) -> Sequence[str]:
        """Returns what replaced an organization: the European Union for the European Community."""
        return [row.heir.iri for row in self.asked(_HEIR % body)]

    def replaced(self, heir: str, treaty: str) -> Sequence[str]:
        """Returns what acted under a treaty that an organization replaced: the European Community, of the European Union."""
        return [row.body.iri for row in self.asked(_REPLACED.format(heir=heir, treaty=treaty))]


class Inquiry:
    """A question, with where everybody stands: `members` are asked about as of a `day`, under `treaties` and in `organizations`."""

    def __init__(self, asked: TreatyQuestion, known: Names, ledger: Ledger) -> None:
        self.known, self.ledger = known, ledger
        every = (*asked.predicates, *asked.restricting, asked.then)
        under = dict.fromkeys(one.treaty for one in filter(None, every))
        self.organizations = [one for one in under if _ORGANIZATION in known.classes.get(one, ())]
        self.treaties = [one for one in under if one not in self.organizations]
        asked = self._carried_on(asked) if self.treaties else asked
        among = (*asked.states, *(ledger.terms(asked.group, thb.Member) if asked.group else ()))
        among += (asked.than,) if among and asked.than else ()
        self._standings = {treaty: ledger.standings(treaty, among or None) for treaty in self.treaties}
        when = asked.when
        if when is not None and not when.first:
            when = when._replace(first=day_after(ledger.reporting_day))
        self.asked = asked._replace(when=when)
        self.day, self.is_latest = self._day_of()
        self.ended = self._end_of_all() if when is None else ""
        if self.ended:
            self.day, self.is_latest = self.ended, False
        self.members = self._domain()

    def _carried_on(self, asked: TreatyQuestion) -> TreatyQuestion:
        """Returns a question with what replaced organizations in their place: acts of the European Community are told under the EU."""
        bodies = [one for one in (*asked.states, asked.than) if one and not self.is_state(one)]
        heirs = {one: heir for one in bodies for heir in self.ledger.heirs(one) if len(bodies) < 3}
        states = tuple(heirs.get(one, one) for one in asked.states)
        return asked._replace(states=states, than=heirs.get(asked.than, asked.than))

    def is_listed(self, treaty: str) -> bool:
        """Says whether lists of the memo tell of a treaty, and what is computed for their day is what they say."""
        listed, of = self.ledger.listed(treaty), self._standings[treaty]
        return bool(listed) and all(
            of[one].consented.by(self.day) is (status == Status.CONSENTED)
            for one, status in listed.items()
            if one in of
        )

    def _day_of(self) -> tuple[str, bool]:
        """Returns the day of the answer, and whether it is the last that the sources cover."""
        asked, ledger = self.asked, self.ledger
        when = asked.when
        if asked.is_memos:
            return next(iter(MEMO_DAYS)), False
        if when is not None and when.last:
            return when.last, False
        if (when is None and not asked.is_latest) or (when is not None and when.time is TimeRelation.BY):
            return ledger.reporting_day, False
        among = [*filter(None, (*asked.states, asked.group, asked.than))]
        ends = [ledger.latest(self.treaties, among)] if self.treaties else []
        ends += [self.covered_to(one) for one in self.organizations]
        day = min((one or "" for one in ends), default="")
        if asked.is_now and day < ledger.reporting_day:
            return ledger.reporting_day, False
        if not day or (when is not None and day < when.first):
            return "", True
        return day, True

    def _end_of_all(self) -> str:
        """Returns the last day of those who are named, where all have ended by the day of the answer: that of the Soviet Union."""
        under = [of[one] for of in self._standings.values() for one in self.asked.states if one in of]
        ends = [max(phase.last for phase in one.phases) for one in under]
        return max(ends) if ends and max(ends) < self.day else ""

    def knows(self, states: Iterable[str]) -> bool:
        """Says whether it is computed where all of some states stand under the treaties."""
        return all({*states} <= of.keys() for of in self._standings.values())

    def knows_all(self) -> bool:
        """Says whether it is computed where those stand who are named, before or after whom something was done, too."""
        named = {*self.asked.states, *filter(None, (self.asked.than,))}
        return all(
            named <= of.keys()
            for of in self._standings.values()
            if self.asked.than or self.asked.is_of_treaties
        )

    def complete_to(self, organization: str) -> str:
        """Returns up to when all members of an organization are known; nothing where no list is of all."""
        return self.ledger.members(organization, self.ledger.reporting_day).complete_to

    def covered_to(self, organization: str) -> str:
        """Returns up to when it is known whether those who are asked about were in an organization: it is of who left on its last day a day longer."""
        end, states = self.complete_to(organization), self.asked.states
        has_left = states and all(self.spells(organization, one).whole.left.last == end for one in states)
        return day_after(end) if end and has_left else end

    def belong(self, organization: str, role: str) -> Mapping[str, Truth]:
        """Says who has a role in an organization on the day, as far as it is known."""
        return self.ledger.members(organization, self.day).of.get(role, {})

    def _role(self, organization: str) -> str:
        is_observer = any(
            one.treaty == organization and one.act is TreatyAct.OBSERVE for one in self.asked.predicates
        )
        return thb.Observer if is_observer else thb.Member

    def spells(self, organization: str, one: str) -> Spells:
        """Returns from when and until when somebody had the role in an organization that is asked about, perhaps never."""
        found = self.ledger.terms(organization, self._role(organization)).get(one)
        return found or Spells((MemberTerm(NEVER, NEVER),))

    def term(self, organization: str, one: str) -> MemberTerm:
        """Returns the spell that is told of somebody on the day; the bounds of all where orders or lengths are asked for."""
        spells, asked = self.spells(organization, one), self.asked
        is_of_all = asked.is_ranked or asked.wanted is Wanted.LENGTH
        return spells.whole if is_of_all else spells.on(self.day)

    @property
    def _bodies_asked(self) -> Iterable[str]:
        """The organizations that are asked about, and the one whose members are."""
        return dict.fromkeys((*self.organizations, *filter(None, [self.asked.group])))

    def suspended(self, among: Collection[str]) -> Iterator[str]:
        """Says which of some members of the organizations that are asked about were suspended in them on the day, not of who left."""
        are_gone = any(one.act is TreatyAct.LEAVE for one in self.asked.predicates)
        for body in self._bodies_asked:
            suspended = {} if are_gone else self.belong(body, thb.Suspended)
            if there := [one for one in self.by_name(among) if suspended.get(one)]:
                names = joined([*map(self.named, there)])
                yield f"Suspended in {self.named(body)} on {in_full(self.day)}: {names}."

    def left_later(self, among: Collection[str]) -> Iterator[str]:
        """Says, where today is asked about, which of some members of organizations are recorded to have left these after the day that is told."""
        for body in self._bodies_asked:
            ends = {one: self.spells(body, one).on(self.day).left for one in self.by_name(among)}
            late = {one: of for one, of in ends.items() if self.day < of.first and of.last < LAST_DAY}
            if late and (self.asked.is_now or self.is_latest):
                left = [f"{self.named(one)} (last a member {days_of(of).when})" for one, of in late.items()]
                yield f"Recorded to have left {self.named(body)} later: {joined(left)}."

    def _domain(self) -> Mapping[str, Truth]:
        """Returns who is asked about, and of whom it is sure that they belong to the group asked about."""
        asked, day = self.asked, self.day
        if not day:
            return {}
        under = [{*of} for of in self._standings.values()]
        common = set.intersection(*under) if under else self._states
        if asked.states:
            there = (one for one in asked.states if one in common or not under)
            return dict.fromkeys(filter(self.may_be_there, there), True)
        if asked.group:
            on = self.ledger.reporting_day if self._is_before(asked.group) else day
            members = self.ledger.members(asked.group, on).of.get(thb.Member, {})
            found = {one: is_one for one, is_one in members.items() if self.is_state(one)}
            if not found.keys() <= common:
                return {}
        elif asked.is_memos:
            named = (self.ledger.listed(treaty) for treaty in self.treaties)
            found = dict.fromkeys((one for of in named for one in of), True)
            if not any(one.is_done for one in asked.predicates):
                return {}
        else:
            terms = (self.ledger.terms(body, self._role(body)) for body in self.organizations)
            among = common if under else {one for of in terms for one in of}
            fitting = (one for one in among if self.is_state(one) or asked.are_any)
            found = dict.fromkeys(filter(self.may_be_there, fitting), True)
        those = {
            one: both([found[one], *(self._has_done(of, one) for of in asked.restricting)])
            for one in self.by_name(found)
            if one not in asked.but
        }
        return {one: is_one for one, is_one in those.items() if is_one is not False}

    def _is_before(self, group: str) -> bool:
        """Says whether the day lies before a group had members: "which CBSS states had ratified it before 1940"."""
        terms = self.ledger.terms(group, thb.Member).values()
        return bool(terms) and all(self.day < each.whole.joined.first for each in terms)

    @property
    def absent(self) -> list[str]:
        """Those who are asked about and were not there on the day."""
        return [one for one in self.asked.states if one not in self.members]

    @property
    def _states(self) -> set[str]:
        return {one for one in self.known.classes if self.is_state(one)}

    def is_state(self, iri: str) -> bool:
        return is_state(iri, self.known)

    def may_be_there(self, iri: str) -> bool:
        return all(of[iri].may_be_there(self.day) for of in self._standings.values())

    def is_unsigned(self, treaty: str) -> bool:
        """Says whether nobody is recorded to have signed a treaty, on any day."""
        return all(of.signed.last == LAST_DAY for of in self.ledger.standings(treaty, None).values())

    def may_join(self, state: str) -> bool:
        """Says whether the treaties may be open to a state on the day."""
        shut = (Status.NOT_APPLICABLE,)
        return not any(of[state].has_status(shut, self.day) for of in self._standings.values())

    def by_name(self, iris: Iterable[str]) -> list[str]:
        return sorted(iris, key=self.label)

    def bodies_in(self, organization: str, whole: str) -> list[str]:
        """Returns the bodies of an organization that may be members of another on the day."""
        query = _BODY % {"whole": whole, "of": organization, "day": self.day}
        return [row.body.iri for row in self.ledger.asked(query)]

    def named(self, iri: str) -> str:
        return in_sentence(iri, self.known)

    def label(self, iri: str) -> str:
        return self.known.labels.get(iri, short(iri))

    def holds(self, state: str) -> Truth:
        asked = self.asked
        if state == asked.than:
            return False  # nobody did it before itself
        done = [self.bounds(one, state) for one in asked.predicates]
        if asked.on_one_day:
            in_any_way = [self.bounds(one.in_any_way, state) for one in asked.predicates]
            days = [self._on_one_day(*done), self._on_one_day(*in_any_way)]
            return both([*days, *(of.by(self.day) for of in done)])
        return both([self._is_so(one, state) for one in self.asked_of(state)])

    def asked_of(self, state: str) -> Sequence[Predicate]:
        """Returns what a state is asked to have done, or not, where it is one of the others who did not."""
        is_other = state in self.asked.others
        return [one._replace(is_done=one.is_done is not is_other) for one in self.asked.predicates]

    @staticmethod
    def _on_one_day(one: DayBounds, other: DayBounds) -> Truth:
        if NEVER in (one, other) or one.first > other.last or other.first > one.last:
            return False
        return True if one == other and one.is_day else None

    def bounds(self, predicate: Predicate, state: str) -> DayBounds:
        """Returns between which days a state did something, perhaps never."""
        if predicate.treaty in self.organizations:
            term = self.term(predicate.treaty, state)
            return term.left if predicate.act is TreatyAct.LEAVE else term.joined
        return _bounds(predicate, self._standings[predicate.treaty][state])

    def exact(self, predicate: Predicate, state: str) -> Predicate:
        """Returns an act with the kind of consent that it was, where sources name one."""
        kinds = (
            self._standings[predicate.treaty][state].kinds
            if predicate.act is TreatyAct.RATIFY
            else frozenset()
        )
        return predicate._replace(kinds=frozenset(map(ActKind, kinds))) if len(kinds) == 1 else predicate

    def _is_so(self, predicate: Predicate, state: str) -> Truth:
        """Says whether an act was done in time, or was not where that is asked."""
        asked, when = self.asked, self.asked.when
        bounds = self.bounds(predicate, state)
        if asked.than or asked.then:
            other = self.other(predicate, state)
            if asked.is_by:
                left = self.bounds(predicate._replace(act=ENDING.get(predicate.act, predicate.act)), state)
                has_left = predicate.act in ENDING and left.by(other.last) is not False
                had = None if has_left else self._had_by(predicate, bounds, other)
                return both([self._is_done(other), had])
            one, two = (bounds, other) if asked.is_before else (other, bounds)
            is_other = True if asked.than and asked.is_before else self._is_done(other)  # who may do it later
            truth = both([one.before(two), self._is_done(bounds), is_other])
            truth = one.before(two) if truth is None and one.before(two) is False else truth
        elif when is not None and when.time is TimeRelation.WITHIN and not self.is_beside_acts(predicate):
            truth = bounds.within(when.first, self.day)
        else:
            truth = self._has_done(predicate._replace(is_done=True), state)
        if truth is None and predicate.kinds:  # who consented at another time did not do it then
            in_any_way = self._is_so(predicate.in_any_way._replace(is_done=True), state)
            truth = False if in_any_way is False else None
        return truth if predicate.is_done or truth is None else not truth

    def _has_done(self, predicate: Predicate, state: str) -> Truth:
        """Says whether a state had done something by the day, or was something on it, or not where that is asked."""
        if predicate.act is TreatyAct.BE_PARTY:
            truth = self._standings[predicate.treaty][state].has_status((Status.PARTY,), self.day)
        elif predicate.act in BELONGING:
            truth = self.belong(predicate.treaty, self._role(predicate.treaty)).get(state, False)
        else:
            truth = self.bounds(predicate, state).by(self.day)
        return truth if predicate.is_done or truth is None else not truth

    def is_beside_acts(self, predicate: Predicate) -> bool:
        """Says whether a membership is asked about beside acts, so that it is told of the day: "which EU members outside NATO ratified it in 2008"."""
        return predicate.act in BELONGING and any(one.act not in BELONGING for one in self.asked.predicates)

    @staticmethod
    def _had_by(predicate: Predicate, bounds: DayBounds, then: DayBounds) -> Truth:
        """Says whether an act had been done, or had not, on the day of another, between whatever days that was."""
        had = {bounds.by(then.first), bounds.by(then.last)}
        return had.pop() is predicate.is_done if len(had) == 1 and None not in had else None

    def _is_done(self, bounds: DayBounds) -> Truth:
        """Says whether something was done at all, if not on which day up to the last that is covered."""
        return True if bounds.last != LAST_DAY else bounds.by(self.day)

    def other(self, predicate: Predicate, state: str) -> DayBounds:
        """Returns when that was done before or after which an act is asked about."""
        return (
            self.bounds(self.asked.then, state)
            if self.asked.then
            else self.bounds(predicate, self.asked.than)
        )

    def treaty(self, iri: str) -> str:
        if _ORGANIZATION in self.known.classes.get(iri, ()):
            return self.named(iri)
        return in_short(iri, self.ledger.short(iri), self.known)

    @property
    def _is_bounded(self) -> bool:
        """Whether those who are asked about are some that can be counted, not all states."""
        return bool(self.asked.group or self.asked.states)

    @property
    def is_act(self) -> bool:
        when = self.asked.when
        is_ranked = bool(self.asked.than or self.asked.then or self.asked.on_one_day)
        return (is_ranked and not self.asked.is_by) or (when is not None and when.time is TimeRelation.WITHIN)

    @property
    def is_until(self) -> bool:
        """Whether an act is asked about from some day on, up to the last that is covered."""
        when = self.asked.when
        return when is not None and not when.last

    @property
    def is_as_of_day(self) -> bool:
        """Whether it is told as of one day alone: what was done by then, and what was so on it."""
        asked = self.asked
        is_related = bool(asked.than or asked.then or asked.on_one_day)
        return not is_related and (asked.when is None or asked.when.time is TimeRelation.BY)

    def time(self) -> str:
        """Says when, behind what was done last."""
        asked, when = self.asked, self.asked.when
        day = in_full(self.day)
        if asked.than:
            return f" {'before' if asked.is_before else 'after'} {self.named(asked.than)}"
        if asked.then:
            treaty = self.treaty(asked.then.treaty)
            subject = "it" if len(self.members) == 1 else "they"
            relation = "when" if asked.is_by else "before" if asked.is_before else "after"
            return f" {relation} {subject} {asked.then.verb.past} {treaty}"
        if asked.on_one_day:
            return " on one day"
        if self.is_as_of_day:
            return f" {'on' if asked.predicates[-1].act in STANDING else 'by'} {day}"
        assert when is not None
        if not when.last:
            return f" from {in_full(when.first)} to {day}"
        span = span_in_words(when.first, self.day)
        return (
            f" {span}"
            if span.startswith("between")
            else f" {'on' if when.first == self.day else 'in'} {span}"
        )

    def sources(self, states: Sequence[str], of_memo: bool = True) -> Sequence[str]:
        """Names who says where states stand, or that they are members of organizations; the memo only where it may say what is told."""
        standings = self._standings.values()
        undecided = [
            one for one in states if any(one in of and of[one].is_open(self.day) for of in standings)
        ]
        under = [*self.treaties, *self.organizations]
        named = self.ledger.sources(states, undecided, under, self.day)
        return [one for one in named if of_memo or not one.startswith("memo ")]

    def is_of_memos_time(self, found: Claim) -> bool:
        """Says whether what is told was so when the memo was written: it says nothing of earlier or later days, but that something had been done."""
        day, asked = self.ledger.reporting_day, self.asked.predicates
        acts = [self.bounds(one, state).by(day) for one in asked for state in found.found]
        return self.day in MEMO_DAYS or (all(acts) and bool(acts) and all(one.is_done for one in asked))

    @property
    def last_covered(self) -> str:
        """Says of whom a day is the last that is covered: of those who had not done by then what is asked, else of all."""
        named = [*map(self.named, self.by_name(self._waiting()))]
        if self._is_bounded and 0 < len(named) <= _FEW:
            return f"the last day up to which the sources cover {joined(named)}"
        return "the last day that the sources cover for this"

    def _waiting(self) -> list[str]:
        """Returns those who are known not to have done by the day what is asked about, and may have done it later: nobody signs who has joined."""
        asked = [one.in_any_way for one in self.asked.predicates if one.act not in BELONGING]

        def waits(one: str, of: Predicate) -> bool:
            joins = of._replace(act=TreatyAct.RATIFY) if of.act is TreatyAct.SIGN else of
            return self.bounds(of, one).by(self.day) is False and not self.bounds(joins, one).by(self.day)

        return [one for one in self.members if any(waits(one, of) for of in asked)]

    @property
    def _is_settled(self) -> bool:
        """Whether no later act can change the answer: all are known to have done it, or those that were first."""
        asked = self.asked
        is_of_turns = bool(asked.order or asked.is_compared) or asked.wanted in (Wanted.DAY, Wanted.LENGTH)
        is_of_acts = is_of_turns or not any(one.act in STANDING for one in asked.predicates)
        are_first = asked.order > 0 and not asked.is_compared
        is_open_end = asked.when is not None or bool(asked.restricting)
        is_open_end |= any(
            one.act is not TreatyAct.JOIN for one in asked.predicates if one.treaty in self.organizations
        )
        return is_of_acts and not is_open_end and (are_first or not self._waiting())

    def _changed_later(self, organization: str) -> bool:
        """Says whether a state joined or left an organization after the day."""
        terms = self.ledger.terms(organization, thb.Member)
        return any(
            self.day < of.last < LAST_DAY
            for one, spells in terms.items()
            if self.is_state(one)
            for term in spells.of
            for of in term
        )

    def remarks_on_day(self) -> Iterator[str]:
        """Says as of which day it is told, where the sentence does not say it."""
        when, day = self.asked.when, in_full(self.day)
        is_open = when is not None and not when.last
        one = getattr(when or self.asked.against, "event", None)
        if isinstance(one, Event):
            treaty, on = self.treaty(one.treaty), days_of(days_of_event(one, self.ledger)).when
            who = self.named(one.state) if one.state else f"the {ordinal(one.place)} that is recorded"
            event = f"{who} {one.act.verb.past} {treaty}" if one.act else f"{treaty} {BEFELL[one.kind]}"
            yield f"{event[:1].upper()}{event[1:]} {on}."
        if self.asked.is_by and self.asked.then and len(self.members) <= _NAMED:
            done = {one: self.bounds(self.asked.then, one) for one in self.members}
            by_day = grouped((days_of(of).when, one) for one, of in done.items() if of.last != LAST_DAY)
            verb, body = self.asked.then.verb, self.treaty(self.asked.then.treaty)
            for on, those in by_day.items():
                yield f"{joined([*map(self.named, those)])} {(verb.of_several if those[1:] else verb).past} {body} {on}."
        if self.asked.group and self._is_before(self.asked.group):
            then = in_full(self.ledger.reporting_day)
            yield f"Nobody was a member of {self.named(self.asked.group)} yet; it is told of the members on {then}."
        if self.absent:
            yield f"Left out, since the sources count no acts of theirs by {day}: {joined([*map(self.named, self.absent)])}."
        if self.ended:
            yield f"Told as of {day}, the last day of {joined([*map(self.named, self.asked.states)])}."
        elif self.asked.is_memos:
            yield f"Told by the lists of the memo, of {day}."
        elif self.is_latest and not self._is_settled:
            yield f"Told as of {day}, {self.last_covered}."
            yield from self._recorded_later()
        elif self.is_latest:
            if self.asked.group and self._changed_later(self.asked.group):
                yield f"Told of those who were members of {self.named(self.asked.group)} on {day}."
        elif self.asked.is_now:
            yield f"Told as of {with_reason(self.day)}."
        elif when is None:
            yield f"No day is named, so it is told as of {with_reason(self.day)}; 'today' asks for the last day that is covered."
        elif is_open:
            yield f"Told as of {with_reason(self.day)}."
        elif when.is_taken:
            yield f"'{when.text}' is read as its last day, {day}."

    def done_later(self, predicate: Predicate) -> list[str]:
        """Returns who did after the day what they had not done by then, in order of time."""
        done = {one: self.bounds(predicate, one) for one in self.members}
        late = [one for one, of in done.items() if self.day < of.first and of.last < LAST_DAY]
        return sorted(late, key=lambda one: (done[one], self.label(one)))

    def _recorded_later(self) -> Iterator[str]:
        """Names those of several who did after the day what is asked about: who did not is known for all up to the day alone."""
        asked = self.asked.predicates
        are_acts = all(one.act not in BELONGING for one in asked)  # who was a member then may be none later
        for one in dict.fromkeys(each.in_any_way for each in asked) if are_acts else ():
            late = self.done_later(one)
            named = [f"{self.named(state)} ({days_of(self.bounds(one, state)).when})" for state in late]
            if len(named) > _NAMED:
                named[_NAMED - 1 :] = [f"{number_in_words(len(named) - _NAMED + 1)} others"]
            if named and len(self.members) > 1:
                yield f"Recorded to have {one.verb.participle} {self.treaty(one.treaty)} later: {joined(named)}."

    def row(self, state: str, treaty: str, is_open: bool) -> Mapping[str, Value]:
        """Returns the cells of a row by column: the days of what had been done, or may have been."""
        if treaty in self.organizations:
            term = self.term(treaty, state)
            columns, acts, is_due = TERMS, [term.joined, term.left], False
        else:
            standing = self._standings[treaty][state]
            columns, acts = DAYS, [standing.signed, standing.consented, standing.bound]
            is_due = standing.consented.by(self.day) is True
        in_time = [of.by(self.day) is not False for of in acts]
        in_time[-1] |= is_due  # from when it was to be bound
        told = zip(acts, in_time, strict=True)
        days = [days_of(of) if is_told and of.last != LAST_DAY else Days(None, None) for of, is_told in told]
        return {
            "state": Entity(state, self.label(state)),
            "treaty": Entity(treaty, self.ledger.short(treaty)),
            "organization": Entity(treaty, self.label(treaty)),
            "answer": Status.UNDETERMINED.words if is_open else "yes",
            **dict(zip(columns, (day for of in days for day in of), strict=True)),
        }


def is_state(iri: str, known: Names) -> bool:
    return not _STATES.isdisjoint(known.classes.get(iri, ()))


def days_of_event(event: Event, ledger: Ledger) -> DayBounds:
    """Returns between which days something happened."""
    treaty, act, state = event.treaty, event.act, event.state
    if act is None:
        return ledger.dated(event.kind, treaty)
    if act.act in IN_BODIES:
        spells = ledger.terms(treaty, thb.Member).get(state)
        if not spells:
            return DayBounds()
        return spells.whole.left if act.act is TreatyAct.LEAVE else spells.whole.joined
    if state:  # acts of the European Community are told under the EU
        (bearer,) = (*ledger.heirs(state), state)[:1]
        of = ledger.standings(treaty, (bearer,))
        return _bounds(act, of[bearer]) if bearer in of else DayBounds()
    each = [_bounds(act, one) for one in ledger.standings(treaty, None).values()]
    done = [of for of in each if of.last != LAST_DAY]
    nth = [sorted(ends)[event.place - 1 : event.place] for ends in zip(*done, strict=True)] if done else []
    return DayBounds(*(end for ends in nth for end in ends))


def _bounds(predicate: Predicate, standing: Standing) -> DayBounds:
    match predicate.act:
        case TreatyAct.SIGN:
            return standing.signed
        case TreatyAct.RATIFY:
            return standing.consented_by(predicate.kinds)
        case TreatyAct.DENOUNCE:
            return standing.left
        case _:
            return standing.bound


def both(truths: Sequence[Truth]) -> Truth:
    """Returns whether all of several hold, by the logic of Kleene: no where one does not, not known where one is not."""
    return False if False in truths else None if None in truths else True


def days_of(bounds: DayBounds) -> Days:
    first = None if bounds.first == FIRST_DAY else bounds.first
    return Days.of(first, None if bounds.last == LAST_DAY else bounds.last)
