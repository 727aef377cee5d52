"""The rules of one ontology: the OWL 2 RL/RDF tables, evaluated partially over its axioms.

A rule whose statements all have a fixed relation, as those of the schema vocabulary have, stays as it is. Of
every other, the premises that an ontology states (`?p rdfs:domain ?c`, lists) are matched; what is left is a
rule about fixed properties and classes, such as `?x thb:monitors ?y` gives `?x rdf:type foaf:Agent`. An axiom
that cannot be compiled is named, not passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.terms import Term, turtle
from .columns import Dictionary, of_class
from .owl_rules import Bindings, ListPremise, OwlRule, Pattern, fits, owl_rules, unfold

if TYPE_CHECKING:
    from ..words.terms import Triple

_RDF, _OWL = PREFIXES["rdf"], PREFIXES["owl"]
_TYPE = ox.NamedNode(RDF_TYPE)
FIRST, REST, _NIL = (ox.NamedNode(_RDF + name) for name in ("first", "rest", "nil"))
SAME = ox.NamedNode(_OWL + "sameAs")
_COUNT = ox.NamedNode(PREFIXES["xsd"] + "nonNegativeInteger")
_CARDINALITIES = [ox.NamedNode(_OWL + name) for name in ("maxCardinality", "maxQualifiedCardinality")]
#: These hold for every property and class, and are compiled only where equalities are.
_REPLACING = ("eq-rep-s", "eq-rep-p", "eq-rep-o")

#: The fixed part of a pattern: its predicate or, of a typing, its class.
Key: TypeAlias = tuple[Term, Term | None]


class Atom(NamedTuple):
    """A statement of a rule: the relation and its arguments, numbers of terms or variables by name.

    A class has 0 as its second argument.
    """

    relation: int
    first: int | str
    second: int | str


class Rule(NamedTuple):
    """A compiled rule: its name in the recommendation, body, head (None: an inconsistency), words, axioms."""

    name: str
    body: tuple[Atom, ...]
    head: Atom | None
    words: str
    axioms: tuple[Triple, ...] = ()


class NotCovered(Exception):
    """An axiom that is not compiled; says which."""


class Axioms:
    """The statements of an ontology that rules are compiled from, by predicate or class, and its lists."""

    def __init__(self, stated: Mapping[Key, Sequence[tuple[Term, Term]]]) -> None:
        self._pairs = stated
        self._by_first: dict[Key, dict[Term, list[tuple[Term, Term]]]] = {}
        self._lists: dict[Term, tuple[list[Term], list[Triple]]] = {}

    def pairs(self, key: Key, first: Term | None = None) -> Sequence[tuple[Term, Term]]:
        """Gives the pairs of a predicate or class, all or those of one subject."""
        if first is None:
            return self._pairs.get(key, ())
        if key not in self._by_first:
            found = self._by_first[key] = {}
            for pair in self._pairs.get(key, ()):
                found.setdefault(pair[0], []).append(pair)
        return self._by_first[key].get(first, ())

    def list(self, head: Term) -> tuple[list[Term], list[Triple]]:
        """Gives the members of a list and the triples of its cells; raises NotCovered if it is none."""
        if head not in self._lists:
            members: list[Term] = []
            cells: list[Triple] = []
            cell = head
            while cell != _NIL:
                first, rest = self.pairs((FIRST, None), cell), self.pairs((REST, None), cell)
                if len(first) != 1 or len(rest) != 1 or (cell, FIRST, first[0][1]) in cells:
                    raise NotCovered("a list that is not well formed")
                members.append(first[0][1])
                cells += [(cell, FIRST, first[0][1]), (cell, REST, rest[0][1])]
                cell = rest[0][1]
            self._lists[head] = members, cells
        return self._lists[head]


def axiom_keys() -> set[Key]:
    """Gives the predicates and classes that only an ontology's statements have, lists included."""
    premises = (premise for rule in owl_rules() for premise in rule.premises)
    fixed = {_key(part) for part in premises if not isinstance(part, ListPremise) and _is_fixed(part)}
    return {(FIRST, None), (REST, None), *fixed} - {(SAME, None)}


def fixed_rules(dictionary: Dictionary) -> list[Rule]:
    """Gives the rules whose statements all have a fixed relation: those that need no axiom to be compiled."""
    return [
        found
        for prepared in _prepared()
        if not prepared.matched
        for found in _compiled(prepared, Axioms({}), dictionary)
    ]


def compiled(axioms: Axioms, dictionary: Dictionary) -> list[Rule]:
    """Compiles all other rules over the axioms; raises NotCovered where that cannot be done."""
    for predicate in _CARDINALITIES:
        for _, count in axioms.pairs((predicate, None)):
            if not fits(ox.Literal(count.value, datatype=_COUNT), count) or not count.value.isdecimal():
                raise NotCovered(f"{turtle(predicate)} with {turtle(count)}")
    found: dict[tuple[tuple[Atom, ...], Atom | None], Rule] = {}
    for prepared in _prepared():
        if prepared.matched:
            for one in _compiled(prepared, axioms, dictionary):
                if one.head not in one.body:
                    found.setdefault((one.body, one.head), one)
    return list(found.values())


def consistency_rules(axioms: Axioms, dictionary: Dictionary) -> list[Rule]:
    """Compiles the rules that find inconsistencies, as far as they can be compiled."""
    found = []
    for prepared in _prepared():
        if not prepared.rule.conclusions:
            with suppress(NotCovered):
                found += list(_compiled(prepared, axioms, dictionary))
    return found


def replacing(relations: Iterable[int], dictionary: Dictionary) -> list[Rule]:
    """Compiles the rules by which equal things replace each other, for the relations that are in use."""
    same = dictionary.number(SAME)
    words = {rule.name: rule.words for rule in owl_rules()}
    found = []
    for relation in relations:
        if relation == same:
            continue
        second = "?o" if relation >= 0 else 0
        body = Atom(same, "?s", "?t"), Atom(relation, "?s", second)
        found.append(Rule("eq-rep-s", body, Atom(relation, "?t", second), words["eq-rep-s"]))
        if relation >= 0:
            body = Atom(same, "?o", "?t"), Atom(relation, "?s", "?o")
            found.append(Rule("eq-rep-o", body, Atom(relation, "?s", "?t"), words["eq-rep-o"]))
    return found


def _is_fixed(pattern: Pattern) -> bool:
    return not isinstance(pattern[1], str) and not (pattern[1] == _TYPE and isinstance(pattern[2], str))


class _Prepared(NamedTuple):
    """A rule of the tables: the premises that are matched in the ontology, and those that are not."""

    rule: OwlRule
    matched: tuple[Pattern | ListPremise, ...]
    rest: tuple[Pattern, ...]


@cache
def _prepared() -> tuple[_Prepared, ...]:
    found = []
    for rule in owl_rules():
        patterns = [part for part in (*rule.premises, *rule.conclusions) if not isinstance(part, ListPremise)]
        is_fixed = len(patterns) == len(rule.premises) + len(rule.conclusions) and all(
            map(_is_fixed, patterns)
        )
        matched, rest = [], []
        for part in rule.premises:
            if isinstance(part, ListPremise) or (not is_fixed and _is_fixed(part) and part[1] != SAME):
                matched.append(part)
            else:
                rest.append(part)
        if rule.name not in _REPLACING:
            found.append(_Prepared(rule, tuple(matched), tuple(rest)))
    return tuple(found)


def _key(pattern: Pattern) -> Key:
    _, predicate, thing = pattern
    assert not isinstance(predicate, str)
    return predicate, thing if predicate == _TYPE and not isinstance(thing, str) else None


def _compiled(prepared: _Prepared, axioms: Axioms, dictionary: Dictionary) -> Iterator[Rule]:
    rule, matched, rest = prepared
    for bindings, stated, become in _matches(matched, {}, axioms):
        patterns = [_bound(pattern, bindings) for pattern in (*become, *rest)]
        for pattern, told in zip(patterns, (*become, *rest), strict=True):
            if pattern[1] == SAME and (told[1] != SAME or told in become):
                raise NotCovered("an axiom about owl:sameAs")
        body = tuple(dict.fromkeys(_atom(pattern, dictionary) for pattern in patterns))
        for conclusion in rule.conclusions:
            head = _bound(conclusion, bindings)
            if head[1] in (FIRST, REST):
                raise NotCovered("an axiom about the parts of lists")
            yield Rule(rule.name, body, _atom(head, dictionary), rule.words, stated)
        if not rule.conclusions:
            yield Rule(rule.name, body, None, rule.words, stated)
            yield from _of_itself(rule, body, stated, dictionary)


def _of_itself(
    rule: OwlRule, body: tuple[Atom, ...], stated: tuple[Triple, ...], dictionary: Dictionary
) -> Iterator[Rule]:
    """Compiles an inconsistency of equal things for a thing and itself, whose equality no relation holds."""
    same = dictionary.number(SAME)
    for equality in body:
        if equality.relation == same:
            replaced: dict[int | str, int | str] = {}
            if isinstance(equality.second, str):
                replaced[equality.second] = equality.first
            if replaced or equality.first == equality.second:
                rest = tuple(
                    Atom(
                        atom.relation,
                        replaced.get(atom.first, atom.first),
                        replaced.get(atom.second, atom.second),
                    )
                    for atom in body
                    if atom != equality
                )
                yield Rule(rule.name, rest, None, rule.words, stated)


def _matches(
    premises: Sequence[Pattern | ListPremise], bindings: Bindings, axioms: Axioms
) -> Iterator[tuple[Bindings, tuple[Triple, ...], tuple[Pattern, ...]]]:
    """Yields what the premises match: what they bind, the triples stated, and the premises that lists become."""
    if not premises:
        yield bindings, (), ()
        return
    for more, stated, become in _ways(premises[0], bindings, axioms):
        for last, others, patterns in _matches(premises[1:], more, axioms):
            yield last, (*stated, *others), (*become, *patterns)


def _ways(
    premise: Pattern | ListPremise, bindings: Bindings, axioms: Axioms
) -> Iterator[tuple[Bindings, tuple[Triple, ...], tuple[Pattern, ...]]]:
    if isinstance(premise, ListPremise):
        members, cells = axioms.list(_term(premise.list, bindings))
        for bound, become in unfold(premise, members):
            yield {**bindings, **bound}, tuple(cells), become
        return
    subject, _, thing = premise
    predicate, group = key = _key(premise)
    first = bindings.get(subject) if isinstance(subject, str) else subject
    for one, other in axioms.pairs(key, first):
        more = dict(bindings)
        if isinstance(subject, str):
            more[subject] = one
        if group is not None:
            yield more, ((one, predicate, group),), ()
        elif more.setdefault(thing, other) == other if isinstance(thing, str) else fits(thing, other):
            yield more, ((one, predicate, other),), ()


def _term(part: Term | str, bindings: Bindings) -> Term:
    return bindings[part] if isinstance(part, str) else part


def _bound(pattern: Pattern, bindings: Bindings) -> Pattern:
    subject, predicate, thing = (
        bindings.get(part, part) if isinstance(part, str) else part for part in pattern
    )
    return subject, predicate, thing


def _atom(pattern: Pattern, dictionary: Dictionary) -> Atom:
    """Encodes a pattern whose relation is fixed; raises NotCovered where it is not."""
    subject, predicate, thing = pattern
    first, second = (part if isinstance(part, str) else dictionary.number(part) for part in (subject, thing))
    if isinstance(predicate, str | ox.Literal):
        raise NotCovered("an axiom about what is no property")
    if predicate != _TYPE:
        return Atom(dictionary.number(predicate), first, second)
    if isinstance(second, str):
        raise NotCovered("an axiom about rdf:type")
    return Atom(of_class(second), first, 0)


def told(rule: Rule, dictionary: Dictionary) -> str:
    """Writes a rule: what it needs, what that gives, and its name."""

    def written(atom: Atom) -> str:
        first, second = (
            part if isinstance(part, str) else turtle(dictionary.terms[part])
            for part in (atom.first, atom.second)
        )
        if atom.relation < 0:
            return f"{first} a {turtle(dictionary.terms[of_class(atom.relation)])}"
        return f"{first} {turtle(dictionary.terms[atom.relation])} {second}"

    gives = written(rule.head) if rule.head is not None else "an inconsistency"
    return f"{' . '.join(map(written, rule.body))} gives {gives} ({rule.name})"
