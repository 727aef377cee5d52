"""Answers: what an inquiry into states under treaties, or in organizations, finds, in words, as "three of the eleven CBSS states had not ratified it"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...base.dates import FIRST_DAY, LAST_DAY, day_before, in_full
from ...base.printing import counted, joined, number_in_words, ordinal
from ...base.vocabulary import ActKind
from ...results.claims import Claim, Wanted
from ...status.standings import NEVER, DayBounds
from .treaty_acts import BEGINNING, BELONGING, ENDING, STANDING, Predicate, TreatyAct
from .treaty_inquiry import both, days_of
from .treaty_lengths import Length
from .treaty_telling import FEW, NOT_COUNTED, ON_ONE_DAY, SO_FAR, Parted, Telling, one_of, parted

#: So many are told of without those who were not there then.
_MANY = 3
#: What ends what was once begun, and what somebody did who may cease to be one.
_ENDING = {BEGINNING[one]: end for one, end in ENDING.items()}
_BEFORE_LEAVING = {TreatyAct.DENOUNCE: TreatyAct.BE_PARTY, TreatyAct.LEAVE: TreatyAct.JOIN}


class Answering(Telling):
    """An inquiry that is answered in words."""

    def answered(self) -> Claim | None:
        """Returns the answer; None where nothing tells of those that are asked about."""
        asked = self.asked
        if (
            not self.day
            or not self.members
            or (self.absent and (asked.is_ranked or len(self.members) < _MANY))
        ):
            return None
        observed = {one.treaty for one in asked.predicates if one.act is TreatyAct.OBSERVE}
        if not self.knows_all() or asked.group in observed:
            return None  # "IOM member states, observers": nobody is both
        is_on_day = asked.when is not None and asked.when.last and not self.treaties
        lists = [*self.organizations, *([asked.group] if asked.group and is_on_day else [])]
        if any(self.day > self.covered_to(one) for one in lists):
            return None
        if asked.is_memos and not all(map(self.is_listed, self.treaties)):
            return None
        if asked.than and not asked.states and (never := self._never(asked.predicates[0], asked.than)):
            return self._claim(never, Parted())
        if asked.is_compared and not (asked.wanted is Wanted.LENGTH and asked.order):
            return self._whether_on_one_day() if asked.on_one_day else self._compared()
        if asked.wanted is Wanted.LENGTH:
            return self._lasted(asked.order)
        if asked.order:
            return self._at_place()
        if asked.wanted is Wanted.DAY:
            return self._dated()
        if asked.by_year:
            return self._by_year()
        found = self._holding()
        if asked.wanted is Wanted.TRUTH:
            return self._verdict(found)
        are_members = asked.are_any and all(one.act in BELONGING for one in asked.predicates)
        if are_members and asked.wanted is Wanted.COUNT and found.undecided:
            return None  # a printed figure may tell it
        listed = self._composed(found) if are_members else self._listed(found)
        if asked.whether:
            return self._whether_only(listed)
        is_of_present = asked.is_now and self.is_latest and not asked.states
        if not is_of_present or any(one.act not in BELONGING for one in asked.predicates):
            return listed
        return listed._replace(text=f"As last recorded, {lowered(listed.text)}")

    def answered_with(self, other: Answering) -> Claim | None:
        """Returns of whom both what is asked here holds and what is asked of the same group for another time."""
        one, two = (each.asked._replace(predicates=(), when=None, has_days=False) for each in (self, other))
        is_listed = one.wanted in (Wanted.LIST, Wanted.COUNT) and not (one.order or one.than or one.then)
        can_hold = self.day and other.day and self.members and other.knows(self.members)
        if one != two or not (is_listed and can_hold) or self.asked.when is None or other.asked.when is None:
            return None
        members = self.members.items()
        found = parted({of: both([is_one, other.holds(of), self.holds(of)]) for of, is_one in members})
        count = len(found.sure)
        deeds = (f"{each._verbs(each.asked.predicates, count != 1)}{each.time()}" for each in (other, self))
        subject = capitalized(self._counted_of(count, len(self._whole), found))
        names = f": {self._listing(found.sure)}" if count else ""
        claim = self._claim(f"{subject} {' and '.join(deeds)}{names}.", found)
        own = (note for note in claim.notes if not note.startswith(NOT_COUNTED))  # told of the one time alone
        notes = dict.fromkeys((*other.remarks_on_day(), *own))
        sources = self.sources([*found.sure, *found.undecided])
        return claim._replace(notes=tuple(notes), sources=tuple(sources))

    def _whether_only(self, listed: Claim) -> Claim | None:
        """Says whether the one who is asked about is the only one of whom it holds."""
        others = {*listed.found, *listed.unsure} - {self.asked.whether}
        if self.asked.whether not in self.members:
            return None
        is_sure = {*listed.found} == {self.asked.whether} and not others
        is_open = self.asked.whether in {*listed.found, *listed.unsure} and not others.intersection(
            listed.found
        )
        answer = "Yes" if is_sure else "Not known" if is_open else "No"
        return listed._replace(text=f"{answer}: {lowered(listed.text)}")

    def _listed(self, found: Parted) -> Claim:
        """Says of whom it holds: how many of how many, who, and when."""
        asked, whole = self.asked, self._whole
        predicates, count = asked.predicates, len(found.sure)
        is_denied = asked.wanted is not Wanted.COUNT and not any(one.is_done for one in predicates)
        is_turned = is_denied and len(predicates) == 1
        is_decided = not found.undecided
        if is_turned and is_decided and count in (0, len(whole)):  # none had not: all had
            predicates = (predicates[0]._replace(is_done=True),)
            count = len(whole) - count
        if is_denied and not is_turned and is_decided and not count and self._is_bounded:
            # None had neither: each had one of them.
            deed = " or ".join(self._verbs([one._replace(is_done=True)], False) for one in predicates)
            each = f"Each of the {number_in_words(len(whole))} {self._who()}"
            return self._claim(f"{each} {deed}{self.time()}.", found)
        is_none = not count and len(whole) == len(predicates) == 1 and is_decided and bool(asked.states)
        if is_none:  # "Sweden had not", not "not Sweden had"
            predicates = (predicates[0]._replace(is_done=not predicates[0].is_done),)
        subject = self.named(whole[0]) if is_none else self._subject(found, count)
        deed = f"{self._verbs(predicates, count > 1 or (count == 0 and self._is_bounded))}{self.time()}"
        outside = [one for one in predicates if one.act in BELONGING and not one.is_done]
        others = [one for one in predicates if one not in outside]
        if outside and others and subject and not (count or self._is_bounded):
            subject = f"{subject} that {self._verbs(outside, False)}"
            deed = f"{self._verbs(others, False)}{self.time()}"
        until = self._until_all(found.undecided) if not count else []
        text = capitalized(f"{subject} {deed}")
        if until:
            text = f"{SO_FAR}, {'; '.join(until)}; of later days they do not decide it"
        elif not subject:
            of_any = f"of any {one_of(self._who())} that it"
            unknown = f"whether {self._listing(found.undecided, 'or')}" if asked.states else of_any
            text = f"It is not known {unknown} {self._verbs(predicates, False)}{self.time()}"
        has_rest = (asked.states or asked.has_rest) and len(predicates) == 1 and found.none
        rest = days = ""
        if has_rest and (found.sure or (until and asked.when) or not (subject or until)):
            rest = f"; {self._listing(found.none)} {self._not(predicates[0], len(found.none) > 1)}"
            rest += self.time() if until else ""
        if asked.has_days and found.sure:
            dated = sorted(found.sure, key=lambda one: (self.bounds(predicates[0], one), self.label(one)))
            days = f": {'; '.join(f'{self.named(one)}{self._on(one)}' for one in dated)}"
        elif found.sure and count and not asked.states and (count < len(whole) or len(whole) < FEW):
            days = f": {self._listing(found.sure)}"
        text += f"{rest}{days}" if asked.states else f"{days}{rest}"
        if asked.states and asked.wanted is Wanted.COUNT:
            text = f"{'at least ' if found.undecided else ''}{count} of the {len(whole)}: {text}"
        return self._claim(f"{text}.", found)

    def _subject(self, found: Parted, count: int) -> str:
        """Names those of whom something holds, or says how many they are; nothing where that is not known of any."""
        whole = self._whole
        if not self.asked.states:
            is_unknown = found.undecided and count == 0
            return "" if is_unknown else self._counted_of(count, len(whole), found)
        if count == len(whole):
            return self._listing(whole)
        none = "" if found.undecided else _none_of(self._names(whole))
        return self._listing(found.sure) if count else none

    def _until_all(self, undecided: Sequence[str]) -> list[str]:
        """Says up to when those who are asked about, or each of few, had not done it, where it is asked of today."""
        is_few = self._is_bounded and (bool(self.asked.states) or len(undecided) < FEW)
        until = [*filter(None, map(self.until, undecided))] if is_few else []
        return until if self.asked.states or len(until) == len(undecided) else []

    def _composed(self, found: Parted) -> Claim:
        """Says how many members, or observers, an organization had, and which."""
        (one,) = self.asked.predicates
        noun = "observer" if one.act is TreatyAct.OBSERVE else "member"
        number, body = len(found.sure), self.treaty(one.treaty)
        if not number:
            return self._claim(f"No {noun} of {body} is known for sure{self.time()}.", found)
        in_words = f"{number_in_words(number)} {noun}{'s' * (number != 1)}"
        members = counted(number, noun) if self.asked.wanted is Wanted.COUNT else in_words
        least = "at least " if found.undecided else ""
        text = f"{body} had {least}{members}{self.time()}: {self._listing(found.sure)}."
        return self._claim(text, found)

    def _not(self, one: Predicate, are_several: bool) -> str:
        """Says that others did otherwise."""
        be = "were" if are_several else "was"
        is_state = one.act in STANDING
        verb = "did" if self.is_act else be if is_state else "had"
        return f"{verb} not" if one.is_done else verb

    def _verdict(self, found: Parted) -> Claim:
        """Answers whether it is so, of one state or of several."""
        asked, number = self.asked, len(found.sure)
        if len(self.members) == 1 and asked.states:
            return self._verdict_on_one(found)
        listed, whole = self._listed(found), len(self._whole)
        if not asked.least and not all(one.is_done for one in asked.predicates):
            return listed
        if asked.least:
            least = asked.least if asked.least > 0 else whole // 2 + 1
            may_be = number + len(found.undecided) >= least
            answer = "Yes" if number >= least else "Not known" if may_be else "No"
            if asked.is_only and answer != "Not known":
                yes = "Of states, yes" if self._bodies() else "Yes"
                answer = "No" if answer == "Yes" else yes
        else:
            are_all = number == len(self.members)  # who may belong to them may fail, too
            fails = any(self.members[one] for one in found.none)
            answer = "No" if fails else "Yes" if are_all else "Not known"
        if answer == "Not known" and asked.states and found.sure:
            answer = f"Not known of {self._listing(found.undecided)}"
        return listed._replace(text=f"{answer}: {listed.text if asked.states else lowered(listed.text)}")

    def _verdict_on_one(self, found: Parted) -> Claim:
        """Answers whether it is so of one state."""
        asked, (state,) = self.asked, self.members
        one, *others = asked.predicates
        is_denied = not all(one.is_done for one in asked.predicates)
        statement = self._statement(state, asked.predicates)
        if asked.is_by and asked.then and (never := self._never(asked.then, state)):
            return self._claim(never, found)
        if found.undecided and (until := self.until(state)):
            so_far = f"{SO_FAR}, " if is_denied else f"No, {lowered(SO_FAR)}: "
            if asked.when is not None and not asked.is_now:
                text = f"Not known of that day: {until}; of later days the sources do not decide it."
                return self._claim(text, found)
            return self._claim(f"{so_far}{until}; of later days they do not decide it.", found)
        if found.undecided:
            return self._claim(f"Not known: the sources do not decide whether {statement}.", found)
        if others:
            return self._claim(f"{'Yes: ' if found.sure else 'No: it is not so that '}{statement}.", found)
        if found.none:
            statement = self._statement(state, (one._replace(is_done=not one.is_done),))
        is_body = found.none and one.is_done and one.treaty in self.organizations
        if is_body and (bodies := self.bodies_in(one.treaty, state)):
            its, were = ("its bodies", "were") if bodies[1:] else ("its body", "was")
            return self._claim(f"Not itself: {statement}; {its} {self._listing(bodies)} {were}.", found)
        if self._tells_later(state) and not is_denied:
            by = "on" if one.act in STANDING else "by"
            did = f"{self.exact(one, state).verb.past} {self.treaty(one.treaty)}"
            text = f"Not {by} {self._on_day}, but later: {self.named(state)} {did} {self.when(one, state)}."
            return self._claim(text, found, self._later(state))
        is_right = bool(found.sure) if is_denied else not found.none
        answer = "" if is_denied and not asked.is_statement else "Yes: " if is_right else "No: "
        text = f"{answer}{statement}{self._on(state)}{self._did_later(state)}."
        return self._claim(text, found, self._later(state))

    def _never(self, one: Predicate, state: str) -> str:
        """Says of what somebody had not done that there is no day of it; nothing where it is open."""
        bounds = self.bounds(one, state)
        if bounds.last != LAST_DAY or bounds.by(self.day) is not False:
            return ""
        never = one._replace(is_done=False).clause(self.treaty(one.treaty), False, False)
        return (
            f"There is no such day as far as the sources go: by {self._on_day} {self.named(state)} {never}."
        )

    def _on(self, state: str) -> str:
        """Says on which day a state did the one thing that is asked about, where it had by the day asked about."""
        (one,) = self.asked.predicates
        bounds = self.bounds(one, state)
        if self.asked.than or self.asked.then:
            other = self.other(one, state)
            if bounds.last == other.last == LAST_DAY:
                return ""
            first, second = (self._done_when(of) for of in (bounds, other))
            name = self.named(self.asked.than) if self.asked.than else ""
            return f" ({self.named(state)} {first}, {name} {second})" if name else f" ({first} and {second})"
        if not bounds.by(self.day) or bounds.first == bounds.last == self.day:
            return ""
        when = self.when(one, state)
        if self.is_act and one.is_done and self.holds(state) is False:
            return f"; it did so {when}"
        is_state = one.act in STANDING
        if one.act is TreatyAct.LEAVE:
            return f" (last a member {when})"
        if one.act in _ENDING:
            end = one._replace(act=_ENDING[one.act])
            left = self.bounds(end, state)
            ended = f"; it {end.verb.past} it {days_of(left).when}" if left.by(self.day) else ""
            return f" ({when}{ended})"
        if (
            is_state and self._is_so(one._replace(is_done=True), state) is False
        ):  # once it was, and is no longer
            left = self.bounds(one._replace(act=TreatyAct.LEAVE), state) if one.act in BELONGING else NEVER
            last = "" if left == NEVER else f" and was last one {days_of(left).when}"
            return f" (it had become one {when}{last})"
        since = f"since {when.partition(' ')[2]}"
        return f" ({since if is_state and when.startswith(('on ', 'in ')) else when})"

    def _done_when(self, bounds: DayBounds) -> str:
        """Says when something was done, or that it was not by the day asked about."""
        by = bounds.last != LAST_DAY or bounds.by(self.day)
        until = in_full(self.day)
        return days_of(bounds).when if by else f"not up to {until}" if by is False else "on a day not known"

    def _later(self, state: str) -> tuple[str, ...]:
        """Says how else a state consented that did not in the way asked about, and what one that was not yet bound had done."""
        (one,) = self.asked.predicates
        bounds = self.bounds(one, state)
        notes = []
        if one.kinds and bounds == NEVER:
            consent = one.in_any_way
            other = self.bounds(consent, state)
            kinds = frozenset(ActKind(kind) for kind in self._standings[one.treaty][state].kinds)
            is_due = other.by(self.day) or (self.asked.when is None and other.last != LAST_DAY)
            if is_due and kinds:
                notes.append(f"It {one._replace(kinds=kinds).verb.past} it {days_of(other).when}.")
        if (
            one.act is TreatyAct.BE_PARTY and bounds.by(self.day) is False
        ):  # who is not bound may have done its part
            for act in (TreatyAct.SIGN, TreatyAct.RATIFY):
                before = self.exact(one._replace(act=act, is_done=True), state)
                done = self.bounds(before, state)
                if done.by(self.day) or (act is TreatyAct.RATIFY and self._tells_later(state)):
                    notes.append(f"It {before.verb.past} it {days_of(done).when}.")
        return tuple(notes)

    def _did_later(self, state: str) -> str:
        """Says when a state did after the day of the answer what it had not by then."""
        (one,) = self.asked.predicates
        bounds = self.bounds(one, state)
        if bounds.by(self.day) is not False or bounds.last == LAST_DAY:
            return ""
        did = self.exact(one._replace(is_done=True), state)
        return f"; later it {did.verb.past} it, {self.when(one, state)}"

    def _tells_later(self, state: str) -> bool:
        (one,) = self.asked.predicates
        bounds = self.bounds(one, state)
        return self.asked.when is None and bounds.by(self.day) is False and bounds.last != LAST_DAY

    def tells_of_later(self) -> bool:
        """Says whether what a single state did later is told already."""
        asked = self.asked
        is_one = asked.wanted is Wanted.TRUTH and len(asked.states) == 1 and len(asked.predicates) == 1
        return is_one and self._tells_later(asked.states[0])

    def _statement(self, state: str, predicates: Sequence[Predicate]) -> str:
        """Says what one state had done, and had not."""
        return f"{self.named(state)} {self._verbs(predicates, False)}{self.time()}"

    def _dated(self) -> Claim | None:
        """Says when each of some states did what is asked."""
        if len(self.members) > 40:
            return None
        asked = self._signable()
        parts = [part for one in asked for part in self._dated_under(one, len(asked) > 1)]
        found = [parted(self._done_by_day(one)) for one in asked]
        sure, none, unsure = (
            tuple(dict.fromkeys(one for of in each for one in of)) for each in zip(*found, strict=True)
        )
        until: list[str] = []
        if unsure and not parts:
            until = [*map(self.until, unsure)] if len(asked) == 1 else []
            did = joined([f"{one.verb.past} {self.treaty(one.treaty)}" for one in asked], "or")
            parts = [f"It is not known whether and when {self._listing(unsure, 'or')} {did}."]
        if until and all(until):
            so_far = f"{SO_FAR}, {'; '.join(until)}; of later days they do not decide it."
            return self._claim(so_far, Parted(sure, none, unsure))._replace(notes=())
        return self._claim(" ".join(map(capitalized, parts)), Parted(sure, none, unsure))

    def _done_by_day(self, predicate: Predicate) -> dict[str, bool | None]:
        """Says of each who is asked about, the first to do something first, whether it had been done by the day."""
        done = {one: self.bounds(predicate, one) for one in self.members}
        in_time = sorted(
            (one for one in done if done[one].by(self.day)), key=lambda one: (done[one], self.label(one))
        )
        return {one: done[one].by(self.day) for one in dict.fromkeys((*in_time, *done))}

    def _dated_under(self, predicate: Predicate, is_one_of_several: bool) -> Iterator[str]:
        """Says when each did one thing, what else is known of those of whom that is open, and who had not done it."""
        treaty, verb, found = (
            self.treaty(predicate.treaty),
            predicate.verb,
            parted(self._done_by_day(predicate)),
        )
        when = {one: self.when(predicate, one) for one in found.sure}
        if len(self.members) == 1:
            for one in found.sure:
                did = f"{self.named(one)} {self.exact(predicate, one).verb.past} {treaty} {when[one]}."
                yield f"{self._side(self.bounds(predicate, one))}{did}"
        elif when:
            each = (f"{self.named(one)} {day}{self._how(predicate, one)}" for one, day in when.items())
            yield f"{verb.past.capitalize()} {treaty}: {'; '.join(each)}."
        consent = predicate.in_any_way
        for one in found.undecided if predicate.kinds else ():
            if (of := self.bounds(consent, one)).by(self.day):
                yield f"{self.named(one)} {consent.verb.past} {treaty} {days_of(of).when}; how is not recorded."
        is_status = is_one_of_several and predicate.act is TreatyAct.RATIFY and self.asked.when is not None
        bound = consent._replace(act=TreatyAct.BE_PARTY)
        for one in found.sure if is_status else ():
            of = self.bounds(bound, one)
            if of.by(self.day) is not None:
                yield f"On {self._on_day} {self.named(one)} was {'' if of.by(self.day) else 'not yet '}bound by it{self._from(of)}."
        first = predicate._replace(act=_BEFORE_LEAVING.get(predicate.act, predicate.act))
        never = [one for one in found.none if self.bounds(first, one).by(self.day) is False]
        for those, act in (([one for one in found.none if one not in never], verb), (never, first.verb)):
            if those:
                participle = (act if len(those) == 1 else act.of_several).participle
                names = self._listing(self.by_name(those))
                yield f"Up to {self._on_day} {names} had not {participle} {treaty}."

    def _from(self, bound: DayBounds) -> str:
        """Says from when somebody was bound, before or after the day asked about."""
        if bound.last == LAST_DAY:
            return ""
        return (
            f"{', since' if bound.by(self.day) else ', but from'} {days_of(bound).when.removeprefix('on ')}"
        )

    def _side(self, done: DayBounds) -> str:
        """Says on which side of the day that is asked about something was done."""
        against = self.asked.against
        if against is None:
            return ""
        first, last = against.first or self.ledger.reporting_day, against.last or self.ledger.reporting_day
        if done.last < first:
            return "Before: "
        if done.first > last:
            return "After: "
        return "Neither before nor after: " if first <= done.first <= done.last <= last else "Not known: "

    def _signable(self) -> list[Predicate]:
        """Returns what is asked to be done, but signing, beside other acts, where a treaty is not open for that."""
        asked = self.asked.predicates
        signing = {one.treaty for one in asked[1:] and asked if one.act is TreatyAct.SIGN}
        shut = set(filter(self.is_unsigned, signing))
        return [one for one in asked if one.act is not TreatyAct.SIGN or one.treaty not in shut] or [*asked]

    def _how(self, predicate: Predicate, state: str) -> str:
        """Says in which way a state consented, where that is asked and sources name it."""
        exact = self.exact(predicate, state)
        return f" ({exact.verb.past})" if self.asked.has_kinds and exact.kinds else ""

    def _lasted(self, place: int) -> Claim | None:
        """Says how long it took each of some states from one act to another, or whom the shortest (1) or the longest (-1).

        Where one act is named it is told from the signature.
        """
        acts = [*self.asked.predicates, *([self.asked.then] if self.asked.then else [])]
        if len(acts) == 1 and acts[0].act in ENDING and not (place or self.asked.is_compared):
            return self._stood(acts[0])
        if len(acts) == 1 and acts[0].act is TreatyAct.SIGN and place:
            return self._only_in_order()  # "who was quicker to sign", which nothing comes before
        in_time = self._in_order_of_time() if len(acts) == 1 and place else None
        if len(acts) == 1:
            acts = [acts[0].in_any_way._replace(act=TreatyAct.SIGN), *acts]
        if len(acts) != 2 or (len(self.members) > 40 and not place) or acts[0].act is acts[1].act:
            return None
        acts.sort(key=lambda one: [*TreatyAct].index(one.act))
        treaty = self.treaty(acts[0].treaty)
        lengths: list[tuple[Length, str, str]] = []
        none, unsure = [], []
        for state in self.members:
            first, last = (self.bounds(one, state) for one in acts)
            if False in (first.by(self.day), last.by(self.day)):
                none.append(state)
            elif first.by(self.day) and last.by(self.day) and min(first.first, last.first) > FIRST_DAY:
                done = f"{acts[0].verb.past} {treaty} {days_of(first).when} and {self.exact(acts[1], state).verb.past} it {days_of(last).when}"
                length = Length.between(first, last)
                lengths.append((length, state, f"{length}: {self.named(state)} {done}"))
            else:
                unsure.append(state)
        lengths.sort()
        if in_time and len(lengths) <= self.asked.is_compared:
            return self._only_in_order()
        sure = [state for _, state, _ in lengths]
        if place and lengths:
            ends = [lengths[0], lengths[-1]][:: 1 if place > 0 else -1]
            best = ends[0][0]
            if self.asked.is_compared and len(lengths) < 2:
                return None
            if any(not (best[:2] == of[:2] or best.is_apart_from(of)) for of, _, _ in lengths):
                return self._may_be_at_end(lengths, place)
            sure = [state for of, state, _ in lengths if of[:2] == best[:2]]
            in_turn = sorted(lengths, key=lambda one: one[1] not in sure)
            texts = [text for _, state, text in in_turn if state in sure or self.asked.is_compared]
            known = f"of {counted(len(lengths), 'state')} of which both days are known, "
            which = f"the {'longest' if place < 0 else 'shortest'}, {known}"
            if self.asked.is_compared:
                which = f"{self._listing(sure)} {'slower' if place < 0 else 'faster'}, counted from the signature: "
                which = "as fast as each other: " if len(sure) > 1 else which
                is_so = sure == [self.asked.states[0]]
                which = f"{'Yes' if is_so else 'No'}: {which}" if self.asked.is_truth_asked else which
            told = f"{which}{'; '.join(texts)}."
            if in_time:  # a name begins what is said of two
                also = in_time.text if self.asked.is_compared else lowered(in_time.text)
                told += f" In order of time: {also}"
            return self._claim(told, Parted(sure))
        parts = [f"{'; '.join(text for _, _, text in lengths)}."] if lengths else []
        if none:
            until = in_full(self.day)
            parts.append(f"Up to {until} {self._listing(none)} had not done both.")
        if unsure and not parts:
            parts.append(f"The days are not known for {self._listing(unsure)}.")
        return self._claim(" ".join(parts), Parted(sure, none, unsure))

    def _stood(self, being: Predicate) -> Claim | None:
        """Says how long each of some states was what it was on the day, or had been when it ceased to be."""
        begun, ended = being._replace(act=BEGINNING[being.act]), being._replace(act=ENDING[being.act])
        parts, sure, none = list[str](), list[str](), list[str]()
        for state in self.members:
            first, left = self.bounds(begun, state), self.bounds(ended, state)
            if first.by(self.day) is False:
                none.append(state)
            if not first.by(self.day) or first.first == FIRST_DAY or left.by(self.day) is None:
                continue
            sure.append(state)
            end = left if left.by(self.day) else DayBounds(self.day, self.day)
            until = f" and {ended.verb.past} it {days_of(left).when}" if left.by(self.day) else ""
            did = f"{self.named(state)} {begun.verb.past} {self.treaty(being.treaty)} {days_of(first).when}"
            to_day = "" if until else f" up to {self._on_day}"
            parts.append(f"{Length.between(first, end)}{to_day}: {did}{until}")
        unsure = [one for one in self.members if one not in sure and one not in none]
        if unsure and not parts:
            return None
        texts = ["; ".join(parts)] if parts else []
        if none:
            several = begun.verb.of_several if none[1:] else begun.verb
            had = f"had not {several.participle} {self.treaty(being.treaty)}"
            texts.append(f"Up to {self._on_day} {self._listing(none)} {had}")
        return self._claim(" ".join(f"{text}." for text in texts), Parted(sure, none, unsure))

    def _in_order_of_time(self) -> Claim | None:
        """Says who was the first or the last to do what somebody may have been quick or slow to do, too."""
        asked = self.asked._replace(wanted=Wanted.LIST, has_days=False)
        return Answering(asked, self.known, self.ledger).answered()

    def _only_in_order(self) -> Claim | None:
        """Says so where there is no signature to count from; of "was Finland quicker than Iceland", whether that is so."""
        if not (self.asked.is_truth_asked and self.asked.is_compared):
            return self._in_order_of_time()
        one, other = self.asked.states
        asked = self.asked._replace(
            wanted=Wanted.TRUTH,
            states=(one,),
            than=other,
            is_before=self.asked.order > 0,
            is_compared=False,
            order=0,
        )
        return Answering(asked, self.known, self.ledger).answered()

    def _may_be_at_end(self, lengths: Sequence[tuple[Length, str, str]], place: int) -> Claim | None:
        """Says which of several lengths may be the shortest (1) or the longest (-1), where their bounds leave it open."""
        if self.asked.is_compared:
            return None
        bound = min(of.most for of, _, _ in lengths) if place > 0 else max(of.least for of, _, _ in lengths)
        able = [one for one in lengths if (one[0].least <= bound if place > 0 else one[0].most >= bound)]
        which = f"It is not decided who took {'longest' if place < 0 else 'least'}"
        texts = "; ".join(text for _, _, text in able[::place])
        return self._claim(f"{which}: {texts}.", Parted(undecided=[state for _, state, _ in able]))

    def _by_year(self) -> Claim | None:
        """Says how many did something in each year, and in which most did."""
        predicate, done = self._done()
        first = self.asked.when.first if self.asked.when else FIRST_DAY
        is_in_time = {one: of.within(first, self.day) for one, of in done.items()}
        sure = [one for one in done if is_in_time[one] and self.members[one]]
        unsure = tuple(one for one in done if is_in_time[one] is None)
        undated = [one for one in sure if done[one].first[:4] != done[one].last[:4]]
        counts = Counter(done[one].last[:4] for one in sure if one not in undated)
        if not counts:
            return None
        by_year = "; ".join(f"{counts[year]} in {year}" for year in sorted(counts))
        most = joined([year for year in sorted(counts) if counts[year] == max(counts.values())])
        time = self.time() if self.asked.when else ""
        known = " of those whose year is known" if undated else ""
        text = f"Most{known} did in {most} ({max(counts.values())}). By year, so many {self._who()} {predicate.verb.past} {self.treaty(predicate.treaty)}{time}: {by_year}."
        notes = [f"The year is not known for {self._listing(undated)}."] if undated else []
        rest = tuple(one for one in done if one not in sure and one not in unsure)
        return self._claim(text, Parted(sure, rest, unsure), notes)

    def _done(self) -> tuple[Predicate, dict[str, DayBounds]]:
        """Returns the one act that is asked about, and when each did it."""
        (predicate,) = self.asked.predicates
        return predicate, {one: self.bounds(predicate, one) for one in self.members}

    def _at_place(self) -> Claim | None:
        """Says who has a place in order, or whether somebody has; parties who are bound from one day on are told by their consents."""
        asked = self.asked
        found = self._ordered(asked.order, asked.many)
        if found is None and asked.predicates[0].act is TreatyAct.BE_PARTY:
            consents = tuple(one._replace(act=TreatyAct.RATIFY) for one in asked.predicates)
            other = Answering(asked._replace(predicates=consents), self.known, self.ledger).answered()
            note = "Who was bound first is not told apart, so the order is that of the consents to be bound."
            return other._replace(notes=(note, *other.notes)) if other else None
        if found is None or not asked.whether:
            return found
        if not asked.group and asked.whether not in self.members:
            return None
        answer = "Yes" if asked.whether in found.found else "No"
        return found._replace(text=f"{answer}: {lowered(found.text)}")

    def _ordered(self, place: int, many: int) -> Claim | None:
        """Says who was the first, the last or the n-th, or were so many of these, if who may have been before does not leave it open.

        Of whom nothing is recorded is none of those that are put in order, and the answer is one of what is recorded.
        """
        predicate, done = self._done()
        unknown = tuple(one for one, of in done.items() if of.by(self.day) is None and of.last == LAST_DAY)
        acted = {one: of for one, of in done.items() if of.by(self.day) is not False and one not in unknown}
        sure = [one for one in acted if acted[one].by(self.day) and self.members[one]]
        if many > 1:
            at_place = [one for one in sure if self._may_precede(one, place, acted) < many]
        else:
            at_place = [one for one in sure if self._is_at(place, one, acted, sure)]
        is_open = len(at_place) < many and (len(sure) != len(acted) or len(sure) >= abs(place))
        if is_open or (many > 1 and len(at_place) != many):
            sure_ones = at_place if many > 1 else ()
            return self._may_be_first(place, many, acted, sure_ones) if abs(place) == 1 else None
        at_place.sort(key=lambda one: acted[one], reverse=place < 0)
        day = in_full(self.day)
        deed = f"{'recorded to have' if unknown else 'to have'} {predicate.verb.participle}"
        of = f"of the {number_in_words(len(self.members))} {self._who()}, " if self.asked.group else ""
        of = f"of {self._listing(self.asked.states)}, " if self.asked.states else of
        is_so_far = place < 0 and bool(self.done_later(predicate))
        of = f"up to {day}, {of}" if self.asked.when or is_so_far else of
        number = f" {number_in_words(many)}" if many > 1 else ""
        state = "" if of else " states" if len(at_place) > 1 else " state"
        placed = "only one" if len(acted) == many == 1 and place < 0 and of else _placed(place)
        who = f"the {placed}{number}{state} {deed} {self.treaty(predicate.treaty)}"
        if not at_place:
            text = f"{of}no {who.removeprefix('the ')} is recorded: up to {day} {number_in_words(len(sure))} had."
            return self._claim(capitalized(text), Parted((), sure, unknown))
        days = {self.when(predicate, one) for one in at_place}
        names = joined(
            self._names(at_place)
            if len(days) == 1
            else [f"{self.named(one)} ({self.when(predicate, one)})" for one in at_place]
        )
        when = f", {days.pop()}" if len(days) == 1 else ""
        text = f"{of}{who} {'were' if len(at_place) > 1 else 'was'} {names}{when}."
        rest = tuple(one for one in done if one not in at_place and one not in unknown)
        return self._claim(capitalized(text), Parted(at_place, rest, unknown))

    def _may_be_first(
        self, place: int, many: int, acted: Mapping[str, DayBounds], among: Sequence[str]
    ) -> Claim | None:
        """Says who may have been the first (1) or the last (-1), or so many of these, where the bounds of their days leave it open, and who is `among` them in any case."""
        ends = sorted((of.last if place > 0 else of.first for of in acted.values()), reverse=place < 0)
        if not ends:
            return None
        bound = ends[min(many, len(ends)) - 1]
        able = [one for one, of in acted.items() if (of.first <= bound if place > 0 else of.last >= bound)]
        if self.asked.whether or len(able) > FEW or not all(self.members[one] for one in acted):
            return None
        able.sort(key=lambda one: (acted[one], self.label(one)))
        predicate = self.asked.predicates[0]
        of = f"of the {number_in_words(len(self.members))} {self._who()}, " if self.asked.group else ""
        each = "; ".join(f"{self.named(one)} {days_of(acted[one]).when}" for one in able)
        which = f"which {number_in_words(many)} were" if many > 1 else "who was"
        text = f"{of}it is not decided {which} the {'last' if place < 0 else 'first'} to have {predicate.verb.participle} {self.treaty(predicate.treaty)}: {each}."
        if among:
            text += f" {capitalized(joined(self._names(among)))} {'is' if len(among) == 1 else 'are'} among them in any case."
        return self._claim(
            capitalized(text), Parted(among, undecided=[one for one in able if one not in among])
        )

    def _may_precede(self, one: str, place: int, acted: Mapping[str, DayBounds]) -> int:
        """Counts those who may have acted before somebody or, where the last are asked for, after."""
        sides = (
            (acted[one], of) if place > 0 else (of, acted[one]) for other, of in acted.items() if other != one
        )
        return sum(first.before(last) is not True for first, last in sides)

    def _is_at(self, place: int, one: str, acted: Mapping[str, DayBounds], sure: Sequence[str]) -> bool:
        """Says whether it is sure that somebody's act has a place in order of time, alone or with others of the same day."""
        own = acted[one]
        others = [other for other in acted if other != one and acted[other] != own]
        # Who may have acted on the same day may have the place, too.
        may_share = any(acted[other].first <= own.last and own.first <= acted[other].last for other in others)
        may_share |= not own.is_day and any(acted[other] == own for other in acted if other != one)
        if may_share or not all(self.members[other] for other in others):
            return False
        same = sum(acted[other] == own for other in sure)
        ahead = sum(acted[other].before(own) is True for other in others)
        behind = len(others) - ahead
        return ahead < place <= ahead + same if place > 0 else behind < -place <= behind + same

    def _whether_on_one_day(self) -> Claim | None:
        """Says whether two states did something on the same day, and when each did."""
        found = self._compared()
        is_so = found is not None and found.text.startswith(ON_ONE_DAY)
        if found is None or (found.unsure and not is_so):
            return found
        sentence = lowered(found.text) if is_so or found.text.startswith("Neither") else found.text
        text = f"{'Yes' if is_so else 'No'}: {sentence}"
        return found._replace(text=text, found=(*found.found, *found.unsure), unsure=())

    def _compared(self) -> Claim | None:
        """Says which of two states did something first, or last where that is asked, and how much later the other did."""
        predicate, done = self._done()
        if len(done) != 2:
            return None
        one, other = pair = self.by_name(done)
        deed = f"{predicate.verb.past} {self.treaty(predicate.treaty)}"
        by = {state: of.by(self.day) for state, of in done.items()}
        when = {state: self.when(predicate, state) for state in done}
        if by[one] is False and by[other] is False:
            text = f"Neither {self.named(one)} nor {self.named(other)} {deed} up to {self._on_day}."
            return self._claim(text, Parted(none=pair))
        for first, second in (pair, pair[::-1]):
            if by[first] and by[second] is False:
                text = f"{self.named(first)} {deed} {when[first]}; {self.named(second)} had not by {self._on_day}."
                return self._claim(text, Parted((first,), (second,)))
            if by[first] and done[first].before(done[second]):
                when[second] = (
                    when[second] if by[second] else f"not up to {in_full(day_before(done[second].first))}"
                )
                length = str(Length.between(done[first], done[second])) if by[second] else ""
                return self._earlier(first, second, length, deed, when)
        if done[one] == done[other] and done[one].is_day:
            both = f"{self.named(one)} and {self.named(other)} {deed} {when[one]}"
            each = f"{self.named(one)} {deed} {when[one]}, {self.named(other)} {when[other]}"
            text = f"{ON_ONE_DAY}: {both if when[one] == when[other] else each}."
            return self._claim(text, Parted(undecided=pair))
        dated = "; ".join(f"{self.named(state)} {when[state]}" for state in done)
        return self._claim(f"Not known: {dated}.", Parted(undecided=pair))

    def _earlier(self, first: str, second: str, length: str, deed: str, when: Mapping[str, str]) -> Claim:
        """Says that one of two did something first or, where that is asked, that the other did last; and how long it was between them."""
        is_last = self.asked.order < 0 and bool(length)
        one, other = (second, first) if is_last else (first, second)
        told = f"{deed} {when[one]}, {self.named(other)} {when[other]}"
        if self.asked.wanted is Wanted.LENGTH and length:
            return self._claim(f"{length}: {self.named(one)} {told}.", Parted((one,), (other,)))
        apart = f", {length} {'earlier' if is_last else 'later'}" if length else ""
        text = f"{self.named(one)} {'last' if is_last else 'first'}: it {told}{apart}."
        return self._claim(text, Parted((one,), (other,)))


def capitalized(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _placed(place: int) -> str:
    """Returns what is said of a place in order of time, from the last by its negative.

    >>> _placed(3), _placed(-1), _placed(-2)
    ('third', 'last', 'second to last')
    """
    return ordinal(place) if place > 0 else "last" if place == -1 else f"{ordinal(-place)} to last"


def _none_of(names: Sequence[str]) -> str:
    """Names those of whom none did something.

    >>> _none_of(["Finland", "Sweden"]), _none_of(["Finland", "Norway", "Sweden"])
    ('neither Finland nor Sweden', 'none of Finland, Norway and Sweden')
    """
    if len(names) == 1:
        return f"not {names[0]}"
    return f"neither {' nor '.join(names)}" if len(names) == 2 else f"none of {joined(names)}"
