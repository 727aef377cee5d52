"""Answers: the rows of a query as typed values, and how they are written.

A row holds entities with their labels, dates as dates, partial dates as their own type, numbers as numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.dates import DATING, MONTH_DAY, PartialDate, in_words, lexical_fault, parse
from ..words.namespaces import XSD
from ..words.terms import Term, short


class Entity(NamedTuple):
    """A thing with an IRI, and the label by which the project calls it."""

    iri: str
    label: str

    def __str__(self) -> str:
        return self.label


_BOOLEANS: Mapping[str, bool] = {"true": True, "1": True, "false": False, "0": False}
Value: TypeAlias = "Entity | str | int | float | bool | date | PartialDate | None"


class Citation(NamedTuple):
    """What a row rests on: statements as quads in written form, each with the IRI of its graph.

    `rules` names the rules of inference by which leaves became what the pattern asked for.
    """

    statements: tuple[ox.Quad, ...]
    rules: tuple[str, ...] = ()

    @property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the passages and sources, each once, in order of first use."""
        return tuple(dict.fromkeys(quad.graph_name.value for quad in self.statements))


class Row:
    """A row of an answer: values by place, by `row["country"]` or `row.country`, and the citation.

    >>> row = Row(("country", "answer"), (Entity("https://w3id.org/thbgraph/id/fin", "Finland"), "yes"))
    >>> row["answer"], row.country.label, [str(value) for value in row]
    ('yes', 'Finland', ['Finland', 'yes'])
    """

    __slots__ = ("citation", "columns", "values")

    def __init__(
        self, columns: tuple[str, ...], values: tuple[Value, ...], citation: Citation | None = None
    ) -> None:
        self.columns, self.values, self.citation = columns, values, citation

    def __getitem__(self, key: str | int) -> Any:
        if isinstance(key, int):
            return self.values[key]
        if key not in self.columns:
            raise KeyError(f"no column {key!r}; there are: {', '.join(self.columns)}")
        return self.values[self.columns.index(key)]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self.columns:
            raise AttributeError(f"no column {name!r}; there are: {', '.join(self.columns)}")
        return self.values[self.columns.index(name)]

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def __repr__(self) -> str:
        cells = ", ".join(f"{c}={shown(v)!r}" for c, v in zip(self.columns, self.values, strict=True))
        return f"Row({cells})"


class Answer:
    """The answer to a question or SELECT query: columns, rows in order, heading.

    Iterates over its rows. `arguments` says what each parameter was bound with. `uncited` says which form of the query cannot be cited yet, when citing was
    asked for, and is empty otherwise.
    """

    __slots__ = ("arguments", "columns", "heading", "rows", "uncited")

    def __init__(
        self,
        columns: Sequence[str],
        rows: Sequence[Row],
        heading: str = "",
        uncited: str = "",
        arguments: Mapping[str, str] | None = None,
    ) -> None:
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.heading, self.uncited = heading, uncited
        self.arguments = dict(arguments or {})

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Row:
        return self.rows[number]


def value_of(term: Term | None, labels: Mapping[str, str]) -> Value:
    """Gives the typed value of a term.

    Literals that are not what their datatype says stay text.

    >>> value_of(ox.Literal("2009", datatype=ox.NamedNode(XSD + "gYear")), {})
    PartialDate(year=2009, month=None, day=None)
    """
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Entity(term.value, labels.get(term.value) or short(term.value).strip("<>"))
    if isinstance(term, ox.BlankNode):
        return str(term)
    return _value_of_literal(term.value, term.datatype.value)


def _value_of_literal(text: str, datatype: str) -> Value:
    if datatype == XSD + "boolean":
        return _BOOLEANS.get(text, text)
    if lexical_fault(text, datatype):
        return text
    try:
        if datatype in DATING or datatype == MONTH_DAY:
            return parse(text, datatype)
        if datatype == XSD + "integer":
            return int(text)
        if datatype in (XSD + "decimal", XSD + "double", XSD + "float"):
            return float(text)
    except ValueError:  # too long a number, or no double
        pass
    return text


def plain(value: Value) -> str:
    """Writes a value for machines: IRIs in full, dates in ISO 8601, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Entity):
        return value.iri
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | PartialDate) else str(value)


def shown(value: Value) -> str:
    """Writes a value for people: labels, dates in words, nothing for None."""
    if value is None:
        return ""
    return in_words(value) if isinstance(value, date | PartialDate) else str(value)


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
    return columns + (["evidence"] if _is_cited(answer) else [])


def machine_rows(answer: Answer) -> Iterator[list[str]]:
    """Yields the rows for machines, cell for cell as `machine_columns` says."""
    labelled = set(machine_columns(answer))
    cited = _is_cited(answer)
    for row in answer.rows:
        cells = []
        for column, value in zip(answer.columns, row.values, strict=True):
            cells.append(plain(value))
            if column + "Label" in labelled and column + "Label" not in answer.columns:
                cells.append(value.label if isinstance(value, Entity) else "")
        if cited:
            cells.append(" ".join(row.citation.graphs) if row.citation else "")
        yield cells


def _is_cited(answer: Answer) -> bool:
    return any(row.citation is not None for row in answer.rows)


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
    """Writes an answer as a JSON object: heading, columns, rows as objects, evidence where cited."""
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
    if answer.uncited:
        content["uncited"] = answer.uncited
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _json_citation(citation: Citation) -> dict[str, Any]:
    return {
        "sources": list(citation.graphs),
        "statements": [
            {
                "subject": str(quad.subject),
                "predicate": str(quad.predicate),
                "object": str(quad.object),
                "graph": quad.graph_name.value,
            }
            for quad in citation.statements
        ],
        "rules": list(citation.rules),
    }
