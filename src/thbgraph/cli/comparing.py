"""The command `diff`: what two data folders, or builds, state differently."""

from __future__ import annotations

import argparse
from pathlib import Path

import pyoxigraph as ox

from ..base.errors import DataError, RequestError
from ..build import homes, sources
from ..build.builds import MANIFEST, STATED, Build
from ..difference.graphs import by_entity, by_graph, by_quad, compare, in_numbers
from .opening import brief, write


def diff(options: argparse.Namespace) -> int:
    """Prints what the folder `after` states and `before` does not, and the reverse; exit 1 when they differ.

    Raises RequestError for what is neither a data folder nor a build, DataError for a file that cannot be read.
    """
    found = compare(_statements(options.before), _statements(options.after))
    if options.by == "quad":
        lines = by_quad(found)
    else:
        lines = by_graph(found) if options.by == "graph" else by_entity(found)
        lines += ([""] if lines else []) + [in_numbers(found)]
    write("".join(line + "\n" for line in lines))
    return 0 if found.before == found.after else 1


def _statements(folder: str) -> list[ox.Quad]:
    """Reads the ontology and the data of a data folder, or of a build in the cache, building nothing."""
    root = Path(folder)
    folder = brief(folder)
    if not root.is_dir():
        raise RequestError(f"{folder}: no such folder; name one with ontology/, data/ and queries/")
    if (root / MANIFEST).is_file():
        build = Build(root)
        build.verify()
        return [*build.quads(STATED)]
    missing = [f"{name}/" for name in homes.FOLDERS if not (root / name).is_dir()]
    if missing:
        raise RequestError(
            f"{folder}: is not a data folder: it has no {' and no '.join(missing)}; "
            "name a folder with ontology/, data/ and queries/"
        )
    try:
        found = [statement.quad for statement in sources.read_ontology(root)]
        return found + [statement.quad for statement in sources.read_data(root)]
    except DataError as error:  # say in which of the two folders the file lies
        path = (root / error.path).as_posix()
        raise DataError(error.message, path=path, line=error.line, column=error.column) from None
