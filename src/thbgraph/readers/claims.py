"""Claims: what a reader answers to a sentence, and which of its words the answer takes up."""

from __future__ import annotations

from typing import NamedTuple

from ..results.answers import Answer


class Claim(NamedTuple):
    """An answer to a sentence: its first line, what is to be known of it, and its rows.

    `consumed` are the places of the tokens that it takes up. `found` are the IRIs of those of which it holds, `unsure` of
    those of which the sources leave it open. `day` is that as of which it is told.
    """

    reader: str
    text: str
    consumed: frozenset[int]
    answer: Answer
    notes: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    day: str = ""
