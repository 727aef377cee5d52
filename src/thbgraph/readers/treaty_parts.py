"""Parts of a sentence about treaties, and sentences that go on from one: each asks one thing, and takes what it leaves out from before.

"Have all the Nordic countries ratified CEDAW, and which was the first?" asks of the same states, act and treaty twice;
"CBSS states not party to UNTOC in 2004; which of them had signed it?" asks of those that were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..results.claims import Wanted
from .treaty_units import NoPart, Part, Unit, Units

#: What stands for those who were found or asked about before.
_THOSE = frozenset(("they", "them", "these", "those"))
_DATED = (Part.DAY, Part.MEMO, Part.SOURCE, Part.NOW, Part.ENTRY)
#: What asks for days, not about a day.
_ASKS_DAYS = (Part.ORDER, Part.ONE_DAY, Part.LONGEST, Part.APART)


class AskedBefore(NamedTuple):
    """What was asked before, and of whom that held, or may hold, where it was asked who."""

    units: Units
    found: Sequence[str] | None = None


def parts_of(units: Units) -> list[Units]:
    """Parts a sentence where another question begins in it, behind "and", a comma or a semicolon."""
    starts = [0, *(at for at in range(2, len(units)) if _begins(units, at))]
    ends = [*starts[1:], len(units)]
    parts = [units[start:end] for start, end in zip(starts, ends, strict=True)]
    return [Units(part[:-1] if part[-1].part is Part.AND else part) for part in parts]


def _begins(units: Units, at: int) -> bool:
    is_joined = units.is_at(at - 1, Part.AND) or units[at].is_apart
    is_asking = units.is_at(at, Part.WHO, Part.ASKING)
    subject = units[at + 1].words[:1] if at + 1 < len(units) else ()
    is_verb = units.is_at(at, Part.AUXILIARY) and subject in {("it",), ("they",)}
    return is_joined and (is_asking or is_verb)


def completed(own: Units, before: AskedBefore) -> Units:
    """Returns the units of a part with those of what was asked before that it leaves out; raises NoPart where it is not clear which."""
    is_then = [unit.part is Part.THEN or (unit.words == ("then",) and unit == own[-1]) for unit in own]
    units = [unit for unit, is_one in zip(own, is_then, strict=True) if not is_one]
    last = before.units
    if not own.of(Part.TREATY):
        units += _one_of(last.of(Part.TREATY))
    if not own.of(Part.ACT, Part.ENTRY):
        units += _one_of(last.of(Part.ACT))
    are_those = any(word in _THOSE for unit in own for word in unit.words)
    has_nouns = bool(own.of(Part.NOUN)) and not are_those and not {"one", "ones"} & own.nouns
    if not own.of(Part.STATE, Part.GROUP) and not has_nouns:
        if before.found is not None and not before.found:
            raise NoPart
        found = [Unit(Part.STATE, state, 0, 0) for state in before.found or ()]
        units += found or last.of(Part.STATE, Part.GROUP)
    days = last.of(*_DATED[:-1])
    asks_days = own.of(*_ASKS_DAYS) or any(unit.value is Wanted.DAY for unit in own.of(Part.ASKING))
    if any(is_then) and not days:
        raise NoPart
    if any(is_then) or not (own.of(*_DATED) or asks_days):
        units += days
    return Units(units)


def _one_of(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yields the one unit that may be meant; raises NoPart where several may."""
    found = {unit.value: unit for unit in units}
    if len(found) != 1:
        raise NoPart
    yield from found.values()
