"""What a build holds, made from the sources of a home: statements in files, what is compiled from them, and a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..base.namespaces import ONTOLOGY_GRAPH, PREFIXES
from ..base.version import __version__
from ..conflicts import conflicts
from ..sentences import texts
from ..sentences.fulltext import write_index
from ..status.computed import compute
from ..stores.embedded import EmbeddedStore
from ..stores.lines import graph_of, sorted_lines
from . import builds
from .compiling import Graph, close, index_of
from .conflict_files import conflicts_text, read_kinds
from .description import describe, describe_build
from .index import Index
from .making import Reached, Step
from .question_files import current_questions, questions_text
from .source_files import read_links

_ONTOLOGY = ONTOLOGY_GRAPH.encode()
#: So many lines are joined at once.
_SOME = 10_000
_TRIPLES = ox.NamedNode(PREFIXES["void"] + "triples")


def write(root: Path, folder: Path, reached: Reached) -> None:
    """Writes the files of a build but its manifest, and tells which step is reached; raises DataError, StoreError and OSError.

    Another process writes the store of what is in files, while this one makes the next.
    """
    with Step("store", root, folder) as storing:
        graph = close(root, reached)
        names = _write_graph(root, folder, graph, storing, reached)
        reached(6)
        storing.finish()
    reached(7)
    with closing(EmbeddedStore.open(folder / builds.STORE)) as store:
        found = conflicts(graph.records, store, names.label, read_links(root), read_kinds(root))
    _write(folder / builds.CONFLICTS, conflicts_text(found))


def _write_graph(root: Path, folder: Path, graph: Graph, storing: Step, reached: Reached) -> Index:
    """Writes the files of a graph, and returns its index."""
    stated, inferred = sorted_lines(graph.stated), sorted_lines(graph.inferred)
    _write_lines(folder / builds.STATED, stated)
    _write_lines(folder / builds.INFERRED, inferred)
    storing.tell(builds.STATED, builds.INFERRED)
    reached(4)
    computed = compute(graph.records)
    _write_lines(folder / builds.COMPUTED, computed.lines)
    storing.tell(builds.COMPUTED)
    reached(5)
    _write_lines(folder / builds.GROUNDS, graph.grounds(computed, stated, inferred))
    index = index_of(graph, computed.lines)
    write_index(folder / builds.SEARCH, texts.lines(graph.data, index.labels, index.aliases))
    _write(folder / builds.QUESTIONS, questions_text(current_questions(root, {})))
    asserted = [line for line in stated if graph_of(line) != _ONTOLOGY]
    _write_quads(folder / builds.DATASET, describe(asserted, graph.ontology, __version__))
    graphs = _graphs(stated, inferred, computed.lines)
    _write(folder / builds.GRAPHS, graphs)
    digest = sha256(graphs.encode()).hexdigest()
    described = describe_build(merge(stated, inferred, computed.lines), digest, __version__)
    _write_quads(folder / builds.BUILD, described)
    triples = next(int(quad.object.value) for quad in described if quad.predicate == _TRIPLES)
    index = index._replace(digest=digest, triples=triples)
    _write(folder / builds.INDEX, index.text())
    return index


def _graphs(*parts: Iterable[bytes]) -> str:
    """Returns the SHA-256 of the lines of each graph."""
    hashes = defaultdict[bytes, Any](sha256)
    for lines in parts:
        for graph, own in groupby(lines, graph_of):
            while some := b"".join(islice(own, _SOME)):
                hashes[graph].update(some)
    return "".join(f"{found.hexdigest()} {graph.decode()}\n" for graph, found in sorted(hashes.items()))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_quads(path: Path, quads: Iterable[ox.Quad]) -> None:
    _write_lines(path, sorted_lines(quads))


def _write_lines(path: Path, lines: Iterable[bytes]) -> None:
    with open(path, "wb") as file:
        file.writelines(lines)
