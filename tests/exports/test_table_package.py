"""Tables of an export: what their descriptions say, by the validators of others, and the same numbers as other doors."""

from __future__ import annotations

import csv
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from command_line import run
from thbgraph import KnowledgeGraph
from thbgraph.base.namespaces import ID
from thbgraph.exports.table_package import TABLES
from whole import WHOLE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tables.md"
pytestmark = pytest.mark.slow
#: Validators read so many years of states each time, and all with `make oracle`.
SOME = 3000


@pytest.fixture(scope="module")
def tables(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "tables"
    more = ["--parquet"] if find_spec("duckdb") else []
    done = run("export", "--tables", str(folder), *more)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def to_validate(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables, the longest of them cut."""
    folder = tmp_path_factory.mktemp("some") / "tables"
    shutil.copytree(tables, folder)
    if not WHOLE:
        with (tables / "state_years.csv").open(encoding="utf-8") as file:
            (folder / "state_years.csv").write_text("".join(itertools.islice(file, SOME)), encoding="utf-8")
    return folder


def rows(tables: Path, name: str) -> list[dict[str, str]]:
    with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(autouse=True)
def limit_of_fields() -> Iterator[None]:
    """Takes back the limit of a field of CSV, which frictionless lifts for the whole process."""
    limit = csv.field_size_limit()
    yield
    csv.field_size_limit(limit)


def test_frictionless_finds_them_as_the_package_says(
    to_validate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    monkeypatch.chdir(to_validate)
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    assert len(report.tasks) == len(TABLES)


def test_csvw_finds_them_as_the_metadata_say(to_validate: Path) -> None:
    pytest.importorskip("csvw", reason="csvw is not installed")
    command = [str(Path(sys.executable).with_name("csvwvalidate")), str(to_validate / "csv-metadata.json")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_numbers_from_sql_are_those_of_the_question(tables: Path, graph: KnowledgeGraph) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    told = {row.measure: row.states for row in graph.ask("counts-by-status", instrument="Palermo Protocol")}
    query = f"""SELECT p.status, count(DISTINCT p.state)
      FROM '{tables}/status_periods.csv' p JOIN '{tables}/states.csv' s ON s.id = p.state
      WHERE p.treaty = 'palermo-protocol' AND s.kind = 'state'
        AND coalesce(p.first_day, '0001-01-01') <= '2010-02-23' AND coalesce(p.last_day, '9999-12-31') >= '2010-02-23'
      GROUP BY p.status"""
    counted = dict(duckdb.sql(query).fetchall())
    assert counted["party"] == told["party"]
    assert counted["party"] + counted.get("contracting", 0) == told["had consented"]
    assert counted["signatory"] == told["had signed, not consented"]


def test_each_year_has_the_status_of_its_last_day(tables: Path, graph: KnowledgeGraph) -> None:
    years = rows(tables, "state_years")
    assert {row["status"] for row in years} >= {"party", "signatory", "no act", "undetermined"}
    assert all(row["possible"] for row in years)
    for row in years[:: len(years) // (2000 if WHOLE else 60)]:
        found = graph.status(ID + row["state"], ID + row["treaty"], f"{row['year']}-12-31")
        assert row["status"] == found.status, row
        assert row["known_through"] == (found.known_through.isoformat() if found.known_through else ""), row
        if found.status == "undetermined":
            assert {*row["possible"].split("|")} == {*found.possible}, row
            assert row["last_recorded"] == (found.last_recorded or ""), row
        else:
            assert row["is_as_last_recorded"] == str(found.is_last_recorded).lower(), row


def test_each_state_has_one_status_a_year(tables: Path) -> None:
    keys = [(row["state"], row["treaty"], row["year"]) for row in rows(tables, "state_years")]
    assert len(keys) == len({*keys}) > 100_000


def test_every_row_of_acts_periods_and_memberships_has_sources(tables: Path, graph: KnowledgeGraph) -> None:
    known = {iri.rpartition("/")[2] for iri in graph.index.sources}
    for name in ("acts", "memberships", "status_periods"):
        for row in rows(tables, name):
            told = {*row["sources"].split("|")} - {""}
            assert told <= known, row
            assert told or (name == "status_periods" and row["basis"] == "inferred"), row


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = run("export", "--tables", str(tmp_path))
    assert done.returncode == 2 and "not empty" in done.stderr and os.listdir(tmp_path) == ["notes.txt"]


def test_parquet_has_dates_and_lists(tables: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    for table in TABLES:
        ((number,),) = duckdb.sql(f"SELECT count(*) FROM '{tables}/{table.name}.parquet'").fetchall()
        assert number == len(rows(tables, table.name))
    query = f"SELECT first_day, possible FROM '{tables}/status_periods.parquet' WHERE status = 'undetermined' LIMIT 1"
    ((day, possible),) = duckdb.sql(query).fetchall()
    assert isinstance(day, date) and len(possible) > 1


def test_the_example_in_r_runs(tables: Path) -> None:
    if not (rscript := shutil.which("Rscript")):
        pytest.skip("R is not installed")
    (code,) = re.findall(r"```r\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    done = subprocess.run([rscript, "-e", code], cwd=tables.parent, capture_output=True, text=True)
    assert done.returncode == 0 and "2023" in done.stdout, done.stderr


@pytest.mark.parametrize("library", ["pandas", "duckdb"])
def test_the_examples_of_the_page_run(tables: Path, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    (code,) = [
        block
        for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
        if library in block
    ]
    done = subprocess.run([sys.executable, "-c", code], cwd=tables.parent, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.strip(), done.stderr
