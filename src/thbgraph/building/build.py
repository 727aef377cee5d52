"""From sources to a store: read, checked, computed, reasoned, written once, and kept in the cache.

A build is a folder of the cache named by the hash of its sources. Each part of the graph is written while the next
is worked out.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

import pyoxigraph as ox

from ..files.questions import Question, read_question
from ..stores.embedded import EmbeddedStore, StoreWriter, check_select
from ..words.errors import DataError, StoreError
from ..words.namespaces import PREFIXES
from ..words.progress import Progress
from ..words.version import __version__
from . import cache, sources
from .files import read_regular, write_whole
from .index import Index, from_json, make_index
from .integrity import SEARCH, Damaged, check, seal
from .sources import Statement

#: Changes when a build's layout does, so that an older build is not read as a newer one.
_LAYOUT = "3"
#: How often a build is made that other processes remove before it can be opened.
_ATTEMPTS = 10
#: A note of the state of a home has fewer bytes.
_LONGEST_NOTE = 1000
_STEPS = ("reading", "checking", "computing dates and statuses", "reasoning", "writing the store")
#: The reasoners: the ontology compiled into rules, and the reference.
RULES, OWLRL = "rules", "owlrl"
#: Called with a part of a graph as soon as it is there.
Found = Callable[[list[ox.Quad]], None]
#: Called with what is wrong with a damaged build, before it is built again.
Told = Callable[[str], None]


def silent(step: int, steps: int, name: str) -> None:
    """Shows no progress."""


def untold(reason: str) -> None:
    """Says nothing of a damaged build."""


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


def find(root: Path) -> tuple[Path, Index] | None:
    """Returns the folder and index of the current build of a home, or None where there is none.

    Raises Damaged for a build that is not as it was written or is of other sources, StoreError for one that may not
    be read.
    """
    digest = _known_digest(root)
    folder = cache.build(_name(digest))
    try:
        if not folder.is_dir():
            return None
        check(folder)
        index = _read_index(folder)
        if (index.digest, index.version) != (digest, __version__):
            raise Damaged(folder, "it is of other sources")
        return folder, index
    except FileNotFoundError:  # another process has removed it meanwhile
        return None
    except Damaged:
        if folder.exists():
            raise
        return None
    except OSError as error:
        raise StoreError(
            f"the build at {folder} cannot be read ({error.strerror}); set THBGRAPH_CACHE to a folder of yours"
        ) from None
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Damaged(folder, f"index.json: {error}") from None


def find_sound(root: Path, told: Told) -> tuple[Path, Index] | None:
    """Returns what `find` does; a damaged build, of which it is told what is wrong, counts as none."""
    try:
        return find(root)
    except Damaged as error:
        told(error.reason)
        return None


def known_index(root: Path) -> Index | None:
    """Returns the index of the current build of a home, or what the wheel carries; None where neither is there."""
    if (root / "closed.nq").exists():
        return _carried_index(root)
    found = find_sound(root, untold)
    return found and found[1]


def opened(root: Path, progress: Progress = silent, told: Told = untold) -> tuple[EmbeddedStore, Index]:
    """Opens the build of a home, which is made where there is none, and made again where it is damaged.

    The graph that a wheel carries is read into memory instead, unless the cache has its build. Raises DataError where
    the sources are wrong, and StoreError.
    """
    if (root / "closed.nq").exists():
        return _opened_carried(root, told)
    found = find_sound(root, told)
    for _ in range(_ATTEMPTS - 1):
        folder, index = found or build(root, progress)
        try:
            return open_store(folder, index), index
        except Damaged as error:  # removed meanwhile, or unknown to this version of the engine
            if folder.exists():
                told(error.reason)
            found = None
    folder, index = build(root, progress)
    return open_store(folder, index), index


def _opened_carried(root: Path, told: Told) -> tuple[EmbeddedStore, Index]:
    """Opens the build of what a wheel carries if the cache has it; else reads it into memory, and writes nothing."""
    with suppress(StoreError):  # no cache, or none that may be read
        found = find_sound(root, told)
        if found is not None:
            return open_store(*found), found[1]
    try:
        return EmbeddedStore.reading((root / "closed.nq").read_bytes()), _carried_index(root)
    except (OSError, SyntaxError) as error:
        raise _damaged_package(error) from None


def search_file(root: Path, digest: str) -> Path:
    """Returns the full-text index of a home whose sources have a digest: that of its build, else what a wheel carries."""
    built = cache.build(_name(digest)) / SEARCH
    return built if built.exists() else root / SEARCH


def plans_folder(digest: str) -> Path:
    """Returns the folder that keeps the plans of evidence of the build with a digest."""
    return cache.build(_name(digest)) / "plans"


def open_store(folder: Path, index: Index) -> EmbeddedStore:
    """Opens the store of a build, which answers its probe; raises Damaged where it does not."""
    try:
        return EmbeddedStore.open(folder / "store", index.probe)
    except StoreError as error:
        raise Damaged(folder, error.message) from None


def build(root: Path, progress: Progress = silent, reasoner: str = RULES) -> tuple[Path, Index]:
    """Builds a home and gives the folder and index; an existing build of the same sources is replaced.

    Both reasoners, "rules" and "owlrl", give the same graph; what came with the package is closed already. Raises
    DataError, naming file and line, when the sources are wrong, and StoreError when the cache cannot be written; it
    is then as before.
    """
    stamp, digest = _stamp(root), _digest(root)
    carried = (root / "closed.nq").exists()  # the wheel carries the closed graph: no reasoner is needed
    with _uncollected(), cache.new_build(_name(digest)) as folder:
        with StoreWriter(folder / "store") as store:
            if carried:
                progress(len(_STEPS), len(_STEPS), _STEPS[-1])
                store.add(_carried_quads(root))
                triples = store.finish()
                made = _carried_index(root)
                copyfile(root / SEARCH, folder / SEARCH)
            else:
                graph = close(root, progress, reasoner, store.add)
                triples = store.finish()
                progress(len(_STEPS), len(_STEPS), _STEPS[-1])
                made = _index(digest, graph, read_questions(root))
                _write_search(folder / SEARCH, graph)
            made = made._replace(triples=triples.result())
        (folder / "index.json").write_text(_json(made), encoding="utf-8")
        seal(folder)
        if _stamp(root) != stamp and _digest(root) != digest:
            raise StoreError("the sources changed while the graph was built; run the command again")
    return cache.build(_name(digest)), made


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


def close(root: Path, progress: Progress = silent, reasoner: str = RULES, found: Found = _unused) -> Graph:
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
    text = sources.read_text(root, path)
    name = path.rpartition("/")[2].removesuffix(".rq")
    question = read_question(text, path, name, PREFIXES)
    check_select(text, path)
    return question


def write_closed(root: Path, target: Path) -> None:
    """Writes the closed graph of a home for the wheel: `closed.nq` (sorted), `index.json` and the full-text index."""
    questions = read_questions(root)
    graph = close(root)
    quads = list(graph.quads)
    triples = len({quad.triple for quad in quads})
    index = _index(sources.digest(root), graph, questions)._replace(triples=triples)
    target.mkdir(parents=True, exist_ok=True)
    lines = sorted(f"{quad} .\n" for quad in quads)
    (target / "closed.nq").write_text("".join(lines), encoding="utf-8", newline="\n")
    (target / "index.json").write_text(_json(index), encoding="utf-8", newline="\n")
    _write_search(target / SEARCH, graph)


def _index(digest: str, graph: Graph, questions: dict[str, Question]) -> Index:
    """Makes the index, into which nothing computed goes: such nodes have no names."""
    return make_index(digest, __version__, [*graph.stated, *graph.inferred], questions, graph.reasoner)


def _write_search(path: Path, graph: Graph) -> None:
    """Writes the full-text index of what the data state."""
    from ..search.fulltext import write_index  # SQLite, for which a plain answer has no use
    from ..search.texts import lines

    write_index(path, lines(statement.quad for statement in graph.data))


def _json(index: Index) -> str:
    return json.dumps(index.to_json(), ensure_ascii=False, separators=(",", ":"))


def _read_index(folder: Path) -> Index:
    with open(folder / "index.json", encoding="utf-8") as file:
        return from_json(json.load(file))


def _carried_index(root: Path) -> Index:
    """Reads the index that the wheel carries; raises StoreError when it is damaged."""
    try:
        return _read_index(root)
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged_package(error) from None


def _carried_quads(root: Path) -> list[ox.Quad]:
    """Reads the closed graph that the wheel carries; raises StoreError when it is damaged."""
    try:
        return list(ox.parse(path=str(root / "closed.nq"), format=ox.RdfFormat.N_QUADS))
    except (OSError, SyntaxError) as error:
        raise _damaged_package(error) from None


def _damaged_package(error: Exception) -> StoreError:
    return StoreError(f"the graph that the package carries is damaged ({error}); install thbgraph again")


def _name(digest: str) -> str:
    return f"{digest[:16]}-{__version__}-{_LAYOUT}"


def _known_digest(root: Path) -> str:
    """Returns the hash of a home's sources, read again only when the size or a time of a file has changed."""
    if (root / "closed.nq").exists():
        return _carried_index(root).digest
    try:
        stamp, _, digest = read_regular(_note(root), _LONGEST_NOTE).decode().partition(" ")
        if stamp == _stamp(root):
            return digest
    except (OSError, ValueError):
        pass
    return _digest(root)


def _digest(root: Path) -> str:
    """Returns the hash of a home's sources, and notes it."""
    if (root / "closed.nq").exists():
        return _carried_index(root).digest
    stamp, note = _stamp(root), _note(root)
    digest = sources.digest(root)
    with suppress(OSError):  # the note only saves time: a cache that is read-only may well hold the build
        cache.make(note.parent)
        write_whole(note, f"{stamp} {digest}".encode())
    return digest


def _stamp(root: Path) -> str:
    return hashlib.sha256(os.fsencode(sources.stamp(root))).hexdigest()


def _note(root: Path) -> Path:
    """Returns the file in which the hash of a home's sources is noted."""
    return cache.stamp(hashlib.sha256(os.fsencode(root)).hexdigest()[:16])
