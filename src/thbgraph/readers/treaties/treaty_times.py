"""Times of a sentence about treaties: by which day, or between which, something was done, and before or after what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from ...base.dates import FIRST_DAY, MEMO_DAYS
from ...base.vocabulary import ActKind
from ...results.claims import Wanted
from ...sentences.days_asked import DAY_RELATIONS, DayRelation, DaysAsked
from .treaty_acts import BELONGING, IN_BODIES, STANDING, Predicate, TreatyAct
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
    taken; the day may be that of an `event`. No first day stands for the one after the memo's.
    """

    time: TimeRelation
    first: str = FIRST_DAY
    last: str = ""
    text: str = ""
    relation: DayRelation = DayRelation.NONE
    is_taken: bool = False
    event: object = None


_DOING = frozenset(("do", "does", "did"))
_HAD_NOT = ("still", "yet", "hadn", "lack")
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


def before_or_after(unit: Unit) -> DayRelation | None:
    """Returns whether something is put before or after what follows, which is no day."""
    relation = TO_EVENTS.get(unit.value) if unit.part is Part.RELATION else None
    return relation if relation in (DayRelation.BEFORE, DayRelation.AFTER) else None


def whens(units: Units) -> list[int]:
    """Returns the places of "when" that tell of what day it is asked: "was it bound when it joined the EU", not "did it sign when"."""
    words = {word for unit in units.of(Part.AUXILIARY) for word in str(unit.value).split()}
    stands = units.is_truth or units.is_at(0, Part.WHO) or units[0].value is Wanted.COUNT
    stands = stands and words.isdisjoint(_DOING)
    return [at for at in units.places(Part.ASKING) if at and stands and units[at].words == ("when",)]


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
    asked = whens(units)
    for at, unit in enumerate(units):
        relation = DayRelation.UNTIL if at in asked else before_or_after(unit)
        of = act = units.next(at)
        if unit.part is Part.RELATION and units.text(at + 1) == "they" and units.is_at(act, Part.ACT):
            relation = relation or (TO_EVENTS.get(unit.value) in _BY and DayRelation.UNTIL) or None
        if relation is None or at in units.taken:
            continue
        if units.is_at(act, Part.ACT):
            of = units.next(act)
        elif units.is_at(of, Part.TREATY) and acts and acts[0] < at and at not in asked:
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
    relation = asked.relation
    when = When(TimeRelation.WITHIN, asked.first, asked.last, asked.text, relation, event=asked.event)
    if relation in (DayRelation.BEFORE, DayRelation.UNTIL):
        return when._replace(time=TimeRelation.BY, first=FIRST_DAY)
    if relation in _OPEN:
        return when._replace(last="")
    is_on = relation in (DayRelation.ON, DayRelation.NONE)
    if relation is DayRelation.AS_OF or (is_on and asked.is_one_day):
        return when._replace(time=TimeRelation.BY, is_taken=not asked.is_one_day)
    if relation is DayRelation.ON:
        raise NoPart
    return when


def is_act(units: Units, acts: Sequence[int], is_entering: bool) -> bool:
    """Says whether doing is told, as in "became a party" and "ratified", not "had ratified", "was a party" or "signatories"."""
    had = any(unit.value == "had" for unit in units.of(Part.AUXILIARY))
    had |= any(str(unit.value).startswith(_HAD_NOT) for unit in units.of(Part.NOT))  # "still had to"
    had |= len(acts) == 1 and any(unit.value == "without" for unit in units.of(Part.NOT))
    # "Is not in the EU and ratified it": the act is asked about.
    done = [at for at in acts if units[at].value is not TreatyAct.BELONG] or acts
    are_standing = any(units[at].value in STANDING for at in done)
    has = any(unit.value in ("have", "has") for unit in units.of(Part.AUXILIARY))
    nouns = ("signator", "ratifications", "signatures", "accessions", "consents") if has else ("signator",)
    is_noun = any(units.begins(at).startswith(nouns) for at in acts)  # "how many ratifications did it have"
    is_becoming = not units.taken.issuperset(units.places(Part.BECOME))
    return not (had or is_noun or (are_standing and not (is_becoming or is_entering)))


def timed(
    units: Units,
    when: When | None,
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
    # A membership beside acts is told as of the last day.
    acts = [one for one in predicates if one.act not in BELONGING] or predicates
    is_denied = not all(one.is_done for one in acts)
    are_several = len(acts) > 1 and is_doing and (is_denied or len({one.act for one in acts}) > 1)
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
    if when.event and when.relation is DayRelation.SINCE:
        return when._replace(
            time=TimeRelation.BY, last=when.first
        )  # "bound since the day it entered into force"
    is_since = when.relation is DayRelation.SINCE and not is_denied
    is_perfect = not {"has", "have", "had"}.isdisjoint(words)  # "have been parties since 2008", all the time
    standing = {one.act for one in predicates}.intersection(STANDING)
    if is_since and (not standing or (standing == {TreatyAct.BE_PARTY} and not is_perfect)):
        return when  # "had ratified it since 2008"; "parties since 2008" have become so
    if when.relation not in _IN:
        raise NoPart
    return at_end
