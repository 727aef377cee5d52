"""The smallest evidence of a row: of what is cited for it, nothing can be left out without losing the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import pyoxigraph as ox

from ..answers.rows import Citation
from ..stores.embedded import EmbeddedStore
from ..words.errors import RequestError
from ..words.grouping import grouped
from ..words.namespaces import ONTOLOGY_GRAPH, RDF_TYPE
from ..words.progress import Progress
from ..words.terms import Term
from .cite import Finder, Key
from .plan import QueryPlan
from .replay import Replay, ScratchStore, shrink
from .work import MOST_FOR_SMALLEST, Work

#: Among more statements than these the smallest evidence is not sought: the work grows with their square, and where most
#: of so many are needed, as in what is counted, it takes all the steps that there are.
MOST = 700
#: What is left out together: a triple with every graph that states it.
Unit = tuple[ox.Quad, ...]
#: What units of different rows have in common: the property, and the classes of what it is about.
Kind = tuple[ox.NamedNode, frozenset[Term]]


def minimal(
    text: str,
    columns: Sequence[str],
    cited: Mapping[Key, Citation],
    ontology: Iterable[ox.Quad],
    made: QueryPlan,
    progress: Progress | None = None,
) -> dict[Key, Citation]:
    """Shrinks the citation of each row, one triple at a time, while the question asked again gives the row.

    The unit is a triple with all its passages, or a quad where the query has GRAPH. The whole ontology holds
    while a triple is left out, so that what follows from another is not needed itself; what a query asks of
    the ontology is never left out. `made` is the query's plan. Raises RequestError where a row rests on more than
    `MOST` statements, before anything is sought; where to seek takes too much work; and for a row that is not
    given again.
    """
    most = max((len(citation.statements) for citation in cited.values()), default=0)
    if most > MOST:
        raise RequestError(
            f"a row rests on {most:,} statements, and the smallest evidence is sought among at most {MOST:,}; "
            "ask about less, or ask for all of the evidence (--cite, without minimal)"
        )
    shrinking = _Shrinking(text, columns, made, ontology)
    found = {}
    for number, (key, citation) in enumerate(cited.items(), 1):

        def tell(left: int, number: int = number) -> None:
            if progress is not None:
                progress(number, len(cited), f"rows, {left} statements left of this one")

        tell(len(citation.statements))
        found[key] = shrinking.shrunk(key, citation, tell)
    return found


class _Shrinking:
    """Shrinks citations of one query's rows."""

    def __init__(
        self, text: str, columns: Sequence[str], made: QueryPlan, ontology: Iterable[ox.Quad]
    ) -> None:
        self._text, self._columns, self._made = text, columns, made
        self._work = Work(MOST_FOR_SMALLEST)
        self._scratch = ScratchStore(ontology, self._work)
        self._replay = Replay(text, made.limited, self._work)
        #: The kinds of units that rows before had, and those of them that their smallest evidence had, too.
        self._had, self._needed = set[Kind](), set[Kind]()

    def shrunk(self, key: Key, citation: Citation, tell: Callable[[int], None]) -> Citation:
        """Leaves out of a citation what the row can do without."""
        asked = {quad for quad in citation.statements if quad.graph_name.value == ONTOLOGY_GRAPH}
        units = _units((quad for quad in citation.statements if quad not in asked), self._made.has_graphs)

        def holds(units: Sequence[Unit]) -> bool:
            tell(len(units))
            return self._replay.is_answered(self._scratch.show(chain(*units)), key)

        if not units:
            return citation
        if not holds(units):
            raise _not_given()
        kept = {*chain(*self._least(units, holds))}
        store = self._scratch.show(kept)
        again = Finder(self._text, EmbeddedStore(store), self._made, self._work).cite(self._columns, [key])
        kept |= asked
        least = again[key]._replace(statements=tuple(quad for quad in citation.statements if quad in kept))
        if not self._replay.is_answered(self._replay.over(least), key):
            raise _not_given()
        return least

    def _least(self, units: Sequence[Unit], holds: Callable[[Sequence[Unit]], bool]) -> Sequence[Unit]:
        """Leaves units out: first all of the kinds that no row before needed, since rows of a query are alike."""
        kinds = _kinds(units)
        idle = self._had - self._needed
        likely = [unit for unit in units if kinds[unit] not in idle]
        is_likely = 0 < len(likely) < len(units) and holds(likely)
        least = shrink(likely if is_likely else units, holds, is_likely)
        self._had.update(kinds.values())
        self._needed |= {kinds[unit] for unit in least}
        return least


def _not_given() -> RequestError:
    return RequestError(
        "the smallest evidence of a row cannot be determined: what follows from the ontology takes the row away; "
        "ask for all of the evidence (--cite, without minimal)"
    )


def _units(quads: Iterable[ox.Quad], by_graph: bool) -> list[Unit]:
    units: dict[object, Unit] = {}
    for quad in quads:
        unit = quad if by_graph else quad.triple
        units[unit] = (*units.get(unit, ()), quad)
    return list(units.values())


def _kinds(units: Sequence[Unit]) -> dict[Unit, Kind]:
    said = [unit[0] for unit in units]
    classes = grouped((quad.subject, quad.object) for quad in said if quad.predicate.value == RDF_TYPE)
    return {
        unit: (quad.predicate, frozenset(classes.get(quad.subject, ())))
        for unit, quad in zip(units, said, strict=True)
    }
