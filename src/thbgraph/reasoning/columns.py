"""Statements as columns of numbers: a dictionary of terms, and relations as sorted pairs.

A term is a number below 2**31, in order of appearance. A relation is named by the number of its property or,
for a class, by `of_class` of the class's number. Its pairs, subject and object (for a class 0), are packed
into one 64-bit integer each, the first in the upper half, so that sorting, merging and searching are numpy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from ..words.namespaces import RDF_TYPE
from ..words.terms import Term

Column: TypeAlias = npt.NDArray[np.int64]
_Numbered = TypeVar("_Numbered", int, Column)


class Statement(NamedTuple):
    """A triple that may have a value as its subject, as in a closure."""

    subject: Term
    predicate: Term
    object: Term


#: What has a subject, a predicate and an object.
Stated: TypeAlias = ox.Quad | ox.Triple | Statement
_HALF = 32
_LOW = (1 << _HALF) - 1
_KINDS: Sequence[type[Term]] = (ox.NamedNode, ox.BlankNode, ox.Literal)
EMPTY: Column = np.empty(0, np.int64)


def pack(first: Column, second: Column | int) -> Column:
    """Packs two columns into pairs."""
    pairs = first << _HALF
    pairs |= second  # in place, as below: new memory costs more than what is done in it
    return pairs


def firsts(pairs: Column) -> Column:
    """Gives the first members of pairs."""
    return pairs >> _HALF


def seconds(pairs: Column) -> Column:
    """Gives the second members of pairs."""
    return pairs & _LOW


def joint(parts: Sequence[Column]) -> Column:
    """Gives the pairs of all parts, sorted, each once. Runs that are sorted already cost little."""
    pairs = parts[0] if len(parts) == 1 else np.concatenate(parts)
    if len(pairs) < 2 or (pairs[1:] > pairs[:-1]).all():
        return pairs
    if len(parts) == 1:
        pairs = pairs.copy()
    pairs.sort(kind="stable")
    new = np.empty(len(pairs), np.bool_)
    new[0] = True
    np.not_equal(pairs[1:], pairs[:-1], out=new[1:])
    return pairs if new.all() else pairs[new]


def distinct(pairs: Column) -> Column:
    """Sorts pairs, each once."""
    return joint([pairs])


def among(needles: Column, pairs: Column) -> npt.NDArray[np.bool_]:
    """Says of each needle whether it is among sorted pairs."""
    if not len(pairs):
        return np.zeros(len(needles), np.bool_)
    at = np.searchsorted(pairs, needles)
    at[at == len(pairs)] = 0
    return np.asarray(pairs[at] == needles)


def without(pairs: Column, others: Column) -> Column:
    """Gives the sorted pairs that are not among the sorted others."""
    if not len(pairs) or not len(others):
        return pairs
    return pairs[~among(pairs, others)]


class Pairs:
    """Distinct pairs, sorted by their first members and, once asked for, by their second."""

    __slots__ = ("_backward", "forward")

    def __init__(self, forward: Column, backward: Column | None = None) -> None:
        self.forward, self._backward = forward, backward

    @property
    def backward(self) -> Column:
        """The pairs turned round, sorted."""
        if self._backward is None:
            self._backward = pack(seconds(self.forward), firsts(self.forward))
            self._backward.sort()
        return self._backward

    def merged(self, other: Pairs) -> Pairs:
        """Gives these pairs and others, none of which is among them."""
        if not len(self.forward):
            return other
        backward = None
        if self._backward is not None:
            backward = _merged(self._backward, other.backward)
        return Pairs(_merged(self.forward, other.forward), backward)


def _merged(one: Column, other: Column) -> Column:
    if len(other) * 16 < len(one):
        return np.insert(one, np.searchsorted(one, other), other)
    pairs = np.concatenate([one, other])
    pairs.sort(kind="stable")
    return pairs


NOTHING = Pairs(EMPTY)


def of_class(number: _Numbered) -> _Numbered:
    """Names the relation of a class, or of each of a column; of such a name, gives the class.

    >>> of_class(of_class(7))
    7
    """
    return ~number


class _Numbers(dict[Term, int]):
    """Gives a new term the next number."""

    def __init__(self, terms: list[Term]) -> None:
        self._terms = terms

    def __missing__(self, term: Term) -> int:
        number = self[term] = len(self._terms)
        self._terms.append(term)
        return number


class Dictionary:
    """Terms and their numbers."""

    def __init__(self) -> None:
        self.terms: list[Term] = []
        #: Gives the number of a term, a new one where it has none.
        self.number: Callable[[Term], int] = _Numbers(self.terms).__getitem__
        self.type = self.number(ox.NamedNode(RDF_TYPE))
        self._kinds = bytearray()

    def is_kind(self, kind: type[Term]) -> npt.NDArray[np.bool_]:
        """Says of each number whether its term is of a kind: ox.NamedNode, ox.BlankNode or ox.Literal."""
        new = self.terms[len(self._kinds) :]
        self._kinds += bytes(_KINDS.index(type(term)) for term in new)
        return np.asarray(np.frombuffer(bytes(self._kinds), np.uint8) == _KINDS.index(kind))

    def encode(self, triples: Iterable[Stated]) -> dict[int, Column]:
        """Gives the pairs of triples by relation, unsorted, as often as they are stated."""
        number = self.number
        numbers: list[int] = []
        add = numbers.append
        for triple in triples:
            add(number(triple.subject))
            add(number(triple.predicate))
            add(number(triple.object))
        return self.grouped(*np.array(numbers, np.int64).reshape(-1, 3).T)

    def grouped(self, subjects: Column, predicates: Column, objects: Column) -> dict[int, Column]:
        """Gives the pairs of triples in columns by relation."""
        is_type = predicates == self.type
        relations = np.where(is_type, ~objects, predicates)
        pairs = pack(subjects, np.where(is_type, 0, objects))
        order = np.argsort(relations, kind="stable")
        relations, pairs = relations[order], pairs[order]
        starts = np.flatnonzero(np.diff(relations, prepend=np.int64(-(1 << 40))))
        names = relations[starts].tolist()
        return dict(zip(names, np.split(pairs, starts[1:]), strict=True)) if names else {}

    def decode(self, relations: Mapping[int, Column]) -> Iterator[ox.Triple]:
        """Yields the pairs of relations as triples; none may have a value as its subject."""
        terms = self.terms
        for relation, pairs in relations.items():
            is_class = relation < 0
            predicate = terms[self.type if is_class else relation]
            for first, second in zip(firsts(pairs).tolist(), seconds(pairs).tolist(), strict=True):
                yield ox.Triple(terms[first], predicate, terms[of_class(relation) if is_class else second])
