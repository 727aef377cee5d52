"""Measures what the server holds under attack, and prints figures; each part starts a server of its own.

python benchmarks/server.py [deadline] [attack] [killed] [exchanged] [large] [speed]
"""

from __future__ import annotations

import os
import random
import signal
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from serving import PAGES, Server, served, until

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SMALL = "SELECT ?body { ?body thb:monitors id:cets-197 }"


@contextmanager
def server(**bounds: object) -> Iterator[Server]:
    """A server with limits as they are by default, but for some of those of queries."""
    limits = [{"is_sealed": True, **bounds}, PAGES]
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log", limits=limits, patience=10) as running,
    ):
        yield running


def asked(to: Server, text: str, address: str = "127.0.0.1") -> tuple[int, float]:
    """Asks over a connection of its own, from an address; returns the status and the seconds it took."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", to.port), 60, (address, 0)) as client:
        client.sendall(
            f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
        )
        said = b""
        while part := client.recv(1 << 16):
            said += part
    return int(said.split()[1]), time.monotonic() - began


def deadline() -> None:
    """50 runaways at a deadline of 2 s, one after the other; nothing is left after kill -9."""
    with server(deadline=2) as to:
        late, after, whole = [], [], []
        for number in range(50):
            status, seconds = asked(to, f"{RUNAWAY} # {number}")
            assert status == 504
            late.append(seconds)
            after.append(asked(to, f"ASK {{}} # {number}")[1])
            began = time.monotonic()
            until(lambda: len(to.workers) == 8, "the pool is not whole")
            whole.append(time.monotonic() - began)
        print(f"deadline 2 s: ended after {min(late):.3f} to {max(late):.3f} s (first {late[0]:.3f})")
        print(
            f"ASK right after: median {1000 * statistics.median(after):.1f} ms, worst {1000 * max(after):.1f}"
        )
        print(f"pool whole after: worst {max(whole):.2f} s")
        processes = set(to.processes())
        to.process.kill()
        time.sleep(5)
        print(f"processes 5 s after kill -9: {sum(Path(f'/proc/{pid}').exists() for pid in processes)}")


def attack(runaways: int = 8, seconds: float = 15, address: str = "127.0.0.1") -> None:
    """Four healthy clients, 20 ms apart, alone and then beside runaways that ask again at once."""
    with server() as to:
        refused = Counter[int]()

        def run_away(number: int) -> None:
            while time.monotonic() < end:
                refused[asked(to, f"{RUNAWAY} # {number}")[0]] += 1

        def be_healthy(number: int) -> None:
            count = 0
            while time.monotonic() < end:
                count += 1
                status, took = asked(to, f"{SMALL} # {beside}.{number}.{count}", address)
                times.append(took)
                failed[status] += status != 200
                time.sleep(0.02)

        worst = []
        for beside in (0, runaways):
            end, times, failed = time.monotonic() + seconds, list[float](), Counter[int]()
            _together([(run_away, beside), (be_healthy, 4)])
            p50, p99 = (1000 * sorted(times)[len(times) * share // 100] for share in (50, 99))
            worst.append(p99)
            print(
                f"beside {beside} runaways, healthy from {address}: {len(times)} asked, p50 {p50:.1f} ms, "
                f"p99 {p99:.1f} ms, failed {failed.total()}"
            )
        print(f"p99 beside them is {worst[1] / worst[0]:.1f} times that alone; runaways got {dict(refused)}")


def killed() -> None:
    """A worker killed at random 100 times in 20 s, beside four clients."""
    with server() as to:
        end, answered = time.monotonic() + 20, Counter[int]()

        def kill(_: int) -> None:
            for _ in range(100):
                os.kill(random.choice(sorted(to.workers)), signal.SIGKILL)
                time.sleep(0.15)

        _together([(_asking(to, lambda: time.monotonic() < end, answered), 4), (kill, 1)])
        print(f"100 workers killed: {dict(answered)}")
        time.sleep(1)
        print(f"workers a second later: {len(to.workers)}")


def exchanged(times: int = 20) -> None:
    """The graph exchanged again and again, beside four clients, 20 ms apart."""
    with server() as to:
        done, answered = list[float](), Counter[int]()

        def exchange(_: int) -> None:
            for number in range(1, times + 1):
                began = time.monotonic()
                to.process.send_signal(signal.SIGHUP)
                until(partial(_said, to, b"is exchanged", number), "the graph is not exchanged")
                done.append(time.monotonic() - began)

        _together([(_asking(to, lambda: len(done) < times, answered, 0.02), 4), (exchange, 1)])
        print(f"{times} exchanges, each in {min(done):.1f} to {max(done):.1f} s: {dict(answered)}")


def _asking(
    to: Server, goes_on: Callable[[], bool], answered: Counter[int], pause: float = 0
) -> Callable[[int], None]:
    """Returns what a client does: it asks for what nobody asked before, and counts the statuses that it gets."""

    def ask(client: int) -> None:
        number = 0
        while goes_on():
            number += 1
            answered[asked(to, f"{SMALL} # {client}.{number}")[0]] += 1
            time.sleep(pause)

    return ask


def large() -> None:
    """All rows of the default graph, and connections that stall."""
    with server() as to:
        asked(to, "SELECT * { ?s ?p ?o } LIMIT 9")
        before = _resident(to.process.pid)
        began = time.monotonic()
        answer = to.query("SELECT * { ?s ?p ?o }")
        print(
            f"all rows: {answer.status}, {len(answer.body) / 1e6:.1f} MB, length is true: "
            f"{int(answer.headers['content-length']) == len(answer.body)}, {time.monotonic() - began:.1f} s, "
            f"server grew by {(_resident(to.process.pid) - before) / 1e6:.1f} MB"
        )
        begun = [
            b"",
            b"GET / HTTP/1.1\r\nX: ",
            b"POST /sparql HTTP/1.1\r\nContent-Length: 9\r\nContent-Type: application/sparql-query\r\n\r\nA",
        ]
        stalled = [socket.create_connection(("127.0.0.1", to.port)) for _ in range(360)]
        for number, client in enumerate(stalled):
            client.sendall(begun[number % 3])
        slow = [socket.create_connection(("127.0.0.1", to.port)) for _ in range(4)]
        for client in slow:
            client.sendall(
                f"GET /sparql?query={quote('SELECT * { ?s ?p ?o }')} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            )
        for client in slow:
            client.recv(1)  # what waits for its answer does not stall
        time.sleep(8)
        beside = [asked(to, f"{SMALL} # {number}")[1] for number in range(50)]
        print(f"beside {len(stalled + slow)} stalled connections: worst {1000 * max(beside):.0f} ms")
        time.sleep(7)
        print(f"connections after 15 s: {_connections(to.port)}")


def speed() -> None:
    """Requests a second over four connections that are kept, and pages."""
    with server() as to:
        for name, text, changes in (("small", SMALL, True), ("small, repeated", SMALL, False)):
            print(f"{name}: {_rate(to, text, changes):.0f} requests a second")
        for path in ("/id/fin.html", "/id/cets-197.html", "/ask/signed-not-ratified.html"):
            times = []
            for number in range(30):
                began = time.monotonic()
                assert to.ask(f"{path}?_limit={number}").status == 200
                times.append(time.monotonic() - began)
            print(f"{path}, not kept: median {1000 * statistics.median(times):.0f} ms")


def _rate(to: Server, text: str, changes: bool, seconds: float = 4) -> float:
    done, end = Counter[str](), time.monotonic() + seconds

    def ask(number: int) -> None:
        with socket.create_connection(("127.0.0.1", to.port)) as client:
            count = 0
            while time.monotonic() < end:
                count += 1
                query = f"{text} # {number}.{count}" if changes else text
                client.sendall(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                said = client.recv(1 << 16)
                while not said.endswith(b"}\n"):
                    said += client.recv(1 << 16)
                done[""] += 1

    _together([(ask, 4)])
    return done.total() / seconds


def _together(parts: list[tuple[Callable[[int], None], int]]) -> None:
    threads = [threading.Thread(target=do, args=(number,)) for do, times in parts for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _said(server: Server, words: bytes, times: int) -> bool:
    return server.log.read_bytes().count(words) >= times


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _connections(port: int) -> int:
    lines = Path("/proc/net/tcp").read_text().splitlines()
    return sum(
        f":{port:04X} " in line.split("  ")[0] or f":{port:04X} " in line[:22]
        for line in lines
        if " 01 " in line
    )


if __name__ == "__main__":
    parts = {part.__name__: part for part in (deadline, killed, exchanged, large, speed)}
    for name in sys.argv[1:] or [*parts, "attack"]:
        if name == "attack":
            attack()
            attack(24, address="127.0.0.2")
        else:
            parts[name]()
