"""The status of one state under one instrument over time, as periods without gap or overlap.

Three things decide it: when the state signed, when it consented, when the instrument entered into force for
it. Each is known as an interval. On a day on which none of them is open the status follows; else it is
undetermined. What no source records as done is not done as far as something says so, and open from the day after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..base.dates import LAST_DAY, day_before
from ..base.vocabulary import ActKind, Basis, Status
from .date_bounds import BASIS, OPENING, Bound, Interval, earliest, grounds_of, latest


class Course(NamedTuple):
    """What is known of a state, the `party`, under an instrument.

    `kinds` are those of its consent. `never_signed` names what excludes a signature: an accession, or that the
    instrument was closed. `last_shown` is the last day on which something still shows what the state had done by then.
    `left` bounds the end of being a party, by a denunciation or a report of it; `last_left` is the last day of such a
    report. `start` is the state's own first day, `end` its last, where it is no more and nobody carries on its acts.
    `disputed` are bounds of a kind of act that contradict one another: they decide nothing, and leave it open. `entered`
    is when the instrument itself entered into force, if from then on whoever consents is bound on the same day.
    """

    party: str
    kinds: frozenset[str]
    signed: Interval
    consented: Interval
    never_signed: tuple[str, ...] | None = None
    start: Bound | None = None
    end: Bound | None = None
    in_force: Interval = Interval()
    last_shown: Bound | None = None
    left: Interval = Interval()
    last_left: Bound | None = None
    disputed: Mapping[str, Sequence[Bound]] = {}
    entered: Interval = Interval()


class Period(NamedTuple):
    """A status from its first day (None: without known start) to its last (None: as last recorded).

    It may have begun with an act on `earliest`, and had on its first day. `recorded` is the status that was last
    recorded before an undetermined one, `possible` are those that the state can have had.
    """

    status: Status
    first: str | None
    last: str | None
    known_through: str
    basis: Basis
    open_kind: ActKind | None
    open_days: Interval
    grounds: tuple[str, ...]
    earliest: str | None = None
    recorded: Status | None = None
    possible: tuple[Status, ...] = ()

    @property
    def latest(self) -> str | None:
        """The day by which it had begun; None where it begins with no act."""
        return None if self.status in (Status.NO_ACT, Status.UNDETERMINED) else self.first

    def holds(self, day: str) -> bool:
        """Says whether a day lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def periods(course: Course) -> list[Period]:
    """Returns the periods of a course, in order, none where nothing at all is known."""
    acts = (course.signed, course.consented, course.in_force, course.left)
    cuts = sorted({bound.day for act in acts for bound in act if bound is not None})
    if not cuts:
        return []
    start = course.start.day if course.start is not None else None
    days: list[str | None] = [start, *(day for day in cuts if start is None or day > start)]
    runs: list[tuple[str | None, Status | ActKind, tuple[Status, ...]]] = []
    for day in days:
        found, possible = _found(course, day), tuple(_possible(course, day))
        if not runs or runs[-1][1:] != (found, possible):
            runs.append((day, found, possible))
    ends = [day_before(day) for day, *_ in runs[1:] if day is not None]
    made = [
        _period(course, first, last, found)._replace(possible=possible)
        for (first, found, possible), last in zip(runs, [*ends, None], strict=True)
    ]
    return _until(course.end, made)


def _until(end: Bound | None, found: list[Period]) -> list[Period]:
    """Cuts periods off at the last day of a state whose acts nobody carries on."""
    if end is None:
        return found
    kept = [one for one in found if one.first is None or one.first <= end.day]
    last = kept[-1] if kept else None
    if last is not None and (last.last is None or last.last > end.day):
        grounds = tuple(dict.fromkeys((*last.grounds, *end.grounds)))
        known = min(last.known_through, end.day)
        kept[-1] = last._replace(last=end.day, known_through=known, grounds=grounds)
    return kept


def _found(course: Course, day: str | None) -> Status | ActKind:
    """Returns the status on a day (None: before all days), or the kind of act that leaves it undetermined."""
    if _is_done(course.left, day):
        return Status.FORMER_PARTY
    if course.left != Interval() and not _is_before(course.left, day):
        return ActKind.DENUNCIATION
    if _is_done(course.consented, day):
        if _is_done(course.in_force, day):
            return Status.PARTY
        return Status.CONTRACTING if _is_before(course.in_force, day) else ActKind.ENTRY_INTO_FORCE
    if not _is_before(course.consented, day):
        return ActKind.CONSENT
    if course.never_signed is not None:
        return Status.NO_ACT
    if _is_done(course.signed, day):
        return Status.SIGNATORY
    return Status.NO_ACT if _is_before(course.signed, day) else ActKind.SIGNATURE


def _possible(course: Course, day: str | None) -> Iterator[Status]:
    """Yields the statuses that the bounds allow on a day."""
    if not _is_done(course.consented, day):
        if course.never_signed is not None or not _is_done(course.signed, day):
            yield Status.NO_ACT
        if course.never_signed is None and not _is_before(course.signed, day):
            yield Status.SIGNATORY
    if not _is_before(course.consented, day):
        is_at_once = not _is_done(course.consented, day) and _is_done(course.entered, day)
        if not _is_done(course.in_force, day) and not is_at_once:
            yield Status.CONTRACTING
        if not _is_before(course.in_force, day) and not _is_done(course.left, day):
            yield Status.PARTY
        if course.left != Interval() and not _is_before(course.left, day):
            yield Status.FORMER_PARTY


def _is_done(act: Interval, day: str | None) -> bool:
    return day is not None and act.last is not None and act.last.day <= day


def _is_before(act: Interval, day: str | None) -> bool:
    return act.first is not None and (day is None or day < act.first.day)


def _is_stated(bound: Bound | None) -> bool:
    """Says whether a *not before* rests on more than that the instrument was not there before."""
    return bound is not None and bound.kind != OPENING


class _Support(NamedTuple):
    """What a status rests on.

    `bounds` decide it, its first and its last day; `chief` names the basis. `shown` is the last day on which
    something shows it where it has no end. `act` is the one whose day it begins with, or leaves open.
    """

    bounds: Sequence[Bound | None]
    chief: Bound | None
    act: Interval
    shown: Bound | None = None


def _support(course: Course, found: Status | ActKind) -> _Support:
    signed, consented, in_force, left = course.signed, course.consented, course.in_force, course.left
    early = (consented,) if course.never_signed is not None else (signed, consented)
    bounds = [bound for act in early for bound in act]
    match found:
        case Status.NO_ACT:
            return _Support(bounds, earliest(act.first for act in early), Interval())
        case Status.SIGNATORY:
            return _Support(bounds, signed.last, signed)
        case Status.CONTRACTING:
            return _Support([*consented, *in_force], consented.last, consented)
        case Status.PARTY:
            return _Support([*in_force, consented.last, *left], in_force.last, in_force, course.last_shown)
        case Status.FORMER_PARTY:
            return _Support(left, left.last, left, latest((left.last, course.last_left)))
        case ActKind.SIGNATURE:
            return _open(signed, bounds, _shown_not_done(signed))
        case ActKind.CONSENT:
            bounds = [*consented, *signed, *in_force, *course.entered]
            return _open(consented, bounds, _shown_not_done(consented))
        case ActKind.ENTRY_INTO_FORCE:
            return _open(in_force, [*consented, *in_force], course.last_shown)
    return _open(left, left, left.last or left.first)


def _open(act: Interval, bounds: Sequence[Bound | None], shown: Bound | None) -> _Support:
    return _Support(bounds, act.last or act.first, act, shown)


def _period(course: Course, first: str | None, last: str | None, found: Status | ActKind) -> Period:
    support = _support(course, found)
    deciding, known = [*support.bounds, *course.disputed.get(found, ())], last
    is_open = isinstance(found, ActKind)
    if last is None or (is_open and support.act.last is None):
        deciding.append(support.shown)
        known = support.shown.day if support.shown is not None else first
        if not is_open:
            known = max(first or "", known or "")  # what is shown may outlast the status
        elif support.act.first is not None:
            known = day_before(support.act.first.day)
    if course.start is not None and course.start.day == first:
        deciding.append(course.start)
    never = (course.never_signed or ()) if found in (Status.NO_ACT, ActKind.CONSENT) else ()
    return Period(
        found if isinstance(found, Status) else Status.UNDETERMINED,
        first,
        last,
        min(known or "", last or LAST_DAY),
        BASIS[support.chief.kind if support.chief is not None else OPENING],
        found if isinstance(found, ActKind) else None,
        support.act if is_open else Interval(),
        tuple(dict.fromkeys((*grounds_of(deciding), *never))),
        None if is_open or found == Status.NO_ACT else _earliest(support.act, first),
        _recorded(course, support.act) if is_open else None,
    )


def _earliest(act: Interval, first: str | None) -> str | None:
    """Returns the first day on which a status can have begun that had by `first`, with an act between two days."""
    if act.last is None or act.last.day != first:
        return first
    return min(act.first.day, first) if act.first is not None else None


def _recorded(course: Course, act: Interval) -> Status | None:
    """Returns the status that was last recorded before an act of which it is open whether it was done."""
    if act.first is None or not _is_stated(act.first):
        return None
    found = _found(course, day_before(act.first.day))
    return found if isinstance(found, Status) else None


def _shown_not_done(act: Interval) -> Bound | None:
    """Returns the last day on which something shows that an act was not done."""
    if act.first is None or not _is_stated(act.first):
        return None
    return act.first._replace(day=day_before(act.first.day))
