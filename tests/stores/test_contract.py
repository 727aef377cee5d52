"""What every store keeps to: one suite over the embedded store, one in memory, one asked in text alone, and those over HTTP.

Over HTTP that is Oxigraph's server, and in `make test-engines` every other engine that is installed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cache, partial
from unittest.mock import patch

import pyoxigraph as ox
import pytest

import engines
import thbgraph
from counting_store import Counting
from thbgraph.base.errors import QuerySyntaxError, StoreError
from thbgraph.base.namespaces import ALL_GRAPH, INFERRED_GRAPH, MEMO, ONTOLOGY_GRAPH
from thbgraph.endpoints.client import EngineClient
from thbgraph.endpoints.endpoint import Endpoint
from thbgraph.endpoints.upload import GraphContent, GraphUpload
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.evaluation import Form, Result, Solutions
from thbgraph.stores.lines import quads_of, sorted_lines
from thbgraph.stores.lookup import Lookup
from thbgraph.stores.protocol import Store
from thbgraph.stores.text_store import TextStore
from whole import WHOLE, sample

A, B, P, Q = (ox.NamedNode(f"http://e.org/{name}") for name in "abpq")
ONE, TWO, INFERRED = (ox.NamedNode(iri) for iri in (MEMO + "1-1", MEMO + "1-2", INFERRED_GRAPH))
CELL = ox.BlankNode("cell")
QUADS = [
    ox.Quad(A, P, B, ONE),
    ox.Quad(A, P, B, TWO),
    ox.Quad(A, Q, ox.Literal("x", language="en"), ONE),
    ox.Quad(B, P, A, INFERRED),
    ox.Quad(B, Q, CELL, ox.NamedNode(ONTOLOGY_GRAPH)),
    ox.Quad(CELL, P, A, ox.NamedNode(ONTOLOGY_GRAPH)),
]


def over_text(store: EmbeddedStore) -> TextStore:
    """A store that only text and the JSON of SPARQL results pass to and from, as over HTTP."""

    def send(text: str, form: Form, is_named: bool) -> Result:
        found = store.query(text)
        if not isinstance(found, Solutions):
            return found
        raw = store._store.query(text)
        assert isinstance(raw, ox.QuerySolutions)
        sent = raw.serialize(format=ox.QueryResultsFormat.JSON)
        assert sent is not None
        read = ox.parse_query_results(sent, format=ox.QueryResultsFormat.JSON)
        assert isinstance(read, ox.QuerySolutions)
        return Solutions(read.variables, list(read))

    return TextStore(send, "over text", store.close)


def lines_of(*graphs: ox.NamedNode) -> list[bytes]:
    """The lines of some graphs together, as a build has them."""
    return sorted({f"{quad.triple} .\n".encode() for quad in QUADS if quad.graph_name in graphs})


def filled(engine: engines.Engine) -> Endpoint:
    """An engine with the quads in it as a build has them: Virtuoso, which has no default graph of its own, has ours under a name."""
    if engine.name != "Virtuoso":
        engine.load([*QUADS, *{ox.Quad(*quad.triple) for quad in QUADS}])
        return Endpoint(engine.query)
    writer = GraphUpload(EngineClient(), engine.update, engine.graphs)
    graphs = {quad.graph_name for quad in QUADS}
    for graph in graphs:
        writer.replace(graph.value, GraphContent(partial(lines_of, graph)))
    writer.replace(ALL_GRAPH, GraphContent(partial(lines_of, *graphs)))
    return Endpoint(engine.query, default_graph=ALL_GRAPH)


@pytest.fixture(scope="module")
def over_http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Endpoint]]:
    """Starts engines by name, each once, with the quads in them."""
    with ExitStack() as running:

        @cache
        def endpoint(name: str) -> Endpoint:
            engine = running.enter_context(engines.ENGINES[name](tmp_path_factory.mktemp(name) / "log"))
            with patch.dict("os.environ", THBGRAPH_AUTH=engine.access):
                return filled(engine)

        yield endpoint


OVER_HTTP = [*engines.ENGINES] if os.environ.get("THBGRAPH_ENGINES") else ["Oxigraph"]


@pytest.fixture(params=["memory", "disk", "text", *OVER_HTTP])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    if request.param in OVER_HTTP:
        endpoint = request.getfixturevalue("over_http")(request.param)
        return Endpoint(endpoint.url, default_graph=endpoint.default_graph).store()
    if request.param == "disk":
        folder = tmp_path_factory.mktemp("store")
        written = ox.Store(str(folder))
        written.extend([*QUADS, *{ox.Quad(*quad.triple) for quad in QUADS}])
        written.flush()
        del written
        return EmbeddedStore.open(folder)
    held = EmbeddedStore.holding(QUADS)
    return over_text(held) if request.param == "text" else held


def test_a_fact_in_two_passages_counts_once(store: Store) -> None:
    found = store.query(f"SELECT ?o {{ {A} {P} ?o }}")
    assert isinstance(found, Solutions)
    assert [row["o"] for row in found] == [B]


def test_graph_cites_each_passage(store: Store) -> None:
    found = store.query(f"SELECT ?g {{ GRAPH ?g {{ {A} {P} {B} }} }}")
    assert isinstance(found, Solutions)
    assert {row["g"] for row in found} == {ONE, TWO}


def test_the_forms_of_queries_give_a_bool_and_triples(store: Store) -> None:
    assert store.query(f"ASK {{ {A} {P} {B} }}") is True
    assert store.query(f"CONSTRUCT {{ {B} {Q} {A} }} {{ {A} {P} {B} }}") == [ox.Triple(B, Q, A)]


def test_one_pattern_gives_the_quads_of_all_named_graphs(store: Store) -> None:
    assert set(store.match_many([(A, P, None)])) == set(QUADS[:2])


def test_many_patterns_of_all_shapes_give_what_each_gives(store: Store) -> None:
    found = set(store.match_many([(A, None, None), (None, P, A), (None, None, B)]))
    named = {quad for quad in found if not isinstance(quad.subject, ox.BlankNode)}
    assert named == {*QUADS[:4]}
    assert len(found) == 5


def test_no_pattern_gives_nothing(store: Store) -> None:
    assert list(store.match_many([])) == []


def test_the_open_pattern_gives_all(store: Store) -> None:
    assert len(set(store.match_many([(None, None, None)]))) == len(QUADS)


def test_what_passages_state_is_told_from_what_follows(store: Store) -> None:
    assert set(store.asserted()) == set(QUADS[:3])


def test_contents_of_a_graph(store: Store) -> None:
    assert set(store.graph(TWO.value)) == {QUADS[1]}


def test_a_store_loaded_from_lines_holds_what_one_made_of_quads_does() -> None:
    parts = [sorted_lines(QUADS[:2]), sorted_lines(QUADS[2:])]
    read = EmbeddedStore.loading([partial(iter, part) for part in parts])
    named = {quad for quad in QUADS if CELL not in (quad.subject, quad.object)}
    assert named < set(read.match_many([(None, None, None)]))
    assert len(set(read.match_many([(None, None, None)]))) == len(QUADS)
    joined = read.query(f"SELECT ?o {{ {B} {Q} ?cell . ?cell {P} ?o }}")
    assert isinstance(joined, Solutions)
    assert [row["o"] for row in joined] == [A]


def test_lines_are_read_whatever_literals_hold() -> None:
    said = [ox.Quad(A, P, ox.Literal('"\n}\n<urn:x:g> {\n_:b'), TWO), ox.Quad(A, P, B, ONE)]
    lines = sorted_lines([*said, *said])
    read = EmbeddedStore.loading([lambda: lines])
    assert set(read.match_many([(None, None, None)])) == set(quads_of(lines)) == set(said)
    triples = read.query("SELECT * { ?s ?p ?o }")
    assert isinstance(triples, Solutions) and len(list(triples)) == 2


def test_no_store_sends_a_query_elsewhere(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match="SERVICE is refused"):
        store.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_a_store_that_is_closed_answers_no_more(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_a_lookup_answers_from_what_it_loaded_as_the_store_would(store: Store) -> None:
    loaded, plain = Lookup(store), Lookup(store)
    loaded.load([(A, None, None), (None, P, None), (None, None, A)])
    for pattern in [(A, None, None), (A, Q, None), (A, P, B), (None, P, B), (B, P, A), (None, None, A)]:
        found = {quad for quad in loaded.match(*pattern) if not isinstance(quad.subject, ox.BlankNode)}
        assert found == {q for q in plain.match(*pattern) if not isinstance(q.subject, ox.BlankNode)}, pattern
    assert len(list(loaded.match(None, P, A))) == 2  # one about a blank node, by the loaded predicate
    assert list(loaded.match(ox.Literal("x"), None, None)) == []


def test_a_lookup_that_is_full_keeps_what_is_loaded_for_the_work_at_hand(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thbgraph.stores.lookup._MOST", 2)
    counting = Counting(store)
    lookup = Lookup(counting)  # type: ignore[arg-type]
    lookup.load([(None, Q, None), (None, None, B)])  # for an answer before
    lookup.load([(A, None, None)])
    lookup.load([(A, None, None), (None, P, None)])
    before = counting.calls
    assert lookup.about(A) and [*lookup.match(None, P, None)]
    assert counting.calls == before


def test_what_a_lookup_passes_over_is_found_as_ever_and_not_held(store: Store) -> None:
    counting = Counting(store)
    lookup = Lookup(counting)  # type: ignore[arg-type]
    assert {*lookup.pass_over([A, B])} == {*Lookup(store).about(A, B)}
    assert lookup.known((A, None, None)) is None and counting.calls == 1


@pytest.fixture(scope="module")
def calls(graph: thbgraph.KnowledgeGraph) -> Callable[[Callable[[thbgraph.KnowledgeGraph], object]], int]:
    """Counts the calls of a store that one piece of work takes."""

    def counted(work: Callable[[thbgraph.KnowledgeGraph], object]) -> int:
        store = Counting(graph._store)
        work(thbgraph.KnowledgeGraph(store, graph.index))  # type: ignore[arg-type]
        return store.calls

    return counted


Calls = Callable[[Callable[[thbgraph.KnowledgeGraph], object]], int]


@pytest.mark.parametrize("state", ["Lithuania", "Germany", "Serbia", "European Union", "Greenland"])
@pytest.mark.parametrize("day", sample(["1990-01-01", "2008-01-01", "2010-01-26"], 2))
def test_a_status_takes_few_calls(calls: Calls, state: str, day: str) -> None:
    assert calls(lambda graph: graph.status(state, "CETS 197", day)) <= 30


@pytest.mark.slow
def test_conflicts_take_few_calls(calls: Calls) -> None:
    def found_anew(graph: thbgraph.KnowledgeGraph) -> None:
        unkept = graph.index._replace(folder=None)  # of no build that keeps them
        assert thbgraph.KnowledgeGraph(graph._store, unkept).conflicts()

    assert 0 < calls(found_anew) <= 60


@pytest.mark.slow
def test_evidence_over_text_is_that_of_the_embedded_store(graph: thbgraph.KnowledgeGraph) -> None:
    """Shown on some questions, of those with counts, lists of values and absences on each kind."""
    store = graph._store
    assert isinstance(store, EmbeddedStore)
    for name in sorted(
        {*list(graph.questions)[:: 15 if WHOLE else 40], "counts-by-status", "not-bound", "works-on"}
    ):
        far = thbgraph.KnowledgeGraph(over_text(store), graph.index)
        near, other = graph.ask(name, cite=True), far.ask(name, cite=True)
        assert [row.values for row in near.rows] == [row.values for row in other.rows], name
        for row, same in zip(near.rows, other.rows, strict=True):
            assert row.citation == same.citation, (name, row)


def test_what_an_engine_holds_is_read_whole_in_answers_of_few_rows(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not isinstance(store, TextStore):
        pytest.skip("it is asked for patterns, not in text")
    monkeypatch.setattr("thbgraph.stores.answer_parts.MOST_ROWS", 2)
    for found, stated in ((store.quads(), QUADS), (store.asserted(), QUADS[:3])):
        blank, named = partition(lambda quad: CELL not in (quad.subject, quad.object), stated)
        cells, others = partition(lambda quad: ox.BlankNode not in map(type, quad.triple), found)
        assert sorted(map(str, others)) == sorted(map(str, named))
        assert len({*cells}) == len(cells) == len(blank)
        assert len({term for quad in cells for term in quad.triple if isinstance(term, ox.BlankNode)}) < 2


def partition(
    takes: Callable[[ox.Quad], bool], quads: Iterable[ox.Quad]
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Those that a test does not take, and those that it does."""
    parts: tuple[list[ox.Quad], list[ox.Quad]] = ([], [])
    for quad in quads:
        parts[takes(quad)].append(quad)
    return parts


def test_rows_that_an_engine_gives_twice_count_once_where_they_are_to_be_distinct() -> None:
    held = EmbeddedStore.holding(QUADS)

    def twice(text: str, form: Form, is_named: bool) -> Result:
        found = held.query(text)
        assert isinstance(found, Solutions)
        return Solutions(found.variables, [row for row in found for _ in range(2)])

    store = TextStore(twice, "twice")
    for kind, times in (("DISTINCT", 1), ("", 2)):
        found = store.query(f"SELECT {kind} ?o {{ {A} ?p ?o }} ORDER BY ?o")
        assert isinstance(found, Solutions)
        assert len(list(found)) == 2 * times
