"""What a build holds, made from the sources of a home: statements in files, what is compiled from them, and a store."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from ..base.namespaces import ONTOLOGY_GRAPH, PREFIXES
from ..sentences import texts
from ..sentences.fulltext import write_index
from ..status.computed import Computed, compute
from ..status.records import Records
from ..stores.lines import graph_of, sorted_lines
from . import builds
from .compiling import Graph, closed, index_of, read, refuse_faults
from .description import contents, describe_build
from .index import Index
from .making import Reached, Step
from .question_files import current_questions, questions_text

_ONTOLOGY = ONTOLOGY_GRAPH.encode()
#: So many bytes are read at once.
_SOME = 1 << 20
_TRIPLES = ox.NamedNode(PREFIXES["void"] + "triples")


def write(root: Path, folder: Path, reached: Reached) -> None:
    """Writes the files of a build but its manifest, and tells which step is reached; raises DataError, StoreError and OSError.

    Another process writes the store of what is in files, while this one makes the next.
    """
    with Step("store", root, folder) as storing:
        _write_files(root, folder, storing, reached)
        reached(6)
        storing.finish()


def write_beside(
    root: Path, folder: Path, graph: Graph, computed: Computed, stated: list[bytes], inferred: list[bytes]
) -> Index:
    """Writes what statements rest on, full text and questions; returns the index, which has no digest yet."""
    _write_lines(folder / builds.GROUNDS, graph.grounds(computed, stated, inferred))
    index = index_of(graph, computed.lines())
    write_index(
        folder / builds.SEARCH,
        texts.lines(graph.data, index.labels, texts.words_of_properties(graph.ontology)),
    )
    _write(folder / builds.QUESTIONS, questions_text(root, current_questions(root)))
    return index


def _write_files(root: Path, folder: Path, storing: Step, reached: Reached) -> None:
    """Writes all files, those of statements as soon as they are known."""

    def write_part(name: str, lines: Iterable[bytes]) -> None:
        _write_lines(folder / name, lines)
        storing.tell(name)

    reached(1)
    ontology, data = read(root)
    stated = sorted_lines([*ontology, *data])
    write_part(builds.STATED, stated)
    reached(2)
    refuse_faults(root, ontology, data)
    reached(3)
    computed = compute(Records(data))
    write_part(builds.COMPUTED, computed.lines())
    reached(4)
    graph = closed(ontology, data)
    inferred = sorted_lines(graph.inferred)
    write_part(builds.INFERRED, inferred)
    storing.tell("")
    reached(5)
    index = write_beside(root, folder, graph, computed, stated, inferred)
    asserted = [line for line in stated if graph_of(line) != _ONTOLOGY]
    _write_quads(folder / builds.DATASET, contents(asserted, graph.ontology))
    digest = _digest(folder / name for name in builds.PARTS)
    described = describe_build(stated + inferred, digest, computed.lines())
    _write_quads(folder / builds.BUILD, described)
    triples = next(int(quad.object.value) for quad in described if quad.predicate == _TRIPLES)
    index = index._replace(digest=digest, triples=triples)
    _write(folder / builds.INDEX, index.text())


def _digest(files: Iterable[Path]) -> str:
    """Returns the SHA-256 of what is in some files, one behind the other."""
    total = sha256()
    for path in files:
        with open(path, "rb") as file:
            while some := file.read(_SOME):
                total.update(some)
    return total.hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_quads(path: Path, quads: Iterable[ox.Quad]) -> None:
    _write_lines(path, sorted_lines(quads))


def _write_lines(path: Path, lines: Iterable[bytes]) -> None:
    with open(path, "wb") as file:
        file.writelines(lines)
