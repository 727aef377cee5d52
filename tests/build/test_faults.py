"""A system that has no room, no more files, or links in a circle is told as such, with the way out, and nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from thbgraph.base.errors import DataError, StoreError
from thbgraph.graph import open_graph

ASK = [sys.executable, "-m", "thbgraph", "ask", "bodies"]


@pytest.fixture(autouse=True)
def no_compiled_code(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # for which there is no room either


def told(done: subprocess.CompletedProcess[str]) -> str:
    """Returns the last line of what a command that failed says."""
    assert done.returncode == 3 and "Traceback" not in done.stderr, done.stderr
    return done.stderr.strip().rpartition("\n")[2]


def left(cache: Path) -> list[str]:
    """Returns what lies among the builds."""
    return [path.name for path in (cache / "builds").iterdir()]


# Of the small home, the first files are some 200 KB each, and those of the engine and of the full text less.
@pytest.mark.parametrize("kilobytes", [1, 40, 120])
def test_files_that_may_not_grow_are_told_and_nothing_is_left(
    home: Path, cache: Path, kilobytes: int
) -> None:
    def small_files() -> None:
        most = kilobytes << 10
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        ASK,
        env=os.environ | {"THBGRAPH_HOME": str(home)},
        preexec_fn=small_files,
        capture_output=True,
        text=True,
    )
    assert f"the build cannot be written to {cache / 'builds'}" in told(done)
    assert "File too large" in told(done) and "make room there, or set THBGRAPH_CACHE" in told(done)
    assert left(cache) == []
    assert len(open_graph(home).ask("bodies")) == 1


def on_a_small_disk(folder: Path, kilobytes: int, *command: str) -> list[str]:
    """Returns the command that runs another where a folder is a disk of so many kilobytes, and then lists its builds."""
    script = 'mount -t tmpfs -o size="$1k" disk "$2" || exit 90; shift; d="$1"; shift; "$@"; code=$?; ls "$d/cache/builds"; exit $code'
    return ["unshare", "-rm", "sh", "-c", script, "sh", str(kilobytes), str(folder), *command]


@pytest.mark.parametrize("kilobytes", [60, 200, 500, 900])
def test_a_full_disk_is_told_and_nothing_is_left(home: Path, tmp_path: Path, kilobytes: int) -> None:
    """By a disk that really is full: while the first files are written, the full text, and the store."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if shutil.which("unshare") is None or subprocess.run(on_a_small_disk(disk, 60, "true")).returncode == 90:
        pytest.skip("nothing can be mounted here; files that may not grow stand for it")
    environment = os.environ | {"THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(disk / "cache")}
    done = subprocess.run(
        on_a_small_disk(disk, kilobytes, *ASK), env=environment, capture_output=True, text=True
    )
    assert "No space left on device" in told(done) and "make room there, or set THBGRAPH_CACHE" in told(done)
    assert done.stdout == ""  # neither an answer nor a build, not half of one


def test_a_disk_that_is_full_later_leaves_the_build_that_is_there(
    home: Path, cache: Path, built: Path
) -> None:
    with (home / "data/memo/2-few.trig").open("a", encoding="utf-8") as file:
        file.write("# edited\n")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40 << 10, 40 << 10))

    done = subprocess.run(
        ASK,
        env=os.environ | {"THBGRAPH_HOME": str(home)},
        preexec_fn=small_files,
        capture_output=True,
        text=True,
    )
    assert "File too large" in told(done)
    assert left(cache) == [built.name]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("most", [0, 500])
def test_an_export_without_room_on_the_way_says_so_in_a_line(home: Path, tmp_path: Path, most: int) -> None:
    """The lines that it sorts by graph lie in a temporary file meanwhile."""
    done = subprocess.run(
        [sys.executable, "-m", "thbgraph", "export", "-o", str(tmp_path / "all.trig")],
        env=os.environ | {"THBGRAPH_HOME": str(home)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
    )
    assert "no temporary file can be written (" in told(done) and "set TMPDIR" in told(done)
    assert done.stderr.count("\n") == 1 and not (tmp_path / "all.trig").exists()


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "link", ["data/memo/round.trig", "data/round", "ontology/round.ttl", "queries/round.rq"]
)
def test_a_link_that_leads_to_itself_is_told(home: Path, link: str) -> None:
    (home / link).symlink_to((home / link).name)
    with pytest.raises(DataError, match=r"is a link that cannot be followed.*; remove it") as raised:
        open_graph(home)
    assert raised.value.path == link
    (home / link).unlink()
    assert len(open_graph(home).ask("bodies")) == 1


def test_a_cache_that_is_a_link_to_itself_is_told(home: Path, cache: Path) -> None:
    cache.symlink_to(cache.name)
    with pytest.raises(StoreError, match=r"cannot be written to .*; set THBGRAPH_CACHE to a folder"):
        open_graph(home)


@contextmanager
def few_files(more: int) -> Iterator[None]:
    """Lets this process open so many files more than it has open."""
    used = {*map(int, os.listdir("/proc/self/fd"))}
    free = [number for number in range(max(used) + more + 1) if number not in used]
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free[more - 1] + 1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="nothing says which files are open")
@pytest.mark.parametrize("is_built", [False, True])
@pytest.mark.parametrize("more", [1, 2, 3, 4, 6, 8])
def test_a_process_without_files_to_open_is_told(
    home: Path, cache: Path, more: int, is_built: bool, request: pytest.FixtureRequest
) -> None:
    old = [request.getfixturevalue("built").name] if is_built else []
    with few_files(more), pytest.raises(StoreError, match=r"may open \d+ files at once.*as with: ulimit -n"):
        open_graph(home)
    assert len(open_graph(home).ask("bodies")) == 1
    assert len(left(cache)) == 1 and old in ([], left(cache))
