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
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..base.errors import DataError, StoreError
from ..base.namespaces import PREFIXES
from ..base.version import __version__
from ..stores.embedded import EmbeddedStore, write_store
from ..stores.lines import graph_of, sorted_lines
from ..stores.processes import end_with
from . import builds
from .builds import Build
from .making import NO_MEMORY

_TRIPLES = ox.NamedNode(PREFIXES["void"] + "triples")


def main() -> int:
    """Takes a step; exit 1 where something is wrong, and is told."""
    parent, step, root, folder = sys.argv[1:]
    end_with(int(parent))
    gc.disable()  # the process makes many objects and next to no garbage, and ends soon
    try:
        _STEPS[step](Path(root), Path(folder))
    except MemoryError:
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
    """Writes the statements in files, the hash of each graph, and what is compiled from them."""
    from ..sentences import texts
    from ..sentences.fulltext import write_index
    from .closing import close, index_of
    from .description import describe
    from .questions import current_questions, questions_text

    graph = close(root, _at)
    _at(5)
    index = index_of(graph)
    write_index(folder / builds.SEARCH, texts.lines(graph.data, index.labels, index.aliases))
    _write(folder / builds.QUESTIONS, questions_text(current_questions(root, {})))
    _write_quads(folder / builds.DATASET, describe(graph.data, graph.ontology, __version__))
    hashes = defaultdict[bytes, Any](sha256)
    parts = (sorted_lines(graph.stated), sorted_lines(graph.inferred), graph.computed)
    for name, lines in zip(builds.PARTS, parts, strict=True):
        _write_lines(folder / name, lines)
        for line in lines:
            hashes[graph_of(line)].update(line)
    graphs = "".join(f"{found.hexdigest()} {name.decode()}\n" for name, found in sorted(hashes.items()))
    _write(folder / builds.GRAPHS, graphs)
    _write(folder / builds.INDEX, index._replace(digest=sha256(graphs.encode()).hexdigest()).text())


def store(root: Path, folder: Path) -> None:
    """Writes the store of the statements, and what these as a whole say, unless a wheel carries that."""
    _at(6)
    build = Build(folder)
    with closing(write_store(folder / builds.STORE, build.parts)) as written:
        if not (folder / builds.CONFLICTS).exists():
            _at(7)
            _compare(root, build, written)


def _compare(root: Path, build: Build, written: EmbeddedStore) -> None:
    """Writes how much the statements of a store are, and their conflicts."""
    from ..conflicts import conflicts
    from ..status.records import Records
    from .conflicts import conflicts_text
    from .description import describe_build
    from .question_files import read_kinds
    from .sources import read_links

    index = build.index(root)
    described = describe_build(written, index.digest, index.version)
    records, kinds = Records(build.asserted()), read_kinds(root)
    found = conflicts(records, written, index.label, read_links(root), kinds)
    triples = next(int(quad.object.value) for quad in described if quad.predicate == _TRIPLES)
    _write_quads(build.folder / builds.BUILD, described)
    _write(build.folder / builds.INDEX, index._replace(triples=triples).text())
    _write(build.folder / builds.CONFLICTS, conflicts_text(found))


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
