"""The cache: only what thbgraph made is removed, no link is followed, and nobody's half-made build is touched."""

from __future__ import annotations

import errno
import fcntl
import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command_line import run
from thbgraph.base.errors import StoreError
from thbgraph.build import cache as caches
from thbgraph.build.cache import inode
from thbgraph.build.opening import made
from thbgraph.graph import open_graph

#: Names as builds have them.
NAMES = [f"{number:032x}" for number in range(9)]

pytestmark = pytest.mark.usefixtures("cache")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def somebodys(folder: Path) -> None:
    """Fills a folder as somebody's project may be, its parts named as those of the cache."""
    for name in (
        *(f"v{number}" for number in range(7)),
        NAMES[1],
        f"{NAMES[2]}.abc.new",
        f"{NAMES[3]}.1.old",
    ):
        (folder / "builds" / name).mkdir(parents=True)
        (folder / "builds" / name / "thesis.txt").write_text("mine", encoding="utf-8")
        os.utime(folder / "builds" / name, (1, 1))
    (folder / "builds" / "0123456789abcdef").write_text("mine", encoding="utf-8")
    deep = folder / "builds" / NAMES[4] / "store"
    deep.mkdir(parents=True)
    (deep / "thesis.txt").write_text("mine", encoding="utf-8")
    for part in ("notes", "fetched/wikidata"):
        (folder / part).mkdir(parents=True)
        (folder / part / "mine.json").write_text("mine", encoding="utf-8")
    (folder / "notes" / "0123456789abcdef").write_text("mine", encoding="utf-8")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")


def test_a_folder_of_somebody_loses_nothing(home: Path, cache: Path) -> None:
    somebodys(cache)
    before = tree(cache)
    place = {"THBGRAPH_HOME": str(home)}
    for words in (["ask", "bodies"], ["build", "--force"], ["doctor"], ["cache", "clear"]):
        gc.collect()  # which closes what the command before had open
        done = run(*words, **place)
        assert done.returncode == 0, done.stderr
    assert tree(cache) == before


def test_only_a_cache_that_is_new_is_marked(home: Path, cache: Path) -> None:
    made(home)
    tag = (cache / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    (cache / "CACHEDIR.TAG").unlink()  # now it is a folder that holds something
    caches.clear()
    made(home)
    assert not (cache / "CACHEDIR.TAG").exists()


@pytest.mark.parametrize("name", ["builds", "notes"])
def test_a_link_in_the_cache_is_not_followed(name: str, home: Path, cache: Path, tmp_path: Path) -> None:
    somebodys(tmp_path / "mine")
    (tmp_path / "mine" / name / NAMES[0]).mkdir()  # empty: by its name and content a build
    (tmp_path / "mine" / name / ("0" * 16)).mkdir()
    before = sorted((tmp_path / "mine").rglob("*"))
    cache.mkdir()
    (cache / name).symlink_to(tmp_path / "mine" / name)
    done = run("ask", "bodies", THBGRAPH_HOME=str(home))
    if name == "builds":
        assert done.returncode == 3
        assert "is a symbolic link, which thbgraph does not follow" in done.stderr
    else:
        assert done.returncode == 0  # a stamp only saves time
    assert run("cache", "clear").returncode == 0
    assert sorted((tmp_path / "mine").rglob("*")) == before


@pytest.mark.usefixtures("built")
def test_a_link_among_the_builds_is_not_followed(home: Path, cache: Path, tmp_path: Path) -> None:
    folder = made(home).folder
    folder.rename(tmp_path / "mine")
    before = tree(tmp_path / "mine")
    for name in [folder.name, *NAMES]:
        (cache / "builds" / name).symlink_to(tmp_path / "mine")
    (cache / "builds" / f"{NAMES[0]}.x.old").symlink_to(tmp_path / "mine")
    (cache / "builds" / f"{NAMES[0]}.y.old").symlink_to(f"{NAMES[0]}.y.old")
    assert run("cache", "clear").stdout.startswith("removed 0 builds ")
    assert tree(tmp_path / "mine") == before
    with pytest.raises(StoreError, match="holds what thbgraph did not make; move it away"):
        open_graph(home)


def test_the_cache_itself_may_be_a_link(home: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "large").mkdir()
    cache.symlink_to(tmp_path / "large")
    with open_graph(home) as graph:
        assert len(graph.ask("bodies")) == 1
    assert caches.clear() == (1, 0)
    assert cache.is_symlink()


def test_the_newest_builds_are_kept(home: Path, cache: Path) -> None:
    for age, name in enumerate(NAMES):
        (cache / "builds" / name).mkdir(parents=True)
        (cache / "builds" / name / "index.json").touch()
        os.utime(cache / "builds" / name, (age, age))
    folder = made(home).folder
    assert {path.name for path in (cache / "builds").iterdir()} == {folder.name, *NAMES[-2:]}


@pytest.mark.usefixtures("built")
def test_a_build_that_is_in_use_is_not_the_first_to_go(home: Path, cache: Path, tmp_path: Path) -> None:
    """Two checkouts share the cache: what one of them asks is not taken away by builds of the other."""
    used = made(home).folder
    for age, name in enumerate(NAMES[-2:], 1):
        (cache / "builds" / name).mkdir()
        (cache / "builds" / name / "index.json").touch()
        os.utime(cache / "builds" / name, (age, age))
    os.utime(used, (0, 0))
    graph = open_graph(home)
    other = shutil.copytree(home, tmp_path / "other", symlinks=True)
    (other / "data/memo/x.trig").write_text("", encoding="utf-8")
    new = made(other).folder
    assert {path.name for path in (cache / "builds").iterdir()} == {used.name, new.name, *NAMES[-1:]}
    assert len(graph.ask("bodies")) == 1


def is_left(folder: Path) -> bool:
    """Says whether no process has a folder open any more."""
    try:
        caches.FolderLease(folder, alone=True).close()
    except BlockingIOError:
        return False
    return True


def test_a_build_that_was_killed_is_removed_by_the_next(home: Path, cache: Path) -> None:
    builds = cache / "builds"
    command = [sys.executable, "-m", "thbgraph", "build"]
    process = subprocess.Popen(
        command, env=os.environ | {"THBGRAPH_HOME": str(home)}, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 120
    while not list(builds.glob("*.new/store/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    (left,) = builds.glob("*.new")
    process.send_signal(signal.SIGSTOP)  # it lives, and nothing is taken from it
    assert caches.clear() == (0, 1)
    assert left.exists()
    process.send_signal(signal.SIGKILL)
    process.wait()
    while not is_left(left) and time.monotonic() < deadline:  # its children are ending
        time.sleep(0.01)
    (builds / f"{NAMES[0]}.0.old").mkdir()
    folder = made(home).folder
    assert [path.name for path in builds.iterdir()] == [folder.name]


def test_cache_clear_removes_what_was_killed_and_nothing_that_is_being_made(
    home: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cache / "builds" / f"{NAMES[0]}.abc.new" / "store").mkdir(parents=True)
    cleared: list[str] = []

    def clear(step: int, steps: int, name: str) -> None:
        if step == steps:
            cleared.append(run("cache", "clear").stdout)

    folder = made(home, clear).folder
    assert cleared == [f"removed 0 builds from {cache}; left 1 that other processes make or have open\n"]
    assert [path.name for path in (cache / "builds").iterdir()] == [folder.name]


def test_cache_clear_removes_what_is_kept_beside_a_build(home: Path, cache: Path) -> None:
    for words in (["ask", "bodies", "--cite"], ["check"]):
        run(*words, THBGRAPH_HOME=str(home), THBGRAPH_CACHE=str(cache))
    gc.collect()  # which closes what the commands had open
    run("cache", "clear", THBGRAPH_HOME=str(home), THBGRAPH_CACHE=str(cache))
    assert [path.name for path in cache.rglob("*") if path.is_file()] == ["CACHEDIR.TAG"]


def test_where_there_are_no_locks_age_decides(
    home: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    young, old = (cache / "builds" / f"{NAMES[0]}.{part}.new" for part in ("young", "old"))
    for unfinished in (young, old):
        unfinished.mkdir(parents=True)
    os.utime(old, (time.time() - 2 * 24 * 3600,) * 2)
    folder = made(home).folder
    assert {path.name for path in (cache / "builds").iterdir()} == {folder.name, young.name}


def test_clearing_while_others_build_and_ask_disturbs_nobody(home: Path, cache: Path) -> None:
    environment = os.environ | {"THBGRAPH_HOME": str(home), "THBGRAPH_TRACEBACK": ""}
    program = [sys.executable, "-m", "thbgraph"]
    words = [["ask", "bodies"], ["build", "--force"], ["ask", "bodies"], ["build"], ["export"]]
    running = [
        subprocess.Popen(
            [*program, *word], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for word in words
    ]
    while any(process.poll() is None for process in running):
        caches.clear()
        time.sleep(0.2)
    for process in running:
        out, err = process.communicate()
        assert process.returncode == 0, err
        assert out


@pytest.mark.usefixtures("built")
def test_a_build_that_is_open_is_left(home: Path, cache: Path) -> None:
    graph = open_graph(home)
    folder = graph.index.folder
    assert folder is not None and caches.clear() == (0, 1)
    assert len(graph.ask("bodies", cite=True)) == 1
    assert graph.sentences.texts("monitors") and graph.exports.text("nquads")
    graph.close()
    assert caches.clear() == (1, 0)
    assert not folder.exists()


@pytest.mark.usefixtures("built")
def test_a_build_that_is_replaced_while_it_is_open_goes_when_it_is_closed(home: Path, cache: Path) -> None:
    graph = open_graph(home)
    made(home, other_than=inode(graph.index.folder or cache))
    assert len(list((cache / "builds").iterdir())) == 2
    assert len(graph.ask("bodies")) == 1
    graph.close()
    assert caches.clear() == (1, 0)
    assert not list((cache / "builds").iterdir())


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("part", [".", "builds"])
def test_a_cache_that_others_can_write_to_is_told(part: str, home: Path, cache: Path) -> None:
    made(home)
    assert not caches.distrusted()
    (cache / part).chmod(0o777)
    told = f"every user of this machine can write to {cache / part}"
    assert run("ask", "bodies", THBGRAPH_HOME=str(home)).stderr.startswith(f"thbgraph: {told}")
    done = run("doctor", THBGRAPH_HOME=str(home))
    assert done.returncode == 1 and told in done.stdout


@pytest.mark.usefixtures("built")
def test_a_cache_of_another_user_is_told(home: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(home)
    monkeypatch.setattr(os, "geteuid", lambda: cache.stat().st_uid + 1)
    assert ("belongs to another user" in caches.distrusted()) == (cache.stat().st_uid != 0)


def test_a_cache_cannot_be_cleared_through_a_file(cache: Path) -> None:
    cache.write_text("", encoding="utf-8")
    assert caches.clear() == (0, 0)
    assert caches.size() == 0


def test_what_is_fetched_goes_into_a_marked_cache_and_stays(home: Path, cache: Path) -> None:
    caches.make(caches.fetched())
    assert (cache / "CACHEDIR.TAG").exists()
    (cache / "fetched" / "wikidata").mkdir()
    caches.clear()
    assert (cache / "fetched" / "wikidata").exists()
