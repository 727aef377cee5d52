"""Paths and surroundings, held against a search of our own over edges that SPARQL gives."""

from __future__ import annotations

import json
from collections import defaultdict, deque

import pytest

from command_line import run
from thbgraph.base.errors import RequestError, UnknownEntity
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.formats import write

_THINGS = """
SELECT DISTINCT ?thing {
  ?thing a thb:Entity MINUS { ?thing a skos:Concept } MINUS { ?thing a schema:Place MINUS { ?thing a schema:Country } }
}"""
_STATED = "FILTER(?g NOT IN (<https://w3id.org/thbgraph/inferred>, <https://w3id.org/thbgraph/computed>))"
_EDGES = (
    f"GRAPH ?g {{ ?a ?p ?b }} {_STATED} FILTER(?p != thb:instrument)",
    "?n thb:signatory|thb:consentingParty|thb:actor|thb:adoptingBody ?a ; thb:instrument ?b",
    "?n org:member ?a ; org:organization ?b",
    "?n thb:saidBy ?a ; thb:addressedTo|schema:about ?b",
)
PAIRS = [
    ("GRETA", "Finland"),
    ("UNICEF", "PACE"),
    ("Finland", "Brazil"),
    ("Blue Heart Campaign", "GRETA"),
    ("CBSS", "Council of Europe"),
    ("TF-THB", "IOM"),
    ("OSCE Action Plan", "Palermo Protocol"),
]


@pytest.fixture(scope="module")
def edges(graph: KnowledgeGraph) -> dict[str, set[str]]:
    """Which things are related, both ways."""
    things = {row.thing for row in graph.sparql(_THINGS)}
    found = defaultdict[str, set[str]](set)
    for pattern in _EDGES:
        for row in graph.sparql(f"SELECT DISTINCT ?a ?b {{ {pattern} FILTER(?a != ?b) }}"):
            if row.a in things and row.b in things:
                found[row.a.iri].add(row.b.iri)
                found[row.b.iri].add(row.a.iri)
    return found


def distance(edges: dict[str, set[str]], start: str) -> dict[str, int]:
    away, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for other in edges[here] - away.keys():
            away[other] = away[here] + 1
            waiting.append(other)
    return away


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_first_path_is_the_shortest(
    graph: KnowledgeGraph, edges: dict[str, set[str]], one: str, other: str
) -> None:
    found = graph.path(one, other)
    lengths = [len(path.steps) for path in found.paths]
    away = distance(edges, found.start.iri)
    assert lengths == sorted(lengths) and len(lengths) == 3
    assert lengths[0] == away[found.end.iri] and found.reached == len(away) - 1
    assert len({path.between for path in found.paths}) == 3


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_every_step_follows_on_the_last_and_is_said_by_somebody(
    graph: KnowledgeGraph, edges: dict[str, set[str]], one: str, other: str
) -> None:
    found = graph.path(one, other)
    for path in found.paths:
        assert path.steps[0].thing == found.start and path.steps[-1].other == found.end
        for before, after in zip(path.steps, path.steps[1:], strict=False):
            assert before.other == after.thing
        for step in path.steps:
            assert step.other.iri in edges[step.thing.iri] and step.bonds
            for bond in step.bonds:
                assert bond.sources and (bond.thing, bond.other) == (step.thing, step.other)
                about = {quad.graph_name.value for quad in graph.statements((bond.node or bond.thing).iri)}
                assert {mark.iri for mark in bond.sources} <= about


def test_the_other_way_round_is_as_long(graph: KnowledgeGraph) -> None:
    for one, other in PAIRS[:3]:
        there, back = graph.path(one, other, most=1), graph.path(other, one, most=1)
        assert len(there.paths[0].steps) == len(back.paths[0].steps)


def test_what_is_not_connected_is_said(graph: KnowledgeGraph, edges: dict[str, set[str]]) -> None:
    found = graph.path("Save the Children", "NATO")
    assert (
        found.paths == ()
        and found.over_topics
        and graph.find("NATO").iri not in distance(edges, found.start.iri)
    )
    assert "not connected by anything that the graph records, topics and places left out" in found.sentence
    wider = graph.path("Save the Children", "NATO", topics=True)
    assert wider.paths[0].between[0].label == "Trafficking in human beings" and not wider.over_topics


def test_alike_paths_over_states_are_told_once(graph: KnowledgeGraph) -> None:
    states = graph.index.classes
    between = [path.between for path in graph.path("CBSS", "EU", most=5).paths]
    kinds = [tuple("" if "thb:State" in states[one.iri] else one.iri for one in path) for path in between]
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize("pair", [("2-14", "GRETA"), ("GRETA", "source:editors"), ("GRETA", "GRETA")])
def test_what_has_no_path_is_refused(graph: KnowledgeGraph, pair: tuple[str, str]) -> None:
    with pytest.raises(RequestError, match=r"a path (needs two|is about)"):
        graph.path(*pair)
    with pytest.raises(UnknownEntity):
        graph.path("GRETA", "Atlantis")


def test_the_command_says_when_there_is_none() -> None:
    done = run("path", "Save the Children", "NATO")
    assert done.returncode == 1 and "not connected" in done.stdout and done.stderr == ""
    assert "--topics" in " ".join(done.stdout.split())
    done = run("path", "GRETA", "CETS 197", "--most", "1")
    assert done.returncode == 0 and "Path 1, two steps" in done.stdout and "Path 2" not in done.stdout
    assert run("path", "GRETA").returncode == 2


def test_a_path_has_every_format(graph: KnowledgeGraph) -> None:
    found = graph.path("GRETA", "Finland")
    assert all(write(found, form) for form in ("text", "markdown", "html", "csv"))
    fields = json.loads(write(found, "json"))
    assert len(fields["paths"]) == 3 and fields["sources"][0]["number"] == 1
    assert all(len(line) <= 80 for line in write(found, "text").splitlines() if "http" not in line)


@pytest.mark.parametrize("name", ["GRETA", "CBSS", "CETS 197", "Finland", "PACE", "UNICEF"])
def test_what_stands_around_is_what_is_related(
    graph: KnowledgeGraph, edges: dict[str, set[str]], name: str
) -> None:
    found = graph.around(name)
    assert {one.iri for one in found.others} == edges[found.thing.iri]
    bonds = [bond for relation in found.relations for bond in relation.bonds]
    assert all(bond.sources and bond.thing == found.thing for bond in bonds)
    assert [one.words for one in found.relations] == sorted({bond.words for bond in bonds})
    assert not any(
        one.words.endswith((" to of", " with of", " on of", "about"))
        for one in found.relations
        if one.bonds[0].node is None
    )


def test_relations_read_from_the_thing(graph: KnowledgeGraph) -> None:
    greta, finland = graph.around("Monitoring mechanism of CETS No. 197"), graph.around("CETS 197")
    words = {relation.words: [bond.other.label for bond in relation.bonds] for relation in finland.relations}
    assert "Finland" in words["signed by"] and "Finland" in words["consented to by"]
    assert finland.thing.label in {
        bond.other.label for one in greta.relations for bond in one.bonds if one.words == "monitors"
    }
    assert any(relation.words == "monitored by" for relation in finland.relations)


def test_topics_are_around_where_asked(graph: KnowledgeGraph) -> None:
    assert len(graph.around("GRETA", topics=True).others) > len(graph.around("GRETA").others)
    nothing = graph.around("Republic of the Congo").sentence
    assert "related to" in nothing
    assert run("around", "GRETA").stdout == str(graph.around("GRETA"))
