"""Facts: every statement is found by its thing, its property and its graph, and nothing else is."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.namespaces import RDF_TYPE
from thbgraph.base.triples import Fact, Facts, node_name

NAMES = st.sampled_from(["http://e.org/a", "http://e.org/b", "urn:c", RDF_TYPE]).map(ox.NamedNode)
BLANK = st.sampled_from(["a", "b"]).map(ox.BlankNode)
VALUES = st.one_of(
    NAMES,
    BLANK,
    st.builds(ox.Literal, st.sampled_from(["", "a", "b"])),
    st.just(ox.Literal("a", language="en")),
)
QUADS = st.lists(
    st.builds(ox.Quad, NAMES | BLANK, NAMES, VALUES, NAMES | st.just(ox.DefaultGraph())), max_size=9
)


@given(QUADS)
def test_every_statement_is_found_each_way(quads: list[ox.Quad]) -> None:
    facts = Facts(quads)
    assert len(list(facts)) == len(quads)
    assert facts.things == {node_name(quad.subject) for quad in quads}
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        fact = Fact(node_name(quad.subject), quad.predicate.value, quad.object, graph)
        assert fact in facts.about(fact.thing)[fact.prop]
        assert fact in facts.of(fact.thing, fact.prop) and fact in facts.with_property(fact.prop)
        assert fact.text in facts.texts(fact.thing, fact.prop)
        assert (fact.text in facts.classes(fact.thing)) >= (fact.prop == RDF_TYPE)


@given(QUADS, NAMES)
def test_some_properties_are_found_in_order_and_no_others(quads: list[ox.Quad], prop: ox.NamedNode) -> None:
    whole, part = Facts(quads), Facts(quads, {prop.value})
    found = whole.with_property(prop.value)
    assert found == sorted(found, key=lambda fact: fact.order) == part.with_property(prop.value)
    assert {fact.prop for fact in part} <= {prop.value}
    for thing in whole.things:
        texts = whole.texts(thing, prop.value)
        assert texts == sorted({fact.text for fact in whole.of(thing, prop.value)})
        assert whole.text(thing, prop.value) == (texts[0] if texts else None)


def test_what_nothing_is_stated_of_has_nothing() -> None:
    facts = Facts([])
    assert (facts.about("urn:x"), facts.of("urn:x", "urn:p"), facts.text("urn:x", "urn:p")) == ({}, [], None)
    assert (facts.classes("urn:x"), facts.graphs("urn:x")) == (frozenset(), ())
