"""Statements as sorted lines of N-Quads, each once: what the files of a build hold, and how they are read in order.

In the order of lines a triple that stands in several graphs stands in neighbouring lines.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, TypeAlias

import pyoxigraph as ox

from ..base.grouping import grouped

#: Gives lines, in order, each time that it is called.
Lines: TypeAlias = Callable[[], Iterable[bytes]]
#: So many lines are handed on at once, and so many are sorted at once: some 50 MB.
_SOME, _RUN = 500, 200_000


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


def by_graph(parts: Sequence[Lines]) -> dict[str, Lines]:
    """Returns what gives the lines of each graph; the first part has several, each other one has one."""
    several, *others = parts
    parted = _PartedLines(several())
    found: dict[str, Lines] = {name.decode(): partial(parted.of, name) for name in parted.pieces}
    for part in others:
        first = next(iter(part()), None)
        if first is not None:
            found[graph_of(first).decode()] = part
    return found


def in_batches(lines: Iterable[bytes], most: int) -> Iterator[list[bytes]]:
    """Yields lines, at most so many at once."""
    left = iter(lines)
    while some := list(islice(left, most)):
        yield some


def without(lines: Iterable[bytes], others: Iterable[bytes]) -> Iterator[bytes]:
    """Yields the lines that are none of others, both in order and each once.

    >>> [*without([b"a", b"b", b"d"], [b"b", b"c"])]
    [b'a', b'd']
    """
    rest = iter(others)
    other = next(rest, None)
    for line in lines:
        while other is not None and other < line:
            other = next(rest, None)
        if line != other:
            yield line


def _file() -> IO[bytes]:
    """Returns a file that is there as long as somebody has it."""
    from tempfile import TemporaryFile  # which most commands need for nothing

    return TemporaryFile()


class SortedLines:
    """Lines in order, each once, of which more than a few lie on the disk: what gives them each time that it is called."""

    def __init__(self, lines: Iterable[bytes], most: int = _RUN) -> None:
        """Takes lines in any order, and sorts so many at once."""
        self._runs: list[Iterable[bytes]] = []
        for some in in_batches(lines, most):
            run: Iterable[bytes] = dict.fromkeys(sorted(some))
            if len(some) == most:
                file = _file()
                file.writelines(run)
                run = file
            self._runs.append(run)

    def __call__(self) -> Iterator[bytes]:
        """Yields the lines."""
        for run in self._runs:
            if isinstance(run, io.IOBase):
                run.seek(0)
        # Yielded here, so that what is read is not closed meanwhile.
        if len(self._runs) == 1:
            yield from self._runs[0]
        else:
            yield from map(itemgetter(0), groupby(merge(*self._runs)))

    def __del__(self) -> None:
        """Closes what lies on the disk."""
        for run in self._runs:
            if isinstance(run, io.IOBase):
                run.close()


class _PartedLines:
    """Lines by graph, in their order, which lie in pieces on the disk: `pieces` says where."""

    def __init__(self, lines: Iterable[bytes], most: int = _RUN // 2) -> None:
        """Takes lines, and holds so many at once."""
        self._file = _file()
        self.pieces = defaultdict[bytes, list[tuple[int, int]]](list)
        for some in in_batches(lines, most):
            for graph, of_graph in grouped((graph_of(line), line) for line in some).items():
                start = self._file.tell()
                self.pieces[graph].append((start, self._file.write(b"".join(of_graph))))

    def of(self, graph: bytes) -> Iterator[bytes]:
        """Yields the lines of a graph."""
        for start, size in self.pieces[graph]:
            self._file.seek(start)
            yield from io.BytesIO(self._file.read(size))

    def __del__(self) -> None:
        """Closes what lies on the disk."""
        self._file.close()


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
