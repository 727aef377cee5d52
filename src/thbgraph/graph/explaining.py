"""Explaining a statement: its proof, or the statements that come nearest to one that is not held, with labels and sources."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from ..base.suggestions import alike
from ..base.terms import Term, Triple, natural
from ..base.triples import Match
from ..build.index import Index
from ..evidence.proving import Prover
from ..names.names import Names
from ..names.statement_terms import joints, read_statement
from ..results.proof import Explanation
from ..stores.lookup import Lookup

#: How alike two values must be for one to be a slip of the other.
_ALIKE = 0.8
_MOST = 8


def explain(
    statement: tuple[str, str, str],
    lookup: Lookup,
    find: Callable[[str], str],
    names: Names,
    index: Index,
) -> Explanation:
    """Explains a statement that is given by names; raises UnknownEntity and ParameterError."""
    triple = read_statement(statement, lookup.match, find, names)
    prover = Prover(lookup, index.grounds)
    prover.load([triple])
    proof = prover.prove(triple)
    near = [] if proof else nearest(triple, lookup.match, index.label)
    found = Explanation(proof.conclusion if proof else triple, proof, tuple(near))
    things = (term.value for triple in found.triples() for term in triple if isinstance(term, ox.NamedNode))
    graphs = (quad.graph_name.value for quad in (proof.leaves() if proof else ()))
    return found._replace(labels=index.called(things), sources=index.described(graphs))


def nearest(triple: Triple, match: Match, label: Callable[[str], str]) -> list[Triple]:
    """Gives the statements that come nearest to one, eight at most, the nearest first.

    First the reverse, then what else holds between the two, either way, then what joins them, such as a
    membership; then values spelled much like the one asked for, and what the subject has by this property.
    """
    subject, predicate, thing = triple
    wanted = _called(thing, label)

    def order(found: Triple) -> tuple[bool, float, str]:
        likeness = alike(wanted.lower(), _called(found[2], label).lower())
        return found[1] != predicate, -likeness, natural(" ".join(_called(term, label) for term in found))

    rings = [
        _all(match, thing, predicate, subject),
        [*_all(match, subject, None, thing), *_all(match, thing, None, subject)],
        joints(subject, thing, match),
        [found for found in _all(match, subject, None, None) if _is_slip(thing, found[2])],
        _all(match, subject, predicate, None),
    ]
    found = dict.fromkeys(near for ring in rings for near in sorted(ring, key=order))
    return [near for near in found if near != triple][:_MOST]


def _all(match: Match, subject: Term, predicate: ox.NamedNode | None, thing: Term | None) -> list[Triple]:
    if isinstance(subject, ox.Literal):
        return []
    found = match(subject, predicate, thing)
    return list(dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in found))


def _is_slip(one: Term, other: Term) -> bool:
    if not isinstance(one, ox.Literal) or not isinstance(other, ox.Literal):
        return False
    return alike(one.value.lower(), other.value.lower()) >= _ALIKE


def _called(term: Term, label: Callable[[str], str]) -> str:
    return label(term.value) if isinstance(term, ox.NamedNode) else term.value
