"""How answers are written: for machines as CSV, TSV, JSON and SPARQL results XML, for people as Markdown and HTML.

For machines a column that holds entities is followed by one with their labels; IRIs are in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pyoxigraph as ox

from ..words.errors import RequestError
from .answers import Answer, is_cited, to_html
from .evidence_notes import Notes
from .rows import Citation, Entity, Row, Value, plain, shown


def machine_columns(answer: Answer) -> list[str]:
    """Gives the columns for machines: `country` is followed by `countryLabel` where it holds entities.

    Where the query itself has a column `countryLabel`, no second one is added. A cited answer ends with
    `evidence`, the IRIs of passages and sources parted by spaces.
    """
    columns = []
    for number, column in enumerate(answer.columns):
        columns.append(column)
        if column + "Label" in answer.columns:
            continue
        if any(isinstance(row.values[number], Entity) for row in answer.rows):
            columns.append(column + "Label")
    return columns + (["evidence"] if is_cited(answer) else [])


def machine_rows(answer: Answer) -> Iterator[list[str]]:
    """Yields the rows for machines, cell for cell as `machine_columns` says."""
    labelled = set(machine_columns(answer))
    cited = is_cited(answer)
    for row in answer.rows:
        cells = []
        for column, value in zip(answer.columns, row.values, strict=True):
            cells.append(plain(value))
            if column + "Label" in labelled and column + "Label" not in answer.columns:
                cells.append(value.label if isinstance(value, Entity) else "")
        if cited:
            cells.append(" ".join(row.citation.graphs) if row.citation else "")
        yield cells


def to_csv(answer: Answer) -> str:
    """Writes an answer as CSV (RFC 4180 quoting, LF line ends), header first."""
    return "".join(_csv_line(cells) for cells in (machine_columns(answer), *machine_rows(answer)))


def _csv_line(cells: Sequence[str]) -> str:
    # Not by the csv module, which before Python 3.13 leaves a lone CR unquoted where lines end in LF.
    if list(cells) == [""]:
        return '""\n'
    quoted = ('"' + cell.replace('"', '""') + '"' if set(cell) & set('",\r\n') else cell for cell in cells)
    return ",".join(quoted) + "\n"


def to_tsv(answer: Answer) -> str:
    """Writes an answer as tab-separated values; tabs and line ends within a cell become spaces."""
    lines: list[Sequence[str]] = [machine_columns(answer), *machine_rows(answer)]
    return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)


def to_json(answer: Answer) -> str:
    """Writes an answer as a JSON object: heading, columns, rows as objects, evidence where cited.

    An empty answer has the member `diagnosis`: why it is empty.
    """
    import json

    columns = machine_columns(answer)
    rows = []
    for row, cells in zip(answer.rows, machine_rows(answer), strict=True):
        entry: dict[str, Any] = dict(zip(columns, cells, strict=True))
        if row.citation is not None:
            entry["evidence"] = _json_citation(row.citation)
        rows.append(entry)
    content: dict[str, Any] = {
        "heading": answer.heading,
        "arguments": answer.arguments,
        "columns": columns,
        "rows": rows,
    }
    if answer.diagnosis is not None:
        content["diagnosis"] = answer.diagnosis.to_json()
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _json_citation(citation: Citation) -> dict[str, Any]:
    return {
        "sources": list(citation.graphs),
        "statements": list(map(_json_statement, citation.statements)),
        "rules": list(citation.rules),
        "axioms": list(map(_json_statement, citation.axioms)),
        "absences": [
            {
                "form": absence.form,
                "pattern": absence.pattern,
                "grounds": list(map(_json_statement, absence.grounds)),
            }
            for absence in citation.absences
        ],
    }


def _json_statement(quad: ox.Quad) -> dict[str, str]:
    return {
        "subject": str(quad.subject),
        "predicate": str(quad.predicate),
        "object": str(quad.object),
        "graph": quad.graph_name.value,
    }


def to_xml(answer: Answer) -> str:
    """Writes an answer as SPARQL Query Results XML (W3C Recommendation of 21 March 2013).

    Raises RequestError for a cited one: the format has no place for evidence.
    """
    if is_cited(answer):
        raise RequestError("SPARQL results XML has no place for evidence; take json, or leave out --cite")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">',
    ]
    lines += [
        "  <head>",
        *(f'    <variable name="{escape(column)}"/>' for column in answer.columns),
        "  </head>",
    ]
    lines.append("  <results>")
    for row in answer:
        cells = zip(answer.columns, row.values, strict=True)
        bound = [f'<binding name="{escape(c)}">{_xml_value(v)}</binding>' for c, v in cells if v is not None]
        lines.append(f"    <result>{''.join(bound)}</result>")
    return "\n".join([*lines, "  </results>", "</sparql>"]) + "\n"


def _xml_value(value: Value) -> str:
    kept = "".join(c for c in plain(value) if " " <= c not in "\ufffe\uffff" or c in "\t\n\r")
    text = escape(kept, quote=False).replace("\r", "&#13;")
    return f"<uri>{text}</uri>" if isinstance(value, Entity) else f"<literal>{text}</literal>"


def to_markdown(answer: Answer) -> str:
    """Writes an answer as a Markdown table with its heading; when cited, with footnotes and statements."""
    notes, columns, rows = (
        Notes(answer.rows, answer.describe, answer.label),
        list(answer.columns),
        _cells(answer),
    )
    cited = is_cited(answer)
    if cited:
        columns.append("evidence")
        for cells, row in zip(rows, answer, strict=True):
            cells.append(notes.marks(row))
    lines = [f"**{markdown(answer.heading)}**", ""] if answer.heading else []
    lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(markdown(cell) for cell in cells) + " |" for cells in rows]
    if cited:
        for title, told in notes.sections():
            lines += ["", title, "", *(f"- {markdown(line)}" for line in told)]
        lines += ["", "Statements", ""]
        for row_name, said in notes.statements():
            lines += [f"- {markdown(row_name)}", *(f"  - {markdown(line)}" for line in said)]
    return "\n".join(lines) + "\n"


def markdown(text: str) -> str:
    """Writes text so that Markdown shows it as it is, on one line."""
    for character in "\\`*_<>|":
        text = text.replace(character, "\\" + character)
    return " ".join(text.split())


def _cells(answer: Answer) -> list[list[str]]:
    return [[shown(value) for value in row] for row in answer]


def excel_safe(answer: Answer) -> Answer:
    """Puts an apostrophe before every text that a spreadsheet would run as a formula.

    Source: OWASP, CSV Injection.
    """

    def safe(value: Value) -> Value:
        if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
            return "'" + value
        return value

    rows = [Row(row.columns, tuple(safe(value) for value in row), row.citation) for row in answer]
    return Answer(
        answer.columns, rows, answer.heading, answer.arguments, answer.describe, answer.diagnose, answer.label
    )


#: The writer of each format that has one.
WRITERS: Mapping[str, Callable[[Answer], str]] = {
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "xml": to_xml,
    "markdown": to_markdown,
    "html": to_html,
}
