"""Every saved question: the same rows on both engines, and cited by what gives them again.

That its answer is the golden one, and what it may not do, is held by `make check`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from argument_sets import argument_sets
from citing import gives
from closing import matching
from counting_store import Counting
from rdflib_engine import ReferenceGraph
from real_quads import real_quads
from thbgraph.base.dates import FIRST_DAY, LAST_DAY
from thbgraph.build.opening import opened
from thbgraph.graph import KnowledgeGraph
from thbgraph.questions.questions import bind
from thbgraph.results.answer import Answer
from thbgraph.stores.embedded import EmbeddedStore
from whole import WHOLE, sample

Cited = Callable[[str], Answer]
Closed = Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ("adopted-instruments", "claims", "handbooks", "works-on")
QUESTIONS = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
#: As its text lies it takes a quarter of a minute, which is why its blocks are repeated.
LONG = "parts-and-posts"


@pytest.fixture(scope="module")
def store(graph: KnowledgeGraph) -> EmbeddedStore:
    return opened(ROOT)[0]


@pytest.fixture(scope="module")
def reference(store: EmbeddedStore) -> ReferenceGraph:
    return ReferenceGraph(matching(store), store.graphs())


@pytest.fixture(scope="module")
def cited(graph: KnowledgeGraph) -> Cited:
    """Asks a question with its evidence, once; an answer takes few calls of the store, which may be far."""

    @cache
    def of(name: str) -> Answer:
        counting = Counting(graph._store)
        answer = KnowledgeGraph(counting, graph.index).ask(name, cite=True)  # type: ignore[arg-type]
        assert counting.calls <= 40, name
        return answer

    return of


@pytest.fixture(scope="module")
def asserted() -> set[ox.Quad]:
    """What the sources say, as a store writes it."""
    written = ox.Store()
    written.extend(real_quads())
    return set(written)


def test_there_are_at_least_38_questions() -> None:
    assert len(QUESTIONS) >= 38


def rows_of(store: EmbeddedStore, text: str) -> list[tuple[str, ...]]:
    return [tuple("" if term is None else str(term) for term in row) for row in store.query(text)]


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS if WHOLE else SAMPLE)
def test_both_engines_give_the_same_rows_of_the_whole(
    graph: KnowledgeGraph, store: EmbeddedStore, reference: ReferenceGraph, name: str
) -> None:
    """With the defaults and other arguments: of each question in `make oracle`, else of a few that rdflib answers soon."""
    for given in argument_sets(graph, graph.questions[name])[: None if WHOLE else 2]:
        text = graph.questions.query(name, given)
        assert sorted(rows_of(store, text)) == sorted(reference.rows(text)), given


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(QUESTIONS, 15))
def test_both_engines_give_the_same_rows_of_a_part(
    graph: KnowledgeGraph, cited: Cited, closed: Closed, name: str
) -> None:
    """Of what some rows rest on, with all that follows from it; of the questions a third, unless all is held."""
    text = graph.questions[name].text
    citations = [row.citation for row in cited(name)[: 3 if WHOLE else 1] if row.citation is not None]
    statements = {quad for citation in citations for quad in citation.statements}
    axioms = {quad for citation in citations for quad in citation.axioms}
    part = EmbeddedStore(closed(statements, axioms))
    rows = rows_of(part, text)
    assert rows and sorted(rows) == sorted(ReferenceGraph(matching(part), part.graphs()).rows(text))


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS if WHOLE else sample(filter(LONG.__ne__, QUESTIONS), 6))
def test_what_is_asked_gives_the_rows_of_the_text_as_it_lies(
    graph: KnowledgeGraph, store: EmbeddedStore, name: str
) -> None:
    """Blocks of parameters are repeated in further groups to be quick, and for engines that lose rows."""
    question = graph.questions[name]
    for given in argument_sets(graph, question)[:2]:
        terms = graph.ask(name, given).asked.terms
        assert rows_of(store, question.bound(terms)) == rows_of(store, bind(question.text, terms)), given


def test_no_state_continues_more_than_two_others_in_turn(store: EmbeddedStore) -> None:
    """Some questions look no further back, as not all engines follow a path of any length."""
    continues = "<https://w3id.org/thbgraph/ontology#continues>"
    assert rows_of(store, f"SELECT * {{ ?a {continues}/{continues} ?c }}")
    assert not rows_of(store, f"SELECT * {{ ?a {continues}/{continues}/{continues} ?d }}")


def test_engines_that_differ_would_be_seen(store: EmbeddedStore, reference: ReferenceGraph) -> None:
    """One engine compares a day with a year, the other does not."""
    disputed = """
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT ?is { BIND("2010"^^xsd:gYear > "2009-05-03"^^xsd:date AS ?is) }
    """
    assert rows_of(store, disputed) != reference.rows(disputed)


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_row_is_cited_by_what_the_sources_say(cited: Cited, asserted: set[ox.Quad], name: str) -> None:
    for row in cited(name):
        assert row.citation is not None and row.citation.statements
        assert {
            quad for quad in row.citation.statements if "ontology" not in quad.graph_name.value
        } <= asserted


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_cited_gives_the_row_again(
    graph: KnowledgeGraph, cited: Cited, store: EmbeddedStore, closed: Closed, name: str
) -> None:
    """Replay: close and compute over what is cited alone, axioms included, and ask the unchanged question.

    Of each question with many rows three, unless all is held.
    """
    text = graph.questions[name].text
    for key, row in sample(zip(rows_of(store, text), cited(name), strict=True), 3):
        assert row.citation is not None
        assert gives(closed(row.citation.statements, row.citation.axioms), text, key), key


@pytest.mark.parametrize("name", ["how-consented", "not-bound", "status-matrix"])
def test_a_heading_says_states_where_organizations_stand_apart(graph: KnowledgeGraph, name: str) -> None:
    """The European Commission is a member of the CBSS and in none of these answers."""
    answer = graph.ask(name, group="CBSS", instrument="Palermo Protocol")
    assert "ember states of the Council of the Baltic Sea States" in answer.heading
    assert "European Commission" in {row.member.label for row in graph.ask("group-members", group="CBSS")}


@pytest.mark.parametrize("path", sorted((ROOT / "queries/answers").glob("*.csv")), ids=lambda path: path.stem)
def test_no_answer_shows_an_open_end_as_a_day(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    assert FIRST_DAY not in said and LAST_DAY not in said
