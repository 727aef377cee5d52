"""Queries of users run in processes of their own: what they give, how they end, and that none is left behind."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

import pyoxigraph as ox
import pytest

import thbgraph
from hostile import ENDLESS, ENDLESS_TO_PARSE
from thbgraph.base.errors import (
    OutOfMemoryError,
    ParameterError,
    QuerySyntaxError,
    QueryTimeout,
    RequestError,
    StoreError,
)
from thbgraph.graph import KnowledgeGraph
from thbgraph.sparql.limits import QueryBounds
from thbgraph.stores import bounded
from thbgraph.stores.bounded import Workers, _Worker
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.evaluation import Form, Result, Solutions
from thbgraph.stores.protocol import Store
from thbgraph.stores.text_store import TextStore

DATA = """
@prefix : <http://e.org/> .
:a :p :b , "x\\u0001\\n" , "h"@en , 1.10 , "2010-01"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> , [] .
:a :says <<( :a :p "c" )>> .
"""
EVERYTHING = "SELECT * { ?s ?p ?o } ORDER BY STR(?o) ?p"
#: Of one thing joined with itself: eleven kilobytes that the engine plans for minutes.
LONG = "ASK {" + "?s ?p ?o." * 1240 + "}"
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds memory, and shows processes so")


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    quads = ox.parse(DATA.encode(), format=ox.RdfFormat.TURTLE)
    return EmbeddedStore.holding(ox.Quad(*quad.triple, ox.NamedNode("http://e.org/g")) for quad in quads)


@pytest.fixture
def workers(store: EmbeddedStore) -> Iterator[Workers]:
    found = Workers(store)
    yield found
    found.close()


def told(result: Result) -> object:
    """What a result holds; a blank node has another name in each store."""
    if isinstance(result, Solutions):
        return [*result.variables], [tuple(map(nameless, row)) for row in result]
    return [tuple(map(nameless, one)) for one in result] if isinstance(result, list) else result


def nameless(term: object) -> object:
    if isinstance(term, ox.Triple):
        return tuple(map(nameless, term))
    return "_:" if isinstance(term, ox.BlankNode) else term


@pytest.mark.parametrize(
    "text",
    [
        EVERYTHING,
        "SELECT * {}",
        "SELECT ?x {}",
        "SELECT ?x { ?x <urn:none> ?y }",
        "ASK {}",
        "ASK { ?x <urn:none> ?y }",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } ORDER BY STR(?o) ?p",
        "DESCRIBE <http://e.org/none>",
    ],
)
def test_a_worker_gives_what_the_store_gives(store: EmbeddedStore, workers: Workers, text: str) -> None:
    near, far = store.query(text), workers.store(QueryBounds()).query(text)
    assert type(near) is type(far) and told(near) == told(far)


def test_without_bounds_this_process_answers(graph: KnowledgeGraph) -> None:
    assert graph._within(None, None) is graph._store


def test_errors_of_a_query_are_those_of_the_store(workers: Workers) -> None:
    asked = workers.store(QueryBounds())
    with pytest.raises(QuerySyntaxError) as parsed:
        asked.query("SELECT * {\n ?x }")
    assert (parsed.value.line, parsed.value.column) == (2, 6)
    with pytest.raises(QuerySyntaxError, match="SERVICE"):
        asked.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(StoreError, match="the query failed"):
        asked.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", ["http://127.0.0.1:1/"])
    nested = "BIND(TRIPLE(<urn:a>, <urn:b>, <urn:c>) AS ?x0) " + " ".join(
        f"BIND(TRIPLE(<urn:a>, <urn:b>, ?x{n}) AS ?x{n + 1})" for n in range(70)
    )
    with pytest.raises(RequestError, match="nested more than"):
        asked.query(f"SELECT ?x70 {{ {nested} }}")
    assert asked.query("ASK {}") is True  # the same worker goes on


@pytest.mark.slow
@pytest.mark.parametrize("text", [ENDLESS, ENDLESS_TO_PARSE, LONG], ids=["evaluates", "parses", "plans"])
def test_a_query_ends_when_its_time_is_over(graph: KnowledgeGraph, text: str) -> None:
    with pytest.raises(QueryTimeout, match=r"took longer than 1 s and was stopped") as ended:
        graph.sparql(text, form=None, timeout=1)
    assert ended.value.seconds == 1 and pickle.loads(pickle.dumps(ended.value)).seconds == 1
    assert graph.sparql("ASK {}", form="ASK")  # by another worker


def test_all_queries_of_one_call_have_its_time(workers: Workers) -> None:
    asked = workers.store(QueryBounds(seconds=1))
    with pytest.raises(QueryTimeout):
        asked.query(ENDLESS_TO_PARSE)
    with pytest.raises(QueryTimeout):
        asked.query("ASK {}")


@pytest.mark.slow
@linux
@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o . ?a ?b ?c } ORDER BY ?o LIMIT 1",
        "SELECT * { ?s ?p ?o . ?a ?b ?c }",
        # What a random query was that ended the process.
        "SELECT DISTINCT * { { ?v0 dcterms:isPartOf ?v1 . ?v1 dcterms:hasPart ?v2 . ?v1 dcterms:hasPart ?v3 } "
        "UNION { ?v1 prov:wasDerivedFrom ?un . ?a ?b ?c . ?d ?e ?f } } ORDER BY DESC(?v0) LIMIT 4",
    ],
)
def test_a_query_that_needs_too_much_memory_raises(graph: KnowledgeGraph, text: str) -> None:
    with pytest.raises(OutOfMemoryError, match=r"ran out of memory \(it may take 0.25 GB\)"):
        graph.sparql(text, memory=0.25, timeout=300)


@pytest.mark.parametrize(
    ("bounds", "message"),
    [
        ({"timeout": 0}, "timeout: expected seconds such as 60, or None for no bound, got 0"),
        ({"timeout": "9"}, "timeout: expected seconds"),
        (
            {"memory": float("nan")},
            "memory: expected gigabytes such as 4 or 0.5, or None for no bound, got nan",
        ),
        ({"memory": True}, "memory: expected gigabytes"),
    ],
)
def test_what_is_no_bound_is_refused(graph: KnowledgeGraph, bounds: dict[str, float], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        graph.sparql("SELECT * {}", **bounds)


def test_amounts_beyond_any_machine_are_no_bound(graph: KnowledgeGraph) -> None:
    assert graph.sparql("ASK {}", form="ASK", timeout=1e300, memory=1e300)


@pytest.mark.slow
def test_threads_share_the_workers(graph: KnowledgeGraph) -> None:
    with ThreadPoolExecutor(8) as pool:
        texts = [f"SELECT ?n {{ VALUES ?n {{ {number} }} }}" for number in range(40)]
        found = [answer[0].n for answer in pool.map(graph.sparql, texts)]
    assert found == [*range(40)]


@linux
def test_a_fork_has_workers_of_its_own(workers: Workers) -> None:
    assert workers.store(QueryBounds()).query("ASK {}") is True
    child = os.fork()
    if child == 0:
        os._exit(0 if workers.store(QueryBounds()).query("ASK {}") is True else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert workers.store(QueryBounds()).query("ASK {}") is True


def opened() -> set[str]:
    """What the descriptors of this process are open on; each end of a pipe has a name of its own."""
    found = set()
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # it listed this folder, or another thread has just closed it
            found.add(os.readlink(entry))
    return found


@linux
def test_nothing_is_left_of_workers_that_ended(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of these workers alone: threads and processes that other tests have left may end meanwhile."""
    begun: list[_Worker] = []
    ends: set[str] = set()

    def pipe() -> tuple[Connection, Connection]:
        both = Pipe()
        ends.update(os.readlink(f"/proc/self/fd/{end.fileno()}") for end in both)
        return both

    def begin(opener: Callable[[], Store]) -> _Worker:
        begun.append(_Worker(opener))
        return begun[-1]

    monkeypatch.setattr(bounded, "Pipe", pipe)
    monkeypatch.setattr(bounded, "_Worker", begin)
    workers = Workers(store)
    asked = workers.store(QueryBounds())
    asked.query("ASK {}")
    with pytest.raises(QueryTimeout):
        workers.store(QueryBounds(seconds=0.2)).query(ENDLESS_TO_PARSE)
    asked.query("ASK {}")
    assert len(begun) == 2 and len(ends) == 4
    workers.close()
    for worker in begun:
        worker._holding.join(30)
        assert not worker._holding.is_alive(), "the thread ends with the process, which it waits for"
        assert worker._process.returncode == -signal.SIGKILL
    assert not ends & opened()


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_ends_with_its_process(graph: KnowledgeGraph, number: int) -> None:
    """It has the other end of the pipe, which closes when it has ended, too; a thread that has ended started it."""
    code = (
        "import threading, thbgraph; g = thbgraph.open()\n"
        "t = threading.Thread(target=g.sparql, args=('SELECT * {}',)); t.start(); t.join(); print(flush=True)\n"
        f"g.sparql({ENDLESS_TO_PARSE!r})"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == -number


def test_an_engine_elsewhere_is_given_up_when_the_time_is_over() -> None:
    sent = threading.Event()

    def send(text: str, form: Form, is_named: bool) -> Result:
        sent.wait()
        return True

    workers = Workers(TextStore(send, "slow"))
    with pytest.raises(QueryTimeout):
        workers.store(QueryBounds(seconds=1)).query("ASK {}")
    with pytest.raises(QueryTimeout):
        workers.store(QueryBounds(seconds=1)).query(ENDLESS_TO_PARSE)  # which is read here
    sent.set()
    assert workers.store(QueryBounds()).query("ASK {}") is True
    with pytest.raises(QuerySyntaxError):
        workers.store(QueryBounds()).query("ASK {")
    workers.close()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((b"ASK {}",), "text: expected a SPARQL query as text, got bytes"),
        ((None,), "text: expected a SPARQL query as text, got NoneType"),
        (("SELECT * {}", ["a"]), "bindings: expected a mapping of variables to values"),
    ],
)
def test_wrong_arguments_are_named(graph: KnowledgeGraph, given: tuple[str], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        graph.sparql(*given)


def test_a_form_is_what_it_is_said_to_be(graph: KnowledgeGraph) -> None:
    assert graph.sparql("ASK {}", form="ASK") is True
    assert isinstance(graph.sparql("DESCRIBE id:fin", form="DESCRIBE"), thbgraph.Statements)
    with pytest.raises(RequestError, match=r"form: the query is ASK, not SELECT; write form='ASK'"):
        graph.sparql("ASK {}")
    with pytest.raises(ParameterError, match="form: expected SELECT"):
        graph.sparql("ASK {}", form="UPDATE")
