"""Memberships: between which days each member of an organization joined and left it, by the computed bounds of its terms."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import FIRST_DAY, LAST_DAY
from ..base.grouping import grouped
from ..base.namespaces import PREFIXES
from .recorded import Select
from .standings import NEVER, DayBounds

_ORG = PREFIXES["org"]
_TERMS = f"""SELECT DISTINCT ?member ?term ?first ?last ?lastFirst ?lastLast {{
  ?term <{_ORG}organization> <%s> ; <{_ORG}member> ?member ; <{_ORG}role> <{thb.Member}> .
  OPTIONAL {{ ?term <{thb.earliest}> ?first }} OPTIONAL {{ ?term <{thb.latest}> ?last }}
  OPTIONAL {{ ?term <{thb.earliestEnd}> ?lastFirst }} OPTIONAL {{ ?term <{thb.latestEnd}> ?lastLast }} }}"""


class MemberTerm(NamedTuple):
    """When a member joined an organization, and its last day as a member."""

    joined: DayBounds
    left: DayBounds


def member_terms(organization: str, select: Select) -> dict[str, MemberTerm]:
    """Returns when each of those who ever were members of an organization joined and left it, by IRI.

    Of whom several terms are recorded it is open which is meant: the bounds hold all of them.
    """
    terms = grouped((member, _term(*days)) for member, _, *days in map(_texts, select(_TERMS % organization)))
    return {member: of[0] if len(of) == 1 else _joined(of) for member, of in terms.items()}


def _texts(row: ox.QuerySolution) -> list[str]:
    return ["" if term is None else term.value for term in row]


def _term(first: str, last: str, last_first: str, last_last: str) -> MemberTerm:
    left = DayBounds(last_first or FIRST_DAY, last_last) if last_last else NEVER
    return MemberTerm(DayBounds(first or FIRST_DAY, last or LAST_DAY), left)


def _joined(terms: list[MemberTerm]) -> MemberTerm:
    joined, left = (min(of.first for of in bounds) for bounds in zip(*terms, strict=True))
    return MemberTerm(DayBounds(joined), NEVER if left == LAST_DAY else DayBounds(left))
