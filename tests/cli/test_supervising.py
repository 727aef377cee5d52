"""Queries and builds work in processes that are bounded in memory, `sparql` in time, too, and that never outlive the command."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command_line import run, run_apart
from hostile import BOMBS, ENDLESS, ENDLESS_TO_PARSE, NESTED
from thbgraph.graph import KnowledgeGraph
from whole import WHOLE

pytestmark = pytest.mark.slow
#: Runs a command, and says how it ended and how much memory the largest of its processes had, in kilobytes.
MEASURED = (
    "import resource, subprocess, sys; ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    "print(ended.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


@pytest.fixture(scope="module", autouse=True)
def built(graph: KnowledgeGraph) -> None:
    """The real graph is built once."""


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """A running `thbgraph sparql`; its worker has the other end of the pipes, too."""
    command = [sys.executable, "-m", "thbgraph", "sparql", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_until_busy(process: subprocess.Popen[bytes]) -> None:
    """Waits until the worker of a command has worked at its query for a while; it starts in less."""
    if sys.platform != "linux":
        time.sleep(2)
        return
    while not (workers := children_of(process.pid)):
        time.sleep(0.02)
    wait_until_worked(workers[0], 0.6)


def children_of(pid: int) -> list[str]:
    """The processes that a process has started; a thread of it may end while they are listed."""
    children: list[str] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            children += path.read_text().split()
    return children


def wait_until_worked(process: object, seconds: float) -> None:
    """Waits until a process has used so much processor time."""
    stat = Path(f"/proc/{process}/stat")
    while int(stat.read_text().rpartition(")")[2].split()[11]) < seconds * os.sysconf("SC_CLK_TCK"):
        time.sleep(0.02)


def took(text: str) -> float:
    """How many gigabytes the largest process had that a query led to, which may take half of one."""
    words = [sys.executable, "-m", "thbgraph", "sparql", "-", "--memory", "0.5", "--timeout", "5"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], input=text, capture_output=True, text=True
    )
    code, kilobytes = map(int, done.stdout.split())
    assert code in (0, 1, 2, 3, 4), done.stderr
    return kilobytes * 1024 / 1e9


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
@pytest.mark.parametrize("name", BOMBS if WHOLE else ["group", "rows"])
def test_a_query_that_needs_too_much_memory_ends_with_a_message(name: str) -> None:
    done = run_apart("sparql", BOMBS[name], "--memory", "0.5", THBGRAPH_TRACEBACK="")
    assert (done.returncode, done.stdout, done.stderr) == (
        3,
        "",
        "thbgraph: the query ran out of memory (it may take 0.5 GB); ask for less, or allow it more memory\n",
    )
    assert took(BOMBS[name]) < 0.6


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
@pytest.mark.parametrize("shape", NESTED)
@pytest.mark.parametrize("depth", [800, 5_000, 50_000] if WHOLE else [800])
def test_no_depth_takes_more_memory_than_a_query_may(shape: str, depth: int) -> None:
    assert took(NESTED[shape](depth)) < 0.6


@pytest.mark.parametrize("gigabytes", ["0", "-1", "nan", "inf", "much"])
def test_memory_that_is_none_is_refused(gigabytes: str) -> None:
    done = run("sparql", f"--memory={gigabytes}", "ASK {}")
    assert done.returncode == 2 and f"expected gigabytes such as 4 or 0.5, got '{gigabytes}'" in done.stderr


@pytest.mark.parametrize("amounts", [["--memory", "1e300"], ["--timeout", "1e300"]])
def test_amounts_beyond_any_machine_are_no_bound(amounts: list[str]) -> None:
    done = run_apart("sparql", "ASK {}", *amounts)
    assert (done.returncode, done.stdout) == (0, "true\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
@pytest.mark.parametrize(
    ("limit", "memory", "more"),
    [
        ("ulimit -v unlimited", "0.4", "thbgraph build --memory GB"),
        ("ulimit -v 680000", "4", "ulimit -v unlimited"),
    ],
)
def test_a_build_that_needs_too_much_memory_ends_with_a_message(
    tmp_path: Path, limit: str, memory: str, more: str
) -> None:
    line = f'{limit}; exec "$0" -m thbgraph build --force --memory {memory}'
    environment = os.environ | {"THBGRAPH_CACHE": str(tmp_path), "THBGRAPH_TRACEBACK": ""}
    done = subprocess.run(["bash", "-c", line, sys.executable], env=environment, capture_output=True, text=True)  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (
        3,
        "",
        f"building the graph ...\nthbgraph: the build ran out of memory; allow it more, as with: {more}\n",
    )


#: What somebody may declare in a home that others ask: the question, and a report of it.
DECLARED = {
    "queries/all.rq": f"#+ summary: All\n#+ columns:\n#+   n: How many\n{ENDLESS}\n",
    "queries/greedy.rq": f"#+ summary: All\n#+ columns:\n#+   p: One\n#+   b: Another\n{BOMBS['order'].replace('*', '?p ?b').replace(' LIMIT 1', '')}\n",
    "queries/reports/greedy.yaml": "summary: All\nasked: [everything]\ntitle: All\nlead: [rows]\ntable: rows\n"
    "sections:\n  rows:\n    title: Rows\n    of: greedy\n    columns: [p, b]\n    value: b\n",
}
RAM = 1 << 29


@pytest.fixture(scope="module")
def declaring(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a home whose questions take all that there is."""
    folder = tmp_path_factory.mktemp("declaring")
    assert run("init", str(folder / "home")).returncode == 0
    for name, text in DECLARED.items():
        (folder / "home" / name).parent.mkdir(exist_ok=True)
        (folder / "home" / name).write_text(text, encoding="utf-8")
    home = {"THBGRAPH_HOME": str(folder / "home"), "THBGRAPH_CACHE": str(folder / "cache")}
    assert run_apart("build", **home).returncode == 0
    return os.environ | home | {"THBGRAPH_TRACEBACK": ""}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
@pytest.mark.parametrize("command", [["ask", "greedy"], ["ask", "greedy", "--cite"], ["report", "greedy"]])
def test_what_a_home_declares_and_needs_too_much_memory_ends_with_a_message(
    declaring: dict[str, str], command: list[str]
) -> None:
    """With less memory than the command would allow, so that none of this machine's is taken."""
    done = subprocess.run(
        [sys.executable, "-m", "thbgraph", *command],
        env=declaring,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (RAM, RAM)),
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        3,
        "",
        "thbgraph: the answer ran out of memory; ask for less\n",
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows limits so")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_a_home_declares_is_asked_within_bounds_of_memory_and_ends_with_the_command(
    declaring: dict[str, str], number: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "thbgraph", "ask", "all"],
        env=declaring,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_until_busy(process)
    (child,) = children_of(process.pid)
    limits = Path(f"/proc/{child}/limits").read_text()
    assert f"Max data size {4 << 30} " in " ".join(limits.split())
    process.send_signal(number)
    out, said = process.communicate(timeout=60)  # until the child has closed its end as well
    assert (process.returncode, out) == (ENDING[number], b"")
    assert said == (b"thbgraph: stopped\n" if number == signal.SIGINT else b"")


#: What ends a command, and its exit code.
ENDING = {
    signal.SIGHUP: -signal.SIGHUP,
    signal.SIGTERM: -signal.SIGTERM,
    signal.SIGINT: 130,
    signal.SIGKILL: -signal.SIGKILL,
}


@pytest.mark.parametrize(
    ("at_work", "number"),
    [
        *(("evaluates", number) for number in ENDING if WHOLE or number in (signal.SIGHUP, signal.SIGKILL)),
        *(("parses", number) for number in ENDING if WHOLE or number in (signal.SIGTERM, signal.SIGINT)),
    ],
)
def test_the_worker_ends_with_the_command(at_work: str, number: int) -> None:
    """By each signal while it evaluates or parses, while it does either where all is held."""
    process = started(ENDLESS if at_work == "evaluates" else ENDLESS_TO_PARSE)
    wait_until_busy(process)
    process.send_signal(number)
    out, said = process.communicate(timeout=60)  # until the worker has closed its end as well
    assert (process.returncode, out) == (ENDING[number], b"")
    assert said == (b"thbgraph: stopped\n" if number == signal.SIGINT else b"")


def test_ctrl_c_at_a_terminal_which_every_process_gets_ends_a_query() -> None:
    command = [sys.executable, "-m", "thbgraph", "sparql", ENDLESS]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_until_busy(process)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "thbgraph: stopped\n")


def test_a_deadline_holds_while_the_engine_parses() -> None:
    done = run_apart("sparql", ENDLESS_TO_PARSE, "--timeout", "2")
    assert (done.returncode, done.stderr) == (
        4,
        "thbgraph: the query took longer than 2 s and was stopped; ask for less, or allow it more time\n",
    )


def test_a_hangup_that_the_caller_ignores_ends_nothing() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = started(ENDLESS)
    finally:
        signal.signal(signal.SIGHUP, before)
    wait_until_busy(process)
    process.send_signal(signal.SIGHUP)
    time.sleep(0.5)  # in which it would have ended
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGTERM


@pytest.mark.parametrize("seed", range(3))
def test_signals_at_any_moment_hang_nothing(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(5):
        process = started("ASK {}", "--timeout", "5")
        for _ in range(chance.randrange(1, 6)):
            time.sleep(chance.random() / 5)
            process.send_signal(chance.choice((signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)))
        process.communicate(timeout=60)
        ended = {signal.SIGTERM, signal.SIGHUP}  # by default, before the command has begun to listen
        assert process.returncode in {
            0,
            4,
            *(128 + number for number in ended),
            *(-number for number in ended),
        }


@pytest.mark.parametrize("arguments", [["--file", "/dev/zero"], ["-"]], ids=["file", "standard input"])
def test_no_more_is_read_than_a_query_may_have(arguments: list[str]) -> None:
    with open("/dev/zero", "rb") as zeros:
        done = subprocess.run(
            [sys.executable, "-m", "thbgraph", "sparql", *arguments],
            stdin=zeros,
            capture_output=True,
            text=True,
            timeout=60,
        )
    name = "standard input" if arguments == ["-"] else "/dev/zero"
    assert done.returncode == 2
    assert done.stderr == f"thbgraph: {name}: has more than 400000 bytes; name a smaller file\n"


def test_what_the_engine_prints_is_shown_to_who_asks_for_it() -> None:
    done = run_apart("sparql", BOMBS["order"], "--memory", "0.5", THBGRAPH_TRACEBACK="1")
    assert done.returncode == 3 and "memory allocation of" in done.stderr


def test_a_command_without_standard_error_runs() -> None:
    line = [sys.executable, "-m", "thbgraph", "sparql", "ASK {}"]
    environment = os.environ | {"THBGRAPH_TRACEBACK": ""}
    done = subprocess.run(
        ["sh", "-c", '"$@" 2>&-', "sh", *line], capture_output=True, text=True, env=environment
    )
    assert (done.returncode, done.stdout) == (0, "true\n")


def test_ctrl_c_ends_a_command_while_the_engine_works() -> None:
    code = (
        "import sys, thbgraph, thbgraph.cli as cli, thbgraph.cli.lookups as finding\n"
        f"finding.listing = lambda _: thbgraph.open().sparql({ENDLESS!r})\n"
        "sys.exit(cli.main(['list', 'Body']))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "thbgraph: stopped\n")


def test_a_build_bounds_no_memory_for_what_comes_after() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    assert run("build", "--memory", "3").returncode == 0
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
