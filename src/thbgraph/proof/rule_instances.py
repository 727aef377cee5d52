"""The instances of the OWL 2 RL rules that give a statement, found backwards in a graph that is closed.

A rule's conclusion is laid over the statement, and its premises are matched one after the other, those of
the ontology first, lists by their members. What the closure leaves out (typings by unnamed
classes and by owl:Thing, literals as subjects) need not be in the graph to be a premise; whether it holds
must then itself be proven. Computed statements are no input of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..reasoning import owl_rules as owl
from ..reasoning.owl_rules import Bindings, ListPremise, OwlRule, Pattern, owl_rules
from ..stores.protocol import Match
from ..words.facts import is_asserted
from ..words.namespaces import COMPUTED_GRAPH, PREFIXES
from ..words.terms import Term, Triple

_RDFS, _OWL = PREFIXES["rdfs"], PREFIXES["owl"]
_SCHEMA = (_RDFS, _OWL)
#: The relations in which unnamed classes stand without the closure saying so.
_OF_CLASSES = {
    *(ox.NamedNode(_RDFS + name) for name in ("subClassOf", "domain", "range")),
    ox.NamedNode(_OWL + "equivalentClass"),
}
#: What unnamed classes are made with.
_MAKINGS = ("onProperty", "intersectionOf", "unionOf", "oneOf", "complementOf")

#: The places of a rule's premises in the order in which they are matched, each with the premise.
Plan: TypeAlias = Sequence[tuple[int, "Pattern | ListPremise"]]

#: What ways to a statement are chosen by: the fewest premises, rules about classes first, and the rule's number.
Rank: TypeAlias = tuple[int, bool, int]
#: A rule, the conclusion of it that gives a statement, and its plan, with the premises of the ontology apart.
_Giving: TypeAlias = "tuple[Rank, OwlRule, Pattern, Plan, Plan]"

#: The premises that are filled in, by place.
Filled: TypeAlias = Mapping[int, tuple[Triple, ...]]


class Instance(NamedTuple):
    """A rule, its rank, and its premises filled in, in the rule's order, lists as triples."""

    rank: Rank
    rule: OwlRule
    premises: tuple[Triple, ...]


class Statements:
    """The statements of a closed graph, computed ones left out, and the rule instances that give one."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._found: dict[tuple[Term | None, ox.NamedNode | None, Term | None], list[Triple]] = {}
        self._asserted: dict[Triple, tuple[ox.Quad, ...]] = {}
        self._unnamed: list[ox.BlankNode] | None = None
        self._begun: dict[tuple[Plan, frozenset[tuple[str, Term]]], list[tuple[Bindings, Filled]]] = {}

    def find(self, subject: Term | None, predicate: Term | None, thing: Term | None) -> list[Triple]:
        """Gives the statements that match; None matches anything."""
        if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode | None):
            return []
        key = subject, predicate, thing
        if key not in self._found:
            grouped: dict[Triple, list[ox.Quad]] = {}
            for quad in self._match(subject, predicate, thing):
                if quad.graph_name.value != COMPUTED_GRAPH:
                    grouped.setdefault((quad.subject, quad.predicate, quad.object), []).append(quad)
            for triple, quads in grouped.items():
                if triple not in self._asserted:
                    self._asserted[triple] = asserting(quads)
            self._found[key] = list(grouped)
        return self._found[key]

    def asserted(self, triple: Triple) -> tuple[ox.Quad, ...]:
        """Gives the quads that assert a triple, in order of their graphs."""
        if triple not in self._asserted:
            self.find(*triple)
        return self._asserted.get(triple, ())

    def instances(self, goal: Triple) -> Iterator[tuple[Rank, Iterator[Instance]]]:
        """Yields, rule by rule in order of rank, the instances that give the statement and do not need it."""
        for rank, rule, conclusion, schema, plan in _giving(goal):
            bindings = owl.unify(conclusion, goal, {})
            if bindings is not None:
                yield rank, self._instances(goal, rank, rule, bindings, schema, plan)

    def _instances(
        self, goal: Triple, rank: Rank, rule: OwlRule, bindings: Bindings, schema: Plan, plan: Plan
    ) -> Iterator[Instance]:
        for begun, filled in self._begin(schema, bindings):
            for _, whole in self._fill(plan, {**bindings, **begun}, filled):
                premises = tuple(triple for place in sorted(whole) for triple in whole[place])
                if goal not in premises:
                    yield Instance(rank, rule, premises)

    def _begin(self, schema: Plan, bindings: Bindings) -> list[tuple[Bindings, Filled]]:
        """Fills in the premises of the ontology, once for all goals that bind their variables alike."""
        named = {part for _, premise in schema for part in premise if isinstance(part, str)}
        own = {name: term for name, term in bindings.items() if name in named}
        key = schema, frozenset(own.items())
        if key not in self._begun:
            self._begun[key] = list(self._fill(schema, own, {}))
        return self._begun[key]

    def _fill(self, plan: Plan, bindings: Bindings, filled: Filled) -> Iterator[tuple[Bindings, Filled]]:
        """Yields the premises of a rule, filled in; `filled` has those that are no longer in the plan, by place."""
        if not plan:
            yield bindings, filled
            return
        (place, premise), *rest = plan
        before = filled.get(place, ())
        if not isinstance(premise, ListPremise):
            for triple, more in self._matches(premise, bindings):
                yield from self._fill(rest, more, {**filled, place: (*before, triple)})
            return
        cells = self._list(bindings.get(premise.list) if isinstance(premise.list, str) else premise.list)
        members = [thing for _, predicate, thing in cells if predicate == owl.FIRST]
        for bound, patterns in owl.unfold(premise, members):
            if all(bindings.get(name, term) == term for name, term in bound.items()):
                plan = [*((place, pattern) for pattern in patterns), *rest]
                yield from self._fill(plan, {**bindings, **bound}, {**filled, place: cells})

    def _matches(self, pattern: Pattern, bindings: Bindings) -> Iterator[tuple[Triple, Bindings]]:
        subject, predicate, thing = (
            bindings.get(part) if isinstance(part, str) else part for part in pattern
        )
        # A count is looked for among all values: see `fits`.
        wanted = None if isinstance(pattern[2], ox.Literal) else thing
        found: Iterable[Triple] = self.find(subject, predicate, wanted)
        if predicate in _OF_CLASSES or (subject is not None and thing is not None and not found):
            found = dict.fromkeys([*found, *self._left_out(subject, predicate, wanted)])
        for triple in found:
            more = owl.unify(pattern, triple, bindings)
            if more is not None:
                yield triple, more

    def _left_out(self, subject: Term | None, predicate: Term | None, thing: Term | None) -> Iterator[Triple]:
        """Yields what matches and might follow, though a closure never says it."""
        if not isinstance(predicate, ox.NamedNode):
            return
        subjects = [subject] if subject is not None else self._unnamed_classes()
        things = [thing] if thing is not None else self._unnamed_classes()
        for one in subjects:
            for other in things:
                is_unnamed = isinstance(one, ox.BlankNode | ox.Literal) or isinstance(other, ox.BlankNode)
                if is_unnamed or (predicate == owl.TYPE and other in owl.EMPTY_TYPES):
                    yield one, predicate, other

    def _unnamed_classes(self) -> list[ox.BlankNode]:
        if self._unnamed is None:
            made = (self.find(None, ox.NamedNode(_OWL + name), None) for name in _MAKINGS)
            subjects = (subject for triples in made for subject, _, _ in triples)
            self._unnamed = list(dict.fromkeys(s for s in subjects if isinstance(s, ox.BlankNode)))
        return self._unnamed

    def _list(self, head: Term | None) -> tuple[Triple, ...]:
        """Gives the triples of a list, cell by cell; of what is no list, none."""
        cells: list[Triple] = []
        while head is not None and head != owl.NIL:
            cell = self.find(head, owl.FIRST, None) + self.find(head, owl.REST, None)
            if [predicate for _, predicate, _ in cell] != [owl.FIRST, owl.REST] or cell[0] in cells:
                return ()
            cells += cell
            head = cell[1][2]
        return tuple(cells)


def asserting(quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """Returns those of some quads that assert their statement, in order of their graphs."""
    return tuple(sorted(filter(is_asserted, quads), key=lambda quad: quad.graph_name.value))


@cache
def schema_terms() -> tuple[frozenset[ox.NamedNode], frozenset[Term]]:
    """Returns the properties and classes of OWL and RDFS by which rules read an ontology."""
    premises = [part for rule in owl_rules() for part in rule.premises if not isinstance(part, ListPremise)]
    schema = [part for part in premises if _is_schema(part)]
    properties = {part[1] for part in schema if isinstance(part[1], ox.NamedNode) and part[1] != owl.TYPE}
    classes = {part[2] for part in schema if part[1] == owl.TYPE and not isinstance(part[2], str)}
    return frozenset({owl.FIRST, owl.REST, *properties}), frozenset(classes)


@cache
def _conclusions() -> Mapping[object, Sequence[_Giving]]:
    """Indexes the rules by what they conclude: a triple, a predicate (or anything), or anything (None), each in order of rank.

    The premises of the ontology that a plan begins with stand apart from the rest of it.
    """
    found: dict[object, list[_Giving]] = {}
    for number, rule in enumerate(owl_rules()):
        fewest = sum(not isinstance(premise, ListPremise) for premise in rule.premises)
        rank = fewest, not rule.name.startswith("cax-"), number
        for conclusion in rule.conclusions:
            variables = {part for part in conclusion if isinstance(part, str)}
            predicate = None if isinstance(conclusion[1], str) else conclusion[1]
            key = predicate if variables else conclusion
            plan = _plan(rule, variables)
            schema = tuple(
                takewhile(lambda step: not isinstance(step[1], ListPremise) and _is_schema(step[1]), plan)
            )
            found.setdefault(key, []).append((rank, rule, conclusion, schema, plan[len(schema) :]))
    anything = found[None]
    for key, giving in found.items():
        if isinstance(key, ox.NamedNode):
            giving += anything
        giving.sort(key=itemgetter(0))
    return found


def _giving(goal: Triple) -> Iterator[_Giving]:
    """Yields the rules that may conclude a statement in order of rank, those that need nothing first."""
    conclusions = _conclusions()
    yield from conclusions.get(goal, ())
    yield from conclusions.get(goal[1]) or conclusions[None]


def _plan(rule: OwlRule, bound: set[str]) -> Plan:
    """Orders premises so that each is matched when most of it is known, those of the ontology first."""
    known, rest, plan = set(bound), dict(enumerate(rule.premises)), []
    while rest:
        place = min(rest, key=lambda place: (_width(rest[place], known), place))
        premise = rest.pop(place)
        plan.append((place, premise))
        parts = premise.arguments if isinstance(premise, ListPremise) else premise
        known.update(part for part in parts if isinstance(part, str))
    return tuple(plan)


def _width(premise: Pattern | ListPremise, known: set[str]) -> int:
    """Ranks how many statements may match a premise."""
    if isinstance(premise, ListPremise):
        return 0 if premise.list in known else 1_000
    unknown = sum(isinstance(part, str) and part not in known for part in premise)
    return unknown if _is_schema(premise) else 10 * unknown + 100 * (premise[1] not in known)


def _is_schema(pattern: Pattern) -> bool:
    """Says whether only an ontology has what matches: a term of OWL or RDFS stands in it."""
    _, predicate, thing = pattern
    said = thing if predicate == owl.TYPE else predicate
    return isinstance(said, ox.NamedNode) and said.value.startswith(_SCHEMA)
