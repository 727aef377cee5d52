"""Why a question about statuses under treaties has no answer: what the sources cover, and what they record instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE, FIRST_DAY, LAST_DAY, in_words, parse
from ..base.namespaces import PREFIXES
from ..base.terms import Term, natural, sparql
from ..base.values import grouped
from ..base.vocabulary import ActKind, Status
from ..results.diagnosis import Cause
from ..status.recorded import recorded_periods

_MEMBERSHIP = (
    f"<{PREFIXES['org']}organization> ?who ; <{PREFIXES['org']}member> ?state ; "
    f"<{PREFIXES['org']}role> <{thb.Member}>"
)
_MOST_NAMES = 6
#: What to do where a day is not covered.
COVERAGE = "ask about a day that the sources cover"


class StatusCase(NamedTuple):
    """The treaties, the states or groups, and the day that a question about statuses is asked with.

    `select` runs a query on the engine that answered, `name` names a thing.
    """

    treaties: Sequence[Term]
    who: Sequence[Term]
    day: ox.Literal | None
    asks_for_signatures: bool
    select: Callable[[str], Any]
    name: Callable[[Term], str]

    def cause(self) -> Cause | None:
        """Says why no row fits; None where the sources record nothing else of the treaties."""
        causes = (self._unsigned(), self._not_adopted(), self._beyond(), self._otherwise())
        return next(filter(None, causes), None)

    def without_states(self) -> Cause | None:
        """Says that no state is recorded as a member of a group, which may have other members."""
        for group in self.who:
            own = f"?period <{thb.state}> {sparql(group)}"
            its = (
                f"?m <{PREFIXES['org']}organization> {sparql(group)} ; <{PREFIXES['org']}member> ?state . "
                f"?period <{thb.state}> ?state"
            )
            if not self.select(f"ASK {{ {{ {own} }} UNION {{ {its} }} }}"):
                message = f"no state is recorded as a member of {self.name(group)}"
                return Cause("not-recorded", message, about=(group.value,))
        return None

    def before_members(self) -> Cause | None:
        """Says that a group had no members yet on the day; None where it had, or since when is not known of some."""
        for group in self.who:
            found = self._row(
                f"SELECT (MIN(?day) AS ?first) (MIN(?by) AS ?begun) (COUNT(?m) AS ?all) (COUNT(?day) AS ?dated) {{ "
                f"VALUES ?who {{ {sparql(group)} }} ?m {_MEMBERSHIP} OPTIONAL {{ "
                f"?m <{PREFIXES['schema']}startDate> ?start ; <{thb.earliest}> ?day ; <{thb.latest}> ?by }} }}"
            )
            is_known = found["first"] is not None and found["all"] == found["dated"]
            if is_known and self.day is not None and self.day.value < found["first"].value:
                message = f"{self.name(group)} had no members on {in_words_of(self.day)}"
                hint = f"by {in_words_of(found['begun'])} it had its first; ask about a later day"
                return Cause("outside-coverage", message, hint, about=(group.value,))
        return None

    def _row(self, text: str) -> ox.QuerySolution:
        return next(iter(self.select(text)))

    def _unsigned(self) -> Cause | None:
        """Says that signing does not apply to a treaty."""
        for treaty in self.treaties if self.asks_for_signatures else ():
            if self.select(f"ASK {{ {sparql(treaty)} <{thb.isSigned}> false }}"):
                message = f"not applicable: {self.name(treaty)} is ratified without being signed"
                return Cause("recorded-otherwise", message, about=(treaty.value,))
        return None

    def _not_adopted(self) -> Cause | None:
        """Says that on the day none of the treaties was adopted yet; None where one may have been."""
        reports = [*self._later("was adopted only", ActKind.ADOPTION)]
        if not reports or len(reports) < len(self.treaties):
            return None
        return Cause("recorded-otherwise", f"recorded otherwise: {'; '.join(reports)}", about=self._about)

    def _beyond(self) -> Cause | None:
        """Says that the day lies before or after what the sources cover of a treaty."""
        for treaty in self.treaties:
            periods = [one for of in recorded_periods(treaty.value, self.select).values() for one in of]
            known = [one for one in periods if one.first != FIRST_DAY and one.through]
            if self.day is None or not known:
                continue
            start, end = min(one.first for one in known), max(one.through for one in known)
            day, name = in_words_of(self.day), self.name(treaty)
            if self.day.value < start:
                message = f"{day} lies before anything that is recorded of {name}"
                hint = f"the first act is of {in_words(parse(start, DATE))}"
            elif self.day.value > end:
                message = (
                    f"{day} lies after what the sources cover of {name}: up to {in_words(parse(end, DATE))}"
                )
                report = self._report(treaty) if self.who else ""
                hint = f"as last recorded, {report}" if report else ""
            else:
                continue
            return Cause("outside-coverage", message, hint, about=self._about)
        return None

    def _otherwise(self) -> Cause | None:
        """Says which statuses are recorded instead, and what entered into force later."""
        reports = [*filter(None, map(self._report, self.treaties))]
        if not reports:
            return None
        when = f"on {in_words_of(self.day)}" if self.day is not None else "as last recorded"
        message = f"recorded otherwise: {when}, {', and '.join(reports)}"
        hint = "; ".join(self._later("entered into force", thb.ComputedEntryIntoForce))
        return Cause("recorded-otherwise", message, hint, about=self._about)

    def _later(self, done: str, act: str) -> Iterator[str]:
        """Says when an act that concerns a whole treaty was done, by treaty, where it was done after the day."""
        for treaty in self.treaties:
            start = self._row(
                f"SELECT (MIN(?day) AS ?start) {{ ?e a <{act}> ; <{thb.earliest}> ?day ; "
                f"<{thb.instrument}> {sparql(treaty)} MINUS {{ ?e <{thb.forParty}> ?party }} }}"
            )["start"]
            if self.day is not None and start is not None and start.value > self.day.value:
                yield f"{self.name(treaty)} {done} on {in_words_of(start)}"

    def _report(self, treaty: Term) -> str:
        """Says the statuses under a treaty on the day, or the last ones; nothing where none is recorded.

        Where no state and no group was named, those without any act are left out.
        """
        day = LAST_DAY if self.day is None else self.day.value
        parties = self._parties(day) if self.who else None
        found = grouped(
            (ox.NamedNode(one.status), ox.NamedNode(party))
            for party, periods in recorded_periods(treaty.value, self.select, parties).items()
            for one in periods
            if one.holds(day) and (self.who or one.status not in (Status.NO_ACT, Status.NOT_APPLICABLE))
        )
        listed = "; ".join(
            f"{self.name(status)}: {self._listed(states)}"
            for status, states in sorted(found.items(), key=lambda item: (-len(item[1]), item[0].value))
        )
        named = {state for states in found.values() for state in states}
        groups = " and ".join(f"members of {self.name(one)}" for one in self.who if one not in named)
        return f"{groups} under {self.name(treaty)}: {listed}".strip() if found else ""

    def _parties(self, day: str) -> set[str]:
        """Returns those who are asked about, and of groups the members of a day."""
        who, on = " ".join(map(sparql, self.who)), sparql(ox.Literal(day, datatype=ox.NamedNode(DATE)))
        rows = self.select(
            f"SELECT DISTINCT ?state {{ {{ VALUES ?state {{ {who} }} }} UNION {{ VALUES ?who {{ {who} }} ?m {_MEMBERSHIP} "
            f"OPTIONAL {{ ?m <{thb.firstDay}> ?first }} OPTIONAL {{ ?m <{thb.lastDay}> ?last }} "
            f"FILTER(COALESCE(?first, {on}) <= {on} && COALESCE(?last, {on}) >= {on}) }} }}"
        )
        return {row["state"].value for row in rows}

    def _listed(self, states: Sequence[Term]) -> str:
        names = sorted(map(self.name, states), key=natural)
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        return ", ".join(names[:_MOST_NAMES]) + more

    @property
    def _about(self) -> tuple[str, ...]:
        return tuple(thing.value for thing in (*self.who, *self.treaties))


def in_words_of(day: ox.Literal) -> str:
    """Says a day as people do."""
    return in_words(parse(day.value, day.datatype.value))
