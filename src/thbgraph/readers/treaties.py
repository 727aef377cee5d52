"""Answers what a sentence asks about states under treaties, from the computed periods: an algebra of yes, no and not known."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.dates import FIRST_DAY, LAST_DAY, day_after, day_before, in_words, span_in_words
from ..base.memo_days import MEMO_DAYS, other_day, with_reason
from ..base.namespaces import EDITORS, ONTOLOGY_GRAPH
from ..base.printing import counted, ordinal, quoted
from ..base.terms import short
from ..base.vocabulary import ActKind, Status
from ..names.articles import in_sentence, in_short
from ..names.names import Names
from ..results import summaries
from ..results.answer import Answer, Row
from ..results.claims import Claim, Wanted
from ..results.summaries import joined
from ..results.values import Days, Entity, Value
from ..sentences.reading import Reading
from ..status.memberships import MemberTerm
from ..status.standings import NEVER, DayBounds, Standing
from .treaty_acts import Predicate, TreatyAct
from .treaty_questions import Time, TreatyQuestion, When, asked_of_treaties

_STATES = frozenset((short(thb.State), short(thb.FormerState)))
_ORGANIZATION = "org:Organization"
_DAYS = tuple(
    f"{what}{which}" for what in ("signed", "ratified", "inForce") for which in ("Earliest", "Latest")
)
_TERMS = tuple(f"{what}{which}" for what in ("joined", "left") for which in ("Earliest", "Latest"))
#: Yes, no, or not known.
Truth: TypeAlias = bool | None
_STANDING = """SELECT DISTINCT ?state ?under ?what {
  VALUES ?state { %(states)s } VALUES ?under { %(under)s }
  {
    ?period thb:instrument ?under ; thb:state ?state ; thb:status ?what .
    OPTIONAL { ?period thb:firstDay ?first } OPTIONAL { ?period thb:lastDay ?last }
    FILTER(COALESCE(?first, "%(day)s"^^xsd:date) <= "%(day)s"^^xsd:date)
    FILTER(COALESCE(?last, "%(day)s"^^xsd:date) >= "%(day)s"^^xsd:date)
  }
  UNION
  { ?term org:organization ?under ; org:member ?state ; org:role ?what }
  UNION
  { ?list thb:membersOf ?under ; thb:completeUpTo ?what }
}"""
#: Of so few all are named, too, where all are meant.
_FEW = 9
#: A text that is told beside another has fewer letters.
_SHORT = 240


class Ledger(NamedTuple):
    """Where the reader of treaties finds what it needs.

    `short` gives the short name of a treaty, `standings` where everybody stands under it, `entry` when it entered into force,
    `listed` what the memo's lists say of states. `members` says of whom it is known, or not, that they are members of an
    organization on a day, `terms` when each joined and left it, `complete_to` up to when all are known. `latest` is the last
    day that the sources cover for treaties and for states or groups, `reporting_day` the one on which the memo reports,
    `cited` the answer to a query with its evidence, and `notes` what is to be known of states and groups on
    a day.
    """

    short: Callable[[str], str]
    standings: Callable[[str], Mapping[str, Standing]]
    entry: Callable[[str], DayBounds]
    listed: Callable[[str], Mapping[str, str]]
    members: Callable[[str, str], Mapping[str, Truth]]
    terms: Callable[[str], Mapping[str, MemberTerm]]
    complete_to: Callable[[str], str]
    latest: Callable[[Sequence[str], Sequence[str]], str | None]
    reporting_day: str
    cited: Callable[[str], Answer]
    notes: Callable[[str, Sequence[str], Sequence[str]], Iterable[str]]


def claims(reading: Reading, known: Names, ledger: Callable[[], Ledger]) -> Iterator[Claim]:
    """Yields the answer to a sentence about states under treaties; nothing where it is none, is not read whole, or nothing is recorded."""
    read = asked_of_treaties(reading, known)
    if read is None:
        return
    asked, consumed, meant = read
    kinds = frozenset((reading.wanted,))
    for written, several in meant.items():
        if len(several) > 1:
            names = [in_short(one, ledger().short(one), known) for one in several]
            text = f"{quoted(written)} may be {joined(sorted(names), 'or')}: which is meant?"
            yield Claim("treaties", text, consumed, Answer((), ()), kinds=kinds)
            return
    inquiry = _Inquiry(asked, known, ledger())
    found = inquiry.answered()
    if found is not None:
        taken = ((written, ledger().short(one)) for written, of in meant.items() for one in of)
        notes = [f"{quoted(written)} is taken as {name}." for written, name in taken]
        notes += [*found.notes, *_otherwise(found, inquiry, ledger())]
        text = found.text[:1].upper() + found.text[1:]  # "the Netherlands" may come first
        yield found._replace(text=text, consumed=consumed, notes=tuple(notes), kinds=kinds)


def _otherwise(found: Claim, inquiry: _Inquiry, ledger: Ledger) -> Iterator[str]:
    """Says of whom the answer is different on the other day of the memo, and on the last one that is covered, where no day was named."""
    other = other_day(found.day) if inquiry.asked.when is None and not inquiry.asked.is_memos else None
    if other is None:
        return
    asked = inquiry.asked
    then = _Inquiry(asked, inquiry.known, ledger._replace(reporting_day=other))
    since = _Inquiry(asked._replace(is_now=True), inquiry.known, ledger)
    for told, reason in ((then.answered(), with_reason(other)), (since.answered(), "")):
        if told is None:
            continue
        changed = {*found.found} ^ {*told.found} | {*found.unsure} ^ {*told.unsure}
        day = (
            reason
            or f"{in_words(date.fromisoformat(told.day))}, the last day that the sources cover for this"
        )
        if not reason and (not changed or inquiry.has_told() or (told.unsure and not told.found)):
            continue
        if not reason and len(told.text) < _SHORT:
            yield f"As of the last day that the sources cover for this: {told.text[:1].lower()}{told.text[1:]}"
        elif len(changed) > _FEW:
            yield f"On {day}, the answer is different for {summaries.in_words(len(changed))} states."
        elif changed:
            names = joined(sorted(inquiry.named(one) for one in changed))
            yield f"On {day}, the answer is different for {names}."


class _Found(NamedTuple):
    """The states of which something holds, does not hold, or may hold, in order of name."""

    sure: tuple[str, ...]
    none: tuple[str, ...]
    open: tuple[str, ...]


class _Inquiry:
    """One question about treaties, with where everybody stands under them."""

    def __init__(self, asked: TreatyQuestion, known: Names, ledger: Ledger) -> None:
        self.known, self._ledger = known, ledger
        under = dict.fromkeys(
            one.treaty for one in (*asked.predicates, *([asked.then] if asked.then else []))
        )
        self._organizations = [one for one in under if _ORGANIZATION in known.classes.get(one, ())]
        self._treaties = [one for one in under if one not in self._organizations]
        self._standings = {treaty: ledger.standings(treaty) for treaty in self._treaties}
        self.asked = asked._replace(when=self._when(asked.when))
        self._day, self._is_latest = self._day_of()
        self._members = self._domain()

    def answered(self) -> Claim | None:
        """Returns the answer; None where nothing tells of those that are asked about."""
        asked = self.asked
        if not self._day or not self._members or not set(asked.states) <= self._members.keys():
            return None
        if asked.than and any(asked.than not in of for of in self._standings.values()):
            return None
        if any(self._day > self._ledger.complete_to(one) for one in self._organizations):
            return None
        if asked.is_memos and not all(map(self._is_listed, self._treaties)):
            return None
        if asked.is_compared:
            return self._compared()
        if asked.wanted is Wanted.LENGTH:
            return self._lasted(asked.order)
        if asked.order:
            return self._ordered(asked.order, asked.many)
        if asked.wanted is Wanted.DAY:
            return self._dated()
        found = self._holding()
        return self._told(found) if asked.wanted is Wanted.TRUTH else self._listed(found)

    def _when(self, when: When | None) -> When | None:
        """Returns the days that are told by the entry into force of a treaty; none where its day is not known."""
        if when is None or not when.treaty:
            return when
        of = self._ledger.entry(when.treaty)
        if not of.is_day:
            return when._replace(first=LAST_DAY)
        day = {-1: day_before, 1: day_after}.get(when.shift, str)(of.first)
        return when._replace(last=day) if when.time is Time.BY else when._replace(first=day)

    def _is_listed(self, treaty: str) -> bool:
        """Says whether lists of the memo tell of a treaty, and what is computed for their day is what they say."""
        listed, of = self._ledger.listed(treaty), self._standings[treaty]
        return bool(listed) and all(
            of[one].consented.by(self._day) is (status == Status.CONSENTED) for one, status in listed.items()
        )

    def _day_of(self) -> tuple[str, bool]:
        """Returns the day of the answer, and whether it is the last that the sources cover."""
        asked, ledger = self.asked, self._ledger
        when = asked.when
        if asked.is_memos:
            return next(iter(MEMO_DAYS)), False
        if when is not None and when.first == LAST_DAY:
            return "", False
        if when is not None and when.last:
            return when.last, False
        if (when is None and not asked.is_latest) or (when is not None and when.time is Time.BY):
            return ledger.reporting_day, False
        among = [
            *asked.states,
            *([asked.group] if asked.group else []),
            *([asked.than] if asked.than else []),
        ]
        ends = [ledger.latest(self._treaties, among)] if self._treaties else []
        ends += [ledger.complete_to(one) for one in self._organizations]
        day = min((one or "" for one in ends), default="")
        if not day or (when is not None and day < when.first):
            return "", True
        return day, True

    def _domain(self) -> Mapping[str, Truth]:
        """Returns who is asked about, and of whom it is sure that they belong to the group asked about."""
        asked, day = self.asked, self._day
        if not day:
            return {}
        common = (
            set.intersection(*({*of} for of in self._standings.values())) if self._treaties else self._states
        )
        if asked.states:
            there = [one for one in asked.states if one in common and self._may_be_there(one)]
            return dict.fromkeys(there, True)
        if asked.group:
            members = self._ledger.members(asked.group, day)
            found = {one: is_one for one, is_one in members.items() if self._is_state(one)}
            if not found.keys() <= common:
                return {}
        elif asked.is_memos:
            named = (self._ledger.listed(treaty) for treaty in self._treaties)
            found = dict.fromkeys((one for of in named for one in of), True)
            if not any(one.is_done for one in asked.predicates):
                return {}
        else:
            among = (
                common
                if self._treaties
                else {one for body in self._organizations for one in self._ledger.terms(body)}
            )
            found = dict.fromkeys(
                (one for one in among if self._is_state(one) and self._may_be_there(one)), True
            )
        return {one: found[one] for one in self._by_name(found) if one not in asked.but}

    @property
    def _states(self) -> set[str]:
        return {one for one in self.known.classes if self._is_state(one)}

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
        asked = self.asked
        done = [self._bounds(one, state) for one in asked.predicates]
        if asked.on_one_day:
            return _both([self._on_one_day(*done), *(of.by(self._day) for of in done)])
        return _both([self._is_so(one, state) for one in asked.predicates])

    @staticmethod
    def _on_one_day(one: DayBounds, other: DayBounds) -> Truth:
        if NEVER in (one, other) or one.first > other.last or other.first > one.last:
            return False
        return True if one == other and one.is_day else None

    def _bounds(self, predicate: Predicate, state: str) -> DayBounds:
        """Returns between which days a state did something, perhaps never."""
        if predicate.treaty in self._organizations:
            term = self._ledger.terms(predicate.treaty).get(state, MemberTerm(NEVER, NEVER))
            return term.left if predicate.act is TreatyAct.LEAVE else term.joined
        standing = self._standings[predicate.treaty][state]
        match predicate.act:
            case TreatyAct.SIGN:
                return standing.signed
            case TreatyAct.RATIFY:
                return standing.consented_by(predicate.kinds)
            case TreatyAct.DENOUNCE:
                return standing.left
            case _:
                return standing.bound

    def _exact(self, predicate: Predicate, state: str) -> Predicate:
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
        bounds = self._bounds(predicate, state)
        if asked.than or asked.then:
            other = self._other(predicate, state)
            one, two = (bounds, other) if asked.is_before else (other, bounds)
            truth = _both([one.before(two), bounds.by(self._day), other.by(self._day)])
            truth = one.before(two) if truth is None and one.before(two) is False else truth
        elif when is not None and when.time is Time.WITHIN:
            truth = bounds.within(when.first, self._day)
        elif predicate.act is TreatyAct.BE_PARTY:
            truth = self._standings[predicate.treaty][state].has_status((Status.PARTY,), self._day)
        elif predicate.act is TreatyAct.BELONG:
            truth = self._ledger.members(predicate.treaty, self._day).get(state, False)
        else:
            truth = bounds.by(self._day)
        return truth if predicate.is_done or truth is None else not truth

    def _other(self, predicate: Predicate, state: str) -> DayBounds:
        """Returns when that was done before or after which an act is asked about."""
        return (
            self._bounds(self.asked.then, state)
            if self.asked.then
            else self._bounds(predicate, self.asked.than)
        )

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
        if iri in self._organizations:
            return self.named(iri)
        return in_short(iri, self._ledger.short(iri), self.known)

    def _verbs(self, predicates: Sequence[Predicate], are_several: bool = True) -> str:
        """Says what was done, and what was not, of each treaty in turn."""
        treaties = [*dict.fromkeys(one.treaty for one in predicates)]
        acts = [*dict.fromkeys(one.act for one in predicates)]
        is_neither = len(predicates) == 2 and not any(one.is_done for one in predicates)
        if is_neither and len(acts) == 1:
            told = predicates[0]._replace(is_done=True).told("{}", self._is_act, are_several)
            return told.format(f"neither {self._treaty(treaties[0])} nor {self._treaty(treaties[1])}")
        parts: list[str] = []
        before = ""
        for one in predicates:
            treaty = "it" if one.treaty == before else self._treaty(one.treaty)
            parts.append(one.told(treaty, self._is_act, are_several))
            before = one.treaty
        return " and ".join(parts)

    def _not(self, one: Predicate, are_several: bool) -> str:
        """Says that others did otherwise."""
        be = "were" if are_several else "was"
        is_state = one.act in (TreatyAct.BE_PARTY, TreatyAct.BELONG)
        verb = "did" if self._is_act else be if is_state else "had"
        return f"{verb} not" if one.is_done else verb

    @property
    def _is_act(self) -> bool:
        when = self.asked.when
        is_ranked = bool(self.asked.than or self.asked.then or self.asked.on_one_day)
        return is_ranked or (when is not None and when.time is Time.WITHIN)

    def _time(self) -> str:
        """Says when, behind what was done."""
        asked, when = self.asked, self.asked.when
        day = in_words(date.fromisoformat(self._day))
        if asked.than:
            return f" {'before' if asked.is_before else 'after'} {self.named(asked.than)}"
        if asked.then:
            treaty = self._treaty(asked.then.treaty)
            subject = "it" if len(self._members) == 1 else "they"
            return f" {'before' if asked.is_before else 'after'} {subject} {asked.then.verb.past} {treaty}"
        if asked.on_one_day:
            return " on one day"
        if when is None or when.time is Time.BY:
            is_state = any(one.act in (TreatyAct.BE_PARTY, TreatyAct.BELONG) for one in asked.predicates)
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
                return self._claim(
                    f"Not known: the sources do not decide whether {said}{self._until(state)}.", found
                )
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
        bounds = self._bounds(one, state)
        if self.asked.than or self.asked.then:
            other = self._other(one, state)
            if not (bounds.by(self._day) or other.by(self._day)):
                return ""
            first, second = (self._done_when(of) for of in (bounds, other))
            name = self.named(self.asked.than) if self.asked.than else ""
            return f" ({self.named(state)} {first}, {name} {second})" if name else f" ({first} and {second})"
        if not bounds.by(self._day) or bounds.first == bounds.last == self._day:
            return ""
        when = _days(bounds).when
        is_state = one.act in (TreatyAct.BE_PARTY, TreatyAct.BELONG)
        since = f"since {when.partition(' ')[2]}"
        return f" ({since if is_state and bounds.is_day else when})"

    def _until(self, state: str) -> str:
        """Says up to when a state had not done what is asked about, where it is not known whether it did later."""
        one, *others = self.asked.predicates
        first = NEVER.first if one.act is TreatyAct.BELONG else self._bounds(one, state).first
        if others or self._is_act or not FIRST_DAY < first <= self._day:
            return ""
        denied = one._replace(is_done=False).told("it", False, False)
        return f"; up to {in_words(date.fromisoformat(day_before(first)))} it {denied}"

    def _done_when(self, bounds: DayBounds) -> str:
        """Says when something was done, or that it was not by the day asked about."""
        by = bounds.by(self._day)
        until = in_words(date.fromisoformat(self._day))
        return _days(bounds).when if by else f"not up to {until}" if by is False else "on a day not known"

    def _later(self, state: str) -> tuple[str, ...]:
        """Says when a state did later what it had not by the day asked about, where that is the memo's, and how else it consented."""
        (one,) = self.asked.predicates
        bounds = self._bounds(one, state)
        notes = []
        if one.kinds and bounds == NEVER:
            consent = one._replace(kinds=frozenset())
            other = self._bounds(consent, state)
            kinds = frozenset(ActKind(kind) for kind in self._standings[one.treaty][state].kinds)
            is_told = other.by(self._day) or (self.asked.when is None and other.last != LAST_DAY)
            if is_told and kinds:
                notes.append(f"It {one._replace(kinds=kinds).verb.past} it {_days(other).when}.")
        if self._tells_later(state):
            notes.append(f"It is recorded for later: {_days(bounds)}.")
        return tuple(notes)

    def _tells_later(self, state: str) -> bool:
        (one,) = self.asked.predicates
        bounds = self._bounds(one, state)
        return self.asked.when is None and bounds.by(self._day) is False and bounds.last != LAST_DAY

    def has_told(self) -> bool:
        """Says whether what a single state did later is told already."""
        asked = self.asked
        is_one = asked.wanted is Wanted.TRUTH and len(asked.states) == 1 and len(asked.predicates) == 1
        return is_one and self._tells_later(asked.states[0])

    def _said(self, state: str, predicates: Sequence[Predicate]) -> str:
        """Says what one state had done, and had not."""
        return f"{self.named(state)} {self._verbs(predicates, False)}{self._time()}"

    def _dated(self) -> Claim | None:
        """Says when each of some states did what is asked."""
        if len(self._members) > 40:
            return None
        parts, sure, none, unsure = [], [], [], []
        for predicate in self.asked.predicates:
            treaty, verb = self._treaty(predicate.treaty), predicate.verb
            done = {one: self._bounds(predicate, one) for one in self._members}
            dated = [one for one in done if done[one].by(self._day)]
            open_ones = [one for one in done if done[one].by(self._day) is None]
            dated.sort(key=lambda one: (done[one], self.label(one)))
            if len(self._members) == 1:
                if dated:
                    (one,) = dated
                    past = self._exact(predicate, one).verb.past
                    parts.append(f"{self.named(one)} {past} {treaty} {_days(done[one]).when}.")
            elif dated:
                each = "; ".join(f"{self.named(one)} {_days(done[one]).when}" for one in dated)
                parts.append(f"{verb.past.capitalize()} {treaty}: {each}.")
            missing = [one for one in done if done[one].by(self._day) is False]
            if missing:
                participle = (verb if len(missing) == 1 else verb.of_several).participle
                parts.append(
                    f"Up to {in_words(date.fromisoformat(self._day))} {joined(self._names(self._by_name(missing)))} "
                    f"had not {participle} {treaty}."
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

    def _lasted(self, place: int) -> Claim | None:
        """Says how long it took each of some states from one act to another, or whom the shortest (1) or the longest (-1).

        Where one act is named it is told from the signature.
        """
        acts = [*self.asked.predicates, *([self.asked.then] if self.asked.then else [])]
        if len(acts) == 1:
            acts = [acts[0]._replace(act=TreatyAct.SIGN, kinds=frozenset()), *acts]
        if len(acts) != 2 or (len(self._members) > 40 and not place) or acts[0].act is acts[1].act:
            return None
        acts.sort(key=lambda one: [*TreatyAct].index(one.act))
        treaty = self._treaty(acts[0].treaty)
        told: list[tuple[int, str]] = []
        sure, none, unsure = [], [], []
        for state in self._members:
            first, last = (self._bounds(one, state) for one in acts)
            if False in (first.by(self._day), last.by(self._day)):
                none.append(state)
            elif first.is_day and last.is_day:
                sure.append(state)
                days = (date.fromisoformat(last.first) - date.fromisoformat(first.first)).days
                done = f"{acts[0].verb.past} {treaty} {_days(first).when} and {self._exact(acts[1], state).verb.past} it {_days(last).when}"
                told.append(
                    (
                        days,
                        f"{counted(days, 'day')} ({_span(first.first, last.first)}): {self.named(state)} {done}",
                    )
                )
            else:
                unsure.append(state)
        if place and told:
            days = (max if place < 0 else min)(of for of, _ in told)
            texts = [text for of, text in told if of == days]
            known = f"of {counted(len(told), 'state')} of which both days are known, "
            text = f"{'the longest' if place < 0 else 'the shortest'}, {known}{'; '.join(texts)}."
            return self._claim(
                text,
                _Found(tuple(one for one, (of, _) in zip(sure, told, strict=True) if of == days), (), ()),
            )
        parts = [f"{'; '.join(text for _, text in sorted(told))}."] if told else []
        if none:
            until = in_words(date.fromisoformat(self._day))
            parts.append(f"Up to {until} {joined(self._names(none))} had not done both.")
        if unsure and not parts:
            parts.append(f"The days are not known for {joined(self._names(unsure))}.")
        return self._claim(" ".join(parts), _Found(tuple(sure), tuple(none), tuple(unsure)))

    def _done(self) -> tuple[Predicate, dict[str, DayBounds]]:
        """Returns the one act that is asked about, and when each did it."""
        (predicate,) = self.asked.predicates
        return predicate, {one: self._bounds(predicate, one) for one in self._members}

    def _ordered(self, place: int, many: int) -> Claim | None:
        """Says who was the first, the last or the n-th, or were so many of these, if who may have been before does not leave it open.

        Of whom nothing is recorded is none of those that are put in order, and the answer is one of what is recorded.
        """
        if self.asked.when is not None:
            return None
        predicate, done = self._done()
        unknown = tuple(one for one, of in done.items() if of.by(self._day) is None and of.last == LAST_DAY)
        acted = {one: of for one, of in done.items() if of.by(self._day) is not False and one not in unknown}
        sure = [one for one in acted if acted[one].by(self._day) and self._members[one]]
        places = [place * number for number in range(1, many + 1)] if many > 1 else [place]
        at_each = [[one for one in sure if self._is_at(number, one, acted, sure)] for number in places]
        at_place = list(dict.fromkeys(one for at in at_each for one in at))
        if not all(at_each) and (many > 1 or len(sure) != len(acted) or len(sure) >= abs(place)):
            return None
        day = in_words(date.fromisoformat(self._day))
        told = f"{'recorded to have' if unknown else 'to have'} {predicate.verb.participle}"
        of = f"of the {summaries.in_words(len(self._members))} {self._who()}, " if self.asked.group else ""
        of = f"of {joined(self._names(self.asked.states))}, " if self.asked.states else of
        number = f" {summaries.in_words(many)}" if many > 1 else ""
        state = "" if of else " states" if len(at_place) > 1 else " state"
        who = f"the {'last' if place < 0 else ordinal(place)}{number}{state} {told} {self._treaty(predicate.treaty)}"
        if not at_place:
            text = f"{of}no {who.removeprefix('the ')} is recorded: up to {day} {summaries.in_words(len(sure))} had."
            return self._claim(text[:1].upper() + text[1:], _Found((), tuple(sure), unknown))
        days = {_days(acted[one]).when for one in at_place}
        names = joined(
            self._names(at_place)
            if len(days) == 1
            else [f"{self.named(one)} ({_days(acted[one]).when})" for one in at_place]
        )
        when = f", {days.pop()}" if len(days) == 1 else ""
        text = f"{of}{who} {'were' if len(at_place) > 1 else 'was'} {names}{when}."
        rest = tuple(one for one in done if one not in at_place and one not in unknown)
        return self._claim(text[:1].upper() + text[1:], _Found(tuple(at_place), rest, unknown))

    def _is_at(self, place: int, one: str, acted: Mapping[str, DayBounds], sure: Sequence[str]) -> bool:
        """Says whether it is sure that somebody's act has a place in order of time, alone or with others of the same day."""
        own = acted[one]
        others = [other for other in acted if other != one and acted[other] != own]
        # Who may have acted on the same day may have the place, too.
        may_share = any(acted[other].first <= own.last and own.first <= acted[other].last for other in others)
        may_share |= not own.is_day and any(acted[other] == own for other in acted if other != one)
        if may_share or not all(self._members[other] for other in others):
            return False
        same = sum(acted[other] == own for other in sure)
        ahead = sum(acted[other].before(own) is True for other in others)
        behind = len(others) - ahead
        return ahead < place <= ahead + same if place > 0 else behind < -place <= behind + same

    def _compared(self) -> Claim | None:
        """Says which of two states did something first, or last where that is asked."""
        predicate, done = self._done()
        if len(done) != 2:
            return None
        one, other = self._by_name(done)
        verb = predicate.verb.past
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
                if self.asked.order < 0 and by[second]:
                    text = f"{self.named(second)} last: it {verb} {treaty} {later}, {self.named(first)} {_days(done[first]).when}."
                    return self._claim(text, _Found((second,), (first,), ()))
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
        under = self._treaties or self._organizations
        columns = (
            "state",
            *(
                (("treaty" if self._treaties else "organization"),)
                if under[1:] or self._organizations
                else ()
            ),
            *(("answer",) if found.open else ()),
            *(_DAYS if self._treaties else _TERMS),
        )
        rows = (self._row(one, of, one in found.open) for one in shown for of in under)
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
            sources=self._sources(shown or [*self._members]),
        )

    def _sources(self, states: Sequence[str]) -> tuple[str, ...]:
        """Names who says where states stand on the day, or that they are members of organizations."""
        who, under = (
            " ".join(f"<{iri}>" for iri in iris) for iris in (states, (*self._treaties, *self._organizations))
        )
        found = self._ledger.cited(
            _STANDING % {"states": who, "under": under, "day": self._day}
        ).evidence.sources
        return tuple(
            one.description.name
            for iri, one in found.items()
            if not iri.startswith((EDITORS, ONTOLOGY_GRAPH))
        )

    def _command(self) -> tuple[str, ...]:
        """Returns the words of the command line that shows who says so: of one state its status, else all participants."""
        if len(self._treaties) != 1 or self._organizations:
            return ()
        treaty, day = self._ledger.short(self._treaties[0]), f"asOf={self._day}"
        if len(self.asked.states) == 1:
            return "status", self.label(self.asked.states[0]), treaty, day
        return "participants", treaty, day

    def _bodies(self) -> list[str]:
        """Returns the names of those who are no states and of whom it holds, too."""
        common = set.intersection(*({*of} for of in self._standings.values())) if self._treaties else set()
        others = [one for one in common if not self._is_state(one) and self._may_be_there(one)]
        return sorted(self.named(one) for one in others if self._holds(one))

    def _has_acted(self, state: str) -> bool:
        """Says whether a source records anything that a state did under the treaties."""
        standings = [of[state] for of in self._standings.values()]
        acts = (bounds for of in standings for bounds in (of.signed, of.consented, of.bound, of.left))
        is_member = any(state in self._ledger.terms(body) for body in self._organizations)
        return is_member or any(bounds.last != LAST_DAY for bounds in acts)

    def _said_of_day(self) -> Iterator[str]:
        """Says as of which day it is told, where the sentence does not say it."""
        when, day = self.asked.when, in_words(date.fromisoformat(self._day))
        is_open = when is not None and not when.last
        if when is not None and when.treaty:
            yield f"{self._treaty(when.treaty)} entered into force {_days(self._ledger.entry(when.treaty)).when}."
        if self.asked.is_memos:
            yield f"Told by the lists of the memo, of {day}."
        elif self._is_latest:
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
        if treaty in self._organizations:
            term = self._ledger.terms(treaty).get(state, MemberTerm(NEVER, NEVER))
            columns, acts = _TERMS, [term.joined, term.left]
        else:
            standing = self._standings[treaty][state]
            columns, acts = _DAYS, [standing.signed, standing.consented, standing.bound]
        days = [Days(None, None) if of.by(self._day) is False else _days(of) for of in acts]
        return {
            "state": Entity(state, self.label(state)),
            "treaty": Entity(treaty, self._ledger.short(treaty)),
            "organization": Entity(treaty, self.label(treaty)),
            "answer": Status.UNDETERMINED.words if is_open else "yes",
            **dict(zip(columns, (day for of in days for day in of), strict=True)),
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


def _span(first: str, last: str) -> str:
    """Returns the whole years and months from a day to another, and the days that are left.

    >>> _span("2005-05-16", "2010-05-31"), _span("2008-01-31", "2008-02-29")
    ('5 years and 15 days', '29 days')
    """
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    numbers = (
        (months // 12, "year"),
        (months % 12, "month"),
        ((end - date(year, month + 1, day)).days, "day"),
    )
    return joined([counted(number, noun) for number, noun in numbers if number]) or "0 days"


def _days(bounds: DayBounds) -> Days:
    first = None if bounds.first == FIRST_DAY else bounds.first
    return Days.of(first, None if bounds.last == LAST_DAY else bounds.last)
