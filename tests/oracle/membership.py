"""Who was a member of a group on a day, from the tables of members: never before the group or the state existed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from .reference import DAY, FIRST, LAST, NEVER, Span, chain, life, printed, rows

LIST_OF_2020 = date(2020, 1, 31)  # the list of three organizations, of January 2020, has no days
GROUPS = ["baltic-assembly", "cbss", "coe", "eu", "ilo", "iom", "ipu", "nato", "nordic-council", "osce", "un"]


@dataclass(frozen=True)
class Member:
    """One membership, with the bounds of its first and of its last day."""

    state: str
    kind: str
    begin: Span
    end: Span


@cache
def memberships(group: str) -> tuple[Member, ...]:
    """The memberships of a group; an undated one began between the group's and the state's first day and the list."""
    table = rows(f"{'benelux' if group.startswith('benelux') else group}-members")
    table = [row for row in table if not row.get("group") or row["group"] == group]
    dated = [span for row in table if (span := printed(row, "start_"))]
    founded = min((span.earliest for span in dated), default=date(1951, 1, 1) if group == "iom" else FIRST)
    found = []
    for row in table:
        listed = LIST_OF_2020 if group in ("ilo", "iom", "ipu") else LAST
        begin = printed(row, "start_") or Span(founded, listed)
        first = life(chain(row["member"])[0])[0]
        begin = Span(max(begin.earliest, first.earliest), max(begin.latest, first.latest))
        found.append(Member(row["member"], row["kind"], begin, printed(row, "end_") or NEVER))
    return tuple(found)


def member(group: str, state: str, on: date, kind: str = "Member") -> bool | None:
    """Whether a state was a member on a day, its last day included; None where its first or last day is not known so."""
    answers = []
    for row in memberships(group):
        if row.state == state and row.kind == kind:
            ended = row.end.by(on - DAY)
            answers.append(row.begin.by(on) if ended is False else False if ended else None)
    return True if True in answers else None if None in answers else False
