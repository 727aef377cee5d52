"""Statements that contradict each other are findings, with what they rest on and where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbgraph.building import sources
from thbgraph.checking.check import Checker
from thbgraph.checking.consistency import inconsistency_findings
from thbgraph.checking.places import Places
from thbgraph.reasoning.closure import Closure
from thbgraph.words.findings import Finding

DATA = """\
@prefix thb: <https://w3id.org/thbgraph/ontology#> .
@prefix id: <https://w3id.org/thbgraph/id/> .
@prefix source: <https://w3id.org/thbgraph/source/> .

source:editors {
  id:greta thb:monitors id:cets-197 .
}
"""


def findings(home: Path, axiom: str, data: str = DATA) -> list[Finding]:
    with (home / "ontology/core.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(f"\n{axiom}\n")
    (home / "data/entities/more.trig").write_text(data, encoding="utf-8")
    read = [*sources.read_data(home), *sources.read_ontology(home)]
    stated = [statement.quad for statement in read]
    return list(inconsistency_findings(Closure(stated), stated, Places(read)))


def test_sound_statements_have_none(home: Path) -> None:
    assert findings(home, "foaf:Agent owl:disjointWith schema:Place .") == []


def test_a_finding_tells_what_it_rests_on_and_how_it_follows(home: Path) -> None:
    (found,) = findings(
        home, "foaf:Agent owl:disjointWith eli:LegalResource .", DATA.replace("cets-197", "greta")
    )
    assert (found.path, found.line, found.code) == ("data/memo/2-few.trig", 11, "inconsistent")
    first, *lines = found.message.splitlines()
    assert first == (
        "statements contradict each other: the two classes exclude each other (cax-dw); correct one of them"
    )
    assert "  data/entities/more.trig:6: id:greta thb:monitors id:greta" in lines
    assert any(line.endswith("foaf:Agent owl:disjointWith eli:LegalResource") for line in lines)
    assert lines[-1].startswith("  so id:greta a eli:LegalResource: ")
    assert all(line.startswith(("  so ", "  data/", "  ontology/core.ttl:")) for line in lines)


def test_check_shows_them(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    findings(home, "thb:Treaty owl:disjointWith eli:LegalResource .")
    found = Checker(home, lambda step, steps, name: None).findings()
    assert [finding.line for finding in found if finding.code == "inconsistent"] == [8]


def test_each_inconsistency_is_found_once(home: Path) -> None:
    axiom = (
        "thb:monitors rdfs:subPropertyOf thb:watches ; owl:propertyDisjointWith thb:watches ."
        " thb:watches owl:propertyDisjointWith thb:monitors ."
    )
    found = findings(home, axiom)
    assert len(found) == 2  # one for each of the two axioms
    assert {finding.path for finding in found} == {"data/entities/more.trig"}
