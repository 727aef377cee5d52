"""What all tests share: a cache of their own, in which the graph is built once for all workers."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
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
from places import CACHE, ROOT, shared
from web_server import Web, web_server
from whole import WHOLE

# No test fails because the machine is busy.
hypothesis.settings.register_profile("steady", deadline=None, max_examples=100 if WHOLE else 25)
hypothesis.settings.load_profile("steady")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each command compiles the program again
SERVED = "tests/server/"
os.environ["THBGRAPH_HOME"] = str(ROOT)
os.environ["PAGER"] = ""  # none waits for a key
os.environ["THBGRAPH_TRACEBACK"] = "1"  # a fault of the program itself shall look like one
gc.set_threshold(
    200_000, 20, 20
)  # looking for garbage among what the open graph holds took a quarter of the time


def pytest_xdist_auto_num_workers() -> int:
    """Gives a process more than there are processors, since some tests wait for deadlines or for others' processes.

    Each collects all tests and opens the graph, some ten seconds of a processor's.
    """
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Hands out tests by file, and those that ask the server together, so that one is started."""
    return ByServer(config, log) if config.getoption("dist") == "loadfile" else None


class ByServer(LoadFileScheduling):
    """Takes the files of a folder for one, whose tests ask the same server."""

    def _split_scope(self, nodeid: str) -> str:
        return SERVED if nodeid.startswith(SERVED) else super()._split_scope(nodeid)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with those that ask the server: one process runs them all, and the others shall not wait for it in the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(SERVED))


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


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server on this machine, in a thread."""
    with web_server() as state:
        yield state


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
    (root / "queries/wordings.yaml").write_text("bodies: [monitor, watch over]\n", encoding="utf-8")
    return root


@pytest.fixture
def built(home: Path) -> Path:
    """The build of the small home, in its cache: one is made for all, since its key names no place."""
    import shutil

    from thbgraph.build.opening import find, made

    cache = os.environ["THBGRAPH_CACHE"]
    with shared("small-build") as kept:
        if not kept.exists():
            made(home)
            shutil.copytree(cache, kept)
    shutil.copytree(kept, cache, dirs_exist_ok=True)
    found = find(home)
    assert found is not None
    return found.folder


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
#+ each: [body]
#+ sentence: [{list: body, one: "One body monitors it: {list}.", many: "{n} monitor it: {list}.", none: None does.}]
"""
