"""Table metadata: the CSVW description of one table, checked, as a `TableSchema`.

Only the part of CSVW that `data/tables/` uses is known; anything else is refused by name, never passed over.
IRIs are written in full, since CSVW expands only its own predefined prefixes.
"""

from __future__ import annotations

import json
import re
from collections import ChainMap
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, NoReturn

import pyoxigraph as ox

from ..base.dates import lexical_fault
from ..base.findings import Place
from ..base.namespaces import THB, XSD
from ..base.values import grouped

#: The common property that names the table's graph.
GRAPH = THB + "graph"
#: The common property under which stands what a source says of itself in nodes of their own.
HAS_PART = "http://purl.org/dc/terms/hasPart"
_PART_OF = ox.NamedNode("http://purl.org/dc/terms/isPartOf")
CSVW = "http://www.w3.org/ns/csvw"

_TEMPLATES = {"aboutUrl", "propertyUrl", "valueUrl"}
_INHERITED = _TEMPLATES | {"datatype", "default", "lang", "null", "required", "separator"}
_KEYS = {
    "Table": _INHERITED | {"@context", "@type", "url", "tableSchema"},
    "Schema": _INHERITED | {"@type", "columns", "primaryKey"},
    "Column": _INHERITED | {"@type", "name", "titles", "virtual", "suppressOutput"},
}
_DATATYPES = (
    "string", "anyURI", "date", "gYearMonth", "gYear", "gMonthDay", "duration", "integer", "decimal", "boolean",
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*")
_PLACEHOLDER = re.compile(r"\{([+#]?)([A-Za-z0-9_]+)\}")
_PERIOD = re.compile(r"(|.+_)(date|month|year)")
_SCHEMES = ("http://", "https://", "ftp://", "mailto:", "urn:")


#: A URI template (RFC 6570, level 1 or 2): (operator, column), or ("=", literal text).
Template = tuple[tuple[str, str], ...]


class ColumnSchema(NamedTuple):
    """A column, with what it inherits from its schema and table filled in."""

    name: str
    titles: tuple[str, ...]
    virtual: bool
    suppressed: bool
    required: bool
    datatype: str
    format: re.Pattern[str]
    language: str
    nulls: tuple[str, ...]
    separator: str
    default: str
    about: Template
    property: Template
    value: Template


class TableSchema(NamedTuple):
    """What the metadata say of a table; `periods` are columns of which a row fills one at most."""

    graph: ox.NamedNode
    columns: tuple[ColumnSchema, ...]
    virtual: tuple[ColumnSchema, ...]
    key: tuple[str, ...]
    periods: tuple[tuple[str, ...], ...]
    annotations: tuple[ox.Quad, ...]


def table_of(metadata: Mapping[str, Any], path: str) -> TableSchema:
    """Reads the metadata of the CSV file `path`.

    Raises `DataError`, with the path of the metadata file, for what is wrong in them or not known here.
    Source: "Metadata Vocabulary for Tabular Data".

    >>> table_of({"@context": CSVW, "url": "t.csv", GRAPH: {"@id": "https://example.org/g"},
    ...     "tableSchema": {"columns": [{"name": "id", "suppressOutput": True}]}}, "data/t.csv").graph
    <NamedNode value=https://example.org/g>
    """
    place = Place(f"{path}-metadata.json")
    _check_keys(metadata, "Table", place)
    if metadata.get("@context") != CSVW:
        place.fail(f'"@context" expects "{CSVW}", got {shown(metadata.get("@context"))}')
    if metadata.get("url") != path.rsplit("/", 1)[-1]:
        place.fail(f'"url" expects the name of the CSV file, got {shown(metadata.get("url"))}')
    graph = _term(metadata.get(GRAPH, ""), place)
    if not isinstance(graph, ox.NamedNode):
        place.fail(f'the common property "{GRAPH}" expects {{"@id": "..."}}, the graph of the source')
    schema = metadata.get("tableSchema", {})
    _check_keys(schema, "Schema", place)
    described = schema.get("columns")
    if not isinstance(described, list) or not described:
        place.fail('"tableSchema" expects "columns", a list of columns')
    columns = tuple(_column(description, schema, metadata, place) for description in described)
    table = TableSchema(
        graph,
        tuple(column for column in columns if not column.virtual),
        tuple(column for column in columns if column.virtual),
        _texts(schema.get("primaryKey", []), "primaryKey", place),
        _periods(column.name for column in columns if not column.virtual),
        tuple(_annotations(metadata, graph, place)),
    )
    _check_columns(columns, table, place)
    return table


def read_metadata(text: str, path: str = "csv-metadata.json") -> dict[str, Any]:
    """Reads the text of a metadata file, key order kept.

    Raises `DataError` where it is not one JSON object, or would not keep its text (a key given twice, a
    number with a fraction, a lone surrogate).

    >>> read_metadata('{"url": "t.csv"}')
    {'url': 't.csv'}
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for name, value in pairs:
            if name in members:
                Place(path).fail(f"the key {shown(name)} appears twice in one object; keep one")
            members[name] = value
        return members

    def refuse(number: str) -> NoReturn:
        Place(path).fail(f"the number {shown(number)} would not keep its text; write it as a string")

    try:
        metadata = json.loads(text, object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)
        json.dumps(metadata, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        Place(path, error.lineno, error.colno).fail(f"not JSON: {error.msg}")
    except (RecursionError, ValueError) as error:
        Place(path).fail(f"not JSON that can be kept: {error}")
    if not isinstance(metadata, dict):
        Place(path, 1).fail("expected one JSON object, the description of a table")
    return metadata


def format_metadata(text: str, path: str = "csv-metadata.json") -> str:
    """Writes a metadata file in its one canonical form: indent 2, key order kept, nothing escaped needlessly.

    Raises `DataError` as `read_metadata` does.

    >>> print(format_metadata('{"url":"t.csv"}'), end="")
    {
      "url": "t.csv"
    }
    """
    return json.dumps(read_metadata(text, path), indent=2, ensure_ascii=False) + "\n"


def shown(value: object) -> str:
    """Gives the value as a message shows it: in quotes, on one line, at most 60 characters."""
    text = str(value)
    text = text if len(text) <= 60 else f"{text[:57]}..."
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text) + '"'


def iri(text: str, place: Place) -> ox.NamedNode:
    """Gives the IRI, or fails at `place` where the text is not a full one."""
    reason = f"it begins with none of {' '.join(_SCHEMES)}"
    if text.startswith(_SCHEMES):
        try:
            return ox.NamedNode(text)
        except ValueError as error:
            reason = str(error)
    place.fail(f"expected a full IRI, got {shown(text)} ({reason})")


def fault(datatype: str, text: str) -> str | None:
    """Says what is wrong where the text is no lexical form of the datatype.

    >>> fault("date", "3.5.2005")
    'expects a day such as 2005-05-03, got "3.5.2005"; write 2005-05-03'
    """
    expected = lexical_fault(text, XSD + datatype)
    if expected is None:
        return None
    dotted = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text) if datatype == "date" else None
    advice = f"; write {dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2}" if dotted else ""
    return f"expects {expected}, got {shown(text)}{advice}"


def _check_keys(description: Any, kind: str, place: Place) -> None:
    if not isinstance(description, Mapping):
        place.fail(f"a {kind.lower()} is described by a JSON object, got {shown(description)}")
    for key in description:
        # A common property: on a table a statement, on a column documentation, which csv2rdf leaves out.
        common = ":" in key and not key.startswith("@") and kind != "Schema"
        if common:
            iri(key, place)
        elif key not in _KEYS[kind]:
            place.fail(f"{shown(key)} is not supported for a {kind.lower()}; delete it or write a full IRI")
    if description.get("@type", kind) != kind:
        place.fail(f'"@type" of a {kind.lower()} expects "{kind}", got {shown(description["@type"])}')


def _column(description: Any, schema: Any, metadata: Any, place: Place) -> ColumnSchema:
    _check_keys(description, "Column", place)
    inherited: Mapping[str, Any] = ChainMap(description, schema, metadata)
    virtual = _flag(description, "virtual", place)
    name = _text(description, "name", place)
    if not _NAME.fullmatch(name) and (name or not virtual):
        place.fail(f'a column needs a "name" of letters, digits and underscores, got {shown(name)}')
    datatype, pattern = _datatype(inherited.get("datatype", "string"), name, place)
    language = _text(inherited, "lang", place)
    if datatype != "string" or (language and _literal("", place, language=language).language == "und"):
        language = ""
    titles = description.get("titles", name)
    by_language = titles.values() if isinstance(titles, Mapping) else [titles]
    return ColumnSchema(
        name=name,
        titles=tuple(title for some in by_language for title in _texts(some, "titles", place)) or (name,),
        virtual=virtual,
        suppressed=_flag(description, "suppressOutput", place),
        required=_flag(inherited, "required", place),
        datatype=datatype,
        format=pattern,
        language=language,
        nulls=_texts(inherited.get("null", ""), "null", place),
        separator=_text(inherited, "separator", place),
        default=_text(inherited, "default", place),
        about=_template(_text(inherited, "aboutUrl", place), place),
        property=_template(_text(inherited, "propertyUrl", place), place),
        value=_template(_text(inherited, "valueUrl", place), place),
    )


def _text(settings: Mapping[str, Any], key: str, place: Place) -> str:
    value = settings.get(key, "")
    return value if isinstance(value, str) else place.fail(f'"{key}" expects a text, got {shown(value)}')


def _flag(settings: Mapping[str, Any], key: str, place: Place) -> bool:
    value = settings.get(key, False)
    return value if isinstance(value, bool) else place.fail(f'"{key}" expects a boolean, got {shown(value)}')


def _texts(value: Any, key: str, place: Place) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        place.fail(f'"{key}" expects a text or a list of texts, got {shown(value)}')
    return tuple(texts)


def _datatype(value: Any, column: str, place: Place) -> tuple[str, re.Pattern[str]]:
    described = value if isinstance(value, Mapping) else {"base": value}
    base, pattern = described.get("base", "string"), described.get("format")
    if not isinstance(base, str) or base not in _DATATYPES or not described.keys() <= {"base", "format"}:
        known = ", ".join(_DATATYPES)
        place.fail(
            f'column {shown(column)}: "datatype" expects one of {known}, or {{"base", "format"}}, got {shown(value)}'
        )
    if pattern is None:
        return base, re.compile("(?s:.*)")
    if base not in ("string", "anyURI") or not isinstance(pattern, str):
        place.fail(
            f'column {shown(column)}: a "format" expects a string or anyURI as base; '
            f"{base} is written as XML Schema has it"
        )
    try:
        return base, re.compile(pattern)
    except re.error as error:
        place.fail(f"the format {shown(pattern)} is not a regular expression: {error}")


def _template(text: str, place: Place) -> Template:
    parts: list[tuple[str, str]] = []
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        parts += [("=", text[end : match.start()]), (match[1], match[2])]
        end = match.end()
    parts.append(("=", text[end:]))
    if any(operator == "=" and re.search("[{}]", part) for operator, part in parts):
        place.fail(f"the template {shown(text)} has more than {{column}}, {{+column}} and {{#column}}")
    return tuple(part for part in parts if part != ("=", ""))


def _periods(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    groups = grouped((match[1], name) for name in names if (match := _PERIOD.fullmatch(name)))
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _check_columns(columns: tuple[ColumnSchema, ...], table: TableSchema, place: Place) -> None:
    if columns != table.columns + table.virtual:
        place.fail("a virtual column stands before a column of the file; move it to the end")
    owners: dict[str, int] = {}
    for index, column in enumerate(columns):
        for title in {column.name, *column.titles} - {""}:
            if owners.setdefault(title, index) != index:
                place.fail(f"two columns are called {shown(title)}; rename one")
        _check_templates(column, table, place)
    names = [column.name for column in table.columns]
    for name in table.key:
        if name not in names:
            place.fail(f'"primaryKey" names {shown(name)}; the columns are {", ".join(names)}')


def _check_templates(column: ColumnSchema, table: TableSchema, place: Place) -> None:
    if not column.suppressed and not (column.about and column.property):
        place.fail(f'column {shown(column.name)} needs "aboutUrl" and "propertyUrl", or "suppressOutput"')
    if column.virtual and not (column.value or column.default):
        place.fail(f'the virtual column {shown(column.name)} needs "valueUrl" or "default"')
    single = {other.name for other in table.columns if not other.separator} | {"_row"}
    for template in (column.about, column.property, column.value):
        allowed = single | {column.name} if template is column.value and not column.virtual else single
        for operator, name in template:
            if operator != "=" and name not in allowed:
                known = ", ".join(sorted(allowed))
                place.fail(f"a template uses {shown(name)}, expected a column with one value: {known}")
        if template and all(operator == "=" for operator, _ in template):
            iri("".join(text for _, text in template), place)


def _annotations(metadata: Mapping[str, Any], graph: ox.NamedNode, place: Place) -> Iterable[ox.Quad]:
    for key, value in metadata.items():
        if key == HAS_PART:
            for part in value if isinstance(value, list) else [value]:
                yield from _part(part, graph, place)
        elif ":" in key and key != GRAPH:
            yield from _statements(graph, key, value, graph, place)


def _part(part: Any, graph: ox.NamedNode, place: Place) -> Iterable[ox.Quad]:
    """Gives the statements about a part of the source, which is stated the way that the vocabulary asserts."""
    if not isinstance(part, Mapping) or not isinstance(part.get("@id"), str):
        place.fail(f'"{HAS_PART}" expects nodes {{"@id": "...", "...": ...}}, got {shown(part)}')
    node = iri(part["@id"], place)
    yield ox.Quad(node, _PART_OF, graph, graph)
    for key, value in part.items():
        if key != "@id":
            yield from _statements(node, key, value, graph, place)


def _statements(
    subject: ox.NamedNode, key: str, value: Any, graph: ox.NamedNode, place: Place
) -> Iterable[ox.Quad]:
    for item in value if isinstance(value, list) else [value]:
        yield ox.Quad(subject, iri(key, place), _term(item, place), graph)


def _term(value: Any, place: Place) -> ox.NamedNode | ox.Literal:
    """Gives the term of a common property's value (CSVW, "Common Properties")."""
    if isinstance(value, str):
        return _literal(value, place)
    if isinstance(value, Mapping) and all(isinstance(part, str) for part in value.values()):
        keys = set(value)
        if keys == {"@id"}:
            return iri(value["@id"], place)
        if keys == {"@value", "@language"}:
            return _literal(value["@value"], place, language=value["@language"])
        if keys == {"@value", "@type"}:
            datatype = value["@type"].removeprefix(XSD)
            wrong = fault(datatype, value["@value"]) if datatype in _DATATYPES else None
            if wrong:
                place.fail(f"a common property of the type {datatype} {wrong}")
            return _literal(value["@value"], place, datatype=iri(value["@type"], place))
    place.fail(
        f'a common property expects a text, "@id", or "@value" with language or type, got {shown(value)}'
    )


def _literal(
    text: str, place: Place, *, language: str | None = None, datatype: ox.NamedNode | None = None
) -> ox.Literal:
    try:
        return ox.Literal(text, language=language, datatype=datatype)
    except ValueError as error:
        place.fail(f"{shown(text)} with the language {shown(language)} is no literal: {error}")
