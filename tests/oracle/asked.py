"""Generated sentences about states under treaties, each with what it asks as plain values, and the answer of the reference.

The sentences are made here from operators, groups, treaties and days; the answers are worked out from the tables and
articles, without a look at the program.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from . import membership
from .reference import (
    ILO,
    LAST,
    NEVER,
    NOT_APPLICABLE,
    PARTY,
    Span,
    chain,
    exists,
    in_force,
    kinds,
    open_from,
    possible,
    standing,
    stated_acts,
)

DAY = timedelta(days=1)
REPORTING_DAY = date(2010, 2, 23)
#: How sentences call the groups, in front of a verb and behind "of the".
CALLED = {
    "cbss": ("CBSS states", "CBSS members", "member states of the CBSS"),
    "nordic-council": ("Nordic countries", "members of the Nordic Council"),
    "baltic-assembly": ("Baltic states",),
    "eu": ("EU member states", "EU members", "states of the European Union"),
    "coe": ("members of the Council of Europe", "Council of Europe member states"),
    "osce": ("OSCE participating States",),
    "": ("states", "countries"),
}
TREATIES = {
    "cets-197": (
        "CETS 197",
        "the Council of Europe Convention on Action against Trafficking in Human Beings",
    ),
    "palermo-protocol": ("the Palermo Protocol", "the 2000 Palermo Protocol"),
    "untoc": ("UNTOC", "the UN Convention against Transnational Organized Crime"),
    "smuggling-protocol": ("the Smuggling Protocol",),
    "crc": ("the Convention on the Rights of the Child",),
    "crc-op-sc": (
        "CRC-OP-SC",
        "the Optional Protocol to the CRC on the sale of children, child prostitution and child pornography",
    ),
    "cedaw": ("CEDAW",),
    "ilo-c182": ("ILO Convention No. 182",),
    "ilo-c029": ("ILO C029",),
    "convention-1949-traffic": ("the 1949 Convention", "the convention of 1949"),
}
STATES = {
    "swe": "Sweden", "fin": "Finland", "est": "Estonia", "isl": "Iceland", "rus": "Russia", "deu": "Germany", "pol": "Poland",
    "dnk": "Denmark", "lva": "Latvia", "ltu": "Lithuania", "nor": "Norway", "irl": "Ireland", "cze": "Czechia", "jpn": "Japan",
    "usa": "the United States", "tur": "Turkey", "srb": "Serbia", "mne": "Montenegro", "isr": "Israel",
}  # fmt: skip
#: Organizations whose members have one term each, or none.
BODIES = {
    "eu": "the EU", "nato": "NATO", "coe": "the Council of Europe", "cbss": "the CBSS", "nordic-council": "the Nordic Council",
}  # fmt: skip
#: How a state may consent, by what it is called in the tables, with the verb after "had" and "did".
CONSENTS = {
    "Accession": ("acceded to", "accede to"), "Acceptance": ("accepted", "accept"), "Succession": ("succeeded to", "succeed to"),
}  # fmt: skip
_NUMBERS = ("none", "one", "two", "three", "four", "five")
Act = Literal["sign", "ratify", "party", "denounce", "join", "leave", "belong"]
Truth = bool | None


@dataclass(frozen=True)
class Condition:
    """That a state did something under a treaty, or did not: by a day, or between two."""

    act: Act
    treaty: str
    is_done: bool = True
    kind: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Asked:
    """A sentence, and what it asks."""

    text: str
    conditions: tuple[Condition, ...]
    wants: Literal[
        "list",
        "count",
        "truth",
        "order",
        "first of two",
        "last of two",
        "first so many",
        "every",
        "some",
        "only",
        "same day",
        "so many",
        "by year",
        "apart",
        "days",
        "side",
        "more",
    ]
    last: date | None
    first: date | None = None
    group: str | None = None
    states: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    place: int = 0
    than: str = ""
    then: Condition | None = None
    is_before: bool = True
    is_by: bool = False
    on_one_day: bool = False
    years: tuple[int, ...] = ()
    restricting: tuple[Condition, ...] = ()


def span_of(state: str, condition: Condition) -> Span:
    """The days between which a state did it, or became or ceased to be a member."""
    if condition.act in ("join", "leave"):
        terms = [
            one
            for one in membership.memberships(condition.treaty)
            if (one.state, one.kind) == (state, "Member")
        ]
        return NEVER if not terms else terms[0].begin if condition.act == "join" else terms[0].end
    if condition.act == "denounce":
        return standing(state, condition.treaty).left
    if condition.kind:
        known = standing(state, condition.treaty)
        named = {kind for kind, _ in stated_acts().get((state, condition.treaty), {}).values()} & {
            *CONSENTS,
            "Ratification",
            "Approval",
        }
        kinds_of = {known.kind} if known.kind in {*CONSENTS, "Ratification", "Approval"} else named
        if known.consent == NEVER or kinds_of == {condition.kind}:
            return known.consent
        return NEVER if kinds_of and condition.kind not in kinds_of else Span(known.consent.earliest, LAST)
    known = standing(state, condition.treaty)
    return {"sign": known.signature, "ratify": known.consent, "party": known.force}[condition.act]


def within(span: Span, first: date, last: date) -> Truth:
    """Whether something was done on one of some days."""
    if span == NEVER or span.earliest > last or span.latest < first:
        return False
    return True if first <= span.earliest and span.latest <= last else None


def earlier(one: Span, other: Span) -> Truth:
    """Whether something was done before something else."""
    if one == NEVER or (other != NEVER and one.earliest >= other.latest):
        return False
    sure = one.latest != LAST and (other == NEVER or one.latest < other.earliest)
    return True if sure else None


def had_by(span: Span, other: Span) -> Truth:
    """Whether something had been done on the day of something else, between whatever days that was."""
    first, last = span.by(other.earliest), span.by(other.latest)
    return first if first is last else None


def was_done(span: Span, day: date) -> Truth:
    """Whether something was done at all, as far as is known on a day."""
    return True if span.latest != LAST else span.by(day)


def both(truths: list[Truth]) -> Truth:
    """Whether all hold."""
    return False if False in truths else None if None in truths else True


def is_shut(state: str, condition: Condition, day: date) -> bool:
    """Whether a treaty is not open to a state, as a convention of the ILO is to its members alone."""
    return condition.act not in ("join", "leave") and possible(state, condition.treaty, day) == {
        NOT_APPLICABLE
    }


def is_so(state: str, condition: Condition, asked: Asked, day: date) -> Truth:
    """Whether a condition holds of a state, as far as is known."""
    if state == asked.than:
        return False
    if not exists(state, day):
        return not condition.is_done
    if condition.act == "belong":
        is_one = membership.member(condition.treaty, state, day)
        return is_one if condition.is_done or is_one is None else not is_one
    span = span_of(state, condition)
    if asked.than or asked.then:
        other = span_of(state, asked.then) if asked.then else span_of(asked.than, condition)
        span = NEVER if is_shut(state, condition, day) else span
        other = NEVER if asked.then and is_shut(state, asked.then, day) else other
        if asked.is_by:
            had = had_by(span, other)
            left = standing(state, condition.treaty).left
            is_over = condition.act == "party" and left.by(other.latest) is not False
            had = None if is_over else had if condition.is_done or had is None else not had
            return both([was_done(other, day), had])
        order = earlier(span, other) if asked.is_before else earlier(other, span)
        truth: Truth = False if order is False else both([order, was_done(span, day), was_done(other, day)])
    elif condition.first and condition.last:
        truth = within(span, condition.first, condition.last)
    elif asked.first is not None:
        truth = within(span, asked.first, day)
    elif condition.act == "party":
        may = possible(state, condition.treaty, day)
        truth = False if PARTY not in may else True if may == {PARTY} else None
    else:
        truth = span.by(day)
    if truth is None and condition.kind:  # of whatever kind it was, it may have been at another time
        in_any_way = is_so(state, replace(condition, kind="", is_done=True), asked, day)
        truth = None if in_any_way is not False else False
    is_ranked = bool(asked.than or asked.then)  # these are told on whatever day they are recorded
    if (
        condition.act not in ("join", "leave")
        and not is_ranked
        and truth is None
        and day < standing(state, condition.treaty).open_from
    ):
        truth = False
    return truth if condition.is_done or truth is None else not truth


def domain(asked: Asked, day: date) -> dict[str, Truth]:
    """Who is asked about, and whether it is known that they are of the group on the day, or that of the memo before the group was there."""
    if asked.states:
        return dict.fromkeys(asked.states, True)
    if asked.restricting:
        among = domain(replace(asked, restricting=()), day)
        those = {
            one: both([of, *(is_so(one, each, asked, day) for each in asked.restricting)])
            for one, of in among.items()
        }
        return {one: of for one, of in those.items() if of is not False}
    found: dict[str, Truth] = {}
    bodies = [one.treaty for one in asked.conditions if one.act in ("join", "leave")]
    for state, kind in kinds().items():
        if kind not in ("State", "FormerState") or chain(state)[-1] != state or not exists(state, day):
            continue
        is_one = membership.member(asked.group, state, day) if asked.group else True
        if (
            bodies
            and not asked.group
            and not any(one.state == state for one in membership.memberships(bodies[0]))
        ):
            continue
        if is_one is not False and state not in asked.but:
            found[state] = is_one
    return domain(asked, REPORTING_DAY) if asked.group and not found and day < REPORTING_DAY else found


def answer(asked: Asked, day: date) -> tuple[set[str], set[str]]:
    """Of whom it holds, and of whom it may."""
    among = domain(asked, day)
    truths = {
        state: both(
            [is_one, *(is_so(state, one, asked, day) for one in asked.conditions), on_one_day(state, asked)]
        )
        for state, is_one in among.items()
    }
    return ({one for one, of in truths.items() if of}, {one for one, of in truths.items() if of is None})


def on_one_day(state: str, asked: Asked) -> Truth:
    """Whether a state did all on one day, where that is asked."""
    if not asked.on_one_day:
        return True
    one, other = (span_of(state, condition) for condition in asked.conditions)
    if NEVER in (one, other) or one.excludes(other):
        return False
    return True if one == other and one.earliest == one.latest else None


def in_words(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"


def sentences(number: int, seed: int) -> Iterator[Asked]:
    """So many sentences, the same for the same seed."""
    among = random.Random(seed)
    makers: list[Callable[[random.Random], Asked]] = [
        by_a_day, before_a_year, in_a_year, between_years, after_a_year, on_a_day, signed_not_ratified, neither, only_signed,
        one_not_other, neither_treaty, counted, unnamed_day, of_one_state, party_of_one_state, first_or_last,
        which_of_two, before_another, all_of_them, any_of_them, apart_from, of_a_kind, in_force_for, by_entry_into_force,
        before_another_act, on_the_same_day, never_done, later_of_two, first_so_many, denounced, joined_in_a_year, joined_before,
        first_to_join, first_of_two_to_join, party_not_member, ever_left,
        still_to_do, in_force_on, last_by_a_day, since_the_memo, before_another_entry, all_of_so_many,
        on_the_day_of_entry, within_one_year, at_least_signed, in_keywords, of_those_before, first_of_those, two_on_one_day,
        most_of_them, at_least_so_many, in_a_treaty, by_somebody_who_asks, only_after, without_a_noun, if_not, one_versus_another,
        each_year, days_after_another, under_a_label, on_the_day_of_an_act, on_days_in_a_row, whether_the_first,
        who_is_missing, rather_than, without_signing, had_one_not_other, without_a_verb, of_those_that, counted_twice, on_the_first_day,
        on_which_side, missing_too, in_force_from_the_first_day,
        before_its_entry, when_so_many_had, of_two_groups, of_one_group_only, only_those_outside, in_denying_keywords,
        only_signed_no_more, what_share, each_year_of_some, at_two_times,
        all_but_so_many, only_one_had_not, number_so_many, which_so_many, after_joining_on_a_day, at_an_occasion,
        how_it_stood, leaving_aside, after_but_by, when_they_did, when_it_did, more_in_one_year, of_a_kind_in_some_years, any_outside, only_members, of_two_and_when,
    ]  # fmt: skip
    for at in range(number):
        yield makers[at % len(makers)](among)


def a_group(among: random.Random, least: int = 0) -> tuple[str, str]:
    group = among.choice([*CALLED][least:])
    return group, among.choice(CALLED[group])


def a_treaty(among: random.Random, is_signed: bool = True) -> tuple[str, str]:
    treaty = among.choice([one for one in TREATIES if not (is_signed and one in ILO)])
    return treaty, among.choice(TREATIES[treaty])


def a_year(among: random.Random) -> int:
    return among.choice([*range(1990, 2014), 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010])


def a_day(among: random.Random) -> date:
    return date.fromordinal(among.randrange(date(1990, 1, 1).toordinal(), date(2014, 1, 1).toordinal()))


def a_verb(among: random.Random, treaty: str) -> tuple[Act, str, str]:
    """An act with its form after "had" or "was", and after "did"."""
    verbs: list[tuple[Act, str, str]] = [("ratify", "ratified", "ratify"), ("ratify", "joined", "join")]
    verbs += [] if treaty in ILO else [("sign", "signed", "sign")]
    return among.choice(verbs)


def by_a_day(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    is_done = among.random() < 0.5
    text = f"Which {called} had {'' if is_done else 'not '}{form} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty, is_done),), "list", day, group=group)


def before_a_year(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = a_group(among), a_treaty(among, False), a_year(among)
    act, form, plain = a_verb(among, treaty)
    is_done = among.random() < 0.5
    text = f"which {called} {form if is_done else f'did not {plain}'} {named} before {year}"
    return Asked(text, (Condition(act, treaty, is_done),), "list", date(year - 1, 12, 31), group=group)


def in_a_year(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = a_group(among), a_treaty(among, False), a_year(among)
    act, form, _ = a_verb(among, treaty)
    if among.random() < 0.3:
        act, form = "party", among.choice(("became parties to", "became party to"))
    text = f"Which {called} {form} {named} in {year}?"
    return Asked(text, (Condition(act, treaty),), "list", date(year, 12, 31), date(year, 1, 1), group=group)


def between_years(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = a_group(among), a_treaty(among, False), a_year(among)
    act, form, _ = a_verb(among, treaty)
    end = year + among.randrange(1, 5)
    text = (
        f"{called} that {form} {named} {among.choice((f'between {year} and {end}', f'from {year} to {end}'))}"
    )
    return Asked(text, (Condition(act, treaty),), "list", date(end, 12, 31), date(year, 1, 1), group=group)


def after_a_year(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = (
        a_group(among),
        a_treaty(among, False),
        among.randrange(1995, 2010),
    )
    act, form, _ = a_verb(among, treaty)
    is_since = among.random() < 0.5
    text = f"Which of the {called} {form} {named} {'since' if is_since else 'after'} {year}?"
    return Asked(
        text, (Condition(act, treaty),), "list", None, date(year + (not is_since), 1, 1), group=group
    )


def on_a_day(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    is_done = among.random() < 0.5
    form = among.choice(("parties to", "party to", "bound by"))
    text = f"Which {called} were {'' if is_done else 'not '}{form} {named} on {in_words(day)}?"
    return Asked(text, (Condition("party", treaty, is_done),), "list", day, group=group)


def signed_not_ratified(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among), a_day(among)
    form = among.choice((
        f"had signed but not ratified {named}", f"had signed but had not ratified {named}",
        f"had signed {named} but not ratified it", f"had signed {named} without ratifying it",
    ))  # fmt: skip
    text = f"which {called} {form} by {in_words(day)}?"
    return Asked(
        text, (Condition("sign", treaty), Condition("ratify", treaty, False)), "list", day, group=group
    )


def neither(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among), a_day(among)
    form = among.choice(
        ("had neither signed nor ratified", "had not signed or ratified", "had not signed nor joined")
    )
    text = f"Which {called} {form} {named} by {in_words(day)}?"
    conditions = Condition("sign", treaty, False), Condition("ratify", treaty, False)
    return Asked(text, conditions, "list", day, group=group)


def only_signed(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among), a_day(among)
    text = f"Which {called} had only signed {named} by {in_words(day)}?"
    return Asked(
        text, (Condition("sign", treaty), Condition("ratify", treaty, False)), "list", day, group=group
    )


def two_treaties(among: random.Random) -> tuple[tuple[str, str], tuple[str, str]]:
    one, other = among.sample([*TREATIES], 2)
    return (one, among.choice(TREATIES[one])), (other, among.choice(TREATIES[other]))


def one_not_other(among: random.Random) -> Asked:
    (group, called), ((one, named), (other, other_named)), day = (
        a_group(among),
        two_treaties(among),
        a_day(among),
    )
    if among.random() < 0.5:
        text = f"Which {called} had ratified {named} but not {other_named} by {in_words(day)}?"
        act: Act = "ratify"
    else:
        text = f"which {called} were party to {named} but not to {other_named} on {in_words(day)}?"
        act = "party"
    return Asked(text, (Condition(act, one), Condition(act, other, False)), "list", day, group=group)


def neither_treaty(among: random.Random) -> Asked:
    (group, called), ((one, named), (other, other_named)), day = (
        a_group(among),
        two_treaties(among),
        a_day(among),
    )
    form = among.choice((
        f"had ratified neither {named} nor {other_named}", f"had not ratified {named} or {other_named}",
        f"had ratified both {named} and {other_named}",
    ))  # fmt: skip
    is_done = "both" in form
    conditions = tuple(Condition("ratify", treaty, is_done) for treaty in (one, other))
    return Asked(f"which {called} {form} by {in_words(day)}", conditions, "list", day, group=group)


def counted(among: random.Random) -> Asked:
    asked = among.choice((by_a_day, before_a_year, in_a_year, on_a_day))(among)
    text = f"How many{asked.text[len('which') :]}"
    return replace(asked, text=text, wants="count")


def unnamed_day(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act, form, _ = a_verb(among, treaty)
    is_done = among.random() < 0.5
    text = f"Which {called} have {'' if is_done else 'not '}{form} {named}?"
    return Asked(text, (Condition(act, treaty, is_done),), "list", REPORTING_DAY, group=group)


def of_one_state(among: random.Random) -> Asked:
    (treaty, named), state, year = a_treaty(among, False), among.choice([*STATES]), a_year(among)
    act, _, plain = a_verb(among, treaty)
    text = f"Did {STATES[state]} {plain} {named} before {year}?"
    return Asked(text, (Condition(act, treaty),), "truth", date(year - 1, 12, 31), states=(state,))


def party_of_one_state(among: random.Random) -> Asked:
    (treaty, named), state, day = a_treaty(among, False), among.choice([*STATES]), a_day(among)
    text = f"Was {STATES[state]} {among.choice(('a party to', 'bound by', 'party to'))} {named} on {in_words(day)}?"
    return Asked(text, (Condition("party", treaty),), "truth", day, states=(state,))


def first_or_last(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act, form, plain = a_verb(among, treaty)
    place, word = among.choice(((1, "first"), (-1, "last"), (3, "third"), (10, "tenth")))
    text = among.choice(
        (
            f"Which of the {called} was the {word} to {plain} {named}?",
            f"which {called} {form} {named} {word}?",
        )
    )
    return Asked(text, (Condition(act, treaty),), "order", None, group=group, place=place)


def which_of_two(among: random.Random) -> Asked:
    (treaty, named), (one, other) = a_treaty(among, False), among.sample([*STATES], 2)
    act, form, plain = a_verb(among, treaty)
    text = among.choice((
        f"Did {STATES[one]} {plain} {named} before or after {STATES[other]}?",
        f"Which of {STATES[one]} and {STATES[other]} {form} {named} first?",
        f"who {form} {named} first, {STATES[one]} or {STATES[other]}",
    ))  # fmt: skip
    return Asked(text, (Condition(act, treaty),), "first of two", None, states=(one, other))


def before_another(among: random.Random) -> Asked:
    (group, called), (treaty, named), state = a_group(among), a_treaty(among, False), among.choice([*STATES])
    act, form, _ = a_verb(among, treaty)
    is_before = among.random() < 0.5
    text = f"Which {called} {form} {named} {'before' if is_before else 'after'} {STATES[state]}?"
    return Asked(text, (Condition(act, treaty),), "list", None, group=group, than=state, is_before=is_before)


def all_of_them(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    group, called = (group, called) if group else ("cbss", "CBSS states")
    act, form, _ = a_verb(among, treaty)
    text = f"Had all {called} {form} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty),), "every", day, group=group)


def of_a_set(among: random.Random) -> Asked:
    """Whether all or most of those of a group that did something, or are in an organization, did something else, and how many of these."""
    (group, called), day = a_bounded_group(among), a_day(among)
    (one, one_named), (other, other_named) = a_treaty(among), a_treaty(among, False)
    body, of = a_body(among, group)
    act, form, _ = a_verb(among, other)
    wants, ahead = among.choice((("every", "Had all"), ("so many", "Had most"), ("count", "How many of the")))
    had = "had " if wants == "count" else ""
    restricting, those = among.choice((
        (Condition("sign", one), f"that had signed {one_named}"),
        (Condition("ratify", one), f"that had ratified {one_named}"),
        (Condition("belong", body), f"that were members of {of}"),
        (Condition("belong", body, False), f"outside {of}"),
    ))  # fmt: skip
    text = f"{ahead} {called} {those} {had}{form} {other_named} by {in_words(day)}?"
    return Asked(text, (Condition(act, other),), wants, day, group=group, restricting=(restricting,))


def any_of_them(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    group, called = (group, called) if group else ("cbss", "CBSS states")
    act, form, _ = a_verb(among, treaty)
    text = f"Had any of the {called} {form} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty),), "some", day, group=group)


def any_outside(among: random.Random) -> Asked:
    """Whether any state that is not in an organization did something, or any of a group did not."""
    (treaty, named), day = a_treaty(among, False), a_day(among)
    if among.random() < 0.3:
        (group, called), (act, form, _) = a_bounded_group(among), a_verb(among, treaty)
        text = f"Had any of the {called} not {form} {named} by {in_words(day)}?"
        return Asked(text, (Condition(act, treaty, False),), "some", day, group=group)
    (body, of), (act, form, _) = a_body(among, ""), a_verb(among, treaty)
    outside = Condition("belong", body, False)
    noun, day_told = among.choice(("state", "country")), in_words(day)
    text, conditions = among.choice((
        (f"Had any {noun} outside {of} {form} {named} by {day_told}?", (outside, Condition(act, treaty))),
        (f"Had any {noun} that was not a member of {of} {form} {named} by {day_told}?", (outside, Condition(act, treaty))),
        (f"Had {named} been {form} by any {noun} outside {of} by {day_told}?", (outside, Condition(act, treaty))),
        (f"Had anybody outside {of} {form} {named} by {day_told}?", (outside, Condition(act, treaty))),
        (f"Were there parties to {named} outside {of} on {day_told}?", (outside, Condition("party", treaty))),
        (f"Was there any {noun} that had {form} {named} by {day_told}?", (Condition(act, treaty),)),
    ))  # fmt: skip
    return Asked(text, conditions, "some", day, group="")


def only_members(among: random.Random) -> Asked:
    (treaty, named), (body, of), day = a_treaty(among, False), a_body(among, ""), a_day(among)
    act, form, _ = a_verb(among, treaty)
    members = among.choice((f"members of {of}", f"{of.removeprefix('the ')} members"))
    text = f"Had only {members} {form} {named} by {in_words(day)}?"
    conditions = (Condition("belong", body, False), Condition(act, treaty))
    return Asked(text, conditions, "only", day, group="")


def of_two_and_when(among: random.Random) -> Asked:
    """Whether a state is a member of two organizations, and since when, or who joined something, and when each."""
    day = a_day(among)
    if among.random() < 0.4:
        (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
        act, form, _ = a_verb(among, treaty)
        when = among.choice(("and in what year each", "and when each", "and on which date each"))
        text = f"Which {called} had {form} {named} by {in_words(day)}, {when}?"
        return Asked(text, (Condition(act, treaty),), "list", day, group=group)
    (one, first), (other, second), state = a_body(among, ""), a_body(among, ""), among.choice([*STATES])
    if one == other:
        return of_two_and_when(among)
    when = among.choice(("and since when", "and if not, since when", "and if not since when not"))
    text = f"Was {STATES[state]} still a member of {first} and {second} on {in_words(day)}, {when}?"
    conditions = (Condition("belong", one), Condition("belong", other))
    return Asked(text, conditions, "truth", day, states=(state,))


def apart_from(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    one, other = among.sample([*STATES], 2)
    act, form, _ = a_verb(among, treaty)
    but = among.choice(("except", "other than", "apart from", "else besides"))
    text = f"Which {called} {but} {STATES[one]} and {STATES[other]} had {form} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty),), "list", day, group=group, but=(one, other))


def of_a_kind(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    kind = among.choice([*CONSENTS])
    text = f"Which {called} had {CONSENTS[kind][0]} {named} by {in_words(day)}?"
    if among.random() < 0.3:
        text = f"Which {called} had {CONSENTS[kind][0]}, rather than ratified, {named} by {in_words(day)}?"
    return Asked(text, (Condition("ratify", treaty, kind=kind),), "list", day, group=group)


def of_a_kind_in_some_years(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = a_group(among), a_treaty(among, False), a_year(among)
    kind, end = among.choice([*CONSENTS]), year + among.randrange(3)
    years = f"in {year}" if end == year else f"between {year} and {end}"
    text = f"Which {called} {CONSENTS[kind][0]} {named} {years}?"
    return Asked(
        text,
        (Condition("ratify", treaty, kind=kind),),
        "list",
        date(end, 12, 31),
        date(year, 1, 1),
        group=group,
    )


def in_force_for(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = a_group(among), a_treaty(among, False), a_year(among)
    asks, wants = among.choice((("which", "list"), ("how many", "count")))
    text = f"For {asks} {called} did {named} enter into force in {year}?"
    return Asked(
        text, (Condition("party", treaty),), wants, date(year, 12, 31), date(year, 1, 1), group=group
    )  # type: ignore[arg-type]


def by_entry_into_force(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act, form, _ = a_verb(among, treaty)
    day = in_force(treaty)
    is_before = among.random() < 0.5
    when = among.choice(
        ("before it entered into force", "before its entry into force")
        if is_before
        else ("when it entered into force", "at the time of its entry into force")
    )
    text = f"How many {called} had {form} {named} {when}?"
    return Asked(text, (Condition(act, treaty),), "count", day - DAY if is_before else day, group=group)


def before_another_act(among: random.Random) -> Asked:
    (group, called), ((one, named), (other, other_named)) = a_group(among), two_treaties(among)
    is_before = among.random() < 0.5
    text = f"Which {called} ratified {named} {'before' if is_before else 'after'} {among.choice(('they ratified', 'ratifying'))} {other_named}?"
    return Asked(
        text,
        (Condition("ratify", one),),
        "list",
        None,
        group=group,
        then=Condition("ratify", other),
        is_before=is_before,
    )


def on_the_same_day(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among)
    text = f"Which {called} signed and ratified {named} on the same day?"
    return Asked(
        text,
        (Condition("sign", treaty), Condition("ratify", treaty)),
        "list",
        None,
        group=group,
        on_one_day=True,
    )


def never_done(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act, form, _ = a_verb(among, treaty)
    return Asked(
        f"Which {called} have never {form} {named}?",
        (Condition(act, treaty, False),),
        "list",
        None,
        group=group,
    )


def later_of_two(among: random.Random) -> Asked:
    asked = which_of_two(among)
    (condition,), (one, other) = asked.conditions, asked.states
    form = {"sign": "signed", "ratify": "ratified"}[condition.act]
    text = f"Who {form} {TREATIES[condition.treaty][0]} {among.choice(('later', 'last'))}, {STATES[one]} or {STATES[other]}?"
    return replace(asked, text=text, wants="last of two")


def denounced(among: random.Random) -> Asked:
    (treaty, named), day = a_treaty(among, False), a_day(among)
    return Asked(
        f"Which states had denounced {named} by {in_words(day)}?",
        (Condition("denounce", treaty),),
        "list",
        day,
        group="",
    )


def a_body(among: random.Random, group: str) -> tuple[str, str]:
    body = among.choice([one for one in BODIES if one != group])
    return body, BODIES[body]


def joined_in_a_year(among: random.Random) -> Asked:
    group, called = a_group(among)
    (body, named), year = a_body(among, group), among.randrange(1993, 2010)
    text = f"Which {called} joined {named} in {year}?"
    return Asked(text, (Condition("join", body),), "list", date(year, 12, 31), date(year, 1, 1), group=group)


def joined_before(among: random.Random) -> Asked:
    group, called = a_group(among, 0)
    (body, named), year = a_body(among, group), among.randrange(1993, 2010)
    text = f"How many {called} joined {named} before {year}?"
    return Asked(text, (Condition("join", body),), "count", date(year - 1, 12, 31), group=group)


def first_to_join(among: random.Random) -> Asked:
    group, called = a_group(among)
    body, named = a_body(among, group)
    place, word = among.choice(((1, "first"), (-1, "last"), (3, "third")))
    text = f"Which of the {called} was the {word} to join {named}?"
    return Asked(text, (Condition("join", body),), "order", None, group=group, place=place)


def first_of_two_to_join(among: random.Random) -> Asked:
    (body, named), (one, other) = a_body(among, ""), among.sample([*STATES], 2)
    text = f"Who joined {named} first, {STATES[one]} or {STATES[other]}?"
    return Asked(text, (Condition("join", body),), "first of two", None, states=(one, other))


def party_not_member(among: random.Random) -> Asked:
    (body, named), (treaty, of), day = (
        a_body(among, ""),
        a_treaty(among, False),
        date(among.randrange(1995, 2012), 6, 30),
    )
    is_one = among.random() < 0.4
    told = "that were" if is_one else "that were not"
    text = f"Which states {told} members of {named} were parties to {of} on {in_words(day)}?"
    if not is_one and among.random() < 0.5:
        text = f"Which states were parties to {of} {among.choice(('without being', 'although they were not'))} members of {named} on {in_words(day)}?"
    return Asked(text, (Condition("party", treaty), Condition("belong", body, is_one)), "list", day, group="")


def ever_left(among: random.Random) -> Asked:
    body, named = among.choice([("eu", "the EU"), ("coe", "the Council of Europe"), ("cbss", "the CBSS")])
    return Asked(f"Which states have left {named}?", (Condition("leave", body),), "list", None, group="")


def still_to_do(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    act, _, plain = a_verb(among, treaty)
    words = among.choice((f"still had to {plain}", f"had yet to {plain}"))
    return Asked(
        f"Which {called} {words} {named} by {in_words(day)}?",
        (Condition(act, treaty, False),),
        "list",
        day,
        group=group,
    )


def in_force_on(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    text = f"For how many {called} was {named} in force on {in_words(day)}?"
    return Asked(text, (Condition("party", treaty),), "count", day, group=group)


def last_by_a_day(among: random.Random) -> Asked:
    asked, day = first_or_last(among), a_day(among)
    return replace(asked, text=f"{asked.text.rstrip('?')} by {in_words(day)}?", last=day)


def since_the_memo(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act, form, _ = a_verb(among, treaty)
    text = f"Which {called} {form} {named} after the memo was written?"
    return Asked(text, (Condition(act, treaty),), "list", None, REPORTING_DAY + DAY, group=group)


def before_another_entry(among: random.Random) -> Asked:
    (group, called), ((one, named), (other, other_named)) = a_group(among), two_treaties(among)
    act, form, _ = a_verb(among, one)
    text = f"Which {called} had {form} {named} before {other_named} entered into force?"
    return Asked(text, (Condition(act, one),), "list", in_force(other) - DAY, group=group)


def all_of_so_many(among: random.Random) -> Asked:
    group, called, number = among.choice(
        (
            ("nordic-council", "Nordic countries", "five"),
            ("baltic-assembly", "Baltic states", "three"),
        )
    )
    (treaty, named), day = a_treaty(among, False), a_day(among)
    act, _, plain = a_verb(among, treaty)
    text = f"Did all {number} {called} {plain} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty),), "every", day, group=group)


def on_the_day_of_entry(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act, form, _ = a_verb(among, treaty)
    text = among.choice(
        (
            f"Which {called} had {form} {named} on the day it entered into force?",
            f"How many {called} had {form} {named} on the day of its entry into force?",
            f"Which {called} had {form} {named} the day it entered into force?",
            f"Which {called} were bound by {named} on the day when it entered into force?",
            f"Which {called} were parties to {named} from the day of its entry into force?",
        )
    )
    act = "party" if " were " in text else act
    wants: Literal["list", "count"] = "count" if text.startswith("How many") else "list"
    return Asked(text, (Condition(act, treaty),), wants, in_force(treaty), group=group)


def within_one_year(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = a_group(among), a_treaty(among, False), a_year(among)
    act, form, _ = a_verb(among, treaty)
    first, last = date(year, among.randrange(1, 7), 1), date(year, among.randrange(7, 13), 28)
    text = f"{called} that {form} {named} between {first.day} {first:%B} and {in_words(last)}"
    return Asked(text, (Condition(act, treaty),), "list", last, first, group=group)


def at_least_signed(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among), a_day(among)
    text = f"Which {called} had at least signed {named} by {in_words(day)}?"
    return Asked(text, (Condition("sign", treaty),), "list", day, group=group)


def in_keywords(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    group, called = (group, called) if group else ("cbss", "CBSS states")
    act, form, _ = a_verb(among, treaty)
    day, is_done = max(day, in_force(treaty)), among.random() < 0.5
    text = f"{called} {named.removeprefix('the ')} {'' if is_done else 'not '}{form} {in_words(day)}"
    return Asked(text.lower(), (Condition(act, treaty, is_done),), "list", day, group=group)


def of_those_before(among: random.Random) -> Asked:
    """Asks of those, or may be those, whom the part before asks for."""
    (group, called), (treaty, named), day = a_group(among), a_treaty(among), a_day(among)
    group, called = (group, called) if group else ("cbss", "CBSS states")
    later, first = a_day(among), Condition("sign", treaty)
    sure, unsure = answer(Asked("", (first,), "list", day, group=group), day)
    if not sure | unsure:
        return at_least_signed(among)
    act, form, _ = a_verb(among, treaty)
    text = f"Which {called} had signed {named} by {in_words(day)}; which of them had {form} it by {in_words(later)}?"
    return Asked(text, (Condition(act, treaty),), "list", later, states=tuple(sorted(sure | unsure)))


def first_of_those(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    group, called = (group, called) if group else ("cbss", "CBSS states")
    text = f"Have all {called} ratified {named}, and which was the first?"
    return Asked(text, (Condition("ratify", treaty),), "order", None, group=group, place=1)


def two_on_one_day(among: random.Random) -> Asked:
    (treaty, named), (one, other) = a_treaty(among, False), among.sample([*STATES], 2)
    act, _, plain = a_verb(among, treaty)
    ending = among.choice(("?", " or not?"))
    text = f"Did {STATES[one]} and {STATES[other]} {plain} {named} on the same day{ending}"
    return Asked(text, (Condition(act, treaty),), "same day", None, states=(one, other))


def a_bounded_group(among: random.Random) -> tuple[str, str]:
    group, called = a_group(among)
    return (group, called) if group else ("cbss", "CBSS states")


def most_of_them(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    text = f"Had {among.choice(('most', 'the majority of'))} {called} {form} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty),), "so many", day, group=group)


def at_least_so_many(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    act, form, plain = a_verb(among, treaty)
    number, until = among.randrange(2, 5), in_words(day)
    text = among.choice(
        (
            f"Did at least {_NUMBERS[number]} of the {called} {plain} {named} by {until}?",
            f"More than {_NUMBERS[number - 1]} of the {called} {form} {named} by {until} - right or wrong?",
        )
    )
    return Asked(text, (Condition(act, treaty),), "so many", day, group=group, place=number)


def in_a_treaty(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    is_done = among.random() < 0.5
    text = f"{called} {'' if is_done else 'not '}in {named} on {in_words(day)}"
    return Asked(text, (Condition("party", treaty, is_done),), "list", day, group=group)


def by_somebody_who_asks(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    begun = among.choice(("We are preparing a debate: ", "Good morning, ", "I would like to know "))
    text = f"{begun}which {called} had not {form} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty, False),), "list", day, group=group)


def only_after(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = (
        a_group(among),
        a_treaty(among, False),
        among.randrange(1995, 2010),
    )
    act, form, _ = a_verb(among, treaty)
    text = f"Which {called} {form} {named} only after {year}?"
    return Asked(text, (Condition(act, treaty),), "list", None, date(year + 1, 1, 1), group=group)


def without_a_noun(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among), a_day(among)
    act: Act = among.choice(("sign", "ratify"))
    noun = {"sign": "signature", "ratify": "ratification"}[act]
    text = f"{called} without {noun} of {named} on {in_words(day)}"
    return Asked(text, (Condition(act, treaty, False),), "list", day, group=group)


def if_not(among: random.Random) -> Asked:
    (treaty, named), state, day = a_treaty(among), among.choice([*STATES]), a_day(among)
    text = f"Had {STATES[state]} ratified {named} by {in_words(day)}, and if not, had it signed it by then?"
    return Asked(text, (Condition("sign", treaty),), "list", day, states=(state,))


def one_versus_another(among: random.Random) -> Asked:
    (one, first), (other, second), day = a_treaty(among, False), a_treaty(among, False), a_day(among)
    if one == other:
        return in_a_treaty(among)
    text = f"Number of parties on {in_words(day)}: {first} versus {second}"
    return Asked(text, (Condition("party", other),), "list", day, group="")


def on_days_in_a_row(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_bounded_group(among), a_treaty(among, False)
    days = [a_day(among) for _ in range(among.choice((2, 3)))]
    joint = among.choice((", ", " and on ", "; "))
    text = f"{called} party to {named} on {joint.join(map(in_words, days))}"
    return Asked(text, (Condition("party", treaty),), "list", days[-1], group=group)


def whether_the_first(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_bounded_group(among), a_treaty(among, False)
    state, (place, word) = among.choice([*STATES]), among.choice(((1, "first"), (-1, "last")))
    act, _, plain = a_verb(among, treaty)
    text = f"Was {STATES[state]} the {word} of the {called} to {plain} {named}?"
    return Asked(text, (Condition(act, treaty),), "order", None, group=group, place=place)


def each_year(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_bounded_group(among), a_treaty(among, False)
    act, form, plain = a_verb(among, treaty)
    text = among.choice(
        (
            f"How many {called} {form} {named} each year?",
            f"In which year did most {called} {plain} {named}?",
            f"In which year was {named} {form} by the most {called}?",
        )
    )
    return Asked(text, (Condition(act, treaty),), "by year", None, group=group)


def days_after_another(among: random.Random) -> Asked:
    (treaty, named), (one, other) = a_treaty(among, False), among.sample([*STATES], 2)
    act, _, plain = a_verb(among, treaty)
    text = f"How many days after {STATES[one]} did {STATES[other]} {plain} {named}?"
    return Asked(text, (Condition(act, treaty),), "apart", None, states=(one, other))


def first_so_many(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act: Act = "ratify" if treaty in ILO else among.choice(("sign", "ratify"))
    number, is_first = among.randrange(2, 6), among.random() < 0.7
    order = "first" if is_first else "last"
    text = f"Which {called} were the {order} {_NUMBERS[number]} to {act} {named}?"
    place = number if is_first else -number
    return Asked(text, (Condition(act, treaty),), "first so many", None, group=group, place=place)


def under_a_label(among: random.Random) -> Asked:
    (treaty, named), state = a_treaty(among), among.choice([*STATES])
    asked = among.choice(("signature, ratification", "signature and ratification"))
    text = f"{STATES[state]}, {named.removeprefix('the ')}: {asked}"
    return Asked(
        text, (Condition("sign", treaty), Condition("ratify", treaty)), "days", None, states=(state,)
    )


def on_the_day_of_an_act(among: random.Random) -> Asked:
    (group, called), (treaty, named), state = a_group(among), a_treaty(among), among.choice([*STATES])
    act, form, _ = a_verb(among, treaty)
    other, did = among.choice((("sign", "signed"), ("ratify", "ratified"), ("party", "became a party to")))
    span = span_of(state, Condition(other, treaty))
    if span.earliest != span.latest:
        return by_a_day(among)
    when = among.choice(("on the day", "by the time"))
    text = f"Which {called} had {form} {named} {when} {STATES[state]} {did} it?"
    return Asked(text, (Condition(act, treaty),), "list", span.latest, group=group)


def who_is_missing(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    text = among.choice(
        (
            f"{named} - {called} - who was missing on {in_words(day)}",
            f"{called} and {named}: who was missing on {in_words(day)}?",
            f"Who was missing from {named} among the {called} on {in_words(day)}?",
        )
    )
    return Asked(text, (Condition("party", treaty, False),), "list", day, group=group)


def rather_than(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    kind = among.choice([*CONSENTS])
    text = f"Which {called} had {CONSENTS[kind][0]} {named} rather than ratifying it by {in_words(day)}?"
    return Asked(text, (Condition("ratify", treaty, kind=kind),), "list", day, group=group)


def without_signing(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among), a_day(among)
    ending = among.choice(("without signing it", "without having signed it", "rather than signing it"))
    text = f"Which {called} had acceded to {named} {ending} by {in_words(day)}?"
    conditions = (Condition("ratify", treaty, kind="Accession"), Condition("sign", treaty, False))
    return Asked(text, conditions, "list", day, group=group)


def had_one_not_other(among: random.Random) -> Asked:
    (group, called), ((one, named), (other, other_named)) = a_group(among), two_treaties(among)
    day = a_day(among)
    text = f"Which {called} had {named} but not {other_named} on {in_words(day)}?"
    return Asked(text, (Condition("party", one), Condition("party", other, False)), "list", day, group=group)


def without_a_verb(among: random.Random) -> Asked:
    (treaty, named), (one, other) = a_treaty(among, False), among.sample([*STATES], 2)
    text = among.choice((
        f"{STATES[one]} or {STATES[other]} - who was first with {named}?",
        f"{STATES[one]}, {named}: before or after {STATES[other]}?",
    ))  # fmt: skip
    return Asked(text, (Condition("ratify", treaty),), "first of two", None, states=(one, other))


def of_those_that(among: random.Random) -> Asked:
    """Asks of those who surely did something, who are named in the answer."""
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among), a_day(among)
    sure, _ = answer(Asked("", (Condition("sign", treaty),), "list", day, group=group), day)
    if not sure:
        return at_least_signed(among)
    until = in_words(day)
    text = f"Of the {called} that had signed {named} by {until}, which had not ratified it by then?"
    return Asked(text, (Condition("ratify", treaty, False),), "list", day, states=tuple(sorted(sure)))


def counted_twice(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among), a_day(among)
    text = f"How many {called} had signed, and how many had ratified, {named} by {in_words(day)}?"
    return Asked(text, (Condition("ratify", treaty),), "list", day, group=group)


def on_the_first_day(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among)
    day = open_from(treaty)
    text = f"Which {called} signed {named} on the first day?"
    return Asked(text, (Condition("sign", treaty),), "list", day, day, group=group)


def missing_too(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among), a_day(among)
    act, form, _ = a_verb(among, treaty)
    who = among.choice(("who was missing", "which ones were missing", "which ones had not"))
    text = f"How many {called} had {form} {named} by {in_words(day)}, and {who}?"
    return Asked(text, (Condition(act, treaty, False),), "list", day, group=group)


def in_force_from_the_first_day(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    text = among.choice(
        (
            f"In which {called} was {named} in force from the first day?",
            f"Which {called} were bound by {named} from the very first day, {in_words(in_force(treaty))}?",
        )
    )
    return Asked(text, (Condition("party", treaty),), "list", in_force(treaty), group=group)


def on_which_side(among: random.Random) -> Asked:
    (treaty, named), state, year = a_treaty(among, False), among.choice([*STATES]), a_year(among)
    act, _, plain = a_verb(among, treaty)
    text = f"Did {STATES[state]} {plain} {named} before or after {year}?"
    return Asked(
        text, (Condition(act, treaty),), "side", date(year, 12, 31), date(year, 1, 1), states=(state,)
    )


def before_its_entry(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act, form, _ = a_verb(among, treaty)
    kind = "protocol" if "protocol" in treaty or treaty == "crc-op-sc" else "convention"
    text = f"Which {called} had {form} {named} before the {kind} entered into force?"
    return Asked(text, (Condition(act, treaty),), "list", in_force(treaty) - DAY, group=group)


def when_so_many_had(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_bounded_group(among), a_treaty(among, False)
    act, form, _ = a_verb(among, treaty)
    number = among.randrange(2, 6)
    text = f"When had {_NUMBERS[number]} {called} {form} {named}?"
    return Asked(text, (Condition(act, treaty),), "order", None, group=group, place=number)


def of_two_groups(among: random.Random) -> Asked:
    group, (other, called), day = among.choice([*BODIES]), a_body(among, ""), a_day(among)
    (treaty, named), is_done = a_treaty(among, False), among.random() < 0.5
    if group == other:
        return by_a_day(among)
    text = f"Which members of both {BODIES[group]} and {called} had {'' if is_done else 'not '}ratified {named} on {in_words(day)}?"
    conditions = (Condition("belong", other), Condition("ratify", treaty, is_done))
    return Asked(text, conditions, "list", day, group=group)


def of_one_group_only(among: random.Random) -> Asked:
    one, other = among.sample([*BODIES], 2)
    day = a_day(among)
    text = f"Which states belonged to {BODIES[one]} but not to {BODIES[other]} on {in_words(day)}?"
    return Asked(text, (Condition("belong", other, False),), "list", day, group=one)


def only_those_outside(among: random.Random) -> Asked:
    (treaty, named), (body, called), day = a_treaty(among, False), a_body(among, ""), a_day(among)
    text = f"Parties to {named} on {in_words(day)} - only those outside {called}"
    return Asked(text, (Condition("party", treaty), Condition("belong", body, False)), "list", day, group="")


def in_denying_keywords(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = a_bounded_group(among), a_treaty(among), a_year(among)
    act, form = among.choice((("ratify", "ratified"), ("sign", "signed")))
    joint = among.choice((" + ", " / ", ", "))
    text = joint.join((called, named.removeprefix("the "), f"not {form}", str(year)))
    return Asked(text, (Condition(act, treaty, False),), "list", date(year, 12, 31), group=group)


def only_signed_no_more(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among), a_day(among)
    on = in_words(day) if day.day < 13 else f"{day.day}.{day.month}.{day.year}"
    text = f"{called} that on {on} had only signed {named}, no ratification"
    conditions = (Condition("sign", treaty), Condition("ratify", treaty, False))
    return Asked(text, conditions, "list", day, group=group)


def what_share(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    text = f"What share of the {called} had ratified {named} by {in_words(day)}?"
    return Asked(text, (Condition("ratify", treaty),), "list", day, group=group)


def each_year_of_some(among: random.Random) -> Asked:
    (group, called), (treaty, named), year = a_bounded_group(among), a_treaty(among, False), a_year(among)
    act, form, _ = a_verb(among, treaty)
    end = year + among.randrange(2, 9)
    text = f"How many {called} {form} {named} each year from {year} to {end}?"
    first, last = date(year, 1, 1), date(end, 12, 31)
    return Asked(text, (Condition(act, treaty),), "by year", last, first, group=group)


def at_two_times(among: random.Random) -> Asked:
    """Asks for an act in one year and another up to a later one; both are so on the last day."""
    (group, called), (treaty, named), year = a_bounded_group(among), a_treaty(among), a_year(among)
    end, joint = year + among.randrange(1, 9), among.choice(("and", "but"))
    is_done = among.random() < 0.6
    ratified = "ratified it" if is_done else "had not ratified it"
    text = f"Which {called} signed {named} in {year} {joint} {ratified} by {end}?"
    conditions = (
        Condition("sign", treaty, first=date(year, 1, 1), last=date(year, 12, 31)),
        Condition("ratify", treaty, is_done),
    )
    return Asked(text, conditions, "list", date(end, 12, 31), group=group)


def all_but_so_many(among: random.Random) -> Asked:
    """Asks for the rest of a group, of which it says a number that may not be so."""
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    so_many = among.choice(_NUMBERS[1:])
    whom = among.choice((f"All but {so_many} of the {called}", f"All the {called} except {so_many}"))
    ending = among.choice(
        ("; which ones?", "; name them.", f". Which {so_many}?" if so_many != "one" else ". Which one?")
    )
    text = f"{whom} had {form} {named} by {in_words(day)}{ending}"
    return Asked(text, (Condition(act, treaty, False),), "list", day, group=group)


def only_one_had_not(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    is_done = among.random() < 0.5
    text = f"Only one of the {called} had {'' if is_done else 'still not '}{form} {named} by {in_words(day)}. Which one?"
    return Asked(text, (Condition(act, treaty, is_done),), "list", day, group=group)


def number_so_many(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_group(among), a_treaty(among, False)
    act, _, plain = a_verb(among, treaty)
    place = among.randrange(1, 6)
    number = among.choice((str(place), _NUMBERS[place]))
    text = f"Which of the {called} was number {number} to {plain} {named}?"
    return Asked(text, (Condition(act, treaty),), "order", None, group=group, place=place)


def which_so_many(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    is_done = among.random() < 0.5
    text = f"Which {among.choice(_NUMBERS[2:])} {called} had {'' if is_done else 'not '}{form} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty, is_done),), "list", day, group=group)


def after_joining_on_a_day(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    joining = among.choice(("joining the EU", "their accession to the European Union", "they joined NATO"))
    if among.random() < 0.5:
        text = f"Which {called} {form} {named} only after {joining} on {in_words(day)}?"
        after = date.fromordinal(day.toordinal() + 1)
        return Asked(text, (Condition(act, treaty),), "list", None, after, group=group)
    text = f"Which {called} had {form} {named} before {joining} on {in_words(day)}?"
    return Asked(text, (Condition(act, treaty),), "list", date.fromordinal(day.toordinal() - 1), group=group)


def at_an_occasion(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_bounded_group(among), a_treaty(among), a_day(among)
    day = day.replace(day=min(day.day, 24))
    last = day.replace(day=day.day + 3)
    occasion = among.choice(("conference", "summit", "meeting"))
    text = f"Which {called} signed {named} at the {occasion} of {day.day}-{in_words(last)}?"
    return Asked(text, (Condition("sign", treaty),), "list", last, day, group=group)


def how_it_stood(among: random.Random) -> Asked:
    (treaty, named), state, day = a_treaty(among), among.choice([*STATES]), a_day(among)
    way = among.choice(
        ("How did {} stand with {} on {}?", "Where did {} stand on {} on {}: signed, ratified, nothing?")
    )
    text = way.format(STATES[state], named, in_words(day))
    return Asked(
        text, (Condition("sign", treaty), Condition("ratify", treaty)), "days", None, states=(state,)
    )


def leaving_aside(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among, 1), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    is_done, left = among.random() < 0.5, among.choice([*STATES])
    text = f"Leaving {STATES[left]} aside, which {called} had {'' if is_done else 'not '}{form} {named} by {in_words(day)}?"
    return Asked(text, (Condition(act, treaty, is_done),), "list", day, group=group, but=(left,))


def after_but_by(among: random.Random) -> Asked:
    (group, called), (treaty, named), day = a_group(among), a_treaty(among, False), a_day(among)
    act, form, _ = a_verb(among, treaty)
    until = date.fromordinal(day.toordinal() + among.randrange(2, 2000))
    joint = among.choice(("but no later than", "and before", "but not later than"))
    last = date.fromordinal(until.toordinal() - (joint == "and before"))
    text = f"Which {called} {form} {named} after {in_words(day)} {joint} {in_words(until)}?"
    first = date.fromordinal(day.toordinal() + 1)
    return Asked(text, (Condition(act, treaty),), "list", last, first, group=group)


def a_deed(among: random.Random, treaty: str) -> tuple[Act, str, str]:
    """What had been done when something else was, with its forms of several and of one, behind "which" and before a treaty."""
    act, form, _ = a_verb(among, treaty)
    had = f"had {among.choice(('', 'already '))}{form}"
    return among.choice([(act, had, had), ("party", "were parties to", "was a party to")])


def an_event(among: random.Random, treaty: str) -> tuple[Condition, str]:
    """What somebody did beside, and how it is told."""
    if among.random() < 0.5:
        body, named = among.choice([*BODIES.items()])
        return Condition("join", body), f"joined {named}"
    other, named = a_treaty(among)
    act: Act = "ratify" if among.random() < 0.5 or other == treaty else "sign"
    return Condition(act, other), f"{'ratified' if act == 'ratify' else 'signed'} {named}"


def when_they_did(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_bounded_group(among), a_treaty(among, False)
    is_done = among.random() < 0.6
    (act, form, _), (then, told) = a_deed(among, treaty), an_event(among, treaty)
    if then.treaty in (treaty, group):
        return by_a_day(among)
    if not is_done:
        form = "were not parties to" if act == "party" else f"had not {form.split()[-1]}"
    text = f"Which {called} {form} {named} {among.choice(('when', 'at the time'))} they {told}?"
    return Asked(text, (Condition(act, treaty, is_done),), "list", None, group=group, then=then, is_by=True)


def when_it_did(among: random.Random) -> Asked:
    state, (treaty, named) = among.choice([*STATES]), a_treaty(among, False)
    (act, _, form), (then, told) = a_deed(among, treaty), an_event(among, treaty)
    if then.treaty == treaty or span_of(state, then).latest == LAST:
        return by_a_day(among)
    be, *rest = form.split()
    text = f"{be.capitalize()} {STATES[state]} {' '.join(rest)} {named} {among.choice(('when', 'by the time'))} it {told}?"
    return Asked(text, (Condition(act, treaty),), "truth", None, states=(state,), then=then, is_by=True)


def more_in_one_year(among: random.Random) -> Asked:
    (group, called), (treaty, named) = a_bounded_group(among), a_treaty(among, False)
    (act, _, base), years = a_verb(among, treaty), among.sample(range(1999, 2011), 2)
    text = f"Did more {called} {base} {named} in {years[0]} or in {years[1]}?"
    return Asked(text, (Condition(act, treaty),), "more", None, group=group, years=tuple(years))


def first_so_many_of(asked: Asked, day: date) -> set[str] | None:
    """Who surely are the first, or the last, so many of those recorded to have acted by the day; None where it is open."""
    (condition,) = asked.conditions
    among = domain(asked, day)
    spans = {state: span_of(state, condition) for state in among}
    acted = {one: of for one, of in spans.items() if of.by(day) is not False and of.latest != LAST}
    found = set()
    for one, own in acted.items():
        others = [of for other, of in acted.items() if other != one]
        if asked.place > 0:
            before = sum(own.latest >= of.earliest for of in others)
        else:
            before = sum(of.latest >= own.earliest for of in others)
        if own.latest <= day and among[one] and before < abs(asked.place):
            found.add(one)
    return found if len(found) == abs(asked.place) else None


def in_order(asked: Asked, day: date) -> set[str] | None:
    """Who is surely at a place in order of time, of those who are recorded to have acted by the day; None where it is open."""
    (condition,) = asked.conditions
    spans = {state: span_of(state, condition) for state in domain(asked, day)}
    acted = {one: of for one, of in spans.items() if of.by(day) is not False and of.latest != LAST}
    found = set()
    for one, own in acted.items():
        if own.latest > day:
            continue
        is_day = own.earliest == own.latest
        others = [of for other, of in acted.items() if other != one and not (is_day and of == own)]
        if any(of.earliest <= own.latest and own.earliest <= of.latest for of in others):
            continue
        before = sum(of.latest < own.earliest for of in others)
        ahead = before if asked.place > 0 else len(others) - before
        same = sum(of == own for of in acted.values())
        if ahead < abs(asked.place) <= ahead + same:
            found.add(one)
    return found or None


def first_of_two(asked: Asked, day: date) -> set[str]:
    """Which of two surely did it first by the day; both of the same day, and none where it is open or neither did."""
    (condition,) = asked.conditions
    one, other = (span_of(state, condition) for state in asked.states)
    if one == other and one.earliest == one.latest <= day:
        return {*asked.states}
    firsts = ((asked.states[0], one, other), (asked.states[1], other, one))
    return {state for state, own, of in firsts if own.by(day) and (earlier(own, of) or of.by(day) is False)}
