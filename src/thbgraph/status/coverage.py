"""The last day that the sources cover of some states under some treaties."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import PREFIXES
from ..base.vocabulary import Basis, Status
from ..stores.evaluation import Solutions

#: The last periods under the treaties, of all states or of some and the members of some groups.
_LAST_PERIODS = f"""SELECT DISTINCT ?status ?basis ?recorded ?through ?left {{
  %s
  VALUES ?treaty {{ %s }}
  ?period <{thb.instrument}> ?treaty ; <{thb.state}> ?state ; <{thb.status}> ?status ;
    <{thb.basis}> ?basis ; <{thb.knownThrough}> ?through .
  FILTER NOT EXISTS {{ ?period <{thb.lastDay}> ?last }}
  OPTIONAL {{ ?period <{thb.lastRecorded}> ?recorded }}
}}"""
#: With the names in each branch, so that an engine begins with them.
_AMONG = f"""{{ VALUES ?state {{ %(who)s }} ?state a <{thb.State}> }}
  UNION
  {{
    VALUES ?who {{ %(who)s }}
    ?membership <{PREFIXES["org"]}organization> ?who ; <{PREFIXES["org"]}member> ?state ;
      <{PREFIXES["org"]}role> <{thb.Member}> .
    OPTIONAL {{ ?membership <{thb.lastDay}> ?left }}
  }}"""


def last_covered_day(
    treaties: Sequence[str], among: Sequence[str], select: Callable[[str], Solutions]
) -> str | None:
    """Returns the last day on which no status is open only because the sources end; None where they cover none.

    `among` names states, and groups for their members of the day; without one all states count. Of whom the sources
    never tell anything is left out. Where all are parties, which they stay, it is the last day of any source.
    """
    within = _AMONG % {"who": " ".join(f"<{iri}>" for iri in among)} if among else ""
    rows = list(select(_LAST_PERIODS % (within, " ".join(f"<{iri}>" for iri in treaties))))
    told = [row for row in rows if row["recorded"] is not None or not _is_never_told(row)]
    open_rows = [row for row in told if row["status"].value == Status.UNDETERMINED]

    def is_covered(day: str) -> bool:
        return all(row["through"].value >= day or _left_before(row, day) for row in open_rows)

    return max(filter(is_covered, {row["through"].value for row in told}), default=None)


def _is_never_told(row: ox.QuerySolution) -> bool:
    """Says whether nothing is known but that a treaty or a state was not yet there."""
    return bool(row["status"].value == Status.UNDETERMINED and row["basis"].value == Basis.INFERRED)


def _left_before(row: ox.QuerySolution, day: str) -> bool:
    return row["left"] is not None and bool(row["left"].value < day)
