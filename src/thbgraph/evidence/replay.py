"""Asks a question again over some statements alone: where to look for what a row needs, and the fewest that give it.

A row is given again when it is there whatever the order in which an engine finds things. Besides the statements that
its solutions matched, it may need what keeps one more member out of a group: only asking again shows that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeVar

import pyoxigraph as ox

from ..answers.rows import Citation
from ..stores.embedded import store_of
from ..stores.evaluation import Solutions, evaluate
from ..stores.protocol import Pattern, Store
from ..words.errors import RequestError
from ..words.namespaces import INFERRED_GRAPH, RDF_TYPE
from ..words.terms import Term, Triple
from .plan import Limited
from .work import ASKED, Work

_T = TypeVar("_T")
_INFERRED = ox.NamedNode(INFERRED_GRAPH)
#: Among more statements than these nothing is sought.
_MOST_SOUGHT = 2_000


class ScratchStore:
    """A store of axioms and of statements that change, with all that is computed and inferred from them.

    A question is asked again over many sets of statements that have most in common, so the axioms are reasoned
    over once, and the store is changed where a set differs from the one before it. Statements are as a store
    gives them, which has each number and day in one way only.
    """

    def __init__(self, axioms: Iterable[ox.Quad], work: Work) -> None:
        from ..rules.closure import Closure

        self.axioms, self._work = frozenset(axioms), work
        self._closure = Closure(self.axioms)
        self._unchanged = {*self.axioms, *self._closure.inferred()}
        self._triples = {quad.triple for quad in self._unchanged}
        #: What is shown beside what does not change, and what of that is not shown now.
        self._beside, self._hidden = set[ox.Quad](), set[ox.Quad]()
        self.store = store_of(self._unchanged)

    def show(self, statements: Iterable[ox.Quad]) -> ox.Store:
        """Returns the store, which now holds these statements beside the axioms; that takes work."""
        from ..treaties.computed import computed

        stated = set(statements)
        follow = self._closure.copy().add(stated)
        beside = {*stated, *computed(stated), *follow} - self._unchanged
        hidden = {ox.Quad(*quad.triple, _INFERRED) for quad in stated} & self._unchanged
        self._change(beside, hidden)
        self._work.spend(ASKED + len(beside) - len(hidden))
        return self.store

    def _change(self, beside: set[ox.Quad], hidden: set[ox.Quad]) -> None:
        """Shows other quads beside those that do not change; what these and the axioms say stays in the default graph."""
        new = (beside - self._beside) | (self._hidden - hidden)
        gone = (self._beside - beside) | (hidden - self._hidden)
        self._beside, self._hidden = beside, hidden
        self.store.extend([*new, *(ox.Quad(*quad.triple) for quad in new)])
        lost = {quad.triple for quad in gone} - {quad.triple for quad in beside} - self._triples
        for quad in (*gone, *(ox.Quad(*triple) for triple in lost)):
            self.store.remove(quad)


def gives(store: ox.Store, text: str, key: Sequence[str]) -> bool:
    """Says whether a query over a store gives a row, by the row's terms in written form."""
    found = evaluate(store, text)
    assert isinstance(found, Solutions)
    return any(tuple("" if term is None else str(term) for term in row) == tuple(key) for row in found)


class Replay:
    """A question that is asked again, and the SELECTs with LIMIT or OFFSET in it."""

    def __init__(self, text: str, limited: Sequence[Limited], work: Work) -> None:
        self._text, self._limited, self._work = text, limited, work
        #: Of the axioms that the row before needed, as a rule the same.
        self._scratch: ScratchStore | None = None

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
        return next((one for one in self._limited if not _is_settled(one, partial(evaluate, store))), None)

    def over(self, citation: Citation) -> ox.Store:
        """Gives a store of what a citation holds, axioms included, and of all that follows; the next call changes it."""
        self._work.spend(len(citation.statements))
        if self._scratch is None or self._scratch.axioms != set(citation.axioms):
            self._scratch = ScratchStore(citation.axioms, self._work)
        return self._scratch.show(citation.statements)


def _is_settled(limited: Limited, query: Callable[[str], Any]) -> bool:
    """Says whether a SELECT keeps the same rows over a store, whatever the order of those that tie."""
    one, other = (
        [tuple(map(str, row)) for row in query(text)] for text in (limited.forward, limited.backward)
    )
    ends = (end for end in (limited.offset, limited.end) if end)
    return all(Counter(one[:end]) == Counter(other[:end]) for end in ends)


def shrink(units: Sequence[_T], holds: Callable[[Sequence[_T]], bool], is_small: bool = False) -> list[_T]:
    """Leaves units out, half at once, then fewer, then one at a time, while what is left holds.

    What `is_small` already is gone through one at a time.
    No single one of the result can be left out. Where no part of some size can go, as in what is counted, most
    parts of half that size cannot either, and much smaller ones are next. Source: A. Zeller and R. Hildebrandt,
    Simplifying and isolating failure-inducing input (2002), without its subsets.
    """
    kept, size = list(units), 1 if is_small else len(units) // 2
    while size > 1:
        start, before = 0, len(kept)
        while start < len(kept):
            rest = kept[:start] + kept[start + size :]
            if holds(rest):
                kept = rest
            else:
                start += size
        size //= 2 if len(kept) < before else 8
    start = needed = 0  # so many in a row cannot be left out of what is kept now
    while needed < len(kept):
        start %= len(kept)
        rest = kept[:start] + kept[start + 1 :]
        if holds(rest):
            kept, needed = rest, 0
        else:
            start, needed = start + 1, needed + 1
    return kept


def pools(
    statements: Collection[tuple[Triple, Term | None]], patterns: Iterable[Pattern], store: Store, work: Work
) -> Iterator[list[Triple]]:
    """Yields the triples among which to look, few first: those about the things at hand, then all that patterns match.

    A statement that was found in one graph may be needed in the others, too.
    """
    known = {triple for triple, graph in statements if graph is None}
    wanted = list(dict.fromkeys(patterns))
    things = dict.fromkeys(thing for triple, _ in statements for thing in _about(triple))
    about = _found(store, chain.from_iterable(((one, None, None), (None, None, one)) for one in things), work)
    near = (triple for triple in about if any(_fits(triple, one) for one in wanted))
    yield from _few(near, known)
    yield from _few(_found(store, wanted, work), known)


def _about(triple: Triple) -> Iterator[Term]:
    subject, predicate, thing = triple
    yield subject
    if isinstance(thing, ox.NamedNode) and predicate.value != RDF_TYPE:
        yield thing


def _fits(triple: Triple, wanted: Pattern) -> bool:
    return all(other is None or part == other for part, other in zip(triple, wanted, strict=True))


def _found(store: Store, patterns: Iterable[Pattern], work: Work) -> Iterator[Triple]:
    for quad in store.match_many(patterns):
        work.spend(1)
        yield quad.subject, quad.predicate, quad.object


def _few(triples: Iterable[Triple], known: Collection[Triple]) -> Iterator[list[Triple]]:
    """Yields the triples that are not known, where there are some and not too many."""
    found: dict[Triple, None] = {}
    for triple in triples:
        if triple not in known:
            found[triple] = None
        if len(found) > _MOST_SOUGHT:
            return
    if found:
        yield list(found)
