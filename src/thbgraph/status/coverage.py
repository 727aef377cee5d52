"""The last day that the sources cover of some states under some treaties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..base import vocabulary as thb
from ..base.dates import LAST_DAY
from ..base.namespaces import PREFIXES
from ..base.vocabulary import Status
from .recorded import Select, recorded_periods

#: Which of some things are states, and the members of those that are groups, with the day on which these left.
_AMONG = f"""SELECT ?state ?left {{
  {{ VALUES ?state {{ %(who)s }} ?state a <{thb.State}> }}
  UNION
  {{
    VALUES ?who {{ %(who)s }}
    ?membership <{PREFIXES["org"]}organization> ?who ; <{PREFIXES["org"]}member> ?state ;
      <{PREFIXES["org"]}role> <{thb.Member}> .
    OPTIONAL {{ ?membership <{thb.lastDay}> ?left }}
  }}
}}"""


def last_covered_day(treaties: Sequence[str], among: Sequence[str], select: Select) -> str | None:
    """Returns the last day on which no status is open only because the sources end; None where they cover none.

    `among` names states, and groups for their members of the day; without one all states count. Of whom the sources
    never tell anything is left out. Where all are parties, which they stay, it is the last day of any source.
    """
    left = _left(among, select) if among else {}
    told = [
        (periods[-1], left.get(party, LAST_DAY))
        for treaty in treaties
        for party, periods in recorded_periods(treaty, select, left if among else None).items()
        if periods[-1].last == LAST_DAY and periods[-1].through and periods[-1].is_told
    ]
    open_ones = [(period, until) for period, until in told if period.status == Status.UNDETERMINED]

    def is_covered(day: str) -> bool:
        return all(period.through >= day or until < day for period, until in open_ones)

    return max(filter(is_covered, {period.through for period, _ in told}), default=None)


def _left(among: Sequence[str], select: Select) -> Mapping[str, str]:
    """Returns the last day that each of some states, and of the members of some groups, counts among them."""
    found: dict[str, str] = {}
    for row in select(_AMONG % {"who": " ".join(f"<{iri}>" for iri in among)}):
        until = LAST_DAY if row["left"] is None else row["left"].value
        found[row["state"].value] = max(until, found.get(row["state"].value, ""))
    return found
