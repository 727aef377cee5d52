"""Days that a sentence about treaties tells by what happened then: "on the day it entered into force", "when Sweden ratified it", "after the tenth ratification"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...base.vocabulary import ActKind
from ...sentences.days_asked import DayRelation, DaysAsked
from ...status.standings import DayBounds
from .treaty_acts import Predicate, TreatyAct
from .treaty_phrases import Part
from .treaty_times import TO_EVENTS, under, whens
from .treaty_units import NoPart, Unit, Units

_ON_THE_DAY = ("on the day", "on the date", "on the very day")
#: What is told of what befell a treaty.
BEFELL = {
    ActKind.ADOPTION: "was adopted",
    ActKind.OPENING_FOR_SIGNATURE: "was opened for signature",
    ActKind.ENTRY_INTO_FORCE: "entered into force",
}


class Event(NamedTuple):
    """What befell a treaty; or the `act` of a `state` under it, or the one that was so many `place` in order."""

    treaty: str
    kind: ActKind = ActKind.ENTRY_INTO_FORCE
    act: Predicate | None = None
    state: str = ""
    place: int = 0


def take_events(units: Units, day_of: Callable[[Event], DayBounds]) -> None:
    """Puts the day of an event in the place of the words for it; raises NoPart where it is not known, or is not the one that is told beside it."""
    for event_in in (_act_in, _entry_in):
        found = event_in(units)
        if found is None:
            continue
        start, end, event = found
        days = day_of(event)
        states = [unit.value for unit in units.of(Part.STATE)]
        if event.state and {*states} == {event.state} and not days.is_day:
            continue  # which is compared with what is asked of the same state
        if not days.is_day:
            raise NoPart
        text, day = units.written(start, end), (days.first, days.first)
        told = DaysAsked(*day, DayRelation.NONE, day, text, text, 0, 0, event)
        told = told.related(related_at(units, start))
        for beside in (
            units.before(start, (Part.SMALL,)),
            units.next(end, (Part.SMALL,)),
        ):  # "on its entry into force (25 December 2003)"
            if units.is_at(beside, Part.DAY):
                stated: DaysAsked = units[beside].value
                is_plain = beside < start or stated.relation in (DayRelation.NONE, DayRelation.ON)
                if stated.named != day or not is_plain:
                    raise NoPart
                told = stated._replace(event=event) if beside < start else told
                start, end = min(start, beside), max(end, beside)
        within = [one for one in units[start : end + 1] if one.part is Part.TREATY]
        kept = within if len(units.of(Part.TREATY)) == 1 else []  # of which all is asked
        if units[start].words[-1:] == ("as",) and {*states} == {event.state}:  # who else did
            kept += [Unit(Part.EXCEPT, "other"), Unit(Part.STATE, event.state)]
        units.exchange(start, end + 1, *kept, Unit(Part.DAY, told, written=text))


def event_of(text: str) -> ActKind:
    """Returns what befell a treaty, by the words for it."""
    kinds = {"adop": ActKind.ADOPTION, "open": ActKind.OPENING_FOR_SIGNATURE}
    return kinds.get(text[:4], ActKind.ENTRY_INTO_FORCE)


def related_at(units: Units, at: int) -> DayRelation:
    """Returns how something is related to the day of an event; raises NoPart where it is not related as to a day."""
    relation = TO_EVENTS.get(units.text(at)) if units.is_at(at, Part.RELATION) else None
    if units.is_at(at, Part.ASKING):  # "when it was opened", "bound the day it entered into force"
        relation = DayRelation.AS_OF if units.begins(at) == "when" else DayRelation.ON
    relation = DayRelation.ON if units.text(at).startswith(_ON_THE_DAY) else relation
    if relation is None or relation in (DayRelation.BETWEEN, DayRelation.WITHIN):
        raise NoPart
    return relation


def _entry_in(units: Units) -> tuple[int, int, Event] | None:
    """Returns where a sentence tells a day by the entry into force of a treaty, and the like; not by that for somebody."""
    for at in units.places(Part.ENTRY):
        start, end, of = units.before(at), at, units.next(at)
        treaty = next((unit.value for unit in units.of(Part.TREATY)), "")
        if units.is_at(start, Part.TREATY):
            treaty, start = units.text(start), units.before(start)
        elif units.text(of) == "of" and units.is_at(units.next(of), Part.TREATY):
            end = units.next(of)
            treaty = units.text(end)
        asking = units[start].words[-1:] if start > 0 and units.is_at(start, Part.ASKING) else ()
        is_day = asking in {("when",), ("day",), ("date",)}
        if treaty and (is_day or units.is_at(start, Part.RELATION)) and units.text(units.next(at)) != "for":
            return start, end, Event(treaty, event_of(units.text(at)))
    return None


def _act_in(units: Units) -> tuple[int, int, Event] | None:
    """Returns where a sentence tells a day by what a state did, or so many had done: "on the day Sweden ratified it"."""
    acts, treaties = units.places(Part.ACT), units.of(Part.TREATY)
    asked = whens(units)
    for at in sorted((*units.places(Part.RELATION), *asked)) if treaties else ():
        who = units.next(at)
        act = units.next(who, (Part.SMALL, Part.AUXILIARY, Part.BECOME))
        if acts and units[at].words[-1:] == ("as",) and units.is_at(who, Part.STATE) and acts[0] < at:
            same = under(units, TreatyAct(units.text(acts[0])), treaties[0].value, True, ())
            return at, who, Event(same.treaty, act=same, state=units.text(who))  # "on the same day as Italy"
        is_on_day = at in asked or not {"day", "date", "time", "moment"}.isdisjoint(units[at].words)
        is_on_day |= units.is_at(at - 1, Part.OR)  # "before or after it joined the EU"
        states = units.places(Part.STATE)
        if is_on_day and units.is_at(who, Part.ACT) and units.text(at + 1) == "it" and len(states) == 1:
            who, act = states[0], who  # "had Estonia signed it when it joined the EU"
        if not units.is_at(who, Part.STATE, Part.ORDER) or not units.is_at(act, Part.ACT):
            continue
        if units[act].is_apart:
            continue  # "before Norway; sign it?"
        is_day = is_on_day or units.is_at(who, Part.ORDER)
        if not is_day and units[act].value == units[acts[0]].value:
            continue  # "before Norway ratified it" compares two
        of = units.next(act, (Part.SMALL,))
        treaty = units[of] if units.is_at(of, Part.TREATY) else treaties[0]
        done = under(units, TreatyAct(units.text(act)), treaty.value, True, units[act].kinds)
        state, place = (units.text(who), 0) if units.is_at(who, Part.STATE) else ("", int(units.text(who)))
        if place < 0:
            raise NoPart  # "when the last state ratified it", of which a later one may follow
        end = of if units.is_at(of, Part.TREATY) and len(treaties) > 1 else act
        return at, end, Event(done.treaty, act=done, state=state, place=place)
    return None
