"""The OWL 2 RL closure of the statements under the ontology.

The ontology is compiled into rules (`rules`), which are evaluated over columns (`evaluation`). An axiom that
cannot be compiled is named, and the graph goes to owlrl (`owlrl_closure`). What is inferred is kept apart from
what is asserted. Left out of it, since they say nothing: reflexive equalities, typings as owl:Thing or
rdfs:Resource, literal subjects and blank-node classes (design 3.1).
Source: OWL 2 Web Ontology Language Profiles, section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyoxigraph as ox

from ..words.namespaces import INFERRED_GRAPH, PREFIXES
from ..words.terms import turtle
from .columns import NOTHING, Column, Dictionary, Pairs, distinct, firsts, of_class, seconds, without
from .consistency import Inconsistency, inconsistencies
from .evaluation import Evaluation
from .owl_rules import datatypes
from .rules import (
    FIRST,
    REST,
    SAME,
    Axioms,
    Key,
    NotCovered,
    Rule,
    axiom_keys,
    compiled,
    consistency_rules,
    replacing,
)

_GRAPH = ox.NamedNode(INFERRED_GRAPH)
_EMPTY_TYPES = [ox.NamedNode(PREFIXES["owl"] + "Thing"), ox.NamedNode(PREFIXES["rdfs"] + "Resource")]


def closure(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Gives the triples that follow from all graphs together and that none of them asserts.

    Returns quads of the graph `.../inferred`, sorted. Lexical forms are kept.
    """
    return Closure(quads).inferred()


class Closure:
    """Asserted statements and all that follows from them.

    `handed_over` names the axiom for which the graph went to owlrl, if any.

    >>> ex = ox.NamedNode("http://e.org/p")
    >>> symmetric = ox.Quad(ex, ox.NamedNode(RDF_TYPE), ox.NamedNode(PREFIXES["owl"] + "SymmetricProperty"))
    >>> closed = Closure([symmetric])
    >>> one, other = ox.NamedNode("http://e.org/one"), ox.NamedNode("http://e.org/other")
    >>> print(*closed.add([ox.Quad(one, ex, other)]))
    <http://e.org/other> <http://e.org/p> <http://e.org/one> <https://w3id.org/thbgraph/inferred>
    """

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._quads: list[ox.Quad] = []
        self._dictionary = Dictionary()
        self._asserted: dict[int, Column] = {}
        self._columns = ColumnClosure(self._dictionary)
        self.handed_over: str | None = None
        self._by_owlrl: list[ox.Quad] = []
        self._extend(list(quads))

    def add(self, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
        """Adds asserted statements and gives what newly follows; costs what they bring about.

        Where the graph goes to owlrl, all is reasoned out again.
        """
        known = set(self._by_owlrl) if self.handed_over is not None else None
        new = self._extend(list(quads))
        if self.handed_over is None:
            return decoded(_not_among(new, self._asserted), self._dictionary)
        return [quad for quad in self._by_owlrl if known is None or quad not in known]

    def without(self, quads: Iterable[ox.Quad]) -> Closure:
        """Gives the closure of the statements without some, reasoned out again."""
        removed = set(quads)
        return Closure(quad for quad in self._quads if quad not in removed)

    def inferred(self) -> list[ox.Quad]:
        """Gives the inferred statements that no graph asserts, as quads of `.../inferred`, sorted."""
        if self.handed_over is not None:
            return self._by_owlrl
        held = {relation: pairs.forward for relation, pairs in self._columns.relations.items()}
        return decoded(_not_among(held, self._asserted), self._dictionary)

    def inconsistencies(self) -> list[Inconsistency]:
        """Gives what contradicts itself under the ontology, in order of rule and statements."""
        return inconsistencies(self._columns.consistency, self._columns.relations, self._dictionary)

    def _extend(self, quads: Sequence[ox.Quad]) -> dict[int, Column]:
        """Adds statements and what follows; gives what is new by relation."""
        self._quads += quads
        new: dict[int, Column] = {}
        if self.handed_over is None:
            added = self._dictionary.encode(
                (quad.subject for quad in quads),
                (quad.predicate for quad in quads),
                (quad.object for quad in quads),
            )
            for relation, pairs in added.items():
                known = self._asserted.get(relation, NOTHING.forward)
                self._asserted[relation] = distinct(np.concatenate([known, pairs]))
            try:
                new = self._columns.add(added)
            except NotCovered as axiom:
                self.handed_over = str(axiom)
        if self.handed_over is not None:
            self._hand_over()
        return new

    def _hand_over(self) -> None:
        from .owlrl_closure import everything, told

        triples = everything(self._quads)
        self._by_owlrl = told(triples, self._quads)
        self._columns.take(self._dictionary.encode(*zip(*triples, strict=True)) if triples else {})


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
        #: The rules that find inconsistencies.
        self.consistency: list[Rule] = []

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
            self._evaluation.learn(compiled(Axioms({}), self._dictionary))
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
            pairs = self._cells.get(relation, self.relations.get(relation, NOTHING).forward)
            numbers = zip(firsts(pairs).tolist(), seconds(pairs).tolist(), strict=True)
            stated[key] = [(terms[first], terms[second]) for first, second in numbers]
        return Axioms(stated)

    def _compiled(self) -> list[Rule]:
        found = compiled(self._axioms(), self._dictionary)
        self.consistency = [rule for rule in found if rule.head is None]
        heads = {rule.head.relation for rule in found if rule.head is not None}
        if self._same in self.relations or self._gives_equality(found):
            found += replacing(sorted(self.relations.keys() | heads), self._dictionary)
        return found

    def _gives_equality(self, rules: Iterable[Rule]) -> bool:
        return any(
            rule.head is not None
            and rule.head.relation == self._same
            and all(atom.relation != self._same for atom in rule.body)
            for rule in rules
        )

    def _expect_equal_individuals_only(self) -> None:
        """Raises NotCovered where classes, properties or parts of lists are equal to something."""
        if self._same not in self.relations:
            return
        named = [relation if relation >= 0 else of_class(relation) for relation in self.relations]
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


def decoded(relations: Mapping[int, Column], dictionary: Dictionary) -> list[ox.Quad]:
    """Gives the pairs of relations as quads of the inferred graph, sorted, without those that say nothing."""
    is_name, is_blank = dictionary.is_kind(ox.NamedNode), dictionary.is_kind(ox.BlankNode)
    left_out = {of_class(dictionary.number(term)) for term in _EMPTY_TYPES}
    same = dictionary.number(SAME)
    columns: list[tuple[Column, Column, Column]] = []
    for relation, pairs in relations.items():
        predicate, group = (relation, None) if relation >= 0 else (dictionary.type, of_class(relation))
        if relation in left_out or not is_name[predicate] or (group is not None and is_blank[group]):
            continue
        subjects = firsts(pairs)
        objects = seconds(pairs) if group is None else np.full(len(pairs), group, np.int64)
        keep = is_name[subjects] & ~is_blank[objects]
        if relation == same:
            keep &= subjects != objects
        columns.append((subjects[keep], np.full(int(keep.sum()), predicate, np.int64), objects[keep]))
    return _sorted_quads(columns, dictionary) if columns else []


def _sorted_quads(columns: list[tuple[Column, Column, Column]], dictionary: Dictionary) -> list[ox.Quad]:
    """Sorts triples as their lines sort; no written term is the beginning of another one and goes on in it."""
    terms = dictionary.terms
    subjects, predicates, objects = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    used = distinct(np.concatenate([subjects, predicates, objects]))
    written = sorted(used.tolist(), key=lambda number: str(terms[number]))
    rank = np.empty(len(terms), np.int64)
    rank[written] = np.arange(len(written))
    order = np.lexsort((rank[objects], rank[predicates], rank[subjects]))
    quad, graph = ox.Quad, _GRAPH
    return [
        quad(terms[subject], terms[predicate], terms[thing], graph)
        for subject, predicate, thing in zip(
            subjects[order].tolist(), predicates[order].tolist(), objects[order].tolist(), strict=True
        )
    ]
