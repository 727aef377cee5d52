"""Generated pages that are not current: told in the checkout that the program runs from, and in no other home."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import data_pages
from thbgraph.build import source_files as sources
from thbgraph.checking import generated
from thbgraph.checking.generated import stale_findings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pages are made from, and the pages."""
    place = tmp_path_factory.mktemp("checkout")
    for name in ("ontology", "data", "queries", "docs"):
        shutil.copytree(ROOT / name, place / name)
    for name in ("LICENSE-DATA", "home.toml"):
        shutil.copy(ROOT / name, place)
    return place


def stale(root: Path) -> list[str]:
    ontology = list(sources.read_ontology(root))
    return [str(one) for one in stale_findings(root, ontology, sources.read_quads(root))]


def test_pages_that_are_not_current_are_told(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "_GENERATOR", checkout / "docs/data_pages.py")
    assert stale(checkout) == []
    core = checkout / "ontology/core.ttl"
    text = core.read_text(encoding="utf-8")
    core.write_text(
        text.replace("thb:monitors a", "thb:funds a owl:ObjectProperty .\n\nthb:monitors a"), encoding="utf-8"
    )
    assert stale(checkout) == [
        f"ontology/{name}.jsonld: is not current; run: make docs" for name in ("context", "plain")
    ]


def test_another_home_is_not_asked_to_make_pages(checkout: Path) -> None:
    (checkout / "ontology/plain.jsonld").write_text("{}", encoding="utf-8")
    assert stale(checkout) == []


def test_a_licence_that_nobody_named_before_needs_no_code(checkout: Path) -> None:
    metadata = checkout / "data/tables/cities.csv-metadata.json"
    text = metadata.read_text(encoding="utf-8")
    terms = (checkout / "LICENSE-DATA").read_text(encoding="utf-8")
    for given, said in (
        ("https://example.org/terms", "https://example.org/terms:\n  cities\n"),
        (
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "(SPDX: CC0-1.0):\n  cities country-adjectives\n",
        ),
    ):
        metadata.write_text(
            text.replace("https://creativecommons.org/licenses/by/4.0/", given), encoding="utf-8"
        )
        assert said in data_pages.licence(terms, checkout)
