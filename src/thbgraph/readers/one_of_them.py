"""One of them: whether somebody is among those whom the answer before names, as "was the BSPC among them?"."""

from __future__ import annotations

import re

from ..names.articles import in_sentence
from ..names.names import Names
from ..results.claims import Claim
from ..sentences.reading import read

_ASKED = re.compile(
    r"(?:and |but |so )?(?:is|are|was|were) (?P<who>.+?) (?:one of|among|amongst|part of) (?:them|those|these)\s*[?.!]*$",
    re.IGNORECASE,
)


def asked_whether(sentence: str, known: Names) -> str:
    """Returns the IRI of the one of whom a sentence asks whether it is among those told before; nothing where it asks no such thing."""
    found = _ASKED.match(sentence.strip())
    reading = read(found["who"], known) if found else None
    named = reading.mentions[0] if reading is not None and len(reading.mentions) == 1 else None
    if reading is None or named is None or reading.unread(range(named.start, named.end)):
        return ""
    return named.iris[0] if len(named.iris) == 1 else ""


def whether_among(one: str, told: Claim, known: Names) -> str:
    """Says whether somebody is among those of whom an answer holds; a list that may lack some decides no more."""
    name = in_sentence(one, known)
    if one in told.found:
        return f"Yes, {name} is one of them"
    if one in told.unsure:
        return f"It is not known whether {name} is one of them"
    if told.is_complete:
        return f"No, {name} is not one of them"
    return f"{name[:1].upper()}{name[1:]} is not recorded as one of them"
