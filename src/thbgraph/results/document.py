"""Documents: a result laid out for readers, as sections of sentences, lists and tables of cells, before any format.

A result that has a `document` is written in every format of documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ..base.printing import counted
from ..base.values import Days, Value, shown
from ..base.vocabulary import SIGNED, Status
from .sources import Notes, Source

#: The section that tells for what short names stand.
SHORT_NAMES = "Short names"
_GAPS = re.compile(r"\W+")


class Cell(NamedTuple):
    """A value, the passages and sources that say so, and the address of the one statement that does, where it is known.

    A thing whose address is its own stands at the place to which others lead. A `note` stands in brackets behind it. Of a day
    that is not known `bounds` are the first and the last that are possible, of which its value is written; what is not known
    at all has no value, and `unknown` is the word for that. The sign of the `status` that it tells, or since when it is,
    stands before it; it is told `as_of` a day.
    """

    value: Value | Days
    sources: tuple[Source, ...] = ()
    place: str = ""
    note: str = ""
    bounds: tuple[Value, ...] = ()
    unknown: str = ""
    status: Status | None = None
    as_of: date | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Itself, as a line of one."""
        return (self,)

    @property
    def stated(self) -> tuple[Value | Days, ...]:
        """What statements may hold: the bounds, else the value."""
        return self.bounds or (self.value,)

    @property
    def is_open(self) -> bool:
        """Whether it is a day, or a number, of which only bounds are known."""
        bounds = self.value if isinstance(self.value, Days) else self.bounds
        return len({*bounds}) > 1

    def __str__(self) -> str:
        sign = f"{self.status.sign} " if self.status else ""
        note = f" ({self.note})" if self.note else ""
        return f"{sign}{self.unknown or words(self.value)}{note}".rstrip()


def words(value: Value | Days) -> str:
    """Writes a value for people; nothing for None."""
    return str(value) if isinstance(value, Days) else shown(value)


class Cells(NamedTuple):
    """Several cells in a line, behind the words that they have in common, if any; of many, how many others there are."""

    words: str
    cells: tuple[Cell, ...]
    others: int = 0

    def parts(self, write: Callable[[Cell], str]) -> str:
        """Writes the line, each cell as it is written with its sources."""
        others = [f"and {self.others} more"] if self.others else []
        line = "; ".join(filter(None, [*map(write, self.cells), *others]))
        return f"{self.words}: {line}" if self.words else line

    def __str__(self) -> str:
        return self.parts(str)


class Table(NamedTuple):
    """A table: the heads of its columns, and rows of as many cells.

    `rests` has for each row what leads to its statements, in a column of its own; `notes` stand below the rows. Where how many rows
    there are is told, `of` is that, with those that are left out, and `more` goes on with it. Where a line has no room for
    it, a table stands row by row, or `in_parts` of some columns, each with the first.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | Cells, ...], ...]
    rests: tuple[Cell | Cells, ...] = ()
    notes: tuple[Cell, ...] = ()
    in_parts: bool = False
    of: int | None = None
    more: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of all columns."""
        return (*self.columns, "evidence") if self.rests else self.columns

    @property
    def is_of_signs(self) -> bool:
        """Whether every cell behind the first of a row tells a status, but for those that tell nothing."""
        cells = [cell for row in self.rows for cell in row[1:]]
        filled = [cell for cell in cells if isinstance(cell, Cells) or cell.status or cell.value]
        return bool(filled) and all(isinstance(cell, Cell) and cell.status for cell in filled)

    @property
    def signs(self) -> tuple[Status, ...]:
        """The statuses whose signs stand for them, where no word does."""
        if not self.is_of_signs:
            return ()
        used = {cell.status for row in self.rows for cell in row[1:] if isinstance(cell, Cell)}
        return tuple(status for status in SIGNED if status in used)

    @property
    def is_cut(self) -> bool:
        """Whether rows are left out."""
        return self.of is not None and self.of > len(self.rows)

    @property
    def how_many(self) -> str:
        """How many rows there are, where that is told, with what goes on with it."""
        if self.of is None:
            return ""
        return f"{f'the first {len(self.rows)} of {self.of}' if self.is_cut else counted(self.of, 'row')}{self.more}"

    @property
    def below(self) -> tuple[Cell, ...]:
        """What text has below the rows: their count, the notes, and what the signs mean."""
        legend = "; ".join(f"{status.sign} {status.meaning}" for status in self.signs)
        told = (Cell(self.how_many), *self.notes, Cell(f"{legend}." if legend else ""))
        return tuple(one for one in told if str(one))

    @property
    def lines(self) -> Iterator[tuple[Cell | Cells, ...]]:
        """The rows with what they rest on."""
        for number, row in enumerate(self.rows):
            yield (*row, self.rests[number]) if self.rests else row


class Items(NamedTuple):
    """A list of cells; of a long one `more` says how to see the rest. What has an `anchor` can be led to."""

    items: tuple[Cell | Cells, ...]
    more: str = ""
    anchor: str = ""


class Heading(NamedTuple):
    """What begins with a title, if it has one: by level the document (1), a section (2), or the notes (3)."""

    words: str
    level: int = 2


Block: TypeAlias = "Cell | Items | Table"


class Section(NamedTuple):
    """A part of a document under a title of its own, if it has one; what not all want to read is folded where that can be.

    `about` is the IRI of the thing that it is about, to which its title leads, and whose local name leads to it.
    """

    title: str
    blocks: tuple[Block, ...]
    is_folded: bool = False
    about: str = ""

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

    In `full` it tells more of what it rests on than usual.
    """

    title: str
    lead: tuple[Cell, ...]
    sections: tuple[Section, ...] = ()
    notes: tuple[Cell, ...] = ()
    full: bool = False

    @property
    def name(self) -> str:
        """Its title, else what it says first."""
        return self.title or next(map(str, self.lead), "")

    @property
    def unfolded(self) -> tuple[Section, ...]:
        """The sections as they stand where none can be folded, and no place in the document led to."""
        return tuple(
            one._replace(blocks=tuple(map(_without_places, one.blocks)))
            for one in self.sections
            if not one.is_folded
        )

    def blocks(self, notes: Notes) -> Iterator[Heading | Block]:
        """Yields what it holds in the order in which it is read, where none of it is folded, and numbers what that rests on."""
        self.number(notes)
        for level, title, blocks in (
            (1, self.title, self.lead),
            *((2, one.title, one.blocks) for one in self.unfolded),
            (3, "", self.notes),
        ):
            yield Heading(title, level)
            yield from blocks

    def number(self, notes: Notes, folded: bool = False) -> Notes:
        """Numbers what its cells rest on, in the order in which they are read; what is `folded`, where it is written, comes last."""
        last = (one for one in self.sections if one.is_folded and folded)
        told = (block for one in (*self.unfolded, Section("", self.notes), *last) for block in one.blocks)
        for block in (*self.lead, *told):
            for one in lines_of(block):
                for cell in one.cells:
                    notes.of(cell.sources)
        return notes


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


def lines_of(block: Block) -> Iterator[Cell | Cells]:
    """Yields what stands in a block, in the order in which it is read."""
    if isinstance(block, Table):
        yield from (cell for line in block.lines for cell in line)
        yield from block.notes
    else:
        yield from block.items if isinstance(block, Items) else (block,)


def _without_places(block: Block) -> Block:
    """Returns a block without what leads to places in the document, as to the statements of a row."""

    def kept(line: Cell | Cells) -> Cell | Cells:
        return Cells("", tuple(one for one in line.cells if not one.place.startswith("#")))

    return block._replace(rests=tuple(map(kept, block.rests))) if isinstance(block, Table) else block


def _holds(block: Block) -> bool:
    if isinstance(block, Items):
        return bool(block.items or block.more)
    return bool(block.rows if isinstance(block, Table) else str(block))
