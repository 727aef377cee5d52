"""Conflicts of undated lists: equal to a dated list, and changed by acts before the day of their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..answers.conflicts import Conflict, Side
from ..treaties.date_bounds import REPORTING_DAY
from ..treaties.records import PART_OF, Act, Report
from ..words.dates import span_in_words
from ..words.namespaces import MEMO, MEMO_SOURCE
from ..words.vocabulary import CONSENTS, ActKind, Status
from .said import Said, when


class _List(NamedTuple):
    """The reports of one list."""

    name: str
    instrument: str
    reports: tuple[Report, ...]
    graphs: tuple[str, ...]

    def states(self, status: str) -> frozenset[str]:
        """Gives the states that a list reports with a status."""
        return frozenset(report.state for report in self.reports if report.status == status)


def lists(said: Said) -> Iterator[Conflict]:
    """Finds lists of the memo that are those of a dated list, and that acts before the memo's day changed."""
    memo_days = [one for one in said.datings if one.thing == MEMO_SOURCE and one.prop == REPORTING_DAY]
    memo_day = min((one.last for one in memo_days if one.last), default=None)
    if memo_day is None:
        return
    found = _lists(said)
    own = [one for one in found if all(graph.startswith(MEMO) for graph in one.graphs)]
    for other in found:
        day = other.reports[0].last
        equal = [one for one in own if other not in own and _is_part(one, other)]
        changes = [act for act in said.records.acts if day and _changes(act, equal, day, memo_day)]
        if equal and changes and day is not None:
            yield _conflict(equal, other, changes, memo_day, said)


def _lists(said: Said) -> list[_List]:
    by_name: dict[tuple[str, str], list[Report]] = {}
    for report in said.records.reports:
        for part in said.of(report.name, PART_OF):
            by_name.setdefault((part.value, report.instrument), []).append(report)
    return [
        _List(name, instrument, tuple(reports), said.graphs(report.name for report in reports))
        for (name, instrument), reports in sorted(by_name.items())
    ]


def _is_part(one: _List, other: _List) -> bool:
    """Says whether all that a list reports is all that the other one reports with the same statuses."""
    statuses = {report.status for report in one.reports}
    is_equal = all(one.states(status) == other.states(status) for status in statuses)
    return one.instrument == other.instrument and is_equal


def _changes(act: Act, equal: list[_List], first: str, last: str) -> bool:
    """Says whether an act between two days makes a state miss on lists, or stand on the wrong one."""
    done, begun = act.days.last, act.days.first
    if not equal or act.actor is None or done is None or begun is None:
        return False
    if act.instrument != equal[0].instrument or not first < begun.day <= done.day <= last:
        return False
    status = Status.CONSENTED if act.kinds & CONSENTS else Status.SIGNATORY if _is_signature(act) else ""
    told = [one for one in equal if one.states(status)]
    return bool(told) and all(act.actor not in one.states(status) for one in told)


def _is_signature(act: Act) -> bool:
    return ActKind.SIGNATURE in act.kinds


def _conflict(equal: list[_List], other: _List, acts: list[Act], memo_day: str, said: Said) -> Conflict:
    day = span_in_words(other.reports[0].first, other.reports[0].last)
    sizes = " and ".join(f"{len(one.reports)} ({said.label(one.reports[0].status)})" for one in equal)
    until = span_in_words(memo_day, memo_day)
    sides = (
        Side(f"the memo reports events up to {until}", (MEMO_SOURCE,), (MEMO_SOURCE,)),
        Side(
            f"its lists of states, {sizes}, are those of {said.label(other.name)}, {day}",
            (*(graph for one in equal for graph in one.graphs), *other.graphs),
            (*(one.name for one in equal), other.name),
        ),
        *(
            Side(f"{said.label(act.name)}: {when(act.days)}", tuple(sorted(act.graphs)), (act.name,))
            for act in acts
        ),
    )
    about = (equal[0].instrument, *(one.name for one in equal), other.name)
    question = f"{said.name(equal[0].instrument)}: of which day are the memo's lists?"
    reading = f"{day}; the lists are older than the text, and as of {until} they would differ."
    return Conflict("list", about, question, sides, reading)
