"""The proof of a statement of the graph: what asserts it, what it was computed from, or its shortest derivation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import pyoxigraph as ox

from ..base.namespaces import COMPUTED_GRAPH, DERIVED, INFERRED_GRAPH, ONTOLOGY_GRAPH
from ..base.terms import Triple
from ..base.triples import is_asserted
from ..results.answer import Citation
from ..results.proof import Proof
from ..stores.lines import Derivation, Grounds, is_computed, key_of, key_of_inferred
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern

#: The rule that is named where the build knows nothing that what it holds as inferred or computed rests on.
UNEXPLAINED = "unexplained"
_BY_NO_RULE = {
    INFERRED_GRAPH: "it is in the closure, by no rule of the table",
    COMPUTED_GRAPH: "it is in the computed graph, and the build knows nothing that it rests on",
}


class Prover:
    """Proves statements of one graph, remembering what it has proven and looked up.

    `grounds` opens what computed and inferred statements rest on.
    """

    def __init__(self, lookup: Lookup, grounds: Callable[[], Grounds]) -> None:
        self._lookup, self._grounds = lookup, grounds
        self._asserted: dict[Triple, list[ox.Quad]] = {}
        self._proofs: dict[Triple, Proof] = {}
        self._keys: dict[Triple, tuple[str | None, str]] = {}
        self._known: dict[str, Derivation | None] = {}
        self._cited: dict[str, Citation] = {}

    def load(self, triples: Collection[Triple]) -> None:
        """Looks for what some triples rest on together, in few calls of the store."""
        self._load([triple for triple in triples if not is_computed(triple[0])])
        self._find(key for _, key in map(self._place, triples) if key)

    def _load(self, triples: Collection[Triple]) -> None:
        """Reads in which graphs some triples stand."""
        self._lookup.load([*map(_sought, triples)])
        self._asserted |= {triple: list(self._lookup.match(*triple)) for triple in triples}

    def _of(self, triple: Triple) -> Sequence[ox.Quad]:
        if triple not in self._asserted:
            self._load([triple])
        return self._asserted[triple]

    def _place(self, triple: Triple) -> tuple[str | None, str]:
        """Returns by which graph a triple is held, and what its grounds are found by; nothing where it is asserted, or not held.

        What is said of a computed node is taken to be held.
        """
        if triple not in self._keys:
            graph = COMPUTED_GRAPH if is_computed(triple[0]) else _graph_of(self._of(triple))
            key = key_of(triple) if graph == COMPUTED_GRAPH else key_of_inferred(triple) if graph else ""
            self._keys[triple] = graph, key
        return self._keys[triple]

    def _find(self, keys: Iterable[str]) -> None:
        """Looks up how statements were computed or inferred."""
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if new:
            self._known |= {**dict.fromkeys(new), **self._grounds().of(new)}

    def _derivation(self, key: str) -> Derivation | None:
        self._find([key])
        return self._known[key]

    def prove(self, triple: Triple) -> Proof | None:
        """Gives the proof of a triple, or None when the graph does not hold it.

        A triple of which the build does not know why it infers or computes it has the rule "unexplained" and no premises.
        """
        if triple not in self._proofs:
            asserting = self._of(triple)
            if not asserting:
                return None
            triple = (
                asserting[0].subject,
                asserting[0].predicate,
                asserting[0].object,
            )  # a store may write a value its own way
            graph = _graph_of(asserting)
            if graph is None:
                self._proofs[triple] = Proof(triple, quads=_asserting(asserting))
            else:
                self._derive(triple, graph)
        return self._proofs[triple]

    def _derive(self, triple: Triple, graph: str) -> None:
        """Makes the proof of what is inferred or computed, after those of the inferred premises that it needs."""
        waiting = [(triple, key_of(triple) if graph == COMPUTED_GRAPH else key_of_inferred(triple))]
        while waiting:
            conclusion, key = waiting[-1]
            found = self._derivation(key)
            if found is None:
                self._proofs[conclusion] = Proof(conclusion, UNEXPLAINED, _BY_NO_RULE[graph])
                waiting.pop()
                continue
            premises = [*_premises(found.quads)]
            missing = [
                (premise, key_of_inferred(premise))
                for premise, quads in premises
                if not quads and premise not in self._proofs
            ]
            if missing:
                waiting += missing
                continue
            parts = (Proof(one, quads=quads) if quads else self._proofs[one] for one, quads in premises)
            self._proofs[conclusion] = Proof(conclusion, *found.rule, tuple(parts))
            waiting.pop()

    def grounds(self, triple: Triple) -> Citation | None:
        """Returns the leaves of the proof of a triple; None when the graph does not hold it.

        An asserted triple rests on itself, with every graph that asserts it. What the ontology states and a rule
        needs is an axiom; one that is itself asked about is a statement. What is said of a computed node is taken to be
        held.
        """
        graph, key = self._place(triple)
        if graph == COMPUTED_GRAPH:
            return self._cited_by(key)
        proof = self.prove(triple)
        if proof is None or not proof.rule:
            return None if proof is None else Citation(proof.quads)
        return _citation(proof.leaves(), proof.rules())

    def _cited_by(self, key: str) -> Citation:
        """Returns what a computed statement rests on: what all that is said of a computed node does."""
        if key not in self._cited:
            made = self._derivation(key)
            self._cited[key] = (
                _citation(made.quads, (made.rule.name,)) if made else Citation((), (UNEXPLAINED,))
            )
        return self._cited[key]


def _premises(quads: Iterable[ox.Quad]) -> Iterator[tuple[Triple, tuple[ox.Quad, ...]]]:
    """Yields premises, each with the quads that assert it, one after the other; with none where it is inferred."""
    of: list[ox.Quad] = []
    for quad in quads:
        if of and (quad.triple != of[0].triple or quad in of):
            yield _premise(of)
            of = []
        of.append(quad)
    if of:
        yield _premise(of)


def _premise(of: Sequence[ox.Quad]) -> tuple[Triple, tuple[ox.Quad, ...]]:
    return (of[0].subject, of[0].predicate, of[0].object), _asserting(of)


def _asserting(quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """Returns those of some quads that assert their statement, in order of their graphs."""
    return tuple(sorted(filter(is_asserted, quads), key=lambda quad: quad.graph_name.value))


def _graph_of(asserting: Sequence[ox.Quad]) -> str | None:
    """Returns the graph by which a statement is in the store where nobody states it: computed, or else inferred."""
    graphs = {quad.graph_name.value for quad in asserting}
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
