"""Answers for people, as Markdown and HTML: with headings, and footnotes where they are cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ..answers import Answer, bound_with
from ..footnotes import Footnote, Held, Noted, footnotes
from ..rows import Entity, Row, shown
from ..shown import Cell, Part, for_people
from ..sites import CitedPage
from .evidence_notes import Notes
from .html_page import page

#: What sections are called that stand below the footnotes.
_SECTIONS = {"Evidence": "All sources"}
_NUMBER = re.compile(r"\d+")


def to_markdown(answer: Answer) -> str:
    """Writes an answer as a Markdown table with its heading; when cited, with footnotes (`[^1]`).

    A value leads to the statement that holds it, and has the mark of its passage or source; a row has the marks of all on which it
    rests.
    """
    seen, noted = for_people(answer), _noted(answer)
    columns = [*seen.columns, *(["evidence"] if noted else [])]
    above = answer.summary or answer.heading
    lines = [f"**{markdown(above)}**", ""] if above else []
    lines += [markdown(bound_with(answer)), ""] if answer.arguments else []
    lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for number, row in enumerate(seen.rows):
        cells = [_markdown_cell(cell, of) for cell, of in zip(row, _held(noted, number, row), strict=True)]
        cells += ["".join(map(_markdown_mark, noted.numbers[number]))] if noted else []
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", markdown(seen.counted), *(["", markdown(seen.explained)] if seen.explained else [])]
    lines += ["", f"Not cited: {markdown(answer.uncited)}"] if answer.uncited else []
    if noted:
        lines += ["", *([markdown(answer.silence), ""] if answer.silence else [])]
        lines += [f"[^{note.number}]: {_markdown_note(note)}" for note in noted.notes]
        lines += ["", *map(markdown, noted.not_followed)] if noted.aside else []
        lines += _markdown_in_full(_notes(answer, noted)) if answer.full else []
    return "\n".join(lines) + "\n"


def _markdown_cell(cell: Cell, held: Iterable[Held | None]) -> str:
    return "; ".join(map(_markdown_part, cell, held))


def _markdown_part(part: Part, held: Held | None) -> str:
    """Writes a value as a link to the statement that holds it, with the mark of its footnote."""
    text = markdown(str(part))
    if held is None:
        return text
    return f"[{text}]({held.place})" + (_markdown_mark(held.number) if held.number else "")


def _markdown_mark(number: int) -> str:
    return f"[^{number}]"


def _notes(answer: Answer, noted: Noted) -> Notes:
    """Returns all that is behind the rows, under the numbers of the footnotes."""
    notes = Notes(answer, [note.iri for note in noted.notes])
    for row in answer:
        notes.marks(row)
    return notes


def _markdown_in_full(notes: Notes) -> Iterator[str]:
    for title, told in notes.sections():
        yield from ("", _SECTIONS.get(title, title), "", *(f"- {markdown(line)}" for line in told))
    yield from ("", "Statements", "")
    for _, name, said in notes.statements():
        yield from (f"- {markdown(name)}", *(f"  - {markdown(str(one))}" for one in said))


def _noted(answer: Answer) -> Noted | None:
    return footnotes(answer, for_people(answer)) if answer.is_cited else None


def _held(noted: Noted | None, number: int, row: Sequence[Cell]) -> Sequence[Sequence[Held | None]]:
    """Returns the statements that hold the values of a row; none where the answer is not cited."""
    return noted.cells[number] if noted else [[None for _ in cell] for cell in row]


def _markdown_note(note: Footnote) -> str:
    """Writes a footnote on one line."""
    pages = [
        (f"{markdown(', '.join(one.rows))}: " if one.rows else "")
        + f"<{one.address}> ({markdown(str(one.site))})"
        for one in note.pages
    ]
    others = [
        *note.remarks,
        *filter(None, [_sentence(note), note.text and f'"{note.text.rstrip(".")}"']),
    ]
    return ". ".join([markdown(note.says), *pages, *(markdown(str(one).rstrip(".")) for one in others)]) + "."


def _sentence(note: Footnote) -> str:
    """Says where the source of a footnote is from, as a sentence of its own."""
    said = str(note.origin or "")
    return said[:1].upper() + said[1:]


def to_cell(answer: Answer) -> str:
    """Writes an answer as an HTML table, its heading as caption; when cited, with footnotes and statements.

    A value leads to the statement that holds it, a row to its footnotes and its statements, a statement to its own address and to
    its footnotes, and a footnote to the pages and to the passage or source itself.
    """
    seen, noted = for_people(answer), _noted(answer)
    caption = "<br>".join(escape(line) for line in (answer.heading, bound_with(answer)) if line)
    said = (answer.summary, f"Not cited: {answer.uncited}" if answer.uncited else "")
    lines = [f"<p>{escape(line)}</p>" for line in said if line]
    lines.append("<table>")
    lines += [f"<caption>{caption}</caption>"] if caption else []
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in [*seen.columns, *(["evidence"] if noted else [])]
    )
    lines += [f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    told = _Statements(answer, noted) if noted else None
    for number, row in enumerate(seen.rows):
        behind = seen.behind[number]
        held = _held(noted, number, row)
        cells = "".join(
            f"<td>{_html_cell(cell, of, told, behind)}</td>" for cell, of in zip(row, held, strict=True)
        )
        if noted and told:
            marks = _html_marks(answer, noted.numbers[number])
            cells += f"<td>{' '.join([marks, *told.links(behind)])}</td>"
        lines.append(f"<tr>{cells}</tr>")
    lines += ["</tbody>", "</table>", f"<p>{escape(seen.counted)}</p>"]
    lines += [f"<p>{escape(seen.explained)}</p>"] if seen.explained else []
    lines += _html_evidence(answer, noted, told) if noted and told else []
    return "\n".join(lines) + "\n"


class _Statements:
    """The statements behind the rows of an answer, each with a place in the page to which values and rows lead."""

    def __init__(self, answer: Answer, noted: Noted) -> None:
        self._answer, self._footnotes = answer, len(noted.notes)
        self.notes = _notes(answer, noted)
        self._told = {number: (name, said) for number, name, said in self.notes.statements()}
        self._rows = {id(row): number for number, row in enumerate(answer, 1)}
        self._places = {
            (number, (*triple,)): f"{_row_anchor(answer, number)}-{place}"
            for number, (_, said) in self._told.items()
            for place, one in enumerate(said, 1)
            for triple in one.triples
        }

    def links(self, rows: Iterable[Row]) -> Iterator[str]:
        """Yields links to the statements of rows."""
        return (f'<a href="#{self._row_place(one)}">statements</a>' for one in self._behind(rows))

    def place(self, held: Held | None, rows: Iterable[Row]) -> str:
        """Returns the place of the statement that holds a value, else that of the rows from which it is worked out."""
        if held is None:
            return next(map(self._row_place, self._behind(rows)), "")
        triple = (*held.quad.triple,)
        return self._places.get((self._rows[id(held.row)], triple)) or self._places[0, triple]

    def _behind(self, rows: Iterable[Row]) -> list[int]:
        """Returns the numbers under which the statements of rows stand, 0 for what is behind every row."""
        numbers = (self._rows[id(row)] for row in rows)
        return sorted({number if number in self._told else 0 for number in numbers} & self._told.keys())

    def _row_place(self, number: int) -> str:
        return _row_anchor(self._answer, number)

    def lines(self) -> Iterator[str]:
        """Yields the statements as items of lists, a row an item."""
        for number, (name, said) in self._told.items():
            anchor = self._row_place(number)
            items = "\n".join(
                f'<li id="{anchor}-{place}">{_linked(one.place, one.text)} {self._marks(one.marks)}</li>'
                for place, one in enumerate(said, 1)
            )
            yield f'<li id="{anchor}">{escape(name)}\n<ul>\n{items}\n</ul></li>'

    def _marks(self, marks: str) -> str:
        """Links the marks that have a footnote."""
        numbers = map(int, _NUMBER.findall(marks))
        return "".join(
            _html_marks(self._answer, [one]) if one <= self._footnotes else f"[{one}]" for one in numbers
        )


def to_html(answer: Answer) -> str:
    """Writes an answer as an HTML page of its own."""
    return page(answer.heading or answer.question or "Answer", to_cell(answer))


def _html_evidence(answer: Answer, noted: Noted, told: _Statements) -> Iterator[str]:
    """Yields the footnotes, and folded, what is behind each row in full."""
    items = "\n".join(
        f'<li id="{_anchor(answer, note.number)}">[{note.number}] {_html_note(note)}</li>'
        for note in noted.notes
    )
    yield f"<p>Evidence</p>\n<ul>\n{items}\n</ul>"
    yield from (f"<p>{escape(line)}</p>" for line in (*noted.not_followed, answer.silence) if line)
    for title, lines in told.notes.sections():
        if answer.full or title in _SECTIONS:
            yield _folded(_SECTIONS.get(title, title), _html_list(map(escape, lines)))
    rows = "\n".join(told.lines())
    yield _folded("Statements", f"<ul>\n{rows}\n</ul>")


def _html_note(note: Footnote) -> str:
    parts = [f'<a href="{escape(note.iri)}">{escape(note.says)}</a>', *map(_html_page, note.pages)]
    parts += [escape(str(remark)) for remark in note.remarks]
    parts += [escape(text)] if (text := _sentence(note)) else []
    parts += [f"<blockquote>{escape(note.text)}</blockquote>"] if note.text else []
    return "<br>".join(parts)


def _html_page(page: CitedPage) -> str:
    rows = f"{escape(', '.join(page.rows))}: " if page.rows else ""
    return f"{rows}{_linked(page.address, page.address)} ({escape(str(page.site))})"


def _html_marks(answer: Answer, numbers: Iterable[int]) -> str:
    return "".join(f'<a href="#{_anchor(answer, number)}">[{number}]</a>' for number in numbers)


def _anchor(answer: Answer, number: int) -> str:
    """Names a footnote in a page; a page may hold several answers."""
    return f"{answer.question or 'answer'}-note-{number}"


def _row_anchor(answer: Answer, row: int) -> str:
    """Names the statements behind a row in a page, by its number; 0 are those of every row."""
    return f"{answer.question or 'answer'}-row-{row}"


def _folded(title: str, body: str) -> str:
    return f"<details>\n<summary>{title}</summary>\n{body}\n</details>"


def _html_list(items: Iterable[str]) -> str:
    return "\n".join(["<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"])


def _html_cell(
    cell: Cell, held: Iterable[Held | None], told: _Statements | None, behind: Sequence[Row]
) -> str:
    places = (told.place(one, behind) if told else "" for one in held)
    return "<br>".join(map(_html_part, cell, places))


def _html_part(part: Part, place: str) -> str:
    """Writes a value: a thing leads to its page, and an arrow behind it to what says so; another value leads there itself."""
    value, note = part.value, f" ({escape(part.note)})" if part.note else ""
    if isinstance(value, Entity):
        arrow = (
            f'&nbsp;<a href="#{place}" title="what says so" aria-label="what says so">↓</a>' if place else ""
        )
        return _linked(value.iri, value.label) + note + arrow
    return (f'<a href="#{place}">{escape(shown(value))}</a>' if place else escape(shown(value))) + note


def _linked(address: str, text: str) -> str:
    """Links a text to an address on the web; to another it does not."""
    if address.startswith(("http://", "https://")):
        return f'<a href="{escape(address)}">{escape(text)}</a>'
    return escape(text)


def markdown(text: str) -> str:
    """Writes text so that Markdown shows it as it is, on one line."""
    for character in "\\`*_<>|[]":
        text = text.replace(character, "\\" + character)
    return " ".join(text.split())
