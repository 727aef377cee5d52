"""The smallest evidence of a row: of what is cited for it, nothing can be left out without losing the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import pyoxigraph as ox

from ..texts.rows import Citation
from ..words.namespaces import ONTOLOGY_GRAPH
from .evidence import Key, cite
from .query_tree import nodes, read
from .replay import closed, gives, matching, shrink

#: Called with the number of the row (from 1), of all rows, and what is done.
Progress = Callable[[int, int, str], None]
#: What is left out together: a triple with every graph that states it.
Unit = tuple[ox.Quad, ...]


def minimal(
    text: str,
    columns: Sequence[str],
    cited: Mapping[Key, Citation],
    ontology: Iterable[ox.Quad],
    progress: Progress | None = None,
) -> dict[Key, Citation]:
    """Shrinks the citation of each row, one triple at a time, while the question asked again gives the row.

    The unit is a triple with all its passages, or a quad where the query has GRAPH. The whole ontology holds
    while a triple is left out, so that what follows from another is not needed itself; what a query asks of
    the ontology is never left out. A row that is not given again by all that is cited keeps its citation.
    """
    axioms = list(ontology)
    by_graph = any(node.name == "GraphGraphPattern" for node in nodes(read(text)))
    found = {}
    for number, (key, citation) in enumerate(cited.items(), 1):

        def tell(left: int, number: int = number) -> None:
            if progress is not None:
                progress(number, len(cited), f"rows, {left} statements left of this one")

        tell(len(citation.statements))
        found[key] = _shrunk(text, columns, key, citation, axioms, by_graph, tell)
    return found


def _shrunk(
    text: str,
    columns: Sequence[str],
    key: Key,
    citation: Citation,
    ontology: list[ox.Quad],
    by_graph: bool,
    tell: Callable[[int], None],
) -> Citation:
    asked = [quad for quad in citation.statements if quad.graph_name.value == ONTOLOGY_GRAPH]
    units = _units((quad for quad in citation.statements if quad not in asked), by_graph)
    others = [quad for quad in ontology if quad not in set(asked)]

    def holds(units: Sequence[Unit], axioms: Sequence[ox.Quad] = others) -> bool:
        tell(len(units))
        return gives(closed([*asked, *chain(*units)], axioms), text, key)

    def holds_by_its_axioms(units: Sequence[Unit]) -> bool:
        return holds(units, citation.axioms)

    # Closing few axioms is quicker than the whole ontology, which then has the last word.
    left = shrink(units, holds_by_its_axioms) if holds_by_its_axioms(units) else units
    left = left if holds(left) else units
    if not holds(left):
        return citation
    kept = [*asked, *chain(*shrink(left, holds, at_once=1))]
    store = closed(kept, others)
    again = cite(text, columns, [key], store.query, matching(store))[key]
    return again._replace(statements=tuple(quad for quad in citation.statements if quad in set(kept)))


def _units(quads: Iterable[ox.Quad], by_graph: bool) -> list[Unit]:
    units: dict[object, Unit] = {}
    for quad in quads:
        unit = quad if by_graph else quad.triple
        units[unit] = (*units.get(unit, ()), quad)
    return list(units.values())
