"""Conflicts of dated lists with dated acts."""

from __future__ import annotations

from collections.abc import Iterator

from ..answers.conflicts import Conflict, Side
from ..treaties.intervals import Interval
from ..treaties.records import Act, Report
from ..words.dates import span_in_words
from ..words.vocabulary import CONSENTS, Status
from .said import SIGNATURE, Said, when

_SIGNED = {Status.SIGNATORY}
_NOT_SIGNED = {Status.NO_ACT}
_CONSENTED = {Status.CONSENTED, Status.CONTRACTING, Status.PARTY}
_NOT_CONSENTED = {Status.NO_ACT, Status.SIGNATORY, Status.NOT_CONSENTED}


def reports(said: Said) -> Iterator[Conflict]:
    """Finds reports of a state that its dated acts exclude."""
    by_case: dict[tuple[str, str], list[Act]] = {}
    for act in said.records.acts:
        if act.actor is not None:
            by_case.setdefault((act.instrument, said.records.heir(act.actor)), []).append(act)
    for report in said.records.reports:
        for act in by_case.get((report.instrument, said.records.heir(report.state)), ()):
            if excludes(report, act, act.days, said):
                yield _report(report, act, said)


def _report(report: Report, act: Act, said: Said) -> Conflict:
    sides = (
        Side(
            f"{said.label(report.status)}, {day_of(report)}, by {said.label(report.grounds[-1])}",
            said.graphs(report.grounds),
            report.grounds,
        ),
        Side(f"{said.label(act.name)}: {when(act.days)}", tuple(sorted(act.graphs)), (act.name,)),
    )
    question = f"{said.name(report.instrument)}: what had {said.label(report.state)} done?"
    about = report.name, act.name, report.state, report.instrument
    return Conflict("report", about, question, sides, "the dated act; lists may be older than their day.")


def day_of(report: Report) -> str:
    """Says when a report holds."""
    words = span_in_words(report.first, report.last)
    return words if " " not in words or not words[0].isdigit() else f"on {words}"


def excludes(report: Report, act: Act, days: Interval, said: Said) -> bool:
    """Says whether a report of the same state cannot hold if the act was done on some days."""
    is_same = act.actor is not None and said.records.heir(report.state) == said.records.heir(act.actor)
    if not is_same or report.instrument != act.instrument:
        return False
    if act.kinds & CONSENTS:
        done, not_done = report.status in _CONSENTED, report.status in _NOT_CONSENTED
    elif act.kinds & SIGNATURE:
        done, not_done = report.status in _SIGNED, report.status in _NOT_SIGNED
    else:
        return False
    before = report.last is not None and days.first is not None and report.last < days.first.day
    after = report.first is not None and days.last is not None and days.last.day < report.first
    return (done and before) or (not_done and after)
