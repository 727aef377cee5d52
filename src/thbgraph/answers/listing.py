"""Listings: results of one kind in order, which show as a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, TypeVar

from ..words.dates import PartialDate
from .answers import Answer
from .formats import write
from .rows import Entity, Row, Value

T = TypeVar("T")


class Listing(tuple[T, ...]):
    """Results of one kind: a tuple that is also a table, a row each with the attributes that `columns` names."""

    __slots__ = ()
    columns: ClassVar[tuple[str, ...]] = ()

    def table(self) -> Answer:
        """Returns the listing as an answer, which has formats and data frames."""
        return Answer(self.columns, [row_of(self.columns, result) for result in self])

    def _repr_html_(self) -> str:
        return write(self.table(), "cell")


def row_of(columns: tuple[str, ...], result: object) -> Row:
    """Returns attributes of a result as a row; several values in one cell are joined by semicolons."""
    return Row(columns, tuple(_cell(getattr(result, column)) for column in columns))


def _cell(value: object) -> Value:
    if value is None or isinstance(value, Entity | str | int | float | date | PartialDate):
        return value
    return "; ".join(map(str, value)) if isinstance(value, Iterable) else str(value)
