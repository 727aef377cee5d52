"""The examples in the docstrings of the graph run, and print what they say."""

from __future__ import annotations

import doctest
from inspect import getdoc

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.graph.asking import Questions
from thbgraph.graph.exporting import Exporting

NAMES = {
    name: found
    for owner in (KnowledgeGraph, Questions, Exporting)
    for name, found in vars(owner).items()
    if not name.startswith("_")
}
#: What writes to an engine, compares with what was fetched over the network, or is shown by notebooks.
WITHOUT = {"publish", "drift", "table"}
#: What builds or reads a whole graph besides that of the tests.
SLOW = {"changes", "close"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in NAMES]
)
def test_the_example_of_a_name_prints_what_it_says(graph: KnowledgeGraph, name: str) -> None:
    text = getdoc(NAMES[name]) or ""
    example = doctest.DocTestParser().get_doctest(text, {"graph": graph}, name, None, None)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=said.append)
    assert not said, "".join(said)
    assert example.examples or name in WITHOUT
