"""What a blank in an answer stands for: each kind of unknown has one word, and each word a meaning that legends tell.

The header of a question says which word is due in which of its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .vocabulary import Status

#: The word for a blank of which a question says nothing else.
NOT_RECORDED = "not recorded"
#: What each word means, in the order in which legends tell them.
LEGEND: Mapping[str, str] = {
    Status.UNDETERMINED.words: "the sources do not decide it",
    NOT_RECORDED: "the graph does not hold it",
    "outside coverage": "no source claims to name all up to any day",
    "not open": "the treaty was not open to it, or not to this act",
    Status.NOT_APPLICABLE.words: "no such state on that day, or the treaty was not open to it",
    "none": "there is nothing of the kind",
    "covered": "the sources cover the day",
    "as today": "no other name is recorded for the day",
    "computed": "by several sources and rules together",
}


def legend(cells: Iterable[str]) -> dict[str, str]:
    """Returns the words for unknowns that occur among some cells, with what they mean."""
    found = set(cells)
    return {word: meaning for word, meaning in LEGEND.items() if word in found}
