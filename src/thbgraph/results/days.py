"""The days between which something was."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..base.dates import PartialDate
from .rows import between, shown


class Days(NamedTuple):
    """The first and last day that are possible; None where that is open."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, first: str | None, last: str | None) -> Days:
        """Returns the days that are written as in ISO 8601."""
        return cls(*(date.fromisoformat(day) if day else None for day in (first, last)))

    def __str__(self) -> str:
        return shown(between(self.first, self.last)) or "an unknown day"

    @property
    def when(self) -> str:
        """The days with the preposition that a sentence puts before them."""
        told = between(self.first, self.last)
        before = "on " if isinstance(told, date) else "in " if isinstance(told, PartialDate) else ""
        return f"{before}{self}"
