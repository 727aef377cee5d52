"""Paths and surroundings, held against a search of our own over edges that SPARQL gives."""

from __future__ import annotations

import json
from collections import defaultdict, deque

import pytest

from command_line import run
from thbgraph.base.errors import ParameterError, RequestError
from thbgraph.base.printing import number_in_words
from thbgraph.graph import KnowledgeGraph
from thbgraph.reports.report import Report
from thbgraph.results.answer import Row
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


def steps(found: Report) -> dict[int, dict[int, list[Row]]]:
    """Returns the rows of each path by step."""
    paths: dict[int, dict[int, list[Row]]] = {}
    for row in found["paths"]:
        paths.setdefault(row.path, {}).setdefault(row.step, []).append(row)
    return paths


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_first_path_is_the_shortest(
    graph: KnowledgeGraph, edges: dict[str, set[str]], one: str, other: str
) -> None:
    found = steps(graph.report("path", start=one, end=other))
    lengths = [len(path) for path in found.values()]
    away = distance(edges, graph.find(one).iri)
    assert lengths == sorted(lengths) and len(lengths) == 3
    assert lengths[0] == away[graph.find(other).iri]
    between = {tuple(rows[0].other for rows in path.values()) for path in found.values()}
    assert len(between) == 3


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_every_step_follows_on_the_last_and_is_said_by_somebody(
    graph: KnowledgeGraph, edges: dict[str, set[str]], one: str, other: str
) -> None:
    for path in steps(graph.report("path", start=one, end=other)).values():
        here = graph.find(one).iri
        for rows in path.values():
            assert {row.thing.iri for row in rows} == {here} and len({row.other for row in rows}) == 1
            assert rows[0].other.iri in edges[here]
            for row in rows:
                about = {quad.graph_name.value for quad in graph.statements((row.node or row.thing).iri)}
                assert row.citation.graphs and {*row.citation.graphs} <= about
            here = rows[0].other.iri
        assert here == graph.find(other).iri


def test_the_other_way_round_is_as_long(graph: KnowledgeGraph) -> None:
    for one, other in PAIRS[:3]:
        there, back = (
            steps(graph.report("path", start=one, end=other, most=1)),
            steps(graph.report("path", start=other, end=one, most=1)),
        )
        assert len(there[1]) == len(back[1]) and len(there) == len(back) == 1


def test_what_is_not_connected_is_said(graph: KnowledgeGraph, edges: dict[str, set[str]]) -> None:
    found, away = (
        graph.report("path", start="Save the Children", end="NATO"),
        distance(edges, graph.find("Save the Children").iri),
    )
    assert "paths" not in found and graph.find("NATO").iri not in away
    assert "not connected by anything that the graph records, topics and places left out" in found.summary
    assert ", which connect them" in found.summary
    assert f"with {number_in_words(len(away) - 1)} other thing" in found.summary
    wider = graph.report("path", start="Save the Children", end="NATO", topics=True)
    assert steps(wider)[1][1][0].other.label == "Trafficking in human beings"


def test_alike_paths_over_states_are_shortened(graph: KnowledgeGraph) -> None:
    states = graph.index.classes
    found = steps(graph.report("path", start="CBSS", end="EU", most=5))
    between = [[path[step][0].other.iri for step in path][:-1] for path in found.values()]
    kinds = [tuple("" if "thb:State" in states[iri] else iri for iri in path) for path in between]
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("2-14", "GRETA"), "memo 2-14, not a thing"),
        (("GRETA", "source:editors"), "not a thing"),
        (("GRETA", "GRETA"), "give two different things"),
    ],
)
def test_what_has_no_path_is_refused(graph: KnowledgeGraph, pair: tuple[str, str], message: str) -> None:
    with pytest.raises(RequestError, match=message):
        graph.report("path", start=pair[0], end=pair[1])
    with pytest.raises(ParameterError, match="Atlantis"):
        graph.report("path", start="GRETA", end="Atlantis")


def test_the_command_says_when_there_is_none() -> None:
    done = run("path", "Save the Children", "NATO")
    assert done.returncode == 1 and "not connected" in done.stdout and done.stderr == ""
    assert "thbgraph path" not in done.stdout
    done = run("path", "GRETA", "CETS 197", "most=1")
    assert done.returncode == 0 and "Path 1: over" in done.stdout and "Path 2" not in done.stdout
    assert run("path", "GRETA").returncode == 2


def test_a_path_has_every_format(graph: KnowledgeGraph) -> None:
    found = graph.report("path", start="GRETA", end="Finland")
    assert all(write(found, form) for form in ("text", "markdown", "html", "csv"))
    fields = json.loads(write(found, "json"))
    (section,) = fields["sections"]
    assert {row["path"] for row in section["rows"]} == {1, 2, 3} and fields["sources"][0]["number"] == 1
    assert all(len(line) <= 80 for line in write(found, "text").splitlines() if "http" not in line)


@pytest.mark.parametrize("name", ["GRETA", "CBSS", "CETS 197", "Finland", "PACE", "UNICEF"])
def test_what_stands_around_is_what_is_related(
    graph: KnowledgeGraph, edges: dict[str, set[str]], name: str
) -> None:
    found, thing = graph.report("around", thing=name)["relations"], graph.find(name).iri
    assert {row.other.iri for row in found} == edges[thing]
    assert all(row.citation.graphs and row.thing.iri == thing for row in found)
    words = [row.words for row in found]
    assert words == sorted(words)
    assert not any(
        row.words.endswith((" to of", " with of", " on of", "about")) for row in found if row.node is None
    )


def test_relations_read_from_the_thing(graph: KnowledgeGraph) -> None:
    greta = graph.report("around", thing="Monitoring mechanism of CETS No. 197")["relations"]
    treaty = graph.report("around", thing="CETS 197")["relations"]
    words = {(row.words, row.other.label) for row in treaty}
    assert ("signed by", "Finland") in words and ("consented to by", "Finland") in words
    assert graph.find("CETS 197").iri in {row.other.iri for row in greta if row.words == "monitors"}
    assert any(row.words == "monitored by" for row in treaty)


def test_topics_are_around_where_asked(graph: KnowledgeGraph) -> None:
    assert len(graph.report("around", thing="GRETA", topics=True)["relations"]) > len(
        graph.report("around", thing="GRETA")["relations"]
    )
    nothing = graph.report("around", thing="Republic of the Congo").summary
    assert "related to" in nothing
    assert run("around", "GRETA").stdout == str(graph.report("around", thing="GRETA"))


def test_names_in_the_summary_have_their_article(graph: KnowledgeGraph) -> None:
    found = graph.report("path", start="Finland", end="OSCE Action Plan")
    over = "over the Organization for Security and Co-operation in Europe."
    assert found.summary.endswith(over) and "Finland and the OSCE Action Plan" in found.summary


def test_each_step_of_a_path_is_told_in_a_line_of_its_own(graph: KnowledgeGraph) -> None:
    found = graph.report("path", start="GRETA", end="UNODC", most=2)
    told = {row.says: row for row in found["paths"]}
    call = "The Parliamentary Assembly of the Council of Europe on the Group of Experts on Action against "
    call += "Trafficking in Human Beings (call): GRETA should have the money"
    assert any(
        line.startswith(call) for line in told
    )  # by who makes it, though the path comes from the other
    assert "Governments: advised by the International Organization for Migration" in told
    assert all(row.detail is None or line.endswith(row.detail) for line, row in told.items())
    shown = str(found)
    assert "Step 1: The Parliamentary" in shown and "; Beings" not in shown and "; Europe" not in shown
    assert "subject of" not in shown
