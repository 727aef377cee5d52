"""Answers which treaties one state has, or has not, signed, joined or is bound by: "which treaties has Norway not ratified?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.dates import day_before, in_words
from ..base.memo_days import MEMO_DAYS, with_reason
from ..base.printing import quoted
from ..base.terms import short
from ..base.vocabulary import Status
from ..names.articles import in_sentence, in_short
from ..names.names import Names
from ..results.answer import Answer, Row
from ..results.claims import Claim, Wanted
from ..results.summaries import in_words as counted
from ..results.summaries import joined
from ..sentences.reading import Reading
from .treaty_acts import TreatyAct

_STATE = short(thb.State)
#: Yes, no, or not known.
Truth: TypeAlias = bool | None
_ACTS = {
    TreatyAct.SIGN: ("sign", "signed"),
    TreatyAct.RATIFY: ("ratify", "ratified", "join", "joined", "acceded to", "accede to"),
    TreatyAct.BE_PARTY: ("party to", "a party to", "bound by"),
}
_ACT_OF = {words: act for act, of in _ACTS.items() for words in of}
_ACT = "|".join(sorted(_ACT_OF, key=len, reverse=True))
_TREATIES = "(?:treaties|conventions|agreements|instruments)"
#: What is not, or only, done: "not signed", "signed but not ratified", "neither signed nor ratified".
_DONE = (
    f"(?:neither (?P<one>{_ACT}) nor (?P<other>{_ACT})"
    f"|(?P<not>(?:not|never|not yet) )?(?P<act>{_ACT})(?: (?:but|and)(?: has| had| did| is| was)? (?:not|never|not yet) (?P<lacked>{_ACT}))?)"
)
_DAY = "(?: (?P<when>by|before|until|on|as of) D)?"
#: A sentence whole; S stands for the state and D for a day.
_SENTENCES = [
    re.compile(pattern)
    for pattern in (
        f"(?:which|what|list|name|(?P<count>how many))(?: of)?(?: the| all)? {_TREATIES} (?:has|have|had|did|is|was) S(?: yet)? {_DONE}{_DAY}",
        f"(?:(?:which|what|list|name|(?P<count>how many|number of)) )?{_TREATIES} (?:have been |had been |that are |were )?"
        f"(?P<not>not )?(?P<act>signed|ratified|joined) by S{_DAY}",
    )
]
#: The statuses of those that had consented to be bound, and of those that had not.
_CONSENTED = frozenset((Status.PARTY, Status.CONTRACTING, Status.CONSENTED, Status.FORMER_PARTY))
_NOT_CONSENTED = frozenset((Status.SIGNATORY, Status.NO_ACT, Status.NOT_CONSENTED))
_VERBS = {TreatyAct.SIGN: "signed", TreatyAct.RATIFY: "ratified or otherwise joined"}


class _Asked(NamedTuple):
    """What is asked: of which state, which acts it did (or did not), by which day, whether how many they are, and of what the last day is taken."""

    state: str
    acts: Sequence[tuple[TreatyAct, bool]]
    day: str
    is_counted: bool
    by_last: str


def of_state(
    reading: Reading, known: Names, day: Callable[[], str], standing: Callable[[str, str], Answer]
) -> Iterator[Claim]:
    """Yields under which treaties a state did what is asked; nothing where the sentence has any other word.

    `day` gives the day where none is named, `standing` where a state stands under each treaty on a day.
    """
    asked = _read(reading, known)
    if asked is None:
        return
    on = asked.day or day()
    rows = [row for row in standing(asked.state, on).rows if row.status != Status.NOT_APPLICABLE.words]
    if not rows:
        return
    truths = [_all(_holds(row, act, is_done) for act, is_done in asked.acts) for row in rows]
    sure = [row for row, truth in zip(rows, truths, strict=True) if truth]
    unsure = [row for row, truth in zip(rows, truths, strict=True) if truth is None]
    text = _told(asked, on, sure, unsure, len(rows), known)
    shown = ("instrument", "status", "signedEarliest", "signedLatest", "consentedEarliest", "consentedLatest")
    yield Claim(
        "state treaties",
        text,
        frozenset(range(len(reading.tokens))),
        Answer(shown, [Row(shown, tuple(row[name] for name in shown)) for row in (*sure, *unsure)], text),
        tuple(_notes(asked, on, unsure, known)),
        tuple(row.instrument.iri for row in sure),
        tuple(row.instrument.iri for row in unsure),
        on,
        ("brief", known.labels[asked.state], f"asOf={on}"),
        frozenset((reading.wanted,)),
    )


def _read(reading: Reading, known: Names) -> _Asked | None:
    """Reads a sentence; None for any other."""
    words = list(reading.folded)
    state, days = "", None
    for one in reversed(reading.mentions):
        states = [iri for iri in one.iris if _STATE in known.classes.get(iri, ())]
        if one.days and days is None:
            days, put = one.days, "D"
        elif len(states) == 1 and not state:
            state, put = states[0], "S"
        else:
            return None
        words[one.start : one.end] = [put]
    sentence = " ".join(words).replace("the S", "S")
    found = next((match for one in _SENTENCES if (match := one.fullmatch(sentence))), None)
    if found is None or not state or reading.wanted not in (Wanted.LIST, Wanted.COUNT):
        return None
    parts = dict.fromkeys(("one", "other", "lacked"), "")
    parts |= {name: words or "" for name, words in found.groupdict().items()}
    if parts["lacked"] and parts["not"]:
        return None
    if parts["one"]:
        acts = [(_ACT_OF[parts["one"]], False), (_ACT_OF[parts["other"]], False)]
    else:
        acts = [(_ACT_OF[parts["act"]], not parts["not"])]
        acts += [(_ACT_OF[parts["lacked"]], False)] if parts["lacked"] else []
    is_before = parts["when"] == "before"
    day = "" if days is None else day_before(days[0]) if is_before else days[1]
    taken = next((one.text for one in reading.mentions if one.days and one.days[0] != one.days[1]), "")
    return _Asked(state, acts, day, bool(parts["count"]), "" if is_before else taken)


def _all(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return False if False in found else None if None in found else True


def _holds(row: Row, act: TreatyAct, is_done: bool) -> Truth:
    """Says whether an act was done under the treaty of a row, or was not where that is asked."""
    status = row.status.removesuffix(", as last recorded").replace(" ", "_").upper()
    truth = _is_so(row, Status[status], act)
    return truth if is_done or truth is None else not truth


def _is_so(row: Row, status: Status, act: TreatyAct) -> Truth:
    if act is TreatyAct.SIGN:
        is_dated = bool(row.signedEarliest or row.signedLatest)
        return (
            True
            if is_dated or status is Status.SIGNATORY
            else False
            if row.done == Status.NO_ACT.words
            else None
        )
    if act is TreatyAct.BE_PARTY:
        return None if status is Status.UNDETERMINED else status is Status.PARTY
    return True if status in _CONSENTED else False if status in _NOT_CONSENTED else None


def _told(
    asked: _Asked, day: str, sure: Sequence[Row], unsure: Sequence[Row], size: int, known: Names
) -> str:
    """Says under how many treaties of how many it is so, and which."""
    state, when = in_sentence(asked.state, known), in_words(date.fromisoformat(day))
    is_neither = len(asked.acts) == 2 and not asked.acts[0][1]
    verbs: list[str] = []
    for act, is_done in asked.acts:
        if act is TreatyAct.BE_PARTY:
            verbs.append("was a party to" if is_done else "was not a party to")
        else:
            verbs.append(f"{'had' if is_done else 'had not'} {_VERBS[act]}")
    verb = (
        " nor ".join(_VERBS.get(act, "become a party to") for act, _ in asked.acts)
        if is_neither
        else " and ".join(verbs)
    )
    verb = f"had neither {verb}" if is_neither else verb
    least = "at least " if unsure else ""
    number = f"{least}{counted(len(sure))}"
    on = "On" if any(act is TreatyAct.BE_PARTY for act, _ in asked.acts) else "By"
    if not sure:
        is_known = "" if not unsure else "it is known that "
        return f"There is no treaty on record that {is_known}{state} {verb} by {when}."
    first = f"{number[:1].upper()}{number[1:]}: {on[:1].lower()}{on[1:]}" if asked.is_counted else on
    names = joined([in_short(row.instrument.iri, row.short, known) for row in sure])
    return f"{first} {when} {state} {verb} {number} of the {counted(size)} treaties on record: {names}."


def _notes(asked: _Asked, day: str, unsure: Sequence[Row], known: Names) -> Iterator[str]:
    if not asked.day:
        told = with_reason(day) if day in MEMO_DAYS else in_words(date.fromisoformat(day))
        yield f"No day is named, so it is told as of {told}."
    if asked.by_last:
        yield f"{quoted(asked.by_last)} is read as its last day."
    if unsure:
        names = joined([in_short(row.instrument.iri, row.short, known) for row in unsure])
        yield f"The sources leave it open for {names}."
    yield "Treaties that it could not join are not counted."
