"""docs/python.md is held to the code: its examples run, and its calls are calls that the methods take."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import thbgraph
from thbgraph.graph import KnowledgeGraph
from thbgraph.graph.asking import Questions
from thbgraph.graph.exporting import Exporting
from thbgraph.results.answer import Answer

PAGE = (Path(__file__).resolve().parents[2] / "docs/python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
#: What a name of the page stands for.
OWNERS = {
    "graph": KnowledgeGraph,
    "graph.exports": Exporting,
    "graph.questions": Questions,
    "answer": Answer,
    "thbgraph": thbgraph,
}


def test_the_examples_run_in_order(
    graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(thbgraph, "open", lambda: graph, raising=False)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code in EXAMPLES:
        exec(compile(code, "docs/python.md", "exec"), names)
    assert len(EXAMPLES) > 10 and capsys.readouterr().out
    assert (tmp_path / "finland.md").read_text(encoding="utf-8").startswith("# ")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """The calls that stand in the sentences of the page."""
    for code in re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", PAGE, flags=re.MULTILINE | re.DOTALL)):
        try:
            tree = ast.parse(code.removeprefix("with ").partition(" as ")[0], mode="eval")
        except SyntaxError:
            continue
        yield from ((code, node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> inspect.Signature | None:
    """The signature of what is called, where the page says whose it is."""
    function = call.func
    if not isinstance(function, ast.Attribute):
        return None
    owner = OWNERS.get(ast.unparse(function.value))
    if owner is None:
        return None
    found = inspect.signature(getattr(owner, function.attr))
    bound = [*found.parameters.values()]
    return found.replace(parameters=bound[1:] if inspect.isclass(owner) else bound)


def test_every_call_is_one_that_the_method_takes() -> None:
    seen = set()
    for code, call in calls():
        signature = called(call)
        if signature is None or any(isinstance(one, ast.Constant) and one.value is ... for one in call.args):
            continue
        given = [one for one in call.args if not isinstance(one, ast.Starred)]
        named = {word.arg: word.value for word in call.keywords if word.arg}
        try:
            signature.bind_partial(*given, **named)
        except TypeError as error:
            pytest.fail(f"{code}: {error}")
        for name, value in named.items():  # as in `status(state, instrument, as_of=None)`
            known = signature.parameters.get(name)
            if known is not None and isinstance(value, ast.Constant) and value.value is None:
                assert known.default is None, code
        seen.add(ast.unparse(call.func))
    assert len(seen) > 35, sorted(seen)


def said() -> Iterator[tuple[str, str]]:
    """The keywords that the page says of a method, behind its call in the same paragraph."""
    for paragraph in PAGE.split("\n"):
        method = ""
        for called, word in re.findall(r"`graph\.(\w+)\(|`(\w+)=[^`]*`", paragraph):
            method = called or method
            if word and method:
                yield method, word


@pytest.mark.parametrize(("method", "word"), sorted({*said()}))
def test_every_keyword_is_one_that_the_method_takes(method: str, word: str) -> None:
    parameters = inspect.signature(getattr(KnowledgeGraph, method)).parameters
    is_open = any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters.values())
    assert is_open or word in parameters


def test_find_and_search_take_a_class(graph: KnowledgeGraph) -> None:
    assert graph.find("GRETA", kind="Body").iri == graph.search("GRETA", kind="Body")[0].iri
    with pytest.raises(thbgraph.UnknownEntity, match="is a state, not a body"):
        graph.find("Finland", kind="Body")


def test_what_takes_a_thing_takes_its_name_its_iri_and_an_entity(graph: KnowledgeGraph) -> None:
    entity = graph.search("GRETA")[0]
    for given in ("GRETA", "id:greta", entity.iri, entity):
        assert graph.find(given).iri == entity.iri and graph.find(given).label == entity.label
        assert graph.describe(given) == graph.describe(entity.iri)
        assert [*graph.statements(given)] == [*graph.statements(entity.iri)]
    assert (
        graph.statements(graph="2-14") == graph.statements(graph="https://w3id.org/thbgraph/memo/2-14") != ()
    )


def test_a_row_says_which_columns_it_has(graph: KnowledgeGraph) -> None:
    row = graph.ask("handbooks")[0]
    for kind, wrong in (
        (IndexError, lambda: row[99]),
        (KeyError, lambda: row["titel"]),
        (AttributeError, lambda: row.titel),
    ):
        with pytest.raises(thbgraph.UnknownColumn, match=r"it has 7: handbook, agent, how") as said:
            wrong()
        assert isinstance(said.value, kind)
    assert row[-1] == row.page and not hasattr(row, "titel")


def test_an_argument_is_named_as_it_was_given(graph: KnowledgeGraph) -> None:
    for name in ("as_of", "asOf"):
        for wrong in (
            lambda given: graph.status("Finland", "CETS 197", **given),
            lambda given: graph.ask("signed-not-ratified", **given),
            lambda given: graph.match(["Finland"], **given),
        ):
            with pytest.raises(
                thbgraph.ParameterError, match=rf"^{name}: expected a day such as 2005-05-03 or 3 May 2005"
            ):
                wrong({name: "3.2.2010"})


@pytest.mark.parametrize("name", ["graph", "questions", "row", "links"])
def test_what_a_notebook_shows_is_short(graph: KnowledgeGraph, name: str) -> None:
    shown = {
        "graph": graph,
        "questions": graph.questions,
        "row": graph.ask("handbooks")[0],
        "links": graph.links(),
    }
    text = shown[name]._repr_html_()  # type: ignore[attr-defined]
    assert '<table class="rows">' in text and len(text) < 20_000
