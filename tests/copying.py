"""Copies of the repository's home, to be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from thbgraph.build.homes import FOLDERS

ROOT = Path(__file__).resolve().parents[1]


def copied_home(place: Path) -> Path:
    """Copies what a home holds to a folder that is there, and returns it."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "home.toml", place)
    return place
