"""Builds that are not as they were written: seen on opening, told in a line, made again; never a wrong answer."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from command_line import run
from thbgraph.base.errors import REBUILD, StoreError
from thbgraph.build import cache as caches
from thbgraph.build import homes
from thbgraph.build.builds import Build, Damaged
from thbgraph.build.cache import inode, write_note
from thbgraph.build.compiling import in_memory
from thbgraph.build.opening import find, made
from thbgraph.checking import check as checking
from thbgraph.graph import check, open_graph
from thbgraph.stores.embedded import EmbeddedStore

pytestmark = pytest.mark.usefixtures("cache")


def largest(folder: Path) -> Path:
    return max((folder / "store").glob("*.sst"), key=lambda path: path.stat().st_size)


def invert(path: Path, start: int, length: int) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + length] = bytes(byte ^ 0xFF for byte in content[start : start + length])
    path.write_bytes(content)


def keeping_times(path: Path, change: Callable[[], None]) -> None:
    before = path.stat()
    change()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def swap(one: Path, other: Path) -> None:
    beside = one.with_name("beside")
    one.rename(beside)
    other.rename(one)
    beside.rename(other)


def linked(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def of_other_sources(folder: Path) -> None:
    """Puts a sound build of other sources in the place of a build."""
    home = folder.parents[2] / "home"
    other = home.with_name("other")
    shutil.copytree(home, other)
    passages = other / "data/memo/2-few.trig"
    passages.write_text(
        passages.read_text("utf-8").replace("id:greta thb:monitors", "id:greta thb:focusesOn")
    )
    theirs = made(other).folder
    shutil.rmtree(folder)
    theirs.rename(folder)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a block": lambda folder: invert(largest(folder), 10_000, 512),
    "a block, the time set back": lambda folder: keeping_times(
        largest(folder), lambda: invert(largest(folder), 10_000, 512)
    ),
    "a byte": lambda folder: invert(largest(folder), 20_000, 1),
    "the index": lambda folder: (folder / "index.json").write_text("[" * 100_000),
    "an index without end": lambda folder: os.truncate(folder / "index.json", 10**13),
    "the manifest of the store": lambda folder: invert(next((folder / "store").glob("MANIFEST-*")), 50, 20),
    "cut short": lambda folder: os.truncate(largest(folder), 5_000),
    "grown": lambda folder: os.truncate(largest(folder), 50_000_000),
    "two swapped": lambda folder: swap(*sorted((folder / "store").glob("*.sst"))[:2]),
    "a file missing": lambda folder: largest(folder).unlink(),
    "the store missing": lambda folder: shutil.rmtree(folder / "store"),
    "the index missing": lambda folder: (folder / "index.json").unlink(),
    "a file too many": lambda folder: (folder / "store" / "000999.sst").write_bytes(b"x"),
    "a link": lambda folder: linked(largest(folder)),
    "a pipe": lambda folder: ((folder / "index.json").unlink(), os.mkfifo(folder / "index.json")),
    "not a manifest": lambda folder: (folder / "manifest").unlink(),
    "a manifest that is none": lambda folder: (folder / "manifest").write_bytes(b"\xff\n\n"),
    "a pipe for a manifest": lambda folder: ((folder / "manifest").unlink(), os.mkfifo(folder / "manifest")),
    "other sources": of_other_sources,
}  # fmt: skip


#: Damages after which a command is run; those in a process of its own, in which the engine prints nothing besides.
AGAIN = {
    "a block": True,
    "cut short": True,
    "the manifest of the store": True,
    "the index": False,
    "other sources": False,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_is_seen(damage: str, home: Path, built: Path) -> None:
    DAMAGES[damage](built)
    with pytest.raises(Damaged, match="build --force"):
        find(home)


@pytest.mark.parametrize("damage", AGAIN)
def test_a_damaged_build_is_told_and_made_again(damage: str, home: Path, built: Path) -> None:
    DAMAGES[damage](built)
    environment = {"THBGRAPH_HOME": str(home)}
    if AGAIN[damage]:
        environment["THBGRAPH_TRACEBACK"] = ""
    done = run("ask", "bodies", **environment)
    assert (done.returncode, done.stdout.splitlines()[1:]) == (
        0, ["https://w3id.org/thbgraph/id/greta,Group of Experts"]
    )  # fmt: skip
    assert done.stderr.startswith("building the graph again, since the build in the cache is damaged (")
    assert done.stderr.count("\n") == 1
    again = run("ask", "bodies", **environment)
    assert (again.stdout, again.stderr) == (done.stdout, "")


def test_build_makes_it_again_too(home: Path, built: Path) -> None:
    invert(largest(built), 10_000, 512)
    run("build", THBGRAPH_HOME=str(home))
    Build(built).verify()


def test_check_does_without_a_build(home: Path, built: Path) -> None:
    sound = run("check", THBGRAPH_HOME=str(home))
    invert(largest(built), 10_000, 512)
    checked = run("check", THBGRAPH_HOME=str(home))
    assert (checked.returncode, checked.stdout) == (sound.returncode, sound.stdout)
    assert "damaged" not in checked.stderr
    with pytest.raises(Damaged):
        Build(built).verify()


def test_check_asks_the_build_that_is_there(home: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It finds the same as of the graph that it makes itself where there is none."""
    (home / "queries/answers/bodies.csv").write_text("body,bodyLabel\r\nid:fin,Finland\r\n", encoding="utf-8")
    made_of = []
    monkeypatch.setattr(checking, "in_memory", lambda *given: made_of.append(1) or in_memory(*given))
    found = list(check(home))
    assert not made_of and any("bodies.csv" in finding.path for finding in found)
    shutil.rmtree(built)
    assert list(check(home)) == found and made_of == [1]


def test_a_damaged_build_is_made_again_from_python(home: Path, built: Path) -> None:
    (built / "index.json").write_text("{", encoding="utf-8")
    told: list[str] = []
    assert len(open_graph(home, on_damage=told.append).ask("bodies")) == 1
    assert told == ["index.json is not as it was written"]


def damaged_at_random(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    content = bytearray(path.read_bytes())
    start = chance.randrange(len(content) + 1)
    kind = chance.choice(["flip", "cut", "insert", "zero"] if content else ["insert"])
    if kind == "flip":
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del content[start : start + chance.randrange(1, 1_000)]
    elif kind == "insert":
        content[start:start] = chance.randbytes(chance.randrange(1, 1_000))
    else:
        content[start : start + 1_000] = b"\1" * len(content[start : start + 1_000])
    if content == path.read_bytes():
        content.append(0)
    keeping_times(path, lambda: path.write_bytes(content) and None)


@pytest.mark.slow
def test_sixty_damages_are_seen(home: Path, built: Path, tmp_path: Path) -> None:
    sound = shutil.copytree(built, tmp_path / "sound")
    for seed in range(60):
        assert find(home) is not None
        damaged_at_random(built, seed)
        with pytest.raises(Damaged, match="build --force"):
            find(home)
        shutil.rmtree(built)
        shutil.copytree(sound, built)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The builds of which all files are read."""
    found: list[Path] = []
    verify = Build.verify

    def noted(build: Build, of: str | None = None) -> None:
        found.append(build.folder)
        verify(build, of)

    monkeypatch.setattr(Build, "verify", noted)
    yield found


def test_files_are_read_when_they_look_changed(home: Path, built: Path, reads: list[Path]) -> None:
    find(home)
    assert reads == []
    os.utime(largest(built))
    find(home)
    find(home)
    assert len(reads) == 1


@pytest.mark.parametrize("note", [b"", b"\xff", b"soon\n", b"1" * 5_000 + b"\n"])
def test_a_damaged_note_costs_time_only(note: bytes, home: Path, built: Path, reads: list[Path]) -> None:
    caches._note(home).write_bytes(note)
    find(home)
    find(home)
    assert len(reads) == 1


def test_a_copy_of_a_build_is_sound(
    home: Path, built: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(cache, cache.with_name("copy"))
    monkeypatch.setenv("THBGRAPH_CACHE", str(cache.with_name("copy")))
    found = find(home)
    assert found is not None and found.folder.parents[1] == cache.with_name("copy")


def test_what_a_failing_disk_changes_is_found_by_doctor(home: Path, built: Path) -> None:
    sound = run("doctor", THBGRAPH_HOME=str(home))
    assert sound.returncode == 0 and "every file as it was written" in sound.stdout
    part = largest(built)
    invert(part, 10_000, 512)
    current = homes.key_of(home)
    write_note(home, current, homes.stamp(home) + Build(built).looks())  # as if no time had changed
    assert find(home) is not None
    done = run("doctor", THBGRAPH_HOME=str(home))
    assert done.returncode == 1
    assert (
        f"is damaged (store/{part.name} is not as it was written); run: thbgraph build --force" in done.stdout
    )


def test_diff_refuses_a_damaged_build(home: Path, built: Path) -> None:
    invert(largest(built), 10_000, 512)
    done = run("diff", str(built), str(home))
    assert done.returncode == 3 and "is damaged" in done.stderr and done.stdout == ""


def test_a_build_of_sources_that_change_meanwhile_is_not_kept(home: Path, cache: Path) -> None:
    from thbgraph.base.errors import StoreError

    passages = home / "data/memo/2-few.trig"
    text = passages.read_text("utf-8")

    def edit(step: int, steps: int, name: str) -> None:
        if step == 1:
            passages.write_text(text.replace("2005-05-03", "2006-06-06"), "utf-8")

    with pytest.raises(StoreError, match="sources changed"):
        made(home, edit)
    passages.write_text(text, "utf-8")
    assert find(home) is None
    assert not [path for path in (cache / "builds").iterdir() if path.suffix == ".new"]


def test_a_source_changed_without_another_size_or_time_is_seen(home: Path, built: Path) -> None:
    passages = home / "data/memo/2-few.trig"
    before = passages.stat()
    passages.write_text(passages.read_text("utf-8").replace("2005-05-03", "2006-05-03"), "utf-8")
    os.utime(passages, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert passages.stat().st_size == before.st_size
    assert find(home) is None


def test_a_store_that_cannot_be_opened_is_made_again_and_not_for_ever(
    home: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def refuse(*given: object) -> None:
        tried.append(given)
        raise StoreError("unknown format", REBUILD)

    before = inode(built)
    monkeypatch.setattr(EmbeddedStore, "open", refuse)
    with pytest.raises(Damaged, match="unknown format"):
        open_graph(home)
    assert len(tried) == 2 and inode(built) != before
