"""The grounds of computed statements: by which rule, and from which asserted statements, each was computed.

The computation notes them, a build writes them beside its statements, and whoever cites or tells a computed statement
looks them up. They are lines, in order: first the rules, then each node of the build's own, and each computed statement
about another thing, with the number of its rule and the places of its grounds among the lines of what is stated.

    #0	date bounds	the days that the dates of all sources allow together
    <https://e.org/act> <https://e.org/latest>	0	1293 48211
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from mmap import mmap
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.errors import StoreError
from ..base.namespaces import COMPUTED
from ..base.terms import Term, Triple
from .lines import quads_of

#: Lines that can be read at any place.
Content: TypeAlias = bytes | mmap


class ComputationRule(NamedTuple):
    """A rule by which statements are computed: its name, and what it does in words."""

    name: str
    words: str


class Premises(NamedTuple):
    """What a computed statement, or all that is said of a computed node, rests on: lines of stated statements, in sets.

    Many rest on the same sets. `key` is what `key_of` gives.
    """

    key: str
    rule: ComputationRule
    sets: Sequence[tuple[str, ...]]


class Computation(NamedTuple):
    """How a statement was computed: by which rule, and the asserted quads that it needs, in order."""

    rule: ComputationRule
    quads: tuple[ox.Quad, ...]


def key_of(triple: Triple) -> str:
    """Returns what grounds are found by: of a node of the build's own the node, else thing, property, and what is no value.

    A property of a thing has one computed value, which a store may write in its own way.
    """
    node, predicate, thing = triple
    if is_computed(node):
        return str(node)
    return f"{node} {predicate}" + ("" if isinstance(thing, ox.Literal) else f" {thing}")


def is_computed(node: Term) -> bool:
    """Says whether a node is one of the build's own."""
    return isinstance(node, ox.NamedNode) and node.value.startswith(COMPUTED)


def written(grounds: Sequence[Premises], stated: Sequence[bytes]) -> list[bytes]:
    """Writes grounds as lines; `stated` are the lines of what is stated, in order."""
    starts = accumulate(map(len, stated), initial=0)
    places = dict(zip(stated, starts, strict=False))
    shared: dict[tuple[str, ...], str] = {}

    def places_of(lines: tuple[str, ...]) -> str:
        found = shared.get(lines)
        if found is None:
            found = shared[lines] = " ".join(str(places[line.encode()]) for line in lines)
        return found

    rules = {rule: number for number, rule in enumerate(dict.fromkeys(one.rule for one in grounds))}
    told = [f"#{number}\t{rule.name}\t{rule.words}\n" for rule, number in rules.items()]
    told += (
        f"{key}\t{rules[rule]}\t{' '.join(map(places_of, dict.fromkeys(filter(None, sets))))}\n"
        for key, rule, sets in grounds
    )
    return sorted(map(str.encode, told))


class Grounds:
    """The grounds of the computed statements of a build, out of their lines and those of what is stated."""

    def __init__(self, lines: Content, stated: Content) -> None:
        self._lines, self._stated = lines, stated
        self._rules: dict[bytes, ComputationRule] = {}
        at = 0
        while lines[at : at + 1] == b"#":
            number, name, words = self._line(at).decode().split("\t")
            self._rules[number[1:].encode()] = ComputationRule(name, words)
            at = lines.find(b"\n", at) + 1

    @classmethod
    def noted(cls, premises: Sequence[Premises], stated: Sequence[bytes]) -> Grounds:
        """Gives those that a computation noted, without writing them to files."""
        return cls(b"".join(written(premises, stated)), b"".join(stated))

    def of(self, keys: Iterable[str]) -> dict[str, Computation]:
        """Returns how statements were computed, by `key_of`, without those of which nothing is known.

        Raises StoreError where the lines are not as they were written.
        """
        try:
            found = {key: line.split(b"\t") for key in keys if (line := self._found(key)) is not None}
            places = dict.fromkeys(place for _, _, of in found.values() for place in of.split())
            quads = dict(zip(places, quads_of(map(self._statement, places)), strict=True))
            return {
                key: Computation(
                    self._rules[rule],
                    tuple(map(quads.__getitem__, sorted(dict.fromkeys(of.split()), key=int))),
                )
                for key, (_, rule, of) in found.items()
            }
        except (ValueError, KeyError, SyntaxError):
            raise StoreError(
                "the grounds of computed statements are damaged; run: thbgraph build --force"
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
        start = int(place)
        return self._stated[start : self._stated.find(b"\n", start) + 1]


def nothing_known() -> Grounds:
    """Returns the grounds of nothing."""
    return Grounds(b"", b"")
