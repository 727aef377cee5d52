"""Proofs: why a statement holds, as a value, and told in words.

A proof is a tree of steps. Each has a conclusion, the rule by which it follows, and the premises that the
rule needs; at its leaves stand asserted statements, with the passages and sources that state them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from ..base.counts import counted
from ..base.names import spaced, with_article
from ..base.namespaces import PREFIXES
from ..base.terms import Term, Triple, local, turtle
from .documents import Document, Section, items, section
from .formats import notebook
from .marks import Mark, Told
from .numbers import Numbers
from .rows import name_of, shown, value_of

_RDF = PREFIXES["rdf"]
#: Namespaces whose terms have no label here and are said by their local name.
_MAKING = (PREFIXES["owl"], PREFIXES["rdfs"])
#: How some terms are said.
_WORDS = {
    PREFIXES[prefix] + name: words
    for prefix, name, words in (
        ("rdfs", "subClassOf", "is a kind of"),
        ("rdfs", "subPropertyOf", "is a kind of"),
        ("rdfs", "domain", "is said of"),
        ("rdfs", "range", "leads to"),
        ("owl", "inverseOf", "is the inverse of"),
        ("owl", "equivalentClass", "is the same as"),
        ("owl", "equivalentProperty", "is the same as"),
        ("owl", "propertyChainAxiom", "follows from"),
        ("owl", "SymmetricProperty", "relation that holds both ways"),
        ("owl", "TransitiveProperty", "relation that carries on"),
        ("rdf", "type", "is a"),
        ("skos", "prefLabel", "name"),
    )
}


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
    sources: Mapping[str, str] = {}

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
        said = " ".join(map(turtle, self.statement))
        return f"Explanation({said}: {heading(self.proof) if self.proof else 'not in the graph'})"

    def document(self) -> Document:
        """Returns the proof laid out for readers, a section for each step; of what the graph does not hold, what comes near."""
        telling = Telling(self.proof, self.labels)
        if self.proof is None:
            near = section(
                "What it says that comes near", items(Told(telling.statement(one)) for one in self.nearest)
            )
            return Document(
                f"The graph does not say this: {telling.statement(self.statement)}",
                () if near else (Told("Nor does it say anything that comes near."),),
                tuple(near),
                (Told("What is not recorded is not thereby false."),),
            )
        marks = () if self.proof.rule else self._marks(self.proof)
        return Document(
            telling.statement(self.statement),
            (Told(heading(self.proof), marks),),
            tuple(self._steps(self.proof, telling)),
        )

    def _steps(self, proof: Proof, telling: Telling) -> Iterator[Section]:
        """Yields the steps in order; the triples of lists are told with the premise that leads to the list."""
        numbers = {step.conclusion: number for number, step in enumerate(proof.steps(), 1)}
        for step, number in zip(proof.steps(), numbers.values(), strict=True):
            told = dict.fromkeys(
                Told(telling.statement(one.conclusion), self._marks(one))
                if one.quads
                else Told(f"{telling.statement(one.conclusion)} (step {numbers[one.conclusion]})")
                for one in premises(step)
            )
            reason = f"{step.words[:1].upper()}{step.words[1:]} ({step.rule}){':' * bool(told)}"
            title = f"{number}. {telling.statement(step.conclusion)}"
            yield from section(title, Told(reason), items(told))

    def _marks(self, asserted: Proof) -> tuple[Mark, ...]:
        graphs = (quad.graph_name.value for quad in asserted.quads)
        return tuple(Mark(graph, self.sources.get(graph, graph)) for graph in graphs)


class Telling:
    """The words for the statements of a proof: labels, members of lists, letters for what has no name."""

    def __init__(self, proof: Proof | None, labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._letters = Numbers[Term]()
        self._firsts, self._rests = dict[Term, Term](), dict[Term, Term]()
        for quad in proof.leaves() if proof else ():
            if quad.predicate.value == _RDF + "first":
                self._firsts[quad.subject] = quad.object
            elif quad.predicate.value == _RDF + "rest":
                self._rests[quad.subject] = quad.object

    def statement(self, triple: Triple) -> str:
        """Writes a statement: what it is about, then what is said.

        >>> one = ox.NamedNode("http://e.org/one")
        >>> Telling(None, {one.value: "one"}).statement((one, one, ox.Literal("two")))
        'one: one two'
        """
        subject, predicate, thing = triple
        return f"{self.term(subject)}: {self.said(predicate, thing)}"

    def said(self, predicate: ox.NamedNode, thing: Term) -> str:
        """Writes what is said of something: a property and its value."""
        return with_article(f"{self.term(predicate)} {self.term(thing)}")

    def term(self, term: Term) -> str:
        """Names a thing by its label, writes a value, and counts up the members of a list."""
        if isinstance(term, ox.NamedNode):
            return _WORDS.get(term.value) or self._name(term.value)
        if isinstance(term, ox.Literal):
            return shown(value_of(term, {})) or '""'
        if term in self._firsts:
            return ", then ".join(map(self.term, self.members(term)))
        name = letter(*self._letters.of([term]))
        return f"something unnamed ({name})"

    def _name(self, iri: str) -> str:
        return spaced(local(iri)) if iri.startswith(_MAKING) else name_of(iri, self._labels)

    def members(self, head: Term) -> list[Term]:
        """Gives the members of a list whose triples are leaves of the proof; of no list, none."""
        found: list[Term] = []
        while head in self._firsts and len(found) < len(self._firsts):
            found.append(self._firsts[head])
            head = self._rests.get(head, head)
        return found


def premises(step: Proof) -> Iterator[Proof]:
    """Gives the premises of a step without the triples of unnamed lists."""
    for premise in step.premises:
        subject, predicate, _ = premise.conclusion
        is_cell = predicate.value in (_RDF + "first", _RDF + "rest")
        if not (is_cell and isinstance(subject, ox.BlankNode)):
            yield premise


def letter(number: int) -> str:
    """Gives the letter of a number, counted from 1: a to z, then a1 to z1, and so on."""
    again, place = divmod(number - 1, 26)
    return chr(ord("a") + place) + (str(again) if again else "")


def heading(proof: Proof) -> str:
    """Says in how many steps a statement follows, or that it is asserted."""
    steps = len(proof.steps())
    if not steps:
        return "is asserted"
    return f"follows in {counted(steps, 'step')}"
