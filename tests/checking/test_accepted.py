"""What was accepted of tables, links and conflicts: a deleted row or a moved date is told, whatever questions ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from copying import copied_home
from in_memory import in_memory
from thbgraph.build import source_files as sources
from thbgraph.checking import accepted

BOTH = (accepted.TABLES, accepted.CONFLICTS)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the home with one row deleted and two dates moved."""
    home = tmp_path_factory.mktemp("home")
    copied_home(home)
    change(home / "data/tables/nordic-council-members.csv", "dnk,", None)
    change(home / "data/tables/osce-members.csv", "alb,", "1991", "1981")
    change(home / "data/tables/cets-197-acts.csv", "ita", "2011-03-01", "2012-03-01")
    return home


def change(path: Path, row: str, old: str | None, new: str = "") -> None:
    """Deletes the first row that has a text, or replaces a text in it."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if row in line and (old is None or old in line))
    lines[at : at + 1] = [] if old is None else [lines[at].replace(old, new)]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


@pytest.mark.slow
def test_deleted_rows_and_moved_dates_are_told_until_they_are_accepted(home: Path) -> None:
    conflicts = cache(in_memory(home).conflicts)
    found = {
        one.path: one.message for name in BOTH for one in accepted.accepted_findings(home, name, conflicts)
    }
    assert set(found) == {
        "data/tables/nordic-council-members.csv",
        "data/tables/osce-members.csv",
        "data/tables/cets-197-acts.csv",
        "queries/accepted/conflicts.tsv",
    }
    assert "rows were accepted, but now there are" in found["data/tables/nordic-council-members.csv"]
    assert "are not those that were accepted" in found["data/tables/osce-members.csv"]
    assert (
        "\n  + " in found["queries/accepted/conflicts.tsv"]
        and "Italy" in found["queries/accepted/conflicts.tsv"]
    )
    assert all("thbgraph check --accept" in message for message in found.values())
    for name in accepted.names(home):
        sources.accept(home, accepted.path_of(name), accepted.present(home, name, conflicts))
    assert [one for name in BOTH for one in accepted.accepted_findings(home, name, conflicts)] == []


def test_a_home_without_the_files_holds_nothing_fixed(tmp_path: Path) -> None:
    assert [one for name in BOTH for one in accepted.accepted_findings(tmp_path, name)] == []


def test_files_that_came_or_went_are_told(tmp_path: Path) -> None:
    for folder in ("ontology", "queries/accepted", "data/tables"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/tables/new.csv").write_text("name\na\n")
    (tmp_path / "queries/accepted/tables.tsv").write_text("data/tables/old.csv\t2\tabc\n")
    found = [str(one) for one in accepted.accepted_findings(tmp_path, accepted.TABLES)]
    assert found[0].startswith("data/tables/new.csv: the file is new, with 1 row;")
    assert found[1].startswith("data/tables/old.csv: the file is gone;")
