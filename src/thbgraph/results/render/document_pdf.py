"""Documents as PDF, set by Typst.

Every text goes to Typst as a string in its code, where none of its characters means anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..documents import Block, Document, Items, Series, Table
from ..formats import needed
from ..marks import Mark, Told
from ..numbers import Numbers

_STYLE = """
#set page(paper: "a4", margin: (x: 2cm, y: 1.8cm), numbering: "1 / 1")
#set text(size: 9pt, lang: "en")
#set par(leading: 0.5em)
#show link: set text(fill: rgb("#0b5394"))
#show heading: set block(above: 1.1em, below: 0.6em)
"""


def to_pdf(document: Document) -> bytes:
    """Writes a document as PDF, the same bytes each time; raises RequestError where typst is not installed."""
    text = "\n".join(_lines(document, Numbers[Mark](document.sources)))
    made: bytes = needed("typst", "typst").compile(text.encode())
    return made


def _lines(document: Document, numbers: Numbers[Mark]) -> Iterator[str]:
    yield f"#set document(title: {_string(document.name)}, date: none)"
    yield _STYLE
    yield from [f"#heading(level: 1, {_string(document.title)})"] if document.title else []
    for told in document.lead:
        yield f"#par[{_told(told, numbers)}]"
    for section in document.sections:
        yield from [f"#heading(level: 2, {_string(section.title)})"] if section.title else []
        for block in section.blocks:
            yield from _block(block, numbers)
    for told in document.notes:
        yield f"#par[{_told(told, numbers)}]"
    if sources := numbers.listed():
        yield f"#heading(level: 2, {_string('Sources')})"
        yield "#set text(size: 6.5pt)"
        yield "#columns(2)["
        yield from (_source(*source) for source in sources)
        yield "]"


def _block(block: Block, numbers: Numbers[Mark]) -> Iterator[str]:
    if isinstance(block, Table):
        head = "".join(f"[*#{_string(name)}*], " for name in block.heads)
        cells = "".join(f"[{_told(cell, numbers)}], " for row in block.lines for cell in row)
        shape = 'stroke: (x: none, top: none, bottom: 0.4pt + rgb("#dde2e8")), inset: (x: 0pt, y: 2.5pt), column-gutter: 8pt'
        size = "8pt" if len(block.heads) > 7 else "9pt"
        yield (
            f"#[#set text(size: {size}); #table(columns: (1fr,) * {len(block.heads)}, {shape}, "
            f"table.header({head}), {cells})]"
        )
        yield from (f"#par[#{_string(note)}]" for note in block.notes)
        return
    told = [_told(one, numbers) for one in (block.items if isinstance(block, Items) else (block,))]
    told += [f"#{_string(block.more)}"] if isinstance(block, Items) and block.more else []
    yield f"#list(tight: true, {', '.join(f'[{one}]' for one in told)})"


def _told(told: Told | Series, numbers: Numbers[Mark]) -> str:
    if isinstance(told, Series):
        parts = '#"; "'.join(_told(one, numbers) for one in told.values)
        others = f"#{_string(f'; and {told.others} more')}" if told.others else ""
        head = f"#{_string(f'{told.words}: ')}" if told.words else ""
        return f"{head}{parts}{others}"
    marks = '#", "'.join(f"#link(<source-{one}>)[#{_string(str(one))}]" for one in numbers.of(told.marks))
    return f"#{_string(str(told))}" + (f"#super[{marks}]" if marks else "")


def _source(number: int, mark: Mark, earlier: int | None) -> str:
    said = f"as [{earlier}]" if earlier else str(mark)
    pages = "".join(
        f" #linebreak()#link({_string(page.address)})#{_string(f' ({page.site})')}" for page in mark.pages
    )
    return f"#block(spacing: 0.5em)[#{_string(f'[{number}] {said}')}{pages}] <source-{number}>"


def _string(text: str) -> str:
    r"""Writes a text as a string of Typst.

    >>> print(_string('a "quoted" \\ text'))
    "a \"quoted\" \\ text"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else " " for one in escaped) + '"'
