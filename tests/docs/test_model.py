"""The query that docs/model.md gives for signature and consent, held against the saved question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thbgraph.base.namespaces import ID
from thbgraph.graph import KnowledgeGraph

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"sparql 'SELECT .*? (\{ VALUES \?treaty \{ (\S+) \} .*)'\n", TEXT)
TREATIES = ("cedaw", "cets-197", "crc", "crc-op-sc", "palermo-protocol", "untoc")
#: A day that the sources cover under each of them.
DAY = "2020-01-01"


@pytest.mark.parametrize("treaty", TREATIES)
def test_the_plain_way_misses_nothing_that_the_saved_question_has(graph: KnowledgeGraph, treaty: str) -> None:
    """A state that signed is there, with the same days; without a consent are those of which no act is recorded."""
    ((group, example),) = SHOWN
    asked = f"SELECT DISTINCT ?state ?signed ?consented {group.replace(example, f'id:{treaty}')}"
    plain = {str(state.iri): (str(signed), str(done or "")) for state, signed, done in graph.sparql(asked)}
    saved = list(graph.ask("signature-to-consent", group="UN", instrument=ID + treaty, asOf=DAY))
    assert len(saved) > 40 and {row.country.iri for row in saved} <= plain.keys()
    unlike = set()
    for row in saved:
        signed, consented = plain[row.country.iri]
        assert signed == str(row.signedLatest)
        if row.answer == "consented" and consented != str(row.consentedLatest):
            assert consented == ""
            unlike.add(row.country.label)
    assert all(name in TEXT for name in unlike)


def test_a_state_has_one_row_under_each_treaty(graph: KnowledgeGraph) -> None:
    ((group, example),) = SHOWN
    for treaty in TREATIES:
        asked = f"SELECT (COUNT(*) AS ?rows) (COUNT(DISTINCT ?state) AS ?states) {group.replace(example, f'id:{treaty}')}"
        ((rows, states),) = graph.sparql(asked)
        assert rows == states and rows
