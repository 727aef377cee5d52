"""Tables as workbooks, by XlsxWriter."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from .answer_formats import machine_columns, machine_rows
from .answers import Answer
from .document_docx import needed

#: When every workbook was made, so that the same answer gives the same bytes.
_MADE = datetime(2000, 1, 1)
#: How many characters wide a column is at most.
_WIDEST = 40


def to_xlsx(answer: Answer) -> bytes:
    """Writes an answer as a workbook of one sheet, every cell a text; nothing in it is a formula.

    Raises RequestError where XlsxWriter is not installed.
    """
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    columns, rows = machine_columns(answer), [*machine_rows(answer)]
    with needed("xlsxwriter", "XlsxWriter").Workbook(held, options) as book:
        sheet = book.add_worksheet("answer")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        for number, cells in enumerate(rows, 1):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell)
        for place, texts in enumerate(zip(columns, *rows, strict=True)):
            sheet.set_column(place, place, min(_WIDEST, 2 + max(map(len, texts))))
        book.set_properties({"title": answer.heading, "created": _MADE})
    return held.getvalue()
