"""Answers: the typed values of terms, rows by name, place and turn, and their page."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.dates import PartialDate
from thbgraph.base.namespaces import ID, MEMO, SOURCE, XSD
from thbgraph.base.values import Description, Entity, Value, plain, shown, value_of
from thbgraph.results.answer import Answer, Citation, CitedSource, Evidence, Row
from thbgraph.results.formats import write
from thbgraph.results.sources import Numbers

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


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2010-01-26", "date", date(2010, 1, 26)),
        ("2009-12", "gYearMonth", PartialDate(2009, 12)),
        ("2009", "gYear", PartialDate(2009)),
        ("--10-18", "gMonthDay", PartialDate(None, 10, 18)),
        ("007", "integer", 7),
        ("-1", "integer", -1),
        ("1.10", "decimal", 1.1),
        ("1.5E3", "double", 1500.0),
        ("true", "boolean", True),
        ("false", "boolean", False),
        ("1", "boolean", True),
        ("0", "boolean", False),
        ("2009", "string", "2009"),
        ("", "string", ""),
    ],
)
def test_literals_become_values(text: str, kind: str, value: Value) -> None:
    found = value_of(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), {})
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2009-02-29", "date"),
        ("soon", "date"),
        ("2009-13", "gYearMonth"),
        ("--02-30", "gMonthDay"),
        ("1_000", "integer"),  # which Python would read as a thousand
        (" 1", "integer"),
        ("٣", "integer"),
        ("1.5", "integer"),
        ("9" * 5_000, "integer"),
        ("one", "decimal"),
        ("1e3", "decimal"),
        ("maybe", "boolean"),
        ("True", "boolean"),
        ("much", "double"),
    ],
)
def test_what_is_not_of_its_datatype_stays_text(text: str, kind: str) -> None:
    assert value_of(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), {}) == text


@given(
    st.text(
        st.sampled_from("0123456789-+.eE_ trufals") | st.characters(exclude_categories=["Cs"]), max_size=12
    ),
    st.sampled_from(
        ["date", "gYearMonth", "gYear", "gMonthDay", "integer", "decimal", "double", "boolean", "string"]
    ),
)
def test_every_literal_has_a_value_that_can_be_written(text: str, kind: str) -> None:
    value = value_of(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), {})
    assert isinstance(plain(value), str)
    assert isinstance(shown(value), str)
    if kind == "string":
        assert value == plain(value) == shown(value) == text


def test_other_terms_become_values() -> None:
    assert value_of(None, {}) is None
    assert value_of(NODE, {ID + "fin": "Finland"}) == FIN
    assert value_of(NODE, {}) == Entity(ID + "fin", "id:fin")
    assert value_of(ox.NamedNode("http://e.org/x"), {}) == Entity("http://e.org/x", "http://e.org/x")
    assert value_of(ox.Literal("Suomi", language="fi"), {}) == "Suomi"
    assert value_of(ox.BlankNode("b1"), {}) == "_:b1"


@pytest.mark.parametrize(
    ("value", "machine", "people"),
    [
        (None, "", ""),
        (FIN, ID + "fin", "Finland"),
        (date(2010, 1, 26), "2010-01-26", "26 January 2010"),
        (PartialDate(2009, 12), "2009-12", "December 2009"),
        (PartialDate(None, 10, 18), "--10-18", "18 October every year"),
        (True, "true", "True"),
        (False, "false", "False"),
        (7, "7", "7"),
        ("a\nb", "a\nb", "a\nb"),
    ],
)
def test_values_for_machines_and_people(value: Value, machine: str, people: str) -> None:
    assert plain(value) == machine
    assert shown(value) == people


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=20, min_value=-1, max_value=1)
    | st.decimals(allow_nan=False, allow_infinity=False, places=0, min_value=-(10**25), max_value=10**25)
)
def test_a_decimal_is_written_without_an_exponent(number: Decimal) -> None:
    value = value_of(ox.Literal(f"{number:f}", datatype=ox.NamedNode(XSD + "decimal")), {})
    assert isinstance(value, float)
    for written in (plain(value), shown(value)):
        assert re.fullmatch(r"-?[0-9]+\.[0-9]+", written)
        assert float(written) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0001, "0.0001"),
        (0.00001, "0.00001"),
        (-1.25e-07, "-0.000000125"),
        (1.5e16, "15000000000000000.0"),
        (float("inf"), "inf"),
        (5e-324, "5e-324"),
        (0.0, "0.0"),
    ],
)
def test_small_and_great_numbers_are_written(value: float, written: str) -> None:
    assert (plain(value), shown(value)) == (written, written)


def test_a_row_is_read_by_name_place_and_turn() -> None:
    (row,) = answer((FIN, "yes"), columns=("country", "answer"))
    assert row["country"] == row.country == row[0] == FIN
    assert (row[-1], len(row), list(row)) == ("yes", 2, [FIN, "yes"])
    assert repr(row) == "Row(country='Finland', answer='yes')"
    assert not hasattr(row, "__wrapped__")
    assert not hasattr(row, "__class_getitem__")
    with pytest.raises(AttributeError, match="no column 'contry'; it has 2: country, answer"):
        _ = row.contry
    with pytest.raises(KeyError, match="no column 'contry'; it has 2: country, answer"):
        row["contry"]
    with pytest.raises(IndexError):
        row[2]


def test_an_answer_holds_its_rows_in_order() -> None:
    both = answer(("b",), ("a",))
    assert ([row.a for row in both], len(both), both[1].a) == (["b", "a"], 2, "a")
    assert (both.heading, both.columns) == ("", ("a",))


def test_the_graphs_of_a_citation_stand_once_each() -> None:
    (row,) = answer(("x",), cited=True)
    assert row.citation is not None
    assert row.citation.graphs == (MEMO + "2-13", SOURCE + "editors")


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


class Cells(HTMLParser):
    """The cells of an HTML table and the addresses that it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name == "href"]
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.tags[-1] in ("td", "th", "a") and self.cells:
            self.cells[-1] += data


@given(TABLES)
def test_html_holds_every_cell_and_nothing_of_its_own(table: tuple[int, list[tuple[Value, ...]]]) -> None:
    made = answer(*table[1], columns=tuple("abcd"[: table[0]]))
    page = Cells(made._repr_html_())  # type: ignore[attr-defined]
    assert set(page.tags) <= {"div", "table", "thead", "tbody", "tr", "th", "td", "a", "p"}
    held = [n for n in range(len(made.columns)) if any(shown(row[n]) for row in made)]
    held = held or [*range(len(made.columns))]  # of nothing but empty columns, all are shown
    assert page.tags.count("td") == len(made) * (len(held) - 1)  # the first is the head of its row
    assert set(page.links) <= {ID + "fin"}
    wanted = [made.columns[n] for n in held] + [shown(row[n]) for row in made for n in held]
    assert ["".join(cell.split()) for cell in page.cells] == ["".join(cell.split()) for cell in wanted]


def test_html_runs_nothing_that_a_source_wrote() -> None:
    made = answer((Entity("javascript:alert(1)", "<b>x</b>"), "<script>", Entity(ID + 'x"y', '"&')))
    text = Answer(made.columns, made.rows, heading="<i>")._repr_html_()  # type: ignore[attr-defined]
    page = Cells(text)
    assert set(page.tags) == {"div", "table", "thead", "tbody", "tr", "th", "td", "a", "p"}
    assert page.links == [ID + 'x"y']
    assert "<script>" not in text


def test_html_has_caption_and_footnotes() -> None:
    cited = answer((FIN, "yes"), ("x", "no"), cited=True)
    sources = {
        MEMO + "2-13": CitedSource(Description("memo 2-13", "<gist>")),
        SOURCE + "editors": CitedSource(Description("editors")),
    }
    made = Answer(cited.columns, cited.rows, heading="On 1 May", evidence=Evidence(sources))
    page = write(made, "html")
    part = made._repr_html_()
    (place,) = {*re.findall(r'id="(\w+)-n1"', page)}
    mark = f'<sup>[<a id="{place}-mark1" href="#{place}-n1">1</a>]</sup>'
    assert '<td data-name="b">yes</td></tr>' in page and f"Every row also rests on this{mark}</p>" in page
    source = f'<a href="{MEMO}2-13">Memo 2-13</a>: &lt;gist&gt;'
    back = f'<a href="#{place}-mark1">1</a>'
    note = f'{back}<ul><li><p><i class="official">memo</i> {source}</p></li></ul>'
    assert f'<li id="{place}-n1">{note}</li>' in page
    assert (
        '<p class="lead">On 1 May</p>' in part
        and part in page
        and "<title>On 1 May</title>" in write(made, "html")
    )


def test_sources_are_numbered_in_order_of_first_use() -> None:
    numbers = Numbers[str]()
    assert [numbers.marks(graphs) for graphs in (["b", "a"], ["a"], [], ["c", "b", "c"])] == [
        "[1][2]",
        "[2]",
        "",
        "[1][3]",
    ]
    assert [*numbers] == [(1, "b"), (2, "a"), (3, "c")]


def test_a_name_that_no_answer_has_is_not_replaced() -> None:
    with pytest.raises(TypeError, match="an answer has no sumary"):
        Answer(["n"], []).replace(heading="Numbers", sumary="None.")
