"""Results for office programs: documents as Word files and as PDF, answers as workbooks.

Every text goes to Typst, which sets the PDF, as a string in its code, where none of its characters means anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from textwrap import shorten
from typing import Any

from ...base.extras import library
from ...base.values import Days, Value, shown
from ..answer import Answer, bound_with
from ..answer_document import table_of
from ..document import Block, Cell, Cells, Document, Heading, Items, Table
from ..sources import NoteLine, Notes, note_lines
from .csv import machine_columns, machine_rows


def to_docx(document: Document) -> bytes:
    """Writes a document as a Word file; raises RequestError where python-docx is not installed."""
    writer = _Writer(library("docx"))
    writer.write(document)
    return writer.saved()


#: The most characters of the title that a Word file has among its properties (ECMA-376).
_LONGEST_TITLE = 255
#: Width and height of a sheet, in points.
_A4 = (595.3, 841.9)


class _Writer:
    """Writes the parts of a document one after the other."""

    def __init__(self, library: Any) -> None:
        self._file, self._notes = library.Document(), Notes()
        self._points, self._oxml = library.shared.Pt, library.oxml
        normal = self._file.styles["Normal"]
        normal.font.size, normal.paragraph_format.space_after = self._points(8.5), self._points(1)
        normal.paragraph_format.line_spacing = 1
        page = self._file.sections[0]
        page.page_width, page.page_height = (self._points(points) for points in _A4)
        page.top_margin = page.bottom_margin = page.left_margin = page.right_margin = self._points(42)
        self._add(page.footer.paragraphs[0]._p, "w:fldSimple", "w:instr", "PAGE")

    def write(self, document: Document) -> None:
        """Writes a document and its sources."""
        self._file.core_properties.title = shorten(document.name, _LONGEST_TITLE)
        for block in document.blocks(self._notes):
            self._block(block)
        for number, note in note_lines(self._notes):
            if number == 1:
                self._file.add_heading("Sources", 2)
            line = self._file.add_paragraph().add_run(f"[{number}] {' '.join(map(_line, note))}")
            line.font.size = self._points(6)

    def saved(self) -> bytes:
        """Returns the file."""
        saved = BytesIO()
        self._file.save(saved)
        return saved.getvalue()

    def _block(self, block: Heading | Block) -> None:
        if isinstance(block, Heading):
            if block.words:
                self._file.add_heading(block.words, block.level)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Items):
            for cell in block.items:
                self._cell(self._file.add_paragraph(style="List Bullet"), cell)
            if block.more:
                self._file.add_paragraph(block.more, style="List Bullet")
        else:
            self._cell(self._file.add_paragraph(), block)

    def _table(self, block: Table) -> None:
        made = self._file.add_table(1, len(block.heads), style="Table Grid")
        for cell, head in zip(made.rows[0].cells, block.heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        self._add(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", "w:val", "true")  # on each page
        for row in block.lines:
            for field, cell in zip(made.add_row().cells, row, strict=True):
                self._cell(field.paragraphs[0], cell)
        for note in block.below:
            self._cell(self._file.add_paragraph(), note)

    def _cell(self, paragraph: Any, cell: Cell | Cells) -> None:
        """Writes a cell into a paragraph, the number of its note as a superior figure."""
        if isinstance(cell, Cells):
            paragraph.add_run(f"{cell.words}: " if cell.words else "")
            for number, one in enumerate(cell.cells):
                paragraph.add_run("; " if number else "")
                self._cell(paragraph, one)
            paragraph.add_run(f"; and {cell.others} more" if cell.others else "")
            return
        paragraph.add_run(str(cell))
        if number := self._notes.of(cell.sources):
            paragraph.add_run(str(number)).font.superscript = True

    def _add(self, parent: Any, element: str, attribute: str, value: str) -> None:
        """Adds an element of WordprocessingML that the library has no words for."""
        made = self._oxml.OxmlElement(element)
        made.set(self._oxml.ns.qn(attribute), value)
        parent.append(made)


def _line(one: NoteLine) -> str:
    return " ".join([one.words, *map(str, (*one.pages, *one.remarks))])


_STYLE = """
#set page(paper: "a4", margin: (x: 1.7cm, y: 1.3cm), numbering: "1 / 1")
#set text(size: 8.7pt, lang: "en")
#set par(leading: 0.5em)
#show link: set text(fill: rgb("#0b5394"))
#show heading: set block(above: 0.9em, below: 0.5em)
"""


def to_pdf(document: Document) -> bytes:
    """Writes a document as PDF, the same bytes each time; raises RequestError where typst is not installed."""
    made: bytes = library("typst").compile("\n".join(_lines(document)).encode())
    return made


def _lines(document: Document) -> Iterator[str]:
    yield f"#set document(title: {_string(document.name)}, date: none)"
    yield _STYLE
    notes = Notes()
    for block in document.blocks(notes):
        yield from _block(block, notes)
    if sources := list(note_lines(notes)):
        yield f"#heading(level: 2, {_string('Sources')})"
        yield "#set text(size: 6pt)"
        yield "#set par(leading: 0.3em)"
        yield "#columns(3, gutter: 8pt)["
        yield from (_note(number, note) for number, note in sources)
        yield "]"


def _block(block: Heading | Block, notes: Notes) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from [f"#heading(level: {block.level}, {_string(block.words)})"] if block.words else []
    elif isinstance(block, Table):
        head = "".join(f"[*#{_string(name)}*], " for name in block.heads)
        cells = "".join(f"[{_cell(cell, notes)}], " for row in block.lines for cell in row)
        shape = 'stroke: (x: none, top: none, bottom: 0.4pt + rgb("#dde2e8")), inset: (x: 0pt, y: 2.5pt), column-gutter: 8pt'
        size, wide = ("8pt", "1fr") if len(block.heads) > 7 else ("9pt", "auto")
        yield (
            f"#[#set text(size: {size}); #table(columns: ({wide},) * {len(block.heads)}, {shape}, "
            f"table.header({head}), {cells})]"
        )
        yield from (f"#par[{_cell(note, notes)}]" for note in block.below)
    elif isinstance(block, Items):
        lines = [_cell(one, notes) for one in block.items]
        lines += [f"#{_string(block.more)}"] if block.more else []
        if not all(map(_is_looked_up, block.items)):
            yield _list(lines)
            return
        half = (len(lines) + 1) // 2
        parts = ", ".join(
            f"[#set text(size: 6.5pt); #set par(leading: 0.4em); {_list(part)}]"
            for part in (lines[:half], lines[half:])
        )
        yield f"#grid(columns: (1fr, 1fr), column-gutter: 12pt, {parts})"
    else:
        yield f"#par[{_cell(block, notes)}]"


def _list(lines: Iterable[str]) -> str:
    return f"#list(tight: true, {', '.join(f'[{one}]' for one in lines)})"


def _is_looked_up(item: Cell | Cells) -> bool:
    """Says whether a line tells for what words stand, which no source says."""
    return isinstance(item, Cells) and bool(item.words) and not any(cell.sources for cell in item.cells)


def _cell(cell: Cell | Cells, notes: Notes) -> str:
    if isinstance(cell, Cells):
        parts = '#"; "'.join(_cell(one, notes) for one in cell.cells)
        others = f"#{_string(f'; and {cell.others} more')}" if cell.others else ""
        head = f"#{_string(f'{cell.words}: ')}" if cell.words else ""
        return f"{head}{parts}{others}"
    number = notes.of(cell.sources)
    mark = f"#super[#link(<note-{number}>)[#{_string(str(number))}]]" if number else ""
    return f"#{_string(str(cell))}{mark}"


def _note(number: int, note: Iterable[NoteLine]) -> str:
    parts = (
        f"#{_string(one.words)}"
        + "".join(f" #link({_string(page.address)})#{_string(f' ({page.site})')}" for page in one.pages)
        + "".join(f"#{_string(f' {remark}')}" for remark in one.remarks)
        for one in note
    )
    return f"#block(spacing: 0.3em)[#{_string(f'[{number}] ')}{' '.join(parts)}] <note-{number}>"


def _string(text: str) -> str:
    r"""Writes a text as a string of Typst.

    >>> print(_string('a "quoted" \\ text'))
    "a \"quoted\" \\ text"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else " " for one in escaped) + '"'


#: When every workbook was made, so that the same answer gives the same bytes.
_MADE = datetime(2000, 1, 1)
#: How many characters wide a column is at most, and the first year of which a workbook has days.
_WIDEST, _FIRST_YEAR = 60, 1900


def to_xlsx(answer: Answer) -> bytes:
    """Writes an answer as a workbook: `answer` as readers see it, `about` with sentence and footnotes, `data` for machines.

    Numbers and whole days are such, all else is text; nothing in it is a formula. Raises RequestError where XlsxWriter is
    not installed.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    document = answer.document()
    notes = document.number(Notes())
    with library("xlsxwriter").Workbook(buffer, options) as book:
        for block in document.sections[0].blocks:
            if isinstance(block, Table):
                heads = (*block.columns, *(["evidence"] if answer.is_cited else []))
                _fill(book, "answer", heads, _rows(block, notes, answer.is_cited))
        _fill(book, "about", ("what", "text"), filter(any, _about(answer, document, notes)))
        _fill(book, "data", machine_columns(answer), machine_rows(answer))
        book.set_properties({"title": answer.heading, "created": _MADE})
    return buffer.getvalue()


def _rows(table: Table, notes: Notes, is_cited: bool) -> Iterator[list[Value]]:
    """Yields the rows of a table; of those that are cited each with the marks of its cells."""
    for row in table.rows:
        marks = dict.fromkeys(notes.mark(one.sources) for cell in row for one in cell.cells)
        yield [*map(_value, row), *(["".join(marks)] if is_cited else [])]


def _value(cell: Cell | Cells) -> Value:
    if isinstance(cell, Cell) and not cell.note and not cell.unknown and not isinstance(cell.value, Days):
        return cell.value
    return "; ".join(map(str, cell.cells))


def _about(answer: Answer, document: Document, notes: Notes) -> Iterator[tuple[str, str]]:
    """Yields what the answer says and was asked about, what its words mean, and its sources with their pages."""
    yield "answer", answer.summary or answer.heading
    yield "asked about", bound_with(answer)
    yield from table_of(answer).legend.items()
    yield from (("", str(note)) for note in document.notes)
    for number, note in note_lines(notes):
        for at, one in enumerate(note):
            yield "" if at else f"[{number}]", one.words
            yield from (("", str(line)) for line in (*one.pages, *one.remarks))


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
