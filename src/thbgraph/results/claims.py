"""Claims: what a reader answers to a sentence, and which of its words the answer takes up; and what leads among them."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from enum import StrEnum
from textwrap import shorten
from typing import NamedTuple

from ..base.printing import joined, quoted
from .answer import Answer
from .document import Block, Document, Section, items
from .formats import notebook
from .table import Cell, Table

#: So many rows stand below the first lines, and so many letters of what is near.
_SHOWN, _NEAR = 12, 520
#: So many other readings, and notes, are told.
_OTHERS, _NOTES = 4, 4
#: Of so many questions it is asked which is meant.
_MEANT = 2


class Wanted(StrEnum):
    """What a sentence asks for, and what a claim answers."""

    LIST = "those of which it holds"
    COUNT = "a number"
    DAY = "a day"
    LENGTH = "a length of time"
    PLACE = "a place"
    REASON = "a reason"
    TRUTH = "yes or no"


class Claim(NamedTuple):
    """An answer to a sentence: its first line, what is to be known of it, and its rows.

    `consumed` are the places of the tokens that it takes up. `found` are the IRIs of those of which it holds, `unsure` of
    those of which the sources leave it open. `day` is that as of which it is told, and `command` are the words of the command
    line that shows all of it, or who says so. `kinds` are what may be wanted by a sentence that it answers, and `asks` is what it answers, as
    a question, and `about` the IRIs of what it asks of. Where it is not `is_complete` there may be more than it names, which its text says. What is not `is_sure` is
    near to what was asked, and never leads. What `is_absence` says that no fact answers. With a `leeway` it leads, where nothing else does, though so many ordinary words are not read.
    """

    reader: str
    text: str
    consumed: frozenset[int]
    answer: Answer
    notes: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    day: str = ""
    command: tuple[str, ...] = ()
    kinds: frozenset[Wanted] = frozenset((Wanted.LIST,))
    is_complete: bool = True
    is_sure: bool = True
    sources: tuple[str, ...] = ()
    asks: str = ""
    about: tuple[str, ...] = ()
    leeway: int = 0
    is_absence: bool = False

    @property
    def as_line(self) -> str:
        """What it says, or what it would answer, with the command that shows it, in a line or two."""
        text = shorten(self.text or self.asks, _NEAR, placeholder=" ...")
        return f"{text} [thbgraph {shlex.join(self.command)}]" if self.command else text


@notebook
class SentenceAnswer(NamedTuple):
    """What a sentence is answered: the claim that leads, if one does, and what else is near.

    `unread` is the clauses that are not answered or, where none leads, what of the sentence the nearest does not take up, and `first_remarks` what is to be said first.
    `read_as` says what was read otherwise than it is written, and `whole` is the sentence as it was read, which another may
    go on from.
    """

    sentence: str
    lead: Claim | None
    others: tuple[Claim, ...] = ()
    unread: tuple[str, ...] = ()
    first_remarks: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    whole: str = ""

    @property
    def text(self) -> str:
        """The first line: the answer, or that there is no sure one, and why."""
        if self.lead is not None:
            return self.lead.text
        if self.first_remarks:
            first_remarks = " ".join(dict.fromkeys(self.first_remarks))
            left = [
                one
                for one in self.unread
                if self.others and not any(word in first_remarks for word in one.split())
            ]
            return f"{first_remarks} {_not_read(left)}" if left else first_remarks
        if not self.others and not self.unread:
            return "No answer: no question is read here."
        if not self.unread:
            several = [*dict.fromkeys(one.asks for one in self.others if one.text and one.asks)]
            if len(several) > 1:
                return f"Several things may be meant. Do you mean: {' Or: '.join(several[:_MEANT])}"
            is_shown = bool(self.others[0].text)
            return (
                "No sure answer: what comes near may not be just what is asked."
                if is_shown
                else "No sure answer: of what comes nearest, nothing is recorded."
            )
        sure = "sure " if self.others else ""
        return f"No {sure}answer: {_not_read(self.unread)}"

    @property
    def notes(self) -> Sequence[str]:
        """What is to be known of the answer: the day, what is not decided."""
        return self.read_as if self.lead is None else (*self.read_as, *self.lead.notes)

    def table(self) -> Answer:
        """Returns the rows of what leads, with all that is said of them."""
        rows = Answer((), ()) if self.lead is None else self.lead.answer
        return rows.replace(summary=" ".join((self.text, *self.notes)))

    def document(self, rows: int = _SHOWN, others: int = _OTHERS) -> Document:
        """Returns the answer laid out for readers: what it says first, some rows, who says so, and some of what else may be meant."""
        lead = (Cell(self.text), *map(Cell, self.notes[:_NOTES]))
        near = [Cell(one.as_line) for one in self.others[:others]]
        if self.lead is None:
            return Document("", lead, _section("What comes near:", items(near) if near else None))
        sections: tuple[Section, ...] = ()
        answer = self.lead.answer
        if len(answer) > 1 and rows and any(value is not None for row in answer for value in tuple(row)[1:]):
            whole = answer.replace(heading="").document().sections
            sections = tuple(
                one._replace(blocks=tuple(_cut(block, rows) for block in one.blocks)) for one in whole
            )
        is_shown = bool(sections) and answer.is_cited  # below its table
        sources = items(map(Cell, self.lead.sources)) if self.lead.sources and not is_shown else None
        return Document(
            "",
            lead,
            (
                *sections,
                *_section("Said by:", sources),
                *_section("Other readings:", items(near) if near else None),
            ),
        )


def _not_read(texts: Sequence[str]) -> str:
    """Says of parts of a sentence that they are not read.

    >>> _not_read(["not", "before 2008"])
    "'not' and 'before 2008' are not read here."
    """
    return f"{joined([quoted(one) for one in texts])} {'is' if len(texts) == 1 else 'are'} not read here."


def _cut(block: Block, rows: int) -> Block:
    """Returns the first rows of a table, with how many there are."""
    if not isinstance(block, Table) or len(block.rows) <= rows:
        return block
    notes = (f"the first {rows} of {len(block.rows)}", *block.notes[1:])
    return block._replace(rows=block.rows[:rows], rests=block.rests[:rows], notes=notes)


def _section(title: str, block: Block | None) -> tuple[Section, ...]:
    return () if block is None else (Section(title, (block,)),)
