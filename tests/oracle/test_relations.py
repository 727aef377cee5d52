"""Relations between the answers on status, on the grid of the oracle: what one says, no other contradicts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from oracle import grid
from oracle.reference import ILO, SIGNATORY, UNDETERMINED, is_adopted
from oracle.test_questions import STATES, ask, asked, named


@pytest.fixture(scope="module")
def periods(graph: Any) -> dict[tuple[str, str], list[grid.Found]]:
    """All periods that the program computed."""
    return grid.computed(graph)


@pytest.mark.parametrize("case", asked(7), ids=named)
def test_who_only_signed_and_who_is_bound_are_those_of_the_matrix(
    graph: Any, periods: Any, case: tuple[str, str, date]
) -> None:
    _, treaty, day = case
    matrix = {state: grid.words(row.status) for state, row in ask(graph, "status-matrix", *case).items()}
    bound, free, signed = (
        {state: row.answer for state, row in ask(graph, question, *case, column=column).items()}
        for question, column in (
            ("bound-by", "party"),
            ("not-bound", "country"),
            ("signed-not-ratified", "country"),
        )
    )
    bound = {state: answer for state, answer in bound.items() if state in STATES}
    assert {state for state, answer in bound.items() if answer == "yes"} == {
        state for state, status in matrix.items() if status == "party"
    }
    assert not {s for s, a in bound.items() if a == "yes"} & free.keys()
    if not is_adopted(treaty, day):  # of which the matrix says nothing
        assert not matrix and not bound
        return
    assert bound.keys() | free.keys() == matrix.keys()
    assert all(matrix[state] == UNDETERMINED for state in bound.keys() & free.keys())
    if treaty not in ILO:
        perhaps = {
            state
            for state, status in matrix.items()
            if status == UNDETERMINED and SIGNATORY in grid.on(periods, state, treaty, day).possible
        }
        sure = {state for state, status in matrix.items() if status == SIGNATORY}
        assert signed == {**dict.fromkeys(sure, "yes"), **dict.fromkeys(perhaps, UNDETERMINED)}


@pytest.mark.parametrize("case", asked(8), ids=named)
def test_counts_are_the_rows_of_who_is_bound(graph: Any, case: tuple[str, str, date]) -> None:
    _, treaty, day = case
    arguments = {"instrument": f"id:{treaty}", "asOf": day.isoformat()}
    rows = list(graph.ask("bound-by", **arguments))
    counts = {row.measure: row for row in graph.ask("counts-by-status", **arguments)}
    party = counts.get("party")
    for kind, count in (("state", "states"), ("organization", "organizations")):
        sure = sum(row.kind == kind and row.answer == "yes" for row in rows)
        assert sure == (party[count] if party else 0)
        assert sum(row.kind == kind for row in rows) <= (party[f"{count}AtMost"] if party else 0)
