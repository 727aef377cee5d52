"""Connecting to an endpoint: which build it holds, whether it answers as it must, and what is needed beside its graph.

Names, classes, the full-text index and the grounds of what no source states are made once from what the graph there
states, and kept under its digest in the cache; where the same build lies here, they are those of that. That an engine held
every probe is noted there, too. Whether the build is whole, of which an engine may lose rows when it stops, takes it as
long as to count them; that is asked again an hour later.
"""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

from ..base.errors import EndpointError
from ..base.namespaces import ONTOLOGY_GRAPH
from ..base.progress import Progress, silent
from ..build.builds import INDEX, INFERRED, STATED
from ..build.cache import kept, sound_with
from ..build.compiling import closed
from ..build.contents import write_beside
from ..build.files import write_whole
from ..build.homes import key_of_program
from ..build.index import Index
from ..build.opening import known_index
from ..status.computed import compute
from ..status.records import Records
from ..stores.lines import sorted_lines
from ..stores.text_store import TextStore
from .endpoint import Endpoint
from .probe import PUBLISH, Published, hold_same, identified, probed

STEPS = (
    "trying the engine",
    "reading what is stated",
    "computing what follows",
    "making names and full text",
)
#: After so many seconds the triples of an engine are counted again.
_DUE = 3_600


def connected(url: str, root: Path, progress: Progress = silent) -> tuple[TextStore, Index]:
    """Returns a store that asks an endpoint, and the index of the graph there, with the questions of a home.

    Raises RequestError for what is no address, EndpointError where it holds no build, does not answer as it must, or
    does not answer.
    """
    endpoint = Endpoint(url)
    build = identified(endpoint)
    if build is None:
        raise EndpointError(f"{url} holds no build of thbgraph", f"publish one: {PUBLISH}", url=url)
    store = endpoint.store(partial(hold_same, endpoint, build))
    key, index = key_of_program(f"beside {build.digest}"), known_index(root)
    if index is None or index.digest != build.digest:  # else the same build lies here
        there = sound_with(key)
        index = None if there is None else there.index(root)
    note = sha256(url.encode()).hexdigest()
    age = None if index is None or index.folder is None else _age(index.folder / note)
    is_due = age is None or age > _DUE
    if is_due:
        progress(1, len(STEPS), STEPS[0])
        _try(endpoint, build, age is not None)
    if index is None:
        index = kept(key, lambda folder: _write(folder, root, store, build, progress), progress).index(root)
    if is_due and index.folder is not None:
        with suppress(OSError):
            write_whole(index.folder / note, b"")
    return store, index


def _try(endpoint: Endpoint, build: Published, is_known: bool) -> None:
    """Raises EndpointError for the first thing that the engine must do and does not."""
    for found in probed(endpoint, build, is_known):
        if found.fault:
            raise EndpointError(f"{endpoint.url} {found.message}", url=endpoint.url)


def _age(note: Path) -> float | None:
    """Returns how many seconds ago an engine was last tried; None where it was not."""
    with suppress(OSError):
        return time.time() - note.stat().st_mtime
    return None


def _write(folder: Path, root: Path, store: TextStore, build: Published, progress: Progress) -> None:
    """Writes to a folder what a build has beside the statements that are asked of the engine.

    What follows from what is stated there is computed and inferred again, as by a build.
    """
    progress(2, len(STEPS), STEPS[1])
    graph = closed(list(store.graph(ONTOLOGY_GRAPH)), sorted(store.asserted(), key=str))
    progress(3, len(STEPS), STEPS[2])
    computed = compute(Records(graph.data))
    stated, inferred = sorted_lines(graph.stated), sorted_lines(graph.inferred)
    (folder / STATED).write_bytes(b"".join(stated))
    (folder / INFERRED).write_bytes(b"".join(inferred))
    progress(4, len(STEPS), STEPS[3])
    index = write_beside(root, folder, graph, computed, stated, inferred)
    index = index._replace(digest=build.digest, version=build.version, triples=build.triples)
    (folder / INDEX).write_text(index.text(), encoding="utf-8")
