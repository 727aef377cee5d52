"""What is wrong with a pattern of a query that by itself matches nothing: its terms, its value, its direction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..base.dates import lexical_fault
from ..base.errors import RequestError
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.suggestions import did_you_mean, near
from ..base.terms import Term, short, sparql, turtle
from ..names.folding import fold
from ..names.names import Names
from ..names.terms import near_iris
from ..results.diagnoses import Cause
from ..sparql.query import Element, Expression, Group, Path, Query, Slot, Span, Triple
from .probes import Prober

_MOST_VALUES = 3000
_CLASSES = {PREFIXES["owl"] + "Class", PREFIXES["rdfs"] + "Class"}
_TYPE = ox.NamedNode(RDF_TYPE)
#: By what the terms of the ontology are named, and by what things are.
_LABEL, _NAME = ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_NUMBERS = ("integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long")


class Part(NamedTuple):
    """A part of a group on a line of the query: a triple pattern, or an element with what stands in its branches.

    `form` is that of the element, or SELECT. `graph` is what GRAPH around it names, as text.
    """

    form: str
    text: str
    line: int
    variables: frozenset[str]
    triple: Triple | None = None
    expression: Expression | None = None
    branches: tuple[tuple[Part, ...], ...] = ()
    graph: Slot | None = None
    values: Sequence[Slot] = ()

    @property
    def terms(self) -> Iterator[Term]:
        """The IRIs and literals in it."""
        slots = [*self.values]
        if self.triple is not None:
            subject, predicate, thing, *_ = self.triple
            slots += [
                subject,
                thing,
                *(predicate.properties() if isinstance(predicate, Path) else [predicate]),
            ]
        if self.expression is not None:
            slots += [one.term for one in self.expression.walk() if one.term is not None]
        yield from (slot for slot in slots if isinstance(slot, ox.NamedNode | ox.Literal))
        for branch in self.branches:
            for part in branch:
                yield from part.terms

    @property
    def asked(self) -> str:
        """The text in the graph that it is asked in."""
        return f"GRAPH {_written(self.graph)} {{ {self.text} }}" if self.graph is not None else self.text

    @property
    def shown(self) -> str:
        """The text for people: what is unnamed as []."""
        return re.sub(r"\?_e_*\d+\b", "[]", self.asked)


def parts_of(query: Query, group: Group, graph: Slot | None = None) -> tuple[Part, ...]:
    """Returns the parts of a group, filters last; raises RequestError for SERVICE."""
    if group.select is not None:
        inner = (parts_of(query, group.select.where, graph),)
        return (_part(query, "SELECT", group.span, branches=inner, graph=graph),)
    found = [part for element in group.elements for part in _of_element(query, element, graph)]
    return tuple(sorted(found, key=lambda part: part.form == "FILTER"))


def _of_element(query: Query, element: Element, graph: Slot | None) -> Iterator[Part]:
    if element.form == "SERVICE":
        raise RequestError("it calls SERVICE, and no probe leaves this machine")
    if element.form == "TRIPLES":
        for triple in element.triples:
            names = frozenset(slot for slot in triple[:3] if isinstance(slot, str))
            yield Part("TRIPLES", _text(triple), query.line(triple.place), names, triple, graph=graph)
    elif element.form == "GRAPH" or (element.form == "UNION" and len(element.groups) == 1):
        yield from parts_of(query, element.groups[0], element.graph or graph)
    else:
        test = element.expression.bare if element.form == "FILTER" and element.expression else None
        groups = (
            [test.group] if test is not None and test.operator == "EXISTS" and test.group else element.groups
        )
        branches = tuple(parts_of(query, inner, graph) for inner in groups)
        part = _part(query, element.form, element.span, element.expression, branches, graph)
        yield part._replace(values=element.values)


def _part(
    query: Query,
    form: str,
    span: Span,
    expression: Expression | None = None,
    branches: tuple[tuple[Part, ...], ...] = (),
    graph: Slot | None = None,
) -> Part:
    variables = query.variables(span)
    return Part(form, query.written(span), query.line(span[0]), variables, None, expression, branches, graph)


def _text(triple: Triple) -> str:
    words = zip(triple.written, triple, strict=False)
    return f"{' '.join(word or f'?{slot}' for word, slot in words)} ."


def _written(slot: Slot) -> str:
    return f"?{slot}" if isinstance(slot, str) else sparql(slot)


def turned(part: Part) -> Part | None:
    """Returns a triple pattern the other way round; None where it cannot be turned."""
    triple = part.triple
    if triple is None or triple.predicate == _TYPE or isinstance(triple.predicate, Path):
        return None
    if isinstance(triple.thing, ox.Literal):
        return None
    other = triple._replace(subject=triple.thing, thing=triple.subject, written=triple.written[::-1])
    return part._replace(triple=other, text=_text(other))


class Patterns:
    """Looks at triple patterns; `name` says a term for people."""

    def __init__(self, prober: Prober, known: Names, name: Callable[[Term], str]) -> None:
        self._prober, self._known, self._name = prober, known, name

    def fault(self, part: Part, triple: Triple) -> list[Cause]:
        """Says what is wrong with a pattern that by itself matches nothing; at least that nothing is recorded."""
        unknown = [*self._unknown(part, triple)]
        if unknown:
            return unknown
        found = self._label(part, triple)
        if found is None and isinstance(triple.thing, ox.Literal):
            found = self._literal(part, triple, triple.thing)
        if found is None:
            other = turned(part)
            found = (
                self.leads_back(part, other) if other is not None and self._prober.ask(other.asked) else None
            )
        return [found or self._nothing(part, triple)]

    def missing(self, iri: ox.NamedNode) -> Cause | None:
        """Says that no statement has a thing; None where one has."""
        return None if self._is_there(iri) else self._unknown_term(iri, "thing", "?x a ?c", None)

    def leads_back(self, part: Part, other: Part) -> Cause:
        """Says that a pattern leads the other way."""
        relation = part.triple.predicate if part.triple is not None else None
        hint = f"write {other.text}"
        if not isinstance(relation, ox.NamedNode):
            message = "no statement leads this way, but some lead the other way"
            return cause_in(part, "wrong-direction", message, hint)
        message = f"{self._name(relation)} leads the other way"
        return cause_in(part, "wrong-direction", message, hint, [relation.value])

    def _unknown(self, part: Part, triple: Triple) -> Iterator[Cause]:
        """Yields the terms of a pattern that no statement of the graph has in their place."""
        for iri in _needed(triple.predicate):
            if not self._prober.ask(f"?s {sparql(iri)} ?o"):
                yield self._unknown_term(iri, "property", "?s ?x ?o", part)
        is_kind = triple.predicate == _TYPE and isinstance(triple.thing, ox.NamedNode)
        for iri in (triple.subject,) if is_kind else (triple.subject, triple.thing):
            if isinstance(iri, ox.NamedNode) and not self._is_there(iri):
                yield self._unknown_term(iri, "thing", "?x a ?c", part)
        if is_kind and not self._prober.ask(f"?s a {_written(triple.thing)}"):
            assert isinstance(triple.thing, ox.NamedNode)
            yield self._unknown_term(triple.thing, "class", "?s a ?x", part)
        graph = part.graph
        if isinstance(graph, ox.NamedNode) and not self._prober.ask(f"GRAPH {sparql(graph)} {{ ?s ?p ?o }}"):
            yield cause_in(part, "unknown-term", f"there is no graph {short(graph.value)}", "", [graph.value])

    def _is_there(self, iri: ox.NamedNode) -> bool:
        return self._prober.ask(f"{{ {sparql(iri)} ?p ?o }} UNION {{ ?s ?p {sparql(iri)} }}")

    def _unknown_term(self, iri: ox.NamedNode, what: str, place: str, part: Part | None) -> Cause:
        named, is_there = self._name(iri), self._is_there(iri)
        if is_there and self._is_declared(iri, what):
            message = f"{named} is declared, but no source records anything with this {what}"
            return cause_in(part, "unused-term", message, "", [iri.value])
        there = self._known.labels if what == "thing" and self._known.labels else self._there(place)
        names = [turtle(ox.NamedNode(other)) for other in near_iris(iri.value, there, self._known)]
        missing = f"is not the {what} of any statement" if is_there else "is not in the graph"
        hint = did_you_mean(names, "look for it with: thbgraph find TEXT")
        return cause_in(part, "unknown-term", f"{named} {missing}", hint, [iri.value], names)

    def _is_declared(self, iri: ox.NamedNode, what: str) -> bool:
        kinds = self._prober.values("c", f"{sparql(iri)} a ?c", 20)
        return any((what == "class") == (kind.value in _CLASSES) for kind in kinds)

    def _there(self, place: str) -> list[str]:
        found = self._prober.values("x", place, _MOST_VALUES)
        return [term.value for term in found if isinstance(term, ox.NamedNode)]

    def _label(self, part: Part, triple: Triple) -> Cause | None:
        """Finds rdfs:label where a thing is asked for its name, which it has by skos:prefLabel."""
        if triple.predicate != _LABEL:
            return None
        subject, _, thing = (word or f"?{slot}" for word, slot in zip(triple.written, triple, strict=False))
        if isinstance(triple.thing, ox.Literal):
            same = f"?s {_NAME} ?v FILTER(STR(?v) = {sparql(ox.Literal(triple.thing.value))})"
            thing = turtle(next(iter(self._prober.values("v", same, 1)), triple.thing))
        if not self._prober.ask(f"{subject} {_NAME} {thing}"):
            return None
        message = "rdfs:label names the terms of the ontology, and skos:prefLabel things"
        hint = f"write {subject} skos:prefLabel {thing} ."
        return cause_in(part, "recorded-otherwise", message, hint, [_LABEL.value, _NAME.value])

    def _literal(self, part: Part, triple: Triple, value: ox.Literal) -> Cause | None:
        """Says in what a literal differs from the values that are recorded in its place."""
        if fault := lexical_fault(value.value, value.datatype.value):
            message = f"{turtle(value)} does not fit its datatype; expected {fault}"
            return cause_in(part, "wrong-literal", message)
        at = _text(triple._replace(thing="v", written=(*triple.written[:2], "")))
        same = self._prober.values("v", f"{at} FILTER(STR(?v) = {sparql(ox.Literal(value.value))})", 3)
        if same and value not in same:
            return tagged_otherwise(part, value, same)
        return None if same else unlike(part, value, self._prober.values("v", at, _MOST_VALUES))

    def _nothing(self, part: Part, triple: Triple) -> Cause:
        """Says that nothing is recorded of what a pattern asks."""
        things = [slot for slot in (triple.subject, triple.thing) if isinstance(slot, ox.NamedNode)]
        things = [
            thing
            for thing in things
            if not self._prober.ask(f"{sparql(thing)} <{PREFIXES['rdfs']}isDefinedBy> ?o")
        ]
        if not things:
            return cause_in(part, "combination", "nothing matches this part of the query")
        names = " together with ".join(map(self._name, things))
        message = f"nothing of this kind is recorded about {names}; that does not say that there is none"
        labels = filter(None, (self._known.labels.get(thing.value) for thing in things))
        shown = ", ".join(f'thbgraph show "{label}"' for label in labels)
        hint = shown and f"what is recorded: {shown}"
        return cause_in(part, "not-recorded", message, hint, [thing.value for thing in things])


def _needed(path: Slot | Path) -> list[ox.NamedNode]:
    """Returns the properties that a path needs: those of a sequence, and not those that it can do without."""
    if isinstance(path, Path):
        needed = path.parts if path.operator in "/^+" else ()
        return [iri for part in needed for iri in _needed(part)]
    return [path] if isinstance(path, ox.NamedNode) else []


def cause_in(
    part: Part | None,
    kind: str,
    message: str,
    hint: str = "",
    about: Sequence[str] = (),
    near: Sequence[str] = (),
) -> Cause:
    """Makes a cause that lies in a part, if in one."""
    pattern, line = ("", None) if part is None else (part.shown, part.line)
    return Cause(kind, message, hint, pattern, line, tuple(about), tuple(near))


def tagged_otherwise(part: Part, value: ox.Literal, found: Sequence[Term]) -> Cause:
    """Says that a value is recorded with another datatype or language."""
    near = [turtle(other) for other in found]
    message = f"{turtle(value)} is recorded with another datatype or language"
    return cause_in(part, "wrong-literal", message, f"write {' or '.join(near)}", near=near)


def unlike(part: Part, value: ox.Literal, values: Sequence[Term]) -> Cause | None:
    """Says in what way a literal is none of the values that stand in its place; None for no way."""
    literals = [other for other in values if isinstance(other, ox.Literal)]
    message = ""
    if values and not literals:
        message = f"things stand where the query has the value {turtle(value)}"
    elif literals and not any(_family(other) == _family(value) for other in literals):
        message = f"{turtle(value)} is {_kind(value)}, and the recorded values are {_kind(literals[0])}"
    if message:
        such = turtle((literals or values)[0])
        return cause_in(part, "wrong-literal", message, f"such as {such}", near=[such])
    if _family(value) != "text":
        return None
    alike = near(value.value, [other.value for other in literals], alike=0.75, form=fold)
    meant = [turtle(ox.Literal(text)) for text in alike]
    message = f"the value {turtle(value)} is not recorded"
    return cause_in(part, "unknown-term", message, did_you_mean(meant), near=meant) if meant else None


def _family(value: ox.Literal) -> str:
    """Gives what a literal can be equal to: numbers are one family, plain text another, others their own."""
    local = value.datatype.value.rpartition("#")[2]
    if local in _NUMBERS:
        return "number"
    return "text" if local in ("string", "langString") else value.datatype.value


def _kind(value: ox.Literal) -> str:
    family = _family(value)
    return {"number": "a number", "text": "text"}.get(family) or turtle(ox.NamedNode(family))
