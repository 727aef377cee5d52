"""Usual names of treaties, states, groups and main bodies, gathered before the resolver and the data knew them.

A name is taken for the one thing that it means, or that thing is offered first; none is taken for another.
"""

from __future__ import annotations

import csv
from pathlib import Path

from thbgraph.graph import KnowledgeGraph
from thbgraph.words.errors import UnknownEntity
from thbgraph.words.namespaces import ID


def usual_names() -> list[tuple[str, str]]:
    with (Path(__file__).parent / "usual_names.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name"], ID + row["wanted"]) for row in csv.DictReader(file)]


def test_nearly_all_are_taken_or_asked_back_rightly_and_none_for_another_thing(graph: KnowledgeGraph) -> None:
    names = usual_names()
    asked_back, missed = [], []
    for name, wanted in names:
        try:
            assert graph.find(name) == wanted, name
        except UnknownEntity as error:
            (asked_back if error.candidates[:1] == (wanted,) else missed).append(name)
    assert len(names) >= 200 and len({wanted for _, wanted in names}) >= 110
    assert len(missed) <= 0.05 * len(names), missed
    assert len(asked_back) <= 0.05 * len(names), asked_back
