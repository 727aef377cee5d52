"""Statements as sorted lines of N-Quads, each once, and what those rest on that no source states.

In the order of lines a triple that stands in several graphs stands in neighbouring lines.

The computation and the closure know by which rule each statement was computed or inferred, and from which others, and a
build writes these grounds beside its statements. They are lines, in order: first the rules, then each node of the build's
own, each computed statement about another thing, and each inferred one, with the number of its rule and the places of its
grounds among the lines of what is stated and, behind these, of what is inferred.

    #0	date bounds	the days that the dates of all sources allow together
    <https://e.org/act> <https://e.org/latest>	0	1293 48211
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from heapq import merge
from itertools import accumulate, groupby, islice
from mmap import mmap
from operator import itemgetter
from typing import IO, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.errors import REBUILD, StoreError
from ..base.namespaces import COMPUTED, INFERRED_GRAPH
from ..base.terms import Term, Triple
from ..base.values import grouped

#: Gives lines, in order, each time that it is called.
Lines: TypeAlias = Callable[[], Iterable[bytes]]
#: So many lines are handed on at once, and so many are sorted at once: some 50 MB.
_SOME, _RUN = 500, 200_000
#: So many bytes of a run are read at once.
_READ = 1 << 14


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
    """Returns an iterator over lines, at most so many at once."""
    left = iter(lines)
    # Which holds none while it makes the next.
    return iter(lambda: list(islice(left, most)), [])


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


@contextmanager
def _room() -> Iterator[None]:
    """Raises StoreError where there is no room for a temporary file."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"no temporary file can be written ({error.strerror or error})",
            "make room, or set TMPDIR to a folder with more",
        ) from None


class _OnDisk:
    """Lines that lie in files, which are there as long as it is."""

    def __init__(self) -> None:
        self._files: list[IO[bytes]] = []

    def _file(self) -> IO[bytes]:
        """Returns a new file."""
        from tempfile import TemporaryFile  # which most commands need for nothing

        with _room():
            self._files.append(TemporaryFile())  # noqa: SIM115  open as long as this is
        return self._files[-1]

    @staticmethod
    def _write(file: IO[bytes], lines: Iterable[bytes]) -> None:
        """Writes lines to the end of a file."""
        with _room():
            file.writelines(lines)
            file.flush()

    def __del__(self) -> None:
        """Closes the files; that there was no room for the rest of one is told before."""
        for file in self._files:
            with suppress(OSError):
                file.close()


class SortedLines(_OnDisk):
    """Lines in order, each once, of which more than a few lie on the disk: what gives them each time that it is called."""

    def __init__(self, lines: Iterable[bytes], most: int = _RUN) -> None:
        """Takes lines in any order, and sorts so many at once."""
        super().__init__()
        self._runs = [*map(partial(self._run, most=most), in_batches(lines, most))]

    def _run(self, lines: list[bytes], most: int) -> Iterable[bytes]:
        """Brings lines into order; they go to the disk unless they are fewer than they may be."""
        lines.sort()
        if len(lines) < most:
            return lines
        file = self._file()
        self._write(file, lines)
        return file

    def __call__(self) -> Iterator[bytes]:
        """Yields the lines."""
        # Yielded here, so that what is read is not closed meanwhile.
        yield from map(itemgetter(0), groupby(merge(*map(_from_its_beginning, self._runs))))


def _from_its_beginning(run: Iterable[bytes]) -> Iterator[bytes]:
    """Yields the lines of a run, of which each reader has a place of its own."""
    if not isinstance(run, io.IOBase):
        yield from run
        return
    place = 0
    while True:
        run.seek(place)
        some = run.readlines(_READ)
        if not some:
            return
        place = run.tell()
        yield from some


class _PartedLines(_OnDisk):
    """Lines by graph, in their order, which lie in pieces on the disk: `pieces` says where."""

    def __init__(self, lines: Iterable[bytes], most: int = _RUN // 2) -> None:
        """Takes lines, and holds so many at once."""
        super().__init__()
        self._held = self._file()
        self.pieces = defaultdict[bytes, list[tuple[int, int]]](list)
        for some in in_batches(lines, most):
            for graph, of_graph in grouped((graph_of(line), line) for line in some).items():
                start = self._held.tell()
                self._write(self._held, of_graph)
                self.pieces[graph].append((start, self._held.tell() - start))

    def of(self, graph: bytes) -> Iterator[bytes]:
        """Yields the lines of a graph."""
        for start, size in self.pieces[graph]:
            self._held.seek(start)
            yield from io.BytesIO(self._held.read(size))


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


#: Lines that can be read at any place.
Content: TypeAlias = bytes | mmap
_INFERRED = f"<{INFERRED_GRAPH}>"


class Rule(NamedTuple):
    """A rule by which statements are computed or inferred: its name, and what it does in words."""

    name: str
    words: str


class Premises(NamedTuple):
    """What a statement, or all that is said of a computed node, rests on: lines of statements, in sets.

    Many rest on the same sets. `key` is what `key_of` or `key_of_inferred` gives.
    """

    key: str
    rule: Rule
    sets: Sequence[tuple[str, ...]]


class Derivation(NamedTuple):
    """How a statement was computed or inferred: by which rule, and the quads that it needs.

    They are asserted, and in order, where it was computed; else in the order of the rule, and some may be inferred.
    """

    rule: Rule
    quads: tuple[ox.Quad, ...]


def key_of_inferred(triple: Triple) -> str:
    """Returns what the grounds of an inferred statement are found by: itself, in its graph."""
    return f"{' '.join(map(str, triple))} {_INFERRED}"


def key_of(triple: Triple) -> str:
    """Returns what those of a computed one are found by: a node of the build's own, else thing, property, and what is no value.

    A property of a thing has one computed value, which a store may write in its own way.
    """
    node, predicate, thing = triple
    if is_computed(node):
        return str(node)
    return f"{node} {predicate}" + ("" if isinstance(thing, ox.Literal) else f" {thing}")


def is_computed(node: Term) -> bool:
    """Says whether a node is one of the build's own."""
    return isinstance(node, ox.NamedNode) and node.value.startswith(COMPUTED)


def written(grounds: Iterable[Premises], lines: Sequence[bytes]) -> Iterator[bytes]:
    """Writes grounds as lines, in order; `lines` are those of what is stated, in order, and then of what is inferred."""
    starts = accumulate(map(len, lines), initial=0)
    places = dict(zip(lines, starts, strict=False))
    shared: dict[tuple[str, ...], str] = {}

    def places_of(lines: tuple[str, ...]) -> str:
        found = shared.get(lines)
        if found is None:
            found = shared[lines] = " ".join(str(places[line.encode()]) for line in lines)
        return found

    rules: dict[Rule, int] = {}
    entries = SortedLines(
        f"{key}\t{rules.setdefault(rule, len(rules))}\t{' '.join(map(places_of, filter(None, sets)))}\n".encode()
        for key, rule, sets in grounds
    )
    yield from sorted(f"#{number}\t{rule.name}\t{rule.words}\n".encode() for rule, number in rules.items())
    yield from entries()


class Grounds:
    """The grounds of the statements of a build, out of their lines, those of what is stated, and of what is inferred."""

    def __init__(self, lines: Content, stated: Content, inferred: Content = b"") -> None:
        self._lines, self._stated, self._inferred = lines, stated, inferred
        self._rules: dict[bytes, Rule] = {}
        at = 0
        while lines[at : at + 1] == b"#":
            number, name, words = self._line(at).decode().split("\t")
            self._rules[number[1:].encode()] = Rule(name, words)
            at = lines.find(b"\n", at) + 1

    def of(self, keys: Iterable[str]) -> dict[str, Derivation]:
        """Returns how statements were computed or inferred, by key, without those of which nothing is known.

        Raises StoreError where the lines are not as they were written.
        """
        try:
            found = {key: line.split(b"\t") for key in keys if (line := self._found(key)) is not None}
            places = dict.fromkeys(place for _, _, of in found.values() for place in of.split())
            quads = dict(zip(places, quads_of(map(self._statement, places)), strict=True))
            return {
                key: Derivation(self._rules[rule], tuple(map(quads.__getitem__, _in_order(key, of.split()))))
                for key, (_, rule, of) in found.items()
            }
        except (ValueError, KeyError, SyntaxError):
            raise StoreError("the grounds of computed and inferred statements are damaged", REBUILD) from None

    def _found(self, key: str) -> bytes | None:
        """Returns the line that has a key."""
        wanted = f"{key}\t".encode()
        at = bisect_left(range(len(self._lines)), wanted, key=self._line)
        line = self._line(at)
        return line if line.startswith(wanted) else None

    def _line(self, place: int) -> bytes:
        """Returns the line in which a place is."""
        start = self._lines.rfind(b"\n", 0, place) + 1
        return self._lines[start : self._lines.find(b"\n", place)]

    def _statement(self, place: bytes) -> bytes:
        start, content = int(place), self._stated
        if start >= len(content):
            start, content = start - len(content), self._inferred
        return content[start : content.find(b"\n", start) + 1]


def _in_order(key: str, places: Sequence[bytes]) -> Iterable[bytes]:
    return places if key.endswith(_INFERRED) else sorted(dict.fromkeys(places), key=int)


def nothing_known() -> Grounds:
    """Returns the grounds of nothing."""
    return Grounds(b"", b"")
