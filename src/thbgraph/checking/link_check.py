"""Checks every file of links: as SSSOM by a library of that standard, as the project reads it, and together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..building import layout, sources
from ..files.links import LinkSet, read_links, row_faults
from ..naming.labels import entity_labels
from ..words.errors import DataError
from ..words.findings import Finding, in_order, of_error
from .link_faults import link_faults

#: Names the folder that a library behind the SSSOM library takes for its own.
_HOME = "PYSTOW_HOME"


def has_library() -> bool:
    """Says whether the SSSOM library is installed (extra `curate`)."""
    return find_spec("sssom_pydantic") is not None


def link_findings(root: Path) -> list[Finding]:
    """Gives all that is wrong with the links of a home.

    Files that do not read are left out of what holds them together. Where the library is not installed, the
    project's own, narrower reading stands alone.
    """
    found: list[Finding] = []
    sets: list[LinkSet] = []
    for name in sources.link_files(root):
        try:
            text = sources.read_text(root, name)
            faults = row_faults(text, name)
        except DataError as error:
            faults = [error]
        if faults:
            found += map(of_error, faults)
            continue
        sets.append(read_links(text, name))
        for path, _ in layout.differing(root, [name]):
            found.append(Finding(path, None, "form", "not in canonical form; run: thbgraph fmt"))
        if has_library():
            found += _invalid(text, name)
    return in_order([*found, *link_faults(sets, _labels(root))])


def _labels(root: Path) -> dict[str, str]:
    """Reads what entities are called, from the files that declare them."""
    from ..files.trig import read_trig

    names = [name for name in sources.files(root) if name.startswith("data/") and name.endswith(".trig")]
    return entity_labels(quad for name in names for quad in read_trig(sources.read_text(root, name), name))


def _invalid(text: str, path: str) -> Iterator[Finding]:
    """Finds what the library does not take for valid SSSOM."""
    sssom_pydantic = _library()
    try:
        found = sssom_pydantic.read(StringIO(text), return_errors=True)
    except ValueError as error:
        yield Finding(path, 1, "link", f"is no valid SSSOM: {_first_line(error)}")
        return
    for fault in found[3]:
        yield Finding(path, fault.line_number, "link", f"is no valid SSSOM: {_first_line(fault.exception)}")


def _library() -> Any:
    """Imports the SSSOM library with a home of its own for what it imports.

    One of these makes a folder in the user's home at once, and breaks off where it cannot.
    """
    before = os.environ.get(_HOME)
    with TemporaryDirectory() as folder:
        os.environ.setdefault(_HOME, folder)
        try:
            import sssom_pydantic
        finally:
            if before is None:
                del os.environ[_HOME]
    return sssom_pydantic


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
