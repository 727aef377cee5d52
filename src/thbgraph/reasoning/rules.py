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

from ..words.terms import Term, turtle, turtle_predicate
from . import owl_rules as owl
from .columns import Dictionary, of_class
from .owl_rules import Bindings, ListPremise, OwlRule, Pattern, owl_rules

if TYPE_CHECKING:
    from ..words.terms import Triple

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

    def __init__(self, stated: Mapping[Key, Sequence[Triple]]) -> None:
        self._stated = stated
        self._by_subject: dict[Key, dict[Term, list[Triple]]] = {}
        self._lists: dict[Term, tuple[list[Term], list[Triple]]] = {}

    def triples(self, key: Key, subject: Term | None = None) -> Sequence[Triple]:
        """Returns the statements of a predicate or class, all or those of one subject."""
        if subject is None:
            return self._stated.get(key, ())
        if key not in self._by_subject:
            found = self._by_subject[key] = {}
            for triple in self._stated.get(key, ()):
                found.setdefault(triple[0], []).append(triple)
        return self._by_subject[key].get(subject, ())

    def list(self, head: Term) -> tuple[list[Term], list[Triple]]:
        """Gives the members of a list and the triples of its cells; raises NotCovered if it is none."""
        if head not in self._lists:
            members: list[Term] = []
            cells: list[Triple] = []
            cell = head
            while cell != owl.NIL:
                first, rest = self.triples((owl.FIRST, None), cell), self.triples((owl.REST, None), cell)
                if len(first) != 1 or len(rest) != 1 or first[0] in cells:
                    raise NotCovered("a list that is not well formed")
                members.append(first[0][2])
                cells += [*first, *rest]
                cell = rest[0][2]
            self._lists[head] = members, cells
        return self._lists[head]


def axiom_keys() -> set[Key]:
    """Gives the predicates and classes that only an ontology's statements have, lists included."""
    premises = (premise for rule in owl_rules() for premise in rule.premises)
    fixed = {_key(part) for part in premises if not isinstance(part, ListPremise) and _is_fixed(part)}
    return {(owl.FIRST, None), (owl.REST, None), *fixed} - {(owl.SAME, None)}


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
    for predicate in owl.CARDINALITIES:
        for _, _, count in axioms.triples((predicate, None)):
            if (
                not owl.fits(ox.Literal(count.value, datatype=owl.COUNT), count)
                or not count.value.isdecimal()
            ):
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
    same = dictionary.number(owl.SAME)
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
    return not isinstance(pattern[1], str) and not (pattern[1] == owl.TYPE and isinstance(pattern[2], str))


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
            if isinstance(part, ListPremise) or (not is_fixed and _is_fixed(part) and part[1] != owl.SAME):
                matched.append(part)
            else:
                rest.append(part)
        if rule.name not in _REPLACING:
            found.append(_Prepared(rule, tuple(matched), tuple(rest)))
    return tuple(found)


def _key(pattern: Pattern) -> Key:
    _, predicate, thing = pattern
    assert not isinstance(predicate, str)
    return predicate, thing if predicate == owl.TYPE and not isinstance(thing, str) else None


def _compiled(prepared: _Prepared, axioms: Axioms, dictionary: Dictionary) -> Iterator[Rule]:
    rule, matched, rest = prepared
    for bindings, stated, become in _matches(matched, {}, axioms):
        patterns = [_bound(pattern, bindings) for pattern in (*become, *rest)]
        for pattern, told in zip(patterns, (*become, *rest), strict=True):
            if pattern[1] == owl.SAME and (told[1] != owl.SAME or told in become):
                raise NotCovered("an axiom about owl:sameAs")
        body = tuple(dict.fromkeys(_atom(pattern, dictionary) for pattern in patterns))
        for conclusion in rule.conclusions:
            head = _bound(conclusion, bindings)
            if head[1] in (owl.FIRST, owl.REST):
                raise NotCovered("an axiom about the parts of lists")
            yield Rule(rule.name, body, _atom(head, dictionary), rule.words, stated)
        if not rule.conclusions:
            yield Rule(rule.name, body, None, rule.words, stated)
            yield from _of_itself(rule, body, stated, dictionary)


def _of_itself(
    rule: OwlRule, body: tuple[Atom, ...], stated: tuple[Triple, ...], dictionary: Dictionary
) -> Iterator[Rule]:
    """Compiles an inconsistency of equal things for a thing and itself, whose equality no relation holds."""
    same = dictionary.number(owl.SAME)
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
        for bound, become in owl.unfold(premise, members):
            yield {**bindings, **bound}, tuple(cells), become
        return
    subject = premise[0]
    for triple in axioms.triples(
        _key(premise), bindings.get(subject) if isinstance(subject, str) else subject
    ):
        more = owl.unify(premise, triple, bindings)
        if more is not None:
            yield more, (triple,), ()


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
    if predicate != owl.TYPE:
        return Atom(dictionary.number(predicate), first, second)
    if isinstance(second, str):
        raise NotCovered("an axiom about rdf:type")
    return Atom(of_class(second), first, 0)


def pattern_of(atom: Atom, dictionary: Dictionary, values: Mapping[str, int]) -> Pattern:
    """Decodes an atom; its variables become what `values` has for them, or stay."""

    def term(part: int | str) -> Term | str:
        number = values.get(part, part) if isinstance(part, str) else part
        return number if isinstance(number, str) else dictionary.terms[number]

    if atom.relation < 0:
        return term(atom.first), owl.TYPE, term(of_class(atom.relation))
    return term(atom.first), term(atom.relation), term(atom.second)


def written(rule: Rule, dictionary: Dictionary) -> str:
    """Writes a rule: what it needs, what that gives, and its name."""

    def statement(atom: Atom) -> str:
        subject, predicate, thing = pattern_of(atom, dictionary, {})
        assert isinstance(predicate, ox.NamedNode)
        first, second = (part if isinstance(part, str) else turtle(part) for part in (subject, thing))
        return f"{first} {turtle_predicate(predicate.value)} {second}"

    gives = statement(rule.head) if rule.head is not None else "an inconsistency"
    return f"{' . '.join(map(statement, rule.body))} gives {gives} ({rule.name})"
