"""Tables as workbooks, by XlsxWriter: what readers see, what it is about and rests on, and the same for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from ..answers import Answer, bound_with
from ..footnotes import Noted, footnotes
from ..formats import needed
from ..rows import Value, shown
from ..shown import Cell, Shown, for_people
from .answer_formats import machine_columns, machine_rows

#: When every workbook was made, so that the same answer gives the same bytes.
_MADE = datetime(2000, 1, 1)
#: How many characters wide a column is at most, and the first year of which a workbook has days.
_WIDEST, _FIRST_YEAR = 60, 1900


def to_xlsx(answer: Answer) -> bytes:
    """Writes an answer as a workbook: `answer` as readers see it, `about` with sentence and footnotes, `data` for machines.

    Numbers and whole days are such, all else is text; nothing in it is a formula. Raises RequestError where XlsxWriter is
    not installed.
    """
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    seen = for_people(answer)
    noted = footnotes(answer, seen) if answer.is_cited else None
    with needed("xlsxwriter", "XlsxWriter").Workbook(held, options) as book:
        columns = [*seen.columns, *(["evidence"] if noted else [])]
        rows = (
            [*map(_value, cells), *([noted.marks(number)] if noted else [])]
            for number, cells in enumerate(seen.rows)
        )
        _fill(book, "answer", columns, rows)
        _fill(book, "about", ("what", "text"), filter(any, _about(answer, seen, noted)))
        _fill(book, "data", machine_columns(answer), machine_rows(answer))
        book.set_properties({"title": answer.heading, "created": _MADE})
    return held.getvalue()


def _value(cell: Cell) -> Value:
    return cell[0].value if len(cell) == 1 and not cell[0].note else "; ".join(map(str, cell))


def _about(answer: Answer, seen: Shown, noted: Noted | None) -> Iterator[tuple[str, str]]:
    """Yields what the answer says and was asked about, what its words mean, and its footnotes with their pages."""
    yield "answer", answer.summary or answer.heading
    yield "asked about", bound_with(answer)
    yield from seen.legend.items()
    yield "", answer.silence
    for note in noted.notes if noted else ():
        yield f"[{note.number}]", note.says
        yield from (("", str(one)) for one in (*note.pages, *note.remarks, note.origin or "") if str(one))


def _fill(book: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    day, text = (
        book.add_format({"num_format": "d mmmm yyyy"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    widths = [len(column) for column in columns]
    for number, cells in enumerate(rows, 1):
        for place, value in enumerate(cells):
            if isinstance(value, date) and value.year >= _FIRST_YEAR:
                sheet.write_datetime(number, place, datetime(value.year, value.month, value.day), day)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(number, place, value)
            else:
                sheet.write_string(number, place, shown(value), text)
            widths[place] = max(widths[place], len(shown(value)))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(_WIDEST, 2 + width))
