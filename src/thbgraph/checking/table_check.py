"""Holding the tables of sources against their metadata, table by table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..building import homes, sources
from ..files.table_metadata import GRAPH, read_metadata
from ..words.errors import DataError

#: The line of a table on which the quads of its metadata are placed.
_HEADER = 1


def checked_tables(root: Path, source: str | None = None) -> Iterator[tuple[str, int | DataError]]:
    """Yields the path of each table, or of those of one source (an IRI), and its number of rows or its fault."""
    for path in homes.files(root):
        if not (path.startswith("data/") and path.endswith(".csv")):
            continue
        try:
            beside = path + "-metadata.json"
            metadata = read_metadata(homes.read_text(root, beside), beside)
            if source is None or metadata.get(GRAPH) == {"@id": source}:
                yield path, len({statement.line for statement in sources.read_file(root, path)} - {_HEADER})
        except DataError as error:
            yield path, error
