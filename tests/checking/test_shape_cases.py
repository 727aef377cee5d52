"""Shapes and their cases beside a home: each has the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbgraph.build import source_files as sources
from thbgraph.checking.shapes import case_findings

FILE, CASES = "ontology/shapes/values.ttl", "tests/shapes/values.yaml"
SHAPE = "\nshape:motto sh:targetSubjectsOf thb:motto ;\n    sh:property [ sh:path thb:motto ; sh:maxLength 9 ] .\n"


@pytest.fixture
def cased(home: Path) -> Path:
    """A home with a case for each shape of one file."""
    names = {
        one.subject.value for one in sources.read_shape_file(home, FILE) if "#target" in one.predicate.value
    }
    (home / "tests/shapes").mkdir(parents=True)
    text = "".join(f"{iri.rpartition('#')[2]}:\n  passes: x\n" for iri in sorted(names))
    (home / CASES).write_text(text, encoding="utf-8")
    return home


def told(home: Path) -> list[str]:
    return [str(one) for one in case_findings(home, FILE, sources.read_shape_file(home, FILE))]


def test_a_shape_without_a_case_is_told_at_its_line(cased: Path) -> None:
    assert told(cased) == []
    file = cased / FILE
    line = file.read_text(encoding="utf-8").count("\n") + 2
    with file.open("a", encoding="utf-8") as more:
        more.write(SHAPE)
    message = "shape:motto has no case; add to tests/shapes/values.yaml what it passes and what breaks each constraint"
    assert told(cased) == [f"{FILE}:{line}: {message}"]


def test_a_case_without_a_shape_is_told(cased: Path) -> None:
    text = (cased / CASES).read_text(encoding="utf-8")
    (cased / CASES).write_text(f"{text}motto:\n  passes: x\n", encoding="utf-8")
    line = text.count("\n") + 1
    assert told(cased) == [f"{CASES}:{line}: {FILE} has no shape:motto; rename or remove the case"]


def test_a_file_of_shapes_without_cases_lacks_all_and_a_home_without_them_none(cased: Path) -> None:
    (cased / CASES).unlink()
    assert len(told(cased)) > 5
    (cased / "tests/shapes").rmdir()
    assert told(cased) == []
