"""Statements and exported text as graphs of rdflib, lexical forms kept."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from ...sparql.rdflib_terms import dataset
from ..statements import GraphText, Statements
from .graph_formats import engine_format


def dataset_of(found: Statements | GraphText) -> Any:
    """Returns an rdflib Dataset; triples are in its default graph."""
    if isinstance(found, GraphText):
        return dataset(ox.parse(str(found), format=engine_format(found.form)))
    return dataset(found)
