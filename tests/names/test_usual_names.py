"""Usual names of treaties, states, groups and main bodies, in lists gathered before resolver and data knew them.

A name is taken for the one thing that it means, or asked back with that thing among those offered; none is taken
for another. In the second list and in that of names in other languages some mean several things, which are all
offered, or nothing in the graph; notes say which were held otherwise when a list was written, and why, and which
were written afresh when the others had been mended.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from thbgraph.base import vocabulary as thb
from thbgraph.base.errors import ParameterError, UnknownEntity
from thbgraph.base.namespaces import ID, PREFIXES
from thbgraph.graph import KnowledgeGraph
from thbgraph.names.arguments import read_arguments
from thbgraph.names.resolve import find_entity

#: The class within which each kind of name is looked for, as status and the questions do.
WITHIN = {
    "state": PREFIXES["schema"] + "Country",
    "treaty": thb.Treaty,
    "group": PREFIXES["foaf"] + "Agent",
    "organization": PREFIXES["foaf"] + "Agent",
    "instrument": thb.Entity,
    "anything": thb.Entity,
}


def rows(name: str) -> Iterator[Mapping[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_nearly_all_are_taken_or_asked_back_rightly_and_none_for_another_thing(graph: KnowledgeGraph) -> None:
    names = [(row["name"], ID + row["wanted"]) for row in rows("usual_names.csv")]
    asked_back, missed = [], []
    for name, wanted in names:
        try:
            assert graph.find(name).iri == wanted, name
        except UnknownEntity as error:
            (asked_back if error.candidates[:1] == (wanted,) else missed).append(name)
    assert len(names) >= 200 and len({wanted for _, wanted in names}) >= 110
    assert len(missed) <= 0.05 * len(names), missed
    assert len(asked_back) <= 0.05 * len(names), asked_back


@pytest.mark.slow
@pytest.mark.parametrize("name", ["usual_names_fresh.csv", "usual_names_languages.csv"])
def test_so_are_those_gathered_afresh_traps_among_them(graph: KnowledgeGraph, name: str) -> None:
    outcomes = {row["name"]: outcome(row, graph) for row in rows(name)}
    counts = Counter(outcomes.values())
    assert not counts["taken for another thing"], [name for name, one in outcomes.items() if "another" in one]
    assert counts["missed"] <= 0.02 * len(outcomes), [
        name for name, one in outcomes.items() if one == "missed"
    ]
    assert counts["asked back"] <= 0.1 * len(outcomes)


@pytest.mark.parametrize("kind", [None, thb.Entity])
def test_parts_that_labels_share_and_names_as_typed_are_never_taken_for_another_thing(
    graph: KnowledgeGraph, kind: str | None
) -> None:
    """The parts were drawn by a seed from those that stand in the names of two things; what each may mean was written before a run."""
    another, missed = [], []
    for row in rows("held_out_names.csv"):
        try:
            found = find_entity(row["name"], graph.names, kind)
        except UnknownEntity:
            missed += [row["name"]] if row["is_found"] else []
        else:
            another += [(row["name"], found)] if found != ID + row["meant"] else []
    assert (another, missed) == ([], [])


def test_what_is_shown_and_what_a_question_takes_is_never_another_thing(graph: KnowledgeGraph) -> None:
    question = graph.questions["what-the-memo-says"]
    another = []
    for row in rows("held_out_names.csv"):
        meant = ID + row["meant"]
        with suppress(UnknownEntity):
            another += [("show", row["name"])] if graph.find(row["name"]).iri != meant else []
        with suppress(ParameterError):
            (term,) = read_arguments(question, {"entity": [row["name"]]}, graph.names)["entity"]
            another += [("ask", row["name"])] if term.value != meant else []
    assert not another


def outcome(row: Mapping[str, str], graph: KnowledgeGraph) -> str:
    """Says what becomes of a name: taken, asked back or refused as is right, missed, or taken for another thing."""
    meant = row["candidates"].split() or [row["meant"]]
    is_sure, is_none = not row["candidates"], row["meant"] == "nothing"
    try:
        found = find_entity(row["name"], graph.names, WITHIN[row["wanted"]])
    except UnknownEntity as error:
        offered = {ID + slug for slug in meant} <= {*error.candidates}
        return "refused" if is_none else "missed" if not offered else "asked back" if is_sure else "asked"
    return "taken" if is_sure and found == ID + meant[0] else "taken for another thing"
