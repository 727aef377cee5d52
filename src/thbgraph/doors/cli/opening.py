"""Opening the graph for a command, and writing what a command says."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ...words.errors import RequestError

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph


def open_here() -> KnowledgeGraph:
    """Opens the graph; says so, with its steps, when it has to be built first."""
    from ...graph import open_graph
    from .progress import Bar

    with Bar("building the graph, since it is new or its sources have changed") as bar:
        return open_graph(progress=bar.step)


def write(text: str, output: str | None = None) -> None:
    """Writes to standard output, or to a file, which then holds all of it or is as it was before.

    Raises RequestError where the file cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        return
    path = Path(output)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise RequestError(f"{output}: {error.strerror}") from None
