"""A proposal that somebody decided, taken over: the one table that holds it is replaced as a whole, or stays as it was."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from ..base.dates import DATE, in_words, lexical_fault, parse
from ..base.errors import DataError
from ..base.findings import Finding, Place
from ..base.namespaces import ID, THB
from ..base.printing import quoted
from ..base.progress import silent
from ..build import homes
from ..build import source_files as sources
from ..checking.check import Checker
from ..rdf.table_metadata import read_metadata
from ..rdf.tables import format_table
from .page import KINDS, category_of
from .proposal import ACCEPT, ADDED, COVERED, GONE, REJECT, REJECT_DAY, TABLE, ProposedRow

_DECISIONS = (ACCEPT, REJECT, REJECT_DAY)
_ROLES = {
    "signature": "signatory", "consent": "consentingParty", "entry-into-force": "forParty", "denunciation": "actor",
}  # fmt: skip
_KINDS = {kind.removeprefix(THB) for kind in KINDS}
#: The findings that say only that the table is not as it was.
_NEW = ("accepted", "unlisted")

Rows = dict[str, dict[str, str]]


def rejected(root: Path) -> dict[str, str]:
    """Returns the reasons of rejected rows of a home, by act and by what they said."""
    return {row["rejected"]: row["reason"] for row in _table(root).values() if row["rejected"]}


def refreshed(root: Path) -> dict[str, date]:
    """Returns the last day on which a page of each treaty was read, by slug."""
    found: dict[str, date] = {}
    for row in _table(root).values():
        if treaty := row["instrument"]:
            found[treaty] = max(date.fromisoformat(row["read"]), found.get(treaty, date.min))
    return found


def apply(root: Path, text: str, path: str, parties: Collection[str]) -> int:
    """Writes what a proposal accepts and rejects into the table of a home; returns how many rows changed.

    `path` names the proposal in messages, `parties` are the IRIs of those who can do an act. Raises DataError, with the
    others, for each row that is not decided or cannot be written, and then writes nothing.
    """
    table = _table(root)
    before = dict(table)
    faults: list[DataError] = []
    rows = list(_read(text, path))
    for place, row in rows:
        try:
            _decide(place, row, table, parties)
        except DataError as fault:
            faults.append(fault)
    faults += _uncovered(rows)
    if faults:
        first, *first.others = sorted(faults, key=lambda fault: fault.line or 0)
        raise first
    content = _written(root, table)
    findings = _checked(root, content)
    if findings:
        first, *first.others = [Place(one.path, one.line).error(one.message) for one in findings]
        raise first
    sources.accept(root, TABLE, content)
    return sum(table.get(key) != before.get(key) for key in {*table, *before})


def _table(root: Path) -> Rows:
    if not (root / TABLE).is_file():
        return {}
    return {row["row"]: row for row in csv.DictReader(StringIO(homes.read_text(root, TABLE), newline=""))}


def _read(text: str, path: str) -> Iterator[tuple[Place, ProposedRow]]:
    """Reads a proposal as a person or a spreadsheet has saved it, each row with its line."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        columns = next(reader, [])
        missing = [name for name in ProposedRow._fields if name not in columns]
        if missing:
            Place(path, 1).fail(
                f"expected the columns of a proposal, got none named {', '.join(missing)}; take the file that source refresh -o wrote"
            )
        for cells in reader:
            place = Place(path, reader.line_num)
            if len(cells) != len(columns):
                place.fail(
                    f"expected {len(columns)} cells, got {len(cells)}; a cell that holds a comma needs quotes"
                )
            said = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
            yield place, ProposedRow(*(said[name] for name in ProposedRow._fields))
    except csv.Error as error:
        Place(path, reader.line_num).fail(f"is not valid CSV: {error}; save it as CSV")


def _decide(place: Place, row: ProposedRow, table: Rows, parties: Collection[str]) -> None:
    """Takes one row over into a table; raises DataError where it is not decided, or says what cannot be."""
    if row.decision not in _DECISIONS:
        place.fail(
            f"expected accept, reject or reject day, got {quoted(row.decision)}{f'; {row.question}' if row.question else ''}"
        )
    later = [
        one["read"]
        for one in table.values()
        if one.get("instrument") == row.instrument and one["read"] > row.read
    ]
    if later:
        place.fail(
            f"a page of {max(later)} has been taken over since this one of {row.read}; make the proposal anew from a newer page"
        )
    if row.decision != ACCEPT:
        if not row.reason:
            place.fail("is rejected without a reason; write under reason why")
        key = f"rejected-{row.act}-{row.date or 'undated'}"
        table[key] = _row(key, row, rejected=row.said, reason=row.reason)
    if row.decision == REJECT:
        return
    if row.decision == REJECT_DAY and row.change in (GONE, COVERED):
        place.fail(f"is {row.change}, which has no day of an act; write accept or reject")
    if row.change == GONE:
        if row.act not in table:
            place.fail(
                f"{row.act} is not a row of {TABLE}; {row.question or 'correct it by hand, and reject this row'}"
            )
        del table[row.act]
    elif row.change == COVERED:
        _check_day(place, row)
        note = f"The page of that day names every {row.kind.lower()} of present participants."
        table[row.act] = _row(
            row.act,
            row,
            kind="Coverage",
            instrument=row.instrument,
            act_kind=row.kind,
            complete_up_to=row.date,
            part_of="depositary-acts",
            evidence=row.page,
            note=note,
        )
    else:
        _take(place, row, table, parties)


def _take(place: Place, row: ProposedRow, table: Rows, parties: Collection[str]) -> None:
    """Takes an act over; one whose day is rejected keeps the day that an earlier page had, if one did."""
    if row.decision == ACCEPT:
        _check_day(place, row)
    if ID + row.party not in parties:
        place.fail(
            f"expected under party a state or body of the graph, such as fin, got {quoted(row.party)}; {row.question or 'thbgraph find looks it up'}"
        )
    if row.kind not in _KINDS:
        place.fail(f"expected under kind one of {', '.join(sorted(_KINDS))}, got {quoted(row.kind)}")
    category = category_of(row.kind)
    name = (
        row.act
        if row.act.startswith(f"act-{row.instrument}-{row.party}-")
        else f"act-{row.instrument}-{row.party}-{category}"
    )
    note, day = f"So the depositary's page had it on {in_words(parse(row.read, DATE))}.", row.date
    limit = ""
    if row.decision == REJECT_DAY:
        day = table.get(name, {}).get("date", "")
        limit = "" if day else row.read
        note += f" Its day, {in_words(parse(row.date, DATE))}, was rejected: {row.reason.rstrip('.')}."
    table[name] = _row(
        name,
        row,
        kind=row.kind,
        role=_ROLES[category],
        party=row.party,
        instrument=row.instrument,
        date=day,
        not_after=limit,
        printed_participant=row.printed,
        evidence=row.page,
        note=note,
    )


def _check_day(place: Place, row: ProposedRow) -> None:
    if wanted := lexical_fault(row.date, DATE):
        place.fail(
            f"expected under date {wanted}, got {quoted(row.date)}{f'; {row.question}' if row.question else ''}"
        )


def _uncovered(rows: Sequence[tuple[Place, ProposedRow]]) -> Iterator[DataError]:
    """Yields where a page would be said to name every act of a kind although one of its acts is rejected."""
    for place, row in rows:
        if row.change == COVERED and row.decision == ACCEPT:
            for other, one in rows:
                is_same = one.change == ADDED and one.instrument == row.instrument and one.decision == REJECT
                if is_same and category_of(one.kind) == category_of(row.kind):
                    yield place.error(
                        f"cannot be accepted while line {other.line} is rejected: the graph would say that {one.printed} had not done "
                        "what the page says; reject this row too, with a reason"
                    )


def _row(key: str, row: ProposedRow, **cells: str) -> dict[str, str]:
    return {"row": key, "read": row.read, "sha256": row.sha256, **cells}


def _written(root: Path, table: Mapping[str, Mapping[str, str]]) -> str:
    """Writes the table in its canonical form."""
    beside = f"{TABLE}-metadata.json"
    metadata = read_metadata(homes.read_text(root, beside), beside)
    names = [column["name"] for column in metadata["tableSchema"]["columns"]]
    text = StringIO()
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.values())
    return format_table(text.getvalue(), metadata, TABLE)


def _checked(root: Path, content: str) -> list[Finding]:
    """Checks the table as it would be, in a copy of the home of links to all its other files."""
    with TemporaryDirectory() as name:
        copy = Path(name)
        for path in homes.files(root):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            if path != TABLE:
                (copy / path).symlink_to((root / path).resolve())
        (copy / TABLE).write_text(content, encoding="utf-8")
        beside = f"{TABLE}-metadata.json"
        return [one for one in Checker(copy, silent, {TABLE, beside}).findings() if one.code not in _NEW]
