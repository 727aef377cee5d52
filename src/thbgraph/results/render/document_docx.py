"""Documents as Word files, by python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ..documents import Block, Document, Items, Series, Table
from ..formats import needed
from ..marks import Mark, Told
from ..numbers import Numbers


def to_docx(document: Document) -> bytes:
    """Writes a document as a Word file; raises RequestError where python-docx is not installed."""
    writer = _Writer(needed("docx", "python-docx"))
    writer.write(document)
    return writer.saved()


#: Width and height of a sheet, in points.
_A4 = (595.3, 841.9)


class _Writer:
    """Writes the parts of a document one after the other."""

    def __init__(self, library: Any) -> None:
        self._file, self._numbers = library.Document(), Numbers[Mark]()
        self._points, self._oxml = library.shared.Pt, library.oxml
        normal = self._file.styles["Normal"]
        normal.font.size, normal.paragraph_format.space_after = self._points(8.5), self._points(1)
        normal.paragraph_format.line_spacing = 1
        page = self._file.sections[0]
        page.page_width, page.page_height = (self._points(points) for points in _A4)
        page.top_margin = page.bottom_margin = page.left_margin = page.right_margin = self._points(42)
        self._add(page.footer.paragraphs[0]._p, "w:fldSimple", "w:instr", "PAGE")

    def write(self, document: Document) -> None:
        """Writes title, lead, sections, notes and sources."""
        self._numbers.of(document.sources)
        self._file.core_properties.title = document.name
        if document.title:
            self._file.add_heading(document.title, 1)
        for told in document.lead:
            self._told(self._file.add_paragraph(), told)
        for section in document.sections:
            if section.title:
                self._file.add_heading(section.title, 2)
            for block in section.blocks:
                self._block(block)
        for told in document.notes:
            self._told(self._file.add_paragraph(), told)
        sources = self._numbers.listed()
        if sources:
            self._file.add_heading("Sources", 2)
        for number, mark, earlier in sources:
            line = self._file.add_paragraph().add_run(source_line(number, mark, earlier))
            line.font.size = self._points(6)

    def saved(self) -> bytes:
        """Returns the file."""
        saved = BytesIO()
        self._file.save(saved)
        return saved.getvalue()

    def _block(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Items):
            for told in block.items:
                self._told(self._file.add_paragraph(style="List Bullet"), told)
            if block.more:
                self._file.add_paragraph(block.more, style="List Bullet")
        else:
            self._told(self._file.add_paragraph(), block)

    def _table(self, block: Table) -> None:
        made = self._file.add_table(1, len(block.heads), style="Table Grid")
        for cell, head in zip(made.rows[0].cells, block.heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        self._add(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", "w:val", "true")  # on each page
        for row in block.lines:
            for cell, told in zip(made.add_row().cells, row, strict=True):
                self._told(cell.paragraphs[0], told)
        for note in block.notes:
            self._file.add_paragraph(note)

    def _told(self, paragraph: Any, told: Told | Series) -> None:
        """Writes something said into a paragraph, its marks as superior figures."""
        if isinstance(told, Series):
            paragraph.add_run(f"{told.words}: " if told.words else "")
            for number, one in enumerate(told.values):
                paragraph.add_run("; " if number else "")
                self._told(paragraph, one)
            paragraph.add_run(f"; and {told.others} more" if told.others else "")
            return
        paragraph.add_run(str(told))
        if marks := ", ".join(map(str, self._numbers.of(told.marks))):
            paragraph.add_run(marks).font.superscript = True

    def _add(self, parent: Any, element: str, attribute: str, value: str) -> None:
        """Adds an element of WordprocessingML that the library has no words for."""
        made = self._oxml.OxmlElement(element)
        made.set(self._oxml.ns.qn(attribute), value)
        parent.append(made)


def source_line(number: int, mark: Mark, earlier: int | None) -> str:
    """Writes a source in a line: its number, what it is, and the addresses that say so."""
    return " ".join([f"[{number}]", f"as [{earlier}]" if earlier else str(mark), *map(str, mark.pages)])
