"""Paths: how two things are connected, over what they did, belong to, say and are part of."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

import pyoxigraph as ox

from ..base.printing import joined, number_in_words
from ..base.triples import Facts
from ..results.answer import Answer, Remarks, Row
from ..status.state_names import Spoken
from .relations import Relations, Tie, ties

#: A path is looked for among so many beginnings.
_MOST_TRIED = 200_000


PATH_COLUMNS = ("path", "step", "over", "says", "thing", "words", "other", "detail", "node")


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
    relations: Relations,
    states: Collection[str],
    left_out: str,
    spoken: Spoken,
) -> Answer:
    """Finds the shortest path between two things and the next, at most so many; a row for each relation of each step.

    Of those that differ in some of the `states` alone only the first counts: all members of two groups connect these. Where
    there is none, the summary says what was `left_out`, and with how many things the first is connected. `spoken` writes a name
    as it stands within a sentence.
    """

    def name_of(iri: str) -> str:
        return spoken(iri, relations.named(iri).label)

    start, end = map(name_of, ends)
    rows: list[Row] = []
    seen = set[tuple[str, ...]]()
    for things in network.paths(*ends):
        alike = tuple("" if thing in states else thing for thing in things[1:-1])
        if alike in seen:
            continue
        seen.add(alike)
        over = joined(list(map(name_of, things[1:-1])))
        for step, (one, other) in enumerate(pairwise(things), 1):
            bound = network.between(one, other)
            for tie, row in zip(bound, relations.rows(one, bound), strict=True):
                says = relations.told(tie, one, spoken)
                rows.append(
                    Row(PATH_COLUMNS, (len(seen), step, over or None, says, *row.values), row.citation)
                )
        if len(seen) == most:
            break
    if not rows:
        reached = len(network.distances(ends[0])) - 1
        neighbours = f"{number_in_words(reached)} other thing{'s' if reached != 1 else ''}"
        sentence = f"{start} and {end} are not connected by anything that the graph records{left_out}. {start[:1].upper()}{start[1:]} is connected with {neighbours}."
    elif rows[0].over:
        sentence = f"{start} and {end} are connected over {rows[0].over}."
    else:
        sentence = f"{start} and {end} are directly related."
    return Answer(PATH_COLUMNS, rows, remarks=Remarks(summary=sentence[:1].upper() + sentence[1:]))
