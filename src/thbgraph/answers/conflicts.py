"""Conflicts: where sources disagree with each other or with the memo.

Every side is cited and none is chosen: the graph keeps what each source says, and a reading is suggested.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..words.counts import counted
from ..words.errors import ParameterError
from ..words.names import quoted
from ..words.terms import short
from .documents import Document, Section, items, section
from .listing import Listing
from .marks import Mark, Told

#: What each kind of conflict is, in the order in which they are listed.
KINDS: Mapping[str, str] = {
    "value": "sources date one thing so that no day fits all of them",
    "count": "a printed number of signatures, consents or members is not that of the acts or lists on its day",
    "identifier": "a printed number of a document names a year that the document's dates exclude",
    "founding": "a body is older than the act that is cited for it",
    "replaced": "another source says that what the memo describes was replaced",
    "ended": "another source says that what the memo describes ended, and no source says what came in its place",
    "list": "an undated list equals one of an earlier day, and acts had changed it by the day of its text",
    "signature": "a consent of a kind that needs a signature, where none is recorded",
    "entry-into-force": "the stated day of an entry into force is not the one that the rule gives",
    "role": "sources swap the roles that two bodies had in one thing",
    "refused": "an identifier that was considered for a thing and rejected, with the reason",
}


class Side(NamedTuple):
    """What one side says, in words; the graphs that say it, and the things in them that it is said of."""

    says: str
    graphs: tuple[str, ...]
    things: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.says} ({', '.join(map(short, self.graphs))})"


class Conflict(NamedTuple):
    """A conflict: its kind, the IRIs that it is about, what is in question, the sides and a suggested reading.

    `sources` describes the passages and sources of the sides, by IRI.
    """

    kind: str
    about: tuple[str, ...]
    question: str
    sides: tuple[Side, ...]
    reading: str
    sources: Mapping[str, str] = {}

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


class Conflicts(Listing[Conflict]):
    """Conflicts in order of kind and question."""

    __slots__ = ()

    def document(self) -> Document:
        """Returns the conflicts laid out for readers, each with its sides and a suggested reading."""
        counts = [(sum(one.kind == kind for one in self), kind) for kind in KINDS]
        kinds = ", ".join(f"{number} {kind}" for number, kind in counts if number)
        title = f"{counted(len(self), 'conflict')}: {kinds}" if kinds else "no conflicts"
        return Document(title, (), tuple(part for one in self for part in _part(one)))


def _part(conflict: Conflict) -> list[Section]:
    """Returns the section of a conflict."""
    sides = (
        Told(side.says, tuple(Mark(graph, conflict.sources.get(graph, graph)) for graph in side.graphs))
        for side in conflict.sides
    )
    reading = f"Suggested reading: {conflict.reading}" if conflict.reading else ""
    return section(f"{conflict.question} ({conflict.kind})", items(sides), Told(reading))


def check_kind(kind: str | None) -> None:
    """Refuses a kind of conflict that there is not; raises ParameterError."""
    if kind is not None and kind not in KINDS:
        raise ParameterError(f"expected a kind of conflict, got {quoted(kind)}; kinds are {', '.join(KINDS)}")
