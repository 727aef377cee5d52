"""What the status periods say of the states that an empty answer about signatures and consents is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE, in_words, parse
from ..base.days import FIRST_DAY, LAST_DAY
from ..base.grouping import grouped
from ..base.namespaces import PREFIXES
from ..base.terms import Term, natural, sparql
from ..base.vocabulary import CONSENTS, ActKind, Status
from ..results.diagnoses import Cause
from .probes import Prober

#: A query that uses one of these is about computed statuses or about reports of them.
_OF_STATUS = {thb.StatusPeriod, thb.status}
_OF_REPORTS = {thb.StatusList, thb.StatusReport, thb.reportedStatus}
#: A query that uses one of these looks for who signed.
_OF_SIGNING = {ActKind.SIGNATURE, Status.SIGNATORY, thb.signatory, thb.signatoryOf, thb.hasSigned}
#: A query that uses one of these is about who signed or consented.
_OF_ACTS = {
    *(ActKind.SIGNATURE, thb.signatory, thb.signatoryOf, thb.hasSigned),
    *(*CONSENTS, thb.consentingParty, thb.consenterIn, thb.hasConsented),
    *(*_OF_STATUS, thb.reportedStatus, thb.StatusReport),
}
_MOST_NAMES = 6
#: What to do where a day is not covered.
COVERAGE = "ask about a day that is covered, or see what each source covers: thbgraph source list"


def asks_for_statuses(used: Collection[str]) -> bool:
    """Says whether a query that uses some IRIs is about statuses as they are computed."""
    return not _OF_STATUS.isdisjoint(used) and _OF_REPORTS.isdisjoint(used)


class _Case(NamedTuple):
    """The instruments, the state or group that a query names, and its day."""

    instruments: tuple[ox.NamedNode, ...]
    who: ox.NamedNode | None
    is_group: bool
    day: ox.Literal | None


class Statuses:
    """Looks up what the states of a query are recorded as."""

    def __init__(self, prober: Prober, name: Callable[[Term], str]) -> None:
        self._prober, self._name = prober, name

    def cause(self, used: Collection[str], terms: Sequence[Term]) -> Cause | None:
        """Says as what the states are recorded that a query looks for in vain; None where it is not about that.

        `used` are the IRIs in it, `terms` those that name what it is about.
        """
        if _OF_ACTS.isdisjoint(used):
            return None
        case = self._case(terms)
        if case is None:
            return None
        return (
            (None if _OF_SIGNING.isdisjoint(used) else self._unsigned(case))
            or (self._uncovered(case) if _OF_REPORTS.isdisjoint(used) else None)
            or self._otherwise(case)
        )

    def before_members(self, terms: Sequence[Term]) -> Cause | None:
        """Says that a group had no members yet on the day; None where it had, or since when is not known of some."""
        days = [term for term in terms if isinstance(term, ox.Literal) and term.datatype.value == DATE]
        for group in dict.fromkeys(term for term in terms if isinstance(term, ox.NamedNode)):
            rows = self._prober.run(
                f"SELECT (MIN(?day) AS ?first) (MIN(?by) AS ?begun) (COUNT(?m) AS ?all) (COUNT(?day) AS ?dated) {{ "
                f"?m <{PREFIXES['org']}organization> {sparql(group)} ; <{PREFIXES['org']}role> <{thb.Member}> "
                f"OPTIONAL {{ ?m <{PREFIXES['schema']}startDate> ?start ; "
                f"<{thb.earliest}> ?day ; <{thb.latest}> ?by }} }}"
            )
            found = next(iter(rows))
            if found["first"] is None or found["all"] != found["dated"] or not days:
                continue
            if all(day.value < found["first"].value for day in days):
                message = f"{self._name(group)} had no members on {words_of(days[0])}"
                hint = f"by {words_of(found['begun'])} it had its first; ask about a later day"
                return Cause("outside-coverage", message, hint, about=(group.value,))
        return None

    def _unsigned(self, case: _Case) -> Cause | None:
        """Says that signing does not apply to an instrument."""
        for instrument in case.instruments:
            if self._prober.ask(f"{sparql(instrument)} <{thb.isSigned}> false"):
                message = f"not applicable: {self._name(instrument)} is ratified without being signed"
                return Cause("recorded-otherwise", message, about=(instrument.value,))
        return None

    def _uncovered(self, case: _Case) -> Cause | None:
        """Says that the day lies before or after what the sources cover of an instrument."""
        return next(filter(None, (self._beyond(case, instrument) for instrument in case.instruments)), None)

    def _beyond(self, case: _Case, instrument: ox.NamedNode) -> Cause | None:
        rows = self._prober.run(
            f"SELECT (MIN(?day) AS ?start) (MAX(?through) AS ?end) {{ ?p a <{thb.StatusPeriod}> ; "
            f"<{thb.instrument}> {sparql(instrument)} ; <{thb.knownThrough}> ?through ; <{thb.firstDay}> ?day "
            f"FILTER(?day > {_day(FIRST_DAY)}) }}"
        )
        found = next(iter(rows))
        start, end = found["start"], found["end"]
        if case.day is None or not isinstance(start, ox.Literal) or not isinstance(end, ox.Literal):
            return None
        day = words_of(case.day)
        if case.day.value < start.value:
            message = f"{day} lies before anything that is recorded of {self._name(instrument)}"
            hint = f"the first act is of {words_of(start)}"
            return Cause("outside-coverage", message, hint, about=_about(case))
        if case.day.value <= end.value:
            return None
        told = self._told(case, instrument) if case.who is not None else ""
        return Cause(
            "outside-coverage",
            f"{day} lies after what the sources cover of {self._name(instrument)}: up to {words_of(end)}",
            about=_about(case),
            covered=(f"as last recorded, {told}",) if told else (),
        )

    def _otherwise(self, case: _Case) -> Cause | None:
        """Says which statuses are recorded instead, and what entered into force later."""
        if case.who is None and case.day is None:  # then it is about something else
            return None
        told = [said for said in (self._told(case, instrument) for instrument in case.instruments) if said]
        if not told:
            return None
        when = f"on {words_of(case.day)}" if case.day is not None else "as last recorded"
        message = f"recorded otherwise: {when}, {', and '.join(told)}"
        later = filter(None, (self._later(case, instrument) for instrument in case.instruments))
        return Cause("recorded-otherwise", message, "; ".join(later), about=_about(case))

    def _later(self, case: _Case, instrument: ox.NamedNode) -> str:
        """Says when an instrument entered into force that was not in force on the day; else nothing."""
        rows = self._prober.run(
            f"SELECT (MIN(?day) AS ?start) {{ ?e a <{thb.ComputedEntryIntoForce}> ; <{thb.earliest}> ?day ; "
            f"<{thb.instrument}> {sparql(instrument)} MINUS {{ ?e <{thb.forParty}> ?party }} }}"
        )
        start = next(iter(rows))["start"]
        if case.day is None or start is None or start.value <= case.day.value:
            return ""
        return f"{self._name(instrument)} entered into force on {words_of(start)}"

    def _told(self, case: _Case, instrument: ox.NamedNode) -> str:
        """Says the statuses of the states of a case; nothing where none is recorded."""
        found = self._found(case, instrument)
        if not found:
            return ""
        under = f"under the {self._name(instrument)}: "
        if case.who is not None and not case.is_group:
            return f"{self._name(case.who)} {under}{', '.join(map(self._name, found))}"
        told = "; ".join(f"{self._name(status)}: {_listed(states)}" for status, states in found.items())
        who = "" if case.who is None else f"members of the {self._name(case.who)} "
        return f"{who}{under}{told}"

    def _case(self, terms: Sequence[Term]) -> _Case | None:
        who = day = None
        instruments: dict[ox.NamedNode, None] = {}
        is_group = False
        for term in terms:
            if isinstance(term, ox.Literal):
                day = term if term.datatype.value == DATE else day
            elif isinstance(term, ox.NamedNode):
                written = sparql(term)
                if self._prober.ask(f"?p a <{thb.StatusPeriod}> ; <{thb.instrument}> {written}"):
                    instruments[term] = None
                elif self._prober.ask(f"?p a <{thb.StatusPeriod}> ; <{thb.state}> {written}"):
                    who, is_group = term, False
                elif who is None and self._prober.ask(f"?m <{PREFIXES['org']}organization> {written}"):
                    who, is_group = term, True
        return _Case(tuple(instruments), who, is_group, day) if instruments else None

    def _found(self, case: _Case, instrument: ox.NamedNode) -> dict[ox.NamedNode, list[str]]:
        """Gives the names of the states by status, as recorded on the day or last.

        Where no state and no group was named, those without any act are left out.
        """
        who = (
            f"?m <{PREFIXES['org']}organization> {sparql(case.who)} ; <{PREFIXES['org']}member> ?state ; "
            f"<{PREFIXES['org']}role> <{thb.Member}> ."
            if case.who is not None and case.is_group
            else f"VALUES ?state {{ {sparql(case.who)} }}"
            if case.who is not None
            else f"FILTER(?status NOT IN (<{Status.NO_ACT}>, <{Status.NOT_APPLICABLE}>))"
        )
        day = sparql(case.day) if case.day is not None else _day(LAST_DAY)
        if case.day is not None and case.is_group:
            who += _holding("?m", day)
        rows = self._prober.run(
            f"SELECT DISTINCT ?status ?state {{ {who} ?p a <{thb.StatusPeriod}> ; <{thb.state}> ?state ; "
            f"<{thb.instrument}> {sparql(instrument)} ; <{thb.status}> ?status . {_holding('?p', day)} }}"
        )
        found: dict[ox.NamedNode, list[str]] = grouped(
            (row["status"], self._name(row["state"])) for row in rows
        )
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0].value)))


def _about(case: _Case) -> tuple[str, ...]:
    return tuple(thing.value for thing in (case.who, *case.instruments) if thing is not None)


def _day(day: str) -> str:
    return sparql(ox.Literal(day, datatype=ox.NamedNode(DATE)))


def _holding(node: str, day: str) -> str:
    """Writes that a period or membership holds on a day."""
    first, last = f"{node}_first", f"{node}_last"
    return f"{node} <{thb.firstDay}> {first} ; <{thb.lastDay}> {last} . FILTER({first} <= {day} && {last} >= {day}) "


def words_of(day: ox.Literal) -> str:
    """Says a day as people do."""
    return in_words(parse(day.value, day.datatype.value))


def _listed(names: Sequence[str]) -> str:
    names = sorted(names, key=natural)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more
