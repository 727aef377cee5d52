"""An engine that fails while it is asked: slow, cut off, refusing, at a limit, older or changed; each is told as what it is.

A server stands before Oxigraph's and does what a test wants to some of the requests.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import engines
import thbgraph
from between import Between, answering, cut, standing_before
from serving import PAGES, QUERIES, served, until
from thbgraph.base.errors import EndpointError
from thbgraph.base.namespaces import BUILD, VOID_GRAPH
from thbgraph.cli import main
from thbgraph.endpoints.client import EngineClient
from thbgraph.endpoints.probe import COMING, NOTES
from thbgraph.server import jobs

XML = "application/sparql-results+xml"
HEAD = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results>'


@pytest.fixture(scope="module")
def engine(for_engines: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[engines.Engine]:
    """Oxigraph's server with the real graph."""
    with engines.oxigraph(tmp_path_factory.mktemp("oxigraph") / "log") as running:
        running.load_text(for_engines.encode())
        yield running


@pytest.fixture
def before(engine: engines.Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Between]:
    """What stands before it; nothing is waited for."""
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with standing_before(engine) as made:
        yield made


def late(handler: Any, body: bytes) -> bool:
    """Answers when nobody waits any more."""
    handler.connection.settimeout(5)
    with suppress(OSError):
        handler.connection.recv(1)
    handler.close_connection = True
    return True


def broken_off(handler: Any, body: bytes) -> bool:
    """Ends in mid-answer, as an engine that is killed."""
    handler.send_response(200)
    handler.send_header("Content-Type", XML)
    handler.send_header("Content-Length", "9999")
    handler.end_headers()
    handler.wfile.write(HEAD)
    handler.close_connection = True
    return True


def dripping(handler: Any, body: bytes) -> bool:
    """Sends a byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", XML)
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b" " * 65_536)
    except OSError:
        return True


FAULTS = [
    (broken_off, "broke off its response"),
    (cut, "cannot be reached"),
    (late, "does not answer within 1 seconds; ask for less, or raise THBGRAPH_TIMEOUT"),
    (dripping, "does not answer within 1 seconds; ask for less, or raise THBGRAPH_TIMEOUT"),
    (answering(206, Content_Type=XML), "answers with only a part of the rows; raise its time limit"),
    (answering(200, Content_Type=XML, X_SPARQL_MaxRows="10"), "cuts answers at 10 rows; raise ResultSetMaxRows"),
    (answering(200, Content_Type=XML), "sends results that are cut or damaged"),
    (answering(429, Retry_After="0"), "keeps refusing; try again later"),
    (answering(500), "500: refuses the request"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=lambda one: getattr(one, "__name__", str(one)[:30]))
def test_a_fault_on_the_way_is_told_as_what_it_is_and_never_gives_a_part(
    before: Between, fault: Any, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a question that is asked, of a graph that is connected, and of a server that starts or reads the graph anew."""
    far = thbgraph.connect(before.query)
    works = [
        lambda: thbgraph.connect(before.query),
        jobs.load,
        lambda: far.ask("monitoring-bodies", cite=True),
    ]
    moments = range(3)
    if "THBGRAPH_TIMEOUT" in said:  # of which the first request is waited for, so that no other is too late
        monkeypatch.setenv("THBGRAPH_TIMEOUT", "1")
        del works[2]
        moments = range(1)
    monkeypatch.setenv("THBGRAPH_ENDPOINT", before.query)
    for work in works:
        for moment in moments:
            before.count, before.does = 0, dict.fromkeys(range(moment, 99), fault)
            with pytest.raises(EndpointError, match=said) as error:
                work()
            assert "publish" not in error.value.message
    before.does = {}
    assert len(far.ask("monitoring-bodies")) > 3


def test_what_passes_is_asked_again(before: Between) -> None:
    before.does = {at: answering(status, Retry_After="0") for at, status in ((1, 429), (3, 503), (5, 502))}
    before.does |= {7: cut, 8: broken_off}
    assert len(thbgraph.connect(before.query).ask("monitoring-bodies", cite=True)) > 3


@pytest.mark.slow
def test_a_server_answers_from_the_graph_it_has_while_its_engine_fails_or_is_gone(
    for_engines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads the graph anew, and is told of a fault, and of an engine that is killed while it answers.

    That reading it tells every fault as what it is, is held above.
    """
    command, engine = engines.made_oxigraph(tmp_path / "engine")
    with (
        engines.started(command, tmp_path / "engine", engine.query) as process,
        standing_before(engine) as before,
    ):
        engine.load_text(for_engines.encode())
        monkeypatch.setenv("THBGRAPH_ENDPOINT", before.query)
        monkeypatch.setenv("THBGRAPH_TIMEOUT", "30")
        with served(tmp_path / "log", limits=[{**QUERIES, "deadline": 30}, PAGES]) as server:

            def says(words: str) -> int:
                return sum(words in line.get("message", "") for line in server.lines())

            def read_anew(fault: Any, words: str) -> None:
                seen = says(words)
                before.does = {-1: fault}
                server.process.send_signal(signal.SIGHUP)
                until(lambda: says(words) > seen, f"{fault} is not told: {server.lines()[-1]}", 120)
                found = server.query(
                    f"SELECT ?body {{ ?body thb:monitors id:cets-197 }} # {says(words)}", "text/csv"
                )
                assert found.status == 200 and "monitoring-mechanism" in found.text

            read_anew(broken_off, "the graph is not exchanged: ")
            read_anew(None, "the graph is exchanged")

            def kill(handler: Any, body: bytes) -> None:
                process.kill()

            read_anew(kill, "the graph is not exchanged: ")


def update(engine: engines.Engine, text: str) -> None:
    EngineClient().send("POST", engine.update, data={"update": text})


def test_whoever_asks_while_another_build_takes_the_place_of_one_is_told(engine: engines.Engine) -> None:
    far = thbgraph.connect(engine.query)
    assert len(far.ask("monitoring-bodies", cite=True)) > 3
    coming = f'{{ GRAPH <{NOTES}> {{ <{BUILD}> <{COMING}> "{"c" * 64}" }} }}'
    digest = f"GRAPH <{VOID_GRAPH}> {{ <{BUILD}> <http://purl.org/dc/terms/identifier>"
    other = f'DELETE DATA {{ {digest} "sha256:{far.index.digest}" }} }} ; INSERT DATA {{ {digest} "sha256:{"d" * 64}" }} }}'
    back = f'DELETE DATA {{ {digest} "sha256:{"d" * 64}" }} }} ; INSERT DATA {{ {digest} "sha256:{far.index.digest}" }} }}'
    for change, undo in ((f"INSERT DATA {coming}", f"DELETE DATA {coming}"), (other, back)):
        update(engine, change)
        try:
            with pytest.raises(EndpointError, match=r"no longer holds build .* another is published there"):
                far.ask("monitoring-bodies", cite=True)
            if change != other:
                with pytest.raises(
                    EndpointError, match="holds no whole build: cccccccccccc is being published"
                ):
                    thbgraph.connect(engine.query)
        finally:
            update(engine, undo)
    assert len(far.ask("monitoring-bodies", cite=True)) > 3


def test_a_build_of_an_older_version_without_counts_of_named_graphs_is_told(
    engine: engines.Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    named = f"GRAPH <{VOID_GRAPH}> {{ <{VOID_GRAPH}#named-graphs> <http://rdfs.org/ns/void#triples> ?n }}"
    update(
        engine,
        f"DELETE {{ {named} }} INSERT {{ {named.replace('void#triples', 'void#kept')} }} WHERE {{ {named} }}",
    )
    try:
        assert main(["doctor", "--endpoint", engine.query]) == 1
        assert 'fails the test "each statement in its named graph"' in capsys.readouterr().out
    finally:
        kept = named.replace("void#triples", "void#kept")
        update(engine, f"DELETE {{ {kept} }} INSERT {{ {named} }} WHERE {{ {kept} }}")


@pytest.mark.slow
def test_two_builds_side_by_side_answer_each_for_itself(
    engine: engines.Engine, for_engines: str, tmp_path: Any
) -> None:
    with engines.oxigraph(tmp_path / "log") as beside:
        beside.load_text(for_engines.encode())
        update(beside, "DELETE WHERE { <https://w3id.org/thbgraph/id/greta> ?p ?o }")
        one, other = thbgraph.connect(engine.query), thbgraph.connect(engine.query)
        assert one.ask("monitoring-bodies") == other.ask("monitoring-bodies")
        with pytest.raises(EndpointError, match='fails the test "each triple once"'):
            thbgraph.connect(beside.query)
        assert len(one.ask("monitoring-bodies", cite=True)) > 3
