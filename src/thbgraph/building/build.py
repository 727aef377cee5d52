"""From sources to a store: read, checked, computed, reasoned, written once, and kept in the cache.

A build is a folder of the cache named by the hash of its sources. It is written beside its place and
renamed into it, so that a build that is killed leaves what was there before. Each part of the graph is
written while the next is worked out.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from ..files.questions import Question, parse_header, read_question
from ..stores.embedded import EmbeddedStore, StoreWriter, check_select
from ..words.errors import DataError, StoreError
from ..words.version import __version__
from . import sources
from .files import by_age, write_whole
from .index import Index, from_json, make_index
from .sources import Statement

#: Changes when a build's layout does, so that an older build is not read as a newer one.
_LAYOUT = "1"
#: How many builds the cache keeps, so that going back and forth between two states is quick.
_BUILDS_KEPT = 5
#: After so many seconds an unfinished build is taken to be that of a process that was killed.
_LONGEST_BUILD = 24 * 3600
_STEPS = ("reading", "checking", "computing dates and statuses", "reasoning", "writing the store")
#: The reasoners: the ontology compiled into rules, and the reference.
RULES, OWLRL = "rules", "owlrl"
#: Called with the number of the step (from 1), of all steps, and its name.
Progress = Callable[[int, int, str], None]
#: Called with a part of a graph as soon as it is there.
Found = Callable[[list[ox.Quad]], None]


def _silent(step: int, steps: int, name: str) -> None:
    return None


def _unused(part: list[ox.Quad]) -> None:
    return None


class Graph(NamedTuple):
    """All statements of a home: asserted ones with their places, inferred and computed ones."""

    ontology: list[Statement]
    data: list[Statement]
    computed: list[ox.Quad]
    inferred: list[ox.Quad]
    reasoner: str = RULES

    @property
    def stated(self) -> Iterator[ox.Quad]:
        """What the ontology and the data state."""
        return (statement.quad for part in (self.ontology, self.data) for statement in part)

    @property
    def quads(self) -> Iterator[ox.Quad]:
        """All quads of all named graphs."""
        return chain(self.stated, self.computed, self.inferred)


def cache() -> Path:
    """Gives the folder of the cache: `$THBGRAPH_CACHE`, else `thbgraph` in the user's cache folder."""
    named = os.environ.get("THBGRAPH_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "thbgraph"


def find(root: Path) -> tuple[Path, Index] | None:
    """Gives the folder and index of the current build of a home, or None when it is missing or old."""
    digest = _known_digest(root)
    folder = _folder(digest)
    try:
        with open(folder / "index.json", encoding="utf-8") as file:
            return folder, from_json(json.load(file))
    except FileNotFoundError:
        return None
    except (PermissionError, NotADirectoryError) as error:
        raise StoreError(
            f"the build at {folder} cannot be read ({error.strerror}); set THBGRAPH_CACHE to a folder of yours"
        ) from None
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise StoreError(
            f"the build at {folder} cannot be read ({error}); run: thbgraph build --force"
        ) from None


def build(root: Path, progress: Progress = _silent, reasoner: str = RULES) -> tuple[Path, Index]:
    """Builds a home and gives the folder and index; an existing build of the same sources is replaced.

    Both reasoners, "rules" and "owlrl", give the same graph; what came with the package is closed already. Raises
    DataError, naming file and line, when the sources are wrong, and StoreError when the cache cannot be written; it
    is then as before.
    """
    digest = _known_digest(root)
    folder = _folder(digest)
    carried = (root / "closed.nq").exists()  # the wheel carries the closed graph: no reasoner is needed
    with _uncollected(), _new_build(folder) as beside, StoreWriter(beside / "store") as store:
        if carried:
            progress(len(_STEPS), len(_STEPS), _STEPS[-1])
            store.add(_carried_quads(root))
            triples = store.finish()
            made = _carried_index(root)
        else:
            graph = close(root, progress, reasoner, store.add)
            triples = store.finish()
            progress(len(_STEPS), len(_STEPS), _STEPS[-1])
            made = _index(digest, graph, read_questions(root))
        made = made._replace(triples=triples.result())
        (beside / "index.json").write_text(_json(made), encoding="utf-8")
    return folder, made


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looks for no garbage meanwhile: of what a build makes next to nothing is, and there is much to look at."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def close(root: Path, progress: Progress = _silent, reasoner: str = RULES, found: Found = _unused) -> Graph:
    """Reads a home's sources, checks every statement, computes bounds and statuses, and reasons.

    Gives each part to `found` as soon as it is there, before it is checked. Raises DataError for the first fault,
    with file and line.
    """
    from ..treaties.computed import computed

    progress(1, len(_STEPS), _STEPS[0])
    ontology, data = list(sources.read_ontology(root)), list(sources.read_data(root))
    asserted, axioms = ([statement.quad for statement in part] for part in (data, ontology))
    found(asserted)
    found(axioms)
    progress(2, len(_STEPS), _STEPS[1])
    for path, line, message in statement_findings(ontology, data):
        raise DataError(message, path=path, line=line)
    progress(3, len(_STEPS), _STEPS[2])
    made = computed(asserted)
    found(made)
    progress(4, len(_STEPS), _STEPS[3])
    inferred, by = _inferred(axioms + asserted, reasoner)
    found(inferred)
    return Graph(ontology, data, made, inferred, by)


def _inferred(quads: list[ox.Quad], reasoner: str) -> tuple[list[ox.Quad], str]:
    """Gives what follows from quads, and what it was reasoned out by."""
    if reasoner == OWLRL:
        from ..reasoning.owlrl_closure import owlrl_closure

        return owlrl_closure(quads), OWLRL
    from ..reasoning.closure import Closure

    closed = Closure(quads)
    by = (
        RULES
        if closed.handed_over is None
        else f"{OWLRL}, since no rule is compiled for {closed.handed_over}"
    )
    return closed.inferred(), by


def statement_findings(ontology: list[Statement], data: list[Statement]) -> Iterable[tuple[str, int, str]]:
    """Yields path, line and message of every fault that a single statement has."""
    from ..files.statement_faults import axiom_faults, statement_faults, unknown_entities, vocabulary

    words = vocabulary(statement.quad for statement in ontology)
    for statement in ontology:
        for message in axiom_faults(statement.quad):
            yield statement.path, statement.line, message
    for statement in data:
        for message in statement_faults(statement.quad, words):
            yield statement.path, statement.line, message
    places = {statement.quad: statement for statement in data}
    for quad, message in unknown_entities(places):
        yield places[quad].path, places[quad].line, message


def read_questions(root: Path) -> dict[str, Question]:
    """Reads the saved questions of a home by name; raises DataError for the first that is wrong."""
    questions = (read_question_file(root, path) for path in question_files(root))
    return {question.name: question for question in questions}


def question_files(root: Path) -> list[str]:
    """Lists the files that hold questions, as sorted relative paths."""
    return [
        path for path in sources.files(root) if path.rpartition("/")[0] == "queries" and path.endswith(".rq")
    ]


def read_question_file(root: Path, path: str) -> Question:
    """Reads one question; raises DataError for a header that is wrong, and for what is no SELECT query."""
    from ..words.namespaces import PREFIXES

    text = sources.read_text(root, path)
    name = path.rpartition("/")[2].removesuffix(".rq")
    question = read_question(text, path, name, parse_header(text, path), PREFIXES)
    check_select(text, path)
    return question


def write_closed(root: Path, target: Path) -> None:
    """Writes the closed graph of a home for the wheel: `closed.nq` (sorted) and `index.json`."""
    questions = read_questions(root)
    graph = close(root)
    quads = list(graph.quads)
    triples = len({quad.triple for quad in quads})
    index = _index(sources.digest(root), graph, questions)._replace(triples=triples)
    target.mkdir(parents=True, exist_ok=True)
    lines = sorted(f"{quad} .\n" for quad in quads)
    (target / "closed.nq").write_text("".join(lines), encoding="utf-8", newline="\n")
    (target / "index.json").write_text(_json(index), encoding="utf-8", newline="\n")


def _index(digest: str, graph: Graph, questions: dict[str, Question]) -> Index:
    """Makes the index, into which nothing computed goes: such nodes have no names."""
    return make_index(digest, __version__, [*graph.stated, *graph.inferred], questions, graph.reasoner)


def _json(index: Index) -> str:
    return json.dumps(index.to_json(), ensure_ascii=False, separators=(",", ":"))


@contextmanager
def _new_build(folder: Path) -> Iterator[Path]:
    """Gives a folder beside a build's place in the cache, and renames it into that place when it is full.

    One that another process has put there meanwhile is as good as this one, and stays.
    """
    from tempfile import mkdtemp

    replaced, beside = folder.exists(), None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=f"{folder.name}.", suffix=".new", dir=folder.parent))
        beside.chmod(0o755)  # others may share the cache
        yield beside
        _swap(beside, folder, replaced)
        _prune(folder.parent)
    except OSError as error:
        raise StoreError(
            f"the build cannot be written to {folder.parent} ({error}); set THBGRAPH_CACHE"
        ) from None
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)


def _swap(new: Path, folder: Path, replaced: bool) -> None:
    old = folder.with_name(f"{folder.name}.{os.getpid()}.old")
    if replaced:
        with suppress(FileNotFoundError):  # another process replaces it, too
            folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if not (folder / "index.json").exists():
            raise
    shutil.rmtree(old, ignore_errors=True)


def _prune(builds: Path) -> None:
    """Removes all but the newest builds; a process that has one open keeps what it has open.

    What is being written is no build yet, and another process's: it goes only when it was left lying.
    """
    ages = by_age(builds)
    built = [one for one in ages if one[1].suffix not in (".new", ".old")]
    left = [one for one in ages if one not in built and one[0] < time.time() - _LONGEST_BUILD]
    for _, old in [*built[:-_BUILDS_KEPT], *left]:
        shutil.rmtree(old, ignore_errors=True)


def _carried_index(root: Path) -> Index:
    """Reads the index that the wheel carries; raises StoreError when it is damaged."""
    try:
        return from_json(json.loads((root / "index.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(f"what the package carries is damaged ({error}); install thbgraph again") from None


def _carried_quads(root: Path) -> list[ox.Quad]:
    """Reads the closed graph that the wheel carries; raises StoreError when it is damaged."""
    try:
        return list(ox.parse(path=str(root / "closed.nq"), format=ox.RdfFormat.N_QUADS))
    except (OSError, SyntaxError) as error:
        raise StoreError(f"what the package carries is damaged ({error}); install thbgraph again") from None


def _folder(digest: str) -> Path:
    return cache() / "builds" / f"{digest[:16]}-{__version__}-{_LAYOUT}"


def _known_digest(root: Path) -> str:
    """Gives the hash of a home's sources, read again only when a file's size or time has changed."""
    import hashlib

    if (root / "closed.nq").exists():
        return _carried_index(root).digest
    seen = hashlib.sha256(os.fsencode(sources.stamp(root))).hexdigest()
    note = cache() / "stamps" / hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    try:
        stamp, _, digest = note.read_text().partition(" ")
        if stamp == seen:
            return digest
    except (OSError, ValueError):
        pass
    digest = sources.digest(root)
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        write_whole(note, f"{seen} {digest}".encode())
    except OSError:  # the note only saves time: a cache that is read-only may well hold the build
        pass
    return digest


def open_store(folder: Path, index: Index) -> EmbeddedStore:
    """Opens the store of a build, which answers its probe."""
    return EmbeddedStore(folder / "store", index.probe)
