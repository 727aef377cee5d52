"""Times of a sentence about treaties: by which day, or between which, something was done, and before or after what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from ...base.dates import FIRST_DAY, MEMO_DAYS
from ...base.vocabulary import ActKind
from ...results.claims import Wanted
from ...sentences.days_asked import DAY_RELATIONS, DayRelation, DaysAsked
from .treaty_acts import IN_BODIES, STANDING, Predicate, TreatyAct
from .treaty_phrases import Part, spelled
from .treaty_units import NoPart, Unit, Units


class TimeRelation(StrEnum):
    """How an act is related to days: done by a day, or on one of some."""

    BY = "by"
    WITHIN = "within"


class When(NamedTuple):
    """By which day, or between which days, something was done.

    An empty last day is that of the memo for what was done by it, else the last that the sources cover.

    `text` is how the sentence writes it, by which `relation`, and `is_taken` says whether the last day of a month or year was
    taken. The days may be told by when something befell a `treaty`, so many days from then, and is said to be the one `stated`; its own day is meant where `last`
    is the first of the calendar. What befell it may be the `act` of a `state`, or the one that was so many `place` in order. No first day stands for the one after the memo's.
    """

    time: TimeRelation
    first: str = FIRST_DAY
    last: str = ""
    text: str = ""
    relation: DayRelation = DayRelation.NONE
    is_taken: bool = False
    treaty: str = ""
    event: ActKind = ActKind.ENTRY_INTO_FORCE
    shift: int = 0
    stated: str = ""
    act: Predicate | None = None
    state: str = ""
    place: int = 0


_DOING = frozenset(("do", "does", "did"))
_FINITE = frozenset(("has", "have", "hasnt", "havent"))
_OPEN = frozenset((DayRelation.AFTER, DayRelation.SINCE))
_BY = frozenset((DayRelation.UNTIL, DayRelation.AS_OF))
_IN = frozenset((DayRelation.WITHIN, DayRelation.NONE))
#: What relates to an event as to a day; "on the day when" does, "on the date of", and the like.
TO_EVENTS = DAY_RELATIONS | {
    **dict.fromkeys(spelled("by the time, by the day (of|when|that|)"), DayRelation.UNTIL),
    **dict.fromkeys(spelled("at the time, at the moment (of|)"), DayRelation.AS_OF),
    **dict.fromkeys(spelled("(from|since) the day (of|)"), DayRelation.SINCE),
}
ON_THE_DAY = ("on the day", "on the date", "on the very day")
#: What is told of what befell a treaty.
BEFELL = {
    ActKind.ADOPTION: "was adopted",
    ActKind.OPENING_FOR_SIGNATURE: "was opened for signature",
    ActKind.ENTRY_INTO_FORCE: "entered into force",
}


def before_or_after(unit: Unit) -> DayRelation | None:
    """Returns whether something is put before or after what follows, which is no day."""
    relation = TO_EVENTS.get(unit.value) if unit.part is Part.RELATION else None
    return relation if relation in (DayRelation.BEFORE, DayRelation.AFTER) else None


def entry_day(units: Units) -> When | None:
    """Reads when a treaty entered into force as the day by which something was done; for whom it did so is an act."""
    places = units.places(Part.ENTRY)
    if not places:
        return None
    (at, *others) = places
    start, of = units.before(at), units.next(at)
    treaties = len(units.of(Part.TREATY))
    treaty = ""
    if units.is_at(start, Part.TREATY):
        treaty, units.taken = units.text(start), units.taken | ({start} if treaties > 1 else set())
        start = units.before(start)
    elif units.text(of) == "of" and units.is_at(units.next(of), Part.TREATY):
        treaty = units.text(units.next(of))
        units.taken |= {of, units.next(of)} if treaties > 1 else {of}
    if others or start < 0:
        raise NoPart
    units.taken |= {start, at}
    return _event_between(units, start, at)._replace(treaty=treaty, event=event_of(units.text(at)))


def act_day(units: Units) -> When | None:
    """Reads when a state did something, or so many had, as the day by which something was done: "on the day Sweden ratified it"."""
    acts = units.places(Part.ACT)
    whens = _whens(units)
    for at in sorted((*units.places(Part.RELATION), *whens)):
        who = units.next(at)
        act = units.next(who, (Part.SMALL, Part.AUXILIARY, Part.BECOME))
        if acts and units[at].words[-1:] == ("as",) and units.is_at(who, Part.STATE) and acts[0] < at:
            units.taken |= {at, who}  # "ratified it on the same day as Italy"
            under_it = next((unit.value for unit in units.of(Part.TREATY)), "")
            same = under(units, TreatyAct(units.text(acts[0])), under_it, True, ())
            return _event_between(units, at, who)._replace(treaty=under_it, act=same, state=units.text(who))
        is_on_day = at in whens or not {"day", "date", "time", "moment"}.isdisjoint(units[at].words)
        states = units.places(Part.STATE)
        if is_on_day and units.is_at(who, Part.ACT) and units.text(at + 1) == "it" and len(states) == 1:
            who, act = states[0], who  # "had Estonia signed it when it joined the EU"
        if not units.is_at(who, Part.STATE, Part.ORDER) or not units.is_at(act, Part.ACT):
            continue
        is_day = is_on_day or units.is_at(who, Part.ORDER)
        if not is_day and units[act].value == units[acts[0]].value:
            continue  # "before Norway ratified it" compares two
        of = units.next(act, (Part.SMALL,))
        is_named = units.is_at(of, Part.TREATY) and len(units.of(Part.TREATY)) > 1
        treaty = units[of] if units.is_at(of, Part.TREATY) else units.of(Part.TREATY)[0]
        units.taken |= {*range(at, act + 1), *([of] if is_named else [])}
        done = under(units, TreatyAct(units.text(act)), treaty.value, True, units[act].kinds)
        state, place = (units.text(who), 0) if units.is_at(who, Part.STATE) else ("", int(units.text(who)))
        if place < 0:
            raise NoPart  # "when the last state ratified it", of which a later one may follow
        return _event_between(units, at, act)._replace(treaty=done.treaty, act=done, state=state, place=place)
    return None


def _whens(units: Units) -> list[int]:
    """Returns the places of "when" that tell of what day it is asked: "was it bound when it joined the EU", not "did it sign when"."""
    words = {word for unit in units.of(Part.AUXILIARY) for word in str(unit.value).split()}
    stands = units.is_truth or units.is_at(0, Part.WHO) or units[0].value is Wanted.COUNT
    stands = stands and words.isdisjoint(_DOING)
    return [at for at in units.places(Part.ASKING) if at and stands and units[at].words == ("when",)]


def _event_between(units: Units, start: int, end: int) -> When:
    """Returns when, by how something is related to an event; raises NoPart where it is not related as to a day."""
    relation = TO_EVENTS.get(units.text(start)) if units.is_at(start, Part.RELATION) else None
    is_on_day = units.text(start).startswith(ON_THE_DAY)
    relation = DayRelation.ON if is_on_day else relation
    if units.is_at(start, Part.ASKING) and units.begins(start) == "when":
        relation = DayRelation.AS_OF
    elif start and units.is_at(start, Part.ASKING) and units[start].words[-1:] in (("day",), ("date",)):
        relation, is_on_day = DayRelation.ON, True  # "was it bound the day it entered into force"
    if relation is None or relation in (DayRelation.BETWEEN, DayRelation.WITHIN):
        raise NoPart
    when = When(TimeRelation.WITHIN, text=units.written(start, end), relation=relation)
    if relation in _OPEN:
        return when._replace(shift=1 if relation is DayRelation.AFTER else 0)
    if is_on_day:
        return when._replace(last=FIRST_DAY)
    return when._replace(time=TimeRelation.BY, shift=-1 if relation is DayRelation.BEFORE else 0)


def event_of(text: str) -> ActKind:
    """Returns what befell a treaty, by the words for it."""
    if text.startswith("adopt"):
        return ActKind.ADOPTION
    return ActKind.OPENING_FOR_SIGNATURE if text.startswith("open") else ActKind.ENTRY_INTO_FORCE


def states_its_day(units: Units) -> bool:
    """Says whether the day of an entry into force is told beside it: "on its entry into force (25 December 2003)"."""
    behind = [of for of in map(units.next, units.places(Part.ENTRY)) if units.is_at(of, Part.DAY)]
    days = [units[of].value for of in behind]
    return any(one.is_one_day and one.relation in (DayRelation.NONE, DayRelation.ON) for one in days)


def is_day_of_event(units: Units, at: int) -> bool:
    """Says whether an entry into force tells a day: "when that entered into force", "before its entry into force"."""
    start = units.before(at)
    start = units.before(start) if units.is_at(start, Part.TREATY) else start
    return units.is_at(start, Part.RELATION) or (start > 0 and units.is_at(start, Part.ASKING))


def take_entries_for(units: Units) -> bool:
    """Takes an entry into force "for" somebody as the act of becoming a party, and says whether one is told."""
    places = units.places(Part.ENTRY)
    for at in units.places(Part.PLACING) if len(places) == 1 else ():
        follower = units.next(at, (Part.SMALL, Part.EVERY))
        if units.text(at) == "for" and units.is_at(
            follower, Part.WHO, Part.NOUN, Part.STATE, Part.GROUP, Part.ASKING
        ):
            is_entering = units.written(places[0], places[0]).lower() != "in force"
            units.change(places[0], Part.ACT, TreatyAct.BE_PARTY)
            units.taken.add(at)
            return is_entering
    ahead = units.places(Part.RELATION, Part.ASKING)
    is_alone = len(places) == 1 and not units.of(Part.ACT, Part.FIELD)
    is_alone = is_alone and not any(at < places[0] for at in ahead)
    if is_alone and units.of(Part.STATE, Part.GROUP):  # "Sweden CETS 197 in force since when"
        units.change(places[0], Part.ACT, TreatyAct.BE_PARTY)
    return False


def other_act(units: Units) -> tuple[Predicate, DayRelation] | None:
    """Reads "before it ratified UNTOC", "after signing it", "before CETS 197" and "when they joined the EU", with how that is related to it."""
    treaties, acts = units.places(Part.TREATY), units.places(Part.ACT)
    whens = _whens(units)
    for at, unit in enumerate(units):
        relation = DayRelation.UNTIL if at in whens else before_or_after(unit)
        of = act = units.next(at)
        if unit.part is Part.RELATION and units.text(at + 1) == "they" and units.is_at(act, Part.ACT):
            relation = relation or (TO_EVENTS.get(unit.value) in _BY and DayRelation.UNTIL) or None
        if relation is None or at in units.taken:
            continue
        if units.is_at(act, Part.ACT):
            of = units.next(act)
        elif units.is_at(of, Part.TREATY) and acts and acts[0] < at and at not in whens:
            act = acts[0]  # the same that was done before
        else:
            continue
        if units.is_at(of, Part.TREATY) and len(treaties) > 1:
            units.taken.add(of)
        elif len(treaties) != 1 or act < at:
            raise NoPart
        treaty = units.text(of if units.is_at(of, Part.TREATY) else treaties[0])
        units.taken |= {at, act} if act > at else {at}
        kind = TreatyAct(units.text(act))
        return under(units, kind, treaty, True, units[act].kinds), relation
    return None


def under(units: Units, act: TreatyAct, treaty: str, is_done: bool, kinds: Collection[ActKind]) -> Predicate:
    """Returns what is done under a treaty or in an organization; each has acts of its own."""
    is_body = treaty in units.bodies
    if is_body:
        act = {TreatyAct.RATIFY: TreatyAct.JOIN, TreatyAct.DENOUNCE: TreatyAct.LEAVE}.get(act, act)
    elif act is TreatyAct.BELONG:  # "belong to the Palermo Protocol"
        act = TreatyAct.BE_PARTY
    if is_body != (act in IN_BODIES):
        raise NoPart
    return Predicate(act, treaty, is_done, frozenset() if is_body else frozenset(kinds))


def when_asked(units: Units) -> When | None:
    """Reads the one relation to a day, or to two, or to when the memo was written."""
    found = [_related(unit.value) for unit in units.of(Part.DAY)]
    for at in units.places(Part.MEMO):
        text = units.written(at, at)
        is_later = text.lower().startswith(("after", "since"))
        relation = DayRelation.BEFORE if text.lower().startswith("before") else DayRelation.NONE
        found.append(
            When(TimeRelation.WITHIN, "", text=text)
            if is_later
            else When(TimeRelation.BY, text=text, relation=relation)
        )
    memo = next(iter(MEMO_DAYS))
    of_memo = [one for one in found if one.time is TimeRelation.BY and not one.last]
    if len(found) == 2 and of_memo and all(one.first <= memo <= (one.last or memo) for one in found):
        found = of_memo  # "when the memo was written in early 2010"
    if len(found) > 1:
        raise NoPart
    return found[0] if found else None


def take_either_side(units: Units) -> When | None:
    """Reads "before or after 2008", "before or after the memo", and takes them: on which side of a day was it done?"""
    for at in units.places(Part.DAY, Part.MEMO):
        before = units.before(at)
        first = units.before(before)
        if not units.is_at(before, Part.OR) or before_or_after(units[first]) is None:
            continue
        when = when_asked(units)
        if when is None or when.relation not in (DayRelation.BEFORE, DayRelation.AFTER, DayRelation.NONE):
            raise NoPart
        asked = units[at].value
        units.taken |= {first, before}
        named = asked.named if units.is_at(at, Part.DAY) else ("", "")
        return when._replace(first=named[0], last=named[1])
    return None


def _related(asked: DaysAsked) -> When:
    """Returns when, by the relation to a day, month or year."""
    relation, text = asked.relation, asked.text
    if relation in (DayRelation.BEFORE, DayRelation.UNTIL):
        return When(TimeRelation.BY, last=asked.last, text=text, relation=relation)
    if relation in _OPEN:
        return When(TimeRelation.WITHIN, asked.first, "", text, relation)
    is_on = relation in (DayRelation.ON, DayRelation.NONE)
    if relation is DayRelation.AS_OF or (is_on and asked.is_one_day):
        return When(TimeRelation.BY, asked.first, asked.last, text, relation, not asked.is_one_day)
    if relation is DayRelation.ON:
        raise NoPart
    return When(TimeRelation.WITHIN, asked.first, asked.last, text, relation)


def is_act(units: Units, acts: Sequence[int], is_entering: bool) -> bool:
    """Says whether doing is told, as in "became a party" and "ratified", not "had ratified", "was a party" or "signatories"."""
    had = any(unit.value == "had" for unit in units.of(Part.AUXILIARY))
    are_standing = any(units[at].value in STANDING for at in acts)
    has = any(unit.value in ("have", "has") for unit in units.of(Part.AUXILIARY))
    nouns = ("signator", "ratifications", "signatures", "accessions", "consents") if has else ("signator",)
    is_noun = any(units.begins(at).startswith(nouns) for at in acts)  # "how many ratifications did it have"
    is_becoming = not units.taken.issuperset(units.places(Part.BECOME))
    return not (had or is_noun or (are_standing and not (is_becoming or is_entering)))


def timed(
    units: Units,
    when: When | None,
    acts: Sequence[int],
    is_doing: bool,
    wanted: Wanted,
    predicates: Sequence[Predicate],
) -> When | None:
    """Takes the last day of a span where a state on a day is told, not an act; refuses what has no clear meaning."""
    becoming = (units.next(at) for at in units.places(Part.BECOME) if at not in units.taken)
    if any(units.text(at) != TreatyAct.BE_PARTY for at in becoming):
        raise NoPart
    if when is None or (units.of(Part.FIELD) and when.time is TimeRelation.BY):
        return when  # "status on 1 January 2009"
    is_denied = not all(one.is_done for one in predicates)
    are_several = len(predicates) > 1 and is_doing and (is_denied or len({one.act for one in predicates}) > 1)
    is_keyword = is_denied and not units.of(Part.AUXILIARY, Part.WHO)  # "not ratified, 2010"
    is_aside = are_several and when.time is TimeRelation.WITHIN  # "signed and not ratified, early 2010"
    at_end = When(TimeRelation.BY, last=when.last, text=when.text, is_taken=True)
    if when.relation is DayRelation.NONE and (is_keyword or is_aside):
        return at_end
    if wanted is Wanted.DAY or is_aside:
        raise NoPart
    words = {word for unit in units.of(Part.AUXILIARY, Part.NOT) for word in str(unit.value).split()}
    is_on = when.time is TimeRelation.BY and when.first == when.last and when.relation is DayRelation.ON
    if is_on and is_doing and not is_denied and {"has", "have"}.isdisjoint(words):
        # "Ratified on 1 May 2008", but "signed but not ratified" is a state.
        return when._replace(time=TimeRelation.WITHIN)
    if when.time is TimeRelation.BY:
        return when
    has_not = is_denied and not _FINITE.isdisjoint(words) and when.relation is DayRelation.WITHIN
    if is_doing and not has_not:
        if is_denied and not when.last:
            raise NoPart  # "had not ratified since 2005"
        return when
    if when.treaty and when.relation in (DayRelation.ON, DayRelation.SINCE):
        return when._replace(time=TimeRelation.BY)  # "were bound on the day it entered into force"
    is_since = when.relation is DayRelation.SINCE and not is_denied
    if is_since and not any(one.act in STANDING for one in predicates):
        return when  # "had ratified it since 2008"
    if when.relation not in _IN:
        raise NoPart
    return at_end
