"""Documents as Markdown: marks are footnotes, and values lead to the statements that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import Block, Cell, Cells, Document, Items, Section, Table
from ..sources import Numbers, Source


def to_markdown(document: Document) -> str:
    """Writes a document as Markdown, its marks as footnotes; what is folded elsewhere is left out."""
    numbers = Numbers[Source](document.sources)
    parts = [[f"# {markdown(document.title)}"]] if document.title else []
    parts += [[_cell(one, numbers)] for one in document.lead]
    parts += _sections(document.unfolded, numbers)
    parts += [[_cell(note, numbers)] for note in document.notes]
    parts += [list(_footnotes(numbers))]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _sections(sections: Iterable[Section], numbers: Numbers[Source]) -> Iterator[list[str]]:
    for section in sections:
        yield from [[f"## {markdown(section.title)}"]] if section.title else []
        yield from (list(_block(block, numbers)) for block in section.blocks)


def _block(block: Block, numbers: Numbers[Source]) -> Iterator[str]:
    if isinstance(block, Table):
        yield "| " + " | ".join(map(markdown, block.heads)) + " |"
        yield "|" + "---|" * len(block.heads)
        for line in block.lines:
            yield "| " + " | ".join(_cell(cell, numbers) for cell in line) + " |"
        for note in block.below:
            yield from ("", markdown(note))
    elif isinstance(block, Items):
        yield from (f"- {_cell(one, numbers)}" for one in block.items)
        yield from [f"- {markdown(block.more)}"] if block.more else []
    else:
        yield _cell(block, numbers)


def _cell(cell: Cell | Cells, numbers: Numbers[Source]) -> str:
    if isinstance(cell, Cells):
        return cell._replace(words=markdown(cell.words)).parts(lambda one: _cell(one, numbers))
    if cell.place.startswith("#"):  # no place of another form
        return ""
    text = markdown(str(cell))
    if cell.place:
        text = f"[{text}]({cell.place})"
    return text + "".join(f"[^{number}]" for number in numbers.of(cell.sources))


def _footnotes(numbers: Numbers[Source]) -> Iterator[str]:
    """Yields the footnotes, each on a line."""
    for number, source in numbers:
        pages = [
            f"{markdown(', '.join(page.rows))}{': ' if page.rows else ''}<{page.address}> ({markdown(str(page.site))})"
            for page in source.pages
        ]
        notes = [*map(str, source.remarks), *([f'"{source.text}"'] if source.text else [])]
        parts = [markdown(str(source)), *pages, *map(markdown, notes)]
        yield f"[^{number}]: " + ". ".join(part.rstrip(".") for part in parts) + "."


def markdown(text: str) -> str:
    """Writes text so that Markdown shows it as it is, on one line."""
    for character in "\\`*_<>|[]":
        text = text.replace(character, "\\" + character)
    return " ".join(text.split())
