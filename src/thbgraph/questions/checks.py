"""Checks: SPARQL queries whose rows are faults, with a header that explains the fault and its mending."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ..base.headers import Header

CHECK_KEYS = ("summary", "problem", "solution", "message")


class Check(NamedTuple):
    """A check: its name, query, and what its header says; `message` has its columns in braces."""

    name: str
    text: str
    summary: str
    problem: str
    solution: str
    message: str


def read_check(text: str, path: str) -> Check:
    """Reads a check; raises DataError for a header that lacks a key, has another, or is no YAML."""
    header = Header(text, path)
    fields = header.fields
    if set(fields) != set(CHECK_KEYS):
        raise header.fail(f"the header must have exactly the keys {', '.join(CHECK_KEYS)}")
    try:
        str(fields["message"]).format_map(defaultdict(str))
    except (ValueError, IndexError, AttributeError):
        words = "braces in the message may hold only a column, such as {focus}; double a literal brace"
        raise header.fail(words, "message") from None
    name = path.rpartition("/")[2].removesuffix(".rq")
    return Check(name, text, **{key: str(value).strip() for key, value in fields.items()})
