"""Sixty statuses that a person worked out from the sources by hand, without the program.

They were drawn with a fixed seed over all states, treaties and days from 1950 to 2026, half of the days such on which
something changes. Where the first answer of the hand did not stand, `settled` has the agreed one, and the reason.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

with (Path(__file__).parent / "sixty.tsv").open(encoding="utf-8", newline="") as _file:
    SIXTY = list(csv.DictReader(_file, delimiter="\t"))


@pytest.mark.parametrize("row", SIXTY, ids=lambda row: row["number"])
def test_the_hand_and_the_program_agree(graph: Any, row: dict[str, str]) -> None:
    told = graph.status(row["state"], row["treaty"], as_of=row["day"])
    status, *bounds = (row[name] for name in ("status", "earliest", "latest"))
    if row["settled"]:
        status, *bounds = (row[name] for name in ("settled", "settledEarliest", "settledLatest"))
    if (
        status == "not applicable" and told.status == "no act"
    ):  # the hand asked first whether there was a treaty
        assert any("The treaty was" in note and "only later" in note for note in told.notes)
        return
    assert told.status == status, told.sentence
    own = told.bounds if status == "undetermined" else told.began
    if status != "no act":
        assert [str(day or "") for day in own] == bounds


def test_there_are_sixty_of_every_kind() -> None:
    assert len(SIXTY) == 60
    kinds = {"party", "contracting", "signatory", "no act", "undetermined", "not applicable"}
    assert {row["status"] for row in SIXTY} == kinds
