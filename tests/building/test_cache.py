"""The cache: only what thbgraph made is removed, no link is followed, and nobody's half-made build is touched."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest

from command_line import run
from thbgraph.building import build, kept_builds
from thbgraph.building import cache as caches
from thbgraph.graph import open_graph
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.words.errors import StoreError

#: Names as builds have them.
NAMES = [f"{number:016x}-0.1.0-2" for number in range(9)]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


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
    for part in ("stamps", "fetched/wikidata"):
        (folder / part).mkdir(parents=True)
        (folder / part / "mine.json").write_text("mine", encoding="utf-8")
    (folder / "stamps" / "0123456789abcdef").write_text("mine", encoding="utf-8")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")


def test_a_folder_of_somebody_loses_nothing(home: Path, cache: Path) -> None:
    somebodys(cache)
    before = tree(cache)
    place = {"THBGRAPH_HOME": str(home)}
    for words in (["ask", "bodies"], ["build", "--force"], ["doctor"], ["cache", "clear"]):
        done = run(*words, **place)
        assert done.returncode == 0, done.stderr
    assert tree(cache) == before


def test_only_a_cache_that_is_new_is_marked(home: Path, cache: Path) -> None:
    build.build(home)
    tag = (cache / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    (cache / "CACHEDIR.TAG").unlink()  # now it is a folder that holds something
    build.build(home)
    assert not (cache / "CACHEDIR.TAG").exists()


@pytest.mark.parametrize("name", ["builds", "stamps"])
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


def test_a_link_among_the_builds_is_not_followed(home: Path, cache: Path, tmp_path: Path) -> None:
    folder, _ = build.build(home)
    folder.rename(tmp_path / "mine")
    before = tree(tmp_path / "mine")
    for name in [folder.name, *NAMES]:
        (cache / "builds" / name).symlink_to(tmp_path / "mine")
    (cache / "builds" / f"{NAMES[0]}.x.old").symlink_to(tmp_path / "mine")
    (cache / "builds" / f"{NAMES[0]}.y.old").symlink_to(f"{NAMES[0]}.y.old")
    assert run("cache", "clear").stdout.startswith("removed 0 builds ")
    assert tree(tmp_path / "mine") == before
    (cache / "builds" / folder.name / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="holds what thbgraph did not make; move it away"):
        open_graph(home)


def test_the_cache_itself_may_be_a_link(home: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "large").mkdir()
    cache.symlink_to(tmp_path / "large")
    assert len(open_graph(home).ask("bodies")) == 1
    assert kept_builds.clear() == (1, 0)
    assert cache.is_symlink()


def test_the_newest_builds_are_kept(home: Path, cache: Path) -> None:
    for age, name in enumerate(NAMES):
        (cache / "builds" / name).mkdir(parents=True)
        (cache / "builds" / name / "index.json").touch()
        os.utime(cache / "builds" / name, (age, age))
    folder, _ = build.build(home)
    assert {path.name for path in (cache / "builds").iterdir()} == {folder.name, *NAMES[-4:]}


def test_a_build_that_is_in_use_is_not_the_first_to_go(home: Path, cache: Path, tmp_path: Path) -> None:
    """Two checkouts share the cache: what one of them asks is not taken away by builds of the other."""
    used, _ = build.build(home)
    for age, name in enumerate(NAMES[-4:], 1):
        (cache / "builds" / name).mkdir()
        (cache / "builds" / name / "index.json").touch()
        os.utime(cache / "builds" / name, (age, age))
    os.utime(used, (0, 0))
    graph = open_graph(home)
    other = shutil.copytree(home, tmp_path / "other", symlinks=True)
    (other / "data/memo/x.trig").write_text("", encoding="utf-8")
    new, _ = build.build(other)
    assert {path.name for path in (cache / "builds").iterdir()} == {used.name, new.name, *NAMES[-3:]}
    assert len(graph.ask("bodies")) == 1


def test_a_build_that_was_killed_is_removed_by_the_next(home: Path, cache: Path) -> None:
    builds = cache / "builds"
    command = [sys.executable, "-m", "thbgraph", "build"]
    process = subprocess.Popen(
        command, env=os.environ | {"THBGRAPH_HOME": str(home)}, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not list(builds.glob("*.new/store/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    (left,) = builds.glob("*.new")
    process.send_signal(signal.SIGSTOP)  # it lives, and nothing is taken from it
    assert kept_builds.clear() == (0, 1)
    assert left.exists()
    process.send_signal(signal.SIGKILL)
    process.wait()
    (builds / f"{NAMES[0]}.0.old").mkdir()
    folder, _ = build.build(home)
    assert [path.name for path in builds.iterdir()] == [folder.name]


def test_cache_clear_removes_what_was_killed_and_nothing_that_is_being_made(
    home: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cache / "builds" / f"{NAMES[0]}.abc.new" / "store").mkdir(parents=True)
    cleared: list[str] = []

    def clear(step: int, steps: int, name: str) -> None:
        if step == steps:
            cleared.append(run("cache", "clear").stdout)

    folder, _ = build.build(home, clear)
    assert cleared == [f"removed 0 builds from {cache}; left 1 that is being made\n"]
    assert [path.name for path in (cache / "builds").iterdir()] == [folder.name]


def test_cache_clear_removes_what_is_kept_beside_a_build(home: Path, cache: Path) -> None:
    for words in (["conflicts"], ["check"]):
        assert run(*words, THBGRAPH_HOME=str(home), THBGRAPH_CACHE=str(cache)).stdout
    (built,) = (cache / "builds").iterdir()
    assert (built / "conflicts").exists()
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
    folder, _ = build.build(home)
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
        kept_builds.clear()
        time.sleep(0.2)
    for process in running:
        out, err = process.communicate()
        assert process.returncode == 0, err
        assert out


def test_a_graph_that_is_open_outlives_its_build(home: Path) -> None:
    graph = open_graph(home)
    kept_builds.clear()
    assert len(graph.ask("bodies", cite=True)) == 1
    assert len(list(graph.contents("https://w3id.org/thbgraph/memo/2-1"))) == 4


def test_a_store_that_is_open_outlives_its_folder_in_every_order(home: Path, tmp_path: Path) -> None:
    folder = build.build(home)[0] / "store"
    copy = shutil.copytree(folder, tmp_path / "copy")
    assert len(list(folder.glob("*.sst"))) > 16  # which the engine opens with a store
    kept = ox.Store.read_only(str(copy))
    opened = EmbeddedStore.open(folder)
    shutil.rmtree(folder)
    for subject, predicate, thing, graph in list(kept)[::500]:
        for about in product((subject, None), (predicate, None), (thing, None), (graph, None)):
            assert list(opened._store.quads_for_pattern(*about)) == list(kept.quads_for_pattern(*about))


def test_a_cache_cannot_be_cleared_through_a_file(cache: Path) -> None:
    cache.write_text("", encoding="utf-8")
    assert kept_builds.clear() == (0, 0)
    assert kept_builds.size() == 0


def test_what_is_fetched_goes_into_a_marked_cache_and_stays(home: Path, cache: Path) -> None:
    caches.make(caches.fetched())
    assert (cache / "CACHEDIR.TAG").exists()
    (cache / "fetched" / "wikidata").mkdir()
    kept_builds.clear()
    assert (cache / "fetched" / "wikidata").exists()
