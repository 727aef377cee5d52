"""Standings: between which days each party signed, consented, was bound and left, by the computed periods of a treaty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import FIRST_DAY, LAST_DAY, day_after
from ..base.namespaces import PREFIXES
from ..base.values import grouped
from ..base.vocabulary import CONSENTS, ActKind, Status
from .recorded import RecordedPeriod, Select, recorded_periods

_CARRIES_ON = f"<{thb.continues}>|<{PREFIXES['dcterms']}replaces>"
_SIGNATURES = f"""SELECT DISTINCT ?party ?first ?last {{
  %s
  ?act <{thb.signatory}> ?signatory ; <{thb.instrument}> <%s> .
  ?party ({_CARRIES_ON})* ?signatory .
  OPTIONAL {{ ?act <{thb.earliest}> ?first }} OPTIONAL {{ ?act <{thb.latest}> ?last }} }}"""
_CONSENTS = f"""SELECT DISTINCT ?party ?kind {{
  %s
  ?act <{thb.consentingParty}> ?consenter ; <{thb.instrument}> <%s> ; a ?kind .
  ?party ({_CARRIES_ON})* ?consenter }}"""
_TREATY = f"""SELECT ?covered ?closed ?signed {{
  OPTIONAL {{ ?coverage a <{thb.Coverage}> ; <{thb.instrument}> <%(treaty)s> ; <{thb.actKind}> <{ActKind.SIGNATURE}> ;
    <{thb.completeUpTo}> ?covered }}
  OPTIONAL {{ ?closing a <{ActKind.CLOSING_FOR_SIGNATURE}> ; <{thb.instrument}> <%(treaty)s> ; <{thb.latest}> ?closed }}
  OPTIONAL {{ <%(treaty)s> <{thb.isSigned}> ?signed }} }}"""
_DATED = f"""SELECT ?first ?last {{
  ?act a <%s> ; <{thb.instrument}> <%s> .
  FILTER NOT EXISTS {{ ?act <{thb.forParty}> ?party }}
  OPTIONAL {{ ?act <{thb.earliest}> ?first }} OPTIONAL {{ ?act <{thb.latest}> ?last }} }}"""
# The memo's lists are named so; those of other sources are named after their page.
_LISTED = f"""SELECT ?party ?status {{
  ?report <{thb.instrument}> <%s> ; <{thb.state}> ?party ; <{thb.reportedStatus}> ?status ;
    <{PREFIXES["dcterms"]}isPartOf> ?list .
  FILTER(STRENDS(STR(?list), "-memo")) }}"""
_CONSENTED = frozenset((Status.CONSENTED, Status.CONTRACTING, Status.PARTY, Status.FORMER_PARTY))
_BOUND = frozenset((Status.PARTY, Status.FORMER_PARTY))
_SIGNED = frozenset((Status.SIGNATORY,))
_LEFT = frozenset((Status.FORMER_PARTY,))


class DayBounds(NamedTuple):
    """The first and the last day on which something can have been done; the last of the calendar stands for perhaps never.

    >>> DayBounds("2006-08-29", "2006-08-29").within("2006-01-01", "2006-12-31"), DayBounds("2010-01-01").by("2010-06-01")
    (True, None)
    """

    first: str = FIRST_DAY
    last: str = LAST_DAY

    def by(self, day: str) -> bool | None:
        """Says whether it was done by a day; None where that is not known."""
        if self.last <= day and self.last != LAST_DAY:
            return True
        return None if self.first <= day else False

    def within(self, first: str, last: str) -> bool | None:
        """Says whether it was done on one of some days, both ends included."""
        if first > last or self.first > last or self.last < first or self == NEVER:
            return False
        return True if first <= self.first and self.last <= last and self.last != LAST_DAY else None

    def before(self, other: DayBounds) -> bool | None:
        """Says whether it was done on an earlier day than something else, which may never have been done."""
        if self == NEVER or (other != NEVER and self.first >= other.last):
            return False
        is_done = self.last != LAST_DAY
        return True if is_done and (other == NEVER or self.last < other.first) else None

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last != LAST_DAY


NEVER = DayBounds(LAST_DAY, LAST_DAY)


class Standing(NamedTuple):
    """What a party did under a treaty, and when: its periods, the bounds of each act, and how it consented, as sources name it."""

    party: str
    phases: Sequence[RecordedPeriod]
    signed: DayBounds
    consented: DayBounds
    bound: DayBounds
    left: DayBounds
    kinds: frozenset[str] = frozenset()

    def consented_by(self, kinds: Collection[str]) -> DayBounds:
        """Returns the bounds of its consent if that was of one of some kinds, perhaps never where no source or several name one."""
        if self.consented == NEVER or not kinds or (self.kinds and self.kinds.issubset(kinds)):
            return self.consented
        return NEVER if self.kinds and self.kinds.isdisjoint(kinds) else DayBounds(self.consented.first)

    def has_status(self, wanted: Collection[Status], day: str) -> bool | None:
        """Says whether one of some statuses was that of the party on a day; None where the sources leave it open."""
        possible = self._possible(day)
        if possible.isdisjoint(wanted):
            return False
        return True if possible.issubset(wanted) else None

    def is_open(self, day: str) -> bool:
        """Says whether the sources leave the status of the party on a day open."""
        return len(self._possible(day)) > 1

    def _possible(self, day: str) -> frozenset[Status]:
        return next((one.possible for one in self.phases if one.holds(day)), frozenset())

    def may_be_there(self, day: str) -> bool:
        """Says whether the party may have been there on a day."""
        return any(one.holds(day) for one in self.phases)


class _Signing(NamedTuple):
    """Whether a treaty is signed, up to when, and up to when a source names all signatures."""

    is_signed: bool
    covered: str
    closed: str

    @classmethod
    def of(cls, treaty: str, select: Select) -> _Signing:
        rows = list(select(_TREATY % {"treaty": treaty}))

        def values(name: str) -> list[str]:
            return [row[name].value for row in rows if row[name] is not None]

        return cls(
            "false" not in values("signed"),
            max(values("covered"), default=""),
            min(values("closed"), default=LAST_DAY),
        )


def standings(treaty: str, select: Select, among: Collection[str] | None = None) -> dict[str, Standing]:
    """Returns where everybody, or some, stand under a treaty of whom a period is computed, by IRI."""
    signing = _Signing.of(treaty, select)
    who = "" if among is None else f"VALUES ?party {{ {' '.join(f'<{one}>' for one in among)} }}"
    signatures, kinds = _signatures(treaty, who, select), _kinds(treaty, who, select)
    return {
        party: _standing(party, of, signatures.get(party), kinds.get(party, frozenset()), signing)
        for party, of in recorded_periods(treaty, select, among).items()
    }


def day_of(kind: ActKind, treaty: str, select: Select) -> DayBounds:
    """Returns between which days something befell a treaty, as its adoption or its entry into force, where that is told once."""
    found = {DayBounds(*_days(row)) for row in select(_DATED % (kind, treaty))}
    return found.pop() if len(found) == 1 else DayBounds()


def listed_by_memo(treaty: str, select: Select) -> Mapping[str, str]:
    """Returns the status with which the memo lists each state under a treaty; nothing where it has no list."""
    return {row["party"].value: row["status"].value for row in select(_LISTED % treaty)}


def _days(row: ox.QuerySolution) -> tuple[str, str]:
    """Returns the first and last day in a row, those of the calendar for open ends."""
    first, last = row["first"], row["last"]
    return FIRST_DAY if first is None else first.value, LAST_DAY if last is None else last.value


def _kinds(treaty: str, who: str, select: Select) -> Mapping[str, frozenset[str]]:
    """Returns how each party consented, as far as a source names it."""
    kinds = grouped((row["party"].value, row["kind"].value) for row in select(_CONSENTS % (who, treaty)))
    return {party: CONSENTS.intersection(of) - {ActKind.CONSENT} for party, of in kinds.items()}


def _signatures(treaty: str, who: str, select: Select) -> Mapping[str, DayBounds]:
    found: dict[str, DayBounds] = {}
    for row in select(_SIGNATURES % (who, treaty)):
        bounds = DayBounds(*_days(row))
        found[row["party"].value] = min(
            bounds, found.get(row["party"].value, bounds), key=lambda one: one.last
        )
    return found


def _standing(
    party: str,
    phases: Sequence[RecordedPeriod],
    signature: DayBounds | None,
    kinds: frozenset[str],
    treaty: _Signing,
) -> Standing:
    consented, bound, left = (_first(phases, of) for of in (_CONSENTED, _BOUND, _LEFT))
    signed = _signed(phases, signature, consented, kinds == {ActKind.ACCESSION}, treaty)
    return Standing(party, phases, signed, consented, bound, left, kinds)


def _first(phases: Iterable[RecordedPeriod], wanted: Collection[Status]) -> DayBounds:
    """Returns between which days the first of some statuses began."""
    first = next((one.first for one in phases if not one.possible.isdisjoint(wanted)), LAST_DAY)
    last = next((one.first for one in phases if one.possible.issubset(wanted)), LAST_DAY)
    return NEVER if first == LAST_DAY else DayBounds(first, last)


def _signed(
    phases: Sequence[RecordedPeriod],
    signature: DayBounds | None,
    consented: DayBounds,
    has_acceded: bool,
    treaty: _Signing,
) -> DayBounds:
    """Returns between which days a party signed, as far as its statuses, a signature and lists of all signatures tell.

    A successor has the signature of its predecessor, of that day. Of a signature that nothing records the statuses tell only until the party consents: it may have signed on that day.
    Where a source names all signatures up to a day it had not by then, unless it was no more when the list was made.
    """
    if not treaty.is_signed:
        return NEVER
    if signature is not None:
        return signature
    shown = _first(phases, _SIGNED)
    if has_acceded and shown.last == LAST_DAY:
        return NEVER
    if shown != NEVER or consented.last == LAST_DAY:
        return shown
    opened = next(one.first for one in phases if not one.possible <= {Status.NOT_APPLICABLE})
    is_covered = treaty.covered and phases[-1].last == LAST_DAY
    first = max(opened, day_after(treaty.covered)) if is_covered else opened
    return NEVER if first > treaty.closed else DayBounds(first)
