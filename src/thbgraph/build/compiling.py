"""From sources to a closed graph: read, checked, reasoned and computed, with its index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from ..base.dates import lexical_fault
from ..base.errors import DataError
from ..base.home import HOME
from ..base.namespaces import RDF_TYPE
from ..rdf.statement_faults import statement_faults, unknown_entities, unknown_graphs, vocabulary
from ..rules.axioms import axiom_faults
from ..rules.closure import Closure
from ..status.computed import Computed, compute, labels_in
from ..status.records import Records
from ..stores.embedded import EmbeddedStore
from ..stores.lines import Grounds, sorted_lines, written
from . import source_files as sources
from .index import Index, make_index
from .source_files import Statement


class Graph(NamedTuple):
    """What a home states, and what follows from it by rules."""

    ontology: list[ox.Quad]
    data: list[ox.Quad]
    closure: Closure
    inferred: list[ox.Quad]

    @property
    def stated(self) -> Iterator[ox.Quad]:
        """What the ontology and the data state."""
        return chain(self.ontology, self.data)

    def grounds(self, computed: Computed, stated: list[bytes], inferred: list[bytes]) -> Iterable[bytes]:
        """Writes what each computed and inferred statement rests on, by the lines of what is stated and inferred."""
        return written(chain(computed.grounds(), self.closure.grounds(stated)), stated + inferred)


def read(root: Path) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Reads the quads of a home's ontology and data; raises DataError for what cannot be read, with file and line."""
    return _quads(sources.read_ontology(root)), sources.read_quads(root)


def refuse_faults(root: Path, ontology: list[ox.Quad], data: list[ox.Quad]) -> None:
    """Checks every statement that was read of a home; raises DataError for the first fault, with file and line."""
    if _has_fault(ontology, data):  # and only then are the lines needed, which take as long as the check
        findings = statement_findings(list(sources.read_ontology(root)), list(sources.read_data(root)))
        for path, line, message in findings:
            raise DataError(message, path=path, line=line)


def _quads(statements: Iterable[Statement]) -> list[ox.Quad]:
    return [statement.quad for statement in statements]


def _has_fault(ontology: list[ox.Quad], data: list[ox.Quad]) -> bool:
    """Says whether `statement_findings` would find anything."""
    words, sound = vocabulary(ontology), set[str]()
    of_one = chain.from_iterable(statement_faults(quad, words, sound) for quad in data)
    return next(chain(axiom_faults(ontology), of_one, unknown_entities(data)), None) is not None


def closed(ontology: list[ox.Quad], data: list[ox.Quad]) -> Graph:
    """Returns the graph of quads that have no faults; of their axioms those are left out that no rule reads."""
    refused = {quad for quad, _ in axiom_faults(ontology)}
    axioms = [quad for quad in ontology if quad not in refused]
    closure = Closure(axioms + data)
    return Graph(axioms, data, closure, closure.inferred())


def statement_findings(
    ontology: list[Statement], data: list[Statement], elsewhere: Iterable[ox.Quad] = ()
) -> Iterator[tuple[str, int, str]]:
    """Yields path, line and message of every fault that a single statement has; `elsewhere` stands what is not read."""
    words, sound = vocabulary(statement.quad for statement in ontology), set[str]()
    of_axiom = dict(axiom_faults([statement.quad for statement in ontology]))
    for statement in ontology:
        if (message := of_axiom.get(statement.quad)) is not None:
            yield statement.path, statement.line, message
    seen = set[tuple[str, int, str]]()
    for statement in data:
        for message in statement_faults(statement.quad, words, sound):
            path, line = statement.path, statement.line
            if path.endswith(".csv") and statement.quad.predicate.value not in (*words.properties, RDF_TYPE):
                path, line = f"{path}-metadata.json", 1  # which names the property once for all rows
            if (path, line, message) not in seen:
                seen.add((path, line, message))
                yield path, line, message
    quads, elsewhere = [statement.quad for statement in data], list(elsewhere)
    unknown = dict([*unknown_entities(quads, elsewhere), *unknown_graphs(quads, elsewhere)])
    places = {statement.quad: statement for statement in data if unknown}
    for quad, message in unknown.items():
        yield places[quad].path, places[quad].line, message


class InMemory(NamedTuple):
    """A graph and its index, with what all of its data record, where it was made of them just now."""

    store: EmbeddedStore
    names: Index
    records: Records | None = None


def in_memory(ontology: list[Statement], data: list[Statement]) -> InMemory:
    """Makes the graph and index of statements in memory; it has no questions.

    Some may be faulty: values from which nothing can be computed and axioms that no rule reads are left out.
    """
    sound = [
        quad
        for quad in _quads(data)
        if not isinstance(thing := quad.object, ox.Literal)
        or lexical_fault(thing.value, thing.datatype.value) is None
    ]
    graph, records = closed(_quads(ontology), sound), Records(sound)
    stated, inferred = sorted_lines(graph.stated), sorted_lines(graph.inferred)
    computed = compute(records)
    store = EmbeddedStore.loading([lambda: merge(stated, inferred), computed.lines])
    grounds = cache(
        lambda: Grounds(
            b"".join(graph.grounds(computed, stated, inferred)), b"".join(stated), b"".join(inferred)
        )
    )
    return InMemory(store, index_of(graph, computed.lines())._replace(grounds=grounds), records)


def index_of(graph: Graph, computed: Iterable[bytes]) -> Index:
    """Makes the index of a graph, which has no digest yet; of what is computed, only labels go into it."""
    return make_index("", HOME.version, [*graph.stated, *graph.inferred, *labels_in(computed)])
