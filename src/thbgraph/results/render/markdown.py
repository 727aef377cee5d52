"""Documents as Markdown: marks are footnotes, and values lead to the statements that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Block, Cell, Cells, Document, Heading, Items, Table
from ..sources import Notes, note_lines


def to_markdown(document: Document) -> str:
    """Writes a document as Markdown, its marks as footnotes; what is folded elsewhere is left out."""
    notes = Notes()
    parts = [[*_block(block, notes)] for block in document.blocks(notes)] + [[*_footnotes(notes)]]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _block(block: Heading | Block, notes: Notes) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from [f"{'#' * block.level} {markdown(block.words)}"] if block.words else []
    elif isinstance(block, Table):
        yield "| " + " | ".join(map(markdown, block.heads)) + " |"
        yield "|" + "---|" * len(block.heads)
        for line in block.lines:
            yield "| " + " | ".join(_cell(cell, notes) for cell in line) + " |"
        for note in block.below:
            yield from ("", _cell(note, notes))
    elif isinstance(block, Items):
        yield from (f"- {_cell(one, notes)}" for one in block.items)
        yield from [f"- {markdown(block.more)}"] if block.more else []
    else:
        yield _cell(block, notes)


def _cell(cell: Cell | Cells, notes: Notes) -> str:
    if isinstance(cell, Cells):
        return cell._replace(words=markdown(cell.words)).parts(lambda one: _cell(one, notes))
    text = markdown(str(cell))
    if cell.place:
        text = f"[{text}]({cell.place})"
    number = notes.of(cell.sources)
    return f"{text}[^{number}]" if number else text


def _footnotes(notes: Notes) -> Iterator[str]:
    """Yields the footnotes, each on a line."""
    for number, note in note_lines(notes):
        parts = list[str]()
        for one in note:
            pages = (
                f"{markdown(', '.join(page.rows))}{': ' if page.rows else ''}<{page.address}> ({markdown(str(page.site))})"
                for page in one.pages
            )
            texts = [*map(str, one.remarks), *([f'"{one.text}"'] if one.text else [])]
            parts += [markdown(one.words), *pages, *map(markdown, texts)]
        yield f"[^{number}]: " + ". ".join(part.rstrip(".") for part in parts) + "."


def markdown(text: str) -> str:
    """Writes text so that Markdown shows it as it is, on one line."""
    for character in "\\`*_<>|[]":
        text = text.replace(character, "\\" + character)
    return " ".join(text.split())
