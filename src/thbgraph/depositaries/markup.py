"""XML and HTML as their parsers in the standard library give them: text, and tables whose cells know their line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import NamedTuple
from xml.parsers import expat

from ..base.findings import Place

#: Footnotes: in XML they stand as escaped elements within the text, in HTML as elements.
_FOOTNOTE = re.compile(r"<superscript>(.*?)</superscript>", re.DOTALL)
_CHARSET = re.compile(r"""charset=["']?([\w-]+)""", re.IGNORECASE)
#: What may stand before the first sign of a file: a byte-order mark, and white space.
BLANK = "\xef\xbb\xbf \r\n\t"
#: Within so many characters of its beginning a page names its encoding.
_HEAD = 4000
_HIDDEN = ("script", "style", "template")
#: What the elements of a table in XML are called in HTML.
_TAGS = {"Table": "table", "Row": "tr", "Entry": "td"}


class MarkupCell(NamedTuple):
    """A cell: its text on one line, without footnotes, the footnotes, and the line of the file on which it begins."""

    text: str
    line: int
    footnotes: tuple[str, ...] = ()


class MarkedUp(NamedTuple):
    """A file of XML or HTML: all its text on one line, and the rows of each table, those of one within another apart.

    In the text of XML each element begins with its name and a colon, as a page labels what it shows.
    """

    text: str
    tables: Sequence[Sequence[Sequence[MarkupCell]]]


def cell(text: str, line: int) -> MarkupCell:
    """Parts a text from its footnotes.

    >>> cell("Serbia<superscript>2, 3</superscript>", 7)
    MarkupCell(text='Serbia', line=7, footnotes=('2', '3'))
    """
    notes = (note for found in _FOOTNOTE.findall(text) for note in re.split(r"[,\s]+", found))
    return MarkupCell(" ".join(_FOOTNOTE.sub(" ", text).split()), line, tuple(filter(None, notes)))


def marked_up(raw: str, path: str) -> MarkedUp:
    """Reads a file of which `raw` has a character for each byte: XML strictly, HTML as forgivingly as a browser.

    Raises DataError with path and line for XML that is not whole or declares entities, and for an unknown encoding.
    """
    pieces = _Pieces()
    if raw.lstrip(BLANK).startswith("<?xml"):
        _feed_xml(pieces, raw, path)
    else:
        _Html(pieces).feed(decoded(raw, path))
    return MarkedUp(" ".join("".join(pieces.words).split()), pieces.tables)


def decoded(raw: str, path: str) -> str:
    """Decodes a file that was read a character a byte, by the encoding that it names, else as UTF-8; raises DataError."""
    content, named = raw.encode("latin-1"), _CHARSET.search(raw[:_HEAD])
    try:
        return content.decode(named[1] if named else "utf-8-sig")
    except LookupError as error:
        Place(path, 1).fail(f"names an {error}; save the page as UTF-8")
    except UnicodeDecodeError as error:
        line = raw.count("\n", 0, error.start) + 1
        Place(path, line).fail(f"is not {error.encoding} at byte {error.start}; save the page again")


class _Pieces:
    """Gathers all text, and the cells of the innermost table that they stand in."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.tables: list[list[list[MarkupCell]]] = []
        self._open: list[list[list[MarkupCell]]] = []
        self._cell: list[tuple[list[str], int]] = []

    def start(self, tag: str, line: int) -> None:
        if tag == "table":
            self.tables.append([])
            self._open.append(self.tables[-1])
            self._cell.append(([], 0))
        elif tag in ("tr", "td", "th") and self._open:
            self._close_cell()
            if tag == "tr" or not self._open[-1]:
                self._open[-1].append([])
            if tag != "tr":
                self._cell[-1] = ([], line)

    def end(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table") and self._open:
            self._close_cell()
            if tag == "table":
                self._open.pop()
                self._cell.pop()

    def say(self, text: str) -> None:
        self.words.append(text)
        self.mark(text)

    def mark(self, text: str) -> None:
        """Adds to the cell that is open what is no text of the page."""
        if self._cell and self._cell[-1][1]:
            self._cell[-1][0].append(text)

    def _close_cell(self) -> None:
        texts, line = self._cell[-1]
        if line:
            self._open[-1][-1].append(cell("".join(texts), line))
            self._cell[-1] = ([], 0)


def _feed_xml(pieces: _Pieces, raw: str, path: str) -> None:
    parser = expat.ParserCreate()

    def start(name: str, _: object) -> None:
        if name == "superscript":
            pieces.mark("<superscript>")
        elif name not in _TAGS:
            pieces.say(f" {name} : ")
        pieces.start(_TAGS.get(name, name), parser.CurrentLineNumber)

    def end(name: str) -> None:
        pieces.mark("</superscript>" if name == "superscript" else "")
        pieces.end(_TAGS.get(name, name))

    def entity(name: str, *_: object) -> None:
        message = f"declares the entity {name}, which no list needs; save the page again"
        Place(path, parser.CurrentLineNumber).fail(message)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = pieces.say, entity
    try:
        parser.Parse(raw.encode("latin-1"), True)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        Place(path, error.lineno, error.offset + 1).fail(f"is not whole XML: {why}; save the file again")


class _Html(HTMLParser):
    """Hands on the pieces of a page, without its programs and styles."""

    def __init__(self, pieces: _Pieces) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces, self._hidden = pieces, 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _HIDDEN
        self._pieces.start(tag, self.getpos()[0])
        self._pieces.mark({"sup": "<superscript>", "br": " "}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        self._pieces.mark("</superscript>" if tag == "sup" else "")
        self._pieces.end(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.say(data)
