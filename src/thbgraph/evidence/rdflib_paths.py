"""Property paths as rdflib reads them, turned into those by which witnesses are sought."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from rdflib import paths

from ..sparql.rdflib_terms import from_rdflib
from .path_witness import Choice, Inverse, Other, Path, Repeated, Sequel


def from_rdflib_path(path: Any) -> Path:
    """Gives a path of rdflib, or a predicate, as one of these."""
    if isinstance(path, paths.InvPath):
        return Inverse(from_rdflib_path(path.arg))
    if isinstance(path, paths.SequencePath):
        return Sequel(tuple(map(from_rdflib_path, path.args)))
    if isinstance(path, paths.AlternativePath):
        return Choice(tuple(map(from_rdflib_path, path.args)))
    if isinstance(path, paths.MulPath):
        return Repeated(from_rdflib_path(path.path), bool(path.zero), bool(path.more))
    if isinstance(path, paths.NegatedPath):
        return Other(frozenset(map(str, path.args)))
    predicate = from_rdflib(path)
    assert isinstance(predicate, ox.NamedNode)
    return predicate
