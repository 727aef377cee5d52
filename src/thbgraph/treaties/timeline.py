"""The status of one state under one instrument over time, as periods without gap or overlap.

Three things decide it: when the state signed, when it consented, when the instrument entered into force for
it. Each is known as an interval. On a day on which none of them is open the status follows; else it is
undetermined. What no source ever records as done counts as not done, as last recorded, once something says
that it was not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..words.days import FIRST_DAY, day_before
from ..words.vocabulary import ActKind, Status
from .intervals import BASIS, OPENING, Bound, Interval, earliest


class Course(NamedTuple):
    """What is known of a state under an instrument.

    `never_signed` names what excludes a signature: an accession, or that the instrument was closed.
    `held` is the last day on which something still shows what the state had done by then. `left` bounds the
    end of being a party, by a denunciation or a report of it. `start` is the state's own first day, `end` its
    last, where it is no more and nobody carries on its acts.
    """

    signed: Interval
    consented: Interval
    in_force: Interval
    never_signed: tuple[str, ...] | None = None
    held: Bound | None = None
    left: Interval = Interval()
    start: Bound | None = None
    end: Bound | None = None


class Period(NamedTuple):
    """A status from its first day (None: without known start) to its last (None: as last recorded)."""

    status: Status
    first: str | None
    last: str | None
    known_through: str
    basis: str
    open_kind: ActKind | None
    open_days: Interval
    grounds: tuple[str, ...]


def periods(course: Course) -> list[Period]:
    """Gives the periods of a course, in order, none where nothing at all is known."""
    cuts = sorted({bound.day for bound in _bounds(course)})
    if not cuts:
        return []
    start = course.start.day if course.start is not None else None
    days: list[str | None] = [start, *(day for day in cuts if start is None or day > start)]
    runs: list[tuple[str | None, tuple[Status, ActKind | None]]] = []
    for day in days:
        found = _status(course, day)
        if not runs or runs[-1][1] != found:
            runs.append((day, found))
    ends = [day_before(day) for day, _ in runs[1:] if day is not None]
    return _until(
        course.end,
        [
            _period(course, first, last, *found)
            for (first, found), last in zip(runs, [*ends, None], strict=True)
        ],
    )


def _until(end: Bound | None, found: list[Period]) -> list[Period]:
    """Cuts periods off at the last day of a state whose acts nobody carries on."""
    if end is None:
        return found
    return [
        one if one.last is not None and one.last <= end.day else _cut(one, end)
        for one in found
        if one.first is None or one.first <= end.day
    ]


def _cut(one: Period, end: Bound) -> Period:
    grounds = tuple(dict.fromkeys((*one.grounds, *end.grounds)))
    return one._replace(last=end.day, known_through=min(one.known_through, end.day), grounds=grounds)


def _bounds(course: Course) -> Iterator[Bound]:
    for interval in (course.signed, course.consented, course.in_force, course.left):
        yield from (bound for bound in interval if bound is not None)


def _status(course: Course, day: str | None) -> tuple[Status, ActKind | None]:
    """Gives the status on a day (None: before all days), and the kind of act that is open on it."""
    if _is_done(course.left, day):
        return Status.FORMER_PARTY, None
    if course.left != Interval() and not _is_before(course.left, day):
        return Status.UNDETERMINED, ActKind.DENUNCIATION
    if _is_done(course.consented, day):
        if _is_done(course.in_force, day):
            return Status.PARTY, None
        return (
            (Status.CONTRACTING, None)
            if _is_not_yet(course.in_force, day)
            else (Status.UNDETERMINED, ActKind.ENTRY_INTO_FORCE)
        )
    if not _has_not_consented(course, day):
        return Status.UNDETERMINED, ActKind.CONSENT
    if course.never_signed is not None:
        return Status.NO_ACT, None
    if _is_done(course.signed, day):
        return Status.SIGNATORY, None
    return (
        (Status.NO_ACT, None) if _is_not_yet(course.signed, day) else (Status.UNDETERMINED, ActKind.SIGNATURE)
    )


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


def _period(
    course: Course, first: str | None, last: str | None, status: Status, open_kind: ActKind | None
) -> Period:
    opened = {
        ActKind.SIGNATURE: course.signed,
        ActKind.CONSENT: course.consented,
        ActKind.ENTRY_INTO_FORCE: course.in_force,
        ActKind.DENUNCIATION: course.left,
    }
    open_days = opened[open_kind] if open_kind is not None else Interval()
    deciding = _deciding(course, status, open_kind)
    known = last
    if last is None or not _is_proven(course, status, last):
        shown = _last_shown(course, status, open_kind)
        if shown is not None:
            deciding.append(shown)
        days = [day for day in (first, shown.day if shown else None) if day is not None]
        known = min(max(days), last or max(days)) if days else None  # what is shown may outlast the status
    if course.start is not None and course.start.day == first:
        deciding.append(course.start)
    names = [name for bound in deciding if bound is not None for name in bound.grounds]
    if status == Status.NO_ACT and course.never_signed is not None:
        names += course.never_signed
    chief = _chief(course, status, open_days)
    basis = BASIS[chief.kind] if chief is not None else BASIS[OPENING]
    grounds = tuple(dict.fromkeys(names))
    return Period(status, first, last, known or FIRST_DAY, basis, open_kind, open_days, grounds)


def _is_proven(course: Course, status: Status, last: str) -> bool:
    """Says whether what had not been done by the last day of a status is known, and not only never recorded."""
    not_done = {
        Status.NO_ACT: [course.consented, *([course.signed] if course.never_signed is None else [])],
        Status.SIGNATORY: [course.consented],
        Status.CONTRACTING: [course.in_force],
    }
    return all(_is_before(act, last) for act in not_done.get(status, ()))


def _deciding(course: Course, status: Status, open_kind: ActKind | None) -> list[Bound | None]:
    """Gives the bounds on which a status, its first and its last day rest."""
    signed, consented, in_force = course.signed, course.consented, course.in_force
    if status in (Status.NO_ACT, Status.SIGNATORY) or open_kind == ActKind.SIGNATURE:
        return [*consented] if course.never_signed is not None else [*signed, *consented]
    if open_kind == ActKind.CONSENT:
        return [*consented, *(signed if consented.last is None else ())]
    if status == Status.PARTY:
        return [in_force.last, consented.last, *course.left]
    if status == Status.FORMER_PARTY or open_kind == ActKind.DENUNCIATION:
        return [*course.left]
    return [*consented, *in_force]


def _chief(course: Course, status: Status, open_days: Interval) -> Bound | None:
    """Gives the bound that names the basis: of what had been done, or of the first that had not."""
    if status == Status.UNDETERMINED:
        return open_days.last or open_days.first
    done = {
        Status.SIGNATORY: course.signed.last,
        Status.CONTRACTING: course.consented.last,
        Status.PARTY: course.in_force.last,
        Status.FORMER_PARTY: course.left.last,
    }
    if status in done:
        return done[status]
    not_done = [course.consented.first] if course.never_signed is not None else [course.signed.first]
    return earliest([*not_done, course.consented.first])


def _last_shown(course: Course, status: Status, open_kind: ActKind | None) -> Bound | None:
    """Gives the last day, and its ground, on which something shows a status that has no end."""
    signed, consented = _shown_not_done(course.signed), _shown_not_done(course.consented)
    if status == Status.NO_ACT:
        return earliest([consented] if course.never_signed is not None else [signed, consented])
    if status == Status.SIGNATORY or open_kind == ActKind.SIGNATURE:
        return consented
    if open_kind == ActKind.CONSENT:
        return signed
    if status == Status.CONTRACTING:
        return _shown_not_done(course.in_force)
    if status == Status.FORMER_PARTY or open_kind == ActKind.DENUNCIATION:
        return course.left.last or course.left.first
    return course.held


def _shown_not_done(act: Interval) -> Bound | None:
    if act.first is None or not _is_said(act.first):
        return None
    return act.first._replace(day=day_before(act.first.day))
