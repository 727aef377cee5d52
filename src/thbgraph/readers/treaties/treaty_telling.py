"""Telling: whom an inquiry into states under treaties, or in organizations, speaks of, in words, and a claim with the rows and notes that bear it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self

from ...base import vocabulary as thb
from ...base.dates import DAY, FIRST_DAY, LAST_DAY, day_after, day_before, in_full, in_words
from ...base.printing import joined, number_in_words
from ...base.vocabulary import ActKind
from ...results.answer import Answer, Row
from ...results.claims import Claim, Wanted
from ...results.command import Command, CommandKind
from ...sentences.days_asked import DayRelation
from ...sentences.reading import STATE_NOUNS
from ...status.standings import NEVER
from .treaty_acts import STANDING, Predicate, TreatyAct
from .treaty_inquiry import DAYS, TERMS, Inquiry, both, days_of
from .treaty_times import TimeRelation, When

#: Of so few all are named, too, where all are meant, and of so many other days are told.
FEW, _MOST = 9, 12
#: The days that sources print for acts of some parties under a treaty, but those that count.
_OTHER_DAYS = """SELECT DISTINCT ?party ?day { VALUES ?party { %s } ?act <%s> ?party ; thb:instrument <%s> ; dcterms:date ?day ;
  thb:earliest ?first ; thb:latest ?last .
  FILTER(DATATYPE(?day) = xsd:date && (?day < ?first || ?day > ?last)) } ORDER BY ?party ?day"""
#: The days, months and years that sources print for when some members of an organization joined it, but those that count.
_OTHER_JOININGS = """SELECT DISTINCT ?party ?day { VALUES ?party { %s } ?term org:member ?party ; org:organization <%s> ;
  org:role thb:Member ; schema:startDate ?day ; thb:earliest ?first ; thb:latest ?last .
  BIND(STR(?day) AS ?text) FILTER(SUBSTR(STR(?first), 1, STRLEN(?text)) > ?text || SUBSTR(STR(?last), 1, STRLEN(?text)) < ?text)
} ORDER BY ?party ?day"""
#: By which day it is told that somebody ceased to be a party.
_DENOUNCED = (
    "Who denounced a treaty is told here by the day on which that took effect, which comes after the notice."
)
#: The days of the notices by which a party succeeded to a treaty.
_NOTICES = """SELECT DISTINCT ?day { ?act thb:consentingParty <%s> ; a thb:Succession ; thb:instrument <%s> ;
  dcterms:date ?day . FILTER(DATATYPE(?day) = xsd:date) } ORDER BY ?day"""
#: Before these nobody does anything under a treaty.
_BEGINNINGS = (ActKind.ADOPTION, ActKind.OPENING_FOR_SIGNATURE)
NOT_COUNTED = "Not counted, since they are no states"
ON_ONE_DAY, SO_FAR = "On the same day", "As far as the sources go"


class Parted(NamedTuple):
    """The states of which something holds, does not hold, or may hold, in order of name."""

    sure: Sequence[str] = ()
    none: Sequence[str] = ()
    undecided: Sequence[str] = ()


def parted(truths: Mapping[str, bool | None]) -> Parted:
    return Parted(*(tuple(one for one, truth in truths.items() if truth is of) for of in (True, False, None)))


class Telling(Inquiry):
    """An inquiry that can be told."""

    def _holding(self) -> Parted:
        """Parts those who are asked about by whether all that is asked holds of them."""
        return parted({one: both([is_one, self.holds(one)]) for one, is_one in self.members.items()})

    @property
    def _whole(self) -> list[str]:
        """Those who surely belong to those who are asked about."""
        return [one for one, is_one in self.members.items() if is_one]

    @property
    def _on_day(self) -> str:
        return in_full(self.day)

    def _counted_of(self, count: int, size: int, found: Parted) -> str:
        """Says how many of how many it is; of all states, and bodies beside them, only how many, since these are only those that are recorded here."""
        who, is_counted, is_least = self._who(), self.asked.wanted is Wanted.COUNT, self._is_least(found)
        bodies = [] if self._is_bounded else [one for one in found.sure if not self.is_state(one)]
        if bodies:
            states = self._counted_of(count - len(bodies), size, found._replace(sure=()))
            return f"{states} and {self._listing(bodies)} ({count} in all)"
        number, whole = (f"{one:,}" if is_counted else number_in_words(one) for one in (count, size))
        least = "at least " if is_least else ""
        if not self._is_bounded:
            return f"{least}{number} {who if count > 1 else one_of(who)}" if count else f"no {one_of(who)}"
        may_be_more = None in self.members.values()  # who joined in a year, on a day that is not known
        of = f"of {'at least' if may_be_more else 'the'} {whole} {who}"
        if count == 0:
            return f"none {of}"
        is_all = count == size > 1 and not (is_least or is_counted or may_be_more)
        return f"all {whole} {who}" if is_all else f"{least}{number} {of}"

    def _is_least(self, found: Parted) -> bool:
        """Says whether it may hold of more than is sure; states of which nothing is recorded are not counted where all are asked about, but may be among those who have not done something."""
        are_denied = not any(one.is_done for one in self.asked.predicates)
        are_all_meant = self._is_bounded or not self.treaties or are_denied
        return any(are_all_meant or self._has_acted(one) for one in found.undecided)

    def _who(self) -> str:
        """Returns what those are called who are asked about."""
        asked = self.asked
        if asked.states:
            return "states named"
        if not asked.group:
            return f"states{self._but()}"
        those = " and ".join(of.clause(self.treaty(of.treaty), False, True) for of in asked.restricting)
        those = f"{self._but()} that {those}" if those else self._but()
        called = several(asked.called)
        called = called.replace("members", "member states") if self._are_more_than_states() else called
        then = f" of {in_full(self.ledger.reporting_day)}" if self._is_before(asked.group) else ""
        return f"{called or f'member states of {self.named(asked.group)}'}{then}{those}"

    def _are_more_than_states(self) -> bool:
        """Says whether those who are called members are not all states: the European Union is one of the CBSS."""
        words = {*self.asked.called.lower().split()}
        bodies = (one for one in self.belong(self.asked.group, thb.Member) if not self.is_state(one))
        return words.isdisjoint(STATE_NOUNS) and "members" in words and any(bodies)

    def _but(self) -> str:
        return f" other than {self._listing(self.asked.but)}" if self.asked.but else ""

    def _names(self, iris: Iterable[str]) -> list[str]:
        return [self.named(one) for one in iris]

    def _listing(self, iris: Iterable[str], by: str = "and") -> str:
        return joined(self._names(iris), by)

    def _verbs(self, predicates: Sequence[Predicate], are_several: bool = True) -> str:
        """Says what was done, and what was not, of each treaty in turn."""
        treaties = [*dict.fromkeys(one.treaty for one in predicates)]
        acts = [*dict.fromkeys(one.act for one in predicates)]
        is_neither = len(predicates) == 2 and not any(one.is_done for one in predicates)
        if is_neither and len(acts) == 1:
            form = predicates[0]._replace(is_done=True).clause("{}", self.is_act, are_several)
            return form.format(f"neither {self.treaty(treaties[0])} nor {self.treaty(treaties[1])}")
        parts: list[str] = []
        before = ""
        for at, one in enumerate(predicates):
            treaty = "it" if one.treaty == before else self.treaty(one.treaty)
            is_of_day = self.is_as_of_day or self.is_beside_acts(one)
            clause = one.clause(treaty, self.is_act and not is_of_day, are_several)
            follow = {of.act in STANDING for of in predicates[at + 1 :]}
            if is_of_day and one.act in STANDING and follow == {False}:
                clause += f" on {self._on_day}"  # what was done is told by that day
            parts.append(clause)
            before = one.treaty
        return " and ".join(parts)

    def _claim(self, text: str, found: Parted, notes: Sequence[str] = ()) -> Claim:
        """Makes a claim with what is to be known of it, and a row for each of whom it holds or may hold."""
        asked = self.asked
        notes = [*notes, *self.remarks_on_day()]
        text += self._unsigned()
        is_open = bool(found.undecided) and not text.startswith(ON_ONE_DAY)
        notes += self._of_predecessors([*found.sure, *found.undecided])
        if is_open and SO_FAR not in text and (asked.wanted is not Wanted.TRUTH or len(self.members) > 1):
            notes += self._left_open(found.undecided)
        may_be = [
            one for one, is_one in self.members.items() if is_one is None and one not in found.undecided
        ]
        if asked.restricting and may_be:
            notes.append(f"It is open whether these are among them: {self._listing(may_be)}.")
        if not self._is_bounded and not asked.order and not asked.are_any and (bodies := self._bodies()):
            notes.append(f"{NOT_COUNTED}: {joined(bodies)}.")
        notes += self._otherwise_consented(found)
        if asked.wanted is Wanted.DAY or asked.order or asked.is_compared:
            notes += self._otherwise_dated(found)
        if asked.wanted is Wanted.DAY or (asked.wanted is Wanted.TRUTH and len(self.members) == 1):
            notes += self._otherwise_joined(found.sure)
            notes += self._joined_before(found.sure)
        shown = [
            *found.sure,
            *(one for one in found.undecided if self._has_acted(one) and one not in found.sure),
        ]
        shown = [*self.members] if asked.states else shown
        listed = () if self.treaties or asked.states else self.organizations
        if any(one.act is TreatyAct.DENOUNCE for one in asked.predicates):
            notes.append(_DENOUNCED)
        notes += self.suspended(shown if self.is_act else self.members)
        notes += self.left_later(shown if self.is_act else self.members)
        notes += self.ledger.notes(self.day, shown, [*listed, *filter(None, [asked.group])])
        under = self.treaties or [one for one in self.organizations if self._tells_of(one, shown)]
        of = "treaty" if self.treaties else "organization"
        columns = (
            "state",
            *((of,) if under and (under[1:] or self.organizations) else ()),
            *(("answer",) if is_open and not {*shown}.isdisjoint(found.undecided) else ()),
            *(DAYS if self.treaties else TERMS if under else ()),
        )
        whose = under or self.organizations[:1]
        cells = (self.row(state, of, state in found.undecided) for state in shown for of in whose)
        rows = [Row(columns, tuple(row[name] for name in columns)) for row in cells]
        told, sure, unsure = tuple(notes), tuple(found.sure), tuple(found.undecided)
        answer = Answer(columns, rows, text)
        return Claim("treaties", text, frozenset(), answer, told, sure, unsure, self.day, self._command())

    def _unsigned(self) -> str:
        """Says of a treaty of which it is asked who signed it that nobody is recorded to have, and when those who are asked about joined it."""
        asked = self.asked.predicates
        signing = [one for one in asked if one.act is TreatyAct.SIGN and self.is_unsigned(one.treaty)]
        if not signing or (asked[1:] and self.asked.wanted is Wanted.DAY):  # that is told of the other acts
            return ""
        joining = signing[0]._replace(act=TreatyAct.RATIFY)
        did = [one for one in self.members if self.bounds(joining, one).by(self.day)]
        told = joined([f"{self.named(one)} ({self.when(joining, one)})" for one in did])
        without = f" Recorded to have joined it without: {told}." if 0 < len(did) <= FEW else ""
        treaty = self.treaty(joining.treaty)
        return (
            f" No state is recorded to have signed {treaty}: states ratify it or join it otherwise.{without}"
        )

    def until(self, state: str) -> str:
        """Says up to when what is asked held of a state of which it is not known whether it did later; of one thing alone, that it had not done it."""
        asked = self.asked
        predicates = asked.predicates
        if len(predicates) == 1:
            predicates = (predicates[0]._replace(is_done=False),)
        firsts = [self.bounds(one, state).first for one in predicates if not one.is_done]
        begun = [self.ledger.dated(kind, one) for one in self.treaties for kind in _BEGINNINGS]
        opened = max((of.first for of in begun if of.last != LAST_DAY), default=FIRST_DAY)
        days = [
            day_before(one) for one in firsts if opened < one <= self.day
        ]  # nobody can have done it before
        if not days or self.is_act or asked.then or asked.than:
            return ""
        day = min(days)
        then, after = (self._asked_of(one, predicates) for one in (day, day_after(day)))
        if not then.members.get(state) or not then.holds(state) or after.holds(state) is not None:
            return ""
        return f"up to {in_full(day)} {self.named(state)} {self._verbs(predicates, False)}"

    def _asked_of(self, day: str, predicates: tuple[Predicate, ...]) -> Self:
        """Returns the inquiry whether something was so on another day."""
        when = When(TimeRelation.BY, last=day, relation=DayRelation.ON)
        asked = self.asked._replace(predicates=predicates, when=when, is_now=False)
        return type(self)(asked, self.known, self.ledger)

    def _of_predecessors(self, states: Sequence[str]) -> Iterator[str]:
        """Says of which of a few the signature that is told, or all acts, are those of a predecessor."""
        for treaty, of in self._standings.items():
            for one in (of[state] for state in states if state in of and len(states) <= _MOST):
                bodies = () if self.is_state(one.party) else self.ledger.replaced(one.party, treaty)
                for body in bodies if one.signed != NEVER or one.consented != NEVER else ():
                    yield f"The acts under {self.treaty(treaty)} are those of {self.named(body)}, which {self.named(one.party)} replaced."
                if one.signed.last < one.phases[0].first:
                    yield f"{self.treaty(treaty)} was signed {days_of(one.signed).when} by the predecessor of {self.named(one.party)}."

    def _tells_of(self, organization: str, states: Iterable[str]) -> bool:
        """Says whether rows on some states under an organization do not only name those who were never in it."""
        is_denied = all(not one.is_done for one in self.asked.predicates if one.treaty == organization)
        return not is_denied or any(self.term(organization, one).joined != NEVER for one in states)

    def _left_open(self, undecided: Sequence[str]) -> Iterator[str]:
        """Names those of whom sources leave something open, and says of how many they record nothing of it."""
        silent = [one for one in undecided if not (self.asked.states or self._has_acted(one))]
        silent = silent if len(silent) > FEW or not self._is_bounded else []
        named = [one for one in undecided if one not in silent]
        if named:
            is_how = all(map(self._is_open_how, named))
            why = ", since they do not settle how these consented" if is_how else ""
            yield f"The sources leave it open for {self._listing(named)}{why}."
        if silent and self._is_bounded:
            they = "They leave it open, too," if named else "The sources leave it open"
            yield f"{they} for {number_in_words(len(silent))} of which they record nothing of this."
        elif silent:
            treaties = joined([*map(self.treaty, self.treaties)], "or")
            yield f"States of which nothing is recorded under {treaties} are not counted."

    def _is_open_how(self, state: str) -> bool:
        """Says whether a state consented in time, and it is open only by which kind of consent."""
        asked = self.asked
        did = [one.is_done and self._is_so(one.in_any_way, state) for one in asked.predicates]
        is_open = not asked.on_one_day and self.holds(state) is None
        return is_open and bool(self.members.get(state)) and all(did)

    def _otherwise_consented(self, found: Parted) -> Iterator[str]:
        """Says how many consented in time in another way than the one that is asked about; of one that is named, how and when."""
        for one in self.asked.predicates if self.asked.wanted is not Wanted.TRUTH else ():
            none = [state for state in found.none if one.kinds and one.is_done and state in self.members]
            rest = [other for other in self.asked.predicates if other is not one]
            in_time = [
                state for state in none if all(self._is_so(way, state) for way in (one.in_any_way, *rest))
            ]
            others = [state for state in in_time if self._is_so(one, state) is False]
            if others and others == [*self.asked.states]:
                own = self.exact(one.in_any_way, others[0])
                told = f"{own.verb.past} {self.treaty(one.treaty)} {self.when(own, others[0])}"
                name = self.named(others[0])
                yield f"{name[:1].upper()}{name[1:]} consented in another way: it {told}."
            elif others:
                number, had = number_in_words(len(others)).capitalize(), "" if self.is_act else "had "
                yield f"{number} {had}consented to be bound by {self.treaty(one.treaty)} in another way."

    def when(self, one: Predicate, state: str) -> str:
        """Says when a state did something; of one that succeeded, by a notice of a later day, when that was, and that the other is the day of its effect."""
        bounds = self.bounds(one, state)
        when = days_of(bounds).when
        if one.act is not TreatyAct.RATIFY or self.exact(one, state).kinds != {ActKind.SUCCESSION}:
            return when
        notices = self.ledger.asked(_NOTICES % (state, one.treaty))
        later = (row.day for row in notices if row.day.isoformat() > bounds.last)
        effect = f"with effect from {when.partition(' ')[2]}"
        return next((f"by a notice of {in_words(day)}, {effect}" for day in later), when)

    def _otherwise_dated(self, found: Parted) -> Iterator[str]:
        """Says which other days sources print for the acts that are told, and of when notices of succession are."""
        actors = {TreatyAct.SIGN: thb.signatory, TreatyAct.RATIFY: thb.consentingParty}
        asked = [one for one in self.asked.predicates if one.act in actors and one.treaty in self.treaties]
        told = (*found.sure, *found.none) if self.asked.order else found.sure
        told = tuple(self.members) if self.asked.is_compared else told
        for one in asked if 0 < len(told) <= _MOST else ():
            done = (state for state in told if self.bounds(one, state).by(self.day) is not False)
            parties = " ".join(f"<{state}>" for state in done)
            for row in self.ledger.asked(_OTHER_DAYS % (parties, actors[one.act], one.treaty)):
                act = "signature" if one.act is TreatyAct.SIGN else "consent"
                text = f"Another source dates the {act} of {self.named(row.party.iri)} {in_words(row.day)}"
                bound = self.bounds(one.in_any_way._replace(act=TreatyAct.BE_PARTY), row.party.iri)
                is_of_force = act == "consent" and bound.first == bound.last == row.day.isoformat()
                first = self.when(one, row.party.iri).removeprefix("on ")
                yield f"{text}{', the day of its entry into force' if is_of_force else ''}, not {first}."

    def _otherwise_joined(self, told: Sequence[str]) -> Iterator[str]:
        """Says when other sources date that those who are told of joined an organization."""
        acts = (TreatyAct.JOIN, TreatyAct.BELONG)
        bodies = [
            one.treaty
            for one in self.asked.predicates
            if one.treaty in self.organizations and one.act in acts
        ]
        for body in bodies if 0 < len(told) <= _MOST else ():
            for row in self.ledger.asked(_OTHER_JOININGS % (" ".join(f"<{one}>" for one in told), body)):
                counted_from = days_of(self.term(body, row.party.iri).joined).when.partition(" ")[2]
                yield f"Another source dates the joining of {self.named(row.party.iri)} {in_words(row.day)}, not {counted_from}."

    def _joined_before(self, told: Sequence[str]) -> Iterator[str]:
        """Says from when until when those who are told of were in an organization before."""
        for body in self.organizations:
            for one in told:
                for of in self.spells(body, one).before(self.day):
                    joined_on, left_on = days_of(of.joined).when, days_of(of.left).when
                    yield f"Before, {self.named(one)} had joined it {joined_on} and left it {left_on}."

    def _command(self) -> Command | None:
        """Returns the command that shows who says so: of one state its status, else all participants."""
        if len(self.treaties) != 1 or self.organizations:
            return None
        given = {"instrument": [self.ledger.short(self.treaties[0])], DAY: [self.day]}
        if len(self.asked.states) == 1:
            state = {"state": [self.label(self.asked.states[0])]}
            return Command(CommandKind.STATUS, "status", state | given)
        return Command(CommandKind.REPORT, "participants", given)

    def _bodies(self) -> list[str]:
        """Returns the names of those who are no states and of whom it holds, too."""
        common = set.intersection(*({*of} for of in self._standings.values())) if self.treaties else set()
        others = [one for one in common if not self.is_state(one) and self.may_be_there(one)]
        return sorted(self.named(one) for one in others if self.holds(one))

    def _has_acted(self, state: str) -> bool:
        """Says whether a source records anything that a state did under the treaties."""
        standings = [of[state] for of in self._standings.values()]
        acts = (bounds for of in standings for bounds in (of.signed, of.consented, of.bound, of.left))
        is_member = any(self.term(body, state).joined != NEVER for body in self.organizations)
        return is_member or any(bounds.last != LAST_DAY for bounds in acts)


def one_of(who: str) -> str:
    """Returns what one of several is called.

    >>> one_of("Nordic countries"), one_of("member states of the CBSS other than Iceland")
    ('Nordic country', 'member state of the CBSS other than Iceland')
    """
    several = re.compile(r"\b(countr|state|member)(ies|s)\b", re.IGNORECASE)
    return several.sub(lambda of: of[1] + ("y" if of[2] == "ies" else ""), who, count=1)


def several(who: str) -> str:
    """Returns what several are called, where one may be named.

    >>> several("member state of the CBSS"), several("Nordic country"), several("member States of the EU")
    ('member states of the CBSS', 'Nordic countries', 'member States of the EU')
    """
    several = re.sub(r"\bcountry\b", "countries", who)
    return re.sub(r"\b(state|member(?! states?\b))\b", r"\1s", several, count=1, flags=re.IGNORECASE)
