"""Publishing: what readers see is the old build or the new, whatever happens on the way, and it is held against the build."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from weakref import WeakSet

import pyoxigraph as ox
import pytest
from urllib3 import Retry

import engines
import thbgraph
from between import Between, answering, cut, standing_before
from places import ROOT
from thbgraph.base.errors import EndpointError, RequestError
from thbgraph.base.namespaces import (
    ALL_GRAPH,
    BASE,
    COMPUTED_GRAPH,
    INFERRED_GRAPH,
    MEMO,
    ONTOLOGY_GRAPH,
    VOID_GRAPH,
)
from thbgraph.build.description import describe_build
from thbgraph.cli import main
from thbgraph.endpoints.client import RETRIES, EngineClient
from thbgraph.endpoints.endpoint import Endpoint
from thbgraph.endpoints.graph_content import GraphContent
from thbgraph.endpoints.probe import COMING, PUBLISH, identified
from thbgraph.endpoints.publishing import _HASH, STAGED, TRIED, Publication, Publisher, _contents
from thbgraph.endpoints.upload import GraphUpload, within
from thbgraph.exports.exports import ExportSelection, gather
from thbgraph.stores.answer_parts import answer_parts
from thbgraph.stores.evaluation import Solutions
from thbgraph.stores.lines import Lines, SortedLines, _PartedLines, graph_of, sorted_lines

P = ox.NamedNode(BASE + "p")


def build(mark: str, passages: int = 6) -> list[ox.Quad]:
    """A small build: passages, the graphs of what follows, a blank node, and its description."""
    quads = [
        ox.Quad(ox.NamedNode(f"{BASE}id/{mark}-{passage}-{number % 7}"), P, ox.Literal(f"{mark} {number}"), ox.NamedNode(f"{MEMO}1-{passage}"))
        for passage in range(passages)
        for number in range(20)
    ]  # fmt: skip
    cell = ox.BlankNode()
    for graph in (ONTOLOGY_GRAPH, INFERRED_GRAPH, COMPUTED_GRAPH):
        quads.append(ox.Quad(ox.NamedNode(f"{BASE}id/{mark}"), P, cell, ox.NamedNode(graph)))
    quads.append(ox.Quad(cell, P, ox.Literal(mark), ox.NamedNode(ONTOLOGY_GRAPH)))
    return [*quads, *describe_build(sorted_lines(quads), digest(mark))]


def parts(quads: list[ox.Quad]) -> list[Lines]:
    """A build as the publisher takes it."""
    lines = sorted_lines(quads)
    return [lambda: lines]


def digest(mark: str) -> str:
    return (mark * 64)[:64]


OLD, NEW = build("a"), build("b", passages=5)


def seen(url: str) -> tuple[set[str], set[str], str]:
    """What readers of an endpoint see: the triples of the default graph, those of ours by graph, and the build's digest.

    Where the default graph is that of all graphs, the notes of the publisher are in it, which are about no thing of ours.
    """
    endpoint = Endpoint(url)
    found = identified(endpoint)
    plain, named = (
        {
            " ".join(map(str, row))
            for row in rows(endpoint, text)
            if not any(isinstance(t, ox.BlankNode) for t in row) and _HASH not in str(row[1])
        }
        for text in (
            "SELECT ?s ?p ?o { ?s ?p ?o }",
            f'SELECT ?s ?p ?o ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{BASE}")) }}',
        )
    )
    return plain, named, "" if found is None else found.digest


def settled(url: str) -> tuple[set[str], set[str], str]:
    """What readers see as soon as two readings agree: an engine may be at work for somebody who is gone."""
    now = seen(url)
    while now != (then := seen(url)):
        now = then
    return now


def rows(endpoint: Endpoint, text: str) -> Solutions:
    found = endpoint.ask(text, "SELECT")
    assert isinstance(found, Solutions)
    return found


def expected(quads: list[ox.Quad], mark: str) -> tuple[set[str], set[str], str]:
    plain = [q for q in quads if ox.BlankNode not in (type(q.subject), type(q.object))]
    return (
        {f"{q.subject} {q.predicate} {q.object}" for q in plain},
        {f"{q.subject} {q.predicate} {q.object} {q.graph_name}" for q in plain},
        digest(mark),
    )


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[engines.Engine]:
    with engines.oxigraph(tmp_path / "log") as running:
        yield running


@pytest.fixture(params=list(engines.ENGINES) if os.environ.get("THBGRAPH_ENGINES") else ["Oxigraph"])
def each_engine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[engines.Engine]:
    """Oxigraph's server, and in `make test-engines` every other engine that is installed."""
    with engines.ENGINES[request.param](tmp_path / "log") as running:
        monkeypatch.setenv("THBGRAPH_AUTH", running.access)
        yield running


def update(engine: engines.Engine, text: bytes) -> None:
    EngineClient().send("POST", engine.update, {"Content-Type": "application/sparql-update"}, data=text)


@pytest.mark.parametrize("by", ["graph store", "updates"])
def test_a_build_is_published_and_another_takes_its_place(engine: engines.Engine, by: str) -> None:
    publisher = Publisher(engine.query, None, engine.graphs if by == "graph store" else None)
    told = publisher.publish(parts(OLD), digest("a"), dry_run=True)
    assert (told.written, told.before) == (told.graphs, "") and seen(engine.query)[2] == ""
    publisher.publish(parts(OLD), digest("a"))
    assert seen(engine.query) == expected(OLD, "a")
    told = publisher.publish(parts(NEW), digest("b"))
    assert told.before == digest("a") and seen(engine.query) == expected(NEW, "b")
    assert publisher.publish(parts(NEW), digest("b")).before == digest("b")
    assert publisher.unpublish() > 5
    assert seen(engine.query) == (set(), set(), "")


def test_an_engine_whose_default_graph_is_that_of_all_graphs_gets_ours_under_a_name(tmp_path: Path) -> None:
    with engines.oxigraph(tmp_path / "log", "--union-default-graph") as union:
        publisher = Publisher(union.query, None, union.graphs)
        for mark, quads in (("a", OLD), ("b", NEW)):
            publisher.publish(parts(quads), digest(mark))
            assert seen(union.query) == expected(quads, mark)
        endpoint = Endpoint(union.query)
        assert identified(endpoint) is not None and endpoint.default_graph is not None
        publisher.unpublish()
        assert seen(union.query) == (set(), set(), "")


def test_an_engine_like_virtuoso_gets_no_more_at_once_than_one_thread_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thbgraph.endpoints.publishing.ONE_THREAD", 8)
    sent = list[int]()

    def note(handler: Any, body: bytes) -> None:
        if "graph=" in handler.path:
            sent.append(body.count(b"\n"))

    with (
        engines.oxigraph(tmp_path / "log", "--union-default-graph") as union,
        standing_before(union) as before,
    ):
        before.does = {-1: note}
        before.publisher().publish(parts(OLD), digest("a"))
        assert seen(union.query) == expected(OLD, "a")
    assert max(sent) == 8


def test_an_engine_like_virtuoso_gets_many_graphs_one_by_one_and_readers_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an update of 4,800 statements Virtuoso made no end in 90 s; an engine with a default graph of its own takes them."""
    monkeypatch.setattr("thbgraph.endpoints.publishing._MANY", 8)
    for options, is_told in (((), False), (("--union-default-graph",), True)):
        with engines.oxigraph(tmp_path / "log", *options) as running, standing_before(running) as before:
            switches, told, publisher = list[bytes](), set[str](), before.publisher()

            def note(handler: Any, body: bytes, switches: list[bytes] = switches) -> None:
                if is_switch(body):
                    switches.append(body)

            before.does = {-1: note}
            for mark, quads in (("a", OLD), ("b", NEW)):
                publisher.publish(
                    parts(quads),
                    digest(mark),
                    lambda step, steps, words, told=told: told.add(words.partition(" ")[0]),
                )
                assert seen(running.query) == expected(quads, mark) and not staged(running)
            assert bool(switches) is not is_told and ("switching:" in told) is not is_told


def test_what_an_engine_lost_is_there_again_after_the_same_build(engine: engines.Engine) -> None:
    publisher = Publisher(engine.query, None, engine.graphs)
    publisher.publish(parts(OLD), digest("a"))
    lost = f"DELETE DATA {{ {OLD[0].triple} }} ; DELETE DATA {{ GRAPH {OLD[30].graph_name} {{ {OLD[30].triple} }} }}"
    update(engine, lost.encode())
    assert seen(engine.query) != expected(OLD, "a")
    publisher.publish(parts(OLD), digest("a"))
    assert seen(engine.query) == expected(OLD, "a")


def test_what_others_have_in_the_default_graph_is_kept(engine: engines.Engine) -> None:
    other = ox.Quad(ox.NamedNode("http://e.org/a"), P, ox.Literal("theirs"))
    engine.load([other])
    with pytest.raises(
        RequestError, match=r"holds 1 triple of no build of thbgraph, such as <http://e.org/a>"
    ):
        Publisher(engine.query).publish(parts(OLD), digest("a"))
    assert seen(engine.query)[0] == {f"{other.subject} {P} {other.object}"}


@pytest.mark.parametrize(
    "other", ['<http://e.org/a> <http://e.org/p> "theirs"', '[] <http://e.org/p> "theirs"']
)
@pytest.mark.parametrize("is_broken_off", [False, True])
def test_what_others_put_beside_a_build_is_kept_and_moved_as_is_told(
    each_engine: engines.Engine, before_each: Between, other: str, is_broken_off: bool
) -> None:
    if each_engine.name == "Virtuoso":
        pytest.skip("its default graph is that of all graphs, and ours has a name")
    if is_broken_off and "[]" in other:
        pytest.skip("beside a mixture it cannot be told from ours")
    publisher = Publisher(each_engine.query, each_engine.update, each_engine.graphs)
    publisher.publish(parts(OLD), digest("a"))
    if is_broken_off:
        before_each.does = {-1: ended_in_place(5)}
        with pytest.raises(EndpointError):
            before_each.publisher(EngineClient(retries=Retry(0))).publish(parts(NEW), digest("b"))
    update(each_engine, f"INSERT DATA {{ {other} }}".encode())
    theirs = 'ASK { %s ?s <http://e.org/p> "theirs" %s }'
    works: list[Any] = [
        lambda: publisher.publish(parts(NEW), digest("b"), dry_run=True),
        lambda: publisher.publish(parts(NEW), digest("b")),
    ]
    if not is_broken_off:
        works += [lambda: publisher.publish(parts(OLD), digest("a")), publisher.unpublish]
    for work in works:
        with pytest.raises(
            RequestError, match=r"holds 1 triple of no build of thbgraph, (such as .*theirs|with blank nodes)"
        ) as error:
            work()
        assert Endpoint(each_engine.query).ask(theirs % ("", ""), "ASK", True)
    update(each_engine, error.value.advice.partition(" by the update ")[2].encode())
    assert Endpoint(each_engine.query).ask(theirs % ("GRAPH <urn:others> {", "}"), "ASK", True)
    publisher.publish(parts(NEW), digest("b"))
    assert seen(each_engine.query) == expected(NEW, "b")
    publisher.unpublish()
    assert seen(each_engine.query) == (set(), set(), "")
    assert Endpoint(each_engine.query).ask(theirs % ("GRAPH <urn:others> {", "}"), "ASK", True)


def ended_in_place(writes: int) -> Any:
    """Refuses to switch, and ends the publisher after so many graphs took their places."""
    left = [writes]

    def act(handler: Any, body: bytes) -> bool | None:
        if is_switch(body):
            left.append(0)
            return refusing(handler, body)
        if handler.command in ("PUT", "POST") and (len(left) > 1):
            left[0] -= 1
        if left[0] < 0:
            handler.close_connection = True
            return True
        return None

    return act


@pytest.mark.parametrize("is_union", [False, True])
def test_what_others_have_in_a_named_graph_and_in_the_default_graph_is_kept(
    tmp_path: Path, is_union: bool
) -> None:
    """Such as an engine has that was loaded as ours is; where one graph is all, that is no other triple."""
    with engines.oxigraph(tmp_path / "log", *(["--union-default-graph"] * is_union)) as running:
        other = ox.Triple(ox.NamedNode("http://e.org/a"), P, ox.Literal("theirs"))
        running.load(
            [ox.Quad(*other, graph) for graph in (ox.NamedNode("http://e.org/g"), ox.DefaultGraph())]
        )
        publisher = Publisher(running.query, running.update, running.graphs)
        for dry_run in (True, False):
            if is_union:
                publisher.publish(parts(OLD), digest("a"), dry_run=dry_run)
                continue
            with pytest.raises(RequestError, match="holds 1 triple of no build"):
                publisher.publish(parts(OLD), digest("a"), dry_run=dry_run)
        kept = Endpoint(running.query).ask("ASK { <http://e.org/a> ?p ?o }", "ASK", True)
        assert kept and (seen(running.query)[1:] == expected(OLD, "a")[1:]) is is_union


def test_addresses_of_two_stores_are_told_before_anything_is_written(
    each_engine: engines.Engine, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with engines.oxigraph(tmp_path / "other/log") as other:
        right = (each_engine.query, each_engine.update, each_engine.graphs)
        for is_there in (False, True):
            if is_there:
                Publisher(*right).publish(parts(OLD), digest("a"))
            for option, wrong in (
                ("--update", (right[0], other.update, right[2])), ("--graph-store", (*right[:2], other.graphs))
            ):  # fmt: skip
                for dry_run in (True, False):
                    with pytest.raises(
                        EndpointError, match=f"are --endpoint and {option} addresses of one store"
                    ) as error:
                        Publisher(*wrong).publish(parts(OLD), digest("a"), dry_run=dry_run)
                    assert "does not appear at" in error.value.what and "somebody" not in str(error.value)
            with pytest.raises(EndpointError, match="does not appear at"):
                Publisher(right[0], other.update).unpublish()
            assert seen(each_engine.query)[2] == digest("a") * is_there
        with pytest.raises(EndpointError, match="are --endpoint and --graph-store addresses of one store"):
            Publisher(other.query, other.update, each_engine.graphs).publish(
                parts(OLD), digest("a"), dry_run=True
            )
        for engine in (other, each_engine):
            found = Endpoint(engine.query).ask(
                f'ASK {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{TRIED}")) }}', "ASK", True
            )
            assert not found
        assert [*Endpoint(other.query).rows("SELECT * { GRAPH ?g { ?s ?p ?o } }", True)] == []
        assert seen(other.query) == (set(), set(), "")


def test_an_address_that_nobody_named_is_told_as_the_default(between: Between) -> None:
    between.does = {0: answering(404)}
    with pytest.raises(
        EndpointError, match=r"/update answers 404: is not there; this address is the default of --update"
    ):
        Publisher(between.query).publish(parts(OLD), digest("a"), dry_run=True)
    between.count, between.does = 0, {0: answering(404)}
    with pytest.raises(EndpointError, match=r"/update answers 404: is not there; is the address right"):
        between.publisher().unpublish()


def test_a_triple_that_another_store_does_not_drop_is_told_with_its_graph(
    engine: engines.Engine, between: Between, tmp_path: Path
) -> None:
    def refuse(handler: Any, body: bytes) -> Any:
        return answering(405)(handler, body) if handler.command == "DELETE" else None

    between.does = {-1: refuse}
    (tmp_path / "other").mkdir()
    with engines.oxigraph(tmp_path / "other/log") as other:
        publisher = Publisher(other.query, other.update, f"{between.url}/store")
        for work in (lambda: publisher.publish(parts(OLD), digest("a"), dry_run=True), publisher.unpublish):
            with pytest.raises(EndpointError, match="does not appear") as error:
                work()
            stays = re.search(
                r"and the graph <(\S+)> with a triple of this trial may stay at (\S+)$", error.value.what
            )
            assert stays and stays[2] == f"{between.url}/store"
            assert error.value.advice == (
                "drop it there; are --endpoint and --graph-store addresses of one store?"
            )
            assert Endpoint(engine.query).ask(f"ASK {{ GRAPH <{stays[1]}> {{ ?s ?p ?o }} }}", "ASK", True)
        between.does = {-1: answering(401)}
        with pytest.raises(EndpointError, match="401: refuses access") as error:
            publisher.publish(parts(OLD), digest("a"))
        assert "stay" not in error.value.what  # nothing was written there


def test_an_engine_that_does_not_run_is_told_of_the_address_of_queries() -> None:
    """Though a triple would be written by the default address of updates first."""
    stopped = f"http://127.0.0.1:{engines.free_port()}"
    for path in ("query", "sparql"):
        publisher = Publisher(f"{stopped}/{path}", None, f"{stopped}/store")
        for work in (lambda one=publisher: one.publish(parts(OLD), digest("a")), publisher.unpublish):
            with pytest.raises(EndpointError) as error:
                work()
            assert error.value.message == (
                f"{stopped}/{path} cannot be reached (Connection refused); "
                "does the server run, and is the address right?"
            )


def test_what_virtuoso_lets_nobody_write_is_told_with_the_address_that_asks_for_a_password(
    between: Between, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(handler: Any, body: bytes) -> bool:
        handler.give(
            500,
            {},
            b"Virtuoso 42000 Error SR186: No permission to execute procedure DB.DBA.SPARQL_DELETE_DICT_CONTENT with user ID 107",
        )
        return True

    between.does = {0: refuse}
    with pytest.raises(EndpointError, match="Virtuoso takes updates at /sparql-auth"):
        between.publisher().publish(parts(OLD), digest("a"))
    for text in ("", "\n", " \nuser:x"):
        (tmp_path / "auth").write_text(text, encoding="utf-8")
        monkeypatch.setenv("THBGRAPH_AUTH_FILE", str(tmp_path / "auth"))
        with pytest.raises(RequestError, match="has an empty first line; write user:password"):
            between.publisher()


def test_a_dry_run_tries_the_password_and_tells_of_a_run_that_was_broken_off(
    engine: engines.Engine, between: Between
) -> None:
    publisher = between.publisher(EngineClient(retries=Retry(0)))
    between.does = {-1: answering(401, WWW_Authenticate="Basic")}
    with pytest.raises(EndpointError, match="401: refuses access"):
        publisher.publish(parts(OLD), digest("a"), dry_run=True)
    between.count, between.does = 0, {26: cut}
    with pytest.raises(EndpointError) as error:
        publisher.publish(parts(OLD), digest("a"))
    said = f"readers are told that build {digest('a')[:12]} is to come; run the same command again"
    assert said in error.value.advice and re.search(r", at graph \d+ of \d+$", error.value.what)
    between.does = {}
    told = publisher.publish(parts(OLD), digest("a"), dry_run=True)
    there = f"holds no whole build: {digest('a')[:12]} is being published, or that was broken off"
    assert told.interrupted == f"{between.query} {there}" and told.before == ""
    with pytest.raises(EndpointError, match=f"{there}; ask again later, or publish it again: {PUBLISH}"):
        thbgraph.connect(engine.query)
    with pytest.raises(
        RequestError, match=r"holds no whole build: .*; publish again, or unpublish without --staged"
    ):
        publisher.unpublish(staged_only=True)
    assert publisher.unpublish(dry_run=True) == publisher.unpublish() > 1
    assert not publisher.publish(parts(OLD), digest("a"), dry_run=True).interrupted
    assert seen(engine.query) == (set(), set(), "")


def test_an_answer_that_breaks_off_is_asked_for_again_and_else_it_is_told_what_readers_see(
    engine: engines.Engine, between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(handler: Any, body: bytes) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+xml")
        handler.send_header("Content-Length", "9999")
        handler.end_headers()
        handler.wfile.write(b"<sparql")
        handler.close_connection = True
        return True

    monkeypatch.setattr(time, "sleep", lambda _: None)
    between.does = dict.fromkeys(range(1, 99, 2), broken_off)
    between.publisher().publish(parts(OLD), digest("a"))
    assert seen(engine.query) == expected(OLD, "a")
    between.count, between.does = 0, dict.fromkeys(range(30, 999), broken_off)
    with pytest.raises(EndpointError, match="broke off its response") as error:
        between.publisher().publish(parts(NEW), digest("b"))
    assert error.value.advice == f"readers see build {digest('a')[:12]}; run the same command again"
    assert seen(engine.query) == expected(OLD, "a")


def test_whoever_is_broken_off_behind_the_switch_says_that_the_build_is_there(
    engine: engines.Engine, between: Between
) -> None:
    publisher = between.publisher(EngineClient(retries=Retry(0)))
    publisher.publish(parts(OLD), digest("a"))

    def drop(handler: Any, body: bytes) -> bool | None:
        return cut(handler, body) if b"DROP SILENT GRAPH <" + STAGED.encode() in body else None

    between.does = {-1: drop}
    with pytest.raises(EndpointError) as error:
        publisher.publish(parts(NEW), digest("b"))
    assert re.search(r", at temporary graph 1 of \d+$", error.value.what)
    assert error.value.advice.startswith(
        f"readers see build {digest('b')[:12]}, and only temporary graphs are left; run the same command again"
    )
    assert seen(engine.query) == expected(NEW, "b")
    between.does = {}
    assert publisher.publish(parts(NEW), digest("b")).written == 0 and not staged(engine)


@pytest.mark.slow
def test_whoever_unpublishes_may_be_killed_at_any_moment_and_readers_see_all_or_are_told(
    engine: engines.Engine, between: Between
) -> None:
    was_told, publisher = 0, Publisher(engine.query, engine.update, engine.graphs)
    publisher.publish(parts(OLD), digest("a"))
    for moment in range(400):
        between.count, between.does = 0, dict.fromkeys(range(moment, 999), cut)
        try:
            between.publisher(EngineClient(retries=Retry(0))).unpublish()
        except EndpointError:
            try:
                assert seen(engine.query) in (expected(OLD, "a"), (set(), set(), ""))
            except EndpointError as error:
                assert "is being emptied, or that was broken off" in error.message
                was_told += 1
            publisher.publish(parts(OLD), digest("a"))
            assert seen(engine.query) == expected(OLD, "a")
            continue
        break
    assert was_told > 10 and seen(engine.query) == (set(), set(), "")


def ended_while_all_is_between() -> Any:
    """Ends whoever publishes or unpublishes with the second request after the note of what is to come."""
    left = list[int]()

    def act(handler: Any, body: bytes) -> bool | None:
        if left or (COMING.encode() in body and b"INSERT" in body):
            left.append(1)
        return cut(handler, body) if len(left) > 2 else None

    return act


def test_whoever_is_broken_off_says_what_readers_are_told(engine: engines.Engine, between: Between) -> None:
    """A build that was begun goes before none, and two are named both."""
    steps = list[str]()

    def publish(mark: str, **options: bool) -> Publication:
        return publisher.publish(
            parts(build(mark)), digest(mark), lambda *step: steps.append(step[2]), **options
        )

    publisher = between.publisher(EngineClient(retries=Retry(0)))
    publish("a")
    b, c = digest("b")[:12], digest("c")[:12]
    one, two = f"build {b} is to come", f"builds {b} and {c} are to come"
    both = f"holds no whole build: {b} and {c} are being published"
    for work, said, told in (
        (publisher.unpublish, "all is being removed", "is being emptied"),
        (lambda: publish("b"), one, f"holds no whole build: {b} is being published"),
        (lambda: publish("c"), two, both),
        (publisher.unpublish, two, both),
    ):
        between.does = {-1: ended_while_all_is_between()}
        steps.clear()
        with pytest.raises(EndpointError) as error:
            work()
        assert error.value.advice.startswith(f"readers are told that {said}; run the same command again")
        shown = {step.partition(": <")[0] for step in steps if step.startswith("publishing")}
        assert shown == (
            {f"publishing: readers are told that {said}"} if work != publisher.unpublish else set()
        )
        between.does = {}
        with pytest.raises(EndpointError) as seen_by_readers:
            seen(between.query)
        assert seen_by_readers.value.what.endswith(f" {told}, or that was broken off")
        assert publish("c", dry_run=True).interrupted == seen_by_readers.value.what
    publisher.unpublish()
    assert seen(engine.query) == (set(), set(), "")


def test_another_memo_is_told_as_that(engine: engines.Engine, capsys: pytest.CaptureFixture[str]) -> None:
    build = ox.NamedNode("https://e.org/memo/void#build")
    identifier = ox.NamedNode("http://purl.org/dc/terms/identifier")
    engine.load([ox.Quad(build, identifier, ox.Literal("sha256:a"), ox.NamedNode("https://e.org/memo/void"))])
    publisher = Publisher(engine.query, engine.update)
    works = (
        lambda: thbgraph.connect(engine.query),
        lambda: publisher.publish(parts(OLD), digest("a"), dry_run=True),
        lambda: publisher.publish(parts(OLD), digest("a")),
        publisher.unpublish,
    )
    for work in works:
        with pytest.raises(RequestError, match=r"holds another memo, <https://e.org/memo/void#build>"):
            work()
    assert main(["doctor", "--endpoint", engine.query]) == 1
    assert "holds another memo" in capsys.readouterr().out


def test_graphs_of_others_are_kept(engine: engines.Engine) -> None:
    engine.load(
        [ox.Quad(ox.NamedNode("http://e.org/a"), P, ox.Literal("theirs"), ox.NamedNode("http://e.org/g"))]
    )
    publisher = Publisher(engine.query)
    publisher.publish(parts(OLD), digest("a"))
    publisher.unpublish()
    assert len(list(rows(Endpoint(engine.query), "SELECT * { GRAPH <http://e.org/g> { ?s ?p ?o } }"))) == 1


@pytest.fixture
def between(engine: engines.Engine) -> Iterator[Between]:
    with standing_before(engine) as made:
        yield made


@pytest.fixture
def before_each(each_engine: engines.Engine) -> Iterator[Between]:
    with standing_before(each_engine) as made:
        yield made


@pytest.mark.slow
def test_a_publisher_that_is_killed_at_any_moment_leaves_readers_whole(
    each_engine: engines.Engine, before_each: Between
) -> None:
    Publisher(each_engine.query, each_engine.update, each_engine.graphs).publish(parts(OLD), digest("a"))
    before_each.publisher().publish(parts(NEW), digest("b"), dry_run=True)
    first = before_each.count
    moments = 0
    for moment in range(first, first + 400):
        before_each.count, before_each.does = first, {}

        def kill(handler: Any, body: bytes, moment: int = moment) -> bool | None:
            if before_each.count > moment:
                handler.close_connection = True
                return True
            return None

        before_each.does = {-1: kill}
        try:
            before_each.publisher(EngineClient(retries=Retry(0))).publish(parts(NEW), digest("b"))
        except EndpointError:
            moments += 1
            now = seen(each_engine.query)
            assert now in (expected(OLD, "a"), expected(NEW, "b")), moment
            continue
        break
    assert moments >= 20
    assert seen(each_engine.query) == expected(NEW, "b")
    assert not staged(each_engine)


def staged(engine: engines.Engine) -> list[str]:
    """The graphs that are not in their places."""
    names = rows(Endpoint(engine.query), "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    return [str(name) for name in names if STAGED in str(name)]


#: Publishes the new build in a child for each number that it reads, and says how that ended. The child is killed
#: when it has sent so many requests, before it has read the answer of the last.
PUBLISHING = """
import os, signal, sys
import urllib3.connection
from test_publishing import NEW, Publisher, digest, parts

def killed_after(requests):
    def answer(self, of=urllib3.connection.HTTPConnection.getresponse):
        nonlocal requests
        requests -= 1
        if not requests:
            os.kill(os.getpid(), signal.SIGKILL)
        return of(self)
    urllib3.connection.HTTPConnection.getresponse = answer

for line in sys.stdin:
    child = os.fork()
    if not child:
        killed_after(int(line))
        Publisher(*sys.argv[1:]).publish(parts(NEW), digest("b"))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.slow
def test_a_publisher_that_is_killed_by_a_signal_leaves_readers_whole_and_the_next_one_goes_on(
    each_engine: engines.Engine, before_each: Between
) -> None:
    addresses = (each_engine.query, each_engine.update, each_engine.graphs)
    Publisher(*addresses).publish(parts(OLD), digest("a"))
    before_each.publisher().publish(parts(NEW), digest("b"))
    requests, told = before_each.count, list[int]()
    command = [sys.executable, "-c", PUBLISHING, *addresses]
    places = os.pathsep.join(map(str, (Path(__file__).parent, ROOT / "tests", ROOT / "src")))
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": places},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin and parent.stdout
        for moment in sorted({1 + number * (requests - 1) // 19 for number in range(20)}):
            Publisher(*addresses).publish(parts(OLD), digest("a"))
            print(moment, file=parent.stdin, flush=True)
            assert int(parent.stdout.readline()) == -signal.SIGKILL, moment
            assert settled(each_engine.query) in (expected(OLD, "a"), expected(NEW, "b")), moment
            told.append(Publisher(*addresses).publish(parts(NEW), digest("b")).written)
            assert seen(each_engine.query) == expected(NEW, "b") and not staged(each_engine), moment
        parent.stdin.close()
    assert len(told) == 20 and len(set(told)) > 5  # what was written before is not written again


def is_switch(body: bytes) -> bool:
    """Says whether a request fills the places that readers see."""
    return b"INSERT { " in body and STAGED.encode() in body


def test_a_switch_whose_answer_is_lost_is_found_to_be_made(
    each_engine: engines.Engine, before_each: Between
) -> None:
    def lose(handler: Any, body: bytes) -> bool | None:
        if not is_switch(body):
            return None
        update(each_engine, body)
        handler.close_connection = True
        return True

    before_each.publisher().publish(parts(OLD), digest("a"))
    before_each.does = {-1: lose}
    before_each.publisher(EngineClient(retries=Retry(0))).publish(parts(NEW), digest("b"))
    assert seen(each_engine.query) == expected(NEW, "b")


def refusing(handler: Any, body: bytes) -> bool | None:
    """Refuses to switch, as an engine does at a limit of its own."""
    if not is_switch(body):
        return None
    handler.give(500, {}, b"Virtuoso S1T00 Error SR171: Transaction timed out")
    return True


def test_where_an_engine_refuses_to_switch_graphs_take_their_places_one_by_one_and_readers_are_told(
    each_engine: engines.Engine, before_each: Between
) -> None:
    Publisher(each_engine.query, each_engine.update, each_engine.graphs).publish(parts(OLD), digest("a"))
    found, told, publisher = list[str](), list[str](), before_each.publisher()

    def look(step: int, steps: int, name: str) -> None:
        told.append(name.partition(":")[0])
        try:
            now = seen(each_engine.query)
            assert now in (expected(OLD, "a"), expected(NEW, "b"))
            found.append(now[2][0])
        except EndpointError as error:
            assert f"holds no whole build: {digest('b')[:12]} is being published" in error.message
            found.append("told")

    before_each.does = {-1: refusing}
    publisher.publish(parts(NEW), digest("b"), look)
    assert [*dict.fromkeys(found)] == ["a", "told", "b"] and "publishing" in told
    assert seen(each_engine.query) == expected(NEW, "b") and not staged(each_engine)


@pytest.mark.parametrize("is_refused", [False, True])
def test_the_old_build_takes_the_place_of_one_whose_publisher_was_killed_before_it_noted_graphs(
    each_engine: engines.Engine, before_each: Between, is_refused: bool
) -> None:
    """Of graphs of one size each, which the notes alone tell apart."""

    def kill(handler: Any, body: bytes) -> bool | None:
        if is_switch(body):
            are_moved.append(not is_refused)
            return refusing(handler, body) if is_refused else None
        is_note = b"INSERT { GRAPH <urn:thbgraph:notes>" in body and _HASH.encode() in body
        if are_moved == [True] or (are_moved and is_note):
            handler.close_connection = True
            return True
        return None

    are_moved = list[bool]()
    other = build("c")
    publisher = Publisher(each_engine.query, each_engine.update, each_engine.graphs)
    publisher.publish(parts(OLD), digest("a"))
    before_each.does = {-1: kill}
    with pytest.raises(EndpointError):
        before_each.publisher(EngineClient(retries=Retry(0))).publish(parts(other), digest("c"))
    publisher.publish(parts(OLD), digest("a"))
    assert seen(each_engine.query) == expected(OLD, "a")


@pytest.mark.slow
def test_a_publisher_that_is_killed_while_graphs_take_their_places_leaves_readers_told(
    each_engine: engines.Engine, before_each: Between
) -> None:
    """Of a first build, and where an engine refuses to switch; the next run goes on with what is left."""
    addresses = (each_engine.query, each_engine.update, each_engine.graphs)
    moments = was_told = 0
    for mark, quads in (("a", OLD), ("b", NEW)):
        before = settled(each_engine.query)
        for moment in range(400):
            before_each.count = 0

            def kill(handler: Any, body: bytes, moment: int = moment) -> bool | None:
                if before_each.count > moment:
                    handler.close_connection = True
                    return True
                return refusing(handler, body)

            before_each.does = {-1: kill}
            try:
                before_each.publisher(EngineClient(retries=Retry(0))).publish(parts(quads), digest(mark))
            except EndpointError:
                moments += 1
            else:
                break
            try:
                now = seen(each_engine.query)
                # Without a build no reader asks for ours alone, and Virtuoso shows graphs of its own.
                assert (now if now[2] else (before[0], *now[1:])) in (before, expected(quads, mark)), moment
            except EndpointError as error:
                assert "holds no whole build" in error.message
                was_told += 1
        assert seen(each_engine.query) == expected(quads, mark) and not staged(each_engine)
        assert Publisher(*addresses).publish(parts(quads), digest(mark)).written == 0
    assert moments > 40 and was_told > 5


@pytest.mark.slow
@pytest.mark.parametrize("name", engines.KEEPING if os.environ.get("THBGRAPH_ENGINES") else ["Oxigraph"])
def test_a_server_that_is_killed_at_any_moment_holds_the_old_build_or_the_new_and_the_next_run_goes_on(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to 20 ms after each of so many requests, by SIGKILL; THBGRAPH_SEED picks other moments."""
    log, draw = tmp_path / "log", random.Random(int(os.environ.get("THBGRAPH_SEED", "40")))
    command, engine = engines.KEEPING[name](log)
    monkeypatch.setenv("THBGRAPH_AUTH", engine.access)
    addresses = (engine.query, engine.update, engine.graphs)
    with engines.started(command, log, engine.query), standing_before(engine) as before:
        Publisher(*addresses).publish(parts(OLD), digest("a"))
        before.publisher().publish(parts(NEW), digest("b"))
        requests = before.count
    wanted = 50 if os.environ.get("THBGRAPH_ENGINES") else 8
    killed = 0
    for moment in range(wanted):
        with engines.started(command, log, engine.query) as server, standing_before(engine) as before:
            Publisher(*addresses).publish(parts(OLD), digest("a"))

            def kill(handler: Any, body: bytes, at: int = moment * (requests - 1) // (wanted - 1)) -> None:
                if before.count > at:  # which is asked while it is this one
                    threading.Timer(draw.uniform(0, 0.02), server.kill).start()

            before.does = {-1: kill}
            try:
                before.publisher(EngineClient(retries=Retry(0))).publish(parts(NEW), digest("b"))
            except EndpointError:
                killed += 1
            server.kill()
            server.wait()
        with engines.started(command, log, engine.query):
            assert settled(engine.query) in (expected(OLD, "a"), expected(NEW, "b")), moment
            Publisher(*addresses).publish(parts(NEW), digest("b"))
            assert seen(engine.query) == expected(NEW, "b") and not staged(engine), moment
    assert killed > wanted / 2


def test_two_publishers_at_once_leave_one_build_whole(each_engine: engines.Engine) -> None:
    """Each may be told of the other, and then publishes again."""
    addresses = (each_engine.query, each_engine.update, each_engine.graphs)
    Publisher(*addresses).publish(parts(OLD), digest("a"))
    told = list[str]()

    def publish(mark: str, quads: list[ox.Quad]) -> None:
        for _ in range(4):
            try:
                Publisher(*addresses).publish(parts(quads), digest(mark))
            except EndpointError as error:
                told.append(error.message)

    both = [threading.Thread(target=publish, args=given) for given in (("a", OLD), ("b", NEW))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    found = settled(each_engine.query)
    assert found in (expected(OLD, "a"), expected(NEW, "b")), told
    Publisher(*addresses).publish(parts(NEW), digest("b"))
    assert seen(each_engine.query) == expected(NEW, "b") and not staged(each_engine), told


def test_what_an_engine_has_is_not_sent_again(engine: engines.Engine, between: Between) -> None:
    sent = list[str]()

    def note(handler: Any, body: bytes) -> None:
        place = parse_qs(urlsplit(handler.path).query).get("graph", [])
        sent.extend(place if handler.command in ("PUT", "POST") else [])

    between.does = {-1: note}
    between.publisher().publish(parts(OLD), digest("a"))
    assert len({*sent}) > 5
    sent.clear()
    writes = between.count
    assert between.publisher().publish(parts(OLD), digest("a")).written == 0
    assert not [place for place in sent if TRIED not in place] and between.count - writes < 20
    other = [*OLD, ox.Quad(P, P, ox.Literal("new"), ox.NamedNode(f"{MEMO}1-0"))]
    assert between.publisher().publish(parts(other), digest("a")).written == 2
    assert {name.partition("new:")[2] for name in sent if STAGED in name and "hashes" not in name} == {
        f"{MEMO}1-0",
        ALL_GRAPH,
    }
    assert (P.value in str(seen(engine.query)[0])) and len(seen(engine.query)[0]) == len(
        expected(other, "a")[0]
    )


def test_a_graph_of_ours_that_no_build_has_is_dropped(engine: engines.Engine) -> None:
    publisher = Publisher(engine.query, None, engine.graphs)
    publisher.publish(parts(OLD), digest("a"))
    engine.load([ox.Quad(P, P, P, ox.NamedNode(f"{MEMO}9-9"))])
    assert publisher.publish(parts(OLD), digest("a")).written == 0
    assert seen(engine.query) == expected(OLD, "a")


@pytest.mark.parametrize(("options", "held"), [([], 2), (["--union-default-graph"], 1)])
def test_what_was_read_of_one_graph_is_let_go_before_another_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], held: int
) -> None:
    """But for what is held against it where it is staged; an engine like Virtuoso gets all in its place here."""
    monkeypatch.setattr("thbgraph.endpoints.publishing._MANY", 0)
    there, most = WeakSet[SortedLines](), list[int]()

    class Noted(SortedLines):
        def __init__(self, lines: Iterable[bytes], size: int) -> None:
            super().__init__(lines, size)
            there.add(self)
            most.append(len(there))

    monkeypatch.setattr("thbgraph.endpoints.publishing.SortedLines", Noted)
    with engines.oxigraph(tmp_path / "log", *options) as running:
        publisher = Publisher(running.query, None, running.graphs)
        for mark, quads in (("a", OLD), ("b", NEW)):
            publisher.publish(parts(quads), digest(mark))
    assert len(most) > 20 and max(most) == held


def test_a_switch_that_comes_twice_does_no_harm(each_engine: engines.Engine, before_each: Between) -> None:
    Publisher(each_engine.query, each_engine.update, each_engine.graphs).publish(parts(OLD), digest("a"))
    sent = []

    def make_and_refuse(handler: Any, body: bytes) -> bool | None:
        if not is_switch(body) or sent:
            return None
        sent.append(body)
        update(each_engine, body)
        handler.give(503, {"Retry-After": "0"}, b"")
        return True

    before_each.does = {-1: make_and_refuse}
    before_each.publisher().publish(parts(NEW), digest("b"))
    assert sent and seen(each_engine.query) == expected(NEW, "b")
    update(each_engine, sent[0])
    assert seen(each_engine.query) == expected(NEW, "b")  # nor one that comes when all is done


def test_what_is_staged_already_is_not_written_again(engine: engines.Engine, between: Between) -> None:
    publisher = between.publisher()
    for mark, quads in (("a", OLD), ("b", NEW)):  # in its place, and staged
        between.count, between.does = 0, {28: answering(500)}
        with pytest.raises(EndpointError, match="500: refuses the request: no"):
            publisher.publish(parts(quads), digest(mark))
        between.does = {}
        told = publisher.publish(parts(quads), digest(mark))
        assert 0 < told.written < told.graphs
        assert told.ready == (told.graphs - told.written) * (mark == "b")
        assert seen(engine.query) == expected(quads, mark)
    assert not publisher.publish(parts(NEW), digest("b"), dry_run=True).ready


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_graph_that_an_earlier_run_had_written_in_part_is_counted_once(
    engine: engines.Engine, between: Between, is_refused: bool
) -> None:
    """Of one graph what goes is staged already, and what comes is not; none is ready where all are written in place."""

    def refuse(handler: Any, body: bytes) -> bool | None:
        if "new:" in parse_qs(urlsplit(handler.path).query).get("graph", [""])[0]:
            left.append(1)
        return answering(500)(handler, body) if len(left) > 3 else None

    left, publisher = list[int](), between.publisher()
    publisher.publish(parts(OLD), digest("a"))
    between.does = {-1: refuse}
    with pytest.raises(EndpointError, match="500: refuses the request: no"):
        publisher.publish(parts(NEW), digest("b"))
    between.does = {-1: refusing} if is_refused else {}
    told = publisher.publish(parts(NEW), digest("b"))
    assert (told.written, told.ready) == ((told.graphs, 0) if is_refused else (told.graphs - 3, 3))


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (answering(401, WWW_Authenticate="Basic"), "refuses access; set THBGRAPH_AUTH"),
        (answering(403), "refuses access"),
        (answering(507), "507: refuses the request: no"),
        (answering(500), "refuses the request: no"),
        (answering(413), "does not accept a request of this length"),
        (answering(429, Retry_After="0"), "keeps refusing"),
        (answering(503, Retry_After="0"), "keeps refusing"),
        (cut, "cannot be reached"),
    ],
)
def test_a_refusal_is_told_and_loses_nothing(
    engine: engines.Engine, between: Between, action: Any, said: str
) -> None:
    Publisher(engine.query, None, engine.graphs).publish(parts(OLD), digest("a"))
    between.does = dict.fromkeys(range(14, 99), action)
    with pytest.raises(EndpointError, match=said):
        between.publisher(EngineClient(retries=RETRIES.new(backoff_factor=0))).publish(
            parts(NEW), digest("b")
        )
    assert seen(engine.query) == expected(OLD, "a")


def test_what_passes_is_tried_again_and_parts_shrink(engine: engines.Engine, between: Between) -> None:
    def only_short(handler: Any, body: bytes) -> bool | None:
        if urlsplit(handler.path).path == "/store" and len(body) > 900:
            handler.give(413, {}, b"too long")
            return True
        return None

    between.does = {
        4: answering(503, Retry_After="0"), 6: cut, 9: answering(429, Retry_After="0"), 10: answering(502),
        -1: only_short,
    }  # fmt: skip
    between.publisher().publish(parts(OLD), digest("a"))
    assert seen(engine.query) == expected(OLD, "a")


def test_a_large_graph_goes_whole_and_in_parts_where_an_engine_refuses_so_many_triples(
    monkeypatch: pytest.MonkeyPatch, engine: engines.Engine, between: Between
) -> None:
    monkeypatch.setattr("thbgraph.endpoints.upload._FEW", 30)
    sent, most, is_strict = list[tuple[int, bool, str]](), 10_000, False

    def note(handler: Any, body: bytes) -> bool | None:
        address, size = urlsplit(handler.path), body.count(b"\n")
        if address.path != "/store" or TRIED in address.query.replace("%3A", ":"):
            return None
        fields = parse_qs(address.query, keep_blank_values=True)
        sent.append((size, "no_transaction" in fields, *fields.get("graph", [""])))
        if is_strict and "no_transaction" in fields:
            handler.give(400, {}, b"Unknown parameter 'no_transaction'")
            return True
        if size <= most:
            return None
        handler.give(500, {}, b"Virtuoso 40005 Error SR325: Transaction aborted")
        return True

    between.does = {-1: note}
    for mark, quads in (("a", OLD), ("b", NEW)):  # in its place, and staged
        sent.clear()
        between.publisher().publish(parts(quads), digest(mark))
        assert len({graph for _, _, graph in sent}) == len(sent) > 5
        assert max(sent)[0] > 100 and all(is_bulk == (size > 30) for size, is_bulk, _ in sent)
        assert seen(engine.query) == expected(quads, mark)

    for mark, quads, is_strict in (("a", OLD, True), ("b", NEW, False)):
        sent.clear()
        between.publisher().publish(parts(quads), digest(mark))
        large = [(size, is_bulk) for size, is_bulk, _ in sent if size > 30]
        first = large[0][0]
        assert first > 100 and large[:2] == (
            [(first, True), (first, False)] if is_strict else [(first, True)]
        )
        assert sum(is_bulk for _, is_bulk in large) == 1
        assert seen(engine.query) == expected(quads, mark)
        most = 40


def test_each_part_of_a_large_graph_that_is_sent_read_or_deleted_is_a_step(
    monkeypatch: pytest.MonkeyPatch, each_engine: engines.Engine, before_each: Between
) -> None:
    """In its place, staged, and in its place since the engine refuses to switch; what was staged is dropped so, too."""
    for name, most in (
        ("stores.answer_parts.MOST_ROWS", 40),
        ("endpoints.upload.PART", 40),
        ("endpoints.publishing.PART", 40),
        ("endpoints.upload._UPDATE_PART", 25),
        ("endpoints.publishing._SORTED", 30),
    ):
        monkeypatch.setattr(f"thbgraph.{name}", most)
    publisher, done = before_each.publisher(), defaultdict[str, list[int]](list)

    def note(number: int, numbers: int, words: str) -> None:
        assert 1 <= number <= numbers
        if found := re.fullmatch(rf"(\d+) of \d+ triples (\w+) \w+ <(.*:)?{ALL_GRAPH}>", words):
            done[f"{found[2]} staged" if found[3] else found[2]].append(int(found[1]))

    publisher.publish(parts(OLD), digest("a"), note)
    size = _contents(parts(OLD))[ALL_GRAPH].size
    assert done["sent"] == [*range(40, size, 40)] == [40, 80, 120]
    assert max(after - before for before, after in pairwise([0, *done["read"], size])) < 40
    for mark, quads, action, kinds in (
        ("b", NEW, None, {"sent", "read", "deleted staged"}),
        ("a", OLD, refusing, {"sent", "read", "deleted", "deleted staged"}),
    ):
        done.clear()
        before_each.does = {-1: action}
        publisher.publish(parts(quads), digest(mark), note)
        assert {*done} == kinds and seen(each_engine.query) == expected(quads, mark)
        assert not staged(each_engine)
    publisher.unpublish()
    assert seen(each_engine.query)[1:] == (set(), "")


@pytest.mark.slow
def test_an_engine_that_loses_a_triple_is_told_before_the_switch(
    engine: engines.Engine, between: Between
) -> None:
    Publisher(engine.query, None, engine.graphs).publish(parts(OLD), digest("a"))

    def lose(handler: Any, body: bytes) -> bool | None:
        graph = parse_qs(urlsplit(handler.path).query).get("graph", [""])[0]
        if not graph.endswith("memo/1-3"):
            return None
        kept = GraphContent(SortedLines(body.splitlines(keepends=True)[1:]))
        GraphUpload(EngineClient(), engine.update, engine.graphs).replace(graph, kept)
        handler.give(204, {}, b"")
        return True

    between.does = {-1: lose}
    with pytest.raises(EndpointError, match="holds 19 triples in"):
        between.publisher().publish(parts(NEW), digest("b"))
    assert seen(engine.query) == expected(OLD, "a")


@pytest.mark.slow
def test_readers_see_one_build_while_another_is_published(each_engine: engines.Engine) -> None:
    publisher = Publisher(each_engine.query, each_engine.update, each_engine.graphs)
    publisher.publish(parts(OLD), digest("a"))
    both, found, done = (expected(OLD, "a"), expected(NEW, "b")), list[bool](), threading.Event()
    text = "SELECT ?s ?p ?o { ?s ?p ?o }"

    def read() -> None:
        endpoint = Endpoint(each_engine.query)
        identified(endpoint)
        while not done.is_set():
            got = {
                " ".join(map(str, row))
                for row in rows(endpoint, text)
                if not any(isinstance(t, ox.BlankNode) for t in row)
            }
            found.append(got in (both[0][0], both[1][0]))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for mark, quads in (("b", NEW), ("a", OLD)) * 3:
        publisher.publish(parts(quads), digest(mark))
    time.sleep(0.05)
    done.set()
    for reader in readers:
        reader.join()
    assert len(found) > 10 and all(found)


@pytest.mark.skipif(
    not os.environ.get("THBGRAPH_ENGINES"), reason="takes two minutes; make test-engines runs it"
)
def test_virtuoso_that_is_killed_after_another_build_took_the_place_of_one_has_all_of_it(
    graph: thbgraph.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole graph: of small ones Virtuoso lost nothing."""
    log = tmp_path / "log"
    command, engine = engines.made_virtuoso(log)
    monkeypatch.setenv("THBGRAPH_AUTH", engine.access)
    publisher = Publisher(engine.query, engine.update, engine.graphs)
    wanted = gather(graph.exports._built, ExportSelection(with_default_graph=True))
    quads = [quad for quad in wanted if isinstance(quad.graph_name, ox.NamedNode)]
    older = [quad for quad in quads if quad.graph_name.value != VOID_GRAPH][::2]
    with engines.started(command, log, engine.query):  # which ends by SIGKILL
        described = describe_build(sorted_lines(older), digest("a"))
        publisher.publish(parts([*older, *described]), digest("a"))
        publisher.publish(parts(quads), graph.index.digest)
    with engines.started(command, log, engine.query):
        for name, content in _contents(parts(quads)).items():
            publisher._verify(name, content)


def test_lines_that_are_sorted_on_the_disk_are_those_of_memory_and_leave_no_file_open() -> None:
    lines = [f"{number % 7} {number}\n".encode() for number in range(50)] * 2
    few = SortedLines(lines, 8)
    assert [*few()] == [*few()] == [*SortedLines(lines)()] == sorted({*lines})
    assert [*SortedLines(lines, 8)()] == [*few()]  # which nobody holds while it is read
    assert [*zip(few(), few(), strict=True)] == [(line, line) for line in few()]  # two readers at once
    for kept, most in ((few, len({*lines})), (SortedLines(lines[:8], 8), 8)):
        whole = [*kept()]
        for read in range(1, most):  # as a difference stops, whose other side ends first
            assert [*islice(kept(), read)] == whole[:read]
        assert [*kept()] == whole
    del few  # a file that is not closed is a warning, and that an error


def test_lines_that_are_sorted_on_the_disk_take_the_memory_of_those_that_are_sorted_at_once() -> None:
    tracemalloc.start()
    try:
        SortedLines((b"%1000d\n" % number for number in range(10_000)), 1_000)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 1_000_000 < most < 1_500_000


def test_graphs_whose_lines_are_parted_on_the_disk_are_those_of_memory() -> None:
    lines = sorted_lines(OLD)
    few, whole = _PartedLines(lines, 7), _PartedLines(lines)
    assert len(few.pieces) > 5 and {*few.pieces} == {*whole.pieces}
    for graph in few.pieces:
        assert [*few.of(graph)] == [*whole.of(graph)] == [line for line in lines if graph_of(line) == graph]
    del few, whole  # a file that is not closed is a warning, and that an error


def holding(triples: Iterable[ox.Triple]) -> GraphContent:
    return GraphContent(SortedLines(f"{triple} .\n".encode() for triple in triples))


def test_the_hash_of_a_graph_does_not_depend_on_order_or_labels() -> None:
    def content(label: str, turned: bool) -> GraphContent:
        cell = ox.BlankNode(label)
        triples = [ox.Triple(P, P, cell), ox.Triple(cell, P, ox.Literal("x")), ox.Triple(P, P, P)]
        return holding(triples[::-1] if turned else triples)

    assert content("a", True).digest == content("b", False).digest
    cells = [ox.BlankNode() for _ in range(6)]
    chain = [ox.Triple(one, P, other) for one, other in pairwise(cells)]
    orders = (random.Random(seed).sample(chain, len(chain)) for seed in range(5))
    assert {holding(order).digest for order in orders} == {holding(chain).digest}
    assert content("a", True).digest != holding([ox.Triple(P, P, P)]).digest


def test_a_large_graph_is_read_back_in_parts(
    monkeypatch: pytest.MonkeyPatch, each_engine: engines.Engine
) -> None:
    """What is said of blank nodes in one of them: each answer of Jena labels them in its own way."""
    monkeypatch.setattr("thbgraph.stores.answer_parts.MOST_ROWS", 15)  # fewer than a passage has
    monkeypatch.setattr("thbgraph.endpoints.upload._FEW", 20)
    publisher = Publisher(each_engine.query, each_engine.update, each_engine.graphs)
    cells = [ox.BlankNode() for _ in range(3)]
    joined = [
        quad
        for number, cell in enumerate(cells)
        for quad in (
            ox.Quad(cell, P, cells[number - 1], ox.NamedNode(ONTOLOGY_GRAPH)),
            ox.Quad(cell, ox.NamedNode(f"{BASE}q{number}"), ox.Literal("x"), ox.NamedNode(ONTOLOGY_GRAPH)),
        )
    ]
    for mark, quads in (("a", OLD), ("b", [*NEW, *joined])):
        publisher.publish(parts(quads), digest(mark))
        assert seen(each_engine.query) == expected(quads, mark)
    whole = _contents(parts([*NEW, *joined]))[ALL_GRAPH]
    endpoint, pattern = Endpoint(each_engine.query), within(publisher._place(ALL_GRAPH), "?s ?p ?o")
    blank, *others = answer_parts(endpoint.streamed, pattern)
    answers = [[*endpoint.streamed(f"SELECT * {{ {part} {pattern} }}")] for part in (blank, *others)]
    assert len(answers[0]) == len(whole.blank) > 3
    assert max(map(len, answers)) < 40 < sum(str(P) in part for part in others) * 20  # which alone has more
    read = Counter(f"{row['s']} {row['p']} {row['o']} .\n".encode() for some in answers[1:] for row in some)
    assert [*read.values()] == [1] * len(read) and sorted(read) == [*whole.named()]


def test_the_settings_that_are_told_are_those_of_the_engine_that_is_tested() -> None:
    settings = [line for line in engines.documented_ini().splitlines() if "=" in line]
    assert len(settings) > 3
    assert set(settings) <= set(engines.ini(Path(), 8890, 1111).splitlines())
