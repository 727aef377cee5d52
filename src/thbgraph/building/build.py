"""From sources to a store: read, checked, reasoned, computed, written once, and kept in the cache.

The engine writes what is stated while the rest is computed, and that while index, questions and full text are made.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pyoxigraph as ox

from ..stores.writer import StoreWriter
from ..words.errors import StoreError
from ..words.progress import Progress, silent
from . import builds, homes
from .builds import STEPS, carried, carried_index, damaged_package, digest_of, uncollected
from .index import Index
from .integrity import SEARCH, seal
from .kept_builds import new_build
from .kept_questions import QUESTIONS, current_questions


def build(root: Path, progress: Progress = silent) -> tuple[Path, Index]:
    """Builds a home and returns the folder and index; an existing build of the same sources is replaced.

    What came with the package is closed already. Raises
    DataError, naming file and line, when the sources are wrong, and StoreError when the cache cannot be written; it
    is then as before.
    """
    stamp, digest = homes.stamp(root), digest_of(root)
    with uncollected(), new_build(builds.name(digest)) as folder:
        made = _written(root, folder, digest, progress)
        (folder / "index.json").write_text(made.text(), encoding="utf-8")
        seal(folder)
        if homes.stamp(root) != stamp and digest_of(root) != digest:
            raise StoreError("the sources changed while the graph was built; run the command again")
    return builds.folder(digest), made


def _written(root: Path, folder: Path, digest: str, progress: Progress) -> Index:
    """Writes the store, questions and full-text index of a build; returns its index."""
    closed = carried(root)  # already, so that nothing is inferred again
    with StoreWriter(folder / "store") as store:
        if closed:
            progress(len(STEPS), len(STEPS), STEPS[-1])
            store.add(_carried_quads(closed))
            store.complete()
            made = carried_index(root)
            for name in (SEARCH, QUESTIONS):
                copyfile(root / name, folder / name)
        else:
            made = _closed(root, folder, digest, progress, store)
        return made._replace(triples=store.finish())


def _closed(root: Path, folder: Path, digest: str, progress: Progress, store: StoreWriter) -> Index:
    """Closes the sources of a home, and writes its questions and full text while the store is written.

    The graph is let go at the end, which takes a while, before the garbage collector, which would walk all of it, is
    at work again.
    """
    from .closing import close, index_of, write_search  # which a wheel, closed already, does without

    graph = close(root, progress, store.add)
    store.complete()
    progress(len(STEPS), len(STEPS), STEPS[-1])
    made = index_of(graph, digest)._replace(questions=current_questions(root, folder))
    write_search(folder / SEARCH, graph, made)
    return made


def _carried_quads(closed: Path) -> list[ox.Quad]:
    """Reads the closed graph that the wheel carries; raises StoreError when it is damaged."""
    try:
        return list(ox.parse(path=str(closed), format=ox.RdfFormat.TRIG))
    except (OSError, SyntaxError) as error:
        raise damaged_package(error) from None
