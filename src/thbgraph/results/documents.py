"""Documents: a value laid out for readers, as sections of sentences, lists and tables, before any format.

A result that has a `document` is written in every format of documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from .marks import Mark, Told


class Series(NamedTuple):
    """Several things said in the same words, or in none, in a line; of many, how many others there are."""

    words: str
    values: tuple[Told, ...]
    others: int = 0

    def parts(self, write: Callable[[Told], str]) -> str:
        """Writes the line, each value as it is written with its marks."""
        others = [f"and {self.others} more"] if self.others else []
        said = "; ".join(filter(None, [*map(write, self.values), *others]))
        return f"{self.words}: {said}" if self.words else said


class Items(NamedTuple):
    """A list of things said; of a long one `more` says how to see the rest. What has an `anchor` can be led to."""

    items: tuple[Told | Series, ...]
    more: str = ""
    anchor: str = ""


class Table(NamedTuple):
    """A table: the heads of its columns, and rows of as many cells.

    `rests` says on what each row rests as a whole, in a column of its own; `notes` stand below the rows. Where a line has no
    room for it, a table stands row by row, or `in_parts` of some columns, each with the first.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Told | Series, ...], ...]
    rests: tuple[Told | Series, ...] = ()
    notes: tuple[str, ...] = ()
    in_parts: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of all columns."""
        return (*self.columns, "evidence") if self.rests else self.columns

    @property
    def lines(self) -> Iterator[tuple[Told | Series, ...]]:
        """The rows with what they rest on."""
        for number, row in enumerate(self.rows):
            yield (*row, self.rests[number]) if self.rests else row


Block: TypeAlias = "Told | Items | Table"


class Section(NamedTuple):
    """A part of a document under a title of its own, if it has one; what not all want to read is folded where that can be."""

    title: str
    blocks: tuple[Block, ...]
    is_folded: bool = False


class Document(NamedTuple):
    """A document: its title, if it has one, what it says first, its sections, and what is to be known of all of it.

    `sources` are numbered before all others.
    """

    title: str
    lead: tuple[Told, ...]
    sections: tuple[Section, ...] = ()
    notes: tuple[Told, ...] = ()
    sources: tuple[Mark, ...] = ()

    @property
    def name(self) -> str:
        """Its title, else what it says first."""
        return self.title or next(map(str, self.lead), "")


def section(title: str, *blocks: Block | None) -> list[Section]:
    """Returns a section of those blocks that hold something; none where none does."""
    kept = tuple(block for block in blocks if block is not None and _holds(block))
    return [Section(title, kept)] if kept else []


def items(told: Iterable[Told | Series], more: str = "") -> Items:
    """Returns a list of things said."""
    return Items(tuple(told), more)


def table(columns: Sequence[str], rows: Iterable[Sequence[Told | Series]]) -> Table:
    """Returns a table without the columns that are empty in every row."""
    filled = [tuple(row) for row in rows]
    kept = [at for at in range(len(columns)) if any(str(row[at]) for row in filled)]
    held = tuple(tuple(row[at] for at in kept) for row in filled)
    return Table(tuple(columns[at] for at in kept), held, in_parts=True)


def _holds(block: Block) -> bool:
    if isinstance(block, Items):
        return bool(block.items or block.more)
    return bool(block.rows if isinstance(block, Table) else str(block))
