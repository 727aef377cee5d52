"""Checks: SPARQL queries whose rows are faults, with a header that explains the fault and its mending."""

from __future__ import annotations

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
    fields = header.require(CHECK_KEYS)
    header.named_in(str(fields["message"]), "message")
    header.refuse()
    name = path.rpartition("/")[2].removesuffix(".rq")
    return Check(name, text, **{key: str(value).strip() for key, value in fields.items()})
