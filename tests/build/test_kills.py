"""Every command that writes, killed or with a full disk at moments that a seed draws: what is there is old or whole, never half.

A moment of each is tried; `THBGRAPH_KILLS=300 THBGRAPH_SEED=7 pytest tests/build/test_kills.py` tries others, and each test
is named by its number, the seed and the command. Left out are commands that need a network, and `publish`, which is killed
in tests/endpoints.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

import command_line
from places import ROOT
from thbgraph.base.namespaces import BASE
from thbgraph.depositaries.membership_proposal import TABLE as MEMBERS

pytestmark = pytest.mark.slow
SEED = os.environ.get("THBGRAPH_SEED", "40")
#: The commands by name, in a folder with `home`, `cache` and `out`; the cache is empty for those that build.
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "build": ("build", "--force"),
    "first answer": ("ask", "bodies", "--cite"),
    "answer in a file": ("ask", "bodies", "--cite", "-o", "out/answer.xlsx"),
    "conflicts": ("conflicts",),
    "export": ("export", "-o", "out/all.trig"),
    "export for an engine": ("export", "--with-default-graph", "-o", "out/whole.nq"),
    "export of tables": ("export", "--tables", "out/tables"),
    "fmt": ("fmt",),
    "check": ("check", "--accept", "bodies"),
    "init": ("init", "out/new", "--base", "https://example.org/new/"),
    "new question": ("new", "question", "other"),
    "source refresh": ("source", "refresh", "--apply", "proposal.csv"),
    "site": ("site", "out/site"),
    "cache clear": ("cache", "clear"),
}
BUILDING = {"build", "first answer"}
#: What a list of members that somebody saved proposes for a new home, in which there are these two.
PROPOSAL = """decision,reason,change,act,kind,party,date,printed,before,question,of,line,page,read,sha256
accept,,added,membership-example-league-example-society,Member,example-society,2020-01-01,Example Society,,,example-league,2,https://example.org/members,2024-06-01,b6472fa39012d983ba565c20f1a164e7dea9f8b4a211f290043e38780381ecdb
accept,,covered,coverage-example-league-listed-members,Member,,2024-06-01,,not covered,,example-league,,https://example.org/members,2024-06-01,b6472fa39012d983ba565c20f1a164e7dea9f8b4a211f290043e38780381ecdb
"""
LEAGUE = """source:editors {
  id:example-league a org:Organization ,
      thb:Entity ;
    skos:prefLabel "Example League"@en ."""
KINDS = ("killed", "small files", "full disk")
#: Runs a command where a folder is a disk of so many kilobytes, with the content of another folder, and copies that back.
ON_A_DISK = (
    'mount -t tmpfs -o size="$1k" disk "$2" || exit 90; cp -a "$3/." "$2/" || exit 91; disk="$2"; old="$3"; shift 3; '
    'cd "$disk"; "$@"; code=$?; cd /; find "$old" -mindepth 1 -delete; cp -a "$disk/." "$old/"; exit $code'
)


class Prepared(NamedTuple):
    """A place as it is before a command, and after it where nothing happens; how long that takes, and what it prints."""

    before: Path
    after: Path
    seconds: float
    code: int


class Draw(NamedTuple):
    """What happens to which command, and how early of all that it does (0 to 1)."""

    number: int
    command: str
    kind: str
    share: float


def draws() -> Iterator[Draw]:
    """Yields commands in turn, so that each is drawn as often."""
    draw = random.Random(SEED)
    names = list(COMMANDS)
    for number in range(int(os.environ.get("THBGRAPH_KILLS", "14"))):
        yield Draw(
            number,
            names[number % len(names)],
            KINDS[(number + number // len(names)) % len(KINDS)],
            draw.random(),
        )


def make(place: Path) -> None:
    """Makes a place: a new home whose data are not in canonical form, a proposal for it, and an empty folder for what is written."""
    made = command_line.run_apart("init", str(place / "home"))
    assert made.returncode == 0, made.stderr
    (place / "out").mkdir()
    data = place / "home/data/entities/things.trig"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace(" ;\n ", " ;\n\n   ").replace("source:editors {", LEAGUE), encoding="utf-8")
    assert data.read_text(encoding="utf-8") != text
    (place / "proposal.csv").write_text(PROPOSAL, encoding="utf-8")
    table = place / "home" / MEMBERS
    table.parent.mkdir()
    table.write_text((ROOT / MEMBERS).read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    metadata = (ROOT / f"{MEMBERS}-metadata.json").read_text(encoding="utf-8")
    for kind in ("id", "memo", "source"):
        metadata = metadata.replace(f"{BASE}{kind}/", f"https://example.org/memo/{kind}/")
    table.with_name(f"{table.name}-metadata.json").write_text(metadata, encoding="utf-8")


def environment(place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "THBGRAPH_HOME": str(place / "home"),
        "THBGRAPH_CACHE": str(place / "cache"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(place: Path, command: str, **given: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "thbgraph", *COMMANDS[command]],
        cwd=place,
        env=environment(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **given,  # type: ignore[call-overload]
    )


def contents(folder: Path) -> dict[str, str]:
    """Returns the hashes of the files below a folder; what is hidden is not yet in its place."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            found[str(name)] = sha256(path.read_bytes()).hexdigest()
    return found


def written(place: Path) -> dict[str, dict[str, str]]:
    """Returns what stands in the places that commands write: each output, and each file of the home."""
    outputs = {f"out/{path.name}": contents(path) or {"": sha256(path.read_bytes()).hexdigest()} if path.is_file() else contents(path) for path in (place / "out").iterdir() if not path.name.startswith(".")}  # fmt: skip
    return outputs | {f"home/{name}": {"": digest} for name, digest in contents(place / "home").items()}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Prepared]:
    """What each command does where nothing happens, once it is drawn."""
    return {}


@pytest.fixture
def place(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Prepared, Path, Draw]]:
    """A place as it is before a command that is drawn."""
    draw: Draw = request.param
    known: dict[str, Prepared] = request.getfixturevalue("prepared")
    if draw.command not in known:
        before, after = (tmp_path_factory.mktemp(name) / "place" for name in ("before", "after"))
        before.mkdir()
        make(before)
        if draw.command not in BUILDING:
            subprocess.run(
                [sys.executable, "-m", "thbgraph", "build"], env=environment(before), check=True, capture_output=True
            )  # fmt: skip
        shutil.copytree(before, after)
        began = time.monotonic()
        whole = run(after, draw.command)
        said, _ = whole.communicate()
        assert whole.returncode in (0, 1), said
        known[draw.command] = Prepared(before, after, time.monotonic() - began, whole.returncode)
    found = tmp_path / "place"
    shutil.copytree(known[draw.command].before, found)
    yield known[draw.command], found, draw


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def suffer(draw: Draw, ready: Prepared, place: Path, disk: Path) -> tuple[int, str]:
    """Runs a command to which that happens; returns its code and what it says."""
    if draw.kind == "killed":
        child = run(place, draw.command)
        time.sleep(draw.share * ready.seconds)
        child.kill()
        said, _ = child.communicate()  # until its children, too, have ended
        return child.returncode, said
    if draw.kind == "small files":
        largest = max(path.stat().st_size for path in ready.after.rglob("*") if path.is_file())
        most = int(draw.share * largest)
        child = run(
            place,
            draw.command,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most)),
        )
        said, _ = child.communicate()
        return child.returncode, said
    kilobytes = (size_of(place) >> 10) + 800 + int(draw.share * (size_of(ready.after) >> 9))
    disk.mkdir()
    command = [sys.executable, "-m", "thbgraph", *COMMANDS[draw.command]]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", ON_A_DISK, "sh", str(kilobytes), str(disk), str(place), *command],
        env=environment(disk),
        capture_output=True,
        text=True,
    )
    if done.returncode in (90, 127):
        pytest.skip("nothing can be mounted here")
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("unshare") is None, reason="nothing can be mounted here")
@pytest.mark.parametrize(
    "place", list(draws()), indirect=True, ids=lambda one: f"{one.number}-{SEED}-{one.command}-{one.kind}"
)
def test_what_is_written_is_old_or_whole_and_the_next_run_writes_it(
    place: tuple[Prepared, Path, Draw], tmp_path: Path
) -> None:
    ready, folder, draw = place
    code, said = suffer(draw, ready, folder, tmp_path / "disk")
    assert "Traceback" not in said and code != 5, said
    if code not in (ready.code, -9):
        assert "No space left" in said or "File too large" in said, (code, said)
        assert code == 3 or (code == 2 and "out/" in said and "cannot be written" in said), (code, said)
    old, whole = written(ready.before), written(ready.after)
    for name, found in written(folder).items():
        assert found in (old.get(name), whole.get(name)), name
    if code != -9:  # what is killed cannot tidy up
        assert not [path for path in folder.rglob(".*") if path.is_file()]
    again = run(folder, draw.command)
    said, _ = again.communicate()
    assert again.returncode == ready.code or (said and written(folder) == whole), said
    assert written(folder) == whole
    if (folder / "cache/builds").is_dir():
        assert all("." not in path.name for path in (folder / "cache/builds").iterdir())
