"""Claims: what a reader answers to a sentence, and which of its words the answer takes up; and what leads among them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .answer import Answer
from .document import Document
from .formats import notebook
from .table import Cell

#: So many rows stand below the first lines.
_SHOWN = 25


class Wanted(StrEnum):
    """What a sentence asks for, and what a claim answers."""

    LIST = "those of which it holds"
    COUNT = "a number"
    DAY = "a day"
    PLACE = "a place"
    REASON = "a reason"
    TRUTH = "yes or no"


@notebook
class Claim(NamedTuple):
    """An answer to a sentence: its first line, what is to be known of it, and its rows.

    `consumed` are the places of the tokens that it takes up. `found` are the IRIs of those of which it holds, `unsure` of
    those of which the sources leave it open. `day` is that as of which it is told, and `command` are the words of the command
    line that shows who says so. `kinds` are what may be wanted by a sentence that it answers. Where it is not `is_complete`
    there may be more than it names, which its text says. What is not `is_sure` is near to what was asked, and never leads.
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

    @property
    def is_cut(self) -> bool:
        """Whether people are not shown all rows."""
        return len(self.answer) > _SHOWN

    def table(self) -> Answer:
        """Returns the rows, with all that is said of them."""
        return self.answer.replace(summary=" ".join((self.text, *self.notes)))

    def document(self) -> Document:
        """Returns the answer laid out for readers: what it says first and what is to be known of it, then its rows."""
        lead = (Cell(self.text), *map(Cell, self.notes))
        if len(self.answer) < 2:
            return Document("", lead)
        hint = f" of {len(self.answer)}" if self.is_cut else ""
        shown = self.answer.replace(heading="", rows=self.answer.rows[:_SHOWN])
        return shown.document(hint=hint)._replace(lead=lead)


class SentenceAnswer(NamedTuple):
    """What a sentence is answered: the claim that leads, if one does, the others, and what of it the nearest does not take up."""

    sentence: str
    lead: Claim | None
    others: tuple[Claim, ...] = ()
    unread: tuple[str, ...] = ()
