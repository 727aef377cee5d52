"""Answers for people, as Markdown and HTML: with headings, and footnotes where they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from .answers import Answer, bound_with
from .evidence_notes import Notes
from .footnotes import Footnote, Named, Noted, footnotes
from .html_page import page
from .rows import Entity, Value, shown
from .shown import Cell, Part, for_people

#: What sections are called that stand below the footnotes.
_SECTIONS = {"Evidence": "All sources"}


def to_markdown(answer: Answer) -> str:
    """Writes an answer as a Markdown table with its heading; when cited, with footnotes (`[^1]`)."""
    seen, noted = for_people(answer), _noted(answer)
    columns = [*seen.columns, *(["evidence"] if noted else [])]
    above = answer.summary or answer.heading
    lines = [f"**{markdown(above)}**", ""] if above else []
    lines += [markdown(bound_with(answer)), ""] if answer.arguments else []
    lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for number, row in enumerate(seen.rows):
        cells = [markdown("; ".join(map(str, cell))) for cell in row]
        cells += ["".join(f"[^{one}]" for one in noted.numbers[number])] if noted else []
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", markdown(seen.counted), *(["", markdown(seen.explained)] if seen.explained else [])]
    if noted:
        lines += ["", *([markdown(answer.silence), ""] if answer.silence else [])]
        lines += [f"[^{note.number}]: {_markdown_note(note)}" for note in noted.notes]
        lines += ["", *map(markdown, noted.not_followed)] if noted.aside else []
        lines += _markdown_in_full(_notes(answer, noted)) if answer.full else []
    return "\n".join(lines) + "\n"


def _notes(answer: Answer, noted: Noted) -> Notes:
    """Returns all that is behind the rows, under the numbers of the footnotes."""
    notes = Notes(answer, {note.iri: note.number for note in noted.notes})
    for row in answer:
        notes.marks(row)
    return notes


def _markdown_in_full(notes: Notes) -> Iterator[str]:
    for title, told in notes.sections():
        yield from ("", _SECTIONS.get(title, title), "", *(f"- {markdown(line)}" for line in told))
    yield from ("", "Statements", "")
    for _, name, said in notes.statements():
        yield from (f"- {markdown(name)}", *(f"  - {markdown(line)}" for line in said))


def _noted(answer: Answer) -> Noted | None:
    return footnotes(answer, for_people(answer)) if answer.is_cited else None


def _markdown_note(note: Footnote) -> str:
    """Writes a footnote on one line."""
    pages = [
        f"{markdown(', '.join(one.rows))}: <{one.text}>" if one.rows else f"<{one.text}>"
        for one in note.pages
    ]
    others = [
        *note.remarks,
        *filter(None, [note.origin and str(note.origin), note.text and f'"{note.text.rstrip(".")}"']),
    ]
    return ". ".join([markdown(note.says), *pages, *(markdown(str(one).rstrip(".")) for one in others)]) + "."


def to_cell(answer: Answer) -> str:
    """Writes an answer as an HTML table, its heading as caption; when cited, with footnotes and statements.

    A row leads to its footnotes and its statements, and a footnote to the pages and to the passage or source itself.
    """
    seen, noted = for_people(answer), _noted(answer)
    notes = _notes(answer, noted) if noted else None
    told = {row for row, _, _ in notes.statements()} if notes else set()
    places = {id(row): number if number in told else 0 for number, row in enumerate(answer, 1)}
    caption = "<br>".join(escape(line) for line in (answer.heading, bound_with(answer)) if line)
    lines = [f"<p>{escape(answer.summary)}</p>"] if answer.summary else []
    lines.append("<table>")
    lines += [f"<caption>{caption}</caption>"] if caption else []
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in [*seen.columns, *(["evidence"] if noted else [])]
    )
    lines += [f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for number, row in enumerate(seen.rows):
        cells = "".join(f"<td>{_html_cell(cell)}</td>" for cell in row)
        if noted:
            behind = sorted({places[id(one)] for one in seen.behind[number]} & told)
            links = (f'<a href="#{_row_anchor(answer, one)}">statements</a>' for one in behind)
            cells += f"<td>{' '.join([_html_marks(answer, noted.numbers[number]), *links])}</td>"
        lines.append(f"<tr>{cells}</tr>")
    lines += ["</tbody>", "</table>", f"<p>{escape(seen.counted)}</p>"]
    lines += [f"<p>{escape(seen.explained)}</p>"] if seen.explained else []
    lines += _html_evidence(answer, noted, notes) if noted and notes else []
    return "\n".join(lines) + "\n"


def to_html(answer: Answer) -> str:
    """Writes an answer as an HTML page of its own."""
    return page(answer.heading or answer.question or "Answer", to_cell(answer))


def _html_evidence(answer: Answer, noted: Noted, notes: Notes) -> Iterator[str]:
    """Yields the footnotes, and folded, what is behind each row in full."""
    items = "\n".join(
        f'<li id="{_anchor(answer, note.number)}">[{note.number}] {_html_note(note)}</li>'
        for note in noted.notes
    )
    yield f"<p>Evidence</p>\n<ul>\n{items}\n</ul>"
    yield from (f"<p>{escape(line)}</p>" for line in (*noted.not_followed, answer.silence) if line)
    for title, told in notes.sections():
        if answer.full or title in _SECTIONS:
            yield _folded(_SECTIONS.get(title, title), _html_list(map(escape, told)))
    rows = "\n".join(
        f'<li id="{_row_anchor(answer, number)}">{escape(name)}\n{_html_list(map(escape, said))}</li>'
        for number, name, said in notes.statements()
    )
    yield _folded("Statements", f"<ul>\n{rows}\n</ul>")


def _html_note(note: Footnote) -> str:
    parts = [f'<a href="{escape(note.iri)}">{escape(note.says)}</a>', *map(_html_page, note.pages)]
    parts += [escape(str(remark)) for remark in note.remarks]
    parts += [escape(str(note.origin))] if note.origin else []
    parts += [f"<blockquote>{escape(note.text)}</blockquote>"] if note.text else []
    return "<br>".join(parts)


def _html_page(named: Named) -> str:
    rows = f"{escape(', '.join(named.rows))}: " if named.rows else ""
    return rows + _linked(named.text, named.text)


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


def _html_cell(cell: Cell) -> str:
    return "<br>".join(map(_html_part, cell))


def _html_part(part: Part) -> str:
    return _html_value(part.value) + (f" ({escape(part.note)})" if part.note else "")


def _html_value(value: Value) -> str:
    return _linked(value.iri, value.label) if isinstance(value, Entity) else escape(shown(value))


def _linked(address: str, text: str) -> str:
    """Links a text to an address on the web; to another it does not."""
    if address.startswith(("http://", "https://")):
        return f'<a href="{escape(address)}">{escape(text)}</a>'
    return escape(text)


def markdown(text: str) -> str:
    """Writes text so that Markdown shows it as it is, on one line."""
    for character in "\\`*_<>|":
        text = text.replace(character, "\\" + character)
    return " ".join(text.split())
