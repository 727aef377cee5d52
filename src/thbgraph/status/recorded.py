"""The computed periods of a treaty as one query finds them: what standings, coverage and diagnosis are views of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import FIRST_DAY, LAST_DAY
from ..base.values import grouped
from ..base.vocabulary import Basis, Status
from ..stores.evaluation import Solutions

#: Runs a SELECT query on the engine that answers.
Select = Callable[[str], Solutions]
_PERIODS = f"""SELECT ?party ?period ?status ?first ?last ?through ?basis ?recorded ?possible {{
  %s
  ?period <{thb.instrument}> <%s> ; <{thb.state}> ?party ; <{thb.status}> ?status ; <{thb.basis}> ?basis .
  OPTIONAL {{ ?period <{thb.firstDay}> ?first }}
  OPTIONAL {{ ?period <{thb.lastDay}> ?last }}
  OPTIONAL {{ ?period <{thb.knownThrough}> ?through }}
  OPTIONAL {{ ?period <{thb.lastRecorded}> ?recorded }}
  OPTIONAL {{ ?period <{thb.possibleStatus}> ?possible }} }}"""


class RecordedPeriod(NamedTuple):
    """The days, both included, on which a party had one status, or one of several; an open end is that of the calendar.

    `through` is the last day up to which something shows it, empty for none; `recorded` is the status that was last
    recorded before an undetermined one.
    """

    first: str
    last: str
    status: Status
    through: str
    basis: Basis
    recorded: Status | None
    possible: frozenset[Status] = frozenset()

    def holds(self, day: str) -> bool:
        """Says whether a day lies in it."""
        return self.first <= day <= self.last

    @property
    def is_stated(self) -> bool:
        """Whether more is known than that a treaty or a state was not yet there."""
        is_bare = self.status == Status.UNDETERMINED and self.basis == Basis.INFERRED
        return self.recorded is not None or not is_bare


def recorded_periods(
    treaty: str, select: Select, parties: Collection[str] | None = None
) -> Mapping[str, list[RecordedPeriod]]:
    """Returns the periods under a treaty of some parties, or of all of whom some are computed, by IRI, in order of time."""
    among = "" if parties is None else f"VALUES ?party {{ {' '.join(f'<{one}>' for one in parties)} }}"
    known: dict[tuple[str, str], RecordedPeriod] = {}
    possible: dict[tuple[str, str], set[Status]] = {}
    for row in select(_PERIODS % (among, treaty)):
        party, period, status, first, last, through, basis, recorded, other = (
            "" if term is None else term.value for term in row
        )
        if (party, period) not in known:
            known[party, period] = RecordedPeriod(
                first or FIRST_DAY,
                last or LAST_DAY,
                Status(status),
                through,
                Basis(basis),
                Status(recorded) if recorded else None,
            )
        possible.setdefault((party, period), set()).add(Status(other or status))
    found = grouped(
        (party, one._replace(possible=frozenset(possible[party, of]))) for (party, of), one in known.items()
    )
    return {party: sorted(periods) for party, periods in sorted(found.items())}
