"""What follows from statements under their axioms, kept apart from what is stated.

The rules are applied to the axioms first, so that what is left of each is found by the property or class that it is
about; then every statement is looked at once, the inferred ones too, until nothing new follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import pyoxigraph as ox

from ..base.errors import DataError
from ..base.namespaces import INFERRED_GRAPH
from ..base.terms import Term, Triple
from .axioms import axiom_faults
from .rule_table import Bindings, Key, Pattern, applications, filled, key_of, unify

_GRAPH = ox.NamedNode(INFERRED_GRAPH)
#: A premise that a new statement may be, the premises to find besides, each with an end that is known then, and the conclusion.
_Use: TypeAlias = tuple[Pattern, Sequence[Pattern], Pattern]


class Closure:
    """Statements and all that follows from them by the rules; raises DataError for an axiom that has no rule.

    >>> stated = b"<urn:x:p> <http://www.w3.org/2002/07/owl#inverseOf> <urn:x:q> . <urn:x:a> <urn:x:p> <urn:x:b> ."
    >>> for quad in Closure(ox.parse(stated, format=ox.RdfFormat.TURTLE)).inferred():
    ...     print(*quad.triple)
    <urn:x:b> <urn:x:q> <urn:x:a>
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        given = [*quads]
        for _, message in axiom_faults(given):
            raise DataError(message, path="ontology")
        self._stated: set[Triple] = {(quad.subject, quad.predicate, quad.object) for quad in given}
        self._inferred: set[Triple] = set()
        self._uses: dict[Key, list[_Use]] = {}
        #: The statements of the relations in which further premises are found, by relation and one end.
        self._ends: dict[Key, dict[tuple[int, Term], list[Triple]]] = {}
        for application in applications(self._stated):
            for premise in application.premises:
                others = _connected(premise, application.premises)
                self._uses.setdefault(key_of(premise), []).append((premise, others, application.conclusion))
                self._ends |= {key_of(other): {} for other in others}
        self._follow()

    def inferred(self) -> list[ox.Quad]:
        """Returns what follows and is not stated: quads of `.../inferred`, sorted. Lexical forms are kept."""
        return sorted((ox.Quad(*triple, _GRAPH) for triple in self._inferred), key=str)

    def _follow(self) -> None:
        """Looks at every statement once, until nothing new follows. No statement has a value as its subject."""
        waiting = list(self._stated)
        for triple in waiting:
            self._index(triple)
        while waiting:
            triple = waiting.pop()
            for premise, others, conclusion in self._uses.get(key_of(triple), ()):
                bindings = unify(premise, triple, {})
                if bindings is None:
                    continue
                for whole in self._found(others, bindings) if others else (bindings,):
                    made = filled(conclusion, whole)
                    if made in self._stated or made in self._inferred or isinstance(made[0], ox.Literal):
                        continue
                    self._inferred.add(made)
                    self._index(made)
                    waiting.append(made)

    def _index(self, triple: Triple) -> None:
        ends = self._ends.get(key_of(triple))
        if ends is not None:
            for place in (0, 2):
                ends.setdefault((place, triple[place]), []).append(triple)

    def _found(self, premises: Sequence[Pattern], bindings: Bindings) -> Iterator[Bindings]:
        """Yields the bindings under which premises hold, each found by an end that is bound when it comes."""
        if not premises:
            yield bindings
            return
        first, *rest = premises
        pattern = filled(first, bindings)
        place = 2 if isinstance(pattern[0], str) else 0
        for triple in tuple(self._ends[key_of(pattern)].get((place, pattern[place]), ())):
            more = unify(pattern, triple, bindings)
            if more is not None:
                yield from self._found(rest, more)


def _connected(start: Pattern, premises: Sequence[Pattern]) -> list[Pattern]:
    """Gives the premises besides one, in an order in which each shares a variable with those before it."""
    left, known, order = [premise for premise in premises if premise is not start], {start[0], start[2]}, []
    while left:
        following = next(premise for premise in left if known & {premise[0], premise[2]})
        left.remove(following)
        order.append(following)
        known |= {following[0], following[2]}
    return order
