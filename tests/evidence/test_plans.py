"""The plan that is kept of queries which differ in values alone is the one that each has by itself."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from thbgraph.base.namespaces import ID
from thbgraph.evidence.plan import Plan, Plans
from thbgraph.graph import KnowledgeGraph

DAY = "<http://www.w3.org/2001/XMLSchema#date>"


@pytest.mark.parametrize(
    "values",
    [
        "<urn:a> <urn:b>",
        f'"b"@en "2001-02-03"^^{DAY}',
        '"a}b" "c"',
        "'a}'",
        '"\\"}"',
        "1 UNDEF",
        "UNDEF",
        "",
        "1 # } of\n 2",
    ],
)
def test_values_of_any_kind_are_planned_as_they_are_by_themselves(values: str) -> None:
    plans = Plans()
    for given in ("<urn:before>", values, "<urn:after>"):
        text = (
            f"SELECT DISTINCT ?s ?x {{ VALUES ?x {{ {given} }} ?s ?p ?x "
            f'OPTIONAL {{ VALUES ?x {{ {given} }} ?s ?q ?x . FILTER(?q != "VALUES ?x {{ <urn:c> }}") }} }}'
        )
        assert plans.of(text) == Plan.of(text)


def test_questions_are_planned_as_they_are_by_themselves(graph: KnowledgeGraph) -> None:
    plans = Plans()
    for question in graph.questions.values():
        things = {param.name: [ox.NamedNode(f"{ID}fin")] for param in question.params if param.wants_class}
        for given in ({}, things, {name: [*of, ox.NamedNode(f"{ID}eu")] for name, of in things.items()}):
            text = question.bound(given)
            assert plans.of(text) == Plan.of(text), question.name
