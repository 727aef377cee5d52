"""As last known: the last day that the sources cover of some states under some treaties, and of each treaty."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.dates import FIRST_DAY, LAST_DAY, in_words
from ..base.namespaces import PREFIXES
from ..base.printing import joined
from ..base.values import grouped
from ..base.vocabulary import Basis, Status
from .recorded import RecordedPeriod, Select

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

#: Where somebody stands under a treaty as last recorded: the period without an end, where something shows it.
_LAST = f"""SELECT ?treaty ?party ?status ?basis ?recorded ?through {{
  %s
  ?period <{thb.state}> ?party ; <{thb.instrument}> ?treaty ; <{thb.knownThrough}> ?through ;
    <{thb.status}> ?status ; <{thb.basis}> ?basis .
  OPTIONAL {{ ?period <{thb.lastRecorded}> ?recorded }}
  FILTER NOT EXISTS {{ ?period <{thb.lastDay}> ?last }} }}"""
_CLAIMS = f"SELECT ?treaty ?kind ?day {{ ?claim <{thb.completeUpTo}> ?day ; <{thb.actKind}> ?kind ; <{thb.instrument}> ?treaty }}"
#: What is told of a party as last recorded, and the last day on which it counts among those that are asked about.
_Ends: TypeAlias = "list[tuple[RecordedPeriod, str]]"


def last_covered_day(treaties: Sequence[str], among: Sequence[str], select: Select) -> str | None:
    """Returns the last day on which no status is open only because the sources end; None where they cover none.

    `among` names states, and groups for their members of the day; without one all states count. Of whom the sources
    never tell anything is left out. Where all are parties, which they stay, it is the last day of any source. Up to which
    a source names every act of a treaty, what is open is so for another reason, such as an act on an unknown day.
    """
    ends, complete = _ends(treaties, among, select) if treaties else {}, _complete_days(select)
    return _covered([*chain(*ends.values())], [complete.get(treaty, "") for treaty in treaties])


def _ends(treaties: Collection[str], among: Sequence[str], select: Select) -> Mapping[str, _Ends]:
    """Returns by treaty, of some or of all, where some things, groups for their members, or all stand as last recorded."""
    left = _left(among, select) if among else {}
    among_these = _values("treaty", treaties) * bool(treaties) + _values("party", left) * bool(among)
    found = grouped(
        (
            row["treaty"].value,
            (
                RecordedPeriod(
                    FIRST_DAY,
                    LAST_DAY,
                    Status(row["status"].value),
                    row["through"].value,
                    Basis(row["basis"].value),
                    Status(row["recorded"].value) if row["recorded"] else None,
                ),
                left.get(row["party"].value, LAST_DAY),
            ),
        )
        for row in select(_LAST % among_these)
    )
    return {treaty: [end for end in found[treaty] if end[0].is_stated] for treaty in sorted(found)}


def _values(name: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(f'<{one}>' for one in iris)} }} "


def _complete_days(select: Select) -> Mapping[str, str]:
    """Returns by treaty the last day up to which sources name every act of it."""
    claims = grouped((row["treaty"].value, (row["kind"].value, row["day"].value)) for row in select(_CLAIMS))
    return {treaty: complete_day(of) for treaty, of in claims.items()}


def _covered(ends: _Ends, complete: Iterable[str]) -> str | None:
    """Returns the last covered day of some ends, of treaties of which every act is named up to some days."""
    if not ends:
        return None
    open_ones = [(period, until) for period, until in ends if period.status == Status.UNDETERMINED]

    def is_covered(day: str) -> bool:
        return all(period.through >= day or until < day for period, until in open_ones)

    days = {*filter(is_covered, {period.through for period, _ in ends})}
    return max({*days, min(complete)} - {""}, default=None)


def complete_day(claims: Iterable[tuple[str, str]]) -> str:
    """Returns the last day up to which a source names every act of each kind of which some claim to; empty where none does.

    >>> complete_day([("Consent", "2013-12-13"), ("Consent", "2026-11-29"), ("Signature", "2013-12-13")])
    '2013-12-13'
    """
    return min(map(max, grouped(claims).values()), default="")


class LastKnown(NamedTuple):
    """The day as of which each treaty is told, where it is asked about as last known."""

    days: Mapping[str, str]

    @property
    def as_of(self) -> str:
        """As of when it is told, where the treaties have several days; empty for one day."""
        return "the day last known of each treaty" if len({*self.days.values()}) > 1 else ""

    @property
    def last(self) -> str:
        """The last of the days, as of which is told what belongs to no treaty."""
        return max(self.days.values())

    def of(self, treaties: Collection[str]) -> LastKnown:
        """Returns what is left for some treaties, all for none; where they have no day, the last of the others."""
        days = {treaty: day for treaty, day in self.days.items() if treaty in treaties or not treaties}
        return LastKnown(days or dict.fromkeys(treaties, self.last))

    def together(self) -> LastKnown:
        """Returns the days of what tells the treaties on one: the first of them."""
        return LastKnown(dict.fromkeys(self.days, min(self.days.values())))

    def as_sentence(self, short_of: Callable[[str], str]) -> str:
        """Says the days in words, each with its treaties.

        >>> LastKnown({"a": "2013-12-13", "b": "2021-12-13", "c": "2013-12-13"}).as_sentence(str.upper).partition(", ")[0]
        'As last known: 13 December 2013 for A and C; 13 December 2021 for B'
        """
        on = grouped((day, short_of(treaty)) for treaty, day in self.days.items())
        parts = (f"{in_words(date.fromisoformat(day))} for {joined(sorted(on[day]))}" for day in sorted(on))
        each = "each " if len(on) > 1 else ""
        return f"As last known: {'; '.join(parts)}, {each}the last day up to which the sources cover all that is asked."


def last_known(treaties: Collection[str], among: Sequence[str], select: Select) -> LastKnown | None:
    """Returns the last covered day of each of some treaties, for none of all under which a status is recorded.

    `among` names states and groups as for `last_covered_day`; things that are neither are left out. Returns None where no
    treaty has a day.
    """
    of = among if among and _left(among, select) else ()
    complete = _complete_days(select)
    days = {
        treaty: _covered(ends, [complete.get(treaty, "")])
        for treaty, ends in _ends(treaties, of, select).items()
    }
    found = {treaty: day for treaty, day in days.items() if day is not None}
    return LastKnown(found) if found else None


def _left(among: Sequence[str], select: Select) -> Mapping[str, str]:
    """Returns the last day that each of some states, and of the members of some groups, counts among them."""
    found: dict[str, str] = {}
    for row in select(_AMONG % {"who": " ".join(f"<{iri}>" for iri in among)}):
        until = LAST_DAY if row["left"] is None else row["left"].value
        found[row["state"].value] = max(until, found.get(row["state"].value, ""))
    return found
