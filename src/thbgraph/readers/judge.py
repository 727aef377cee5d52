"""The judge: of what readers claim, that which takes up all of a sentence leads; none leads while anything is unread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from ..names.names import Names
from ..results.claims import Claim, SentenceAnswer
from ..sentences.reading import Reading, read

#: What answers a reading: claims, the best first; none where it has nothing to say.
Reader: TypeAlias = Callable[[Reading], Iterable[Claim]]


#: What a word tells that no name has, such as a verb.
_UNKNOWN = 4.5
#: What a claim counts that answers another kind of question.
_OTHER_KIND = 0.6


class Judge:
    """Has readers, the surest first, claim answers to a sentence, and says which of these leads."""

    def __init__(self, known: Names, readers: Sequence[Reader]) -> None:
        self._known, self._readers = known, readers

    def answered(self, sentence: str) -> SentenceAnswer:
        """Returns what leads, of the first reader that has it, and what else is near, the nearest first."""
        reading = read(sentence, self._known)
        near: list[Claim] = []
        for reader in self._readers:
            claims = list(reader(reading))
            leading = [one for one in claims if leads(one, reading)]
            if leading:
                others = [one for one in claims if one is not leading[0]]
                return SentenceAnswer(sentence, leading[0], (*others, *self._ranked(near, reading)))
            near += claims
        ranked = self._ranked(near, reading)
        unread = reading.unread(ranked[0].consumed if ranked else ())
        return SentenceAnswer(sentence, None, tuple(ranked), unread)

    def _ranked(self, claims: Iterable[Claim], reading: Reading) -> list[Claim]:
        """Puts claims in order of how much of a sentence they take up, rare words before others."""
        return sorted(claims, key=lambda one: -self._cover(one, reading))

    def _cover(self, claim: Claim, reading: Reading) -> float:
        taken = reading.telling & claim.consumed
        told = sum(self._known.weights.get(reading.folded[place], _UNKNOWN) for place in taken)
        return told if reading.wanted in claim.kinds else _OTHER_KIND * told

    def explained(self, sentence: str, label: Callable[[str], str]) -> str:
        """Writes how a sentence is read, which reader takes all its words, and what others take."""
        reading = read(sentence, self._known)
        found = self.answered(sentence)
        lines = [reading.explained(label)]
        if found.lead is None:
            lines.append("answer    no reader takes all its words")
        else:
            lines += [f"reader    {found.lead.reader}", f"answer    {found.lead.text}"]
        for one in found.others:
            left = ", ".join(reading.unread(one.consumed))
            lines.append(f"near      {one.reader}: {one.text}{f' (not read: {left})' if left else ''}")
        return "\n".join(lines)


def leads(claim: Claim, reading: Reading) -> bool:
    """Says whether a claim is sure, answers what is wanted, and takes up every name, day, operator and telling word."""
    return claim.is_sure and reading.wanted in claim.kinds and not reading.unread(claim.consumed)
