"""The judge: of what readers claim, that which takes up all of a sentence leads; none leads while anything is unread."""

from __future__ import annotations

from collections.abc import Callable

from ..names.names import Names
from ..results.claims import Claim
from ..sentences.reading import Reading, read
from . import treaties
from .treaties import Ledger


def answered(sentence: str, known: Names, ledger: Ledger) -> Claim | None:
    """Returns the answer to a sentence by the reader that takes all its words; None where none does."""
    reading = read(sentence, known)
    claims = [treaties.claim(reading, known, ledger)]
    return next((one for one in claims if one is not None and leads(one, reading)), None)


def leads(claim: Claim, reading: Reading) -> bool:
    """Says whether a claim takes up every name, day, operator and telling word of a sentence."""
    return not reading.unread(claim.consumed)


def explained(sentence: str, known: Names, ledger: Ledger, label: Callable[[str], str]) -> str:
    """Writes how a sentence is read, and what of it each reader takes."""
    reading = read(sentence, known)
    lines = [reading.explained(label)]
    claim = treaties.claim(reading, known, ledger)
    if claim is None:
        lines.append("answer    no reader takes all its words")
    else:
        lines += [f"reader    {claim.reader}", f"answer    {claim.text}"]
    return "\n".join(lines)
