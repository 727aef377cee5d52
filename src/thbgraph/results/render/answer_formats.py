"""Answers for machines, as CSV, TSV and JSON: a column of entities is followed by one with their labels.

IRIs are in full.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from ...base.unknowns import legend
from ..answers import Answer
from ..footnotes import footnotes
from ..rows import Citation, Entity, Row, plain, shown, stated_in
from ..shown import for_people, unknown_in
from .fields import fields_of


def machine_columns(answer: Answer) -> list[str]:
    """Gives the columns for machines: `country` is followed by `countryLabel` where it holds entities.

    Where the query itself has a column `countryLabel`, no second one is added. A cited answer ends with
    `evidence`, the IRIs of passages and sources parted by spaces, and `caveats`, what these remark, where they do.
    """
    columns = []
    for number, column in enumerate(answer.columns):
        columns.append(column)
        if column + "Label" in answer.columns:
            continue
        if any(isinstance(row.values[number], Entity) for row in answer.page_of or answer.rows):
            columns.append(column + "Label")
    return columns + (["evidence"] if answer.is_cited else []) + (["caveats"] if answer.caveats else [])


def machine_rows(answer: Answer) -> Iterator[list[str]]:
    """Yields the rows for machines, cell for cell as `machine_columns` says."""
    labelled = set(machine_columns(answer))
    cited = answer.is_cited
    for row in answer.rows:
        cells = []
        for column, value in zip(answer.columns, row.values, strict=True):
            cells.append(plain(value))
            if column + "Label" in labelled and column + "Label" not in answer.columns:
                cells.append(value.label if isinstance(value, Entity) else "")
        if cited:
            cells.append(" ".join(row.citation.graphs) if row.citation else "")
        if answer.caveats:
            cells.append(" | ".join(answer.caveats_of(row)))
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
    """Writes an answer as a JSON object: heading, columns, rows as objects, evidence and footnotes where cited.

    `cells` of the evidence of a row says by column which of its statements, by place, hold the value; a value in no column
    of it is worked out from all of them. What is unbound is null, in its column and that of its label; in the answer to a question `unknown` says by column
    what that stands for, and `legend` what these words mean. `notFollowed` names sources over which others prevail.
    An empty answer has the member `diagnosis`: why it is empty.
    """
    columns = machine_columns(answer)
    rows = []
    for row, cells in zip(answer.rows, machine_rows(answer), strict=True):
        entry: dict[str, Any] = dict(zip(columns, cells, strict=True))
        unbound = {name for name, value in zip(answer.columns, row.values, strict=True) if value is None}
        unbound |= {name + "Label" for name in unbound if name + "Label" not in answer.columns}
        entry.update(dict.fromkeys(unbound & entry.keys()))
        if answer.question:
            entry["unknown"] = unknown_in(row)
        if row.citation is not None:
            entry["evidence"] = _json_citation(row.citation) | {"cells": _json_cells(row, row.citation)}
        if answer.caveats:
            entry["caveats"] = answer.caveats_of(row)
        rows.append(entry)
    content: dict[str, Any] = {
        "heading": answer.heading,
        **({"summary": answer.summary} if answer.summary else {}),
        **({"taken": answer.taken} if answer.taken else {}),
        "arguments": answer.arguments,
        "columns": columns,
        "rows": rows,
    }
    if answer.is_cited:
        noted = footnotes(answer, for_people(answer))
        content["footnotes"] = [_without(fields_of(note), "few") for note in noted.notes]
        content |= {"notFollowed": list(map(fields_of, noted.aside))} if noted.aside else {}
    if answer.question:
        words = [word for row in rows for word in row["unknown"].values()]
        content["legend"] = legend([*words, *(shown(value) for row in answer for value in row)])
    if answer.silence:
        content["silence"] = answer.silence
    if answer.diagnosis is not None:
        content["diagnosis"] = fields_of(answer.diagnosis)
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _without(fields: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != name}


def _json_cells(row: Row, citation: Citation) -> dict[str, list[int]]:
    """Returns, by column, the places of the statements that hold the value."""
    found = stated_in(row, citation.statements)
    cells = ((name, found.get(plain(value))) for name, value in zip(row.columns, row, strict=True))
    return {name: places for name, places in cells if places}


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
                "computed": absence.is_computed,
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
