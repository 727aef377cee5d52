"""The grounds of what no source states: by which rule each statement was computed or inferred, and from which others.

The computation and the closure know them, a build writes them beside its statements, and whoever cites or tells such a
statement looks them up. They are lines, in order: first the rules, then each node of the build's own, each computed
statement about another thing, and each inferred one, with the number of its rule and the places of its grounds among the
lines of what is stated and, behind these, of what is inferred.

    #0	date bounds	the days that the dates of all sources allow together
    <https://e.org/act> <https://e.org/latest>	0	1293 48211
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from mmap import mmap
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.errors import StoreError
from ..base.namespaces import COMPUTED, INFERRED_GRAPH
from ..base.terms import Term, Triple
from .lines import SortedLines, quads_of

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
            raise StoreError(
                "the grounds of computed and inferred statements are damaged; run: thbgraph build --force"
            ) from None

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
