"""Connecting to an endpoint: which build it holds, whether it answers as it must, and what is needed beside its graph.

Names, classes, the full-text index and the grounds of computed statements are made once from the graph that is published there, and kept under its digest
in the cache; where the same build lies here, they are those of that. That an engine held every probe is noted there,
too; whether the build is whole is asked each time, since an engine may lose rows when it stops.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from ..base.errors import EndpointError
from ..base.namespaces import INFERRED_GRAPH, ONTOLOGY_GRAPH
from ..base.progress import Progress, silent
from ..build import homes
from ..build.builds import CONFLICTS, GROUNDS, INDEX, QUESTIONS, SEARCH, STATED
from ..build.cache import kept, sound_with
from ..build.conflict_files import conflicts_text, read_kinds
from ..build.files import write_whole
from ..build.index import Index, make_index
from ..build.key import key_of_program
from ..build.opening import known_index
from ..build.question_files import current_questions, questions_text
from ..build.source_files import read_links
from ..conflicts import conflicts
from ..names.labels import LABEL
from ..sentences.fulltext import write_index
from ..sentences.texts import lines
from ..status.computed import compute
from ..status.records import Records
from ..stores.grounds_file import written
from ..stores.lines import sorted_lines
from ..stores.text_store import TextStore
from .endpoint import Endpoint
from .probe import Published, identified, probed

STEPS = ("trying the engine", "reading what is stated", "reading what follows", "making names and full text")


def connected(url: str, root: Path, progress: Progress = silent) -> tuple[TextStore, Index]:
    """Returns a store that asks an endpoint, and the index of the graph there, with the questions of a home.

    Raises RequestError for what is no address, EndpointError where it holds no build, does not answer as it must, or
    does not answer.
    """
    endpoint = Endpoint(url)
    build = identified(endpoint)
    if build is None:
        raise EndpointError(
            f"{url} holds no build of thbgraph; publish one: thbgraph publish --endpoint URL", url=url
        )
    store = endpoint.store()
    key, index = _key(root, build), known_index(root)
    if index is None or index.digest != build.digest:  # else the same build lies here
        there = sound_with(key)
        index = None if there is None else there.index(root)
    note = sha256(url.encode()).hexdigest()
    is_known = index is not None and index.folder is not None and (index.folder / note).exists()
    if not is_known:
        progress(1, len(STEPS), STEPS[0])
    _try(endpoint, build, is_known)
    if index is None:
        index = kept(key, lambda folder: _write(folder, root, store, build, progress), progress).index(root)
    if index.folder is not None:
        with suppress(OSError):
            write_whole(index.folder / note, b"")
    return store, index


def _key(root: Path, build: Published) -> str:
    """Returns the key of what lies beside a build: the program, the build, and how a home finds conflicts in it."""
    kinds = (homes.read_text(root, name) for name in homes.conflict_files(root))
    return key_of_program("\0".join((f"beside {build.digest}", *kinds)))


def _try(endpoint: Endpoint, build: Published, is_known: bool) -> None:
    """Raises EndpointError for the first thing that the engine must do and does not."""
    for found in probed(endpoint, build, is_known):
        if found.fault and found.is_needed:
            raise EndpointError(
                f'{endpoint.url} fails the probe "{found.name}": {found.fault}', url=endpoint.url
            )


def _write(folder: Path, root: Path, store: TextStore, build: Published, progress: Progress) -> None:
    """Writes to a folder what a build has beside what is inferred and computed, of which labels alone are taken.

    What computed statements rest on is computed again from what is stated.
    """
    progress(2, len(STEPS), STEPS[1])
    stated = sorted(store.asserted(), key=str)
    quads = [*stated, *store.graph(ONTOLOGY_GRAPH)]
    progress(3, len(STEPS), STEPS[2])
    quads += store.graph(INFERRED_GRAPH)
    quads += dict.fromkeys(store.match_many([(None, ox.NamedNode(LABEL), None)])).keys() - set(quads)
    progress(4, len(STEPS), STEPS[3])
    index = make_index(build.digest, build.version, quads)._replace(triples=build.triples)
    records, written_stated = Records(stated), sorted_lines(stated)
    found = conflicts(records, store, index.label, read_links(root), read_kinds(root))
    (folder / STATED).write_bytes(b"".join(written_stated))
    (folder / GROUNDS).write_bytes(b"".join(written(compute(records).grounds, written_stated)))
    (folder / INDEX).write_text(index.text(), encoding="utf-8")
    (folder / CONFLICTS).write_text(conflicts_text(found), encoding="utf-8")
    (folder / QUESTIONS).write_text(questions_text(current_questions(root, {})), encoding="utf-8")
    write_index(folder / SEARCH, lines(stated, index.labels, index.aliases))
