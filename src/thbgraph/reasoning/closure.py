"""The OWL 2 RL closure of the statements under the ontology.

The ontology is compiled into rules (`rules`), which are evaluated over columns (`evaluation`). An axiom that
cannot be compiled is named, and the graph goes to owlrl (`owlrl_closure`). What is inferred is kept apart from
what is asserted. Left out of it, since they say nothing: reflexive equalities, typings as owl:Thing or rdfs:Resource,
literal subjects and blank-node classes.
Source: OWL 2 Web Ontology Language Profiles, section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

import numpy as np
import pyoxigraph as ox

from ..words.namespaces import INFERRED_GRAPH
from ..words.terms import turtle
from . import owlrl_closure
from .columns import NOTHING, Column, Dictionary, Pairs, Stated, distinct, firsts, of_class, seconds, without
from .evaluation import Evaluation, solutions
from .owl_rules import EMPTY_TYPES, FIRST, REST, SAME, datatypes
from .rules import (
    Axioms,
    Key,
    NotCovered,
    Rule,
    axiom_keys,
    compiled,
    consistency_rules,
    fixed_rules,
    pattern_of,
    replacing,
    written,
)

if TYPE_CHECKING:
    from ..words.terms import Triple

_GRAPH = ox.NamedNode(INFERRED_GRAPH)

#: Subjects, predicates and objects.
Triples: TypeAlias = tuple[Column, Column, Column]


class Inconsistency(NamedTuple):
    """Statements that cannot hold together: by which rule, in words, and the statements in its order."""

    rule: str
    words: str
    premises: tuple[Triple, ...]


class Closure:
    """Asserted statements and all that follows from them.

    `handed_over` names the axiom for which the graph went to owlrl, if any.

    >>> text = b"@prefix : <urn:x:> . @prefix owl: <http://www.w3.org/2002/07/owl#> . :p owl:inverseOf :q ."
    >>> closed = Closure(ox.parse(text, format=ox.RdfFormat.TURTLE))
    >>> for quad in closed.add(ox.parse(b"<urn:x:a> <urn:x:p> <urn:x:b> .", format=ox.RdfFormat.TURTLE)):
    ...     print(*quad.triple)
    <urn:x:b> <urn:x:q> <urn:x:a>
    """

    def __init__(self, quads: Iterable[Stated] = ()) -> None:
        self._dictionary = Dictionary()
        self._asserted: dict[int, Column] = {}
        self._columns = ColumnClosure(self._dictionary)
        self.handed_over: str | None = None
        self._by_owlrl: list[ox.Quad] = []
        self._extend(quads)

    def add(self, quads: Iterable[Stated]) -> list[ox.Quad]:
        """Adds asserted statements and gives what newly follows; costs what they bring about.

        Where the graph goes to owlrl, all is reasoned out again.
        """
        known = None if self.handed_over is None else self._by_owlrl
        before = dict(self._asserted)
        new = self._extend(quads)
        if self.handed_over is None:
            return _quads_of(_not_among(new, self._asserted), self._dictionary)
        old = set(Closure(self._dictionary.decode(before)).inferred() if known is None else known)
        return [quad for quad in self._by_owlrl if quad not in old]

    def copy(self) -> Closure:
        """Gives a closure of the same statements; what is added to one of them is not in the other."""
        other = copy(self)
        other._asserted, other._columns = dict(self._asserted), self._columns.copy()
        return other

    def inferred(self) -> list[ox.Quad]:
        """Returns what follows from all graphs together and none asserts: quads of `.../inferred`, sorted.

        Lexical forms are kept.
        """
        if self.handed_over is not None:
            return self._by_owlrl
        held = {relation: pairs.forward for relation, pairs in self._columns.relations.items()}
        return _quads_of(_not_among(held, self._asserted), self._dictionary)

    def inconsistencies(self) -> list[Inconsistency]:
        """Gives what contradicts itself under the ontology, each set of statements once, in order of rule and these."""
        found: dict[frozenset[Triple], Inconsistency] = {}
        for rule in self._columns.consistency:
            for premises in self._instances(rule):
                found.setdefault(frozenset(premises), Inconsistency(rule.name, rule.words, premises))
        return sorted(found.values(), key=lambda one: (one.rule, [list(map(str, p)) for p in one.premises]))

    def _instances(self, rule: Rule) -> Iterator[tuple[Triple, ...]]:
        """Yields the premises of a rule, filled in, for each way in which it holds."""
        names = sorted({part for atom in rule.body for part in atom[1:] if isinstance(part, str)})
        count, rows = solutions(rule.body, self._columns.relations, names)
        columns = [rows[name].tolist() for name in names] if count else []
        for place in range(count):
            values = {name: column[place] for name, column in zip(names, columns, strict=True)}
            filled = (pattern_of(atom, self._dictionary, values) for atom in rule.body)
            yield *rule.axioms, *cast("Iterator[Triple]", filled)

    def rules(self) -> list[str]:
        """Writes the rules that the ontology was compiled into, in the order of the tables."""
        return [written(rule, self._dictionary) for rule in self._columns.compiled]

    def _extend(self, quads: Iterable[Stated]) -> dict[int, Column]:
        """Adds statements and what follows; gives what is new by relation."""
        new: dict[int, Column] = {}
        encoded = self._dictionary.encode(quads)
        added = {relation: distinct(pairs) for relation, pairs in encoded.items()}
        for relation, pairs in added.items():
            known = self._asserted.get(relation)
            self._asserted[relation] = pairs if known is None else distinct(np.concatenate([known, pairs]))
        if self.handed_over is None:
            try:
                new = self._columns.add(added)
            except NotCovered as axiom:
                self.handed_over = str(axiom)
        if self.handed_over is not None:
            self._hand_over()
        return new

    def _hand_over(self) -> None:
        asserted = list(self._dictionary.decode(self._asserted))
        triples = owlrl_closure.everything(asserted)
        self._by_owlrl = owlrl_closure.inferred_quads(triples, asserted)
        self._columns.take(self._dictionary.encode(triples))


class ColumnClosure:
    """A closure of relations: rules are compiled and applied as long as what they are compiled from grows."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._same = dictionary.number(SAME)
        self._evaluation = Evaluation(self._same)
        self._keys = {_relation(key, dictionary): key for key in axiom_keys()}
        #: The cells of lists, as asserted: what is equal to a member is none.
        self._cells = {dictionary.number(part): NOTHING.forward for part in (FIRST, REST)}
        self._compiled_from: object = None
        self._fixed: list[Rule] = []
        #: The rules that the axioms were compiled into, and those that find inconsistencies.
        self.compiled: list[Rule] = []
        self.consistency: list[Rule] = []

    def copy(self) -> ColumnClosure:
        """Gives one with the same relations, rules and dictionary that goes its own way from here."""
        other = copy(self)
        other._evaluation, other._cells = self._evaluation.copy(), dict(self._cells)
        return other

    @property
    def relations(self) -> Mapping[int, Pairs]:
        """All pairs, asserted and inferred, by relation."""
        return self._evaluation.relations

    def add(self, columns: Mapping[int, Column]) -> dict[int, Column]:
        """Adds pairs by relation, closes, and gives what is new; raises NotCovered where that cannot be done."""
        self._put(columns)
        for datatype in datatypes():
            if of_class(self._dictionary.number(datatype)) in columns:
                raise NotCovered(f"a thing of type {turtle(datatype)}")
        if self._compiled_from is None:
            self._fixed = fixed_rules(self._dictionary)
            self._evaluation.learn(self._fixed)
        new = [self._evaluation.run(self._keys)]
        while True:
            if self._compiled_from != (state := self._state()):
                self._compiled_from = state
                self._evaluation.learn(self._compiled())
            elif len(new) > 1:
                break
            new.append(self._evaluation.run())
        self._expect_equal_individuals_only()
        relations = dict.fromkeys(relation for part in new for relation in part)
        return {
            name: distinct(np.concatenate([c for part in new for c in part.get(name, ())]))
            for name in relations
        }

    def take(self, columns: Mapping[int, Column]) -> None:
        """Takes relations that are closed already, to find inconsistencies in them."""
        self._evaluation = Evaluation(self._same)
        self._put(columns)
        self._evaluation.run()
        self.consistency = consistency_rules(self._axioms(), self._dictionary)

    def _put(self, columns: Mapping[int, Column]) -> None:
        for relation, pairs in columns.items():
            self._evaluation.put(relation, pairs)
            if relation in self._cells:
                self._cells[relation] = distinct(np.concatenate([self._cells[relation], pairs]))

    def _state(self) -> object:
        """What rules are compiled from, by size, since relations only grow."""
        sizes = [len(self.relations.get(key, NOTHING).forward) for key in self._keys]
        return sizes, sorted(self.relations) if self._same in self.relations else None

    def _axioms(self) -> Axioms:
        terms = self._dictionary.terms
        stated = {}
        for relation, key in self._keys.items():
            predicate, group = key
            pairs = self._cells.get(relation, self.relations.get(relation, NOTHING).forward)
            numbers = zip(firsts(pairs).tolist(), seconds(pairs).tolist(), strict=True)
            stated[key] = [(terms[first], predicate, group or terms[second]) for first, second in numbers]
        return Axioms(stated)

    def _compiled(self) -> list[Rule]:
        self.compiled = found = compiled(self._axioms(), self._dictionary)
        self.consistency = [rule for rule in (*self._fixed, *found) if rule.head is None]
        heads = {rule.head.relation for rule in found if rule.head is not None}
        equating = (rule for rule in found if rule.head is not None and rule.head.relation == self._same)
        begins = any(all(atom.relation != self._same for atom in rule.body) for rule in equating)
        if self._same in self.relations or begins:
            return found + replacing(sorted(self.relations.keys() | heads), self._dictionary)
        return found

    def _expect_equal_individuals_only(self) -> None:
        """Raises NotCovered where classes, properties or parts of lists are equal to something."""
        if self._same not in self.relations:
            return
        named = [relation if relation >= 0 else of_class(relation) for relation in self.relations]
        named.append(self._dictionary.type)
        lists = [firsts(cells) for cells in self._cells.values()]
        equal = firsts(self.relations[self._same].forward)
        not_individual = np.isin(equal, np.concatenate([np.array(named, np.int64), *lists]))
        for number in equal[not_individual][:1].tolist():
            term = turtle(self._dictionary.terms[number])
            raise NotCovered(f"owl:sameAs about {term}, which is a class, a property or a list")


def _not_among(relations: Mapping[int, Column], others: Mapping[int, Column]) -> dict[int, Column]:
    return {name: without(pairs, others.get(name, NOTHING.forward)) for name, pairs in relations.items()}


def _relation(key: Key, dictionary: Dictionary) -> int:
    predicate, group = key
    return dictionary.number(predicate) if group is None else of_class(dictionary.number(group))


def _quads_of(relations: Mapping[int, Column], dictionary: Dictionary) -> list[ox.Quad]:
    """Gives the pairs of relations as quads of the inferred graph, sorted, without those that say nothing."""
    told = _told(relations, dictionary)
    order = _sorted(told, dictionary)
    terms, quad = dictionary.terms, ox.Quad
    columns = (column[order].tolist() for column in told)
    return [quad(terms[s], terms[p], terms[o], _GRAPH) for s, p, o in zip(*columns, strict=True)]


def _told(relations: Mapping[int, Column], dictionary: Dictionary) -> Triples:
    """Gives the pairs that say something as triples."""
    is_name, is_blank = dictionary.is_kind(ox.NamedNode), dictionary.is_kind(ox.BlankNode)
    names = np.repeat(np.array([*relations], np.int64), [len(pairs) for pairs in relations.values()])
    pairs = np.concatenate([np.empty(0, np.int64), *relations.values()])
    is_class = names < 0
    subjects, predicates = firsts(pairs), np.where(is_class, dictionary.type, names)
    objects = np.where(is_class, of_class(names), seconds(pairs))
    empty = [of_class(dictionary.number(term)) for term in EMPTY_TYPES]
    is_equality_with_itself = (names == dictionary.number(SAME)) & (subjects == objects)
    keep = is_name[predicates] & is_name[subjects] & ~is_blank[objects]
    keep &= ~np.isin(names, empty) & ~is_equality_with_itself
    return subjects[keep], predicates[keep], objects[keep]


def _sorted(triples: Triples, dictionary: Dictionary) -> Column:
    """Returns the order of triples in which their lines are sorted.

    Terms sort as the lines do: where one is written as another one's beginning, a space follows it in its line.
    """
    subjects, predicates, objects = triples
    used = np.flatnonzero(np.bincount(np.concatenate(triples), minlength=len(dictionary.terms))).tolist()
    written = [""] * len(dictionary.terms)
    for number in used:
        written[number] = str(dictionary.terms[number])
    rank = np.empty(len(written), np.int64)
    rank[sorted(used, key=written.__getitem__)] = np.arange(len(used))
    size = np.int64(len(used))
    if size < 2**21:  # three ranks fit into one number
        return np.argsort((rank[subjects] * size + rank[predicates]) * size + rank[objects])
    return np.lexsort((rank[objects], rank[predicates], rank[subjects]))
