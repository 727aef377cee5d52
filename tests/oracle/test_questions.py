"""The saved questions on status and membership held against the reference, and their answers against one another."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from oracle import grid, reference
from oracle.membership import GROUPS, member, memberships
from oracle.reference import CONTRACTING, ILO, NOT_APPLICABLE, PARTY, SIGNATORY, TREATIES, UNDETERMINED
from whole import WHOLE

ASKED = 400 if WHOLE else 5
STATES = [name for name, kind in reference.kinds().items() if kind == "State"]


def asked(number: int) -> list[tuple[str, str, date]]:
    """Groups, treaties and days, the same each time: half the days are such on which something changes."""
    among = random.Random(number)
    chosen = []
    for _ in range(ASKED):
        group, treaty = among.choice(GROUPS), among.choice(TREATIES)
        state = among.choice([one.state for one in memberships(group) if one.state in STATES])
        days = (
            grid.boundary_days(state, treaty)
            if among.random() < 0.7
            else grid.random_days(5, among.randrange(999))
        )
        chosen.append((group, treaty, among.choice(days)))
    return chosen


def named(case: tuple[str, str, date]) -> str:
    return "-".join(map(str, case))


def states_of(group: str, day: date) -> tuple[set[str], set[str]]:
    """The states that were members on a day, and those that may have been."""
    found = {state: member(group, state, day) for state in STATES if reference.exists(state, day)}
    return {state for state, is_one in found.items() if is_one}, {
        state for state, is_one in found.items() if is_one is None
    }


def ask(
    graph: Any, question: str, group: str, treaty: str, day: date, column: str = "country"
) -> dict[str, Any]:
    """The rows of a question by state; each state has one."""
    answer = graph.ask(question, group=f"id:{group}", instrument=f"id:{treaty}", asOf=day.isoformat())
    rows = {grid.local(row[column]): row for row in answer}
    assert len(rows) == len(answer), "a state has two rows"
    return rows


def held(rows: dict[str, Any], group: str, day: date, wanted: dict[str, str]) -> None:
    """Says that the rows are those wanted; of those who may be members any may be there."""
    sure, maybe = states_of(group, day)
    told = {state: row.answer for state, row in rows.items() if state in STATES}
    assert {state: said for state, said in told.items() if state in sure} == {
        s: a for s, a in wanted.items() if s in sure
    }
    assert told.keys() <= sure | maybe
    assert all(told[state] == wanted.get(state) for state in told)


@pytest.mark.parametrize("case", asked(1), ids=named)
def test_who_is_bound_and_who_is_not(graph: Any, case: tuple[str, str, date]) -> None:
    group, treaty, day = case
    bound, free = ask(graph, "bound-by", *case, column="party"), ask(graph, "not-bound", *case)
    possible = {
        state: reference.possible(state, treaty, day) for state in STATES if reference.exists(state, day)
    }
    held(
        bound,
        group,
        day,
        {s: "yes" if may == {PARTY} else UNDETERMINED for s, may in possible.items() if PARTY in may},
    )
    held(
        free,
        group,
        day,
        {s: UNDETERMINED if PARTY in may else "no" for s, may in possible.items() if may != {PARTY}},
    )
    sure, maybe = states_of(group, day)
    told = {state for state in (*bound, *free) if state in STATES}
    assert sure <= told <= sure | maybe, "who is bound and who is not are the group"
    yes, no = (
        {state for state, row in rows.items() if row.answer == said}
        for rows, said in ((bound, "yes"), (free, "no"))
    )
    assert not yes & no


@pytest.mark.parametrize("case", asked(2), ids=named)
def test_who_had_only_signed(graph: Any, case: tuple[str, str, date]) -> None:
    group, treaty, day = case
    rows = ask(graph, "signed-not-ratified", *case)
    possible = {
        state: reference.possible(state, treaty, day) for state in STATES if reference.exists(state, day)
    }
    wanted = {
        s: "yes" if may == {SIGNATORY} else UNDETERMINED for s, may in possible.items() if SIGNATORY in may
    }
    held(rows, group, day, dict.fromkeys(possible, NOT_APPLICABLE) if treaty in ILO else wanted)


@pytest.mark.parametrize("case", asked(3), ids=named)
def test_the_matrix_has_the_status_of_each(graph: Any, case: tuple[str, str, date]) -> None:
    group, treaty, day = case
    rows = ask(graph, "status-matrix", *case)
    sure, maybe = states_of(group, day) if reference.is_adopted(treaty, day) else (set(), set())
    assert sure <= rows.keys() <= sure | maybe
    for state, row in rows.items():
        wanted = reference.status(state, treaty, day)
        assert grid.words(row.status) == wanted.status, state
        assert row.sinceLatest is None or row.sinceLatest <= day


@pytest.mark.parametrize("case", asked(4), ids=named)
def test_who_had_consented_by_a_day(graph: Any, case: tuple[str, str, date]) -> None:
    group, treaty, day = case
    rows = ask(graph, "how-consented", *case)
    sure, maybe = states_of(group, day)
    consents = {state: reference.standing(state, treaty) for state in sure | maybe}
    by_day = {state: one.consent.by(day) for state, one in consents.items() if one.kind}
    wanted = {state: "yes" if done else UNDETERMINED for state, done in by_day.items() if done is not False}
    assert {state: row.answer for state, row in rows.items()} == {
        s: a for s, a in wanted.items() if s in rows
    }
    assert {state for state in wanted if state in sure} <= rows.keys() <= sure | maybe
    for state, row in rows.items():
        assert row.consentedEarliest is None or row.consentedEarliest <= row.consentedLatest, state


@pytest.mark.parametrize("group", GROUPS)
def test_who_belonged_to_a_group(graph: Any, group: str) -> None:
    ends = {
        end
        for one in memberships(group)
        for span in (one.begin, one.end)
        for end in (span.earliest, span.latest)
    }
    days = sorted(
        {
            day + shift * reference.DAY
            for day in ends
            if grid.FIRST_DAY < day < grid.LAST_DAY
            for shift in (-1, 0, 1)
        }
    )
    for day in days if WHOLE else random.Random(group).sample(days, 2):
        rows = graph.ask("group-members", group=f"id:{group}", asOf=day.isoformat())
        told = {(grid.local(row.member), grid.local(row.role)): row.answer for row in rows}
        for (state, kind), answer in told.items():
            assert member(group, state, day, kind) is (True if answer == "yes" else None), (state, day)
        for one in memberships(group):
            assert ((one.state, one.kind) in told) == (
                member(group, one.state, day, one.kind) is not False
            ), (one, day)


@pytest.mark.parametrize("case", asked(6), ids=named)
def test_counts_are_those_of_the_statuses(graph: Any, case: tuple[str, str, date]) -> None:
    _, treaty, day = case
    counts = {
        row.measure: row
        for row in graph.ask("counts-by-status", instrument=f"id:{treaty}", asOf=day.isoformat())
    }
    everybody = [*STATES, *(state for state, kind in reference.kinds().items() if kind == "FormerState")]
    heirs = [state for state in everybody if reference.chain(state)[-1] == state]
    may = [reference.possible(state, treaty, day) for state in heirs if reference.exists(state, day)]
    for measure, those in {
        "party": {PARTY},
        "had consented": {CONTRACTING, PARTY},
        "had signed, not consented": {SIGNATORY},
    }.items():
        least, most = sum(one <= those for one in may), sum(bool(one & those) for one in may)
        row = counts.get(measure)
        assert (row.states if row else 0, row.statesAtMost if row else 0) == (least, most), measure
