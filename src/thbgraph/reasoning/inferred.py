"""The inferred statements of a closure, as quads in order.

Left out, since they say nothing: reflexive equalities, typings as owl:Thing or rdfs:Resource, literal subjects
and blank-node classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import pyoxigraph as ox

from ..words.namespaces import INFERRED_GRAPH
from .columns import Column, Dictionary, firsts, of_class, seconds
from .owl_rules import EMPTY_TYPES, SAME

_GRAPH = ox.NamedNode(INFERRED_GRAPH)

#: Subjects, predicates and objects.
Triples: TypeAlias = tuple[Column, Column, Column]


def quads_of(relations: Mapping[int, Column], dictionary: Dictionary) -> list[ox.Quad]:
    """Gives the pairs of relations as quads of the inferred graph, sorted, without those that say nothing."""
    told = _told(relations, dictionary)
    order = _sorted(told, dictionary)
    terms, quad = dictionary.terms, ox.Quad
    columns = (column[order].tolist() for column in told)
    return [quad(terms[s], terms[p], terms[o], _GRAPH) for s, p, o in zip(*columns, strict=True)]


def _told(relations: Mapping[int, Column], dictionary: Dictionary) -> Triples:
    """Gives the pairs that say something as triples."""
    is_name, is_blank = dictionary.is_kind(ox.NamedNode), dictionary.is_kind(ox.BlankNode)
    left_out = {of_class(dictionary.number(term)) for term in EMPTY_TYPES}
    same = dictionary.number(SAME)
    none = np.empty(0, np.int64)
    found: list[Triples] = [(none, none, none)]
    for relation, pairs in relations.items():
        predicate, group = (relation, None) if relation >= 0 else (dictionary.type, of_class(relation))
        if relation in left_out or not is_name[predicate] or (group is not None and is_blank[group]):
            continue
        subjects = firsts(pairs)
        objects = seconds(pairs) if group is None else np.full(len(pairs), group, np.int64)
        keep = is_name[subjects] & ~is_blank[objects]
        if relation == same:
            keep &= subjects != objects
        found.append((subjects[keep], np.full(int(keep.sum()), predicate, np.int64), objects[keep]))
    subjects, predicates, objects = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return subjects, predicates, objects


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
