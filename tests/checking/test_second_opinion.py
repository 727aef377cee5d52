"""The second opinion names the queries on which the engines differ, in a process of its own or in this one."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from thbgraph.building import build
from thbgraph.checking.second_opinion import SecondOpinion
from thbgraph.stores.embedded import EmbeddedStore

AGREED = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o"
BY_GRAPH = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
#: One engine compares a day with a year, the other does not.
DISPUTED = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?is { BIND("2010"^^xsd:gYear > "2009-05-03"^^xsd:date AS ?is) }
"""
TEXTS = {"agreed": AGREED, "disputed": DISPUTED, "by-graph": BY_GRAPH}


@pytest.fixture
def built(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, EmbeddedStore]:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    folder, index = build.build(home)
    return folder, build.open_store(folder, index)


@pytest.mark.parametrize("triples", [1, 1_000_000], ids=["in this process", "in a process of its own"])
def test_the_query_on_which_the_engines_differ_is_named(
    built: tuple[Path, EmbeddedStore], triples: int
) -> None:
    told: list[tuple[int, int]] = []
    with SecondOpinion(*built, TEXTS, triples) as opinion:
        assert len(multiprocessing.active_children()) == (triples > 1)
        assert opinion.differing(lambda done, of: told.append((done, of))) == ["disputed"]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert not multiprocessing.active_children()


def test_queries_are_compared_here_when_the_process_breaks_down(built: tuple[Path, EmbeddedStore]) -> None:
    with SecondOpinion(*built, TEXTS, 1_000_000) as opinion:
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()
        assert opinion.differing(lambda done, of: None) == ["disputed"]


def test_what_goes_wrong_in_the_process_is_not_shown(
    built: tuple[Path, EmbeddedStore], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with SecondOpinion(tmp_path / "gone", built[1], TEXTS, 1_000_000) as opinion:
        assert opinion.differing(lambda done, of: None) == ["disputed"]
    assert capfd.readouterr().err == ""


def test_the_process_ends_when_something_goes_wrong_meanwhile(built: tuple[Path, EmbeddedStore]) -> None:
    with pytest.raises(KeyboardInterrupt), SecondOpinion(*built, TEXTS, 1_000_000):
        raise KeyboardInterrupt
    assert not multiprocessing.active_children()
