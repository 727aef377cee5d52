"""Saved questions as grlc reads them: it sees every parameter, and puts its values as it does gives the same rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from thbgraph.base.terms import expand
from thbgraph.graph import KnowledgeGraph
from thbgraph.questions.grlc import grlc_text
from thbgraph.questions.questions import Param
from whole import WHOLE

#: What grlc takes for a parameter, and its parts.
_PARAMETER = re.compile(r"(__?)([^_]+)_?([a-zA-Z0-9]+)?_?([a-zA-Z0-9]+)?.*$")


def seen(text: str) -> dict[str, str]:
    """Gives the variables that grlc takes for parameters, by name."""
    variables = translateQuery(parseQuery(text)).algebra["_vars"]
    found = (_PARAMETER.match(str(name)) for name in variables if not str(name).startswith("__agg"))
    return {match[2]: match[0] for match in found if match}


def put(text: str, variable: str, param: Param) -> str:
    """Puts the default of a parameter for its variable, as grlc does: text for text."""
    given = param.default_given
    if variable.endswith("_iri"):
        return text.replace(f"?{variable}", f"<{expand(given) or given.strip('<>')}>")
    return text.replace(f"?{variable}", f'"{given}"^^{variable.split("_", 2)[2].replace("_", ":")}')


@pytest.mark.slow
def test_it_sees_every_parameter_and_its_values_give_the_same_rows(
    graph: KnowledgeGraph, answered: Callable[[str], Any]
) -> None:
    """Of every third question, which rdflib takes a tenth of a second to read, unless all are held."""
    for number, (name, question) in enumerate(graph.questions.items()):
        if not WHOLE and number % 3:
            continue
        text = grlc_text(question)
        found = seen(text)
        assert set(found) == {param.name for param in question.params}, name
        for param in question.params:
            must_be_given = param.default != "UNDEF"
            assert found[param.name].startswith("__") != must_be_given
            text = put(text, found[param.name], param) if must_be_given else text
        if WHOLE or number % 9 == 0:
            assert graph.sparql(text).rows == answered(name).rows, name


def test_its_head_is_what_grlc_shows(graph: KnowledgeGraph) -> None:
    text = grlc_text(graph.questions["not-bound"])
    head = yaml.safe_load("\n".join(line.lstrip("#+") for line in text.splitlines() if line.startswith("#+")))
    assert head["summary"] == graph.questions["not-bound"].summary and head["method"] == "GET"
    assert {"group": "id:cbss"} in head["defaults"]
