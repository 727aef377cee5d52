"""The canonical form of the files under `data/`: what differs from it, and writing it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from ..words.errors import DataError
from . import sources


def differing(root: Path) -> Iterator[tuple[str, str]]:
    """Yields path and canonical text of every file under `data/` that is not in canonical form.

    Raises DataError for a file that has no canonical form, such as one that does not parse.
    """
    for name in sources.files(root):
        if name.startswith("data/"):
            text = sources.read_text(root, name)
            canonical = _canonical(root, name, text)
            if canonical.encode() != (root / name).read_bytes():
                yield name, canonical


def write(root: Path, name: str, text: str) -> None:
    """Writes a file of the home anew, whole or not at all."""
    beside = (root / name).with_name(f".{Path(name).name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(root / name)


def _canonical(root: Path, name: str, text: str) -> str:
    from ..texts.tables import format_metadata, format_table
    from ..texts.trig import format_trig

    if name.endswith(".trig"):
        return format_trig(text, name)
    if name.endswith(".csv"):
        metadata = json.loads(sources.read_text(root, name + "-metadata.json"))
        return format_table(text, metadata, name)
    if name.endswith(".json"):
        try:
            return format_metadata(text)
        except ValueError as error:
            raise DataError(f"not valid JSON: {error}", path=name) from None
    return text
