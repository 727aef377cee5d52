"""Table metadata: what is known of CSVW, what is refused, and the canonical form of the file."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.errors import DataError
from thbgraph.rdf.table_metadata import CSVW, GRAPH, HAS_PART, format_metadata, read_metadata
from thbgraph.rdf.tables import format_table, table_quads

EX = "https://example.org/"
TITLE = "http://purl.org/dc/terms/title"
METADATA: dict[str, Any] = {
    "@context": CSVW,
    "@type": "Table",
    "url": "t.csv",
    GRAPH: {"@id": EX + "source"},
    "tableSchema": {
        "@type": "Schema",
        "aboutUrl": EX + "{id}",
        "primaryKey": "id",
        "columns": [
            {"@type": "Column", "name": "id", "suppressOutput": True, TITLE: "not a statement"},
            {"name": "v", "propertyUrl": EX + "p"},
            {"name": "many", "propertyUrl": EX + "q", "separator": ";"},
            {"virtual": True, "propertyUrl": EX + "r", "valueUrl": EX + "thing"},
        ],
    },
}
TABLE = "id,v,many\na,x,y;z\n"


def changed(path: str, value: Any) -> dict[str, Any]:
    """The metadata with one thing changed; `path` is dotted, as in `tableSchema.columns.1.name`."""
    metadata = copy.deepcopy(METADATA)
    *steps, last = path.split(".") if "://" not in path else [path]
    where: Any = metadata
    for step in steps:
        where = where[int(step) if isinstance(where, list) else step]
    if isinstance(where, list):
        where[int(last)] = value
    elif value is None:
        del where[last]
    else:
        where[last] = value
    return metadata


def stated(value: Any) -> list[str]:
    found = table_quads(TABLE, changed(TITLE, value), "data/t.csv")
    assert all(line == 1 for quad, line in found if quad.subject == quad.graph_name)
    assert {str(quad.graph_name) for quad, _ in found} == {f"<{EX}source>"}
    return [str(quad.object) for quad, _ in found if quad.subject == quad.graph_name]


def test_common_properties_are_statements_about_the_source() -> None:
    # metadata, "Common Properties"; csv2rdf, "JSON-LD to RDF".
    assert stated("plain") == ['"plain"']
    assert stated({"@value": "text", "@language": "en"}) == ['"text"@en']
    assert stated({"@id": EX + "x"}) == [f"<{EX}x>"]
    assert stated(["one", {"@id": EX + "two"}]) == ['"one"', f"<{EX}two>"]
    xsd_date = "http://www.w3.org/2001/XMLSchema#date"
    assert stated({"@value": "2026-05-15", "@type": xsd_date}) == [f'"2026-05-15"^^<{xsd_date}>']


def test_a_part_of_the_source_is_a_node_of_its_own() -> None:
    day = "http://www.w3.org/2001/XMLSchema#date"
    part = {
        "@id": EX + "coverage",
        TITLE: ["one", {"@value": "two", "@language": "en"}],
        EX + "upTo": {"@value": "2013-12-13", "@type": day},
    }
    found = table_quads(TABLE, changed(HAS_PART, [part, {"@id": EX + "other"}]), "data/t.csv")
    parts = [
        f"{quad.subject} {quad.predicate} {quad.object}"
        for quad, line in found
        if line == 1 and str(quad.graph_name) == f"<{EX}source>"
    ]
    # dcterms:hasPart is the inverse of dcterms:isPartOf, which the vocabulary asserts.
    assert parts == [
        f"<{EX}coverage> <http://purl.org/dc/terms/isPartOf> <{EX}source>",
        f'<{EX}coverage> <{TITLE}> "one"',
        f'<{EX}coverage> <{TITLE}> "two"@en',
        f'<{EX}coverage> <{EX}upTo> "2013-12-13"^^<{day}>',
        f"<{EX}other> <http://purl.org/dc/terms/isPartOf> <{EX}source>",
    ]


def test_inherited_properties() -> None:
    # metadata, "Inherited Properties": of the table, the schema and the column, the nearest holds.
    metadata = changed("lang", "fr")
    metadata["tableSchema"]["lang"] = "en"
    metadata["tableSchema"]["columns"][2]["lang"] = "de"
    found = [str(quad.object) for quad, _ in table_quads(TABLE, metadata, "data/t.csv")]
    assert found == ['"x"@en', '"y"@de', '"z"@de', f"<{EX}thing>"]


COLUMN = "tableSchema.columns.1."
FAULTS = [
    ("@context", None, '"@context" expects'),
    ("@context", [CSVW, {"@language": "en"}], '"@context" expects'),
    ("@type", "TableGroup", '"@type" of a table expects "Table"'),
    ("url", "other.csv", '"url" expects the name of the CSV file'),
    ("notes", [], '"notes" is not supported for a table'),
    ("dc:title", "x", "expected a full IRI"),
    (GRAPH, None, "the graph of the source"),
    (GRAPH, "x", "the graph of the source"),
    (GRAPH, {"@id": "source:x"}, "expected a full IRI"),
    (TITLE, 3, "a common property expects"),
    (TITLE, {"@value": "x"}, "a common property expects"),
    (TITLE, {"@value": "x", "@language": 3}, "a common property expects"),
    (TITLE, {"@value": "x", "@language": "no language"}, "is no literal"),
    (TITLE, {"@value": "x", "@type": "date"}, "expects a day"),
    (TITLE, {"@value": "2005-05-03", "@type": "date"}, "expected a full IRI"),
    (TITLE, {"@value": "3.5.2005", "@type": "http://www.w3.org/2001/XMLSchema#date"}, "write 2005-05-03"),
    (TITLE, {"@id": EX, "@type": EX}, "a common property expects"),
    (TITLE, "\ud800", "is no literal"),
    (HAS_PART, "x", "expects nodes"),
    (HAS_PART, {TITLE: "no name"}, "expects nodes"),
    (HAS_PART, [{"@id": 3}], "expects nodes"),
    (HAS_PART, {"@id": "id:x"}, "expected a full IRI"),
    (HAS_PART, {"@id": EX, "title": "x"}, "expected a full IRI"),
    (HAS_PART, {"@id": EX, "@type": EX}, "expected a full IRI"),
    (HAS_PART, {"@id": EX, TITLE: {"@id": EX, TITLE: "x"}}, "a common property expects"),
    ("tableSchema", "schema.json", "a schema is described by a JSON object"),
    ("tableSchema.foreignKeys", [], '"foreignKeys" is not supported for a schema'),
    ("tableSchema.columns", [], 'expects "columns"'),
    ("tableSchema.columns", {"name": "id"}, 'expects "columns"'),
    ("tableSchema.primaryKey", "w", '"primaryKey" names "w"'),
    ("tableSchema.primaryKey", 1, '"primaryKey" expects a text'),
    ("tableSchema.columns.1", "v", "a column is described by a JSON object"),
    ("tableSchema.columns.0.virtual", True, "move it to the end"),
    ("tableSchema.columns.1", METADATA["tableSchema"]["columns"][3], "move it to the end"),
    ("tableSchema.columns.3.valueUrl", None, 'the virtual column "" needs "valueUrl" or "default"'),
    ("tableSchema.aboutUrl", None, 'column "v" needs "aboutUrl" and "propertyUrl"'),
    ("tableSchema.aboutUrl", EX + "{many}", 'a template uses "many"'),
    (COLUMN + "name", "id", 'two columns are called "id"'),
    (COLUMN + "titles", ["id"], 'two columns are called "id"'),
    (COLUMN + "titles", 3, '"titles" expects a text'),
    (COLUMN + "name", "_v", 'a column needs a "name"'),
    (COLUMN + "name", None, 'a column needs a "name"'),
    (COLUMN + "name", 3, '"name" expects a text'),
    (COLUMN + "ordered", True, '"ordered" is not supported for a column'),
    (COLUMN + "required", "yes", '"required" expects a boolean'),
    (COLUMN + "null", [3], '"null" expects a text'),
    (COLUMN + "lang", "no language", "is no literal"),
    (COLUMN + "propertyUrl", None, 'needs "aboutUrl" and "propertyUrl"'),
    (COLUMN + "propertyUrl", "schema:startDate", "expected a full IRI"),
    (COLUMN + "valueUrl", EX + "{w}", 'a template uses "w"'),
    (COLUMN + "valueUrl", EX + "{id,v}", "more than {column}"),
    (COLUMN + "valueUrl", EX + "{?v}", "more than {column}"),
    (COLUMN + "valueUrl", EX + "{v", "more than {column}"),
    (COLUMN + "valueUrl", ["{v}"], '"valueUrl" expects a text'),
    (COLUMN + "datatype", "dateTime", 'column "v": "datatype" expects one of'),
    (COLUMN + "datatype", ["date"], '"datatype" expects one of'),
    (COLUMN + "datatype", {"base": "string", "minLength": 1}, '"datatype" expects one of'),
    (COLUMN + "datatype", {"base": "date", "format": "d.M.yyyy"}, "expects a string or anyURI as base"),
    (COLUMN + "datatype", {"base": "string", "format": "("}, "is not a regular expression"),
]


@pytest.mark.parametrize(("path", "value", "message"), FAULTS)
def test_fault_is_refused_with_the_metadata_path(path: str, value: Any, message: str) -> None:
    for reader in (table_quads, format_table):
        with pytest.raises(DataError) as caught:
            reader(TABLE, changed(path, value), "data/t.csv")
        assert message in caught.value.message
        assert caught.value.path == "data/t.csv-metadata.json"


def test_metadata_unchanged_are_read() -> None:
    assert len(table_quads(TABLE, METADATA, "data/t.csv")) == 4


# The canonical form.


def test_canonical_form() -> None:
    text = '{"url":"t.csv",\n"b":[1,{"a":"\\u00f8\\n"}],"a":{}}'
    expected = '{\n  "url": "t.csv",\n  "b": [\n    1,\n    {\n      "a": "ø\\n"\n    }\n  ],\n  "a": {}\n}\n'
    assert format_metadata(text) == expected
    assert format_metadata(expected) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("\ufeff{}", "not JSON"),
        ("{} {}", "not JSON"),
        ('{"a": 1,}', "not JSON"),
        ("[]", "expected one JSON object"),
        ('{"a": 1, "a": 1}', 'the key "a" appears twice'),
        ('{"a": 1.10}', "would not keep its text"),
        ('{"a": NaN}', "would not keep its text"),
        ('{"a": 1e999}', "would not keep its text"),
        ('{"a": "\\ud800"}', "not JSON that can be kept"),
        ('{"a": ' + "9" * 5000 + "}", "not JSON that can be kept"),
        ('{"a": ' + "[" * 100_000, "not JSON"),
    ],
)
def test_text_that_would_not_be_kept_is_refused(text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        format_metadata(text, "data/t.csv-metadata.json")
    assert message in caught.value.message
    assert caught.value.path == "data/t.csv-metadata.json"


def test_syntax_error_has_its_place() -> None:
    with pytest.raises(DataError) as caught:
        read_metadata('{\n  "a": 1\n  "b": 2\n}')
    assert (caught.value.line, caught.value.column) == (3, 3)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab:@/é", max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(
    value=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON), indent=st.integers(0, 3)
)
def test_format_keeps_the_value_and_is_idempotent(value: dict[str, Any], indent: int) -> None:
    formatted = format_metadata(json.dumps(value, indent=indent))
    assert json.loads(formatted) == value
    assert list(json.loads(formatted)) == list(value)
    assert format_metadata(formatted) == formatted


@given(
    path=st.sampled_from(
        [path for path, _, _ in FAULTS]
        + [COLUMN + key for key in ("default", "separator", "virtual", "suppressOutput", "aboutUrl", "@type")]
    ),
    value=JSON,
)
def test_any_metadata_are_read_or_refused(path: str, value: Any) -> None:
    if value is not None:
        for reader in (table_quads, format_table):
            try:
                reader(TABLE, changed(path, value), "data/t.csv")
            except DataError as error:
                assert error.path.startswith("data/t.csv")
