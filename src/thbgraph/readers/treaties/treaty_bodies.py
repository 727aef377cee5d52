"""Bodies: the organizations of a sentence that somebody joins, leaves or belongs to, and those who are in them."""

from __future__ import annotations

from .treaty_acts import IN_BODIES, TreatyAct
from .treaty_phrases import Part
from .treaty_units import Unit, Units

_BE = frozenset(("is", "are", "was", "were"))


def find_bodies(units: Units) -> None:
    """Takes organizations that somebody joins, leaves or is a member of for what is joined, left or belonged to."""
    for at in reversed([at for at, unit in enumerate(units) if _is_being(units, at)]):
        group = units[at]  # "is an EU member", "which are Nordic countries"
        end = at + 1 + units.is_at(at + 1, Part.NOUN)
        belonging = Unit(Part.ACT, TreatyAct.BELONG, group.start, units[end - 1].end)
        units.exchange(at, end, belonging, group._replace(value=(group.body, group.body)))
    for at, unit in enumerate(units):
        if not unit.is_body:
            continue
        before = units.before(at, (Part.SMALL, Part.AUXILIARY, Part.NEITHER, Part.BOTH))
        placed = units.before(before, (Part.SMALL, Part.NOT, Part.NEITHER, Part.BOTH))
        is_listed = (
            units.is_at(before, Part.AND, Part.OR, Part.NOR) and units.text(before - 1) in units.bodies
        )
        is_listed |= units.is_at(before, Part.NOT) and units.text(before - 2) in units.bodies  # "but not to"
        if units.is_at(at + 1, Part.NOUN) and not units.is_at(before, Part.ACT):
            continue
        if units.text(before) == "of" and _is_belonging(units, before - 1):
            units.change(before, Part.SMALL, units[before].value)
            units.change(before - 1, Part.ACT, TreatyAct.BELONG)
        elif _is_placed(units, before, placed):
            units.change(before, Part.ACT, TreatyAct.BELONG)
        elif not is_listed and not is_joining(units, before) and units.text(at + 1) != TreatyAct.OBSERVE:
            continue
        units.change(at, Part.TREATY, unit.body)
        units.bodies.add(unit.body)
    first = units.next(0, (Part.SMALL,))
    is_member = any(word.startswith(("member", "observer")) for word in units.words)
    if (
        units.bodies
        and is_member
        and units.is_at(0, Part.AUXILIARY)
        and units.is_at(first, Part.GROUP)
        and units[first].is_body
    ):
        units.change(first, Part.STATE, units[first].body)  # "is the EU a member of the CBSS"
    groups = [unit.body for unit in units.of(Part.GROUP)]
    if not units.of(Part.TREATY) and len(groups) == 1:
        joining = [at for at in range(len(units)) if is_joining(units, at)]
        units.bodies |= {*groups} if joining else set()  # "which CBSS member joined last"
        for at in units.places(Part.GROUP) if joining and units.of(Part.STATE) else ():
            units.change(at, Part.TREATY, units[at].body)  # "Russia, Council of Europe: end of membership"


def is_joining(units: Units, at: int) -> bool:
    """Says whether an act is one of those that are done in an organization."""
    if not units.is_at(at, Part.ACT):
        return False
    is_join = units.begins(at).startswith(("join", "acced", "access"))
    return is_join or units[at].value in IN_BODIES | {TreatyAct.DENOUNCE}


def _is_placed(units: Units, at: int, before: int) -> bool:
    """Says whether somebody is in what follows, as in "is not in", "Is Norway in", "CBSS states in", or "but not of"."""
    if units.text(at) == "of":
        is_other = bool(units.bodies) or any(units.is_at(one, Part.GROUP) for one in range(before))
        return is_other and units.is_at(before, Part.AND, Part.OR, Part.NOR, Part.BUT)
    if units.text(at) not in ("in", "within"):
        return False
    is_been = units.word_before(at) in ("been", "being", "be")
    is_named = units.is_at(before, Part.STATE) and (_is_asked_of(units, before) or is_been)
    is_group = units.is_at(before, Part.GROUP) or (
        units.is_at(before, Part.NOUN) and units.is_at(before - 1, Part.GROUP)
    )
    is_be = units.is_at(before, Part.AUXILIARY) and units.text(before) in _BE
    return is_be or is_named or is_group or units.is_at(before, Part.AND, Part.OR, Part.NOR, Part.BUT)


def _is_being(units: Units, at: int) -> bool:
    """Says whether to be members of a group is told as what somebody is: "is an EU member"."""
    before = units.before(at, (Part.SMALL, Part.NOT, Part.NEITHER, Part.BOTH))
    unit = units[at]
    if unit.part is not Part.GROUP or before < 1:
        return False
    is_noun = not unit.is_body or units.is_at(at + 1, Part.NOUN)
    is_be = (
        units.is_at(before, Part.AUXILIARY)
        and units.text(before) in _BE
        and not units.is_at(before - 1, Part.WHO)
    )
    return is_noun and (is_be or (units.is_at(before, Part.STATE) and _is_asked_of(units, before)))


def _is_belonging(units: Units, at: int) -> bool:
    """Says whether members are what somebody is, as in "are not members of", "without being a member of"."""
    if not units.is_at(at, Part.NOUN) or "member" not in units.text(at):
        return False
    before = units.before(at, (Part.NOT, Part.NEITHER, Part.BOTH, Part.SMALL, Part.EVERY))
    between = {word for unit in units[before + 1 : at] for word in unit.words}
    if "the" in between:
        return False  # "who are the members of"
    if not between.isdisjoint(("being", "been", "be")):
        return True
    is_asked = _is_asked_of(units, before)
    is_be = units.is_at(before, Part.AUXILIARY) and units.text(before) in _BE
    is_also = units.is_at(before, Part.AND, Part.BUT) and any(one < before for one in units.places(Part.ACT))
    return (is_be and before > 0) or is_asked or is_also


def _is_asked_of(units: Units, at: int) -> bool:
    """Says whether it is asked of a state, or an organization, what it is: "Is Norway", "until when was Russia"."""
    is_first = units.is_at(0, Part.AUXILIARY) and units.text(0) in _BE
    before = units.before(at, (Part.SMALL,))
    is_be = units.is_at(before, Part.AUXILIARY) and units.text(before) in _BE
    return units.is_at(at, Part.STATE, Part.GROUP) and (is_first or is_be)


def is_of_membership(units: Units) -> bool:
    """Says whether what a state is a member of is asked for, and nothing else."""
    acts = [unit.value for unit in units.of(Part.ACT)]
    is_member = not units.nouns.isdisjoint(("member", "members")) or acts == [TreatyAct.BELONG]
    return (
        is_member
        and set(acts) <= {TreatyAct.BELONG}
        and not units.of(Part.TREATY, Part.GROUP, Part.NOT, Part.ONLY)
    )


def take_parties_that_are_bodies(units: Units) -> None:
    """Takes an organization that itself does something under a treaty for one of those that are asked about: "did the EU approve it"."""
    if not units.of(Part.TREATY) or units.bodies or not units.of(Part.ACT):
        return
    for at in units.places(Part.GROUP):
        before = units.before(at, (Part.SMALL,))
        is_placed = units.is_at(before, Part.PLACING) or units.text(before) in ("in", "from", "of", "by")
        is_of_members = is_placed or units.is_at(before, Part.WHO) or units.is_at(at + 1, Part.NOUN)
        if units[at].is_body and not is_of_members:
            units.change(at, Part.STATE, units[at].body)
