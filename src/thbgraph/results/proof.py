"""Proofs: why a statement holds, as a value, and in words.

A proof is a tree of steps. Each has a conclusion, the rule by which it follows, and the premises that the
rule needs; at its leaves stand asserted statements, with the passages and sources that state them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from ..base.namespaces import PREFIXES
from ..base.printing import counted
from ..base.terms import Triple, turtle
from ..base.values import Description
from .document import Cell, Document, Section, items, section
from .formats import notebook
from .sources import Source, described
from .statement_words import Wording

_RDF = PREFIXES["rdf"]


class Proof(NamedTuple):
    """Why a statement holds.

    Asserted statements have `quads`, one a graph that asserts them, and no rule. Others have the name of
    the `rule` that gives the conclusion, the rule in `words`, and the proofs of its `premises`, in the order
    in which the rule has them; a list is a premise for each of its triples.
    """

    conclusion: Triple
    rule: str = ""
    words: str = ""
    premises: tuple[Proof, ...] = ()
    quads: tuple[ox.Quad, ...] = ()

    def steps(self) -> list[Proof]:
        """Gives the steps, each once and after those it rests on; none for an asserted statement."""
        found: dict[Triple, Proof] = {}
        waiting = [(self, False)]
        while waiting:
            proof, is_ready = waiting.pop()
            if not proof.rule or proof.conclusion in found:
                continue
            if is_ready:
                found[proof.conclusion] = proof
            else:
                waiting.append((proof, True))
                waiting += [(premise, False) for premise in reversed(proof.premises)]
        return list(found.values())

    def leaves(self) -> tuple[ox.Quad, ...]:
        """Gives the asserted quads that the proof rests on, each once, those near the conclusion first."""
        leaves = [premise for step in reversed(self.steps()) for premise in step.premises if not premise.rule]
        return tuple(dict.fromkeys(quad for leaf in (self, *leaves) for quad in leaf.quads))

    def rules(self) -> tuple[str, ...]:
        """Gives the names of the rules used, each once, the last step's first."""
        return tuple(dict.fromkeys(step.rule for step in reversed(self.steps())))

    def __repr__(self) -> str:
        return f"Proof({' '.join(map(turtle, self.conclusion))}, steps: {len(self.steps())})"


@notebook
class Explanation(NamedTuple):
    """Why a statement is in the graph, or what comes near one that is not.

    True when the graph holds the statement; it then has a `proof`, and else the `nearest` statements that
    are held. `labels` says what the things in all of these are called, `sources` describes the passages and
    sources that assert them, both by IRI. `str()` tells it in words.
    """

    statement: Triple
    proof: Proof | None
    nearest: tuple[Triple, ...] = ()
    labels: Mapping[str, str] = {}
    sources: Mapping[str, Description] = {}

    def triples(self) -> Iterator[Triple]:
        """Yields the statement, every statement of its proof, and those that come near."""
        yield self.statement
        yield from self.nearest
        for step in self.proof.steps() if self.proof else ():
            yield step.conclusion
            yield from (premise.conclusion for premise in step.premises)

    def __bool__(self) -> bool:
        return self.proof is not None

    def __repr__(self) -> str:
        statement = " ".join(map(turtle, self.statement))
        return f"Explanation({statement}: {heading(self.proof) if self.proof else 'not in the graph'})"

    def document(self) -> Document:
        """Returns the proof laid out for readers, a section for each step; of what the graph does not hold, what comes near."""
        wording = Wording(self.labels, self.proof.leaves() if self.proof else ())
        if self.proof is None:
            near = section(
                "What it says that comes near", items(Cell(wording.statement(one)) for one in self.nearest)
            )
            return Document(
                f"The graph does not say this: {wording.statement(self.statement)}",
                () if near else (Cell("Nor does it say anything that comes near."),),
                tuple(near),
                (Cell("What is not recorded is not thereby false."),),
            )
        marks = () if self.proof.rule else self._marks(self.proof)
        return Document(
            wording.statement(self.statement),
            (Cell(heading(self.proof), marks),),
            tuple(self._steps(self.proof, wording)),
        )

    def _steps(self, proof: Proof, wording: Wording) -> Iterator[Section]:
        """Yields the steps in order; the triples of lists stand with the premise that leads to the list."""
        numbers = {step.conclusion: number for number, step in enumerate(proof.steps(), 1)}
        for step, number in zip(proof.steps(), numbers.values(), strict=True):
            lines = dict.fromkeys(
                Cell(wording.statement(one.conclusion), self._marks(one))
                if one.quads
                else Cell(f"{wording.statement(one.conclusion)} (step {numbers[one.conclusion]})")
                for one in premises(step)
            )
            reason = f"{step.words[:1].upper()}{step.words[1:]} ({step.rule}){':' * bool(lines)}"
            title = f"{number}. {wording.statement(step.conclusion)}"
            yield from section(title, Cell(reason), items(lines))

    def _marks(self, asserted: Proof) -> tuple[Source, ...]:
        graphs = (quad.graph_name.value for quad in asserted.quads)
        return described(graphs, self.sources)


def premises(step: Proof) -> Iterator[Proof]:
    """Gives the premises of a step without the triples of unnamed lists."""
    for premise in step.premises:
        subject, predicate, _ = premise.conclusion
        is_cell = predicate.value in (_RDF + "first", _RDF + "rest")
        if not (is_cell and isinstance(subject, ox.BlankNode)):
            yield premise


def heading(proof: Proof) -> str:
    """Says in how many steps a statement follows, or that it is asserted."""
    steps = len(proof.steps())
    if not steps:
        return "is asserted"
    return f"follows in {counted(steps, 'step')}"
