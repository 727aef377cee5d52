"""Exclusions: what a sentence says to leave out, which is not to be looked for as if it were asked."""

from __future__ import annotations

import re

from .mentions import mentions
from .names import Names

_EXCLUDING = re.compile(
    r"\b(?:apart from|aside from|besides|except(?:ing)?(?: for)?|excluding|other than|with the exception of)\s+(?:the )?",
    re.IGNORECASE,
)


def without_excluded(sentence: str, known: Names) -> tuple[str, str]:
    """Returns a sentence without the first thing that it excludes, and that thing in its words, empty where it excludes none.

    A clause that begins the sentence is excluded up to its comma, elsewhere the name or, without one, the rest of the clause.
    """
    found = _EXCLUDING.search(sentence)
    if found is None:
        return sentence, ""
    before, rest = sentence[: found.start()], sentence[found.end() :]
    clause, comma, behind = rest.partition(",")
    name = next((one.written for one in mentions(clause, known)), "")
    if not (comma and not before.strip()) and name and rest.startswith(name):
        clause, behind = name, rest[len(name) :]
    kept = f"{before.rstrip(' ,')} {behind.lstrip(' ,')}".strip()
    excluded = clause.strip(" .?!")
    return (kept, excluded) if kept.strip(" .?!") else (sentence, "")
