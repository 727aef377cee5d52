"""What the status periods say of the states that an empty answer about signatures and consents is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..texts.diagnoses import Cause
from ..words.dates import DATE, in_words, parse
from ..words.namespaces import PREFIXES, THB
from ..words.terms import natural, sparql
from .dead_terms import Name, constant
from .probes import Prober
from .query_parts import Part, rows_of

#: A query that uses one of these is about who signed or consented.
_SIGNS = tuple(
    f"<{THB}{name}>"
    for name in (
        *("Signature", "signatory", "signatoryOf", "signedBy", "hasSigned"),
        *("Consent", "consentingParty", "consenterIn", "consentedToBy", "hasConsented"),
        *("Ratification", "Acceptance", "Approval", "Accession", "Succession"),
        *("status", "reportedStatus", "StatusReport", "StatusPeriod"),
    )
)
#: A question that uses one of these asks for statuses.
STATUS_SIGNS = (f"<{THB}StatusPeriod>", f"<{THB}status>")
_MOST_NAMES = 6
_UNSIGNED = "some instruments, such as ILO conventions, are consented to without being signed"


class _Case(NamedTuple):
    """An instrument, the states or the group that a query names, and its day."""

    instrument: ox.NamedNode
    who: ox.NamedNode
    is_group: bool
    day: ox.Literal | None


class Statuses:
    """Looks up what the states of a query are recorded as."""

    def __init__(self, prober: Prober, name: Name) -> None:
        self._prober, self._name = prober, name

    def cause(self, failing: Sequence[Part], query: Sequence[Part]) -> Cause | None:
        """Says as what the states are recorded that the query looks for in vain; None where it is not about that."""
        if not any(sign in part.text for part in failing for sign in _SIGNS):
            return None
        case = self._case(query)
        if case is None or self._is_before(case):
            return None
        found = self._found(case)
        if not found:
            return self._not_applicable(case)
        told = "; ".join(f"{self._name(status)}: {_listed(states)}" for status, states in found.items())
        who = f"members of {self._name(case.who)}" if case.is_group else self._name(case.who)
        subject = f"{who} under {self._name(case.instrument)}"
        about = (case.who.value, case.instrument.value)
        end = self._end(case)
        if end is not None and case.day is not None and case.day.value > end.value:
            day, last = (in_words(parse(date.value, DATE)) for date in (case.day, end))
            message = f"{day} lies after what the sources cover of this, which is up to {last}"
            return Cause(
                "outside-coverage", message, about=about, covered=(f"as last recorded, {subject}: {told}",)
            )
        when = f"on {in_words(parse(case.day.value, DATE))}" if case.day is not None else "as last recorded"
        said = f"{subject} {when}: {told}"
        unsigned = _UNSIGNED if self._is_unsigned(case.instrument) else ""
        return Cause("recorded-otherwise", f"recorded otherwise: {said}", unsigned, about=about)

    def _end(self, case: _Case) -> ox.Literal | None:
        """Gives the last day that the sources cover of the instrument."""
        rows = self._prober.run(
            f"SELECT (MAX(?day) AS ?end) {{ ?p a <{THB}StatusPeriod> ; "
            f"<{THB}instrument> {sparql(case.instrument)} ; <{THB}knownThrough> ?day }}"
        )
        end = next(iter(rows))["end"]
        return end if isinstance(end, ox.Literal) else None

    def _case(self, query: Sequence[Part]) -> _Case | None:
        instrument = who = day = None
        is_group = False
        for term in _constants(query):
            if isinstance(term, ox.Literal):
                day = term if term.datatype.value == DATE else day
            elif isinstance(term, ox.NamedNode):
                written = sparql(term)
                if self._prober.ask(f"?p a <{THB}StatusPeriod> ; <{THB}instrument> {written}"):
                    instrument = term
                elif self._prober.ask(f"?p a <{THB}StatusPeriod> ; <{THB}state> {written}"):
                    who, is_group = term, False
                elif who is None and self._prober.ask(f"?m <{PREFIXES['org']}organization> {written}"):
                    who, is_group = term, True
        if instrument is None or who is None:
            return None
        return _Case(instrument, who, is_group, day)

    def _is_before(self, case: _Case) -> bool:
        """Says whether the day lies before any that is recorded of the instrument."""
        days = (
            f"?p a <{THB}StatusPeriod> ; <{THB}instrument> {sparql(case.instrument)} ; <{THB}firstDay> ?day"
        )
        return case.day is not None and not self._prober.ask(f"{days} FILTER(?day <= {sparql(case.day)})")

    def _found(self, case: _Case) -> dict[ox.NamedNode, list[str]]:
        """Gives the names of the states by status, as recorded on the day or last."""
        who = (
            f"?m <{PREFIXES['org']}organization> {sparql(case.who)} ; <{PREFIXES['org']}member> ?state ; "
            f"<{PREFIXES['org']}role> <{THB}Member> ."
            if case.is_group
            else f"VALUES ?state {{ {sparql(case.who)} }}"
        )
        when = "!BOUND(?last)"
        if case.day is not None:
            day = sparql(case.day)
            when = f"(!BOUND(?first) || ?first <= {day}) && (!BOUND(?last) || ?last >= {day})"
            if case.is_group:
                who += _bound("startDate", "earliest", f"> {day}") + _bound("endDate", "latest", f"< {day}")
        rows = self._prober.run(
            f"SELECT DISTINCT ?status ?state {{ {who} ?p a <{THB}StatusPeriod> ; <{THB}state> ?state ; "
            f"<{THB}instrument> {sparql(case.instrument)} ; <{THB}status> ?status . "
            f"OPTIONAL {{ ?p <{THB}firstDay> ?first }} OPTIONAL {{ ?p <{THB}lastDay> ?last }} FILTER({when}) }}"
        )
        found: dict[ox.NamedNode, list[str]] = {}
        for row in rows:
            found.setdefault(row["status"], []).append(self._name(row["state"]))
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0].value)))

    def _not_applicable(self, case: _Case) -> Cause | None:
        """Says that an instrument is not one that is signed; None where anybody signed or nobody consented."""
        if not self._is_unsigned(case.instrument):
            return None
        name = self._name(case.instrument)
        message = f"not applicable: {name} has consents, and no signature by anyone is recorded"
        return Cause("recorded-otherwise", message, _UNSIGNED, about=(case.instrument.value,))

    def _is_unsigned(self, instrument: ox.NamedNode) -> bool:
        acts = f"<{THB}instrument> {sparql(instrument)}"
        is_signed = self._prober.ask(f"?act a <{THB}Signature> ; {acts}")
        return not is_signed and self._prober.ask(f"?act a <{THB}Consent> ; {acts}")


def _bound(dated: str, end: str, excluded: str) -> str:
    """Leaves out the memberships of which a bound excludes the day."""
    return (
        f" MINUS {{ ?b <{THB}boundsOf> ?m ; <{THB}boundedProperty> <{PREFIXES['schema']}{dated}> ; "
        f"<{THB}{end}> ?bound FILTER(?bound {excluded}) }}"
    )


def _constants(query: Sequence[Part]) -> Iterable[object]:
    for part in query:
        if part.kind == "values":
            yield from (constant(term) for row in rows_of(part) for term in row.values())
        elif part.kind == "triple":
            yield from (constant(part.node[0]), constant(part.node[2]))


def _listed(names: Sequence[str]) -> str:
    names = sorted(names, key=natural)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more
