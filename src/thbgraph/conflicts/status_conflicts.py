"""Conflicts of statuses: sources that leave no day on which a state can have signed, consented or become a party.

What a state had done is then undetermined, however many sources tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..base.dates import span_in_words
from ..base.vocabulary import ActKind
from ..results.conflict import OPEN_READING, Conflict, Side
from ..status.cases import Case, done_by, not_before, reported_cases
from ..status.date_bounds import ABSENCE, Bound, contradicting
from .source_statements import Sources

#: What is asked of a state and an instrument, and what a source does not name that names all, by the kind of act.
_ASKED = {
    ActKind.SIGNATURE: ("{treaty}: had {state} signed?", "signature"),
    ActKind.CONSENT: ("{treaty}: had {state} consented?", "consent"),
    ActKind.ENTRY_INTO_FORCE: ("{treaty}: was it in force for {state}?", "entry into force"),
}


def statuses(sources: Sources) -> Iterator[Conflict]:
    """Finds states of which one source tells that they had done what by another they had not by a later day.

    Where an act is recorded, that a source which names all does not repeat it says nothing.
    """
    for case in reported_cases(sources.records):
        for kind in _ASKED:
            firsts, lasts = not_before(case, kind), done_by(case, kind)
            if case.of(kind):
                firsts = [one for one in firsts if one.kind != ABSENCE]
            if disputed := contradicting(firsts, lasts):
                yield _conflict(case, kind, disputed, sources)


def _conflict(case: Case, kind: ActKind, disputed: Sequence[Bound], sources: Sources) -> Conflict:
    asked, act = _ASKED[kind]
    reports_by_name = {report.name: report for report in case.reports}
    claims = {claim.name: claim for claim in case.treaty.coverage}
    sides, listed = list[Side](), ""
    names = [bound.grounds[0] for bound in disputed]
    for name in names:
        if name in reports_by_name:
            report = reports_by_name[name]
            says = f"{sources.label(report.status)}, {span_in_words(report.first, report.last)}"
            graphs = tuple(sorted(sources.facts.graphs(name)))
        else:
            day = span_in_words(claims[name].day, claims[name].day)
            says, graphs = f"no {act} of it among all that are named up to {day}", (claims[name].graph,)
            listed = day if sources.is_depositarys(claims[name].graph) else listed
        sides.append(Side(says + sources.notes(name, *graphs), graphs, (name,)))
    reading = (
        f"it had not by {listed}, as the depositary lists; until one of them is corrected it is undetermined."
        if listed
        else OPEN_READING
    )
    about = (case.treaty.name, case.state, *names)
    question = asked.format(treaty=sources.name(case.treaty.name), state=sources.label(case.state))
    return Conflict("status", about, question, tuple(sides), reading, is_open=not listed)
