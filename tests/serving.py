"""A server in a process of its own, and a client that reads headers as they come."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from thbgraph.server.workers import shares

HERE = Path(__file__).resolve().parent
#: How many workers a server has.
WORKERS = shares.QUERIES.seats + shares.PAGES.seats
#: Bounds that attacks reach soon, and what is honest does not, also on a busy machine.
QUERIES = {"is_sealed": True, "deadline": 5, "memory": 700 << 20, "answer": 16 << 20, "each": 16}
PAGES = {**shares.PAGES._asdict(), "deadline": 20}


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers["content-type"].partition(";")[0]


class Server:
    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def ask(self, path: str, method: str = "GET", body: bytes | str | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str = "", **fields: Any) -> Answer:
        headers = {"accept": accept} if accept else {}
        return self.ask("/sparql?" + urlencode({"query": text, **fields}, doseq=True), **headers)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def processes(self) -> dict[int, int]:
        """All processes below the server's with their parents, as the system says; those that have ended are left out."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it has ended meanwhile
                state, parent = stat.read_text().rpartition(")")[2].split()[:2]
                if state != "Z":
                    parents[int(stat.parent.name)] = int(parent)
        found = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return {pid: parents[pid] for pid in found - {self.process.pid}}

    @property
    def workers(self) -> set[int]:
        """The processes that do jobs; what holds the graph is the server's own child."""
        return {pid for pid, parent in self.processes().items() if parent != self.process.pid}

    @property
    def peak(self) -> int:
        """The most memory in bytes that a process below the server's has had; those that have ended are left out."""
        found = [0]
        for pid in self.processes():
            with suppress(OSError):  # it has ended meanwhile
                status = Path(f"/proc/{pid}/status").read_text()
                found += [int(size) << 10 for size in re.findall(r"VmHWM:\s+(\d+)", status)]
        return max(found)

    @property
    def behind(self) -> set[int]:
        """The workers that run only while no other process wants to, and have not ended."""
        found = set()
        for pid in self.workers:
            with suppress(OSError):  # it has ended meanwhile
                found |= {pid} if os.sched_getscheduler(pid) == os.SCHED_IDLE else set()
        return found


@contextmanager
def served(log: Path, home: Path | None = None, **settings: Any) -> Iterator[Server]:
    """Starts a server, and ends it and all that it started."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = {
        "port": port,
        "base": "http://thbgraph.test",
        "patience": 1,
        "limits": [QUERIES, PAGES],
        **settings,
    }
    places = os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH"))))
    variables = {"PYTHONPATH": places, **({"THBGRAPH_HOME": str(home)} if home else {})}
    command = [sys.executable, "-P", str(HERE / "served.py"), json.dumps(given)]
    with log.open("wb") as errors:
        process = subprocess.Popen(command, env={**os.environ, **variables}, stderr=errors)
    server = Server(process, port, log)
    try:
        until(lambda: _answers(server), f"the server did not start: {log.read_text()}", 180)
        until(lambda: b"the workers are warm" in log.read_bytes(), "the workers are not exchanged", 180)
        yield server
    finally:
        process.kill()
        process.wait()


def _answers(server: Server) -> bool:
    assert server.process.poll() is None, server.log.read_text()
    try:
        return server.ask("/healthz").status == 200
    except OSError:
        return False


def until(holds: Any, message: str, seconds: float = 60) -> None:
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, message
        time.sleep(0.02)
