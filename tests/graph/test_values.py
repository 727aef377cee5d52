"""Results are values: they survive pickling, equal what they were, and are written without the store."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.results.answer import Answer
from thbgraph.results.catalogue import catalogue_of
from thbgraph.results.formats import BINARY, formats_of, write, write_bytes
from thbgraph.stores.embedded import EmbeddedStore

MAKERS: dict[str, Callable[[KnowledgeGraph], object]] = {
    "answer": lambda graph: graph.ask("signed-not-ratified", asOf="2010-01-26"),
    "cited answer": lambda graph: graph.ask("signed-not-ratified", asOf="2010-01-26", cite=True),
    "answer on absences": lambda graph: graph.ask("record-of-a-state", cite=True),
    "empty answer": lambda graph: graph.ask("group-members", group="UNICEF"),
    "diagnosed answer": lambda graph: diagnosed(graph),
    "SELECT with other terms": lambda graph: graph.sparql(
        'SELECT ?b (1.5 AS ?n) ("x"@en AS ?l) (BNODE() AS ?u) { ?b thb:monitors id:cets-197 }'
    ),
    "match": lambda graph: graph.match(["Finland", "Nigerr", "Atlantis"]),
    "proof": lambda graph: graph.why("Denmark", "has consented", "CETS 197"),
    "no proof": lambda graph: graph.why("Finland", "monitors", "GRETA"),
    "standing": lambda graph: graph.status("Lithuania", "CETS 197", as_of="2009-01-01"),
    "participants": lambda graph: graph.report("participants", instrument="CETS 197", as_of="2008-01-01"),
    "brief": lambda graph: graph.report("brief", thing="Finland"),
    "matrix": lambda graph: graph.report("matrix", group="CBSS", instrument="CETS 197"),
    "levers": lambda graph: graph.report("levers", group="CBSS"),
    "path": lambda graph: graph.report("path", start="GRETA", end="Finland"),
    "no path": lambda graph: graph.report("path", start="Save the Children", end="NATO"),
    "surroundings": lambda graph: graph.report("around", thing="GRETA"),
    "conflicts": lambda graph: graph.conflicts(),
    "diagnosis": lambda graph: graph.diagnose(graph.ask("group-members", group="UNICEF")),
    "page": lambda graph: graph.describe("Finland"),
    "passage": lambda graph: graph.describe("2-14"),
    "sources": lambda graph: graph.sources(),
    "search": lambda graph: graph.search("convention"),
    "triples": lambda graph: graph.sparql("CONSTRUCT WHERE { id:greta ?p ?o }", form="CONSTRUCT"),
    "statements": lambda graph: graph.statements(graph="https://w3id.org/thbgraph/memo/2-14"),
    "export": lambda graph: graph.exports.text("trig", "GRETA"),
    "links": lambda graph: graph.links(),
    "catalogue": lambda graph: catalogue_of(
        graph.questions.values(), graph.index.classes, graph.index.labels
    ),
    "question": lambda graph: graph.questions["works-on"],
}
FORMATS = {
    "Answer",
    "Explanation",
    "StatusOnDay",
    "Conflicts",
    "Report",
}


def diagnosed(graph: KnowledgeGraph) -> Answer:
    answer = graph.ask("group-members", group="UNICEF")
    return answer.replace(diagnosis=graph.diagnose(answer))


@pytest.fixture(scope="module")
def made() -> dict[str, object]:
    """The results by maker, each made when it is first asked for."""
    return {}


@pytest.fixture(params=MAKERS)
def result(request: pytest.FixtureRequest, graph: KnowledgeGraph, made: dict[str, object]) -> object:
    if request.param not in made:
        made[request.param] = MAKERS[request.param](graph)
    return made[request.param]


@pytest.fixture
def silent(result: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A result, after which no store answers any more."""

    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("a result asked the store")

    for name in ("query", "graph", "graphs", "match_many", "asserted"):
        monkeypatch.setattr(EmbeddedStore, name, refuse)
    yield result


def test_a_result_survives_pickling(result: object) -> None:
    again = pickle.loads(pickle.dumps(result))
    assert type(again) is type(result) and again == result
    assert repr(again) == repr(result) and str(again) == str(result)


def test_writing_a_result_sends_no_query(silent: object) -> None:
    kind = type(silent).__name__
    for form in formats_of(kind) if kind in FORMATS else ():
        is_cited_xml = form == "xml" and isinstance(silent, Answer) and silent.is_cited
        if not is_cited_xml and not (kind == "Explanation" and not silent and form != "text"):
            assert write_bytes(silent, form) if form in BINARY else write(silent, form)
    assert str(silent) and repr(silent)
    show = getattr(silent, "_repr_html_", None)
    assert show is None or show()


def test_a_copy_is_written_alike(result: object) -> None:
    kind, again = type(result).__name__, pickle.loads(pickle.dumps(result))
    for form in formats_of(kind) if kind in FORMATS else ():
        if form in ("json", "text") and not (kind == "Explanation" and not result and form == "json"):
            assert write(again, form) == write(result, form)


def test_results_that_differ_are_not_equal(graph: KnowledgeGraph) -> None:
    answer = graph.ask("signed-not-ratified", asOf="2010-01-26")
    assert answer != graph.ask("signed-not-ratified", asOf="2010-01-26", cite=True)
    assert answer != graph.ask("signed-not-ratified", asOf="2008-01-01")
    assert answer != tuple(answer) and answer[0] != tuple(answer[0])
    assert graph.status("Finland", "CETS 197") != graph.status("Sweden", "CETS 197")
    assert len({*answer, *answer}) == len(answer)


def test_what_a_result_cites_is_described_in_it(graph: KnowledgeGraph) -> None:
    answer = graph.ask("signed-not-ratified", asOf="2010-01-26", cite=True)
    cited = {iri for row in answer for iri in row.citation.graphs}
    assert cited <= answer.evidence.sources.keys()
    assert str(answer.evidence.source("https://w3id.org/thbgraph/memo/2-14").description).startswith(
        "memo 2-14 (section 2, 14th"
    )
    standing = graph.status("Lithuania", "CETS 197")
    assert set(standing.graphs) == standing.sources.keys()
    assert all(set(one.graphs) == one.sources.keys() for one in graph.conflicts())
