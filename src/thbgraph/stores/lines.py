"""Statements as sorted lines of N-Quads, each once: what the files of a build hold, and how they are read in order.

In the order of lines a triple that stands in several graphs stands in neighbouring lines.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

import pyoxigraph as ox

#: So many lines are handed on at once.
_SOME = 500


def sorted_lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Writes quads as lines of N-Quads, in order and each once."""
    written: bytes = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    return sorted(set(written.splitlines(keepends=True)))


def subject_of(line: bytes) -> bytes:
    """Returns the subject of a line.

    >>> subject_of(b'<urn:s> <urn:p> "a <b" <urn:g> .\\n')
    b'<urn:s>'
    """
    return line[: line.index(b" ")]


def predicate_of(line: bytes) -> bytes:
    """Returns the predicate of a line.

    >>> predicate_of(b'<urn:s> <urn:p> "a <b" <urn:g> .\\n')
    b'<urn:p>'
    """
    return line.split(b" ", 2)[1]


def triple_of(line: bytes) -> bytes:
    """Returns the triple of a line that names a graph.

    >>> triple_of(b'<urn:s> <urn:p> "a <b" <urn:g> .\\n')
    b'<urn:s> <urn:p> "a <b"'
    """
    return line[: line.rindex(b" <")]


def graph_of(line: bytes) -> bytes:
    """Returns the IRI of the graph that a line names.

    >>> graph_of(b'<urn:s> <urn:p> "a <b" <urn:g> .\\n')
    b'urn:g'
    """
    return line[line.rindex(b" <") + 2 : -4]


def triples(lines: Iterable[bytes], graph: bytes = b"") -> Iterator[bytes]:
    """Yields each triple of sorted lines once, as a line of the default graph, or of a graph that is given."""
    end = b" <" + graph + b"> .\n" if graph else b" .\n"
    return (triple + end for triple, _ in groupby(lines, triple_of))


class Stream(io.RawIOBase):
    """Lines as a file that is read from the beginning to the end, for readers of large files."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines, self._rest = iter(lines), memoryview(b"")

    def readable(self) -> bool:
        """Says that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills a buffer, as far as there are lines."""
        if not self._rest:
            self._rest = memoryview(b"".join(islice(self._lines, _SOME)))
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def quads_of(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    """Reads quads from lines, a few at a time; the engine wrote them, so that they need no second check."""
    found: Iterator[ox.Quad] = ox.parse(
        io.BufferedReader(Stream(lines)), format=ox.RdfFormat.N_QUADS, lenient=True
    )
    return found
