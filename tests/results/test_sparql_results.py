"""SPARQL results: what other readers make of them, term for term, with language, datatype and what is unbound."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.query
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.errors import RequestError
from thbgraph.base.namespaces import ID
from thbgraph.base.values import Entity, Value, plain, value_of
from thbgraph.results.answer import Answer, Asked, Citation, Row
from thbgraph.results.formats import write
from thbgraph.results.render import sparql_results

RESULTS = "{http://www.w3.org/2005/sparql-results#}"
READ_AS = {
    "json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV,
}  # fmt: skip
QUERY = """SELECT * { VALUES (?a ?b ?c ?d ?e) {
    ("ä & <b>\\t\\n"@de "1.50"^^<http://e.org/t> <http://e.org/?a=1&b=2> UNDEF "x") (UNDEF UNDEF UNDEF UNDEF UNDEF)
} OPTIONAL { BIND(BNODE() AS ?f) BIND(<<( <http://e.org/s> <http://e.org/p> <<( <http://e.org/s> <http://e.org/p> 1 )>> )>> AS ?g) } }"""
CELLS = st.none() | st.builds(Entity, st.just(ID + "fin"), st.just("Finland")) | st.booleans() | st.integers()
TEXTS = st.text(
    st.sampled_from(",\"\r\n\t; =|\\<&>'\0\x1b\ufffe]a") | st.characters(exclude_categories=["Cs"])
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[CELLS | TEXTS] * width), max_size=4).map(lambda rows: (width, rows))
)


def selected(query: str) -> tuple[Answer, list[tuple[object, ...]]]:
    """What a query of one's own gives, as an answer and as the engine's terms."""
    solutions = ox.Store().query(query)
    columns = tuple(variable.value for variable in solutions.variables)
    terms = [tuple(solution) for solution in solutions]
    rows = [Row(columns, tuple(value_of(term, {}) for term in row), terms=row) for row in terms]
    return Answer(columns, rows, asked=Asked(query=query)), terms


@pytest.mark.parametrize("form", READ_AS)
def test_terms_survive_with_language_and_datatype(form: str) -> None:
    answer, terms = selected(QUERY)
    read = ox.parse_query_results(write(answer, form).encode(), format=READ_AS[form])
    assert [variable.value for variable in read.variables] == list(answer.columns)
    assert [tuple(solution) for solution in read] == terms


@pytest.mark.parametrize("form", ["json", "xml", "tsv", "csv"])
def test_rdflib_reads_them(form: str) -> None:
    answer, _ = selected('SELECT ?a ?b { VALUES (?a ?b) { ("ä"@de <http://e.org/x>) (1.5 UNDEF) } }')
    read = rdflib.query.Result.parse(io.BytesIO(write(answer, form).encode()), format=form)
    first, second = read.bindings
    a, b = rdflib.Variable("a"), rdflib.Variable("b")
    assert (str(first[a]), first[b], b in second) == ("ä", rdflib.URIRef("http://e.org/x"), False)
    if form != "csv":  # which has neither
        assert (first[a].language, second[a].datatype) == ("de", rdflib.XSD.decimal)


@given(TABLES)
def test_xml_is_read_back_binding_for_binding(table: tuple[int, list[tuple[Value, ...]]]) -> None:
    columns = tuple("abc"[: table[0]])
    made = Answer(columns, [Row(columns, row) for row in table[1]])
    root = ElementTree.fromstring(sparql_results.written(made, "xml"))
    assert [found.get("name") for found in root.iter(f"{RESULTS}variable")] == list(columns)
    read = [
        {str(binding.get("name")): (binding[0].tag, binding[0].text or "") for binding in result}
        for result in root.iter(f"{RESULTS}result")
    ]
    # XML has no way to write most control characters.
    assert read == [
        {
            column: (
                RESULTS + ("uri" if isinstance(value, Entity) else "literal"),
                re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", plain(value)),
            )
            for column, value in zip(made.columns, row, strict=True)
            if value is not None
        }
        for row in made
    ]


@pytest.mark.parametrize("found", [True, False])
def test_truth_is_written_in_each_format(found: bool) -> None:
    for form in ("xml", "json"):
        assert bool(ox.parse_query_results(write(found, form).encode(), format=READ_AS[form])) is found
    assert write(found, "csv") == write(found, "text") == f"{str(found).lower()}\n"
    with pytest.raises(RequestError, match="choose from: text, csv"):
        write(found, "html")


def test_no_rows_and_no_columns_are_results_too() -> None:
    for query in ("SELECT ?a { FILTER(false) }", "SELECT * {}", "SELECT ?a {}"):
        answer, terms = selected(query)
        for form, read_as in READ_AS.items():
            read = ox.parse_query_results(write(answer, form).encode(), format=read_as)
            assert [tuple(one) for one in read] == terms, (query, form)


def test_what_has_no_place_in_it_is_refused() -> None:
    node = ox.NamedNode(ID + "fin")
    cited = Answer(("a",), [Row(("a",), ("x",), Citation((ox.Quad(node, node, node, node),)))])
    with pytest.raises(RequestError, match="use json"):
        write(cited, "xml")
    with pytest.raises(RequestError, match="must be named like variables"):
        write(Answer(("country name",), []), "xml")


def test_formulas_are_defused_and_other_terms_kept() -> None:
    answer, _ = selected('SELECT ?a ?b { VALUES (?a ?b) { ("=1+1"@en "1.50"^^<http://e.org/t>) } }')
    assert write(answer.excel_safe(), "tsv") == '?a\t?b\n"\'=1+1"\t"1.50"^^<http://e.org/t>\n'
