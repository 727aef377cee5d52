"""What the metadata of a table must say of its source is told by `check`, and all sources of the project say it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thbgraph.build import homes
from thbgraph.checking.table_faults import source_findings
from thbgraph.graph import check

ROOT = Path(__file__).resolve().parents[2]
THB, DC, FOAF = (
    "https://w3id.org/thbgraph/ontology#",
    "http://purl.org/dc/elements/1.1/",
    "http://xmlns.com/foaf/0.1/",
)
VERSION, NOTE = "http://www.w3.org/ns/dcat#version", "http://www.w3.org/2004/02/skos/core#note"


def without(*keys: str) -> Callable[[dict[str, Any]], None]:
    def edit(metadata: dict[str, Any]) -> None:
        for key in keys:
            del metadata[key]

    return edit


def renamed(metadata: dict[str, Any]) -> None:
    metadata[THB + "graph"] = {"@id": "https://w3id.org/thbgraph/source/other"}


def plant(home: Path, table: str, edit: Callable[[dict[str, Any]], None]) -> str:
    """Copies a table into a home with its metadata edited; returns the path of these."""
    folder = home / "data/tables"
    folder.mkdir(exist_ok=True)
    (folder / f"{table}.csv").write_bytes((ROOT / f"data/tables/{table}.csv").read_bytes())
    path = f"data/tables/{table}.csv-metadata.json"
    metadata = json.loads((ROOT / path).read_text(encoding="utf-8"))
    edit(metadata)
    (home / path).write_text(json.dumps(metadata, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("table", "edit", "said"),
    [
        ("ilo-members", without(), None),
        ("ilo-members", without(VERSION), None),
        ("ilo-members", without(FOAF + "page", THB + "retrieved"), None),
        ("ilo-members", without(VERSION, THB + "retrieved"), "does not say what was read and when"),
        ("ilo-members", without(VERSION, FOAF + "page"), "does not say what was read and when"),
        ("cities", without(VERSION), "does not say what was read and when"),
        ("benelux-members", without(), None),
        ("ilo-members", without(DC + "publisher"), "name who published"),
        ("ilo-members", without(NOTE), "its known gaps"),
        (
            "ilo-members",
            renamed,
            "must be named after the table: https://w3id.org/thbgraph/source/ilo-members",
        ),
    ],
)
def test_a_source_says_what_was_read_when_and_by_whom(
    home: Path, table: str, edit: Callable[[dict[str, Any]], None], said: str | None
) -> None:
    path = plant(home, table, edit)
    found = list(source_findings(home, homes.files(home)))
    assert [(one.path, one.line) for one in found] == ([(path, 1)] if said else [])
    assert said is None or said in found[0].message


def test_the_check_of_the_table_tells_it_and_a_missing_licence(home: Path) -> None:
    plant(home, "cities", without(VERSION, "http://purl.org/dc/terms/license"))
    said = " ".join(one.message for one in check(home, files=["data/tables/cities.csv"]))
    assert "does not say what was read and when" in said and "needs dcterms:license" in said


def test_all_sources_of_the_project_say_it() -> None:
    assert list(source_findings(ROOT, homes.files(ROOT))) == []
