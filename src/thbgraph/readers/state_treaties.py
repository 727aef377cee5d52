"""Answers which treaties one state has, or has not, signed, joined or is bound by: "which treaties has Norway not ratified?"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..base.dates import LAST_DAY
from ..results.answer import Answer, Row
from ..results.claims import Claim, Wanted
from ..results.summaries import in_words as counted
from ..results.summaries import joined
from .treaty_inquiry import DAYS, Inquiry, days_of


def of_state(inquiries: Mapping[str, Inquiry]) -> Claim | None:
    """Says under how many treaties a state did what is asked, and which, from an inquiry into each that it may have joined."""
    there = {
        treaty: one for treaty, one in inquiries.items() if one.members and one.may_join(one.asked.states[0])
    }
    if not there:
        return None
    truths = {treaty: one.holds(one.asked.states[0]) for treaty, one in there.items()}
    sure, unsure = ([treaty for treaty, truth in truths.items() if truth is of] for of in (True, None))
    first = next(iter(there.values()))
    is_one_day = len({one.day for one in there.values()}) == 1
    text = _told(there, sure, unsure)
    columns = ("treaty", *(("answer",) if unsure else ()), *DAYS)
    rows = [(there[one], one in unsure) for one in (*sure, *unsure)]
    cells = (one.row(one.asked.states[0], one.treaties[0], is_open) for one, is_open in rows)
    answer = Answer(columns, [Row(columns, tuple(row[name] for name in columns)) for row in cells], text)
    sources = dict.fromkeys(source for one, _ in rows for source in one.sources(one.asked.states))
    return Claim(
        "treaties", text, frozenset(), answer, tuple(_notes(there, truths, unsure)), tuple(sure), tuple(unsure), first.day,
        ("brief", first.label(first.asked.states[0]), *([f"asOf={first.day}"] if is_one_day else [])), sources=tuple(sources),
    )  # fmt: skip


def _told(there: Mapping[str, Inquiry], sure: Sequence[str], unsure: Sequence[str]) -> str:
    first = next(iter(there.values()))
    state, count = first.named(first.asked.states[0]), len(sure)
    number = f"{'at least ' if unsure else ''}{counted(count)}"
    is_counted = first.asked.wanted is Wanted.COUNT
    when = first.time() if _have_one_day(there) else " by the last day that is covered for each"
    if not sure:
        is_known = "it is known that " if unsure else ""
        text = f"there is no treaty on record that {is_known}{state} {_verbs(first, '', '')}{when}."
        return f"none: {text}" if is_counted else text
    names = sorted(first.treaty(one) for one in sure)
    verbs = _verbs(
        first, f"{number} of the {counted(len(there))} treaties on record", "it" if count == 1 else "them"
    )
    text = f"{state} {verbs}{when}: {joined(names)}."
    return f"{number}: {text}" if is_counted else text


def _have_one_day(there: Mapping[str, Inquiry]) -> bool:
    """Says whether what is told of all treaties is told with one day, or with none."""
    first = next(iter(there.values()))
    return len({one.day for one in there.values()}) == 1 or (first.is_act and not first.is_until)


def _verbs(first: Inquiry, treaties: str, others: str) -> str:
    """Says what was done under some treaties, and what then under these."""
    predicates = first.asked.predicates
    names = [treaties, *([others] * (len(predicates) - 1))]
    told = (one.told(name, first.is_act, False).strip() for one, name in zip(predicates, names, strict=True))
    return " and ".join(told)


def _notes(
    there: Mapping[str, Inquiry], truths: Mapping[str, bool | None], unsure: Sequence[str]
) -> Iterator[str]:
    first = next(iter(there.values()))
    is_one_day = len({one.day for one in there.values()}) == 1
    yield from (
        first.said_of_day()
        if is_one_day
        else ["Told as of the last day that the sources cover for each treaty."]
    )
    if unsure:
        yield f"The sources leave it open for {joined([first.treaty(one) for one in unsure])}."
    (predicate, *others), (state, *_) = first.asked.predicates, first.asked.states
    if is_one_day and first.asked.when is None and predicate.is_done and not others:
        not_yet = [one for treaty, one in there.items() if truths[treaty] is False]
        done = ((one, one.bounds(one.asked.predicates[0], state)) for one in not_yet)
        later = [
            f"{one.treaty(one.treaties[0])} {days_of(bounds).when}"
            for one, bounds in done
            if bounds.by(one.day) is False and bounds.last != LAST_DAY
        ]
        if later:
            yield f"It is recorded for later: {joined(later)}."
    yield "Treaties that it could not join are not counted."
