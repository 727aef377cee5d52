"""What tests of reasoning share: small graphs closed as the build closes them, and a case for every rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyoxigraph as ox
import pytest

from thbgraph.reasoning.closure import Closure
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.protocol import Match
from thbgraph.treaties.computed import computed
from thbgraph.words.namespaces import PREFIXES

Close = Callable[..., Match]
#: Rule, data, a statement that its last step gives, and the number of steps.
Case = tuple[str, str, str, int]
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
PROLOGUE += "@prefix : <http://e.org/> .\n"


def match_in(quads: list[ox.Quad]) -> Match:
    """A store that holds quads, and all once more in the default graph, as a built one does."""
    return EmbeddedStore.holding(quads).match


@pytest.fixture(scope="session")
def close() -> Close:
    """Closes TriG or quads, computes, and gives what looks statements up; without `reason` it is closed by hand."""

    def closed(given: str | Sequence[ox.Quad], reason: bool = True) -> Match:
        asserted = (
            list(ox.parse((PROLOGUE + given).encode(), format=ox.RdfFormat.TRIG))
            if isinstance(given, str)
            else [*given]
        )
        return match_in([*asserted, *(Closure(asserted).inferred() if reason else ()), *computed(asserted)])

    return closed


@pytest.fixture(scope="session")
def rule_cases() -> Sequence[Case]:
    """All cases."""
    return RULES


#: A case for every rule of the table that concludes something.
RULES: list[Case] = [
    ("eq-sym", ":x owl:sameAs :y", ":y owl:sameAs :x", 1),
    ("eq-trans", ":x owl:sameAs :y . :y owl:sameAs :z", ":x owl:sameAs :z", 1),
    ("eq-rep-s", ":x owl:sameAs :y . :x :p :o", ":y :p :o", 1),
    ("eq-rep-p", ":p owl:sameAs :q . :x :p :o", ":x :q :o", 1),
    ("eq-rep-o", ":o owl:sameAs :t . :x :p :o", ":x :p :t", 1),
    ("prp-ap", "", "owl:versionInfo a owl:AnnotationProperty", 1),
    ("prp-dom", ":p rdfs:domain :C . :x :p :y", ":x a :C", 1),
    ("prp-rng", ":p rdfs:range :C . :x :p :y", ":y a :C", 1),
    ("prp-fp", ":p a owl:FunctionalProperty . :x :p :a , :b", ":a owl:sameAs :b", 1),
    ("prp-ifp", ":p a owl:InverseFunctionalProperty . :a :p :x . :b :p :x", ":a owl:sameAs :b", 1),
    ("prp-symp", ":p a owl:SymmetricProperty . :x :p :y", ":y :p :x", 1),
    ("prp-trp", ":p a owl:TransitiveProperty . :x :p :y . :y :p :z . :z :p :u", ":x :p :u", 2),
    ("prp-spo1", ":p rdfs:subPropertyOf :q . :x :p :y", ":x :q :y", 1),
    ("prp-spo2", ":p owl:propertyChainAxiom ( :q :r :s ) . :x :q :a . :a :r :b . :b :s :y", ":x :p :y", 1),
    ("prp-eqp1", ":p owl:equivalentProperty :q . :x :p :y", ":x :q :y", 1),
    ("prp-eqp2", ":p owl:equivalentProperty :q . :x :q :y", ":x :p :y", 1),
    ("prp-inv1", ":p owl:inverseOf :q . :x :p :y", ":y :q :x", 1),
    ("prp-inv2", ":p owl:inverseOf :q . :x :q :y", ":y :p :x", 1),
    ("prp-key", ":C owl:hasKey ( :p :q ) . :x a :C ; :p :a ; :q '1' . :y a :C ; :p :a ; :q '1'", ":x owl:sameAs :y", 1),
    ("cls-thing", "", "owl:Thing a owl:Class", 1),
    ("cls-nothing1", "", "owl:Nothing a owl:Class", 1),
    ("cls-int1", ":C owl:intersectionOf ( :A :B ) . :x a :A , :B", ":x a :C", 1),
    ("cls-int2", ":C owl:intersectionOf ( :A :B ) . :x a :C", ":x a :B", 1),
    ("cls-uni", ":C owl:unionOf ( :A :B ) . :x a :B", ":x a :C", 1),
    ("cls-svf1", ":C owl:someValuesFrom :D ; owl:onProperty :p . :x :p :y . :y a :D", ":x a :C", 1),
    ("cls-svf2", ":C owl:someValuesFrom owl:Thing ; owl:onProperty :p . :x :p :y", ":x a :C", 1),
    ("cls-avf", ":C owl:allValuesFrom :D ; owl:onProperty :p . :x a :C ; :p :y", ":y a :D", 1),
    ("cls-hv1", ":C owl:hasValue :y ; owl:onProperty :p . :x a :C", ":x :p :y", 1),
    ("cls-hv2", ":C owl:hasValue :y ; owl:onProperty :p . :x :p :y", ":x a :C", 1),
    ("cls-maxc2", ":C owl:maxCardinality '1'^^xsd:nonNegativeInteger ; owl:onProperty :p . :x a :C ; :p :a , :b", ":a owl:sameAs :b", 1),
    ("cls-maxqc3", ":C owl:maxQualifiedCardinality '1'^^xsd:nonNegativeInteger ; owl:onProperty :p ; owl:onClass :D ."
     " :x a :C ; :p :a , :b . :a a :D . :b a :D", ":a owl:sameAs :b", 1),
    ("cls-maxqc4", ":C owl:maxQualifiedCardinality '1'^^xsd:nonNegativeInteger ; owl:onProperty :p ; owl:onClass owl:Thing ."
     " :x a :C ; :p :a , :b", ":a owl:sameAs :b", 1),
    ("cls-oo", ":C owl:oneOf ( :x :y :z )", ":y a :C", 1),
    ("cax-sco", ":A rdfs:subClassOf :B . :x a :A", ":x a :B", 1),
    ("cax-eqc1", ":A owl:equivalentClass :B . :x a :A", ":x a :B", 1),
    ("cax-eqc2", ":A owl:equivalentClass :B . :x a :B", ":x a :A", 1),
    ("scm-cls", ":A a owl:Class", ":A rdfs:subClassOf owl:Thing", 1),
    ("scm-sco", ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :C rdfs:subClassOf :D", ":A rdfs:subClassOf :D", 2),
    ("scm-eqc1", ":A owl:equivalentClass :B", ":B rdfs:subClassOf :A", 1),
    ("scm-eqc2", ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A", ":B owl:equivalentClass :A", 1),
    ("scm-op", ":p a owl:ObjectProperty", ":p rdfs:subPropertyOf :p", 1),
    ("scm-dp", ":p a owl:DatatypeProperty", ":p owl:equivalentProperty :p", 1),
    ("scm-spo", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r", ":p rdfs:subPropertyOf :r", 1),
    ("scm-eqp1", ":p owl:equivalentProperty :q", ":q rdfs:subPropertyOf :p", 1),
    ("scm-eqp2", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p", ":p owl:equivalentProperty :q", 1),
    ("scm-dom1", ":p rdfs:domain :A . :A rdfs:subClassOf :B", ":p rdfs:domain :B", 1),
    ("scm-dom2", ":q rdfs:domain :A . :p rdfs:subPropertyOf :q", ":p rdfs:domain :A", 1),
    ("scm-rng1", ":p rdfs:range :A . :A rdfs:subClassOf :B", ":p rdfs:range :B", 1),
    ("scm-rng2", ":q rdfs:range :A . :p rdfs:subPropertyOf :q", ":p rdfs:range :A", 1),
    ("scm-hv", ":C owl:hasValue :v ; owl:onProperty :p . :D owl:hasValue :v ; owl:onProperty :q . :p rdfs:subPropertyOf :q",
     ":C rdfs:subClassOf :D", 1),
    ("scm-svf1", ":C owl:someValuesFrom :A ; owl:onProperty :p . :D owl:someValuesFrom :B ; owl:onProperty :p . :A rdfs:subClassOf :B",
     ":C rdfs:subClassOf :D", 1),
    ("scm-svf2", ":C owl:someValuesFrom :A ; owl:onProperty :p . :D owl:someValuesFrom :A ; owl:onProperty :q . :p rdfs:subPropertyOf :q",
     ":C rdfs:subClassOf :D", 1),
    ("scm-avf1", ":C owl:allValuesFrom :A ; owl:onProperty :p . :D owl:allValuesFrom :B ; owl:onProperty :p . :A rdfs:subClassOf :B",
     ":C rdfs:subClassOf :D", 1),
    ("scm-avf2", ":C owl:allValuesFrom :A ; owl:onProperty :p . :D owl:allValuesFrom :A ; owl:onProperty :q . :p rdfs:subPropertyOf :q",
     ":D rdfs:subClassOf :C", 1),
    ("scm-int", ":C owl:intersectionOf ( :A :B )", ":C rdfs:subClassOf :B", 1),
    ("scm-uni", ":C owl:unionOf ( :A :B )", ":B rdfs:subClassOf :C", 1),
    ("dt-type1", "", "xsd:decimal a rdfs:Datatype", 1),
]  # fmt: skip


@pytest.fixture(params=RULES, ids=[case[0] for case in RULES])
def rule_case(request: pytest.FixtureRequest, close: Close) -> tuple[Match, Case]:
    """Each case in turn, closed."""
    case: Case = request.param
    _, data, _, _ = case
    return close(f":g {{ {data} }}"), case
