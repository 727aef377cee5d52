"""The same rows on real engines: every question, with its defaults and three other sets of arguments, on each engine.

The build is published to each engine as an operator does it, and asked over HTTP; rows, their order and their evidence
are those of the embedded store. `make test-engines` runs this and writes the table into docs/engines.md; the engines
that are not installed are skipped, each with the command that installs it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest

import engines
import thbgraph
from argument_sets import argument_sets
from endpoints.engine_page import write_block

pytestmark = pytest.mark.skipif(
    not os.environ.get("THBGRAPH_ENGINES"), reason="takes minutes; make test-engines runs it"
)
VERSIONS = {"Oxigraph": "0.5.13", "Jena": "6.0.0", "Fuseki": "4.9.0", "Virtuoso": "7.2.12"}
#: What became of each set of arguments: = for equal rows and evidence, else what differs.
Results = dict[str, dict[str, str]]
#: The answers of the embedded store to a question, each with its arguments.
Near = Callable[[str], list[tuple[dict[str, str], thbgraph.Answer]]]


@pytest.fixture(scope="module")
def results() -> Iterator[Results]:
    """Gathers what became of the questions by engine; the table is written of the engines that were asked to the end."""
    found: Results = {}
    yield found
    whole = {name: marks for name, marks in found.items() if "" not in marks.values()}
    if whole:
        write_table(whole)


@pytest.fixture(scope="module")
def near(graph: thbgraph.KnowledgeGraph) -> Near:
    """Asks the embedded store, once for all engines."""

    @cache
    def answers(name: str) -> list[tuple[dict[str, str], thbgraph.Answer]]:
        sets = argument_sets(graph, graph.questions[name])
        return [(given, graph.ask(name, given, cite=True)) for given in sets]

    return answers


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Says on the terminal where a test is that takes minutes."""

    def said(words: str) -> None:
        with capsys.disabled():
            print(words, flush=True)

    return said


def write_table(found: Results) -> None:
    """Writes a line for each question of which an engine gives anything else, and one for all others."""
    names = list(found)
    marks = {question: [found[name][question] for name in names] for question in found[names[0]]}
    differing = {question: of for question, of in marks.items() if {*"".join(of)} != {"="}}
    alike = len(marks) - len(differing)
    lines = [
        "| " + " | ".join(["question", *(f"{name} {VERSIONS[name]}" for name in names)]) + " |",
        "|---" * (len(names) + 1) + "|",
        *(f"| {question} | {' | '.join(of)} |" for question, of in differing.items()),
        f"| {'the other ' if differing else 'all '}{alike} | {' | '.join('====' for _ in names)} |",
    ]
    write_block("engines", "make test-engines", lines)


@pytest.mark.parametrize("name", engines.ENGINES)
def test_every_question_has_the_same_rows_and_evidence(
    name: str,
    graph: thbgraph.KnowledgeGraph,
    near: Near,
    results: Results,
    tell: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faults = []
    with engines.ENGINES[name](tmp_path / "log") as engine:
        monkeypatch.setenv("THBGRAPH_AUTH", engine.access)
        monkeypatch.setenv("THBGRAPH_TIMEOUT", "300")
        tell(f"\n{name}: publishing the build")
        graph.exports.publish(engine.query, engine.update, engine.graphs)
        far = thbgraph.connect(engine.query)
        marks = results[name] = dict.fromkeys(graph.questions, "")
        for number, question in enumerate(marks, 1):
            start = perf_counter()
            for given, answer in near(question):
                sign, said = asked(far, question, given, answer)
                marks[question] += sign
                faults += [f"{question} {given}: {sign} {said}"[:400]] if sign != "=" else []
            took = perf_counter() - start
            tell(f"{name}: {number} of {len(marks)}, {question} {marks[question]} in {took:.1f} s")
    assert faults == []


def asked(
    far: thbgraph.KnowledgeGraph, question: str, given: dict[str, str], near: thbgraph.Answer
) -> tuple[str, str]:
    """How the answer of an engine compares, E for an error, and what that says."""
    try:
        return compared(near, far.ask(question, given, cite=True)), ""
    except thbgraph.ThbgraphError as error:
        return "E", str(error)


def compared(near: thbgraph.Answer, other: thbgraph.Answer) -> str:
    """= equal; c other evidence; o other order; X other rows."""
    rows, others = ([row.values for row in answer.rows] for answer in (near, other))
    if rows == others:
        same = [row.citation for row in near.rows] == [row.citation for row in other.rows]
        return "=" if same else "c"
    return "o" if sorted(map(str, rows)) == sorted(map(str, others)) else "X"
