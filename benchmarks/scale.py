"""Measures the commands over the size of the graph, here and on the engines: processor time and memory.

    python benchmarks/scale.py [--keep FOLDER] [COPIES ...]

A home like ours, of any size: the statements of the sources, and copies of them in which every thing, passage and source
is another one with another name (states, treaties, acts, passages and sources grow alike); a number below 1 is the share
of states that stay, with what they did. Quads grow faster than copies: each state has a period under each treaty, whether
it did anything or not. Each command is a process of its own, whose processor time also a busy machine tells; that of the
engines is not counted. The table goes into docs/engines.md: seconds, in brackets those per quad against the first column
(1.0 is linear), and megabytes; a dash where memory or time did not suffice. With `--keep` what each size took
is kept in a folder, and a size of which figures lie there is not measured again.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import engines
from endpoints.engine_page import commit, write_block
from serving import Server, until
from thbgraph.base import vocabulary as thb
from thbgraph.base.namespaces import ID, MEMO, RDF_TYPE, SOURCE
from thbgraph.build import homes
from thbgraph.build import source_files as sources
from thbgraph.build.builds import PARTS, Build

#: Some 100,000 quads, those that we have, one and ten million.
COPIES = (0.3, 1, 2, 8)
#: How many copies each engine has room for: all of a build is in Virtuoso's log until a checkpoint.
ENGINES: Mapping[str, float] = {"Oxigraph": 8, "Jena": 8, "Virtuoso": 2}
#: A question that is asked with evidence, and without.
QUESTION = "signed-not-ratified"
#: Texts that code reads stay as they are in a copy.
KEPT = {thb.delay, thb.qualifier}
STATE = ox.NamedNode(thb.State)
#: How many copies a check has memory for, some kilobyte a quad.
CHECKED = 4
PROGRAM = (sys.executable, "-m", "thbgraph")
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


def run(home: Path, *words: str, access: str = "", may_find: bool = False) -> Measured:
    """Runs a command of the program on a home; `may_find` lets it end with 1."""
    with open(home.parent / "errors", "w+b") as errors:
        child = subprocess.Popen(
            [*PROGRAM, *words],
            env={**variables(home), "THBGRAPH_AUTH": access},
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        wanted = (0, 1) if may_find else (0,)
        assert child.returncode in wanted, f"{' '.join(words)}: {errors.read().decode()[-2000:]}"
    return told(" ".join(words[:3]), Measured(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))


def told(command: str, found: Measured) -> Measured:
    """Says on the terminal what was measured."""
    print(f"  {command}: {found.seconds:.1f} s, {found.megabytes:.0f} MB", file=sys.stderr, flush=True)
    return found


def variables(home: Path) -> dict[str, str]:
    """The environment of the commands."""
    return {**os.environ, "THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(home.parent / "cache")}


def serve(home: Path, *words: str) -> Measured:
    """Starts a server and waits until it answers; of its processes together, a page of memory that they share once."""
    port = engines.free_port()
    log = home.parent / "served"
    with open(log, "wb") as errors:
        process = subprocess.Popen(
            [*PROGRAM, "serve", "--port", str(port), *words],
            env=variables(home),
            stdout=errors,
            stderr=errors,
        )
    try:
        until(
            lambda: process.poll() is not None or engines.answers(f"http://127.0.0.1:{port}/sparql"),
            "the server does not answer",
            1200,
        )
        assert process.poll() is None, log.read_text(errors="replace")[-2000:]
        ids = [process.pid, *Server(process, port, log).processes()]
        seconds, kilobytes = (sum(map(of, ids)) for of in (_seconds, _kilobytes))
    finally:
        process.terminate()
        process.wait()
    return told("serve", Measured(seconds, kilobytes / 1024))


def _seconds(process: int) -> float:
    """The seconds of processor of a process and of its children that have ended."""
    with suppress(OSError):  # it has ended meanwhile, and its parent has its time
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0


def _kilobytes(process: int) -> int:
    """The memory of a process, its part of what it shares with others."""
    with suppress(OSError):  # it has ended meanwhile
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 0


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
            **({"check": run(home, "check", may_find=True)} if copies <= CHECKED else {}),
            "ask": run(home, "ask", QUESTION),
            "ask with evidence": run(home, "ask", QUESTION, "--cite"),
            "status": run(home, "status", "Sweden", "CETS 197"),
            "export for an engine": run(home, "export", "--with-default-graph", "-o", str(whole)),
            "serve": serve(home),
        }
        whole.unlink()
        (built,) = (folder / "cache/builds").iterdir()
        quads = sum(1 for _ in Build(built).lines(*PARTS))
        for name, most in ENGINES.items():
            if copies <= most:
                (folder / name).mkdir()
                log = folder / name / "log"
                with engines.running(engines.KEEPING[name](log), log) as engine:
                    found |= on_engine(home, engine)
    return quads, found


def on_engine(home: Path, engine: engines.Engine) -> dict[str, Measured]:
    """Publishes a graph to an engine, and asks it there."""
    at, where = ("--endpoint", engine.query), f" {engine.name}"
    publish = partial(
        run,
        home,
        "publish",
        *at,
        "--update",
        engine.update,
        "--graph-store",
        engine.graphs,
        access=engine.access,
    )
    return {
        f"publish to{where}": publish(),
        f"publish to{where} again": publish(),
        f"ask{where} with evidence": run(home, "ask", QUESTION, "--cite", *at),
        f"serve from{where}": serve(home, *at),
    }


class Column(NamedTuple):
    """What one size took: how many quads it has, of which commit that was measured, and seconds and megabytes by command."""

    quads: int
    commit: str
    found: Mapping[str, tuple[float, float]]


def column(copies: float, keep: Path | None) -> Column:
    """Measures a size, or reads what is kept of it."""
    place = keep and keep / f"{copies:g}.json"
    if place is not None and place.exists():
        return Column(**json.loads(place.read_text(encoding="utf-8")))
    print(f"{copies:g} copies", file=sys.stderr, flush=True)
    quads, found = measured(copies)
    made = Column(quads, commit(), found)
    if place is not None:
        place.write_text(json.dumps(made._asdict()), encoding="utf-8")
    return made


def table(columns: Sequence[Column]) -> Iterator[str]:
    """Yields the lines of the table, with the commit of a column that is of another."""
    heads = (
        f"{one.quads:,} quads" + (f" ({one.commit})" if one.commit != columns[0].commit else "")
        for one in columns
    )
    yield f"| | {' | '.join(heads)} |"
    yield "|---" * (len(columns) + 1) + "|"
    first = columns[0]
    for name, (least, _) in first.found.items():
        cells = []
        for one in columns:
            if name not in one.found:
                cells.append("–")
                continue
            seconds, megabytes = one.found[name]
            slope = seconds / least * first.quads / one.quads
            cells.append(f"{seconds:.1f} ({slope:.1f}) {megabytes:.0f}")
        yield f"| {name} | {' | '.join(cells)} |"


def main() -> int:
    """Measures each size, and writes the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path)
    parser.add_argument("copies", type=float, nargs="*", default=COPIES)
    options = parser.parse_args()
    columns = []
    for copies in options.copies:
        columns.append(column(copies, options.keep))
        write_block(
            "scale", "make bench-scale", table(columns), columns[0].commit
        )  # so that who ends it keeps what is measured
    return 0


if __name__ == "__main__":
    sys.exit(main())
