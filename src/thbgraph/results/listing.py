"""Listings: results of one kind in order, and what a search finds; and every result as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from ..base.dates import PartialDate
from ..base.printing import spaced
from ..base.values import Days, Entity, Value, between
from .answer import Answer, Row
from .formats import notebook

T = TypeVar("T")


@notebook
class Listing(tuple[T, ...]):
    """Results of one kind: a tuple that is also a table."""

    __slots__ = ()

    def table(self) -> Answer:
        """Returns the listing as an answer, which has formats and data frames, a row for each result."""
        columns = _columns(self[0]) if self else ()
        return Answer(columns, [row_of(columns, result) for result in self])


class ClassSize(NamedTuple):
    """How many things there are of a class, given by its CURIE."""

    kind: str
    things: int


def as_answer(result: Any) -> Answer:
    """Returns a result as an answer: the table that it is, or else a row for each of its fields."""
    if isinstance(result, Row):
        return Answer(result.columns, [result])
    if hasattr(result, "table"):
        table: Answer = result.table()
        return table
    columns = ("field", "value")
    cells = ((spaced(name.replace("_", " ")), _cell(getattr(result, name))) for name in _columns(result))
    return Answer(columns, [Row(columns, cell) for cell in cells if cell[1] not in (None, "")])


def row_of(columns: Iterable[str], result: object) -> Row:
    """Returns attributes of a result as a row; several values in one cell are joined by semicolons, records counted."""
    return Row(tuple(columns), tuple(_cell(getattr(result, column)) for column in columns))


def _columns(result: Any) -> tuple[str, ...]:
    return tuple(name for name in result._fields if not isinstance(getattr(result, name), Mapping))


def _cell(value: object) -> Value:
    if value is None or isinstance(value, Entity | str | int | float | date | PartialDate):
        return value
    if isinstance(value, Days):
        return between(*value)
    if type(value) is not tuple:
        return str(value)
    # What has no words of its own, such as a link, is counted.
    is_record = any(isinstance(one, tuple) and type(one).__str__ is object.__str__ for one in value)
    return len(value) if is_record else "; ".join(map(str, value))


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
