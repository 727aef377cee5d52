"""Inconsistencies: the ways in which statements contradict each other under the ontology, as values.

The rules of OWL 2 RL that conclude nothing are matched once a graph is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from ..words.namespaces import RDF_TYPE
from ..words.terms import Term
from .columns import Dictionary, Pairs, of_class
from .evaluation import solutions
from .rules import Atom, Rule

if TYPE_CHECKING:
    from ..words.terms import Triple


class Inconsistency(NamedTuple):
    """Statements that cannot hold together: by which rule, in words, and the statements in its order."""

    rule: str
    words: str
    premises: tuple[Triple, ...]


def inconsistencies(
    rules: Iterable[Rule], relations: Mapping[int, Pairs], dictionary: Dictionary
) -> list[Inconsistency]:
    """Gives every way in which relations that are closed go against the rules, each set of statements once."""
    found: dict[frozenset[Triple], Inconsistency] = {}
    for rule in rules:
        for premises in _premises(rule, relations, dictionary):
            found.setdefault(frozenset(premises), Inconsistency(rule.name, rule.words, premises))
    return sorted(found.values(), key=lambda one: (one.rule, [list(map(str, p)) for p in one.premises]))


def _premises(
    rule: Rule, relations: Mapping[int, Pairs], dictionary: Dictionary
) -> Iterator[tuple[Triple, ...]]:
    names = sorted({part for atom in rule.body for part in atom[1:] if isinstance(part, str)})
    count, rows = solutions(rule.body, relations, names)
    columns = [rows[name].tolist() for name in names] if count else []
    for place in range(count):
        values = {name: column[place] for name, column in zip(names, columns, strict=True)}
        yield (*rule.axioms, *(_triple(atom, values, dictionary) for atom in rule.body))


def _triple(atom: Atom, values: Mapping[str, int], dictionary: Dictionary) -> Triple:
    def term(part: int | str) -> Term:
        return dictionary.terms[values[part] if isinstance(part, str) else part]

    if atom.relation < 0:
        return term(atom.first), ox.NamedNode(RDF_TYPE), term(of_class(atom.relation))
    predicate = term(atom.relation)
    assert isinstance(predicate, ox.NamedNode)
    return term(atom.first), predicate, term(atom.second)
