"""How two things differ is told by what is recorded of each and not of both."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("What is the difference between the TF-THB and the EGCC?", "experts from the ministries", "senior officials"),
        ("How does GRETA differ from the Committee of the Parties?", "independent experts", "its representative in the"),
    ],
)  # fmt: skip
def test_what_tells_two_things_apart_stands_side_by_side(
    graph: Any, sentence: str, first: str, second: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.reader == "differences"
    assert first in lead.text and second in lead.text and lead.text.index(first) < lead.text.index(second)
    assert len(lead.found) == 2 and lead.sources and lead.answer.is_cited


def test_what_is_recorded_of_both_is_left_out(graph: Any) -> None:
    lead = graph.answer("What is the difference between the TF-THB and the TF-THB strategy?").lead
    assert lead is not None
    rows = [(row.thing.iri, str(row.relation), str(row.value)) for row in lead.answer]
    said = [{row[1:] for row in rows if row[0] == iri} for iri in lead.found]
    assert all(said) and said[0].isdisjoint(said[1])


@pytest.mark.parametrize(
    "sentence",
    [
        "What is the difference between GRETA and Europol?",
        "What is the difference between the salaries of GRETA and the EGCC?",
        "What is the difference between GRETA?",
    ],
)
def test_what_is_not_two_things_is_not_told_apart(graph: Any, sentence: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is None or lead.reader != "differences"
