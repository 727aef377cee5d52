"""Why a query that somebody has written finds nothing: the pattern that by itself matches nothing, and what is wrong with it.

Where each pattern matches something, the first part is told with which those before it have no solution. The engine that
answered evaluates every probe, so that answer and diagnosis cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.dates import lexical_fault
from ..base.errors import RequestError, ThbgraphError
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.suggestions import did_you_mean, near
from ..base.terms import Term, short, sparql, turtle
from ..names.folding import fold
from ..names.names import Names
from ..names.term_names import near_iris
from ..results.diagnosis import Cause, Diagnosis
from ..sparql.query import Element, Group, Path, Query, Slot, Triple, slot_text

Select: TypeAlias = Callable[[str], Any]
#: No more queries than this: a number, not a time, so that a busy machine finds the same causes.
MOST_PROBES = 100
#: No more causes are told, and no more values of a property compared with the one that is asked for.
_MOST_CAUSES, _MOST_VALUES = 3, 3000
_TYPE = ox.NamedNode(RDF_TYPE)
#: Where a term stands that is used as something.
_PLACES = {
    "property": "?s ?x ?o",
    "class": "?s a ?x",
    "thing": "{ ?x ?p ?o } UNION { ?s ?p ?x }",
    "graph": "GRAPH ?x { ?s ?p ?o }",
}


class QueryPart(NamedTuple):
    """A part of a group, on a line of the query: a triple pattern in the graph that GRAPH around it names, or an element."""

    text: str
    line: int
    triple: Triple | None = None
    graph: Slot | None = None
    element: Element | None = None

    @property
    def asked(self) -> str:
        """The text, in its graph."""
        return f"GRAPH {slot_text(self.graph)} {{ {self.text} }}" if self.graph is not None else self.text

    @property
    def turned(self) -> QueryPart | None:
        """The triple pattern the other way round; None where it cannot be turned."""
        triple = self.triple
        if triple is None or triple.predicate == _TYPE or isinstance(triple.predicate, Path):
            return None
        if isinstance(triple.thing, ox.Literal):
            return None
        other = triple._replace(subject=triple.thing, thing=triple.subject, written=triple.written[::-1])
        return self._replace(triple=other, text=_text(other))


def diagnose(text: str, select: Select, known: Names, prologue: str = "") -> Diagnosis:
    """Says why a query finds nothing, or gives nothing but unbound values.

    `select` runs a query on the engine that answered. `prologue` holds prefixes that stand before the text, on its
    first line.
    """
    found: list[Cause] = []
    try:
        query = Query(prologue + text)
        found.extend(_Search(query, Prober(select, query.prologue), known).causes())
    except RequestError as why:
        found = [Cause("not-found", f"why is not known: {why.message}")]
    except Spent:
        found = found or [
            Cause("not-found", "the cause was not found with the probes that are made; simplify the query")
        ]
    unique = {(cause.kind, cause.message): cause for cause in reversed(found)}
    distinct = [cause for cause in found if unique[cause.kind, cause.message] is cause][:_MOST_CAUSES]
    return Diagnosis(tuple(distinct) or (Cause("not-found", "why was not found"),))


class Spent(Exception):
    """Says that as much was asked as may be, or that the engine refused a probe."""


class Prober:
    """Asks the engine that answers, behind the declarations of a query."""

    def __init__(self, select: Select, head: str = "") -> None:
        self._select, self._head, self._left = select, head, MOST_PROBES
        self._seen: dict[str, bool] = {}

    def run(self, text: str) -> Any:
        """Runs a query; raises Spent where it may not."""
        if self._left <= 0:
            raise Spent
        self._left -= 1
        try:
            return self._select(self._head + text)
        except ThbgraphError:
            raise Spent from None

    def ask(self, pattern: str) -> bool:
        """Says whether a pattern has a solution; each is asked once."""
        if pattern not in self._seen:
            self._seen[pattern] = bool(self.run(f"ASK {{ {pattern} }}"))
        return self._seen[pattern]

    def values(self, name: str, pattern: str, most: int) -> list[Any]:
        """Gives different values of a variable in the solutions of a pattern, unbound ones left out."""
        found = self.run(f"SELECT DISTINCT ?{name} {{ {pattern} }} LIMIT {most}")
        return [row[name] for row in found if row[name] is not None]


class _Search:
    """The search for the causes of one empty answer."""

    def __init__(self, query: Query, prober: Prober, known: Names) -> None:
        self._query, self._prober, self._known = query, prober, known

    def causes(self) -> Iterator[Cause]:
        """Yields the causes, the first to look at first."""
        query, where = self._query, self._query.select.where
        if query.has_dataset:
            raise RequestError("it names its graphs by FROM")
        for iri in query.described:
            if isinstance(iri, ox.NamedNode) and not self._is(iri, "thing"):
                yield self._unknown(iri, "thing", None)
        dead = [*self._dead(where)]
        for part in dead:
            yield from self._faults(part)
        if not dead:
            yield from [*self._stop(where)] or self._behind(where)

    def _name(self, term: Term) -> str:
        if not isinstance(term, ox.NamedNode):
            return turtle(term)
        label = self._known.labels.get(term.value)
        return f"{short(term.value)} ({label})" if label and label != short(term.value) else short(term.value)

    def _parts(self, group: Group, graph: Slot | None = None) -> Iterator[QueryPart]:
        """Yields the parts of a group, filters last; raises RequestError for SERVICE."""
        for element in sorted(group.elements, key=lambda one: one.form == "FILTER"):
            if element.form == "SERVICE":
                raise RequestError("it calls SERVICE, and no probe leaves this machine")
            for triple in element.triples:
                yield QueryPart(_text(triple), self._query.line(triple.place), triple, graph)
            if element.form != "TRIPLES":
                text = self._query.written(element.span)
                yield QueryPart(text, self._query.line(element.span[0]), None, graph, element)

    def _holds(self, parts: Iterable[QueryPart]) -> bool:
        return self._prober.ask(" ".join(part.asked for part in parts))

    def _dead(self, group: Group, graph: Slot | None = None) -> Iterator[QueryPart]:
        """Yields the triple patterns that a group needs and that match nothing by themselves."""
        if group.select is not None:
            yield from self._dead(group.select.where, graph)
        for part in self._parts(group, graph):
            if part.triple is not None:
                yield from () if self._holds([part]) else [part]
            elif part.element is not None:
                inner = part.element.graph or graph
                branches = [[*self._dead(one, inner)] for one in _needed_groups(part.element)]
                yield from (branch[0] for branch in branches if all(branches))

    def _stop(self, group: Group) -> Iterator[Cause]:
        """Yields the first part of a group with which those before it have no solution; nothing where all have one."""
        if group.select is not None:
            yield from self._stop(group.select.where)
            return
        before: list[QueryPart] = []
        if given := self._query.select.values:
            before.append(QueryPart(self._query.written(given), self._query.line(given[0])))
        for part in self._parts(group):
            before.append(part)
            if not self._holds(before):
                yield (self._turned(before) if part.triple else None) or self._left_by(before, group)
                return

    def _turned(self, parts: Sequence[QueryPart]) -> Cause | None:
        """Says which of some parts leads the other way, where they have solutions once it is turned; else None."""
        for part in parts:
            other = part.turned
            if other is not None and self._holds(other if one is part else one for one in parts):
                return self._leads_back(part, other)
        return None

    def _left_by(self, parts: Sequence[QueryPart], group: Group) -> Cause:
        """Says that the last of some parts leaves no solution of those before it."""
        *before, last = parts
        element = last.element
        if element is not None and element.form == "FILTER" and not element.tests:
            for name in sorted(self._query.variables(element.span) - group.bound):
                return self._unbound(name, group, last)
        message = "the parts of the query before this one have solutions, but with it there are none"
        return _cause(last, "combination", message if before else "nothing matches this part of the query")

    def _behind(self, where: Group) -> Iterator[Cause]:
        """Yields causes where the patterns have solutions: in what stands behind them, or in what they leave unbound."""
        select = self._query.select
        if select.having is not None or select.offset or select.limit == 0:
            yield Cause("combination", "there are solutions, but HAVING, OFFSET or LIMIT leaves none of them")
            return
        for element in where.elements:
            for group in element.groups if element.form == "OPTIONAL" else ():
                for part in self._dead(group):
                    yield from self._faults(part)
        shown = {column.name for column in select.shown if column.expression is None}
        shown |= {one for one in self._query.described if isinstance(one, str)}
        for name in sorted(shown - where.bound - select.given):
            yield self._unbound(name, where, None)

    def _unbound(self, variable: str, group: Group, part: QueryPart | None) -> Cause:
        """Says that no part of a query gives a variable a value, and which variables there are."""
        bound = sorted(name for name in group.bound if not name.startswith("_"))
        meant = [f"?{name}" for name in near(variable, bound, alike=0.75, form=fold)]
        there = f"there are: {', '.join('?' + name for name in bound)}" if bound else "no variable has one"
        message = f"no part of the query gives ?{variable} a value"
        return _cause(part, "unknown-term", message, did_you_mean(meant, there), near=meant)

    def _faults(self, part: QueryPart) -> list[Cause]:
        """Says what is wrong with a pattern that by itself matches nothing; at least that nothing is recorded."""
        triple = part.triple
        assert triple is not None
        unknown = [
            self._unknown(iri, what, part) for iri, what in _used(part, triple) if not self._is(iri, what)
        ]
        if unknown:
            return unknown
        literal = self._literal(part, triple, triple.thing) if isinstance(triple.thing, ox.Literal) else None
        return [literal or self._turned([part]) or self._nothing(part, triple)]

    def _is(self, iri: ox.NamedNode, what: str) -> bool:
        """Says whether a term is used as something."""
        return self._prober.ask(_PLACES[what].replace("?x", sparql(iri)))

    def _unknown(self, iri: ox.NamedNode, what: str, part: QueryPart | None) -> Cause:
        """Says that no statement of the graph uses a term as something."""
        named = self._name(iri)
        if what in ("property", "class") and self._is(iri, "thing"):
            message = f"{named} is declared, but no source records anything with this {what}"
            return _cause(part, "unused-term", message, about=[iri.value])
        if what == "thing" and self._known.labels:
            there: Iterable[str] = self._known.labels
        else:
            found = self._prober.values("x", _PLACES[what], _MOST_VALUES)
            there = [term.value for term in found if isinstance(term, ox.NamedNode)]
        names = [turtle(ox.NamedNode(other)) for other in near_iris(iri.value, there, self._known)]
        hint = did_you_mean(names, "search the graph by its words")
        return _cause(part, "unknown-term", f"{named} is not in the graph", hint, [iri.value], names)

    def _literal(self, part: QueryPart, triple: Triple, value: ox.Literal) -> Cause | None:
        """Says in what a literal differs from the values that are recorded in its place, or where it is recorded."""
        if fault := lexical_fault(value.value, value.datatype.value):
            message = f"{turtle(value)} does not fit its datatype; expected {fault}"
            return _cause(part, "wrong-literal", message)
        subject, verb, _ = (word or f"?{slot}" for word, slot in zip(triple.written, triple, strict=False))
        at = f"{subject} {verb} ?v"
        same = f"FILTER(STR(?v) = {sparql(ox.Literal(value.value))})"
        tagged = [turtle(other) for other in self._prober.values("v", f"{at} {same}", 3)]
        if tagged:
            message = f"{turtle(value)} is recorded with another datatype or language"
            return _cause(part, "wrong-literal", message, f"write {' or '.join(tagged)}", near=tagged)
        there = self._prober.values("v", at, _MOST_VALUES)
        alike = near(
            value.value, [one.value for one in there if isinstance(one, ox.Literal)], alike=0.75, form=fold
        )
        if alike:
            meant = [turtle(ox.Literal(text)) for text in alike]
            message = f"the value {turtle(value)} is not recorded"
            return _cause(part, "unknown-term", message, did_you_mean(meant), near=meant)
        elsewhere = (
            f"VALUES ?v {{ {sparql(value)} {sparql(ox.Literal(value.value, language='en'))} }} ?s ?p ?v"
        )
        others = [turtle(prop) for prop in self._prober.values("p", elsewhere, 3)]
        if not others:
            return None
        message = f"{turtle(value)} is not a value of {verb}, but of {' and '.join(others)}"
        return _cause(part, "recorded-otherwise", message, near=others)

    def _leads_back(self, part: QueryPart, other: QueryPart) -> Cause:
        """Says that a pattern leads the other way."""
        relation = part.triple.predicate if part.triple is not None else None
        named = [relation] if isinstance(relation, ox.NamedNode) else []
        message = f"{''.join(map(self._name, named)) or 'this relation'} leads the other way"
        return _cause(part, "wrong-direction", message, f"write {other.text}", [one.value for one in named])

    def _nothing(self, part: QueryPart, triple: Triple) -> Cause:
        """Says that nothing is recorded of what a pattern asks."""
        slots = dict.fromkeys((triple.subject, triple.thing))
        things = [one for one in slots if isinstance(one, ox.NamedNode) and not self._is_of_ontology(one)]
        if not things:
            return _cause(part, "combination", "nothing matches this part of the query")
        names = " together with ".join(map(self._name, things))
        message = f"nothing of this kind is recorded about {names}; that does not say that there is none"
        return _cause(part, "not-recorded", message, about=[thing.value for thing in things])

    def _is_of_ontology(self, iri: ox.NamedNode) -> bool:
        return self._prober.ask(f"{sparql(iri)} <{PREFIXES['rdfs']}isDefinedBy> ?o")


def _needed_groups(element: Element) -> Sequence[Group]:
    """Returns the groups of which a solution is needed: one of the branches of UNION, what GRAPH or EXISTS holds."""
    if element.form in ("UNION", "GRAPH"):
        return element.groups
    test = element.expression.bare if element.form == "FILTER" and element.expression is not None else None
    return [test.group] if test is not None and test.operator == "EXISTS" and test.group is not None else []


def _used(part: QueryPart, triple: Triple) -> Iterator[tuple[ox.NamedNode, str]]:
    """Yields the IRIs that a pattern needs, each with what it uses them as."""
    is_kind = triple.predicate == _TYPE
    for prop in _needed_properties(triple.predicate):
        yield prop, "property"
    slots = (triple.subject, "thing"), (triple.thing, "class" if is_kind else "thing"), (part.graph, "graph")
    for slot, what in slots:
        if isinstance(slot, ox.NamedNode):
            yield slot, what


def _needed_properties(path: Slot | Path) -> list[ox.NamedNode]:
    """Returns the properties that a path needs: those of a sequence, and not those that it can do without."""
    if isinstance(path, Path):
        needed = path.parts if path.operator in "/^+" else ()
        return [iri for part in needed for iri in _needed_properties(part)]
    return [path] if isinstance(path, ox.NamedNode) else []


def _text(triple: Triple) -> str:
    words = zip(triple.written, triple, strict=False)
    return f"{' '.join(word or f'?{slot}' for word, slot in words)} ."


def _cause(
    part: QueryPart | None,
    kind: str,
    message: str,
    hint: str = "",
    about: Sequence[str] = (),
    near: Sequence[str] = (),
) -> Cause:
    """Makes a cause that lies in a part, if in one; for people, what is unnamed in it is []."""
    pattern, line = ("", None) if part is None else (re.sub(r"\?_e_*\d+\b", "[]", part.asked), part.line)
    return Cause(kind, message, hint, pattern, line, tuple(about), tuple(near))
