"""The status of one state under one instrument over time, as periods without gap or overlap.

Three things decide it: when the state signed, when it consented, when the instrument entered into force for
it. Each is known as an interval. On a day on which none of them is open the status follows; else it is
undetermined. What no source ever records as done counts as not done, as last recorded, once something says
that it was not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..words.days import FIRST_DAY, day_before
from ..words.vocabulary import ActKind, Basis, Status
from .intervals import BASIS, OPENING, Bound, Interval, earliest, grounds_of


class Course(NamedTuple):
    """What is known of a state, the `party`, under an instrument.

    `kinds` are those of its consent. `never_signed` names what excludes a signature: an accession, or that the
    instrument was closed. `held` is the last day on which something still shows what the state had done by then.
    `left` bounds the end of being a party, by a denunciation or a report of it. `start` is the state's own first
    day, `end` its last, where it is no more and nobody carries on its acts.
    """

    party: str
    kinds: frozenset[str]
    signed: Interval
    consented: Interval
    never_signed: tuple[str, ...] | None = None
    start: Bound | None = None
    end: Bound | None = None
    in_force: Interval = Interval()
    held: Bound | None = None
    left: Interval = Interval()


class Period(NamedTuple):
    """A status from its first day (None: without known start) to its last (None: as last recorded)."""

    status: Status
    first: str | None
    last: str | None
    known_through: str
    basis: Basis
    open_kind: ActKind | None
    open_days: Interval
    grounds: tuple[str, ...]

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
    runs: list[tuple[str | None, Status | ActKind]] = []
    for day in days:
        found = _found(course, day)
        if not runs or runs[-1][1] != found:
            runs.append((day, found))
    ends = [day_before(day) for day, _ in runs[1:] if day is not None]
    spans = zip(runs, [*ends, None], strict=True)
    return _until(course.end, [_period(course, first, last, found) for (first, found), last in spans])


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
        return Status.CONTRACTING if _is_not_yet(course.in_force, day) else ActKind.ENTRY_INTO_FORCE
    if not _has_not_consented(course, day):
        return ActKind.CONSENT
    if course.never_signed is not None:
        return Status.NO_ACT
    if _is_done(course.signed, day):
        return Status.SIGNATORY
    return Status.NO_ACT if _is_not_yet(course.signed, day) else ActKind.SIGNATURE


def _is_done(act: Interval, day: str | None) -> bool:
    return day is not None and act.last is not None and act.last.day <= day


def _is_before(act: Interval, day: str | None) -> bool:
    return act.first is not None and (day is None or day < act.first.day)


def _is_not_yet(act: Interval, day: str | None) -> bool:
    """Says whether an act is known not to be done, or was not when something was last said about it."""
    return _is_before(act, day) or (act.last is None and _is_said(act.first))


def _has_not_consented(course: Course, day: str | None) -> bool:
    """As `_is_not_yet`; of a state that signed, no consent that nobody records is presumed."""
    consented = course.consented
    return _is_not_yet(consented, day) or (consented.last is None and course.signed.last is not None)


def _is_said(bound: Bound | None) -> bool:
    """Says whether a *not before* rests on more than that the instrument was not there before."""
    return bound is not None and bound.kind != OPENING


class _Support(NamedTuple):
    """What a status rests on.

    `bounds` decide it, its first and its last day; `chief` names the basis. `shown` is the last day on which
    something shows it where it has no end. `not_done` are acts that it says were not done, `opened` is the one whose
    day it leaves open.
    """

    bounds: Sequence[Bound | None]
    chief: Bound | None
    shown: Bound | None
    not_done: Sequence[Interval] = ()
    opened: Interval = Interval()


def _support(course: Course, found: Status | ActKind) -> _Support:
    signed, consented, in_force, left = course.signed, course.consented, course.in_force, course.left
    early = (consented,) if course.never_signed is not None else (signed, consented)
    bounds = [bound for act in early for bound in act]
    match found:
        case Status.NO_ACT:
            chief = earliest(act.first for act in early)
            return _Support(bounds, chief, earliest(map(_shown_not_done, early)), early)
        case Status.SIGNATORY:
            return _Support(bounds, signed.last, _shown_not_done(consented), (consented,))
        case Status.CONTRACTING:
            bounds = [*consented, *in_force]
            return _Support(bounds, consented.last, _shown_not_done(in_force), (in_force,))
        case Status.PARTY:
            return _Support([in_force.last, consented.last, *left], in_force.last, course.held)
        case Status.FORMER_PARTY:
            return _Support(left, left.last, left.last)
        case ActKind.SIGNATURE:
            return _open(signed, bounds, _shown_not_done(consented))
        case ActKind.CONSENT:
            bounds = [*consented, *(signed if consented.last is None else ())]
            return _open(consented, bounds, _shown_not_done(signed))
        case ActKind.ENTRY_INTO_FORCE:
            return _open(in_force, [*consented, *in_force], course.held)
    return _open(left, left, left.last or left.first)


def _open(act: Interval, bounds: Sequence[Bound | None], shown: Bound | None) -> _Support:
    return _Support(bounds, act.last or act.first, shown, opened=act)


def _period(course: Course, first: str | None, last: str | None, found: Status | ActKind) -> Period:
    support = _support(course, found)
    deciding, known = list(support.bounds), last
    if last is None or not all(_is_before(act, last) for act in support.not_done):
        deciding.append(support.shown)
        days = [day for day in (first, support.shown.day if support.shown else None) if day is not None]
        known = min(max(days), last or max(days)) if days else None  # what is shown may outlast the status
    if course.start is not None and course.start.day == first:
        deciding.append(course.start)
    never = (course.never_signed or ()) if found == Status.NO_ACT else ()
    return Period(
        found if isinstance(found, Status) else Status.UNDETERMINED,
        first,
        last,
        known or FIRST_DAY,
        BASIS[support.chief.kind if support.chief is not None else OPENING],
        found if isinstance(found, ActKind) else None,
        support.opened,
        tuple(dict.fromkeys((*grounds_of(deciding), *never))),
    )


def _shown_not_done(act: Interval) -> Bound | None:
    """Returns the last day on which something shows that an act was not done."""
    if act.first is None or not _is_said(act.first):
        return None
    return act.first._replace(day=day_before(act.first.day))
