"""What the sources of the real graph state, read once for all tests of a process, when a test first needs it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from thbgraph.build import source_files as sources

_ROOT = Path(__file__).resolve().parents[1]
_read = sources.read_quads


@cache
def real_quads() -> tuple[ox.Quad, ...]:
    """Gives the quads of all passages and sources."""
    return tuple(_read(_ROOT))


def read_quads(root: Path, names: Iterable[str] | None = None) -> list[ox.Quad]:
    """Reads quads as the program does, but those of the real graph once."""
    return list(real_quads()) if root == _ROOT and names is None else _read(root, names)
