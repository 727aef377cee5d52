"""The catalogue of questions: as JSON for forms and other programs, as text for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import run
from thbgraph.base.errors import UnknownQuestion
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.catalogue import catalogue_of
from whole import WHOLE

QUESTIONS = sorted(path.stem for path in (Path(__file__).resolve().parents[2] / "queries").glob("*.rq"))


@pytest.fixture(scope="module")
def catalogue(graph: KnowledgeGraph) -> Any:
    return catalogue_of(graph.questions.values(), graph.index.classes, graph.index.labels)


def test_the_catalogue_is_complete(graph: KnowledgeGraph, catalogue: Any) -> None:
    found = json.loads(run("ask", "--format", "json").stdout)
    assert found == catalogue
    assert [one["name"] for one in found] == QUESTIONS
    for one in found:
        question = graph.questions[one["name"]]
        assert one["summary"] == question.summary and one["columns"] == question.columns
        assert [param["name"] for param in one["params"]] == [param.name for param in question.params]
        assert one["theme"] != "Other questions" and one["tags"] == list(question.tags)


def test_a_parameter_says_what_it_takes(graph: KnowledgeGraph) -> None:
    (one,) = catalogue_of([graph.questions["signed-not-ratified"]], graph.index.classes, graph.index.labels)
    group, instrument, day = one["params"]
    assert (group["class"], group["datatype"], group["default"]) == ("org:Organization", None, "id:cbss")
    assert {
        "iri": "https://w3id.org/thbgraph/id/cbss",
        "label": graph.find("https://w3id.org/thbgraph/id/cbss").label,
    } in (group["values"])
    assert (day["class"], day["datatype"], day["default"], day["values"]) == (
        None,
        "xsd:date",
        "2010-02-23",
        None,
    )
    assert not any(param["optional"] for param in (group, instrument, day))


def test_whatever_is_listed_as_a_value_may_be_given(graph: KnowledgeGraph, catalogue: Any) -> None:
    """Of each question one parameter is given, another one each time, unless all are."""
    for number, one in enumerate(catalogue):
        for param in one["params"]:
            assert param["optional"] == (param["default"] is None)
            assert len(param["values"] or ()) <= 250
        listed = [param for param in one["params"] if param["values"]]
        for param in listed if WHOLE else listed[number % (len(listed) or 1) :][:1]:
            graph.ask(one["name"], {param["name"]: param["values"][-1]["iri"]})


def test_states_are_listed_and_all_entities_are_not(catalogue: Any) -> None:
    params = [param for one in catalogue for param in one["params"]]
    assert {param["values"] is None for param in params if param["class"] == "thb:State"} == {False}
    assert {param["values"] is None for param in params if param["class"] == "thb:Entity"} == {True}


def test_the_catalogue_of_one_question() -> None:
    done = run("ask", "works-on", "--help", "--format", "json")
    assert [one["name"] for one in json.loads(done.stdout)] == ["works-on"]
    assert run("ask", "--format", "table").stdout == run("ask").stdout


def test_a_question_that_there_is_not_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownQuestion, match="did you mean works-on"):
        graph.questions["work-on"]
