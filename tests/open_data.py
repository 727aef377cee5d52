"""The open data, which lie beside the project and not in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

OPEN_DATA = Path(__file__).resolve().parents[2] / "shared" / "open-data"


def open_data(path: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Reads a table of the open data; skips the test where it is not here."""
    if not (OPEN_DATA / path).exists():
        pytest.skip(f"the open data lie outside the project, and are not here: {path}")
    with (OPEN_DATA / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
