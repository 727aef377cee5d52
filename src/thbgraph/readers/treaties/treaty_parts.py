"""Parts of a sentence about treaties, and sentences that go on from one: each asks one thing, and takes what it leaves out from before.

"Have all the Nordic countries ratified CEDAW, and which was the first?" asks of the same states, act and treaty twice;
"CBSS states not party to UNTOC in 2004; which of them had signed it?" asks of those that were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...results.claims import Wanted
from ...sentences.days_asked import DayRelation
from ...sentences.reading import STATE_NOUNS
from .treaty_acts import TreatyAct
from .treaty_phrases import COMPARING, SIZES, Part
from .treaty_times import before_or_after
from .treaty_units import NoPart, Unit, Units

#: What stands for those who were found or asked about before.
_THOSE = frozenset(("they", "them", "these", "those"))
_DATED = (Part.DAY, Part.MEMO, Part.SOURCE, Part.NOW, Part.ENTRY)
#: What a sentence asks that goes on from another has one of these; else it only names something else to ask of.
ASKED_ANEW = (Part.ACT, Part.ENTRY, Part.ASKING, Part.ORDER, Part.ONE_DAY, Part.APART, Part.LONGEST)
_BE = frozenset(("is", "are", "was", "were"))
_ONLY_ASKING = (Part.ASKING, Part.SMALL, Part.AUXILIARY, Part.RELATION)
_STATE_WORDS = frozenset((noun,) for noun in STATE_NOUNS)
_DEPOSITING = {("deposit",), ("deposits",), ("deposited",)}
#: What "after" and "before" ask for behind the other: the rest, with the day itself.
_REST = {DayRelation.AFTER: DayRelation.SINCE, DayRelation.BEFORE: DayRelation.UNTIL}
#: What describes those who are told by their number.
_DESCRIBING = frozenset(("that", "who", "of", "in"))
#: To do what others had done before.
_LATER = frozenset(("catch up", "caught up", "follow suit", "followed suit", "follow", "followed"))
#: What acts are called that are counted.
_COUNTED = frozenset(("parties", "signatories", "signatures", "ratifications", "accessions", "consents"))
_COMPARING = {(word,) for word in COMPARING}
_THAN_ANOTHER = (*_COMPARING, ("faster",), ("quicker",), ("slower",), ("longer",), ("shorter",))
#: What stands for the treaty that was named before: "quicker with that one".
_WITH_IT = {("with",), ("on",), ("one",)}
PRESENT = frozenset(("is", "are", "has", "have", "do", "does"))
#: What asks for days, not about a day.
_ASKS_DAYS = (Part.ORDER, Part.ONE_DAY, Part.LONGEST, Part.APART)


class AskedBefore(NamedTuple):
    """What was asked before, and of whom that held, or may hold, where it was asked who; as of the last day known, or of another; who was found `earlier`, the `treaties` that were named before, what was asked last `of_group`, what `of_several`, be they those who were found before, and of whom it is `undecided`."""

    units: Units
    found: Sequence[str] | None = None
    is_latest: bool = False
    earlier: Sequence[Sequence[str]] = ()
    treaties: Sequence[Unit] = ()
    of_group: Units | None = None
    of_several: Units | None = None
    undecided: Sequence[str] = ()

    def treaty_for(self, own: Units) -> Iterator[Unit]:
        """Yields the one treaty that was named last; none is what somebody joins or leaves after an organization."""
        last = self.units.of(Part.TREATY)
        may_be_body = any(own.begins(at).startswith(("join", "leav", "left")) for at in own.places(Part.ACT))
        yield from _one_of(last or (() if may_be_body else self.treaties))

    def those(self, number: int) -> Sequence[str] | None:
        """Returns those who were found, of several times the last so many, or so many that were named; raises NoPart where never so many were."""
        named = [*dict.fromkeys(unit.value for unit in self.units.of(Part.STATE))]
        if number and len(named) == number:
            return named
        for one in (self.found, *reversed(self.earlier)):
            if not number or (one is not None and len(one) == number):
                return one
        raise NoPart


def parts_of(units: Units) -> list[Units]:
    """Parts a sentence where another question begins in it, behind "and", a comma or a semicolon; that of two treaties, or days, "A versus B" is two."""
    for at in units.places(Part.VERSUS):
        one, other = units.before(at), units.next(at)
        if any(units.is_at(one, part) and units.is_at(other, part) for part in (Part.TREATY, Part.DAY)):
            ways = ([*units[:at], *units[other + 1 :]], [*units[:one], *units[at + 1 :]])
            return [part for way in ways for part in parts_of(Units(way))]
    if at := counted_apart(units):
        one, other = units.before(at), units.next(at)
        return [Units([*units[:at], *units[other + 1 :]]), Units([*units[:one], *units[other:]])]
    for part in (
        Part.LONGEST,
        Part.ORDER,
    ):  # "which took the shortest, and which the longest", "first and last"
        ends = units.places(part)
        is_beside = len(ends) == 2 and (part is Part.LONGEST or _are_joined(units, *ends))
        if is_beside:
            ways = ([*units[: ends[0] + 1], *units[ends[1] + 1 :]], [*units[: ends[0]], *units[ends[1] :]])
            return [part for way in ways for part in parts_of(Units(way))]
    if of_doers := _of_doers(units):
        return of_doers
    days = _days_side_by_side(units)
    if len(days) > 1:  # "on 1 February 2008 and on 1 January 2010"
        each = ([*units[: days[0]], units[at], *units[days[-1] + 1 :]] for at in days)
        return [part for way in each for part in parts_of(Units(way))]
    starts = [0]
    for at in range(1, len(units)):
        told = Units(units[starts[-1] : at])
        is_asked = bool(told.of(*ASKED_ANEW, Part.FIELD)) or asks_of_members(told)
        starts += [at] if is_asked and _begins(units, at) else []
    ends = [*starts[1:], len(units)]
    parts = [units[start:end] for start, end in zip(starts, ends, strict=True)]
    return [Units(part[:-1] if part[-1].part in (Part.AND, Part.IF, Part.OR) else part) for part in parts]


def _are_joined(units: Units, one: int, other: int) -> bool:
    """Says whether nothing but "and" and small words stand between two units."""
    between = Units(units[one + 1 : other])
    return len(between.of(Part.AND)) == 1 and len(between.of(Part.AND, Part.SMALL)) == len(between)


def _of_doers(units: Units) -> list[Units]:
    """Parts a sentence that asks who of those that did something are in an organization: "how many of the states that had ratified it by 2010 were EU members"."""
    acts = [at for at in units.places(Part.ACT) if units[at].value is not TreatyAct.BELONG]
    that = [at for at in range(1, len(units)) if units.text(at) in ("that", "who", "which")]
    be = [at for at in units.places(Part.AUXILIARY) if units.text(at) in _BE and acts and at > acts[0]]
    is_asked = units.is_at(0, Part.WHO, Part.ASKING) and len(acts) == len(that) == len(be) == 1
    if not is_asked or not that[0] < acts[0] or not Units(units[be[0] :]).of(Part.GROUP):
        return []
    head = Units(units[: that[0]])
    whom = head.of(Part.GROUP, Part.NOUN) or [Unit(Part.NOUN, "states")]
    them = Unit(Part.SMALL, "them", words=("them",))
    did = Units([Unit(Part.WHO, "which"), *whom, *units[that[0] + 1 : be[0]]])
    return [did, Units([*head.of(Part.ASKING, Part.WHO, Part.PLACING)[:2], them, *units[be[0] :]])]


def with_shared_day(parts: Sequence[Units]) -> list[Units]:
    """Returns parts with the day of the last, which has no auxiliary or treaty of its own: "which had ratified it and which only signed by 2010"."""
    *others, last = parts
    days = last.of(Part.DAY)
    is_elliptic = not last.of(Part.AUXILIARY, Part.TREATY)
    is_shared = is_elliptic and len(days) == 1 and last[-1] is days[0]
    is_open = all(one.of(Part.AUXILIARY) and not one.of(*_DATED, *_ASKS_DAYS) for one in others)
    return [*(Units([*one, *days]) for one in others), last] if is_shared and is_open else [*parts]


def counted_apart(units: Units) -> int:
    """Returns the place of the "and" between acts of which each is asked for by itself: "how many parties and signatories"; 0 for none."""
    asks_number = any(unit.value is Wanted.COUNT for unit in units)
    nouns = _COUNTED if asks_number else ("parties", "signatories")
    of_acts = (at for at in units.places(Part.AND) if units.begins(units.before(at)) in nouns)
    return next((at for at in of_acts if units.begins(units.next(at)) in nouns), 0)


def of_either_body(units: Units) -> list[Units]:
    """Parts a sentence that asks of states whether they are in one organization or another, which is told of each: "a member of the EU or of NATO"."""
    for at in units.places(Part.OR) if units.is_truth and units.of(Part.STATE) else ():
        one, other = units.before(at), units.next(at, (Part.SMALL, Part.PLACING))
        if units[one].is_body and units.is_at(other, Part.GROUP) and len(units.of(Part.GROUP)) == 2:
            return [
                Units([*units[:at], *units[other + 1 :]]),
                Units([*units[:one], *units[other:]]),
            ]
    return []


def asks_of_members(units: Units) -> bool:
    """Says whether it is asked who belongs to a group, without a word for that: "which of those are in the EU"."""
    is_asked = bool(units.of(Part.WHO)) or not _THOSE.isdisjoint(units.words)
    is_be = any(one.value in _BE for one in units.of(Part.AUXILIARY))
    return is_asked and is_be and bool(units.of(Part.GROUP))


def at_two_times(units: Units) -> list[Units]:
    """Parts a sentence that asks of the same states what they did at one time and at another: "signed it in 2000 but ratified it after 2003"."""
    days = units.places(Part.DAY)
    joints = [at for at in units.places(Part.AND, Part.BUT) if len(days) == 2 and days[0] < at < days[1]]
    starts = units.places(Part.ACT, Part.AUXILIARY, Part.NOT, Part.ONLY)
    that = [at for at in starts[:1] if units.word_before(at) in ("that", "who", "which")]
    is_of_those = not joints and that and len(days) == 2
    is_of_those = is_of_those and units.is_at(days[0] + 1, Part.AUXILIARY, Part.ACT)
    if is_of_those:  # "how many of those that signed it in 2000 had ratified it by 2003"
        joints = [days[0] + 1]
    if len(joints) != 1 or not starts or not units.of(Part.GROUP, Part.NOUN) or joints[0] < starts[0]:
        return []
    (joint,), whom = joints, units[: starts[0]]
    first, then = units[:joint], units[joint + (not is_of_those) :]
    if not {Part.ACT, Part.TREATY} & {unit.part for unit in then}:
        if not any(unit.part is Part.NOT for unit in then):
            return []  # "in 2003 and in 2005"
        # "in 2010 but not in 2022"
        said = units[starts[0] : days[0]]
        ahead = 1 if units.is_at(starts[0], Part.AUXILIARY) else 0
        return [
            Units(first),
            Units([*whom, *said[:ahead], Unit(Part.NOT, "not"), *said[ahead:], *units.of(Part.DAY)[1:]]),
        ]
    if not any(unit.part is Part.ACT for unit in then):  # "ratified one before 2004 and the other after"
        then = [*units.of(Part.ACT)[:1], *then]
    treaty = [] if any(unit.part is Part.TREATY for unit in then) else units.of(Part.TREATY)[:1]
    behind = next(at + 1 for at, unit in enumerate(then) if unit.part is Part.ACT)
    return [Units(first), Units([*whom, *then[:behind], *treaty, *then[behind:]])]


def _days_side_by_side(units: Units) -> list[int]:
    """Returns the places of the first days that stand in a row, with nothing but "and" between them."""
    found: list[int] = []
    for at in units.places(Part.DAY):
        is_next = bool(found) and all(units.is_at(of, Part.AND) for of in range(found[-1] + 1, at))
        if found and not is_next and len(found) > 1:
            break
        found = [*found, at] if is_next else [at]
    return found


def stands_alone(units: Units) -> bool:
    """Says whether a sentence names all that it asks about, and goes on from no other."""
    named = (units.of(Part.TREATY), units.of(Part.STATE, Part.GROUP, Part.NOUN))
    goes_on = units.of(Part.THEN, Part.LATTER, Part.OTHER) or not _THOSE.isdisjoint(units.words)
    return all(named) and not goes_on


def is_of_the_rest(units: Units) -> bool:
    """Says whether a sentence only asks for those of whom what was asked before does not hold: "and the others?"."""
    return bool(units.of(Part.REST)) and len(units.of(Part.REST, Part.SMALL, Part.AND)) == len(units)


def is_denied_only(units: Units) -> bool:
    """Says whether a sentence only asks who did not do what was asked before: "and which one was not?", "and those that were not?"."""
    denied = (units.of(Part.WHO) or "those" in units.words) and units.of(Part.NOT)
    return bool(denied) and len(units.of(Part.WHO, Part.NOT, Part.AUXILIARY, Part.SMALL)) == len(units)


def names_only_states(units: Units) -> bool:
    """Says whether a sentence only names states, to be told of as others were: "what about Iceland?", "was Iceland one of them?"."""
    is_among = not _THOSE.isdisjoint(units.words) and "one" in units.words
    beside = (Part.AUXILIARY, Part.NOUN, Part.PLACING) if is_among else ()
    return bool(units.of(Part.STATE)) and len(units.of(Part.STATE, Part.AND, Part.SMALL, *beside)) == len(
        units
    )


def is_only_of(units: Units) -> bool:
    """Says whether a part only names those of whom the next one asks: "of the states that joined it, which were bound"."""
    return units.is_at(0, Part.PLACING) and not units.of(Part.WHO, Part.ASKING)


def _begins(units: Units, at: int) -> bool:
    is_joined = units.is_at(at - 1, Part.AND, Part.IF) or units[at].is_apart
    is_asking = units.is_at(at, Part.WHO, Part.ASKING) or (units.is_at(at, Part.ORDER) and units[at].is_apart)
    is_asking |= units[at].is_apart and _is_of_those(units[:], at) and units.is_at(at + 2, Part.WHO)
    subject = units[at + 1].words[:1] if at + 1 < len(units) else ()
    is_verb = units.is_at(at, Part.AUXILIARY) and (
        subject in {("it",), ("they",)} or (units.is_at(at - 1, Part.AND) and units.is_at(at + 1, Part.STATE))
    )
    is_whole = units.is_at(at - 1, Part.IF) and bool(subject)
    is_more = (unit.part not in _ONLY_ASKING or unit.value in _LATER for unit in units[at:])
    asks_more = is_whole or any(is_more)  # but "..., and when?"
    is_less = units.is_at(at - 1, Part.OR) and units.is_at(at, Part.ONLY)  # "has it joined, or only signed?"
    return is_less or (is_joined and asks_more and (is_asking or is_verb))


def completed(own: Units, before: AskedBefore) -> Units:
    """Returns the units of a part with those of what was asked before that it leaves out; raises NoPart where it is not clear which."""
    last = before.units
    if not own.of(Part.ACT):  # "on what day did each of them deposit?"
        own = Units(
            one._replace(part=Part.ACT, value=TreatyAct.RATIFY) if one.words[:1] in _DEPOSITING else one
            for one in own
        )
    if turned := _before_the_other(own, last) or _on_the_other_side(own, last):
        return turned
    if is_denied_only(own) and not own.of(Part.WHO):
        own = Units([Unit(Part.WHO, "which"), *own.of(Part.AUXILIARY, Part.NOT)])
    if is_only_of(last) and own.of(Part.GROUP):
        raise NoPart  # of which of the two it is asked is not clear
    if is_of_the_rest(own):
        return Units([*last, *own.of(Part.REST)])
    if names_only_states(own):  # after what was asked of several, whether one of them did that
        if before.of_several is None or len(before.of_several.of(Part.GROUP)) > 1:
            raise NoPart
        kept = (Part.NOT, Part.NEITHER, Part.NOR, Part.ACT, Part.TREATY, Part.BUT, Part.AND, *_DATED)
        asked = before.of_several.of(*kept, Part.AUXILIARY)
        begins = [one for one in asked if one.part is Part.AUXILIARY] or [Unit(Part.AUXILIARY, "did")]
        asking = [one for one in before.of_several.of(Part.ASKING) if one.value is Wanted.DAY]
        return Units(
            [
                *asking,
                begins[0],
                *own.of(Part.STATE, Part.AND),
                *(one for one in asked if one.part is not Part.AUXILIARY),
            ]
        )
    if others := _of_others(own, last):
        return others
    counted = [unit for unit in own if unit.value is Wanted.COUNT]
    if counted and len(own.of(Part.ASKING, Part.SMALL)) == len(own) and last.is_at(0, Part.WHO):
        return Units([*counted, *last[1:]])  # "how many?"
    if rest := _without_found(own, before):
        return completed(rest, before)
    acts = own.of(Part.ACT)
    is_act_alone = len(acts) == 1 and len(own.of(Part.ACT, Part.SMALL)) == len(own)
    if is_act_alone and (own[0].words == ("to",) or _compared_with(last)):
        # "to sign it"; "and ratify it?", behind "did Norway sign it before Denmark"
        [*_one_of(last.of(Part.ACT))]
        return Units(
            acts[0] if unit.part is Part.ACT else unit for unit in last if unit.part is not Part.BECOME
        )
    is_then = bool(own.of(Part.THEN)) or own[-1].words == ("then",)
    own, number = _meant(own, before)
    states = {unit.value for unit in last.of(Part.STATE)}
    are_both = len(states) == 2 and bool(own.of(Part.BOTH)) and not own.of(Part.STATE)
    are_those = bool(number) or are_both or any(_are_those(own, at) for at in range(len(own)))
    is_named = bool(own.of(Part.GROUP)) and not own.of(Part.TREATY, Part.ENTRY)
    is_named &= all(unit.value is TreatyAct.BELONG for unit in own.of(Part.ACT))
    are_members = are_those and is_named and any(unit.value in _BE for unit in own.of(Part.AUXILIARY))
    is_of_bodies = own.of(Part.GROUP) and own.of(Part.ACT) and not last.of(Part.TREATY)
    added: list[Unit] = []
    if not (own.of(Part.TREATY) or are_members or is_of_bodies):
        added += before.treaty_for(own)
    tense = [] if own.of(Part.AUXILIARY) else last.of(Part.AUXILIARY)
    if not (own.of(Part.ACT, Part.ENTRY, Part.FIELD) or are_members):
        added += last.of(Part.FIELD) or [*tense, *_one_of(last.of(Part.ACT))]
    elif own.of(Part.WHO) and not own.of(*_ASKS_DAYS, *_DATED):  # "has signed, and which ratified"
        added += tense
    has_nouns = bool(own.of(Part.NOUN)) and not are_those and not {"one", "ones"} & own.nouns
    named = [own[at] for at in own.places(Part.STATE) if not before_or_after(own[own.before(at)])]
    if are_members or not (named or own.of(Part.GROUP) or has_nouns):
        added += _whom(own, before, are_those, number)
    elif number not in (0, len(named)):
        raise NoPart
    added += _when(own, before, is_then)
    return Units([*own, *added])


def _meant(own: Units, before: AskedBefore) -> tuple[Units, int]:
    """Returns a part with what its words for those before mean, or without them, and how many these are; 0 where none are counted."""
    last = before.units
    states = {unit.value: unit for unit in last.of(Part.STATE)}
    that_one = [own[at] for at in own.places(Part.NOUN) if _is_that_one(own, at)]
    units = [
        unit for unit in own if unit.part is not Part.THEN and (unit.words, unit) != (("then",), own[-1])
    ]
    units = [unit for at, unit in enumerate(units) if not _is_of_those(units, at)]
    units = [_latter(unit, last) if unit.part is Part.LATTER else unit for unit in units]
    if that_one:  # "that country"
        (one,) = _one_of(Unit(Part.STATE, of) for of in before.found or states)
        units = [one if unit in that_one else unit for unit in units]
    if states and own.of(Part.ENTRY) and "there" in own.words:  # "and from when was it in force there?"
        bound = TreatyAct.BE_PARTY
        units = [one._replace(part=Part.ACT, value=bound) if one.part is Part.ENTRY else one for one in units]
        units = [one for unit in units for one in (states.values() if unit.words == ("there",) else [unit])]
    if not own.of(Part.ACT, Part.ENTRY):  # "who came first with UNTOC"
        units = [unit for at, unit in enumerate(units) if not _only_leads(units, at)]
    done = {unit.value: unit for unit in last.of(Part.ACT)}
    for act in done.values() if len(done) == 1 else ():  # "who is missing" of those who ratified
        units = [act if unit.value is TreatyAct.BE_PARTY and not unit.words else unit for unit in units]
    is_placed = len(own) > 2 and own.is_at(2, Part.ACT) and not own[2].words
    # "Has it signed it; was that before Norway?"
    if is_placed and own[2].value is TreatyAct.RATIFY and len(done) == 1:
        units[2:3] = done.values()
    if is_placed and len(states) == 1:  # "was that before or after Lithuania?"
        units[1:2] = states.values()
    own = Units(units)
    so_many = [at for at in range(len(own)) if are_so_many(own, at)]
    left = {at for of in so_many for at in (of, of + 1) if at == of or own.is_at(at, Part.NOUN)}
    number = size_of(own[so_many[0]].words[0]) if so_many else 0
    return Units(unit for at, unit in enumerate(own) if at not in left), number


def _whom(own: Units, before: AskedBefore, are_those: bool, number: int) -> Sequence[Unit]:
    """Returns those of whom a part asks that names nobody: who were found before, perhaps so many, or who were asked about."""
    last = before.units
    is_next = len(before.found or ()) == 1 and bool(own.of(Part.ORDER) and last.of(Part.ORDER))
    is_of_found = (
        (are_those and not is_next)
        or bool(own.of(Part.ORDER) and not last.of(Part.ORDER))
        or is_only_of(last)
    )
    is_of_found |= bool(before.found) and _is_of_it(own)
    is_of_all = not last.of(Part.GROUP, Part.STATE)  # "which had not ratified it?", of those that signed
    is_of_found |= is_of_all and bool(before.found) and bool(own.of(Part.WHO) and own.of(Part.NOT))
    is_of_found = is_of_found and not _is_of_the_others(own, last)
    those = before.those(number) if is_of_found else None
    asked = _asked_of(last)
    if _is_of_it(own):
        asked = [one for one in asked if one not in _compared_with(last)]
    if those is not None and not those:
        raise NoPart
    is_of_one = len({unit.value for unit in last.of(Part.STATE)}) == 1 and not last.of(Part.GROUP)
    if own.of(Part.WHO) and is_of_one and not those and before.of_group:
        return _asked_of(before.of_group)  # "when did it sign", after the first; "who has not signed?"
    return [Unit(Part.STATE, state) for state in those or ()] or asked or last.of(Part.NOUN)


def _when(own: Units, before: AskedBefore, is_then: bool) -> Sequence[Unit]:
    """Returns the days that a part without any takes from before, or that it is told as of the last day known."""
    days = before.units.of(*_DATED[:-1])
    asks_days = own.of(*_ASKS_DAYS) or any(unit.value is Wanted.DAY for unit in own.of(Part.ASKING))
    if is_then and not days:
        raise NoPart
    is_undated = not (own.of(*_DATED) or asks_days)
    is_still = any("still" in str(unit.value).split() for unit in own.of(Part.NOT, Part.SMALL))
    is_present = any(unit.value in PRESENT for unit in own.of(Part.AUXILIARY))
    is_present |= any(unit.value in ("havent", "hasnt") for unit in own.of(Part.NOT))
    is_present &= is_still or not is_denied_only(own)
    if is_then or not is_undated:
        return days if is_then else ()
    # Whose word is asked for holds for all that is asked.
    taken = before.units.of(Part.SOURCE) if is_present else days
    return [*taken, Unit(Part.NOW, "as last known")] if before.is_latest and not taken else taken


def _asked_of(last: Units) -> list[Unit]:
    """Returns the states or the group of a sentence, but those that it leaves out, and not what a state joined or left; an organization with a word for its members, where they were asked about."""
    named = last.of(Part.STATE, Part.GROUP, Part.EXCEPT)
    joined = [last[at] for at in last.places(Part.GROUP) if last.is_at(last.before(at), Part.ACT)]
    named = [one for one in named if one not in joined] if last.of(Part.STATE) else named
    is_of_members = len(named) == 1 and named[0].is_body and last.of(Part.NOUN)
    return [*named, Unit(Part.NOUN, "members")] if is_of_members else named


def _compared_with(last: Units) -> list[Unit]:
    """Returns the states before or after which something was asked to have been done."""
    return [last[at] for at in last.places(Part.STATE) if at and before_or_after(last[last.before(at)])]


def _is_of_it(own: Units) -> bool:
    """Says whether "it" does something, which the state that was found before does: "which was the last, and when did it sign?"."""
    is_subject = any(own[at + 1 : at + 2] and own.begins(at + 1) == "it" for at in own.places(Part.AUXILIARY))
    return is_subject and not own.of(Part.ENTRY)


def _is_of_the_others(own: Units, last: Units) -> bool:
    """Says whether it is asked who did not do what those who were found did, or what comes before that: "which have ratified it; which of them have not?", "... have not even signed it?"."""
    acts, done = ({unit.value for unit in one.of(Part.ACT)} for one in (own, last))
    done |= {TreatyAct.SIGN} if done == {TreatyAct.RATIFY} else set()
    denying = (Part.NOT, Part.NEITHER, Part.ONLY)
    is_same = not own.of(Part.TREATY) and bool(acts & done or not acts)
    return is_same and bool(own.of(*denying)) and not last.of(*denying)


def _latter(unit: Unit, last: Units) -> Unit:
    """Returns the treaty or, of one treaty, the state that "the latter" or "the former" stands for; raises NoPart where none were two."""
    for part in (Part.TREATY, Part.STATE):
        named = list({one.value: one for one in last.of(part)}.values())
        if len(named) == 2:
            return named[int(unit.value)]
    raise NoPart


def _before_the_other(own: Units, last: Units) -> Units | None:
    """Returns the question whether a state did before another what that was asked about: "was Sweden any quicker?", "did it sign earlier?"; None where it is not that."""
    named, others = own.of(Part.STATE), last.of(Part.STATE)
    turns = [
        one
        for one in own.of(Part.ORDER, Part.LONGEST)
        if one.part is Part.LONGEST or one.words[:1] in _COMPARING
    ]
    plain = (Part.AUXILIARY, Part.STATE, Part.ORDER, Part.LONGEST, Part.ACT, Part.SMALL, Part.ANY)
    is_plain = all(one.part in plain or one.words in _WITH_IT for one in own)
    is_of_two = len(named) == len(others) == len(turns) == 1 and named[0].value != others[0].value
    if not (own.is_truth and is_plain and named and turns):
        return None
    if not is_of_two and turns[0].words[-1:] in _THAN_ANOTHER:
        raise NoPart  # it is not clear than who
    if not is_of_two:
        return None
    relation = Unit(Part.RELATION, "before" if turns[0].value == 1 else "after")
    acts = own.of(Part.ACT) or [*_one_of(last.of(Part.ACT))]
    did = Unit(Part.AUXILIARY, "did")
    return Units([did, *named, *acts, *_one_of(last.of(Part.TREATY)), relation, *others])


def asks_of_other_side(own: Units) -> bool:
    """Says whether a sentence only asks for what was before, or after, what was asked about: "and which ones before?"."""
    plain = (Part.WHO, Part.NOUN, Part.AND, Part.AUXILIARY, Part.SMALL, Part.RELATION)
    return len([*filter(before_or_after, own)]) == 1 and len(own.of(*plain)) == len(own)


def _on_the_other_side(own: Units, last: Units) -> Units | None:
    """Returns what was asked about one side of a state, or of a day, for the other; None where it is not asked."""
    if not asks_of_other_side(own):
        return None
    ((relation, side),) = [(one, of) for one in own if (of := before_or_after(one))]
    sides = [at for at, one in enumerate(last) if before_or_after(one)]
    days = [
        at
        for at in last.places(Part.DAY)
        if last[at].value.relation in (DayRelation.BEFORE, DayRelation.AFTER)
    ]
    if len(sides) + len(days) != 1:
        raise NoPart
    whole = Units(last)
    for at in sides:
        whole.exchange(at, at + 1, relation)
    for at in days:
        asked = last[at].value
        other = side if side is asked.relation else _REST[side]
        whole.exchange(at, at + 1, last[at]._replace(value=asked.related(other)))
    return whole


def _of_others(own: Units, last: Units) -> Units | None:
    """Returns what was asked of some states of the other members of a group, perhaps of another day: "and the other two Baltic states on that day?"."""
    named, days = last.of(Part.STATE), own.of(Part.DAY)
    beside = (Part.OTHER, Part.GROUP, Part.DAY, Part.NUMBER, Part.NOUN, Part.AND, Part.SMALL)
    if not (named and own.of(Part.OTHER) and own.of(Part.GROUP) and len(own.of(*beside)) == len(own)):
        return None
    first = last.places(Part.STATE)[0]
    left = {Part.STATE, *([Part.DAY] if days else [])}
    ahead, behind = (
        [unit for unit in part if unit.part not in left] for part in (last[:first], last[first:])
    )
    whom = [*own.of(Part.GROUP, Part.NOUN), Unit(Part.EXCEPT, "other"), *named]
    return Units([*ahead, *whom, *behind, *days])


def _without_found(own: Units, before: AskedBefore) -> Units | None:
    """Returns what is asked of "the other two", or "the remaining ones", with those that were asked about, but those who were found, in their place; None where none were."""
    groups, others = before.units.of(Part.GROUP), own.places(Part.OTHER, Part.REST)
    named = before.units.of(Part.STATE)
    is_plain = bool(groups) + bool(named) == len(others) == 1 and len(groups) < 2
    if not (is_plain and before.found) or own.of(Part.STATE, Part.GROUP, Part.TREATY):
        return None
    (at,) = others
    end = at + 1
    while own.is_at(end, Part.NUMBER, Part.NOUN):
        end += 1
    found = [Unit(Part.STATE, state) for state in before.found]
    whom = [*_asked_of(before.units), Unit(Part.EXCEPT, "other"), *found]
    if named:
        whom = [one for one in named if one.value not in before.found]
    return Units([*own[:at], *whom, *own[end:]]) if whom else None


def are_so_many(units: Units, at: int) -> bool:
    """Says whether a number stands for so many that were found: "which of the four", "when did the two countries sign it"."""
    is_number = units.text(at) == "the" and bool(units[at].words) and size_of(units[at].words[0]) > 0
    is_kind = units.is_at(at + 1, Part.NOUN) and (
        units[at + 1].words[:1] not in _STATE_WORDS
        or units.text(at + 2) in _DESCRIBING
        or (units.is_at(at + 2, Part.ACT) and units.begins(at + 2).endswith("ing"))
    )  # "the ten countries that joined it", "joining it"
    return is_number and not is_kind and not units.is_at(at + 1, Part.GROUP, Part.TREATY, Part.ORDER)


def size_of(word: str) -> int:
    return int(word) if word.isdigit() else SIZES.get(word, 0)


def _are_those(units: Units, at: int) -> bool:
    """Says whether a word stands for those who were found, and leads to no group: "which of these", not "these Nordics"."""
    return not _THOSE.isdisjoint(units[at].words) and not units.is_at(at + 1, Part.GROUP)


def _is_that_one(units: Units, at: int) -> bool:
    """Says whether a noun stands for the one state that was found or named before: "that country", "for that one"."""
    is_subject = units.is_at(at - 2, Part.AUXILIARY) and not units.of(Part.ENTRY)
    is_one = units.text(at) == "one" and (is_subject or units.text(at - 2) in ("for", "by", "of"))
    is_state = units.text(at) in STATE_NOUNS and not units.text(at).endswith("s")
    return (is_one or is_state) and units.word_before(at) == "that"


def _only_leads(units: Sequence[Unit], at: int) -> bool:
    """Says whether a word only leads to a treaty: "with UNTOC"."""
    behind = next((unit.part for unit in units[at + 1 :] if unit.part is not Part.SMALL), None)
    return units[at].words in _WITH_IT and behind is Part.TREATY


def _is_of_those(units: Sequence[Unit], at: int) -> bool:
    """Says whether "of" only leads to those who were found: "of these, which had", "how many of them"."""
    behind = units[at + 1].words if at + 1 < len(units) else ()
    return units[at].part is Part.PLACING and len(behind) == 1 and behind[0] in _THOSE


def _one_of(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yields the one unit that may be meant; raises NoPart where several may."""
    found = {unit.value: unit for unit in units}
    if len(found) != 1:
        raise NoPart
    yield from found.values()
