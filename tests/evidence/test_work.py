"""The cost of citing is bounded: by steps, not by the clock, so that a query is refused everywhere or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest

from citing import cite, minimal
from thbgraph.evidence.replay import gives
from thbgraph.evidence.work import Work
from thbgraph.graph import KnowledgeGraph
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.words.errors import RequestError
from thbgraph.words.namespaces import PREFIXES

Closed = Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]
EX = "http://e.org/"
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"PREFIX : <{EX}>\n"
DATA = ":g { :a :p :b , :c . :b :p :c ; :q 1 . :c :p :d ; :q 2 . :d :q 3 }"
#: Solutions, paths, groups, what is asked again, and what is missing and looked for.
QUERIES = [
    "SELECT ?x ?y { ?x :p ?y }",
    "SELECT ?y { :a :p+ ?y }",
    "SELECT ?x (COUNT(*) AS ?n) { ?x :p ?y } GROUP BY ?x",
    "SELECT ?x { ?x :p ?y FILTER NOT EXISTS { ?y :q 1 } } ORDER BY ?x ?y LIMIT 2 OFFSET 1",
    "SELECT (COUNT(*) AS ?n) { ?x :p ?y MINUS { ?y :q 1 } }",
]


def asked(store: ox.Store, text: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """The columns and rows of a query."""
    solutions = EmbeddedStore(store).query(text)
    return [variable.value for variable in solutions.variables], [tuple(map(str, row)) for row in solutions]


@pytest.mark.parametrize("query", QUERIES)
def test_the_same_query_takes_the_same_steps(closed: Closed, query: str) -> None:
    store = closed(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG), [])
    text = PROLOGUE + query
    columns, rows = asked(store, text)

    def steps(most: int) -> int:
        work = Work(most)
        cite(text, columns, rows, EmbeddedStore(store), work=work)
        return most - work.left

    taken = steps(1_000_000)
    assert rows and taken > 0
    assert steps(taken) == taken
    with pytest.raises(
        RequestError, match=f"takes more than {taken - 1:,} steps .* ask about less, or leave out"
    ):
        steps(taken - 1)


def test_to_find_the_smallest_is_bounded_too(closed: Closed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thbgraph.evidence.minimal.MOST_FOR_SMALLEST", 1_000)
    store = closed(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG), [])
    text, row = PROLOGUE + "SELECT (COUNT(*) AS ?n) { ?x :p ?y }", f'"4"^^<{PREFIXES["xsd"]}integer>'
    cited = cite(text, ["n"], [(row,)], EmbeddedStore(store))
    with pytest.raises(RequestError, match="takes more than 1,000 steps"):
        minimal(text, ["n"], cited, [])


#: Each took a minute and a half or more, where the query itself takes less than a second.
COSTLY = [
    "SELECT DISTINCT * { ?v0 foaf:homepage ?v1 . ?v0 org:unitOf* ?w } ORDER BY ?v0 LIMIT 25 OFFSET 3",
    """SELECT * { ?v0 thb:actKind ?v1 . ?v0 schema:about ?v2 . VALUES (?v1) { (thb:Consent) }
      OPTIONAL { ?v0 dcterms:date ?day } } ORDER BY ?v0 LIMIT 3 OFFSET 1""",
]


@pytest.mark.parametrize("query", COSTLY)
def test_what_was_costly_is_cited(graph: KnowledgeGraph, closed: Closed, query: str) -> None:
    answer = graph.sparql(query, cite=True)
    assert not isinstance(answer, bool | list) and len(answer)
    for row in answer:
        key = tuple("" if term is None else str(term) for term in row.terms or ())
        assert row.citation is not None
        assert gives(closed(row.citation.statements, row.citation.axioms), PROLOGUE + query, key), key


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?v0 thb:signatory ?v1 . ?v1 schema:legalName ?v2 . ?v1 (a/rdfs:subClassOf*) ?w1 }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?a thb:signatory ?b . ?c thb:consentingParty ?d }",
        "SELECT ?a ?d { ?a ?p ?b . ?b ?q ?c . ?c ?r ?d . ?d thb:monitors id:cets-197 }",
    ],
)
def test_what_rests_on_too_much_ends(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr("thbgraph.evidence.cite.MOST", 30_000)
    with pytest.raises(RequestError, match="takes more than 30,000 steps"):
        graph.sparql(query, cite=True)


def test_the_smallest_evidence_of_a_saved_question_is_bounded(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thbgraph.evidence.minimal.MOST_FOR_SMALLEST", 30_000)
    with pytest.raises(RequestError, match="takes more than 30,000 steps"):
        graph.ask("calls-since-met", cite="minimal")


def test_rows_that_were_given_again_need_not_be_asked_for_again(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "SELECT ?body { ?body thb:monitors id:cets-197 } ORDER BY ?body LIMIT 2"
    first = graph.sparql(query, cite=True)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("thbgraph.evidence.replay.Replay.over", never)
    assert graph.sparql(query, cite=True) == first
    with pytest.raises(AssertionError):
        graph.sparql(query + " # another text", cite=True)
