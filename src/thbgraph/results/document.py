"""Documents: a result laid out for readers, as sections of sentences, lists and tables, before any format.

A result that has a `document` is written in every format of documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from .sources import Source
from .table import Cell, Cells, Table

_GAPS = re.compile(r"\W+")


class Items(NamedTuple):
    """A list of cells; of a long one `more` says how to see the rest. What has an `anchor` can be led to."""

    items: tuple[Cell | Cells, ...]
    more: str = ""
    anchor: str = ""


Block: TypeAlias = "Cell | Items | Table"


class Section(NamedTuple):
    """A part of a document under a title of its own, if it has one; what not all want to read is folded where that can be.

    `about` is the IRI of the thing that it is about, to which its title leads, and whose local name leads to it. What is only
    looked up stands behind the sources, where these come last.
    """

    title: str
    blocks: tuple[Block, ...]
    is_folded: bool = False
    about: str = ""
    is_behind: bool = False

    @property
    def anchor(self) -> str:
        """The name of its place, made of its title."""
        return anchor(self.title)

    @property
    def is_wide(self) -> bool:
        """Whether it has a table of signs, which takes all the width that there is."""
        return any(isinstance(block, Table) and block.is_of_signs for block in self.blocks)


class Document(NamedTuple):
    """A document: its title, if it has one, what it says first, its sections, and what is to be known of all of it.

    `sources` are numbered before all others.
    """

    title: str
    lead: tuple[Cell, ...]
    sections: tuple[Section, ...] = ()
    notes: tuple[Cell, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def name(self) -> str:
        """Its title, else what it says first."""
        return self.title or next(map(str, self.lead), "")

    @property
    def unfolded(self) -> tuple[Section, ...]:
        """The sections before the sources that are not folded, which alone stand where none can be."""
        return tuple(one for one in self.sections if not (one.is_folded or one.is_behind))

    @property
    def behind(self) -> tuple[Section, ...]:
        """The sections behind the sources."""
        return tuple(one for one in self.sections if one.is_behind)


def anchor(title: str) -> str:
    """Returns the name of a place, made of a title.

    >>> anchor("What it is, and since when")
    'what-it-is-and-since-when'
    """
    return _GAPS.sub("-", title.lower()).strip("-")


def section(title: str, *blocks: Block | None, about: str = "") -> list[Section]:
    """Returns a section of those blocks that hold something; none where none does."""
    kept = tuple(block for block in blocks if block is not None and _holds(block))
    return [Section(title, kept, about=about)] if kept else []


def items(cells: Iterable[Cell | Cells], more: str = "") -> Items:
    """Returns a list of cells."""
    return Items(tuple(cells), more)


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell | Cells]]) -> Table:
    """Returns a table without the columns that are empty in every row."""
    filled = [tuple(row) for row in rows]
    kept = [at for at in range(len(columns)) if any(str(row[at]) for row in filled)]
    narrowed = tuple(tuple(row[at] for at in kept) for row in filled)
    return Table(tuple(columns[at] for at in kept), narrowed, in_parts=True)


def _holds(block: Block) -> bool:
    if isinstance(block, Items):
        return bool(block.items or block.more)
    return bool(block.rows if isinstance(block, Table) else str(block))
