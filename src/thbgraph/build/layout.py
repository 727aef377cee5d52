"""The canonical form of the files under `data/`: what differs from it, and writing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..base.errors import RequestError
from ..rdf.links import format_links
from ..rdf.table_metadata import format_metadata, read_metadata
from ..rdf.tables import format_table
from ..rdf.trig import format_trig
from . import homes
from .files import followed, write_whole


def differing(root: Path, names: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yields path and canonical text of every file under `data/` that is not in canonical form.

    `names` are the files to look at, all by default.

    Raises DataError for a file that has no canonical form, such as one that does not parse.
    """
    for name in homes.files(root) if names is None else names:
        if name.startswith("data/"):
            text = homes.read_text(root, name)
            canonical = _canonical(root, name, text)
            if canonical.encode() != (root / name).read_bytes():
                yield name, canonical


def write(root: Path, name: str, text: str) -> None:
    """Writes a file of the home anew, whole or not at all; one that is a symbolic link stays one."""
    write_whole(followed(root / name), text.encode())


def accept(root: Path, name: str, text: str) -> None:
    """Writes what somebody accepted to a file of the home; raises RequestError where it cannot be written."""
    path = root / name
    if homes.carried(root) is not None:
        raise RequestError(
            f"{root}: came with the package and must not be edited; set THBGRAPH_HOME to a checkout"
        )
    try:
        path.parent.mkdir(exist_ok=True)
        write(root, name, text)
    except OSError as error:
        raise RequestError(
            f"{path}: cannot be written: {error.strerror}; set THBGRAPH_HOME to a checkout of your own"
        ) from None


def _canonical(root: Path, name: str, text: str) -> str:
    if name.endswith(".trig"):
        return format_trig(text, name)
    if name.endswith(".csv"):
        beside = name + "-metadata.json"
        return format_table(text, read_metadata(homes.read_text(root, beside), beside), name)
    if name.endswith(".sssom.tsv"):
        return format_links(text, name)
    return format_metadata(text, path=name)
