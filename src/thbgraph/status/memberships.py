"""Memberships: between which days each member of an organization joined and left it, by the computed bounds of its terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import FIRST_DAY, LAST_DAY
from ..base.namespaces import PREFIXES, XSD
from ..base.values import grouped
from .recorded import Select
from .standings import NEVER, DayBounds

_ORG = PREFIXES["org"]
_TERMS = f"""SELECT DISTINCT ?member ?term ?first ?last ?lastFirst ?lastLast {{
  ?term <{_ORG}organization> <%s> ; <{_ORG}member> ?member ; <{_ORG}role> <%s> .
  OPTIONAL {{ ?term <{thb.earliest}> ?first }} OPTIONAL {{ ?term <{thb.latest}> ?last }}
  OPTIONAL {{ ?term <{thb.earliestEnd}> ?lastFirst }} OPTIONAL {{ ?term <{thb.latestEnd}> ?lastLast }} }}"""

#: Memberships that may last on a day, whether they do for sure, and up to when a source names the members of the group.
_LISTED = f"""SELECT DISTINCT ?member ?role ?isSure ?covered {{
  VALUES ?day {{ "%s"^^<{XSD}date> }}
  ?term <{_ORG}organization> <%s> ; <{_ORG}member> ?member ; <{_ORG}role> ?role .
  OPTIONAL {{ ?term <{thb.earliest}> ?first }} OPTIONAL {{ ?term <{thb.latest}> ?last }}
  OPTIONAL {{ ?term <{thb.earliestEnd}> ?lastFirst }} OPTIONAL {{ ?term <{thb.latestEnd}> ?lastLast }}
  OPTIONAL {{ ?member <{thb.continues}>* ?origin . ?origin <{thb.earliest}>|<{thb.latest}> ?dated .
    OPTIONAL {{ ?origin <{thb.earliest}> ?born }} }}
  OPTIONAL {{ ?coverage <{thb.membersOf}> <%s> ; <{thb.completeUpTo}> ?covered }}
  FILTER(COALESCE(?first, ?day) <= ?day && COALESCE(?lastLast, ?day) >= ?day && COALESCE(?born, ?day) <= ?day)
  BIND(BOUND(?last) && ?last <= ?day && COALESCE(?lastFirst, ?day) >= ?day AS ?isSure) }}"""


class ListedMembers(NamedTuple):
    """Who belongs to a group on a day, by role, True of whom it is sure, and up to when its list is complete."""

    of: Mapping[str, Mapping[str, bool | None]]
    complete_to: str = ""


class MemberTerm(NamedTuple):
    """When a member joined an organization, and its last day as a member."""

    joined: DayBounds
    left: DayBounds


class Spells(NamedTuple):
    """All terms of a member of an organization, in order of time: Sweden left the IOM and came back."""

    of: tuple[MemberTerm, ...]

    @property
    def whole(self) -> MemberTerm:
        """The bounds of all spells, where it is open which is meant."""
        joined, left = (
            DayBounds(min(of.first for of in bounds), max(of.last for of in bounds))
            for bounds in zip(*self.of, strict=True)
        )
        return MemberTerm(joined, left)

    def on(self, day: str) -> MemberTerm:
        """Returns the last spell that has begun by a day, or the first; its end is that of all where it lasts and another went before.

        >>> of = Spells((MemberTerm(DayBounds("1951", "1951"), DayBounds("1964", "1964")), MemberTerm(DayBounds("1991", "1991"), NEVER)))
        >>> of.on("1960").left.last, of.on("2014").joined.last
        ('1964', '1991')
        """
        *before, last = [one for one in self.of if one.joined.first <= day] or self.of[:1]
        if not before:
            return last
        is_sure = last.joined.by(day) and all(one.left.before(last.joined) for one in before)
        left = last.left if last.left.by(day) else self.whole.left
        return MemberTerm(last.joined, left) if is_sure else self.whole

    def before(self, day: str) -> tuple[MemberTerm, ...]:
        """Returns the spells before the one that is told on a day."""
        return tuple(one for one in self.of if one.left.before(self.on(day).joined))


def member_terms(organization: str, role: str, select: Select) -> dict[str, Spells]:
    """Returns when each of those who ever had a role in an organization, such as members, joined and left it, by IRI."""
    terms = grouped(
        (member, _term(*days)) for member, _, *days in map(_texts, select(_TERMS % (organization, role)))
    )
    return {member: Spells(tuple(sorted(of))) for member, of in terms.items()}


def listed_members(organization: str, day: str, select: Select) -> ListedMembers:
    """Returns who belongs to an organization on a day (ISO 8601)."""
    found: dict[str, dict[str, bool | None]] = {}
    days = set[str]()
    for member, role, is_sure, covered in map(_texts, select(_LISTED % (day, organization, organization))):
        of_role = found.setdefault(role, {})
        of_role[member] = of_role.get(member) or is_sure == "true" or None
        days.add(covered)
    return ListedMembers(found, max(days, default=""))


def _texts(row: ox.QuerySolution) -> list[str]:
    return ["" if term is None else term.value for term in row]


def _term(first: str, last: str, last_first: str, last_last: str) -> MemberTerm:
    left = DayBounds(last_first or FIRST_DAY, last_last) if last_last else NEVER
    return MemberTerm(DayBounds(first or FIRST_DAY, last or LAST_DAY), left)
