"""Examples in the help of questions: each gives rows."""

from __future__ import annotations

from command_line import run


def test_the_help_of_a_question_has_examples_as_one_types_them() -> None:
    assert "for example: audience=Parliamentarians" in run("ask", "handbooks", "--help").stdout
    assert "for example: asOf=2010-01-26" in run("ask", "running-on", "--help").stdout
