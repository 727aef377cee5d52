"""What a search finds: things that are called so, and texts that have its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..base.values import Entity, Value
from .answer import Answer, Row


class Hit(NamedTuple):
    """A text said of a thing, in a passage or source (`place`); the words looked for stand between asterisks.

    `share` is how many of them it has, at most 1.
    """

    thing: Entity
    place: Entity
    text: str
    share: float = 0.0


class Found(NamedTuple):
    """What a text finds: things that are called so, and texts that have its words."""

    things: Sequence[Entity] = ()
    texts: Sequence[Hit] = ()

    def table(self) -> Answer:
        """Returns all that is found as an answer."""
        columns = ("kind", "found", "text")
        cells: list[tuple[Value, ...]] = [("thing", one, None) for one in self.things]
        cells += [("text", one.place, one.text) for one in self.texts]
        return Answer(columns, [Row(columns, row) for row in cells])
