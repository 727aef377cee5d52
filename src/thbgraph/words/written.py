"""Statements of one graph as text, where the terms of many statements are made only to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox


class Written(NamedTuple):
    """Statements of a graph as Turtle, each about one subject and on a line of its own.

    >>> written = Written.of("urn:x:g", ["<urn:x:a> <urn:x:p> <urn:x:b>", '<urn:x:a> <urn:x:q> "b"@en, "c"'])
    >>> print(written.in_graph().decode(), end="")
    <urn:x:g> {
    <urn:x:a> <urn:x:p> <urn:x:b> .
    <urn:x:a> <urn:x:q> "b"@en, "c" .
    }
    >>> [quad.object.value for quad in written.beginning("urn:x:q").quads()]
    ['b', 'c']
    """

    graph: str
    plain: bytes

    @classmethod
    def of(cls, graph: str, statements: Iterable[str]) -> Written:
        """Writes statements, each given as Turtle has it before the dot."""
        return cls(graph, " .\n".join([*statements, ""]).encode())

    def in_graph(self) -> bytes:
        """Writes them as TriG."""
        return f"<{self.graph}> {{\n".encode() + self.plain + b"}\n"

    def read(self) -> Iterator[ox.Quad]:
        """Reads them one by one; the engine does this in less time than terms take to be put together."""
        found: Iterator[ox.Quad] = ox.parse(self.in_graph(), format=ox.RdfFormat.TRIG, lenient=True)
        return found

    def quads(self) -> list[ox.Quad]:
        """Reads them all."""
        return list(self.read())

    def beginning(self, prop: str) -> Written:
        """Gives those that begin with a property."""
        written = f" <{prop}> ".encode()
        lines = self.plain.splitlines(keepends=True)
        holding = (one for one in lines if written in one)  # a few, of which it may be the object
        own = (one for one in holding if one.find(b" ") == one.find(written))
        return Written(self.graph, b"".join(own))
