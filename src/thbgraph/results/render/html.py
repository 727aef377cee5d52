"""Documents as HTML, as a page of their own, in a notebook and on the site: figures lead to statements or sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from zlib import crc32

from ...base.terms import local
from ..document import Block, Document, Items, Section
from ..numbering import Listed, Numbers, listed
from ..sources import CitedPage, Source
from ..table import Cell, Cells, Table, words
from ..values import Days, Entity, Value

#: The most characters of an address that is shown.
_LONGEST = 34
#: A day in words, which stands on one line.
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")


def to_html(document: Document) -> str:
    """Writes a document as an HTML page of its own."""
    return page(document.name, to_cell(document))


def to_cell(document: Document) -> str:
    """Writes a document as a part of a page, which may have several."""
    writer = HtmlWriter(prefix=f"d{crc32(repr(document).encode()):08x}-")
    title = f"<h1>{escape(document.title)}</h1>\n" if document.title else ""
    return f"{title}{writer.document(document)}{writer.sources()}"


class HtmlWriter:
    """Writes the parts of one page, and numbers their sources in order of first use.

    `address` says where an IRI leads; the names of places in the page begin with `prefix`.
    """

    def __init__(self, address: Callable[[str], str] = str, prefix: str = "") -> None:
        self._address, self._prefix, self._numbers = address, prefix, Numbers[Source]()

    def document(self, document: Document) -> str:
        """Writes all of a document but its title and its sources."""
        self._numbers.of(document.sources)
        parts = [f'<p class="lead">{self.cell(one)}</p>' for one in document.lead]
        parts += map(self.section, document.sections)
        parts += [f'<p class="note">{self.cell(one)}</p>' for one in document.notes]
        return "".join(f"{part}\n" for part in parts)

    def section(self, section: Section, level: int = 2) -> str:
        """Writes a section under a heading of a level."""
        title, body = escape(section.title), [part for block in section.blocks for part in self._block(block)]
        if section.is_folded:
            return "\n".join(["<details>", f"<summary>{title}</summary>", *body, "</details>"])
        if section.about:
            title = f'<a href="{escape(self._led(section.about))}">{title}</a>'
        place = f' id="{self._prefix}{escape(local(section.about))}"' if section.about else ""
        return "\n".join([*([f"<h{level}{place}>{title}</h{level}>"] if title else []), *body])

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Table):
            yield self.table(block)
            yield from (f'<p class="note">{escape(note)}</p>' for note in block.notes)
        elif isinstance(block, Items):
            place = f' id="{self._prefix}{block.anchor}"' if block.anchor else ""
            more = f'<li class="soft">{escape(block.more)}</li>' if block.more else ""
            lines = "".join(f"<li>{self.cell(one)}</li>\n" for one in block.items)
            yield f"<ul{place}>\n{lines}{more}</ul>"
        else:
            yield f"<p>{self.cell(block)}</p>"

    def table(self, table: Table) -> str:
        """Writes a table, whose cells a narrow screen shows behind the names of their columns."""
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
        rows = "".join(f"<tr>{self._row(table.heads, line)}</tr>\n" for line in table.lines)
        return (
            f'<div class="wide" tabindex="0" role="region" aria-label="{escape(", ".join(table.heads))}">\n'
            f'<table class="rows">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>'
        )

    def _row(self, heads: Sequence[str], cells: Sequence[Cell | Cells]) -> str:
        first, *rest = map(self.cell, cells)
        named = zip(heads[1:], rest, strict=True)
        written = (
            f'<td data-name="{escape(name)}">{one}</td>' if one else "<td></td>" for name, one in named
        )
        return f'<th scope="row">{first}</th>{"".join(written)}'

    def cell(self, cell: Cell | Cells) -> str:
        """Writes a cell with the figures of its sources; one without sources leads to the statement itself."""
        if isinstance(cell, Cells):
            return cell._replace(words=escape(cell.words)).parts(self.cell)
        value = self._value(cell)
        if cell.sources:
            return f"{value}{self.marks(cell.sources, cell.place)}"
        if cell.place and not isinstance(cell.value, Entity):
            return f'<a href="{escape(self._led(cell.place))}">{value}</a>'
        return value

    def value(self, value: Value | Days) -> str:
        """Writes a value of the graph: what has a page, here or elsewhere on the web, leads to it."""
        return self._value(Cell(value))

    def _value(self, cell: Cell) -> str:
        note = f" ({escape(cell.note)})" if cell.note else ""
        if isinstance(cell.value, Entity) and cell.value.iri.startswith(("http://", "https://")):
            return f'<a href="{escape(self._led(cell.value.iri))}">{escape(cell.value.label)}</a>{note}'
        text = cell.unknown or words(cell.value)
        text = escape(_DAY.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", text))
        return (f'<span class="open">{text}</span>' if cell.is_open else text) + note

    def marks(self, marks: Iterable[Source], place: str = "") -> str:
        """Writes small figures that lead to sources, or to a place; the stylesheet has the word that is read aloud before each.

        Three and more in a row are one link, which leads to the first. Their brackets keep them from the digits of a day
        where the text alone is copied or read.
        """
        numbers, written = enumerate(self._numbers.of(marks)), list[str]()
        to = escape(self._led(place)) if place else ""
        for _, run in groupby(numbers, lambda pair: pair[1] - pair[0]):
            row = [number for _, number in run]
            links = [(row[0], f"{row[0]}–{row[-1]}")] if len(row) > 2 else [(one, one) for one in row]
            written += [f'<a href="{to or f"#{self._prefix}s{number}"}">{text}</a>' for number, text in links]
        return f"<sup>[{', '.join(written)}]</sup>" if written else ""

    def sources(self) -> str:
        """Writes the sources of all marks that were written so far."""
        items = "".join(
            f'<li id="{self._prefix}s{one.number}">{self._source(one)}</li>\n'
            for one in listed(self._numbers)
        )
        if not items:
            return ""
        return (
            f'<section aria-labelledby="{self._prefix}sources">\n<h2 id="{self._prefix}sources">Sources</h2>\n'
            f'<ol class="sources">\n{items}</ol>\n</section>\n'
        )

    def _source(self, one: Listed) -> str:
        source = f"as {self._number(one.earlier)}" if one.earlier else self._described(one.source)
        elsewhere = f"<p>pages as {', '.join(map(self._number, one.pages_as))}</p>" if one.pages_as else ""
        return source + elsewhere + (f"<p>{'; '.join(map(_page, one.pages))}</p>" if one.pages else "")

    def _described(self, source: Source) -> str:
        text = f"<blockquote>{escape(source.text)}</blockquote>" if source.text else ""
        remarks = "".join(f"<p>{escape(str(remark))}</p>" for remark in source.remarks)
        return f'<a href="{escape(self._led(source.iri))}">{escape(str(source))}</a>{text}{remarks}'

    def _number(self, number: int) -> str:
        return f'<a href="#{self._prefix}s{number}">{number}</a>'

    def _led(self, place: str) -> str:
        """Returns the address of a place, of one in the page its name there."""
        return f"#{self._prefix}{place[1:]}" if place.startswith("#") else self._address(place)


def _page(page: CitedPage) -> str:
    rows = f"{escape(', '.join(page.rows))}: " if page.rows else ""
    address = escape(shortened(page.address))
    if page.address.startswith(("http://", "https://")):
        address = f'<a href="{escape(page.address)}">{address}</a>'
    return f"{rows}{address} ({escape(str(page.site))})"


def shortened(address: str) -> str:
    """Returns an address of the web as people tell it from others: its host, and where it is long both ends.

    >>> shortened("https://treaties.un.org/pages/ViewDetails.aspx?src=IND&mtdsg_no=IV-8&chapter=4")
    'treaties.un.org/p…o=IV-8&chapter=4'
    """
    text = address.partition("://")[2] or address
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-(_LONGEST // 2 - 1) :]}"


_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #1d2329; --link: #0a5aa8 }
@media (prefers-color-scheme: dark) { :root { --ground: #14181d; --text: #dfe5eb; --link: #7db8f2 } }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
table { border-collapse: collapse } td, th { padding: .15rem 1rem .15rem 0; text-align: left;
  vertical-align: top } caption { text-align: left; padding-bottom: .6rem } summary { cursor: pointer }
""".strip()


def page(title: str, body: str) -> str:
    """Makes a page of a title, as text, and a body, as HTML that ends in a line end."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
