"""What each table says of its source against what is known of it: version, day, licence; and no file copied.

The open data are not part of the project. Where they are absent these tests are skipped.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from open_data import OPEN_DATA

ROOT = Path(__file__).resolve().parents[2]
#: The folder of the open data from which each table of one dataset was made; the others are compilations.
FOLDERS = {
    "cities": "places-subset",
    "country-codes": "country-codes",
    "country-names": "eu-op-countries",
    "hr-status-2022": "hr-status-2022",
    "igo-years": "cow-igo-memberships",
    "ilo-members": "memberships",
    "iom-members": "memberships",
    "ipu-members": "memberships",
    "manyhealth-acts": "manyhealth-memberships",
    "ohchr-status-2020": "ohchr-status-2020",
    "organization-names": "eu-op-corporate-bodies",
    "topic-names": "eurovoc-subset",
    "untc-acts": "untc-zmjones",
}
#: Words of a licence, and how the metadata name it; what else was made from the open data is stated as facts.
LICENCES = {
    "cities": ("data GeoNames, CC BY", "https://creativecommons.org/licenses/by/4.0/"),
    "country-codes": ("ODC-PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    "country-names": ("Commission Decision 2011/833/EU", "2011/833/EU"),
    "ilo-members": ("MIT; source CIA World Factbook", "https://opensource.org/license/mit"),
    "iom-members": ("MIT; source CIA World Factbook", "https://opensource.org/license/mit"),
    "ipu-members": ("MIT; source CIA World Factbook", "https://opensource.org/license/mit"),
    "manyhealth-acts": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "organization-names": ("Decision 2011/833/EU", "2011/833/EU"),
    "topic-names": ("Decision 2011/833/EU", "2011/833/EU"),
}

pytestmark = pytest.mark.skipif(not OPEN_DATA.exists(), reason="the open data lie outside the project")


@cache
def metadata(table: str) -> dict[str, str]:
    """What a table says of itself, by the local names of the properties; values of one only."""
    text = (ROOT / f"data/tables/{table}.csv-metadata.json").read_text(encoding="utf-8")
    said: dict[str, Any] = json.loads(text)
    plain = {}
    for name, value in said.items():
        first = value[0] if isinstance(value, list) and value else value
        local = re.split(r"[/#]", name)[-1]
        plain[local] = first.get("@value", first.get("@id", "")) if isinstance(first, dict) else str(first)
    plain["columns"] = " ".join(column["name"] for column in said["tableSchema"]["columns"])
    return plain


def known(table: str) -> str:
    return (OPEN_DATA / FOLDERS[table] / "SOURCE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", sorted(FOLDERS.keys() - {"cities"}))  # from the release of a package
def test_version_and_day_are_those_of_the_copy_that_was_read(table: str) -> None:
    said, text = metadata(table), known(table)
    (commit,) = re.findall(r"[0-9a-f]{40}", said["version"])
    assert re.search(rf"{commit}[ ;]*\({said['retrieved']}", text), (commit, said["retrieved"])


@pytest.mark.parametrize(
    "table", sorted(path.name.removesuffix(".csv") for path in ROOT.glob("data/tables/*.csv"))
)
def test_rights_are_those_of_the_source_or_none_is_claimed(table: str) -> None:
    """A new table may state a licence of its own; `check` asks each for its rights."""
    said = metadata(table)
    if table in LICENCES:
        words, name = LICENCES[table]
        assert words in known(table) and name in said.get("license", said.get("rights", ""))
    elif table in FOLDERS or ({"evidence", "list"} & set(said["columns"].split()) and "license" not in said):
        assert (said.get("rights"), said.get("license")) == ("facts; no licence stated", None)


def test_no_file_of_the_open_data_is_copied() -> None:
    def content(paths: list[Path]) -> dict[str, str]:
        return {sha256(path.read_bytes()).hexdigest(): path.name for path in paths if path.is_file()}

    theirs = content([path for path in OPEN_DATA.rglob("*") if path.suffix in (".csv", ".tsv", ".json")])
    ours = content([path for folder in ("data", "docs", "tests") for path in (ROOT / folder).rglob("*")])
    assert theirs and not theirs.keys() & ours.keys()
