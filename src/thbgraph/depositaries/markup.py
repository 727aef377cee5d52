"""XML and HTML as their parsers in the standard library give them, each piece with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple
from xml.parsers import expat

from ..base.findings import Place

#: Footnotes are marked up alike in both: as escaped elements within the text of XML, and as elements of HTML.
_FOOTNOTE = re.compile(r"<superscript>(.*?)</superscript>", re.DOTALL)
_CHARSET = re.compile(r"""charset=["']?([\w-]+)""", re.IGNORECASE)
#: Within so many characters of its beginning a page names its encoding.
_HEAD = 4000
_HIDDEN = ("script", "style", "template")


class MarkupCell(NamedTuple):
    """A cell: its text on one line, without footnotes, the footnotes, and the line of the file on which it begins."""

    text: str
    line: int
    footnotes: tuple[str, ...] = ()


class WebPage(NamedTuple):
    """A page of HTML: all its text on one line, and the rows of each of its tables, those within others by themselves."""

    text: str
    tables: Sequence[Sequence[Sequence[MarkupCell]]]


class XmlNode:
    """An element of XML: its name, line, text and children."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line, self.text = name, line, ""
        self.children: list[XmlNode] = []

    def all(self, name: str) -> Iterator[XmlNode]:
        """Yields the elements of a name within it, itself first."""
        if self.name == name:
            yield self
        for child in self.children:
            yield from child.all(name)

    def cell(self) -> MarkupCell:
        """Returns what it holds as a cell."""
        return cell(self.whole, self.line)

    @property
    def whole(self) -> str:
        """All text within it."""
        return self.text + "".join(f" {child.whole}" for child in self.children)


def cell(text: str, line: int) -> MarkupCell:
    """Parts a text from its footnotes.

    >>> cell("Serbia<superscript>2, 3</superscript>", 7)
    MarkupCell(text='Serbia', line=7, footnotes=('2', '3'))
    """
    notes = tuple(
        note for found in _FOOTNOTE.findall(text) for note in re.split(r"[,\s]+", found.strip()) if note
    )
    return MarkupCell(" ".join(_FOOTNOTE.sub(" ", text).split()), line, notes)


def xml(raw: bytes, path: str) -> XmlNode:
    """Reads XML in the encoding that it declares; raises DataError with path and line, also for entities of its own."""
    parser = expat.ParserCreate()
    top = XmlNode("", 1)
    open_nodes = [top]

    def start(name: str, _: object) -> None:
        node = XmlNode(name, parser.CurrentLineNumber)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def entity(name: str, *_: object) -> None:
        Place(path, parser.CurrentLineNumber).fail(
            f"declares the entity {name}, which no list needs; save the page again"
        )

    def text(data: str) -> None:
        open_nodes[-1].text += data

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_nodes.pop()
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        Place(path, error.lineno, error.offset + 1).fail(
            f"is not whole XML: {expat.ErrorString(error.code)}; save the file again"
        )
    return top


def decoded(raw: str, path: str) -> str:
    """Decodes a file that was read a character a byte, by the encoding that it names, else as UTF-8; raises DataError."""
    content = raw.encode("latin-1")
    named = _CHARSET.search(raw[:_HEAD])
    try:
        return content.decode(named[1] if named else "utf-8-sig")
    except LookupError:
        Place(path, 1).fail(
            f"names the encoding {named and named[1]}, which is unknown; save the page as UTF-8"
        )
    except UnicodeDecodeError as error:
        line = raw.count("\n", 0, error.start) + 1
        Place(path, line).fail(f"is not {error.encoding} at byte {error.start}; save the page again")


def html(raw: str, path: str) -> WebPage:
    """Reads a page of HTML, as forgiving as a browser is, of a file that was read a character a byte."""
    parser = _Html()
    parser.feed(decoded(raw, path))
    parser.close()
    return WebPage(" ".join("".join(parser.words).split()), parser.tables)


class _Html(HTMLParser):
    """Gathers all text, and the cells of the innermost table that they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tables: list[list[list[MarkupCell]]] = []
        self._open: list[tuple[list[list[MarkupCell]], list[str], int]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _HIDDEN
        if tag == "table":
            self.tables.append([])
            self._open.append((self.tables[-1], [], 0))
        elif tag == "tr" and self._open:
            self._close_cell()
            self._open[-1][0].append([])
        elif tag in ("td", "th") and self._open:
            self._close_cell()
            rows = self._open[-1][0]
            if not rows:
                rows.append([])
            self._open[-1] = (rows, [], self.getpos()[0])
        elif tag == "sup":
            self._say("<superscript>")
        elif tag == "br":
            self._say(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in ("td", "th", "tr") and self._open:
            self._close_cell()
        elif tag == "table" and self._open:
            self._close_cell()
            self._open.pop()
        elif tag == "sup":
            self._say("</superscript>")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)
            self._say(data)

    def _say(self, text: str) -> None:
        if self._open and self._open[-1][2]:
            self._open[-1][1].append(text)

    def _close_cell(self) -> None:
        rows, texts, line = self._open[-1]
        if line:
            rows[-1].append(cell("".join(texts), line))
            self._open[-1] = (rows, [], 0)
