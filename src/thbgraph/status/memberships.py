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


def member_terms(organization: str, role: str, select: Select) -> dict[str, MemberTerm]:
    """Returns when each of those who ever had a role in an organization, such as members, joined and left it, by IRI.

    Of whom several terms are recorded it is open which is meant: the bounds hold all of them.
    """
    terms = grouped(
        (member, _term(*days)) for member, _, *days in map(_texts, select(_TERMS % (organization, role)))
    )
    return {member: of[0] if len(of) == 1 else _joined(of) for member, of in terms.items()}


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


def _joined(terms: list[MemberTerm]) -> MemberTerm:
    joined, left = (
        DayBounds(min(of.first for of in bounds), max(of.last for of in bounds))
        for bounds in zip(*terms, strict=True)
    )
    return MemberTerm(joined, left)
