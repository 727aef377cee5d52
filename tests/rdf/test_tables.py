"""Tables: the csv2rdf cases that `data/tables/` needs, hostile input, and the canonical form.

Sections of the W3C Recommendations of 17 December 2015 are cited by title: csv2rdf ("Generating RDF from
Tabular Data on the Web"), model ("Model for Tabular Data and Metadata on the Web"), metadata ("Metadata
Vocabulary for Tabular Data").
"""

from __future__ import annotations

import csv
import io
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.errors import DataError
from thbgraph.rdf.table_metadata import CSVW, GRAPH
from thbgraph.rdf.tables import format_table, table_quads

EX = "https://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
ID = {"name": "id", "suppressOutput": True}


def described(*columns: dict[str, Any], **schema: Any) -> dict[str, Any]:
    """The metadata of a table t.csv, whose first column names the subject."""
    return {
        "@context": CSVW,
        "url": "t.csv",
        GRAPH: {"@id": EX + "source"},
        "tableSchema": {"aboutUrl": EX + "{id}", "primaryKey": "id", "columns": list(columns), **schema},
    }


def stating(**column: Any) -> dict[str, Any]:
    """A column `v` that states `p`."""
    return {"name": "v", "propertyUrl": EX + "p", **column}


def triples(text: str, metadata: dict[str, Any]) -> list[str]:
    """The statements of the table, shortened for comparison."""
    found = table_quads(text, metadata, "data/t.csv")
    assert {str(quad.graph_name) for quad, _ in found} <= {f"<{EX}source>"}
    shown = [f"{quad.subject} {quad.predicate} {quad.object}" for quad, _ in found]
    return [text.replace(f"<{EX}", "<").replace(f"<{XSD}", "<xsd:") for text in shown]


def objects(text: str, **column: Any) -> list[str]:
    """The values that the column `v` states of `a`."""
    return [line.removeprefix("<a> <p> ") for line in triples(text, described(ID, stating(**column)))]


def refusal(text: str, metadata: dict[str, Any]) -> DataError:
    with pytest.raises(DataError) as caught:
        table_quads(text, metadata, "data/t.csv")
    return caught.value


# csv2rdf, "Generating RDF", minimal mode.


def test_cell_gives_literal_of_its_text() -> None:
    assert objects("id,v\na, x \n") == ['" x "']


def test_quad_has_line_of_its_row() -> None:
    text = 'id,v\na,"one\ntwo"\nb,three\n'
    assert [line for _, line in table_quads(text, described(ID, stating()), "data/t.csv")] == [2, 4]


def test_quad_stated_twice_keeps_first_line() -> None:
    metadata = described(ID, stating(aboutUrl=EX + "all"))
    assert [line for _, line in table_quads("id,v\na,x\nb,x\n", metadata, "data/t.csv")] == [2]


def test_value_url_gives_iri_and_null_gives_nothing() -> None:
    metadata = described(ID, stating(valueUrl=EX + "is-{v}"))
    assert triples("id,v\na,x\nb,\n", metadata) == ["<a> <p> <is-x>"]


def test_separator_gives_a_literal_each() -> None:
    assert objects("id,v\na,x | y\n", separator=" | ") == ['"x"', '"y"']


def test_value_url_with_separator_gives_an_iri_each() -> None:
    urls = "http://example.org/1?a=b,c#d | http://example.org/2"
    found = objects(f'id,v\na,"{urls}"\n', separator=" | ", valueUrl="{+v}", datatype="anyURI")
    assert found == ["<http://example.org/1?a=b,c#d>", "<http://example.org/2>"]


def test_virtual_columns_describe_several_subjects() -> None:
    place = {"virtual": True, "propertyUrl": EX + "place", "valueUrl": EX + "{id}-place"}
    name = {"virtual": True, "aboutUrl": EX + "{id}-place", "propertyUrl": EX + "name", "default": "there"}
    metadata = described(ID, place, name)
    assert triples("id\na\n", metadata) == ["<a> <place> <a-place>", '<a-place> <name> "there"']


def test_template_with_null_gives_nothing() -> None:
    of_v = {"virtual": True, "aboutUrl": EX + "{v}", "propertyUrl": EX + "p", "valueUrl": EX + "{id}"}
    to_v = {"virtual": True, "propertyUrl": EX + "q", "valueUrl": EX + "{v}"}
    by_v = {"virtual": True, "propertyUrl": EX + "{v}", "valueUrl": EX + "{id}"}
    metadata = described(ID, {"name": "v", "suppressOutput": True}, of_v, to_v, by_v)
    assert triples("id,v\na,\nb,x\n", metadata) == ["<x> <p> <b>", "<b> <q> <x>", "<b> <x> <b>"]


# csv2rdf, "Interpreting datatypes".


@pytest.mark.parametrize(
    ("datatype", "text"),
    [
        ("date", "2012-02-29"),
        ("gYearMonth", "2005-05"),
        ("gYear", "2005"),
        ("gMonthDay", "--07-01"),
        ("duration", "P90D"),
        ("integer", "-007"),
        ("decimal", "1.10"),
        ("boolean", "true"),
        ("anyURI", "http://example.org/ø"),
    ],
)
def test_literal_keeps_text_and_has_datatype(datatype: str, text: str) -> None:
    assert objects(f"id,v\na,{text}\n", datatype=datatype) == [f'"{text}"^^<xsd:{datatype}>']


@pytest.mark.parametrize(
    ("datatype", "text", "message"),
    [
        ("date", "3.5.2005", 'column "v" expects a day such as 2005-05-03, got "3.5.2005"; write 2005-05-03'),
        ("date", "2011-02-29", "expects a day that the calendar has"),
        ("date", "2005-05", "expects a day"),
        ("date", " 2005-05-03", "expects a day"),
        ("date", "2005-05-03Z", "expects a day"),
        ("date", "2005-05-0\u0663", "expects a day"),
        ("gYearMonth", "2005-13", "expects a month"),
        ("gYear", "05", "expects a year"),
        ("gMonthDay", "07-01", "expects a day of the year"),
        ("duration", "90 days", "expects a length of time such as P90D or P3M"),
        ("integer", "1.0", "expects a whole number"),
        ("decimal", "1e3", "expects a decimal number"),
        ("boolean", "yes", "expects true or false"),
        ("anyURI", "no page", "expected a full IRI"),
    ],
)
def test_bad_lexical_form_is_refused_with_its_place(datatype: str, text: str, message: str) -> None:
    error = refusal(f"id,v\nb,\na,{text}\n", described(ID, stating(datatype=datatype)))
    assert message in error.message
    assert (error.path, error.line, error.column) == ("data/t.csv", 3, 3)


def test_language_goes_to_strings_only() -> None:
    since = {"name": "since", "datatype": "gYear", "propertyUrl": EX + "q"}
    metadata = described(ID, stating(), since, lang="en")
    assert triples("id,v,since\na,x,2005\n", metadata) == ['<a> <p> "x"@en', '<a> <q> "2005"^^<xsd:gYear>']
    assert objects("id,v\na,x\n", lang="und") == ['"x"']


def test_format_is_a_pattern_of_the_whole_text() -> None:
    datatype = {"base": "string", "format": "Member|Observer"}
    assert objects("id,v\na,Observer\n", datatype=datatype) == ['"Observer"']
    error = refusal("id,v\na,Observers\n", described(ID, stating(datatype=datatype)))
    assert error.message == 'column "v" expects a text of the form Member|Observer, got "Observers"'


# model, "Parsing Cells".


def test_null_default_and_required() -> None:
    assert objects("id,v\na,\n") == []
    assert objects("id,v\na,NA\n") == ['"NA"']  # Namibia's code is no null
    assert objects("id,v\na,n/a\n", null=["n/a", ""]) == []
    assert objects("id,v\na,\n", null=[]) == ['""']
    assert objects("id,v\na,\n", default="x") == ['"x"']
    assert objects("id,v\na,\n", default="x", required=True) == ['"x"']
    error = refusal("id,v\na,\n", described(ID, stating(required=True)))
    assert error.message == 'column "v" is required, got nothing; fill it'
    assert (error.line, error.column) == (2, 3)


def test_empty_cell_with_separator_is_an_empty_list() -> None:
    assert objects("id,v\na,\n", separator=";", null=["-"]) == []
    assert (
        "is required" in refusal("id,v\na,\n", described(ID, stating(separator=";", required=True))).message
    )


@pytest.mark.parametrize("text", ["x;", ";x", "x;;y", ";"])
def test_gap_between_separators_is_refused(text: str) -> None:
    error = refusal(f"id,v\na,{text}\n", described(ID, stating(separator=";")))
    assert 'expects a value on either side of ";"' in error.message


# metadata, "URI Template Properties", with the examples of RFC 6570, section 1.2, for levels 1 and 2.


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("{v}", "Hello World!", "Hello%20World%21"),
        ("{v}", "/foo/bar", "%2Ffoo%2Fbar"),
        ("{v}", "ø", "%C3%B8"),
        ("{v}", "a-b_c.d~e", "a-b_c.d~e"),
        ("{+v}/here", "/foo/bar", "/foo/bar/here"),
        ("here?ref={+v}", "/foo/bar%20", "here?ref=/foo/bar%20"),
        ("X{#v}", "/foo", "X#/foo"),
        ("{_row}-{v}-{id}", "x", "1-x-a"),
        ("{#v}", "}{", None),
        ("{+v}", "a b", None),
        ("{+v}", "ø", None),
        ("{+v}", "100%", None),
    ],
)
def test_template(template: str, text: str, expected: str | None) -> None:
    metadata = described(ID, stating(valueUrl=EX + template))
    if expected is None:
        assert refusal(f"id,v\na,{text}\n", metadata).column == 3
    else:
        assert triples(f"id,v\na,{text}\n", metadata) == [f"<a> <p> <{expected}>"]


@pytest.mark.parametrize(
    "text", ["javascript:x", "schema:name", "page", "//x", "http://[", "http://a/<b>", "http:"]
)
def test_bad_iri_is_refused(text: str) -> None:
    error = refusal(f"id,v\na,{text}\n", described(ID, stating(valueUrl="{+v}")))
    assert (error.line, error.column) == (2, 3)


# Rows that contradict each other or themselves.


def test_one_of_date_month_and_year() -> None:
    dated = [
        {"name": name, "datatype": datatype, "propertyUrl": EX + "p"}
        for name, datatype in (("start_date", "date"), ("start_month", "gYearMonth"), ("start_year", "gYear"))
    ]
    end = {"name": "end_year", "datatype": "gYear", "propertyUrl": EX + "q"}
    metadata = described(ID, *dated, end)
    header = "id,start_date,start_month,start_year,end_year\n"
    assert len(triples(header + "a,2005-05-03,,,2010\nb,,2005-05,,\nc,,,2005,\nd,,,,\n", metadata)) == 4
    error = refusal(header + "a,2005-05-03,,2005,2010\n", metadata)
    assert error.message == '"start_date" and "start_year" are both filled; keep the more exact one'
    assert (error.line, error.column) == (2, 15)


def test_primary_key_is_unique_and_filled() -> None:
    error = refusal("id,v\na,x\nb,x\na,y\n", described(ID, stating()))
    assert error.message == 'the primary key "a" is also on line 2; change one'
    assert (error.line, error.column) == (4, 1)
    assert "primary key, got nothing" in refusal("id,v\n,x\n", described(ID, stating())).message
    pair = described(ID, stating(), primaryKey=["id", "v"])
    assert len(triples("id,v\na,x\na,y\n", pair)) == 2
    assert "is also on line 2" in refusal("id,v\na,x\na,x\n", pair).message


def test_what_is_wrong_in_each_row_is_told_at_once() -> None:
    error = refusal("id,v\na,x\na,y\nb,x\nc\n,z\n", described(ID, stating()))
    told = [(one.line, one.message.partition(",")[0]) for one in (error, *error.others)]
    assert told == [
        (3, 'the primary key "a" is also on line 2; change one'),
        (5, "expected 2 cells"),
        (6, 'column "id" is part of the primary key'),
    ]


# model, "Parsing Tabular Data", and RFC 4180.

HOSTILE = [
    ("", "expected a header", 1, None),
    ("\nid,v\n", "expected a header", 1, None),
    ("\ufeffid,v\na,x\n", "byte-order mark", 1, 1),
    ("id,v\na,x\0y\n", "U+0000", 2, 4),
    ("id,v\na,\ud800\n", "U+D800", 2, 3),
    ("id\na\n", 'missing column "v"', 1, 1),
    ("id,v,w\na,x,y\n", 'unknown column "w"; the metadata have id, v', 1, 6),
    ("id,V\na,x\n", 'unknown column "V"', 1, 4),
    ("id,v,id\na,x,a\n", "comes twice", 1, 6),
    ("v,id\nx,a\n", "not in the order", 1, 1),
    ("id,v\na\n", "expected 2 cells, got 1", 2, 1),
    ("id,v\na,x,y\n", "expected 2 cells, got 3", 2, 5),
    ("id,v\n\na,x\n", "blank line", 2, 1),
    ("id,v\na,x\n\n", "blank line", 3, 1),
    ("# about\nid,v\n", "comments", 1, 1),
    ("id,v\n# a,x\n", "comments", 2, 1),
    ('id,v\na,x"y\n', "a quote inside a cell", 2, 4),
    ('id,v\na,"x\n', "never closed", 2, 3),
    ('id,v\na,"x""\n', "never closed", 2, 3),
    ('id,v\na,"x"y\n', "after the closing quote", 2, 6),
    ('id,v\na,"x\ny" \n', "after the closing quote", 3, 3),
    ("id,v\na,x\rb,y\n", "carriage return", 2, 4),
    ("id,v\ra,x\n", "carriage return", 1, 5),
]


@pytest.mark.parametrize(("text", "message", "line", "column"), HOSTILE)
def test_hostile_text_is_refused_with_its_place(
    text: str, message: str, line: int, column: int | None
) -> None:
    error = refusal(text, described(ID, stating()))
    assert message in error.message
    assert (error.path, error.line, error.column) == ("data/t.csv", line, column)


def test_quotes_and_line_ends_in_cells() -> None:
    assert objects('id,v\r\n"a","say ""no"", or\r\nnot"\r\n') == ['"say \\"no\\", or\\r\\nnot"']
    assert objects("id,v\na,x") == ['"x"']  # without a last line end
    assert objects("id,v\na,\u2028#\n") == ['"\u2028#"']
    assert triples('id,v\n"#a",x\n', described(ID, stating())) == ['<%23a> <p> "x"']


def test_long_cell_is_cut_in_the_message() -> None:
    message = refusal(f"id,v\na,{'x' * 10_000}\n", described(ID, stating(datatype="date"))).message
    assert len(message) < 200


# The canonical form.


def test_canonical_form() -> None:
    text = 'v,id\r\n"plain",b\r\n\r\n"with, comma",a\r\n"with ""quote""","#c"\r\n,B'
    expected = 'id,v\n"#c","with ""quote"""\nB,\na,"with, comma"\nb,plain\n'
    metadata = described(ID, stating())
    assert format_table(text, metadata, "data/t.csv") == expected
    assert format_table(expected, metadata, "data/t.csv") == expected


def test_canonical_form_without_key_keeps_order_and_with_titles_writes_the_first() -> None:
    metadata = described({**ID, "titles": {"en": ["Name", "Id"], "fr": "Nom"}}, stating())
    del metadata["tableSchema"]["primaryKey"]
    assert format_table("v,Nom\nx,b\ny,a\n", metadata, "data/t.csv") == "Name,v\nb,x\na,y\n"
    assert triples("Name,v\na,x\n", metadata) == triples("id,v\na,x\n", metadata)


def test_canonical_form_of_one_column() -> None:
    metadata = described(ID)
    assert format_table('id\n""\nx\n', metadata, "data/t.csv") == 'id\n""\nx\n'


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [case for case in HOSTILE if not {"blank line", "not in the order"} & set(case)],
)
def test_format_refuses_what_it_cannot_keep(text: str, message: str, line: int, column: int | None) -> None:
    with pytest.raises(DataError, match=message.replace("+", r"\+")) as caught:
        format_table(text, described(ID, stating()), "data/t.csv")
    assert (caught.value.line, caught.value.column) == (line, column)


CELL = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from('",\r\n#| ')
)


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL)),
    order=st.permutations(["id", "v", "w"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_format_keeps_cells_and_is_idempotent(
    rows: list[tuple[str, str, str]], order: list[str], line_end: str
) -> None:
    metadata = described(ID, stating(), stating(name="w"))
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=line_end)
    writer.writerow(order)
    writer.writerows([dict(zip(["id", "v", "w"], row, strict=True))[name] for name in order] for row in rows)
    formatted = format_table(text.getvalue(), metadata, "data/t.csv")
    read = list(csv.reader(io.StringIO(formatted, newline=""), strict=True))
    assert read == [["id", "v", "w"], *map(list, sorted(rows, key=lambda row: row[0]))]
    assert format_table(formatted, metadata, "data/t.csv") == formatted


@given(rows=st.dictionaries(CELL.filter(bool), CELL))
def test_quads_keep_cells_through_format(rows: dict[str, str]) -> None:
    metadata = described(ID, stating())
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["id", "v"], *rows.items()])
    found = table_quads(text.getvalue(), metadata, "data/t.csv")
    values = [quad.object.value for quad, _ in found if isinstance(quad.object, ox.Literal)]
    assert values == [value for value in rows.values() if value]
    formatted = format_table(text.getvalue(), metadata, "data/t.csv")
    assert {quad for quad, _ in table_quads(formatted, metadata, "data/t.csv")} == {quad for quad, _ in found}


@given(st.text(st.sampled_from('id,v"#\r\n\0\ufeff;ax') | st.characters(), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    metadata = described(ID, stating(separator=";", valueUrl="{+v}"))
    for reader in (table_quads, format_table):
        for prefix in ("", "id,v\n"):
            try:
                reader(prefix + text, metadata, "data/t.csv")
            except DataError as error:
                assert error.path == "data/t.csv"
                assert error.line is not None
