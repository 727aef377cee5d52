"""Explaining a statement: its proof, or what comes near, with labels and sources resolved."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from ..build.index import Index
from ..diagnosis.near_statements import nearest
from ..evidence.proving import Prover
from ..names.names import Names
from ..names.statement_terms import read_statement
from ..results.proof import Explanation
from ..stores.lookup import Lookup


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
