"""The shortest proof of a statement of the graph.

The rule instances that give a statement, those that give their premises, and so on, make a graph of
alternatives; the proof with the fewest steps is found in it by Knuth's generalisation of Dijkstra's algorithm
(D. E. Knuth, Information Processing Letters 6, 1977). A step that two premises need counts for both. Only
what the proof found so far uses is looked into: what is not looked into yet counts as one step, the least
that it can need, so a proof that uses nothing of the kind is the shortest. Of several the first is given: by
the number of premises, rules about classes before others, the order of the rules, and the terms.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import heappop, heappush
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..answers.proofs import Proof
from ..answers.rows import Citation
from ..reasoning.owl_rules import FIRST
from ..stores.lookup import Lookup
from ..stores.protocol import Match
from ..treaties.computed_grounds import Asserted
from ..treaties.statement_grounds import computation, key, load_grounds
from ..words.facts import is_asserted
from ..words.namespaces import COMPUTED_GRAPH, DERIVED, INFERRED_GRAPH, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE
from ..words.terms import Term, Triple
from .rule_instances import Instance, Statements, asserting, schema_terms

_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
#: The rule that is named where none of the table gives what the graph holds as inferred.
UNEXPLAINED = "OWL 2 RL"


class _Way(NamedTuple):
    """One way to a statement: a key by which ways are ordered, the instance, and what of it is not asserted."""

    key: tuple[Any, ...]
    instance: Instance
    unasserted: tuple[Triple, ...]


class _Waiting:
    """A way that waits for its premises: how many are not yet reached, and the steps so far."""

    __slots__ = ("goal", "left", "steps", "way")

    def __init__(self, goal: Triple, way: _Way) -> None:
        self.goal, self.way, self.left, self.steps = goal, way, len(way.unasserted), 1


def load_premises(triples: Collection[Triple], lookup: Lookup) -> None:
    """Fetches what the proofs of some triples will be looked for in, a set at a time."""
    properties, classes = schema_terms()
    lookup.load(
        [
            *((subject, None, None) for subject, _, _ in triples if isinstance(subject, ox.NamedNode)),
            *((None, schema, None) for schema in properties),
            *((None, None, schema) for schema in classes),
        ]
    )
    graphs = {triple: {quad.graph_name.value for quad in lookup.match(*triple)} for triple in triples}
    inferred = [triple for triple in triples if graphs[triple] == {INFERRED_GRAPH}]
    typed = {
        triple[0] for triple in inferred if triple[1].value == RDF_TYPE and not _is_below(triple, lookup)
    }
    joined = {term for s, predicate, o in inferred if predicate.value != RDF_TYPE for term in (s, o)}
    lookup.load([*((thing, None, None) for thing in joined), *((None, None, thing) for thing in typed)])
    links = {quad.object for quad in lookup.match(None, FIRST, None)}  # of chains, among other lists
    lookup.load_about(q.object for thing in joined for q in lookup.about(thing) if q.predicate in links)
    load_grounds((triple for triple in triples if COMPUTED_GRAPH in graphs[triple]), lookup)


def _is_below(typing: Triple, lookup: Lookup) -> bool:
    """Says whether a thing is of a class because it is of one below, which needs nothing that leads to the thing."""
    subject, predicate, kind = typing
    stated = (quad.object for quad in lookup.match(subject, predicate, None) if is_asserted(quad))
    return any(is_asserted(quad) for below in stated for quad in lookup.match(below, _SUBCLASS, kind))


class Prover:
    """Proves statements of one graph, remembering what it has proven and looked up."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._statements = Statements(match)
        self._stated = Asserted(match)
        self._proofs: dict[Triple, Proof] = {}
        self._steps: dict[Triple, int] = {}
        self._ways: dict[Triple, list[_Way]] = {}
        self._computations: dict[Term | Triple, tuple[Proof, Citation]] = {}
        self._shared: dict[Triple, Citation] = {}

    def prove(self, triple: Triple) -> Proof | None:
        """Gives the shortest proof of a triple, or None when the graph does not hold it.

        An inferred triple that no rule of the table gives has the rule "OWL 2 RL" and no premises.
        """
        if triple in self._proofs:
            return self._proofs[triple]
        held = [] if isinstance(triple[0], ox.Literal) else list(self._match(*triple))
        if not held:
            return None
        triple = held[0].subject, held[0].predicate, held[0].object  # a store may write a value its own way
        graphs = {quad.graph_name.value for quad in held}
        if graphs.difference(DERIVED):
            self._proofs[triple] = Proof(triple, quads=asserting(held))
        elif COMPUTED_GRAPH in graphs:
            self._proofs[triple] = self._computed(triple)
        elif triple not in self._proofs:
            self._search(triple)
        return self._proofs[triple]

    def prove_all(self, premises: Sequence[Triple]) -> tuple[Proof, ...]:
        """Proves the premises of a rule, those that a closure leaves out, too."""
        for triple in premises:
            if self.prove(triple) is None:
                self._search(triple)
        return tuple(self.prove(triple) or self._proofs[triple] for triple in premises)

    def grounds(self, triple: Triple) -> Citation | None:
        """Returns the leaves of the shortest proof of a triple; None when the graph does not hold it.

        An asserted triple rests on itself, with every graph that asserts it. What the ontology states and a rule
        needs is an axiom; one that is itself asked about is a statement.
        """
        proof = self.prove(triple)
        if proof is None or not proof.rule:
            return None if proof is None else Citation(proof.quads)
        return self._shared.get(proof.conclusion) or _citation(proof.leaves(), proof.rules())

    def _leaf(self, triple: Triple) -> Proof:
        return Proof(triple, quads=self._statements.asserted(triple))

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

    def _search(self, goal: Triple) -> None:
        """Finds the shortest proof of an inferred triple, looking only into what it may use."""
        while True:
            reached = self._reach(goal)
            if goal not in reached:
                self._proofs[goal] = Proof(goal, UNEXPLAINED, "it is in the closure, by no rule of the table")
                return
            used = _used(goal, reached)
            unknown = [triple for triple in used if triple not in self._steps and triple not in self._ways]
            if not unknown:
                break
            for triple in unknown:
                self._look_into(triple)
        for triple in used:
            steps, way = reached[triple]
            if way is not None:
                self._keep(triple, steps, way)

    def _keep(self, triple: Triple, steps: int, way: _Way) -> None:
        premises = tuple(self._proofs.get(part) or self._leaf(part) for part in way.instance.premises)
        rule = way.instance.rule
        self._steps[triple] = steps
        self._proofs[triple] = Proof(triple, rule.name, rule.words, premises)

    def _look_into(self, triple: Triple) -> None:
        """Finds the ways to a triple; one that needs asserted statements only is the shortest at once."""
        ways: list[_Way] = []
        best: _Way | None = None
        for rank, instances in self._statements.instances(triple):
            if best is not None and best.key < rank:  # no rule that follows has a way before this
                break
            found = [self._way(instance) for instance in instances]
            at_once = (way for way in found if not way.unasserted)
            best = min(filter(None, (best, *at_once)), key=lambda way: way.key, default=None)
            ways += found
        if best is not None:
            self._keep(triple, 1, best)
        else:
            self._ways[triple] = ways

    def _way(self, instance: Instance) -> _Way:
        terms = [
            "" if isinstance(term, ox.BlankNode) else term.value  # whose names differ from build to build
            for triple in instance.premises
            for term in triple
        ]
        unasserted = [triple for triple in instance.premises if not self._statements.asserted(triple)]
        _, is_not_about_classes, number = instance.rank
        key = len(instance.premises), is_not_about_classes, number, terms
        return _Way(key, instance, tuple(unasserted))

    def _reach(self, goal: Triple) -> dict[Triple, tuple[int, _Way | None]]:
        """Gives the fewest steps to the goal and to what is nearer, and the last step of each.

        The triples stand in the order of their steps. Without the goal, it cannot be proven.
        """
        waiting: dict[Triple, list[_Waiting]] = {}
        heap: list[tuple[int, tuple[Any, ...], int, Triple, _Way | None]] = []
        seen, stack = {goal}, [goal]
        while stack:
            triple = stack.pop()
            if triple not in self._ways:
                heappush(heap, (self._steps.get(triple, 1), (), len(heap), triple, None))
                continue
            for way in self._ways[triple]:
                wait = _Waiting(triple, way)
                for part in way.unasserted:
                    waiting.setdefault(part, []).append(wait)
                    if part not in seen:
                        seen.add(part)
                        stack.append(part)
        reached: dict[Triple, tuple[int, _Way | None]] = {}
        tie = len(seen)
        while heap and goal not in reached:
            steps, _, _, triple, last = heappop(heap)
            if triple in reached:
                continue
            reached[triple] = steps, last
            for wait in waiting.get(triple, ()):
                wait.left -= 1
                wait.steps += steps
                if not wait.left:
                    tie += 1
                    heappush(heap, (wait.steps, wait.way.key, tie, wait.goal, wait.way))
        return reached


def _citation(leaves: Sequence[ox.Quad], rules: tuple[str, ...]) -> Citation:
    axioms = tuple(quad for quad in leaves if quad.graph_name.value == ONTOLOGY_GRAPH)
    return Citation(tuple(quad for quad in leaves if quad not in axioms), rules, axioms)


def _used(goal: Triple, reached: dict[Triple, tuple[int, _Way | None]]) -> list[Triple]:
    """Gives what the proof reached uses, premises before conclusions."""
    used, stack = {goal}, [goal]
    while stack:
        _, way = reached[stack.pop()]
        for part in way.unasserted if way else ():
            if part not in used:
                used.add(part)
                stack.append(part)
    return [triple for triple in reached if triple in used]
