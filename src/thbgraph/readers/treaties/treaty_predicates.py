"""Predicates of a sentence about treaties: which acts under which treaties it asks about, done or not.

No "not", "only", "neither" or "or" is dropped: what stands where it has no meaning stops the reading.
"""

from __future__ import annotations

from typing import NamedTuple

from ...base.dates import FIRST_DAY
from ...results.claims import Wanted
from .treaty_acts import STANDING, Predicate, TreatyAct
from .treaty_bodies import is_joining
from .treaty_phrases import Part
from .treaty_times import under
from .treaty_units import NoPart, Unit, Units

_SKIPPED = (Part.SMALL, Part.AUXILIARY, Part.BECOME)
_BEFORE_DAY = (*_SKIPPED, Part.TREATY)
_BOTH = (TreatyAct.SIGN, TreatyAct.RATIFY)


class _NamedTreaty(NamedTuple):
    iri: str
    is_done: bool


def predicates(
    units: Units, is_length: bool = False, is_label: bool = False
) -> tuple[list[Predicate], list[int], list[Predicate]]:
    """Reads which acts under which treaties are asked about, done or not, with the places of the acts, and which stand before others without a joint; each of several joined acts under each joined treaty.

    Where it `is_label`, acts stand side by side, and where it names none, as "Sweden, CETS 197: status", it is asked what a state did under it.
    """
    return _PredicateReader(units, is_length or is_label, is_label).read()


def take_choice(units: Units) -> tuple[str, ...]:
    """Takes treaties of which some are asked for as one that is open, and returns them: "which of A, B and C has Norway ratified"."""
    begun = units.next(-1, (Part.SMALL,))  # "to which ILO conventions was Russia a party"
    first = units.next(begun, (Part.SMALL, Part.PLACING))
    some = next((at for at in units.places(Part.ANY) if units.is_at(at + 1, Part.TREATY)), -1)
    if (
        units.is_truth and some >= 0 and not units.of(Part.GROUP)
    ):  # "has Norway signed any of the trafficking treaties"
        first = some + 1
        units.change(some, Part.SMALL, "")
    is_asked = (
        units.is_at(begun, Part.WHO)
        or some >= 0
        or (units.is_at(0, Part.ASKING) and units[0].value is Wanted.COUNT)
    )
    kind = next((at for at in units.places(Part.TREATY) if _is_kind(units, at)), -1)
    if kind >= 0 and not (is_asked or units.is_truth or units.of(Part.ASKING, Part.BOTH, Part.EVERY)):
        first, is_asked = kind, True  # "ILO conventions not ratified by Russia"
    if not is_asked or not (
        _is_kind(units, first) or "of" in [word for unit in units[:first] for word in unit.words]
    ):
        return ()
    end, found = first, list[str]()
    while units.is_at(end, Part.TREATY, Part.AND, Part.OR):
        found += [units.text(end)] if units.is_at(end, Part.TREATY) else []
        end = units.next(end, (Part.SMALL,))
    if len(found) < 2 or "" in found:
        return ()
    units.exchange(first, end, units[first]._replace(value=""))
    return tuple(found)


def _is_kind(units: Units, at: int) -> bool:
    """Says whether several treaties begin at a place that are told together, by their kind."""
    return (
        units.is_at(at, Part.TREATY) and units.is_at(at + 1, Part.AND) and units[at + 1].end == units[at].end
    )


class _PredicateReader:
    """Goes over the units of a sentence, and keeps what is denied and what is joined to what follows."""

    def __init__(self, units: Units, are_joined: bool, is_label: bool) -> None:
        self._units, self._are_joined, self._is_label = units, are_joined, is_label
        self._acts: list[Predicate] = []  # of no treaty yet
        self._treaties: list[_NamedTreaty] = []
        self._before: list[_NamedTreaty] = []
        self._found: list[Predicate] = []
        self._ahead: list[Predicate] = []  # of what has no joint to the next act
        self._places: list[int] = []
        self._is_negated = self._is_neither = self._is_only = False
        self._joint: Part | None = None
        self._last: Part | None = None

    def read(self) -> tuple[list[Predicate], list[int], list[Predicate]]:
        """Returns the predicates; raises NoPart."""
        for at, unit in enumerate(self._units):
            if at in self._units.taken:
                continue
            match unit.part:
                case Part.NOT | Part.NEITHER:
                    self._deny(at, unit.part)
                case Part.ONLY:
                    self._restrict(at)
                case Part.AND | Part.OR | Part.NOR | Part.BUT:
                    self._join(at, unit.part)
                case Part.ACT:
                    self._name_act(at, unit)
                case Part.TREATY:
                    self._name_treaty(unit.value)
                case _:
                    pass
        if not self._acts and self._is_label:
            self._acts = [Predicate(act, "") for act in _BOTH]
        if self._is_negated or not self._acts:
            raise NoPart
        self._treaties = self._treaties or self._unnamed()
        self._pair()
        if self._is_only:
            denied = [Predicate(TreatyAct.RATIFY, one.treaty, False) for one in self._found]
            found = [one for one in self._found if one not in denied]  # "only signed it, no ratification"
            if not all(one.is_done and one.act is TreatyAct.SIGN for one in found):
                raise NoPart
            self._found += denied
        with_kinds = {one.in_any_way for one in self._found if one.kinds}
        found = [one for one in self._found if one not in with_kinds]  # "joined it by approval"
        return [*dict.fromkeys(found)], self._places, self._ahead

    def _deny(self, at: int, part: Part) -> None:
        is_before = self._units.is_at(self._units.next(at, _SKIPPED), Part.ACT, Part.TREATY)
        if self._is_negated or self._is_neither or not is_before:
            raise NoPart  # "are not members but signed"
        self._is_negated, self._is_neither = part is Part.NOT, part is Part.NEITHER

    def _restrict(self, at: int) -> None:
        """Reads "only", which goes with signing, else says no more than the answer: "the only state that"."""
        follower = self._units.next(at)
        is_of_those = self._units.is_at(at + 1, Part.SMALL) and self._units.begins(at + 1) in (
            "those",
            "these",
        )
        is_noun = self._units.word_before(at) == "the" and self._units.is_at(follower, Part.GROUP, Part.NOUN)
        if is_noun or is_of_those:
            return
        is_act = self._units.is_at(follower, Part.ACT)
        is_signing = is_act and self._units[follower].value is TreatyAct.SIGN
        is_doing = is_act and not is_signing and self._units[follower].value not in STANDING
        of_when = self._units.next(follower, _BEFORE_DAY) if is_doing else follower
        has_day = self._units.is_at(of_when, Part.DAY, Part.MEMO)
        is_until = self._units.is_at(of_when, Part.DAY) and self._units[of_when].value.first == FIRST_DAY
        is_done = not self._is_negated if is_act else bool(self._acts) and self._acts[-1].is_done
        if has_day and not is_until and is_done:
            return  # "ratified it only in 2009", "only ratified it in 2009": nothing is ratified twice
        if not is_signing or self._is_only:
            raise NoPart
        self._is_only = True

    def _join(self, at: int, part: Part) -> None:
        units = self._units
        follower = units.next(at, _SKIPPED)
        if units.is_at(follower, Part.ASKING) and units[follower].value is Wanted.DAY:
            follower = units.next(follower, _SKIPPED)  # "when did it sign and when did it ratify"
        if not units.is_at(follower, Part.ACT, Part.TREATY, Part.NOT, Part.NEITHER, Part.ONLY):
            raise NoPart
        if units.is_at(at - 1, Part.NOUN) and not (self._acts or self._treaties or self._found):
            raise NoPart  # "members or observers of"
        units.taken.add(at)
        self._joint = part
        self._is_neither &= part is not Part.BUT

    def _name_act(self, at: int, unit: Unit) -> None:
        if self._acts and self._last is Part.TREATY:
            if self._joint in (Part.OR, Part.NOR) and self._acts[-1].is_done:
                raise NoPart  # "joined the EU or ratified UNTOC"
            self._pair()
            self._ahead = self._ahead if self._joint else [*self._found]
            self._acts, self._before, self._treaties = [], self._treaties, []
            # "Who are neither in the EU nor in NATO had ratified"
            self._is_neither &= self._joint is not None
        is_listed = unit.is_apart and bool([one for one in self._units.places(Part.AND) if one > at])
        if self._acts and (self._are_joined or (is_listed and not self._joint)):
            self._joint = Part.AND  # "from signing to ratifying", "sign, ratify and become bound by"
        self._acts.append(Predicate(unit.value, "", self._is_act_done(), unit.kinds))
        self._places.append(at)
        self._is_negated, self._joint, self._last = False, None, Part.ACT

    def _is_act_done(self) -> bool:
        """Says whether an act is asked to be done; "or" and "nor" go on with the "not" before them, and "and" is not clear then."""
        if not self._acts:
            return not (self._is_negated or self._is_neither)
        if self._joint is Part.OR and self._is_negated and self._acts[-1].is_done:
            raise NoPart  # "signed or did not ratify"
        if self._is_negated or self._is_neither:
            return False
        was_done = self._acts[-1].is_done
        if self._joint in (Part.OR, Part.NOR) and not was_done:
            return False
        if self._joint is (Part.AND if was_done else Part.BUT):
            return True
        raise NoPart

    def _name_treaty(self, iri: str) -> None:
        is_done = not (self._is_negated or self._is_neither)
        if self._joint is Part.OR and not (is_done or self._treaties):
            raise NoPart  # "signed or not CETS 197"
        if self._treaties:
            was_done = self._treaties[-1].is_done and all(one.is_done for one in self._acts)
            if self._joint in (Part.OR, Part.NOR):
                if was_done:
                    raise NoPart
                is_done = False
            elif not self._joint or not (self._is_negated or was_done or self._is_neither):
                raise NoPart  # "did not ratify A and B"
        self._treaties.append(_NamedTreaty(iri, is_done))
        self._is_negated, self._joint, self._last = False, None, Part.TREATY

    def _unnamed(self) -> list[_NamedTreaty]:
        """Returns the treaty, or the organization, that acts without one go on with, or that is asked for: "what has Norway ratified"."""
        units = self._units
        found = self._before if self._found else [_NamedTreaty(one, True) for one in units.bodies]
        is_what = units.is_at(0, Part.WHO) and units.begins(0) == "what" and not units.of(Part.NOUN)
        if not found and is_what:
            return [_NamedTreaty("", True)]
        is_of_body = bool(found) and found[0].iri in units.bodies
        if len(found) != 1 or (is_of_body and not all(is_joining(units, at) for at in self._places)):
            raise NoPart  # "how many EU members outside NATO had ratified it"
        return found

    def _pair(self) -> None:
        """Puts every act under every treaty."""
        done = {one.is_done for one in self._acts} | {one.is_done for one in self._treaties}
        if len(self._acts) > 1 and len(self._treaties) > 1 and len(done) > 1:
            raise NoPart
        self._found += [
            under(self._units, one.act, treaty.iri, one.is_done and treaty.is_done, one.kinds)
            for treaty in self._treaties
            for one in self._acts
        ]
