"""Answers under which treaties a state, or all of several, did something, and of which organizations a state was a member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...base.dates import DAY, LAST_DAY, in_full
from ...base.printing import joined
from ...base.printing import number_in_words as counted
from ...results.answer import Answer, Row
from ...results.claims import Claim, Wanted
from ...results.command import Command, CommandKind
from .treaty_acts import STANDING
from .treaty_inquiry import DAYS, TERMS, Inquiry, both, days_of
from .treaty_times import TimeRelation


def of_state(inquiries: Mapping[str, Inquiry]) -> Claim | None:
    """Says under how many treaties a state did what is asked, and which, from an inquiry into each that it may have joined."""
    there = {
        treaty: one
        for treaty, one in inquiries.items()
        if one.members.keys() >= {*one.asked.others} and one.members and all(map(one.may_join, one.members))
    }
    if not there:
        return None
    truths = {treaty: both([one.holds(state) for state in one.members]) for treaty, one in there.items()}
    sure, unsure = ([treaty for treaty, truth in truths.items() if truth is of] for of in (True, None))
    first = next(iter(there.values()))
    is_one_day = _is_one_day(there)
    text = _listing(there, sure, unsure)
    columns = (
        "treaty",
        *(("state",) if len(first.members) > 1 else ()),
        *(("answer",) if unsure else ()),
        *DAYS,
    )
    rows = [(there[one], one in unsure) for one in (*sure, *unsure)]
    cells = (
        {**one.row(state, one.treaties[0], is_open)}
        | ({"answer": "no"} if state in one.asked.others and not is_open else {})
        for one, is_open in rows
        for state in one.members
    )
    answer = Answer(columns, [Row(columns, tuple(row[name] for name in columns)) for row in cells], text)
    sources = dict.fromkeys(source for one, _ in rows for source in one.sources([*one.members]))
    return Claim(
        "treaties", text, frozenset(), answer, tuple(_notes(there, truths, unsure)), tuple(sure), tuple(unsure), first.day,
        Command(
            CommandKind.REPORT,
            "brief",
            {"thing": [first.label([*first.asked.states, first.asked.group][0])]}
            | ({DAY: [first.day]} if is_one_day else {}),
        ),
        sources=tuple(sources),
    )  # fmt: skip


def of_member(inquiries: Sequence[Inquiry]) -> Claim | None:
    """Says of how many organizations, at the least, a state was a member, and of which, from an inquiry into each."""
    sure = [one for one in inquiries if one.holds(one.asked.states[0])]
    if not sure:
        return None
    first, (state, *_) = sure[0], sure[0].asked.states
    bodies = [body for one in sure for body in one.organizations]
    verb = _verbs(first, "", "").strip()
    number = f"{counted(len(sure))} organization{'s' if len(sure) > 1 else ''}"
    text = f"{first.named(state)} {verb} at least {number}{first.time()}: {joined(sorted(map(first.named, bodies)))}."
    columns = ("organization", *TERMS)
    cells = (one.row(state, one.organizations[0], False) for one in sure)
    answer = Answer(columns, [Row(columns, tuple(row[name] for name in columns)) for row in cells], text)
    sources = tuple(dict.fromkeys(source for one in sure for source in one.sources([state])))
    suspended = (note for one in sure for note in one.suspended([state]))
    return Claim(
        "treaties", text, frozenset(), answer, (*first.remarks_on_day(), *suspended), tuple(bodies), day=first.day, is_complete=False,
        sources=sources,
    )  # fmt: skip


def _listing(there: Mapping[str, Inquiry], sure: Sequence[str], unsure: Sequence[str]) -> str:
    first = next(iter(there.values()))
    state, count, size = _subject(first), len(sure), len(there)
    number = f"{'at least ' if unsure else ''}{counted(count)}"
    is_counted = first.asked.wanted is Wanted.COUNT
    when = first.time() if _have_one_day(there) else _until_last(first)
    of = "named" if first.asked.among else "on record"
    of_whole = f"of the {counted(size)} treaties {of}"
    rest = _rest(there, sure, unsure)
    if not sure:
        if unsure:
            text = f"it is not known of any {of_whole} that {_deeds(first, 'it')}{when}{rest}."
        else:
            which = "none of the treaties named" if first.asked.among else "no treaty on record"
            text = f"there is {which} that {_deeds(first, '')}{when}{rest}."
        return f"none: {text}" if is_counted and not unsure else text
    names = joined(sorted(_dated(there[one]) for one in sure))
    if _is_none(first) or first.asked.others:
        text = f"{of_whole} there {'is' if count == 1 else 'are'} {number} that {_deeds(first, '')}{when}: {names}."
    elif count == size == 1:
        text = f"{state} {_verbs(first, f'the one treaty {of}', 'it')}{when}: {names}."
    else:
        which = f"{number} {of_whole}"
        if count == size and not first.asked.predicates[0].is_done:
            which = f"any {of_whole}"  # "had not ratified all" may be some
        elif count == size:
            which = f"both treaties {of}" if size == 2 else f"all {counted(size)} treaties {of}"
        verbs = _verbs(first, which, "it" if count == 1 else "them")
        text = f"{state} {verbs}{when}: {names}{rest}."
    return f"{number}: {text}" if is_counted else text


def _rest(there: Mapping[str, Inquiry], sure: Sequence[str], unsure: Sequence[str]) -> str:
    """Says under which of the treaties named one state had done what is denied of the others."""
    first = next(iter(there.values()))
    (predicate, *more), rest = first.asked.predicates, {*there}.difference(sure, unsure)
    if predicate.is_done or more or not (first.asked.among and rest) or len(first.members) > 1:
        return ""
    done = predicate._replace(is_done=True)
    names = joined(sorted(_dated(there[one]) for one in rest))
    return f"; it {done.clause(names, first.is_act, False)}"


def _dated(one: Inquiry) -> str:
    """Names a treaty, with the day on which the one state that is asked about did under it the one thing that is told."""
    name = one.treaty(one.treaties[0])
    (predicate, *more), (state, *others) = one.asked.predicates, one.members
    done = one.bounds(predicate, state)
    is_told = not (more or others or predicate.act in STANDING) and done.by(one.day)
    return f"{name} ({days_of(done).when})" if is_told else name


def _have_one_day(there: Mapping[str, Inquiry]) -> bool:
    """Says whether what is told of all treaties is told with one day, or with none."""
    first = next(iter(there.values()))
    return _is_one_day(there) or (first.is_act and not first.is_until)


def _until_last(first: Inquiry) -> str:
    """Says from which day, if one is asked, it is told up to the last of each treaty."""
    when, last = first.asked.when, "the last day that is covered for each"
    is_since = when is not None and when.time is not TimeRelation.BY and not when.last
    return f" from {in_full(when.first)} to {last}" if when and is_since else f" by {last}"


def _is_one_day(there: Mapping[str, Inquiry]) -> bool:
    return len({one.day for one in there.values()}) == 1


def _subject(first: Inquiry) -> str:
    """Names those who did what is asked, all of them, or none where that is asked of several."""
    names = [first.named(one) for one in first.members]
    if len(names) == 1:
        return names[0]
    if first.asked.states:
        return f"none of {joined(names)}" if _is_none(first) else joined(names)
    who = first.asked.called or f"members of {first.named(first.asked.group)}"
    return f"{'none of the' if _is_none(first) else 'all'} {counted(len(names))} {who}"


def _deeds(first: Inquiry, treaty: str) -> str:
    """Says who did what is asked under a treaty, and which other did not."""
    asked = first.asked
    if not asked.others:
        return f"{_subject(first)} {_verbs(first, treaty, 'it').strip()}"
    told: list[str] = []
    for one in asked.states:
        (deed,) = first.asked_of(one)
        clause = deed.clause(treaty, False, False)
        clause = f"{clause.partition(' not ')[0]} not" if one in asked.others else clause.strip()
        told.append(f"{first.named(one)} {clause}")
    return " and ".join(told)


def _is_none(first: Inquiry) -> bool:
    """Says whether it is asked what none of several did."""
    return len(first.members) > 1 and not any(one.is_done for one in first.asked.predicates)


def _verbs(first: Inquiry, treaties: str, others: str) -> str:
    """Says what was done under some treaties, and what then under these."""
    are_several = len(first.members) > 1
    predicates = [one._replace(is_done=True) if _is_none(first) else one for one in first.asked.predicates]
    names = [treaties, *([others] * (len(predicates) - 1))]
    verb = (
        one.clause(name, first.is_act, are_several).strip()
        for one, name in zip(predicates, names, strict=True)
    )
    return " and ".join(verb)


def _notes(
    there: Mapping[str, Inquiry], truths: Mapping[str, bool | None], unsure: Sequence[str]
) -> Iterator[str]:
    first, is_one_day = next(iter(there.values())), _is_one_day(there)
    yield from (
        first.remarks_on_day()
        if is_one_day
        else ["Told as of the last day that the sources cover for each treaty."]
    )
    if unsure:
        yield f"The sources leave it open for {joined([first.treaty(one) for one in unsure])}."
    (predicate, *others), (state, *more) = first.asked.predicates, first.members
    if is_one_day and first.asked.when is None and predicate.is_done and not others and not more:
        not_yet = [one for treaty, one in there.items() if truths[treaty] is False]
        done = ((one, one.bounds(one.asked.predicates[0], state)) for one in not_yet)
        later = [
            f"{one.treaty(one.treaties[0])} {days_of(bounds).when}"
            for one, bounds in done
            if bounds.by(one.day) is False and bounds.last != LAST_DAY
        ]
        if later:
            yield f"It is recorded for later: {joined(later)}."
    yield f"Treaties that {'one of them' if more else 'it'} could not join are not counted."
