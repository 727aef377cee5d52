"""Answers as CSV and TSV: a column of entities is followed by one with their labels.

IRIs are in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...base.values import Entity, plain
from ..answer import Answer


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
    return (
        columns
        + (["evidence"] if answer.is_cited else [])
        + (["caveats"] if answer.evidence.has_caveats else [])
    )


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
        if answer.evidence.has_caveats:
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
