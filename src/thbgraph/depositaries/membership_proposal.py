"""Memberships, proposed from an organization's list of its members, or from what a fetched source says of them.

A list is CSV with the columns `member` and, if it says so, `since` and `until`. Certain is a member that nobody recorded
with its first day, an end, and a day within the known bounds; all that a fetched source alone says is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from ..base.dates import bounds, datatype_of, span_in_words
from ..base.findings import Place, refuse
from ..base.namespaces import ID
from ..base.printing import counted, quoted
from ..external.drift import Drift
from ..external.fetched_facts import FetchedFact
from ..names.names import Names
from ..status.date_bounds import Interval, between, both, overlap
from ..status.records import Membership, Records
from .proposal import ADDED, ASKED, CHANGED, CONFIRMED, GONE, Draft, PageReading, Proposal, ProposedRow
from .spreadsheet import rows_of

#: The table that takes what is accepted.
TABLE = "data/tables/listed-members.csv"
#: What a row tells of a membership: that there is one, with its first day, and its last.
MEMBER, END = "Member", "End"
_COLUMNS = ("member", "since", "until")


class ListedMember(NamedTuple):
    """A member as a list has it, with its line; `since` and `until` (ISO 8601, as exact as they are) may be empty."""

    name: str
    line: int
    since: str = ""
    until: str = ""


def read_members(text: str, path: str) -> list[ListedMember]:
    """Reads a list of members; raises DataError, whose `others` are all further faults, for one that cannot be read."""
    found, faults = [], []
    for place, cells in rows_of(text, path, _COLUMNS[:1], "a list of members"):
        one = ListedMember(cells["member"], place.line or 0, cells.get("since", ""), cells.get("until", ""))
        days = [day for day in (one.since, one.until) if day and not datatype_of(day)]
        if unknown := [name for name in cells if name not in _COLUMNS]:
            faults.append(
                Place(path, 1).error(f"has a column {quoted(unknown[0])}; known are {', '.join(_COLUMNS)}")
            )
            break
        if not one.name:
            faults.append(place.error("a row without a member; write its name, or delete the row"))
        for day in days:
            faults.append(
                place.error(f"expected a day such as 2026-11-29, a month or a year, got {quoted(day)}")
            )
        found.append(one)
    if not found and not faults:
        faults.append(Place(path, 1).error("has no member; save the list again"))
    refuse(faults)
    return found


def propose_members(
    listed: Sequence[ListedMember],
    path: str,
    reading: PageReading,
    records: Records,
    names: Names,
    rejected: Mapping[str, str],
) -> Proposal:
    """Compares the list of an organization with what is recorded of its members.

    Raises DataError, whose `others` are all further faults, for a list that cannot be taken over.
    """
    draft = Draft(path, reading, names, rejected)
    own = _Members(records, reading.about)
    seen: dict[str, ListedMember] = {}
    for one in listed:
        iri, candidates = draft.meant(one.name, one.line, (reading.day, one.since or reading.day), own.has)
        if candidates:
            who = " or ".join(each.removeprefix(ID) for each in candidates)
            row = draft.row(
                ADDED, f"membership-{draft.slug}-{one.line}", MEMBER, "", one.since, one.name, line=one.line
            )
            draft.propose(row, f"who is {one.name}: {who}? write it under party, and accept")
        elif iri in seen:
            other = seen[iri]
            draft.fail(
                one.line,
                f"{quoted(one.name)} and {quoted(other.name)} on line {other.line} are both {iri.removeprefix(ID)}",
            )
        elif iri:
            seen[iri] = one
            _compare(draft, own, iri, one)
    for term in own.terms:
        if term.member not in seen and own.may_last(term, reading.day):
            name = names.labels.get(term.member, term.member)
            row = draft.row(GONE, _slug(term.name), END, _slug(term.member), "", name, own.claim(term))
            draft.propose(
                row,
                f"{name} is not on the list: when did it leave? write the day, month or year under date and accept, or reject with a reason",
            )
    added = [claim for claim in rejected if claim.split()[:3] == [draft.slug, ADDED, MEMBER]]
    days = (each.day for each in records.member_lists if each.group == reading.about)
    draft.cover(f"coverage-{draft.slug}-listed-members", MEMBER, max(days, default=""), added)
    return draft.made(TABLE)


def propose_drift(
    drifts: Iterable[Drift], records: Records, names: Names, rejected: Mapping[str, str]
) -> Proposal:
    """Proposes what fetched sources say of memberships; all of it is asked, and other differences are told."""
    rows, others = list[ProposedRow](), Counter[str]()
    for (scheme, outside, retrieved, group, fact), entity in _memberships(drifts, others).items():
        reading = PageReading(group, outside, retrieved, sha256("\t".join(fact).encode()).hexdigest())
        draft = Draft(scheme, reading, names, rejected)
        one = ListedMember(names.labels.get(entity, entity), 0, fact.start, fact.end)
        _compare(draft, _Members(records, group), entity, one)
        asked = (
            f"{scheme} says so: hold it against the organization's own list; accept, or reject with a reason"
        )
        rows += (
            row._replace(decision=ASKED, question=row.question or asked) for row in draft.made(TABLE).news
        )
    counts = (f"{counted(number, 'difference')} of a {kind}" for kind, number in sorted(others.items()))
    return Proposal(
        tuple(rows), tuple(f"not taken over: {one}; thbgraph link drift shows it" for one in counts)
    )


def _memberships(
    drifts: Iterable[Drift], others: Counter[str]
) -> dict[tuple[str, str, str, str, FetchedFact], str]:
    """Returns whom each fact of a membership is of that differs, by what says so; counts the kinds of all others."""
    found = {}
    for one in drifts:
        difference = one.difference
        if difference.group:
            found[one.scheme, one.outside, one.retrieved, difference.group, difference.fact] = (
                difference.entity
            )
        else:
            others[difference.kind] += 1
    return found


class _Members:
    """The memberships of an organization that are recorded, in order of name."""

    def __init__(self, records: Records, group: str) -> None:
        self.terms = [one for one in records.memberships if one.group == group]

    def has(self, member: str) -> bool:
        """Says whether somebody is or was a member."""
        return any(one.member == member for one in self.terms)

    def of(self, member: str) -> list[Membership]:
        """Returns the memberships of a member, the last first."""
        return sorted(
            (one for one in self.terms if one.member == member),
            key=lambda one: (one.end == Interval(), one.start.last.day if one.start.last else ""),
            reverse=True,
        )

    def may_last(self, term: Membership, day: str) -> bool:
        """Says whether no end of a membership by a day is recorded."""
        return term.end.last is None or term.end.last.day > day

    def claim(self, term: Membership) -> str:
        """Says from when until when a membership is recorded."""
        return f"from {_when(term.start)} to {_when(term.end) if term.end != Interval() else 'now'}"


def _compare(draft: Draft, own: _Members, iri: str, one: ListedMember) -> None:
    """Compares a member of a list with what is recorded of it."""
    known, party = own.of(iri), _slug(iri)
    term = next(
        (each for each in known if own.may_last(each, draft.reading.day) or _fits(one.until, each.end)), None
    )
    name = (
        _slug(term.name)
        if term
        else f"membership-{draft.slug}-{party}{f'-{len(known) + 1}' if known else ''}"
    )
    before = "; ".join(map(own.claim, [term] if term else known))
    row = draft.row(CHANGED if term else ADDED, name, MEMBER, party, one.since, one.name, before, one.line)
    if term is None:
        again = f"since when again? it was recorded {before};" if known else "since when?"
        asked = f"{one.name}: {again} write the day, month or year under date, if you know it, and accept"
        draft.propose(row, "" if one.since and not known else asked)
    elif not one.since or _says_no_more(one.since, term.start):
        draft.propose(row._replace(change=CONFIRMED, date=""))  # which says no more
    else:
        draft.propose(row, "" if _fits(one.since, term.start) else _which(one.name, "start", before))
    if one.until and not (term and _fits(one.until, term.end) and term.end != Interval()):
        end = draft.row(CHANGED, name, END, party, one.until, one.name, before, one.line)
        is_new = term is None or term.end == Interval()
        draft.propose(end, "" if is_new else _which(one.name, "end", before))


def _which(name: str, what: str, before: str) -> str:
    return f"{name}: another {what} is recorded, {before}: which is right? accept this one, or reject with a reason"


def _spans(day: str) -> Interval:
    datatype = datatype_of(day)
    return between(*bounds(day, datatype), ()) if datatype else Interval()


def _says_no_more(day: str, known: Interval) -> bool:
    """Says whether a day is only as exact as what is known, or less."""
    return both(known, _spans(day)) == known and overlap(_spans(day), known)


def _fits(day: str, interval: Interval) -> bool:
    return bool(day) and overlap(_spans(day), interval)


def _when(interval: Interval) -> str:
    return span_in_words(*(bound.day if bound else None for bound in interval)) or "an unknown day"


def _slug(iri: str) -> str:
    return iri.removeprefix(ID)
