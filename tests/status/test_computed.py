"""The computed graph: the same in any order, its periods without gap or overlap, and each with its grounds."""

from __future__ import annotations

import random
from itertools import groupby, pairwise

import pyoxigraph as ox
import pytest

from closing import matching
from real_quads import real_quads
from thbgraph.base.dates import OPEN_ENDS, day_after
from thbgraph.base.namespaces import COMPUTED_GRAPH, ID, RDF_TYPE, THB
from thbgraph.graph import KnowledgeGraph
from thbgraph.status.computed import computed
from thbgraph.stores.lines import key_of
from whole import WHOLE

PERIODS = """SELECT ?state ?treaty ?status ?first ?last ?open {
  ?period a thb:StatusPeriod ; thb:state ?state ; thb:instrument ?treaty ; thb:status ?status .
  OPTIONAL { ?period thb:firstDay ?first } OPTIONAL { ?period thb:lastDay ?last }
  OPTIONAL { ?period thb:actKind ?open } } ORDER BY ?state ?treaty ?first"""

#: The last day of former states under which an act is recorded and that nobody carries on.
ENDED = {ID + "csk": "1992-12-31", ID + "ddr": "1990-10-02", ID + "sfry": "1992-04-27"}


@pytest.fixture(scope="module")
def asserted() -> list[ox.Quad]:
    return list(real_quads())


@pytest.mark.slow
def test_the_order_of_the_statements_does_not_matter(graph: KnowledgeGraph, asserted: list[ox.Quad]) -> None:
    """In another one there is computed what a build holds, each statement once."""
    shuffled = list(asserted)
    random.Random(7).shuffle(shuffled)
    made = computed(shuffled)
    assert {*made} == {*graph.statements(graph=COMPUTED_GRAPH)} and len({*made}) == len(made)


def test_an_open_end_has_no_day(graph: KnowledgeGraph) -> None:
    """Whoever exports the graph or asks its endpoint would read the ends of the calendar as days."""
    values = {
        quad.object.value
        for quad in graph.statements(graph=COMPUTED_GRAPH)
        if isinstance(quad.object, ox.Literal)
    }
    assert len(values) > 1000 and values.isdisjoint(OPEN_ENDS)


@pytest.mark.parametrize(
    ("things", "day"),
    [
        ("?x thb:signatory|thb:consentingParty ?who", "earliest"),
        ("?x thb:signatory|thb:consentingParty ?who", "latest"),
        ("?x thb:status ?status FILTER(?status IN (thb:Contracting, thb:Party))", "firstDay"),
    ],
)
def test_what_questions_ask_for_without_optional_is_there(
    graph: KnowledgeGraph, things: str, day: str
) -> None:
    lacking = graph.sparql(f"SELECT ?x {{ {things} FILTER NOT EXISTS {{ ?x thb:{day} ?day }} }}")
    assert not list(lacking)


def test_every_day_has_one_status(graph: KnowledgeGraph) -> None:
    rows = graph.sparql(PERIODS)
    assert not isinstance(rows, bool | list)
    for _, group in groupby(rows, key=lambda row: (row.state.iri, row.treaty.iri)):
        found = list(group)
        for one, other in pairwise(found):
            assert one.last is not None and other.first is not None, one
            assert other.first.isoformat() == day_after(one.last.isoformat())
        last = found[-1].last
        assert (last and last.isoformat()) == ENDED.get(found[-1].state.iri)


def test_only_what_is_undetermined_is_open(graph: KnowledgeGraph) -> None:
    rows = graph.sparql(PERIODS)
    assert not isinstance(rows, bool | list)
    assert all((row.status.label == "undetermined") == (row.open is not None) for row in rows)
    assert {row.status.label for row in rows} == {
        "no act",
        "signatory",
        "contracting",
        "party",
        "former party",
        "undetermined",
        "not applicable",
    }


def test_every_ground_is_stated_by_a_source(graph: KnowledgeGraph, asserted: list[ox.Quad]) -> None:
    rows = graph.sparql("SELECT DISTINCT ?ground { ?node a thb:StatusPeriod ; prov:wasDerivedFrom ?ground }")
    assert not isinstance(rows, bool | list)
    stated = {quad.subject.value for quad in asserted}
    assert {row.ground.iri for row in rows} <= stated


def test_nobody_is_a_signatory_of_a_treaty_without_signature(graph: KnowledgeGraph) -> None:
    assert not graph.sparql(
        """ASK { ?treaty thb:isSigned false . ?period thb:instrument ?treaty .
      { ?period thb:status thb:Signatory } UNION { ?period thb:actKind thb:Signature } }""",
        form="ASK",
    )


def test_no_territory_has_a_status(graph: KnowledgeGraph) -> None:
    assert not graph.sparql(
        "ASK { ?period a thb:StatusPeriod ; thb:state ?who . ?who a thb:Territory }", form="ASK"
    )


def test_a_rule_that_contradicts_a_stated_day_is_computed_again_with_the_pages(graph: KnowledgeGraph) -> None:
    """Norway under ILO C105: two pages have its consent, one of them another entry into force than the rule gives."""
    match = matching(graph._store)
    (node,) = {
        row.period.iri
        for row in graph.sparql(
            "SELECT ?period { ?period thb:state id:nor ; thb:instrument id:ilo-c105 ; thb:status thb:Undetermined }"
        )
        if "1959" in row.period.iri
    }
    wanted = set(match(ox.NamedNode(node), None, None))
    assert wanted and wanted <= set(computed(graph.index.grounds().of([f"<{node}>"])[f"<{node}>"].quads))


def test_computing_again_over_the_grounds_of_a_node_gives_it_again(graph: KnowledgeGraph) -> None:
    match = matching(graph._store)
    nodes = sorted(
        {
            quad.subject.value
            for kind in ("StatusPeriod", "ComputedEntryIntoForce")
            for quad in match(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(THB + kind))
        }
    )
    # Bounds, successors, sources that differ.
    hard = ("/cets-197/", "/bih", "/mne", "/cpv", *(("/ilo-",) if WHOLE else ()))
    looked_at = [
        name
        for at, name in enumerate(nodes)
        if at % (25 if WHOLE else 100) == 0 or any(part in name for part in hard)
    ]
    known = graph.index.grounds().of(f"<{name}>" for name in looked_at)
    for name in looked_at:
        node = ox.NamedNode(name)
        wanted = {quad for quad in match(node, None, None) if quad.graph_name.value == COMPUTED_GRAPH}
        assert wanted <= set(computed(known[f"<{name}>"].quads)), name


def test_each_computed_statement_has_its_grounds(graph: KnowledgeGraph) -> None:
    """By one rule, with something that is stated."""
    quads = list(graph._store.graph(COMPUTED_GRAPH))
    keys = {key_of((quad.subject, quad.predicate, quad.object)) for quad in quads}
    found = graph.index.grounds().of(sorted(keys))
    assert keys == found.keys()
    assert all(one.quads for one in found.values())
