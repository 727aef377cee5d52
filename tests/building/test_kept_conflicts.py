"""Conflicts kept beside a build: given again as they were found, and found again when damaged."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from thbgraph.building.kept_conflicts import kept_conflicts

from thbgraph.answers.conflicts import Conflict, Side

FOUND = [Conflict("value", ("urn:a",), "Act é: when?", (Side("1 May", ("urn:g",), ("urn:a",)),), "open.")]


def never() -> NoReturn:
    raise AssertionError("found again")


def test_kept_conflicts_are_those_that_were_found(tmp_path: Path) -> None:
    assert kept_conflicts(tmp_path, lambda: FOUND) == FOUND
    assert kept_conflicts(tmp_path, never) == FOUND


@pytest.mark.parametrize("content", [b"", b"00000000\n[]", b"[]", b"\xff", b"1b2c3d4e\n" + b"[" * 100_000])
def test_what_was_not_so_written_is_found_again(content: bytes, tmp_path: Path) -> None:
    kept_conflicts(tmp_path, lambda: FOUND)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content)
    assert kept_conflicts(tmp_path, lambda: FOUND) == FOUND
    assert kept_conflicts(tmp_path, never) == FOUND


def test_without_a_build_nothing_is_kept(tmp_path: Path) -> None:
    assert kept_conflicts(tmp_path / "none", lambda: FOUND) == FOUND
    assert not (tmp_path / "none").exists()
