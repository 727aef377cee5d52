"""Answers for people, as Markdown and HTML: with headings, and footnotes where they are cited."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .answers import Answer, bound_with, for_people
from .evidence_notes import Notes
from .html_page import page
from .rows import Entity, Value, shown


def to_markdown(answer: Answer) -> str:
    """Writes an answer as a Markdown table with its heading; when cited, with footnotes and statements."""
    notes, found, cited = Notes(answer), for_people(answer), answer.is_cited
    columns = [*found.columns, *(["evidence"] if cited else [])]
    above = answer.summary or answer.heading
    lines = [f"**{markdown(above)}**", ""] if above else []
    lines += [markdown(bound_with(answer)), ""] if answer.arguments else []
    lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for values, row in zip(found.rows, answer, strict=True):
        cells = [markdown(shown(value)) for value in values] + ([notes.marks(row)] if cited else [])
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", markdown(found.counted)]
    if cited:
        for title, told in notes.sections():
            lines += ["", title, "", *(f"- {markdown(line)}" for line in told)]
        lines += ["", "Statements", ""]
        for row_name, said in notes.statements():
            lines += [f"- {markdown(row_name)}", *(f"  - {markdown(line)}" for line in said)]
    return "\n".join(lines) + "\n"


def to_cell(answer: Answer) -> str:
    """Writes an answer as an HTML table, its heading as caption; when cited, with footnotes and statements."""
    notes, cited, found = Notes(answer), answer.is_cited, for_people(answer)
    caption = "<br>".join(escape(line) for line in (answer.heading, bound_with(answer)) if line)
    lines = [f"<p>{escape(answer.summary)}</p>"] if answer.summary else []
    lines.append("<table>")
    lines += [f"<caption>{caption}</caption>"] if caption else []
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in [*found.columns, *(["evidence"] if cited else [])]
    )
    lines += [f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for values, row in zip(found.rows, answer, strict=True):
        cells = "".join(f"<td>{_html_value(value)}</td>" for value in values)
        cells += f"<td>{escape(notes.marks(row))}</td>" if cited else ""
        lines.append(f"<tr>{cells}</tr>")
    lines += ["</tbody>", "</table>", f"<p>{escape(found.counted)}</p>"]
    if cited:
        for number, (title, told) in enumerate(notes.sections()):
            body = _html_list(map(escape, told))
            lines.append(_folded(title, body) if number else f"<p>{title}</p>\n{body}")
        rows = (f"{escape(name)}\n{_html_list(map(escape, said))}" for name, said in notes.statements())
        lines.append(_folded("Statements", _html_list(rows)))
    return "\n".join(lines) + "\n"


def to_html(answer: Answer) -> str:
    """Writes an answer as an HTML page of its own."""
    return page(answer.heading or "Answer", to_cell(answer))


def _folded(title: str, body: str) -> str:
    return f"<details>\n<summary>{title}</summary>\n{body}\n</details>"


def _html_list(items: Iterable[str]) -> str:
    return "\n".join(["<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"])


def _html_value(value: Value) -> str:
    if isinstance(value, Entity) and value.iri.startswith(("http://", "https://")):
        return f'<a href="{escape(value.iri)}">{escape(value.label)}</a>'
    return escape(shown(value))


def markdown(text: str) -> str:
    """Writes text so that Markdown shows it as it is, on one line."""
    for character in "\\`*_<>|":
        text = text.replace(character, "\\" + character)
    return " ".join(text.split())
