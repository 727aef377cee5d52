"""Asks a question again over some statements alone, and finds the fewest that still give a row.

A row is given again when it is there whatever the order in which an engine finds things: `order` says when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

import pyoxigraph as ox

from ..answers.rows import Citation
from ..stores.evaluation import Solutions, evaluate
from ..words.errors import RequestError
from ..words.namespaces import INFERRED_GRAPH
from .order import is_settled
from .plan import Limited
from .work import ASKED, Work

_T = TypeVar("_T")
_INFERRED = ox.NamedNode(INFERRED_GRAPH)


def store_of(quads: Iterable[ox.Quad]) -> ox.Store:
    """Makes a store as the build does: quads in their graphs, and each triple once in the default graph."""
    store = ox.Store()
    given = list(quads)
    store.extend(given)
    store.extend({ox.Quad(*quad.triple) for quad in given})
    return store


class Stage:
    """A store of axioms and of statements that change, with all that is computed and inferred from them.

    A question is asked again over many sets of statements that have most in common, so the axioms are reasoned
    over once, and the store is changed where a set differs from the one before it. Statements are as a store
    gives them, which has each number and day in one way only.
    """

    def __init__(self, axioms: Iterable[ox.Quad]) -> None:
        from ..reasoning.closure import Closure

        self.axioms = frozenset(axioms)
        self._closure = Closure(self.axioms)
        self._shown: set[ox.Quad] = {*self.axioms, *self._closure.inferred()}
        self._unchanged = frozenset(self._shown)
        self.store = store_of(self._shown)

    def show(self, statements: Iterable[ox.Quad]) -> ox.Store:
        """Gives the store, which now holds these statements beside the axioms."""
        from ..treaties.computed import computed

        stated = set(statements)
        follow = self._closure.copy().add(stated)
        asserted = {ox.Quad(*quad.triple, _INFERRED) for quad in stated}
        self._change({*(self._unchanged - asserted), *stated, *computed(stated), *follow})
        return self.store

    @property
    def size(self) -> int:
        """How many quads it holds besides the axioms and what follows from these."""
        return len(self._shown) - len(self._unchanged)

    def _change(self, quads: set[ox.Quad]) -> None:
        gone, new = self._shown - quads, quads - self._shown
        self._shown = quads
        self.store.extend([*new, *(ox.Quad(*quad.triple) for quad in new)])
        for quad in gone:
            self.store.remove(quad)
        for triple in {quad.triple for quad in gone}:
            if not any(
                not isinstance(q.graph_name, ox.DefaultGraph) for q in self.store.quads_for_pattern(*triple)
            ):
                self.store.remove(ox.Quad(*triple))


def gives(store: ox.Store, text: str, key: Sequence[str]) -> bool:
    """Says whether a query over a store gives a row, by the row's terms in written form."""
    found = evaluate(store, text)
    assert isinstance(found, Solutions)
    return any(tuple("" if term is None else str(term) for term in row) == tuple(key) for row in found)


class Question:
    """A question that is asked again, and the SELECTs with LIMIT or OFFSET in it."""

    def __init__(self, text: str, limited: Sequence[Limited], work: Work) -> None:
        self._text, self._limited, self._work = text, limited, work
        self._stage: Stage | None = None  # of the axioms that the row before needed, as a rule the same

    def is_answered(self, store: ox.Store, key: Sequence[str]) -> bool:
        """Says whether a store gives a row, in whatever order it finds things."""
        return gives(store, self._text, key) and self._tied(store) is None

    def refuse_ties(self, store: ox.Store) -> None:
        """Raises RequestError where order alone decides which rows a SELECT keeps, with the order to ask for."""
        tied = self._tied(store)
        if tied is not None:
            raise RequestError(
                "rows tie where LIMIT or OFFSET cuts, so that others may be kept when the query is asked again; "
                f"order by every column (ORDER BY {' '.join(f'?{name}' for name in tied.columns)}), "
                "or leave out LIMIT and OFFSET, or --cite"
            )

    def _tied(self, store: ox.Store) -> Limited | None:
        return next((one for one in self._limited if not is_settled(one, partial(evaluate, store))), None)

    def over(self, citation: Citation) -> ox.Store:
        """Gives a store of what a citation holds, axioms included, and of all that follows; the next call changes it."""
        self._work.spend(ASKED + len(citation.statements))
        if self._stage is None or self._stage.axioms != set(citation.axioms):
            self._stage = Stage(citation.axioms)
        store = self._stage.show(citation.statements)
        self._work.spend(self._stage.size)
        return store


def shrink(units: Sequence[_T], holds: Callable[[Sequence[_T]], bool]) -> list[_T]:
    """Leaves units out, half at once, then fewer, then one at a time, while what is left holds.

    No single one of the result can be left out. Where no part of some size can go, as in what is counted, most
    parts of half that size cannot either, and much smaller ones are next. Source: A. Zeller and R. Hildebrandt,
    Simplifying and isolating failure-inducing input (2002), without its subsets.
    """
    kept = list(units)
    size = max(1, len(kept) // 2)
    while kept:
        start, before = 0, len(kept)
        while start < len(kept):
            rest = kept[:start] + kept[start + size :]
            if holds(rest):
                kept = rest
            else:
                start += size
        if size == 1 and len(kept) == before:
            break
        size = max(1, size // (2 if len(kept) < before else 8))
    return kept
