"""Written answers: machines read back what was written, cell for cell; people see labels and footnotes."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thbgraph.base.dates import PartialDate
from thbgraph.base.namespaces import ID, MEMO, SOURCE
from thbgraph.base.values import Description, Entity, Value, legend, shown
from thbgraph.results.answer import Answer, Asked, Citation, CitedSource, Evidence, Row
from thbgraph.results.formats import BINARY, for_file, formats_of, write
from thbgraph.results.render.csv import machine_columns, machine_rows, to_csv, to_tsv
from thbgraph.results.render.json import to_json
from thbgraph.results.render.markdown import markdown

FIN = Entity(ID + "fin", "Finland")
NODE = ox.NamedNode(ID + "fin")


def quad(graph: str) -> ox.Quad:
    return ox.Quad(
        NODE, ox.NamedNode("http://e.org/p"), ox.Literal("x\ny", language="en"), ox.NamedNode(graph)
    )


def answer(*rows: tuple[Value, ...], columns: tuple[str, ...] = (), cited: bool = False) -> Answer:
    columns = columns or tuple("abcdef"[: len(rows[0])])
    citation = Citation((quad(MEMO + "2-13"), quad(SOURCE + "editors"), quad(MEMO + "2-13")), ("prp-inv",))
    return Answer(columns, [Row(columns, row, citation if cited else None) for row in rows])


def test_entities_have_a_second_column_with_the_label() -> None:
    mixed = answer((FIN, "yes"), (None, "no"), ("text", "no"), columns=("country", "answer"))
    assert machine_columns(mixed) == ["country", "countryLabel", "answer"]
    assert list(machine_rows(mixed)) == [[ID + "fin", "Finland", "yes"], ["", "", "no"], ["text", "", "no"]]


def test_a_label_column_of_the_query_stays_as_it_is() -> None:
    own = answer((FIN, "Suomi"), columns=("country", "countryLabel"))
    assert machine_columns(own) == ["country", "countryLabel"]
    assert list(machine_rows(own)) == [[ID + "fin", "Suomi"]]
    assert json.loads(to_json(own))["rows"] == [{"country": ID + "fin", "countryLabel": "Suomi"}]


def test_a_cited_answer_ends_with_its_evidence() -> None:
    cited = answer((FIN,), cited=True)
    assert to_csv(cited) == f"a,aLabel,evidence\n{ID}fin,Finland,{MEMO}2-13 {SOURCE}editors\n"


CELLS = st.one_of(
    st.none(),
    st.text(st.sampled_from(",\"\r\n\t; =|\\<&>'\0\x1b\ufffe]a"), max_size=5),
    st.text(st.sampled_from(",\"\r\n\t; =|\\<&>'\0\x1b\ufffe]a"), max_size=2),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.builds(Entity, st.just(ID + "fin"), st.text(st.sampled_from('a",\r\n\t<&|'), max_size=4)),
    st.dates() | st.booleans() | st.integers(),
)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[CELLS] * width), max_size=4).map(lambda rows: (width, rows))
)


@given(TABLES, st.booleans())
def test_csv_is_read_back_cell_for_cell(table: tuple[int, list[tuple[Value, ...]]], cited: bool) -> None:
    width, rows = table
    made = answer(*rows, columns=tuple("abcd"[:width]), cited=cited)
    read = list(csv.reader(io.StringIO(to_csv(made), newline=""), strict=True))
    assert read == [machine_columns(made), *machine_rows(made)]


@given(TABLES)
def test_csv_is_what_others_write(table: tuple[int, list[tuple[Value, ...]]]) -> None:
    made = answer(*table[1], columns=tuple("abcd"[: table[0]]))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(machine_columns(made))
    writer.writerows(machine_rows(made))
    if "\r" not in out.getvalue():
        assert to_csv(made) == out.getvalue()


@given(TABLES)
def test_tsv_has_a_line_a_row_and_a_cell_a_column(table: tuple[int, list[tuple[Value, ...]]]) -> None:
    made = answer(*table[1], columns=tuple("abcd"[: table[0]]))
    lines = [line.split("\t") for line in to_tsv(made).split("\n")]
    assert lines.pop() == [""]
    wanted = [machine_columns(made), *machine_rows(made)]
    assert [[cell.split() for cell in line] for line in lines] == [
        [cell.split() for cell in row] for row in wanted
    ]


@given(TABLES)
def test_json_is_read_back_cell_for_cell(table: tuple[int, list[tuple[Value, ...]]]) -> None:
    made = answer(*table[1], columns=tuple("abcd"[: table[0]]))
    content = json.loads(to_json(made))
    assert content["columns"] == machine_columns(made)
    for row, found, cells in zip(made, content["rows"], machine_rows(made), strict=True):
        assert [cell or "" for cell in found.values()] == cells
        unbound = [name for name, value in zip(made.columns, row, strict=True) if value is None]
        assert [name for name in made.columns if found[name] is None] == unbound
        assert not [name for name in unbound if found.get(name + "Label")]


def test_json_holds_heading_evidence_and_what_is_not_cited() -> None:
    (row,) = answer((FIN,), cited=True)
    made = Answer(("a",), [row, Row(("a",), (None,))], heading="On “1 May”")
    text = to_json(made)
    content = json.loads(text)
    assert content["heading"] == "On “1 May”"
    assert "“1 May”" in text
    first, second = content["rows"]
    assert first["evidence"]["sources"] == [MEMO + "2-13", SOURCE + "editors"]
    assert first["evidence"]["rules"] == ["prp-inv"]
    assert first["evidence"]["statements"][0] == {
        "subject": f"<{ID}fin>",
        "predicate": "<http://e.org/p>",
        "object": '"x\\ny"@en',
        "graph": MEMO + "2-13",
    }
    assert second["evidence"] == ""


def test_an_answer_without_rows_has_its_header() -> None:
    empty = Answer(("country", "answer"), [])
    assert to_csv(empty) == "country,answer\n"
    assert to_tsv(empty) == "country\tanswer\n"
    assert json.loads(to_json(empty)) == {
        "heading": "",
        "arguments": {},
        "columns": ["country", "answer"],
        "rows": [],
    }


@given(TABLES)
def test_markdown_has_a_line_a_row_and_a_cell_a_column(table: tuple[int, list[tuple[Value, ...]]]) -> None:
    made = answer(*table[1], columns=tuple("abcd"[: table[0]]))
    assume(not legend(shown(value) for row in made for value in row))  # whose line would follow
    lines = write(made, "markdown").split("\n")
    assert lines.pop() == ""
    assert lines[2 + len(made)] == "" and len(lines) == 4 + len(made)
    held = sum(any(shown(row[n]) for row in made) for n in range(len(made.columns))) or len(made.columns)
    for line in lines[: 2 + len(made)]:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == held + 1


def test_markdown_has_heading_and_footnotes() -> None:
    both = answer((FIN, "yes"), ("x", "no"), columns=("country", "answer"), cited=True)
    sources = {
        MEMO + "2-13": CitedSource(Description("memo 2-13", "a_gist")),
        SOURCE + "editors": CitedSource(Description("editors")),
    }
    made = Answer(both.columns, both.rows, heading="On *1 May*", evidence=Evidence(sources))
    assert write(made, "markdown") == (
        "On \\*1 May\\*\n\n| country | answer |\n|---|---|\n"
        "| [Finland](https://w3id.org/thbgraph/memo/2-13#fin) | yes |\n| x | no |\n\n2 rows\n\nEvery row also rests on this[^1]\n\n[^1]: Memo 2-13: a\\_gist.\n"
    )
    in_full = write(made.replace(full=True), "markdown")
    assert "\n\n## Rules\n\n- prp-inv\n\n## Statements\n\nevery row\n\n" in in_full
    said = markdown("id:fin: http://e.org/p x y")
    assert f"- [{said}]({MEMO}2-13#fin)[^2]\n" in in_full
    assert in_full.endswith("[^2]: as \\[1\\]; (a) editors.\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_text_is_a_formula_for_a_spreadsheet(text: str) -> None:
    (row,) = answer((text, FIN, -1, date(2010, 1, 26), None, "a=1")).excel_safe()
    assert list(row) == ["'" + text, FIN, -1, date(2010, 1, 26), None, "a=1"]


def test_no_label_is_a_formula_for_a_spreadsheet_and_its_thing_stays() -> None:
    safe = for_file(answer((Entity(FIN.iri, "=HYPERLINK(0)"),)), "csv")
    assert write(safe, "csv").splitlines()[1] == f"{FIN.iri},'=HYPERLINK(0)"


def test_a_text_is_no_link_of_markdown() -> None:
    out = write(answer(("[l](javascript:x)",)), "markdown")
    assert "\\[l\\](javascript:x)" in out and "[l](" not in out.replace("\\[l\\]", "")


def test_what_is_made_safe_keeps_the_rest() -> None:
    both = Answer(("a",), answer(("=1",), cited=True).rows, "H", asked=Asked(arguments={"x": "y"}))
    safe = both.excel_safe()
    assert (safe.columns, safe.heading, safe.arguments) == (("a",), "H", {"x": "y"})
    assert safe[0].citation == both[0].citation is not None


@pytest.mark.parametrize("form", [form for form in formats_of("Answer") if form not in BINARY])
def test_every_format_writes_dates_and_no_rows(form: str) -> None:
    text = write(answer((date(2010, 1, 26), PartialDate(2009, 12))), form).replace("\xa0", " ")
    dates = (
        ("26 January 2010", "December 2009")
        if form in ("text", "markdown", "html")
        else ("2010-01-26", "2009-12")
    )
    assert all(day in text for day in dates)
    assert text.endswith("\n")
    assert isinstance(write(Answer(("country",), []), form), str)


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "markdown", "html"])
def test_columns_are_named_where_there_are_no_rows(form: str) -> None:
    assert "country" in write(Answer(("country",), []), form)
