"""Checks every file of links: as SSSOM by a library of that standard, as the project reads it, and together."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from ..texts.links import LinkSet, read_links, row_faults
from ..thought.labels import entity_labels
from ..thought.outside.link_faults import link_faults
from ..words.errors import DataError
from ..words.findings import Finding, in_order, of_error
from . import layout, sources


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
    from ..texts.trig import read_trig

    names = [name for name in sources.files(root) if name.startswith("data/") and name.endswith(".trig")]
    return entity_labels(quad for name in names for quad in read_trig(sources.read_text(root, name), name))


def _invalid(text: str, path: str) -> Iterator[Finding]:
    """Finds what the library does not take for valid SSSOM."""
    import sssom_pydantic

    try:
        found = sssom_pydantic.read(StringIO(text), return_errors=True)
    except ValueError as error:
        yield Finding(path, 1, "link", f"is no valid SSSOM: {_first_line(error)}")
        return
    for fault in found[3]:
        yield Finding(path, fault.line_number, "link", f"is no valid SSSOM: {_first_line(fault.exception)}")


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
