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
from .columns import NOTHING, Column, Dictionary, distinct, firsts, of_class, seconds, without
from .evaluation import Evaluation
from .owl_rules import datatypes
from .rules import FIRST, REST, SAME, Axioms, Key, NotCovered, Rule, axiom_keys, compiled, replacing

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
    """

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._quads = list(quads)
        self.handed_over: str | None = None
        self._inferred_by_owlrl: list[ox.Quad] = []
        self._dictionary = Dictionary()
        self._asserted: dict[int, Column] = {}
        self._columns = ColumnClosure(self._dictionary)
        self._extend(self._quads)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Adds asserted statements and what follows from them; costs what they bring about."""
        added = list(quads)
        self._quads += added
        self._extend(added)

    def without(self, quads: Iterable[ox.Quad]) -> Closure:
        """Gives the closure of the statements without some, reasoned out again."""
        removed = set(quads)
        return Closure(quad for quad in self._quads if quad not in removed)

    def inferred(self) -> list[ox.Quad]:
        """Gives the inferred statements that none of the graphs asserts, sorted."""
        if self.handed_over is not None:
            return self._inferred_by_owlrl
        return decoded(self._columns.relations_without(self._asserted), self._dictionary)

    def _extend(self, quads: Sequence[ox.Quad]) -> None:
        if self.handed_over is None:
            added = self._dictionary.encode(quads)
            for relation, pairs in added.items():
                known = self._asserted.get(relation)
                self._asserted[relation] = distinct(
                    pairs if known is None else np.concatenate([known, pairs])
                )
            try:
                self._columns.add(added)
            except NotCovered as axiom:
                self.handed_over = str(axiom)
        if self.handed_over is not None:
            from .owlrl_closure import owlrl_closure

            self._inferred_by_owlrl = owlrl_closure(self._quads)


class ColumnClosure:
    """A closure over columns, grouped by relation: rules are compiled as long as there are new axioms."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._same = dictionary.number(SAME)
        self._evaluation = Evaluation(self._same)
        self._keys = {_relation(key, dictionary): key for key in axiom_keys()}
        #: The cells of lists, as asserted: a member's equal is none.
        self._cells = {dictionary.number(part): NOTHING.forward for part in (FIRST, REST)}
        self._seen: object = None

    def add(self, columns: Mapping[int, Column]) -> None:
        """Adds pairs by relation and closes; raises NotCovered for an axiom that cannot be compiled."""
        for relation, pairs in columns.items():
            self._evaluation.put(relation, pairs)
            if relation in self._cells:
                self._cells[relation] = distinct(np.concatenate([self._cells[relation], pairs]))
        self._expect_no_typed_by_datatype(columns)
        if self._seen is None:
            self._evaluation.learn(compiled(Axioms({}), self._dictionary))
        self._evaluation.run(self._keys)
        while self._seen != (seen := self._state()):
            self._seen = seen
            self._evaluation.learn(self._compiled())
            self._evaluation.run()
        self._expect_equal_individuals_only()

    def relations_without(self, asserted: Mapping[int, Column]) -> dict[int, Column]:
        """Gives the pairs that are not asserted, by relation."""
        return {
            relation: without(pairs.forward, asserted[relation]) if relation in asserted else pairs.forward
            for relation, pairs in self._evaluation.relations.items()
        }

    def _state(self) -> object:
        """What the rules are compiled from, by size: relations only grow."""
        relations = self._evaluation.relations
        sizes = [len(relations[key].forward) if key in relations else 0 for key in self._keys]
        return sizes, sorted(relations) if self._same in relations else None

    def _compiled(self) -> list[Rule]:
        terms = self._dictionary.terms
        stated = {}
        relations = self._evaluation.relations
        for relation, key in self._keys.items():
            pairs = self._cells.get(relation, relations.get(relation, NOTHING).forward)
            stated[key] = [
                (terms[first], terms[second])
                for first, second in zip(firsts(pairs).tolist(), seconds(pairs).tolist(), strict=True)
            ]
        found = compiled(Axioms(stated), self._dictionary)
        heads = {rule.head.relation for rule in found if rule.head is not None}
        if self._same in relations or self._gives_equality(found):
            found += replacing(sorted(relations.keys() | heads), self._dictionary)
        return found

    def _gives_equality(self, rules: Iterable[Rule]) -> bool:
        return any(
            rule.head is not None
            and rule.head.relation == self._same
            and all(atom.relation != self._same for atom in rule.body)
            for rule in rules
        )

    def _expect_no_typed_by_datatype(self, columns: Mapping[int, Column]) -> None:
        for datatype in datatypes():
            if of_class(self._dictionary.number(datatype)) in columns:
                raise NotCovered(f"a thing of type {turtle(datatype)}")

    def _expect_equal_individuals_only(self) -> None:
        """Raises NotCovered where classes, properties or parts of lists are equal to something."""
        relations = self._evaluation.relations
        if self._same not in relations:
            return
        named = [relation if relation >= 0 else of_class(relation) for relation in relations]
        lists = [firsts(cells) for cells in self._cells.values()]
        equal = firsts(relations[self._same].forward)
        not_individual = np.isin(equal, np.concatenate([np.array(named, np.int64), *lists]))
        for number in equal[not_individual][:1].tolist():
            term = turtle(self._dictionary.terms[number])
            raise NotCovered(f"owl:sameAs about {term}, which is a class, a property or a list")


def _relation(key: Key, dictionary: Dictionary) -> int:
    predicate, group = key
    return dictionary.number(predicate) if group is None else of_class(dictionary.number(group))


def decoded(relations: Mapping[int, Column], dictionary: Dictionary) -> list[ox.Quad]:
    """Gives the pairs of relations as quads of the inferred graph, sorted, without those that say nothing."""
    terms = dictionary.terms
    is_name = np.array([isinstance(term, ox.NamedNode) for term in terms], np.bool_)
    is_blank = np.array([isinstance(term, ox.BlankNode) for term in terms], np.bool_)
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
