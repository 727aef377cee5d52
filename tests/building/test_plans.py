"""Kept plans of evidence: used again, made again when damaged, and never a way to run anything."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path

import pytest

from thbgraph.building.plans import keep_plan, plan_of
from thbgraph.evidence.planner import query_plan
from thbgraph.words.errors import RequestError

QUERY = """
PREFIX : <http://e.org/>
SELECT ?s (COUNT(?o) AS ?n) {
  GRAPH ?g { ?s (:p|^:q)+/!:r ?o } { SELECT DISTINCT ?s { ?s :t "x"@en } }
  OPTIONAL { ?s :u ?v OPTIONAL { ?v :w ?x } FILTER(!BOUND(?x)) } FILTER NOT EXISTS { ?o :gone _:b }
} GROUP BY ?s LIMIT 3
"""


def test_a_kept_plan_is_the_one_that_was_made(tmp_path: Path) -> None:
    made = plan_of(QUERY, tmp_path / "plans")
    assert made == query_plan(QUERY)
    (kept,) = (tmp_path / "plans").iterdir()
    assert plan_of(QUERY, tmp_path / "plans") == made
    plan_of(QUERY + "#", tmp_path / "plans")
    assert len(list((tmp_path / "plans").iterdir())) == 2
    assert kept.exists()


def test_a_kept_plan_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_of(QUERY, tmp_path)
    monkeypatch.setattr("thbgraph.evidence.planner.query_plan", None)  # would fail when called
    assert plan_of(QUERY, tmp_path).select.columns == ["s", "n"]


def test_a_plan_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    made = plan_of(QUERY, tmp_path)
    keep_plan(made._replace(nonmonotonic=False), QUERY, tmp_path)
    assert made.nonmonotonic and not plan_of(QUERY, tmp_path).nonmonotonic


def test_only_the_newest_plans_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thbgraph.building.plans._KEPT", 2)
    seen: set[Path] = set()
    for number in range(4):
        plan_of(f"SELECT * {{ ?s ?p {number} }}", tmp_path)
        (new,) = set(tmp_path.iterdir()) - seen
        os.utime(new, (number, number))
        seen = {*seen, new}
    kept = set(tmp_path.iterdir())
    assert len(kept) == 2 and new in kept


def summed(content: bytes) -> bytes:
    return hashlib.blake2b(content).digest() + content


OTHERS = [pickle.dumps(["a plan?"]), pickle.dumps(frozenset()), b"", b"no plan"]


@pytest.mark.parametrize("content", [*OTHERS, *map(summed, OTHERS)])
def test_what_is_no_plan_is_made_again(content: bytes, tmp_path: Path) -> None:
    made = plan_of(QUERY, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content)
    assert plan_of(QUERY, tmp_path) == made
    assert kept.read_bytes() not in (content, b"")


def test_a_damaged_plan_is_made_again_wherever_it_is_damaged(tmp_path: Path) -> None:
    made = plan_of(QUERY, tmp_path)
    (kept,) = tmp_path.iterdir()
    content = kept.read_bytes()
    for place in range(0, len(content), 97):
        damaged = bytearray(content)
        damaged[place] ^= 1
        kept.write_bytes(damaged)
        assert plan_of(QUERY, tmp_path) == made
        assert kept.read_bytes() == content
    kept.unlink()
    os.mkfifo(kept)
    assert plan_of(QUERY, tmp_path) == made


def test_plans_are_not_kept_through_a_link_and_nobodys_files_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thbgraph.building.plans._KEPT", 1)
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in "abc":
        (mine / name).touch()
    (tmp_path / "plans").symlink_to(mine)
    plan_of(QUERY, tmp_path / "plans")
    assert len(list(mine.iterdir())) == 3
    plan_of(QUERY, mine)
    plan_of(QUERY + "#", mine)
    assert len(list(mine.iterdir())) == 4


class _Harmful:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.target,)


def test_a_plan_put_there_by_somebody_runs_nothing(tmp_path: Path) -> None:
    plan_of(QUERY, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(summed(pickle.dumps(_Harmful(tmp_path / "ran"))))
    assert plan_of(QUERY, tmp_path).nonmonotonic
    assert not (tmp_path / "ran").exists()


def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert plan_of(QUERY, tmp_path / "file" / "plans").nonmonotonic


def test_what_evidence_does_not_cover_is_refused_and_not_kept(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="only the rows of a SELECT"):
        plan_of("ASK {}", tmp_path)
    assert not list(tmp_path.iterdir())
