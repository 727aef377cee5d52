"""What tests of builds share: a cache of their own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which nothing lies; that of `home`, where a test has one."""
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"
