"""Checks every file of links: as SSSOM by a library of that standard, as the project reads it, and together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from ..texts.links import LinkSet
from ..thought.link_faults import link_faults
from ..words.errors import DataError
from ..words.findings import Finding, in_order, of_error
from . import layout, sources


def has_library() -> bool:
    """Says whether the SSSOM library is installed (extra `curate`)."""
    return find_spec("sssom_pydantic") is not None


def link_findings(root: Path, labels: Mapping[str, str]) -> list[Finding]:
    """Gives all that is wrong with the links of a home; `labels` goes from IRI of an entity to its label.

    Files that do not read are left out of what holds them together. Where the library is not installed, the
    project's own, narrower reading stands alone.
    """
    found: list[Finding] = []
    sets: list[LinkSet] = []
    for name in sources.link_files(root):
        try:
            sets.append(sources.read_link_file(root, name))
        except DataError as error:
            found.append(of_error(error))
            continue
        for path, _ in layout.differing(root, [name]):
            found.append(Finding(path, None, "form", "not in canonical form; run: thbgraph fmt"))
        if has_library():
            found += _invalid(sources.read_text(root, name), name)
    return in_order([*found, *link_faults(sets, labels)])


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
