"""The reference reasoner, and that the compiled rules close as it does, triple for triple."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from thbgraph.building import homes, sources
from thbgraph.reasoning.closure import Closure
from thbgraph.reasoning.owlrl_closure import owlrl_closure
from thbgraph.words.errors import DataError
from thbgraph.words.namespaces import RDF_TYPE
from whole import WHOLE

PREFIXES = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix : <http://e.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
#: owlrl states that a term is a kind of itself only of what is declared.
DECLARED = "".join(
    f":{name} a owl:{kind} .\n"
    for names, kind in (("ABCD", "Class"), ("pqrs", "ObjectProperty"))
    for name in names
)


def quads(turtle: str) -> list[ox.Quad]:
    return list(ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE))


def test_rdflib_is_left_as_it_was() -> None:
    # owlrl brings conversions by which "--10-18" is no day of the year, and validation comes after it.
    before = rdflib.NORMALIZE_LITERALS, dict(rdflib.term._toPythonMapping)
    owlrl_closure(quads(':a :p "--10-18"^^xsd:gMonthDay . :p rdfs:subPropertyOf :q .'))
    assert (rdflib.NORMALIZE_LITERALS, rdflib.term._toPythonMapping) == before
    assert not rdflib.Literal("--10-18", datatype=rdflib.XSD.gMonthDay).ill_typed


def part_of(data: Sequence[ox.Quad]) -> list[ox.Quad]:
    """What is said of every eighth thing where all is held, and of the first things, three or one, that have each property and each class."""
    about: dict[ox.NamedNode, list[ox.Quad]] = {}
    for quad in data:
        about.setdefault(quad.subject, []).append(quad)
    seen: Counter[tuple[ox.NamedNode, ...]] = Counter()
    chosen = []
    for number, said in enumerate(about.values()):
        kinds = {(q.predicate, q.object) if q.predicate.value == RDF_TYPE else (q.predicate,) for q in said}
        if (WHOLE and number % 8 == 0) or min(seen[kind] for kind in kinds) < (3 if WHOLE else 1):
            chosen += said
            seen.update(kinds)
    return chosen


def test_the_compiled_rules_close_the_real_ontology_over_a_part_of_the_data_as_owlrl_does() -> None:
    """A rule sees axioms and kinds of statements, and the part has all kinds; owlrl takes half a minute for the whole."""
    root = homes.home()
    data = part_of(sources.read_quads(root))
    assert len(data) > (4_000 if WHOLE else 1_000)
    asserted = [*(statement.quad for statement in sources.read_ontology(root)), *data]
    closed = Closure(asserted)
    assert closed.handed_over is None
    assert closed.inferred() == owlrl_closure(asserted)


classes = st.sampled_from([":A", ":B", ":C", ":D"])
properties = st.sampled_from([":p", ":q", ":r", ":s"])
things = st.sampled_from([":a", ":b", ":c", ":d"])
values = things | st.sampled_from(['"x"', '"x"@en', "7", '"07"^^xsd:integer'])


def written(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda parts: template.format(*parts))


described = classes | st.one_of(
    written("[ owl:unionOf ( {} {} ) ]", classes, classes),
    written("[ owl:intersectionOf ( {} {} {} ) ]", classes, classes, classes),
    written("[ owl:onProperty {} ; owl:someValuesFrom {} ]", properties, classes | st.just("owl:Thing")),
    written("[ owl:onProperty {} ; owl:allValuesFrom {} ]", properties, classes),
    written("[ owl:onProperty {} ; owl:hasValue {} ]", properties, values),
    written("[ owl:oneOf ( {} {} ) ]", things, values),
)
chains = st.lists(properties, min_size=1, max_size=4).map(" ".join)
axioms = st.one_of(
    written("{} rdfs:subClassOf {}", described, described),
    written("{} owl:equivalentClass {}", classes, described),
    written("{} owl:disjointWith {}", classes, classes),
    written("{} rdfs:subPropertyOf {}", properties, properties),
    written("{} owl:equivalentProperty {}", properties, properties),
    written("{} owl:inverseOf {}", properties, properties),
    written("{} rdfs:domain {}", properties, described),
    written("{} rdfs:range {}", properties, described),
    written("{} a owl:SymmetricProperty", properties),
    written("{} a owl:TransitiveProperty", properties),
    written("{} owl:propertyChainAxiom ( {} )", properties, chains),
)
equalities = st.one_of(
    written("{} a owl:FunctionalProperty", properties),
    written("{} a owl:InverseFunctionalProperty", properties),
    written("{} owl:sameAs {}", things, values),
    written(
        '{} rdfs:subClassOf [ owl:onProperty {} ; owl:maxCardinality "1"^^xsd:nonNegativeInteger ]',
        classes,
        properties,
    ),
    written(
        "{} rdfs:subClassOf [ owl:onProperty {} ; owl:onClass {} ; owl:maxQualifiedCardinality 1 ]",
        classes,
        properties,
        classes,
    ),
)
statements = written("{} {} {}", things, properties, values) | written("{} a {}", things, classes)


def is_closed_alike(*lines: list[str]) -> None:
    asserted = quads(DECLARED + "".join(f"{line} .\n" for part in lines for line in part))
    closed = Closure(asserted)
    assert closed.handed_over is None
    assert closed.inferred() == owlrl_closure(asserted)


@given(st.lists(axioms, max_size=6), st.lists(statements, max_size=8))
@settings(deadline=None, max_examples=60 if WHOLE else 30)
def test_generated_ontologies_are_closed_alike(ontology: list[str], data: list[str]) -> None:
    is_closed_alike(ontology, data)


@given(
    st.lists(axioms, max_size=3),
    st.lists(equalities, min_size=1, max_size=3),
    st.lists(statements, max_size=7),
)
@settings(deadline=None, max_examples=30 if WHOLE else 20)
def test_equalities_are_closed_alike(ontology: list[str], equal: list[str], data: list[str]) -> None:
    is_closed_alike(ontology, equal, data)


def test_a_list_without_end_is_an_error_that_says_so() -> None:
    with pytest.raises(DataError, match=r"owlrl cannot close the graph: .*; correct the list"):
        Closure(quads(":p owl:propertyChainAxiom :l . :l rdf:first :q ; rdf:rest :l ."))


@pytest.mark.parametrize(
    ("name", "turtle"),
    [
        ("rdf:type", ":p rdfs:subPropertyOf <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> . :a :p :A ."),
        ("owl:sameAs", "owl:sameAs rdfs:subPropertyOf :p . :a owl:sameAs :b ."),
        ("<http://e.org/p>", ":p owl:sameAs :q . :a :p :b ."),
        ("rdf:type", "rdf:type owl:sameAs :p . :A rdfs:subClassOf :B . :a a :A ."),
        ("xsd:integer", ":a a xsd:integer . :A rdfs:subClassOf :B . :b a :A ."),
        ("list", ":p owl:propertyChainAxiom [ a :A ] . :A rdfs:subClassOf :B ."),
        (
            "owl:maxCardinality",
            ':A owl:onProperty :p ; owl:maxCardinality "1"^^xsd:byte . :a a :A ; :p :b, :c .',
        ),
    ],
)
def test_what_is_not_compiled_is_named_and_goes_to_owlrl(name: str, turtle: str) -> None:
    closed = Closure(quads(turtle))
    assert closed.handed_over is not None and name in closed.handed_over
    assert closed.inferred() == owlrl_closure(quads(turtle)) != []
