"""Conflicts of dated acts: with the days that rules give, with a list of all signatures, and with undated lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..answers.conflicts import Conflict, Side
from ..treaties.date_bounds import REPORTING_DAY
from ..treaties.records import PART_OF, Act, Coverage, Report
from ..words import vocabulary as thb
from ..words.dates import span_in_words
from ..words.namespaces import MEMO, MEMO_SOURCE
from ..words.vocabulary import CONSENTS, ActKind, Status
from .sources import Entry, Sources, fit, when

_NEEDING = {ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL}
_NOT_NEEDING = {ActKind.ACCESSION, ActKind.SUCCESSION}


def entries(sources: Sources) -> Iterator[Conflict]:
    """Finds entries into force whose stated day is not among those that the rule gives."""
    for computed in sources.entries:
        for act in sources.acts(computed.instrument, ActKind.ENTRY_INTO_FORCE):
            if act.actor == computed.party and not fit(act.days, computed.days):
                yield _entry(act, computed, sources)


def _entry(act: Act, computed: Entry, sources: Sources) -> Conflict:
    stated, first, last = when(act.days), computed.days.first, act.days.last
    is_late = first is not None and last is not None and first.day > last.day
    if act.actor is not None:
        cause = "So the consent was given on another day than the one that the rule counts from."
    elif is_late:
        cause = (
            "The rule counts too few consents: sources that list present participants leave out those of states "
            "that no longer exist."
        )
    else:
        cause = "The rule counts a consent that the depositary did not."
    facts = sources.facts
    rules = [name for name in computed.grounds if facts.text(name, thb.threshold)]
    remarks = "".join(sources.notes(name, *facts.graphs(name)) for name in rules)
    grounds = (computed.name, *computed.grounds)
    sides = (
        Side(f"stated: {stated}", tuple(sorted(act.graphs)), (act.name,)),
        Side(
            f"computed by the rule: {when(computed.days)}{remarks}", facts.graphs(*computed.grounds), grounds
        ),
    )
    about = (act.name, act.instrument, *([act.actor] if act.actor else []))
    question = f"{sources.label(act.name)}: when?"
    return Conflict("entry-into-force", about, question, sides, f"{stated}, as stated. {cause}")


def signatures(sources: Sources) -> Iterator[Conflict]:
    """Finds ratifications, acceptances and approvals where a source of all signatures has none."""
    heir = sources.records.heir
    signed = {
        (act.instrument, heir(act.actor))
        for act in sources.records.acts
        if act.actor is not None and ActKind.SIGNATURE in act.kinds
    }
    for act in sources.records.acts:
        if act.actor is None or act.days.last is None or not act.kinds & _NEEDING or act.kinds & _NOT_NEEDING:
            continue
        whole = sources.complete(act.instrument, ActKind.SIGNATURE, act.days.last.day)
        if whole and (act.instrument, heir(act.actor)) not in signed:
            yield _unsigned(act, whole, sources)


def _unsigned(act: Act, whole: Coverage, sources: Sources) -> Conflict:
    days = when(act.days)
    kind = ", ".join(sorted(sources.label(kind).lower() for kind in act.kinds & _NEEDING))
    others = ", ".join(
        sources.name(other.instrument)
        for other in sources.records.acts
        if (other.actor, when(other.days)) == (act.actor, days) and ActKind.ACCESSION in other.kinds
    )
    reading = (
        f"an accession; it acceded to {others} on the same day."
        if others
        else "either the signature is missing or the kind is wrong; nothing in the graph decides."
    )
    graphs = tuple(sorted(act.graphs))
    sides = (
        Side(f"{kind}, {days}{sources.notes(act.name, *graphs)}", graphs, (act.name,)),
        Side("no signature among all that it names", (whole.graph,), (whole.name,)),
    )
    question = f"{sources.label(act.name)}: of which kind, after which signature?"
    return Conflict("signature", (act.name, act.instrument, act.actor or ""), question, sides, reading)


class _List(NamedTuple):
    """The reports of one list."""

    name: str
    instrument: str
    reports: tuple[Report, ...]
    graphs: tuple[str, ...]

    def states(self, status: str) -> frozenset[str]:
        """Returns the states that a list reports with a status."""
        return frozenset(report.state for report in self.reports if report.status == status)

    def is_part_of(self, other: _List) -> bool:
        """Says whether all that a list reports is all that another one reports with the same statuses."""
        statuses = {report.status for report in self.reports}
        is_equal = all(self.states(status) == other.states(status) for status in statuses)
        return self.instrument == other.instrument and is_equal


def lists(sources: Sources) -> Iterator[Conflict]:
    """Finds lists of the memo that are those of a dated list, and that acts before the memo's first day changed."""
    memo_days = (dating.first for dating in sources.dated(MEMO_SOURCE, REPORTING_DAY))
    memo_day = min((day for day in memo_days if day), default=None)
    found = _lists(sources)
    own = [one for one in found if all(graph.startswith(MEMO) for graph in one.graphs)]
    for other in found:
        day = other.reports[0].last
        equal = [one for one in own if other not in own and one.is_part_of(other)]
        if equal and day is not None and memo_day is not None:
            acts = sources.acts(other.instrument, *CONSENTS, ActKind.SIGNATURE)
            changes = [act for act in acts if _changes(act, equal, day, memo_day)]
            if changes:
                yield _older(equal, other, changes, memo_day, sources)


def _lists(sources: Sources) -> list[_List]:
    by_name: dict[tuple[str, str], list[Report]] = {}
    for report in sources.records.reports:
        for name in sources.facts.texts(report.name, PART_OF):
            by_name.setdefault((name, report.instrument), []).append(report)
    return [
        _List(*key, tuple(reports), sources.facts.graphs(*(report.name for report in reports)))
        for key, reports in sorted(by_name.items())
    ]


def _changes(act: Act, equal: Sequence[_List], first: str, last: str) -> bool:
    """Says whether an act between two days makes a state miss on lists, or stand on the wrong one."""
    done, begun = act.days.last, act.days.first
    if act.actor is None or done is None or begun is None or not first < begun.day <= done.day <= last:
        return False
    status = Status.CONSENTED if act.kinds & CONSENTS else Status.SIGNATORY
    told = [one for one in equal if one.states(status)]
    return bool(told) and all(act.actor not in one.states(status) for one in told)


def _older(
    equal: Sequence[_List], other: _List, acts: Sequence[Act], memo_day: str, sources: Sources
) -> Conflict:
    day = span_in_words(other.reports[0].first, other.reports[0].last)
    sizes = " and ".join(f"{len(one.reports)} ({sources.label(one.reports[0].status)})" for one in equal)
    until = span_in_words(memo_day, memo_day)
    same = f"its lists of states, {sizes}, are those of {sources.label(other.name)}, {day}"
    names = *(one.name for one in equal), other.name
    sides = (
        Side(f"the memo reports events up to {until}", (MEMO_SOURCE,), (MEMO_SOURCE,)),
        Side(same, tuple(graph for one in (*equal, other) for graph in one.graphs), names),
        *map(sources.side, acts),
    )
    question = f"{sources.name(other.instrument)}: of which day are the memo's lists?"
    reading = f"{day}; the lists are older than the text, and as of {until} they would differ."
    return Conflict("list", (other.instrument, *names), question, sides, reading)
