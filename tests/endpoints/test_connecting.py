"""A graph that is published elsewhere: the same rows, evidence, names and pages as the one that lies here."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox
import pytest

import engines
import thbgraph
from argument_sets import argument_sets
from serving import PAGES, QUERIES, served
from thbgraph.base.errors import EndpointError, ParameterError, StoreError
from thbgraph.base.namespaces import ALL_GRAPH, BUILD, COMPUTED_GRAPH, VOID_GRAPH
from thbgraph.base.progress import Progress
from thbgraph.build.index import Index
from thbgraph.cli import main
from thbgraph.endpoints.client import EngineClient
from thbgraph.endpoints.endpoint import Endpoint
from thbgraph.endpoints.probe import PUBLISH, Published, identified, probed
from thbgraph.questions.questions import Question
from thbgraph.results.answer import Citation
from thbgraph.server import jobs
from thbgraph.stores.evaluation import Result
from thbgraph.stores.lines import key_of
from thbgraph.stores.text_store import TextStore
from whole import WHOLE


@pytest.fixture(scope="module")
def engine(for_engines: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[engines.Engine]:
    """Oxigraph's server with the real graph."""
    with engines.oxigraph(tmp_path_factory.mktemp("oxigraph") / "log") as running:
        running.load_text(for_engines.encode())
        yield running


@pytest.fixture(scope="module")
def far(engine: engines.Engine) -> thbgraph.KnowledgeGraph:
    return thbgraph.connect(engine.query)


#: A cited answer costs an engine elsewhere so many requests at most, whatever is asked.
MOST_REQUESTS = 40
#: What was cited differently by engines, and what once took most requests.
HARD = [
    ("programmes-and-campaigns", {"by": "UN"}),
    ("how-consented", {"group": "OSCE", "instrument": "CRC-OP-SC", "asOf": "2019-06-15"}),
]


@pytest.fixture(scope="module")
def in_text(graph: thbgraph.KnowledgeGraph) -> thbgraph.KnowledgeGraph:
    """The real graph, of which the store is asked in text alone."""

    def send(text: str, *_: object) -> Result:
        return graph._store.query(text)

    return thbgraph.KnowledgeGraph(TextStore(send, "text"), graph.index)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent to endpoints."""
    found: list[str] = []
    send = EngineClient.send

    def noted(self: EngineClient, method: str, *arguments: Any, **more: Any) -> Any:
        found.append(method)
        return send(self, method, *arguments, **more)

    monkeypatch.setattr(EngineClient, "send", noted)
    return found


def drawn(graph: thbgraph.KnowledgeGraph) -> Iterator[tuple[str, dict[str, str]]]:
    """Yields what is asked: each question with all sets of arguments, or every third with one of them in turn."""
    yield from HARD
    for number, (name, question) in enumerate(graph.questions.items()):
        if WHOLE:
            yield from ((name, given) for given in argument_sets(graph, question))
        elif number % 3 == 0:
            sets = argument_sets(graph, question)
            yield name, sets[number % len(sets)]


@pytest.mark.slow
def test_rows_and_evidence_are_the_same_embedded_in_text_and_on_a_server(
    graph: thbgraph.KnowledgeGraph,
    in_text: thbgraph.KnowledgeGraph,
    far: thbgraph.KnowledgeGraph,
    sent: list[str],
) -> None:
    """`make oracle` asks all questions with all sets of arguments, `make test-engines` other engines.

    What is asked over HTTP is asked in text, too; `make oracle` tells the two apart.
    """
    for name, given in drawn(graph):
        near = graph.ask(name, given, cite=True)
        far.ask(name, given)
        sent.clear()
        for one in (far, in_text) if WHOLE else (far,):
            other = one.ask(name, given, cite=True)
            assert [row.values for row in near.rows] == [row.values for row in other.rows], (name, given)
            assert [row.citation for row in near.rows] == [row.citation for row in other.rows], (name, given)
            assert near.summary == other.summary
        assert 0 < len(sent) <= MOST_REQUESTS, (name, given)


def at_random(graph: thbgraph.KnowledgeGraph, question: Question, draw: random.Random) -> dict[str, str]:
    """Draws arguments of a question: any things of the classes that it takes, with or without rows, and any day."""
    given = {}
    for param in question.params:
        if param.datatype:
            given[param.name] = (
                f"{draw.randint(1998, 2015)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            )
        elif param.wants_class:
            given[param.name] = draw.choice(graph.classes[param.wants_class]).iri
    return given


@pytest.mark.slow
def test_no_cited_answer_takes_more_requests_whatever_it_is_asked_with(
    graph: thbgraph.KnowledgeGraph,
) -> None:
    """All questions, each with arguments at random, and with those that once took most; each query in text is a request."""
    queries: list[str] = []

    def send(text: str, *_: object) -> Result:
        queries.append(text)
        return graph._store.query(text)

    far = thbgraph.KnowledgeGraph(TextStore(send, "text"), graph.index)
    draw = random.Random(40)
    asked = [*HARD]
    for name, question in graph.questions.items():
        asked += ((name, at_random(graph, question, draw)) for _ in range(8 if WHOLE else 1))
    for name, given in asked:
        queries.clear()
        try:
            far.ask(name, given, cite=True)
        except ParameterError:  # two that must differ, or a thing that the question does not take
            continue
        assert 0 < len(queries) < MOST_REQUESTS, (name, given)  # one more asks whether the build is the same


@pytest.mark.slow
def test_what_is_made_beside_the_graph_is_what_its_build_has(
    graph: thbgraph.KnowledgeGraph,
    engine: engines.Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    endpoint = Endpoint(engine.query)
    build = identified(endpoint)
    assert build is not None and build[:3] == (graph.index.digest, graph.index.version, graph.index.triples)
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path))  # where no build lies
    steps: list[int] = []
    made = thbgraph.connect(engine.query, progress=lambda step, *_: steps.append(step))
    assert steps == [1, 2, 3, 4]
    assert made.index.text() == graph.index.text() and made.questions == graph.questions
    again = thbgraph.connect(engine.query, progress=lambda step, *_: steps.append(step))
    assert steps == [1, 2, 3, 4] and again.index.text() == made.index.text()
    computed = graph.statements(graph=COMPUTED_GRAPH)
    keys = {key_of((quad.subject, quad.predicate, quad.object)) for quad in computed}
    assert made.index.grounds().of(keys) == graph.index.grounds().of(keys)
    hits = {hit.text for hit in graph.sentences.texts("twice a year")}
    assert hits and {hit.text for hit in again.sentences.texts("twice a year")} == hits
    assert again.conflicts() == graph.conflicts() != []


@pytest.mark.slow
def test_what_is_read_of_the_graph_is_the_same(
    graph: thbgraph.KnowledgeGraph, far: thbgraph.KnowledgeGraph
) -> None:
    def seen(one: thbgraph.KnowledgeGraph) -> list[object]:
        return [
            one.status("Lithuania", "CETS 197", "2008-01-01"),
            *(thbgraph.write(one.describe(name), "json") for name in ("GRETA", "2-14")),
            thbgraph.write(one.why("Denmark", "has consented", "CETS 197"), "json"),
            thbgraph.write(one.report("participants", instrument="CETS 197", asOf="2008-01-01"), "json"),
            thbgraph.write(one.report("path", start="GRETA", end="Finland"), "json"),
            thbgraph.write(one.conflicts(), "json"),
            one.exports.text("nquads", "GRETA"),
            one.exports.text("nquads", graphs=["inferred"]),
            one.find("Finland"),
        ]

    for near, other in zip(seen(graph), seen(far), strict=True):
        assert near == other


def test_the_probe_holds_on_oxigraph(engine: engines.Engine) -> None:
    endpoint = Endpoint(engine.query)
    build = identified(endpoint)
    assert build is not None
    assert [found for found in probed(endpoint, build) if found.fault] == []
    missing = [
        found.name for found in probed(endpoint, build._replace(triples=build.triples + 1)) if found.fault
    ]
    assert missing == ["each triple once"]


def an_hour_later(graph: thbgraph.KnowledgeGraph, engine: engines.Engine) -> None:
    """Sets back when an engine was last tried."""
    assert graph.index.folder is not None
    os.utime(graph.index.folder / sha256(engine.query.encode()).hexdigest(), (0, 0))


def test_connecting_counts_the_first_time_and_an_hour_later(
    engine: engines.Engine, far: thbgraph.KnowledgeGraph, sent: list[str]
) -> None:
    thbgraph.connect(engine.query)
    assert (
        len(sent) == 3
    )  # which build is there, what the default graph is called, and whether another is to come
    an_hour_later(far, engine)
    sent.clear()
    thbgraph.connect(engine.query)
    assert len(sent) == 5


def test_an_engine_that_lost_what_a_passage_says_is_told(
    engine: engines.Engine, far: thbgraph.KnowledgeGraph
) -> None:
    graph = "<https://w3id.org/thbgraph/memo/2-14>"
    lost = " ".join(f"{quad.triple} ." for quad in far.statements(graph=graph.strip("<>")))
    client = Endpoint(engine.query).client
    client.send("POST", engine.update, data={"update": f"DROP GRAPH {graph}"})
    an_hour_later(far, engine)
    try:
        with pytest.raises(
            EndpointError, match=r'fails the test "each statement in its named graph": [\d,]+ tr'
        ):
            thbgraph.connect(engine.query)
    finally:
        client.send("POST", engine.update, data={"update": f"INSERT DATA {{ GRAPH {graph} {{ {lost} }} }}"})
    thbgraph.connect(engine.query)


def test_an_engine_that_lost_a_row_after_it_was_first_tried_is_told(
    engine: engines.Engine, far: thbgraph.KnowledgeGraph
) -> None:
    lost = str(next(iter(far.statements(graph="https://w3id.org/thbgraph/memo/2-14"))).triple)
    client = Endpoint(engine.query).client
    client.send("POST", engine.update, data={"update": f"DELETE DATA {{ {lost} }}"})
    an_hour_later(far, engine)
    try:
        with pytest.raises(EndpointError, match='fails the test "each triple once"') as error:
            thbgraph.connect(engine.query)
        assert f"were published; publish the build again: {PUBLISH}" in error.value.message
    finally:
        client.send("POST", engine.update, data={"update": f"INSERT DATA {{ {lost} }}"})
    thbgraph.connect(engine.query)


def test_what_others_wrote_beside_a_build_is_told_with_what_says_how_to_move_it(
    engine: engines.Engine, far: thbgraph.KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    """To publish again alone would be refused."""
    client, theirs = Endpoint(engine.query).client, 'DATA { <http://e.org/a> <http://e.org/p> "theirs" }'
    client.send("POST", engine.update, data={"update": f"INSERT {theirs}"})
    try:
        assert main(["doctor", "--endpoint", engine.query]) == 1
    finally:
        client.send("POST", engine.update, data={"update": f"DELETE {theirs}"})
    number = far.index.triples
    assert (
        f'fails the test "each triple once": {number + 1:,} triples are there, {number:,} were published; '
        f"{PUBLISH} --dry-run says whether others wrote there, and what moves that; else publish"
    ) in capsys.readouterr().out
    assert main(["doctor", "--endpoint", engine.query]) == 0


def test_an_engine_without_a_build_or_with_two_is_told(tmp_path: Path) -> None:
    with engines.oxigraph(tmp_path / "log") as empty:
        with pytest.raises(EndpointError, match=f"holds no build of thbgraph; publish one: {PUBLISH}"):
            thbgraph.connect(empty.query)
        node, said, void = (
            ox.NamedNode(iri) for iri in (BUILD, "http://purl.org/dc/terms/identifier", VOID_GRAPH)
        )
        description = [
            ox.Quad(node, ox.NamedNode("http://www.w3.org/ns/dcat#version"), ox.Literal("1"), void),
            ox.Quad(node, ox.NamedNode("http://rdfs.org/ns/void#triples"), ox.Literal(5), void),
            ox.Quad(node, said, ox.Literal("sha256:a"), void),
        ]
        empty.load(description)
        with pytest.raises(
            EndpointError, match=r'fails the test "each triple once": .*publish the build again'
        ):
            thbgraph.connect(empty.query)
        empty.load([ox.Quad(node, said, ox.Literal("sha256:b"), void)])
        with pytest.raises(EndpointError, match="holds 2 builds"):
            thbgraph.connect(empty.query)


def test_an_engine_that_is_slow_is_told_as_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds is not known then, so nobody is told to publish it again."""
    endpoint = Endpoint("http://127.0.0.1:1/sparql")

    def late(text: str, *_: object) -> object:
        raise EndpointError("it does not answer in time", url=endpoint.url)

    monkeypatch.setattr(endpoint, "rows", late)
    found = [*probed(endpoint, Published("a", "1", 5, 5))]
    assert {one.fault for one in found} == {"it does not answer in time"}
    assert all("has not answered the test" in one.message and "publish" not in one.message for one in found)


def test_graphs_of_others_and_of_the_default_graph_are_no_sources(
    graph: thbgraph.KnowledgeGraph, engine: engines.Engine, far: thbgraph.KnowledgeGraph
) -> None:
    triple = next(iter(graph.statements(graph="https://w3id.org/thbgraph/memo/2-14"))).triple
    update = f"{{ GRAPH <{ALL_GRAPH}> {{ {triple} }} GRAPH <urn:thbgraph:staged> {{ {triple} }} }}"
    store = Endpoint(engine.query).store()
    client = Endpoint(engine.query).client
    client.send("POST", engine.update, data={"update": f"INSERT DATA {update}"})
    try:
        assert {quad.graph_name.value for quad in store.match_many([tuple(triple)])} <= {
            quad.graph_name.value for quad in graph._store.match_many([tuple(triple)])
        }
        named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
        assert far.sparql(named) == far.sparql(named)
        assert all(row.g.iri.startswith("https://w3id.org/thbgraph/") for row in far.sparql(named))  # type: ignore[union-attr]
    finally:
        client.send("POST", engine.update, data={"update": f"DELETE DATA {update}"})


def test_the_command_line_asks_an_endpoint(
    engine: engines.Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[str]] = [
        ["ask", "signed-not-ratified", "--cite"],
        ["show", "GRETA"],
        ["sparql", "SELECT ?b { ?b thb:monitors id:cets-197 }", "--cite"],
    ]
    if WHOLE:  # what is read for these is held above
        given += [
            ["find", "twice a year"],
            ["list"],
            ["brief", "Iceland"],
            ["status", "Lithuania", "CETS 197"],
            ["path", "GRETA", "IPU"],
            ["export", "GRETA"],
            ["conflicts", "Finland"],
        ]
    for words in given:
        assert main(words) == 0
        near = capsys.readouterr().out
        assert main([*words, "--endpoint", engine.query]) == 0
        assert capsys.readouterr().out == near, words
    monkeypatch.setenv("THBGRAPH_ENDPOINT", "http://127.0.0.1:9/")
    assert main(["show", "GRETA"]) == 3
    assert "http://127.0.0.1:9/ cannot be reached" in capsys.readouterr().err
    assert main(["show", "GRETA", "--endpoint", "nonsense"]) == 2


@pytest.mark.slow
def test_a_server_of_our_own_is_an_endpoint_and_serves_what_is_published_elsewhere(
    graph: thbgraph.KnowledgeGraph, engine: engines.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THBGRAPH_ENDPOINT", engine.query)  # what it serves is read from Oxigraph's server
    with served(tmp_path / "log", limits=[{**QUERIES, "deadline": 20}, PAGES]) as server:
        monkeypatch.delenv("THBGRAPH_ENDPOINT")
        assert "GRETA" in server.ask("/id/greta.html").text
        told = [line.get("message") for line in server.lines()]
        assert f"step 1 of 1, reading the graph at {engine.query}" in told
        far = thbgraph.connect(f"http://127.0.0.1:{server.port}/sparql")
        for name in ("signed-not-ratified", "monitoring-bodies", "what-the-memo-says"):
            near, other = graph.ask(name, cite=True), far.ask(name, cite=True)
            assert [row.values for row in near.rows] == [row.values for row in other.rows]
            assert [row.citation for row in near.rows] == [row.citation for row in other.rows]


def test_a_server_says_what_it_waits_for_while_an_engine_has_told_nothing_yet(
    graph: thbgraph.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    class Counting:
        def quads(self) -> NoReturn:
            raise StoreError(f"still counting after: {', '.join(told)}")

    def connected(url: str, root: Path, progress: Progress) -> tuple[Counting, Index]:
        progress(1, 4, "trying the engine")
        return Counting(), graph.index

    monkeypatch.setenv("THBGRAPH_ENDPOINT", "http://127.0.0.1:9/query")
    monkeypatch.setattr(jobs, "connected", connected)
    with pytest.raises(StoreError, match="after: trying the engine, reading the graph at http://127"):
        jobs.load(lambda step, of, doing: told.append(doing))


def test_doctor_says_what_an_endpoint_holds_and_does(
    engine: engines.Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--endpoint", engine.query]) == 0
    told = capsys.readouterr().out
    assert "triples" in told and "each triple once: yes" in told and "values kept: yes" in told
    assert main(["doctor", "--endpoint", "http://127.0.0.1:9/"]) == 1
    assert "problem" in capsys.readouterr().out


def test_a_row_of_which_an_engine_gives_no_evidence_is_an_error(
    graph: thbgraph.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = graph._asking._queries
    cited = queries.answer(graph.questions["monitoring-bodies"].text, cite=True)
    cited.rows[-1].citation = Citation(())
    monkeypatch.setattr(queries, "answer", lambda *given, **named: cited)
    assert len(graph.ask("monitoring-bodies", cite=True)) == len(
        cited
    )  # a row may rest on what is not recorded
    monkeypatch.setattr(type(queries), "is_remote", True)
    with pytest.raises(StoreError, match="gives no evidence for 1 of "):
        graph.ask("monitoring-bodies", cite=True)
    assert len(graph.ask("monitoring-bodies")) == len(cited)
