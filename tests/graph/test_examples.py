"""Examples in the help of questions: each gives rows."""

from __future__ import annotations

from typing import Any

import pytest

from command_line import run


@pytest.mark.parametrize(
    "name", ["works-on", "handbooks", "joint-work", "recommendations", "not-bound", "events"]
)
def test_each_example_gives_rows(graph: Any, name: str) -> None:
    question = graph.question(name)
    given = graph.examples(name)
    assert [*given] == [param.name for param in question.params if param.wants_class]
    for param, things in given.items():
        assert things
        assert all(len(graph.ask(name, {param: thing.label})) for thing in things)


def test_the_help_of_a_question_has_examples_as_one_types_them() -> None:
    assert "for example: audience=Parliamentarians" in run("ask", "handbooks", "--help").stdout
    assert "for example: asOf=2010-01-26" in run("ask", "running-on", "--help").stdout
