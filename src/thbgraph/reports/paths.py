"""Paths: how two things are connected, over what they did, belong to, say and are part of."""

from __future__ import annotations

import heapq
import shlex
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph as ox

from ..base.facts import Facts
from ..results.answer import Answer, Row
from ..results.document import Document, items, section
from ..results.formats import notebook
from ..results.summaries import in_words, joined
from ..results.table import Cell
from ..results.values import Entity
from .bonds import Bond, Bonds, Tie, ties

#: A path is looked for among so many beginnings.
_MOST_TRIED = 200_000
_RULE = "Shorter paths come first; of equally long ones, those over things with fewer relations."


class Step(NamedTuple):
    """A step of a path: two things, and all that binds the first to the second."""

    thing: Entity
    other: Entity
    bonds: tuple[Bond, ...]


class Path(NamedTuple):
    """A path: its steps, in order."""

    steps: tuple[Step, ...]

    @property
    def between(self) -> tuple[Entity, ...]:
        """The things between its two ends."""
        return tuple(step.other for step in self.steps[:-1])


@notebook
class Paths(NamedTuple):
    """How two things are connected: the shortest path and the next, none where they are not.

    `reached` counts the things that the first is connected with at all. `with_topics` says whether paths may lead
    over topics and places too, and `over_topics` whether they would connect the two where nothing else does.
    """

    start: Entity
    end: Entity
    paths: tuple[Path, ...]
    reached: int
    with_topics: bool = False
    over_topics: bool = False

    @property
    def sentence(self) -> str:
        """How long the shortest path is, and what it leads over; or that there is none."""
        if not self.paths:
            over = "" if self.with_topics else ", topics and places left out"
            return (
                f"{self.start} and {self.end} are not connected by anything that the graph records{over}. "
                f"{self.start} is connected with {in_words(self.reached)} other thing{'s' if self.reached != 1 else ''}."
            )
        between = [one.label for one in self.paths[0].between]
        if not between:
            return f"{self.start} and {self.end} are directly related."
        return f"{self.start} and {self.end} are connected over {joined(between)}."

    def document(self) -> Document:
        """Returns the paths, each step with its marks, laid out for readers."""
        parts = []
        for number, path in enumerate(self.paths, 1):
            over = joined([one.label for one in path.between])
            title = f"Path {number}, {in_words(len(path.steps))} step{'s' if len(path.steps) > 1 else ''}"
            lines = (Cell(str(bond), bond.sources) for step in path.steps for bond in step.bonds)
            parts += section(f"{title}: over {over}" if over else title, items(lines))
        command = shlex.join(["path", self.start.label, self.end.label, "--topics"])
        wider = [Cell(f"Topics and places connect them: thbgraph {command}")] if self.over_topics else []
        return Document(
            f"From {self.start} to {self.end}",
            (Cell(self.sentence), *wider),
            tuple(parts),
            (Cell(_RULE),) if len(self.paths) > 1 else (),
        )

    def table(self) -> Answer:
        """Returns the paths as an answer, a row for each thing that binds a step."""
        columns = ("path", "step", "thing", "words", "other", "detail")
        rows = [
            Row(columns, (number, place, bond.thing, bond.words, bond.other, str(bond.detail) or None))
            for number, path in enumerate(self.paths, 1)
            for place, step in enumerate(path.steps, 1)
            for bond in step.bonds
        ]
        return Answer(columns, rows, self.sentence)

    def __repr__(self) -> str:
        return f"Paths({self.start.label!r}, {self.end.label!r}: {len(self.paths)})"


def all_ties(stated: Iterable[ox.Quad], things: Collection[str]) -> list[Tie]:
    """Returns how some things are bound by statements, each tie once, in order."""
    return sorted(set(ties(Facts(stated), things)), key=str)


class Network:
    """Some things and what binds them, to find paths in."""

    def __init__(self, found: Iterable[Tie], things: Collection[str]) -> None:
        self._ties: dict[str, dict[str, list[Tie]]] = defaultdict(dict)
        for tie in found:
            if tie.thing in things and tie.other in things:
                for one, other in ((tie.thing, tie.other), (tie.other, tie.thing)):
                    self._ties[one].setdefault(other, []).append(tie)

    def between(self, one: str, other: str) -> list[Tie]:
        """Returns what binds two things directly."""
        return self._ties[one].get(other, [])

    def distances(self, thing: str) -> Mapping[str, int]:
        """Returns how many steps each thing that is connected with another is away from it."""
        found, waiting = {thing: 0}, deque([thing])
        while waiting:
            here = waiting.popleft()
            for other in self._ties.get(here, ()):
                if other not in found:
                    found[other] = found[here] + 1
                    waiting.append(other)
        return found

    def paths(self, start: str, end: str) -> Iterator[tuple[str, ...]]:
        """Yields the things of paths without loops: shorter ones first, then those over things with fewer relations."""
        away = self.distances(end)
        if start not in away:
            return
        waiting: list[tuple[int, int, tuple[str, ...]]] = [(away[start], 0, (start,))]
        for _ in range(_MOST_TRIED):
            if not waiting:
                return
            _, degrees, path = heapq.heappop(waiting)
            if path[-1] == end:
                yield path
                continue
            for other in self._ties[path[-1]]:
                if other not in path and other in away:
                    degree = 0 if other == end else len(self._ties[other])
                    longer = (*path, other)
                    heapq.heappush(waiting, (len(path) + away[other], degrees + degree, longer))


def paths(
    ends: tuple[str, str],
    most: int,
    network: Network,
    bonds: Bonds,
    states: Collection[str] = (),
    with_topics: bool = False,
) -> Paths:
    """Finds the shortest path between two things and the next, at most so many.

    Of those that differ in some of the `states` alone only the first counts: all members of two groups connect these.
    """
    start, end = ends
    found, seen = list[Path](), set[tuple[str, ...]]()
    for things in network.paths(start, end):
        alike = tuple("" if thing in states else thing for thing in things[1:-1])
        if alike in seen:
            continue
        seen.add(alike)
        steps = []
        for one, other in pairwise(things):
            told = bonds.told(one, network.between(one, other))
            steps.append(Step(told[0].thing, told[0].other, tuple(told)))
        found.append(Path(tuple(steps)))
        if len(found) == most:
            break
    reached = len(network.distances(start)) - 1
    return Paths(bonds.named(start), bonds.named(end), tuple(found), reached, with_topics)
