"""The command `source refresh`, from a saved page to answers about 2026, in a copy of the home."""

from __future__ import annotations

import csv
import shutil
from functools import partial
from pathlib import Path

import pytest

import command_line
from saved_pages import DAY, ROOT

PAGE = str(Path(__file__).with_name("palermo-protocol.xml"))
TABLE = "data/tables/depositary-acts.csv"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the home."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("data", "ontology", "queries"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_answers_of_2026_follow_from_a_saved_page(home: Path, graph: object) -> None:
    run = partial(command_line.run, THBGRAPH_HOME=str(home))
    proposal = home / "palermo.csv"
    done = run("source", "refresh", PAGE, "--treaty", "Palermo Protocol", "--read", DAY, "-o", str(proposal))
    assert done.returncode == 0, done.stderr
    assert "15 rows new or changed, 0 to be asked; 282 acts recorded just so" in done.stderr
    added = [row for row in rows(proposal) if row["change"] == "added"]
    assert [(row["party"], row["kind"], row["date"]) for row in added] == [
        ("wsm", "Accession", "2025-02-17"),
        ("lka", "Ratification", "2015-06-15"),
        ("ton", "Accession", "2024-11-04"),
    ]
    done = run("source", "refresh", "--apply", str(proposal))
    assert done.returncode == 0, done.stderr
    assert len(rows(home / TABLE)) == 297
    said = run("status", "Tonga", "Palermo Protocol", "asOf=2026-11-01").stdout
    assert "Tonga was a party on 1 November 2026, since 4 December 2024, by accession on 4" in said
    said = run("status", "Finland", "Palermo Protocol", "asOf=2026-11-01").stdout
    assert "Finland was a party on 1 November 2026" in said and "up to 29 November 2026" in said
    said = run("status", "Iran", "Palermo Protocol", "asOf=2026-11-01").stdout
    assert "Iran had neither signed nor joined it by 1 November 2026." in said
    query = "SELECT ?day { id:act-palermo-protocol-ton-consent dcterms:date ?day }"
    assert (
        "treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=XVIII-12-a"
        in run("sparql", query, "--cite", "--format", "table").stdout
    )


def test_a_page_that_says_nothing_new_proposes_only_its_day(home: Path) -> None:
    run = partial(command_line.run, THBGRAPH_HOME=str(home))
    proposal = home / "again.csv"
    done = run(
        "source", "refresh", PAGE, "--treaty", "Palermo Protocol", "--read", "2026-11-30", "-o", str(proposal)
    )
    assert done.returncode == 0 and "2 rows new or changed" in done.stderr
    assert [row["change"] for row in rows(proposal) if row["change"] != "confirmed"] == ["covered", "covered"]
