"""A proposal that somebody decided, taken over: the one table that holds such rows is replaced as a whole, or stays as it was."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ..base.dates import DATE, YEAR, YEAR_MONTH, in_full, lexical_fault
from ..base.errors import DataError
from ..base.findings import Finding, Place, refuse
from ..base.namespaces import ID, THB
from ..base.printing import quoted
from ..base.progress import silent
from ..build import homes
from ..build import source_files as sources
from ..checking.check import Checker
from ..rdf.table_metadata import read_metadata
from ..rdf.tables import format_table
from .act_proposal import TABLE as ACTS
from .membership_proposal import END, MEMBER
from .membership_proposal import TABLE as MEMBERS
from .page import KINDS, category_of
from .proposal import ACCEPT, ADDED, COVERED, GONE, REJECT, REJECT_DAY, ProposedRow
from .spreadsheet import rows_of

_DECISIONS = (ACCEPT, REJECT, REJECT_DAY)
_PARTS = {4: "year", 7: "month", 10: "date"}
_ROLES = {
    "signature": "signatory", "consent": "consentingParty", "entry-into-force": "forParty", "denunciation": "actor",
}  # fmt: skip
_KINDS = {kind.removeprefix(THB) for kind in KINDS}
#: The findings that say only that the table is not as it was.
_NEW = ("accepted", "unlisted")

Rows = dict[str, dict[str, str]]


def rejected(root: Path) -> dict[str, str]:
    """Returns the reasons of rejected rows of a home, by act and by what they said."""
    rows = (row for one in _TABLES for row in _read_table(root, one).values())
    return {row["rejected"]: row["reason"] for row in rows if row["rejected"]}


def refreshed(root: Path) -> dict[str, date]:
    """Returns the last day on which a page of each treaty was read, by slug."""
    found: dict[str, date] = {}
    for row in _read_table(root, _ACTS).values():
        if treaty := row["instrument"]:
            found[treaty] = max(date.fromisoformat(row["read"]), found.get(treaty, date.min))
    return found


def apply(root: Path, text: str, path: str, parties: Collection[str]) -> tuple[str, int]:
    """Writes what a proposal accepts and rejects into the table of a home; returns which, and how many rows changed.

    `path` names the proposal in messages, `parties` are the IRIs of those who can do an act or be members. Raises DataError,
    with the others, for each row that is not decided or cannot be written, and then writes nothing.
    """
    rows = [*_read(text, path)]
    kept = _MEMBERS if any(row.kind in (MEMBER, END) for _, row in rows) else _ACTS
    table = _read_table(root, kept)
    before = dict(table)
    faults: list[DataError] = []
    for place, row in rows:
        try:
            _decide(place, row, kept, table, parties)
        except DataError as fault:
            faults.append(fault)
    faults += _uncovered(rows)
    refuse(sorted(faults, key=lambda fault: fault.line or 0))
    content = _written(root, kept.path, table)
    refuse([Place(one.path, one.line).error(one.message) for one in _checked(root, kept.path, content)])
    sources.accept(root, kept.path, content)
    return kept.path, sum(table.get(key) != before.get(key) for key in {*table, *before})


def _read_table(root: Path, kept: _KeptRows) -> Rows:
    if not (root / kept.path).is_file():
        return {}
    return {row["row"]: row for row in csv.DictReader(StringIO(homes.read_text(root, kept.path), newline=""))}


def _read(text: str, path: str) -> Iterator[tuple[Place, ProposedRow]]:
    """Reads a proposal as a person or a spreadsheet has saved it, each row with its line."""
    columns, what = ProposedRow._fields, "a proposal, as source refresh -o or link drift --proposal writes it"
    for place, claim in rows_of(text, path, columns, what):
        yield place, ProposedRow(*(claim[name] for name in columns))


def _decide(place: Place, row: ProposedRow, kept: _KeptRows, table: Rows, parties: Collection[str]) -> None:
    """Takes one row over into a table; raises DataError where it is not decided, or says what cannot be."""
    if row.decision not in _DECISIONS:
        place.fail(
            f"expected accept, reject or reject day, got {quoted(row.decision)}{f'; {row.question}' if row.question else ''}"
        )
    later = [one["read"] for one in table.values() if one.get(kept.of) == row.of and one["read"] > row.read]
    if later:
        place.fail(
            f"a page of {max(later)} has been taken over since this one of {row.read}; make the proposal anew from a newer page"
        )
    if row.decision != ACCEPT:
        if not row.reason:
            place.fail("is rejected without a reason; write under reason why")
        key = f"rejected-{row.act}-{row.date or 'undated'}"
        table[key] = _row(key, row, rejected=row.claim, reason=row.reason)
    if row.decision == REJECT:
        return
    if row.decision == REJECT_DAY and row.change in (GONE, COVERED):
        place.fail(f"is {row.change}, which has no day of an act; write accept or reject")
    if row.change == COVERED:
        _check_day(place, row, (DATE,))
        table[row.act] = _row(row.act, row, complete_up_to=row.date, evidence=row.page, **kept.covered(row))
    else:
        kept.take(place, row, table, parties)


def _take_act(place: Place, row: ProposedRow, table: Rows, parties: Collection[str]) -> None:
    """Takes an act over; one whose day is rejected keeps the day that an earlier page had, if one did."""
    if row.change == GONE:
        if row.act not in table:
            place.fail(
                f"{row.act} is not a row of {ACTS}; {row.question or 'correct it by hand, and reject this row'}"
            )
        del table[row.act]
        return
    if row.decision == ACCEPT:
        _check_day(place, row, (DATE,))
    _check_party(place, row, parties)
    if row.kind not in _KINDS:
        place.fail(f"expected under kind one of {', '.join(sorted(_KINDS))}, got {quoted(row.kind)}")
    category = category_of(row.kind)
    name = (
        row.act
        if row.act.startswith(f"act-{row.of}-{row.party}-")
        else f"act-{row.of}-{row.party}-{category}"
    )
    note, day, limit = f"So the depositary's page had it on {in_full(row.read)}.", row.date, ""
    if row.decision == REJECT_DAY:
        day = table.get(name, {}).get("date", "")
        limit = "" if day else row.read
        note += f" Its day, {in_full(row.date)}, was rejected: {row.reason.rstrip('.')}."
    table[name] = _row(
        name,
        row,
        kind=row.kind,
        role=_ROLES[category],
        party=row.party,
        instrument=row.of,
        date=day,
        not_after=limit,
        printed_participant=row.printed,
        evidence=row.page,
        note=note,
    )


def _acts_covered(row: ProposedRow) -> dict[str, str]:
    kind = row.kind.lower()
    note = f"The page of that day names every {kind} of present participants, and denunciations only where it prints them."
    return {
        "kind": "Coverage",
        "instrument": row.of,
        "act_kind": row.kind,
        "part_of": "depositary-acts",
        "note": note,
    }


def _take_member(place: Place, row: ProposedRow, table: Rows, parties: Collection[str]) -> None:
    """Takes the beginning or the end of a membership over, beside what an earlier list says of the other."""
    _check_party(place, row, parties)
    if row.kind not in (MEMBER, END):
        place.fail(f"expected under kind {MEMBER} or {END}, got {quoted(row.kind)}")
    day = row.date if row.decision == ACCEPT else ""
    if day or row.kind == END:
        _check_day(place, row, (DATE, YEAR_MONTH, YEAR))
    name = (
        row.act
        if row.act.startswith(f"membership-{row.of}-{row.party}")
        else f"membership-{row.of}-{row.party}"
    )
    which = "start" if row.kind == MEMBER else "end"
    parts = {f"{which}_{part}": "" for part in ("date", "month", "year")}
    if day:
        parts[f"{which}_{_PARTS[len(day)]}"] = day
    before = table.get(name, {})
    if row.kind == MEMBER:
        parts["not_after"] = row.read if not day and row.change == ADDED else ""
    cells = {"type": "Membership", "role": MEMBER, "member": row.party, "organization": row.of}
    claim = {"printed_member": row.printed, "note": f"So the page had it on {in_full(row.read)}."}
    table[name] = {**before, **_row(name, row, **cells, **parts, **claim, evidence=row.page)}


def _members_covered(row: ProposedRow) -> dict[str, str]:
    note = "The list of that day names every present member."
    return {"claim": "Coverage", "members_of": row.of, "part_of": "listed-members", "note": note}


class _KeptRows(NamedTuple):
    """A table that rows are written into: its column that says of what, how a row is taken over, and what says that all are named."""

    path: str
    of: str
    take: Callable[[Place, ProposedRow, Rows, Collection[str]], None]
    covered: Callable[[ProposedRow], dict[str, str]]


_ACTS = _KeptRows(ACTS, "instrument", _take_act, _acts_covered)
_MEMBERS = _KeptRows(MEMBERS, "organization", _take_member, _members_covered)
_TABLES = (_ACTS, _MEMBERS)


def _check_party(place: Place, row: ProposedRow, parties: Collection[str]) -> None:
    if ID + row.party not in parties:
        place.fail(
            f"expected under party a state or body of the graph, such as fin, got {quoted(row.party)}; {row.question or 'thbgraph find looks it up'}"
        )


def _check_day(place: Place, row: ProposedRow, datatypes: Sequence[str]) -> None:
    wanted = [lexical_fault(row.date, datatype) for datatype in datatypes]
    if all(wanted):
        place.fail(
            f"expected under date {wanted[0]}{' or less exact' if wanted[1:] else ''}, got {quoted(row.date)}"
            f"{f'; {row.question}' if row.question else ''}"
        )


def _uncovered(rows: Sequence[tuple[Place, ProposedRow]]) -> Iterator[DataError]:
    """Yields where a page would be said to name every act of a kind although one of its acts is rejected."""
    for place, row in rows:
        if row.change == COVERED and row.decision == ACCEPT:
            for other, one in rows:
                is_same = one.change == ADDED and one.of == row.of and one.decision == REJECT
                if is_same and _category(one.kind) == _category(row.kind):
                    yield place.error(
                        f"cannot be accepted while line {other.line} is rejected: the graph would say that {one.printed} had not done "
                        "what the page says; reject this row too, with a reason, or write reject day on that line where its day alone is wrong"
                    )


def _category(kind: str) -> str:
    return kind if kind in (MEMBER, END) else category_of(kind)


def _row(key: str, row: ProposedRow, **cells: str) -> dict[str, str]:
    return {"row": key, "read": row.read, "sha256": row.sha256, **cells}


def _written(root: Path, path: str, table: Mapping[str, Mapping[str, str]]) -> str:
    """Writes a table in its canonical form."""
    beside = f"{path}-metadata.json"
    metadata = read_metadata(homes.read_text(root, beside), beside)
    names = [column["name"] for column in metadata["tableSchema"]["columns"]]
    text = StringIO()
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.values())
    return format_table(text.getvalue(), metadata, path)


def _checked(root: Path, table: str, content: str) -> list[Finding]:
    """Checks a table as it would be, in a copy of the home of links to all its other files."""
    with TemporaryDirectory() as name:
        copy = Path(name)
        for path in homes.files(root):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            if path != table:
                (copy / path).symlink_to((root / path).resolve())
        (copy / table).write_text(content, encoding="utf-8")
        beside = f"{table}-metadata.json"
        return [one for one in Checker(copy, silent, {table, beside}).findings() if one.code not in _NEW]
