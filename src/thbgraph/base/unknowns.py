"""What a blank in an answer stands for: each kind of unknown has one word, and each word a meaning that legends tell.

A column of the same name means the same in every saved question, so its name says which word is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .dates import written_out
from .vocabulary import Status

NOT_RECORDED, NONE, NOT_OPEN, AS_TODAY = "not recorded", "none", "not open", "as today"
COVERED, OUTSIDE_COVERAGE, COMPUTED = "covered", "outside coverage", "computed"
_UNDETERMINED, _NOT_APPLICABLE = Status.UNDETERMINED.words, Status.NOT_APPLICABLE.words

#: What each word means, in the order in which legends tell them.
LEGEND: Mapping[str, str] = {
    _UNDETERMINED: "the sources do not decide it",
    NOT_RECORDED: "no source of the graph says it",
    OUTSIDE_COVERAGE: "no source claims to name all up to any day",
    NOT_OPEN: "the treaty was not open to it, or not to this act",
    _NOT_APPLICABLE: "no such state on that day, or the treaty was not open to it",
    NONE: "there is nothing of the kind",
    COVERED: "the sources cover the day",
    AS_TODAY: "no other name is recorded for the day",
    COMPUTED: "by several sources and rules together",
}
#: What a blank in a column stands for, also by the kind of the row; in others nothing is recorded.
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("openAct", "notBefore", "notAfter", "memberBy", "companionOpenAct"), NONE),
    **dict.fromkeys(("detail", "until", "note", "occasion", "ordinal", "qualifier", "completeFor"), NONE),
    **dict.fromkeys(("members", "group"), NONE),
    **{f"{kind}.knownThrough": NONE for kind in ("membership", "act", "report", "call")},
    **{f"{kind}.until": NOT_RECORDED for kind in ("membership", "act", "report")},
    "open.source": COMPUTED,
    "not open to it.source": COMPUTED,
    "nameThen": AS_TODAY,
    "lastRecorded": COVERED,
    "knownThrough": OUTSIDE_COVERAGE,
}
#: What the blank day of an act stands for, by what the row says of the status.
_DAYS: Mapping[str, str] = {
    _UNDETERMINED: _UNDETERMINED,
    _NOT_APPLICABLE: NOT_OPEN,
    "not open to it": NOT_OPEN,
    **dict.fromkeys((Status.NO_ACT.words, "open"), NONE),
}
_TELLING = ("status", "answer", "detail")


def blank(column: str, row: Mapping[str, str]) -> str:
    """Returns the word for a blank in a column of a row, whose cells are given as people are shown them.

    >>> blank("nameThen", {}), blank("sinceLatest", {"status": "no act"}), blank("sinceLatest", {"answer": "yes"})
    ('as today', 'none', 'not recorded')
    >>> blank("lastRecorded", {"knownThrough": "15 May 2005", "asOf": "9 July 2008"})
    'not recorded'
    """
    if column == "lastRecorded" and not _is_covered(row):
        return NOT_RECORDED
    for name in (f"{row.get('kind')}.{column}", column):
        if name in _WORDS:
            return _WORDS[name]
    telling = ("companionStatus",) if column.startswith("companion") else _TELLING
    return next((_DAYS[row[name]] for name in telling if row.get(name) in _DAYS), NOT_RECORDED)


def _is_covered(row: Mapping[str, str]) -> bool:
    """Says whether the day of a row is one up to which the sources tell of it."""
    through, day = (written_out(row.get(column, "")) for column in ("knownThrough", "asOf"))
    return not day or through >= day


def legend(cells: Iterable[str]) -> dict[str, str]:
    """Returns the words for unknowns that occur among some cells, with what they mean."""
    found = set(cells)
    return {word: meaning for word, meaning in LEGEND.items() if word in found}
