"""Starting, exchanging the graph, and ending: over a small home of its own."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from serving import QUERIES, WORKERS, Server, served, until
from thbgraph.base.errors import RequestError
from thbgraph.build.opening import made
from thbgraph.cli import main
from thbgraph.cli.serving import serve as command

COUNT = "SELECT (COUNT(*) AS ?n) { ?body thb:monitors id:cets-197 }"
#: It has so much to do that it runs for a second or two.
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?a != ?d) }"


def _count(server: Server, number: int = 0) -> str:
    answer = server.query(f"{COUNT} # {number}", "text/csv")
    assert answer.status == 200, answer.text
    return answer.text.split()[1]


@pytest.mark.slow
def test_a_rebuilt_graph_is_exchanged_without_a_failed_request(home: Path, tmp_path: Path) -> None:
    with served(tmp_path / "log", home) as server, ThreadPoolExecutor(4) as clients:
        assert _count(server) == "1"
        held = set(server.processes()) - server.workers
        text = (home / "data/memo/2-few.trig").read_text(encoding="utf-8")
        more = text.replace("memo:2-2 {\n", "memo:2-2 {\n  id:cets-197 thb:monitors id:cets-197 .\n")
        (home / "data/memo/2-few.trig").write_text(more, encoding="utf-8")
        made(home)  # which the server notices
        numbers = itertools.count()

        def is_exchanged() -> bool:
            found = list(clients.map(partial(_count, server), itertools.islice(numbers, 8)))
            return found[-1] == "2"

        until(is_exchanged, "the graph is not exchanged", 180)
        until(lambda: not held & set(server.processes()), "the old graph is still held")
        until(lambda: len(server.workers) == WORKERS, "the pools are not whole")
        question = (home / "queries/bodies.rq").read_text(encoding="utf-8")
        assert server.ask("/ask").text == server.ask("/ask").text  # which is kept
        (home / "queries/bodies.rq").write_text(
            question.replace("Which bodies", "Which things"), encoding="utf-8"
        )
        server.process.send_signal(signal.SIGHUP)
        until(lambda: "Which things" in server.ask("/ask").text, "the question is as it was")
        (home / "data/memo/2-few.trig").write_text("no TriG", encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        until(
            lambda: any("not exchanged" in line.get("message", "") for line in _said(server)),
            "nothing is said",
        )
        assert _count(server, next(numbers)) == "2"
        assert server.process.poll() is None


@pytest.mark.slow
def test_what_runs_comes_to_its_end_and_nothing_is_left(home: Path, tmp_path: Path) -> None:
    with served(tmp_path / "log", home, limits=[{**QUERIES, "deadline": 30}, QUERIES]) as server:
        processes = set(server.processes())
        with ThreadPoolExecutor(1) as client:
            answer = client.submit(server.query, LONG)
            until(lambda: server.behind, "the query was answered too soon")
            server.process.send_signal(signal.SIGTERM)
            assert answer.result().status == 200
        assert server.process.wait(timeout=20) == 0
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes), "processes are left")


@pytest.mark.slow
def test_no_process_outlives_a_server_that_is_killed(home: Path, tmp_path: Path) -> None:
    with served(tmp_path / "log", home) as server:
        processes = set(server.processes())
        with ThreadPoolExecutor(1) as client:
            client.submit(server.query, LONG)
            until(lambda: server.behind, "the query was answered too soon")
            processes |= set(server.processes())
            server.process.kill()
        until(lambda: not any(_lives(pid) for pid in processes), "processes are left", 5)


@pytest.mark.slow
def test_the_process_that_holds_the_graph_is_started_again(home: Path, tmp_path: Path) -> None:
    with served(tmp_path / "log", home) as server:
        (holder,) = (pid for pid, parent in server.processes().items() if parent == server.process.pid)
        os.kill(holder, signal.SIGKILL)
        until(lambda: holder not in server.processes(), "it did not end")
        until(lambda: len(server.workers) == WORKERS, "nothing was started")
        assert _count(server) == "1"


@pytest.mark.slow
def test_a_home_without_a_graph_is_told(home: Path, tmp_path: Path) -> None:
    (home / "data/memo/2-few.trig").write_text("no TriG", encoding="utf-8")
    done = _serve(home, "--port", "0")
    assert done.returncode == 3
    assert "data/memo/2-few.trig:1" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_taken_is_told(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = _serve(home, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 3
    assert "--port" in done.stderr


@pytest.mark.slow
def test_what_is_missing_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thbgraph.base.extras.find_spec", lambda name: None)
    with pytest.raises(RequestError, match=r"starlette, uvicorn.*pip install 'thbgraph\[serve\]'"):
        command(None)  # type: ignore[arg-type]
    assert main(["serve"]) == 2


def _serve(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "thbgraph", "serve", *words],
        env={**os.environ, "THBGRAPH_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def _said(server: Server) -> list[dict[str, str]]:
    return [line for line in server.lines() if "message" in line]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
