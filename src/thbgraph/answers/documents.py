"""Documents: a value laid out for readers, as sections of sentences, lists and tables, before any format.

A result that has a `document` is written in every format of documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from .marks import Told


class Series(NamedTuple):
    """Several things said in the same words, or in none, in a line; of many, how many others there are."""

    words: str
    values: tuple[Told, ...]
    others: int = 0

    def parts(self, write: Callable[[Told], str]) -> str:
        """Writes the line, each value as it is written with its marks."""
        others = [f"and {self.others} more"] if self.others else []
        return f"{self.words}: " + "; ".join([*map(write, self.values), *others])


class Items(NamedTuple):
    """A list of things said; of a long one `more` says how to see the rest."""

    items: tuple[Told | Series, ...]
    more: str = ""


class Table(NamedTuple):
    """A table: the heads of its columns, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Told, ...], ...]


Block: TypeAlias = "Told | Items | Table"


class Section(NamedTuple):
    """A part of a document under a title of its own."""

    title: str
    blocks: tuple[Block, ...]


class Document(NamedTuple):
    """A document: its title, what it says first, its sections, and what is to be known of all of it."""

    title: str
    lead: tuple[Told, ...]
    sections: tuple[Section, ...] = ()
    notes: tuple[Told, ...] = ()


def section(title: str, *blocks: Block | None) -> list[Section]:
    """Returns a section of those blocks that hold something; none where none does."""
    kept = tuple(block for block in blocks if block is not None and _holds(block))
    return [Section(title, kept)] if kept else []


def items(told: Iterable[Told | Series], more: str = "") -> Items:
    """Returns a list of things said."""
    return Items(tuple(told), more)


def table(columns: Sequence[str], rows: Iterable[Sequence[Told]]) -> Table:
    """Returns a table without the columns that are empty in every row."""
    filled = [tuple(row) for row in rows]
    kept = [at for at in range(len(columns)) if any(str(row[at]) for row in filled)]
    return Table(tuple(columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in filled))


def _holds(block: Block) -> bool:
    if isinstance(block, Items):
        return bool(block.items or block.more)
    return bool(block.rows if isinstance(block, Table) else str(block))
