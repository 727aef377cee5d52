"""Holding the tables of sources against their metadata, and the metadata against what each source must say of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..base import vocabulary as thb
from ..base.errors import DataError
from ..base.findings import Finding
from ..base.namespaces import PREFIXES, SOURCE
from ..build import homes
from ..build import source_files as sources
from ..rdf.table_metadata import GRAPH, read_metadata, table_of

#: The line of a table on which the quads of its metadata are placed.
_HEADER = 1
_PUBLISHER, _NOTE, _PAGE, _VERSION, _RETRIEVED = (
    PREFIXES["dc"] + "publisher",
    PREFIXES["skos"] + "note",
    PREFIXES["foaf"] + "page",
    PREFIXES["dcat"] + "version",
    thb.retrieved,
)
#: Columns that give the page of each row.
_PAGES_OF_ROWS = {"address", "evidence", "list"}


def checked_tables(root: Path, source: str | None) -> Iterator[tuple[str, int | DataError]]:
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


def source_findings(root: Path, files: Iterable[str]) -> Iterator[Finding]:
    """Yields what the metadata among some files do not say of their source; title, rights and class are matters of shapes."""
    for path in files:
        if not (path.startswith("data/") and path.endswith(".csv-metadata.json")):
            continue
        try:
            metadata = read_metadata(homes.read_text(root, path), path)
            columns = {
                column.name for column in table_of(metadata, path.removesuffix("-metadata.json")).columns
            }
        except DataError:
            continue
        graph = SOURCE + path.rpartition("/")[2].removesuffix(".csv-metadata.json")
        if metadata[GRAPH] != {"@id": graph}:
            yield Finding(path, 1, "source", f'"{GRAPH}" must be named after the table: {graph}')
        for message in _missing_columns(metadata, columns):
            yield Finding(path, 1, "source", message)


def _missing_columns(metadata: Mapping[str, Any], columns: set[str]) -> Iterator[str]:
    if _PUBLISHER not in metadata:
        yield f'has no "{_PUBLISHER}"; name who published what the table is made from'
    if _NOTE not in metadata:
        yield f'has no "{_NOTE}"; say what the table takes over, and its known gaps'
    is_read = _RETRIEVED in metadata and (_PAGE in metadata or columns & _PAGES_OF_ROWS)
    if _VERSION not in metadata and not is_read:
        yield (
            f'does not say what was read and when; add "{_VERSION}", or the day of reading as "{_RETRIEVED}" with '
            f'"{_PAGE}" or a column evidence with the page of each row'
        )
