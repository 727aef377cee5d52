"""The rules close as owlrl, the reference reasoner of OWL 2 RL, does: statement for statement about things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rdflib_engine import from_rdflib, to_rdflib
from thbgraph.base.namespaces import PREFIXES, RDF_TYPE
from thbgraph.base.terms import Term
from thbgraph.build import homes
from thbgraph.build import source_files as sources
from thbgraph.rules.closure import Closure
from whole import WHOLE

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
PROLOGUE = """
@prefix : <http://e.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def by_owlrl(asserted: Sequence[ox.Quad]) -> set[str]:
    """What owlrl adds, as lines; literals are names to it, so that it neither converts nor compares values."""
    import owlrl
    import rdflib

    conversions = rdflib.term._toPythonMapping
    own_conversions = dict(conversions)  # owlrl gives rdflib others, for gMonthDay a wrong one
    names: dict[Term, ox.NamedNode] = {}
    graph = rdflib.Graph()
    for subject, predicate, thing in (quad.triple for quad in asserted):
        if isinstance(thing, ox.Literal):
            thing = names.setdefault(thing, ox.NamedNode(f"urn:literal:{len(names)}"))
        graph.add(tuple(map(to_rdflib, (subject, predicate, thing))))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    conversions.clear()
    conversions.update(own_conversions)
    literals = {name: literal for literal, name in names.items()}
    found = (tuple(map(from_rdflib, triple)) for triple in graph)
    known = {str(quad.triple) for quad in asserted}
    return {
        line
        for subject, predicate, thing in found
        if isinstance(subject, ox.NamedNode) and subject not in literals
        if (line := str(ox.Triple(subject, predicate, literals.get(thing, thing)))) not in known
    }


def says_nothing_of_things(line: str, has_equivalents: bool) -> bool:
    """Whether a statement of owlrl's is left out here: about classes and properties it says what follows, but no rule needs it.

    These are: every class and property is a kind of itself and equal to itself, every class is one of things and
    above nothing, a relation has the domain and range of what it is a kind of and each wider class, kinds of each
    other are equal, equals are kinds of each other, and what OWL and RDFS say of their own terms. Of things: that
    they are things, and themselves.
    """
    subject, predicate, thing = line.split(" ", 2)
    name = predicate.strip("<>")
    if name in {_RDFS + "domain", _RDFS + "range", _OWL + "equivalentClass", _OWL + "equivalentProperty"}:
        return True
    if name in {_RDFS + "subClassOf", _RDFS + "subPropertyOf"}:
        return has_equivalents or subject == thing or _OWL in thing or _OWL in subject or _RDFS in subject
    return (name == _OWL + "sameAs" and subject == thing) or (
        name == RDF_TYPE and (_OWL in thing or _RDFS in thing)
    )


def is_closed_alike(asserted: Sequence[ox.Quad]) -> None:
    ours = {str(quad.triple) for quad in Closure(asserted).inferred()}
    theirs = by_owlrl(asserted)
    has_equivalents = any(quad.predicate.value.startswith(_OWL + "equivalent") for quad in asserted)
    assert ours <= theirs
    assert [line for line in theirs - ours if not says_nothing_of_things(line, has_equivalents)] == []


def part_of(data: Iterable[ox.Quad]) -> list[ox.Quad]:
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


@pytest.mark.slow
def test_the_real_ontology_over_a_part_of_the_data_is_closed_alike() -> None:
    """A rule sees axioms and kinds of statements, and the part has all kinds; owlrl takes half a minute for the whole."""
    root = homes.home()
    data = part_of(sources.read_quads(root))
    assert len(data) > (4_000 if WHOLE else 1_000)
    is_closed_alike([*(statement.quad for statement in sources.read_ontology(root)), *data])


classes, properties, things = (
    st.sampled_from([f":{name}" for name in names]) for names in ("ABCD", "pqrs", "abcd")
)
values = st.sampled_from(['"x"', '"x"@en', "7", '"07"^^xsd:integer', ":a"])


def written(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda parts: template.format(*parts))


chains = st.lists(properties, min_size=1, max_size=4).map(" ".join)
axioms = st.one_of(
    written("{} rdfs:subClassOf {}", classes, classes),
    written("{} owl:equivalentClass {}", classes, classes),
    written("{} rdfs:subPropertyOf {}", properties, properties),
    written("{} owl:equivalentProperty {}", properties, properties),
    written("{} owl:inverseOf {}", properties, properties),
    written("{} rdfs:domain {}", properties, classes),
    written("{} rdfs:range {}", properties, classes),
    written("{} a owl:SymmetricProperty", properties),
    written("{} a owl:TransitiveProperty", properties),
    written("{} owl:propertyChainAxiom ( {} )", properties, chains),
    written(":value {} :wider", st.sampled_from(["rdfs:subPropertyOf", "owl:equivalentProperty"])),
    written(":wider rdfs:domain {}", classes),
)
statements = st.one_of(
    written("{} {} {}", things, properties, things),
    written("{} :value {}", things, values),
    written("{} a {}", things, classes),
)


@given(st.lists(axioms, max_size=6), st.lists(statements, max_size=8))
@example([":A rdfs:subClassOf :B", ":B rdfs:subClassOf :A"], [])
@settings(deadline=None, max_examples=80 if WHOLE else 40)
def test_generated_ontologies_are_closed_alike(ontology: list[str], data: list[str]) -> None:
    text = PROLOGUE + "".join(f"{line} .\n" for line in [*ontology, *data])
    is_closed_alike(list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)))
