"""Status as the program computes it, held against the reference on the whole grid, and as `status` tells it on some of it."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

import pytest

from oracle import grid, reference
from oracle.reference import (
    CHAINS,
    CONTRACTING,
    LAST,
    NO_ACT,
    NOT_APPLICABLE,
    PARTY,
    SIGNATORY,
    TREATIES,
    UNDETERMINED,
)
from whole import WHOLE

SEED = 20261127


@pytest.fixture(scope="session")
def periods(graph: Any) -> dict[tuple[str, str], list[grid.Found]]:
    """All periods that the program computed."""
    return grid.computed(graph)


def test_every_status_on_the_grid_is_that_of_the_reference(periods: Any) -> None:
    wrong, seen = [], Counter[str]()
    for party, treaty, day in grid.cells(grid.PARTIES, SEED):
        if not reference.exists(party, day) or (party in CHAINS[2] and not periods[party, treaty]):
            continue
        found, wanted = grid.on(periods, party, treaty, day), reference.status(party, treaty, day)
        seen[wanted.status] += 1
        if found.status != wanted.status:
            wrong.append((party, treaty, day.isoformat(), found.status, wanted.status))
    assert not wrong, f"{len(wrong)} of {seen.total()} differ, such as {wrong[:5]}"
    assert seen.total() > 35_000 and min(seen[one] for one in (NO_ACT, SIGNATORY, CONTRACTING, PARTY)) > 1_000
    assert seen[UNDETERMINED] > 5_000 and seen[NOT_APPLICABLE] > 10


def test_what_may_have_been_is_what_the_bounds_allow(periods: Any) -> None:
    wrong = []
    for party, treaty, day in grid.cells(grid.PARTIES, SEED + 1):
        found = grid.on(periods, party, treaty, day)
        if reference.exists(party, day) and found.possible:
            wanted = reference.possible(party, treaty, day)
            # A period holds all that its days allow, so a day of it may allow less.
            if not wanted <= found.possible or (found.status != UNDETERMINED and wanted != found.possible):
                wrong.append((party, treaty, day.isoformat(), sorted(found.possible), sorted(wanted)))
    assert not wrong, f"{len(wrong)} differ, such as {wrong[:5]}"


def test_since_when_a_status_holds_has_the_bounds_of_the_reference(periods: Any) -> None:
    wrong = []
    for party in grid.PARTIES:
        for treaty in TREATIES:
            known = reference.standing(party, treaty)
            for one in periods[party, treaty]:
                span = {SIGNATORY: known.signature, CONTRACTING: known.consent, PARTY: known.force}.get(
                    one.status
                )
                if span is not None and span.latest == one.first and span.earliest != one.earliest:
                    wrong.append((party, treaty, one, span))
    assert not wrong, f"{len(wrong)} differ, such as {wrong[:5]}"


def test_entry_into_force_by_rule_is_that_of_the_articles(graph: Any) -> None:
    rows = graph.sparql(
        "SELECT ?treaty ?party ?earliest ?latest { ?e a thb:ComputedEntryIntoForce ; thb:instrument ?treaty ; "
        "thb:latest ?latest . OPTIONAL { ?e thb:earliest ?earliest } OPTIONAL { ?e thb:forParty ?party } }"
    )
    wrong = []
    for row in rows:
        treaty = grid.local(row.treaty)
        if row.party is None:
            wanted = reference.by_rule(treaty)
        else:
            party = grid.local(row.party)
            wanted = reference.force_after(reference.standing(party, treaty), party, treaty)
        if (row.earliest or date.min, row.latest) != (wanted.earliest, wanted.latest):
            wrong.append((treaty, str(row.party), row.earliest, row.latest, wanted))
    assert len(rows) > 1_300
    assert not wrong, f"{len(wrong)} of {len(rows)} differ, such as {wrong[:5]}"


def told_cells(periods: Any) -> list[tuple[str, str, date]]:
    """A random day of the grid in each period of every party under every treaty, and of those without a period."""
    among = random.Random(SEED)
    by_period: dict[tuple[object, ...], list[tuple[str, str, date]]] = {}
    for cell in grid.cells(grid.PARTIES, SEED + 2):
        exists = reference.exists(cell[0], cell[2])
        by_period.setdefault((*cell[:2], exists, grid.on(periods, *cell)), []).append(cell)
    return [among.choice(its) for its in by_period.values()]


@pytest.mark.parametrize("part", range(6))
def test_status_tells_what_the_reference_says(graph: Any, periods: Any, part: int) -> None:
    chosen = told_cells(periods)
    wrong = []
    for party, treaty, day in chosen[part::6] if WHOLE else random.Random(part).sample(chosen, 7):
        told = graph.status(f"id:{party}", f"id:{treaty}", as_of=day)
        if not agrees(told, reference.status(party, treaty, day), day):
            wrong.append(f"{party} under {treaty} on {day}: {told.sentence}")
    assert not wrong, f"{len(wrong)} of {len(chosen[part::6])} differ, such as {wrong[:5]}"


def agrees(told: Any, wanted: reference.Answer, day: date) -> bool:
    """Whether a status is the wanted one, with no day where only bounds are known, and none for what may never be."""
    if told.status != wanted.status or wanted.since is None:
        return told.status == wanted.status
    if wanted.status == UNDETERMINED:
        return wanted.since.latest != LAST or told.bounds.last is None
    return told.since is None or wanted.since.latest > day or wanted.since.earliest == wanted.since.latest
