"""Opening the graph for a command, and writing what a command says."""

from __future__ import annotations

import os
import sys
from errno import EISDIR
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

    A link is followed; a device or pipe, which cannot be replaced, is written to. Raises RequestError where
    the file cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        return
    path = Path(os.path.realpath(output))
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(path, text)
    except OSError as error:
        raise RequestError(f"{output!r} cannot be written: {error.strerror}; name another file") from None


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
