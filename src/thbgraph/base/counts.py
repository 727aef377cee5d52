"""Counts of things, as sentences and headings print them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Returns a number with its noun, which takes an s but for one.

    >>> counted(1, "row"), counted(1290, "row")
    ('1 row', '1,290 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
