"""Where a source of a cited answer is from."""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """Whose a source is, under which rights, and the day on which it was read (ISO 8601); each may be unknown."""

    publisher: str | None = None
    rights: str | None = None
    retrieved: str | None = None

    def __str__(self) -> str:
        read = f"read on {self.retrieved}" if self.retrieved else "day of reading not recorded"
        return "; ".join(filter(None, (self.publisher, self.rights, read)))
