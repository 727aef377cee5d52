"""What a sentence asks about states under treaties: who, which acts under which treaties, done or not, and when.

The reader goes over the tokens and gives each a part; what has none, or stands where it has no meaning, stops it. So no
"not", "only" or "before" is ever dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from ..base.dates import FIRST_DAY, day_after, day_before
from ..base.vocabulary import ActKind
from ..names.mentions import Mention
from ..names.names import Names
from ..results.claims import Wanted
from ..sentences.reading import STATE_NOUNS, Reading
from .treaty_acts import BELONGING, IN_BODIES, STANDING, Predicate, TreatyAct
from .treaty_units import COMPARING, PHRASES, NoPart, Part, Unit, units_of


class Time(StrEnum):
    """How an act is related to days: done by a day, or on one of some."""

    BY = "by"
    WITHIN = "within"


class When(NamedTuple):
    """By which day, or between which days, something was done.

    An empty last day is that of the memo for what was done by it, else the last that the sources cover.

    `text` is how the sentence writes it, and `is_taken` says whether the last day of a month or year was taken. The days may
    be told by when something befell a `treaty`, so many days from then; its own day is meant where `last` is the first of the calendar.
    No first day stands for the one after the memo's.
    """

    time: Time
    first: str = FIRST_DAY
    last: str = ""
    text: str = ""
    is_taken: bool = False
    treaty: str = ""
    event: ActKind = ActKind.ENTRY_INTO_FORCE
    shift: int = 0


_BE = frozenset(("is", "are", "was", "were"))
#: What is told as it was done, not as where somebody stands.
_ONCE = frozenset((TreatyAct.JOIN, TreatyAct.LEAVE, TreatyAct.DENOUNCE))


class TreatyQuestion(NamedTuple):
    """What is asked of states under treaties.

    `states` are those that are named, else `group` is the organization whose members are asked about, whom the sentence
    calls `called`, else all states are; `but` are left out. What is asked for is who did something, or by `order` who was
    the first (1) or the last (-1) to do it, or `many` of these, or who did it before (`is_before`) or after another (`than`) or before or
    after doing something else (`then`), or which of two did it first (`is_compared`), or who did all on one day. `quantity` says of how many
    it is asked whether it holds: all or any. It `has_days` where it is asked when, too, and `has_rest` where it is asked of whom it does not hold; it `is_now` where today is
    named, or "ever", `is_memos` where it is asked what the memo says, and `is_told_whether` where a comparison may be right or wrong;
    `are_any` says that all members of an organization are asked for, not states alone.
    """

    wanted: Wanted
    predicates: tuple[Predicate, ...]
    when: When | None = None
    states: tuple[str, ...] = ()
    group: str = ""
    called: str = ""
    but: tuple[str, ...] = ()
    order: int = 0
    than: str = ""
    is_before: bool = True
    is_compared: bool = False
    quantity: str = ""
    has_days: bool = False
    is_now: bool = False
    many: int = 1
    then: Predicate | None = None
    on_one_day: bool = False
    is_memos: bool = False
    has_rest: bool = False
    is_told_whether: bool = False
    are_any: bool = False

    @property
    def is_of_treaties(self) -> bool:
        """Whether it is asked under which treaties one state did something."""
        return any(not one.treaty and one.act not in BELONGING for one in self.predicates)

    @property
    def is_of_organizations(self) -> bool:
        """Whether it is asked of which organizations a state is a member."""
        return any(not one.treaty and one.act in BELONGING for one in self.predicates)

    @property
    def is_latest(self) -> bool:
        """Whether it is asked as of the last day that the sources cover, where no day is named."""
        is_ranked = bool(self.order or self.is_compared or self.than or self.then or self.on_one_day)
        is_once = all(one.act in _ONCE for one in self.predicates)
        return self.is_now or self.wanted in (Wanted.DAY, Wanted.LENGTH) or is_ranked or is_once


_BEFORE = frozenset(("before", "prior to", "earlier than", "sooner than", "ahead of"))
_UNTIL = frozenset(("until", "till", "up to", "by", "by the end of", "by the time", "by the time of"))
_AFTER = frozenset(("after", "following", "later than"))
_SINCE = frozenset(("since", "from"))
_ON = frozenset(("on", "at", "at the time", "at the time of"))
_AS_OF = frozenset(("as of", "as at", "at the end of"))
_IN = frozenset(("in", "during", "in the year", "during the year"))
#: Words for all who did something.
_MANY = frozenset(("parties", "signatories", "ratifications", "accessions"))


class TreatiesRead(NamedTuple):
    """What a sentence asks, the tokens that it takes, and the treaties that may be meant by what is no name of one alone."""

    question: TreatyQuestion
    consumed: frozenset[int]
    meant: Mapping[str, Sequence[str]]


def asked_of_treaties(reading: Reading, known: Names) -> TreatiesRead | None:
    """Returns what a sentence asks of states under treaties; None where it is not read whole."""
    try:
        units = list(units_of(reading, known))
        found = _Reader(reading, units, known).question()
    except NoPart:
        return None
    consumed = frozenset(place for unit in units for place in range(unit.start, unit.end))
    tokens = reading.tokens
    written = {
        reading.sentence[tokens[one.start].start : tokens[one.end - 1].end]: one.meant for one in units
    }
    return TreatiesRead(found, consumed, {text: meant for text, meant in written.items() if meant})


class _Reader:
    """Reads the units of one sentence, each at its place."""

    def __init__(self, reading: Reading, units: Sequence[Unit], known: Names) -> None:
        self._reading, self._known = reading, known
        self._units = list(units)
        self._taken: set[int] = set()
        self._bodies: set[str] = set()
        self._enters = False

    def question(self) -> TreatyQuestion:
        """Returns what is asked; raises NoPart."""
        self._find_objects()
        has_days = self._asks_for_days_too()
        is_apart = bool(self._all(Part.APART))
        order, many = self._order()
        longest = [int(str(one.value)) for one in self._all(Part.LONGEST)]
        order = longest[0] if longest and not order else order
        entry = self._entry()
        then = self._then()
        is_compared, than, is_before = self._comparison(order != 0, is_apart)
        is_before = then[1] if then else is_before
        when, but = self._when(), self._excepted()
        if (entry and when) or (order and self._is_comparing() and not is_compared):
            raise NoPart
        states = self._states()
        group, called = self._group(bool(states))
        wanted = Wanted.LENGTH if is_apart and is_compared and not order else self._wanted()
        is_member = self._all(Part.BODIES) and len(states) == 1 and self._is_of_membership()
        if is_member:
            # "Of which organizations is Norway a member?"
            predicates, acts = [Predicate(TreatyAct.BELONG, "")], self._places(Part.ACT)
        elif group and wanted in (Wanted.LIST, Wanted.COUNT) and not self._all(Part.ACT, Part.TREATY):
            predicates, acts, group = [Predicate(TreatyAct.BELONG, group)], [], ""  # "members of the CBSS"
        else:
            predicates, acts = self._predicates(wanted is Wanted.LENGTH)
            wanted = wanted if acts else Wanted.DAY
        first = next((one for one in predicates if one.act is TreatyAct.BELONG and one.is_done), None)
        is_membership = all(one.act in BELONGING for one in predicates)
        if is_membership and len(predicates) > 1 and first and not states and not group:
            predicates, group = [one for one in predicates if one is not first], first.treaty
        is_of_treaties = any(not one.treaty for one in predicates) and not is_member
        if is_of_treaties:
            wanted = Wanted.LIST if wanted is Wanted.TRUTH else wanted  # "treaties ratified by Denmark"
            is_known = bool(states or group) and wanted in (Wanted.LIST, Wanted.COUNT)
            if not is_known or order or any(one.treaty for one in predicates):
                raise NoPart
        if self._all(Part.NONE):
            if not is_of_treaties or not all(one.is_done for one in predicates):
                raise NoPart
            predicates = [one._replace(is_done=False) for one in predicates]
        if wanted is Wanted.DAY or (when and self._relation_of(when) in _BEFORE):
            # "Since when was it a member?", "Was it a member before 1995?"
            asking = [self._said(at, at).lower() for at in self._places(Part.ASKING)]
            told = (
                TreatyAct.LEAVE
                if any(one.startswith(("until", "till")) for one in asking)
                else TreatyAct.JOIN
            )
            predicates = [
                one._replace(act=told) if one.act is TreatyAct.BELONG else one for one in predicates
            ]
        days = self._places(Part.DAY, Part.MEMO)
        if len(predicates) > 1 and any(acts[0] < at < acts[-1] for at in days):
            raise NoPart  # of which act it tells the day is not clear
        if entry and not entry.treaty:
            entry = entry._replace(treaty=predicates[0].treaty)
        found = TreatyQuestion(
            wanted, tuple(predicates), self._timed(entry or when, acts, wanted, predicates), states, group, called, but, order,
            than, is_before, is_compared, self._quantity(wanted, is_of_treaties), has_days, self._is_now(entry or when, acts, predicates), many,
            then[0] if then else None, bool(self._all(Part.ONE_DAY)), bool(self._all(Part.SOURCE)), bool(self._all(Part.REST)),
            self._reading.wanted is Wanted.TRUTH,
            is_membership and len(predicates) == 1 and predicates[0].is_done and not (states or group or STATE_NOUNS & self._nouns())
            and wanted in (Wanted.LIST, Wanted.COUNT),
        )  # fmt: skip
        self._check_small_words(wanted)
        self._check(found)
        return found

    def _is_now(self, when: When | None, acts: Sequence[int], predicates: Sequence[Predicate]) -> bool:
        """Says whether today is named, or it is asked by no day whether something was ever done, or who did it."""
        units = self._all(Part.NOT, Part.SMALL, Part.AUXILIARY)
        words = {word for unit in units for word in str(unit.value).split()}
        stands = not words.isdisjoint(("has", "have", "had", *_BE))
        is_told = bool(acts) and self._is_act(acts) and not stands and all(one.is_done for one in predicates)
        is_ever = is_told or not words.isdisjoint(("ever", "never"))
        is_dated = when is not None or bool(self._all(Part.SOURCE))
        return bool(self._all(Part.NOW)) or (is_ever and not is_dated)

    def _find_objects(self) -> None:
        """Takes organizations that somebody joins, leaves or is a member of for what is joined, left or belonged to."""
        for at in reversed(self._places(Part.OUTSIDE)):  # "states outside the EU" are not members of it
            unit = self._units[at]
            told = ((Part.NOT, unit.value), (Part.ACT, TreatyAct.BELONG))
            self._units[at : at + 1] = [unit._replace(part=part, value=value) for part, value in told]
        for at in reversed([at for at, unit in enumerate(self._units) if self._is_being(at)]):
            group = self._units[at]  # "is an EU member", "which are Nordic countries"
            length = 1 + self._is(at + 1, Part.NOUN)
            end = group._replace(part=Part.ACT, value=TreatyAct.BELONG)
            organization = group.value[0] if isinstance(group.value, tuple) else ""
            self._units[at : at + length] = [end, group._replace(value=(organization, organization))]
        for at, unit in enumerate(self._units):
            if unit.part is not Part.GROUP or not isinstance(unit.value, tuple):
                continue
            organization, named = unit.value
            before = self._before(at, (Part.SMALL, Part.AUXILIARY, Part.NEITHER, Part.BOTH))
            placed = self._before(before, (Part.SMALL, Part.NOT, Part.NEITHER, Part.BOTH))
            is_listed = (
                self._is(before, Part.AND, Part.OR, Part.NOR) and self._text(before - 1) in self._bodies
            )
            if organization != named or (self._is(at + 1, Part.NOUN) and not self._is(before, Part.ACT)):
                continue
            if self._text(before) == "of" and self._is_belonging(before - 1):
                self._units[before] = self._units[before]._replace(part=Part.SMALL)
                words = self._reading.folded[: self._units[before - 1].start]
                is_ever = not {"never", "ever"}.isdisjoint(words)
                act = TreatyAct.JOIN if is_ever else TreatyAct.BELONG  # "have never been members of"
                self._units[before - 1] = self._units[before - 1]._replace(part=Part.ACT, value=act)
            elif self._is_placed(before, placed) or self._has_members(at, before):
                self._units[before] = self._units[before]._replace(part=Part.ACT, value=TreatyAct.BELONG)
            elif not is_listed and not self._is_joining(before) and self._text(at + 1) != TreatyAct.OBSERVE:
                continue
            self._units[at] = unit._replace(part=Part.TREATY, value=organization)
            self._bodies.add(organization)
        first = self._next(0, (Part.SMALL,))
        is_member = any(word.startswith(("member", "observer")) for word in self._reading.folded)
        if self._bodies and is_member and self._is(0, Part.AUXILIARY) and self._is(first, Part.GROUP):
            body = self._units[first].value  # "is the EU a member of the CBSS"
            assert isinstance(body, tuple)
            self._units[first] = self._units[first]._replace(part=Part.STATE, value=body[0])
        groups = [unit.value for unit in self._all(Part.GROUP)]
        if not self._all(Part.TREATY) and len(groups) == 1 and isinstance(groups[0], tuple):
            joining = [at for at in range(len(self._units)) if self._is_joining(at)]
            self._bodies |= {groups[0][0]} if joining else set()  # "which CBSS member joined last"

    def _is_joining(self, at: int) -> bool:
        """Says whether an act is one of those that are done in an organization."""
        if not self._is(at, Part.ACT):
            return False
        is_join = self._reading.folded[self._units[at].start].startswith(("join", "acced"))
        return is_join or self._units[at].value in IN_BODIES | {TreatyAct.DENOUNCE}

    def _is_placed(self, at: int, before: int) -> bool:
        """Says whether somebody is in what follows, as in "is not in", "Is Norway in", "CBSS states in", or "but not of"."""
        if self._text(at) == "of":
            is_other = bool(self._bodies) or any(self._is(one, Part.GROUP) for one in range(before))
            return is_other and self._is(before, Part.AND, Part.OR, Part.NOR, Part.BUT)
        if self._text(at) not in ("in", "within"):
            return False
        is_been = self._text_before(at) in ("been", "being", "be")
        is_named = self._is(before, Part.STATE) and (self._is_asked_of(before) or is_been)
        is_group = self._is(before, Part.GROUP) or (
            self._is(before, Part.NOUN) and self._is(before - 1, Part.GROUP)
        )
        is_be = self._is(before, Part.AUXILIARY) and self._text(before) in _BE
        return is_be or is_named or is_group or self._is(before, Part.AND, Part.OR, Part.NOR, Part.BUT)

    def _has_members(self, at: int, before: int) -> bool:
        """Says whether the members of an organization are told as what it has: "how many members does the EU have"."""
        is_had = self._is(at - 1, Part.AUXILIARY) or self._is(self._before(at, (Part.SMALL,)), Part.AUXILIARY)
        return (
            is_had
            and self._is(before, Part.NOUN)
            and "member" in self._text(before)
            and not self._all(Part.ACT)
        )

    def _is_being(self, at: int) -> bool:
        """Says whether to be members of a group is told as what somebody is: "is an EU member"."""
        before = self._before(at, (Part.SMALL, Part.NOT, Part.NEITHER, Part.BOTH))
        unit = self._units[at]
        if unit.part is not Part.GROUP or not isinstance(unit.value, tuple) or before < 1:
            return False
        is_noun = unit.value[0] != unit.value[1] or self._is(at + 1, Part.NOUN)
        is_be = (
            self._is(before, Part.AUXILIARY)
            and self._text(before) in _BE
            and not self._is(before - 1, Part.WHO)
        )
        return is_noun and (is_be or (self._is(before, Part.STATE) and self._is_asked_of(before)))

    def _is_belonging(self, at: int) -> bool:
        """Says whether members are what somebody is, as in "are not members of", "without being a member of"."""
        if not self._is(at, Part.NOUN) or "member" not in self._text(at):
            return False
        before = self._before(at, (Part.NOT, Part.NEITHER, Part.BOTH, Part.SMALL))
        start = self._units[before].end if before >= 0 else 0
        between = {*self._reading.folded[start : self._units[at].start]}
        if "the" in between:
            return False  # "who are the members of"
        if not between.isdisjoint(("being", "been", "be")):
            return True
        is_asked = self._is_asked_of(before)
        is_be = self._is(before, Part.AUXILIARY) and self._text(before) in _BE
        is_also = self._is(before, Part.AND, Part.BUT) and any(one < before for one in self._places(Part.ACT))
        return (is_be and before > 0) or is_asked or is_also

    def _is_asked_of(self, at: int) -> bool:
        """Says whether it is asked of a state, or an organization, what it is: "Is Norway", "until when was Russia"."""
        is_first = self._is(0, Part.AUXILIARY) and self._text(0) in _BE
        before = self._before(at, (Part.SMALL,))
        is_be = self._is(before, Part.AUXILIARY) and self._text(before) in _BE
        return self._is(at, Part.STATE, Part.GROUP) and (is_first or is_be)

    def _entry(self) -> When | None:
        """Reads when a treaty entered into force as the day by which something was done; for whom it did so as an act."""
        places = self._places(Part.ENTRY)
        if not places:
            return None
        (at, *others) = places
        for place, unit in enumerate(self._units):
            follower = self._next(place, (Part.SMALL, Part.EVERY))
            asked = (Part.WHO, Part.NOUN, Part.STATE, Part.GROUP, Part.ASKING)
            if unit.value == "for" and self._is(follower, *asked) and not others:
                self._units[at] = self._units[at]._replace(part=Part.ACT, value=TreatyAct.BE_PARTY)
                self._taken.add(place)
                self._enters = unit.value == "for" and self._said(at, at).lower() != "in force"
                return None
        start, of = self._before(at), self._next(at)
        treaties = len(self._all(Part.TREATY))
        treaty = ""
        if self._is(start, Part.TREATY):
            treaty, self._taken = self._text(start), self._taken | ({start} if treaties > 1 else set())
            start = self._before(start)
        elif self._text(of) == "of" and self._is(self._next(of), Part.TREATY):
            treaty = self._text(self._next(of))
            self._taken |= {of, self._next(of)} if treaties > 1 else {of}
        relation = self._text(start) if self._is(start, Part.RELATION) else ""
        is_when = self._is(start, Part.ASKING) and self._reading.folded[self._units[start].start] == "when"
        if others or start <= 0 or not (relation or is_when):
            raise NoPart
        self._taken |= {start, at}
        text = self._said(start, at)
        is_opening = "signature" in self._text(at)
        event = ActKind.OPENING_FOR_SIGNATURE if is_opening else ActKind.ENTRY_INTO_FORCE
        when = When(Time.WITHIN, text=text, treaty=treaty, event=event)
        if relation in _AFTER | _SINCE:
            return when._replace(shift=1 if relation in _AFTER else 0)
        if relation == "on the day":
            return when._replace(last=FIRST_DAY)
        if is_when or relation in _UNTIL | _ON | _BEFORE:
            return when._replace(time=Time.BY, shift=-1 if relation in _BEFORE else 0)
        raise NoPart

    def _then(self) -> tuple[Predicate, bool] | None:
        """Reads "before it ratified UNTOC", "after signing it" and "before CETS 197", with whether it is before."""
        treaties, acts = self._places(Part.TREATY), self._places(Part.ACT)
        for at, unit in enumerate(self._units):
            of = act = self._next(at)
            if unit.part is not Part.RELATION or unit.value not in _BEFORE | _AFTER or at in self._taken:
                continue
            if self._is(act, Part.ACT):
                of = self._next(act)
            elif self._is(of, Part.TREATY) and acts and acts[0] < at:
                act = acts[0]  # the same that was done before
            else:
                continue
            if self._is(of, Part.TREATY) and len(treaties) > 1:
                self._taken.add(of)
            elif len(treaties) != 1 or act < at:
                raise NoPart
            treaty = self._text(of if self._is(of, Part.TREATY) else treaties[0])
            self._taken |= {at, act} if act > at else {at}
            told = self._units[act]
            return self._under(TreatyAct(str(told.value)), treaty, True, told.kinds), unit.value in _BEFORE
        return None

    def _under(self, act: TreatyAct, under: str, is_done: bool, kinds: frozenset[ActKind]) -> Predicate:
        """Returns what is done under a treaty or in an organization; each has acts of its own."""
        is_body = under in self._bodies
        act = (
            {TreatyAct.RATIFY: TreatyAct.JOIN, TreatyAct.DENOUNCE: TreatyAct.LEAVE}.get(act, act)
            if is_body
            else act
        )
        if is_body != (act in IN_BODIES):
            raise NoPart
        return Predicate(act, under, is_done, frozenset() if is_body else kinds)

    def _is_of_membership(self) -> bool:
        """Says whether what a state is a member of is asked for, and nothing else."""
        acts = [unit.value for unit in self._all(Part.ACT)]
        is_member = not self._nouns().isdisjoint(("member", "members")) or acts == [TreatyAct.BELONG]
        return (
            is_member
            and set(acts) <= {TreatyAct.BELONG}
            and not self._all(Part.TREATY, Part.GROUP, Part.NOT, Part.ONLY)
        )

    def _nouns(self) -> set[str]:
        """Returns the words for states and members in a sentence."""
        return {word for unit in self._all(Part.NOUN) for word in str(unit.value).split()}

    def _is_comparing(self) -> bool:
        return any(self._reading.folded[unit.start] in COMPARING for unit in self._all(Part.ORDER))

    def _check(self, found: TreatyQuestion) -> None:
        """Refuses what has no clear meaning, or asks about nobody."""
        is_ranked = bool(found.order or found.than or found.is_compared or found.then)
        is_dated = is_ranked or found.on_one_day or found.wanted in (Wanted.DAY, Wanted.LENGTH)
        treaties = {one.treaty for one in found.predicates}
        acts = {one.act for one in found.predicates}
        is_bounded = bool(found.states or found.group)
        is_of_one = found.is_of_treaties or found.is_of_organizations
        is_unclear = (
            (TreatyAct.BELONG in acts and is_dated)
            or (TreatyAct.OBSERVE in acts and is_dated and found.wanted is not Wanted.DAY)
            or (
                not is_bounded
                and treaties <= self._bodies
                and not any(one.is_done for one in found.predicates)
            )
            or (found.wanted is Wanted.LENGTH and (not (is_bounded or found.order) or len(treaties) > 1))
            or (bool(self._all(Part.APART)) and not found.is_compared)
            or (bool(self._all(Part.OTHER)) and not found.but)
            or (found.has_rest and (found.wanted is not Wanted.LIST or is_dated or not is_bounded))
            or (found.on_one_day and (is_ranked or len(found.predicates) != 2 or len(treaties) > 1))
            or (
                found.then
                and found.wanted is not Wanted.LENGTH
                and (found.order or found.than or found.is_compared)
            )
            or (found.is_memos and (found.when is not None or is_dated))
            or any(at not in self._taken for at in self._places(Part.INSTEAD, Part.ENTRY, Part.OR))
            or (bool(self._all(Part.NUMBER)) and found.many == 1)
            or (is_dated and not all(one.is_done for one in found.predicates))
            or (is_ranked and found.wanted is not Wanted.LENGTH and len(found.predicates) > 1)
            or (found.has_days and (found.than or found.then))
            or (
                is_ranked
                and found.when is not None
                and not (found.order and found.when.time is Time.BY and not found.is_compared)
            )
            or (found.order and found.wanted in (Wanted.COUNT, Wanted.TRUTH) and not found.is_compared)
            or (found.order and found.wanted is Wanted.LENGTH and not self._all(Part.LONGEST))
            or ((found.than or found.is_compared) and found.wanted in (Wanted.COUNT, Wanted.DAY))
            or (found.is_compared and found.wanted is Wanted.LENGTH and found.then)
            or (found.is_compared and len(found.states) != 2)
            or (found.has_days and (len(found.predicates) > 1 or not found.predicates[0].is_done))
            or (found.when is not None and found.is_now)
            or (found.states and found.wanted is Wanted.COUNT and not is_of_one)
            or (
                found.states
                and found.wanted is Wanted.LIST
                and not (self._all(Part.WHO) or is_ranked or is_of_one)
            )
            or not (is_bounded or found.are_any or self._names_states(found.wanted))
        )
        if is_unclear:
            raise NoPart

    def _asks_for_days_too(self) -> bool:
        """Says whether a sentence ends in "and when", and takes these words, and those of "and which" behind a number."""
        if self._all(Part.DATES):
            return True
        last = self._before(len(self._units))
        first = self._before(last, (Part.SMALL, Part.AUXILIARY, Part.RELATION))
        is_number = self._units[0].value is Wanted.COUNT
        if (
            not self._is(first, Part.AND)
            or first < 2
            or not self._is(last, Part.ASKING, Part.WHO, Part.APART)
        ):
            return False
        is_who = self._is(last, Part.WHO) and is_number
        is_when = self._units[last].value is Wanted.DAY
        self._taken |= (
            {*range(first, len(self._units))} if is_who or is_when or self._is(last, Part.APART) else set()
        )
        return is_when

    def _order(self) -> tuple[int, int]:
        """Reads which in order of time is asked for, and how many of these; "third states" are no third."""
        found = self._places(Part.ORDER)
        if len(found) > 1:
            raise NoPart
        for at in found:
            sizes = [
                place
                for place in range(at)
                if self._is(place, Part.NUMBER) and self._is(place + 1, Part.NOUN, Part.GROUP)
            ]
            if len(sizes) == 1 and self._text(at) in ("1", "-1"):
                return int(self._text(at)), int(self._text(sizes[0]))  # "which five states were the first"
            if self._is(at + 1, Part.NUMBER) and self._text(at) in ("1", "-1"):
                return int(self._text(at)), int(self._text(at + 1))
            if self._text(at + 1).endswith(("s", "ies")) and self._is(at + 1, Part.NOUN, Part.ACT):
                raise NoPart
            if self._is(at + 1, Part.ACT) and self._units[at + 1].value is TreatyAct.BE_PARTY:
                raise NoPart
            return int(self._text(at)), 1
        return 0, 1

    def _places(self, *parts: Part) -> list[int]:
        return [at for at, unit in enumerate(self._units) if unit.part in parts]

    def _all(self, *parts: Part) -> list[Unit]:
        return [unit for unit in self._units if unit.part in parts]

    def _next(self, at: int, skipped: Collection[Part] = (Part.SMALL, Part.AUXILIARY)) -> int:
        """Returns the place of the next unit that says something; that behind the last for none."""
        at += 1
        while at < len(self._units) and self._units[at].part in skipped:
            at += 1
        return at

    def _before(self, at: int, skipped: Collection[Part] = (Part.SMALL, Part.AUXILIARY)) -> int:
        """Returns the place of the unit before that says something; -1 for none."""
        at -= 1
        while at >= 0 and self._units[at].part in skipped:
            at -= 1
        return at

    def _is(self, at: int, *parts: Part) -> bool:
        return 0 <= at < len(self._units) and self._units[at].part in parts

    def _text(self, at: int) -> str:
        return str(self._units[at].value) if 0 <= at < len(self._units) else ""

    def _text_before(self, at: int) -> str:
        """Returns the word before a unit."""
        start = self._units[at].start
        return self._reading.folded[start - 1] if start else ""

    def _comparison(self, has_order: bool, is_apart: bool) -> tuple[bool, str, bool]:
        """Reads "before or after Finland", "before Norway", and "first, Finland or Sweden"; takes what it is written with."""
        units = self._units
        states = [at for at, unit in enumerate(units) if unit.part is Part.STATE]
        is_faster = any(isinstance(unit.value, int) for unit in self._all(Part.LONGEST))
        for at, unit in enumerate(units):
            if (
                unit.part is not Part.RELATION
                or unit.value not in _BEFORE | _AFTER | {"than"}
                or at in self._taken
            ):
                continue
            is_before = unit.value in _BEFORE
            end = self._next(at)
            if unit.value == "than":
                if not (is_apart or is_faster) or not self._is(end, Part.STATE) or len(states) != 2:
                    raise NoPart
                between = range(states[0] + 1, states[1])
                self._taken |= {
                    at,
                    *(place for place in between if self._is(place, Part.AUXILIARY, Part.LONGEST)),
                }
                return True, "", True
            other = end if self._is(end, Part.OR) else self._next(end)
            if self._is(other, Part.OR) and self._is(other + 1, Part.RELATION) and len(states) == 2:
                if {self._text(at), self._text(other + 1)} - (_BEFORE | _AFTER):
                    raise NoPart
                if self._is(other + 2, Part.STATE) or self._is(end, Part.STATE):
                    self._taken |= {at, other, other + 1}
                    return True, "", True  # both states are compared
            if self._is(end, Part.STATE) and is_apart and len(states) == 2:
                self._taken.add(at)
                return True, "", True  # "by how many days did Norway before Finland"
            if self._is(end, Part.STATE):
                self._taken |= {at, end}
                return False, self._text(end), is_before
        if (has_order or is_apart) and len(states) == 2:
            between = range(states[0] + 1, states[1])
            joints = [at for at in between if units[at].part in (Part.OR, Part.AND)]
            if len(joints) == 1:
                self._taken |= {*joints}
                return True, "", True
        return False, "", True

    def _when(self) -> When | None:
        """Reads the one relation to a day, or to two."""
        found: list[When] = []
        days = self._places(Part.DAY)
        is_end = False
        for number, at in enumerate(days):
            if is_end:
                is_end = False
                continue
            before = self._before(at, (Part.SMALL,))
            relation = self._text(before) if self._is(before, Part.RELATION) else ""
            if relation:
                self._taken.add(before)
            first, last = self._day(at)
            other = days[number + 1] if number + 1 < len(days) else -1
            if relation == "between" or (relation == "from" and other >= 0):
                joint = self._next(at)
                ends = joint + 1 if self._is(joint, Part.AND, Part.RELATION) else -1
                is_span = ends == other >= 0 and self._text(joint) in ("and", "until", "till", "up to", "by")
                if not is_span and not (relation == "from" and other == joint):  # "from 2005 to 2008"
                    raise NoPart
                self._taken.add(joint)
                is_end = True
                found.append(When(Time.WITHIN, first, self._day(other)[1], self._said(before, other)))
            else:
                found.append(self._related(relation, first, last, self._said(before if relation else at, at)))
        for at in self._places(Part.MEMO):
            text = self._said(at, at)
            is_later = text.lower().startswith(("after", "since"))
            found.append(When(Time.WITHIN, "", text=text) if is_later else When(Time.BY, text=text))
        if len(found) > 1:
            raise NoPart
        return found[0] if found else None

    def _day(self, at: int) -> tuple[str, str]:
        mention = self._units[at].value
        assert isinstance(mention, Mention) and mention.days is not None
        return mention.days

    def _said(self, start: int, end: int) -> str:
        span = self._reading.tokens[self._units[start].start : self._units[end].end]
        return " ".join(token.text for token in span)

    def _related(self, relation: str, first: str, last: str, text: str) -> When:
        """Returns when, by the word before a day, month or year."""
        if relation in _BEFORE:
            return When(Time.BY, last=day_before(first), text=text)
        if relation in _UNTIL:
            return When(Time.BY, last=last, text=text)
        if relation in _AFTER:
            return When(Time.WITHIN, day_after(last), "", text)
        if relation in _SINCE:
            return When(Time.WITHIN, first, "", text)
        if relation in _IN:
            return When(Time.WITHIN, first, last, text)
        if relation in _AS_OF or (first == last and (relation in _ON or not relation)):
            return When(Time.BY, first, last, text, is_taken=first != last)
        if not relation:
            return When(Time.WITHIN, first, last, text)
        raise NoPart

    def _is_act(self, acts: Sequence[int]) -> bool:
        """Says whether doing is told, as in "became a party" and "ratified", not "had ratified", "was a party" or "signatories"."""
        had = any(unit.value == "had" for unit in self._all(Part.AUXILIARY))
        is_state = any(self._units[at].value in STANDING for at in acts) and not (
            self._all(Part.BECOME) or self._enters
        )
        is_noun = any(self._said(at, at).lower().startswith("signator") for at in acts)
        return not (had or is_state or is_noun)

    def _timed(
        self,
        when: When | None,
        acts: Sequence[int],
        wanted: Wanted,
        predicates: Sequence[Predicate],
    ) -> When | None:
        """Takes the last day of a span where a state on a day is told, not an act; refuses what has no clear meaning."""
        if self._all(Part.BECOME) and any(self._units[at].value is not TreatyAct.BE_PARTY for at in acts):
            raise NoPart
        if when is None:
            return None
        is_act = self._is_act(acts)
        is_alike = all(one.is_done for one in predicates) and len({one.act for one in predicates}) == 1
        is_several = len(predicates) > 1 and is_act and not is_alike
        if wanted is Wanted.DAY or (when.time is Time.WITHIN and is_several):
            raise NoPart
        is_on = when.time is Time.BY and when.first == when.last and self._relation_of(when) == "on"
        if is_on and is_act and not any(self._text(at) in ("has", "have") for at in range(len(self._units))):
            return When(Time.WITHIN, when.first, when.last, when.text)  # "ratified on 1 May 2008"
        negated = [one for one in predicates if not one.is_done]
        perfect = {word for unit in self._all(Part.AUXILIARY, Part.NOT) for word in str(unit.value).split()}
        is_standing = bool(negated) and not perfect.isdisjoint(("has", "have", "hasnt", "havent"))
        if when.time is Time.WITHIN and (not is_act or (is_standing and self._relation_of(when) in _IN)):
            if self._relation_of(when) not in _IN | {""}:
                raise NoPart
            return When(Time.BY, last=when.last, text=when.text, is_taken=True)
        if when.time is Time.WITHIN and not all(one.is_done for one in predicates) and not when.last:
            raise NoPart  # "had not ratified since 2005"
        return when

    def _relation_of(self, when: When) -> str:
        first = when.text.partition(" ")[0].lower()
        return first if first in PHRASES and PHRASES[first][0] is Part.RELATION else ""

    def _excepted(self) -> tuple[str, ...]:
        """Reads the states that are excepted, and takes them."""
        found: list[str] = []
        for at, unit in enumerate(self._units):
            if unit.part is Part.EXCEPT:
                follower = self._next(at)
                while self._is(follower, Part.STATE):
                    found.append(self._text(follower))
                    self._taken.add(follower)
                    joint = self._next(follower)
                    if self._is(joint, Part.STATE):
                        follower = joint
                    elif self._is(joint, Part.AND, Part.OR) and self._is(self._next(joint), Part.STATE):
                        self._taken.add(joint)
                        follower = self._next(joint)
                    else:
                        break
                if not found:
                    raise NoPart
        return tuple(found)

    def _states(self) -> tuple[str, ...]:
        """Reads the states that are asked about; several stand in a list."""
        places = [at for at in self._places(Part.STATE) if at not in self._taken]
        for one, other in pairwise(places):
            between = [
                at
                for at in range(one + 1, other)
                if self._units[at].part is not Part.SMALL and self._text(at) != "for"
            ]
            joint = [at for at in between if self._is(at, Part.AND, Part.OR)]
            # Compared states stand apart: "did Sweden ratify it before or after Finland".
            if between and between != joint[:1] and self._taken.isdisjoint(between):
                raise NoPart
            if joint and self._is(joint[0], Part.AND):
                self._taken.add(joint[0])
            elif joint and joint[0] not in self._taken and not self._all(Part.ORDER, Part.WHO):
                raise NoPart
            elif joint:
                self._taken.add(joint[0])
        return tuple(self._text(at) for at in places)

    def _group(self, has_states: bool) -> tuple[str, str]:
        """Reads the group whose members are asked about, and what the sentence calls them; an organization only with a word for members."""
        found = [(at, unit) for at, unit in enumerate(self._units) if unit.part is Part.GROUP]
        if len(found) > 1 or (found and has_states):
            raise NoPart
        if not found:
            return "", ""
        at, unit = found[0]
        organization, named = unit.value if isinstance(unit.value, tuple) else ("", "")
        if organization == named:
            before, after = self._before(at, (Part.SMALL,)), at + 1
            is_placed = self._is(before, Part.PLACING) or self._text(before) in ("in", "from", "of")
            noun = self._before(before, (Part.SMALL,))
            is_of = is_placed and (self._is(noun, Part.NOUN, Part.WHO))
            if not (is_of or self._is(after, Part.NOUN)):
                raise NoPart
            return str(organization), ""
        words = self._said(at, at).split()
        return str(organization), " ".join(words[words[0].lower() == "the" :])

    def _predicates(self, is_length: bool = False) -> tuple[list[Predicate], list[int]]:
        """Reads which acts under which treaties are asked about, done or not, and returns the places of the acts, too.

        Where nothing but a state and a treaty is named it is asked what the state did under it.
        """
        acts: list[tuple[TreatyAct, bool, frozenset[ActKind]]] = []
        treaties: list[tuple[str, bool]] = []
        found: list[Predicate] = []
        places: list[int] = []
        is_negated = is_neither = is_only = False
        joint = last = ""
        for at, unit in enumerate(self._units):
            if at in self._taken:
                continue
            match unit.part:
                case Part.NOT | Part.NEITHER:
                    follower = self._next(at, (Part.SMALL, Part.AUXILIARY, Part.BECOME))
                    if is_negated or is_neither or not self._is(follower, Part.ACT, Part.TREATY):
                        raise NoPart  # "are not members but signed"
                    is_negated, is_neither = unit.part is Part.NOT, unit.part is Part.NEITHER
                case Part.ONLY:
                    follower = self._next(at)
                    if self._text_before(at) == "the" and self._is(follower, Part.GROUP, Part.NOUN):
                        continue  # "which is the only state that": the answer says how many there are
                    if (
                        not self._is(follower, Part.ACT)
                        or self._units[follower].value is not TreatyAct.SIGN
                        or is_only
                    ):
                        raise NoPart
                    is_only = True
                case Part.AND | Part.OR | Part.NOR | Part.BUT:
                    skipped = (Part.SMALL, Part.AUXILIARY, Part.BECOME)
                    follower = self._next(at, skipped)
                    if self._is(follower, Part.ASKING) and self._units[follower].value is Wanted.DAY:
                        follower = self._next(follower, skipped)  # "when did it sign and when did it ratify"
                    if not self._is(follower, Part.ACT, Part.TREATY, Part.NOT, Part.NEITHER, Part.ONLY):
                        raise NoPart
                    if self._is(at - 1, Part.NOUN) and not (acts or treaties or found):
                        raise NoPart  # "members or observers of"
                    self._taken.add(at)
                    joint = unit.part
                    is_neither &= unit.part is not Part.BUT
                case Part.ACT:
                    act = unit.value
                    assert isinstance(act, TreatyAct)
                    if acts and last is Part.TREATY:
                        if joint in (Part.OR, Part.NOR) and acts[-1][1]:
                            raise NoPart  # "joined the EU or ratified UNTOC"
                        found += self._pairs(acts, treaties)
                        acts, before = [], treaties
                        treaties = []
                    joint = Part.AND if is_length and acts else joint  # "from signing to ratifying"
                    is_done = self._goes_on(acts, is_negated, is_neither, joint)
                    acts.append((act, is_done, unit.kinds))
                    places.append(at)
                    is_negated, joint, last = False, "", unit.part
                case Part.TREATY:
                    is_done = not (is_negated or is_neither)
                    if treaties:
                        was_done = treaties[-1][1] and all(done for _, done, _ in acts)
                        if joint in (Part.OR, Part.NOR):
                            if was_done:
                                raise NoPart
                            is_done = False
                        elif not is_negated and not was_done and not is_neither:
                            raise NoPart  # "did not ratify A and B"
                        elif not joint:
                            raise NoPart
                    treaties.append((str(unit.value), is_done))
                    is_negated, joint, last = False, "", unit.part
                case _:
                    pass
        if not acts and {unit.part for unit in self._units} <= {
            Part.STATE,
            Part.TREATY,
            Part.SMALL,
            Part.AND,
        }:
            acts = [(act, True, frozenset()) for act in (TreatyAct.SIGN, TreatyAct.RATIFY)]
        if is_negated or not acts:
            raise NoPart
        if not treaties:
            is_what = self._is(0, Part.WHO) and self._reading.folded[0] == "what" and not self._all(Part.NOUN)
            treaties = before if found else [(one, True) for one in self._bodies]
            treaties = [("", True)] if not treaties and is_what else treaties  # "what has Norway ratified"
            if len(treaties) != 1:
                raise NoPart
        found += self._pairs(acts, treaties)
        if is_only:
            signed = [one for one in found if one.act is TreatyAct.SIGN]
            if len(found) != len(signed) or not all(one.is_done for one in found):
                raise NoPart
            found += [Predicate(TreatyAct.RATIFY, one.treaty, False) for one in signed]
        return list(dict.fromkeys(found)), places

    def _goes_on(
        self,
        acts: Sequence[tuple[TreatyAct, bool, frozenset[ActKind]]],
        is_negated: bool,
        is_neither: bool,
        joint: str,
    ) -> bool:
        """Says whether an act is asked to be done; "or" and "nor" go on with the "not" before them, and "and" is not clear then."""
        if is_negated or is_neither:
            return False
        if not acts:
            return True
        was_done = acts[-1][1]
        if joint in (Part.OR, Part.NOR):
            if was_done:
                raise NoPart
            return False
        if joint is Part.AND and was_done:
            return True
        if joint is Part.BUT and not was_done:
            return True
        raise NoPart

    def _pairs(
        self, acts: Sequence[tuple[TreatyAct, bool, frozenset[ActKind]]], treaties: Sequence[tuple[str, bool]]
    ) -> list[Predicate]:
        """Returns every act under every treaty."""
        done = {one[1] for one in (*acts, *treaties)}
        if len(acts) > 1 and len(treaties) > 1 and len(done) > 1:
            raise NoPart
        return [
            self._under(act, treaty, is_done and is_of, kinds)
            for treaty, is_of in treaties
            for act, is_done, kinds in acts
        ]

    def _wanted(self) -> Wanted:
        asking = [self._units[at] for at in self._places(Part.ASKING) if at not in self._taken]
        if len({unit.value for unit in asking}) > 1:
            raise NoPart
        is_clause = bool(asking) and asking[0].start > 0 and self._reading.folded[asking[0].start] == "when"
        if is_clause and self._all(Part.WHO) and asking[0].end < len(self._reading.folded):
            raise NoPart  # "which states were members when they ratified"
        if asking and isinstance(asking[0].value, Wanted):
            return asking[0].value
        if self._all(Part.LONGEST):
            return Wanted.LENGTH
        is_told = self._all(Part.STATE) and not self._all(Part.WHO, Part.LISTING, Part.ORDER)
        return Wanted.TRUTH if self._reading.wanted is Wanted.TRUTH or is_told else Wanted.LIST

    def _quantity(self, wanted: Wanted, is_of_treaties: bool) -> str:
        """Says whether it is asked of all, or of any, that something holds."""
        every, some = self._all(Part.EVERY), self._all(Part.ANY)
        if every and some:
            raise NoPart
        if some and wanted is not Wanted.TRUTH:
            raise NoPart
        if every and wanted not in (Wanted.TRUTH, Wanted.DAY) and not is_of_treaties:
            raise NoPart
        return "any" if some else "all"

    def _check_small_words(self, asked: Wanted) -> None:
        """Refuses what relates to no day or name, and "both" beside a "not"."""
        for at, unit in enumerate(self._units):
            follower = self._next(at, (Part.SMALL, Part.EVERY, Part.ANY, Part.BOTH))
            if unit.part is Part.RELATION and at not in self._taken:
                wanted = (Part.STATE, Part.GROUP, Part.NOUN) if unit.value == "by" else (Part.GROUP, Part.ACT)
                if (
                    asked is Wanted.LENGTH
                    and unit.value in ("between", "from", "after")
                    and self._is(follower, Part.ACT, Part.STATE)
                ):
                    continue  # "between signature and ratification"
                if unit.value not in ("in", "from", "by") or not self._is(follower, *wanted):
                    raise NoPart
            if (
                unit.part is Part.PLACING
                and at not in self._taken
                and not self._is(follower, Part.STATE, Part.GROUP, Part.TREATY, Part.NOUN)
                and not (self._is(follower, Part.WHO) and self._is(follower + 1, Part.BODIES))
            ):
                raise NoPart
        if self._all(Part.BOTH) and self._all(Part.NOT, Part.NEITHER):
            raise NoPart

    def _names_states(self, wanted: Wanted) -> bool:
        """Says whether a sentence without names of states asks about all of them."""
        nouns = self._nouns()
        if not nouns.isdisjoint(("member", "members", "participating")) and not self._bodies:
            return False  # of whom nobody says what they are members
        is_of_many = any(self._reading.folded[unit.start] in _MANY for unit in self._all(Part.ACT))
        return wanted in (Wanted.COUNT, Wanted.LENGTH) or (
            wanted is Wanted.LIST and bool(nouns or is_of_many or self._all(Part.WHO))
        )
