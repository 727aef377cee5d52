"""What a sentence asks about states under treaties: who, which acts under which treaties, done or not, and when.

The reader goes over the tokens and gives each a part; what has none, or stands where it has no meaning, stops it. So no
"not", "only" or "before" is ever dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ...results.claims import Wanted
from ...sentences.days_asked import DayRelation
from ...sentences.reading import STATE_NOUNS
from ...status.standings import DayBounds
from .treaty_acts import BEGINNING, BELONGING, ENDING, STANDING, Predicate, TreatyAct
from .treaty_bodies import find_bodies, is_of_membership, take_parties_that_are_bodies
from .treaty_days import Event, take_events
from .treaty_parties import comparison, denied, excepted, group, names_states, order, states
from .treaty_parts import PRESENT, are_so_many, counted_apart
from .treaty_phrases import COMPARING, Part
from .treaty_predicates import predicates, take_choice
from .treaty_times import (
    TimeRelation,
    When,
    before_or_after,
    is_act,
    other_act,
    take_either_side,
    take_entries_for,
    timed,
    when_asked,
)
from .treaty_units import NoPart, Units

_BE = frozenset(("is", "are", "was", "were"))
#: What is told as it was done, not as where somebody stands.
_ONCE = frozenset((TreatyAct.JOIN, TreatyAct.LEAVE, TreatyAct.DENOUNCE))


#: What stops the reading where nothing has taken it.
_TO_BE_TAKEN = (
    Part.INSTEAD, Part.ENTRY, Part.OR, Part.IF, Part.LATTER, Part.FIELD, Part.YEARLY, Part.VERSUS, Part.KIND,
    Part.OUTSIDE, Part.MORE, Part.PLACE,
)  # fmt: skip
#: What a sentence may have that only names what is to be told of somebody, as "Norway, CETS 197: signature, consent (day, kind)".
_OF_LABELS = (
    Part.STATE, Part.GROUP, Part.TREATY, Part.ACT, Part.ENTRY, Part.FIELD, Part.KIND, Part.NOUN, Part.ASKING, Part.DATES, Part.LISTING,
    Part.SMALL, Part.AND, Part.VERSUS, Part.PLACING, Part.EVERY, Part.EXCEPT,
)  # fmt: skip
#: To what a word leads that nothing has taken; what only places something leads to names.
_LEADING: Mapping[str, tuple[Part, ...]] = {
    "": (Part.STATE, Part.GROUP, Part.TREATY, Part.NOUN),
    "by": (Part.STATE, Part.GROUP, Part.NOUN),
    "in": (Part.GROUP, Part.ACT),
    "from": (Part.GROUP, Part.ACT),
    "with": (Part.ASKING, Part.ACT, Part.FIELD, Part.KIND),
}
#: The same of lengths: "between signature and ratification".
_IN_LENGTHS: Mapping[str, tuple[Part, ...]] = {
    "between": (Part.STATE, Part.ACT),
    "from": (Part.STATE, Part.ACT),
    "after": (Part.ACT,),
}
#: What asks how long it took to do something, not how long it was so.
_LASTING = frozenset(
    ("take", "took", "taken", "takes", "need", "needed", "become", "became", "until", "till")
)
#: What asks for no days.
_COLUMNS = ("number", "names")
_RELATIVE = (("that",), ("who",), ("which",))
_ACT_NOUNS = ("signature", "ratification", "consent", "accession", "acceptance", "approval", "succession")


class TreatyQuestion(NamedTuple):
    """What is asked of states under treaties.

    `states` are those that are named, else `group` is the organization whose members are asked about, whom the sentence
    calls `called`, and of these those alone of whom the `restricting` hold, else all states are; `but` are left out, and of the `others` among the states it is asked that they did not. What is asked for is who did something, or by `order` who was
    the first (1) or the last (-1) to do it, or `many` of these, or who did it before (`is_before`) or after another (`than`) or before or
    after doing something else, or had done when it did that (`is_by`; `then`), or which of two did it first (`is_compared`), or who did all on one day. Whether it holds is asked of so many at the `least`,
    of more than half by -1, of all by 0, or by `is_only` of none. It is asked how many did it each year where it is `by_year`. It `has_days` where it is asked when, too, `has_kinds` where it is asked how they consented, and `has_rest` where it is asked of whom it does not hold; it `is_now` where today is
    named, or "ever", `is_memos` where it is asked what the memo says, and `is_truth_asked` where a comparison may be right or wrong, `is_statement` where what is told is said to be so, perhaps with a "not", and `is_present` where it is asked by "is" or "has";
    `whether` is the one of whom it is asked whether it has that place in order;
    `are_any` says that all members of an organization, or parties, are asked for, not states alone, `among` are the treaties of which some are asked for, and `against` is the day before or after which it may have been done.
    """

    wanted: Wanted
    predicates: tuple[Predicate, ...]
    when: When | None = None
    states: tuple[str, ...] = ()
    group: str = ""
    called: str = ""
    restricting: tuple[Predicate, ...] = ()
    but: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    order: int = 0
    than: str = ""
    is_before: bool = True
    is_by: bool = False
    is_compared: bool = False
    least: int = 0
    is_only: bool = False
    by_year: bool = False
    has_days: bool = False
    has_kinds: bool = False
    is_now: bool = False
    many: int = 1
    then: Predicate | None = None
    on_one_day: bool = False
    is_memos: bool = False
    has_rest: bool = False
    is_truth_asked: bool = False
    is_statement: bool = False
    is_present: bool = False
    are_any: bool = False
    among: tuple[str, ...] = ()
    whether: str = ""
    against: When | None = None

    @property
    def is_of_treaties(self) -> bool:
        """Whether it is asked under which treaties one state did something."""
        return any(not one.treaty and one.act not in BELONGING for one in self.predicates)

    @property
    def is_of_organizations(self) -> bool:
        """Whether it is asked of which organizations a state is a member."""
        return any(not one.treaty and one.act in BELONGING for one in self.predicates)

    @property
    def is_ranked(self) -> bool:
        """Whether acts are put in order of time, or beside one another."""
        return bool(
            self.order or self.is_compared or self.than or self.then or self.on_one_day or self.by_year
        )

    @property
    def is_latest(self) -> bool:
        """Whether it is asked as of the last day that the sources cover, where no day is named."""
        is_once = all(one.act in _ONCE for one in self.predicates)
        return self.is_now or self.wanted in (Wanted.DAY, Wanted.LENGTH) or self.is_ranked or is_once


def question_of(units: Units, day_of: Callable[[Event], DayBounds]) -> TreatyQuestion | None:
    """Returns what a sentence, or a part of one, asks of states under treaties, events by their days; None where it is not read whole."""
    try:
        return _question(Units(units), day_of)
    except NoPart:
        return None


def _question(units: Units, day_of: Callable[[Event], DayBounds]) -> TreatyQuestion:
    """Returns what is asked; raises NoPart."""
    are_those = [at for at in units.places(Part.NOUN) if units.word_before(at) in ("they", "these", "those")]
    is_of_those = any(units.is_at(at - 2, Part.AUXILIARY) for at in are_those) and not units.of(Part.STATE)
    goes_on = is_of_those or units.of(Part.THEN) or any(are_so_many(units, at) for at in range(len(units)))
    if (
        not len(units)
        or goes_on
        or units[-1].words == ("then",)
        or counted_apart(units)
        or _asks_whether(units)
    ):
        raise NoPart  # a day, or states, not named here; or two questions
    if units[0].words == ("to",) and units.is_at(1, Part.ACT):
        raise NoPart  # "to sign it", of which another sentence says what is asked
    find_bodies(units)
    take_parties_that_are_bodies(units)
    take_events(units, day_of)
    is_label = _is_label(units)
    among = () if is_label else take_choice(units)
    has_days = (not is_label and _names_columns(units)) | bool(units.of(Part.DATES))
    is_apart = bool(units.of(Part.APART)) or _is_counted_from_another(units)
    asked, is_entering = _related(units, is_apart)
    asked, acts = _deeds(units, _of_whom(units, asked), is_apart, is_label)
    wanted, predicates, when = asked.wanted, asked.predicates, asked.when
    are_members = not acts and all(one.act in BELONGING for one in predicates)  # "the members of the EU"
    is_doing = is_act(units, acts, is_entering) and not are_members
    is_of_any = not (asked.states or asked.group or STATE_NOUNS & units.nouns) and all(
        one.is_done and (len(predicates) == 1 or one.act not in BELONGING) for one in predicates
    )
    found = asked._replace(
        when=timed(units, when, is_doing, wanted, predicates),
        least=0 if asked.by_year else _least(units, wanted, asked.is_of_treaties),
        is_only=any(unit.value == "only" for unit in units.of(Part.ANY)),
        has_days=has_days and wanted is not Wanted.DAY,
        has_kinds=bool(units.of(Part.KIND)),
        is_now=_is_now(units, when, is_doing and bool(acts), predicates),
        on_one_day=bool(units.of(Part.ONE_DAY)),
        is_memos=bool(units.of(Part.SOURCE)),
        has_rest=bool(units.of(Part.REST)),
        is_truth_asked=units.is_truth and not units.of(Part.OR),  # a choice is no yes or no
        is_statement=units[0].words[-1:] == ("that",),
        is_present=not PRESENT.isdisjoint(units[0].words),
        among=among,
        are_any=is_of_any and wanted in (Wanted.LIST, Wanted.COUNT) and not asked.is_ranked,
    )
    _check_small_words(units, wanted)
    _check(units, found)
    return found


def _related(units: Units, is_apart: bool) -> tuple[TreatyQuestion, bool]:
    """Reads what relates acts to others and to days, and takes the words for it, with whether a treaty enters into force for somebody; raises NoPart."""
    place, many = order(units)
    longest = [one.value for one in units.of(Part.LONGEST)]
    place = longest[0] if longest and not place else place
    is_entering = take_entries_for(units)
    then, relation = other_act(units) or (None, None)
    compared = comparison(units, place != 0, is_apart)
    against = take_either_side(units)
    when, but = None if against else when_asked(units), excepted(units)
    if place and _is_comparing(units) and not compared.is_of_two:
        raise NoPart
    asked = TreatyQuestion(
        Wanted.LIST,
        (),
        when,
        but=but,
        order=place,
        many=many,
        than=compared.than,
        is_before=relation is DayRelation.BEFORE if then else compared.is_before,
        is_by=relation is DayRelation.UNTIL,
        is_compared=compared.is_of_two,
        then=then,
        against=against,
    )
    return asked, is_entering


def _of_whom(units: Units, asked: TreatyQuestion) -> TreatyQuestion:
    """Reads of whom it is asked; raises NoPart."""
    others = denied(units) if units.of(Part.TREATY) and not all(_values(units, Part.TREATY)) else ()
    named = (*states(units), *others)
    is_one_place = bool(asked.order) and asked.many == 1
    is_whether = units.is_truth and len(named) == 1 and (is_one_place or _is_of_the_only(units))
    whether, named = (named[0], ()) if is_whether else ("", named)  # "was Norway the first to ratify"
    members, called = group(units, bool(named))
    return asked._replace(states=named, whether=whether, group=members, called=called, others=others)


def _is_of_the_only(units: Units) -> bool:
    """Says whether it is asked if a state is the only one of a group: "is Russia the only CBSS member that is not a party"."""
    only = [at for at in units.places(Part.ONLY) if units.word_before(at) == "the"]
    return any(units.is_at(units.next(at), Part.GROUP, Part.NOUN, Part.OUTSIDE) for at in only)


def _deeds(
    units: Units, asked: TreatyQuestion, is_apart: bool, is_label: bool
) -> tuple[TreatyQuestion, Sequence[int]]:
    """Reads what is asked to be done, and what is wanted of it, with the places of the acts; raises NoPart."""
    is_length = is_apart and asked.is_compared and not asked.order
    wanted = Wanted.LENGTH if is_length else _wanted(units)
    wanted = Wanted.LIST if asked.whether and wanted is Wanted.TRUTH else wanted
    found, acts, members, ahead = _asked_to_be_done(units, wanted, asked.states, asked.group, is_label)
    is_dated = is_label and wanted in (Wanted.LIST, Wanted.TRUTH)
    wanted = wanted if (acts and not is_dated) or found[0].act in BELONGING else Wanted.DAY
    if wanted is Wanted.DAY and units.of(Part.KIND):  # "has it become a party, and in what form"
        units.taken |= {*units.places(Part.KIND)}
        bound = [one for one in found if one.act is TreatyAct.BE_PARTY]
        is_told = any(one.act is TreatyAct.RATIFY for one in found)
        found += [] if is_told else [one._replace(act=TreatyAct.RATIFY) for one in bound]
    if wanted is Wanted.LENGTH and not _LASTING.isdisjoint(units.words):  # "how long did it take to be bound"
        found = [one._replace(act=BEGINNING.get(one.act, one.act)) for one in found]
    wanted = Wanted.DAY if asked.against and wanted is Wanted.TRUTH else wanted
    by_year = _is_by_year(units, wanted)
    wanted = Wanted.COUNT if by_year else wanted
    is_of_treaties = asked._replace(predicates=tuple(found)).is_of_treaties
    if is_of_treaties:
        wanted = Wanted.LIST if wanted is Wanted.TRUTH else wanted  # "treaties ratified by Denmark"
        is_known = bool(asked.states or members) and wanted in (Wanted.LIST, Wanted.COUNT)
        if not is_known or asked.order or any(one.treaty for one in found):
            raise NoPart
    if units.of(Part.NONE):
        if not is_of_treaties or not all(one.is_done for one in found):
            raise NoPart
        found = [one._replace(is_done=False) for one in found]
    if wanted is Wanted.DAY or (asked.when and asked.when.relation is DayRelation.BEFORE):
        found = _as_turn(units, found)
    are_acts = not all(units[at].value in STANDING for at in acts)
    if are_acts and any(acts[0] < at < acts[-1] for at in units.places(Part.DAY, Part.MEMO)):
        raise NoPart  # of which act it tells the day is not clear
    asked = asked._replace(wanted=wanted, group=members, by_year=by_year)
    restricting = [one for one in ahead if one in found] if _is_of_a_set(units, asked) else []
    every = [at for at in units.places(Part.EVERY) if units.is_at(units.next(at), Part.NOUN)]
    if acts and every and every[-1] < acts[0] and any(at > acts[-1] for at in units.places(Part.GROUP)):
        raise NoPart  # "was every state that ratified it a member of the EU", which is not asked of its members
    last = units[units.before(acts[-1], (Part.AUXILIARY,))] if acts else units[0]
    if restricting and last.words[-1:] in _RELATIVE:
        raise NoPart  # "did all members ratify it that signed it"
    rest = [one for one in found if one not in restricting]
    return asked._replace(predicates=tuple(rest), restricting=tuple(restricting)), acts


def _is_of_a_set(units: Units, asked: TreatyQuestion) -> bool:
    """Says whether it is asked of how many of some of a group something holds, so that it matters who these are: "did all that signed it ratify it", "how many of the members that ..."."""
    is_of_number = asked.wanted is Wanted.COUNT and units.is_at(1, Part.PLACING)
    is_truth = asked.wanted is Wanted.TRUTH and not units.of(Part.ANY)  # any of some are any of all
    return bool(asked.group) and (is_truth or is_of_number) and not asked.is_ranked


def _asked_to_be_done(
    units: Units, wanted: Wanted, named: Sequence[str], members: str, is_label: bool
) -> tuple[list[Predicate], list[int], str, list[Predicate]]:
    """Reads what is asked to be done, with the places of the acts, of whose members, where it does not only ask for these, and what stands ahead without a joint."""
    if units.of(Part.BODIES) and len(named) == 1 and is_of_membership(units):
        # "Of which organizations is Norway a member?"
        return [Predicate(TreatyAct.BELONG, "")], units.places(Part.ACT), members, []
    is_said_more = units.of(Part.ACT, Part.TREATY, Part.NOT, Part.NEITHER, Part.ONLY)
    if members and wanted in (Wanted.LIST, Wanted.COUNT) and not is_said_more:
        return [Predicate(TreatyAct.BELONG, members)], [], "", []  # "members of the CBSS"
    asked, acts, ahead = predicates(units, wanted is Wanted.LENGTH, is_label)
    if (at := _ever(units)) is not None:  # who left has belonged
        act = next((units.text(one) for one in units.places(Part.ACT) if one > at), "")
        asked = [
            one._replace(act=BEGINNING.get(one.act, one.act)) if one.act == act else one for one in asked
        ]
    first = next((one for one in asked if one.act is TreatyAct.BELONG and one.is_done), None)
    is_membership = all(one.act in BELONGING for one in asked)
    if is_membership and len(asked) > 1 and first and not named and not members:
        return [one for one in asked if one is not first], acts, first.treaty, ahead
    return asked, acts, members, ahead


def _asks_whether(units: Units) -> bool:
    """Says whether behind what is asked for it is asked whether it is so: "when did it leave, and is it still a party?"."""
    return units.is_at(0, Part.ASKING) and any(
        units.is_at(at + 1, Part.AUXILIARY) and units.text(at + 2) in ("it", "they")
        for at in units.places(Part.AND)
    )


def _as_turn(units: Units, asked: Sequence[Predicate]) -> list[Predicate]:
    """Returns what somebody is as what began it, or ended it: "since when was it a member?", "until when was it bound?"."""
    asking = [units.begins(at) for at in units.places(Part.ASKING)]
    is_end = not {"until", "till"}.isdisjoint(asking)
    ways = [ENDING if is_end else {TreatyAct.BELONG: TreatyAct.JOIN}]
    if len(asking) > 1 and asking[0] == "from":  # "from when to when was it a member"
        ways = [BEGINNING, ENDING]
    return [*dict.fromkeys(one._replace(act=way.get(one.act, one.act)) for one in asked for way in ways)]


def _is_now(units: Units, when: When | None, is_doing: bool, asked: Sequence[Predicate]) -> bool:
    """Says whether today is named, or it is asked by no day whether something was ever done, or who did it, or what somebody is now: "is it a member"."""
    small = units.of(Part.NOT, Part.SMALL, Part.AUXILIARY)
    words = {word for unit in small for word in str(unit.value).split()}
    stands = not words.isdisjoint(("has", "have", "had", *_BE))
    is_ever = _ever(units) is not None or (is_doing and not stands and all(one.is_done for one in asked))
    is_present = units.is_truth and not words.isdisjoint(("is", "are")) and words.isdisjoint(("was", "were"))
    have = ("has", "have", "hasnt", "havent")
    is_present |= bool("still" in words and units.of(Part.NOT)) and not words.isdisjoint(have)
    is_present &= "still" in words or all(one.act in BELONGING for one in asked)
    is_dated = when is not None or bool(units.of(Part.SOURCE))
    return bool(units.of(Part.NOW)) or ((is_ever or is_present) and not is_dated)


def _ever(units: Units) -> int | None:
    """Returns the place of what asks of any day: "was it ever a party", "has never been a member"; None for none."""
    for at in units.places(Part.NOT, Part.SMALL):
        words = str(units[at].value).split()
        if words == ["ever"] and units.is_at(at + 1, Part.NOT):
            raise NoPart  # "was it ever not a member"
        if not {"ever", "never"}.isdisjoint(words) or words[:2] == ["at", "any"]:
            return at
    return None


def _is_comparing(units: Units) -> bool:
    return any(units.begins(at) in COMPARING for at in units.places(Part.ORDER))


def _check(units: Units, found: TreatyQuestion) -> None:
    """Refuses what has no clear meaning, or asks about nobody."""
    wanted, when, size = found.wanted, found.when, len(found.states)
    treaties, acts = ({one.treaty for one in found.predicates}, {one.act for one in found.predicates})
    is_done, is_one = all(one.is_done for one in found.predicates), len(found.predicates) == 1
    is_bounded = bool(found.states or found.group)
    is_of_one = found.is_of_treaties or found.is_of_organizations
    is_length, are_two = wanted is Wanted.LENGTH, found.is_compared
    is_ranked = found.order or found.than or are_two or found.then
    is_dated = is_ranked or found.on_one_day or wanted is Wanted.DAY or is_length
    is_any_done = any(one.is_done for one in found.predicates)
    is_of_one_state = wanted is Wanted.TRUTH and size == 1  # of which each is told by itself
    are_observers = TreatyAct.BELONG not in acts and wanted is Wanted.DAY
    are_two_deeds = len(found.predicates) == 2 and len(treaties) * len(acts) <= 2
    names_any = (found.are_any and acts & BELONGING) or found.whether or names_states(units, wanted)
    # What something asked needs beside it.
    needed: tuple[tuple[object, object], ...] = (
        (acts & BELONGING and is_dated and not (found.is_by or is_length), are_observers),
        (treaties <= units.bodies, is_bounded or is_any_done),
        (is_length, is_bounded or (found.order and not units.is_truth)),
        (is_length, len(treaties) == 1 and not (when and when.event)),
        (is_length and found.order, units.of(Part.LONGEST)),
        (is_length and found.then, not are_two),
        (units.of(Part.APART), are_two),
        (units.of(Part.OTHER), found.but),
        (found.others, is_one and is_done and size == 2 and found.is_of_treaties and not is_ranked),
        (found.others, when is None or when.time is TimeRelation.BY),  # else perhaps at another time
        (found.has_rest, wanted in (Wanted.LIST, Wanted.COUNT) and is_bounded and not is_dated),
        (found.on_one_day and not are_two, not is_ranked and are_two_deeds),
        (found.then and not is_length, not (found.order or found.than or are_two)),
        (found.against, wanted is Wanted.DAY and is_one and size == 1),
        (found.is_memos, when is None and not is_dated),
        (found.by_year, is_one and not (found.states or is_dated)),
        (found.by_year and when, when and when.time is TimeRelation.WITHIN and when.last and not when.event),
        (units.of(Part.NUMBER), found.many > 1),
        (is_dated, found.is_by or is_done),
        (is_ranked and not is_length, is_one),
        (is_ranked and when, found.order and when and when.time is TimeRelation.BY and not are_two),
        (found.has_days, (is_one or is_of_one_state) and is_done and not (found.than or found.then)),
        (found.order, are_two or wanted not in (Wanted.COUNT, Wanted.TRUTH)),
        (found.order, size != 1),  # "which of Denmark was the first"
        (found.than or are_two, wanted is not Wanted.DAY),
        (are_two, wanted is not Wanted.COUNT and size == 2),
        (found.is_now, when is None),
        (wanted is Wanted.COUNT and size == 1, is_of_one),
        (wanted is Wanted.LIST and size, units.of(Part.WHO) or is_ranked or is_of_one),
        (not is_bounded, names_any),
    )
    if len(units) > 1 and units.is_at(len(units) - 1, Part.WHO):
        raise NoPart  # "has signed it, and ratified which"
    is_taken = units.taken.issuperset(units.places(*_TO_BE_TAKEN))
    if not is_taken or any(is_asked and not is_there for is_asked, is_there in needed):
        raise NoPart


def _is_label(units: Units) -> bool:
    """Says whether a sentence only names what is to be told of somebody under a treaty, and takes the words for it."""
    fields, acts = units.of(Part.FIELD, Part.KIND), units.places(Part.ACT)
    parts = {unit.part for unit in units}
    if fields and not acts:  # "what was the position of Russia on CETS 197 when the memo was written?"
        parts -= {Part.AUXILIARY, Part.DAY, Part.MEMO, *([Part.WHO] if units.begins(0) == "what" else [])}
        on = {at for at in units.places(Part.RELATION) if units.is_at(units.next(at), Part.TREATY)}
        parts -= {Part.RELATION} if len(on) == len(units.of(Part.RELATION)) else set()
        units.taken |= on
    are_treaties = {*map(str, _values(units, Part.TREATY))}
    is_named = bool(units.of(Part.STATE, Part.GROUP)) and bool(are_treaties) and "" not in are_treaties
    are_nouns = all(units.begins(at).rstrip("s") in _ACT_NOUNS for at in acts)
    # "FYROM, Palermo Protocol: signed and ratified"
    are_nouns |= (
        bool(acts)
        and units[acts[0]].is_apart
        and acts[0] > max(units.places(Part.TREATY), default=len(units))
    )
    if not (is_named and are_nouns and parts <= {*_OF_LABELS}) or (units.of(Part.NOUN) and not fields + acts):
        return False
    for at in units.places(Part.ENTRY):
        units.change(at, Part.ACT, TreatyAct.BE_PARTY)
    units.taken |= {at for at in units.places(Part.FIELD, Part.KIND) if units.text(at) not in _COLUMNS}
    return True


def _values(units: Units, part: Part) -> list[object]:
    return [unit.value for unit in units.of(part)]


def _names_columns(units: Units) -> bool:
    """Takes columns that a sentence ends in, as in ": number, states, days", and says whether days are among them."""
    start = len(units)
    while start and units.is_at(start - 1, Part.FIELD, Part.NOUN, Part.ASKING, Part.AND):
        start -= 1
    while start < len(units) and not units[start].is_apart:
        start += 1
    columns = range(start, len(units))
    if not start or any(units[at].value in (Wanted.COUNT, Wanted.LENGTH) for at in columns):
        return False
    units.taken |= {*columns}
    return any(units[at].value is Wanted.DAY for at in columns)


def _is_counted_from_another(units: Units) -> bool:
    """Says whether it is asked how long after another state one did something: "how many days after Estonia did Lithuania"."""
    first, state = units.next(0), units.next(units.next(0))
    is_length = units[0].value is Wanted.LENGTH and units.is_at(first, Part.RELATION)
    return is_length and before_or_after(units[first]) is not None and units.is_at(state, Part.STATE)


def _is_by_year(units: Units, wanted: Wanted) -> bool:
    """Says whether it is asked how many did something each year, or in which year most did, and takes the words for it."""
    is_most = wanted is Wanted.DAY and [unit.value for unit in units.of(Part.LEAST)] == [-1]
    is_most &= any("year" in units[at].words for at in units.places(Part.ASKING))
    if not (is_most or (units.of(Part.YEARLY) and wanted in (Wanted.COUNT, Wanted.LIST))):
        return False
    units.taken |= {*units.places(Part.YEARLY)}
    return True


def _wanted(units: Units) -> Wanted:
    asking = [units[at] for at in units.places(Part.ASKING) if at not in units.taken]
    if len({unit.value for unit in asking}) > 1:
        raise NoPart
    is_clause = bool(asking) and asking[0].words[:1] == ("when",) and asking[0] != units[0]
    if is_clause and units.of(Part.WHO) and asking[0] != units[-1]:
        raise NoPart  # "which states were members when they ratified"
    if asking:
        return Wanted(asking[0].value)
    if units.of(Part.LONGEST):
        return Wanted.LENGTH
    if units.of(Part.KIND) and (units.is_truth or units.is_at(0, Part.KIND)):
        return Wanted.DAY  # "by what kind of act did it join", which is told with its day
    is_truth = units.of(Part.STATE, Part.LEAST) and not units.of(Part.WHO, Part.LISTING, Part.ORDER)
    is_truth = is_truth or units.of(Part.WHETHER)
    return Wanted.TRUTH if units.is_truth or is_truth else Wanted.LIST


def _least(units: Units, wanted: Wanted, is_of_treaties: bool) -> int:
    """Says of how many it is asked whether something holds: of all (0), of any, of at least so many, or of most (-1)."""
    every, some, least = units.of(Part.EVERY), units.of(Part.ANY), units.of(Part.LEAST)
    if bool(every) + bool(some) + len(least) > 1:
        raise NoPart
    if (some or least) and wanted is not Wanted.TRUTH:
        raise NoPart
    if every and wanted not in (Wanted.TRUTH, Wanted.DAY) and not is_of_treaties:
        raise NoPart
    return least[0].value if least else len(some[:1])


def _check_small_words(units: Units, asked: Wanted) -> None:
    """Refuses what relates to no day or name, and "both" beside a "not"."""
    for at in units.places(Part.RELATION, Part.PLACING):
        follower = units.next(at, (Part.SMALL, Part.EVERY, Part.ANY, Part.BOTH))
        leads_to = _LEADING.get(units[at].value if units.is_at(at, Part.RELATION) else "", ())
        leads_to += _IN_LENGTHS.get(units[at].value, ()) if asked is Wanted.LENGTH else ()
        is_of_bodies = units.is_at(at, Part.PLACING) and units.is_at(follower + 1, Part.BODIES)
        is_led = units.is_at(follower, *leads_to, *((Part.WHO,) if is_of_bodies else ()))
        if at not in units.taken and not is_led:
            raise NoPart
    if units.of(Part.BOTH) and units.of(Part.NOT, Part.NEITHER):
        raise NoPart
    if units.of(Part.WHETHER) and asked is not Wanted.TRUTH:
        raise NoPart
