"""Documents as text for a terminal and as Markdown: with footnotes, and the addresses that they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...words.widths import wrapped as parted
from ..documents import Block, Document, Items, Series, Table
from ..marks import Mark, Told
from ..numbers import Numbers
from .answer_pages import markdown
from .grids import laid_out

#: How wide text is where nobody says.
_USUAL = 80
#: A column of a document's table may be as narrow as a day in three lines.
_NARROWEST = 9


def to_text(document: Document, width: int = _USUAL) -> str:
    """Writes a document as text, no line wider than `width` but for addresses, which are not parted."""
    numbers = Numbers[Mark]()
    lines = [*wrapped(document.title, width)]
    for told in document.lead:
        lines += ["", *wrapped(_marked(told, numbers), width)]
    for section in document.sections:
        lines += ["", *wrapped(section.title, width)]
        for block in section.blocks:
            lines += (
                ["", *_block(block, numbers, width)]
                if isinstance(block, Table)
                else _block(block, numbers, width)
            )
    for note in document.notes:
        lines += ["", *wrapped(_marked(note, numbers), width)]
    sources = list(_sources(numbers, width))
    lines += ["", "Sources", *sources] if sources else []
    return "\n".join(lines) + "\n"


def wrapped(text: str, width: int) -> list[str]:
    """Parts a text into lines between its words."""
    return parted(text, width, keeps_words=True)


def _block(block: Block, numbers: Numbers[Mark], width: int) -> Iterator[str]:
    if isinstance(block, Table):
        rows = [[_marked(cell, numbers) for cell in row] for row in block.rows]
        yield from _parts(block.columns, rows, width)
        return
    for told in block.items if isinstance(block, Items) else (block,):
        yield from hanging("  ", _marked(told, numbers), width)
    if isinstance(block, Items) and block.more:
        yield from hanging("  ", block.more, width)


def _parts(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yields the lines of a table; one that is too wide in several parts, each with the first column."""
    needed = [max(_NARROWEST, *(len(word) for word in name.split())) + 2 for name in columns]
    parts, at = [[0]], 1
    while at < len(columns):
        if len(parts[-1]) > 1 and sum(needed[one] for one in (*parts[-1], at)) > width + 2:
            parts.append([0])
        parts[-1].append(at)
        at += 1
    for number, part in enumerate(parts):
        cells = [[row[one] for one in part] for row in rows]
        yield from ("",) if number else ()
        yield from laid_out([columns[one] for one in part], cells, width, _NARROWEST).splitlines()


def hanging(head: str, text: str, width: int) -> Iterator[str]:
    """Yields a text in lines, the first behind a head, the others four columns to the right."""
    first, *rest = wrapped(text, width - max(4, len(head))) or [""]
    yield head + first
    yield from (f"    {line}" for line in rest)


def _marked(told: Told | Series, numbers: Numbers[Mark]) -> str:
    if isinstance(told, Series):
        return told.parts(lambda one: _marked(one, numbers))
    return f"{told} {numbers.marks(told.marks)}".strip()


def _sources(numbers: Numbers[Mark], width: int) -> Iterator[str]:
    for number, mark, earlier in numbers.listed():
        yield from hanging(f"[{number}] ", f"as [{earlier}]" if earlier else str(mark), width)
        yield from (f"    {page}" for page in mark.pages)


def to_markdown(document: Document) -> str:
    """Writes a document as Markdown, its marks as footnotes."""
    numbers = Numbers[Mark]()

    def told(one: Told | Series) -> str:
        if isinstance(one, Series):
            return one._replace(words=markdown(one.words)).parts(told)
        return markdown(str(one)) + "".join(f"[^{number}]" for number in numbers.of(one.marks))

    lines = [f"# {markdown(document.title)}"]
    for one in document.lead:
        lines += ["", told(one)]
    for section in document.sections:
        lines += ["", f"## {markdown(section.title)}"]
        for block in section.blocks:
            lines.append("")
            if isinstance(block, Table):
                lines += ["| " + " | ".join(map(markdown, block.columns)) + " |"]
                lines += ["|" + "---|" * len(block.columns)]
                lines += ["| " + " | ".join(map(told, row)) + " |" for row in block.rows]
            elif isinstance(block, Items):
                lines += [f"- {told(one)}" for one in block.items]
                lines += [f"- {markdown(block.more)}"] if block.more else []
            else:
                lines.append(told(block))
    for note in document.notes:
        lines += ["", told(note)]
    lines += ["", *_footnotes(numbers)]
    return "\n".join(lines) + "\n"


def _footnotes(numbers: Numbers[Mark]) -> Iterator[str]:
    for number, mark, _ in numbers.listed():
        yield f"[^{number}]: " + " ".join(
            [markdown(str(mark)), *(f"<{page.address}> ({markdown(str(page.site))})" for page in mark.pages)]
        )
