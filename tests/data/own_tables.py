"""The tables of the project, as they are written."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "data" / "tables"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Reads the rows of a table."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def act(name: str, source: str) -> dict[str, str]:
    """Returns the row of an act, without its empty cells."""
    (row,) = [row for row in table(source) if row["act"] == f"act-{name}"]
    return {key: value for key, value in row.items() if value}


def bounds(row: dict[str, str]) -> tuple[str, str]:
    """Returns the first and the last day of an act of a table."""
    return row.get("not_before") or row["date"], row.get("not_after") or row["date"]
