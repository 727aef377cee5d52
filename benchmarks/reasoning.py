"""Measures the compiled rules against owlrl, in one run and on the same generated acts.

    python benchmarks/reasoning.py

Engine only: from loaded statements (an rdflib graph, columns) to the closure; compiling the ontology counts.
File to file: from a file of N-Triples to one of the inferred statements, the start of Python included, and IRIs
not validated, as rdflib's parser does not. owlrl takes minutes at 100,000 triples and is run once there. All
seconds are of processor time, so that other work on the machine counts little. Ten million triples are ten
copies side by side, since generating them would take longer than all else; they are recorded, and nothing is
promised of them. Exit 1 when a promise is not kept.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import acts
import numpy as np
import pyoxigraph as ox

from thbgraph.reasoning.closure import ColumnClosure
from thbgraph.reasoning.columns import Column, Dictionary, firsts, pack, seconds

#: How much dearer a triple may be among ten times as many: what grows linearly, but for the machine's moods.
LINEAR = 1.5
OURS = """
import sys
import pyoxigraph as ox
from thbgraph.reasoning.closure import Closure
closed = Closure(ox.parse(path=sys.argv[1], format=ox.RdfFormat.N_TRIPLES, lenient=True))
triples = (quad.triple for quad in closed.inferred())
ox.serialize(triples, sys.argv[2], format=ox.RdfFormat.N_TRIPLES)
"""
THEIRS = """
import sys
import time
import owlrl
import rdflib
graph = rdflib.Graph()
graph.parse(sys.argv[1], format="nt")
start = time.process_time()
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
print(time.process_time() - start)
graph.serialize(sys.argv[2], format="nt", encoding="utf-8")
"""


def timed(work: Callable[[], Any]) -> float:
    """Gives the seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def process(code: str, source: Path, target: Path) -> tuple[float, float]:
    """Runs a script from file to file; gives the seconds of the process, and those that it says itself."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", code, str(source), str(target)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # threads of numpy's that nothing here uses
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, float(done.stdout or 0)


def loaded(source: Path) -> tuple[Dictionary, dict[int, Column], int]:
    """Loads a file as columns; says how many terms are the ontology's, which have the lowest numbers."""
    dictionary = Dictionary()
    quads = list(ox.parse(path=str(source), format=ox.RdfFormat.N_TRIPLES))
    axioms = len(list(ox.parse(acts.ONTOLOGY.encode(), format=ox.RdfFormat.TURTLE)))
    dictionary.encode(quads[:axioms])
    shared = len(dictionary.terms)
    return dictionary, dictionary.encode(quads), shared


def engine_seconds(dictionary: Dictionary, columns: dict[int, Column], runs: int) -> tuple[float, int]:
    """Gives the median seconds of closing columns, and how many statements there are then."""
    size = 0

    def close() -> None:
        nonlocal size
        closed = ColumnClosure(dictionary)
        closed.add(columns)
        size = sum(len(pairs.forward) for pairs in closed.relations.values())

    return statistics.median(timed(close) for _ in range(runs)), size


def added_seconds(dictionary: Dictionary, columns: dict[int, Column]) -> float:
    """Gives the median seconds of closing one more act into what is closed."""
    closed = ColumnClosure(dictionary)
    closed.add(columns)
    state, treaty = (dictionary.number(ox.NamedNode(acts.BASE + name)) for name in ("state1", "instrument2"))

    def add(number: int) -> None:
        act = dictionary.number(ox.NamedNode(f"{acts.BASE}new{number}"))
        for name, thing in (("signatory", state), ("instrument", treaty)):
            relation = dictionary.number(ox.NamedNode(acts.BASE + name))
            closed.add({relation: pack(np.array([act]), thing)})

    return statistics.median(timed(partial(add, number)) for number in range(20))


def copies(columns: dict[int, Column], shared: int, terms: int, count: int) -> dict[int, Column]:
    """Repeats columns, each time with other numbers for all terms but those of the ontology."""

    def shifted(numbers: Column, by: int) -> Column:
        return np.where(numbers < shared, numbers, numbers + by)

    return {
        relation: np.concatenate(
            [
                pack(shifted(firsts(pairs), by * terms), shifted(seconds(pairs), by * terms))
                for by in range(count)
            ]
        )
        for relation, pairs in columns.items()
    }


def against_owlrl(folder: Path, count: int, runs: int) -> tuple[float, float]:
    """Compares both at one size; prints, and gives the ratios engine only and file to file."""
    source = folder / f"{count}.nt"
    acts.write(source, count)
    theirs, their_engine = process(THEIRS, source, folder / "theirs.nt")
    ours = statistics.median(process(OURS, source, folder / "ours.nt")[0] for _ in range(runs))
    engine, _ = engine_seconds(*loaded(source)[:2], runs)
    print(
        f"{count:>10,} owlrl / rules, engine only   {their_engine / engine:8,.0f}   ({their_engine:.2f} s / {engine:.4f} s)"
    )
    print(
        f"{count:>10,} owlrl / rules, file to file  {theirs / ours:8,.0f}   ({theirs:.2f} s / {ours:.3f} s)"
    )
    return their_engine / engine, theirs / ours


def growth(folder: Path) -> bool:
    """Closes ever more triples; prints, and says whether the promises are kept."""
    unit: dict[int, float] = {}

    def close(count: int, dictionary: Dictionary, columns: dict[int, Column], runs: int) -> float:
        took, size = engine_seconds(dictionary, columns, runs)
        unit[count] = took / size
        each = f"{size:,} triples then, {unit[count] * 1e9:.0f} ns each"
        print(f"{count:>10,} closed, engine only          {took:8.4f} s ({each})")
        return took

    for count in (10_000, 100_000, 1_000_000):
        acts.write(folder / "acts.nt", count)
        dictionary, columns, shared = loaded(folder / "acts.nt")
        took = close(count, dictionary, columns, 5)
        print(f"{count:>10,} one more act added          {added_seconds(dictionary, columns) * 1e3:9.2f} ms")
    close(10_000_000, dictionary, copies(columns, shared, len(dictionary.terms), 10), 1)
    return took < 1.5 and unit[1_000_000] <= LINEAR * unit[100_000]


def main() -> int:
    """Measures, prints, and gives 1 when a promise is not kept."""
    with tempfile.TemporaryDirectory() as name:
        kept = growth(Path(name))
        engine, files = against_owlrl(Path(name), 100_000, 5)
    return 0 if kept and engine >= 1000 and files >= 100 else 1


if __name__ == "__main__":
    raise SystemExit(main())
