"""The rules by which statements follow from others, and what the axioms of an ontology make of them.

They are rules of OWL 2 RL (Profiles, section 4.3), under its names, for the axioms that an ontology here may have.
For what else RDFS and OWL can say there is no rule: `axioms` names and refuses it, so that nothing is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.terms import Term, Triple

#: `name  premises => conclusion  # in words`. Of ways to a statement that are equally short, the one by the rule
#: further up is told. Where a list stands for a property, its members lead from thing to thing, one after the other.
TABLE = """
cax-sco   ?c rdfs:subClassOf ?d . ?x a ?c => ?x a ?d              # the one class is a kind of the other
cax-eqc1  ?c owl:equivalentClass ?d . ?x a ?c => ?x a ?d          # the two classes are the same
cax-eqc2  ?c owl:equivalentClass ?d . ?x a ?d => ?x a ?c          # the two classes are the same
prp-dom   ?p rdfs:domain ?c . ?x ?p ?y => ?x a ?c                 # what has the property is of its domain
prp-rng   ?p rdfs:range ?c . ?x ?p ?y => ?y a ?c                  # what the property leads to is of its range
prp-symp  ?p a owl:SymmetricProperty . ?x ?p ?y => ?y ?p ?x       # the relation holds both ways
prp-spo1  ?p rdfs:subPropertyOf ?q . ?x ?p ?y => ?x ?q ?y         # the one relation is a kind of the other
prp-eqp1  ?p owl:equivalentProperty ?q . ?x ?p ?y => ?x ?q ?y     # the two relations are the same
prp-eqp2  ?p owl:equivalentProperty ?q . ?x ?q ?y => ?x ?p ?y     # the two relations are the same
prp-inv1  ?p owl:inverseOf ?q . ?x ?p ?y => ?y ?q ?x              # the one relation is the other, read the other way
prp-inv2  ?p owl:inverseOf ?q . ?x ?q ?y => ?y ?p ?x              # the one relation is the other, read the other way
prp-trp   ?p a owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z => ?x ?p ?z                    # the relation carries on
prp-spo2  ?p owl:propertyChainAxiom ?list . ?x ?list ?y => ?x ?p ?y                        # the relations together make the other
scm-sco   ?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?e => ?c rdfs:subClassOf ?e           # a kind of a kind is a kind
scm-spo   ?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?r => ?p rdfs:subPropertyOf ?r  # a kind of a kind is a kind
"""

#: Subject, predicate, object: terms, or variables by name ("?x").
Pattern: TypeAlias = tuple["Term | str", "Term | str", "Term | str"]
#: What variables stand for.
Bindings: TypeAlias = Mapping[str, Term]
#: What statements are found by: the predicate and, of a typing, the class.
Key: TypeAlias = tuple["Term | str", "Term | str | None"]

TYPE = ox.NamedNode(RDF_TYPE)
CHAIN = ox.NamedNode(PREFIXES["owl"] + "propertyChainAxiom")
FIRST, REST, NIL = (ox.NamedNode(PREFIXES["rdf"] + name) for name in ("first", "rest", "nil"))


class InferenceRule(NamedTuple):
    """A rule of the table: its name in the recommendation, premises, conclusion, and itself in words.

    The first premise is an axiom, which an ontology states.
    """

    name: str
    premises: tuple[Pattern, ...]
    conclusion: Pattern
    words: str


class List(NamedTuple):
    """A list that is well formed and not empty: its members, and its triples cell by cell."""

    members: tuple[Term, ...] = ()
    cells: tuple[Triple, ...] = ()


class Application(NamedTuple):
    """A rule under one axiom: the premises that are left and the conclusion, about named properties and classes.

    `axioms` are the statements of the ontology that it rests on, the triples of a list included; `rank` is the
    place of the rule in the table.
    """

    rank: int
    rule: InferenceRule
    axioms: tuple[Triple, ...]
    premises: tuple[Pattern, ...]
    conclusion: Pattern


def _pattern(text: str) -> Pattern:
    subject, predicate, thing = map(_term, text.split())
    return subject, predicate, thing


def _term(word: str) -> Term | str:
    prefix, colon, name = word.partition(":")
    return TYPE if word == "a" else ox.NamedNode(PREFIXES[prefix] + name) if colon else word


def _rule(line: str) -> InferenceRule:
    statements, _, words = line.partition("#")
    name, rest = statements.split(maxsplit=1)
    premises, _, conclusion = rest.partition("=>")
    return InferenceRule(
        name, tuple(map(_pattern, premises.split(" . "))), _pattern(conclusion), words.strip()
    )


def key_of(pattern: Pattern) -> Key:
    """Returns what statements that fit a pattern are found by."""
    _, predicate, thing = pattern
    return predicate, thing if predicate == TYPE else None


RULES = tuple(map(_rule, TABLE.strip().splitlines()))
#: What the axioms that rules read are found by.
AXIOMS = frozenset(key_of(rule.premises[0]) for rule in RULES)
LIST_PARTS = (FIRST, REST)


def is_axiom(triple: Triple) -> bool:
    """Says whether a rule reads a statement as an axiom, or as a part of a list in one."""
    return triple[1] in LIST_PARTS or key_of(triple) in AXIOMS


def unify(pattern: Pattern, triple: Triple, bindings: Bindings) -> Bindings | None:
    """Binds the variables of a pattern so that it is the triple; None where it cannot be."""
    found = dict(bindings)
    for part, term in zip(pattern, triple, strict=True):
        if (found.setdefault(part, term) if isinstance(part, str) else part) != term:
            return None
    return found


def filled(pattern: Pattern, bindings: Bindings) -> Pattern:
    """Puts terms for the variables that are bound."""
    subject, predicate, thing = pattern
    return (
        bindings.get(subject, subject) if isinstance(subject, str) else subject,
        bindings.get(predicate, predicate) if isinstance(predicate, str) else predicate,
        bindings.get(thing, thing) if isinstance(thing, str) else thing,
    )


def applications(triples: Iterable[Triple]) -> list[Application]:
    """Applies the rules to the axioms among some statements, in the order of the table.

    A rule that concludes axioms keeps all of its premises: it finds them as others find their data.
    """
    axioms = [triple for triple in triples if is_axiom(triple)]
    lists = lists_in(axioms)
    found = []
    for rank, rule in enumerate(RULES):
        axiom, *rest = rule.premises
        if key_of(rule.conclusion) in AXIOMS:
            found.append(Application(rank, rule, (), rule.premises, rule.conclusion))
            continue
        for triple in axioms:
            bindings = unify(axiom, triple, {})
            if bindings is None:
                continue
            chain = lists.get(triple[2], List())
            premises = [filled(premise, bindings) for premise in rest]
            if chain.members:
                premises = _chain(premises[0], chain.members)
            conclusion = filled(rule.conclusion, bindings)
            found.append(Application(rank, rule, (triple, *chain.cells), tuple(premises), conclusion))
    return found


def _chain(premise: Pattern, members: Sequence[Term]) -> list[Pattern]:
    """Gives the statements that lead from subject to object by each property of a list in turn."""
    start, _, end = premise
    stops = [start, *(f"{start}{number}" for number in range(1, len(members))), end]
    return list(zip(stops, members, stops[1:], strict=False))


def lists_in(triples: Iterable[Triple]) -> dict[Term, List]:
    """Gives the lists among some statements by their first cell."""
    parts: dict[tuple[Term, Term], list[Term]] = {}
    for subject, predicate, thing in triples:
        if predicate in LIST_PARTS:
            parts.setdefault((subject, predicate), []).append(thing)
    found = {cell: _list(cell, parts) for cell, _ in parts}
    return {cell: one for cell, one in found.items() if one is not None}


def _list(cell: Term, parts: Mapping[tuple[Term, Term], Sequence[Term]]) -> List | None:
    """Reads a list from its first cell; None where it is none."""
    members: list[Term] = []
    cells: list[Triple] = []
    while cell != NIL:
        first, rest = (parts.get((cell, part), ()) for part in LIST_PARTS)
        if len(first) != 1 or len(rest) != 1 or (cell, FIRST, first[0]) in cells:
            return None
        members.append(first[0])
        cells += [(cell, FIRST, first[0]), (cell, REST, rest[0])]
        cell = rest[0]
    return List(tuple(members), tuple(cells))
