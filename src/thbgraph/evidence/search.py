"""Where to look for what a row needs besides the statements that its solutions matched.

Such is what keeps one more member out of a group: only asking again shows that it is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from ..stores.protocol import Pattern, Store
from ..words.namespaces import RDF_TYPE
from ..words.terms import Term, Triple
from .work import Work

#: Among more statements than these nothing is sought.
_MOST = 2_000


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
        if len(found) > _MOST:
            return
    if found:
        yield list(found)
