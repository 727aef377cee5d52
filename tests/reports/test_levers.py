"""Levers, held against the questions that they are made of, and the graph by queries of their own."""

from __future__ import annotations

import pytest

from command_line import run
from thbgraph.base.errors import ParameterError, RequestError
from thbgraph.graph import KnowledgeGraph
from thbgraph.reports.report import Report
from thbgraph.results.formats import write

DAY = "2013-01-01"


@pytest.fixture(scope="module")
def levers(graph: KnowledgeGraph) -> Report:
    return graph.report("levers", group="CBSS", as_of=DAY)


def pairs(graph: KnowledgeGraph, kind: str) -> set[tuple[str, str]]:
    answer = graph.sparql(
        f"SELECT ?statement ?measure {{ ?statement a thb:{kind} ; thb:saidBy ?who ; thb:asksFor ?measure }}"
    )
    return {(row.statement.iri, row.measure.iri) for row in answer}


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("called-for", ("Call", "Proposal", "Task")),
        ("advised", ("Advice",)),
        ("committed", ("Commitment",)),
    ],
)
def test_every_statement_that_asks_for_a_measure_is_told(
    graph: KnowledgeGraph, levers: Report, part: str, kinds: tuple[str, ...]
) -> None:
    told = {(row.statement.iri, row.measure.iri) for row in levers[part]}
    assert told == set().union(*(pairs(graph, kind) for kind in kinds)) and told


def test_what_is_lacking_is_a_gap_or_a_weakness(graph: KnowledgeGraph, levers: Report) -> None:
    lacking = {row.statement.iri for row in levers["lacking"]}
    found = graph.sparql(
        "SELECT ?s { { ?s a thb:Gap } UNION { ?s a thb:Assessment ; dcterms:type id:weakness } }"
    )
    assert lacking and lacking <= {row.s.iri for row in found}


def test_states_that_have_not_joined_are_those_of_the_matrix(graph: KnowledgeGraph, levers: Report) -> None:
    by_part = {"not-ratified": "Signatory", "not-signed": "NoAct", "unknown": "Undetermined"}
    answer = graph.ask("status-matrix", group="CBSS", asOf=DAY)
    for part, status in by_part.items():
        assert [(row.instrument, row.country) for row in levers[part]] == [
            (row.instrument, row.country) for row in answer if row.status.iri.endswith(f"#{status}")
        ]
    assert "Lithuania" not in {str(row.country) for row in levers["not-ratified"] if "197" in str(row)}


def test_calls_are_those_of_calls_since_met_on_members_of_the_group(
    graph: KnowledgeGraph, levers: Report
) -> None:
    states = {row.country for row in graph.ask("status-matrix", group="CBSS", asOf=DAY)}
    answer = [row for row in graph.ask("calls-since-met", asOf=DAY) if row.party in states]
    for part, said in (("met", "met"), ("open-calls", "open")):
        assert [row.values for row in levers[part]] == [row.values for row in answer if row.answer == said]
    assert {"Finland", "Sweden", "Russia"} <= {
        row.party.label for part in ("met", "open-calls") for row in levers[part]
    }
    text = " ".join(str(levers).split())
    assert "Finland (30 May 2012)" in text.partition("have since been met")[2]


def test_a_statement_stands_once_with_all_its_measures(levers: Report) -> None:
    (section,) = (
        one for one in levers.document().sections if one.title == "What parliamentarians are advised to do"
    )
    (block,) = section.blocks
    texts = [str(one.value) for one in block.items]
    assert len(texts) == len(set(texts)) == len({row.statement for row in levers["advised"]})
    assert "score" not in str(levers) and "does not show that it was its cause" in " ".join(
        str(levers).split()
    )


def test_every_tool_stands_once(graph: KnowledgeGraph, levers: Report) -> None:
    books = {row.handbook.label for row in graph.ask("handbooks", audience="parliamentarians")}
    (section,) = (one for one in levers.document().sections if one.title.startswith("Handbooks"))
    (block,) = section.blocks
    assert {one.value.label for one in block.items} == books and len(block.items) == len(books)


def test_dates_are_the_ends_of_what_runs_on_the_day(graph: KnowledgeGraph) -> None:
    """TF-THB's mandate ends on 30 June 2011, and its strategy with 2010 (memo 5-2 and 5-4)."""
    ends = {
        row.what.label: str(row.end)
        for row in graph.report("levers", group="CBSS", as_of="2010-02-23")["dates"]
    }
    assert ends["Mandate of the TF-THB"] == "2011-06-30"
    assert ends["TF-THB Strategy for the CBSS Region 2008-2010"] == "2010"


def test_all_that_is_said_has_sources(levers: Report) -> None:
    for part in levers.parts:
        assert all(row.citation and row.citation.statements for row in part.answer), part.name


def test_a_later_call_is_not_told_before_its_day(graph: KnowledgeGraph) -> None:
    early = graph.report("levers", group="CBSS", as_of="2009-01-01")
    assert "26 January 2010" not in str(early).partition("Sources")[0] and "open-calls" not in early


def test_the_command_prints_it(levers: Report) -> None:
    done = run("levers", "CBSS", f"asOf={DAY}")
    assert done.returncode == 0 and done.stdout == write(levers, "text")
    assert all(len(line) <= 80 for line in done.stdout.splitlines() if "http" not in line)
    assert run("levers", "Atlantis").returncode == 2


def test_wrong_arguments_are_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="nothing in the graph is called 'Atlantis'"):
        graph.report("levers", group="Atlantis")
    with pytest.raises(RequestError, match="no state is recorded as a member of"):
        graph.report("levers", group="UNICEF")
    with pytest.raises(ParameterError):
        graph.report("levers", group="CBSS", as_of="soon")
