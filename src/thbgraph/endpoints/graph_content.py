"""What one graph holds, here or at an engine: its triples in order, read when they are wanted, its size and its hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ..stores.lines import Lines, in_batches, without

#: What stands in a line that names a blank node, and rarely in another.
_BLANK = b"_:"
#: So many lines are hashed at once.
_SOME = 1_000


class _ContentRead(NamedTuple):
    """What is known of a graph once it was read: its lines with blank nodes, how many it has, and its hash."""

    blank: list[bytes]
    size: int
    digest: str


class GraphContent:
    """The triples of a graph as lines of N-Triples. Those with blank nodes, which are few, have the labels of RDFC-1.0."""

    def __init__(self, lines: Lines) -> None:
        """Takes what gives the lines, in order and each once."""
        self._lines = lines

    @property
    def size(self) -> int:
        """How many triples there are."""
        return self._read.size

    @property
    def digest(self) -> str:
        """The hash of the graph, which depends neither on the order of its triples nor on labels of blank nodes."""
        return self._read.digest

    @property
    def blank(self) -> list[bytes]:
        """The lines that have blank nodes."""
        return self._read.blank

    def named(self) -> Iterator[bytes]:
        """Yields the other lines, in order."""
        return (line for line in self._lines() if not has_blank(line))

    def lines(self) -> Iterator[bytes]:
        """Yields all lines, those with blank nodes first."""
        return chain(self.blank, self.named())

    @cached_property
    def _read(self) -> _ContentRead:
        total, size, blank = sha256(), 0, list[bytes]()
        for some in in_batches(self._lines(), _SOME):
            text = b"".join(some)
            size += len(some)
            if _BLANK in text:
                blank += filter(has_blank, some)
                text = b"".join(line for line in some if not has_blank(line))
            total.update(text)
        blank = _canonical(blank)
        total.update(b"".join(blank))
        return _ContentRead(blank, size, total.hexdigest())


class GraphDifference(NamedTuple):
    """What makes one graph of another: what goes, but for blank nodes, and what comes; where `is_blank_gone`, all of these go."""

    gone: GraphContent
    new: GraphContent
    is_blank_gone: bool

    @classmethod
    def between(cls, there: GraphContent, wanted: GraphContent) -> GraphDifference:
        """Compares what is there with what is wanted."""
        if not there.size:
            return cls(there, wanted, False)
        are_others = wanted.blank != there.blank
        blank = wanted.blank if are_others else []
        return cls(
            GraphContent(lambda: without(there.named(), wanted.named())),
            GraphContent(lambda: chain(blank, without(wanted.named(), there.named()))),
            are_others and bool(there.blank),
        )


def has_blank(line: bytes) -> bool:
    """Says whether a line names a blank node.

    >>> has_blank(b'_:a <urn:p> "b" .\\n'), has_blank(b'<urn:s> <urn:p> "_:b" .\\n')
    (True, False)
    """
    return _BLANK in line and (line.startswith(_BLANK) or line.split(b" ", 2)[2].startswith(_BLANK))


def _canonical(lines: Iterable[bytes]) -> list[bytes]:
    dataset = ox.Dataset(ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad.triple} .\n".encode() for quad in dataset)
