"""Checks: SPARQL queries whose rows are faults, with a header that explains the fault and its mending."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ..words.errors import DataError
from .questions import parse_header

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
    fields = parse_header(text, path)
    if not isinstance(fields, dict) or set(fields) != set(CHECK_KEYS):
        raise DataError(f"the header must have exactly the keys {', '.join(CHECK_KEYS)}", path=path, line=1)
    try:
        str(fields["message"]).format_map(defaultdict(str))
    except (ValueError, IndexError, AttributeError):
        raise DataError(
            "the message has in braces what is no column, such as {focus}; double a brace that is meant",
            path=path,
            line=1,
        ) from None
    name = path.rpartition("/")[2].removesuffix(".rq")
    return Check(name, text, **{key: str(value).strip() for key, value in fields.items()})
