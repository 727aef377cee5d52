"""Events of treaties: how long it took from one thing that befell a treaty, such as its adoption or tenth ratification, to another."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.printing import ordinal
from ..names.articles import in_short
from ..names.names import Names
from ..results.answer import Answer
from ..results.claims import Claim, Wanted
from .treaty_acts import Predicate, TreatyAct
from .treaty_inquiry import Ledger, days_of, days_of_event
from .treaty_lengths import Length
from .treaty_times import BEFELL, Time, When, event_of
from .treaty_units import Part, Units

#: What may stand beside two events and their treaties.
_BESIDE = (
    Part.TREATY, Part.ENTRY, Part.ASKING, Part.RELATION, Part.AND, Part.OR, Part.VERSUS, Part.PLACING, Part.AUXILIARY, Part.SMALL,
    Part.WHO, Part.LONGEST,
)  # fmt: skip


def between_events(units: Units, known: Names, ledger: Ledger) -> Claim | None:
    """Says how long it was between two events of one treaty, of each of several, or of two treaties; None where nothing else is asked, or a day is not known."""
    nth = [at for at in units.places(Part.ACT) if units.is_at(at - 1, Part.ORDER)]
    events = sorted((*units.places(Part.ENTRY), *nth))
    is_length = any(unit.value is Wanted.LENGTH for unit in units.of(Part.ASKING))
    if len(events) == 1 and not nth and units.of(Part.APART):
        return _first_of_two(units, events[0], known, ledger)
    if len(events) != 2 or not is_length or len(units.of(*_BESIDE)) + 2 * len(nth) < len(units):
        return None
    if any(units[at].value is not TreatyAct.RATIFY or int(units.text(at - 1)) < 1 for at in nth):
        return None
    treaties = [*dict.fromkeys(unit.value for unit in units.of(Part.TREATY))]
    owners = [_owner(units, at) for at in events]
    if any(not isinstance(one, str) or not one for one in treaties):
        return None
    if all(owners) or len(treaties) == 1:
        ways = [[one or str(treaties[0]) for one in owners]]
    elif not any(owners):
        ways = [[str(one)] * 2 for one in treaties]
    else:
        return None
    if len(treaties) > 1 and len(ways) == 1 and len(set(ways[0])) == 1:
        return None
    each = [[_event(units, at, treaty) for at, treaty in zip(events, way, strict=True)] for way in ways]
    lengths_and_texts = [_length_of(way, known, ledger) for way in each]
    lengths = [length for length, _ in filter(None, lengths_and_texts)]
    if len(lengths) < len(lengths_and_texts):
        return None
    texts = [f"{length}: {text}" for length, text in filter(None, lengths_and_texts)]
    places = [int(str(one.value)) for one in units.of(Part.LONGEST)]
    if len(places) == 1 and len(texts) == 2 and lengths[0].is_apart_from(lengths[1]):
        at = lengths.index(min(lengths) if places[0] > 0 else max(lengths))
        name = in_short(ways[at][0], ledger.short(ways[at][0]), known)
        texts.insert(0, f"{name} {'faster' if places[0] > 0 else 'slower'}")
        texts = [f"{texts[0]}: {'; '.join(texts[1:])}"]
    elif places or len(texts) > 2:
        return None
    text = f"{'; '.join(texts)}."
    return Claim("treaties", text[:1].upper() + text[1:], frozenset(), Answer((), ()))


def _owner(units: Units, at: int) -> str:
    """Returns the treaty that an event is told of: in "adoption of UNTOC" the one behind, in "UNTOC was adopted" the one before."""
    behind = units.next(at, (Part.SMALL,))
    is_of = units[at].words[-1] == "of"
    if units.text(behind) == "of":
        is_of, behind = True, units.next(behind, (Part.SMALL,))
    if is_of:
        return units.text(behind) if units.is_at(behind, Part.TREATY) else ""
    before = units.before(at)
    return units.text(before) if units.is_at(before, Part.TREATY) else ""


def _event(units: Units, at: int, treaty: str) -> When:
    """Returns what befell a treaty, or the n-th act under it, as a time."""
    when = When(Time.BY, treaty=treaty)
    if units.is_at(at, Part.ENTRY):
        return when._replace(event=event_of(units.text(at)))
    act = Predicate(TreatyAct(units.text(at)), treaty, True, units[at].kinds)
    return when._replace(act=act, place=int(units.text(at - 1)))


def _first_of_two(units: Units, at: int, known: Names, ledger: Ledger) -> Claim | None:
    """Says which of two treaties something befell first, and by how much; None where something else is asked, or a day is not known."""
    treaties = [*dict.fromkeys(units.text(of) for of in units.places(Part.TREATY))]
    rest = (*_BESIDE, Part.ORDER, Part.APART)
    if len(treaties) != 2 or "" in treaties or len(units.of(*rest)) < len(units):
        return None
    if [unit.value for unit in units.of(Part.ORDER)] != [1]:
        return None
    events = [_event(units, at, one) for one in treaties]
    found = _length_of(events, known, ledger)
    if found is None:
        return None
    first = min(treaties, key=lambda one: days_of_event(_event(units, at, one), ledger))
    name = in_short(first, ledger.short(first), known)
    text = f"{name} first, by {found[0]}: {found[1]}."
    return Claim("treaties", text[:1].upper() + text[1:], frozenset(), Answer((), ()))


def _length_of(events: Sequence[When], known: Names, ledger: Ledger) -> tuple[Length, str] | None:
    """Returns how long it was between two events, and what is said of them, the earlier first; None where a day is not known."""
    dated = sorted(((days_of_event(one, ledger), one) for one in events), key=lambda of: of[0])
    if not all(days.is_day for days, _ in dated) or events[0] == events[1]:
        return None
    told = [_told(one, known, ledger) for _, one in dated]
    acts = [f"{act} {days_of(days).when}" for (days, _), (_, act) in zip(dated, told, strict=True)]
    (one, _), (other, _) = told
    joint = f" and {acts[1]}" if one == other else f", {other} {acts[1]}"
    return Length.between(dated[0][0], dated[1][0]), f"{one} {acts[0]}{joint}"


def _told(event: When, known: Names, ledger: Ledger) -> tuple[str, str]:
    """Returns who, or which treaty, an event is told of, and what is said of it."""
    treaty = in_short(event.treaty, ledger.short(event.treaty), known)
    if event.act is None:
        return treaty, BEFELL[event.event]
    return f"the {ordinal(event.place)} that is recorded", f"{event.act.verb.past} {treaty}"
