"""The proof of a statement of the graph: what asserts it, what it was computed from, or its shortest derivation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import pyoxigraph as ox

from ..base.namespaces import COMPUTED_GRAPH, DERIVED, INFERRED_GRAPH, ONTOLOGY_GRAPH
from ..base.terms import Triple
from ..results.citation import Citation
from ..results.proof import Proof
from ..rules.derivation import Derivations, asserting
from ..stores.grounds_file import Computation, Grounds, is_computed, key_of
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern

#: The rule that is named where none of the table gives what the graph holds as inferred, or computed.
UNEXPLAINED = "unexplained"
_BY_NO_RULE = {
    INFERRED_GRAPH: "it is in the closure, by no rule of the table",
    COMPUTED_GRAPH: "it is in the computed graph, and the build knows nothing that it rests on",
}


class Prover:
    """Proves statements of one graph, remembering what it has proven and looked up.

    `grounds` opens what computed statements rest on.
    """

    def __init__(self, lookup: Lookup, grounds: Callable[[], Grounds]) -> None:
        self._lookup, self._grounds = lookup, grounds
        self._derivations = Derivations(lookup)
        self._held: dict[Triple, list[ox.Quad]] = {}
        self._proofs: dict[Triple, Proof] = {}
        self._computations: dict[str, Computation | None] = {}
        self._cited: dict[str, Citation] = {}

    def load(self, triples: Collection[Triple]) -> None:
        """Looks for what some triples rest on together, in few calls of the store."""
        others = [triple for triple in triples if not is_computed(triple[0])]
        self._load(others)
        keys = {key_of(triple) for triple in triples if is_computed(triple[0])}
        self._compute(
            keys.union(key_of(one) for one in others if _graph_of(self._held[one]) == COMPUTED_GRAPH)
        )
        self._derivations.find(one for one in others if _graph_of(self._held[one]) == INFERRED_GRAPH)

    def _load(self, triples: Collection[Triple]) -> None:
        """Reads in which graphs some triples stand."""
        self._lookup.load([*map(_sought, triples)])
        self._held |= {triple: list(self._lookup.match(*triple)) for triple in triples}

    def _compute(self, keys: Iterable[str]) -> None:
        """Looks up how statements were computed."""
        new = [key for key in keys if key not in self._computations]
        if new:
            self._computations |= {**dict.fromkeys(new), **self._grounds().of(new)}

    def prove(self, triple: Triple) -> Proof | None:
        """Gives the proof of a triple, or None when the graph does not hold it.

        A triple that nothing gives, though the graph infers or computes it, has the rule "unexplained" and no premises.
        """
        if triple not in self._proofs:
            held = self._of(triple)
            if not held:
                return None
            triple = (
                held[0].subject,
                held[0].predicate,
                held[0].object,
            )  # a store may write a value its own way
            self._proofs[triple] = self._proof(triple, held)
        return self._proofs[triple]

    def _proof(self, triple: Triple, held: Sequence[ox.Quad]) -> Proof:
        graph = _graph_of(held)
        if graph is None:
            return Proof(triple, quads=asserting(held))
        found = self._computed(triple) if graph == COMPUTED_GRAPH else self._derivations.of(triple)
        return found or Proof(triple, UNEXPLAINED, _BY_NO_RULE[graph])

    def grounds(self, triple: Triple) -> Citation | None:
        """Returns the leaves of the proof of a triple; None when the graph does not hold it.

        An asserted triple rests on itself, with every graph that asserts it. What the ontology states and a rule
        needs is an axiom; one that is itself asked about is a statement. What is said of a computed node is taken to be
        held.
        """
        if is_computed(triple[0]) or _graph_of(self._of(triple)) == COMPUTED_GRAPH:
            return self._cited_by(key_of(triple))
        proof = self.prove(triple)
        if proof is None or not proof.rule:
            return None if proof is None else Citation(proof.quads)
        return _citation(proof.leaves(), proof.rules())

    def _of(self, triple: Triple) -> Sequence[ox.Quad]:
        if triple not in self._held:
            self._load([triple])
        return self._held[triple]

    def _cited_by(self, key: str) -> Citation:
        """Returns what a computed statement rests on: what all that is said of a computed node does."""
        if key not in self._cited:
            self._compute([key])
            made = self._computations[key]
            self._cited[key] = (
                _citation(made.quads, (made.rule.name,)) if made else Citation((), (UNEXPLAINED,))
            )
        return self._cited[key]

    def _computed(self, triple: Triple) -> Proof | None:
        key = key_of(triple)
        self._compute([key])
        made = self._computations[key]
        if made is None:
            return None
        quads: dict[Triple, list[ox.Quad]] = {}
        for quad in made.quads:
            quads.setdefault((quad.subject, quad.predicate, quad.object), []).append(quad)
        leaves = tuple(Proof(stated, quads=tuple(graphs)) for stated, graphs in quads.items())
        return Proof(triple, *made.rule, leaves)


def _graph_of(held: Sequence[ox.Quad]) -> str | None:
    """Returns the graph by which a statement is in the store where nobody states it: computed, or else inferred."""
    graphs = {quad.graph_name.value for quad in held}
    if not graphs or graphs.difference(DERIVED):
        return None
    return COMPUTED_GRAPH if COMPUTED_GRAPH in graphs else INFERRED_GRAPH


def _sought(triple: Triple) -> Pattern:
    """Gives what is fetched of a triple: of a value any, as a store writes it."""
    subject, predicate, thing = triple
    return subject, predicate, None if isinstance(thing, ox.Literal) else thing


def _citation(leaves: Sequence[ox.Quad], rules: tuple[str, ...]) -> Citation:
    axioms = tuple(quad for quad in leaves if quad.graph_name.value == ONTOLOGY_GRAPH)
    return Citation(tuple(quad for quad in leaves if quad not in axioms), rules, axioms)
