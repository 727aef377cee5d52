"""Files are written whole or not at all, by several threads, too, and nothing is left beside them."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import get_ident

import pytest

from thbgraph.build.files import followed, read_regular, write_whole


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


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755, 0o640])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"one")
    path.chmod(mode)
    write_whole(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == mode and path.read_bytes() == b"two"


def test_what_replaces_a_private_file_is_private_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"one")
    path.chmod(0o600)
    modes: list[int] = []

    def seen(beside: Path, _: Path) -> None:
        modes.append(stat.S_IMODE(beside.stat().st_mode))

    monkeypatch.setattr(Path, "replace", seen)
    write_whole(path, b"two")
    assert modes == [0o600]


def test_a_new_file_has_the_mode_that_files_have(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"")
    write_whole(tmp_path / "two", b"")
    assert (tmp_path / "one").stat().st_mode == (tmp_path / "two").stat().st_mode


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"one")
    path.chmod(0o444)
    with pytest.raises(PermissionError, match="the file is read-only"):
        write_whole(path, b"two")
    assert path.read_bytes() == b"one" and os.listdir(tmp_path) == ["x"]


def test_a_link_is_replaced_unless_it_is_followed(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "new")
    write_whole(followed(link), b"one")
    assert link.is_symlink() and (tmp_path / "new").read_bytes() == b"one"
    write_whole(link, b"two")
    assert not link.is_symlink() and (tmp_path / "new").read_bytes() == b"one"


def test_links_in_a_circle_lead_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(OSError, match="symbolic links"):
        followed(tmp_path / "one")


def test_what_was_left_by_a_killed_process_of_the_same_number_is_no_obstacle(tmp_path: Path) -> None:
    left = tmp_path / f".{os.getpid()}.{get_ident()}.new"
    left.symlink_to(tmp_path / "mine")
    write_whole(tmp_path / "x", b"one")
    assert os.listdir(tmp_path) == ["x"]


def test_an_interruption_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "x", b"one")
    assert os.listdir(tmp_path) == []


def test_only_files_are_read_and_no_more_than_so_much(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    (tmp_path / "link").symlink_to(path)
    os.mkfifo(tmp_path / "pipe")
    for wrong, most in ((path, 4), (tmp_path / "link", 9), (tmp_path / "pipe", 9), (Path("/dev/zero"), 9)):
        with pytest.raises(OSError, match=r"bytes|symbolic links|not a regular file"):
            read_regular(wrong, most)
