"""Events of treaties: how long it took from one thing that befell a treaty, such as its adoption, to another."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.vocabulary import ActKind
from ..names.articles import in_short
from ..names.names import Names
from ..results.answer import Answer
from ..results.claims import Claim, Wanted
from .treaty_inquiry import Ledger, days_of
from .treaty_lengths import Length
from .treaty_times import BEFELL, event_of
from .treaty_units import Part, Units

#: What may stand beside two events and their treaties.
_BESIDE = (
    Part.TREATY, Part.ENTRY, Part.ASKING, Part.RELATION, Part.AND, Part.OR, Part.VERSUS, Part.PLACING, Part.AUXILIARY, Part.SMALL,
    Part.WHO, Part.LONGEST,
)  # fmt: skip


def between_events(units: Units, known: Names, ledger: Ledger) -> Claim | None:
    """Says how long it was between two events of one treaty, of each of several, or of two treaties; None where nothing else is asked, or a day is not known."""
    events = units.places(Part.ENTRY)
    is_length = any(unit.value is Wanted.LENGTH for unit in units.of(Part.ASKING))
    if len(events) != 2 or not is_length or len(units.of(*_BESIDE)) < len(units):
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
    kinds = [event_of(units.text(at)) for at in events]
    lengths_and_texts = [_length_of([*zip(kinds, way, strict=True)], known, ledger) for way in ways]
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


def _length_of(
    events: Sequence[tuple[ActKind, str]], known: Names, ledger: Ledger
) -> tuple[Length, str] | None:
    """Returns how long it was between two events, and what is said of them, the earlier first; None where a day is not known."""
    dated = sorted((ledger.dated(kind, treaty), kind, treaty) for kind, treaty in events)
    if not all(days.is_day for days, _, _ in dated) or events[0] == events[1]:
        return None
    (first, _, one), (last, _, other) = dated
    names = [in_short(treaty, ledger.short(treaty), known) for _, _, treaty in dated]
    acts = [f"{BEFELL[kind]} {days_of(days).when}" for days, kind, _ in dated]
    joint = f" and {acts[1]}" if one == other else f", {names[1]} {acts[1]}"
    return Length.between(first, last), f"{names[0]} {acts[0]}{joint}"
