"""Who was no state yet, or may have been none, is in no answer that does not say so."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from oracle import grid, reference
from oracle.membership import GROUPS, memberships, was_there
from oracle.test_questions import STATES
from thbgraph.base.dates import in_words
from whole import WHOLE

QUESTIONS = ("status-matrix", "not-bound", "signed-not-ratified", "how-consented", "group-members")
_NOTE = "No source here shows that these were states on"


def edge_days(group: str) -> list[date]:
    """The days around the bounds of the memberships of a group and of the first days of its members."""
    spans = [span for one in memberships(group) for span in (one.begin, one.end)]
    spans += [end for one in memberships(group) for end in reference.life(reference.chain(one.state)[0])]
    ends = {end for span in spans for end in (span.earliest, span.latest)}
    inner = (day for day in ends if grid.FIRST_DAY < day < grid.LAST_DAY)
    return sorted({day + shift * reference.DAY for day in inner for shift in (-1, 0, 1)})


def doubted(answer: Any) -> set[str]:
    """The labels of the states that an answer names as perhaps not yet there."""
    *_, said = answer.summary.split(_NOTE)
    states = said.partition(": ")[2].partition(". ")[0].removesuffix(".")
    return set(states.split("; ")) if _NOTE in answer.summary else set()


def held(answer: Any, day: date) -> None:
    """Says that each state of an answer was there on its day, or is named as one that may not have been."""
    found = {
        value for row in answer for value in row if hasattr(value, "iri") and grid.local(value) in STATES
    }
    there = {one.label: was_there(grid.local(one), day) for one in found}
    assert False not in there.values(), [label for label, was in there.items() if was is False]
    assert doubted(answer) == {label for label, was in there.items() if was is None}


@pytest.mark.parametrize("group", GROUPS)
def test_who_may_have_been_no_state_is_named_so(graph: Any, group: str) -> None:
    days = edge_days(group)
    for day in days if WHOLE else random.Random(group).sample(days, 3):
        held(graph.ask("group-members", group=f"id:{group}", asOf=day.isoformat()), day)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_on_a_group_names_them(graph: Any, question: str) -> None:
    among = random.Random(question)
    cases = [(group, day) for group in GROUPS for day in edge_days(group)]
    for group, day in among.sample(cases, 200 if WHOLE else 4):
        held(graph.ask(question, group=f"id:{group}", asOf=day.isoformat()), day)


def test_interpol_had_no_member_that_was_no_state(graph: Any) -> None:
    answer = graph.ask("group-members", group="INTERPOL", asOf="1952-06-01")
    told = {grid.local(row.member) for row in answer}
    assert not told & {"nru", "mhl", "ton"} and doubted(answer) == {"Andorra", "Monaco", "Romania"}


def test_status_participants_and_briefs_say_it_too(graph: Any) -> None:
    for told in (
        graph.status("Oman", "1951 Refugee Convention", as_of="1955-01-01"),
        graph.report("participants", instrument="1951 Refugee Convention", as_of="1955-01-01"),
        graph.report("brief", thing="1951 Refugee Convention", as_of="1955-01-01"),
        graph.report("brief", thing="IPU", as_of="1955-01-01"),
    ):
        said = " ".join(str(told).split())
        assert _NOTE in said and "Oman" in said.split(_NOTE)[1]


@pytest.mark.parametrize(
    ("state", "day", "is_doubted"),
    [
        ("German Democratic Republic", "1985-01-01", False),
        ("German Democratic Republic", "1954-03-25", False),
        ("German Democratic Republic", "1954-03-24", True),
        ("Czechoslovakia", "1933-01-01", False),
        ("Oman", "1955-01-01", True),
    ],
)
def test_a_state_that_a_source_dates_into_a_system_of_states_is_shown(
    graph: Any, state: str, day: str, is_doubted: bool
) -> None:
    """By the dataset: the German Democratic Republic from 25 March 1954, Czechoslovakia from 28 October 1918."""
    said = " ".join(graph.status(state, "ILO C029", as_of=day).notes)
    assert (f"{_NOTE} {in_words(date.fromisoformat(day))}: {state}." in said) == is_doubted


@pytest.mark.parametrize("group", GROUPS)
def test_briefs_count_and_list_the_members_that_the_question_has(graph: Any, group: str) -> None:
    among = random.Random(f"brief {group}")
    days = edge_days(group)
    for day in among.sample(days, min(len(days), 12 if WHOLE else 1)):
        rows = graph.ask("group-members", group=f"id:{group}", asOf=day.isoformat())
        wanted = {(row.member.iri, row.role.iri): row.answer != "yes" for row in rows}
        brief = graph.report("brief", thing=f"id:{group}", as_of=day.isoformat())
        parts = (("members", False), ("open-members", True), ("others", False), ("open-others", True))
        found = [(row, is_open or row.answer != "yes") for part, is_open in parts for row in brief[part]]
        assert {(row.member.iri, row.role.iri): is_open for row, is_open in found} == wanted, day
