"""The examples in the docstrings of the graph run, and print what they say."""

from __future__ import annotations

import doctest
from inspect import getdoc

import pytest

from thbgraph.graph import KnowledgeGraph

NAMES = [name for name in vars(KnowledgeGraph) if not name.startswith("_")]
#: What writes to an engine, or compares with what was fetched over the network.
WITHOUT = {"publish", "drift"}


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_name_prints_what_it_says(graph: KnowledgeGraph, name: str) -> None:
    text = getdoc(getattr(KnowledgeGraph, name)) or ""
    example = doctest.DocTestParser().get_doctest(text, {"graph": graph}, name, None, None)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=said.append)
    assert not said, "".join(said)
    assert example.examples or name in WITHOUT
