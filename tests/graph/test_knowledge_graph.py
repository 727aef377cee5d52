"""The Python door: typed rows, entities, dates, and the same answers as the command line."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

import thbgraph
from thbgraph import KnowledgeGraph, ThbgraphError
from thbgraph.answers.rows import Entity, Row
from thbgraph.words.dates import PartialDate
from thbgraph.words.errors import ParameterError, RequestError, UnknownEntity
from thbgraph.words.namespaces import ID, MEMO, PREFIXES, THB


def test_rows_are_typed(graph: KnowledgeGraph) -> None:
    row = graph.ask("signed-not-ratified", group="CBSS")[0]
    assert row.country == Entity(ID + "fin", "Finland")
    assert row.asOf == date(2010, 1, 26)
    assert (row.answer, row["basis"]) == ("yes", "act")


def test_partial_dates_keep_their_precision(graph: KnowledgeGraph) -> None:
    rows = graph.sparql("SELECT ?d { id:meeting-greta-4 dcterms:date ?d }")
    assert [row.d for row in rows] == [PartialDate(2009, 12)]


@pytest.mark.parametrize(
    "group", ["CBSS", "cbss", "Council of the Baltic Sea States", "id:cbss", f"{ID}cbss", f"<{ID}cbss>"]
)
def test_arguments_are_taken_as_people_say_them(graph: KnowledgeGraph, group: str) -> None:
    labels = [row.country.label for row in graph.ask("signed-not-ratified", group=group)]
    assert labels == ["Finland", "Germany", "Iceland", "Lithuania", "Sweden"]


def test_several_values_ask_about_several_at_once(graph: KnowledgeGraph) -> None:
    rows = graph.ask("signed-not-ratified", group=["CBSS", "EU"])
    labels = [row.country.label for row in rows]
    assert labels == sorted(set(labels)) and {"Iceland", "Greece"} <= set(labels)


def test_a_day_may_be_a_date(graph: KnowledgeGraph) -> None:
    earlier = graph.ask("signed-not-ratified", asOf=date(2008, 1, 1))
    assert {row.asOf for row in earlier} == {date(2008, 1, 1)}
    assert [row.country.label for row in earlier if row.answer == "undetermined"] == ["Lithuania"]


def test_a_citation_holds_statements_and_their_passages(graph: KnowledgeGraph) -> None:
    row = graph.ask("signed-not-ratified", cite=True)[0]
    assert MEMO + "2-14" in row.citation.graphs
    assert all(quad.graph_name.value in row.citation.graphs for quad in row.citation.statements)


def test_ambiguous_names_list_the_candidates(graph: KnowledgeGraph) -> None:
    with pytest.raises(ThbgraphError, match="may be any of"):
        graph.find("the Convention")


def test_open_is_lazy_and_public() -> None:
    assert set(thbgraph.__all__) == {"KnowledgeGraph", "ThbgraphError", "__version__", "open"}
    assert thbgraph.open.__module__.startswith("thbgraph.graph")
    with pytest.raises(AttributeError):
        _ = thbgraph.nothing


def test_an_answer_is_a_data_frame_where_pandas_is_installed(graph: KnowledgeGraph) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = graph.ask("signed-not-ratified").to_pandas()
    assert list(frame.columns) == ["country", "answer", "asOf", "knownThrough", "basis"]
    assert frame["country"].tolist()[0] == "Finland"


def test_an_answer_shows_as_a_table_in_a_notebook(graph: KnowledgeGraph) -> None:
    page = graph.ask("signed-not-ratified", cite=True)._repr_html_()
    assert page.startswith("<table>") and "Finland</a>" in page and "14th paragraph" in page


def test_values_of_an_answer_are_arguments_of_the_next(graph: KnowledgeGraph) -> None:
    group = graph.sparql("SELECT ?group { VALUES ?group { id:cbss } }")
    assert not isinstance(group, bool | list)
    asked = [graph.ask("signed-not-ratified", group=value) for value in (group[0].group, [group[0].group])]
    assert (
        asked[0].arguments == asked[1].arguments == graph.ask("signed-not-ratified", group="CBSS").arguments
    )
    with pytest.raises(ParameterError, match="got '2010-01'"):
        graph.ask("signed-not-ratified", asOf=PartialDate(2010, 1))


def test_a_value_that_is_given_twice_counts_once(graph: KnowledgeGraph) -> None:
    twice = graph.ask("signed-not-ratified", group=["CBSS", "id:cbss"])
    assert twice.arguments == graph.ask("signed-not-ratified", group="CBSS").arguments


def test_rows_can_be_copied_and_pickled(graph: KnowledgeGraph) -> None:
    row = graph.ask("signed-not-ratified", cite=True)[0]
    assert repr(copy.copy(row)) == repr(row)
    assert pickle.loads(pickle.dumps(Row(row.columns, row.values))).country == row.country


@pytest.mark.parametrize("text", ["", "GRETA", "a b", "http://e.org/<x>", "\x00", "\ud800", "x" * 9999])
def test_what_is_no_iri_is_refused(graph: KnowledgeGraph, text: str) -> None:
    for ask in (graph.label, graph.describe, graph.statements, graph.contents):
        with pytest.raises(RequestError, match="is no IRI; write it in full, as find") as raised:
            ask(text)
        assert len(raised.value.message) < 500


def test_an_iri_that_nothing_has_is_its_own_name(graph: KnowledgeGraph) -> None:
    iri = "http://example.org/nothing"
    assert graph.label(iri) == graph.describe(iri) == iri
    assert [*graph.statements(iri), *graph.contents(iri)] == []


@pytest.mark.parametrize("name", ["Treaty", "treaty", "thb:Treaty", THB + "Treaty", f"<{THB}Treaty>"])
def test_a_class_has_many_names(graph: KnowledgeGraph, name: str) -> None:
    assert graph.find_class(name) == THB + "Treaty"


def test_classes_of_other_vocabularies_are_named_alike(graph: KnowledgeGraph) -> None:
    assert graph.find_class("Membership") == PREFIXES["org"] + "Membership"
    assert graph.find_class("Parliamentary assembly") == THB + "ParliamentaryAssembly"
    assert graph.find_class("Entity") == THB + "Entity"


@pytest.mark.parametrize("name", ["Tretay", "", "thb:monitors", "x" * 10_000, "\n", '"'])
def test_what_is_no_class_is_refused(graph: KnowledgeGraph, name: str) -> None:
    with pytest.raises(UnknownEntity) as error:
        graph.find_class(name)
    assert len(str(error.value)) < 400
    if name == "Tretay":
        assert "thb:Treaty" in error.value.candidates


@pytest.mark.parametrize("name", ["Denunciation", "thb:Denunciation", "denunciation"])
def test_a_class_may_have_no_thing(graph: KnowledgeGraph, name: str) -> None:
    assert graph.find_class(name) == THB + "Denunciation"


def test_a_way_to_cite_that_there_is_not_is_refused(graph: KnowledgeGraph) -> None:
    for ask in (
        lambda: graph.ask("handbooks", cite="maximal"),
        lambda: graph.sparql("SELECT * {}", cite="all"),
    ):  # type: ignore[arg-type]
        with pytest.raises(RequestError, match="False, True or 'minimal'"):
            ask()
