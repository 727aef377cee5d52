"""Lists of names that other people keep, as CSV, and what matching says of them, as an answer."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from ..base.errors import RequestError
from ..base.printing import quoted
from ..base.terms import short
from ..base.values import Entity, Value
from ..names.matching import Candidate, Match
from ..results.answer import Answer, Row

#: What matching adds to a list.
COLUMNS = ("entity", "outcome", "score", "how", "candidates")
_DELIMITERS = (",", ";", "\t")


class NameList(NamedTuple):
    """A list as it was given: its columns, its rows, and which column holds the names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    column: str

    @property
    def names(self) -> list[str]:
        """The names, row by row."""
        place = self.columns.index(self.column)
        return [row[place] for row in self.rows]


def read_list(text: str, column: str | None) -> NameList:
    """Reads CSV with a header, parted by commas, semicolons or tabs; empty lines do not count.

    Without `column` there must be only one. Raises RequestError for a column that is not there, columns of
    one name, and a row of another length, with its line.

    >>> read_list("name;year\\nFinland;2006\\n", "name").names
    ['Finland']
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise RequestError("the list contains a NUL character", "save it as CSV in UTF-8")
    head = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(tuple(cells))
                if len(cells) != len(rows[0]):
                    raise RequestError(
                        f"line {reader.line_num} of the list has {len(cells)} cells, its header {len(rows[0])}"
                    )
    except csv.Error as error:
        raise RequestError(f"line {reader.line_num} of the list is not valid CSV: {error}") from None
    if not rows:
        raise RequestError("the list is empty", "its first line must name the columns")
    columns = tuple(cell.strip() for cell in rows[0])
    return NameList(columns, tuple(rows[1:]), _column(columns, column))


def _column(columns: Sequence[str], wanted: str | None) -> str:
    listed = ", ".join(columns)
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise RequestError(f"the list has several columns {quoted(twice[0])}", "name each differently")
    if wanted is None and len(columns) == 1:
        return columns[0]
    if wanted is None:
        raise RequestError("say which column holds the names, with --column", f"choose from: {listed}")
    if wanted not in columns:
        raise RequestError(f"the list has no column {quoted(wanted)}", f"choose from: {listed}")
    return wanted


def as_list(names: Iterable[str] | NameList) -> NameList:
    """Makes a list of names of one column, `name`; gives one that is a list already as it is.

    >>> as_list(["Finland"]).rows
    (('Finland',),)
    """
    if isinstance(names, NameList):
        return names
    texts = [names] if isinstance(names, str) else names
    return NameList(("name",), tuple((str(text),) for text in texts), "name")


def answer_of(matches: Iterable[Match], labels: Mapping[str, str], given: NameList) -> Answer:
    """Gives what matching says of a list as an answer: the columns of the list first, as they are."""
    added = _unused(given.columns)
    columns = (*given.columns, *added)
    rows = [Row(columns, (*cells, *_cells(m, labels))) for cells, m in zip(given.rows, matches, strict=True)]
    return Answer(columns, rows)


def _unused(columns: Sequence[str]) -> tuple[str, ...]:
    """Names the columns that are added otherwise where the list has one of these names."""
    prefix = ""
    taken = {*columns}
    while taken & {prefix + name for name in (*COLUMNS, COLUMNS[0] + "Label")}:
        prefix += "match_"
    return tuple(prefix + name for name in COLUMNS)


def _cells(match: Match, labels: Mapping[str, str]) -> tuple[Value, ...]:
    found = match.found
    entity = Entity(found.iri, labels.get(found.iri, short(found.iri))) if found else None
    likest = found or next(iter(match.candidates), None)
    offered = "; ".join(_offered(candidate, labels) for candidate in match.candidates)
    return entity, match.outcome, likest.score if likest else None, match.how, offered


def _offered(candidate: Candidate, labels: Mapping[str, str]) -> str:
    return f"{short(candidate.iri)} {labels.get(candidate.iri, '')} ({candidate.score:.2f}, {candidate.how})"
