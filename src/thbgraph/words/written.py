"""Triples of one graph as text, where the terms of many statements are made only to be written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyoxigraph as ox


class Written(NamedTuple):
    """Triples of a graph, each as a line of N-Quads has it before the graph, a space at its end.

    >>> written = Written("urn:x:g", ["<urn:x:a> <urn:x:p> <urn:x:b> ", '<urn:x:a> <urn:x:q> "b" '])
    >>> print(written.in_graph().decode(), end="")
    <urn:x:a> <urn:x:p> <urn:x:b> <urn:x:g> .
    <urn:x:a> <urn:x:q> "b" <urn:x:g> .
    >>> [quad.object.value for quad in written.having("urn:x:q").quads()]
    ['b']
    """

    graph: str
    triples: Sequence[str]

    def in_graph(self) -> bytes:
        """Writes them as N-Quads."""
        return self._ended(f"<{self.graph}> .\n")

    def plain(self) -> bytes:
        """Writes them as N-Triples."""
        return self._ended(".\n")

    def quads(self) -> list[ox.Quad]:
        """Reads them; the engine does this in less time than terms take to be put together one by one."""
        return list(ox.parse(self.in_graph(), format=ox.RdfFormat.N_QUADS, lenient=True))

    def having(self, prop: str) -> Written:
        """Gives those of a property."""
        written = f" <{prop}> "
        holding = (one for one in self.triples if written in one)  # a few, of which it may be the object
        return Written(self.graph, [one for one in holding if one.find(" ") == one.find(written)])

    def _ended(self, end: str) -> bytes:
        return end.join([*self.triples, ""]).encode()
