"""Property paths as rdflib reads them, turned into those by which witnesses are sought."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from rdflib import paths

from ..sparql.rdflib_terms import from_rdflib
from .path_witness import Path

_OPERATORS: dict[type, str] = {paths.SequencePath: "/", paths.AlternativePath: "|", paths.NegatedPath: "!"}


def from_rdflib_path(path: Any) -> Path | ox.NamedNode:
    """Gives a path of rdflib, or a predicate, as one of these."""
    if isinstance(path, paths.MulPath):
        return Path(str(path.mod), (from_rdflib_path(path.path),))
    if isinstance(path, paths.InvPath):
        return Path("^", (from_rdflib_path(path.arg),))
    if type(path) in _OPERATORS:
        return Path(_OPERATORS[type(path)], tuple(map(from_rdflib_path, path.args)))
    predicate = from_rdflib(path)
    assert isinstance(predicate, ox.NamedNode)
    return predicate
