"""Preparing a release: the data are kept, and version, day and what changed stand where people look for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

import release as preparing
from thbgraph.base.errors import RequestError
from thbgraph.build import homes
from thbgraph.build.releases import releases

LOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- All.\n"
CITATION = 'cff-version: 1.2.0\ntitle: "thbgraph"\nversion: 0.0.1\nlicense: Apache-2.0\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository of few files."""
    for folder in homes.FOLDERS:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.csv").write_text("a\n")
    (tmp_path / "CHANGELOG.md").write_text(LOG)
    (tmp_path / "CITATION.cff").write_text(CITATION)
    return tmp_path


def test_a_release_keeps_the_data_and_says_its_version_and_day(home: Path) -> None:
    written = preparing.release(home, "0.1.0", date(2026, 12, 1))
    assert written == ["releases/0.1.0.tar.xz", "CHANGELOG.md", "CITATION.cff"]
    assert [one.version for one in releases(home)] == ["0.1.0"]
    assert "## Unreleased\n\n## 0.1.0 - 2026-12-01\n\n### Added" in (home / "CHANGELOG.md").read_text()
    assert "cff-version: 1.2.0\n" in (home / "CITATION.cff").read_text()
    assert "\nversion: 0.1.0\ndate-released: 2026-12-01\nlicense" in (home / "CITATION.cff").read_text()


def test_what_changed_since_the_release_before_stands_in_the_changelog(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preparing.release(home, "0.1.0", date(2026, 12, 1))

    def changes(since: str) -> SimpleNamespace:
        assert since == "0.1.0"
        return SimpleNamespace(
            entries=[SimpleNamespace(text="Tonga acceded."), SimpleNamespace(text="More.")]
        )

    monkeypatch.setattr(preparing, "open_graph", lambda root: SimpleNamespace(changes=changes))
    preparing.release(home, "0.2.0", date(2027, 1, 2))
    log = (home / "CHANGELOG.md").read_text()
    assert (
        "## 0.2.0 - 2027-01-02\n\n### What changed in the data\n\n- Tonga acceded.\n- More.\n\n## 0.1.0"
        in log
    )
    assert (home / "CITATION.cff").read_text().count("date-released: 2027-01-02") == 1


def test_a_version_that_was_released_leaves_all_as_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preparing.release(home, "0.1.0", date(2026, 12, 1))
    before = (home / "CHANGELOG.md").read_text()
    empty = SimpleNamespace(changes=lambda since: SimpleNamespace(entries=[]))
    monkeypatch.setattr(preparing, "open_graph", lambda root: empty)
    with pytest.raises(RequestError, match="is there already"):
        preparing.release(home, "0.1.0", date(2026, 12, 2))
    assert (home / "CHANGELOG.md").read_text() == before
