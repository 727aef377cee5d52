"""Statements that contradict each other under the ontology, as findings with their proof and their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..answers.proofs import Proof, premises
from ..proof.prover import Prover
from ..reasoning.closure import Closure
from ..reasoning.owl_rules import CONTRADICTION
from ..stores.embedded import EmbeddedStore
from ..words.findings import Finding
from ..words.terms import Triple, turtle, turtle_predicate
from .places import Places


def inconsistency_findings(closure: Closure, stated: Iterable[ox.Quad], places: Places) -> Iterator[Finding]:
    """Yields a finding for each inconsistency of what is stated, at the first statement of the data that it rests on.

    Its further lines are the statements that it rests on, each with its place, and the steps from these to
    what the rule says cannot hold together.
    """
    found = closure.inconsistencies()
    if not found:
        return
    prover = Prover(EmbeddedStore.holding([*stated, *closure.inferred()]).match)
    for one in found:
        yield _finding(Proof(CONTRADICTION, one.rule, one.words, prover.prove_all(one.premises)), places)


def _finding(proof: Proof, places: Places) -> Finding:
    parts = [part for step in proof.steps() for part in premises(step)]
    stated = {part.conclusion: _place(part.conclusion, places) for part in parts if not part.rule}
    path, line = next(
        (place for place in stated.values() if place[0].startswith("data/")), next(iter(stated.values()))
    )
    lines = [f"statements contradict each other: {proof.words} ({proof.rule}); correct one of them"]
    lines += [f"{file}:{number}: {_written(triple)}" for triple, (file, number) in stated.items()]
    lines += [f"so {_written(step.conclusion)}: {step.words} ({step.rule})" for step in proof.steps()[:-1]]
    return Finding(path, line, "inconsistent", "\n  ".join(lines))


def _place(triple: Triple, places: Places) -> tuple[str, int | None]:
    subject, predicate, thing = triple
    return places.of(subject.value, predicate.value, thing.value)


def _written(triple: Triple) -> str:
    subject, predicate, thing = triple
    return f"{turtle(subject)} {turtle_predicate(predicate.value)} {turtle(thing)}"
