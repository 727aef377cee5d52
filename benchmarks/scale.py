"""Measures building, exporting, publishing and asking over the size of the graph: processor time and memory of the commands.

    python benchmarks/scale.py [COPIES ...]

A home like ours, of any size: the statements of the sources, and copies of them in which every thing, passage and source
is another one with another name (states, treaties, acts, passages and sources grow alike); a number below 1 is the share
of states that stay, with what they did. Quads grow faster than copies: each state has a period under each treaty, whether
it did anything or not. Each command is a process of its own, whose processor time also a busy machine tells; Oxigraph's
server, whose time is not counted, keeps its store on the disk. The table goes into docs/engines.md: seconds, in brackets
those per quad against the first column (1.0 is linear), and megabytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import engines
from engine_page import write_block
from thbgraph.base import vocabulary as thb
from thbgraph.base.namespaces import ID, MEMO, RDF_TYPE, SOURCE
from thbgraph.build import homes
from thbgraph.build import source_files as sources
from thbgraph.build.builds import PARTS, Build

#: Some 100,000 quads, those that we have, one and three million.
COPIES = (0.3, 1, 2, 4)
#: A question that is asked with evidence, and without.
QUESTION = "signed-not-ratified"
#: Texts that code reads stay as they are in a copy.
KEPT = {thb.delay, thb.qualifier}
STATE = ox.NamedNode(thb.State)
#: Gigabytes that a build may take.
MEMORY = "20"


class Measured(NamedTuple):
    """What a command took: seconds of processor, and megabytes of its largest process."""

    seconds: float
    megabytes: float


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


def make_home(folder: Path, copies: float) -> None:
    """Makes a home of so many copies: its data in one file, and our ontology and questions."""
    root = homes.home()
    for name in ("ontology", "queries"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "home.toml", folder)
    (folder / "data/memo").mkdir(parents=True)
    with open(folder / "data/memo/all.trig", "wb") as file:
        ox.serialize(grown(sources.read_quads(root), copies), file, ox.RdfFormat.TRIG)


def run(home: Path, *words: str) -> Measured:
    """Runs a command of the program on a home."""
    places = {"THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(home.parent / "cache")}
    with open(home.parent / "errors", "w+b") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "thbgraph", *words],
            env={**os.environ, **places}, stdout=subprocess.DEVNULL, stderr=errors,
        )  # fmt: skip
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        assert child.returncode == 0, f"{' '.join(words)}: {errors.read().decode()[-2000:]}"
    found = Measured(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    print(
        f"  {' '.join(words[:3])}: {found.seconds:.1f} s, {found.megabytes:.0f} MB",
        file=sys.stderr,
        flush=True,
    )
    return found


def measured(copies: float) -> tuple[int, dict[str, Measured]]:
    """Returns how many quads a graph of so many copies has, and what each command with it takes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        home, whole = folder / "home", folder / "whole.nq"
        # Elsewhere: what a process holds counts as that of each that it starts.
        making = get_context("spawn").Process(target=make_home, args=(home, copies))
        making.start()
        making.join()
        assert making.exitcode == 0
        found = {
            "build": run(home, "build", "--force", "--memory", MEMORY),
            "ask": run(home, "ask", QUESTION),
            "ask with evidence": run(home, "ask", QUESTION, "--cite"),
            "status": run(home, "status", "Sweden", "CETS 197"),
            "export as N-Quads, for an engine": run(home, "export", "--with-default-graph", "-o", str(whole)),
        }
        (built,) = (folder / "cache/builds").iterdir()
        quads = sum(1 for _ in Build(built).lines(*PARTS))
        with engines.oxigraph(folder / "log", "--location", str(folder / "store")) as engine:
            at = ("--endpoint", engine.query)
            written = (*at, "--update", engine.update, "--graph-store", engine.graphs)
            found["publish"] = run(home, "publish", *written)
            found["publish again"] = run(home, "publish", *written)
            found["connect the first time, and ask"] = run(home, "ask", QUESTION, *at)
            found["ask there"] = run(home, "ask", QUESTION, *at)
            found["ask there with evidence"] = run(home, "ask", QUESTION, "--cite", *at)
            found["status there"] = run(home, "status", "Sweden", "CETS 197", *at)
    return quads, found


def table(columns: Sequence[tuple[int, dict[str, Measured]]]) -> Iterator[str]:
    """Yields the lines of the table."""
    yield f"| | {' | '.join(f'{quads:,} quads' for quads, _ in columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    size, base = columns[0]
    for name in base:
        cells = []
        for quads, found in columns:
            took = found[name]
            slope = took.seconds / base[name].seconds * size / quads
            cells.append(f"{took.seconds:.1f} s ({slope:.1f}), {took.megabytes:.0f} MB")
        yield f"| {name} | {' | '.join(cells)} |"


def main() -> int:
    """Measures each size, and writes the table."""
    columns = []
    for copies in [float(word) for word in sys.argv[1:]] or COPIES:
        print(f"{copies:g} copies", file=sys.stderr, flush=True)
        columns.append(measured(copies))
        write_block("scale", "make bench-scale", table(columns))  # so that who ends it keeps what is measured
    return 0


if __name__ == "__main__":
    sys.exit(main())
