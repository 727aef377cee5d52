"""Conflicts: where sources disagree with each other or with the memo.

Every side is cited and none is chosen: the graph keeps what each source says, and a reading is suggested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ..base.printing import counted
from ..base.terms import short
from ..base.values import Description
from .answer import Answer
from .document import Cell, Document, Section, items
from .listing import Listing, row_of
from .sources import described

#: The reading of a conflict that the graph leaves open.
OPEN_READING = "open; nothing in the graph decides between them."


class Side(NamedTuple):
    """What one side says, in words; the graphs that say it, and the things in them that it is said of."""

    says: str
    graphs: tuple[str, ...]
    things: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.says} ({', '.join(map(short, self.graphs))})"


class Conflict(NamedTuple):
    """A conflict: its kind, the IRIs that it is about, what is in question, the sides and a suggested reading.

    `sources` describes the passages and sources of the sides, by IRI. It `is_open` where nothing in the graph decides
    between its sides.
    """

    kind: str
    about: tuple[str, ...]
    question: str
    sides: tuple[Side, ...]
    reading: str
    sources: Mapping[str, Description] = {}
    is_open: bool = False

    def __repr__(self) -> str:
        return f"Conflict({self.kind}, {self.question!r}, {len(self.sides)} sides)"

    def __hash__(self) -> int:
        return hash((self.kind, self.about, self.question, self.sides))

    @property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the passages and sources of the sides, each once."""
        return tuple(dict.fromkeys(graph for side in self.sides for graph in side.graphs))

    @property
    def concerned(self) -> tuple[str, ...]:
        """The IRIs of what it is about, of the passages and sources of its sides and of what these say it of, each once."""
        things = (thing for side in self.sides for thing in side.things)
        return tuple(dict.fromkeys((*self.about, *self.graphs, *things)))

    def section(self, title: str = "") -> Section:
        """Returns the conflict laid out for readers, under its question where no other title is given: its sides, and a suggested reading."""
        sides = (Cell(side.says, described(side.graphs, self.sources)) for side in self.sides)
        reading = (Cell(f"Suggested reading: {self.reading}"),) if self.reading else ()
        question = self.question[:1].upper() + self.question[1:]
        return Section(title or question, (items(sides), *reading))


class Conflicts(Listing[Conflict]):
    """Conflicts in order of kind and question."""

    __slots__ = ()

    def table(self) -> Answer:
        """Returns a row for each; that one is open, its reading says."""
        columns = ("kind", "about", "question", "sides", "reading") if self else ()
        return Answer(columns, [row_of(columns, one) for one in self])

    def document(self) -> Document:
        """Returns the conflicts laid out for readers, each with its sides and a suggested reading."""
        counts = Counter(one.kind for one in self)
        kinds = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        title = f"{counted(len(self), 'conflict')}: {kinds}" if kinds else "no conflicts"
        return Document(title, (), tuple(one.section(f"{one.question} ({one.kind})") for one in self))
