"""Names of the day in answers, and of which states no source shows that they were there."""

from __future__ import annotations

import pytest

from thbgraph.graph.knowledge_graph import KnowledgeGraph


@pytest.mark.parametrize(
    ("question", "arguments", "name"),
    [
        (
            "signed-not-ratified",
            {"group": "EU", "instrument": "CRC-OP-SC", "asOf": "2007-03-09"},
            "Czech Republic (today Czechia)",
        ),
        ("group-members", {"group": "UN", "asOf": "1985-01-01"}, "Burma (today Myanmar)"),
        ("status-matrix", {"group": "UN", "instrument": "CRC", "asOf": "1991-06-01"}, "Soviet Union (today Russia)"),
        ("how-consented", {"group": "EU", "instrument": "CRC", "asOf": "2007-01-01"}, "Czech Republic (today Czechia)"),
        ("record-of-a-state", {"state": "Türkiye", "asOf": "2010-02-23"}, "Turkey (today Türkiye)"),
    ],
)  # fmt: skip
def test_a_question_about_a_day_says_what_its_states_were_called(
    graph: KnowledgeGraph, question: str, arguments: dict[str, str], name: str
) -> None:
    assert name in graph.ask(question, **arguments).summary.split("Names then, where not today's")[1]


def test_of_a_body_it_is_said_whose_acts_it_carries_on(graph: KnowledgeGraph) -> None:
    """The European Union was there in 2007, and had members; what acted under treaties was the Community."""
    acted = "Who acted under treaties then: European Community (today European Union)."
    for question, arguments in (
        ("bound-by", {"instrument": "UNTOC", "asOf": "2008-01-01"}),
        ("record-of-a-state", {"state": "Latvia", "asOf": "2004-05-01"}),
    ):
        summary = graph.ask(question, **arguments).summary
        assert acted in summary and summary.count("(today European Union)") == 1
    assert acted not in graph.ask("bound-by", instrument="UNTOC", asOf="2010-01-01").summary


def test_who_had_the_name_of_today_is_not_named_again(graph: KnowledgeGraph) -> None:
    answer = graph.ask("status-matrix", group="CBSS")
    assert len(answer) and "Names then" not in answer.summary
    summary = graph.ask("group-members", group="UN", asOf="1970-01-01").summary
    assert "Dahomey (today Benin)" in summary and "(today Cameroon)" not in summary
    assert graph.status("Cameroon", "CRC", as_of="1970-01-01").name == "Cameroon"


def test_of_a_list_without_those_that_left_that_is_said(graph: KnowledgeGraph) -> None:
    """In 1990 Czechoslovakia and Yugoslavia were members of the United Nations; the lists here name who is one today."""
    left = "States that left, or ended, before these days may be missing from the members: United Nations, 31 January 2020."
    assert left in graph.ask("group-members", group="UN", asOf="1990-01-01").summary
    for group, day in (("UN", "2020-01-31"), ("NATO", "1990-01-01"), ("EU", "1990-01-01")):
        assert "may be missing from" not in graph.ask("group-members", group=group, asOf=day).summary


@pytest.mark.slow
def test_matrices_and_briefs_of_groups_say_it_too(graph: KnowledgeGraph) -> None:
    name = "Czech Republic (today Czechia)"
    for told in (
        graph.report("matrix", group="Council of Europe", as_of="2008-01-01"),
        graph.report("brief", thing="EU", as_of="2008-01-01"),
    ):
        assert name in " ".join(str(told).split())
    assert name in {
        row.name for row in graph.report("participants", instrument="CRC", as_of="2008-01-01")["states"]
    }


def test_who_had_ended_is_not_doubted(graph: KnowledgeGraph) -> None:
    assert "German Democratic Republic" not in str(
        graph.report("participants", instrument="CRC", as_of="2008-01-01")
    )


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        ("group-members", {"group": "EU"}),
        ("status-matrix", {"group": "EU", "instrument": "CRC"}),
        ("not-bound", {"group": "EU", "instrument": "Palermo Protocol"}),
        ("record-of-a-state", {"state": "Latvia"}),
    ],
)
def test_members_are_told_as_last_recorded_after_the_day_up_to_which_sources_name_them(
    graph: KnowledgeGraph, question: str, arguments: dict[str, str]
) -> None:
    """The page on the EU knows of the last day of the United Kingdom's membership, and of nothing later."""
    last = "Members are as last recorded; sources name them up to these days: "
    later = graph.ask(question, **arguments, asOf="2026-11-30").summary
    assert last in later and "European Union, 31 January 2020" in later.split(last)[1]
    assert (
        "European Union, 31 January 2020" not in graph.ask(question, **arguments, asOf="2020-01-31").summary
    )


def test_of_a_group_that_nobody_typed_it_is_said_too(graph: KnowledgeGraph) -> None:
    assert (
        "Council of the Baltic Sea States, 17 May 2022."
        in graph.ask("group-members", asOf="2023-01-01").summary
    )


def test_briefs_say_up_to_when_members_are_named(graph: KnowledgeGraph) -> None:
    for name in ("EU", "Finland"):
        told = " ".join(str(graph.report("brief", thing=name, as_of="2026-11-30")).split())
        assert "sources name them up to these days:" in told and "European Union, 31 January 2020" in told
    assert "sources name them" not in str(graph.report("brief", thing="EU", as_of="2010-02-23"))


def test_who_is_named_by_the_list_of_a_group_is_a_member_from_its_day_on(graph: KnowledgeGraph) -> None:
    rows = {row.member.label: row for row in graph.ask("group-members", group="OSCE", asOf="2026-11-30")}
    assert (rows["Mongolia"].answer, str(rows["Mongolia"].knownThrough)) == ("yes", "2020-01-31")


@pytest.mark.slow
def test_an_answer_about_a_day_says_once_that_it_tells_nothing_of_today(graph: KnowledgeGraph) -> None:
    """No answer asserts that the position is another one today, which for the members of 2026 would be false."""
    for name, question in graph.questions.items():
        has_day = any(param.name == "asOf" for param in question.params)
        answer = graph.ask(name)
        assert answer.summary.count("This says nothing about the position today.") == has_day, name
        assert "not the position today" not in f"{answer.summary} {answer.heading}", name
