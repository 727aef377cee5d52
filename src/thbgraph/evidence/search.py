"""Where to look for what a row needs besides the statements that its solutions matched.

Such is what keeps one more member out of a group: only asking again shows that it is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from ..stores.protocol import Match
from ..words.namespaces import RDF_TYPE
from ..words.terms import Term, Triple
from .work import Work

Wanted = tuple["Term | None", "ox.NamedNode | None", "Term | None"]
#: Among more statements than these nothing is sought.
_MOST = 2_000


def pools(
    statements: Collection[tuple[Triple, Term | None]], patterns: Iterable[Wanted], match: Match, work: Work
) -> Iterator[list[Triple]]:
    """Yields the triples among which to look, few first: those about the things at hand, then all that patterns match.

    A statement that was found in one graph may be needed in the others, too.
    """
    known = {triple for triple, graph in statements if graph is None}
    wanted = list(dict.fromkeys(patterns))
    things = dict.fromkeys(thing for triple, _ in statements for thing in _about(triple))
    about = (
        quad.triple for thing in things for quad in chain(match(thing, None, None), match(None, None, thing))
    )
    near = (triple for triple in _looked_at(about, work) if any(_fits(triple, one) for one in wanted))
    yield from _few(near, known)
    yield from _few(_looked_at((quad.triple for one in wanted for quad in match(*one)), work), known)


def _about(triple: Triple) -> Iterator[Term]:
    subject, predicate, thing = triple
    yield subject
    if isinstance(thing, ox.NamedNode) and predicate.value != RDF_TYPE:
        yield thing


def _fits(triple: Triple, wanted: Wanted) -> bool:
    return all(other is None or part == other for part, other in zip(triple, wanted, strict=True))


def _looked_at(triples: Iterable[Triple], work: Work) -> Iterator[Triple]:
    for triple in triples:
        work.spend(1)
        yield triple


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
