"""Where a command writes and what it reads: files keep their mode, a full device is told, nothing is read without end."""

from __future__ import annotations

import os
import pty
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command_line import run, run_into
from thbgraph.graph import open_graph

PROGRAM = [sys.executable, "-m", "thbgraph"]
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")

#: A command line of each command that prints something.
PRINTING = [
    *(["--help"], ["ask", "--help"], ["--version"], ["ask"], ["ask", "works-on"], ["find", "GRETA"], ["list"]),
    *(["show", "GRETA"], ["why", "GRETA", "a", "Body"], ["conflicts", "Finland"], ["status", "Finland", "CETS 197"]),
    *(["sparql", "ASK {}"], ["sparql", "--help"], ["export", "--graph", "memo:2-14"], ["source", "list"]),
    *(["link", "check"], ["link", "list"], ["link", "show", "Finland"], ["link", "match", "Finland"]),
    *(["doctor"], ["completion", "bash"], ["changes"]),
]  # fmt: skip
#: The same for those that need a home or a cache of their own.
ON_A_HOME = [["diff", ".", "."], ["check"], ["fmt"], ["build"], ["build", "--force"], ["cache", "clear"]]


def into_full(words: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    with open("/dev/full", "w", encoding="utf-8") as full:
        return subprocess.run([*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


def assert_told(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == (
        "thbgraph: standard output cannot be written: No space left on device; make room, or write elsewhere"
    )
    assert "Exception ignored" not in done.stderr


@FULL
@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
def test_a_full_output_is_told_by_every_command(words: list[str], graph: object) -> None:
    with open("/dev/full", "wb") as full:
        assert_told(run_into(full, *words))


@FULL
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_process_ends_with_a_full_output_as_a_command_does(unbuffered: str, graph: object) -> None:
    for words in (["--help"], ["list"], ["export", "--graph", "memo:2-14"]):
        assert_told(into_full(words, env=os.environ | {"PYTHONUNBUFFERED": unbuffered}))


@pytest.mark.slow
@FULL
@pytest.mark.parametrize("words", ON_A_HOME, ids=" ".join)
def test_a_full_output_is_told_by_commands_on_a_home(
    words: list[str], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THBGRAPH_HOME", str(home))
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(home)
    with (home / "data/memo/2-few.trig").open("a", encoding="utf-8") as file:
        file.write("\n\n")  # which fmt takes out
    open_graph(home)
    with open("/dev/full", "wb") as full:
        assert_told(run_into(full, *words))


@pytest.mark.slow
@FULL
def test_a_full_stderr_changes_no_exit_code() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        for words, code in ((["list"], 0), (["show", "nothing"], 2), (["nonsense"], 2)):
            assert subprocess.run([*PROGRAM, *words], stdout=subprocess.PIPE, stderr=full).returncode == code


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    line = f"{' '.join(PROGRAM)} export --graph source:editors | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0" and done.stderr == ""


@pytest.mark.slow
def test_an_output_named_by_a_dash_is_standard_output(tmp_path: Path) -> None:
    for words in (["ask", "works-on"], ["export", "--graph", "memo:2-14"], ["status", "Finland", "CETS 197"]):
        done = subprocess.run([*PROGRAM, *words, "-o", "-"], cwd=tmp_path, capture_output=True, text=True)
        assert (done.stdout, done.returncode) == (run(*words).stdout, 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_an_output_keeps_the_mode_of_the_file(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    assert run("ask", "works-on", "-o", str(path)).returncode == 0
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_text(encoding="utf-8") == run("ask", "works-on").stdout


def test_an_output_that_is_read_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o444)
    done = run("ask", "works-on", "-o", str(path))
    assert (done.returncode, done.stderr) == (
        2, f"thbgraph: {str(path)!r} cannot be written: the file is read-only; name another file\n"
    )  # fmt: skip
    assert path.read_text(encoding="utf-8") == "old"


def test_an_output_that_is_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    path.symlink_to(path)
    done = run("ask", "works-on", "-o", str(path))
    assert done.returncode == 2 and "cannot be written: Too many levels of symbolic links" in done.stderr
    assert path.is_symlink()


def test_the_output_of_another_process_is_written_to() -> None:
    line = f"{' '.join(PROGRAM)} ask works-on -o /dev/stdout | cat"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (run("ask", "works-on").stdout, "")


def test_fmt_keeps_modes_and_links(home: Path, tmp_path: Path) -> None:
    place = {"THBGRAPH_HOME": str(home)}
    one, other = home / "data/memo/2-few.trig", home / "data/entities/few.trig"
    other.rename(tmp_path / "mine.trig")
    other.symlink_to(tmp_path / "mine.trig")
    one.chmod(0o664)
    for path in (one, other):
        path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert run("fmt", **place).stdout.count("written in canonical form") == 2
    assert stat.S_IMODE(one.stat().st_mode) == 0o664
    assert other.is_symlink() and run("fmt", "--check", **place).returncode == 0
    one.write_text(one.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    one.chmod(0o444)
    done = run("fmt", **place)
    assert (done.returncode, done.stderr) == (2, f"thbgraph: {one}: the file is read-only\n")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full"])
@pytest.mark.parametrize(
    "words",
    [
        ["link", "match", "--file"],
        ["sparql", "--file"],
        ["show", "2-14", "--memo"],
        ["export", "--format", "jsonld", "--frame"],
    ],
    ids=" ".join,
)
def test_a_file_without_end_is_refused(words: list[str], device: str) -> None:
    done = run(*words, device)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith(f"thbgraph: {device}: has more than ") and done.stderr.count("\n") == 1


def test_an_input_without_end_is_refused() -> None:
    for words in ("link match --file -", "sparql -", "sparql --file -"):
        line = f"{' '.join(PROGRAM)} {words} < /dev/zero"
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
        assert done.returncode == 2 and done.stderr.startswith("thbgraph: standard input: has more than ")


@pytest.mark.parametrize(("terminal", "steers"), [("dumb", False), ("xterm", True)])
def test_progress_steers_no_terminal_that_cannot_be_steered(
    terminal: str, steers: bool, home: Path, tmp_path: Path
) -> None:
    place = {"THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(tmp_path / "cache"), "TERM": terminal}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "build"], env=os.environ | place, stdout=theirs, stderr=theirs
    ) as process:
        process.wait()
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 10_000)
            except OSError:  # how a terminal says that nobody is left
                break
            if not part:
                break
            said += part
    os.close(ours)
    assert process.returncode == 0 and b"built: " in said
    assert (b"\x1b" in said) == steers


def test_ctrl_c_ends_a_build_and_nothing_is_left(home: Path, tmp_path: Path) -> None:
    place = {"THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(tmp_path / "cache")}
    process = subprocess.Popen(
        [*PROGRAM, "build"],
        env=os.environ | place,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # a shell ignores it in the background
    )
    assert process.stderr is not None
    process.stderr.readline()  # the title: the build has begun
    process.send_signal(signal.SIGINT)
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (process.returncode, process.stderr.read().splitlines()[-1]) == (
        130,
        "thbgraph: stopped",
    )
    process.stderr.close()
    assert not list((tmp_path / "cache" / "builds").glob("*.new"))
