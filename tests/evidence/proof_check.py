"""A small checker of proofs, which trusts nothing of how they were found.

It shares with the prover only the table of rules. A proof is accepted when every step is an instance of the
rule that it names, every leaf is asserted where it says so, and nothing rests on itself. A computed step is
computed again, over its premises alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import pyoxigraph as ox

from thbgraph.base.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, PREFIXES
from thbgraph.base.terms import Term, Triple, turtle
from thbgraph.base.triples import Match
from thbgraph.results.proof import Proof
from thbgraph.rules.rule_table import RULES, Bindings, InferenceRule, Pattern
from thbgraph.stores.lines import Derivation

#: Computes statements from asserted ones.
Compute: TypeAlias = Callable[[Sequence[ox.Quad]], Iterable[ox.Quad]]
#: Says how a statement is computed from asserted ones; None where it is not.
Explain: TypeAlias = Callable[[Sequence[ox.Quad], Triple], "Derivation | None"]

_FIRST, _REST, _NIL = (ox.NamedNode(PREFIXES["rdf"] + name) for name in ("first", "rest", "nil"))
_DERIVED = (INFERRED_GRAPH, COMPUTED_GRAPH)


def proof_faults(proof: Proof, match: Match, compute: Compute, explain: Explain) -> Iterator[str]:
    """Yields what is wrong with a proof over a graph, premises before steps; nothing when it is a proof."""
    parts = _parts(proof)
    computed = {id(part) for part in parts if part.rule and not _rule(part.rule)}
    for part in sorted(parts, key=lambda part: bool(part.rule)):
        if not part.rule:
            fault = _leaf_fault(part, match)
        elif id(part) in computed:
            fault = _computed_fault(part, compute, explain)
        elif any(id(premise) in computed for premise in part.premises):
            fault = "what is computed is no premise of a rule"
        else:
            fault = _step_fault(part)
        if fault:
            yield f"{' '.join(map(turtle, part.conclusion))}: {fault}"
    if _rests_on_itself(parts):
        yield "a statement rests on itself"


def _parts(proof: Proof) -> list[Proof]:
    """Gives every step and leaf once, also where a proof has come to contain itself."""
    found = {id(proof): proof}
    waiting = [proof]
    while waiting:
        for premise in waiting.pop().premises:
            if id(premise) not in found:
                found[id(premise)] = premise
                waiting.append(premise)
    return list(found.values())


def _rule(name: str) -> InferenceRule | None:
    return next((rule for rule in RULES if rule.name == name), None)


def _leaf_fault(leaf: Proof, match: Match) -> str | None:
    if leaf.premises or leaf.words:
        return "an asserted statement has no premises and no rule in words"
    if not leaf.quads:
        return "no graph is named that asserts it"
    held = set(match(*leaf.conclusion)) if not isinstance(leaf.conclusion[0], ox.Literal) else set()
    for quad in leaf.quads:
        if (quad.subject, quad.predicate, quad.object) != leaf.conclusion:
            return "the quad is another statement"
        if quad not in held or quad.graph_name.value in _DERIVED:
            return f"{turtle(quad.graph_name)} does not assert it"
    return None


def _computed_fault(step: Proof, compute: Compute, explain: Explain) -> str | None:
    given = [quad for premise in step.premises for quad in premise.quads]
    if step.quads or len(set(given)) < len(given) or any(premise.rule for premise in step.premises):
        return "a computation rests on asserted statements only, each once"
    made = list(compute(given))
    if step.conclusion not in {(quad.subject, quad.predicate, quad.object) for quad in made}:
        return "computing again over the premises does not give it"

    told = explain(given, step.conclusion)
    if told is None or told.rule != (step.rule, step.words):
        return "it was computed by another rule"
    return None if set(told.quads) == set(given) else "not all premises are needed"


def _step_fault(step: Proof) -> str | None:
    if step.quads:
        return "a statement with a rule is not asserted"
    rule, stated = _rule(step.rule), [premise.conclusion for premise in step.premises]
    bindings = _bound(rule.conclusion, step.conclusion, {}) if rule and rule.words == step.words else None
    if rule is None or bindings is None or not _is_instance(rule.premises, stated, bindings):
        return f"it is no instance of {step.rule}"
    return None


def _is_instance(patterns: Sequence[Pattern], stated: Sequence[Triple], bindings: Bindings) -> bool:
    """Says whether statements are, in this order, what the premises of a rule become, with none left over."""
    if not patterns:
        return not stated
    (subject, predicate, thing), *rest = patterns
    members, length = _members(bindings.get(str(predicate)), stated)
    if members:  # a list in the place of a property
        stops = [subject, *(f"{subject}{number}" for number in range(1, len(members))), thing]
        become = list(zip(stops, members, stops[1:], strict=False))
        return _is_instance([*become, *rest], stated[length:], bindings)
    more = _bound(patterns[0], stated[0], bindings) if stated else None
    return more is not None and _is_instance(rest, stated[1:], more)


def _members(head: Term | None, stated: Sequence[Triple]) -> tuple[list[Term], int]:
    """Reads a list from the triples of its cells: its members, and how many triples it took; of none, nothing."""
    members: list[Term] = []
    for place in range(0, len(stated) - 1, 2):
        (one, first, member), (other, rest, tail) = stated[place : place + 2]
        if not (one == other == head and first == _FIRST and rest == _REST):
            break
        members.append(member)
        if tail == _NIL:
            return members, place + 2
        head = tail
    return [], 0


def _bound(pattern: Pattern, triple: Triple, bindings: Bindings) -> Mapping[str, Term] | None:
    """Binds the variables of a pattern so that it is the triple, or gives None."""
    more: dict[str, Term] = {}
    for part, term in zip(pattern, triple, strict=True):
        if not isinstance(part, str):
            if part != term:
                return None
        elif {**more, **bindings}.get(part, term) != term:
            return None
        else:
            more[part] = term
    return {**bindings, **more}


def _rests_on_itself(parts: Iterable[Proof]) -> bool:
    """Says whether from some statement the way down its premises leads to itself."""
    below: dict[Triple, set[Triple]] = {}
    for part in parts:
        below.setdefault(part.conclusion, set()).update(premise.conclusion for premise in part.premises)
    while True:
        grounded = [triple for triple, premises in below.items() if not premises]
        if not grounded:
            return bool(below)
        for triple in grounded:
            del below[triple]
        for premises in below.values():
            premises.difference_update(grounded)
