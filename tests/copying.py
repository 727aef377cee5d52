"""Copies of the repository's home, to be changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from thbgraph.build.homes import FOLDERS
from thbgraph.cli import command_io
from thbgraph.graph import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[1]


def copied_home(place: Path) -> Path:
    """Copies what a home holds to a folder that is there, and returns it."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "home.toml", place)
    return place


@contextmanager
def read_as(graph: KnowledgeGraph, home: Path) -> Iterator[None]:
    """Lets commands find in a copied home what another graph holds, such as its names, so that none is built of it."""
    known = KnowledgeGraph(graph._store, graph.index._replace(root=home))
    with patch.object(command_io, "open_graph", lambda *_, **__: known):
        yield
