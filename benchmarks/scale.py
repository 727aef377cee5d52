"""Measures the commands over the size of the graph, here and on the engines: processor time and memory.

    python benchmarks/scale.py [--keep FOLDER] [--minutes MINUTES] [--before CHECKOUT] [COPIES ...]

A home like ours, of any size: the statements of the sources, and copies of them in which every thing, passage and source
is another one with another name (states, treaties, acts, passages and sources grow alike); a number below 1 is the share
of states that stay, with what they did. Quads grow faster than copies: each state has a period under each treaty, whether
it did anything or not. Each command is a process of its own, whose processor time also a busy machine tells; that of the
engines has lines of its own. The table goes into docs/engines.md: seconds, in brackets those per quad against the smallest size
(1.0 is linear), and megabytes; or why there are none. Each figure is kept as it comes: with `--keep` in a folder, and what
lies there of the same commit is not measured again; who ends it may go on, with the engine as it was. `--before` measures
another checkout, too, an earlier commit, with its data and its program.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from heapq import merge
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from threading import Timer
from typing import NamedTuple

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import engines
from endpoints.engine_page import commit, write_block
from serving import Server, until
from thbgraph.base import vocabulary as thb
from thbgraph.base.namespaces import ID, MEMO, RDF_TYPE, SOURCE
from thbgraph.build import builds, homes
from thbgraph.build import source_files as sources
from thbgraph.stores.lines import by_graph, without

#: Some 100,000 quads, those that we have, one and ten million.
COPIES = (0.3, 1, 2, 8)
#: The engines, with the memory that ten million quads want: 4 GB for Jena, and 1.4 GB for Virtuoso.
ENGINES: Mapping[str, Callable[[Path], engines.Made]] = {
    "Oxigraph": engines.KEEPING["Oxigraph"],
    "Jena": partial(engines.made_tdb2, heap="4g"),
    "Virtuoso": partial(engines.made_virtuoso, buffers=170_000),
}
#: A question that is asked with evidence, and without; and a status.
QUESTION, STATUS = "signed-not-ratified", ("status", "Sweden", "CETS 197")
#: Texts that code reads stay as they are in a copy.
KEPT = {thb.delay, thb.qualifier}
STATE = ox.NamedNode(thb.State)
PROGRAM = (sys.executable, "-m", "thbgraph")
#: Counts quads, as every version of the program can.
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
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


def make_home(root: Path, folder: Path, copies: float) -> None:
    """Makes a home of so many copies: its data in one file, and the ontology and questions of a checkout."""
    for name in ("ontology", "queries"):
        shutil.copytree(root / name, folder / name)
    with suppress(FileNotFoundError):  # which earlier commits do not have
        shutil.copy(root / "home.toml", folder)
    (folder / "data/memo").mkdir(parents=True)
    with open(folder / "data/memo/all.trig", "wb") as file:
        ox.serialize(grown(sources.read_quads(root), copies), file, ox.RdfFormat.TRIG)


def make_other(cache: Path, other: Path) -> None:
    """Makes a cache whose build is another: in each graph one statement is about something else."""
    shutil.copytree(cache, other, copy_function=os.link)
    (folder,) = (other / "builds").iterdir()
    key, digest = (
        json.loads((folder / name).read_bytes())[what]
        for name, what in ((builds.MANIFEST, "key"), (builds.INDEX, "digest"))
    )
    for name in builds.PARTS:
        lines = partial(builds.Build(folder).lines, name)
        firsts = {graph: next(iter(of())) for graph, of in by_graph([lines]).items()}
        moved = sorted(b"<urn:other> " + line.split(b" ", 1)[1] for line in firsts.values())
        with open(folder / "new", "wb") as file:
            file.writelines(merge(without(lines(), sorted(firsts.values())), moved))
        (folder / "new").replace(folder / name)
    for name in (builds.BUILD, builds.INDEX):
        text = (folder / name).read_bytes().replace(digest.encode(), digest[::-1].encode())
        (folder / name).unlink()
        (folder / name).write_bytes(text)
    (folder / builds.MANIFEST).unlink()
    builds.Build(folder).seal(key)


class Unreached(Exception):
    """Why there is no figure."""


def measured(
    command: Sequence[str], minutes: float, env: Mapping[str, str], may_find: bool = False
) -> Measured:
    """Runs a command; `may_find` lets it end with 1."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=errors)
        # A machine without memory ends this, and no work of others.
        Path(f"/proc/{child.pid}/oom_score_adj").write_text("1000")
        clock = Timer(60 * minutes, child.kill)
        clock.start()
        try:
            _, status, used = os.wait4(child.pid, 0)
            is_late = not clock.is_alive()
        finally:
            clock.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        if is_late:
            raise Unreached(f"not in {minutes:g} minutes")
        if child.returncode not in ((0, 1) if may_find else (0,)):
            errors.seek(0)
            print(errors.read().decode()[-2000:], file=sys.stderr)
            raise Unreached(f"ended with {child.returncode}")
    return Measured(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def serve(env: Mapping[str, str], log: Path, minutes: float, *words: str) -> Measured:
    """Starts a server and waits until it answers; of its processes together, a page of memory that they share once."""
    port = engines.free_port()
    with open(log, "wb") as errors:
        process = subprocess.Popen(
            [*PROGRAM, "serve", "--port", str(port), *words], env=env, stdout=errors, stderr=errors
        )
    try:
        until(
            lambda: process.poll() is not None or engines.answers(f"http://127.0.0.1:{port}/sparql"),
            "the server does not answer",
            60 * minutes,
        )
        if process.poll() is not None:
            raise Unreached(f"ended with {process.returncode}")
        ids = [process.pid, *Server(process, port, log).processes()]
        seconds, kilobytes = (sum(map(of, ids)) for of in (_seconds, _kilobytes))
    except AssertionError:
        raise Unreached(f"not in {minutes:g} minutes") from None
    finally:
        process.terminate()
        process.wait()
    return Measured(seconds, kilobytes / 1024)


def _seconds(process: int) -> float:
    """The seconds of processor of a process and of its children that have ended."""
    with suppress(OSError):  # it has ended meanwhile, and its parent has its time
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0


def _kilobytes(process: int, file: str = "smaps_rollup", what: str = "Pss") -> int:
    """The memory of a process, its part of what it shares with others."""
    with suppress(OSError):  # it has ended meanwhile
        lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
    return 0


class Size:
    """A size of the graph: its home and build in a folder, and what each command took of seconds and megabytes, or why not."""

    def __init__(self, root: Path, folder: Path, copies: float, minutes: float) -> None:
        self.root, self.folder, self.copies, self.minutes = root, folder, copies, minutes
        self._kept = folder / "figures.json"
        kept = json.loads(self._kept.read_text(encoding="utf-8")) if self._kept.exists() else {}
        self.quads: int = kept.get("quads", 0)
        self.commit: str = kept.get("commit", commit(root))
        self.found: dict[str, Sequence[float] | str] = kept.get("found", {})

    def measure(self) -> None:
        """Measures what there is no figure of."""
        print(f"{self.copies:g} copies of {self.commit}", file=sys.stderr, flush=True)
        home = self.folder / "home"
        if "build" not in self.found:
            # Elsewhere: what a process holds counts as that of each that it starts.
            making = get_context("spawn").Process(target=make_home, args=(self.root, home, self.copies))
            making.start()
            making.join()
            assert making.exitcode == 0
            self.take("build", lambda: self.run("build", "--force", "--memory", MEMORY))
        if not self.quads:
            counting = [*PROGRAM, "sparql", COUNT, "--format", "csv", "--timeout", "600"]
            self.quads = int(subprocess.check_output(counting, env=self.environment(), text=True).split()[-1])
        self.take("ask", lambda: self.run("ask", QUESTION))
        self.take("ask with evidence", lambda: self.run("ask", QUESTION, "--cite"))
        self.take("status", lambda: self.run(*STATUS))
        whole, store = str(self.folder / "whole.nq"), str(self.folder / "loaded")
        self.take("export for an engine", lambda: self.run("export", "--for", "oxigraph", "-o", whole))
        self.take("load with `oxigraph load`", lambda: self.load(whole, store))
        Path(whole).unlink(missing_ok=True)
        shutil.rmtree(store, ignore_errors=True)
        if not (self.folder / "other").exists():
            make_other(self.folder / "cache", self.folder / "other")
        for name in ENGINES:
            if f"{name} itself" not in self.found or (self.folder / name).exists():
                self.on_engine(name)
        self.take("serve", self.serve)
        self.take("check", lambda: self.run("check", may_find=True))

    def take(self, name: str, measure: Callable[[], Measured]) -> None:
        """Measures, says on the terminal what comes out, and keeps it."""
        if name in self.found:
            return
        try:
            self.found[name] = measure()
        except Unreached as reason:
            self.found[name] = str(reason)
        print(f"  {name}: {self.cell(name)}, load {os.getloadavg()[1]:.0f}", file=sys.stderr, flush=True)
        self.keep()

    def keep(self) -> None:
        """Keeps what is measured."""
        kept = {"quads": self.quads, "commit": self.commit, "found": self.found}
        self._kept.write_text(json.dumps(kept, indent=1), encoding="utf-8")

    def run(self, *words: str, access: str = "", cache: str = "cache", may_find: bool = False) -> Measured:
        """Runs a command of the program on the home."""
        env = {**self.environment(), "THBGRAPH_AUTH": access, "THBGRAPH_CACHE": str(self.folder / cache)}
        return measured([*PROGRAM, *words], self.minutes, env, may_find)

    def environment(self) -> dict[str, str]:
        """The environment of the commands."""
        places = {
            "PYTHONPATH": f"{self.root}/src:{os.environ.get('PYTHONPATH', '')}",
            "THBGRAPH_HOME": self.folder / "home",
            "THBGRAPH_CACHE": self.folder / "cache",
        }
        return {**os.environ, **{name: str(place) for name, place in places.items()}}

    def serve(self, *words: str) -> Measured:
        """Starts a server of the home."""
        return serve(self.environment(), self.folder / "served", self.minutes, *words)

    def load(self, file: str, store: str) -> Measured:
        """Loads a file into a store of Oxigraph's."""
        program = str(Path(sys.executable).with_name("oxigraph"))
        return measured([program, "load", "--location", store, "--file", file], self.minutes, os.environ)

    def on_engine(self, name: str) -> None:
        """Publishes the graph to an engine, and asks it there: again if it was ended before it was published."""
        folder = self.folder / name
        log, kept = folder / "log", folder / "made.json"
        if f"publish to {name}" not in self.found or not kept.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            kept.write_text(json.dumps(ENGINES[name](log)), encoding="utf-8")
            self.found.pop(f"{name} itself", None)
        command, places = json.loads(kept.read_text(encoding="utf-8"))
        engine = engines.Engine(*places)
        at = ("--endpoint", engine.query)
        to = (*at, "--update", engine.update, "--graph-store", engine.graphs)
        publish = partial(self.run, "publish", *to, access=engine.access)
        seconds, megabytes = self.found.get(f"{name} itself", (0, 0))
        with engines.started(command, log, engine.query) as process:
            for what, measure in {
                f"publish to {name}": publish,
                f"publish to {name} again": publish,
                f"ask {name} with evidence": lambda: self.run("ask", QUESTION, "--cite", *at),
                f"status from {name}": lambda: self.run(*STATUS, *at),
                f"serve from {name}": lambda: self.serve(*at),
                f"publish another build to {name}": partial(publish, cache="other"),
            }.items():
                self.take(what, measure)
                self.found[f"{name} itself"] = Measured(
                    seconds + _seconds(process.pid),
                    max(megabytes, _kilobytes(process.pid, "status", "VmHWM") / 1024),
                )
                self.keep()
                if isinstance(self.found[f"publish to {name}"], str):
                    break
        shutil.rmtree(folder)

    def cell(self, name: str, least: Size | None = None) -> str:
        """Returns a cell of the table, with the slope from the smallest size on where that has figures."""
        found = self.found.get(name, "–")
        if isinstance(found, str):
            return found
        first = least.found.get(name, "–") if least else "–"
        slope = ""
        if least is not None and least is not self and not isinstance(first, str):
            slope = f" ({found[0] / first[0] * least.quads / self.quads:.1f})"
        return f"{found[0]:.1f}{slope} {found[1]:.0f}"


def table(sizes: Sequence[Size]) -> Iterator[str]:
    """Yields the lines of the table, with the commit of a size that is of another."""
    now = sizes[0].commit
    heads = (f"{size.quads:,} quads" + (f" ({size.commit})" if size.commit != now else "") for size in sizes)
    yield f"| | {' | '.join(heads)} |"
    yield "|---" * (len(sizes) + 1) + "|"
    for name in max((size.found for size in sizes), key=len):
        least = {size.root: size for size in reversed(sizes)}
        yield f"| {name} | {' | '.join(size.cell(name, least[size.root]) for size in sizes)} |"


def main() -> int:
    """Measures each size, and writes the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path, help="keep homes, builds and figures in this folder")
    parser.add_argument("--minutes", type=float, default=25, help="end a command after so many")
    parser.add_argument("--before", type=Path, help="measure another checkout, too, after this one")
    parser.add_argument("copies", type=float, nargs="*", default=COPIES)
    options = parser.parse_args()
    roots = [homes.home(), *([options.before.absolute()] if options.before else [])]
    with tempfile.TemporaryDirectory() as place:
        kept = (options.keep or Path(place)).absolute()
        sizes = []
        for root, copies in product(roots, sorted(options.copies)):
            folder = kept / commit(root) / f"{copies:g}"
            folder.mkdir(parents=True, exist_ok=True)
            sizes.append(Size(root, folder, copies, options.minutes))
        for number, size in enumerate(sizes, 1):
            size.measure()
            # So that who ends it keeps what is measured.
            write_block("scale", "make bench-scale", table(sizes[:number]), sizes[0].commit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
