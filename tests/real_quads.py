"""What the sources of the real graph state, read once for all tests of a process, when a test first needs it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from thbgraph.building import sources

_ROOT = Path(__file__).resolve().parents[1]


@cache
def real_quads() -> tuple[ox.Quad, ...]:
    """Gives the quads of all passages and sources."""
    return tuple(sources.read_quads(_ROOT))
