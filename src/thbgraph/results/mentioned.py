"""What the evidence of a row mentions: the passages and sources that it is in, and the things in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pyoxigraph as ox

from ..base.terms import expand
from .rows import Citation

#: A CURIE in the pattern of what is not there.
CURIE = re.compile(r"(?<![\w?\"'<:/])[a-z]+:[\w-]+")


def graphs_of(citation: Citation) -> Iterator[str]:
    """Yields the IRIs of the passages and sources that the evidence of a row is in."""
    for quad in _quads(citation):
        yield quad.graph_name.value


def things_of(citation: Citation) -> Iterator[str]:
    """Yields the IRIs of the things that the evidence of a row mentions."""
    for quad in _quads(citation):
        yield from (term.value for term in quad.triple if isinstance(term, ox.NamedNode))
    for absence in citation.absences:
        yield from filter(None, map(expand, CURIE.findall(absence.pattern)))


def _quads(citation: Citation) -> Iterator[ox.Quad]:
    return chain(citation.statements, citation.axioms, *(absence.grounds for absence in citation.absences))
