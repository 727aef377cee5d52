"""Tables: CSV files described by CSVW metadata, read into quads and written back in one canonical form.

The reading is the minimal mode of "Generating RDF from Tabular Data on the Web" (csv2rdf), for the part of CSVW
that `data/tables/` uses. Whatever else stands in the metadata is refused by name, never passed over. It is stricter
than the Recommendations, and departs from them, in these points:

- The quads stand in a named graph: the table's common property `thb:graph`. The table's other common properties are
  statements about that graph, in that graph (in csv2rdf they belong to the standard mode, about the table).
- A literal keeps the cell's text; white space around a date or number is an error, not trimmed.
- A template gives no triple when one of its variables is null (RFC 6570 would leave a gap in the IRI).
- `{+column}` takes the cell as it is, and refuses what it would have to percent-encode.
- `valueUrl` on a column with a `separator` gives one IRI for each item (the Recommendation joins the items with
  commas inside one IRI).
- All IRIs are written in full, every subject has one (`aboutUrl`), and every output column has its `propertyUrl`.
- Of columns named `date`, `month` and `year` (also `start_date`, `start_month`, ...), a row fills one at most.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

import pyoxigraph as ox

from thbgraph.words.errors import DataError
from thbgraph.words.namespaces import THB, XSD

GRAPH = THB + "graph"
CSVW = "http://www.w3.org/ns/csvw"

_INHERITED = frozenset(
    "aboutUrl datatype default lang null propertyUrl required separator valueUrl".split()
)
_TABLE_KEYS = _INHERITED | {"@context", "@type", "url", "tableSchema", "suppressOutput"}
_SCHEMA_KEYS = _INHERITED | {"@type", "columns", "primaryKey"}
_COLUMN_KEYS = _INHERITED | {"@type", "name", "titles", "virtual", "suppressOutput"}

#: datatype -> pattern of its lexical form, what a message calls it, how it is written.
_DATATYPES: dict[str, tuple[str, str, str]] = {
    "string": (r"(?s).*", "text", "text"),
    "anyURI": (r"(?s).*", "an IRI", "https://example.org/page"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date", "2005-05-03"),
    "gYearMonth": (r"[0-9]{4}-(0[1-9]|1[0-2])", "a month", "2005-05"),
    "gYear": (r"[0-9]{4}", "a year", "2005"),
    "gMonthDay": (r"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a recurring day", "--05-03"),
    "integer": (r"[+-]?[0-9]+", "a whole number", "197"),
    "nonNegativeInteger": (r"\+?[0-9]+|-0+", "a whole number, not negative", "197"),
    "positiveInteger": (r"\+?0*[1-9][0-9]*", "a whole number above zero", "197"),
    "decimal": (r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", "a decimal number", "1.5"),
    "boolean": (r"true|false|1|0", "true or false", "true"),
}

_CELL = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"|([^",\r\n]*+)')
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*")
_PLACEHOLDER = re.compile(r"\{([+#]?)([A-Za-z0-9_]+)\}")
_AS_IT_IS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
_PERIOD = re.compile(r"(|.+_)(date|month|year)")
_SCHEMES = ("http://", "https://", "ftp://", "mailto:", "urn:")


class Cell(NamedTuple):
    """A cell's text and where it begins, line and column counted from 1."""

    text: str
    line: int
    column: int


class Template(NamedTuple):
    """A URI template of RFC 6570, level 1 or 2, as (operator, text) parts; operator `=` is literal text."""

    parts: tuple[tuple[str, str], ...]

    def variables(self) -> set[str]:
        """Names the columns that the template needs."""
        return {text for operator, text in self.parts if operator != "="}


class Column(NamedTuple):
    """One column, with what it inherits from its schema and table filled in."""

    name: str
    titles: tuple[str, ...]
    virtual: bool
    suppressed: bool
    required: bool
    datatype: str
    format: re.Pattern[str] | None
    language: str | None
    nulls: frozenset[str]
    separator: str | None
    default: str
    about: Template | None
    property: Template | None
    value: Template | None


class Table(NamedTuple):
    """What the metadata say of a table."""

    graph: ox.NamedNode
    columns: tuple[Column, ...]
    virtual: tuple[Column, ...]
    key: tuple[int, ...]
    periods: tuple[tuple[int, ...], ...]
    annotations: tuple[ox.Quad, ...]
    suppressed: bool


def table_quads(csv_text: str, metadata: Mapping[str, Any], path: str) -> list[tuple[ox.Quad, int]]:
    """Gives the table's quads, each once, with the line of the row that states it first.

    `path` names the CSV file in messages; `csv_text` is its text with the line ends as they lie in the file. What the
    metadata say of the source itself comes first, with line 1.
    Raises `DataError` with path, line and column for the first thing that is wrong in the table or its metadata.
    Source: W3C Recommendation csv2rdf, "Generating RDF", minimal mode; see the module for the differences.

    >>> metadata = {"@context": CSVW, "url": "t.csv", GRAPH: {"@id": "https://example.org/source"},
    ...     "tableSchema": {"aboutUrl": "https://example.org/{id}", "primaryKey": "id", "columns": [
    ...         {"name": "id", "suppressOutput": True},
    ...         {"name": "year", "datatype": "gYear", "propertyUrl": "https://example.org/since"}]}}
    >>> for quad, line in table_quads("id,year\\ncbss,1992\\ncoe,\\n", metadata, "t.csv"):
    ...     print(line, quad.subject, quad.object)
    2 <https://example.org/cbss> "1992"^^<http://www.w3.org/2001/XMLSchema#gYear>
    """
    table = _table(metadata, path)
    rows = _rows(csv_text, path)
    order = _order(rows[0], table, path)
    if order != list(range(len(order))):
        _fail("the columns stand in another order than in the metadata; run thbgraph fmt", path, 1)
    quads = {quad: 1 for quad in table.annotations}
    keys: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows[1:], start=1):
        _check_width(row, table, path, number)
        items = [_items(column, cell, path) for column, cell in zip(table.columns, row, strict=True)]
        _check_periods(table, row, items, path)
        _check_key(table, row, items, keys, path)
        if not table.suppressed:
            for quad in _row_quads(table, row, items, number, path):
                quads.setdefault(quad, row[0].line)
    return list(quads.items())


def format_table(csv_text: str, metadata: Mapping[str, Any], path: str) -> str:
    """Writes the table in its one canonical form; formatting twice changes nothing more.

    Columns as in the metadata, rows by primary key (code points; without a key as they are), quotes only where needed,
    lines end with LF, blank lines go. The text of every cell stays exactly as it is, line ends in quotes included.
    Raises `DataError` for a table whose rows or columns do not fit the metadata, and for a comment.

    >>> metadata = {"@context": CSVW, "url": "t.csv", GRAPH: {"@id": "https://example.org/source"},
    ...     "tableSchema": {"primaryKey": "id", "columns": [
    ...         {"name": "id", "suppressOutput": True}, {"name": "note", "suppressOutput": True}]}}
    >>> format_table('note,id\\r\\n"x",b\\r\\n"1, 2",a\\r\\n', metadata, "t.csv")
    'id,note\\na,"1, 2"\\nb,x\\n'
    """
    table = _table(metadata, path)
    header, *rows = _rows(csv_text, path)
    order = _order(header, table, path)
    body: list[list[str]] = []
    for number, row in enumerate(filter(None, rows), start=1):
        _check_width(row, table, path, number)
        body.append([row[index].text for index in order])
    if table.key:
        body.sort(key=lambda texts: [texts[index] for index in table.key])
    return "".join(_line(texts) for texts in [[column.titles[0] for column in table.columns], *body])


def read_metadata(text: str, path: str = "csv-metadata.json") -> dict[str, Any]:
    """Reads a metadata file's text, key order kept.

    Raises `DataError` where it is not one JSON object, gives a key twice, or holds a number that JSON would not keep.

    >>> read_metadata('{"url": "t.csv"}')
    {'url': 't.csv'}
    """
    import json  # only builds and fmt read tables

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        for name in names:
            if names.count(name) > 1:
                _fail(f"the key {_shown(name)} is given twice in one object; keep one", path)
        return dict(pairs)

    def no_number(number: str) -> NoReturn:
        _fail(f"the number {number} would not keep its text; write it as a string", path)

    try:
        metadata = json.loads(text, object_pairs_hook=once, parse_float=no_number, parse_constant=no_number)
    except json.JSONDecodeError as error:
        _fail(f"not JSON: {error.msg}", path, error.lineno, error.colno)
    except (RecursionError, ValueError):
        _fail("not JSON that can be read: nested too deeply, or a number too long", path)
    if not isinstance(metadata, dict):
        _fail(f"expected one JSON object, got {_shown(metadata)}", path, 1)
    return metadata


def format_metadata(text: str, path: str = "csv-metadata.json") -> str:
    """Writes a metadata file in its one canonical form: two blanks of indent, key order kept, no escapes but needed ones.

    Raises `DataError` as `read_metadata` does.

    >>> print(format_metadata('{"url":"t.csv"}'), end="")
    {
      "url": "t.csv"
    }
    """
    import json  # only builds and fmt read tables

    formatted = json.dumps(read_metadata(text, path), indent=2, ensure_ascii=False) + "\n"
    if _unwritable(formatted) is not None:
        _fail("a lone surrogate (\\ud800 to \\udfff) is no character; delete it", path)
    return formatted


# The text of the table ------------------------------------------------------------------------------------------------


def _rows(text: str, path: str) -> list[list[Cell]]:
    """Splits the text as RFC 4180 has it; a blank line is an empty row. The header is the first row."""
    if text.startswith("\ufeff"):
        _fail("the file begins with a byte order mark; save it as UTF-8 without one", path, 1, 1)
    position = _unwritable(text)
    if position is not None:
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        _fail(f"the character U+{ord(text[position]):04X} is not allowed; delete it", path, line, column)
    rows = list(_split(text, path))
    if not rows or not rows[0]:
        _fail("expected a header with the names of the columns, got nothing", path, 1)
    return rows


def _split(text: str, path: str) -> Iterator[list[Cell]]:
    position, line, line_start = 0, 1, 0
    row: list[Cell] = []
    while position < len(text) or row:
        match = _CELL.match(text, position)
        assert match is not None  # the second branch matches the empty text
        cell = Cell(match[2], line, position - line_start + 1)
        if match[1] is not None:
            cell = cell._replace(text=match[1].replace('""', '"'))
            line += match[1].count("\n")
            line_start = max(line_start, text.rfind("\n", position, match.end()) + 1)
        elif cell.text.startswith("#") and not row:
            _fail("comments have no place in a table; use the column for notes", path, line, 1)
        row.append(cell)
        position = match.end()
        end = text[position : position + 2]
        if end.startswith(","):
            position += 1
            continue
        if end and not (end.startswith("\n") or end == "\r\n"):
            _fail(_stray(end[0], match[1] is not None), path, line, position - line_start + 1)
        yield [] if len(row) == 1 and cell.text == "" and match[1] is None else row
        position += 2 if end == "\r\n" else 1
        line, line_start, row = line + 1, position, []


def _stray(character: str, quoted: bool) -> str:
    if character == "\r":
        return "a carriage return without line feed; end lines with LF"
    if quoted:
        return f"expected a comma or the end of the line after the closing quote, got {_shown(character)}"
    return 'a quote inside a cell, or one that is never closed; write "..." around the cell and double the quotes in it'


def _line(texts: Sequence[str]) -> str:
    def written(index: int, text: str) -> str:
        bare = (index == 0 and text.startswith("#")) or (text == "" and len(texts) == 1)
        if bare or any(character in text for character in ',"\r\n'):
            return '"' + text.replace('"', '""') + '"'
        return text

    return ",".join(written(index, text) for index, text in enumerate(texts)) + "\n"


def _order(header: Sequence[Cell], table: Table, path: str) -> list[int]:
    """Gives, for each column of the metadata, its place in the file."""
    places: dict[str, int] = {}
    known = {title: column.name for column in table.columns for title in (*column.titles, column.name)}
    for place, cell in enumerate(header):
        name = known.get(cell.text)
        expected = ", ".join(column.titles[0] for column in table.columns)
        if name is None:
            _fail(f"unknown column {_shown(cell.text)}; the metadata have {expected}", path, cell.line, cell.column)
        if name in places:
            _fail(f"the column {_shown(cell.text)} comes twice; delete one", path, cell.line, cell.column)
        places[name] = place
    missing = [column.titles[0] for column in table.columns if column.name not in places]
    if missing:
        _fail(f"missing column {_shown(missing[0])}; the metadata have {expected}", path, 1)
    return [places[column.name] for column in table.columns]


def _check_width(row: Sequence[Cell], table: Table, path: str, number: int) -> None:
    expected = len(table.columns)
    if not row:
        _fail(f"row {number} is a blank line; delete it, or run thbgraph fmt", path)
    if len(row) != expected:
        place = row[min(len(row) - 1, expected)]
        _fail(f"expected {expected} cells, got {len(row)}; quote cells that hold commas", path, place.line, place.column)


# The metadata ---------------------------------------------------------------------------------------------------------
