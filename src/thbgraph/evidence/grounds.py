"""The proof of a statement of the graph: what asserts it, what it was computed from, or its shortest derivation."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyoxigraph as ox

from ..base.namespaces import COMPUTED, COMPUTED_GRAPH, DERIVED, INFERRED_GRAPH, ONTOLOGY_GRAPH
from ..base.terms import Term, Triple
from ..results.citation import Citation
from ..results.proof import Proof
from ..rules.derivation import Derivations, asserting
from ..status.computed_grounds import Asserted
from ..status.statement_grounds import computation, key, load_grounds
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern

#: The rule that is named where none of the table gives what the graph holds as inferred.
UNEXPLAINED = "unexplained"


class Prover:
    """Proves statements of one graph, remembering what it has proven and looked up."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._derivations = Derivations(lookup)
        self._stated = Asserted(lookup.match)
        self._proofs: dict[Triple, Proof] = {}
        self._computations: dict[Term | Triple, tuple[Proof, Citation]] = {}
        self._shared: dict[Triple, Citation] = {}

    def load(self, triples: Collection[Triple]) -> None:
        """Looks for the proofs of some triples together, in few calls of the store."""
        self._lookup.load(map(_sought, triples))
        graphs = {
            triple: {quad.graph_name.value for quad in self._lookup.match(*triple)} for triple in triples
        }
        self._derivations.find(triple for triple in triples if graphs[triple] == {INFERRED_GRAPH})
        load_grounds((triple for triple in triples if COMPUTED_GRAPH in graphs[triple]), self._lookup)

    def prove(self, triple: Triple) -> Proof | None:
        """Gives the proof of a triple, or None when the graph does not hold it.

        An inferred triple that no rule of the table gives has the rule "unexplained" and no premises.
        """
        if triple in self._proofs:
            return self._proofs[triple]
        held = list(self._lookup.match(*triple))
        if not held:
            return None
        triple = held[0].subject, held[0].predicate, held[0].object  # a store may write a value its own way
        graphs = {quad.graph_name.value for quad in held}
        if graphs.difference(DERIVED):
            self._proofs[triple] = Proof(triple, quads=asserting(held))
        elif COMPUTED_GRAPH in graphs:
            self._proofs[triple] = self._computed(triple)
        else:
            unexplained = Proof(triple, UNEXPLAINED, "it is in the closure, by no rule of the table")
            self._proofs[triple] = self._derivations.of(triple) or unexplained
        return self._proofs[triple]

    def grounds(self, triple: Triple) -> Citation | None:
        """Returns the leaves of the proof of a triple; None when the graph does not hold it.

        An asserted triple rests on itself, with every graph that asserts it. What the ontology states and a rule
        needs is an axiom; one that is itself asked about is a statement.
        """
        proof = self.prove(triple)
        if proof is None or not proof.rule:
            return None if proof is None else Citation(proof.quads)
        return self._shared.get(proof.conclusion) or _citation(proof.leaves(), proof.rules())

    def _computed(self, triple: Triple) -> Proof:
        """Proves what is computed: all that is said of a computed node rests on the same."""
        shared = key(triple)
        if shared not in self._computations:
            made = computation(triple, self._stated)
            quads: dict[Triple, dict[ox.Quad, None]] = {}
            for quad in made.quads:
                quads.setdefault((quad.subject, quad.predicate, quad.object), {})[quad] = None
            leaves = tuple(Proof(stated, quads=tuple(graphs)) for stated, graphs in quads.items())
            proof = Proof(triple, made.rule, made.words, leaves)
            quads_of = (quad for graphs in quads.values() for quad in graphs)
            self._computations[shared] = proof, _citation(tuple(quads_of), (made.rule,))
        proof, self._shared[triple] = self._computations[shared]
        return proof._replace(conclusion=triple)


def _sought(triple: Triple) -> Pattern:
    """Gives what is fetched of a triple: of a computed node all, which it rests on; of a value any, as a store writes it."""
    subject, predicate, thing = triple
    if isinstance(subject, ox.NamedNode) and subject.value.startswith(COMPUTED):
        return subject, None, None
    return subject, predicate, None if isinstance(thing, ox.Literal) else thing


def _citation(leaves: Sequence[ox.Quad], rules: tuple[str, ...]) -> Citation:
    axioms = tuple(quad for quad in leaves if quad.graph_name.value == ONTOLOGY_GRAPH)
    return Citation(tuple(quad for quad in leaves if quad not in axioms), rules, axioms)
