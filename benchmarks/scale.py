"""Measures build, questions, export and publishing over the size of the graph, embedded and on Oxigraph's server.

    python benchmarks/scale.py [COPIES ...]

A graph like ours, of any size: the statements of the sources, and copies of them in which every thing, passage and
source is another one with another name (states, treaties, acts, passages and sources grow alike); a number below 1 is
the share of states that stay, with what they did. The first number of a line is that of copies; times are seconds of
wall time, in brackets against the first line per quad: 1.0 is linear. Quads grow faster than copies: each state has a
period under each treaty, whether it did anything or not. Eight copies make ten million quads, and need some 20 GB of memory.
"""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import engines
from thbgraph.base import vocabulary as thb
from thbgraph.base.namespaces import ID, MEMO, RDF_TYPE, SOURCE
from thbgraph.build import homes
from thbgraph.build import source_files as sources
from thbgraph.build.description import describe_build
from thbgraph.build.index import Index, make_index
from thbgraph.endpoints.endpoint import Endpoint
from thbgraph.endpoints.probe import identified, probed
from thbgraph.endpoints.publishing import Publisher
from thbgraph.graph import KnowledgeGraph, open_graph
from thbgraph.names.labels import LABEL
from thbgraph.rules.closure import Closure
from thbgraph.status.computed import computed
from thbgraph.stores.embedded import EmbeddedStore

T = TypeVar("T")
#: Some 100,000 quads, those that we have, and one and three million.
COPIES = (0.3, 1, 2, 4)
QUESTION = "signed-not-ratified"
#: Texts that code reads stay as they are in a copy.
KEPT = {thb.delay, thb.qualifier}
STATE = ox.NamedNode(thb.State)


def shrunk(stated: Sequence[ox.Quad], share: float) -> list[ox.Quad]:
    """Returns statements without those of all but a share of states, and of what names these."""
    kind = ox.NamedNode(RDF_TYPE)
    states = sorted({quad.subject.value for quad in stated if (quad.predicate, quad.object) == (kind, STATE)})
    gone = {ox.NamedNode(iri) for iri in states[: int(len(states) * (1 - share))]}
    gone |= {quad.subject for quad in stated if quad.object in gone}
    return [quad for quad in stated if quad.subject not in gone and quad.object not in gone]


def grown(stated: Sequence[ox.Quad], copies: float) -> Iterator[ox.Quad]:
    """Yields statements, and copies of them about other things in other graphs; below one copy, a share of them."""
    yield from stated if copies >= 1 else shrunk(stated, copies)
    for number in range(1, int(copies)):

        @cache
        def other(iri: str, number: int = number) -> ox.NamedNode:
            start = next((start for start in (ID, MEMO, SOURCE) if iri.startswith(start)), None)
            return ox.NamedNode(f"{start}x{number}-{iri.removeprefix(start)}" if start else iri)

        for quad in stated:
            thing = quad.object
            if isinstance(thing, ox.NamedNode):
                thing = other(thing.value)
            elif (
                thing.datatype.value.endswith(("#string", "#langString")) and quad.predicate.value not in KEPT
            ):
                thing = ox.Literal(f"{thing.value} {number}", language=thing.language)
            yield ox.Quad(other(quad.subject.value), quad.predicate, thing, other(quad.graph_name.value))


class Clock:
    """Notes how long pieces of work take, and tells each, with the most memory that was held, as soon as it is done."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, name: str, work: Callable[[], T]) -> T:
        """Does a piece of work and notes its seconds; returns what it gives."""
        start = time.perf_counter()
        done = work()
        self.seconds[name] = time.perf_counter() - start
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
        print(f"  {name}: {self.seconds[name]:.1f} s, {held:.1f} GB", file=sys.stderr, flush=True)
        return done


def built(copies: float, clock: Clock) -> tuple[list[ox.Quad], Index]:
    """Returns the quads of a graph of so many copies, and its index."""
    root = homes.home()
    axioms = [statement.quad for statement in sources.read_ontology(root)]
    stated = list(grown(list(sources.read_quads(root)), copies))
    follows = clock("compute", lambda: computed(stated))
    inferred = clock("reason", lambda: Closure([*stated, *axioms]).inferred())
    digest = sha256(str(copies).encode()).hexdigest()
    named = [*stated, *axioms, *inferred, *(quad for quad in follows if quad.predicate.value == LABEL)]
    index = clock("names", lambda: make_index(digest, "0", named))
    return [*stated, *axioms, *follows, *inferred], index._replace(questions=open_graph().questions)


def measured(copies: float, engine: engines.Engine) -> tuple[int, dict[str, float]]:
    """Returns how many quads a graph of so many copies has, and the seconds of each piece of work with it."""
    root, clock = homes.home(), Clock()
    quads, index = built(copies, clock)
    with KnowledgeGraph(root, clock("load", lambda: EmbeddedStore.holding(quads)), index) as near:
        read(clock, "", near)
    del near
    gc.collect()  # the server needs as much memory as the store that is gone
    quads += describe_build(quads, index.digest, "0")
    publisher = Publisher(engine.query, engine.update, engine.graphs)
    clock("publish", lambda: publisher.publish(quads, index.digest))
    endpoint = Endpoint(engine.query)
    build = identified(endpoint)
    assert build is not None
    clock("count remote", lambda: next(probed(endpoint, build)))
    read(clock, " remote", KnowledgeGraph(root, endpoint.store(), index))
    return len(quads), clock.seconds


def read(clock: Clock, place: str, graph: KnowledgeGraph) -> None:
    """Asks a graph, without evidence, with it, and for a status, and exports it."""
    clock("ask" + place, lambda: graph.ask(QUESTION))
    clock("cite" + place, lambda: graph.ask(QUESTION, cite=True))
    clock("status" + place, lambda: graph.status("id:swe", "id:cets-197", "2008-01-01"))
    clock("export" + place, lambda: graph.export("nquads"))


def main() -> int:
    """Prints a line for each size."""
    sizes = [float(word) for word in sys.argv[1:]] or list(COPIES)
    first: tuple[int, dict[str, float]] | None = None
    for copies in sizes:
        with tempfile.TemporaryDirectory() as folder, engines.oxigraph(Path(folder) / "log") as engine:
            quads, seconds = measured(copies, engine)
        first = first or (quads, seconds)
        size, base = first
        times = (
            f"{name} {took:.2f} ({took / base[name] * size / quads:.1f})" for name, took in seconds.items()
        )
        print(f"{copies:g}: {quads:,} quads: {', '.join(times)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
