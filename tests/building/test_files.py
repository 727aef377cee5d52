"""Files are written whole or not at all, by several threads, too, and nothing is left beside them."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from thbgraph.building.files import write_whole


def test_a_file_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250)  # nearly the longest name that there is
    for content in (b"one", b"\r\n\xff"):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert os.listdir(tmp_path) == [path.name]


def test_what_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"one")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"two")
    assert path.read_bytes() == b"one" and os.listdir(tmp_path) == ["x"]


def test_threads_do_not_write_into_each_others_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: write_whole(path, b"%d" % number * 10_000), range(200)))
    content = path.read_bytes()
    assert len(set(content.split(content[:1]))) <= 2 and os.listdir(tmp_path) == ["x"]
