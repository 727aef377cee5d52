"""Measures build, questions, export and publishing over the size of the graph, embedded and on Oxigraph's server.

    python benchmarks/scale.py [COPIES ...]

A graph like ours, of any size: the statements of the sources, and copies of them in which every thing, passage and
source is another one with another name (states, treaties, acts, passages and sources grow alike). The first number
of a line is that of copies; times are seconds of wall time, in brackets against the first line per quad: 1.0 is linear.
Quads grow faster than copies: each state has a period under each treaty, whether it did anything or not.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import engines
from thbgraph.building import homes, sources
from thbgraph.building.indexing import make_index
from thbgraph.endpoints.asking import Endpoint
from thbgraph.endpoints.publishing import Publisher
from thbgraph.exports.description import describe_build
from thbgraph.graph import KnowledgeGraph, open_graph
from thbgraph.naming.labels import LABEL
from thbgraph.reasoning.closure import Closure
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.treaties.computed import computed
from thbgraph.words import vocabulary as thb
from thbgraph.words.namespaces import ID, MEMO, SOURCE

T = TypeVar("T")
COPIES = (1, 2, 3)
QUESTION = "signed-not-ratified"
#: Texts that code reads stay as they are in a copy.
KEPT = {thb.delay, thb.qualifier}


def grown(stated: Sequence[ox.Quad], copies: int) -> Iterator[ox.Quad]:
    """Yields statements, and copies of them about other things in other graphs."""
    yield from stated
    for number in range(1, copies):

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


def measured(copies: int, engine: engines.Engine) -> tuple[int, dict[str, float]]:
    """Returns how many quads a graph of so many copies has, and the seconds of each piece of work with it."""
    root, clock = homes.home(), Clock()
    axioms = [statement.quad for statement in sources.read_ontology(root)]
    stated = list(grown(list(sources.read_quads(root)), copies))
    follows = clock("compute", lambda: computed(stated))
    inferred = clock("reason", lambda: Closure([*stated, *axioms]).inferred())
    quads = [*stated, *axioms, *follows, *inferred]
    store = clock("load", lambda: EmbeddedStore.holding(quads))
    named = [*stated, *axioms, *inferred, *(quad for quad in follows if quad.predicate.value == LABEL)]
    digest = f"{copies:064x}"
    index = clock("names", lambda: make_index(digest, "0", named, "rules"))
    index = index._replace(questions=open_graph().questions)
    near = KnowledgeGraph(root, store, index)
    clock("export", lambda: near.export("nquads"))
    quads += describe_build(quads, digest, "0")
    publisher = Publisher(engine.query, engine.update, engine.graphs)
    clock("publish", lambda: publisher.publish(quads, digest))
    far = KnowledgeGraph(root, Endpoint(engine.query).store(), index)
    read(clock, "", near)
    read(clock, " remote", far)
    return len(quads), clock.seconds


def read(clock: Clock, place: str, graph: KnowledgeGraph) -> None:
    """Asks a graph, without evidence, with it, and for a status."""
    clock("ask" + place, lambda: graph.ask(QUESTION))
    clock("cite" + place, lambda: graph.ask(QUESTION, cite=True))
    clock("status" + place, lambda: graph.status("id:ltu", "id:cets-197", "2008-01-01"))


def main() -> int:
    """Prints a line for each size."""
    sizes = [int(word) for word in sys.argv[1:]] or list(COPIES)
    first: tuple[int, dict[str, float]] | None = None
    with tempfile.TemporaryDirectory() as folder, engines.oxigraph(Path(folder) / "log") as engine:
        for copies in sizes:
            quads, seconds = measured(copies, engine)
            first = first or (quads, seconds)
            size, base = first
            times = (
                f"{name} {took:.2f} ({took / base[name] * size / quads:.1f})"
                for name, took in seconds.items()
            )
            print(f"{copies}: {quads:,} quads: {', '.join(times)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
