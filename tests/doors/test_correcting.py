"""Asking back: on a terminal whether the one near name was meant, in a pipe never."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """Builds once, so that no command does."""


def at_terminal(answer: str, *arguments: str) -> tuple[int, str]:
    """Runs a command on a pseudo-terminal on which somebody types an answer; gives exit code and what is seen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "thbgraph", *arguments], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        seen += part
        if seen.endswith(b"[Y/n] "):
            os.write(ours, answer.encode())
            seen += b"\n"
    os.close(ours)
    return process.wait(timeout=120), seen.decode()


@pytest.mark.parametrize("answer", ["\n", "y\n", "Yes\n"])
def test_one_near_name_is_asked_back_and_taken(answer: str) -> None:
    code, seen = at_terminal(answer, "show", "Finlnd")
    assert code == 0
    assert "nothing in the graph is called 'Finlnd'; did you mean Finland? [Y/n] " in seen
    assert "Finland  id:fin" in seen


def test_each_wrong_name_is_asked_back_once() -> None:
    code, seen = at_terminal("y\n", "status", "Lithuanja", "CETS 197", "asOf=2008-01-01")
    assert code == 0 and seen.count("[Y/n]") == 1
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
    done = subprocess.run(
        [sys.executable, "-m", "thbgraph", "show", "Finlnd"], input="y\n", capture_output=True, text=True
    )
    assert done.returncode == 2 and "[Y/n]" not in done.stderr and "did you mean Finland?" in done.stderr
