"""What strangers send to bring a server down, or through it to other machines and files."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from hostile import BOMBS, ENDLESS, NESTED
from served import UNGUARDED
from serving import PAGES, QUERIES, WORKERS, Answer, Server, served, until
from whole import pairs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path("/proc/self/stat").exists(), reason="processes are looked at as Linux shows them"
    ),
]

#: What a process takes beside its query: its stack, and what it reads a request with.
SLACK = 100 << 20
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"


@pytest.fixture(scope="module")
def at_rest(server: Server) -> int:
    """The most memory that a process of the server has had before any attack."""
    return server.peak


@pytest.fixture(autouse=True)
def alive(server: Server, at_rest: int) -> Iterator[None]:
    """The server lives and is whole after each attack, in which none of its processes took more memory than it may."""
    peaks, is_over = list[int](), Event()

    def watch() -> None:
        while not is_over.wait(0.1):
            peaks.append(server.peak)

    watcher = Thread(target=watch)
    watcher.start()
    yield
    is_over.set()
    watcher.join()
    assert max([*peaks, server.peak]) < at_rest + int(QUERIES["memory"]) + SLACK
    assert server.process.poll() is None
    assert '"boolean":true' in server.query("ASK { ?s ?p 1, ?o }").text
    until(lambda: len(server.workers) == WORKERS, "the pools are not whole")
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_a_query_without_end_is_ended(server: Server) -> None:
    answer = server.query(ENDLESS)
    assert answer.status == 504
    assert "5 s" in answer.text


def test_small_queries_are_answered_beside_large_ones(server: Server) -> None:
    with ThreadPoolExecutor(6) as clients:
        large = [clients.submit(server.query, ENDLESS + f" # {number}") for number in range(6)]
        time.sleep(0.3)
        assert all(server.query(f"ASK {{ ?s ?p {number} }}").status == 200 for number in range(20))
        assert {one.result().status for one in large} <= {503, 504}
        assert 504 in {one.result().status for one in large}


def test_an_address_has_its_share(server: Server) -> None:
    with ThreadPoolExecutor(20) as clients:
        large = [clients.submit(server.query, ENDLESS + f" # {number}") for number in range(20)]
        time.sleep(0.3)
        with _from("127.0.0.2", server) as other:
            assert b" 200 " in _said(other, b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n")
        refused = [one.result() for one in large if "too-many" in one.result().text]
    assert len(refused) >= 4
    assert refused[0].status == 503
    assert refused[0].headers["retry-after"].isdecimal()


def test_a_query_that_wants_all_memory_ends_alone(server: Server) -> None:
    assert {server.query(text).status for text in (GREEDY, *BOMBS.values())} <= {413, 503, 504}
    doubling = "SELECT ?x {} VALUES ?x { 'aaaaaaaaaaaaaaaa' }"
    for number in range(30):
        doubling = f"SELECT (CONCAT(?x, ?x) AS ?y{number}) {{ {{ {doubling} }} }}".replace(
            "?x", f"?y{number - 1}" if number else "?x"
        )
    assert server.query(doubling).status in (200, 400, 503, 504)


def test_a_query_that_needs_more_memory_than_it_may_take_is_told(home: Path, tmp_path: Path) -> None:
    bounds = {**QUERIES, "deadline": 60, "memory": 64 << 20}
    with served(tmp_path / "log", home, limits=[bounds, PAGES]) as bounded:
        answer = bounded.query(GREEDY)
        assert answer.status == 503 and "memory" in answer.text
        assert bounded.query("ASK {}").status == 200


def test_an_answer_that_is_too_large_is_refused_whole(server: Server) -> None:
    answer = server.query("SELECT * { ?s ?p ?o }")
    assert answer.status == 413
    assert "LIMIT" in answer.text


def test_a_large_answer_has_its_length(server: Server) -> None:
    answer = server.query("SELECT * { ?s ?p ?o } LIMIT 12000")
    assert answer.status == 200
    assert len(answer.body) == int(answer.headers["content-length"]) > 1 << 20


@pytest.mark.parametrize("shape", NESTED)
@pytest.mark.parametrize("depth", [5_000, 50_000])
def test_depth_is_refused(server: Server, shape: str, depth: int) -> None:
    text = NESTED[shape](depth)
    answer = _posted(server, text)
    assert answer.status in (400, 413)


@pytest.mark.parametrize(("shape", "depth"), pairs([*NESTED], [5_000, 50_000]))
def test_depth_that_passes_the_guards_costs_its_own_query_only(
    server: Server, shape: str, depth: int
) -> None:
    answer = _posted(server, UNGUARDED + NESTED[shape](depth))
    assert answer.status == 200 or 400 <= answer.status < 600


SERVICES = [
    "ASK { SERVICE <%s> { ?s ?p ?o } }",
    "ASK { service<%s>{ ?s ?p ?o } }",
    "ASK { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "ASK { SERVICE # a remark\n <%s> { ?s ?p ?o } }",
    "PREFIX c: <%s> ASK { SERVICE c: { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
]


@pytest.mark.parametrize("guard", ["", UNGUARDED])
@pytest.mark.parametrize("text", SERVICES)
def test_no_query_reaches_another_machine(server: Server, web: Any, text: str, guard: str) -> None:
    answer = server.query(guard + text % f"{web.url}/canary")
    assert web.asked == []
    assert answer.status >= 400 or guard  # a service that is silent about its failure has no rows


@pytest.mark.parametrize("place", ["file:///etc/passwd", "%s/canary"])
@pytest.mark.parametrize("clause", ["FROM <%s>", "FROM NAMED <%s>"])
def test_no_graph_is_fetched(server: Server, web: Any, place: str, clause: str) -> None:
    place = place % web.url if "%s" in place else place
    assert server.query(f"ASK {clause % place} {{ ?s ?p ?o }}").status == 200
    assert web.asked == []


def test_a_worker_that_is_killed_is_replaced(server: Server) -> None:
    before = server.workers
    for pid in sorted(before)[:4]:
        os.kill(pid, signal.SIGKILL)
    until(lambda: len(server.workers) == WORKERS and len(server.workers - before) == 4, "no new workers came")
    assert server.query("ASK {}").status == 200


def test_a_worker_that_has_grown_is_followed_by_another(server: Server) -> None:
    before = server.workers
    for day in range(1990, 2010):
        assert server.ask(f"/id/cets-197.html?asOf={day}-03-04").status == 200
    until(lambda: len(server.workers) == WORKERS and before - server.workers, "all workers go on")


def test_a_worker_that_is_killed_at_work_costs_its_query_only(server: Server) -> None:
    with ThreadPoolExecutor(1) as client:
        large = client.submit(server.query, ENDLESS + " # killed")
        until(lambda: server.behind, "the query did not become a large one")
        until(lambda: len(server.workers) == WORKERS + 1, "no other has taken its seat")
        before, killed = server.workers, server.behind
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        assert large.result().status == 503
        assert "memory" in large.result().text
    assert len(killed) == 1
    until(lambda: server.workers == before - killed, "another worker ended")


def test_a_query_whose_client_has_gone_is_given_up(server: Server) -> None:
    with _from("127.0.0.1", server) as client:
        client.sendall(
            b"GET /sparql?query=" + ENDLESS.replace(" ", "+").encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n"
        )
        until(lambda: server.behind, "the query did not become a large one")
    until(lambda: not server.behind, "the query goes on", 1.5)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK",
    ],
)
def test_a_request_that_stalls_is_dropped(server: Server, begun: bytes) -> None:
    with ExitStack() as held:
        stalled = [held.enter_context(_from("127.0.0.1", server)) for _ in range(50)]
        for connection in stalled:
            connection.sendall(begun)
        assert server.query("ASK {}").status == 200
        for connection in stalled:
            assert connection.recv(1) == b""


def test_clients_that_stop_reading_are_reset_and_hold_no_worker(server: Server) -> None:
    large = b"GET /sparql?query=SELECT+*+%7B?s+?p+?o%7D+LIMIT+60000 HTTP/1.1\r\nHost: x\r\n\r\n"
    with ExitStack() as held:
        clients = [held.enter_context(_from("127.0.0.1", server)) for _ in range(4)]
        for client in clients:
            client.sendall(large)
        assert [client.recv(1) for client in clients] == [b"H"] * 4
        assert server.query("ASK {}").status == 200
        for client in clients:  # which need not read to be told
            poll = select.poll()
            poll.register(client, select.POLLRDHUP)
            assert poll.poll(20_000), "a client that does not read is there after 20 s"


def test_what_is_no_http_is_refused(server: Server) -> None:
    with _from("127.0.0.1", server) as client:
        assert b" 400 " in _said(client, b"\x16\x03\x01 hello\r\n\r\n")


def _posted(server: Server, text: str) -> Answer:
    return server.ask("/sparql", "POST", text, content_type="application/sparql-query")


def _from(address: str, server: Server) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", server.port), timeout=20, source_address=(address, 0))
    return client


def _said(client: socket.socket, request: bytes) -> bytes:
    client.sendall(request)
    return client.recv(65536)
