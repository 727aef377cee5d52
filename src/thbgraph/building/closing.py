"""From sources to a closed graph: read, checked, reasoned and computed, with its index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..files.statement_faults import statement_faults, unknown_entities, unknown_graphs, vocabulary
from ..naming.labels import LABEL
from ..rules.axioms import axiom_faults
from ..rules.closure import Closure
from ..search.fulltext import write_index
from ..search.texts import lines
from ..stores.embedded import EmbeddedStore
from ..stores.writer import StoreWriter
from ..treaties.computed import written
from ..treaties.records import Records
from ..words.dates import lexical_fault
from ..words.errors import DataError
from ..words.namespaces import COMPUTED_GRAPH, RDF_TYPE
from ..words.progress import Progress, silent
from ..words.version import __version__
from ..words.written import Written
from . import homes, sources
from .builds import STEPS
from .forks import beside
from .index import Index
from .indexing import make_index
from .integrity import SEARCH
from .kept_questions import current_questions
from .sources import Statement

#: Called with a part of a graph as soon as it is there.
Found: TypeAlias = Callable[[list[ox.Quad] | Written], None]


def _unused(part: list[ox.Quad] | Written) -> None:
    return None


class Graph(NamedTuple):
    """All statements of a home: asserted, computed and inferred ones."""

    ontology: list[ox.Quad]
    data: list[ox.Quad]
    computed: Written
    inferred: list[ox.Quad]

    @property
    def stated(self) -> Iterator[ox.Quad]:
        """What the ontology and the data state."""
        return chain(self.ontology, self.data)

    @property
    def quads(self) -> Iterator[ox.Quad]:
        """All quads of all named graphs."""
        return chain(self.stated, self.computed.quads(), self.inferred)


def close(root: Path, progress: Progress = silent, found: Found = _unused) -> Graph:
    """Reads a home's sources and checks every statement, reasons, and computes days and statuses.

    Gives what is stated with what is inferred, and then what is computed, to `found` as soon as it is there. Raises
    DataError for the first fault, with file and line.
    """
    progress(1, len(STEPS), STEPS[0])
    ontology, data = _quads(sources.read_ontology(root)), sources.read_quads(root)
    with beside(lambda: written(Records(data)).plain) as computed:
        progress(2, len(STEPS), STEPS[1])
        if _has_fault(ontology, data):  # and only then are the lines needed, which take as long as the check
            findings = statement_findings(list(sources.read_ontology(root)), list(sources.read_data(root)))
            for path, line, message in findings:
                raise DataError(message, path=path, line=line)
        return _closed(ontology, data, lambda: Written(COMPUTED_GRAPH, computed()), progress, found)


def _quads(statements: Iterable[Statement]) -> list[ox.Quad]:
    return [statement.quad for statement in statements]


def _has_fault(ontology: list[ox.Quad], data: list[ox.Quad]) -> bool:
    """Says whether `statement_findings` would find anything."""
    words, sound = vocabulary(ontology), set[str]()
    of_one = chain.from_iterable(statement_faults(quad, words, sound) for quad in data)
    return next(chain(axiom_faults(ontology), of_one, unknown_entities(data)), None) is not None


def _closed(
    axioms: list[ox.Quad],
    asserted: list[ox.Quad],
    computed: Callable[[], Written],
    progress: Progress,
    found: Found,
) -> Graph:
    progress(3, len(STEPS), STEPS[2])
    stated = axioms + asserted
    inferred = Closure(stated).inferred()
    found(stated + inferred)
    progress(4, len(STEPS), STEPS[3])
    made = computed()
    found(made)
    return Graph(axioms, asserted, made, inferred)


def statement_findings(
    ontology: list[Statement], data: list[Statement], elsewhere: Iterable[ox.Quad] = ()
) -> Iterator[tuple[str, int, str]]:
    """Yields path, line and message of every fault that a single statement has; `elsewhere` stands what is not read."""
    words, sound = vocabulary(statement.quad for statement in ontology), set[str]()
    of_axiom = dict(axiom_faults([statement.quad for statement in ontology]))
    for statement in ontology:
        if (message := of_axiom.get(statement.quad)) is not None:
            yield statement.path, statement.line, message
    told = set[tuple[str, int, str]]()
    for statement in data:
        for message in statement_faults(statement.quad, words, sound):
            path, line = statement.path, statement.line
            if path.endswith(".csv") and statement.quad.predicate.value not in (*words.properties, RDF_TYPE):
                path, line = f"{path}-metadata.json", 1  # which names the property once for all rows
            if (path, line, message) not in told:
                told.add((path, line, message))
                yield path, line, message
    quads, elsewhere = [statement.quad for statement in data], list(elsewhere)
    unknown = dict([*unknown_entities(quads, elsewhere), *unknown_graphs(quads, elsewhere)])
    places = {statement.quad: statement for statement in data if unknown}
    for quad, message in unknown.items():
        yield places[quad].path, places[quad].line, message


class Held(NamedTuple):
    """A graph and its index, with what all of its data record, where it was made of them just now."""

    store: EmbeddedStore
    names: Index
    records: Records | None = None


def held(ontology: list[Statement], data: list[Statement]) -> Held:
    """Makes the graph and index of statements in memory; it has no questions.

    Some may be faulty: values from which nothing can be computed and axioms that no rule reads are left out.
    """
    axioms = _quads(ontology)
    refused = {quad for quad, _ in axiom_faults(axioms)}
    sound = [
        quad
        for quad in _quads(data)
        if not isinstance(thing := quad.object, ox.Literal)
        or lexical_fault(thing.value, thing.datatype.value) is None
    ]
    records = Records(sound)
    with StoreWriter() as store:
        graph = _closed(
            [quad for quad in axioms if quad not in refused],
            sound,
            partial(written, records),
            silent,
            store.add,
        )
        return Held(store.held(), index_of(graph, ""), records)


def index_of(graph: Graph, digest: str) -> Index:
    """Makes the index of a graph; of what is computed, only labels go into it."""
    quads = [*graph.stated, *graph.inferred, *graph.computed.beginning(LABEL).quads()]
    return make_index(digest, __version__, quads)


def write_closed(root: Path, target: Path) -> None:
    """Writes what a wheel carries of a home: `closed.trig`, `index.json`, its questions and the full-text index.

    They are the same bytes for the same sources.
    """
    graph = close(root)
    quads = sorted(graph.quads, key=lambda quad: str(quad.graph_name))
    index = index_of(graph, homes.digest(root))._replace(triples=len({quad.triple for quad in quads}))
    target.mkdir(parents=True, exist_ok=True)
    ox.serialize(quads, str(target / "closed.trig"), format=ox.RdfFormat.TRIG)
    current_questions(root, target)
    (target / "index.json").write_text(index.text(), encoding="utf-8", newline="\n")
    write_search(target / SEARCH, graph, index)


def write_search(path: Path, graph: Graph, index: Index) -> None:
    """Writes the full-text index of what the data state."""
    write_index(path, lines(graph.data, index.labels, index.aliases))
