"""Where the real home lies, and the cache in which all workers find its graph, built once."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker has that of its controller
    _OWN = tempfile.TemporaryDirectory(prefix="thbgraph-tests-")
    os.environ["THBGRAPH_CACHE"] = f"{_OWN.name}/cache"
    os.mkdir(os.environ["THBGRAPH_CACHE"])
CACHE = os.environ["THBGRAPH_CACHE"]


@contextmanager
def shared(name: str) -> Iterator[Path]:
    """Gives a file or folder that all workers share, to one after the other: the first one makes what the others find."""
    path = Path(CACHE).with_name(name)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield path
