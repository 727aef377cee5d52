"""Tables as workbooks, by XlsxWriter: what readers see, what it is about and rests on, and the same for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from ..answers import Answer, bound_with
from ..days import Days
from ..documents import Document, Series, Table
from ..formats import needed
from ..marks import Mark, Told
from ..numbers import Numbers
from ..rows import Value, shown
from ..shown import for_people
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
    document = answer.document()
    numbers = Numbers[Mark](document.sources)
    with needed("xlsxwriter", "XlsxWriter").Workbook(held, options) as book:
        for block in document.sections[0].blocks:
            if isinstance(block, Table):
                _fill(book, "answer", block.heads, _rows(block, numbers))
        _fill(book, "about", ("what", "text"), filter(any, _about(answer, document, numbers)))
        _fill(book, "data", machine_columns(answer), machine_rows(answer))
        book.set_properties({"title": answer.heading, "created": _MADE})
    return held.getvalue()


def _rows(table: Table, numbers: Numbers[Mark]) -> Iterator[list[Value]]:
    """Yields the rows of a table, each with the marks of all on which it rests."""
    for number, row in enumerate(table.rows):
        rests = table.rests[number : number + 1]
        yield [*map(_value, row), *(_marks(rest, numbers) for rest in rests)]


def _value(cell: Told | Series) -> Value:
    if isinstance(cell, Told) and not cell.note and not cell.unknown and not isinstance(cell.value, Days):
        return cell.value
    return "; ".join(map(str, cell.values if isinstance(cell, Series) else (cell,)))


def _marks(rest: Told | Series, numbers: Numbers[Mark]) -> str:
    values = rest.values if isinstance(rest, Series) else (rest,)
    return numbers.marks(mark for one in values for mark in one.marks)


def _about(answer: Answer, document: Document, numbers: Numbers[Mark]) -> Iterator[tuple[str, str]]:
    """Yields what the answer says and was asked about, what its words mean, and its sources with their pages."""
    yield "answer", answer.summary or answer.heading
    yield "asked about", bound_with(answer)
    yield from for_people(answer).legend.items()
    yield from (("", str(note)) for note in document.notes)
    for number, mark, _ in numbers.listed():
        yield f"[{number}]", str(mark)
        yield from (("", str(one)) for one in (*mark.pages, *mark.remarks))


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
