"""Releases of the data: packed to the same bytes, unpacked as they were, and nothing else than data taken from a file."""

from __future__ import annotations

import io
import shutil
import tarfile
from datetime import date
from pathlib import Path

import pytest

from thbgraph.base.errors import DataError, RequestError
from thbgraph.build import homes
from thbgraph.build.releases import Release, pack, releases

DAY = date(2026, 12, 1)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of few files, and a cache of its own."""
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    for folder in homes.FOLDERS:
        (tmp_path / "home" / folder / "deep").mkdir(parents=True)
        (tmp_path / "home" / folder / "deep" / "one.csv").write_text(f"{folder}\n")
        (tmp_path / "home" / folder / ".hidden.csv").write_text("not data\n")
    return tmp_path / "home"


def test_a_release_is_packed_to_the_same_bytes_and_unpacked_as_it_was(home: Path) -> None:
    assert releases(home) == []
    path = pack(home, "0.1.0", DAY)
    first = path.read_bytes()
    path.unlink()
    assert pack(home, "0.1.0", DAY).read_bytes() == first
    (one,) = releases(home)
    folder, day = one.unpacked()
    assert (one.version, day) == ("0.1.0", "2026-12-01") and one.unpacked()[0] == folder
    assert homes.files(folder) == homes.files(home) and not (folder / "releases").exists()
    assert all((folder / name).read_bytes() == (home / name).read_bytes() for name in homes.files(home))


def test_releases_come_in_the_order_of_their_versions(home: Path) -> None:
    for version in ("0.10.0", "0.9.1", "0.9"):
        pack(home, version, DAY)
    shutil.copy(home / "releases" / "0.9.tar.xz", home / "releases" / "draft.tar.xz")
    assert [one.version for one in releases(home)] == ["0.9", "0.9.1", "0.10.0"]


def test_a_release_is_never_made_again(home: Path) -> None:
    pack(home, "0.1.0", DAY)
    with pytest.raises(RequestError, match=r"0\.1\.0\.tar\.xz is there already"):
        pack(home, "0.1.0", DAY)
    with pytest.raises(RequestError, match="is no version"):
        pack(home, "../0.1.0", DAY)


@pytest.mark.parametrize("name", ["../out.csv", "/etc/one.csv", "data/../../one.csv", "src/one.py"])
def test_a_file_that_leads_elsewhere_is_refused(home: Path, name: str) -> None:
    path = home / "0.1.0.tar.xz"
    with tarfile.open(path, "w:xz") as packed:
        packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    with pytest.raises(DataError, match="is no packed release"):
        Release("0.1.0", path).unpacked()


@pytest.mark.parametrize("content", [b"", b"no archive", b"\xfd7zXZ\x00"])
def test_what_is_no_archive_is_refused(home: Path, content: bytes) -> None:
    path = home / "0.1.0.tar.xz"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"0\.1\.0\.tar\.xz.*is no packed release"):
        Release("0.1.0", path).unpacked()
