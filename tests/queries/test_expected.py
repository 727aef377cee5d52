"""What somebody who knows the subject is sure of, whatever else the graph may come to hold: rows that an answer must
have, and rows that must never stand there.

`expected.yaml` says it for the defaults of each question, and for other arguments, from the sources and never from the
output. A cell is written as people say it; empty is null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from thbgraph.base.errors import UnknownEntity
from thbgraph.base.values import Entity, Value, plain
from thbgraph.graph import KnowledgeGraph

EXPECTED: Mapping[str, Any] = yaml.load(
    Path(__file__).with_name("expected.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


def cases() -> Iterator[Any]:
    for name, said in EXPECTED.items():
        for one in said if isinstance(said, list) else [said]:
            given = "; ".join(f"{key}={value}" for key, value in one.get("with", {}).items())
            yield pytest.param(name, one, id=f"{name} {given}".strip())


def test_each_question_is_held_by_its_defaults(graph: KnowledgeGraph) -> None:
    held = {
        name
        for name, said in EXPECTED.items()
        for one in (said if isinstance(said, list) else [said])
        if "with" not in one and one.keys() >= {"rows", "contains", "never"}
    }
    assert held == graph.questions.keys()


@pytest.mark.parametrize(("name", "said"), list(cases()))
def test_an_answer_holds_what_it_must_and_nothing_that_it_may_not(
    graph: KnowledgeGraph, name: str, said: Mapping[str, Any]
) -> None:
    answer = graph.ask(name, said.get("with", {}))
    bounds = said.get("rows", {})
    assert int(bounds.get("least", 0)) <= len(answer) <= int(bounds.get("most", len(answer)))
    for row in said.get("contains", ()):
        assert any(holds(graph, line, row) for line in answer), row
    for row in said.get("never", ()):
        for column, text in row.items():  # a name that nothing has would never stand there
            assert names_something(graph, [line[column] for line in answer], text), row
        assert not any(holds(graph, line, row) for line in answer), row


def holds(graph: KnowledgeGraph, line: Any, row: Mapping[str, str]) -> bool:
    return all(is_meant(graph, line[column], text) for column, text in row.items())


def is_meant(graph: KnowledgeGraph, value: Value, text: str) -> bool:
    """Whether a cell is what people call it: a thing by any of its names, a literal by its text."""
    if value is None or text in ("null", "~", ""):
        return value is None and text in ("null", "~", "")
    if isinstance(value, Entity):
        return value.iri == text or value.iri == found(graph, text)
    return plain(value) == text


def found(graph: KnowledgeGraph, text: str) -> str | None:
    try:
        return graph.find(text).iri
    except UnknownEntity:
        return None


def names_something(graph: KnowledgeGraph, values: list[Value], text: str) -> bool:
    things = [value for value in values if isinstance(value, Entity)]
    if text in ("null", "~", "") or len(things) < len([value for value in values if value is not None]):
        return True
    return found(graph, text) is not None or text in {thing.iri for thing in things} or not values


def test_a_day_is_compared_as_it_is_written(graph: KnowledgeGraph) -> None:
    assert is_meant(graph, date(2010, 1, 26), "2010-01-26") and not is_meant(graph, date(2010, 1, 26), "2010")
    assert is_meant(graph, None, "null") and not is_meant(graph, "null", "x")
