"""What all tests share: a cache of their own, in which the graph is built once for all workers."""

from __future__ import annotations

import fcntl
import gc
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch
from weakref import WeakSet

import hypothesis
import pyoxigraph as ox
import pytest
from xdist.scheduler import LoadFileScheduling

from closing import close, rule_case, rule_cases  # noqa: F401
from whole import WHOLE

ROOT = Path(__file__).resolve().parents[1]
# No test fails because the machine is busy.
hypothesis.settings.register_profile("steady", deadline=None, max_examples=100 if WHOLE else 25)
hypothesis.settings.load_profile("steady")
if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker has that of its controller
    _OWN = tempfile.TemporaryDirectory(prefix="thbgraph-tests-")
    os.environ["THBGRAPH_CACHE"] = f"{_OWN.name}/cache"
    os.mkdir(os.environ["THBGRAPH_CACHE"])
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each command compiles the program again
CACHE = os.environ["THBGRAPH_CACHE"]
SERVED = "tests/server/"
os.environ["THBGRAPH_HOME"] = str(ROOT)
os.environ["PAGER"] = ""  # none waits for a key
os.environ["THBGRAPH_TRACEBACK"] = "1"  # a fault of the program itself shall look like one
gc.set_threshold(
    200_000, 20, 20
)  # looking for garbage among what the open graph holds took a quarter of the time


def pytest_xdist_auto_num_workers() -> int:
    """Gives two processes more than there are processors, since some tests wait for deadlines or for others' processes."""
    return (os.cpu_count() or 1) + 2


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Hands out tests by file, and those that ask the server together, so that one is started."""
    return ByServer(config, log) if config.getoption("dist") == "loadfile" else None


class ByServer(LoadFileScheduling):
    """Takes the files of a folder for one, whose tests ask the same server."""

    def _split_scope(self, nodeid: str) -> str:
        return SERVED if nodeid.startswith(SERVED) else super()._split_scope(nodeid)


def pytest_collection_finish() -> None:
    """Leaves the modules and tests out where garbage is looked for."""
    gc.freeze()


@pytest.fixture(autouse=True)
def no_address() -> Iterator[None]:
    """Takes away the address that `serve` leaves, where it was called in this process: exports would name it."""
    yield
    os.environ.pop("THBGRAPH_ADDRESS", None)


#: What commands opened in this process, which they leave to its end.
_LEFT_OPEN: WeakSet[Any] = WeakSet()


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Does after a command what the end of its process does: closes what it opened, and looks for garbage again."""
    yield
    while _LEFT_OPEN:
        _LEFT_OPEN.pop().close()
    gc.enable()


@contextmanager
def shared(name: str) -> Iterator[Path]:
    """Gives a file that all workers share, to one after the other: the first one makes what the others find."""
    path = Path(CACHE).with_name(name)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield path


@pytest.fixture(scope="session")
def graph() -> Iterator[object]:
    """The real graph, built, and held in memory, which answers twice as fast; commands run apart ask it on the disk."""
    from thbgraph.graph import open_graph

    held = open_graph(in_memory=True)
    for name in DEAR:
        setattr(held, name, made_once(getattr(held, name)))
    gc.freeze()  # what it holds is looked through no more
    yield held


#: Methods of a graph whose results, which are values, take a second or so to make.
DEAR = ("report", "sources")


def made_once(make: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a result once for all tests that ask the same."""
    kept: dict[str, Any] = {}

    def of(*given: Any, **named: Any) -> Any:
        asked = f"{given} {named}"
        if asked not in kept:
            kept[asked] = make(*given, **named)
        return kept[asked]

    return of


@pytest.fixture(scope="session")
def answered(graph: Any) -> Callable[[str], Any]:
    """Asks a question as it stands, once for all tests that only read its answer."""
    return cache(lambda name: graph.ask(name))


@pytest.fixture(scope="session")
def for_engines(graph: object) -> str:
    """The whole as other engines load it, in N-Quads."""
    import command_line

    with shared("for-engines.nq") as path:
        if not path.exists():
            done = command_line.run("export", "--with-default-graph", "-o", str(path))
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session", autouse=True)
def opened_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """Opens the real graph, and reads its quads, once for all commands that are run in this process."""
    from real_quads import read_quads
    from thbgraph.build import homes
    from thbgraph.build import source_files as sources
    from thbgraph.cli import command_io as opening

    opened = opening.open_graph

    def of(*given: Any, **named: Any) -> Any:
        is_real = homes.home() == ROOT and os.environ["THBGRAPH_CACHE"] == CACHE
        if is_real:
            return request.getfixturevalue("graph")
        graph = opened(*given, **named)
        _LEFT_OPEN.add(graph)
        return graph

    with patch.object(opening, "open_graph", of), patch.object(sources, "read_quads", read_quads):
        yield


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets commands ask the build on the disk, in whose order pages show rows to which a query gives none."""
    from thbgraph.cli import command_io as opening
    from thbgraph.graph import open_graph

    opened = open_graph()
    monkeypatch.setattr(opening, "open_graph", lambda *_, **__: opened)


@pytest.fixture(scope="session")
def closed() -> Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]:
    """Makes, from nothing, a store of statements and axioms, with all that is computed and inferred from them."""
    from thbgraph.rules.closure import Closure
    from thbgraph.status.computed import computed
    from thbgraph.stores.embedded import store_of

    def made(statements: Iterable[ox.Quad], axioms: Iterable[ox.Quad]) -> ox.Store:
        stated = list(statements)
        asserted = [*stated, *axioms]
        return store_of([*asserted, *computed(stated), *Closure(asserted).inferred()])

    return made


class Web:
    """A web server on this machine: what it answers by path, and what it was asked.

    An answer is a function that gets the handler, or (status, headers, body); a list gives one after the other,
    the last one again and again.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.url = ""

    def times(self, path: str) -> int:
        return sum(asked[1] == path for asked in self.asked)


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server on this machine, in a thread."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    state = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each answer would wait until its headers are acknowledged

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            state.asked.append((self.command, self.path, dict(self.headers), body))
            answer = state.answers.get(self.path, (404, {}, b"not here"))
            if isinstance(answer, list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
            if callable(answer):
                answer(self)
                return
            status, headers, content = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small home of its own, and a cache: the real ontology, two passages and one question."""
    import shutil

    # Its builds would push the real one out of a shared cache.
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "home"
    shutil.copytree(ROOT / "ontology", root / "ontology")
    shutil.copy(ROOT / "home.toml", root)
    for folder in ("data/entities", "data/memo", "queries/answers"):
        (root / folder).mkdir(parents=True)
    (root / "data/entities/few.trig").write_text(ENTITIES, encoding="utf-8")
    (root / "data/memo/2-few.trig").write_text(PASSAGES, encoding="utf-8")
    (root / "queries/bodies.rq").write_text(QUESTION, encoding="utf-8")
    return root


ENTITIES = """\
@prefix thb: <https://w3id.org/thbgraph/ontology#> .
@prefix id: <https://w3id.org/thbgraph/id/> .
@prefix source: <https://w3id.org/thbgraph/source/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

source:editors {
  id:cets-197 a thb:Treaty ;
    skos:altLabel "CETS 197"@en ;
    skos:prefLabel "Convention on Action against Trafficking"@en .
  id:greta a org:OrganizationalUnit ,
      thb:Entity ;
    skos:altLabel "GRETA"@en ;
    skos:prefLabel "Group of Experts"@en .
}
"""
PASSAGES = """\
@prefix thb: <https://w3id.org/thbgraph/ontology#> .
@prefix id: <https://w3id.org/thbgraph/id/> .
@prefix memo: <https://w3id.org/thbgraph/memo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

memo:2-1 {
  id:act-cets-197-adoption a thb:Adoption ;
    dcterms:date "2005-05-03"^^xsd:date ;
    thb:instrument id:cets-197 .
  id:greta thb:monitors id:cets-197 .
}

memo:2-2 {
  id:greta thb:monitors id:cets-197 .
}
"""
QUESTION = """\
#+ summary: Which bodies monitor an instrument?
#+ tags: [who]
#+ params:
#+   instrument: {class: eli:LegalResource, description: the instrument}
#+ columns:
#+   body: The body
PREFIX id: <https://w3id.org/thbgraph/id/>
PREFIX thb: <https://w3id.org/thbgraph/ontology#>

SELECT DISTINCT ?body WHERE {
  VALUES ?instrument { id:cets-197 }
  ?body thb:monitors ?instrument .
}
ORDER BY ?body
#+ view: {columns: {body: body}}
#+ sentence: [{list: body, one: "One body monitors it: {list}.", many: "{n} monitor it: {list}.", none: None does.}]
#+ asked: [monitor, watch over]
"""
