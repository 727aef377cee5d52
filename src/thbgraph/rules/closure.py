"""What follows from statements under their axioms, kept apart from what is stated, and why each of it follows.

The rules are applied to the axioms first, so that what is left of each is found by the property or class that it is
about; then every statement is looked at once, the inferred ones too, those of fewer steps first, until nothing new follows.
So all ways to a statement in the fewest steps are known before it is looked at (Knuth 1977).

A statement follows in as many ways as its premises are found; each of these is stated, or follows itself. The way with
the fewest steps is told, where a step that two premises need counts for both. Of several the one by the rule further up
in the table is told; then the one whose axioms and premises come first by name. Computed statements are no premises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.namespaces import INFERRED_GRAPH, PREFIXES
from ..base.terms import Term, Triple
from ..stores.lines import Premises, Rule, key_of_inferred, triple_of
from .rule_table import Application, Bindings, Key, Pattern, applications, filled, key_of, unify

_GRAPH = ox.NamedNode(INFERRED_GRAPH)
_KINDS = [ox.NamedNode(f"{PREFIXES['rdfs']}{name}") for name in ("subClassOf", "subPropertyOf")]
#: A premise that a new statement may be, the premises to find besides, each with an end that is known then, and the rule.
_Use: TypeAlias = tuple[Pattern, Sequence[Pattern], Application]


class _Way(NamedTuple):
    """A way to a statement: in how many steps it leads there, the rule under an axiom, and its premises."""

    steps: int
    application: Application
    premises: tuple[Triple, ...]

    @property
    def rests_on(self) -> tuple[Triple, ...]:
        """The axioms of the rule, and the premises."""
        return (*self.application.axioms, *self.premises)

    def is_preferred_to(self, other: _Way) -> bool:
        """Says whether it is told rather than another way; blank nodes have no names that stay."""
        cost, others = ((way.steps, way.application.rank) for way in (self, other))
        return cost < others if cost != others else _names(self.rests_on) < _names(other.rests_on)


def _names(triples: Iterable[Triple]) -> list[str]:
    terms = (term for triple in triples for term in triple)
    return ["" if isinstance(term, ox.BlankNode) else term.value for term in terms]


class Closure:
    """What follows from statements by the rules; an axiom that has none, which `axiom_faults` tells, is passed over.

    >>> stated = b"<urn:x:p> <http://www.w3.org/2002/07/owl#inverseOf> <urn:x:q> . <urn:x:a> <urn:x:p> <urn:x:b> ."
    >>> for quad in Closure(ox.parse(stated, format=ox.RdfFormat.TURTLE)).inferred():
    ...     print(*quad.triple)
    <urn:x:b> <urn:x:q> <urn:x:a>
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._ways = _Fixpoint({(quad.subject, quad.predicate, quad.object) for quad in quads}).ways

    def inferred(self) -> list[ox.Quad]:
        """Returns what follows and is not stated: quads of `.../inferred`, sorted. Lexical forms are kept."""
        return sorted((ox.Quad(*triple, _GRAPH) for triple in self._ways), key=str)

    def grounds(self, stated: Iterable[bytes]) -> Iterator[Premises]:
        """Yields on what each inferred statement rests; `stated` are the lines of what is stated, in order.

        Those are its axioms and premises in the order of its rule: lines of all graphs that state one, or that of one
        which is inferred.
        """
        used = {one for way in self._ways.values() for one in way.rests_on}
        written = {one: " ".join(map(str, one)).encode() for one in used}
        asserting: dict[bytes, tuple[str, ...]] = dict.fromkeys(written.values(), ())
        for triple, lines in groupby(stated, triple_of):
            if triple in asserting:
                asserting[triple] = tuple(line.decode() for line in lines)
        for conclusion, way in self._ways.items():
            sets = [asserting[written[one]] or (f"{key_of_inferred(one)} .\n",) for one in way.rests_on]
            rule = way.application.rule
            yield Premises(key_of_inferred(conclusion), Rule(rule.name, rule.words), sets)


class _Fixpoint:
    """The fixpoint: all that follows from stated triples, with the way to each that is told."""

    def __init__(self, stated: set[Triple]) -> None:
        self._stated = stated
        self.ways: dict[Triple, _Way] = {}
        self._uses: dict[Key, list[_Use]] = {}
        #: The statements of the relations in which further premises are found, by relation and one end.
        self._ends: dict[Key, dict[tuple[int, Term], list[Triple]]] = {}
        for application in applications(stated):
            for premise in application.premises:
                others = _connected(premise, application.premises)
                self._uses.setdefault(key_of(premise), []).append((premise, others, application))
                self._ends |= {key_of(other): {} for other in others}
        self._waiting: list[list[Triple]] = [list(stated)]
        for steps, triples in enumerate(self._waiting):  # which grows meanwhile
            for triple in triples:
                if not steps or self.ways[triple].steps == steps:  # else it was looked at before
                    self._look_at(triple, steps)

    def _look_at(self, triple: Triple, steps: int) -> None:
        """Finds what follows from a statement and those before it. No statement has a value as its subject."""
        key = key_of(triple)
        ends = self._ends.get(key)
        if ends is not None:
            for place in (0, 2):
                ends.setdefault((place, triple[place]), []).append(triple)
        for premise, others, application in self._uses.get(key, ()):
            bindings = unify(premise, triple, {})
            if bindings is None:
                continue
            for whole in self._joined(others, bindings) if others else (bindings,):
                made = filled(application.conclusion, whole)
                if made in self._stated or isinstance(made[0], ox.Literal) or _says_nothing(made):
                    continue
                premises: tuple[Any, ...] = (triple,)
                more = steps
                if others:
                    premises = tuple(filled(one, whole) for one in application.premises)
                    more = sum(self.ways[one].steps for one in premises if one not in self._stated)
                self._found(made, _Way(more + 1, application, premises))

    def _found(self, made: Triple, way: _Way) -> None:
        known = self.ways.get(made)
        if known is not None and not way.is_preferred_to(known):
            return
        self.ways[made] = way
        if known is None or way.steps < known.steps:
            self._waiting += ([] for _ in range(len(self._waiting), way.steps + 1))
            self._waiting[way.steps].append(made)

    def _joined(self, premises: Sequence[Pattern], bindings: Bindings) -> Iterator[Bindings]:
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
                yield from self._joined(rest, more)


def _says_nothing(triple: Triple) -> bool:
    """Says whether it is that a class or property is a kind of itself, as kinds of each other are."""
    return triple[0] == triple[2] and triple[1] in _KINDS


def _connected(start: Pattern, premises: Sequence[Pattern]) -> list[Pattern]:
    """Gives the premises besides one, in an order in which each shares a variable with those before it."""
    left, known, order = [premise for premise in premises if premise is not start], {start[0], start[2]}, []
    while left:
        following = next(premise for premise in left if known & {premise[0], premise[2]})
        left.remove(following)
        order.append(following)
        known |= {following[0], following[2]}
    return order
