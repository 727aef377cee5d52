"""Measures what the project promises about speed, as ratios of whole processes in one run.

    python benchmarks/bench.py [RUNS]

The floor is the least that any answer costs: Python that imports pyoxigraph, loads the same quads and
runs one query. Commands are timed in turn, so that a slow moment of the machine hits all alike; the
median of the ratios, run by run, is compared with the promise. Exit 1 when one is not kept.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from thbgraph.build import homes
from thbgraph.build import source_files as sources
from thbgraph.build.opening import sound

FLOOR = """
import pyoxigraph as ox
store = ox.Store()
store.bulk_load(path={path!r}, format=ox.RdfFormat.N_QUADS)
list(store.query({query!r}))
"""
ASK = [sys.executable, "-m", "thbgraph", "ask", "signed-not-ratified", "group=CBSS", "--format", "csv"]
#: The least that a command costs which answers: Python that reads arguments and loads the engine.
START = [sys.executable, "-c", "import argparse, pyoxigraph"]
#: The question of the first page, and those whose evidence takes longest.
CITED = (
    "signed-not-ratified",
    "calls-since-met",
    "parties-over-time",
    "status-matrix",
    "bound-by",
    "counts-by-status",
)


def seconds(command: list[str], environment: Mapping[str, str] | None = None) -> float:
    """Runs a command and gives the seconds of wall time that it took."""
    start = time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **(environment or {})},  # compiled, as installed
    )
    return time.perf_counter() - start


def cpu_seconds(command: list[str]) -> float:
    """Runs a command and gives the seconds of processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def floor_command(folder: Path) -> list[str]:
    """Writes the floor's script and its quads (the default graph included) and gives its command."""
    root = homes.home()
    found = sound(root)
    quads = folder / "all.nq"
    import pyoxigraph as ox

    store = ox.Store.read_only(str(found.folder / "store"))
    store.dump(output=str(quads), format=ox.RdfFormat.N_QUADS)
    query = found.index(root).questions["signed-not-ratified"].text
    script = folder / "floor.py"
    script.write_text(FLOOR.format(path=str(quads), query=query), encoding="utf-8")
    return [sys.executable, str(script)]


def ratio(
    command: list[str], floor: list[str], runs: int, measure: Callable[[list[str]], float] = seconds
) -> tuple[float, float, float]:
    """Times two commands in turn; gives the median ratio and both median times in seconds."""
    pairs = [(measure(command), measure(floor)) for _ in range(runs + 1)][1:]
    return (
        statistics.median(first / second for first, second in pairs),
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
    )


def difference(command: list[str], other: list[str], runs: int) -> tuple[float, float, float]:
    """Times two commands in turn; gives the median difference and both median times in seconds."""
    pairs = [(seconds(command), seconds(other)) for _ in range(runs + 1)][1:]
    return (
        statistics.median(first - second for first, second in pairs),
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
    )


def export_ratio(runs: int) -> tuple[float, float, float]:
    """Times rdflib's Turtle serializer and ours on the same quads, in turn and in this process."""
    import rdflib

    from thbgraph.base.namespaces import PREFIXES
    from thbgraph.results.render.rdf import write_graph

    quads = [statement.quad for statement in sources.read_data(homes.home())]
    graph = rdflib.Graph()
    graph.parse(data=write_graph(quads, "turtle"), format="turtle")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri, replace=True)
    pairs = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        graph.serialize(format="turtle")
        middle = time.perf_counter()
        write_graph(quads, "turtle")
        pairs.append((middle - start, time.perf_counter() - middle))
    return (
        statistics.median(theirs / ours for theirs, ours in pairs[1:]),
        statistics.median(theirs for theirs, _ in pairs[1:]),
        statistics.median(ours for _, ours in pairs[1:]),
    )


def first_answer() -> float:
    """Gives the seconds that the first question takes, whose answer needs the graph to be built."""
    with tempfile.TemporaryDirectory() as folder:
        return seconds(ASK, {"THBGRAPH_CACHE": folder})


def main() -> int:
    """Measures, prints the ratios, and gives 1 when a promise is not kept."""
    command_line = argparse.ArgumentParser(description="Measure what is promised about speed.")
    command_line.add_argument("runs", nargs="?", type=int, choices=range(1, 1000), metavar="RUNS", default=15)
    runs = command_line.parse_args().runs
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        floor = floor_command(Path(folder))
        times, ask, base = ratio(ASK, floor, runs)
        kept &= times <= 2
        print(f"ask / floor            {times:5.2f}   at most 2      ({ask:.3f} s / {base:.3f} s)")
    for question in CITED:
        ask_it = [sys.executable, "-m", "thbgraph", "ask", question, "--format", "csv"]
        more, cited, plain = difference([*ask_it, "--cite"], ask_it, runs)
        kept &= more <= 0.5
        print(
            f"ask --cite - ask       {more:5.2f} s at most 0.5 s  ({cited:.3f} s - {plain:.3f} s, {question})"
        )
    first = statistics.median(first_answer() for _ in range(3))
    kept &= first < 3
    print(f"first ask, with build  {first:5.2f} s under 3 s")
    # A question that the engine answers at once: what `ask` costs beside it is measured against the floor.
    quick = [*ASK[:4], "handbooks", *ASK[-2:]]
    for name, command, most in (("ask", quick, 5.0), ("--version", [*ASK[:3], "--version"], 3.2)):
        times, took, base = ratio(command, START, runs, cpu_seconds)
        kept &= times <= most
        print(
            f"{name:9} / bare start  {times:5.2f}   at most {most:<5}  ({took:.3f} s / {base:.3f} s of processor)"
        )
    bare = [sys.executable, "-c", "import argparse"]
    times, took, base = ratio([str(Path(sys.executable).with_name("thbgraph")), "--help"], bare, runs)
    kept &= times <= 1.5
    print(f"--help / bare argparse {times:5.2f}   at most 1.5    ({took:.3f} s / {base:.3f} s)")
    times, rdflib, ours = export_ratio(runs)
    kept &= times >= 2
    print(f"rdflib / our Turtle    {times:5.2f}   at least 2     ({rdflib:.3f} s / {ours:.3f} s)")
    check = statistics.median(seconds([sys.executable, "-m", "thbgraph", "fmt", "--check"]) for _ in range(5))
    kept &= check < 1
    print(f"fmt --check            {check:5.2f} s under 1 s")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
