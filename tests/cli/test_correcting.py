"""Asking back: on a terminal whether the one near name was meant, in a pipe never."""

from __future__ import annotations

import pytest

from command_line import at_terminal, at_terminal_apart, run


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """Builds once, so that no command does."""


@pytest.mark.parametrize("answer", ["\n", "y\n", "Yes\n"])
def test_one_near_name_is_asked_back_and_taken(answer: str) -> None:
    code, seen = at_terminal(answer, "show", "Finlnd")
    assert code == 0
    assert "nothing in the graph is called 'Finlnd'; did you mean Finland? [Y/n] " in seen
    assert "Finland  id:fin" in seen


@pytest.mark.slow
def test_each_wrong_name_is_asked_back_once() -> None:
    words = ("status", "Lithuanja", "CETS 197", "asOf=2008-01-01")
    code, seen = at_terminal("y\n", *words)
    assert code == 0 and seen.count("[Y/n]") == 1
    assert at_terminal_apart("y\n", *words) == (code, seen)
    code, seen = at_terminal("y\n", "status", "Lithuanja", "Smugling Protocol")
    assert code == 0 and seen.count("[Y/n]") == 2


@pytest.mark.parametrize("answer", ["n\n", "no\n", "\x04", "Finland\n"])
def test_what_was_not_meant_is_refused(answer: str) -> None:
    code, seen = at_terminal(answer, "show", "Finlnd")
    assert code == 2 and "Finland  id:fin" not in seen


def test_several_near_names_are_listed_and_nobody_is_asked() -> None:
    code, seen = at_terminal("y\n", "show", "Korea")
    assert code == 2 and "[Y/n]" not in seen and "may be any of" in seen


def test_in_a_pipe_nobody_is_asked() -> None:
    done = run("show", "Finlnd", given="y\n")
    assert done.returncode == 2 and "[Y/n]" not in done.stderr and "did you mean Finland?" in done.stderr
