"""The steps of a build, each in a process of its own: `python -m thbgraph.build.steps PARENT STEP HOME FOLDER`.

It prints the number of what it does, and in the end what is wrong, each as a line of JSON.
"""

from __future__ import annotations

import errno
import gc
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..base.errors import DataError, OutOfMemoryError, StoreError
from ..base.namespaces import ONTOLOGY_GRAPH, PREFIXES
from ..base.version import __version__
from ..stores.embedded import EmbeddedStore, Loader
from ..stores.lines import graph_of, merged, sorted_lines
from ..stores.processes import end_with
from . import builds
from .builds import Build
from .making import NO_MEMORY, Step

_ONTOLOGY = ONTOLOGY_GRAPH.encode()
_TRIPLES = ox.NamedNode(PREFIXES["void"] + "triples")


def main() -> int:
    """Takes a step; exit 1 where something is wrong, and is told."""
    parent, step, root, folder = sys.argv[1:]
    end_with(int(parent))
    gc.disable()  # the process makes many objects and next to no garbage, and ends soon
    try:
        _STEPS[step](Path(root), Path(folder))
    except (MemoryError, OutOfMemoryError):
        return NO_MEMORY
    except DataError as error:
        place = {"path": error.path, "line": error.line, "column": error.column}
        return _wrong(kind=error.code, message=error.message, **place)
    except StoreError as error:
        return _wrong(kind=StoreError.code, message=error.message)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _wrong(
            kind="system", number=error.errno or errno.EIO, message=f"{where}{error.strerror or error}"
        )
    except sqlite3.Error as error:
        return _wrong(kind="system", number=errno.EIO, message=f"{builds.SEARCH}: {error}")
    return 0


def _wrong(**said: Any) -> int:
    print(json.dumps(said), flush=True)
    return 1


def _at(number: int, *_: object) -> None:
    """Tells what is done."""
    print(number, flush=True)


def files(root: Path, folder: Path) -> None:
    """Writes the statements in files, what is compiled from them, and what they as a whole say.

    Another process writes the store of what is in the files, while this one makes the next.
    """
    from ..conflicts import conflicts
    from ..sentences import texts
    from ..sentences.fulltext import write_index
    from ..status.computed import written
    from .closing import close, index_of
    from .conflicts import conflicts_text
    from .description import describe, describe_build
    from .question_files import read_kinds
    from .questions import current_questions, questions_text
    from .sources import read_links

    with Step("store", root, folder) as storing:
        graph = close(root, _at)
        stated, inferred = sorted_lines(graph.stated), sorted_lines(graph.inferred)
        _write_lines(folder / builds.STATED, stated)
        _write_lines(folder / builds.INFERRED, inferred)
        storing.tell(builds.STATED, builds.INFERRED)
        _at(4)
        computed = written(graph.records)
        _write_lines(folder / builds.COMPUTED, computed)
        storing.tell(builds.COMPUTED)
        _at(5)
        index = index_of(graph, computed)
        write_index(folder / builds.SEARCH, texts.lines(graph.data, index.labels, index.aliases))
        _write(folder / builds.QUESTIONS, questions_text(current_questions(root, {})))
        asserted = [line for line in stated if graph_of(line) != _ONTOLOGY]
        _write_quads(folder / builds.DATASET, describe(asserted, graph.ontology, __version__))
        graphs = _graphs(stated, inferred, computed)
        _write(folder / builds.GRAPHS, graphs)
        digest = sha256(graphs.encode()).hexdigest()
        described = describe_build(merged(stated, inferred, computed), digest, __version__)
        _write_quads(folder / builds.BUILD, described)
        triples = next(int(quad.object.value) for quad in described if quad.predicate == _TRIPLES)
        index = index._replace(digest=digest, triples=triples)
        _write(folder / builds.INDEX, index.text())
        _at(6)
        storing.finish()
    _at(7)
    with closing(EmbeddedStore.open(folder / builds.STORE)) as store:
        found = conflicts(graph.records, store, index.label, read_links(root), read_kinds(root))
    _write(folder / builds.CONFLICTS, conflicts_text(found))


def store(root: Path, folder: Path) -> None:
    """Writes the store of the files that each line of the input names, which hold all that is said of a blank node."""
    store = ox.Store(str(folder / builds.STORE))
    loader = Loader(store.bulk_load)
    for line in sys.stdin:
        loader.add(partial(Build(folder).lines, *line.split()))
    loader.finish()
    store.flush()


def _graphs(*parts: Iterable[bytes]) -> str:
    """Returns the SHA-256 of the lines of each graph."""
    hashes = defaultdict[bytes, Any](sha256)
    for lines in parts:
        for graph, own in groupby(lines, graph_of):
            hashes[graph].update(b"".join(own))
    return "".join(f"{found.hexdigest()} {graph.decode()}\n" for graph, found in sorted(hashes.items()))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_quads(path: Path, quads: Iterable[ox.Quad]) -> None:
    _write_lines(path, sorted_lines(quads))


def _write_lines(path: Path, lines: Iterable[bytes]) -> None:
    with open(path, "wb") as file:
        file.writelines(lines)


_STEPS: Mapping[str, Callable[[Path, Path], None]] = {"files": files, "store": store}

if __name__ == "__main__":
    sys.exit(main())
