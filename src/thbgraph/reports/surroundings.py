"""Surroundings: all that stands around a thing, what it is related to and what is said of it."""

from __future__ import annotations

from typing import NamedTuple

from ..base.grouping import grouped
from ..base.terms import natural
from ..results.answer import Answer, Row
from ..results.document import Document, Section, items, section
from ..results.formats import notebook
from ..results.summaries import in_words
from ..results.table import Cell
from ..results.values import Entity
from .bonds import Bond


class Relation(NamedTuple):
    """A relation in words, and all bonds in these words, in order of what they lead to."""

    words: str
    bonds: tuple[Bond, ...]


@notebook
class Surroundings(NamedTuple):
    """What stands around a thing: what relates it to others, read from the thing, in order of words."""

    thing: Entity
    relations: tuple[Relation, ...]

    @classmethod
    def of(cls, thing: Entity, bonds: list[Bond]) -> Surroundings:
        """Groups bonds of a thing by their words."""
        in_order = sorted(bonds, key=lambda one: natural(one.other.label))
        by_words = grouped((bond.words, bond) for bond in in_order)
        return cls(thing, tuple(Relation(words, tuple(by_words[words])) for words in sorted(by_words)))

    @property
    def others(self) -> tuple[Entity, ...]:
        """The things around it, each once, in order of name."""
        found = {bond.other for relation in self.relations for bond in relation.bonds}
        return tuple(sorted(found, key=lambda one: natural(one.label)))

    @property
    def sentence(self) -> str:
        """How many things stand around it, in how many relations."""
        number = len(self.others)
        if not number:
            return f"Nothing that the graph records relates {self.thing} to another thing."
        things = "one other thing" if number == 1 else f"{in_words(number)} other things"
        kinds = "one relation" if len(self.relations) == 1 else f"{in_words(len(self.relations))} relations"
        return f"{self.thing} is related to {things}, in {kinds}."

    def document(self) -> Document:
        """Returns what stands around the thing, laid out for readers."""
        parts: list[Section] = []
        for relation in self.relations:
            lines = (
                Cell(f"{one.other}{f', {one.detail}' if str(one.detail) else ''}", one.sources)
                for one in relation.bonds
            )
            parts += section(f"{relation.words} ({len(relation.bonds)})", items(lines))
        return Document(f"What stands around: {self.thing}", (Cell(self.sentence),), tuple(parts))

    def table(self) -> Answer:
        """Returns what stands around the thing as an answer, a row for each bond."""
        columns = ("words", "other", "detail", "node")
        rows = [
            Row(columns, (one.words, one.other, str(one.detail) or None, one.node))
            for relation in self.relations
            for one in relation.bonds
        ]
        return Answer(columns, rows, self.sentence)

    def __repr__(self) -> str:
        return f"Surroundings({self.thing.label!r}: {len(self.others)} things)"
