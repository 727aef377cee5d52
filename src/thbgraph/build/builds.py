"""One build: a folder of files, which its manifest names, and of which nobody removes one while the build is open.

    manifest                              key, and size and SHA-256 of each file
    stated.nq inferred.nq computed.nq     the statements, as sorted lines of N-Quads (see `stores.lines`)
    grounds                               what each computed and inferred one rests on (see there)
    dataset.nq build.nq                   what the dataset holds, and which build it is (VoID)
    index.json questions.json search.db
    store/                                what the engine made of the statements
    conflicts reports phrases forms labels
                                          where sources disagree, the reports as they are read, the phrases by which the
                                          ontology says relations, and names by their forms and things by their folded
                                          labels, once somebody asked (see `kept_files`)

What a wheel carries is a build without a store, some of whose files are compressed; what is made beside a graph at an
endpoint has of the statements those that are stated and inferred.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache as cached
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from ..base.errors import REBUILD, DataError, StoreError
from ..base.version import __version__
from ..stores.embedded import EmbeddedStore, Lease
from ..stores.lines import Content, Grounds, Lines, quads_of
from . import homes
from .files import only_regular, read_regular
from .index import Index, from_json
from .question_files import current_questions, questions_in

#: The statements: what is stated, what follows by rules, what is computed.
STATED, INFERRED, COMPUTED = PARTS = ("stated.nq", "inferred.nq", "computed.nq")
#: What the dataset holds that passages and sources state, and which build it is.
DATASET, BUILD = "dataset.nq", "build.nq"
GROUNDS, INDEX, QUESTIONS, SEARCH = "grounds", "index.json", "questions.json", "search.db"
STORE, MANIFEST = "store", "manifest"
#: What is found when somebody first asks.
LATER = CONFLICTS, REPORTS, PHRASES, *_ = "conflicts", "reports", "phrases", "forms", "labels"
#: All but the store, the manifest, and what is found later.
FILES = (*PARTS, DATASET, BUILD, GROUNDS, INDEX, QUESTIONS, SEARCH)
#: What is compressed has this behind its name.
_COMPRESSED = ".gz"
#: A file that is read whole, other than statements, has fewer bytes.
_LONGEST = 100_000_000
#: So many bytes of a file are read at once.
_SOME = 1 << 20
#: Statements of more bytes, about a million and a half, are asked where they lie even by who asks a great deal.
_MOST_IN_MEMORY = 256 << 20


class Damaged(StoreError):
    """Says that a build is not as it was written, and in what (`reason`)."""

    def __init__(self, build: Path, reason: str) -> None:
        super().__init__(f"the build at {build} is damaged ({reason})", REBUILD)
        self.build, self.reason = build, reason


class Build:
    """The files of one build."""

    def __init__(self, folder: Path, lease: Lease | None = None) -> None:
        self.folder, self.lease = folder, lease

    def close(self) -> None:
        """Lets others remove it."""
        if self.lease is not None:
            self.lease.close()

    @property
    def search(self) -> Path:
        """Where the full-text index is."""
        return self.folder / SEARCH

    def has(self, name: str) -> bool:
        """Says whether a file is there; what is made beside a graph elsewhere lacks some."""
        return self._path(name).exists()

    def lines(self, *names: str) -> Iterator[bytes]:
        """Yields the lines of some files of statements; raises StoreError where one cannot be read."""
        for name in names:
            try:
                with self._open(name) as file:
                    yield from file
            except (OSError, EOFError) as error:
                raise Damaged(self.folder, f"{name}: {error}") from None

    def quads(self, *names: str) -> Iterator[ox.Quad]:
        """Yields the quads of some files of statements; raises StoreError where one cannot be read."""
        yield from quads_of(self.lines(*names))

    def parts(self, described: bool = False) -> list[Lines]:
        """Returns the lines of all statements, file by file, and with them of what describes the build."""
        return [partial(self.lines, name) for name in (*PARTS, *[BUILD] * described)]

    def opened(self, index: Index) -> EmbeddedStore:
        """Opens the store; raises Damaged where it does not answer its probe."""
        try:
            return EmbeddedStore.open(self.folder / STORE, index.probe, self.lease)
        except StoreError as error:
            if error.advice != REBUILD:
                raise
            raise Damaged(self.folder, error.what) from None

    def loaded(self, described: bool = False) -> EmbeddedStore:
        """Loads the statements into memory, where a question takes half as long, and with them what describes the build.

        Raises StoreError.
        """
        return EmbeddedStore.loading(self.parts(described), self.lease)

    def loaded_or_opened(self, index: Index) -> EmbeddedStore:
        """Loads the statements into memory, or opens the store of many, so that memory does not grow with them; raises StoreError."""
        with self._telling():
            size = sum(os.path.getsize(self._path(name)) for name in PARTS)
        return self.loaded() if size <= _MOST_IN_MEMORY else self.opened(index)

    def index(self, root: Path) -> Index:
        """Reads the index, with the questions of a home as they are now; raises Damaged, and DataError for a question."""
        try:
            with uncollected():
                index = from_json(json.loads(self._read(INDEX)))
                compiled = questions_in(self._read(QUESTIONS))
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise Damaged(self.folder, f"{INDEX}: {error}") from None
        return index._replace(
            questions=current_questions(root, compiled),
            root=root,
            folder=self.folder,
            grounds=cached(self.grounds),
        )

    def grounds(self) -> Grounds:
        """Opens what computed and inferred statements rest on; raises Damaged."""
        try:
            return Grounds(*map(self._content, (GROUNDS, STATED, INFERRED)))
        except (OSError, EOFError, ValueError) as error:
            raise Damaged(self.folder, f"{GROUNDS}: {error}") from None

    def looks(self) -> str:
        """Returns a text that changes when a file does, without reading any; raises Damaged where one is missing."""
        with self._telling():
            return homes.looks(f"{self.folder}/{name}" for name in (*self._names(), MANIFEST))

    def seal(self, of: str) -> None:
        """Writes the manifest of a build that is complete and whose store is closed, and has a key."""
        files = {name: self._seen(name) for name in self._names()}
        written = {"key": of, "version": __version__, "files": files}
        (self.folder / MANIFEST).write_text(json.dumps(written, indent=0), encoding="utf-8")

    def verify(self, of: str | None = None) -> None:
        """Reads every file; raises Damaged for the first that is not as it was written, and for another key."""
        with self._telling():
            manifest = json.loads(read_regular(self.folder / MANIFEST, _LONGEST))
            if of not in (None, manifest["key"]):
                raise Damaged(self.folder, "it is of other sources, or of another version of thbgraph")
            written, there = manifest["files"], set(self._names())
            for name in sorted({*written, *there}):
                if name not in there:
                    raise Damaged(self.folder, f"{name} is missing")
                if name not in written or self._seen(name, written[name][0]) != written[name]:
                    raise Damaged(self.folder, f"{name} is not as it was written")

    def copy(self, folder: Path) -> None:
        """Copies every file but those of the store to a new folder, none of them compressed; raises StoreError."""
        with self._telling():
            for name in FILES:
                with self._open(name) as source, open(folder / name, "wb") as target:
                    while some := source.read(_SOME):
                        target.write(some)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Raises Damaged where a file cannot be read; that it must not be is no damage."""
        try:
            yield
        except (PermissionError, StoreError):
            raise
        except OSError as error:
            name = os.path.basename(error.filename or self.folder)
            raise Damaged(self.folder, f"{name}: {error.strerror or error}") from None
        except DataError as error:
            raise Damaged(self.folder, f"{os.path.basename(error.path)} {error.message}") from None
        except (ValueError, TypeError, KeyError, EOFError, RecursionError):
            raise Damaged(self.folder, f"{MANIFEST} is not a manifest") from None

    def _names(self) -> list[str]:
        store = self.folder / STORE
        files = [name for name in FILES if self.has(name)]
        return files + sorted(f"{STORE}/{name}" for name in (os.listdir(store) if store.exists() else ()))

    def _open(self, name: str) -> BinaryIO:
        path = self._path(name)
        if path.suffix == _COMPRESSED:
            return cast(BinaryIO, gzip.GzipFile(path))
        return open(path, "rb", opener=only_regular)

    def _path(self, name: str) -> Path:
        compressed = self.folder / f"{name}{_COMPRESSED}"
        return compressed if compressed.exists() else self.folder / name

    def _content(self, name: str) -> Content:
        """Gives the lines of a file to be read at any place."""
        with self._open(name) as file:
            if isinstance(file, gzip.GzipFile):
                return file.read()
            # An empty file cannot be mapped.
            return mmap(file.fileno(), 0, access=ACCESS_READ) if os.fstat(file.fileno()).st_size else b""

    def _read(self, name: str) -> bytes:
        with self._open(name) as file:
            content = file.read(_LONGEST + 1)
        if len(content) > _LONGEST:
            raise ValueError(f"{name} has more than {_LONGEST} bytes")
        return content

    def _seen(self, name: str, size: int | None = None) -> list[object]:
        """Returns size and SHA-256 of a file; the latter is empty where a size is given and is not that of the file."""
        import hashlib  # which loads a library that most commands need for nothing

        with self._open(name) as file:
            total, found = hashlib.sha256(), 0
            if size not in (None, os.fstat(file.fileno()).st_size) and not isinstance(file, gzip.GzipFile):
                return [os.fstat(file.fileno()).st_size, ""]
            while some := file.read(_SOME):
                total.update(some)
                found += len(some)
            return [found, total.hexdigest()]


def carried(root: Path) -> Build | None:
    """Returns the build that a wheel carries; None where the home has sources alone."""
    folder = homes.carried(root)
    return None if folder is None else Build(folder)


def damaged_package(reason: str) -> StoreError:
    """Returns the error of an installation whose graph cannot be read."""
    return StoreError(f"the graph that the package carries is damaged ({reason})", "install thbgraph again")


@contextmanager
def uncollected() -> Iterator[None]:
    """Disables the cyclic garbage collector for work that makes many objects and next to no garbage."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
