"""Parties of a sentence about treaties: of which states it asks, but for which, in which order, and which it compares."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from ...results.claims import Wanted
from ...sentences.days_asked import DayRelation
from ...sentences.reading import MEMBER_NOUNS, STATE_NOUNS
from .treaty_acts import TreatyAct
from .treaty_phrases import Part
from .treaty_times import before_or_after
from .treaty_units import NoPart, Units

#: Words for all who did something.
_MANY = frozenset(("parties", "signatories", "ratifications", "accessions"))


#: What tells that those are meant who belong to something.
_PARTIES = frozenset(("parties", "signatories"))
_ANYBODY = frozenset(("anyone", "anybody", "someone", "somebody"))
_NOUNS = frozenset(word for noun in (*STATE_NOUNS, *MEMBER_NOUNS) for word in noun.split()) | {"allies"}


class Comparison(NamedTuple):
    """Whether two states are compared, or the state before or after which others did something."""

    is_of_two: bool = False
    than: str = ""
    is_before: bool = True


def excepted(units: Units) -> tuple[str, ...]:
    """Reads the states that are excepted, and takes them."""
    found: list[str] = []
    for at in units.places(Part.EXCEPT):
        state = units.next(at)
        while units.is_at(state, Part.STATE):
            found.append(units.text(state))
            units.taken.add(state)
            joint = state = units.next(state)
            if units.is_at(joint, Part.AND, Part.OR) and units.is_at(units.next(joint), Part.STATE):
                units.taken.add(joint)
                state = units.next(joint)
        if not found:
            raise NoPart
    return tuple(found)


def denied(units: Units) -> tuple[str, ...]:
    """Reads the state that did not do what another did, and takes what tells it: "... Norway ratified and Denmark not", "... that Denmark has not ratified", "... but not by Denmark"."""
    acts = units.places(Part.ACT)
    joints = [at for at, unit in enumerate(units) if at and unit.words in (("that",), ("which",))]
    for at in (*units.places(Part.AND, Part.BUT), *joints):
        told, place = [at], units.next(at)
        while units.is_at(place, Part.NOT, Part.STATE) or units.text(place) == "by":
            told.append(place)
            place = units.next(place)
        found = [units.text(one) for one in told if units.is_at(one, Part.STATE)]
        is_same = units.is_at(place, Part.ACT) and units[place].value == units[acts[0]].value
        if len(found) == 1 and len([one for one in told if units.is_at(one, Part.NOT)]) == 1:
            units.taken |= {*told, *([place] if is_same and place != acts[0] else [])}
            return tuple(found)
    return ()


def states(units: Units) -> tuple[str, ...]:
    """Reads the states that are asked about; several stand in a list."""
    places = [at for at in units.places(Part.STATE) if at not in units.taken]
    is_open = bool(units.of(Part.ORDER, Part.WHO, Part.ANY))
    for one, other in pairwise(places):
        between = [at for at in range(one + 1, other) if not units.is_at(at, Part.SMALL)]
        between = [at for at in between if units.text(at) != "for"]
        joint = [at for at in between if units.is_at(at, Part.AND, Part.OR, Part.VERSUS)][:1]
        # Compared states stand apart: "did Sweden ratify it before or after Finland".
        if between and between != joint and units.taken.isdisjoint(between):
            raise NoPart
        is_choice = bool(joint) and units.is_at(joint[0], Part.OR)
        if is_choice and units.taken.isdisjoint(joint) and not is_open:
            raise NoPart
        units.taken |= {*joint}
    return tuple(units.text(at) for at in places)


def group(units: Units, has_states: bool) -> tuple[str, str]:
    """Reads the group whose members are asked about, and what the sentence calls them.

    An organization is that only with a word for members, or where nothing is said in sentences: "Palermo Protocol, CBSS: ratifications".
    """
    found = [(at, unit) for at, unit in enumerate(units) if unit.part is Part.GROUP]
    if len(found) > 1 or (found and has_states):
        raise NoPart
    if not found:
        return "", ""
    at, unit = found[0]
    if unit.is_body:
        is_number = (
            units.is_at(at + 1, Part.SMALL) and units.begins(at + 1).isdigit()
        )  # "the EU's 27 members"
        is_of_members = _is_of(units, at) or units.is_at(at + 1 + is_number, Part.NOUN)
        if units.of(Part.AUXILIARY, Part.WHO) and not is_of_members:
            raise NoPart
        return unit.body, ""
    words = unit.written.split()
    is_noun = not _NOUNS.isdisjoint(map(str.lower, words))  # not "Nordic" and "the Baltic Sea region"
    return unit.body, " ".join(words[words[0].lower() == "the" :]) if is_noun else ""


def _is_of(units: Units, at: int) -> bool:
    """Says whether those are meant who are in an organization: "states of the EU", "the parties to it in the CBSS", "which country ratified it from the CBSS", "who ratified it before Poland in the CBSS"."""
    before = units.before(at, (Part.SMALL,))
    noun = units.before(before, (Part.SMALL,))
    act = units.before(noun, (Part.SMALL,))
    are_parties = units.is_at(act, Part.ACT) and bool(units.begins(act) in _PARTIES or units.of(Part.WHO))
    is_after_another = noun in units.taken and bool(units.of(Part.WHO, Part.NOUN))
    return (units.is_at(before, Part.PLACING) or units.text(before) in ("in", "from", "of")) and (
        units.is_at(noun, Part.NOUN, Part.WHO)
        or (units.is_at(noun, Part.TREATY) and are_parties)
        or (units.is_at(noun, Part.STATE) and is_after_another)
    )


def comparison(units: Units, has_order: bool, is_apart: bool) -> Comparison:
    """Reads "before or after Finland", "before Norway", and "first, Finland or Sweden"; takes what it is written with."""
    states = units.places(Part.STATE)
    is_faster = bool(units.of(Part.LONGEST))
    for at, unit in enumerate(units):
        relation = before_or_after(unit)
        if at in units.taken or not (relation or (unit.part is Part.RELATION and unit.value == "than")):
            continue
        end = units.next(at)
        if unit.value == "than":
            if not (is_apart or is_faster) or not units.is_at(end, Part.STATE) or len(states) != 2:
                raise NoPart
            between = range(states[0] + 1, states[1])
            units.taken |= {
                at,
                *(place for place in between if units.is_at(place, Part.AUXILIARY, Part.LONGEST)),
            }
            return Comparison(True)
        other = end if units.is_at(end, Part.OR) else units.next(end)
        if units.is_at(other, Part.OR) and units.is_at(other + 1, Part.RELATION) and len(states) == 2:
            if not before_or_after(units[other + 1]):
                raise NoPart
            second = units.next(other + 1)
            if units.is_at(second, Part.STATE) or units.is_at(end, Part.STATE):
                units.taken |= {at, other, other + 1}
                _take_same_act(units, second)
                return Comparison(True)  # both states are compared
        if units.is_at(end, Part.STATE) and is_apart and len(states) == 2:
            units.taken |= {at, *(place for place in range(*states) if units.is_at(place, Part.AUXILIARY))}
            return Comparison(True)  # "by how many days did Norway before Finland"
        if units.is_at(end, Part.STATE):
            units.taken |= {at, end}
            _take_same_act(units, end)
            return Comparison(False, units.text(end), relation is DayRelation.BEFORE)
    if (has_order or is_apart or units.of(Part.ONE_DAY)) and len(states) == 2:
        between = range(states[0] + 1, states[1])
        joints = [at for at in between if units[at].part in (Part.OR, Part.AND, Part.VERSUS)]
        if len(joints) == 1 or not between:  # "Poland / Lithuania"
            units.taken |= {*joints}
            return Comparison(True)
    return Comparison()


def _take_same_act(units: Units, state: int) -> None:
    """Takes what another state is said to have done, too, where that is the same: "before Norway ratified it"."""
    acts, again = units.places(Part.ACT), units.next(state)
    if (
        acts
        and units.is_at(again, Part.ACT)
        and units[again].value == units[acts[0]].value
        and again > acts[0]
    ):
        units.taken.add(again)


def order(units: Units) -> tuple[int, int]:
    """Reads which in order of time is asked for, the first (1) or the last (-1), and how many of these; 0 for none. "Third states" are no third."""
    found = [at for at in units.places(Part.ORDER) if at not in units.taken]
    if len(found) > 1:
        raise NoPart
    for at in found:
        place = units[at].value
        nouns = (Part.NOUN, Part.GROUP)
        sizes = [of for of in units.places(Part.NUMBER) if of < at and units.is_at(of + 1, *nouns)]
        sizes = sizes if len(sizes) == 1 else []  # "which five states were the first"
        sizes += [at + 1] if units.is_at(at + 1, Part.NUMBER) else []
        if sizes and place in (1, -1):
            return place, units[sizes[0]].value
        is_of_many = units.text(at + 1).endswith("s") and units.is_at(at + 1, Part.NOUN, Part.ACT)
        if is_of_many or units.text(at + 1) == TreatyAct.BE_PARTY:
            raise NoPart
        return place, 1
    return 0, 1


def names_states(units: Units, wanted: Wanted) -> bool:
    """Says whether a sentence without names of states asks about all of them."""
    nouns = units.nouns
    is_told = bool(units.bodies or units.of(Part.SOURCE))  # the memo lists members alone
    if not nouns.isdisjoint(("member", "members", "participating")) and not is_told:
        return False  # of whom nobody says what they are members
    is_label = not units.of(Part.AUXILIARY, Part.WHO, Part.ASKING) and units.is_at(units.next(-1), Part.ACT)
    is_of_many = is_label or any(units.begins(at) in _MANY for at in units.places(Part.ACT))
    is_of_many |= any(
        units.is_at(at + 1, Part.ACT) for at in units.places(Part.ORDER)
    )  # "first ratification"
    are_any = {unit.value for unit in units.of(Part.ANY)}
    is_of_any = bool(are_any) and (bool(STATE_NOUNS & nouns) or not are_any.isdisjoint(_ANYBODY))
    is_of_any &= wanted is Wanted.TRUTH
    return (
        is_of_any
        or wanted in (Wanted.COUNT, Wanted.LENGTH)
        or (wanted is Wanted.LIST and bool(nouns or is_of_many or units.of(Part.WHO)))
    )
