"""Checks every file of links: as the project reads it, and all rows together."""

from __future__ import annotations

from pathlib import Path

from ..building import layout, sources
from ..files.links import LinkSet, read_links, row_faults
from ..files.trig import read_trig
from ..naming.labels import entity_labels
from ..words.errors import DataError
from ..words.findings import Finding, in_order, of_error
from .link_faults import link_faults


def link_findings(root: Path) -> list[Finding]:
    """Gives all that is wrong with the links of a home.

    Files that do not read are left out of what holds them together.
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
    return in_order([*found, *link_faults(sets, _labels(root))])


def _labels(root: Path) -> dict[str, str]:
    """Reads what entities are called, from the files that declare them."""
    names = [name for name in sources.files(root) if name.startswith("data/") and name.endswith(".trig")]
    return entity_labels(quad for name in names for quad in read_trig(sources.read_text(root, name), name))
