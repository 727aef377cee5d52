"""Who was a member of a group on a day, from the tables of members: never before the group or the state existed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from .reference import DAY, FIRST, LAST, NEVER, Span, chain, day, life, printed, rows, stated_acts

#: Whose own table prevails over the years of the other, by data/entities/sources.trig.
PREVAILING = {"cbss"}
LIST_OF_2020 = date(2020, 1, 31)  # the list of three organizations, of January 2020, has no days
GROUPS = [
    *("baltic-assembly", "cbss", "coe", "eu", "ilo", "interpol", "iom", "ipu", "nato", "nordic-council"),
    *("nordic-council-of-ministers", "osce", "un"),
]


@dataclass(frozen=True)
class Member:
    """One membership, with the bounds of its first and of its last day."""

    state: str
    kind: str
    begin: Span
    end: Span


def members(group: str) -> list[dict[str, str]]:
    """The rows of a group, its own table's with the years that another has of the same memberships."""
    kept = group not in ("interpol", "nordic-council-of-ministers")
    table = rows(f"{'benelux' if group.startswith('benelux') else group}-members") if kept else []
    own = {row["membership"]: row for row in table if row.get("group", group) == group}
    for row in own.values() if group in ("ilo", "iom", "ipu") else ():
        row["not_after"] = LIST_OF_2020.isoformat()
    for row in (*rows("igo-years"), *rows("coe-members-other-dates")):
        if row["group"] == group or row["membership"] in own:
            said = {name: value for name, value in row.items() if value}
            before = own.get(row["membership"], {})
            starts = {name: value for name, value in before.items() if value and name.startswith("start_")}
            own[row["membership"]] = before | said | starts
    return list(own.values())


@cache
def memberships(group: str) -> tuple[Member, ...]:
    """The memberships of a group; an undated one began between the state's first day and the list.

    Where pages print two days, it began between them. When a group began no source says.
    """
    found = []
    years = () if group in PREVAILING else rows("igo-years")
    others = (*years, *rows("coe-members-other-dates"))
    printed_too = {row["membership"]: printed(row, "start_") for row in others}
    for row in members(group):
        listed = day(row["not_after"]) if row.get("not_after") else LAST
        begin = printed(row, "start_") or Span(
            day(row["not_before"]) if row.get("not_before") else FIRST, listed
        )
        begin = begin.meet(printed_too.get(row["membership"]) or begin)
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


@cache
def shown_by(state: str) -> tuple[list[tuple[Span, Span]], list[Span]]:
    """The memberships of a state that tables date, and its acts."""
    terms = [
        (begin, printed(row, "end_") or NEVER)
        for group in GROUPS
        for row in members(group)
        if row["member"] == state and (begin := printed(row, "start_"))
    ]
    acts = [span for (party, _), of in stated_acts().items() if party == state for _, span in of.values()]
    return terms, acts


def was_there(state: str, on: date) -> bool | None:
    """Whether a state was there on a day, by its first day; where that does not tell, True where anything shows it."""
    first = life(chain(state)[0])[0]
    if first.latest != FIRST and first.by(on) is not None:
        return first.by(on)
    terms, acts = shown_by(state)
    is_member = any(begin.by(on) and end.by(on - DAY) is False for begin, end in terms)
    return True if is_member or any(act.by(on) for act in acts) else None
