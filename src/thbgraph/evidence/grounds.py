"""The asserted statements that a statement of the graph rests on, and the rules between: its proof in short."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from ..proof.prover import Prover
from ..words.namespaces import ONTOLOGY_GRAPH
from ..words.terms import Triple as Triple


class Grounds(NamedTuple):
    """Asserted quads, the names of the rules used to get from them to a statement, and the ontology's part.

    `axioms` holds what the ontology states and a rule needs; an axiom that is itself asked about is in `quads`.
    """

    quads: tuple[ox.Quad, ...]
    rules: tuple[str, ...] = ()
    axioms: tuple[ox.Quad, ...] = ()


def grounds(triple: Triple, prover: Prover) -> Grounds | None:
    """Returns the leaves of the shortest proof of a triple; None when the graph does not hold it.

    An asserted triple rests on itself, with every graph that asserts it.
    """
    proof = prover.prove(triple)
    if proof is None or not proof.rule:
        return None if proof is None else Grounds(proof.quads)
    leaves = proof.leaves()
    axioms = tuple(quad for quad in leaves if quad.graph_name.value == ONTOLOGY_GRAPH)
    return Grounds(tuple(quad for quad in leaves if quad not in axioms), proof.rules(), axioms)
