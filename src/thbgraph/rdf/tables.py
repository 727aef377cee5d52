"""Tables: CSV files described by CSVW metadata, read into quads and written back in one canonical form.

The reading is the minimal mode of "Generating RDF from Tabular Data on the Web" (csv2rdf), for the part of
CSVW that `data/tables/` uses (see `table_metadata`). It departs from CSVW in this:

- The quads stand in the graph named by the table's common property `thb:graph`. The table's other common
  properties are statements about that graph, in it (csv2rdf: standard mode only, about the table). Nodes
  under `dcterms:hasPart` are parts of the source, each stated as `dcterms:isPartOf` of it; what such a node
  says is terms only, no node within a node.
- A literal keeps the cell's text; white space around a date or number is an error, not trimmed.
- A template gives no triple when one of its variables is null (RFC 6570 leaves a gap in the IRI).
- `{+column}` takes the cell as it is and refuses what it would have to percent-encode.
- `valueUrl` on a column with a `separator` gives one IRI an item (CSVW: one IRI, the items joined by commas).
- Every output column has `aboutUrl` and `propertyUrl`, so there are no blank nodes.
- Of columns `date`, `month`, `year` (also `start_date`, `start_month`, ...) a row fills one at most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from ..base.errors import DataError
from ..base.findings import Place, refuse
from ..base.namespaces import XSD
from .table_metadata import ColumnSchema, TableSchema, Template, fault, iri, shown, table_of

_CELL = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"|([^",\r\n]*+)')
_AS_IT_IS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")


class CsvCell(NamedTuple):
    """A cell's text and where it begins: path, line and column."""

    text: str
    begins: tuple[str, int, int]

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(*self.begins)


class CsvRow(NamedTuple):
    """A row's cells (none in a blank line) and where it begins."""

    cells: list[CsvCell]
    place: Place


def table_quads(csv_text: str, metadata: Mapping[str, Any], path: str) -> list[tuple[ox.Quad, int]]:
    r"""Gives the table's quads, each once, with the line of the row that states it first.

    `csv_text` is the file's text with its line ends as they are; `path` names the file in messages. What the
    metadata say of the source comes first, with line 1. Raises `DataError` with path, line and column for the
    first thing wrong in the table or its metadata; its `others` are those of further rows, one each. Source: csv2rdf, "Generating RDF", minimal mode.

    >>> from thbgraph.rdf.table_metadata import CSVW, GRAPH
    >>> metadata = {"@context": CSVW, "url": "t.csv", GRAPH: {"@id": "https://example.org/source"},
    ...     "tableSchema": {"aboutUrl": "https://example.org/{id}", "primaryKey": "id", "columns": [
    ...         {"name": "id", "suppressOutput": True},
    ...         {"name": "year", "datatype": "gYear", "propertyUrl": "https://example.org/since"}]}}
    >>> for quad, line in table_quads("id,year\ncbss,1992\ncoe,\n", metadata, "t.csv"):
    ...     print(line, quad.subject, quad.object)
    2 <https://example.org/cbss> "1992"^^<http://www.w3.org/2001/XMLSchema#gYear>
    """
    table = table_of(metadata, path)
    header, *rows = _rows(csv_text, path)
    if _order(header, table) != list(range(len(table.columns))):
        header.place.fail("the columns are not in the order of the metadata; run: thbgraph fmt")
    quads = dict.fromkeys(table.annotations, 1)
    keys: dict[tuple[str, ...], int] = {}
    nodes = _Nodes()
    fixed = _fixed(table, nodes, header)
    read: dict[tuple[str, str], list[str]] = {}
    wrong: list[DataError] = []
    for number, row in enumerate(rows, start=1):
        try:
            _check_width(row, table)
            cells = {column.name: cell for column, cell in zip(table.columns, row.cells, strict=True)}
            items = {column.name: _items(column, cells[column.name], read) for column in table.columns}
            _check_periods(table, cells, items)
            _check_key(table, row, cells, items, keys)
            for quad in _row_quads(table, row, cells, items, number, fixed, nodes):
                quads.setdefault(quad, row.place.line or 1)
        except DataError as error:
            wrong.append(error)
    refuse(wrong)
    return list(quads.items())


def format_table(csv_text: str, metadata: Mapping[str, Any], path: str) -> str:
    r"""Writes the table in its one canonical form; formatting that again changes nothing.

    Columns as in the metadata, rows by primary key (code points; without a key as they are), quotes where
    needed, LF; blank lines go. The text of a cell stays exactly as it is, line ends in quotes included.
    Raises `DataError` where rows or columns do not fit the metadata, and for a comment.

    >>> from thbgraph.rdf.table_metadata import CSVW, GRAPH
    >>> metadata = {"@context": CSVW, "url": "t.csv", GRAPH: {"@id": "https://example.org/source"},
    ...     "tableSchema": {"primaryKey": "id", "columns": [
    ...         {"name": "id", "suppressOutput": True}, {"name": "note", "suppressOutput": True}]}}
    >>> format_table('note,id\r\n"x",b\r\n"1, 2",a\r\n', metadata, "t.csv")
    'id,note\na,"1, 2"\nb,x\n'
    """
    table = table_of(metadata, path)
    header, *rows = _rows(csv_text, path)
    order = _order(header, table)
    names = [column.name for column in table.columns]
    key = [names.index(name) for name in table.key]
    body: list[list[str]] = []
    for row in rows:
        if row.cells:
            _check_width(row, table)
            body.append([row.cells[index].text for index in order])
    if key:
        body.sort(key=lambda texts: [texts[index] for index in key])
    return "".join(_written(texts) for texts in [[column.titles[0] for column in table.columns], *body])


# From the text to rows.


def _rows(text: str, path: str) -> list[CsvRow]:
    """Splits the text as RFC 4180 has it; the first row is the header."""
    bad = re.search("\\A\ufeff|[\x00\ud800-\udfff]", text)
    if bad:
        line, start = text.count("\n", 0, bad.start()) + 1, text.rfind("\n", 0, bad.start()) + 1
        place = Place(path, line, bad.start() - start + 1)
        if bad[0] == "\ufeff":
            place.fail("the file begins with a byte-order mark; save it as UTF-8 without one")
        place.fail(f"the character U+{ord(bad[0]):04X} is not allowed in a table; delete it")
    rows = list(_split(text, path))
    if not rows or not rows[0].cells:
        Place(path, 1).fail("expected a header with the names of the columns, got nothing")
    return rows


def _split(text: str, path: str) -> Iterator[CsvRow]:
    position, line, start = 0, 1, 0
    cells: list[CsvCell] = []
    while position < len(text) or cells:
        match = _CELL.match(text, position)
        assert match is not None  # its second branch matches nothing at all, too
        quoted = match[1] is not None
        begins = path, line, position - start + 1
        cells.append(CsvCell(match[1].replace('""', '"') if quoted else match[2], begins))
        if quoted:
            line += match[1].count("\n")
            start = max(start, text.rfind("\n", position, match.end()) + 1)
        elif len(cells) == 1 and match[2].startswith("#"):
            cells[0].place.fail("comments are not allowed in a table; write a note in a column of its own")
        position = match.end()
        end = text[position : position + 2]
        if end.startswith(","):
            position += 1
            continue
        if end and end != "\r\n" and not end.startswith("\n"):
            Place(path, line, position - start + 1).fail(_stray(end[0], quoted))
        blank = len(cells) == 1 and not quoted and not cells[0].text
        yield CsvRow([] if blank else cells, cells[0].place)
        position += 2 if end == "\r\n" else 1
        line, start, cells = line + 1, position, []


def _stray(character: str, quoted: bool) -> str:
    if character == "\r":
        return "a carriage return without a line feed; end lines with LF"
    if quoted:
        return f"expected a comma or the end of the line after the closing quote, got {shown(character)}"
    return "a quote inside a cell, or one never closed; put the cell in quotes and double those inside it"


def _written(texts: Sequence[str]) -> str:
    # Unquoted, a first cell with "#" would be a comment to some readers, and a lone empty cell a blank line.
    def cell(index: int, text: str) -> str:
        lost = (index == 0 and text.startswith("#")) or (not text and len(texts) == 1)
        return '"' + text.replace('"', '""') + '"' if lost or re.search('[,"\r\n]', text) else text

    return ",".join(cell(index, text) for index, text in enumerate(texts)) + "\n"


def _order(header: CsvRow, table: TableSchema) -> list[int]:
    """Gives, for each column of the metadata, its place in the file."""
    known = {title: column.name for column in table.columns for title in (*column.titles, column.name)}
    expected = ", ".join(column.titles[0] for column in table.columns)
    places: dict[str, int] = {}
    for index, cell in enumerate(header.cells):
        name = known.get(cell.text)
        if name is None:
            cell.place.fail(f"unknown column {shown(cell.text)}; the metadata have {expected}")
        if name in places:
            cell.place.fail(f"the column {shown(cell.text)} comes twice; delete one")
        places[name] = index
    for column in table.columns:
        if column.name not in places:
            header.place.fail(f"missing column {shown(column.titles[0])}; the metadata have {expected}")
    return [places[column.name] for column in table.columns]


def _check_width(row: CsvRow, table: TableSchema) -> None:
    expected, got = len(table.columns), len(row.cells)
    if not row.cells:
        row.place.fail("a blank line; delete it, or run thbgraph fmt")
    if got != expected:
        place = row.cells[min(got - 1, expected)].place
        place.fail(f"expected {expected} cells, got {got}; a cell that holds a comma needs quotes")


# From rows to quads.


def _items(column: ColumnSchema, cell: CsvCell, read: dict[tuple[str, str], list[str]]) -> list[str]:
    """Gives the values of a cell: none for null, several with a separator (CSVW, "Parsing Cells").

    Those that were `read` before are not looked at again: most cells of a column say what others do.
    """
    place = column.name, cell.text
    if place not in read:
        read[place] = _read_items(column, cell)
    return read[place]


def _read_items(column: ColumnSchema, cell: CsvCell) -> list[str]:
    text = cell.text or column.default
    if text in column.nulls or (column.separator and not text):
        items = []
    else:
        items = text.split(column.separator) if column.separator else [text]
    if column.required and not items:
        cell.place.fail(f'column "{column.name}" is required, got nothing; fill it')
    for item in items:
        wrong = fault(column.datatype, item)
        if not item and column.separator:
            wrong = f"expects a value on either side of {shown(column.separator)}, got {shown(text)}"
        elif not column.format.fullmatch(item):
            wrong = f"expects a text of the form {column.format.pattern}, got {shown(item)}"
        if wrong:
            cell.place.fail(f'column "{column.name}" {wrong}')
        if column.datatype == "anyURI":
            iri(item, cell.place)
    return items


def _check_periods(table: TableSchema, cells: Mapping[str, CsvCell], items: Mapping[str, list[str]]) -> None:
    for period in table.periods:
        filled = [name for name in period if items.get(name)]
        if len(filled) > 1:
            first, second = filled[:2]
            cells[second].place.fail(f'"{first}" and "{second}" are both filled; keep the more exact one')


def _check_key(
    table: TableSchema,
    row: CsvRow,
    cells: Mapping[str, CsvCell],
    items: Mapping[str, list[str]],
    keys: dict[tuple[str, ...], int],
) -> None:
    for name in table.key:
        if not items[name]:
            cells[name].place.fail(f'column "{name}" is part of the primary key, got nothing; fill it')
    key = tuple(cells[name].text for name in table.key)
    if key in keys:
        place = cells[table.key[0]].place
        place.fail(f"the primary key {shown(' '.join(key))} is also on line {keys[key]}; change one")
    if key:
        keys[key] = row.place.line or 1


def _fixed(table: TableSchema, nodes: _Nodes, header: CsvRow) -> dict[Template, ox.NamedNode | None]:
    """Expands the templates that are the same in every row."""
    written = [column for column in (*table.columns, *table.virtual) if not column.suppressed]
    templates = dict.fromkeys(template for column in written for template in (column.about, column.property))
    return {
        template: nodes.named(template, {}, header)
        for template in templates
        if template and all(operator == "=" for operator, _ in template)
    }


def _row_quads(
    table: TableSchema,
    row: CsvRow,
    cells: Mapping[str, CsvCell],
    items: Mapping[str, list[str]],
    number: int,
    fixed: Mapping[Template, ox.NamedNode | None],
    nodes: _Nodes,
) -> Iterator[ox.Quad]:
    single = {column.name: items[column.name][0] for column in table.columns if items[column.name]}
    single["_row"] = str(number)
    named = dict(fixed)  # and most cells of a row are about one thing

    def node(template: Template, source: CsvRow | CsvCell) -> ox.NamedNode | None:
        if template not in named:
            named[template] = nodes.named(template, single, source)
        return named[template]

    for column in (*table.columns, *table.virtual):
        source = row if column.virtual else cells[column.name]
        values = [column.default] if column.virtual else items[column.name]
        if column.suppressed or not values:
            continue
        subject, predicate = node(column.about, source), node(column.property, source)
        for value in values:
            if not column.value:
                term: ox.NamedNode | ox.Literal | None = _literal(column, value)
            else:
                own = single if len(values) == 1 else {**single, column.name: value}
                term = nodes.named(column.value, own, source)
            if subject and predicate and term:
                yield ox.Quad(subject, predicate, term, table.graph)


#: How the value of a template's part is written, by its operator.
_EXPANDED: Mapping[str, Callable[[str], str]] = {
    "": cache(partial(quote, safe="")),
    "#": lambda value: "#" + value,
    "+": str,
    "=": str,
}


class _Nodes:
    """The nodes of a table, each made once."""

    def __init__(self) -> None:
        self._made: dict[str, ox.NamedNode] = {}

    def named(
        self, template: Template, values: Mapping[str, str], source: CsvRow | CsvCell
    ) -> ox.NamedNode | None:
        """Expands a template (RFC 6570, level 1 and 2), or gives None where one of its variables is null."""
        parts: list[str] = []
        for operator, text in template:
            value = text if operator == "=" else values.get(text)
            if value is None:
                return None
            if operator in ("+", "#") and not _AS_IT_IS.fullmatch(value):
                source.place.fail(
                    f"{shown(value)} has a character that an IRI has to percent-encode; write it encoded"
                )
            parts.append(_EXPANDED[operator](value))
        written = "".join(parts)
        if written not in self._made:
            self._made[written] = iri(written, source.place)
        return self._made[written]


def _literal(column: ColumnSchema, text: str) -> ox.Literal:
    if column.language:
        return ox.Literal(text, language=column.language)
    if column.datatype == "string":
        return ox.Literal(text)
    return ox.Literal(text, datatype=ox.NamedNode(XSD + column.datatype))
