"""The store that answers: an embedded Oxigraph, opened read-only.

Questions query its default graph, which holds every distinct triple of all named graphs once. On opening
it answers a probe: a triple that stands in two passages gives one row plain and two by GRAPH.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pyoxigraph as ox

from ..base.errors import REBUILD, StoreError
from ..base.namespaces import MEMO, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, SOURCE
from ..base.vocabulary import State
from .evaluation import Dataset, broken_off, evaluate, read_by, short_of_files
from .lines import Lines, Stream, triple_of
from .protocol import Pattern

_T = TypeVar("_T")
#: What stands in a line that names a blank node, and rarely in another.
_BLANK = b"_:"
#: What ends a line of the default graph.
_END = b" .\n"
#: Patterns of one term each, that a statement of the ontology fits.
_ONE_KNOWN = (
    (ox.NamedNode(State), None, None),
    (None, ox.NamedNode(RDF_TYPE), None),
    (None, None, ox.NamedNode(PREFIXES["owl"] + "Class")),
)
#: So many bytes are read at once, and so many lines are loaded at once, which takes some 300 MB.
_READ, _TEXT = 1 << 16, 300_000


class Lease(Protocol):
    """Keeps what a store is read from in its place until it is closed."""

    def close(self) -> None:
        """Lets go of it."""


def store_of(quads: Iterable[ox.Quad]) -> ox.Store:
    """Fills a store as a build does: quads in their graphs, and each triple once in the default graph."""
    store = ox.Store()
    given = list(quads)
    store.bulk_extend(given)
    store.bulk_extend({ox.Quad(*quad.triple) for quad in given})
    return store


class Loader:
    """Fills a store with a graph part by part: with named graphs as parts come, and in the end with the default graph.

    So the engine has the default graph in one file an order, where a question finds it, and of named graphs as many as
    there are parts; of large graphs more, since it holds a text in memory. A blank node is another one in each text that
    is loaded, so what is said of any comes in the last.
    """

    def __init__(self, load: Callable[..., None]) -> None:
        """Takes the function of the engine's store that loads a text."""
        self._load_text = load
        self._added: list[Lines] = []

    def add(self, part: Lines) -> None:
        """Loads a part into its named graphs."""
        self._load(line for line in part() if _BLANK not in line)
        self._added.append(part)

    def finish(self) -> None:
        """Loads the default graph: each triple once, without its graphs; and in these what is said of blank nodes."""
        lines = (line for part in self._added for line in part())
        blank = list[bytes]()

        def plain() -> Iterator[bytes]:
            for line in lines:
                if _BLANK in line:
                    blank.append(line)
                else:
                    yield triple_of(line) + _END

        self._load(plain(), (form for line in blank for form in (line, triple_of(line) + _END)))

    def _load(self, lines: Iterable[bytes], last: Iterable[bytes] = ()) -> None:
        """Loads lines in texts of some size, with others in the last."""
        rest = iter(lines)
        first = next(rest, None)

        def text() -> Iterator[bytes]:
            nonlocal first
            if first is not None:
                yield first
                yield from islice(rest, _TEXT - 1)
                first = next(rest, None)
            if first is None:
                yield from last

        is_first = True
        while is_first or first is not None:
            # The engine wrote them, so that they need no second check.
            self._load_text(BufferedReader(Stream(text()), _READ), ox.RdfFormat.N_QUADS, lenient=True)
            is_first = False


class EmbeddedStore:
    """An Oxigraph store in this process: a built graph on disk, opened read-only, or one in memory."""

    def __init__(self, store: ox.Store, lease: Lease | None = None, folder: Path | None = None) -> None:
        """Takes a store that holds a graph as a build writes it, what is let go of with it, and the folder that has it."""
        self._opened: ox.Store | None = store
        self._lease, self._folder = lease, folder

    @classmethod
    def open(
        cls, folder: Path, probe: tuple[str, str, str] | None = None, lease: Lease | None = None
    ) -> EmbeddedStore:
        """Opens the store in a folder; raises StoreError when it cannot, or fails its probe."""
        try:
            opened = cls(ox.Store.read_only(str(folder)), lease, folder)
        except (OSError, RuntimeError, ValueError) as error:
            raise short_of_files(error) or StoreError(
                f"the store at {folder} cannot be opened ({error})", REBUILD
            ) from None
        with suppress(OSError, RuntimeError):  # what is damaged is told when it is asked for
            opened._open_files()
        if probe is not None:
            opened._check(probe)
        return opened

    def _open_files(self) -> None:
        """Reads a statement in each order, so that another build may take the folder's place while the store is open.

        The engine opens 16 files with a store, and another when it first reads from it, by its path.
        """
        for graph in (ox.DefaultGraph(), None, ox.NamedNode(ONTOLOGY_GRAPH)):
            for pattern in _ONE_KNOWN:
                next(self._store.quads_for_pattern(*pattern, graph), None)
        next(self._store.named_graphs(), None)

    @classmethod
    def holding(cls, quads: Iterable[ox.Quad]) -> EmbeddedStore:
        """Makes a store in memory as a build does."""
        return cls(store_of(quads))

    @classmethod
    def loading(cls, parts: Sequence[Lines], lease: Lease | None = None) -> EmbeddedStore:
        """Makes a store in memory of parts of a graph, without a thread of the engine's."""
        store = ox.Store()
        loader = Loader(store.load)
        for part in parts:
            loader.add(part)
        loader.finish()
        return cls(store, lease)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads to their named graphs alone, where questions, which ask the default graph, do not find them."""
        self._store.extend(quads)

    @classmethod
    def of_dump(cls, dump: bytes) -> EmbeddedStore:
        """Makes a store in memory of all quads of another, as N-Quads."""
        store = ox.Store()
        store.bulk_load(dump, ox.RdfFormat.N_QUADS, lenient=True)
        return cls(store)

    @property
    def is_in_memory(self) -> bool:
        """Whether it was made in memory."""
        return self._folder is None

    def opener(self) -> Callable[[], EmbeddedStore]:
        """Returns what opens the store in another process: from its folder, or where there is none from all that it holds."""
        if self._opened is not None and self._folder is not None and self._folder.exists():
            return partial(EmbeddedStore.open, self._folder)
        return partial(EmbeddedStore.of_dump, self._store.dump(format=ox.RdfFormat.N_QUADS))

    @property
    def _store(self) -> ox.Store:
        if self._opened is None:
            raise StoreError("the graph is closed", "open it again with thbgraph.open()")
        return self._opened

    def _check(self, probe: tuple[str, str, str]) -> None:
        pattern = " ".join(probe)
        plain = sum(1 for _ in self.query(f"SELECT * {{ {pattern} VALUES ?row {{ 1 }} }}"))
        named = sum(1 for _ in self.query(f"SELECT ?g {{ GRAPH ?g {{ {pattern} }} }}"))
        if plain != 1 or named < 2:
            raise StoreError(
                "the default graph of the store must hold each triple once and the named graphs their own "
                f"(probe: {plain} plain, {named} named)"
            )

    def query(self, text: str, services: Sequence[str] = ()) -> Any:
        """Returns the result of a SPARQL query, which may call `services` and no other.

        Raises QuerySyntaxError with line and column where it does not parse or calls another service.
        """
        return evaluate(self._store, text, services)

    def read(
        self,
        text: str,
        read: Callable[[Any], _T],
        dataset: Dataset | None = None,
        services: Sequence[str] = (),
    ) -> _T:
        """Returns what `read` makes of the engine's own result of a query over all graphs, or those of a dataset."""
        return read_by(read, self._store, text, dataset, services)

    def match_many(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        """Yields the quads of all named graphs that fit one of the patterns; one that fits two comes twice."""
        for subject, predicate, thing in patterns:
            if not isinstance(subject, ox.Literal):
                found = _whole(self._store.quads_for_pattern(subject, predicate, thing, None))
                yield from (quad for quad in found if not isinstance(quad.graph_name, ox.DefaultGraph))

    def asserted(self) -> Iterator[ox.Quad]:
        """Yields the quads that passages and sources state."""
        for name in self.graphs():
            if name.value.startswith((MEMO, SOURCE)):
                yield from _whole(self._store.quads_for_pattern(None, None, None, name))

    def graph(self, iri: str) -> Iterator[ox.Quad]:
        """Yields the quads of one named graph."""
        return self._found(None, None, None, ox.NamedNode(iri))

    def graphs(self) -> Iterator[ox.NamedNode]:
        """Yields the names of all named graphs."""
        for name in _read(self._store.named_graphs()):
            if isinstance(name, ox.NamedNode):
                yield name

    def close(self) -> None:
        """Releases the store; what is asked afterwards raises StoreError."""
        self._opened = None
        if self._lease is not None:
            self._lease.close()

    def _found(self, *pattern: Any) -> Iterator[ox.Quad]:
        return _read(self._store.quads_for_pattern(*pattern))


def _whole(found: Iterable[Any]) -> list[Any]:
    """Reads all at once, in a fraction of the time that `_read` takes; raises StoreError as it does."""
    try:
        return list(found)
    except (RuntimeError, OSError) as error:
        raise broken_off(error) from None


def _read(found: Iterator[Any]) -> Iterator[Any]:
    """Reads what the engine found; raises StoreError where a part of the store is damaged on the disk."""
    try:
        yield from found
    except (RuntimeError, OSError) as error:
        raise broken_off(error) from None
