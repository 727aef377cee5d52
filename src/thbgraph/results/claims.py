"""Claims: what a reader answers to a sentence, and which of its words the answer takes up; and what leads among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from textwrap import shorten
from typing import NamedTuple

from ..base.printing import having_room, joined, number_in_words, quoted
from .answer import Answer
from .command import Command
from .document import Block, Cell, Document, Section, Table, items
from .formats import notebook

#: What remarks quote of a sentence.
_QUOTED = re.compile(r"(?<![^\s(])'(.+?)'(?=[\s.,;:?)]|$)")
#: So many rows stand below the first lines, and so many letters of what is near.
_SHOWN, _NEAR = 12, 520
#: So many other readings, and notes, are told.
_OTHERS, _NOTES = 3, 4
#: What has this share of a sentence is told with the first line, where nothing leads.
_FIRST = 0.45
#: What has no less than this part of what the nearest has is as near.
_AS_NEAR = 0.95
#: Where nothing leads, so many readings come near that together have so many letters.
_MOST_NEAR, _ROOM = 9, 2100
#: So many letters of a part that is not read are quoted.
_QUOTE = 200
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
    those of which the sources leave it open. `day` is that as of which it is told, and `command` shows
    all of it, or who says so. `kinds` are what may be wanted by a sentence that it answers, and `asks` is what it answers, as
    a question, and `about` the IRIs of what it asks of. Where it is not `is_complete` there may be more than it names, which its text says. What is not `is_sure` is
    near to what was asked, and never leads. What `is_absence` says that no fact answers. With a `leeway` it leads, where nothing else does, though so many ordinary words are not read.
    What is near has a `share` of the sentence, 1 for all of it, by the weight of its words.
    """

    reader: str
    text: str
    consumed: frozenset[int]
    answer: Answer
    notes: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    day: str = ""
    command: Command | None = None
    kinds: frozenset[Wanted] = frozenset((Wanted.LIST,))
    is_complete: bool = True
    is_sure: bool = True
    sources: tuple[str, ...] = ()
    asks: str = ""
    about: tuple[str, ...] = ()
    leeway: int = 0
    is_absence: bool = False
    share: float = 0.0

    @property
    def is_first(self) -> bool:
        """Whether it is told with the first line, where nothing leads and it is the nearest."""
        return self.share >= _FIRST

    @property
    def as_line(self) -> str:
        """What it says, or what it would answer, with the command that shows it, in a line or two."""
        text = shorten(self.text or self.asks, _NEAR, placeholder=" ...")
        return f"{text} [thbgraph {self.command.line}]" if self.command else text


@notebook
class SentenceAnswer(NamedTuple):
    """What a sentence is answered: the claim that leads, if one does, and what else is near.

    `unread` is the clauses that are not answered or, where none leads, what of the sentence the nearest does not take up, and `first_remarks` what is to be said first.
    `read_as` says what was read otherwise than it is written, and `whole` is the sentence as it was read, which another may
    go on from; those `earlier` ask the same of other states, or tell the two of whom it speaks of one.
    """

    sentence: str
    lead: Claim | None
    others: tuple[Claim, ...] = ()
    unread: tuple[str, ...] = ()
    first_remarks: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    whole: str = ""
    earlier: tuple[str, ...] = ()

    @property
    def thread(self) -> str:
        """What another sentence may go on from, a line for each sentence."""
        return "\n".join((*self.earlier, self.whole))

    @property
    def text(self) -> str:
        """The first line: the answer, or that there is no sure one, and why."""
        if self.lead is not None:
            return self.lead.text
        if self.first_remarks:
            first_remarks = " ".join(dict.fromkeys(self.first_remarks))
            told = {word for name in _QUOTED.findall(first_remarks) for word in name.split()}
            runs = (groupby(one.split(), told.__contains__) for one in self.unread)
            left = [" ".join(run) for of in runs for is_told, run in of if not is_told]
            return f"{first_remarks} {_not_read(left, self.others)}" if left else first_remarks
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
        return f"No {sure}answer: {_not_read(self.unread, self.others)}"

    @property
    def notes(self) -> Sequence[str]:
        """What is to be known of the answer: the day, what is not decided."""
        told = self.lead.notes if self.lead is not None else ()
        return tuple(dict.fromkeys((*self.read_as, *told)))

    def table(self) -> Answer:
        """Returns the rows of what leads, with all that is said of them."""
        rows = Answer((), ()) if self.lead is None else self.lead.answer
        return rows.replace(summary=" ".join((self.text, *self.notes)))

    @property
    def nearest(self) -> Sequence[Claim]:
        """What comes near: beside what leads a little, and where nothing does as much as a screen has room for."""
        if self.lead is not None:
            return self.others[:_OTHERS]
        kept = having_room((one.as_line for one in self.others[:_MOST_NEAR]), _ROOM)
        return [one for one in self.others[:_MOST_NEAR] if one.as_line in kept]

    @property
    def _told_first(self) -> Claim | None:
        """What is told with the first line, where nothing leads: the nearest, which has much of the sentence."""
        is_told = self.lead is None and any(one.is_first for one in self.nearest[:1])
        return self.nearest[0] if is_told else None

    @property
    def first(self) -> str:
        """The first line as readers see it: with what comes nearest, where nothing leads and that has much of the sentence."""
        nearest = self._told_first
        if nearest is None:
            return self.text
        alike = [one for one in self.beside if one.share >= _AS_NEAR * nearest.share]
        head = f"One of {number_in_words(len(alike) + 1)} that come as near" if alike[1:] else "Nearest"
        return f"{self.text} {head}: {nearest.as_line}"

    @property
    def beside(self) -> Sequence[Claim]:
        """What comes near beside what the first line tells."""
        return self.nearest[1:] if self._told_first else self.nearest

    def document(self, rows: int = _SHOWN, *, near: bool = True) -> Document:
        """Returns the answer laid out for readers: what it says first, some rows, who says so, and some of what else may be meant."""
        lead = (Cell(self.first), *map(Cell, self.notes[:_NOTES]))
        lines = [Cell(one.as_line) for one in self.beside] if near else []
        others = items(lines) if lines else None
        if self.lead is None:
            title = "What else comes near:" if self._told_first else "What comes near:"
            return Document("", lead, _section(title, others))
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
                *_section("Other readings:", others),
            ),
        )


def _not_read(texts: Sequence[str], near: Sequence[Claim]) -> str:
    """Says of parts of a sentence that they are not read, or not with the rest, where of what is `near` some may take them up.

    >>> _not_read(["not", "before 2008"], ())
    "'not' and 'before 2008' are not read here."
    """
    where = "with the rest" if near else "here"
    return f"{joined([quoted(one, _QUOTE) for one in texts])} {'is' if len(texts) == 1 else 'are'} not read {where}."


def _cut(block: Block, rows: int) -> Block:
    """Returns the first rows of a table, with how many there are."""
    if not isinstance(block, Table) or len(block.rows) <= rows:
        return block
    return block._replace(rows=block.rows[:rows], rests=block.rests[:rows], of=len(block.rows), more="")


def _section(title: str, block: Block | None) -> tuple[Section, ...]:
    return () if block is None else (Section(title, (block,)),)
