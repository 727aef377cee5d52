"""What is wrong with a triple pattern that by itself matches nothing: its terms, its direction, its types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.paths import InvPath, MulPath, SequencePath

from ..answers.diagnoses import Cause
from ..naming.folding import fold
from ..naming.names import Names
from ..naming.terms import near_iris
from ..sparql.query_writer import written_part
from ..sparql.rdflib_terms import from_rdflib
from ..words.dates import lexical_fault
from ..words.namespaces import PREFIXES
from ..words.suggestions import did_you_mean, near
from ..words.terms import Term, short, sparql, turtle
from ..words.tokens import tokens
from .probes import Prober
from .query_parts import TYPE, Part, written

#: Says a term for people.
Name = Callable[[Term], str]
_MOST_VALUES = 3000
_THING = PREFIXES["owl"] + "Thing"
_CLASSES = {PREFIXES["owl"] + "Class", PREFIXES["rdfs"] + "Class"}
#: By what the terms of the ontology are named, and by what things are.
_LABEL, _NAME = ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.NamedNode(PREFIXES["skos"] + "prefLabel")


class Triples:
    """Looks at single triple patterns."""

    def __init__(self, prober: Prober, known: Names, name: Name) -> None:
        self.prober, self._known, self._name = prober, known, name

    def unknown(self, part: Part) -> Iterator[Cause]:
        """Gives the terms of a pattern that no statement of the graph has in their place."""
        subject, predicate, thing = part.node
        pattern = part.for_people()
        for iri in _iris_of(predicate):
            if not self.prober.ask(f"?s {sparql(iri)} ?o"):
                yield self._dead(iri, "property", "?s ?x ?o", pattern)
        kind = part.asked_class
        yield from self.unknown_things([subject] if kind else [subject, thing], pattern)
        if kind is not None and not self.prober.ask(f"?s a {sparql(kind)}"):
            yield self._dead(kind, "class", "?s a ?x", pattern)

    def unknown_things(self, named: Iterable[Any], pattern: str) -> list[Cause]:
        """Gives those of some IRIs that no statement of the graph has."""
        iris = [iri for iri in named if isinstance(iri, ox.NamedNode)]
        return [self._dead(iri, "thing", "?x a ?c", pattern) for iri in iris if not self._is_there(iri)]

    def unknown_graphs(self, part: Part) -> list[Cause]:
        """Gives those of the graphs that a part names of which there is none."""
        words = list(tokens(part.text))
        named = [b.text for a, b in pairwise(words) if a.text.lower() == "graph" and b.kind == "iri"]
        gone = [iri for iri in named if not self.prober.ask(f"GRAPH {iri} {{ ?s ?p ?o }}")]
        return [
            part.cause("unknown-term", f"there is no graph {short(iri[1:-1])}", about=[iri[1:-1]])
            for iri in gone
        ]

    def _is_there(self, iri: ox.NamedNode) -> bool:
        written = sparql(iri)
        return self.prober.ask(f"{{ {written} ?p ?o }} UNION {{ ?s ?p {written} }}")

    def _dead(self, iri: ox.NamedNode, what: str, place: str, pattern: str) -> Cause:
        named = self._name(iri)
        is_there = self._is_there(iri)
        if is_there and self._is_declared(iri, what):
            message = f"{named} is declared, but no source records anything with this {what}"
            return Cause("unused-term", message, "", pattern, about=(iri.value,))
        there = self._known.labels if what == "thing" and self._known.labels else self._there(place)
        names = tuple(turtle(ox.NamedNode(other)) for other in near_iris(iri.value, there, self._known))
        message = (
            f"{named} is not the {what} of any statement" if is_there else f"{named} is not in the graph"
        )
        hint = did_you_mean(names, "look for it with: thbgraph find TEXT")
        return Cause("unknown-term", message, hint, pattern, about=(iri.value,), near=names)

    def _is_declared(self, iri: ox.NamedNode, what: str) -> bool:
        kinds = self.prober.values("c", f"{sparql(iri)} a ?c", 20)
        return any((what == "class") == (kind.value in _CLASSES) for kind in kinds)

    def _there(self, place: str) -> list[str]:
        found = self.prober.values("x", place, _MOST_VALUES)
        return [term.value for term in found if isinstance(term, ox.NamedNode)]

    def literal(self, part: Part) -> Cause | None:
        """Says what is wrong with the literal of a pattern: its datatype, language or spelling."""
        subject, predicate, value = part.node
        if not isinstance(value, ox.Literal):
            return None
        fault = lexical_fault(value.value, value.datatype.value)
        if fault:
            message = f"{turtle(value)} does not fit its datatype; expected {fault}"
            return part.cause("wrong-literal", message)
        at = f"{written_part(subject)} {written_part(predicate)} ?v"
        found = self.prober.values("v", f"{at} FILTER(STR(?v) = {sparql(ox.Literal(value.value))})", 3)
        if found:
            return tagged_otherwise(value, found, part)
        values = self.prober.values("v", at, _MOST_VALUES)
        return self.unlike(value, values, part.for_people()) or self._elsewhere(value, part)

    def _elsewhere(self, value: ox.Literal, part: Part) -> Cause | None:
        """Says by which other properties a value is recorded; None where it is by none."""
        found = self.prober.values("p", f"?s ?p {sparql(value)}", 3)
        if not found:
            return None
        near = [turtle(other) for other in found]
        message = f"{turtle(value)} is recorded by another property: {', '.join(near)}"
        return part.cause("recorded-otherwise", message, near=near)

    def named(self, part: Part) -> tuple[Any, ...] | None:
        """Gives a pattern that asks by rdfs:label with the property by which things are named here."""
        subject, predicate, thing = part.node
        if predicate != _LABEL:
            return None
        if isinstance(thing, ox.Literal):
            same = f"?s {_NAME} ?v FILTER(STR(?v) = {sparql(ox.Literal(thing.value))})"
            thing = next(iter(self.prober.values("v", same, 1)), thing)
        return subject, _NAME, thing

    def unlike(self, value: ox.Literal, values: Sequence[Term], pattern: str) -> Cause | None:
        """Says in what way a literal is none of the values that stand in its place; None for no way."""
        literals = [other for other in values if isinstance(other, ox.Literal)]
        if values and not literals:
            message = f"things stand where the query has the value {turtle(value)}"
            hint = f"such as {turtle(values[0])}"
            return Cause("wrong-literal", message, hint, pattern, near=(turtle(values[0]),))
        if literals and not any(_family(other) == _family(value) for other in literals):
            message = f"{turtle(value)} is {_kind(value)}, and the recorded values are {_kind(literals[0])}"
            hint = f"such as {turtle(literals[0])}"
            return Cause("wrong-literal", message, hint, pattern, near=(turtle(literals[0]),))
        if _family(value) != "text":
            return None
        alike = near(value.value, [other.value for other in literals], alike=0.75, form=fold)
        if not alike:
            return None
        meant = tuple(turtle(ox.Literal(text)) for text in alike)
        message = f"the value {turtle(value)} is not recorded"
        return Cause("unknown-term", message, did_you_mean(meant), pattern, near=meant)

    def reversed(self, part: Part) -> str | None:
        """Gives a pattern the other way round, where it can be; None where it cannot."""
        subject, predicate, thing = part.node
        if (
            not isinstance(predicate, str | ox.NamedNode)
            or predicate == TYPE
            or isinstance(thing, ox.Literal)
        ):
            return None
        return part.text.replace(written(part.node), written((thing, predicate, subject)))

    def excluded(self, part: Part, classes: dict[str, list[ox.NamedNode]]) -> Cause | None:
        """Says which type excludes a property; `classes` are those that the query gives each variable."""
        subject, relation, thing = part.node
        if not isinstance(relation, ox.NamedNode) or relation == TYPE:
            return None
        for term, axiom, leads in ((subject, "domain", "leads from"), (thing, "range", "leads to")):
            held = self._types(term, classes)
            if not held:
                continue
            for wanted in self._axioms(relation, axiom):
                clash = next((kind for kind in held if not self._overlap(kind, wanted)), None)
                if clash is not None and all(not self._overlap(kind, wanted) for kind in held[:1]):
                    what = (
                        self._name(clash)
                        if isinstance(term, str)
                        else f"{self._name(term)} ({self._name(clash)})"
                    )
                    message = f"{self._name(relation)} {leads} {self._name(wanted)}, but {what} is not one"
                    return part.cause("excluded-type", message, about=[relation.value, wanted.value])
        return None

    def _types(self, term: Any, classes: dict[str, list[ox.NamedNode]]) -> list[ox.NamedNode]:
        if isinstance(term, ox.NamedNode):
            return self.classes_of(term)
        return classes.get(term, []) if isinstance(term, str) else []

    def classes_of(self, iri: ox.NamedNode) -> list[ox.NamedNode]:
        """Gives the classes of a thing, the narrowest first."""
        found = self.prober.run(
            f"SELECT ?c (COUNT(?x) AS ?n) {{ {sparql(iri)} a ?c . ?x a ?c }} GROUP BY ?c ORDER BY ?n ?c LIMIT 8"
        )
        return [row["c"] for row in found if isinstance(row["c"], ox.NamedNode)]

    def _axioms(self, relation: ox.NamedNode, axiom: str) -> list[ox.NamedNode]:
        pattern = f"{sparql(relation)} <{PREFIXES['rdfs']}{axiom}> ?c"
        found = [kind for kind in self.prober.values("c", pattern, 8) if isinstance(kind, ox.NamedNode)]
        return sorted((kind for kind in found if kind.value != _THING), key=str)

    def _overlap(self, one: ox.NamedNode, other: ox.NamedNode) -> bool:
        narrower = f"<{PREFIXES['rdfs']}subClassOf>"
        a, b = sparql(one), sparql(other)
        return one == other or self.prober.ask(
            f"{{ ?x a {a} , {b} }} UNION {{ {a} {narrower} {b} }} UNION {{ {b} {narrower} {a} }}"
        )


def tagged_otherwise(value: ox.Literal, found: Iterable[Term], part: Part) -> Cause:
    """Says that a value is recorded with another datatype or language."""
    near = [turtle(other) for other in found]
    message = f"{turtle(value)} is recorded with another datatype or language"
    return part.cause("wrong-literal", message, f"write {' or '.join(near)}", near=near)


def _iris_of(predicate: Any) -> list[ox.NamedNode]:
    """Gives the properties that a predicate or path needs; not those of alternatives and negations."""
    if isinstance(predicate, SequencePath):
        return [iri for arg in predicate.args for iri in _iris_of(arg)]
    if isinstance(predicate, InvPath):
        return _iris_of(predicate.arg)
    if isinstance(predicate, MulPath):
        return _iris_of(predicate.path) if predicate.mod == "+" else []
    iri = from_rdflib(predicate) if isinstance(predicate, URIRef) else predicate
    return [iri] if isinstance(iri, ox.NamedNode) else []


_NUMBERS = ("integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long")


def _family(value: ox.Literal) -> str:
    """Gives what a literal can be equal to: numbers are one family, plain text another, others their own."""
    local = value.datatype.value.rpartition("#")[2]
    if local in _NUMBERS:
        return "number"
    return "text" if local in ("string", "langString") else value.datatype.value


def _kind(value: ox.Literal) -> str:
    family = _family(value)
    return {"number": "a number", "text": "text"}.get(family) or turtle(ox.NamedNode(family))
