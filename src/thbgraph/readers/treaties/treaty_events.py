"""Events of treaties, such as their adoption, their tenth ratification, or what a state did under them: which was first, and how long it took from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...base.printing import joined, ordinal
from ...base.vocabulary import ActKind
from ...names.articles import in_sentence, in_short
from ...names.names import Names
from ...results.answer import Answer
from ...results.claims import Claim, Wanted
from ...sentences.days_asked import DayRelation
from ...status.standings import DayBounds
from .treaty_acts import TreatyAct
from .treaty_days import BEFELL, Event, event_of
from .treaty_inquiry import Ledger, days_of, days_of_event
from .treaty_lengths import Length
from .treaty_phrases import Part
from .treaty_times import under
from .treaty_units import NoPart, Units

#: What may stand beside events, and who or what they are told of.
_BESIDE = (
    Part.TREATY, Part.ENTRY, Part.ACT, Part.STATE, Part.ASKING, Part.RELATION, Part.AND, Part.OR, Part.VERSUS, Part.PLACING,
    Part.AUXILIARY, Part.SMALL, Part.WHO, Part.LONGEST, Part.ORDER, Part.APART,
)  # fmt: skip


def between_events(units: Units, known: Names, ledger: Ledger) -> Claim | None:
    """Says how long it was between two events, of each of several treaties, or which of some was first or last; None where nothing else is asked, or a day is not known."""
    beside = (*_BESIDE, Part.NOW, Part.DAY) if units.is_truth else _BESIDE
    if len(units.of(*beside)) < len(units):
        return None
    try:
        ways = [*_ways(units)]
    except NoPart:
        return None
    if units.is_truth and [len(way) for way in ways] == [1]:
        return _whether_in_force(units, ways[0][0], known, ledger)
    if units.of(Part.NOW, Part.DAY):
        return None
    asked = _ordinal_asked(units)
    is_length = any(unit.value is Wanted.LENGTH for unit in units.of(Part.ASKING))
    if units.of(Part.LONGEST) and not (asked or is_length):  # "which took longer to enter into force"
        are_entries = all(len(way) == 1 and way[0].act is None for way in ways)
        is_length = are_entries and all(way[0].kind is ActKind.ENTRY_INTO_FORCE for way in ways)
        ways = [(way[0]._replace(kind=ActKind.ADOPTION), way[0]) for way in ways] if is_length else ways
    if asked and not is_length:
        return _in_order(
            [one for way in ways for one in way], asked, bool(units.of(Part.APART)), known, ledger
        )
    if asked or not is_length or any(len(way) != 2 for way in ways):
        return None
    lengths_and_texts = [_length_of(way, known, ledger) for way in ways]
    lengths = [length for length, _ in filter(None, lengths_and_texts)]
    if len(lengths) < len(lengths_and_texts):
        return None
    texts = [f"{length}: {text}" for length, text in filter(None, lengths_and_texts)]
    places = [one.value for one in units.of(Part.LONGEST)]
    if len(places) == 1 and len(texts) == 2 and lengths[0].is_apart_from(lengths[1]):
        at = lengths.index(min(lengths) if places[0] > 0 else max(lengths))
        name = _treaty(ways[at][0], known, ledger)
        texts = [f"{name} {'faster' if places[0] > 0 else 'slower'}: {texts[at]}; {texts[1 - at]}"]
    elif places or len(texts) > 2:
        return None
    return _told_as(f"{'; '.join(texts)}.")


def _whether_in_force(units: Units, event: Event, known: Names, ledger: Ledger) -> Claim | None:
    """Says whether a treaty is in force, or was by a day or entered into force then, and since when."""
    days, asked = days_of_event(event, ledger), [unit.value for unit in units.of(Part.DAY)]
    is_entry = not event.act and event.kind is ActKind.ENTRY_INTO_FORCE and days.is_day
    if not is_entry or units.of(Part.ORDER, Part.RELATION) or len(asked) > 1:
        return None
    if any(one.relation in (DayRelation.AFTER, DayRelation.SINCE) for one in asked):
        return None
    is_doing = units.begins(0) == "did"
    is_so = all(days.first <= one.last and (one.first <= days.first or not is_doing) for one in asked)
    only = "" if is_so or is_doing else "only "
    told = f"{_treaty(event, known, ledger)} {BEFELL[event.kind]} {only}{days_of(days).when}"
    return _told_as(f"{'Yes' if is_so else 'No'}: {told}.")


def _told_as(text: str) -> Claim:
    return Claim("treaties", text[:1].upper() + text[1:], frozenset(), Answer((), ()))


def _ordinal_asked(units: Units) -> int:
    """Returns whether the first (1) or the last (-1) of some events is asked for, 0 for neither."""
    asked = [
        unit.value for at, unit in enumerate(units) if unit.part is Part.ORDER and not _is_nth(units, at + 1)
    ]
    return int(str(asked[0])) if asked in ([1], [-1]) else 0


def _is_nth(units: Units, at: int) -> bool:
    """Says whether an act is told by its place in order: "the tenth ratification"."""
    return units.is_at(at, Part.ACT) and units.is_at(at - 1, Part.ORDER) and not units.of(Part.STATE)


def _ways(units: Units) -> Iterator[Sequence[Event]]:
    """Yields the events of a sentence; those that are told of no treaty by themselves of each that is named, so often as there are treaties."""
    treaties = [*dict.fromkeys(unit.value for unit in units.of(Part.TREATY))]
    events = units.places(Part.ENTRY, Part.ACT)
    if not (events and treaties) or any(not isinstance(one, str) or not one for one in treaties):
        raise NoPart
    owners = [_owner(units, at) for at in events]
    if len(treaties) == 1 or (all(owners) and len(events) > 1):
        yield [_event(units, at, of or str(treaties[0])) for at, of in zip(events, owners, strict=True)]
    elif len(events) == 1 or not any(owners):
        yield from ([_event(units, at, str(one)) for at in events] for one in treaties)
    else:
        raise NoPart


def _owner(units: Units, at: int) -> str:
    """Returns the treaty that an event is told of: in "adoption of UNTOC" and "signed UNTOC" the one behind, in "UNTOC was adopted" the one before."""
    behind = units.next(at, (Part.SMALL,))
    is_of = units.is_at(at, Part.ACT) or units[at].words[-1:] == ("of",)
    if units.text(behind) == "of":
        is_of, behind = True, units.next(behind, (Part.SMALL,))
    if is_of:
        return units.text(behind) if units.is_at(behind, Part.TREATY) else ""
    before = units.before(at)
    return units.text(before) if units.is_at(before, Part.TREATY) else ""


def _event(units: Units, at: int, treaty: str) -> Event:
    """Returns what befell a treaty, the n-th act under it, or what a state did under it, as a time; raises NoPart where it is not clear whose act it is."""
    if units.is_at(at, Part.ENTRY):
        return Event(treaty, event_of(units.text(at)))
    act = under(units, TreatyAct(units.text(at)), treaty, True, units[at].kinds)
    if _is_nth(units, at):
        place = int(units.text(at - 1))
        if act.act is not TreatyAct.RATIFY or place < 1:
            raise NoPart
        return Event(treaty, act=act, place=place)
    states = [of for of in units.places(Part.STATE)]
    before = [of for of in states if of < at]
    if len({units.text(of) for of in states}) != 1 and not before:
        raise NoPart
    return Event(treaty, act=act, state=units.text(before[-1] if before else states[0]))


def _in_order(
    events: Sequence[Event], place: int, is_apart: bool, known: Names, ledger: Ledger
) -> Claim | None:
    """Says which of some events was the first (1) or the last (-1), and when each was; of two how far they lie apart, too, where that `is_apart`."""
    dated = [(days_of_event(one, ledger), one) for one in events]
    are_unlike = len({one.kind for one in events if not one.act}) > 1
    if are_unlike or len(dated) < 2 or len({*events}) < len(events):
        return None
    dated.sort(key=lambda of: of[0], reverse=place < 0)
    ends = [days for days, _ in dated]
    at_end = [one for days, one in dated if days == ends[0]]
    are_apart = all(_are_apart(ends[0], days) for days in ends[len(at_end) :])
    if any(days == DayBounds() for days in ends) or not are_apart or (at_end[1:] and not ends[0].is_day):
        return None
    found = _length_of(events, known, ledger) if len(events) == 2 and not at_end[1:] else None
    deeds = {(one.act and one.act._replace(treaty=""), one.state) for one in events}
    is_of_one = len(deeds) == 1
    which = joined([_which(one, is_of_one, known, ledger) for one in at_end])
    by = f", by {found[0]}" if found and is_apart else ""
    in_time = sorted(dated, key=lambda of: of[0])
    each = "; ".join(f"{' '.join(_told(one, known, ledger))} {days_of(days).when}" for days, one in in_time)
    return _told_as(f"{which} {'first' if place > 0 else 'last'}{by}: {found[1] if found else each}.")


def _which(event: Event, is_of_one: bool, known: Names, ledger: Ledger) -> str:
    """Names one of some events by its treaty, or by what was done under it, where that is not the same of all."""
    treaty = _treaty(event, known, ledger)
    return treaty if is_of_one or event.act is None else f"{event.act.verb.past} {treaty}"


def _are_apart(one: DayBounds, other: DayBounds) -> bool:
    return one.last < other.first or other.last < one.first


def _length_of(events: Sequence[Event], known: Names, ledger: Ledger) -> tuple[Length, str] | None:
    """Returns how long it was between two events, and what is said of them, the earlier first; None where a day is not known."""
    dated = sorted(((days_of_event(one, ledger), one) for one in events), key=lambda of: of[0])
    if not all(days.is_day for days, _ in dated) or events[0] == events[1]:
        return None
    told = [_told(one, known, ledger) for _, one in dated]
    acts = [f"{act} {days_of(days).when}" for (days, _), (_, act) in zip(dated, told, strict=True)]
    (one, _), (other, _) = told
    joint = f" and {acts[1]}" if one == other else f", {other} {acts[1]}"
    return Length.between(dated[0][0], dated[1][0]), f"{one} {acts[0]}{joint}"


def _treaty(event: Event, known: Names, ledger: Ledger) -> str:
    return in_short(event.treaty, ledger.short(event.treaty), known)


def _told(event: Event, known: Names, ledger: Ledger) -> tuple[str, str]:
    """Returns who, or which treaty, an event is told of, and what is said of it."""
    treaty = _treaty(event, known, ledger)
    if event.act is None:
        return treaty, BEFELL[event.kind]
    who = in_sentence(event.state, known) if event.state else f"the {ordinal(event.place)} that is recorded"
    return who, f"{event.act.verb.past} {treaty}"
