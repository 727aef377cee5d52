"""Documents as HTML: marks lead to the sources below, these to the pages that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ..documents import Block, Document, Items, Series, Table
from ..marks import Mark, Told
from ..numbers import Numbers
from ..rows import Entity
from ..sites import CitedPage
from .html_page import page


def to_html(document: Document) -> str:
    """Writes a document as an HTML page of its own."""
    return page(document.title, to_cell(document))


def to_cell(document: Document) -> str:
    """Writes a document as a part of a page."""
    numbers = Numbers[Mark]()
    lines = [f"<h1>{escape(document.title)}</h1>"]
    lines += [f'<p class="lead">{_told(one, numbers)}</p>' for one in document.lead]
    for section in document.sections:
        lines.append(f"<section>\n<h2>{escape(section.title)}</h2>")
        lines += [line for block in section.blocks for line in _block(block, numbers)]
        lines.append("</section>")
    lines += [f"<p>{_told(note, numbers)}</p>" for note in document.notes]
    if numbers.listed():
        lines += ["<section>\n<h2>Sources</h2>", "<ol>"]
        lines += [
            f'<li id="source-{number}">{_source(mark, earlier)}</li>'
            for number, mark, earlier in numbers.listed()
        ]
        lines += ["</ol>", "</section>"]
    return "\n".join(lines) + "\n"


def _block(block: Block, numbers: Numbers[Mark]) -> Iterator[str]:
    if isinstance(block, Items):
        more = [f"<li>{escape(block.more)}</li>"] if block.more else []
        yield "\n".join(["<ul>", *(f"<li>{_told(one, numbers)}</li>" for one in block.items), *more, "</ul>"])
    elif isinstance(block, Table):
        head = _cells('th scope="col"', map(escape, block.columns))
        yield from ("<table>", f"<thead><tr>{head}</tr></thead>")
        rows = ("<tr>" + _cells("td", (_told(cell, numbers) for cell in row)) + "</tr>" for row in block.rows)
        yield from ("<tbody>", *rows, "</tbody>", "</table>")
    else:
        yield f"<p>{_told(block, numbers)}</p>"


def _cells(tag: str, contents: Iterable[str]) -> str:
    return "".join(f"<{tag}>{content}</{tag.partition(' ')[0]}>" for content in contents)


def _told(told: Told | Series, numbers: Numbers[Mark]) -> str:
    if isinstance(told, Series):
        return told._replace(words=escape(told.words)).parts(lambda one: _told(one, numbers))
    text = escape(str(told))
    if isinstance(told.value, Entity) and told.value.iri.startswith(("http://", "https://")):
        text = f'<a href="{escape(told.value.iri)}">{text}</a>'
    marks = " ".join(f'<a href="#source-{number}">{number}</a>' for number in numbers.of(told.marks))
    return f"{text} <sup>{marks}</sup>" if marks else text


def _page(page: CitedPage) -> str:
    return f'<a href="{escape(page.address)}">{escape(page.address)}</a> ({escape(str(page.site))})'


def _source(mark: Mark, earlier: int | None) -> str:
    said = f'as <a href="#source-{earlier}">{earlier}</a>' if earlier else escape(str(mark))
    return " ".join([said, *map(_page, mark.pages)])
