"""The rule cases of the OWL 2 test suite: every check passes, nearly all of them by the compiled rules."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from thbgraph.reasoning.closure import Closure
from thbgraph.words.namespaces import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
SUITE = ROOT.parent / "shared/suites/owl2-rl"
PAGE = ROOT / "docs/reasoning.md"


class Case(NamedTuple):
    """A case of the suite: its name, its checks, and its files."""

    name: str
    checks: tuple[str, ...]
    premise: Path
    conclusion: Path | None


def cases() -> Iterator[Case]:
    if (SUITE / "manifest.tsv").exists():
        with (SUITE / "manifest.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                assert not row["nonconclusion"]
                conclusion = SUITE / row["conclusion"] if row["conclusion"] else None
                yield Case(row["case"], tuple(row["checks"].split()), SUITE / row["premise"], conclusion)


CASES = list(cases())
needs_the_suite = pytest.mark.skipif(not CASES, reason="the suite is not at ../shared/suites/owl2-rl")


def read(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def holds(quad: ox.Quad, held: set[ox.Triple]) -> bool:
    """Whether a closure holds a triple; that a thing is itself it leaves out, and eq-ref gives."""
    is_itself = quad.predicate.value == PREFIXES["owl"] + "sameAs" and quad.subject == quad.object
    return is_itself or quad.triple in held


@needs_the_suite
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_check_passes(case: Case) -> None:
    asserted = read(case.premise)
    closed = Closure(asserted)
    assert bool(closed.inconsistencies()) == ("InconsistencyTest" in case.checks)
    held = {quad.triple for quad in [*asserted, *closed.inferred()]}
    expected = read(case.conclusion) if case.conclusion else []
    assert [str(quad) for quad in expected if not holds(quad, held)] == []
    assert bool(expected) == ("PositiveEntailmentTest" in case.checks)


@needs_the_suite
def test_the_page_says_by_what_each_case_passes() -> None:
    compiled = [case for case in CASES if Closure(read(case.premise)).handed_over is None]
    checks = sum(len(case.checks) for case in compiled)
    total = sum(len(case.checks) for case in CASES)
    assert (total, checks) == (153, 151)
    page = PAGE.read_text(encoding="utf-8")
    assert f"{checks} of the {total} checks" in page
    for case in CASES:
        by = "rules" if case in compiled else "owlrl"
        assert f"| `{case.name.removeprefix('rdfbased-sem-')}` | {len(case.checks)} | {by} |" in page
