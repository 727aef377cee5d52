"""Levers, held against the questions that they join, and the graph by queries of their own."""

from __future__ import annotations

from collections import Counter

import pytest

from command_line import run
from thbgraph.base.errors import ParameterError
from thbgraph.graph import KnowledgeGraph
from thbgraph.reports.levers import Levers
from thbgraph.results.formats import write

DAY = "2013-01-01"


@pytest.fixture(scope="module")
def levers(graph: KnowledgeGraph) -> Levers:
    return graph.levers("CBSS", as_of=DAY)


def pairs(graph: KnowledgeGraph, kind: str) -> set[tuple[str, str]]:
    answer = graph.sparql(
        f"SELECT ?statement ?measure {{ ?statement a thb:{kind} ; thb:saidBy ?who ; thb:asksFor ?measure }}"
    )
    return {(row.statement.iri, row.measure.iri) for row in answer}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("part", "kinds"),
    [("calls", ("Call", "Proposal", "Task")), ("advice", ("Advice",)), ("commitments", ("Commitment",))],
)
def test_every_statement_that_asks_for_a_measure_is_told(
    graph: KnowledgeGraph, levers: Levers, part: str, kinds: tuple[str, ...]
) -> None:
    told = {
        (saying.statement.iri, one.measure.iri) for one in levers.measures for saying in getattr(one, part)
    }
    assert told == set().union(*(pairs(graph, kind) for kind in kinds)) and told


def test_what_is_lacking_is_a_gap_or_a_weakness(graph: KnowledgeGraph, levers: Levers) -> None:
    lacking = {saying.statement.iri for one in levers.measures for saying in one.lacking}
    found = graph.sparql(
        "SELECT ?s { { ?s a thb:Gap } UNION { ?s a thb:Assessment ; dcterms:type id:weakness } }"
    )
    assert lacking and lacking <= {row.s.iri for row in found}  # type: ignore[union-attr]


def test_states_that_have_not_joined_are_those_of_the_matrix(graph: KnowledgeGraph, levers: Levers) -> None:
    open_ = {(one.instrument.iri, state.iri) for one in levers.treaties for state, _ in one.open}
    answer = graph.ask("status-matrix", group="CBSS", asOf=DAY)
    protocol = graph.find("ILO P029").iri  # of 2014
    too_little = {one.instrument.iri for one in levers.unknown} - {
        one.instrument.iri for one in levers.treaties
    }
    assert open_ == {
        (row.instrument.iri, row.country.iri)
        for row in answer
        if row.status.iri.rpartition("#")[2] in {"Signatory", "NoAct", "Undetermined"}
        and row.instrument.iri not in {protocol, *too_little}
    }


def test_a_treaty_of_which_too_little_is_known_is_no_lever_and_counted(
    graph: KnowledgeGraph, levers: Levers
) -> None:
    undetermined, states = Counter[str](), Counter[str]()
    for row in graph.ask("status-matrix", group="CBSS", asOf=DAY):
        states[row.instrument.iri] += 1
        undetermined[row.instrument.iri] += row.status.iri.endswith("#Undetermined")
    known = {one.instrument.iri: (one.undetermined, one.states) for one in levers.unknown}
    mostly = {iri: (many, states[iri]) for iri, many in undetermined.items() if 2 * many > states[iri]}
    assert known == mostly and graph.find("ILO C138").iri in known
    assert graph.find("ILO C138").iri not in {one.instrument.iri for one in levers.treaties}


def test_outcomes_are_those_of_calls_since_met(graph: KnowledgeGraph, levers: Levers) -> None:
    states = {row.country for row in graph.ask("status-matrix", group="CBSS", asOf=DAY)}
    answer = [row for row in graph.ask("calls-since-met", asOf=DAY) if row.party in states]
    told = [(led.party, led.asked, led.answer) for one in levers.treaties for led in one.outcomes]
    assert sorted(told) == sorted({(row.party, row.asked.label.lower(), row.answer) for row in answer})
    finland = next(led for one in levers.treaties for led in one.outcomes if led.party.label == "Finland")
    assert str(finland.months) == "28 months" and finland.months.sources and finland.answer == "met"


def test_the_order_is_the_one_that_is_stated(levers: Levers) -> None:
    counts = [(-len(one.calls) - len(one.advice), one.measure.label) for one in levers.measures]
    assert counts == sorted(counts)
    treaties = [(-len(one.sayings), -len(one.open), one.short) for one in levers.treaties]
    assert treaties == sorted(treaties)
    text = " ".join(write(levers, "text").split())
    assert "in order of how many calls and pieces of advice concern them" in text
    assert "does not show that it was its cause" in text and "score" not in text


def test_every_tool_stands_once(graph: KnowledgeGraph, levers: Levers) -> None:
    books = {row.handbook.label for row in graph.ask("handbooks", audience="parliamentarians")}
    assert len(levers.tools) == len(books) and all(one.sources for one in levers.tools)
    assert all(any(str(one).startswith(book) for one in levers.tools) for book in books)


def test_all_that_is_said_has_marks(levers: Levers) -> None:
    for one in levers.measures:
        assert all(
            saying.said.sources for saying in (*one.calls, *one.advice, *one.commitments, *one.lacking)
        )
    assert all(told.sources for one in levers.treaties for _, told in one.open)


def test_a_later_call_is_not_told_before_its_day(graph: KnowledgeGraph) -> None:
    early = graph.levers("CBSS", as_of="2009-01-01")
    assert not any(saying.day == "26 January 2010" for one in early.treaties for saying in one.sayings)


def test_the_command_prints_it(levers: Levers) -> None:
    done = run("levers", "CBSS", f"asOf={DAY}")
    assert done.returncode == 0 and done.stdout == str(levers)
    assert all(len(line) <= 80 for line in done.stdout.splitlines() if "http" not in line)
    assert run("levers", "Atlantis").returncode == 2 and run("levers").returncode == 2


def test_wrong_arguments_are_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="nothing in the graph is called 'Atlantis'"):
        graph.levers("Atlantis")
    with pytest.raises(ParameterError):
        graph.levers("CBSS", as_of="soon")
