"""The smallest evidence of a row: of what is cited for it, nothing can be left out without losing the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import pyoxigraph as ox

from ..answers.rows import Citation
from ..sparql.query_tree import nodes, read
from ..stores.embedded import EmbeddedStore
from ..words.errors import RequestError
from ..words.namespaces import ONTOLOGY_GRAPH
from ..words.progress import Progress
from .cite import Key, cite
from .replay import Stage, gives, shrink

#: Among more statements than these the smallest evidence is not sought: the work grows with their square.
MOST = 3_000
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
    Raises RequestError, before anything is sought, where a row rests on more than `MOST` statements.
    """
    most = max((len(citation.statements) for citation in cited.values()), default=0)
    if most > MOST:
        raise RequestError(
            f"a row rests on {most:,} statements, and the smallest evidence is sought among at most {MOST:,}; "
            "ask about less, or ask for all of the evidence (--cite, without minimal)"
        )
    stage = Stage(ontology)
    by_graph = any(node.name == "GraphGraphPattern" for node in nodes(read(text)))
    found = {}
    for number, (key, citation) in enumerate(cited.items(), 1):

        def tell(left: int, number: int = number) -> None:
            if progress is not None:
                progress(number, len(cited), f"rows, {left} statements left of this one")

        tell(len(citation.statements))
        found[key] = _shrunk(text, columns, key, citation, stage, by_graph, tell)
    return found


def _shrunk(
    text: str,
    columns: Sequence[str],
    key: Key,
    citation: Citation,
    stage: Stage,
    by_graph: bool,
    tell: Callable[[int], None],
) -> Citation:
    asked = {quad for quad in citation.statements if quad.graph_name.value == ONTOLOGY_GRAPH}
    units = _units((quad for quad in citation.statements if quad not in asked), by_graph)

    def holds(units: Sequence[Unit]) -> bool:
        tell(len(units))
        return gives(stage.show(chain(*units)), text, key)

    if not holds(units):
        return citation
    kept = {*chain(*shrink(units, holds))}
    store = stage.show(kept)
    again = cite(text, columns, [key], EmbeddedStore(store))[key]
    kept |= asked
    return again._replace(statements=tuple(quad for quad in citation.statements if quad in kept))


def _units(quads: Iterable[ox.Quad], by_graph: bool) -> list[Unit]:
    units: dict[object, Unit] = {}
    for quad in quads:
        unit = quad if by_graph else quad.triple
        units[unit] = (*units.get(unit, ()), quad)
    return list(units.values())
