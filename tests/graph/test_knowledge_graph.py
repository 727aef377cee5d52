"""The Python door: typed rows, entities, dates, and the same answers as the command line."""

from __future__ import annotations

import copy
import json
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import thbgraph
from command_line import run
from thbgraph import KnowledgeGraph, ThbgraphError
from thbgraph.base.dates import PartialDate
from thbgraph.base.errors import ParameterError, QuerySyntaxError, RequestError, StoreError, UnknownEntity
from thbgraph.base.namespaces import ID, MEMO, PREFIXES, THB
from thbgraph.base.values import Entity
from thbgraph.names.term_names import find_class
from thbgraph.results.answer import Answer, Row
from whole import WHOLE


def test_rows_are_typed(graph: KnowledgeGraph) -> None:
    row = graph.ask("signed-not-ratified", group="CBSS", asOf="2010-01-26")[0]
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
    assert labels == ["Estonia", "Finland", "Germany", "Iceland", "Lithuania", "Sweden"]


def test_several_values_ask_about_several_at_once(graph: KnowledgeGraph) -> None:
    rows = graph.ask("signed-not-ratified", group=["CBSS", "EU"])
    labels = [row.country.label for row in rows]
    assert labels == sorted(set(labels)) and {"Iceland", "Greece"} <= set(labels)


def test_a_day_may_be_a_date(graph: KnowledgeGraph) -> None:
    earlier = graph.ask("signed-not-ratified", asOf=date(2009, 1, 1))
    assert {row.asOf for row in earlier} == {date(2009, 1, 1)}
    assert [row.country.label for row in earlier if row.answer == "undetermined"] == ["Lithuania"]


def test_a_citation_holds_statements_and_their_passages(graph: KnowledgeGraph) -> None:
    row = graph.ask("signed-not-ratified", asOf="2010-01-26", cite=True)[0]
    assert MEMO + "2-14" in row.citation.graphs
    assert all(quad.graph_name.value in row.citation.graphs for quad in row.citation.statements)


def test_ambiguous_names_list_the_candidates(graph: KnowledgeGraph) -> None:
    with pytest.raises(ThbgraphError, match="may be any of"):
        graph.find("the Convention")


def test_an_answer_shows_as_a_table_in_a_notebook(graph: KnowledgeGraph) -> None:
    page = graph.ask("signed-not-ratified", asOf="2010-01-26", cite=True)._repr_html_()
    assert (
        page.replace("\xa0", " ").startswith('<p class="lead">On 26 January 2010 five members')
        and "Finland</a>" in page
        and "Memo 2-14" in page
    )


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
    row = graph.ask("signed-not-ratified", asOf="2010-01-26", cite=True)[0]
    assert repr(copy.copy(row)) == repr(row)
    assert pickle.loads(pickle.dumps(Row(row.columns, row.values))).country == row.country


@pytest.mark.parametrize("text", ["", "a b", "http://e.org/<x>", "\x00", "\ud800", "x" * 9999])
def test_what_is_no_name_and_no_iri_is_refused(graph: KnowledgeGraph, text: str) -> None:
    for ask in (graph.find, graph.statements, lambda name: graph.statements(graph=name)):
        with pytest.raises(
            RequestError, match=r"is not an IRI|nothing in the graph|no name or IRI"
        ) as raised:
            ask(text)
        assert len(raised.value.message) < 500


def test_an_iri_that_nothing_has_is_no_thing(graph: KnowledgeGraph) -> None:
    iri = "http://example.org/nothing"
    with pytest.raises(UnknownEntity):
        graph.find(iri)
    assert [*graph.statements(iri), *graph.statements(graph=iri)] == []


@pytest.mark.parametrize("name", ["Treaty", "treaty", "thb:Treaty", THB + "Treaty", f"<{THB}Treaty>"])
def test_a_class_has_many_names(graph: KnowledgeGraph, name: str) -> None:
    assert find_class(name, graph.names) == THB + "Treaty"


def test_classes_of_other_vocabularies_are_named_alike(graph: KnowledgeGraph) -> None:
    assert find_class("Membership", graph.names) == PREFIXES["org"] + "Membership"
    assert find_class("Former state", graph.names) == THB + "FormerState"
    assert find_class("Entity", graph.names) == THB + "Entity"


@pytest.mark.parametrize("name", ["Tretay", "", "thb:monitors", "x" * 10_000, "\n", '"'])
def test_what_is_no_class_is_refused(graph: KnowledgeGraph, name: str) -> None:
    with pytest.raises(UnknownEntity) as error:
        find_class(name, graph.names)
    assert len(str(error.value)) < 400
    if name == "Tretay":
        assert THB + "Treaty" in error.value.candidates


@pytest.mark.parametrize("name", ["Denunciation", "thb:Denunciation", "denunciation"])
def test_a_class_is_found_by_any_spelling(graph: KnowledgeGraph, name: str) -> None:
    assert find_class(name, graph.names) == THB + "Denunciation"


def test_a_way_to_cite_that_there_is_not_is_refused(graph: KnowledgeGraph) -> None:
    for ask in (
        lambda: graph.ask("handbooks", cite="maximal"),
        lambda: graph.sparql("SELECT * {}", cite="all"),
    ):  # type: ignore[arg-type]
        with pytest.raises(RequestError, match="False, True or 'full'"):
            ask()


def test_a_mapping_of_arguments_may_hold_any_name(home: Path) -> None:
    question = home / "queries/bodies.rq"
    text = (
        question.read_text(encoding="utf-8").replace("?instrument", "?cite").replace("instrument:", "cite:")
    )
    question.write_text(text, encoding="utf-8")
    own = thbgraph.open(home)
    for arguments in ({"cite": "CETS 197"}, {"cite": ["CETS 197"]}):
        answer = own.ask("bodies", arguments, cite=True)
        assert [row.body.iri for row in answer] == [ID + "greta"] and answer.is_cited
        assert answer.arguments == {"cite": "Convention on Action against Trafficking"}


def test_arguments_of_both_kinds_are_one_set(graph: KnowledgeGraph) -> None:
    whole = graph.ask("signed-not-ratified", group="CBSS", asOf="2008-01-01")
    assert graph.ask("signed-not-ratified", {"group": "CBSS"}, asOf="2008-01-01") == whole
    assert graph.ask("signed-not-ratified", {"group": "EU"}, group="CBSS", asOf="2008-01-01") == whole
    with pytest.raises(ParameterError, match="has no parameter 'progres'"):
        graph.ask("signed-not-ratified", progres=None)


def test_the_day_has_two_spellings_everywhere(graph: KnowledgeGraph) -> None:
    day = "2008-01-01"
    assert graph.ask("signed-not-ratified", as_of=day) == graph.ask("signed-not-ratified", asOf=day)
    assert graph.status("Finland", "CETS 197", as_of=day) == graph.status("Finland", "CETS 197", asOf=day)
    assert graph.match(["Zaire"], as_of="1990-01-01") == graph.match(["Zaire"], asOf=date(1990, 1, 1))
    for twice in (
        lambda: graph.ask("signed-not-ratified", as_of=day, asOf=day),
        lambda: graph.status("Finland", "CETS 197", as_of=day, asOf=day),
        lambda: graph.match([], as_of=day, asOf=day),
    ):
        with pytest.raises(ParameterError, match="asOf: given twice"):
            twice()


def test_what_takes_its_time_tells_how_far_it_is(graph: KnowledgeGraph) -> None:
    steps: list[tuple[int, int, str]] = []

    def progress(*step: Any) -> None:
        steps.append(step)

    graph.ask("monitoring-bodies", cite=True, progress=progress)
    assert steps and all(1 <= number <= total and words for number, total, words in steps)
    steps.clear()
    graph.match(["Finland", "Sweden"], progress=progress)
    assert [number for number, _, _ in steps] == [1, 2]


QUERY = "SELECT ?body ?treaty { ?treaty thb:openTo ?body }"


def test_a_variable_of_a_query_is_bound_by_values(graph: KnowledgeGraph) -> None:
    cets = Entity(ID + "cets-197", "CETS 197")
    bodies = graph.sparql(QUERY, {"treaty": cets})
    assert isinstance(bodies, Answer)
    assert {row.treaty.iri for row in bodies} == {cets.iri} and len(bodies) > 1
    again = graph.sparql(QUERY, {"treaty": bodies[0].treaty, "body": [row.body for row in bodies]})
    assert isinstance(again, Answer) and set(again.rows) == set(bodies.rows)
    cited = graph.sparql(QUERY, {"treaty": ox.NamedNode(cets.iri)}, cite=True)
    assert isinstance(cited, Answer) and cited.is_cited and len(cited) == len(bodies)
    assert graph.sparql("ASK { ?treaty a thb:Treaty }", {"treaty": cets}, form="ASK") is True


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ('a" } UNION { ?s ?p ?o } #', '"a\\" } UNION { ?s ?p ?o } #"'),
        (True, '"true"^^xsd:boolean'),
        (7, '"7"^^xsd:integer'),
        (1.5, '"1.5"^^xsd:decimal'),
        (date(2010, 1, 26), '"2010-01-26"^^xsd:date'),
        (PartialDate(2009, 12), '"2009-12"^^xsd:gYearMonth'),
        (PartialDate(2009), '"2009"^^xsd:gYear'),
        (PartialDate(None, 10, 18), '"--10-18"^^xsd:gMonthDay'),
        (ox.Literal("x", language="en"), '"x"@en'),
    ],
)
def test_a_bound_value_is_one_term(graph: KnowledgeGraph, value: Any, term: str) -> None:
    (row,) = graph.sparql(f"SELECT ?x (SAMETERM(?x, ?y) AS ?same) {{ VALUES ?y {{ {term} }} }}", {"x": value})
    assert row.same is True and row.x == (value.value if isinstance(value, ox.Literal) else value)


@pytest.mark.parametrize("value", [None, [], [None], ox.BlankNode(), object(), b"x"])
def test_what_is_no_value_is_not_bound(graph: KnowledgeGraph, value: Any) -> None:
    with pytest.raises(ParameterError, match=r"\?treaty: expected text, a number"):
        graph.sparql(QUERY, {"treaty": value})


@pytest.mark.parametrize("value", [Entity("no IRI", "x"), "\ud800"])
def test_what_no_term_can_hold_is_refused(graph: KnowledgeGraph, value: Any) -> None:
    with pytest.raises(ParameterError, match=r"\?treaty: no RDF term can hold"):
        graph.sparql(QUERY, {"treaty": value})


def test_a_fault_in_a_bound_query_is_told_with_its_line(graph: KnowledgeGraph) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        graph.sparql("SELECT ?x {\n ?x thb:monitors }", {"x": 1})
    assert raised.value.line == 2


def test_a_closed_graph_says_so(home: Path) -> None:
    with thbgraph.open(home) as own:
        assert len(own.ask("bodies")) == 1
    for ask in (
        lambda: own.ask("bodies"),
        lambda: own.ask("bodies", cite=True),
        lambda: own.sparql("ASK {}", form="ASK"),
        lambda: own.describe("GRETA"),
        lambda: own.statements(graph=MEMO + "2-1"),
    ):
        with pytest.raises(StoreError, match="the graph is closed"):
            ask()
    own.close()  # once more does no harm


def test_a_graph_says_what_it_is(graph: KnowledgeGraph) -> None:
    assert re.fullmatch(r"KnowledgeGraph\('.*': \d+ triples, \d+ questions\)", repr(graph))


def test_check_finds_what_the_command_finds(home: Path) -> None:
    own = thbgraph.open(home)
    path = home / "data/memo/2-few.trig"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    steps: list[int] = []
    found = thbgraph.check(own.index.root, lambda number, steps_, name: steps.append(number))
    assert (str(path.relative_to(home)), "form") in {(one.path, one.code) for one in found} and steps
    done = run("check", "--format", "json", THBGRAPH_HOME=str(home))
    assert json.loads(done.stdout) == [one._asdict() for one in found]


def test_a_reference_names_question_arguments_and_versions(graph: KnowledgeGraph) -> None:
    said = graph.questions.reference(graph.ask("signed-not-ratified", group="EU"))
    assert "[signed-not-ratified; group: European Union, instrument: " in said
    assert f"thbgraph {thbgraph.__version__}, data {graph.index.digest[:12]}, query " in said
    with pytest.raises(RequestError, match="only the answer to a saved question"):
        graph.questions.reference(graph.match([]))


def test_threads_share_a_graph(graph: KnowledgeGraph) -> None:
    def work(number: int) -> tuple[object, ...]:
        cited = graph.ask("signed-not-ratified", cite=number % 2 == 0)
        empty = graph.ask("group-members", group="UNICEF")
        return cited, graph.diagnose(empty), graph.describe("GRETA"), graph.status("Finland", "CETS 197")

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(work, range(8)))
    assert all(one == found[number % 2] for number, one in enumerate(found))


def test_a_cited_answer_has_the_addresses_of_the_pages_that_its_rows_name(graph: KnowledgeGraph) -> None:
    answer = graph.ask("signed-not-ratified", asOf="2010-01-26", cite=True)
    sources = answer.evidence.sources
    (source,) = [one for iri, one in sources.items() if iri.endswith("cets-197-acts")]
    finland = [
        page
        for thing, page in source.pages
        if answer.evidence.labels[thing] == "consent to CETS 197 by Finland"
    ]
    assert "http://www.finlex.fi/fi/sopimukset/sopsviite/2012/20120043" in finland
    cited = {quad.subject.value for row in answer for quad in row.citation.statements}
    assert all(thing in cited for one in sources.values() for thing, _ in one.pages)


def test_the_text_of_a_question_gives_its_answer_on_an_engine_of_its_own(graph: KnowledgeGraph) -> None:
    """Without what only we read: the header, and blocks that bind nothing, which some engines cannot evaluate."""
    open_ones = [name for name, question in graph.questions.items() if "{ UNDEF }" in question.text]
    assert len(open_ones) > 10
    for number, name in enumerate(open_ones):
        text = graph.questions.query(name)
        assert "UNDEF" not in text and "#+" not in text and text.startswith("PREFIX")
        if WHOLE or number % 8 == 1:
            assert graph.sparql(text).rows == graph.ask(name).rows, name


def test_the_text_of_a_question_has_its_arguments(graph: KnowledgeGraph) -> None:
    text = graph.questions.query("works-on", topic="children")
    assert text == run("ask", "works-on", "children", "--show-query").stdout
    assert f"<{ID}children>" in text
    with pytest.raises(ParameterError):
        graph.questions.query("works-on", topic="no such topic")
