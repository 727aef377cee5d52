"""The public names: all there when run, lazily, and a misspelt one fails when run and when checked."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import thbgraph

SOURCE = Path(thbgraph.__file__).read_text(encoding="utf-8")
#: The names that type checkers see.
DECLARED = {
    alias.asname
    for node in ast.walk(ast.parse(SOURCE))
    if isinstance(node, ast.ImportFrom) and node.module != "importlib"
    for alias in node.names
    if alias.asname
}


def test_what_type_checkers_see_is_there_when_run() -> None:
    assert {name for name in dir(thbgraph) if not name.startswith("_")} >= DECLARED - {"__version__"}
    assert len(DECLARED) > 30
    for name in DECLARED:
        assert getattr(thbgraph, name).__doc__, name


@pytest.mark.slow
def test_every_result_of_the_graph_can_be_named(graph: thbgraph.KnowledgeGraph) -> None:
    made = (
        (graph.ask("handbooks"), thbgraph.Answer),
        (graph.status("Finland", "CETS 197"), thbgraph.StatusOnDay),
        (graph.report("participants", instrument="CETS 197"), thbgraph.Report),
        (graph.report("brief", thing="GRETA"), thbgraph.Report),
        (graph.report("matrix", group="CBSS", instrument="CETS 197"), thbgraph.Report),
        (graph.report("levers", group="CBSS"), thbgraph.Report),
        (graph.report("path", start="GRETA", end="CETS 197"), thbgraph.Report),
        (graph.report("around", thing="GRETA"), thbgraph.Report),
        (graph.why("GRETA", "a", "Body"), thbgraph.Explanation),
        (graph.conflicts()[0], thbgraph.Conflict),
        (graph.describe("GRETA"), thbgraph.Page),
        (graph.describe("2-14"), thbgraph.Passage),
        (graph.sources("memo")[0], thbgraph.SourceRecord),
        (graph.statements(graph="https://w3id.org/thbgraph/memo/2-14"), thbgraph.Statements),
        (graph.exports.text("trig", "GRETA"), thbgraph.GraphText),
        (graph.links()[0], thbgraph.LinkSet),
        (graph.questions["handbooks"], thbgraph.Question),
        (graph.diagnose(graph.ask("handbooks", audience="men")), thbgraph.Diagnosis),
    )
    for value, kind in made:
        assert isinstance(value, kind)
        assert len(repr(value)) < 300 or isinstance(value, str | tuple), repr(value)


def test_a_misspelt_name_fails_when_run() -> None:
    with pytest.raises(AttributeError, match="module 'thbgraph' has no attribute 'Answr'"):
        _ = thbgraph.Answr  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_misspelt_name_fails_when_checked(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    for name in ("Answer", "Answr"):
        (tmp_path / f"use_{name}.py").write_text(
            f"from thbgraph import {name}, open\n\nopen().ask('x')\n", encoding="utf-8"
        )
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    (said,) = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert said.startswith("use_Answr.py:1: ") and 'has no attribute "Answr"' in said


@pytest.mark.slow
def test_the_form_of_a_query_tells_type_checkers_what_it_gives(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    (tmp_path / "use.py").write_text(
        "from thbgraph import open\n\ngraph = open()\n"
        "for row in graph.sparql('SELECT * {}'):\n    print(row.x)\n"
        "holds: bool = graph.sparql('ASK {}', form='ASK', timeout=5)\n"
        "print(graph.sparql('DESCRIBE id:fin', form='DESCRIBE').to_rdflib())\n"
        "print(len(graph.sparql('ASK {}', form=None)))\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    (said,) = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert said.startswith("use.py:8: ")  # which may be a bool


def test_what_is_not_asked_for_is_not_loaded() -> None:
    code = "import thbgraph, sys; thbgraph.ThbgraphError; print('pyoxigraph' in sys.modules, 'typing' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("False")
