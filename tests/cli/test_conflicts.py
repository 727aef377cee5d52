"""The command `conflicts` and its Python twin: all, some, as text and JSON, and wrong input."""

from __future__ import annotations

import json
import re

import pytest

from places import ROOT
from thbgraph.base.errors import ParameterError, UnknownEntity
from thbgraph.base.namespaces import MEMO, SOURCE
from thbgraph.build import homes
from thbgraph.cli import main
from thbgraph.conflicts import kinds_with, read_kinds
from thbgraph.graph import KnowledgeGraph

KINDS = kinds_with(read_kinds(homes.conflict_texts(ROOT)))


@pytest.fixture(scope="module", autouse=True)
def built(graph: KnowledgeGraph) -> None:
    """The real graph is built once."""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["conflicts", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.slow
def test_both_sides_are_cited_and_a_reading_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "Austria", "--kind", "value")
    assert (code, err) == (0, "")
    lines = re.sub("\n    +", " ", out).splitlines()
    assert lines[0] == "2 conflicts: 2 value"
    assert lines[2] == "consent to CETS 197 by Austria: when? (value)"
    assert lines[3].startswith("  12 October 2006") and lines[3].endswith("[1]")
    assert lines[4].startswith("  12 December 2006 ([row order inferred]") and lines[4].endswith("[2]")
    assert lines[5] == "  status follows 12 October 2006, whose source prevails over the other [3]"
    assert lines[6].startswith("  Suggested reading: 12 October 2006. 12 December 2006 is less likely: ")
    assert lines[8] == "signature of CRC by Austria: when? (value)"
    assert lines[13] == "Sources" and lines[14].startswith("[1] cets 197 acts: ")


@pytest.mark.parametrize("name", ["1-2", "memo 1-2", "id:figure-1-2-1", MEMO + "1-2"])
def test_an_entity_or_passage_picks_what_concerns_it(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, _ = run(capsys, name, "--kind", "count")
    assert code == 0 and "over 117 countries" in out and out.startswith("1 conflict: 1 count\n")


def test_a_treaty_picks_every_count_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "Palermo Protocol", "--kind", "count")
    assert code == 0 and out.startswith("2 conflicts: 2 count\n")
    assert "over 117 countries" in out and "182" in out


def test_a_state_picks_conflicts_of_its_memberships(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "Andorra")[1]
    assert "membership of Andorra in CoE: which start date? (value)\n  10 October 1994" in out
    assert "\n  10 November 1994" in out


def test_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "GRETA") == (0, "no conflicts\n", "")


def test_json_has_full_iris_and_describes_their_graphs(
    graph: KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(run(capsys, "--format", "json")[1])
    graphs = {iri for one in content["conflicts"] for side in one["sides"] for iri in side["graphs"]}
    assert graphs == content["sources"].keys()
    assert all(iri.startswith((MEMO, SOURCE)) for iri in graphs)
    assert {one["kind"] for one in content["conflicts"]} | {"status"} == KINDS.keys()


def test_python_knows_the_kinds(graph: KnowledgeGraph) -> None:
    assert all(len(kind.summary) > 20 for kind in KINDS.values())
    with pytest.raises(ParameterError, match="entry-into-force"):
        graph.conflicts(kind="quarrel")
    with pytest.raises(UnknownEntity):
        graph.conflicts("Atlantis")
    assert {one.kind for one in graph.conflicts("memo:4-5")} == {"identifier"}


def test_wrong_input_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "Atlantis")
    assert (code, out) == (2, "") and "Atlantis" in err
    code, out, err = run(capsys, "--kind", "quarrel")
    assert (code, out) == (2, "") and "kinds are value, status, count" in err
