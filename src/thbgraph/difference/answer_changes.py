"""How the answer to a question differs from the accepted one, in labels and words: rows, not lines of CSV.

Rows that only one side has are the same row, changed, where they alone of these agree in the columns that
tell rows apart: those that hold things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from ..base.dates import DATE, MONTH_DAY, YEAR_MONTH, in_words, lexical_fault, parse
from ..base.printing import counted, one_line, spaced
from ..base.terms import short
from ..base.values import grouped
from ..questions.golden import GoldenAnswer, GoldenCell
from ..results.changes import CHANGED, NEW, WITHDRAWN

#: Told in short: so many rows, and so many characters of a cell.
_ROWS, _CHARACTERS = 20, 80
_DATES = (DATE, YEAR_MONTH, MONTH_DAY)
Row: TypeAlias = tuple[GoldenCell, ...]


class AnswerDifference(NamedTuple):
    """What differs between two answers: remarks on the whole, rows gone, changed and added.

    Rows hold the cells of `columns`, which both answers have; `key` names those that tell rows apart. `line`
    is that of the first row of the accepted answer that is gone or changed; `first` says that none was accepted.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    remarks: tuple[str, ...]
    gone: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    added: tuple[Row, ...]
    line: int | None = None
    first: bool = False

    def __bool__(self) -> bool:
        """Says whether anything differs."""
        return bool(self.first or self.remarks or self.gone or self.changed or self.added)

    def differing(self, was: Row, now: Row) -> set[str]:
        """Returns the columns in which a row has changed."""
        return {column for column, old, new in zip(self.columns, was, now, strict=True) if old != new}


def compare_answers(before: GoldenAnswer | None, after: GoldenAnswer) -> AnswerDifference:
    """Compares an answer with the accepted one, None where there is none yet."""
    if before is None:
        return AnswerDifference(after.columns, (), (), (), (), after.rows, first=True)
    columns = tuple(column for column in after.columns if column in before.columns)
    old, new = _only(before, columns), _only(after, columns)
    (stayed, gone), (stay, added) = _part(old, new), _part(new, old)
    key = _things(columns, (*old, *new))
    changed = _pairs(gone, added, [columns.index(name) for name in key])
    gone_left = _part(gone, [was for was, _ in changed])[1]
    added_left = _part(added, [now for _, now in changed])[1]
    # What is left may have another status, which is a thing too: then the first thing tells what is the same.
    others = _pairs(gone_left, added_left, [columns.index(name) for name in key[:1]])
    found = AnswerDifference(
        columns=columns,
        key=key,
        remarks=(),
        gone=_part(gone_left, [was for was, _ in others])[1],
        changed=(*changed, *others),
        added=_part(added_left, [now for _, now in others])[1],
        line=next((line for row, line in zip(old, before.lines, strict=True) if row in gone), None),
    )
    return found._replace(remarks=(*_columns(before.columns, after.columns), *_order(stayed, stay, found)))


def in_short(found: AnswerDifference) -> str:
    """Says how many rows differ.

    >>> in_short(AnswerDifference(("a",), (), (), ((GoldenCell("1"),),), (), (), 2))
    '1 row gone'
    """
    kinds = ((found.gone, "gone"), (found.changed, "changed"), (found.added, "added"))
    parts = [f"{counted(len(rows), 'row')} {what}" for rows, what in kinds if rows]
    return ", ".join(parts) or "not in its rows"


def as_lines(found: AnswerDifference, whole: bool = False) -> list[str]:
    """Tells the difference, a line for each remark and row; long rows and many are cut, unless as a whole."""
    lines = [
        f"{sign} {'; '.join(cells)}" for sign, _, _, cells in worded(found, None if whole else _CHARACTERS)
    ]
    if not whole and len(lines) > _ROWS + 1:
        lines = [*lines[:_ROWS], f"... and {len(lines) - _ROWS} more rows"]
    return [*found.remarks, *lines]


def worded(
    found: AnswerDifference, longest: int | None = None
) -> Iterator[tuple[str, Row | None, Row | None, Sequence[str]]]:
    """Yields each row that differs: its sign, as it was and as it is, and its cells in words, of at most so many characters; what changed in one text."""
    texts = {row: _row(row, found, longest) for row in (*found.gone, *found.added)}
    alike = {texts[row] for row in found.gone} & {texts[row] for row in found.added}

    def exact(row: Row) -> Sequence[str]:
        """Tells by what it is what has the same name on both sides."""
        return _row(row, found, None, exact=True) if texts[row] in alike else texts[row]

    yield from ((WITHDRAWN, row, None, exact(row)) for row in found.gone)
    yield from ((CHANGED, was, now, [_change(was, now, found)]) for was, now in found.changed)
    yield from ((NEW, None, row, exact(row)) for row in found.added)


def _only(answer: GoldenAnswer, columns: Sequence[str]) -> list[Row]:
    places = [answer.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in answer.rows]


def _part(rows: Iterable[Row], others: Iterable[Row]) -> tuple[list[tuple[Row, int]], tuple[Row, ...]]:
    """Parts rows into those that others have, each with its number, and those that they do not, or not as often."""
    left = Counter(others)
    shared, own = [], []
    for number, row in enumerate(rows, 1):
        if left[row]:
            left[row] -= 1
            shared.append((row, number))
        else:
            own.append(row)
    return shared, tuple(own)


def _things(columns: Sequence[str], rows: Iterable[Row]) -> tuple[str, ...]:
    """Names the columns that hold things, which have labels."""
    labelled = {number for row in rows for number, cell in enumerate(row) if cell.label}
    return tuple(column for number, column in enumerate(columns) if number in labelled)


def _pairs(gone: Iterable[Row], added: Iterable[Row], key: Sequence[int]) -> tuple[tuple[Row, Row], ...]:
    """Pairs the rows that are alone in having the same values in the columns of the key."""
    if not key:
        return ()
    before, after = (
        grouped((tuple(row[place].value for place in key), row) for row in rows) for rows in (gone, added)
    )
    return tuple(
        (rows[0], after[values][0])
        for values, rows in before.items()
        if len(rows) == 1 and len(after.get(values, ())) == 1
    )


def _columns(before: Sequence[str], after: Sequence[str]) -> list[str]:
    gone = [spaced(one_line(column)) for column in before if column not in after]
    added = [spaced(one_line(column)) for column in after if column not in before]
    remarks = [f"columns gone: {', '.join(gone)}"] if gone else []
    remarks += [f"columns added: {', '.join(added)}"] if added else []
    if not remarks and list(before) != list(after):
        remarks.append(f"the columns are in another order, now: {', '.join(map(spaced, after))}")
    return remarks


def _order(
    before: Sequence[tuple[Row, int]], after: Sequence[tuple[Row, int]], found: AnswerDifference
) -> list[str]:
    """Says which row is the first that stands elsewhere, of those that both answers have."""
    for (was, old), (now, new) in zip(before, after, strict=True):
        if was != now:
            words = f"row {new} is now {_name(now, found)}, where {_name(was, found)} was, as row {old}"
            return [f"rows are in another order: {words}"]
    return []


def _row(row: Row, found: AnswerDifference, longest: int | None, exact: bool = False) -> tuple[str, ...]:
    """Says what each cell of a row holds: the first column bare, the others with their names."""
    cells = (
        (f"{spaced(one_line(column))}: " if number else "") + _cell(cell, longest, exact)
        for number, (column, cell) in enumerate(zip(found.columns, row, strict=True))
        if cell.value
    )
    return tuple(cells) or ("an empty row",)


def _name(row: Row, found: AnswerDifference) -> str:
    """Names a row by what tells it apart, or as a whole."""
    named = [cell for column, cell in zip(found.columns, row, strict=True) if column in found.key]
    name = ", ".join(_cell(cell, _CHARACTERS) for cell in named if cell.value)
    return name or "; ".join(_row(row, found, _CHARACTERS))


def _change(was: Row, now: Row, found: AnswerDifference) -> str:
    parts = []
    for column, old, new in zip(found.columns, was, now, strict=True):
        name, exact = spaced(one_line(column)), _cell(old) == _cell(new)
        if old.value != new.value:
            parts.append(f"{name} was {_cell(old, None, exact)}, now {_cell(new, None, exact)}")
        elif old.label != new.label:
            called = [one_line(cell.label) or "nothing" for cell in (old, new)]
            parts.append(f"{name} was called {called[0]}, now {called[1]}")
    return f"{_name(now, found)}: {'; '.join(parts)}"


def _cell(cell: GoldenCell, longest: int | None = None, exact: bool = False) -> str:
    """Says what a cell holds: a label, a date in words, a text; exactly where words do not tell two apart."""
    text = one_line(cell.label or cell.value)
    if exact:
        text = f"{one_line(cell.label)} ({one_line(short(cell.value))})" if cell.label else repr(cell.value)
    elif not cell.label:
        datatype = next((kind for kind in _DATES if lexical_fault(cell.value, kind) is None), None)
        text = in_words(parse(cell.value, datatype)) if datatype else text
    if longest is not None and len(text) > longest:
        text = text[:longest] + "..."
    return text or "nothing"
