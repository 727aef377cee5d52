"""The OWL 2 RL/RDF rules, as data.

Source: OWL 2 Web Ontology Language Profiles (Second Edition), section 4.3, tables 4 to 9. Left out are the
rules whose conclusions the closure leaves out or that have literals as subjects: eq-ref and the datatype
rules dt-type2, dt-eq, dt-diff and dt-not-type. Read more widely than there, as owlrl does: a plain
rdf:Property counts for scm-op, and four more datatypes count for dt-type1.

A line of the table is `name | premises | conclusions | in words`. A rule without conclusions finds an
inconsistency. A premise about a list names how its members are used:

- `?l each ?c`: one case for each member;
- `?l pair ?a ?b`: one case for each two members, by their places;
- `?l every ?y`: a premise `?y rdf:type member` for all members;
- `?l chain ?x ?y`: premises that lead from ?x to ?y by each member, a property, in turn;
- `?l keys ?x ?y`: premises by which ?x and ?y share a value of each member, a property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.terms import Term, Triple

#: Subject, predicate, object: terms, or variables by name ("?x"); the predicate of a list premise is a word.
Pattern: TypeAlias = tuple["Term | str", "Term | str", "Term | str"]
#: What variables stand for.
Bindings: TypeAlias = Mapping[str, Term]

_TABLE = """
eq-sym | ?x owl:sameAs ?y | ?y owl:sameAs ?x | equality holds both ways
eq-trans | ?x owl:sameAs ?y . ?y owl:sameAs ?z | ?x owl:sameAs ?z | equality carries on
eq-rep-s | ?s owl:sameAs ?t . ?s ?p ?o | ?t ?p ?o | what is said of a thing holds for its equal
eq-rep-p | ?p owl:sameAs ?q . ?s ?p ?o | ?s ?q ?o | what a property says, its equal says
eq-rep-o | ?o owl:sameAs ?t . ?s ?p ?o | ?s ?p ?t | what leads to a thing leads to its equal
eq-diff1 | ?x owl:sameAs ?y . ?x owl:differentFrom ?y | | two things are equal and different
eq-diff2 | ?x rdf:type owl:AllDifferent . ?x owl:members ?l . ?l pair ?a ?b . ?a owl:sameAs ?b | | two things that all differ are equal
eq-diff3 | ?x rdf:type owl:AllDifferent . ?x owl:distinctMembers ?l . ?l pair ?a ?b . ?a owl:sameAs ?b | | two things that all differ are equal
prp-ap-label | | rdfs:label rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-ap-comment | | rdfs:comment rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-ap-see-also | | rdfs:seeAlso rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-ap-is-defined-by | | rdfs:isDefinedBy rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-ap-deprecated | | owl:deprecated rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-ap-version-info | | owl:versionInfo rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-ap-prior-version | | owl:priorVersion rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-ap-compatible | | owl:backwardCompatibleWith rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-ap-incompatible | | owl:incompatibleWith rdf:type owl:AnnotationProperty | an annotation property of OWL
prp-dom | ?p rdfs:domain ?c . ?x ?p ?y | ?x rdf:type ?c | what has the property is of its domain
prp-rng | ?p rdfs:range ?c . ?x ?p ?y | ?y rdf:type ?c | what the property leads to is of its range
prp-fp | ?p rdf:type owl:FunctionalProperty . ?x ?p ?a . ?x ?p ?b | ?a owl:sameAs ?b | the property has one value at most
prp-ifp | ?p rdf:type owl:InverseFunctionalProperty . ?a ?p ?y . ?b ?p ?y | ?a owl:sameAs ?b | the value belongs to one thing at most
prp-irp | ?p rdf:type owl:IrreflexiveProperty . ?x ?p ?x | | nothing stands in this relation to itself
prp-symp | ?p rdf:type owl:SymmetricProperty . ?x ?p ?y | ?y ?p ?x | the relation holds both ways
prp-asyp | ?p rdf:type owl:AsymmetricProperty . ?x ?p ?y . ?y ?p ?x | | the relation holds one way only
prp-trp | ?p rdf:type owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z | ?x ?p ?z | the relation carries on
prp-spo1 | ?p rdfs:subPropertyOf ?q . ?x ?p ?y | ?x ?q ?y | the one relation is a kind of the other
prp-spo2 | ?p owl:propertyChainAxiom ?l . ?l chain ?x ?y | ?x ?p ?y | the relations together make the other
prp-eqp1 | ?p owl:equivalentProperty ?q . ?x ?p ?y | ?x ?q ?y | the two relations are the same
prp-eqp2 | ?p owl:equivalentProperty ?q . ?x ?q ?y | ?x ?p ?y | the two relations are the same
prp-pdw | ?p owl:propertyDisjointWith ?q . ?x ?p ?y . ?x ?q ?y | | the two relations exclude each other
prp-adp | ?x rdf:type owl:AllDisjointProperties . ?x owl:members ?l . ?l pair ?p ?q . ?u ?p ?v . ?u ?q ?v | | the relations exclude each other
prp-inv1 | ?p owl:inverseOf ?q . ?x ?p ?y | ?y ?q ?x | the one relation is the other, read the other way
prp-inv2 | ?p owl:inverseOf ?q . ?x ?q ?y | ?y ?p ?x | the one relation is the other, read the other way
prp-key | ?c owl:hasKey ?l . ?l keys ?x ?y . ?x rdf:type ?c . ?y rdf:type ?c | ?x owl:sameAs ?y | they share the values that identify such things
prp-npa1 | ?n owl:sourceIndividual ?x . ?n owl:assertionProperty ?p . ?n owl:targetIndividual ?y . ?x ?p ?y | | it is said not to be so
prp-npa2 | ?n owl:sourceIndividual ?x . ?n owl:assertionProperty ?p . ?n owl:targetValue ?y . ?x ?p ?y | | it is said not to be so
cls-thing | | owl:Thing rdf:type owl:Class | a class of OWL
cls-nothing1 | | owl:Nothing rdf:type owl:Class | a class of OWL
cls-nothing2 | ?x rdf:type owl:Nothing | | nothing is of this class
cls-int1 | ?c owl:intersectionOf ?l . ?l every ?y | ?y rdf:type ?c | what is of all these classes is of their intersection
cls-int2 | ?c owl:intersectionOf ?l . ?l each ?d . ?y rdf:type ?c | ?y rdf:type ?d | what is of an intersection is of each of its classes
cls-uni | ?c owl:unionOf ?l . ?l each ?d . ?y rdf:type ?d | ?y rdf:type ?c | what is of one of the classes is of their union
cls-com | ?c owl:complementOf ?d . ?x rdf:type ?c . ?x rdf:type ?d | | nothing is of a class and of its complement
cls-svf1 | ?c owl:someValuesFrom ?d . ?c owl:onProperty ?p . ?x ?p ?y . ?y rdf:type ?d | ?x rdf:type ?c | what has such a value is of the class
cls-svf2 | ?c owl:someValuesFrom owl:Thing . ?c owl:onProperty ?p . ?x ?p ?y | ?x rdf:type ?c | what has a value is of the class
cls-avf | ?c owl:allValuesFrom ?d . ?c owl:onProperty ?p . ?x rdf:type ?c . ?x ?p ?y | ?y rdf:type ?d | all values of such a thing are of the other class
cls-hv1 | ?c owl:hasValue ?y . ?c owl:onProperty ?p . ?x rdf:type ?c | ?x ?p ?y | such a thing has this value
cls-hv2 | ?c owl:hasValue ?y . ?c owl:onProperty ?p . ?x ?p ?y | ?x rdf:type ?c | what has this value is of the class
cls-maxc1 | ?c owl:maxCardinality 0 . ?c owl:onProperty ?p . ?x rdf:type ?c . ?x ?p ?y | | such a thing has no value
cls-maxc2 | ?c owl:maxCardinality 1 . ?c owl:onProperty ?p . ?x rdf:type ?c . ?x ?p ?a . ?x ?p ?b | ?a owl:sameAs ?b | such a thing has one value at most
cls-maxqc1 | ?c owl:maxQualifiedCardinality 0 . ?c owl:onProperty ?p . ?c owl:onClass ?d . ?x rdf:type ?c . ?x ?p ?y . ?y rdf:type ?d | | such a thing has no such value
cls-maxqc2 | ?c owl:maxQualifiedCardinality 0 . ?c owl:onProperty ?p . ?c owl:onClass owl:Thing . ?x rdf:type ?c . ?x ?p ?y | | such a thing has no value
cls-maxqc3 | ?c owl:maxQualifiedCardinality 1 . ?c owl:onProperty ?p . ?c owl:onClass ?d . ?x rdf:type ?c . ?x ?p ?a . ?a rdf:type ?d . ?x ?p ?b . ?b rdf:type ?d | ?a owl:sameAs ?b | such a thing has one such value at most
cls-maxqc4 | ?c owl:maxQualifiedCardinality 1 . ?c owl:onProperty ?p . ?c owl:onClass owl:Thing . ?x rdf:type ?c . ?x ?p ?a . ?x ?p ?b | ?a owl:sameAs ?b | such a thing has one value at most
cls-oo | ?c owl:oneOf ?l . ?l each ?x | ?x rdf:type ?c | it is one of those that the class lists
cax-sco | ?c rdfs:subClassOf ?d . ?x rdf:type ?c | ?x rdf:type ?d | the one class is a kind of the other
cax-eqc1 | ?c owl:equivalentClass ?d . ?x rdf:type ?c | ?x rdf:type ?d | the two classes are the same
cax-eqc2 | ?c owl:equivalentClass ?d . ?x rdf:type ?d | ?x rdf:type ?c | the two classes are the same
cax-dw | ?c owl:disjointWith ?d . ?x rdf:type ?c . ?x rdf:type ?d | | the two classes exclude each other
cax-adc | ?n rdf:type owl:AllDisjointClasses . ?n owl:members ?l . ?l pair ?c ?d . ?x rdf:type ?c . ?x rdf:type ?d | | the classes exclude each other
scm-cls | ?c rdf:type owl:Class | ?c rdfs:subClassOf ?c . ?c owl:equivalentClass ?c . ?c rdfs:subClassOf owl:Thing . owl:Nothing rdfs:subClassOf ?c | every class is a kind of itself and of what is
scm-sco | ?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?e | ?c rdfs:subClassOf ?e | a kind of a kind is a kind
scm-eqc1 | ?c owl:equivalentClass ?d | ?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?c | equal classes are kinds of each other
scm-eqc2 | ?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?c | ?c owl:equivalentClass ?d | kinds of each other are equal classes
scm-op | ?p rdf:type owl:ObjectProperty | ?p rdfs:subPropertyOf ?p . ?p owl:equivalentProperty ?p | every relation is a kind of itself
scm-op | ?p rdf:type rdf:Property | ?p rdfs:subPropertyOf ?p . ?p owl:equivalentProperty ?p | every relation is a kind of itself
scm-dp | ?p rdf:type owl:DatatypeProperty | ?p rdfs:subPropertyOf ?p . ?p owl:equivalentProperty ?p | every relation is a kind of itself
scm-spo | ?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?r | ?p rdfs:subPropertyOf ?r | a kind of a kind is a kind
scm-eqp1 | ?p owl:equivalentProperty ?q | ?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?p | equal relations are kinds of each other
scm-eqp2 | ?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?p | ?p owl:equivalentProperty ?q | kinds of each other are equal relations
scm-dom1 | ?p rdfs:domain ?c . ?c rdfs:subClassOf ?d | ?p rdfs:domain ?d | a domain is also each wider class
scm-dom2 | ?q rdfs:domain ?c . ?p rdfs:subPropertyOf ?q | ?p rdfs:domain ?c | a kind of a relation has its domain
scm-rng1 | ?p rdfs:range ?c . ?c rdfs:subClassOf ?d | ?p rdfs:range ?d | a range is also each wider class
scm-rng2 | ?q rdfs:range ?c . ?p rdfs:subPropertyOf ?q | ?p rdfs:range ?c | a kind of a relation has its range
scm-hv | ?c owl:hasValue ?v . ?c owl:onProperty ?p . ?d owl:hasValue ?v . ?d owl:onProperty ?q . ?p rdfs:subPropertyOf ?q | ?c rdfs:subClassOf ?d | the condition of the one class is narrower
scm-svf1 | ?c owl:someValuesFrom ?a . ?c owl:onProperty ?p . ?d owl:someValuesFrom ?b . ?d owl:onProperty ?p . ?a rdfs:subClassOf ?b | ?c rdfs:subClassOf ?d | the condition of the one class is narrower
scm-svf2 | ?c owl:someValuesFrom ?a . ?c owl:onProperty ?p . ?d owl:someValuesFrom ?a . ?d owl:onProperty ?q . ?p rdfs:subPropertyOf ?q | ?c rdfs:subClassOf ?d | the condition of the one class is narrower
scm-avf1 | ?c owl:allValuesFrom ?a . ?c owl:onProperty ?p . ?d owl:allValuesFrom ?b . ?d owl:onProperty ?p . ?a rdfs:subClassOf ?b | ?c rdfs:subClassOf ?d | the condition of the one class is narrower
scm-avf2 | ?c owl:allValuesFrom ?a . ?c owl:onProperty ?p . ?d owl:allValuesFrom ?a . ?d owl:onProperty ?q . ?p rdfs:subPropertyOf ?q | ?d rdfs:subClassOf ?c | the condition of the one class is narrower
scm-int | ?c owl:intersectionOf ?l . ?l each ?d | ?c rdfs:subClassOf ?d | an intersection is a kind of each of its classes
scm-uni | ?c owl:unionOf ?l . ?l each ?d | ?d rdfs:subClassOf ?c | each of its classes is a kind of a union
"""

_DATATYPES = """
rdf:HTML rdf:PlainLiteral rdf:XMLLiteral rdf:langString rdfs:Literal xsd:NCName xsd:NMTOKEN xsd:Name
xsd:anyURI xsd:base64Binary xsd:boolean xsd:byte xsd:date xsd:dateTime xsd:dateTimeStamp xsd:decimal
xsd:double xsd:float xsd:hexBinary xsd:int xsd:integer xsd:language xsd:long xsd:negativeInteger
xsd:nonNegativeInteger xsd:nonPositiveInteger xsd:normalizedString xsd:positiveInteger xsd:short xsd:string
xsd:time xsd:token xsd:unsignedByte xsd:unsignedInt xsd:unsignedLong xsd:unsignedShort
"""
_DATATYPE = "dt-type1 | | {} rdf:type rdfs:Datatype | a datatype of OWL"

#: The predicates of premises about lists.
LIST_WORDS = frozenset({"each", "pair", "every", "chain", "keys"})
#: What statements give that contradict each other, by a rule without conclusions: that nothing is.
CONTRADICTION: tuple[Term, ox.NamedNode, Term] = (
    ox.NamedNode(PREFIXES["owl"] + "Thing"),
    ox.NamedNode(PREFIXES["rdfs"] + "subClassOf"),
    ox.NamedNode(PREFIXES["owl"] + "Nothing"),
)
TYPE = ox.NamedNode(RDF_TYPE)
FIRST, REST, NIL = (ox.NamedNode(PREFIXES["rdf"] + name) for name in ("first", "rest", "nil"))
SAME = ox.NamedNode(PREFIXES["owl"] + "sameAs")
#: Of these classes all things are, so that a closure does not say so.
EMPTY_TYPES = (ox.NamedNode(PREFIXES["owl"] + "Thing"), ox.NamedNode(PREFIXES["rdfs"] + "Resource"))
CARDINALITIES = tuple(
    ox.NamedNode(PREFIXES["owl"] + name) for name in ("maxCardinality", "maxQualifiedCardinality")
)
COUNT, _INTEGER = (ox.NamedNode(PREFIXES["xsd"] + name) for name in ("nonNegativeInteger", "integer"))


class ListPremise(NamedTuple):
    """A premise about a list: the list, how its members are used, and the variables that use them."""

    list: Term | str
    word: str
    arguments: tuple[str, ...]


class OwlRule(NamedTuple):
    """A rule: its name in the recommendation, premises, conclusions (none: an inconsistency), and words."""

    name: str
    premises: tuple[Pattern | ListPremise, ...]
    conclusions: tuple[Pattern, ...]
    words: str


@cache
def owl_rules() -> tuple[OwlRule, ...]:
    """Gives the rules in the order of the recommendation's tables."""
    lines = _TABLE.strip().splitlines() + [_DATATYPE.format(name) for name in _DATATYPES.split()]
    return tuple(_rule(line) for line in lines)


def datatypes() -> Iterator[ox.NamedNode]:
    """Yields the datatypes of OWL 2 RL."""
    for name in _DATATYPES.split():
        prefix, _, local = name.partition(":")
        yield ox.NamedNode(PREFIXES[prefix] + local)


def fits(constant: Term, term: Term) -> bool:
    """Says whether a term is a constant of the rules; a store may keep a count as another kind of integer.

    >>> one = ox.Literal("1", datatype=COUNT)
    >>> fits(one, ox.Literal(1)), fits(one, ox.Literal("1"))
    (True, False)
    """
    if isinstance(constant, ox.Literal) and isinstance(term, ox.Literal):
        return constant.value == term.value and term.datatype in (COUNT, _INTEGER)
    return bool(constant == term)


def unify(pattern: Pattern, triple: Triple, bindings: Bindings) -> Bindings | None:
    """Binds the variables of a pattern so that it is the triple; None where it cannot be."""
    found = dict(bindings)
    for part, term in zip(pattern, triple, strict=True):
        if not isinstance(part, str):
            if not fits(part, term):
                return None
        elif found.setdefault(part, term) != term:
            return None
    return found


def unfold(
    premise: ListPremise, members: Sequence[Term]
) -> Iterator[tuple[Mapping[str, Term], tuple[Pattern, ...]]]:
    """Yields the cases of a premise about a list of known members: what it binds, and the premises it becomes.

    A chain of three properties from ?x to ?y passes by the variables `?x1` and `?x2`. A list without members
    has no case: it names no classes, properties or keys.
    """
    if not members:
        return
    match premise.word, premise.arguments:
        case "each", (member,):
            yield from (({member: term}, ()) for term in members)
        case "pair", (one, other):
            for place, term in enumerate(members):
                yield from (({one: term, other: later}, ()) for later in members[place + 1 :])
        case "every", (thing,):
            yield {}, tuple((thing, TYPE, member) for member in members)
        case "chain", (start, end):
            stops = [start, *(f"{start}{number}" for number in range(1, len(members))), end]
            yield {}, tuple(zip(stops, members, stops[1:], strict=False))
        case _, (one, other):
            shared = [f"{one}{number}" for number in range(len(members))]
            pairs = zip(members, shared, strict=True)
            yield {}, tuple((thing, key, value) for key, value in pairs for thing in (one, other))


def _rule(line: str) -> OwlRule:
    name, premises, conclusions, words = (part.strip() for part in line.split("|"))
    name = "prp-ap" if name.startswith("prp-ap-") else name
    read = tuple(_premise(text.split()) for text in premises.split(" . ") if text)
    told = tuple(_pattern(text.split()) for text in conclusions.split(" . ") if text)
    return OwlRule(name, read, told, words)


def _premise(words: list[str]) -> Pattern | ListPremise:
    if words[1] in LIST_WORDS:
        return ListPremise(words[0], words[1], tuple(words[2:]))
    return _pattern(words)


def _pattern(words: list[str]) -> Pattern:
    subject, predicate, thing = (_term(word) for word in words)
    return subject, predicate, thing


def _term(word: str) -> Term | str:
    if word.startswith("?"):
        return word
    if word.isdigit():
        return ox.Literal(word, datatype=COUNT)
    prefix, _, local = word.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)
